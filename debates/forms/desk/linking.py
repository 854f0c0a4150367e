"""Whether a relation that an editor draws makes sense."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from debates.models import Claim, Quote, Relation, RelationKind, Stance, View
from transcripts.models import Speaker

OPPOSITE = {RelationKind.SUPPORT: RelationKind.ATTACK, RelationKind.ATTACK: RelationKind.SUPPORT}


@dataclass(frozen=True, slots=True)
class Voicing:
    """Who voiced a claim once, whose view it is there, and whether the voice only reports it. Names, empty where unknown."""

    voice: str
    holder: str
    is_reported: bool


def voicing(voice: Speaker | None, view: View) -> Voicing:
    """How a claim is voiced in words that are not stored yet."""
    holder = view.holder.name if view.holder else view.holder_words
    return Voicing(voice.name if voice else "", holder, view.stance == Stance.REPORTS)


def voicings(claims: Iterable[Claim]) -> dict[int, list[Voicing]]:
    """How stored claims are voiced, by claim. Makes one query."""
    found: dict[int, list[Voicing]] = defaultdict(list)
    quotes = Quote.objects.filter(claim__in=[claim.pk for claim in claims])
    for quote in quotes.select_related("voiced_by", "holder").order_by("pk"):
        voice = quote.voiced_by.name if quote.voiced_by else ""
        found[quote.claim_id].append(Voicing(voice, quote.holder_name, quote.is_reported))
    return found


def doubts_about_voices(premise: Sequence[Voicing], kind: str, target: Sequence[Voicing]) -> list[str]:
    """Say where an attack takes a reported view for that of whoever reports it."""
    if kind != RelationKind.ATTACK:
        return []
    doubts = []
    of_target = {each.holder for each in target if each.holder}
    of_premise = {each.holder for each in premise if each.holder}
    if _only_reported(premise) and (hit := {each.voice for each in premise} & of_target):
        doubts.append(
            f"{_names(hit)} only reports the first claim, as the view of {_names(of_premise)}, and would be set against their own report. "
            f"It reads as what {_names(of_premise)} answers: is that meant?"
        )
    if (_only_reported(premise) or _only_reported(target)) and (both := of_premise & of_target):
        doubts.append(
            f"{_names(both)} holds both claims, though one of them is only reported here: does that person contradict themselves, "
            "or was the reporter meant?"
        )
    return doubts


def doubts_about_link(
    premises: Sequence[Claim], kind: str, target: Claim, without: Relation | None = None
) -> list[str]:
    """What an editor should look at again before `premises` are related to `target`. Makes two queries.

    `without` is the relation that is there already and becomes another.
    """
    doubts = []
    opposite = OPPOSITE.get(RelationKind(kind))
    pair = Relation.objects.filter(target_claim=target, premises__claim__in=premises)
    others = pair.exclude(pk=without.pk) if without else pair
    if opposite and others.filter(kind=opposite).exists():
        doubts.append(
            f"Here the same claim {opposite.label} the other already: it would both support and rebut it."
        )
    voiced = voicings([*premises, target])
    for premise in premises:
        doubts += doubts_about_voices(voiced[premise.pk], kind, voiced[target.pk])
    return doubts


def _only_reported(voiced: Sequence[Voicing]) -> bool:
    return bool(voiced) and all(each.is_reported for each in voiced)


def _names(names: Iterable[str]) -> str:
    return " and ".join(sorted(names)) or "somebody"
