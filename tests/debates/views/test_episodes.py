from __future__ import annotations

import datetime

import pytest
from django.test import Client

from debates.models import Debate, Passage, Stance, View, quote_passage
from tests.factories import EpisodeFactory, SpeakerFactory, Talk
from tests.pages import main, read

pytestmark = pytest.mark.django_db

DEMO = "/shows/dwarkesh-podcast/some-thoughts-on-the-sutton-interview/"
SCRIPT = "<script>alert('x')</script>"
TIMES = [
    "1:22",
    "1:27",
    "1:35",
    "1:45",
    "1:48",
    "1:52",
    "1:57",
    "2:02",
    "2:08",
    "2:15",
    "2:19",
    "2:26",
    "2:35",
    "2:37",
    "2:49",
    "2:54",
    "3:00",
    "3:12",
    "3:18",
    "3:29",
]


class TestOnTheDemo:
    """What the pages say of the demonstration debate."""

    def test_the_demo_has_its_twenty_sentences_in_order(self, client: Client, demo: Debate) -> None:
        lines = main(client.get(DEMO)).all("div", class_="line")
        assert [line.attributes["id"] for line in lines] == [f"u{number}" for number in range(20)]
        sentences = [line.all("p")[0].text for line in lines]
        assert sentences[0] == (
            "The agent is in no substantial way learning from organic and self-directed engagement with the world."
        )
        assert sentences[12] == "So that's my understanding of Rich's position."
        assert sentences[19].endswith("and he compared pre-training data to fossil fuels.")

    def test_the_demos_sentences_have_their_times(self, client: Client, demo: Debate) -> None:
        lines = main(client.get(DEMO)).all("div", class_="line")
        assert [line.all("time")[0].text for line in lines] == TIMES
        assert lines[0].all("time")[0].attributes["datetime"] == "PT82S"

    def test_the_page_says_where_the_words_come_from(self, client: Client, demo: Debate) -> None:
        page = main(client.get(DEMO))
        assert page.one("h1").text == "Some thoughts on the Sutton interview"
        assert "The words belong to their speaker; the times of single sentences are estimated." in page.text
        assert page.one("time", datetime="2025-10-04").text == "4 October 2025"
        assert (
            page.one("a", rel="external").attributes["href"]
            == "https://www.dwarkesh.com/p/thoughts-on-sutton"
        )

    def test_claims_stand_in_the_margin_of_their_words(self, client: Client, demo: Debate) -> None:
        lines = main(client.get(DEMO)).all("div", class_="line")
        third = lines[2].one("div", class_="margin")
        assert third.one("a", href="/claims/no-true-world-model/").text.startswith(
            "What LLMs learn from training"
        )
        assert "Richard Sutton’s view" in third.text
        assert not lines[12].all("div", class_="margin")

    def test_words_lead_to_the_claim_that_stands_on_them(self, client: Client, demo: Debate) -> None:
        lines = main(client.get(DEMO)).all("div", class_="line")
        assert lines[3].one("mark").one("a").attributes["href"] == "/claims/model-of-what-humans-say/"
        assert lines[3].one("mark").text == "Rather, they're building a model of what a human would say next."
        assert not lines[12].all("mark")

    def test_a_claim_over_two_sentences_marks_both_and_has_one_card(
        self, client: Client, demo: Debate
    ) -> None:
        lines = main(client.get(DEMO)).all("div", class_="line")
        marked = [line.one("mark").one("a").attributes["href"] for line in lines[5:7]]
        assert marked == ["/claims/no-relativity-from-1900/"] * 2
        assert [len(line.all("div", class_="margin")) for line in lines[5:7]] == [1, 0]

    def test_reports_are_marked_as_such_and_own_views_are_not(self, client: Client, demo: Debate) -> None:
        lines = main(client.get(DEMO)).all("div", class_="line")
        reported = [bool(line.all("mark", class_="reported")) for line in lines]
        assert [number for number, each in enumerate(reported, 1) if each] == [*range(1, 13), 20]

    def test_people_who_speak_or_are_spoken_for_are_named(self, client: Client, demo: Debate) -> None:
        page = main(client.get(DEMO))
        names = [each.text for each in page.all("a", class_="who")]
        assert names == ["Dwarkesh Patel", "Richard Sutton", "Ilya Sutskever"]

    @pytest.mark.parametrize("address", ["/shows/x/y/", "/shows/dwarkesh-podcast/y/", f"/shows/x/{DEMO[7:]}"])
    def test_unknown_episodes_get_the_sites_own_page(
        self, client: Client, demo: Debate, address: str
    ) -> None:
        response = client.get(address)
        assert response.status_code == 404
        assert main(response).one("h1").text == "Nothing here"

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_can_only_be_read(self, client: Client, demo: Debate, method: str) -> None:
        assert getattr(client, method)(DEMO).status_code == 405


