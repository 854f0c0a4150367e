"""What makes a claim's sentence and its holder fit to be stored."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError

from debates.models import Claim, Passage, Stance, View
from debates.models.claim import CLAIM_MAX_LENGTH
from transcripts.models import Speaker, Utterance
from transcripts.words.anchors import locate

REACH = 4
"""Sentences before and after a suggestion in which its words may be chosen anew."""

MOST_SENTENCES = 12
"""Sentences that one quote may span: longer ones hold more than one claim."""


class ClaimTextField(forms.CharField):
    """One proposition, white space folded."""

    def __init__(self, **kwargs: object) -> None:
        widget = forms.Textarea(attrs={"rows": 2, "autocomplete": "off", "dir": "auto"})
        super().__init__(max_length=CLAIM_MAX_LENGTH, widget=widget, **kwargs)  # type: ignore[arg-type]

    def clean(self, value: object) -> str:
        return " ".join(super().clean(value).split())


def view_told(stance: str, holder: str, voice: Speaker | None) -> View:
    """Return whose view words in `voice` state, as a form tells it.

    Raises ValidationError for a report of nobody or of the voice itself, and for somebody else's view that is no report.
    """
    name = " ".join(holder.split())
    speaker = Speaker.objects.known_as(name) if name else None
    own = not name or (speaker is not None and speaker == voice)
    if stance != Stance.REPORTS:
        if not own:
            raise ValidationError(
                "Only a report states somebody else’s view: choose “reports”, or leave the holder empty."
            )
        return View(stance, voice)
    if not name:
        raise ValidationError("Whose view is reported? Write a name, or a group such as “critics”.")
    if own:
        raise ValidationError("Nobody reports their own view: choose “asserts”, or name another holder.")
    return View(stance, speaker, "" if speaker else name)


def doubts_about(text: str, stance: str) -> list[str]:
    """What an editor should look at again before a claim is made of `text`. Makes one query."""
    doubts = []
    if text.endswith(("?", "？", "؟")) and stance != Stance.ASKS:
        doubts.append("This is a question. A claim says that something is so; or choose “asks”.")
    if Claim.objects.filter(text__iexact=text).exists():
        doubts.append("A claim in these very words is here already: add the words to it instead.")
    return doubts


def passage_of_words(words: str, first: Utterance, last: Utterance) -> Passage:
    """Return where `words` stand exactly, at `first` to `last` or a few sentences from there.

    Raises ValidationError where they do not. Makes one query.
    """
    near = Utterance.objects.filter(
        transcript_id=first.transcript_id,
        position__gte=first.position - REACH,
        position__lte=last.position + REACH,
    )
    lines = list(near.in_order().select_related("speaker"))
    place = locate(
        " ".join(words.split()), [line.text for line in lines], near=first.position - lines[0].position
    )
    if place is None:
        raise ValidationError("These words do not stand here. Copy them from the transcript as they are.")
    passage = Passage(lines[place.first], place.word_start, lines[place.last], place.word_end)
    check_passage(passage, lines[place.first : place.last + 1])
    return passage


def check_passage(passage: Passage, lines: Sequence[Utterance]) -> None:
    """Raise ValidationError where the sentences of a passage are in several voices, or too many."""
    if len(lines) > MOST_SENTENCES:
        raise ValidationError(
            f"That is {len(lines)} sentences. A quote has {MOST_SENTENCES} at most: choose those that state the claim."
        )
    if len({line.speaker_id for line in lines}) > 1:
        raise ValidationError(
            "The words are in more than one voice. Choose the words of one, and make a claim of the others by itself."
        )
