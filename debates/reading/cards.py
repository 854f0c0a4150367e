"""A claim as pages show it wherever it turns up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from debates.models import Claim, Quote, RightOfReply
from debates.reading.hues import Hues
from debates.reading.telling import ToldStanding
from transcripts.models import Speaker


@dataclass(frozen=True)
class ClaimCard:
    """A claim with the quote it is known by, its holder's colour, the number of answers it got and where it is left.

    The quote is the first in which the claim is somebody's own, else the first report of it. A supplied claim has none.
    `names_episode` says that a page tells where and when it was said: what it stands beside comes from elsewhere.
    The claim's quotes must be loaded (`ClaimQuerySet.with_quotes`); then nothing here makes a query.
    """

    claim: Claim
    hue: int
    answers: int = 0
    names_episode: bool = False
    standing: ToldStanding | None = None
    rights_of_reply: Sequence[RightOfReply] = ()

    @cached_property
    def quote(self) -> Quote | None:
        return known_by(self.claim)

    @property
    def reporters(self) -> tuple[Speaker, ...]:
        """Who else states it as somebody's view, where it is known by words of the holder's own."""
        if self.quote is None or self.quote.is_reported:
            return ()
        voices = [quote.voiced_by for quote in self.claim.quotes.all() if quote.is_reported]
        return tuple(dict.fromkeys(voice for voice in voices if voice is not None))

    @property
    def holder_name(self) -> str:
        return self.quote.holder_name if self.quote else ""

    @property
    def holder_short(self) -> str:
        """The holder's last name, or the words a group is known by."""
        if self.quote is None:
            return ""
        return self.quote.holder.short_name if self.quote.holder else self.quote.holder_words

    @property
    def reporter_name(self) -> str:
        """Who voiced it, where that is not the holder; else empty."""
        if self.quote is None or not self.quote.is_reported or self.quote.voiced_by is None:
            return ""
        return self.quote.voiced_by.name


def known_by(claim: Claim) -> Quote | None:
    """Return the quote that stands for `claim`, from those that were loaded with it."""
    quotes = list(claim.quotes.all())
    own = [quote for quote in quotes if not quote.is_reported]
    return next(iter(own or quotes), None)


def card(
    claim: Claim,
    hues: Hues,
    answers: int = 0,
    *,
    names_episode: bool = False,
    standing: ToldStanding | None = None,
    rights_of_reply: Sequence[RightOfReply] = (),
) -> ClaimCard:
    """Return the card of `claim`, in its holder's colour."""
    quote = known_by(claim)
    hue = hues.of(quote.holder, quote.holder_words) if quote else 0
    return ClaimCard(claim, hue, answers, names_episode, standing, rights_of_reply)