def test_part_of_a_sentence_is_marked_alone(client: Client) -> None:
    talk, ann = Talk(), SpeakerFactory()
    claim = talk.claim(ann, "Models copy people.")
    said = talk.say(ann, "I think that models copy people, by the way.")
    quote_passage(claim, Passage(said, 3, said, 6), View())
    line = main(client.get(talk.episode.get_absolute_url())).one("div", id="u1")
    assert line.one("mark").text == "models copy people,"
    assert line.all("p")[0].text == "I think that models copy people, by the way."


def test_turns_are_headed_by_who_speaks(client: Client) -> None:
    talk, ann, bob = Talk(), SpeakerFactory(name="Ann"), SpeakerFactory(name="Bob")
    for speaker in (ann, ann, bob, ann):
        talk.say(speaker, "Well.")
    page = main(client.get(talk.episode.get_absolute_url()))
    assert page.texts("h3") == ["Ann", "Bob", "Ann"]


def test_an_unnamed_voice_has_no_heading(client: Client) -> None:
    talk = Talk()
    talk.say(None, "Well.")
    assert main(client.get(talk.episode.get_absolute_url())).texts("h3") == []


def test_sentences_without_times_are_counted_instead(client: Client) -> None:
    talk = Talk()
    said = talk.say(None, "Well.")
    said.start_s = said.end_s = None
    said.save()
    line = main(client.get(talk.episode.get_absolute_url())).one("div", id="u0")
    assert "¶1" in line.text


def test_an_episode_without_a_transcript_says_so(client: Client) -> None:
    assert "no transcript yet" in main(client.get(EpisodeFactory().get_absolute_url())).text


def test_only_the_current_transcript_is_shown(client: Client) -> None:
    talk = Talk(is_current=False)
    talk.say(None, "An old error.")
    assert "An old error." not in main(client.get(talk.episode.get_absolute_url())).text


def test_a_date_is_left_out_where_none_is_known(client: Client) -> None:
    talk = Talk()
    assert "Published" not in main(client.get(talk.episode.get_absolute_url())).text
    talk.episode.published_on = datetime.date(2024, 2, 29)
    talk.episode.save()
    assert "29 February 2024" in main(client.get(talk.episode.get_absolute_url())).text


def test_markup_in_anything_imported_is_shown_as_text(client: Client) -> None:
    talk = Talk()
    talk.episode.title = talk.episode.source_note = SCRIPT
    talk.episode.save()
    talk.episode.show.name = SCRIPT
    talk.episode.show.save()
    talk.claim(SpeakerFactory(name=SCRIPT), SCRIPT)
    talk.claim(None, SCRIPT, holder_words=SCRIPT)
    response = client.get(talk.episode.get_absolute_url())
    assert "<script>alert" not in response.content.decode()
    assert read(response).text.count(SCRIPT) >= 8


def test_text_from_right_to_left_is_shown_whole(client: Client) -> None:
    talk = Talk()
    text = "هل النماذج اللغوية طريق مسدود؟ \u202eאולי"
    talk.claim(SpeakerFactory(name="أمينة"), text)
    page = main(client.get(talk.episode.get_absolute_url()))
    assert page.one("div", id="u0").all("p")[0].text == text
    assert page.texts("h3") == ["أمينة"]


def test_a_sentence_of_ten_thousand_characters_is_shown_whole(client: Client) -> None:
    talk = Talk()
    text = "word " * 1999 + "words"
    talk.say(SpeakerFactory(), text)
    assert main(client.get(talk.episode.get_absolute_url())).one("div", id="u0").one("p").text == text


def test_a_title_of_five_hundred_characters_is_shown_whole(client: Client) -> None:
    talk = Talk()
    talk.episode.title = "x" * 500
    talk.episode.save()
    assert main(client.get(talk.episode.get_absolute_url())).one("h1").text == "x" * 500


def test_an_episode_is_not_found_below_another_show(client: Client) -> None:
    left, right = EpisodeFactory(), EpisodeFactory()
    assert client.get(f"/shows/{left.show.slug}/{right.slug}/").status_code == 404


def test_makes_as_many_queries_for_much_as_for_little(
    client: Client, django_assert_num_queries: object
) -> None:
    talk = Talk()
    talk.claim(SpeakerFactory(), "It is so.")
    with django_assert_num_queries(5):
        client.get(talk.episode.get_absolute_url())
    for _ in range(8):
        talk.claim(SpeakerFactory(), "It is so.")
        talk.claim(SpeakerFactory(), "It is not.", holder=SpeakerFactory())
        talk.claim(None, "It may be.", stance=Stance.ASKS)
    with django_assert_num_queries(5):
        client.get(talk.episode.get_absolute_url())
