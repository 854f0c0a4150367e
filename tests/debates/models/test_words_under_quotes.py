from __future__ import annotations

import pytest

from tests.factories import SpeakerFactory, Talk
from tests.refusals import refused
from transcripts.models import Utterance

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("change", [{"text": "Other words."}, {"position": 7}, {"speaker": None}])
def test_words_voice_and_place_under_a_quote_stay_as_they_are(change: dict[str, object]) -> None:
    talk = Talk()
    talk.claim(SpeakerFactory(), "It is so.")
    with refused("a quote stands on these words"):
        Utterance.objects.update(**change)


def test_words_under_no_quote_may_be_mended() -> None:
    talk = Talk()
    talk.claim(SpeakerFactory(), "It is so.")
    free = talk.say(SpeakerFactory(), "Mmm.")
    Utterance.objects.filter(pk=free.pk).update(text="Hmm.")
    free.refresh_from_db()
    assert free.text == "Hmm."


def test_times_under_a_quote_may_be_mended() -> None:
    talk = Talk()
    talk.claim(SpeakerFactory(), "It is so.")
    assert Utterance.objects.update(start_s=1.0, end_s=2.0) == 1
