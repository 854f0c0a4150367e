from __future__ import annotations

import pytest
from django.test import Client

from debates import likeness
from debates.models import Claim
from tests.factories import SpeakerFactory, Talk, UserFactory
from tests.pages import main
from transcripts.models import Episode, Utterance
from transcripts.searching import vectors
from transcripts.searching.rows import index_episode

pytestmark = pytest.mark.django_db

TOLLS, PRICING, FAIR, CAT = (
    "Road tolls are fair.",
    "Charging drivers for roads is just.",
    "I think a toll on a road is fair.",
    "My cat sleeps all day.",
)


@pytest.fixture
def talk() -> Talk:
    talk = Talk()
    ann = SpeakerFactory(name="Ann Lee")
    for text in (TOLLS, PRICING):
        talk.claim(ann, text)
    for text in (FAIR, CAT):
        talk.say(ann, text)
    index_episode(talk.episode)
    vectors.fill()
    likeness.fill()
    return talk


def _texts(client: Client, address: str) -> dict[str, list[str]]:
    page = main(client.get(address))
    return {
        group: [
            text
            for each in page.all("section", aria_labelledby=group)
            for text in each.texts(class_="claim-text")
        ]
        for group in ("claims", "words")
    }


def test_a_claim_has_others_and_sentences_like_it(client: Client, talk: Talk) -> None:
    claim = Claim.objects.get(text=TOLLS)
    assert _texts(client, f"/claims/{claim.key}/like/") == {"claims": [PRICING], "words": [FAIR, PRICING]}
    links = [each.attributes["href"] for each in main(client.get(claim.get_absolute_url())).all("a")]
    assert f"/claims/{claim.key}/like/" in links


def test_a_sentence_has_claims_and_others_like_it(client: Client, talk: Talk) -> None:
    said = Utterance.objects.get(text=FAIR)
    address = f"/sentences/{said.pk}/like/"
    assert _texts(client, address) == {"claims": [TOLLS, PRICING], "words": [TOLLS, PRICING]}
    found = main(client.get("/search/", {"q": "toll"}))
    assert address in [each.attributes["href"] for each in found.all("a")]


def test_what_is_like_nothing_says_so(client: Client, talk: Talk) -> None:
    said = Utterance.objects.get(text=CAT)
    page = main(client.get(f"/sentences/{said.pk}/like/"))
    assert page.one(class_="nobody").text.startswith("Nothing else here means nearly the same.")


@pytest.mark.parametrize("visibility", ["private", "unlisted"])
def test_words_out_of_sight_are_like_nothing_and_shown_to_nobody(
    client: Client, talk: Talk, visibility: str
) -> None:
    claim, said = Claim.objects.get(text=TOLLS), Utterance.objects.get(text=FAIR)
    Episode.objects.update(visibility=visibility)
    assert client.get(f"/sentences/{said.pk}/like/").status_code == 404
    if visibility == "private":
        assert client.get(f"/claims/{claim.key}/like/").status_code == 404
    else:
        assert _texts(client, f"/claims/{claim.key}/like/") == {"claims": [], "words": []}
    client.force_login(UserFactory(role="editor"))
    assert _texts(client, f"/sentences/{said.pk}/like/")["words"] == []


def test_pages_of_what_is_not_there_and_of_what_is_sent(client: Client) -> None:
    assert client.get("/claims/none/like/").status_code == client.get("/sentences/9/like/").status_code == 404
    assert client.post("/claims/none/like/").status_code == 405
