from __future__ import annotations

import pytest

from debates.models import (
    AlreadyDecidedError,
    Claim,
    Correction,
    NotReadyError,
    Passage,
    Quote,
    Relation,
    Stance,
    Suggestion,
    View,
    read_again,
)
from tests.factories import (
    SpeakerFactory,
    SuggestionFactory,
    Talk,
    UserFactory,
    suggested_claim,
    suggested_holder,
    suggested_relation,
    supplied,
)
from tests.refusals import kept, refused

pytestmark = pytest.mark.django_db


def _said(text: str = "Models copy people.") -> Suggestion:
    return suggested_claim(Talk().say(SpeakerFactory(name="Ann"), text))


def _pair() -> tuple[Suggestion, Suggestion]:
    talk, ann = Talk(), SpeakerFactory(name="Ann")
    return (
        suggested_claim(talk.say(ann, "Models copy people.")),
        suggested_claim(talk.say(ann, "People copy too.")),
    )


# Claims


def test_accepting_a_claim_makes_it_with_its_quote() -> None:
    editor, suggestion = UserFactory(), _said()
    claim = suggestion.accept(editor)
    kept()
    quote = claim.quotes.get()
    assert (claim.text, claim.origin, claim.created_by) == ("Models copy people.", "said", editor)
    assert (quote.exact, quote.voiced_by.name, quote.holder.name) == ("Models copy people.", "Ann", "Ann")
    assert (suggestion.status, suggestion.decided_by, suggestion.claim) == ("accepted", editor, claim)
    assert suggestion.decided_at is not None


def test_accepting_a_report_keeps_the_holder() -> None:
    ann, bob = SpeakerFactory(), SpeakerFactory()
    suggestion = suggested_claim(Talk().say(ann, "Models copy people."), view=View(Stance.REPORTS, bob))
    quote = suggestion.accept(None).quotes.get()
    assert (quote.voiced_by, quote.holder, quote.stance) == (ann, bob, "reports")


def test_accepting_a_report_of_a_group_keeps_its_words() -> None:
    view = View(Stance.REPORTS, holder_words="critics")
    suggestion = suggested_claim(Talk().say(SpeakerFactory(), "Models copy people."), view=view)
    assert suggestion.accept(None).quotes.get().holder_name == "critics"


def test_a_correction_changes_text_words_and_view() -> None:
    suggestion, bob = _said("Bob says models copy people."), SpeakerFactory(name="Bob")
    passage = Passage(suggestion.utterance, 2, suggestion.utterance, 5)
    correction = Correction("Models copy.", passage, View(Stance.REPORTS, bob))
    claim = suggestion.accept(UserFactory(), correction)
    kept()
    quote = claim.quotes.get()
    assert (claim.text, quote.exact, quote.holder) == ("Models copy.", "models copy people.", bob)
    assert suggestion.status == "changed"


def test_a_correction_of_one_thing_leaves_the_others() -> None:
    claim = _said().accept(None, Correction(text="Models copy."))
    assert (claim.text, claim.quotes.get().exact) == ("Models copy.", "Models copy people.")


def test_a_correction_that_corrects_nothing_is_a_plain_acceptance() -> None:
    suggestion = _said()
    suggestion.accept(None, Correction())
    assert suggestion.status == "accepted"


def test_a_correction_keeps_what_was_suggested_for_the_record() -> None:
    suggestion = _said()
    suggestion.accept(None, Correction(text="Models copy."))
    suggestion.refresh_from_db()
    assert suggestion.text == "Models copy people."


def test_accepting_into_a_claim_adds_a_quote_to_it() -> None:
    talk, ann = Talk(), SpeakerFactory()
    claim = talk.claim(ann, "Models copy people.")
    suggestion = suggested_claim(talk.say(ann, "They copy, I say."))
    assert suggestion.accept(None, into=claim) == claim
    kept()
    assert [quote.exact for quote in claim.quotes.in_order()] == ["Models copy people.", "They copy, I say."]
    assert Claim.objects.count() == 1
    assert suggestion.claim == claim


