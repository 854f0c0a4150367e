"""People who never met, joined on one question."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client

from debates.models import Claim, Debate
from debates.standings.renewal import renew
from tests.factories import (
    DebateFactory,
    ShowFactory,
    SideFactory,
    SideHolderFactory,
    SpeakerFactory,
    Talk,
    link,
)
from tests.pages import main

pytestmark = pytest.mark.django_db


def _talk(title: str, show: str, day: datetime.date | None) -> Talk:
    talk = Talk(title)
    talk.episode.show = ShowFactory(name=show)
    talk.episode.published_on = day
    talk.episode.save()
    return talk


class Meeting:
    """Ann's claim of May in one show, and Bob's answer of September in another, which was imported first."""

    def __init__(self) -> None:
        self.debate: Debate = DebateFactory(question="Do models copy?")
        ann, bob = SpeakerFactory(name="Ann Lee"), SpeakerFactory(name="Bob Stone")
        for position, (name, speaker) in enumerate((("Lee", ann), ("Stone", bob))):
            SideHolderFactory(
                side=SideFactory(debate=self.debate, name=name, position=position), speaker=speaker
            )
        self.ann = ann
        bobs = _talk("Later", "Stone Talks", datetime.date(2025, 9, 26))
        anns = _talk("Earlier", "Lee Show", datetime.date(2025, 5, 4))
        self.reply: Claim = bobs.claim(bob, "Models learn.")
        self.second: Claim = bobs.claim(bob, "Models surprise us.")
        self.claim: Claim = anns.claim(ann, "Models only copy.")
        link(self.reply, "attack", self.claim)
        for each in (self.second, self.reply, self.claim):
            self.debate.place(each)


@pytest.fixture
def meeting() -> Meeting:
    return Meeting()


def test_an_answer_from_another_show_says_which_and_when(client: Client, meeting: Meeting) -> None:
    clash = main(client.get(meeting.debate.get_absolute_url())).all(class_="exchange")[0]
    assert clash.all(class_="claim")[0].one(class_="episode").text == "Lee Show, 4 May 2025"
    assert clash.one(class_="answer").one(class_="episode").text == "Stone Talks, 26 September 2025"


def test_claims_stand_in_the_order_of_the_days_not_of_the_imports(client: Client, meeting: Meeting) -> None:
    page = main(client.get(meeting.debate.get_absolute_url()))
    firsts = [exchange.all(class_="claim-text")[0].text for exchange in page.all(class_="exchange")]
    assert firsts == ["Models only copy.", "Models surprise us."]
    assert page.all(class_="crumbs")[0].text.startswith("From Earlier (Lee Show, 4 May 2025), Later")


def test_the_outline_says_where_each_claim_comes_from(client: Client, meeting: Meeting) -> None:
    page = main(client.get(f"{meeting.debate.get_absolute_url()}outline/"))
    assert page.texts(class_="episode") == [
        "Lee Show, 4 May 2025",
        "Stone Talks, 26 September 2025",
        "Stone Talks, 26 September 2025",
    ]


def test_a_claims_page_names_the_other_episode_beside_what_bears_on_it(
    client: Client, meeting: Meeting
) -> None:
    page = main(client.get(meeting.claim.get_absolute_url()))
    assert page.one("section", aria_labelledby="against").one(class_="episode").text == (
        "Stone Talks, 26 September 2025"
    )


def test_a_side_heard_elsewhere_is_heard(client: Client, meeting: Meeting) -> None:
    page = main(client.get(meeting.debate.get_absolute_url()))
    assert page.texts(class_="nobody") == ["No answer from Lee in this debate"]


def test_claims_of_one_episode_name_it_once(client: Client, meeting: Meeting) -> None:
    meeting.debate.placements.filter(claim=meeting.claim).delete()
    assert main(client.get(meeting.debate.get_absolute_url())).all(class_="episode") == []
    page = main(client.get(meeting.second.get_absolute_url()))
    assert page.all(class_="episode") == []


def test_an_undated_episode_comes_last_and_says_so(client: Client, meeting: Meeting) -> None:
    talk = _talk("Undated", "Lee Show again", None)
    meeting.debate.place(talk.claim(SpeakerFactory(), "Models are models."))
    exchanges = main(client.get(meeting.debate.get_absolute_url())).all(class_="exchange")
    assert exchanges[-1].one(class_="episode").text == "Lee Show again, undated"


def test_a_claim_is_left_by_an_answer_from_another_episode(client: Client, meeting: Meeting) -> None:
    renew()
    page = main(client.get(meeting.debate.get_absolute_url()))
    assert page.all(class_="exchange")[0].all("p", class_="standing")[0].text == (
        "Challenged and not answered, because Stone rebuts it at 0:00 and nobody answers that."
    )


def test_a_chain_through_several_episodes_names_them(client: Client, meeting: Meeting) -> None:
    again = _talk("Much later", "Lee Show again", datetime.date(2025, 11, 2))
    answer = again.claim(meeting.ann, "Not by themselves.")
    link(answer, "attack", meeting.reply)
    renew()
    page = main(client.get(meeting.claim.get_absolute_url()))
    assert page.all("p", class_="standing")[0].text == (
        "Challenged and answered, because Stone rebuts it at 0:00 of “Later”; "
        "Lee rebuts that at 0:00 of “Much later”."
    )


def test_the_debate_goes_on_by_days_whatever_was_imported_first(client: Client, meeting: Meeting) -> None:
    renew()
    address = f"{meeting.debate.get_absolute_url()}time/"
    first = main(client.get(address, {"step": "1"}))
    assert first.one("section", aria_labelledby="stood").texts("li") == [
        "Never challenged Models only copy. Lee"
    ]
    last = main(client.get(address))
    assert "Challenged and not answered Models only copy. Lee" in last.one(
        "section", aria_labelledby="stood"
    ).texts("li")
