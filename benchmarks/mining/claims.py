"""Which sentences argue, and the list of suggested claims: what ships, beside heads of the same make fitted in domain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.corpus import Dialogue, load
from benchmarks.mining.maps import rows
from benchmarks.mining.measures import binned, macro_f1, precision_at
from benchmarks.training.claims import holds_claim
from debates.mining import Finding, FindingKind, Turn, mine
from debates.mining.arguing import argue, features

STRENGTH = 0.02
"""The inverse of the regularisation of the heads in domain, chosen on the `dev` debates."""
SUGGESTED = 0.5
"""Score from which a suggested claim counts as arguing here."""
FLOOR = 0.77
"""What is asked of a head in domain that tells what argues; the one that ships may stay 0.08 below."""


def section(data: Path) -> Iterator[str]:
    """Lines of Markdown."""
    yield "## Claims"
    yield ""
    lists = [("own dialogues, test", [_own(dialogue) for dialogue in load() if dialogue.split == "test"])]
    corpus = data / "mining/adu_elecdeb.jsonl.gz"
    if corpus.exists():
        talks = _talks(rows(corpus))
        tested = [talk for talk in talks if talk.split == "test"]
        mined = [
            _claims([Turn(*said) for said in zip(talk.voices, talk.texts, strict=True)]) for talk in tested
        ]
        yield from _arguing(talks, tested, mined)
        yield ""
        lists.append(
            (
                "ElecDeb, test",
                [
                    [(claim.score, talk.argues[claim.span.turn]) for claim in claims]
                    for talk, claims in zip(tested, mined, strict=True)
                ],
            )
        )
    yield from _suggested(lists)


# --- Presidential debates ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Talk:
    """A debate sentence by sentence: who says each, its words, and what annotators found in it."""

    split: str
    voices: tuple[str, ...]
    texts: tuple[str, ...]
    labels: tuple[str, ...]

    @property
    def argues(self) -> list[bool]:
        """Of each sentence, whether it holds a claim or a premise."""
        return [label != "none" for label in self.labels]


def _talks(given: Sequence[dict[str, Any]]) -> list[Talk]:
    debates: dict[str, list[dict[str, Any]]] = {}
    for row in given:
        debates.setdefault(row["doc"], []).append(row)
    return [
        Talk(here[0]["split"], *(tuple(row[name] for row in here) for name in ("speaker", "text", "label")))
        for here in debates.values()
    ]


def _arguing(talks: Sequence[Talk], tested: Sequence[Talk], mined: Sequence[list[Finding]]) -> Iterator[str]:
    fitted = [talk for talk in talks if talk.split == "train"]
    wanted = [argues for talk in tested for argues in talk.argues]
    two, three = _in_domain(fitted, tested)
    named = macro_f1(wanted, [sure >= 0.5 for talk in tested for sure in argue(talk.texts, talk.voices)])
    nameless = macro_f1(wanted, [sure >= 0.5 for talk in tested for sure in argue(talk.texts)])
    listed = macro_f1(wanted, _kept(tested, mined))
    yield (
        f"ElecDeb, all {len(wanted)} sentences of its {len(tested)} test debates, of which {sum(wanted) / len(wanted):.0%} argue. Heads in domain have the features of the"
    )
    yield f"one that ships, are fitted to the {sum(len(talk.texts) for talk in fitted)} sentences of the train debates, and do not ship."
    yield ""
    yield "| by | argues or not, macro F1 | claim, premise or none, macro F1 |"
    yield "|---|---|---|"
    yield f"| heads in domain | {two:.3f} | {three:.3f} |"
    yield f"| the head that ships | {named:.3f} | – |"
    yield f"| the head that ships, where nobody knows who speaks | {nameless:.3f} | – |"
    yield f"| the scores of suggested claims, from {SUGGESTED} on | {listed:.3f} | – |"
    yield "| published: linear head over the frozen model | 0.757 | 0.604 |"
    yield ""
    side = "above" if named >= FLOOR else "below"
    yield f"The head that ships is {abs(named - FLOOR):.3f} {side} the {FLOOR} that is asked of a head in domain."


def _in_domain(fitted: Sequence[Talk], tested: Sequence[Talk]) -> tuple[float, float]:
    """Macro F1 of two heads fitted to debates: argues or not, and claim, premise or none."""
    known, asked = (
        np.concatenate([features(talk.texts, talk.voices) for talk in talks]) for talks in (fitted, tested)
    )
    scores = []
    for names in ({"claim": "argues", "premise": "argues"}, {}):
        labels, wanted = (
            [names.get(label, label) for talk in talks for label in talk.labels] for talks in (fitted, tested)
        )
        model = LogisticRegression(C=STRENGTH, max_iter=400, class_weight="balanced").fit(known, labels)
        scores.append(macro_f1(wanted, model.predict(asked).tolist()))
    return scores[0], scores[1]


def _kept(tested: Sequence[Talk], mined: Sequence[list[Finding]]) -> list[bool]:
    """Of each sentence, whether it is suggested."""
    kept = [{claim.span.turn for claim in claims if claim.score >= SUGGESTED} for claims in mined]
    return [
        place in places for talk, places in zip(tested, kept, strict=True) for place in range(len(talk.texts))
    ]


# --- The list of suggested claims ----------------------------------------------------------------------

Suggested = list[tuple[float, bool]]
"""Score and whether annotators agree, best first."""


def _suggested(lists: Sequence[tuple[str, Sequence[Suggested]]]) -> Iterator[str]:
    yield "| suggested claims of | precision at 5, 10, 20 of each talk's list | of all | mean score → share that argues, in five equal bins |"
    yield "|---|---|---|---|"
    for name, talks in lists:
        rights = [[right for _, right in talk] for talk in talks]
        tops = ", ".join(
            f"{sum(precision_at(right, count) for right in rights) / len(rights):.2f}"
            for count in (5, 10, 20)
        )
        every = [one for talk in talks for one in talk]
        bins = ", ".join(f"{score:.2f} → {share:.2f}" for score, share, _ in binned(every))
        yield f"| {name} | {tops} | {sum(right for _, right in every) / len(every):.2f} | {bins} |"


def _own(dialogue: Dialogue) -> Suggested:
    claims = _claims([Turn(turn.speaker, turn.text) for turn in dialogue.turns])
    return [(claim.score, holds_claim(dialogue, claim)) for claim in claims]


def _claims(turns: Sequence[Turn]) -> list[Finding]:
    """The suggested claims, best first."""
    claims = (one for one in mine(turns).findings if one.kind is FindingKind.CLAIM)
    return sorted(claims, key=lambda one: (-one.score, one.id))