def test_refuses_to_accept_words_into_a_supplied_claim() -> None:
    suggestion, claim = _said(), supplied("Models copy.")
    with refused("supplied with one"):
        suggestion.accept(None, into=claim)
    suggestion.refresh_from_db()
    assert suggestion.status == "waiting"


def test_a_correction_that_makes_no_sense_leaves_everything_as_it_was() -> None:
    suggestion = _said()
    view = View(Stance.ASSERTS, SpeakerFactory())
    with refused("quote_own_view_unless_reported"):
        suggestion.accept(None, Correction(view=view))
    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.claim, Claim.objects.count()) == ("waiting", None, 0)


def test_a_decision_survives_the_claim_it_made() -> None:
    suggestion = _said()
    suggestion.accept(None).delete()
    kept()
    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.claim) == ("accepted", None)


# Relations


def test_accepting_a_relation_joins_the_claims_of_its_ends() -> None:
    premise, target = _pair()
    source, onto, editor = premise.accept(None), target.accept(None), UserFactory()
    suggestion = suggested_relation(premise, "attack", target, evidence="copy too", reason="it answers")
    relation = suggestion.accept(editor)
    kept()
    assert [each.claim for each in relation.premises.all()] == [source]
    assert (relation.kind, relation.target_claim, relation.created_by) == ("attack", onto, editor)
    assert (relation.evidence, relation.reason) == ("copy too", "it answers")
    assert relation.evidence_utterance == premise.utterance
    assert (suggestion.relation, suggestion.status) == (relation, "accepted")


@pytest.mark.parametrize("accepted", ["neither", "premise", "target"])
def test_a_relation_waits_for_both_its_ends(accepted: str) -> None:
    premise, target = _pair()
    if accepted != "neither":
        {"premise": premise, "target": target}[accepted].accept(None)
    suggestion = suggested_relation(premise, "support", target)
    with pytest.raises(NotReadyError, match="Accept the claims at both ends first"):
        suggestion.accept(None)
    suggestion.refresh_from_db()
    assert (suggestion.status, Relation.objects.count()) == ("waiting", 0)


def test_a_relation_with_a_rejected_end_is_never_ready() -> None:
    premise, target = _pair()
    premise.accept(None)
    target.reject(None)
    with pytest.raises(NotReadyError):
        suggested_relation(premise, "support", target).accept(None)


def test_refuses_a_relation_whose_ends_became_one_claim() -> None:
    premise, target = _pair()
    claim = premise.accept(None)
    target.accept(None, into=claim)
    suggestion = suggested_relation(premise, "support", target)
    with pytest.raises(NotReadyError, match="Both ends are the same claim"):
        suggestion.accept(None)


# Holders


def test_accepting_a_holder_changes_whose_view_the_quote_states() -> None:
    ann, bob = SpeakerFactory(), SpeakerFactory()
    quote = Talk().claim(ann, "Models copy people.").quotes.get()
    suggestion = suggested_holder(quote, View(Stance.REPORTS, bob))
    assert suggestion.accept(UserFactory()) == quote
    kept()
    quote.refresh_from_db()
    assert (quote.holder, quote.stance, suggestion.status) == (bob, "reports", "accepted")


def test_rejecting_a_holder_leaves_the_quote() -> None:
    quote = Talk().claim(SpeakerFactory(name="Ann"), "Models copy people.").quotes.get()
    suggested_holder(quote, View(Stance.REPORTS, SpeakerFactory())).reject(None)
    quote.refresh_from_db()
    assert quote.holder.name == "Ann"


# Decisions


def test_rejecting_makes_nothing() -> None:
    editor, suggestion = UserFactory(), _said()
    suggestion.reject(editor)
    assert (suggestion.status, suggestion.decided_by, suggestion.claim) == ("rejected", editor, None)
    assert (suggestion.decided_at is None, Claim.objects.count(), Quote.objects.count()) == (False, 0, 0)


