from __future__ import annotations

import pytest

from debates.amending.takedowns import take_down
from debates.likeness import claims_like, fill, more_claims_like
from debates.models import Claim, ClaimVector
from debates.tasks import make_claim_vectors
from tests.factories import SpeakerFactory, Talk, UserFactory, supplied
from transcripts.models import Episode

pytestmark = pytest.mark.django_db

TOLLS, PRICING, CAT = (
    "Road tolls are fair.",
    "Charging drivers for roads is just.",
    "My cat sleeps all day.",
)


@pytest.fixture
def talk() -> Talk:
    talk = Talk()
    ann = SpeakerFactory(name="Ann Lee")
    for text in (TOLLS, PRICING, CAT):
        talk.claim(ann, text)
    fill()
    return talk


def _texts(text: str, **options: object) -> list[str]:
    return [like.claim.text for like in claims_like(text, **options)]  # type: ignore[arg-type]


def test_claims_that_mean_the_same_are_found_nearest_first(talk: Talk) -> None:
    assert _texts("Tolls for roads are fair.") == [TOLLS, PRICING]
    assert _texts("Tolls for roads are fair.", most=1) == [TOLLS]
    assert _texts("?!") == []


def test_only_those_that_say_nearly_the_same_are_near_duplicates(talk: Talk) -> None:
    found = claims_like("Tolls for roads are fair.")
    assert [like.is_nearly_the_same for like in found] == [True, False]


def test_more_like_a_claim_is_all_but_itself(talk: Talk) -> None:
    found = more_claims_like(Claim.objects.get(text=TOLLS))
    assert [like.claim.text for like in found] == [PRICING]


def test_a_claim_that_was_not_read_yet_is_like_none() -> None:
    assert more_claims_like(supplied("Road tolls cost little.")) == []


def test_the_job_reads_new_claims_and_changed_ones(talk: Talk) -> None:
    claim = Claim.objects.get(text=CAT)
    claim.text = "Tolls on a road are just."
    claim.save()
    supplied("A toll is fair.")
    assert ClaimVector.objects.filter(vector=None).count() == 2
    make_claim_vectors(timestamp=0)
    assert set(_texts(TOLLS)) == {TOLLS, PRICING, "Tolls on a road are just.", "A toll is fair."}


def test_what_was_not_read_in_time_is_read_the_next_time() -> None:
    supplied("A toll is fair.")
    assert not fill(seconds=-1)
    assert ClaimVector.objects.filter(vector=None).count() == 1


def test_a_claim_that_goes_takes_its_vector_along(talk: Talk) -> None:
    Claim.objects.filter(text=CAT).delete()
    assert ClaimVector.objects.count() == 2


@pytest.mark.parametrize("visibility", ["private", "unlisted"])
def test_claims_said_out_of_sight_are_for_editors_alone(talk: Talk, visibility: str) -> None:
    Episode.objects.update(visibility=visibility)
    assert _texts(TOLLS) == []
    assert _texts(TOLLS, reader=UserFactory(role="editor")) == [TOLLS, PRICING]


def test_claims_on_words_that_were_taken_down_are_not_found(talk: Talk) -> None:
    take_down(talk.episode, "Said in confidence.", UserFactory(role="editor"))
    fill()
    assert _texts(TOLLS) == []
