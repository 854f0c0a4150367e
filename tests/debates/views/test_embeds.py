"""Claims in other people's pages."""

from __future__ import annotations

import pytest
from django.test import Client

from debates.models import Claim, MergedClaim
from tests.factories import SpeakerFactory, Talk, link
from tests.pages import main, read
from transcripts.models.visibility import Visibility

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk() -> Talk:
    return Talk("The talk")


@pytest.fixture
def claim(talk: Talk) -> Claim:
    """A claim with four rebuttals, in words that have to be escaped."""
    claim = talk.claim(SpeakerFactory(name="Ann Lee"), 'Models "copy" <people>.')
    for number in range(4):
        link(talk.claim(SpeakerFactory(), f"No, said number {number}."), "attack", claim)
    return claim


@pytest.mark.parametrize("page", ["", "map/"])
def test_any_site_may_frame_it_and_it_runs_nothing(client: Client, claim: Claim, page: str) -> None:
    response = client.get(f"/embed/claims/{claim.key}/{page}")
    policy = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    assert policy["frame-ancestors"] == "*"
    assert policy["default-src"] == "'none'"
    assert "script-src" not in policy
    assert "X-Frame-Options" not in response
    assert not response.cookies
    assert not read(response).all("script")


@pytest.mark.parametrize("page", ["", "map/"])
def test_leads_to_the_full_page(client: Client, claim: Claim, page: str) -> None:
    head = read(client.get(f"/embed/claims/{claim.key}/{page}")).one("head")
    assert (
        head.one("link", rel="canonical").attributes["href"] == f"http://testserver/claims/{claim.key}/{page}"
    )
    assert head.one("meta", name="robots").attributes["content"] == "noindex"
    assert head.one("base").attributes == {"target": "_blank"}


def test_shows_the_claim_and_three_answers(client: Client, claim: Claim) -> None:
    page = main(client.get(f"/embed/claims/{claim.key}/"))
    assert page.texts("p", class_="claim-text") == [
        'Models "copy" <people>.',
        "No, said number 0.",
        "No, said number 1.",
        "No, said number 2.",
    ]
    assert page.one("a", href=f"/claims/{claim.key}/#answers").text == "1 more against it"


def test_every_other_page_stays_unframed(client: Client, claim: Claim) -> None:
    response = client.get(claim.get_absolute_url())
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


def test_the_snippet_is_html_with_the_claim_escaped_in_it(client: Client, claim: Claim) -> None:
    snippet = read(client.get(claim.get_absolute_url())).one("textarea", id="embed-claim").text
    assert snippet == (
        f'<iframe src="http://testserver/embed/claims/{claim.key}/" '
        'title="Models &quot;copy&quot; &lt;people&gt;." width="100%" height="360" loading="lazy" style="border:0"></iframe>'
    )


def test_private_words_are_shown_to_nobody(client: Client, talk: Talk, claim: Claim) -> None:
    talk.episode.visibility = Visibility.PRIVATE
    talk.episode.save()
    assert client.get(f"/embed/claims/{claim.key}/").status_code == 404
    assert client.get(f"/embed/claims/{claim.key}/map/").status_code == 404
    assert client.post(f"/embed/claims/{claim.key}/").status_code == 405


@pytest.mark.parametrize(
    "page", ["/embed/claims/{}/", "/embed/claims/{}/map/", "/claims/{}/card.png", "/claims/{}/play/"]
)
def test_a_claim_that_was_merged_leads_to_the_same_page_of_the_other(
    client: Client, claim: Claim, page: str
) -> None:
    MergedClaim.objects.create(key="once", into=claim)
    assert client.get(page.format("once"))["Location"] == page.format(claim.key)
    assert client.get(page.format("never")).status_code == 404
