from __future__ import annotations

import pytest

from debates.models import User
from tests.factories import UserFactory


@pytest.mark.parametrize(
    ("role", "may_edit"), [("reader", False), ("contributor", False), ("editor", True), ("admin", True)]
)
def test_editors_and_admins_may_edit(role: str, may_edit: bool) -> None:
    assert User(role=role).may_edit is may_edit


def test_somebody_who_was_shut_out_may_not_edit() -> None:
    assert User(role=User.Role.ADMIN, is_active=False).may_edit is False


@pytest.mark.django_db
def test_new_people_are_readers() -> None:
    assert User.objects.create_user("ann").role == "reader"
    assert UserFactory().may_edit is False
