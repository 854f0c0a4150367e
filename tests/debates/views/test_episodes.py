from __future__ import annotations

import datetime

import pytest
from django.http import HttpResponse
from django.test import Client

from debates.models import Debate, Passage, RelationKind, Stance, User, View, quote_passage
from tests.factories import (
    DebateFactory,
    EpisodeFactory,
    RecordingFactory,
    SideFactory,
    SideHolderFactory,
    SpeakerFactory,
    Talk,
    UserFactory,
    link,
)
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
    with django_assert_num_queries(19):
        client.get(talk.episode.get_absolute_url())
    for _ in range(8):
        talk.claim(SpeakerFactory(), "It is so.")
        talk.claim(SpeakerFactory(), "It is not.", holder=SpeakerFactory())
        talk.claim(None, "It may be.", stance=Stance.ASKS)
    with django_assert_num_queries(19):
        client.get(talk.episode.get_absolute_url())


def test_a_transcript_that_nothing_changed_on_is_not_made_again(
    reader: Client, django_assert_num_queries: object
) -> None:
    talk, stranger = Talk(), Client()
    talk.claim(SpeakerFactory(), "It is so.")
    stranger.get(talk.episode.get_absolute_url())
    with django_assert_num_queries(1):
        stranger.get(talk.episode.get_absolute_url())
    with django_assert_num_queries(13):
        reader.get(talk.episode.get_absolute_url())


class TestChanges:
    """Whatever is changed shows at once, although rendered transcripts are kept."""

    @pytest.fixture
    def talk(self) -> Talk:
        return Talk()

    def _page(self, talk: Talk) -> str:
        return main(Client().get(talk.episode.get_absolute_url())).text

    def test_of_words(self, talk: Talk) -> None:
        said = talk.say(SpeakerFactory(), "It is so.")
        assert "It is so." in self._page(talk)
        said.text = "It was so."
        said.save()
        assert "It was so." in self._page(talk)

    def test_of_a_speakers_name(self, talk: Talk) -> None:
        ann = SpeakerFactory(name="Ann")
        talk.say(ann, "It is so.")
        self._page(talk)
        ann.name = "Anna"
        ann.save()
        assert "Anna" in self._page(talk)

    def test_of_a_claim(self, talk: Talk) -> None:
        claim = talk.claim(SpeakerFactory(), "It is so.")
        self._page(talk)
        claim.text = "All of it is so."
        claim.save()
        assert "All of it is so." in self._page(talk)

    def test_of_a_claims_holder(self, talk: Talk) -> None:
        claim = talk.claim(SpeakerFactory(), "It is so.", holder_words="critics")
        self._page(talk)
        claim.quotes.update(holder_words="linguists")
        assert "linguists" in self._page(talk)

    def test_of_replies(self, talk: Talk) -> None:
        claim = talk.claim(SpeakerFactory(), "It is so.")
        reply = talk.claim(SpeakerFactory(), "It is not.")
        assert "1 against" not in self._page(talk)
        link(reply, RelationKind.ATTACK, claim)
        assert "1 against" in self._page(talk)

    def test_of_colours(self, talk: Talk) -> None:
        ann, bob = SpeakerFactory(name="Ann"), SpeakerFactory(name="Bob")
        talk.say(ann, "It is so.")
        talk.say(bob, "It is.")
        debate = DebateFactory()
        page = main(Client().get(talk.episode.get_absolute_url()))
        assert page.one("a", class_="hue-2").text == "Bob"
        for position, speaker in enumerate([bob, ann]):
            SideHolderFactory(side=SideFactory(debate=debate, position=position), speaker=speaker)
        page = main(Client().get(talk.episode.get_absolute_url()))
        assert page.one("a", class_="hue-1").text == "Bob"

    def test_of_chapters_and_recordings(self, talk: Talk) -> None:
        talk.say(SpeakerFactory(), "It is so.")
        self._page(talk)
        talk.episode.chapters.create(start_s=0, title="Goals")
        assert "Goals" in self._page(talk)
        talk.episode.recordings.update(media_url="https://media.example/talk.mp3")
        assert main(Client().get(talk.episode.get_absolute_url())).all("audio")


