"""Words set right by those that are said in the library: "did you mean"."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection, transaction
from rapidfuzz.distance import OSA

from transcripts.models import KnownWord, WordsLearnt
from transcripts.searching.terms import All, Any, Not, Term, Word, all_of, any_of, negated, wanted

CONSIDERED = 40
"""Words most alike by their threes of letters, of which the nearest by single letters is taken."""

_ALIKE = """
WITH typed AS (
    SELECT text, trim(both '''' FROM plainto_tsquery('spoken_simple', text)::text) AS folded
      FROM unnest(%s::text[]) AS text
)
SELECT typed.text, typed.folded, near.word, near.sentences FROM typed
 CROSS JOIN LATERAL (SELECT word, sentences FROM transcripts_knownword
                      WHERE word %% typed.folded
                      ORDER BY similarity(word, typed.folded) DESC, sentences DESC LIMIT %s) near
 WHERE typed.folded ~ '^[[:alpha:]]{3,30}$'
   AND NOT EXISTS (SELECT FROM transcripts_searchrow WHERE vector @@ transcripts_asked_anywhere(
           jsonb_build_object('words', typed.text)))
"""

_SAID = """
SELECT word FROM unnest(%s::text[]) AS word
 WHERE EXISTS (SELECT FROM transcripts_searchrow r JOIN transcripts_utterance u ON u.id = r.utterance_id
                WHERE r.vector @@ transcripts_asked_anywhere(jsonb_build_object('words', word))
                  AND to_tsvector('spoken_simple', u.text) @@ plainto_tsquery('spoken_simple', word))
"""


def corrected(term: Term | None) -> Term | None:
    """`term` with each word that nobody says set right, if any can be; else nothing.

    What is offered was said where everybody may listen. Two queries.
    """
    typed = [leaf.text for leaf in wanted(term) if isinstance(leaf, Word)]
    right = _nearest(typed) if typed else {}
    return _replaced(term, right) if term and right else None


def _nearest(typed: list[str]) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, [typed, CONSIDERED])
        best: dict[str, tuple[float, int, str]] = {}
        for text, folded, word, sentences in cursor.fetchall():
            errors = OSA.distance(folded, word)
            if errors <= (1 if len(folded) < 5 else 2):
                best[text] = min(best.get(text, (99.0, 0, "")), (errors, -sentences, word))
        words = sorted({word for *_, word in best.values()})
        cursor.execute(_SAID, [words])
        said = {word for (word,) in cursor.fetchall()}
    return {text: word for text, (*_, word) in best.items() if word in said}


def _replaced(term: Term, right: Mapping[str, str]) -> Term | None:
    match term:
        case Word(text):
            return Word(right.get(text, text))
        case Not(part):
            return negated(part)
        case All(parts):
            return all_of(new for part in parts if (new := _replaced(part, right)))
        case Any(parts):
            return any_of(new for part in parts if (new := _replaced(part, right)))
        case _:
            return term


_TO_LEARN = """
SELECT t.id FROM transcripts_transcript t
 WHERE t.is_current AND NOT EXISTS (SELECT FROM transcripts_wordslearnt l WHERE l.transcript_id = t.id)
   AND EXISTS (SELECT FROM transcripts_utterance u JOIN transcripts_searchrow r ON r.utterance_id = u.id
                WHERE u.transcript_id = t.id)
 ORDER BY t.id LIMIT %s
"""


def learn(most: int = 200) -> bool:
    """Learn the words of transcripts whose words are not known yet, `most` of them; whether none are left.

    One statement a transcript, which may be cut off.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TO_LEARN, [most])
        transcripts = [row[0] for row in cursor.fetchall()]
        for transcript in transcripts:
            cursor.execute("SELECT transcripts_learn_words(%s)", [transcript])
    return len(transcripts) < most


@transaction.atomic
def learn_anew() -> None:
    """Forget every word and learn those that may be searched; until it is done, the words of before are known."""
    KnownWord.objects.all().delete()
    WordsLearnt.objects.all().delete()
    while not learn():
        pass
