from __future__ import annotations

import pytest
from django.db.models import ProtectedError

from debates.models import Claim, Quote, Stance
from tests.factories import SpeakerFactory, Talk
from tests.refusals import kept, refused
from transcripts.models import Utterance

pytestmark = pytest.mark.django_db

ANN_SAYS = "Models copy people."
ANN_GOES_ON = "They learn nothing new."
BOB_SAYS = "Ann is wrong there."
OFF_THE_WORDS = "does not stand on the words of its transcript"


class Scene:
    """Ann says two sentences of three and four words, then Bob one of four."""

    def __init__(self) -> None:
        self.ann, self.bob = SpeakerFactory(name="Ann"), SpeakerFactory(name="Bob")
        self.talk = Talk()
        self.first = self.talk.say(self.ann, ANN_SAYS)
        self.second = self.talk.say(self.ann, ANN_GOES_ON)
        self.third = self.talk.say(self.bob, BOB_SAYS)

    def quote(self, **changes: object) -> Quote:
        """Ann's first sentence as her own view, or what `changes` make of it."""
        fields = {
            "claim": Claim.objects.create(text="Models only copy."),
            "utterance": self.first,
            "word_start": 0,
            "end_utterance": self.first,
            "word_end": 3,
            "exact": ANN_SAYS,
            "start_s": 0.0,
            "end_s": 5.0,
            "voiced_by": self.ann,
            "holder": self.ann,
            "stance": Stance.ASSERTS,
        }
        return Quote.objects.create(**{**fields, **changes})


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_accepts_the_words_of_one_sentence(scene: Scene) -> None:
    assert scene.quote().exact == "Models copy people."
    kept()


def test_accepts_words_that_go_on_in_the_next_sentence(scene: Scene) -> None:
    scene.quote(word_start=1, end_utterance=scene.second, word_end=2, exact="copy people. They learn")
    kept()


@pytest.mark.parametrize(
    ("word_start", "word_end", "exact"),
    [
        pytest.param(0, 3, "Models copy persons.", id="other words"),
        pytest.param(0, 3, "models copy people.", id="other capitals"),
        pytest.param(0, 3, "Models  copy people.", id="two spaces"),
        pytest.param(0, 3, "Models copy", id="too few words"),
        pytest.param(1, 3, "Models copy people.", id="too many words"),
        pytest.param(0, 4, "Models copy people.", id="an end after the last word"),
        pytest.param(3, 3, "people.", id="a start after the last word"),
        pytest.param(2, 1, "people.", id="an end before the start"),
    ],
)
def test_refuses_words_that_the_sentence_does_not_have_there(
    scene: Scene, word_start: int, word_end: int, exact: str
) -> None:
    with refused(OFF_THE_WORDS):
        scene.quote(word_start=word_start, word_end=word_end, exact=exact)


def test_refuses_no_words(scene: Scene) -> None:
    with refused("quote_has_words"):
        scene.quote(word_start=1, word_end=1, exact="")


def test_refuses_a_start_outside_the_sentence_it_names(scene: Scene) -> None:
    with refused(OFF_THE_WORDS):
        scene.quote(word_start=4, end_utterance=scene.second, word_end=3, exact="learn nothing")


def test_refuses_an_end_that_comes_before_its_beginning(scene: Scene) -> None:
    with refused(OFF_THE_WORDS):
        scene.quote(utterance=scene.second, end_utterance=scene.first, exact=ANN_SAYS)


def test_refuses_words_from_two_transcripts(scene: Scene) -> None:
    other = Talk("Another talk")
    other.say(scene.ann, ANN_SAYS)
    elsewhere = other.say(scene.ann, ANN_GOES_ON)
    with refused(OFF_THE_WORDS):
        scene.quote(end_utterance=elsewhere, word_end=4, exact=f"{ANN_SAYS} {ANN_GOES_ON}")


def test_refuses_a_voice_that_did_not_say_it(scene: Scene) -> None:
    with refused("not in the voice it names"):
        scene.quote(voiced_by=scene.bob, holder=scene.bob)


def test_refuses_a_known_voice_as_unknown(scene: Scene) -> None:
    with refused("not in the voice it names"):
        scene.quote(voiced_by=None, holder=None)


def test_refuses_words_that_cross_from_one_voice_to_another(scene: Scene) -> None:
    with refused("not in the voice it names"):
        scene.quote(
            utterance=scene.second, end_utterance=scene.third, word_end=4, exact=f"{ANN_GOES_ON} {BOB_SAYS}"
        )


def test_refuses_to_change_the_words_later(scene: Scene) -> None:
    quote = scene.quote()
    with refused(OFF_THE_WORDS):
        Quote.objects.filter(pk=quote.pk).update(exact="Models copy persons.")


def test_refuses_to_change_the_voice_later(scene: Scene) -> None:
    quote = scene.quote()
    with refused("not in the voice it names"):
        Quote.objects.filter(pk=quote.pk).update(voiced_by=scene.bob, holder=scene.bob)


