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

LOOKED_THROUGH = 10_000
"""Sentences of a person that are looked through, at most: those that were imported first."""

WEIGHED = 200
"""Those of them that share most words with a report, which are weighed in full."""

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


# From the person to their sentences, then to the words: the other way round, a common word would lead through the whole library.
_NEAR = """
WITH asked AS (
    SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[]) AS asked (quote, holder, language, words)
), spoken AS MATERIALIZED (
    SELECT person.holder, u.id, u.transcript_id, u.position, u.turn, r.vector
      FROM (SELECT DISTINCT holder FROM asked) person
     CROSS JOIN LATERAL (SELECT id, transcript_id, position, turn FROM transcripts_utterance
                          WHERE speaker_id = person.holder LIMIT %s) u
     CROSS JOIN LATERAL (SELECT vector FROM transcripts_searchrow WHERE utterance_id = u.id LIMIT 1) r
)
SELECT asked.quote, found.id, earlier.text, later.text
  FROM asked
 CROSS JOIN LATERAL (SELECT to_tsquery(transcripts_spoken(asked.language), asked.words) AS any_word OFFSET 0) q
 CROSS JOIN LATERAL (
    SELECT s.id, s.transcript_id, s.position, s.turn
      FROM spoken s
     WHERE s.holder = asked.holder AND s.vector @@ q.any_word
     ORDER BY ts_rank(s.vector, q.any_word) DESC, s.id
     LIMIT %s) found
  LEFT JOIN transcripts_utterance earlier ON earlier.transcript_id = found.transcript_id
       AND earlier.position = found.position - 1 AND earlier.turn = found.turn
  LEFT JOIN transcripts_utterance later ON later.transcript_id = found.transcript_id
       AND later.position = found.position + 1 AND later.turn = found.turn
"""


def own_words_near(
    quotes: Sequence[Quote], nearness: Nearness | None = None
) -> dict[int, tuple[OwnWords, ...]]:
    """For each quote whose holder is a speaker, by its number, what that person said nearest to it, at most `SHOWN` passages.

    Only words that may stand in lists are looked through, by their stems in the search rows. Makes two queries. Where nobody says how
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
