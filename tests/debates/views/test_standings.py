from __future__ import annotations

import pytest
from django.test import Client

from debates.models import Claim, Debate, Placement
from debates.standings.renewal import renew
from tests.factories import (
    DebateFactory,
    SideFactory,
    SideHolderFactory,
    SpeakerFactory,
    Talk,
    link,
    supplied,
)
from tests.pages import Element, main, read
from transcripts.models import Speaker, Visibility

pytestmark = pytest.mark.django_db

DEMO = "/debates/are-large-language-models-a-dead-end/"


class Exchange:
    """Sutton claims, Patel rebuts, Sutton rebuts that; all on one debate, said five seconds apart."""

    def __init__(self) -> None:
        self.talk = Talk()
        self.debate: Debate = DebateFactory(question="Do goals matter?")
        self.sutton: Speaker = SpeakerFactory(name="Richard Sutton")
        self.patel: Speaker = SpeakerFactory(name="Dwarkesh Patel")
        for speaker in (self.sutton, self.patel):
            SideHolderFactory(side=SideFactory(debate=self.debate, name=speaker.short_name), speaker=speaker)
        self.claim = self.talk.claim(self.sutton, "Goals make intelligence.")
        self.reply = self.talk.claim(self.patel, "They predict words as a goal.")
        self.answer = self.talk.claim(self.sutton, "A goal must matter.")
        link(self.reply, "attack", self.claim, evidence="but")
        link(self.answer, "attack", self.reply, evidence="but")
        for claim in (self.claim, self.reply, self.answer):
            self.debate.place(claim, is_main=claim == self.claim)
        renew()


@pytest.fixture
def exchange() -> Exchange:
    return Exchange()


def _card(page: Element, claim: Claim) -> Element:
    return next(
        each
        for each in page.all("div", class_="claim")
        if each.texts("p", class_="claim-text") == [claim.text]
    )


def _section(page: Element, name: str) -> Element:
    return page.one("section", aria_labelledby=name)


class TestVersus:
    def test_says_of_each_claim_where_it_is_left_and_why(self, client: Client, exchange: Exchange) -> None:
        page = main(client.get(exchange.debate.get_absolute_url()))
        assert _card(page, exchange.claim).one("p", class_="standing").text == (
            "Challenged and answered, because Patel rebuts it at 0:05; Sutton rebuts that at 0:10."
        )
        assert page.texts("p", class_="standing")[-2:] == [
            "Challenged and not answered, because Sutton rebuts it at 0:10 and nobody answers that.",
            "Never challenged, because nobody rebuts or denies it.",
        ]

    def test_every_standing_is_linked_to_what_it_means(self, client: Client, exchange: Exchange) -> None:
        page = main(client.get(exchange.debate.get_absolute_url()))
        anchors = {each.one("a").attributes["href"] for each in page.all("p", class_="standing")}
        assert anchors == {
            "/how-to-read/#answered",
            "/how-to-read/#unanswered",
            "/how-to-read/#never-challenged",
        }
        ids = {each.attributes.get("id") for each in read(client.get("/how-to-read/")).all()}
        assert {anchor.partition("#")[2] for anchor in anchors} <= ids

    def test_shows_the_points_of_one_standing(self, client: Client, exchange: Exchange) -> None:
        page = main(client.get(exchange.debate.get_absolute_url(), {"standing": "unanswered"}))
        shown = [each.texts("p", class_="claim-text")[0] for each in page.all("div", class_="exchange")]
        assert shown == ["They predict words as a goal."]
        assert page.one("a", aria_current="true").text == "Challenged and not answered 1"

    def test_shows_the_points_that_nobody_answered(self, client: Client, demo: Debate) -> None:
        page = main(client.get(DEMO, {"standing": "no-answer"}))
        assert len(page.all("div", class_="exchange")) == 5
        assert len(page.all("p", class_="nobody")) == 5

    def test_counts_the_points_of_each_standing(self, client: Client, demo: Debate) -> None:
        links = main(client.get(DEMO)).one("nav", class_="choices").texts("a")
        assert links == [
            "All points",
            "Never challenged 5",
            "Challenged and not answered 3",
            "No answer here 5",
            "How to read this",
        ]

    def test_says_that_there_is_no_such_standing(self, client: Client, exchange: Exchange) -> None:
        response = client.get(exchange.debate.get_absolute_url(), {"standing": "<b>won</b>"})
        page = main(response)
        assert page.one("p", role="alert").text == "There is no such choice under “Left”: it is left out."
        assert len(page.all("div", class_="exchange")) == 2

    def test_says_while_a_change_is_being_worked_out(self, client: Client, exchange: Exchange) -> None:
        assert main(client.get(exchange.debate.get_absolute_url())).all("p", role="status") == []
        link(supplied("But why?"), "attack", exchange.answer)
        page = main(client.get(exchange.debate.get_absolute_url()))
        assert "being worked out again" in page.one("p", role="status").text
        assert "Challenged and answered" in _card(page, exchange.claim).text
        renew()
        page = main(client.get(exchange.debate.get_absolute_url()))
        assert page.all("p", role="status") == []
        assert "Challenged and not answered" in _card(page, exchange.claim).text

    def test_a_change_elsewhere_is_none_here(self, client: Client, exchange: Exchange) -> None:
        supplied("Something else.")
        assert main(client.get(exchange.debate.get_absolute_url())).all("p", role="status") == []

    def test_stands_before_anything_is_worked_out(self, client: Client) -> None:
        debate = DebateFactory()
        debate.place(Talk().claim(SpeakerFactory(), "It is so."))
        page = main(client.get(debate.get_absolute_url()))
        assert page.all("p", class_="standing") == []
        assert len(page.all("p", role="status")) == 1

    def test_a_third_party_is_named_as_one(self, client: Client, exchange: Exchange) -> None:
        lecun = SpeakerFactory(name="Yann LeCun")
        link(exchange.talk.claim(lecun, "No goal at all."), "attack", exchange.reply)
        renew()
        card = _card(main(client.get(exchange.debate.get_absolute_url())), exchange.claim)
        assert "LeCun, a third party, rebuts that at 0:15" in card.text

    def test_a_claim_that_nobody_said_is_told_as_supplied(self, client: Client, exchange: Exchange) -> None:
        link(supplied("No goal at all."), "attack", exchange.reply)
        renew()
        card = _card(main(client.get(exchange.debate.get_absolute_url())), exchange.claim)
        assert "a supplied claim rebuts that" in card.text


