"""What a person said themselves, near what is reported of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from debates.mining.nearness import Nearness, Passage, SharedWords
from debates.mining.wording import content_tokens
from debates.models import Quote
from transcripts.models import Utterance

SHOWN = 3
"""Candidates for each report."""

LOOKED_THROUGH = 4000
"""Sentences of the person with a word of the report that are looked through, at most."""

WEIGHED = 200
"""Those of them that share most with it, which are weighed in full."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A sentence of the person, and what they say just before and after it in the same turn ("" for nothing)."""

    line: Utterance
    before: str = ""
    after: str = ""

    @property
    def passage(self) -> Passage:
        return Passage(self.line.text, tuple(each for each in (self.before, self.after) if each))

    def overlaps(self, other: OwnWords) -> bool:
        """Whether both show a sentence in common."""
        return (
            self.line.transcript_id == other.line.transcript_id
            and self.line.turn == other.line.turn
            and abs(self.line.position - other.line.position) <= 2
        )


_NEAR = """
SELECT asked.quote, found.utterance_id, found.before, found.after
  FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[]) AS asked (quote, holder, language, words)
 CROSS JOIN LATERAL (
    SELECT matched.utterance_id, earlier.text AS before, later.text AS after
      FROM (SELECT r.utterance_id, u.transcript_id, u.position, u.turn,
                   ts_rank(r.vector, to_tsquery(transcripts_spoken(asked.language), asked.words)) AS rank
              FROM transcripts_utterance u
              JOIN transcripts_searchrow r ON r.utterance_id = u.id
             WHERE u.speaker_id = asked.holder
               AND r.vector @@ to_tsquery(transcripts_spoken(asked.language), asked.words)
             LIMIT %s) matched
      LEFT JOIN transcripts_utterance earlier ON earlier.transcript_id = matched.transcript_id
           AND earlier.position = matched.position - 1 AND earlier.turn = matched.turn
      LEFT JOIN transcripts_utterance later ON later.transcript_id = matched.transcript_id
           AND later.position = matched.position + 1 AND later.turn = matched.turn
     ORDER BY matched.rank DESC, matched.utterance_id
     LIMIT %s) found
"""


def own_words_near(
    quotes: Sequence[Quote], nearness: Nearness | None = None
) -> dict[int, tuple[OwnWords, ...]]:
    """For each quote whose holder is a speaker, by its number, what that person said nearest to it, at most `SHOWN` passages.

    Only words that may stand in lists are looked through, by the full-text index. Makes two queries. Where nobody says how
    nearness is measured, shared words tell.
    """
    nearness = nearness or SharedWords()
    asked = {quote.pk: quote for quote in quotes if quote.holder_id is not None}
    found = _matches(asked.values())
    return {pk: _nearest(asked[pk].exact, candidates, nearness) for pk, candidates in found.items()}


def _matches(quotes: Iterable[Quote]) -> dict[int, list[OwnWords]]:
    asked = [(quote, words) for quote in quotes if (words := _any_word_of(quote.exact))]
    with connection.cursor() as cursor:
        cursor.execute(
            _NEAR,
            [
                [quote.pk for quote, _ in asked],
                [quote.holder_id for quote, _ in asked],
                [quote.utterance.transcript.language for quote, _ in asked],
                [words for _, words in asked],
                LOOKED_THROUGH,
                WEIGHED,
            ],
        )
        rows = cursor.fetchall()
    lines = Utterance.objects.with_speakers().with_places().in_bulk({row[1] for row in rows})
    found: dict[int, list[OwnWords]] = defaultdict(list)
    for quote, line, before, after in rows:
        found[quote].append(OwnWords(lines[line], before or "", after or ""))
    return found


def _any_word_of(text: str) -> str:
    """A full-text query for any word of `text` that carries its topic; empty where none does."""
    words = (text[token.start : token.end].lower() for token in content_tokens(text))
    return " | ".join(
        f"'{word}'" for word in dict.fromkeys(part for each in words for part in _WORD.findall(each))
    )


def _nearest(text: str, candidates: Sequence[OwnWords], nearness: Nearness) -> tuple[OwnWords, ...]:
    """The nearest passages, none of which overlap."""
    scores = nearness.scores(text, [candidate.passage for candidate in candidates])
    ranked = sorted(zip(candidates, scores, strict=True), key=lambda each: (-each[1], each[0].line.pk))
    shown: list[OwnWords] = []
    for candidate, score in ranked:
        if len(shown) == SHOWN or score <= 0:
            break
        if not any(candidate.overlaps(other) for other in shown):
            shown.append(candidate)
    return tuple(shown)