@pytest.mark.parametrize(
    ("start_s", "end_s"),
    [
        pytest.param(5.0, 4.9, id="an end before the start"),
        pytest.param(-0.1, 5.0, id="a start before the recording"),
        pytest.param(0.0, None, id="no end"),
        pytest.param(None, 5.0, id="no start"),
    ],
)
def test_refuses_seconds_out_of_order(scene: Scene, start_s: float | None, end_s: float | None) -> None:
    with refused("quote_times_in_order"):
        scene.quote(start_s=start_s, end_s=end_s)


def test_accepts_a_quote_without_seconds(scene: Scene) -> None:
    scene.quote(start_s=None, end_s=None)
    kept()


def test_refuses_an_end_after_that_of_the_recording(scene: Scene) -> None:
    recording = scene.talk.transcript.recording
    recording.duration_s = 4.9
    recording.save()
    with refused("a quote ends after its recording"):
        scene.quote(end_s=5.0)


def test_accepts_an_end_with_the_recording(scene: Scene) -> None:
    recording = scene.talk.transcript.recording
    recording.duration_s = 5.0
    recording.save()
    scene.quote(end_s=5.0)
    kept()


def test_refuses_the_same_words_twice_for_a_claim(scene: Scene) -> None:
    quote = scene.quote()
    with refused("quote_once_a_claim"):
        scene.quote(claim=quote.claim)


def test_accepts_the_same_words_for_two_claims(scene: Scene) -> None:
    scene.quote()
    scene.quote()
    kept()


def test_accepts_a_report_of_somebody_else(scene: Scene) -> None:
    scene.quote(stance=Stance.REPORTS, holder=scene.bob)
    kept()


def test_accepts_a_report_of_a_group(scene: Scene) -> None:
    quote = scene.quote(stance=Stance.REPORTS, holder=None, holder_words="critics")
    kept()
    assert quote.holder_name == "critics"


def test_accepts_a_report_by_an_unknown_voice(scene: Scene) -> None:
    said = scene.talk.say(None, "Ann says no.")
    scene.quote(
        utterance=said, end_utterance=said, exact="Ann says no.", voiced_by=None, stance=Stance.REPORTS
    )
    kept()


def test_refuses_a_report_of_oneself(scene: Scene) -> None:
    with refused("quote_reports_somebody_else"):
        scene.quote(stance=Stance.REPORTS)


def test_refuses_a_report_of_nobody(scene: Scene) -> None:
    with refused("quote_reports_somebody_else"):
        scene.quote(stance=Stance.REPORTS, holder=None)


@pytest.mark.parametrize("stance", ["asserts", "grants", "denies", "asks"])
def test_refuses_anything_but_a_report_for_the_view_of_somebody_else(scene: Scene, stance: str) -> None:
    with refused("quote_own_view_unless_reported"):
        scene.quote(stance=stance, holder=scene.bob)


def test_refuses_ones_own_view_for_a_group(scene: Scene) -> None:
    with refused("quote_own_view_unless_reported"):
        scene.quote(holder=None, holder_words="critics")


def test_refuses_ones_own_view_without_a_holder(scene: Scene) -> None:
    with refused("quote_own_view_unless_reported"):
        scene.quote(holder=None)


def test_refuses_a_speaker_and_words_for_the_same_holder(scene: Scene) -> None:
    with refused("quote_one_holder"):
        scene.quote(stance=Stance.REPORTS, holder=scene.bob, holder_words="critics")


def test_keeps_a_sentence_that_a_quote_stands_on(scene: Scene) -> None:
    scene.quote()
    with pytest.raises(ProtectedError):
        Utterance.objects.get(pk=scene.first.pk).delete()


def test_keeps_a_speaker_who_is_quoted(scene: Scene) -> None:
    scene.quote()
    with pytest.raises(ProtectedError):
        scene.ann.delete()


def test_names_its_holder_as_a_page_does(scene: Scene) -> None:
    assert scene.quote().holder_name == "Ann"


def test_a_report_is_told_from_an_own_view(scene: Scene) -> None:
    own = scene.quote()
    report = scene.quote(stance=Stance.REPORTS, holder=scene.bob)
    assert [own.is_reported, report.is_reported] == [False, True]


def test_finds_quotes_by_voice_holder_and_stance(scene: Scene) -> None:
    own = scene.quote()
    report = scene.quote(stance=Stance.REPORTS, holder=scene.bob)
    assert list(Quote.objects.voiced_by(scene.ann).in_order()) == [own, report]
    assert list(Quote.objects.held_by(scene.bob)) == [report]
    assert list(Quote.objects.reported()) == [report]
    assert list(Quote.objects.voiced_by(scene.bob)) == []


def test_orders_quotes_as_they_were_said(scene: Scene) -> None:
    later = scene.quote(utterance=scene.second, end_utterance=scene.second, word_end=4, exact=ANN_GOES_ON)
    middle = scene.quote(word_start=1, exact="copy people.")
    earlier = scene.quote()
    assert list(Quote.objects.in_transcript(scene.talk.transcript).in_order()) == [earlier, middle, later]


def test_loads_places_in_one_query(scene: Scene, django_assert_num_queries: object) -> None:
    scene.quote()
    with django_assert_num_queries(1):
        quote = Quote.objects.with_places().get()
        assert quote.utterance.get_absolute_url().endswith("/the-talk/#u0")
        assert quote.utterance.transcript.recording.duration_s is None
        assert (quote.voiced_by.name, quote.holder.name) == ("Ann", "Ann")