class TestOutline:
    def test_says_of_each_claim_where_it_is_left(self, client: Client, exchange: Exchange) -> None:
        page = main(client.get(f"{exchange.debate.get_absolute_url()}outline/"))
        links = page.one(class_="outline").all("a", class_="left")
        assert [(each.text, each.attributes["href"]) for each in links] == [
            ("Challenged and answered", "/how-to-read/#answered"),
            ("Challenged and not answered", "/how-to-read/#unanswered"),
            ("Never challenged", "/how-to-read/#never-challenged"),
        ]

    def test_says_while_a_change_is_being_worked_out(self, client: Client, exchange: Exchange) -> None:
        address = f"{exchange.debate.get_absolute_url()}outline/"
        assert "worked out again" not in main(client.get(address)).text
        link(exchange.talk.claim(exchange.patel, "It does matter."), "attack", exchange.answer)
        assert "worked out again" in main(client.get(address)).text


class TestClaimPage:
    def test_shows_the_chain_with_links(self, client: Client, exchange: Exchange) -> None:
        left = _section(main(client.get(exchange.claim.get_absolute_url())), "left")
        chain = left.one("ol", aria_label="What gives this standing")
        assert [each.attributes["href"] for each in chain.all("a")] == [
            exchange.reply.get_absolute_url(),
            exchange.answer.get_absolute_url(),
        ]
        assert chain.text == (
            "Patel rebuts it at 0:05: They predict words as a goal. It is answered. "
            "Sutton rebuts that at 0:10: A goal must matter. It holds."
        )

    def test_keeps_numbers_behind_a_toggle_with_the_rules_linked(
        self, client: Client, exchange: Exchange
    ) -> None:
        details = main(client.get(exchange.claim.get_absolute_url())).one("details", class_="numbers")
        assert "open" not in details.attributes
        rows = {each.texts("th")[0]: each.texts("td") for each in details.one("tbody").all("tr")}
        assert rows == {
            "Grounded labelling, from which the word comes": ["in"],
            "Consistent camps that hold it": ["1 of 1"],
            "DF-QuAD": ["0.375"],
            "Quadratic energy": ["0.431"],
            "H-categoriser": ["0.375"],
        }
        assert "every claim starts from 0.5" in details.text
        ids = {each.attributes.get("id") for each in read(client.get("/how-to-read/")).all()}
        assert {each.attributes["href"].partition("#")[2] for each in details.all("a")} <= ids

    def test_says_that_no_link_is_disputed(self, client: Client, exchange: Exchange) -> None:
        left = _section(main(client.get(exchange.claim.get_absolute_url())), "left")
        assert "No link around it is disputed." in left.text

    def test_names_the_links_on_which_it_rests(self, client: Client, exchange: Exchange) -> None:
        link(supplied("But why?"), "attack", exchange.answer)
        renew()
        left = _section(main(client.get(exchange.claim.get_absolute_url())), "left")
        assert "“But why?” did not bear on “A goal must matter.”: then challenged and answered." in left.text

    def test_says_that_it_keeps_however_disputed_links_are_read(
        self, client: Client, exchange: Exchange
    ) -> None:
        link(supplied("Goals move us."), "support", exchange.claim)
        renew()
        left = _section(main(client.get(exchange.claim.get_absolute_url())), "left")
        assert (
            "1 link around it is disputed. Whichever way it is read, the claim is left as it is said here."
            in (left.text)
        )

    def test_says_how_another_reading_of_reasons_would_leave_it(
        self, client: Client, exchange: Exchange
    ) -> None:
        follows = exchange.talk.claim(exchange.sutton, "So they have none.")
        link(exchange.reply, "support", follows, evidence="so")
        renew()
        details = main(client.get(follows.get_absolute_url())).one("details", class_="numbers")
        assert (
            "If a claim stands only with each of its reasons, it is left challenged and not answered instead."
            in details.text
        )

    def test_does_not_tell_strangers_what_was_said_in_private(
        self, client: Client, editor: Client, exchange: Exchange
    ) -> None:
        private = Talk("In private")
        private.episode.visibility = Visibility.PRIVATE
        private.episode.save()
        whisper = private.claim(SpeakerFactory(name="Ann Whisper"), "Hush now.")
        link(whisper, "attack", exchange.answer, evidence="psst")
        renew()
        page = main(Client().get(exchange.answer.get_absolute_url()))
        assert "because somebody rebuts it and nobody answers that." in _section(page, "left").text
        assert "Whisper" not in _section(page, "left").text
        assert "Hush" not in _section(page, "left").text
        seen = _section(main(editor.get(exchange.answer.get_absolute_url())), "left")
        assert "Hush now." in seen.text
        assert "Whisper rebuts it at 0:00 of “In private”" in seen.text