class TestSeconds:
    """Links to a second of an episode."""

    @pytest.fixture
    def talk(self) -> Talk:
        talk = Talk()
        for words in ("Zero.", "Five.", "Ten."):
            talk.say(SpeakerFactory(), words)
        return talk

    @pytest.mark.parametrize(
        ("asked", "place"),
        [
            ("0", "#u0"),
            ("4.9", "#u0"),
            ("5", "#u1"),
            ("0:07", "#u1"),
            ("12s", "#u2"),
            ("15", "#end"),
            ("999999", "#end"),
        ],
    )
    def test_lead_to_the_line_said_then(self, client: Client, talk: Talk, asked: str, place: str) -> None:
        response = client.get(talk.episode.get_absolute_url(), {"t": asked})
        assert (response.status_code, response["Location"]) == (302, talk.episode.get_absolute_url() + place)
        page = main(client.get(talk.episode.get_absolute_url()))
        assert page.one(id=place[1:])

    def test_a_line_that_begins_within_the_second_goes_before_the_one_that_is_being_said(
        self, client: Client, talk: Talk
    ) -> None:
        talk.transcript.utterances.filter(position=1).update(start_s=5.6)
        assert client.get(talk.episode.get_absolute_url(), {"t": "5"})["Location"].endswith("#u1")

    @pytest.mark.parametrize("asked", ["", "soon", "-5", "nan", "1e3", "5" * 10_000, "\u0665"])
    def test_that_make_no_sense_open_the_page(self, client: Client, talk: Talk, asked: str) -> None:
        assert client.get(talk.episode.get_absolute_url(), {"t": asked}).status_code == 200

    def test_of_a_transcript_without_times_open_the_page(self, client: Client, talk: Talk) -> None:
        talk.transcript.utterances.update(start_s=None, end_s=None)
        response = client.get(talk.episode.get_absolute_url(), {"t": "5"})
        assert response["Location"] == talk.episode.get_absolute_url()


class TestListening:
    """Where the words can be heard."""

    @pytest.fixture
    def talk(self) -> Talk:
        talk = Talk()
        ann, bob = SpeakerFactory(name="Ann"), SpeakerFactory(name="Bob")
        for speaker in (ann, ann, bob):
            talk.say(speaker, "Well.")
        return talk

    def _get(self, talk: Talk) -> HttpResponse:
        return Client().get(talk.episode.get_absolute_url())

    def test_a_publishers_file_is_played_by_this_page_alone(self, talk: Talk) -> None:
        talk.episode.recordings.update(media_url="https://media.example/talk.mp3")
        response = self._get(talk)
        audio = main(response).one("audio")
        assert audio.attributes["src"] == "https://media.example/talk.mp3"
        assert audio.attributes["preload"] == "none"
        assert "media-src 'self' https://media.example https:;" in response["Content-Security-Policy"] + ";"
        assert "media-src 'self';" in Client().get("/")["Content-Security-Policy"] + ";"

    def test_another_edit_is_played_on_its_own_clock(self, talk: Talk) -> None:
        talk.episode.recordings.update(offset_s=0)
        RecordingFactory(
            episode=talk.episode,
            is_primary=False,
            offset_s=-46.5,
            media_url="https://media.example/video.mp4",
        )
        player = main(self._get(talk)).one("transcript-player")
        assert player.attributes["data-shift"] == "46.5"

    def test_chapters_are_on_the_clock_of_the_words(self, talk: Talk) -> None:
        primary = RecordingFactory(episode=EpisodeFactory())
        talk.episode.recordings.update(is_primary=False, offset_s=-5)
        primary.episode = talk.episode
        primary.save()
        talk.episode.chapters.create(start_s=0, title="Goals")
        blocks = main(self._get(talk)).all("div", class_="turn")
        assert [block.texts("h3", class_="chapter") for block in blocks] == [[], ["Goals"], []]
        assert blocks[1].all("div", class_="line")[0].attributes["id"] == "u1"

    def test_a_video_page_is_opened_at_the_second(self, talk: Talk) -> None:
        talk.episode.page_url = "https://www.youtube.com/watch?v=abc"
        talk.episode.save()
        page = main(self._get(talk))
        links = [
            each.attributes["href"] for each in page.one("section", id="transcript").all("a", rel="external")
        ]
        assert links == [
            "https://www.youtube.com/watch?v=abc&t=0",
            "https://www.youtube.com/watch?v=abc&t=10",
        ]
        assert page.all("audio") == []

    def test_a_page_that_cannot_be_opened_at_a_second_is_linked_once(self, talk: Talk) -> None:
        talk.episode.page_url = "https://www.dwarkesh.com/p/a-talk"
        talk.episode.save()
        assert len(main(self._get(talk)).all("a", rel="external")) == 1