def test_what_is_put_off_still_waits_and_can_be_accepted() -> None:
    suggestion = _said()
    suggestion.put_off()
    assert (suggestion.status, suggestion.decided_at) == ("later", None)
    assert list(Suggestion.objects.waiting()) == [suggestion]
    suggestion.accept(None)
    assert suggestion.status == "accepted"


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        pytest.param(lambda each: each.accept(None), "was accepted already", id="accepted"),
        pytest.param(lambda each: each.reject(None), "was rejected already", id="rejected"),
        pytest.param(
            lambda each: each.accept(None, Correction(text="x")),
            "accepted with changes already",
            id="changed",
        ),
    ],
)
@pytest.mark.parametrize("again", ["accept", "reject", "put_off"])
def test_decides_once(decision: object, words: str, again: str) -> None:
    suggestion = _said()
    decision(suggestion)
    status = suggestion.status
    with pytest.raises(AlreadyDecidedError, match=words):
        suggestion.put_off() if again == "put_off" else getattr(suggestion, again)(None)
    suggestion.refresh_from_db()
    assert suggestion.status == status


def test_a_stale_copy_cannot_decide_again() -> None:
    suggestion = _said()
    stale = Suggestion.objects.get(pk=suggestion.pk)
    suggestion.accept(None)
    with pytest.raises(AlreadyDecidedError):
        stale.accept(None)
    assert Claim.objects.count() == 1


# Rules of the table


def test_refuses_the_same_suggestion_twice_for_a_transcript() -> None:
    suggestion = _said()
    with refused("suggestion_once_a_transcript"):
        suggested_claim(suggestion.utterance, fingerprint=suggestion.fingerprint)


@pytest.mark.parametrize("score", [-0.01, 1.01])
def test_refuses_a_score_that_is_no_share(score: float) -> None:
    said = Talk().say(SpeakerFactory(), "Models copy people.")
    with refused("suggestion_(mined_)?score_from_0_to_1"):
        suggested_claim(said, score=score)


@pytest.mark.parametrize("kind", ["claim", "relation", "holder"])
def test_refuses_a_suggestion_that_says_nothing(kind: str) -> None:
    transcript = Talk().transcript
    with refused("suggestion_says_what_its_kind_needs"):
        SuggestionFactory(transcript=transcript, kind=kind)


@pytest.mark.parametrize("missing", ["text", "exact", "stance", "sentence_kind"])
def test_refuses_a_suggested_claim_without_one_of_its_parts(missing: str) -> None:
    suggestion = _said()
    with refused("suggestion_says_what_its_kind_needs"):
        Suggestion.objects.filter(pk=suggestion.pk).update(**{missing: ""})


@pytest.mark.parametrize("missing", ["utterance", "end_utterance", "word_start", "word_end"])
def test_refuses_a_suggested_claim_without_its_place(missing: str) -> None:
    suggestion = _said()
    with refused("suggestion_says_what_its_kind_needs"):
        Suggestion.objects.filter(pk=suggestion.pk).update(**{missing: None})


def test_refuses_a_suggested_relation_to_itself() -> None:
    premise, _ = _pair()
    with refused("suggestion_never_relates_to_itself"):
        suggested_relation(premise, "support", premise)


def test_refuses_a_decision_without_its_time() -> None:
    suggestion = _said()
    with refused("suggestion_decided_when_it_is"):
        Suggestion.objects.filter(pk=suggestion.pk).update(status="accepted")


def test_refuses_to_reopen_a_decision_and_keep_its_time() -> None:
    suggestion = _said()
    suggestion.reject(None)
    with refused("suggestion_decided_when_it_is"):
        Suggestion.objects.filter(pk=suggestion.pk).update(status="waiting")


