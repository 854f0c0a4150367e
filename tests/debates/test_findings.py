from __future__ import annotations

import pytest

from debates.findings import mine_transcript, passage_at
from debates.models import Claim, Suggestion, User
from debates.tasks import mine
from tests.factories import AliasFactory, SpeakerFactory, Talk, UserFactory
from transcripts.models import Speaker

pytestmark = pytest.mark.django_db


def _recap() -> Talk:
    """Ann states Bob Stone's case, then her own."""
    ann, bob = SpeakerFactory(name="Ann Lee"), SpeakerFactory(name="Bob Stone")
    AliasFactory(speaker=bob, name="Bobby")
    talk = Talk()
    talk.say(ann, "Rivers should never be dammed because dams kill the fish that people downstream live on.")
    talk.say(ann, "So that's my understanding of Bobby's position.")
    talk.say(ann, "I think dams can be built with ladders that let the fish through.")
    return talk


def test_claims_are_suggested_with_holder_quote_model_and_reason() -> None:
    talk = _recap()
    mine_transcript(talk.transcript)
    first = Suggestion.objects.of_claims().order_by("utterance__position").first()
    assert first is not None
    assert (
        first.exact
        == "Rivers should never be dammed because dams kill the fish that people downstream live on."
    )
    assert (first.voiced_by.name, first.holder.name, first.stance) == ("Ann Lee", "Bob Stone", "reports")
    assert first.status == "waiting"
    assert first.model == "rules+minilm"
    assert first.model_version
    assert first.reason
    assert 0 < first.score <= 1


def test_one_s_own_view_is_held_by_whoever_voices_it() -> None:
    talk = _recap()
    mine_transcript(talk.transcript)
    own = Suggestion.objects.of_claims().get(exact__startswith="I think dams")
    assert (own.holder.name, own.stance, own.holder_words) == ("Ann Lee", "asserts", "")


def test_frames_are_not_suggested() -> None:
    talk = _recap()
    mine_transcript(talk.transcript)
    assert not Suggestion.objects.filter(exact__startswith="So that's my understanding").exists()


def test_mining_again_keeps_decisions_and_finds_nothing_new() -> None:
    talk = _recap()
    first = mine_transcript(talk.transcript)
    rejected = Suggestion.objects.of_claims().order_by("pk")[0]
    rejected.reject(by=UserFactory(role=User.Role.EDITOR))
    again = mine_transcript(talk.transcript)
    assert (again.new_claims, again.new_relations) == (0, 0)
    assert again.known == first.new_claims + first.new_relations
    rejected.refresh_from_db()
    assert rejected.status == "rejected"


def test_a_relation_names_the_head_that_found_it() -> None:
    talk = Talk()
    talk.say(
        SpeakerFactory(name="Ann Lee"), "The city should close the old bridge. It is going to kill somebody."
    )
    mine_transcript(talk.transcript)
    found = Suggestion.objects.of_relations().get()
    assert (found.premise.exact, found.relation_kind) == ("It is going to kill somebody.", "support")
    assert found.model_version.startswith("4 (head ")


def test_every_suggested_claim_can_be_accepted() -> None:
    talk = _recap()
    mine_transcript(talk.transcript)
    for suggestion in Suggestion.objects.of_claims().order_by("pk"):
        suggestion.accept(by=None)
    assert Claim.objects.count() == 2


def test_a_voice_nobody_named_gives_claims_without_a_holder() -> None:
    talk = Talk()
    talk.say(None, "Dams kill the fish that people downstream live on.")
    mine_transcript(talk.transcript)
    suggestion = Suggestion.objects.of_claims().get()
    assert (suggestion.voiced_by, suggestion.holder, suggestion.holder_words) == (None, None, "")
    suggestion.accept(by=None)


def test_a_party_without_a_page_is_kept_by_its_words() -> None:
    ann = SpeakerFactory(name="Ann Lee")
    talk = Talk()
    talk.say(ann, "Some critics argue that dams kill the fish that people downstream live on.")
    mine_transcript(talk.transcript)
    suggestion = Suggestion.objects.of_claims().get()
    assert (suggestion.holder, suggestion.stance) == (None, "reports")
    assert "critics" in suggestion.holder_words
    assert suggestion.accept(by=None).quotes.get().holder_name == suggestion.holder_words


def test_the_job_mines_the_current_transcript_and_leaves_a_missing_one_alone() -> None:
    talk = _recap()
    mine(transcript=talk.transcript.pk)
    assert Suggestion.objects.of_claims().count() == 2
    mine(transcript=talk.transcript.pk + 1000)


def test_mining_makes_no_people() -> None:
    talk = _recap()
    before = Speaker.objects.count()
    mine_transcript(talk.transcript)
    assert Speaker.objects.count() == before


def test_characters_are_turned_into_words_across_utterances() -> None:
    talk = Talk()
    first, second = talk.say(None, "One two."), talk.say(None, "Three four five.")
    passage = passage_at([first, second], 4, 19)
    assert (passage.first, passage.word_start, passage.last, passage.word_end) == (first, 1, second, 2)


def test_characters_that_end_with_an_utterance_stay_in_it() -> None:
    talk = Talk()
    first, second = talk.say(None, "One two."), talk.say(None, "Three four five.")
    passage = passage_at([first, second], 0, 8)
    assert (passage.first, passage.word_start, passage.last, passage.word_end) == (first, 0, first, 2)


def test_turns_in_another_language_are_counted_and_nothing_is_suggested_from_them() -> None:
    talk = Talk()
    talk.say(
        SpeakerFactory(name="Ana Gil"),
        "Los ríos del sur se secan cada verano porque el riego se lleva toda el agua, y nadie en el gobierno quiere "
        "hablar de lo que van a beber los pueblos cuando ya no quede nada.",
    )
    stored = mine_transcript(talk.transcript)
    assert (stored.new_claims, stored.new_relations, stored.left_out) == (
        0,
        0,
        {"not in English, the one language that is read": 1},
    )
