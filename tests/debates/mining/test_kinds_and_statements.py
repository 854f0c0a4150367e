"""What each sentence does, what it claims by itself, and which claims come first."""

from __future__ import annotations

import pytest

from debates.mining import Finding, FindingKind, Person, Turn, mine


def first(text: str) -> Finding:
    return mine([Turn("Ann Roe", text)], (Person("Tom Hale"),)).findings[0]


KINDS = [
    ("Bridges need paint every year.", FindingKind.CLAIM),
    ("Why do bridges rust?", FindingKind.QUESTION),
    ("I wonder whether paint helps at all.", FindingKind.QUESTION),
    ("The question is whether paint helps at all.", FindingKind.QUESTION),
    ("Bridges rust without paint, right?", FindingKind.CLAIM),
    ("Suppose you build a bridge of glass.", FindingKind.SETUP),
    ("Imagine a city without any bridge.", FindingKind.SETUP),
    ("Here's my understanding of Tom's position.", FindingKind.FRAME),
    ("Thanks for coming on the podcast.", FindingKind.ASIDE),
    ("This episode is brought to you by a paint maker.", FindingKind.ASIDE),
    ("Yeah, exactly.", FindingKind.ASIDE),
    ("Let me start by saying hello to everyone.", FindingKind.ASIDE),
    ("Let's start with my claim that paint is overrated.", FindingKind.CLAIM),
    ("The bridge and the…", FindingKind.ASIDE),
    ("I can already hear the objections.", FindingKind.FRAME),
    ("You will have heard all the complaints.", FindingKind.FRAME),
    ("Is that fair?", FindingKind.QUESTION),
    ("I do.", FindingKind.ASIDE),
    ("That's always the case.", FindingKind.CLAIM),
    ("I plead guilty.", FindingKind.CLAIM),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_tells_what_a_sentence_does(text: str, kind: FindingKind) -> None:
    assert first(text).kind is kind


def test_frames_and_asides_have_no_holder_and_no_stance() -> None:
    finding = first("Thanks for coming on the podcast.")
    assert (finding.holder, finding.stance) == (None, None)


STATEMENTS = [
    ("Furthermore, bridges need paint every year.", "Bridges need paint every year."),
    ("And so, for example, bridges need paint.", "Bridges need paint."),
    ("I think that bridges need paint.", "Bridges need paint."),
    ("Tom argues that bridges need paint.", "Bridges need paint."),
    ("No, bridges need paint every year.", "Bridges need paint every year."),
    ("I don't think bridges need paint.", "I don't think bridges need paint."),
    ("I think about bridges and paint.", "I think about bridges and paint."),
    ("Maybe bridges need paint every year.", "Maybe bridges need paint every year."),
    ("But so do I.", "But so do I."),
    ("Right now bridges need paint.", "Right now bridges need paint."),
    ("That is a bridge of steel.", "That is a bridge of steel."),
    ("So far bridges need paint.", "So far bridges need paint."),
    ("Tom believes, as I do, that bridges need paint.", "Bridges need paint."),
    ("Tom argues, and rightly so, that bridges need paint.", "Bridges need paint."),
    ("Tom thinks, like most of us, bridges need paint.", "Tom thinks, like most of us, bridges need paint."),
    ('Tom said: "Bridges need paint."', "Bridges need paint."),
    ("Tom said: “Bridges need paint.”", "Bridges need paint."),
    ('Tom said, "Bridges need paint," and left.', 'Tom said, "Bridges need paint," and left.'),
    ('Tom said that "need" is too strong a word.', '"Need" is too strong a word.'),
    ("I think that is nonsense without paint.", "I think that is nonsense without paint."),
    ("I believe that would ruin the bridge.", "I believe that would ruin the bridge."),
    ("I think that argument has no paint left.", "I think that argument has no paint left."),
    ("Tom says that is nonsense without paint.", "Tom says that is nonsense without paint."),
    ("Tom thinks that makes no sense at all.", "Tom thinks that makes no sense at all."),
    ("And then they raised the toll again.", "They raised the toll again."),
    ("So then, if the toll rises, nurses pay most.", "If the toll rises, nurses pay most."),
    ("And then came the second bridge to the city.", "Then came the second bridge to the city."),
    ("And, by the way, the bridge needs new paint.", "The bridge needs new paint."),
    ("So, the, the bridge needs paint, and I, I mean a, a lot.", "The bridge needs paint, and I mean a lot."),
    ("If they say do it, it gets done by them.", "If they say do it, it gets done by them."),
    ("The bridge\nneeds  new paint\nevery year.", "The bridge needs new paint every year."),
]


@pytest.mark.parametrize(("text", "statement"), STATEMENTS)
def test_states_a_claim_with_as_few_changes_as_can_be(text: str, statement: str) -> None:
    finding = first(text)
    assert (finding.text, finding.statement) == (text, statement)


def test_spans_are_verbatim() -> None:
    turns = [Turn("Ann Roe", "  Bridges rust.  “Paint helps,” he said.\n\nTolls — they’re fair.")]
    for finding in mine(turns).findings:
        assert turns[finding.span.turn].text[finding.span.start : finding.span.end] == finding.text


BETTER_FIRST = [
    ("Steel bridges rust because road salt eats through the paint.", "It was sort of like that, you know."),
    (
        "Steel bridges rust because road salt eats through the paint.",
        "I went to the bridge with my brother last year.",
    ),
    (
        "A city without bridges cannot grow across its river.",
        "Does a city without bridges grow across its river?",
    ),
    (
        "A city without bridges cannot grow across its river.",
        "Thanks for having me on the podcast about rivers.",
    ),
    ("A city without bridges cannot grow across its river.", "Not across the river."),
]


@pytest.mark.parametrize(("better", "worse"), BETTER_FIRST)
def test_scores_complete_arguable_claims_above_the_rest(better: str, worse: str) -> None:
    assert first(better).score > first(worse).score


def test_scores_lie_between_nought_and_one() -> None:
    findings = mine(
        [Turn("Ann Roe", " ".join(better + " " + worse for better, worse in BETTER_FIRST))]
    ).findings
    assert all(0.0 <= finding.score <= 1.0 for finding in findings)
