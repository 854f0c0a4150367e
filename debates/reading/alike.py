"""What means nearly the same as a claim or a sentence, as a page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from debates.likeness import LikeClaim, claims_like, more_claims_like
from debates.models import Claim
from debates.reading.search import Section, claim_hits, words_hits
from debates.searching.asking import Group
from transcripts.models import Reader, Utterance
from transcripts.searching.meaning import Near, more_like, nearest

SHOWN = 10
"""Of claims, and of sentences."""


@dataclass(frozen=True, slots=True)
class Alike:
    """The text that others are like, the address of where it stands, and those others in groups, the nearest first."""

    text: str
    address: str
    sections: tuple[Section, ...]

    @property
    def is_alone(self) -> bool:
        return not any(section.hits for section in self.sections)


def like_claim(claim: Claim, reader: Reader) -> Alike:
    """Claims and sentences like a claim, without itself and the words it was said in. A fixed number of queries."""
    said_in = set(claim.quotes.values_list("utterance", flat=True))
    near = [each for each in nearest(claim.text, SHOWN + len(said_in)) if each.utterance not in said_in]
    sections = _sections(more_claims_like(claim, reader, SHOWN), near[:SHOWN])
    return Alike(claim.text, claim.get_absolute_url(), sections)


def like_sentence(said: Utterance, reader: Reader) -> Alike:
    """Claims and sentences like a sentence, which must come with its places. A fixed number of queries."""
    near = more_like(said.pk, SHOWN)
    address = said.get_absolute_url()
    if said.start_s is not None:
        address = f"{said.transcript.episode.get_absolute_url()}?t={int(said.start_s)}"
    return Alike(said.text, address, _sections(claims_like(said.text, reader, SHOWN), near))


def _sections(claims: Sequence[LikeClaim], sentences: Sequence[Near]) -> tuple[Section, ...]:
    numbers = [each.utterance for each in sentences]
    found = claim_hits([like.claim.pk for like in claims], None)
    return (
        Section(Group.CLAIMS, tuple(found), len(found), ""),
        Section(Group.WORDS, tuple(words_hits(numbers, None, numbers)), len(numbers), ""),
    )
