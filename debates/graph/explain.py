"""Standings in sentences for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from debates.graph.exchange import Concession, Holder, Moment, Voicing, Yielding
from debates.graph.grounded import Label
from debates.graph.standing import How, Move, Standing, Word

LONGEST_QUOTE = 120
"""Characters of a claim's words in a sentence; what is longer ends in an ellipsis at a word."""

Clock = Callable[[Moment], str]


def clock(moment: Moment) -> str:
    """The last number of a moment as hours, minutes and seconds; empty for an unknown one.

    >>> clock((2.0, 185.0)), clock((3725.4,)), clock(())
    ('3:05', '1:02:05', '')
    """
    if not moment:
        return ""
    minutes, seconds = divmod(int(moment[-1]), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def explain(
    standing: Standing,
    names: Mapping[Holder, str],
    times: Clock = clock,
    words: Mapping[int, str] | None = None,
) -> str:
    """Say where a claim is left and why, in one or a few sentences.

    `names` are those of speakers by number; parties go by their own words. `times` says when, or "" to leave that out. `words` are
    those of claims by number.

    >>> from debates.graph import ArgumentGraph, ClaimNode, Kind, RelationEdge, Stance, standings
    >>> attack = RelationEdge(1, Kind.ATTACK, (2,), target_claim=1)
    >>> graph = ArgumentGraph([ClaimNode(1), ClaimNode(2)], [attack])
    >>> found = standings(graph, [Voicing(2, Stance.ASSERTS, 5, 5, (180.0,))])
    >>> explain(found[1], {5: "Patel"}, words={2: "They do have goals."})
    'Challenged and not answered: Patel rebuts it at 3:00 (“They do have goals.”) and nobody answers that.'
    """
    return _Teller(names, times, words or {}).standing(standing)


def because(
    standing: Standing,
    names: Mapping[Holder, str],
    times: Clock = clock,
    words: Mapping[int, str] | None = None,
) -> str:
    """The reason alone, to follow "because": no capital and no full stop. See `explain`."""
    teller = _Teller(names, times, words or {})
    return teller.because(standing) + _and_more(standing.more)


def tell(move: Move, names: Mapping[Holder, str], times: Clock = clock, what: str = "it") -> str:
    """One move alone, with what it is aimed at called `what`: "Patel rebuts it at 3:00". See `explain`."""
    return _Teller(names, times, {}).move(move, what)


class _Teller:
    def __init__(self, names: Mapping[Holder, str], times: Clock, words: Mapping[int, str]) -> None:
        self.names = names
        self.times = times
        self.words = words

    def standing(self, standing: Standing) -> str:
        return f"{standing.word.value.capitalize()}: {self.because(standing)}{_and_more(standing.more)}."

    def because(self, standing: Standing) -> str:
        if standing.concession is not None:
            return self._concession(standing.concession)
        if standing.word is Word.NEVER_CHALLENGED:
            return "nobody rebuts or denies it"
        if not standing.moves:
            return "the reasons given for it go in a circle"
        parts = [self.move(move, "it") + self._after(move) for move in standing.moves]
        settled = "" if standing.word is not Word.CONTESTED else ", and nothing said settles it"
        return "; ".join(parts) + settled

    def _concession(self, concession: Concession) -> str:
        told = [self._voicing(voicing, concession.how) for voicing in concession.voicings]
        return _listed(told)

    def _voicing(self, voicing: Voicing, how: Yielding) -> str:
        who = self._who(() if voicing.holder is None else (voicing.holder,))
        if how is Yielding.GIVEN_UP:
            return f"{who}, who held it, denies it{self._at(voicing.time)}"
        return f"{who} grants it{self._at(voicing.time)}"

    def move(self, move: Move, what: str) -> str:
        if move.how is How.PREMISE_FAILS:
            return f"it rests on what does not stand{self._quoted(move)}"
        if move.how is How.CONCLUSION_FAILS:
            return f"what follows from it does not stand{self._quoted(move)}"
        who = self._who(move.holders)
        if move.third_party:
            who += ", a third party,"
        if move.reported_by:
            who += (
                f", as {self._who(move.reported_by)} {'report' if len(move.reported_by) > 1 else 'reports'},"
            )
        verb = _verb(move)
        if move.how is How.UNDERCUTS:
            what = "that step"
        return f"{who} {verb} {what}{self._at(move.time)}{self._quoted(move)}"

    def _after(self, move: Move) -> str:
        """What became of a challenge."""
        if move.outcome is Label.IN:
            return self._why_it_holds(move)
        if not move.replies:
            return ""
        told = _listed([self.move(reply, "that") for reply in move.replies])
        deeper = "".join(self._defended(reply) for reply in move.replies if move.outcome is Label.OUT)
        return f"; {told}{deeper}"

    def _why_it_holds(self, move: Move) -> str:
        if not move.replies:
            return "" if move.how in (How.PREMISE_FAILS, How.CONCLUSION_FAILS) else " and nobody answers that"
        told = [self.move(reply, "that") + self._beaten(reply) for reply in move.replies]
        return "; " + "; ".join(told)

    def _beaten(self, reply: Move) -> str:
        """By what an answer that failed is answered in turn."""
        if not reply.replies:
            return ", but that does not stand"
        first = reply.replies[0]
        return f", but {self.move(first, 'the answer')}{self._after(first) if not first.replies else ''}"

    def _defended(self, reply: Move) -> str:
        """What was tried in vain against an answer that holds."""
        return f" ({_count(len(reply.replies) + reply.more)} to that failed)" if reply.replies else ""

    def _who(self, holders: tuple[Holder, ...]) -> str:
        if not holders:
            return "somebody"
        return _listed(
            [self.names.get(holder, holder if isinstance(holder, str) else "somebody") for holder in holders]
        )

    def _at(self, moment: Moment) -> str:
        when = self.times(moment)
        return f" at {when}" if when else ""

    def _quoted(self, move: Move) -> str:
        quotes = [f"“{_shortened(self.words[claim])}”" for claim in move.claims if claim in self.words]
        return f" ({' with '.join(quotes)})" if quotes else ""


def _verb(move: Move) -> str:
    several = len(move.holders) > 1 or any(_is_plural(holder) for holder in move.holders)
    singular = move.how.value
    return {"denies": "deny"}.get(singular, singular.removesuffix("s")) if several else singular


def _is_plural(holder: Holder) -> bool:
    return isinstance(holder, str) and holder.endswith("s") and not holder.endswith("ss")


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_QUOTE:
        return text
    return text[: LONGEST_QUOTE + 1].rpartition(" ")[0].rstrip(",;:") + "…"


def _and_more(more: int) -> str:
    return f"; and {more} more" if more else ""


def _count(number: int) -> str:
    return f"{number} more answer" if number == 1 else f"{number} more answers"
