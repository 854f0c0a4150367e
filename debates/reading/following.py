"""What was said after a sentence, turn by turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from debates.graph.taking import Turn
from debates.mining.wording import content_tokens
from transcripts.models import Utterance

LOOK_AHEAD = 40
"""Sentences after one among which a reply is looked for."""


@dataclass(frozen=True, slots=True)
class After:
    """What follows a sentence: the turns, each with its first sentence by number.

    `asks_again` says that its own turn goes on with another question, `goes_on` that it goes on for two sentences or more.
    """

    turns: tuple[Turn, ...]
    lines: Mapping[int, Utterance]
    asks_again: bool
    goes_on: bool


def what_follows(lines: Sequence[Utterance]) -> dict[int, After]:
    """For each line the turns after it. Makes one query."""
    near = Q(pk__in=[])
    for line in lines:
        near |= Q(
            transcript=line.transcript_id,
            position__gt=line.position,
            position__lte=line.position + LOOK_AHEAD,
        )
    found = Utterance.objects.filter(near).with_speakers().with_places().in_order()
    by_place = {(each.transcript_id, each.position): each for each in found}
    return {line.pk: _after(line, _after_in(line, by_place)) for line in lines}


def _after_in(line: Utterance, by_place: Mapping[tuple[int, int], Utterance]) -> list[Utterance]:
    places = range(line.position + 1, line.position + LOOK_AHEAD + 1)
    found = (by_place.get((line.transcript_id, position)) for position in places)
    return [each for each in found if each is not None]


def _after(line: Utterance, following: Sequence[Utterance]) -> After:
    rest = [each for each in following if each.turn == line.turn]
    asks_again = any(each.text.endswith("?") for each in rest)
    stems = {token.stem for token in content_tokens(line.text)}
    by_turn: dict[int, list[Utterance]] = {}
    for each in following:
        if each.turn != line.turn:
            by_turn.setdefault(each.turn, []).append(each)
    turns = tuple(
        Turn(said[0].pk, said[0].speaker_id, text, _shared(stems, text))
        for said in by_turn.values()
        for text in [" ".join(each.text for each in said)]
    )
    return After(turns, {said[0].pk: said[0] for said in by_turn.values()}, asks_again, len(rest) > 1)


def _shared(stems: set[str], text: str) -> tuple[str, ...]:
    """The words of `text` that have one of `stems`, each stem once."""
    found = {token.stem: text[token.start : token.end] for token in reversed(content_tokens(text))}
    return tuple(dict.fromkeys(word for stem, word in reversed(found.items()) if stem in stems))


def voices_in(transcripts: Iterable[int]) -> dict[int, set[int]]:
    """The speakers heard in each transcript. Makes one query."""
    found: dict[int, set[int]] = {}
    rows = Utterance.objects.filter(transcript__in=transcripts, speaker__isnull=False)
    for transcript, speaker in rows.order_by().values_list("transcript_id", "speaker_id").distinct():
        found.setdefault(transcript, set()).add(speaker)
    return found