def test_chapters_are_headings_above_the_words_that_they_begin_with(client: Client) -> None:
    talk, ann = Talk(), SpeakerFactory(name="Ann")
    for _ in range(4):
        talk.say(ann, "Well.")
    for start_s, title in ((0.0, "Hello"), (11.0, "Goals"), (90.0, "After the end")):
        talk.episode.chapters.create(start_s=start_s, title=title)
    page = main(client.get(talk.episode.get_absolute_url()))
    assert page.texts("h3") == ["Hello", "Goals"]
    assert page.texts("h4") == ["Ann", "Ann"]
    blocks = page.all("div", class_="turn")
    assert [[line.attributes["id"] for line in block.all("div", class_="line")] for block in blocks] == [
        ["u0", "u1"],
        ["u2", "u3"],
    ]


def test_a_long_turn_is_laid_out_in_blocks_and_headed_once(client: Client) -> None:
    talk, ann = Talk(), SpeakerFactory(name="Ann")
    for _ in range(120):
        talk.say(ann, "Well.")
    page = main(client.get(talk.episode.get_absolute_url()))
    blocks = page.all("div", class_="turn")
    assert [len(block.all("div", class_="line")) for block in blocks] == [50, 50, 20]
    assert page.texts("h3") == ["Ann"]


def test_cards_may_reach_down_beside_lines_without_one(client: Client) -> None:
    talk, ann = Talk(), SpeakerFactory()
    talk.claim(ann, "It is so.")
    talk.say(ann, "Well.")
    talk.claim(ann, "It was so.")
    for _ in range(3):
        talk.say(ann, "Well.")
    margins = main(client.get(talk.episode.get_absolute_url())).all("div", class_="margin")
    assert [each.attributes["class"] for each in margins] == ["margin room-1", "margin room-2"]


def test_the_strip_says_in_words_what_it_draws(client: Client) -> None:
    talk, ann = Talk(), SpeakerFactory(name="Ann Lee")
    talk.claim(ann, "It is so.")
    talk.claim(ann, "It is not.", holder=SpeakerFactory(name="Bob Roe"))
    strip = main(client.get(talk.episode.get_absolute_url())).one("svg")
    assert strip.attributes["aria-label"] == (
        "Who speaks when, and when claims are voiced: Lee 1 claim, Roe 1 claim"
    )


def test_a_private_episode_is_shown_to_editors_alone(client: Client) -> None:
    talk = Talk()
    talk.episode.visibility = "private"
    talk.episode.save()
    assert client.get(talk.episode.get_absolute_url()).status_code == 404
    client.force_login(UserFactory(role=User.Role.EDITOR))
    assert client.get(talk.episode.get_absolute_url()).status_code == 200
