"""Suggested relations between claims of different episodes."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from debates.amending.takedowns import take_down
from debates.elsewhere import relate_elsewhere
from debates.findings import mine_transcript
from debates.likeness import fill
from debates.mining.elsewhere import FEATURES
from debates.mining.heads import shipped
from debates.models import Relation, Suggestion, User
from debates.tasks import mine
from tests.factories import SpeakerFactory, Talk, UserFactory
from transcripts.models import Episode, Speaker

pytestmark = pytest.mark.django_db

TOLLS = "Road tolls are fair to everybody who drives in the city."
NOT_FAIR = "Road tolls are not fair to everybody who drives in the city."
AGAIN = "Tolls on roads are fair to everybody who drives a car in the city."
REASON = "Road tolls in the city are fair because they pay for the buses and trains that everybody uses."


@pytest.fixture
def ann() -> Speaker:
    return SpeakerFactory(name="Ann Lee")


@pytest.fixture
def there(ann: Speaker) -> Talk:
    """Another episode, in which Ann said that tolls are fair, and an editor accepted it."""
    talk = Talk("There")
    talk.say(ann, TOLLS)
    mine_transcript(talk.transcript)
    Suggestion.objects.of_claims().get().accept(by=None)
    fill()
    return talk


def here(text: str, speaker: str = "Bob Stone") -> Talk:
    talk = Talk("Here")
    talk.say(Speaker.objects.filter(name=speaker).first() or SpeakerFactory(name=speaker), text)
    mine_transcript(talk.transcript)
    return talk


def found(talk: Talk) -> Suggestion:
    assert relate_elsewhere(talk.transcript) == 1
    return Suggestion.objects.of_relations().get(transcript=talk.transcript)


@pytest.mark.parametrize(("text", "kind"), [(NOT_FAIR, "attack"), (AGAIN, "rephrase"), (REASON, "support")])
def test_a_claim_is_tied_to_what_another_episode_says(there: Talk, text: str, kind: str) -> None:
    relation = found(here(text))
    assert (relation.relation_kind, relation.premise.exact, relation.target.exact) == (kind, text, TOLLS)
    assert relation.evidence in text
    assert relation.reason.endswith(
        f"(Ann Lee, in another talk): '{relation.evidence}', 'Road tolls are fair to everybody who drives in the city'"
    )
    assert 0.4 <= relation.score <= 0.9
    assert relation.model_version == f"4 (head {shipped('elsewhere', FEATURES).version})"


def test_of_one_holder_a_denial_is_no_answer(there: Talk) -> None:
    assert relate_elsewhere(here(NOT_FAIR, "Ann Lee").transcript) == 0


def test_what_speaks_of_something_else_is_left_alone(there: Talk) -> None:
    assert (
        relate_elsewhere(here("Cats sleep for most of the day because they hunt at night.").transcript) == 0
    )


def test_accepting_one_draws_it_between_the_episodes(there: Talk) -> None:
    found(here(NOT_FAIR)).accept_with_ends(UserFactory(role=User.Role.EDITOR))
    relation = Relation.objects.get()
    assert relation.target_claim.text == TOLLS
    assert relation.kind == "attack"
    assert relation.reason == ""  # it would quote words that may be closed without this one's


def test_mining_again_keeps_decisions_and_finds_nothing_new(there: Talk) -> None:
    talk = here(NOT_FAIR)
    rejected = found(talk)
    rejected.reject(by=UserFactory(role=User.Role.EDITOR))
    mine(transcript=talk.transcript.pk)
    rejected.refresh_from_db()
    assert rejected.status == "rejected"
    assert Suggestion.objects.of_relations().count() == 1


def test_claims_of_the_same_episode_are_not_elsewhere(there: Talk) -> None:
    assert relate_elsewhere(there.transcript) == 0


def test_a_claim_that_nobody_accepted_is_no_target(ann: Speaker) -> None:
    talk = Talk("There")
    talk.say(ann, TOLLS)
    mine_transcript(talk.transcript)
    fill()
    assert relate_elsewhere(here(NOT_FAIR).transcript) == 0


def test_words_that_are_private_or_taken_down_are_no_target(there: Talk) -> None:
    talk = here(NOT_FAIR)
    Episode.objects.filter(pk=there.episode.pk).update(visibility="private")
    assert relate_elsewhere(talk.transcript) == 0
    Episode.objects.filter(pk=there.episode.pk).update(visibility="")
    take_down(there.episode, by=UserFactory(role=User.Role.ADMIN), reason="asked for")
    assert relate_elsewhere(talk.transcript) == 0


def test_a_relation_to_words_closed_later_is_not_shown_for_review(there: Talk) -> None:
    talk = here(NOT_FAIR)
    relation = found(talk)
    shows = frozenset([talk.episode.show_id])
    assert relation in Suggestion.objects.for_review().in_shows(shows)
    Episode.objects.filter(pk=there.episode.pk).update(visibility="private")
    assert relation not in Suggestion.objects.for_review().in_shows(shows)
    assert relation in Suggestion.objects.for_review()
    take_down(there.episode, by=UserFactory(role=User.Role.ADMIN), reason="asked for")
    assert relation not in Suggestion.objects.for_review()


def test_makes_as_many_queries_for_many_claims_as_for_one(there: Talk, ann: Speaker) -> None:
    few, many = Talk("Few"), Talk("Many")
    few.say(ann, AGAIN)
    for number in range(8):
        many.say(ann, f"{AGAIN[:-1]} number {number}.")
    counts = []
    for talk in (few, many):
        mine_transcript(talk.transcript)
        with CaptureQueriesContext(
            connection,
        ) as made:
            relate_elsewhere(talk.transcript)
        counts.append(len(made))
    assert counts[0] == counts[1]