class TestWhatItTurnsOn:
    def test_names_the_crux_and_what_would_change(self, client: Client, exchange: Exchange) -> None:
        page = main(client.get(f"{exchange.debate.get_absolute_url()}turns-on/"))
        crux = _section(page, "cruxes").one("article")
        assert crux.one("h3").text == "Goals make intelligence. Sutton"
        tile = crux.one("div", class_="tile")
        assert tile.texts("li") == [
            "A goal must matter. Sutton",
            "then this claim is left Challenged and not answered",
        ]
        assert tile.all("a")[-1].attributes["href"] == (
            f"{exchange.debate.get_absolute_url()}what-if/?aside={exchange.answer.key}"
        )

    def test_tells_how_the_debate_hangs_together(self, client: Client, demo: Debate) -> None:
        page = main(client.get(f"{DEMO}turns-on/"))
        assert "4 separate disputes" in _section(page, "shape").text
        assert "3 claims stand alone" in _section(page, "shape").text
        assert len(_section(page, "contested").all("li")) == 3
        assert _section(page, "leant").texts("li")[0].endswith("a reason for 2 others")
        assert "Without this link 3 claims would part from the rest." in _section(page, "bridges").text
        assert _section(page, "knots").texts("li") == ["No claim leads back to itself."]

    def test_shows_a_circle_without_judging_it(self, client: Client, exchange: Exchange) -> None:
        link(exchange.claim, "support", exchange.answer, evidence="so")
        link(exchange.answer, "support", exchange.claim, evidence="so")
        renew()
        knots = _section(main(client.get(f"{exchange.debate.get_absolute_url()}turns-on/")), "knots")
        assert "the reasons come back to where they began" in knots.text
        assert "shown, not judged" in knots.text

    def test_of_an_empty_debate_says_so(self, client: Client) -> None:
        debate = DebateFactory()
        page = main(client.get(f"{debate.get_absolute_url()}turns-on/"))
        assert "This has not been worked out yet." in page.text


