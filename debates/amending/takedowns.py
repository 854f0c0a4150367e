"""Taking an episode's words down, and showing them again: what both apps hold of them, in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Model, Q, QuerySet

from debates.models import Claim, Premise, Quote, Relation, Suggestion
from debates.models.claim import INSTEAD_OF_A_CLAIM
from debates.revising.changes import revisions_of
from transcripts import jobs
from transcripts.amending import sealing
from transcripts.models import Episode, Takedown, Transcript
from transcripts.words.alignment import bare

RUN = 4
"""Words in a row that a sentence shares with a quote where it repeats it rather than says the same in other words."""


@transaction.atomic
def take_down(episode: Episode, reason: str, by: AbstractBaseUser | AnonymousUser) -> Takedown:
    """Hide the words and the audio of an episode at once, everywhere, from everybody; the map keeps its structure.

    Covered are its transcripts, the quotes and suggestions from it, what relations cite from it, and the sentence of each
    claim that repeats its quote. Raises NotPossibleError where that has been done.
    """
    takedown = Takedown.objects.take_down(episode, reason, by)
    claims = _claims_that_repeat(Quote.objects.filter(utterance__transcript__episode=episode))
    sealing.cover_episode(takedown)
    sealing.cover_words(takedown, _quotes(episode), "exact", "prefix", "suffix")
    suggestions = Suggestion.objects.filter(transcript__episode=episode)
    sealing.cover_words(takedown, suggestions, "text", "exact", "evidence", "reason")
    sealing.cover_words(takedown, _relations(episode), "evidence", "reason")
    sealing.replace_text(
        takedown, Claim.objects.filter(pk__in=[claim.pk for claim in claims]), "text", by=INSTEAD_OF_A_CLAIM
    )
    _cover_revisions(takedown)  # last: covering a row field by field is kept as revisions, too
    return takedown


@transaction.atomic
def lift(takedown: Takedown, reason: str, by: AbstractBaseUser | AnonymousUser) -> None:
    """Show the words again; what editors changed meanwhile stays. Raises NotPossibleError where that has been done."""
    takedown.lift(reason, by)
    sealing.uncover_episode(takedown)
    sealing.uncover(takedown, Quote, "exact", "prefix", "suffix")
    sealing.uncover(takedown, Suggestion, "text", "exact", "evidence", "reason")
    sealing.uncover(takedown, Relation, "evidence", "reason")
    sealing.uncover(takedown, Claim, "text", by=INSTEAD_OF_A_CLAIM)
    sealing.uncover(takedown, _revision(Quote), "exact", "prefix", "suffix")
    sealing.uncover(takedown, _revision(Suggestion), "text", "exact", "evidence", "reason")
    sealing.uncover(takedown, _revision(Relation), "evidence", "reason")
    sealing.uncover(takedown, _revision(Claim), "text", by=INSTEAD_OF_A_CLAIM)
    takedown.sealed_texts.all().delete()
    newest = Transcript.objects.filter(episode=takedown.episode).order_by("-version").first()
    if newest and not newest.is_current:
        jobs.defer(jobs.REANCHOR, transcript=newest.pk)


def _cover_revisions(takedown: Takedown) -> None:
    """Cover what the history holds of the words: of quotes, suggestions, relations and claims as they are and as they were."""
    quoted = revisions_of(Quote).filter(utterance__transcript__episode=takedown.episode_id)
    suggested = revisions_of(Suggestion).filter(transcript__episode=takedown.episode_id)
    starting = revisions_of(Premise).filter(claim_id__in=quoted.order_by().values("claim_id"))
    related = revisions_of(Relation).filter(
        Q(evidence_utterance__transcript__episode=takedown.episode_id)
        | Q(pgh_obj_id__in=starting.order_by().values("relation_id"))
    )
    repeating = _revisions_that_repeat(quoted.values_list("claim_id", "exact"))
    claims = revisions_of(Claim).filter(pk__in=repeating)
    sealing.replace_text(takedown, claims, "text", by=INSTEAD_OF_A_CLAIM)
    sealing.cover_words(takedown, quoted, "exact", "prefix", "suffix")
    sealing.cover_words(takedown, suggested, "text", "exact", "evidence", "reason")
    sealing.cover_words(takedown, related, "evidence", "reason")


def _revisions_that_repeat(quoted: Iterable[tuple[int, str]]) -> list[int]:
    """The revisions of claims whose sentence, then, had the words of a quote that was ever theirs."""
    words: dict[int, set[str]] = defaultdict(set)
    for claim, exact in quoted:
        words[claim].add(exact)
    sentences = revisions_of(Claim).filter(pgh_obj_id__in=words).values_list("pgh_id", "pgh_obj_id", "text")
    return [
        number for number, claim, text in sentences if any(repeats(text, exact) for exact in words[claim])
    ]


def _revision(table: type[Model]) -> type[Model]:
    model: type[Model] = revisions_of(table).model
    return model


def _quotes(episode: Episode) -> QuerySet[Quote]:
    return Quote.objects.filter(utterance__transcript__episode=episode)


def _relations(episode: Episode) -> QuerySet[Relation]:
    """Relations by words of the episode: those that name its utterance, or start from a claim that is quoted from it."""
    quoted = Quote.objects.filter(utterance__transcript__episode=episode).values("claim")
    return Relation.objects.filter(
        Q(evidence_utterance__transcript__episode=episode) | Q(premises__claim__in=quoted)
    ).distinct()


def _claims_that_repeat(quotes: QuerySet[Quote]) -> Iterable[Claim]:
    """Claims whose sentence has the words of one of their quotes, as far as `repeats` can tell."""
    return {quote.claim for quote in quotes.select_related("claim") if repeats(quote.claim.text, quote.exact)}


def repeats(sentence: str, words: str) -> bool:
    """Whether `sentence` has four words in a row from `words`, or is all there where it is shorter.

    >>> repeats("Evolution is not the model of learning", "I said evolution is not, the model for it")
    True
    >>> repeats("Evolution did it", "and evolution did it"), repeats("Evolution did it", "it was evolution")
    (True, False)
    """
    said = [bare(word) for word in sentence.split() if bare(word)]
    length = min(RUN, len(said))
    return bool(length) and not _runs(said, length).isdisjoint(
        _runs([bare(word) for word in words.split() if bare(word)], length)
    )


def _runs(words: list[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}
