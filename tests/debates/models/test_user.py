from __future__ import annotations

import pytest

from debates.models import Claim, ShowRole, User
from tests.factories import DebateFactory, ShowFactory, SpeakerFactory, Talk, UserFactory, link, supplied
from transcripts.actions import Action


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


def _editor_of(*talks: Talk) -> User:
    user: User = UserFactory()
    for talk in talks:
        ShowRole.objects.create(user=user, show=talk.episode.show, role=User.Role.EDITOR)
    return user


@pytest.mark.django_db
class TestRolesForShows:
    @pytest.fixture
    def talks(self) -> list[Talk]:
        return [Talk("The one"), Talk("The other")]

    @pytest.fixture
    def claims(self, talks: list[Talk]) -> list[Claim]:
        ann = SpeakerFactory()
        return [talk.claim(ann, f"Models copy people, says {talk.episode.title}.") for talk in talks]

    def test_reach_what_was_said_there_alone(self, talks: list[Talk], claims: list[Claim]) -> None:
        user = _editor_of(talks[0])
        assert [user.may(Action.EDIT, claim) for claim in claims] == [True, False]
        assert user.may_edit is False
        assert user.may_edit_somewhere is True

    def test_reach_a_link_between_shows_only_together(self, talks: list[Talk], claims: list[Claim]) -> None:
        relation = link(claims[0], "attack", claims[1])
        undercut = link(claims[0], "undercut", relation)
        of_both, of_one = _editor_of(*talks), _editor_of(talks[1])
        assert (of_both.may(Action.EDIT, relation), of_one.may(Action.EDIT, relation)) == (True, False)
        assert (of_both.may(Action.EDIT, undercut), of_one.may(Action.EDIT, undercut)) == (True, False)

    def test_reach_a_debate_where_all_its_claims_were_said_there(
        self, talks: list[Talk], claims: list[Claim]
    ) -> None:
        user, debate = _editor_of(talks[0]), DebateFactory()
        debate.place(claims[0])
        assert user.may(Action.EDIT, debate) is True
        debate.place(claims[1])
        assert user.may(Action.EDIT, debate) is False

    def test_reach_what_was_supplied_for_claims_there(self, talks: list[Talk], claims: list[Claim]) -> None:
        premise = supplied("What copies does not think.")
        user = _editor_of(talks[0])
        assert user.may(Action.EDIT, premise) is False
        link(premise, "support", claims[0])
        assert user.may(Action.EDIT, premise) is True

    def test_what_stands_nowhere_yet_is_its_makers(self, talks: list[Talk]) -> None:
        user = _editor_of(talks[0])
        assert user.may(Action.EDIT, DebateFactory(created_by=user)) is True
        assert user.may(Action.EDIT, DebateFactory()) is False
        assert UserFactory().may(Action.EDIT, DebateFactory(created_by=user)) is False

    def test_never_let_anybody_import_or_open_the_admin(self) -> None:
        user, show = UserFactory(), ShowFactory()
        ShowRole.objects.create(user=user, show=show, role=User.Role.ADMIN)
        assert [
            user.may_somewhere(action) for action in (Action.GOVERN, Action.IMPORT, Action.ADMINISTER)
        ] == [
            True,
            False,
            False,
        ]

    def test_go_with_the_account(self, talks: list[Talk], claims: list[Claim]) -> None:
        user = _editor_of(talks[0])
        user.is_active = False
        assert user.may(Action.EDIT, claims[0]) is False
        assert user.may_somewhere(Action.EDIT) is False

    def test_of_a_kind_of_thing_that_nobody_placed_the_question_is_an_error(self, talks: list[Talk]) -> None:
        with pytest.raises(TypeError, match="on which shows User stands"):
            _editor_of(talks[0]).may(Action.EDIT, UserFactory())