class TestWhatIf:
    def _ask(self, client: Client, exchange: Exchange, **question: object) -> Element:
        return main(client.get(f"{exchange.debate.get_absolute_url()}what-if/", question))

    def test_says_what_would_be_left_elsewhere(self, client: Client, exchange: Exchange) -> None:
        then = _section(self._ask(client, exchange, aside=exchange.answer.key), "then")
        assert then.one("ul", class_="changes").texts("li") == [
            "Goals make intelligence. Sutton Challenged and answered → would become Challenged and not answered",
            "They predict words as a goal. Patel Challenged and not answered → would become Challenged and answered",
        ]

    def test_grants_too(self, client: Client, exchange: Exchange) -> None:
        then = _section(self._ask(client, exchange, grant=exchange.reply.key), "then")
        assert "Goals make intelligence. Sutton Challenged and answered" in then.text

    def test_keeps_the_question_in_the_form(self, client: Client, exchange: Exchange) -> None:
        page = self._ask(client, exchange, aside=[exchange.answer.key, exchange.reply.key])
        checked = [each.attributes for each in page.all("input") if "checked" in each.attributes]
        assert [(each["name"], each["value"]) for each in checked] == [
            ("aside", exchange.reply.key),
            ("aside", exchange.answer.key),
        ]

    def test_stores_nothing(self, client: Client, exchange: Exchange) -> None:
        self._ask(client, exchange, aside=exchange.answer.key)
        page = main(client.get(exchange.debate.get_absolute_url()))
        assert "Challenged and answered" in _card(page, exchange.claim).text
        assert client.post(f"{exchange.debate.get_absolute_url()}what-if/").status_code == 405

    def test_says_where_nothing_would_change(self, client: Client, exchange: Exchange) -> None:
        then = _section(self._ask(client, exchange, grant=exchange.answer.key), "then")
        assert "Nothing else would be left elsewhere." in then.text

    @pytest.mark.parametrize(
        ("question", "trouble"),
        [
            ({"aside": "nobody"}, "This debate has no claim “nobody”: choose among those below."),
            ({"aside": [str(number) for number in range(51)]}, "At most 50 claims can be set aside"),
        ],
    )
    def test_says_what_is_wrong_with_a_question(
        self, client: Client, exchange: Exchange, question: dict[str, object], trouble: str
    ) -> None:
        page = self._ask(client, exchange, **question)
        assert page.one("p", role="alert").text.startswith(trouble)
        assert len(page.all("fieldset")) == 3

    def test_a_claim_is_not_set_aside_and_granted_at_once(self, client: Client, exchange: Exchange) -> None:
        page = self._ask(client, exchange, aside=exchange.reply.key, grant=exchange.reply.key)
        assert "set aside and granted at once" in page.one("p", role="alert").text

    def test_nor_are_two_wordings_of_one_claim(self, client: Client, exchange: Exchange) -> None:
        again = supplied("It takes goals to be intelligent.")
        link(again, "rephrase", exchange.claim)
        renew()
        page = self._ask(client, exchange, aside=exchange.claim.key, grant=again.key)
        assert "restates one that you grant" in page.one("p", role="alert").text


class TestAsItWasSaid:
    def _at(self, client: Client, exchange: Exchange, step: object) -> Element:
        return main(client.get(f"{exchange.debate.get_absolute_url()}time/", {"step": step}))

    def test_shows_where_claims_stood_then(self, client: Client, exchange: Exchange) -> None:
        assert _section(self._at(client, exchange, 1), "stood").texts("li") == [
            "Never challenged Goals make intelligence. Sutton"
        ]
        assert _section(self._at(client, exchange, 2), "stood").texts("li") == [
            "Never challenged They predict words as a goal. Patel",
            "Challenged and not answered Goals make intelligence. Sutton",
        ]

    def test_shows_what_the_moment_changed(self, client: Client, exchange: Exchange) -> None:
        assert _section(self._at(client, exchange, 3), "now").texts("li") == [
            "Goals make intelligence. Sutton Challenged and not answered → became Challenged and answered",
            "They predict words as a goal. Patel Never challenged → became Challenged and not answered",
            "A goal must matter. Sutton · said now: Never challenged",
        ]

    def test_begins_at_the_end_and_leads_back(self, client: Client, exchange: Exchange) -> None:
        page = self._at(client, exchange, "")
        assert page.one("label").text == "Moment 3 of 3, 0:10"
        assert page.one("input", type="range").attributes["value"] == "3"
        assert page.one("a", rel="prev").attributes["href"] == "?step=2"
        assert page.all("a", rel="next") == []

    @pytest.mark.parametrize("step", ["99", "0", "now", "1" * 30])
    def test_a_moment_that_is_none_is_the_end(self, client: Client, exchange: Exchange, step: str) -> None:
        assert self._at(client, exchange, step).one("label").text == "Moment 3 of 3, 0:10"

    def test_of_an_empty_debate_says_so(self, client: Client) -> None:
        page = main(client.get(f"{DebateFactory().get_absolute_url()}time/"))
        assert "This has not been worked out yet." in page.text


