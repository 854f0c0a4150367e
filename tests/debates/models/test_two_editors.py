"""What happens when two editors decide at the same moment, on connections of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection

from debates.models import AlreadyDecidedError, Claim, Correction, Quote, Suggestion
from tests.factories import SpeakerFactory, Talk, UserFactory, suggested_claim

pytestmark = pytest.mark.django_db(transaction=True)


def _at_once(*deeds: Callable[[], object]) -> list[str]:
    """Do all of these in threads that start together; returns `done` or the error's name for each."""
    start = Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> str:
        try:
            start.wait(timeout=10)
            deed()
        except AlreadyDecidedError as error:
            return type(error).__name__
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(do, deeds))


def _suggestion() -> Suggestion:
    return suggested_claim(Talk().say(SpeakerFactory(), "Models copy people."))


def _copy(suggestion: Suggestion) -> Suggestion:
    return Suggestion.objects.get(pk=suggestion.pk)


def test_of_four_editors_who_accept_at_once_one_does() -> None:
    suggestion, editor = _suggestion(), UserFactory()
    copies = [_copy(suggestion) for _ in range(4)]
    outcomes = _at_once(*[lambda copy=copy: copy.accept(editor) for copy in copies])
    assert sorted(outcomes) == ["AlreadyDecidedError"] * 3 + ["done"]
    assert (Claim.objects.count(), Quote.objects.count()) == (1, 1)


def test_when_one_accepts_and_another_rejects_the_map_shows_who_was_first() -> None:
    suggestion, editor = _suggestion(), UserFactory()
    left, right = _copy(suggestion), _copy(suggestion)
    outcomes = _at_once(lambda: left.accept(editor, Correction(text="Copies.")), lambda: right.reject(editor))
    suggestion.refresh_from_db()
    assert sorted(outcomes) == ["AlreadyDecidedError", "done"]
    expected = ("changed", 1) if outcomes[0] == "done" else ("rejected", 0)
    assert (suggestion.status, Claim.objects.count()) == expected


def test_nothing_half_done_is_committed() -> None:
    """The deferred rules hold at a real commit too."""
    with pytest.raises(IntegrityError, match="said without a quote"):
        Claim.objects.create(text="Nobody said this.")
    assert Claim.objects.count() == 0
