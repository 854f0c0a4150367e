from __future__ import annotations

import datetime
from dataclasses import dataclass
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.test import Client

from debates.models import Claim, Debate, Relation
from tests.factories import DebateFactory, SpeakerFactory, Talk, link, supplied
from tests.pages import read
from transcripts.models.visibility import Visibility

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
DAY = datetime.datetime(2025, 3, 4, 5, 6, 7, tzinfo=datetime.UTC)


@dataclass
class Dispute:
    debate: Debate
    talk: Talk
    claim: Claim
    rebuttal: Relation
    reason: Relation


@pytest.fixture
def dispute() -> Dispute:
    talk, debate = Talk(), DebateFactory(slug="is-it-so", question="Is it so?")
    claim = talk.claim(SpeakerFactory(name="Ann Lee"), "Models have goals.")
    answer = talk.claim(SpeakerFactory(name="Bob Roe"), "Models only <b>copy</b> & paste.")
    premise = supplied("Whoever plans has goals.")
    for each in (claim, answer, premise):
        debate.place(each)
    reason, rebuttal = link(premise, "support", claim), link(answer, "attack", claim)
    for number, relation in enumerate((reason, rebuttal)):
        made = DAY + datetime.timedelta(days=number)
        Relation.objects.filter(pk=relation.pk).update(created_at=made)
    Claim.objects.filter(pk=claim.pk).update(created_at=DAY)
    return Dispute(debate, talk, claim, rebuttal, reason)


def _feed(client: Client, address: str) -> Element:
    return fromstring(client.get(address).content)  # noqa: S314  our own


def _texts(element: Element, path: str) -> list[str | None]:
    return [each.text for each in element.findall("/".join(f"{ATOM}{step}" for step in path.split("/")))]


def test_a_claim_has_its_arguments_newest_first(client: Client, dispute: Dispute) -> None:
    address = f"/claims/{dispute.claim.key}/arguments.atom"
    response = client.get(address)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = fromstring(response.content)  # noqa: S314  our own
    assert _texts(feed, "title") == ["Arguments on “Models have goals.” · Counterpoint"]
    assert _texts(feed, "entry/title") == [
        "Bob Roe: Models only <b>copy</b> & paste.",
        "An editor: Whoever plans has goals.",
    ]
    assert _texts(feed, "entry/summary") == [
        "<p>“Models only &lt;b&gt;copy&lt;/b&gt; &amp; paste.” rebuts “Models have goals.”</p>",
        "<p>“Whoever plans has goals.” supports “Models have goals.”</p>",
    ]
    assert _texts(feed, "entry/author/name") == ["Bob Roe"]
    assert _texts(feed, "entry/published") == ["2025-03-05T05:06:07+00:00", "2025-03-04T05:06:07+00:00"]
    links = {each.attrib["rel"]: each.attrib["href"] for each in feed.findall(f"{ATOM}link")}
    assert links == {
        "self": f"http://testserver{address}",
        "alternate": f"http://testserver/claims/{dispute.claim.key}/",
    }


def test_an_entry_keeps_its_name_and_tells_when_its_words_change(client: Client, dispute: Dispute) -> None:
    address = f"/claims/{dispute.claim.key}/arguments.atom"
    before = _feed(client, address)
    assert _texts(before, "entry/id")[0] == f"tag:testserver,2025-03-05:/relations/{dispute.rebuttal.key}/"
    Claim.objects.filter(text__startswith="Models only").update(text="Models only copy.")
    after = _feed(client, address)
    assert _texts(after, "entry/id") == _texts(before, "entry/id")
    assert _texts(after, "id") == _texts(before, "id")
    assert _texts(after, "entry/title")[0] == "Bob Roe: Models only copy."
    assert max(_texts(after, "entry/updated")) == _texts(after, "updated")[0]


def test_an_undercut_of_its_step_is_an_argument_too(client: Client, dispute: Dispute) -> None:
    link(
        dispute.talk.claim(SpeakerFactory(name="Cy Day"), "Plans need no goals."), "undercut", dispute.reason
    )
    feed = _feed(client, f"/claims/{dispute.claim.key}/arguments.atom")
    assert _texts(feed, "entry/summary")[0] == (
        "<p>“Plans need no goals.” denies the step to “Models have goals.”</p>"
    )


def test_a_debate_has_those_between_its_claims(client: Client, dispute: Dispute) -> None:
    link(supplied("Nobody placed this."), "attack", dispute.claim)
    feed = _feed(client, "/debates/is-it-so/arguments.atom")
    assert _texts(feed, "title") == ["Arguments in “Is it so?” · Counterpoint"]
    assert _texts(feed, "entry/title") == [
        "Bob Roe: Models only <b>copy</b> & paste.",
        "An editor: Whoever plans has goals.",
    ]


def test_without_arguments_was_updated_when_the_claim_came(client: Client, dispute: Dispute) -> None:
    dispute.reason.delete()
    dispute.rebuttal.delete()
    feed = _feed(client, f"/claims/{dispute.claim.key}/arguments.atom")
    assert _texts(feed, "entry/id") == []
    assert _texts(feed, "updated") == ["2025-03-04T05:06:07+00:00"]


def test_says_nothing_of_private_episodes_even_to_editors(editor: Client, dispute: Dispute) -> None:
    private = Talk("A private talk")
    answer = private.claim(SpeakerFactory(), "A secret answer.")
    link(answer, "attack", dispute.claim)
    private.episode.visibility = Visibility.PRIVATE
    private.episode.save()
    assert b"secret" not in editor.get(f"/claims/{dispute.claim.key}/arguments.atom").content
    assert editor.get(f"/claims/{answer.key}/arguments.atom").status_code == 404


def test_a_reader_that_has_it_is_sent_none_until_something_comes(client: Client, dispute: Dispute) -> None:
    address = "/debates/is-it-so/arguments.atom"
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    answer = dispute.talk.claim(SpeakerFactory(), "They do not.")
    dispute.debate.place(answer)
    link(answer, "attack", dispute.claim)
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_characters_that_xml_cannot_write_are_left_out(client: Client) -> None:
    claim = supplied("Bells\x07 ring.")
    link(supplied("No\x0b bell."), "attack", claim)
    assert _texts(_feed(client, f"/claims/{claim.key}/arguments.atom"), "entry/title") == [
        "An editor: No bell."
    ]


@pytest.mark.parametrize("address", ["/claims/none/arguments.atom", "/debates/none/arguments.atom"])
def test_there_is_none_of_what_is_not_here(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_pages_lead_to_their_feeds(client: Client, dispute: Dispute) -> None:
    for page, feed in (
        (f"/claims/{dispute.claim.key}/", f"/claims/{dispute.claim.key}/arguments.atom"),
        ("/debates/is-it-so/", "/debates/is-it-so/arguments.atom"),
        ("/debates/is-it-so/outline/", "/debates/is-it-so/arguments.atom"),
    ):
        shown = read(client.get(page))
        alternate = shown.one("link", rel="alternate", type="application/atom+xml")
        assert alternate.attributes["href"] == feed
        assert shown.one("a", href=feed).text == "Feed of new arguments"
