"""How far two editors who judged the same suggestions agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Q

from debates.models import Decision, Suggestion
from debates.models.decision import AGREED
from debates.models.suggestion import SuggestionQuerySet

MOST = 20_000
"""Decisions that are read for the page."""

Labels = dict[int, str]
"""What one editor said of each suggestion, by its number."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Agreement on one question: over how many suggestions, in what share, and beyond chance.

    `kappa` is Cohen's, `alpha` Krippendorff's for named classes; both 1 where the two always agree, 0 where they agree as chance has it, and
    `None` where both always said the same one thing, so that chance explains everything.
    """

    question: str
    items: int
    percent: int
    kappa: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two editors on one episode."""

    episode: str
    show_slug: str
    episode_slug: str
    first: str
    second: str
    measures: tuple[Measured, ...]


def read_agreement(suggestions: SuggestionQuerySet) -> list[Pair]:
    """Return every two editors who both judged some of `suggestions`, by episode. Makes one query."""
    return [
        Pair(*episode, first, second, measures)
        for episode, editors in sorted(_judgements(suggestions).items())
        for first, second in combinations(sorted(editors), 2)
        if (measures := _measures(editors[first], editors[second]))
    ]


_QUESTIONS: tuple[tuple[str, Callable[[Decision], str]], ...] = (
    ("Is it one?", lambda row: "kept" if row.verdict in AGREED else "rejected"),
    ("Whose view, and how?", lambda row: _view(row) if row.verdict in AGREED else ""),
    ("Which relation?", lambda row: _kind(row) if row.verdict in AGREED else ""),
)
"""What is compared; an empty answer is none."""


def _judgements(suggestions: SuggestionQuerySet) -> dict[tuple[str, str, str], dict[str, list[Labels]]]:
    """By episode and editor: what they said of each suggestion, question by question."""
    judged = Decision.objects.final().filter(
        Q(suggestion__in=suggestions, by__isnull=False), suggestion__decisions__is_second=True
    )
    rows = judged.select_related("by", "suggestion__holder", "suggestion__transcript__episode__show")
    found: dict[tuple[str, str, str], dict[str, list[Labels]]] = defaultdict(dict)
    for row in rows.distinct().order_by("pk")[:MOST]:
        episode = row.suggestion.transcript.episode
        editors = found[episode.title, episode.show.slug, episode.slug]
        name = row.by.get_username() if row.by else ""
        labels = editors.setdefault(name, [{} for _ in _QUESTIONS])
        for (_, label), said in zip(_QUESTIONS, labels, strict=True):
            if answer := label(row):
                said[row.suggestion_id] = answer
    return found


def _view(row: Decision) -> str:
    suggestion = row.suggestion
    if suggestion.kind == Suggestion.Kind.RELATION:
        return ""
    proposed = suggestion.holder.name if suggestion.holder else suggestion.holder_words
    holder = row.changes.get("holder", ["", proposed])[1]
    stance = row.changes.get("stance", ["", suggestion.stance])[1]
    return f"{stance} {holder}".strip()


def _kind(row: Decision) -> str:
    if row.suggestion.kind != Suggestion.Kind.RELATION:
        return ""
    return str(row.changes.get("kind", ["", row.suggestion.relation_kind])[1])


def _measures(first: Iterable[Labels], second: Iterable[Labels]) -> tuple[Measured, ...]:
    measured = [
        measure(question, one, other)
        for (question, _), one, other in zip(_QUESTIONS, first, second, strict=True)
    ]
    return tuple(each for each in measured if each.items)


def measure(question: str, one: Labels, other: Labels) -> Measured:
    """Compare what two editors said of the suggestions that both judged.

    >>> both = measure("Is it one?", {1: "yes", 2: "no", 3: "no"}, {1: "yes", 2: "yes", 3: "no", 4: "no"})
    >>> both.items, both.percent, both.kappa, both.alpha
    (3, 67, 0.4, 0.44)
    """
    common = sorted(one.keys() & other.keys())
    same = sum(one[item] == other[item] for item in common)
    percent = round(100 * same / len(common)) if common else 0
    if len({*(one[item] for item in common), *(other[item] for item in common)}) < 2:
        return Measured(question, len(common), percent, None, None)
    # Takes a second to load, and only this page asks for it.
    from nltk.metrics.agreement import AnnotationTask

    triples = [(who, item, said[item]) for who, said in (("one", one), ("other", other)) for item in common]
    task = AnnotationTask(triples)
    return Measured(question, len(common), percent, round(task.kappa(), 2), round(task.alpha(), 2))
