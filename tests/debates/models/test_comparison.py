from __future__ import annotations

import pytest

from debates.models import Comparison, Fidelity, Quote, User
from tests.factories import SpeakerFactory, Talk, UserFactory
from tests.refusals import kept, refused
from transcripts.models import Speaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> Speaker:
    return SpeakerFactory(name="Ann Lee")


def _report_of(ann: Speaker) -> Quote:
    return Talk("Account").claim(SpeakerFactory(), "Models copy.", holder=ann).quotes.get()


def test_a_report_beside_its_holders_words_is_an_editors_word(ann: Speaker) -> None:
    own, editor = Talk("Interview").say(ann, "They copy us."), UserFactory(role=User.Role.EDITOR)
    comparison = Comparison(quote=_report_of(ann), fidelity=Fidelity.FAITHFUL, own_words=own)
    comparison.decide(by=editor)
    kept()
    assert Comparison.objects.get().decided_by == editor
    assert str(comparison) == "faithful: “Models copy.”"


def test_refuses_own_words_of_somebody_else(ann: Speaker) -> None:
    quote, others = _report_of(ann), Talk("Interview").say(SpeakerFactory(), "They copy us.")
    with refused("words that are not its holder's"):
        Comparison(quote=quote, fidelity=Fidelity.FAITHFUL, own_words=others).decide(by=None)


def test_refuses_to_compare_what_is_no_report(ann: Speaker) -> None:
    own = Talk().claim(ann, "Models copy.").quotes.get()
    with refused("words that are not its holder's"):
        Comparison(quote=own, fidelity=Fidelity.NOT_FOUND).decide(by=None)


def test_has_own_words_unless_none_were_found(ann: Speaker) -> None:
    quote, own = _report_of(ann), Talk("Interview").say(ann, "They copy us.")
    with refused("comparison_with_own_words_unless_not_found"):
        Comparison(quote=quote, fidelity=Fidelity.STRONGER).decide(by=None)
    with refused("comparison_with_own_words_unless_not_found"):
        Comparison(quote=quote, fidelity=Fidelity.NOT_FOUND, own_words=own).decide(by=None)


def test_refuses_words_that_no_page_knows(ann: Speaker) -> None:
    quote = _report_of(ann)
    with refused("comparison_fidelity_is_known|comparison_with_own_words"):
        Comparison(quote=quote, fidelity="rated 3").decide(by=None)
    with refused("comparison_reaction_is_known"):
        Comparison(quote=quote, fidelity=Fidelity.NOT_FOUND, reaction="wins").decide(by=None)
