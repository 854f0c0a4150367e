"""A speaker's part of the site map: the parts of their page that are long enough for a page of their own."""

from __future__ import annotations

from django.urls import path

from debates.reading.speakers import SpeakerPart
from debates.views.speakers import speaker_part

urlpatterns = [
    path(
        "speakers/<slug:speaker>/appearances/",
        speaker_part,
        {"part": SpeakerPart.APPEARANCES},
        name="speaker_appearances",
    ),
    path(
        "speakers/<slug:speaker>/positions/",
        speaker_part,
        {"part": SpeakerPart.POSITIONS},
        name="speaker_positions",
    ),
    path(
        "speakers/<slug:speaker>/over-time/",
        speaker_part,
        {"part": SpeakerPart.OVER_TIME},
        name="speaker_over_time",
    ),
    path(
        "speakers/<slug:speaker>/others/", speaker_part, {"part": SpeakerPart.OTHERS}, name="speaker_others"
    ),
    path(
        "speakers/<slug:speaker>/unanswered/",
        speaker_part,
        {"part": SpeakerPart.UNANSWERED},
        name="speaker_unanswered",
    ),
    path(
        "speakers/<slug:speaker>/unchallenged/",
        speaker_part,
        {"part": SpeakerPart.UNCHALLENGED},
        name="speaker_unchallenged",
    ),
]
