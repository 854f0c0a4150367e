from __future__ import annotations

import pytest

from debates.models import Claim, Passage, Quote, Stance, View, change_view, quote_passage
from tests.factories import SpeakerFactory, Talk, UtteranceFactory, supplied
from tests.refusals import kept, refused
from transcripts.models import Speaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> Speaker:
    return SpeakerFactory(name="Ann")


@pytest.fixture
def bob() -> Speaker:
    return SpeakerFactory(name="Bob")


def _claim() -> Claim:
    return Claim.objects.create(text="Models only copy.")


def test_a_whole_sentence_keeps_its_own_times(ann: Speaker) -> None:
    talk = Talk()
    talk.say(ann, "Well now.")
    said = talk.say(ann, "Models copy people.")
    quote = quote_passage(_claim(), Passage(said, 0, said, 3), View())
    kept()
    assert (quote.exact, quote.start_s, quote.end_s) == ("Models copy people.", 5.0, 10.0)
    assert quote.times_estimated is False


def test_words_inside_a_sentence_get_times_by_their_share_and_say_so(ann: Speaker) -> None:
    said = Talk().say(ann, "aaaa bbbb")
    quote = quote_passage(_claim(), Passage(said, 1, said, 2), View())
    assert (quote.exact, quote.start_s, quote.end_s) == ("bbbb", 2.5, 5.0)
    assert quote.times_estimated is True


def test_a_sentence_with_estimated_times_gives_them_on_as_such(ann: Speaker) -> None:
    said = Talk().say(ann, "Models copy people.")
    said.times_estimated = True
    said.save()
    assert quote_passage(_claim(), Passage(said, 0, said, 3), View()).times_estimated is True


def test_a_sentence_without_times_gives_a_quote_without_times(ann: Speaker) -> None:
    said = UtteranceFactory(transcript=Talk().transcript, speaker=ann)
    quote = quote_passage(_claim(), Passage(said, 0, said, 3), View())
    kept()
    assert (quote.start_s, quote.end_s) == (None, None)


def test_keeps_thirty_two_characters_around_the_words(ann: Speaker) -> None:
    talk = Talk()
    talk.say(ann, "This is rather a long sentence before it.")
    said = talk.say(ann, "And so models copy people I think.")
    talk.say(ann, "Whatever follows here is cut off too.")
    quote = quote_passage(_claim(), Passage(said, 2, said, 5), View())
    assert quote.exact == "models copy people"
    assert quote.prefix == "a long sentence before it. And so"[-32:]
    assert quote.suffix == "I think. Whatever follows here is cut"[:32]


def test_context_is_as_short_as_the_transcript(ann: Speaker) -> None:
    said = Talk().say(ann, "Models copy people.")
    quote = quote_passage(_claim(), Passage(said, 1, said, 2), View())
    assert (quote.prefix, quote.exact, quote.suffix) == ("Models", "copy", "people.")


def test_words_may_run_over_three_sentences(ann: Speaker) -> None:
    talk = Talk()
    first, _, last = (talk.say(ann, text) for text in ("One two.", "Three four.", "Five six."))
    quote = quote_passage(_claim(), Passage(first, 1, last, 1), View())
    kept()
    assert quote.exact == "two. Three four. Five"
    assert (quote.prefix, quote.suffix) == ("One", "six.")
    assert (quote.start_s, quote.end_s) == (pytest.approx(2.222), pytest.approx(12.778, abs=0.3))


def test_ones_own_view_is_held_by_whoever_speaks(ann: Speaker) -> None:
    said = Talk().say(ann, "Models copy people.")
    quote = quote_passage(_claim(), Passage(said, 0, said, 3), View(Stance.GRANTS))
    kept()
    assert (quote.voiced_by, quote.holder, quote.stance) == (ann, ann, "grants")


def test_a_report_is_held_by_whom_it_names(ann: Speaker, bob: Speaker) -> None:
    said = Talk().say(ann, "Models copy people.")
    quote = quote_passage(_claim(), Passage(said, 0, said, 3), View(Stance.REPORTS, bob))
    kept()
    assert (quote.voiced_by, quote.holder) == (ann, bob)


def test_an_unknown_voice_can_say_something(ann: Speaker) -> None:
    said = Talk().say(None, "Models copy people.")
    quote = quote_passage(_claim(), Passage(said, 0, said, 3), View())
    kept()
    assert (quote.voiced_by, quote.holder, quote.holder_name) == (None, None, "")


def test_the_same_passage_again_changes_the_view_only(ann: Speaker, bob: Speaker) -> None:
    said, claim = Talk().say(ann, "Models copy people."), _claim()
    first = quote_passage(claim, Passage(said, 0, said, 3), View())
    again = quote_passage(claim, Passage(said, 0, said, 3), View(Stance.REPORTS, bob))
    assert first.pk == again.pk
    assert Quote.objects.get().holder == bob


@pytest.mark.parametrize(("word_start", "word_end"), [(0, 4), (3, 3), (2, 1), (1, 1), (0, 0)])
def test_refuses_a_range_outside_the_sentence(ann: Speaker, word_start: int, word_end: int) -> None:
    said = Talk().say(ann, "Models copy people.")
    with pytest.raises(ValueError, match="quote"):
        quote_passage(supplied("Models only copy."), Passage(said, word_start, said, word_end), View())


def test_refuses_a_passage_that_runs_backwards(ann: Speaker) -> None:
    talk = Talk()
    first, second = talk.say(ann, "One two."), talk.say(ann, "Three four.")
    with pytest.raises(ValueError, match="quote"):
        quote_passage(supplied("Models only copy."), Passage(second, 0, first, 2), View())


def test_refuses_a_passage_across_voices(ann: Speaker, bob: Speaker) -> None:
    talk = Talk()
    first, second = talk.say(ann, "One two."), talk.say(bob, "Three four.")
    with refused("not in the voice it names"):
        quote_passage(_claim(), Passage(first, 0, second, 2), View())


def test_refuses_a_passage_across_transcripts(ann: Speaker) -> None:
    here, there = Talk("Here").say(ann, "One two."), Talk("There").say(ann, "One two.")
    with refused("does not stand on the words"):
        quote_passage(_claim(), Passage(here, 0, there, 2), View())


def test_refuses_an_assertion_for_somebody_else(ann: Speaker, bob: Speaker) -> None:
    said = Talk().say(ann, "Models copy people.")
    with refused("quote_own_view_unless_reported"):
        quote_passage(_claim(), Passage(said, 0, said, 3), View(Stance.ASSERTS, bob))


def test_a_view_can_be_changed_without_touching_the_words(ann: Speaker) -> None:
    quote = Talk().claim(ann, "Models copy people.").quotes.get()
    change_view(quote, View(Stance.REPORTS, holder_words="critics"))
    kept()
    quote.refresh_from_db()
    assert (quote.exact, quote.stance, quote.holder_name) == ("Models copy people.", "reports", "critics")


def test_a_report_can_become_the_speakers_own_view(ann: Speaker, bob: Speaker) -> None:
    quote = Talk().claim(ann, "Models copy people.", holder=bob).quotes.get()
    change_view(quote, View(Stance.DENIES))
    kept()
    assert (quote.stance, quote.holder) == ("denies", ann)


def test_refuses_to_make_a_view_a_report_of_the_speaker(ann: Speaker) -> None:
    quote = Talk().claim(ann, "Models copy people.").quotes.get()
    with refused("quote_reports_somebody_else"):
        change_view(quote, View(Stance.REPORTS, ann))
