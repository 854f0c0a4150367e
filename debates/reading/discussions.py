"""What is said about a claim or a relation by those who work on it, and where they disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from debates.models import Claim, Comment, Debate, Dissent, Relation, User, Watch
from transcripts.models import Reader


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment with what its reader may do to it."""

    comment: Comment
    may_change: bool
    may_remove: bool


@dataclass(frozen=True, slots=True)
class Dispute:
    """A relation that editors read otherwise than the map has it: its ends, and each other reading."""

    relation: Relation
    dissents: Sequence[Dissent]

    @property
    def premises(self) -> list[Claim]:
        return [premise.claim for premise in self.relation.premises.all()]

    @property
    def reasons_are_shown(self) -> bool:
        """Not where the relation cites private words: what is said of it may repeat them."""
        return not self.relation.cites_private_words


def remarks_on(about: Claim | Relation, reader: User) -> list[Remark]:
    """Every comment on it, oldest first. Makes a query, and those of `User.may`."""
    comments = list(Comment.objects.on(about).with_places().in_order())
    edits = None
    remarks = []
    for comment in comments:
        own = comment.may_be_changed_by(reader)
        if not own and edits is None:
            edits = comment.may_be_removed_by(reader) if comment.removed_at is None else None
        remarks.append(Remark(comment, own, comment.removed_at is None and (own or bool(edits))))
    return remarks


def disputes_touching(claim: Claim, reader: Reader) -> list[Dispute]:
    """The disputes about relations onto or from a claim. Makes one query where there are none, else up to five."""
    disputed = Dissent.objects.in_force().filter(relation__in=Relation.objects.touching(claim))
    return disputes_about(list(disputed.values_list("relation", flat=True).distinct()), reader)


def disputes_about(relations: Sequence[int], reader: Reader) -> list[Dispute]:
    """The disputes about relations with these keys."""
    if not relations:
        return []
    standing = Prefetch("dissents", queryset=Dissent.objects.in_force().in_order())
    found = Relation.objects.filter(pk__in=relations).with_ends(reader).prefetch_related(standing).in_order()
    return [Dispute(relation, dissents) for relation in found if (dissents := list(relation.dissents.all()))]


def follows(about: Claim | Debate, reader: Reader) -> bool:
    """Whether it is on the watch list of `reader`. Makes one query for whoever has an account."""
    return isinstance(reader, User) and Watch.objects.on(about).filter(user=reader).exists()
