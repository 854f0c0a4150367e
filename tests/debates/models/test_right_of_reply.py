from __future__ import annotations

import pytest

from debates.models import RightOfReply
from tests.factories import UserFactory, supplied
from tests.refusals import refused
from transcripts.models import NotPossibleError


@pytest.mark.django_db
def test_stands_until_it_is_withdrawn_and_is_kept_then() -> None:
    admin = UserFactory()
    reply = RightOfReply.objects.create(
        claim=supplied("Trees are tall."), person="Ann Archer", text="I never said all trees."
    )
    assert list(RightOfReply.objects.standing()) == [reply]
    reply.withdraw(by=admin)
    assert list(RightOfReply.objects.standing()) == []
    assert RightOfReply.objects.get().withdrawn_by == admin
    with pytest.raises(NotPossibleError, match="withdrawn already"):
        reply.withdraw(by=admin)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value", "because"),
    [
        ("text", " ", "right_of_reply_says_something"),
        ("person", "", "right_of_reply_names_a_person"),
        ("given_by", "nobody", "right_of_reply_is_of_a_known_kind"),
        ("source_url", "javascript:1", "right_of_reply_source_is_on_the_web"),
    ],
)
def test_the_database_refuses_one_that_makes_no_sense(field: str, value: str, because: str) -> None:
    fields = {"claim": supplied("Trees are tall."), "person": "Ann", "text": "Not all trees.", field: value}
    with refused(because):
        RightOfReply.objects.create(**fields)
