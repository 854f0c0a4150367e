"""The shows on which each kind of thing stands, for `debates.models.rights`. One or two queries each, where nothing is loaded."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from debates.models.claim import Claim, Quote
from debates.models.debate import Debate
from debates.models.discussion import Comment
from debates.models.question import Question
from debates.models.reanchoring import Reanchoring
from debates.models.relation import Relation
from debates.models.right_of_reply import RightOfReply
from debates.models.rights import standing_on
from debates.models.suggestion import Suggestion
from debates.models.term import Term
from transcripts.models import CorrectionOffer, Episode, Show, Transcript, VoiceSample

_SHOW = "utterance__transcript__episode__show"


def _under(quotes: Q) -> frozenset[int]:
    return frozenset(Quote.objects.filter(quotes).values_list(_SHOW, flat=True).distinct())


def shows_under(claims: Iterable[int]) -> frozenset[int]:
    """The shows in which claims with these keys were said."""
    return _under(Q(claim__in=claims))


@standing_on.register
def _show(about: Show) -> frozenset[int]:
    return frozenset({about.pk})


@standing_on.register
def _episode(about: Episode) -> frozenset[int]:
    return frozenset({about.show_id})


@standing_on.register
def _transcript(about: Transcript) -> frozenset[int]:
    return standing_on(about.episode)


@standing_on.register
def _correction(about: CorrectionOffer) -> frozenset[int]:
    return standing_on(about.utterance.transcript)


@standing_on.register
def _sample(about: VoiceSample) -> frozenset[int]:
    """The show of its episode; none for a file that belongs to no episode, which editors of the site decide about."""
    return standing_on(about.episode) if about.episode else frozenset()


@standing_on.register
def _suggestion(about: Suggestion) -> frozenset[int]:
    return standing_on(about.transcript)


@standing_on.register
def _quote(about: Quote) -> frozenset[int]:
    return standing_on(about.utterance.transcript)


@standing_on.register
def _reanchoring(about: Reanchoring) -> frozenset[int]:
    return standing_on(about.quote)


@standing_on.register
def _claim(about: Claim) -> frozenset[int]:
    """Where it was said; for a supplied one, where the claims were said that it is linked with."""
    said = shows_under([about.pk])
    if said or about.origin == Claim.Origin.SAID:
        return said
    onto = Q(claim__premises__relation__target_claim=about)
    return _under(onto | Q(claim__relations_onto__premises__claim=about))


@standing_on.register
def _relation(about: Relation) -> frozenset[int]:
    """Where the claims at both of its ends were said; for an undercut, those at the start of what it undercuts."""
    reached = Q(claim__relations_onto=about) | Q(claim__premises__relation__undercuts=about)
    return _under(Q(claim__premises__relation=about) | reached)


@standing_on.register
def _debate(about: Debate) -> frozenset[int]:
    return _under(Q(claim__placements__debate=about))


@standing_on.register
def _term(about: Term) -> frozenset[int]:
    return standing_on(about.debate)


@standing_on.register
def _question(about: Question) -> frozenset[int]:
    return standing_on(about.debate)


@standing_on.register
def _comment(about: Comment) -> frozenset[int]:
    return standing_on(about.about)


@standing_on.register
def _reply(about: RightOfReply) -> frozenset[int]:
    return standing_on(about.claim)