class TestSpeaker:
    def test_lists_what_is_left_without_an_answer(self, client: Client, exchange: Exchange) -> None:
        patel = _section(main(client.get(exchange.patel.get_absolute_url())), "left-open")
        assert patel.texts("li") == ["They predict words as a goal. at 0:05"]
        assert patel.texts("h3") == ["Challenged, and Patel’s answer is missing"]
        sutton = _section(main(client.get(exchange.sutton.get_absolute_url())), "left-open")
        assert (sutton.texts("h3"), sutton.texts("li")) == (
            ["Nobody has challenged these"],
            ["A goal must matter. at 0:10"],
        )

    def test_says_who_reports_a_view(self, client: Client, demo: Debate) -> None:
        sutton = _section(main(client.get("/speakers/richard-sutton/")), "left-open")
        assert sutton.texts("p", class_="all-of") == ["All 8 that nobody has challenged"]
        whole = main(client.get("/speakers/richard-sutton/unchallenged/"))
        shown = [*sutton.texts("li"), *whole.texts("li")]
        assert all("stated by Dwarkesh Patel" in each for each in shown)
        assert (
            len(shown) == 3 + 3 + 8
        )  # those that were challenged, the first of the others, and all of the others


@pytest.mark.parametrize("view", ["turns-on/", "what-if/", "time/"])
class TestEveryView:
    def test_makes_as_many_queries_for_much_as_for_little(
        self, client: Client, exchange: Exchange, view: str, django_assert_max_num_queries: object
    ) -> None:
        for number in range(12):
            claim = exchange.talk.claim(exchange.patel, f"Again, {number}.")
            link(claim, "attack", exchange.claim, evidence="but")
            exchange.debate.place(claim)
        renew()
        with django_assert_max_num_queries(15):
            client.get(exchange.debate.get_absolute_url() + view)

    def test_of_no_debate_is_a_page_that_does_not_exist(self, client: Client, view: str) -> None:
        assert client.get(f"/debates/nothing/{view}").status_code == 404

    def test_shows_marks_as_marks(self, client: Client, exchange: Exchange, view: str) -> None:
        Claim.objects.filter(pk=exchange.answer.pk).update(text="<script>alert('x')</script>")
        page = client.get(exchange.debate.get_absolute_url() + view)
        assert b"<script>alert" not in page.content
        assert "<script>alert('x')</script>" in main(page).text

    def test_hides_private_claims_from_strangers(self, client: Client, exchange: Exchange, view: str) -> None:
        private = Talk("In private")
        private.episode.visibility = Visibility.PRIVATE
        private.episode.save()
        whisper = private.claim(SpeakerFactory(name="Ann Whisper"), "Hush now.")
        link(whisper, "attack", exchange.answer, evidence="psst")
        exchange.debate.place(whisper)
        renew()
        assert "Hush" not in main(client.get(exchange.debate.get_absolute_url() + view)).text


def test_a_debate_of_placements_that_went_is_read_again(client: Client, exchange: Exchange) -> None:
    Placement.objects.filter(debate=exchange.debate).exclude(claim=exchange.claim).delete()
    renew()
    page = main(client.get(f"{exchange.debate.get_absolute_url()}turns-on/"))
    assert "1 claim stands alone" in _section(page, "shape").text


class TestHowToRead:
    def test_explains_five_words_and_what_they_are_not(self, client: Client) -> None:
        page = main(client.get("/how-to-read/"))
        assert page.texts("dt")[:5] == [
            "Never challenged",
            "Challenged and answered",
            "Challenged and not answered",
            "Contested",
            "Conceded",
        ]
        assert "It is not truth." in _section(page, "not").text

    def test_is_linked_from_every_page(self, client: Client) -> None:
        links = read(client.get("/")).one("footer").all("a")
        assert "/how-to-read/" in [link.attributes["href"] for link in links]