def test_a_relation_has_no_words_of_its_own() -> None:
    premise, target = _pair()
    suggestion = suggested_relation(premise, "support", target)
    with pytest.raises(ValueError, match="has no words of its own"):
        _ = suggestion.passage


# The words for queues


def test_queues_are_by_kind_and_state_best_first() -> None:
    talk, ann = Talk(), SpeakerFactory()
    low = suggested_claim(talk.say(ann, "One is so."), score=0.2)
    high = suggested_claim(talk.say(ann, "Two is so."), score=0.9)
    same = suggested_claim(talk.say(ann, "Three is so."), score=0.9)
    relation = suggested_relation(low, "support", high)
    low.reject(None)
    assert list(Suggestion.objects.of_claims().waiting().best_first()) == [high, same]
    assert list(Suggestion.objects.of_relations()) == [relation]
    assert list(Suggestion.objects.decided()) == [low]


def test_loads_both_ends_in_one_query(django_assert_num_queries: object) -> None:
    premise, target = _pair()
    premise.accept(None)
    suggested_relation(premise, "support", target)
    with django_assert_num_queries(1):
        loaded = Suggestion.objects.of_relations().with_ends().get()
        assert (loaded.premise.claim.text, loaded.target.claim) == ("Models copy people.", None)


# What is kept of decisions


def _kept(suggestion: Suggestion) -> list[tuple[str, dict[str, list[str]], bool]]:
    rows = suggestion.decisions.order_by("pk")
    return [(row.verdict, row.changes, row.is_second) for row in rows]


def test_each_decision_is_kept_with_what_was_changed_by_whom() -> None:
    editor, suggestion, bob = UserFactory(), _said("Bob says models copy."), SpeakerFactory(name="Bob")
    suggestion.put_off(editor)
    suggestion.accept(editor, Correction("Models copy.", view=View(Stance.REPORTS, bob)))
    assert _kept(suggestion) == [
        ("later", {}, False),
        (
            "changed",
            {
                "text": ["Bob says models copy.", "Models copy."],
                "stance": ["asserts", "reports"],
                "holder": ["Ann", "Bob"],
            },
            False,
        ),
    ]
    assert {row.by for row in suggestion.decisions.all()} == {editor}


def test_a_correction_that_changes_nothing_is_an_acceptance() -> None:
    suggestion = _said()
    suggestion.accept(None, Correction(text="Models copy people.", passage=suggestion.passage))
    assert (suggestion.status, _kept(suggestion)) == ("accepted", [("accepted", {}, False)])


def test_adding_the_words_to_a_claim_that_is_here_is_kept_as_such() -> None:
    first, second = _pair()
    second.accept(None, into=first.accept(None))
    assert _kept(second) == [("merged", {}, False)]


def test_a_relation_is_accepted_with_its_claims() -> None:
    premise, target = _pair()
    premise.accept(None)
    suggestion = suggested_relation(premise, "support", target)
    made = suggestion.accept_with_ends(UserFactory(), Correction(relation_kind="attack"))
    kept()
    target.refresh_from_db()
    assert (made.kind, made.target_claim) == ("attack", target.claim)
    assert _kept(suggestion) == [("changed", {"kind": ["support", "attack"]}, False)]


def test_a_relation_whose_claim_was_rejected_is_not_accepted_with_it() -> None:
    premise, target = _pair()
    target.reject(None)
    with pytest.raises(NotReadyError, match="rejected"):
        suggested_relation(premise, "support", target).accept_with_ends(None)
    premise.refresh_from_db()
    assert premise.status == "waiting"


def test_a_second_reading_is_kept_beside_the_first_and_once_an_editor() -> None:
    suggestion, editor = _said(), UserFactory()
    suggestion.accept(None)
    read_again(suggestion, "accepted", editor)
    read_again(suggestion, "rejected", editor)
    assert _kept(suggestion) == [("accepted", {}, False), ("rejected", {}, True)]
