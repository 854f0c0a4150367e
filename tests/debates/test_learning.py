from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from debates import learning
from debates.findings import mine_transcript
from debates.learning import TooFewError, UnknownVersionError
from debates.models import LearnedHead, Suggestion, User
from tests.factories import SpeakerFactory, Talk, UserFactory, suggested_claim, suggested_relation

pytestmark = pytest.mark.django_db

_PLACES = (
    "Hull",
    "Bergen",
    "Cork",
    "Brest",
    "Gdansk",
    "Riga",
    "Leith",
    "Porto",
    "Genoa",
    "Varna",
    "Turku",
    "Arles",
)


@pytest.fixture
def editor() -> User:
    made: User = UserFactory(role=User.Role.EDITOR)
    return made


def _proposed() -> tuple[list[Suggestion], list[Suggestion]]:
    """Claims about the sea, and remarks about tea: all with the same score."""
    talk, ann = Talk(), SpeakerFactory(name="Ann Lee")
    sea = [
        suggested_claim(talk.say(ann, f"The sea at {place} rises faster every year.")) for place in _PLACES
    ]
    tea = [suggested_claim(talk.say(ann, f"I had a lovely cup of tea in {place}.")) for place in _PLACES]
    return sea, tea


def _decide(editor: User | None) -> tuple[Suggestion, Suggestion]:
    """Take the sea and turn the tea down, but for the last of each, which wait."""
    sea, tea = _proposed()
    for good, bad in zip(sea[:-1], tea[:-1], strict=True):
        good.accept(by=editor)
        bad.reject(by=editor)
    return sea[-1], tea[-1]


def test_suggestions_that_wait_are_scored_by_what_editors_took(editor: User) -> None:
    waiting_sea, waiting_tea = _decide(editor)
    head = learning.learn("claims")
    assert (head.version, head.decisions, head.taken, head.is_in_force) == (1, 22, 11, True)
    assert head.loss_after < head.loss_before
    waiting_sea.refresh_from_db()
    waiting_tea.refresh_from_db()
    assert waiting_sea.score > 0.6
    assert waiting_tea.score < 0.4
    assert (waiting_sea.mined_score, waiting_tea.mined_score) == (0.5, 0.5)


def test_decided_suggestions_keep_their_scores(editor: User) -> None:
    _decide(editor)
    learning.learn("claims")
    assert set(Suggestion.objects.decided().values_list("score", flat=True)) == {0.5}


def test_what_is_mined_later_is_scored_by_what_was_learned(editor: User) -> None:
    _decide(editor)
    learning.learn("claims")
    talk = Talk()
    talk.say(
        SpeakerFactory(name="Bo Ek"), "The sea at Malmo rises faster than the harbour was ever built for."
    )
    mine_transcript(talk.transcript)
    mined = Suggestion.objects.get(transcript=talk.transcript)
    assert mined.score > mined.mined_score


def test_decisions_without_a_person_teach_nothing() -> None:
    _decide(None)
    with pytest.raises(TooFewError, match="0 decisions about claims"):
        learning.learn("claims")


def test_a_handful_of_decisions_is_not_learned_from(editor: User) -> None:
    sea, tea = _proposed()
    sea[0].accept(by=editor)
    tea[0].reject(by=editor)
    with pytest.raises(TooFewError, match="2 decisions about claims, 1 of them found something: at least 20"):
        learning.learn("claims")
    assert not LearnedHead.objects.exists()


def test_going_back_to_the_model_as_it_ships_gives_its_scores_back(editor: User) -> None:
    waiting_sea, _ = _decide(editor)
    learning.learn("claims")
    assert learning.go_back("claims", 0) == 2
    waiting_sea.refresh_from_db()
    assert waiting_sea.score == 0.5
    assert not LearnedHead.objects.in_force().exists()


def test_going_back_to_an_earlier_version_puts_only_that_in_force(editor: User) -> None:
    _decide(editor)
    learning.learn("claims")
    learning.learn("claims")
    learning.go_back("claims", 1)
    assert list(LearnedHead.objects.in_force().values_list("version", flat=True)) == [1]
    with pytest.raises(UnknownVersionError, match="no version 7"):
        learning.go_back("claims", 7)


def test_versions_are_compared_on_decisions_made_since(editor: User) -> None:
    waiting_sea, waiting_tea = _decide(editor)
    learning.learn("claims")
    with pytest.raises(TooFewError, match="Nobody has decided about claims since"):
        learning.compare("claims", [0, 1])
    waiting_sea.accept(by=editor)
    waiting_tea.reject(by=editor)
    found = learning.compare("claims", [0, 1])
    assert found[0].decisions == found[1].decisions == 2
    assert found[0].loss == 0.6931
    assert found[1].loss < 0.6


def test_relations_are_learned_from_too(editor: User) -> None:
    sea, tea = _proposed()
    for claim in (*sea, *tea):
        claim.accept(by=editor)
    good = [suggested_relation(one, "support", other) for one, other in zip(sea[1:], sea[:-1], strict=True)]
    bad = [suggested_relation(one, "attack", other) for one, other in zip(tea, sea, strict=True)]
    for relation in good[1:]:
        relation.accept(by=editor)
    for relation in bad[1:]:
        relation.reject(by=editor)
    learning.learn("relations")
    good[0].refresh_from_db()
    bad[0].refresh_from_db()
    assert good[0].score > 0.6
    assert bad[0].score < 0.4


def test_the_command_learns_lists_compares_and_goes_back(
    editor: User, capsys: pytest.CaptureFixture[str]
) -> None:
    _decide(editor)
    call_command("learn", "--list")
    assert capsys.readouterr().out == "Nothing has been learned yet: the model is used as it ships.\n"
    call_command("learn")
    said = capsys.readouterr().out
    assert "claims 1, " in said
    assert "in force: 22 decisions, 11 taken; held out, log loss 0.693 → " in said
    assert "relations: 0 decisions about relations" in said
    with pytest.raises(CommandError, match="Say of what"):
        call_command("learn", "--compare", "0", "1")
    with pytest.raises(CommandError, match="nothing fair to compare on"):
        call_command("learn", "--of", "claims", "--compare", "0", "1")
    call_command("learn", "--of", "claims", "--go-back", "0")
    assert capsys.readouterr().out == "claims 0 is in force; 2 waiting suggestions scored again\n"


def test_the_command_fails_where_there_is_nothing_to_learn_from() -> None:
    with pytest.raises(CommandError, match="Nothing was learned"):
        call_command("learn")
