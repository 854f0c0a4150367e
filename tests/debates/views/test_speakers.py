from __future__ import annotations

import datetime

import pytest
from django.test import Client

from debates.models import Comparison, Debate
from debates.standings.renewal import renew
from tests.factories import (
    AliasFactory,
    DebateFactory,
    SideFactory,
    SideHolderFactory,
    SpeakerFactory,
    Talk,
    UserFactory,
    link,
    supplied,
)
from tests.pages import Element, main, read
from transcripts.models import Episode, EpisodePerson, Speaker

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert('x')</script>"


def _page(client: Client, speaker: Speaker) -> Element:
    return main(client.get(speaker.get_absolute_url()))


def _appearance(page: Element) -> list[Element]:
    return page.one("section", aria_labelledby="appearances").all("li")


class TestOnTheDemo:
    """What the pages say of the demonstration debate."""

    def test_the_first_twelve_sentences_are_patels_words_and_suttons_view(
        self, client: Client, demo: Debate
    ) -> None:
        sentences = _appearance(main(client.get("/speakers/dwarkesh-patel/")))
        labels = [each.one("span", class_="label").text for each in sentences[:12]]
        assert labels == ["his words, Sutton’s view"] * 12
        assert "The agent is in no substantial way" in sentences[0].text
        assert "super sample and efficient totally obsolete." in sentences[11].text

    def test_the_other_sentences_are_his_own_but_for_a_frame_and_a_report(
        self, client: Client, demo: Debate
    ) -> None:
        sentences = _appearance(main(client.get("/speakers/dwarkesh-patel/")))
        labels = [" ".join(each.texts("span", class_="label")) for each in sentences[12:]]
        assert labels == ["", *["his own view"] * 6, "his words, Sutskever’s view"]

    def test_a_sentence_leads_to_the_claim_that_stands_on_it(self, client: Client, demo: Debate) -> None:
        third = _appearance(main(client.get("/speakers/dwarkesh-patel/")))[2]
        assert third.one("a", href="/claims/no-true-world-model/").text == "Sutton’s view"
        assert third.all("a", class_="second")[0].text.endswith("1:35")

    def test_suttons_views_are_stated_by_patel(self, client: Client, demo: Debate) -> None:
        others = main(client.get("/speakers/richard-sutton/")).one("section", aria_labelledby="others")
        labels = others.texts("span", class_="label")
        assert labels == ["stated by Dwarkesh Patel in “Some thoughts on the Sutton interview”"] * 6
        assert others.all("a", href="/speakers/dwarkesh-patel/")
        assert "The agent is in no substantial way" in others.all("li")[0].text
        assert others.one("a", href="/speakers/richard-sutton/others/").text == "All 11 statements by others"
        whole = main(client.get("/speakers/richard-sutton/others/"))
        assert len(whole.texts("span", class_="label")) == 11
        assert whole.one("h1").text == "Richard Sutton: what others say they hold"

    def test_sutton_is_not_heard_himself(self, client: Client, demo: Debate) -> None:
        page = main(client.get("/speakers/richard-sutton/"))
        assert "Richard Sutton has not been heard in any episode here yet." in page.text
        assert "No episode with Richard Sutton’s own voice has been imported yet." in page.text

    def test_other_names_are_told(self, client: Client, demo: Debate) -> None:
        assert "Rich, Rich Sutton, Richard" in main(client.get("/speakers/richard-sutton/")).text
        assert "Ilya Seskovor" in main(client.get("/speakers/ilya-sutskever/")).text

    def test_appearances_over_time_have_a_chart_and_its_numbers(self, client: Client, demo: Debate) -> None:
        chart = main(client.get("/speakers/dwarkesh-patel/")).one("section", aria_labelledby="time")
        assert chart.one("h2").text == "Appearances Over Time"
        assert [row.texts() for row in chart.one("tbody").all("tr")] == [["Oct 2025", "0", "0", "1", "20"]]
        assert len(chart.one("svg").all("rect")) == 1

    def test_podcast_appearances_name_the_episode(self, client: Client, demo: Debate) -> None:
        section = main(client.get("/speakers/dwarkesh-patel/")).one("section", aria_labelledby="appearances")
        assert section.one("h2").text == "Podcast Appearances"
        assert section.one("h3").text == "Some thoughts on the Sutton interview"
        assert "Dwarkesh Podcast · 4 October 2025" in section.text

    def test_positions_and_opponents_are_told(self, client: Client, demo: Debate) -> None:
        patel = main(client.get("/speakers/dwarkesh-patel/"))
        assert len(patel.one("section", aria_labelledby="positions").all("div", class_="claim")) == 6
        sutton = main(client.get("/speakers/richard-sutton/"))
        assert sutton.one("section", aria_labelledby="opponents").texts("li") == ["Dwarkesh Patel, 3 claims"]


@pytest.mark.parametrize(
    ("state", "title", "sentence"),
    [
        ("none", "No Voice Profile", "Nothing is known of this person’s voice."),
        ("pending", "Voice Profile Pending", "wait for an editor to confirm them"),
        (
            "active",
            "Voice Profile Active",
            "This person’s voice can be automatically recognized across podcast episodes using AI voice matching.",
        ),
        ("disabled", "Voice Profile Disabled", "This person’s voice is not recognized in any episode"),
    ],
)
def test_each_state_of_a_voice_profile_has_its_own_sentence(
    client: Client, state: str, title: str, sentence: str
) -> None:
    profile = _page(client, SpeakerFactory(voice_profile=state)).one("div", class_="profile")
    assert profile.attributes["data-state"] == state
    assert profile.one("strong").text == title
    assert sentence in profile.text


@pytest.mark.parametrize(("pronoun", "words"), [("he", "his"), ("she", "her"), ("they", "their")])
def test_words_belong_to_the_speaker_by_pronoun(client: Client, pronoun: str, words: str) -> None:
    talk, ann, bob = Talk(), SpeakerFactory(pronoun=pronoun), SpeakerFactory(name="Bob Lee")
    talk.claim(ann, "Models copy.", holder=bob)
    talk.claim(ann, "Models learn.")
    labels = [each.one("span", class_="label").text for each in _appearance(_page(client, ann))]
    assert labels == [f"{words} words, Lee’s view", f"{words} own view"]


def test_the_view_of_a_group_is_named_by_its_words(client: Client) -> None:
    talk, ann = Talk(), SpeakerFactory(pronoun="she")
    talk.claim(ann, "Models copy.", holder_words="most critics")
    assert "most critics" in _appearance(_page(client, ann))[0].one("span", class_="label").text


def test_a_position_is_listed_once_however_often_it_was_said(client: Client) -> None:
    talk, ann = Talk(), SpeakerFactory()
    claim = talk.claim(ann, "Models copy.")
    talk.quote(claim, talk.say(ann, "They copy, I say."))
    positions = _page(client, ann).one("section", aria_labelledby="positions")
    assert positions.texts("p", class_="claim-text") == ["Models copy."]


def test_positions_stand_in_the_order_in_which_they_were_said(client: Client) -> None:
    talk, ann = Talk(), SpeakerFactory()
    for text in ("One.", "Two.", "Three."):
        talk.claim(ann, text)
    positions = _page(client, ann).one("section", aria_labelledby="positions")
    assert positions.texts("p", class_="claim-text") == ["One.", "Two.", "Three."]


def test_a_long_appearance_is_cut_and_says_so(client: Client) -> None:
    talk, ann = Talk(), SpeakerFactory()
    for _ in range(43):
        talk.say(ann, "Well.")
    page = _page(client, ann)
    assert len(_appearance(page)) == 20
    assert len(page.one("section", aria_labelledby="appearances").one("details").all("li")) == 14
    assert "23 more sentences in the transcript" in page.text


def test_months_without_an_appearance_are_counted_as_none(client: Client) -> None:
    ann = SpeakerFactory()
    for title, month in (("First", 11), ("Second", 1)):
        talk = Talk(title)
        talk.episode.published_on = datetime.date(2024 if month == 11 else 2025, month, 3)
        talk.episode.save()
        talk.say(ann, "Well.")
    rows = _page(client, ann).one("tbody").all("tr")
    assert [row.texts() for row in rows] == [
        ["Nov 2024", "0", "0", "1", "1"],
        ["Dec 2024", "0", "0", "0", "0"],
        ["Jan 2025", "0", "0", "1", "1"],
    ]


def test_an_undated_appearance_is_counted_as_such(client: Client) -> None:
    ann = SpeakerFactory()
    Talk().say(ann, "Well.")
    assert [row.texts() for row in _page(client, ann).one("tbody").all("tr")] == [
        ["Undated", "0", "0", "1", "1"]
    ]


def test_feeds_tell_who_was_host_and_who_was_guest(client: Client) -> None:
    ann = SpeakerFactory(name="Ann Lee")
    AliasFactory(speaker=ann, name="Annie")
    for title, named, role in (
        ("One", "ann lee", "Co-Host"),
        ("Two", "Annie", "guest"),
        ("Three", "Ann Lee", "editor"),
        ("Four", "Bob", "host"),
    ):
        talk = Talk(title)
        EpisodePerson.objects.create(episode=talk.episode, name=named, role=role)
        talk.say(ann, "Well.")
    page = _page(client, ann)
    chart = page.one("section", aria_labelledby="time")
    assert [row.texts() for row in chart.one("tbody").all("tr")] == [["Undated", "1", "1", "2", "4"]]
    assert [each.attributes["class"] for each in chart.all("rect")] == ["bar host", "bar guest", "bar untold"]
    told = page.one("section", aria_labelledby="appearances").texts("p", class_="quiet")[::2]
    assert [words.rpartition(" ")[2] for words in told if words.endswith(("host", "guest"))] == [
        "guest",
        "host",
    ]


def test_tells_with_whom_they_appeared_and_how_often(client: Client) -> None:
    ann, bob, eve = SpeakerFactory(), SpeakerFactory(name="Bob"), SpeakerFactory(name="Eve")
    for title in ("One", "Two"):
        talk = Talk(title)
        talk.say(ann, "Well.")
        talk.say(bob, "Well, well.")
    talk.say(eve, "No.")
    Talk("Without her").say(eve, "Yes.")
    assert _page(client, ann).one("section", aria_labelledby="company").texts("li") == [
        "Bob, 2 episodes",
        "Eve, 1 episode",
    ]


def test_sentences_can_be_heard_where_there_is_a_recording(client: Client) -> None:
    ann, talk = SpeakerFactory(), Talk()
    talk.transcript.recording.media_url = "https://media.example/talk.mp3"
    talk.transcript.recording.save()
    talk.say(ann, "Well.")
    talk.say(ann, "Well, well.")
    response = client.get(ann.get_absolute_url())
    second = _appearance(main(response))[1]
    assert second.one("a", class_="clip").attributes["href"] == "https://media.example/talk.mp3#t=5.0,10.0"
    assert "https://media.example" in response["Content-Security-Policy"]
    Episode.objects.update(is_taken_down=True)
    client.force_login(UserFactory(role="editor"))
    assert not _page(client, ann).all("a", class_="clip")


def test_a_wrong_voice_is_reported_at_the_appearance(client: Client) -> None:
    ann, talk = SpeakerFactory(), Talk()
    talk.say(None, "Hello.")
    talk.say(ann, "Well.")
    links = _page(client, ann).one("section", aria_labelledby="appearances").all("a")
    (report,) = [each.attributes["href"] for each in links if "Somebody else’s voice?" in each.text]
    assert report.endswith("/the-talk/correct/?line=1&kind=speaker")
    form = main(client.get(report))
    chosen = [each.attributes["value"] for each in form.all("input") if "checked" in each.attributes]
    assert (chosen, "“Well.”" in form.text) == (["speaker"], True)


@pytest.mark.parametrize(
    ("part", "title"),
    [
        ("appearances", "Ann Lee: podcast appearances"),
        ("positions", "Ann Lee: positions held"),
        ("others", "Ann Lee: what others say they hold"),
        ("over-time", "Ann Lee: positions over time"),
        ("unanswered", "Ann Lee: claims that were challenged and not answered for"),
        ("unchallenged", "Ann Lee: claims that nobody has challenged"),
    ],
)
def test_a_long_part_is_cut_and_has_a_page_of_its_own(client: Client, part: str, title: str) -> None:
    ann, bob = SpeakerFactory(name="Ann Lee"), SpeakerFactory()
    for number in range(9):
        talk = Talk(f"Talk {number}")
        first = talk.claim(ann, f"First {number}.")
        link(talk.claim(ann, f"Second {number}."), "rephrase", first)
        link(talk.claim(bob, f"No {number}."), "attack", first)
        talk.claim(bob, f"Third {number}.", holder=ann)
        talk.claim(ann, f"Fourth {number}.")
    renew()
    page, address = _page(client, ann), f"{ann.get_absolute_url()}{part}/"
    assert page.one("a", href=address).text.startswith("All ")
    whole = main(client.get(address))
    assert whole.one("h1").text == title
    assert all(f"{number}." in whole.text or f"Talk {number}" in whole.text for number in range(9))


def test_newest_appearance_comes_first(client: Client) -> None:
    ann = SpeakerFactory()
    for title, year in (("Old talk", 2023), ("New talk", 2025)):
        talk = Talk(title)
        talk.episode.published_on = datetime.date(year, 1, 1)
        talk.episode.save()
        talk.say(ann, "Well.")
    section = _page(client, ann).one("section", aria_labelledby="appearances")
    assert section.texts("h3") == ["New talk", "Old talk"]


def test_rebuttals_are_counted_by_claims_rebutted(client: Client) -> None:
    talk, ann, bob, eve = Talk(), SpeakerFactory(), SpeakerFactory(name="Bob"), SpeakerFactory(name="Eve")
    held = [talk.claim(ann, f"Claim {number}.") for number in range(2)]
    for claim in held:
        link(talk.claim(bob, "No."), "attack", claim)
        link(talk.claim(bob, "No, no."), "attack", claim)
    link(talk.claim(eve, "No."), "attack", held[0])
    link(talk.claim(eve, "Yes."), "support", held[1])
    opponents = _page(client, ann).one("section", aria_labelledby="opponents")
    assert opponents.texts("li") == ["Bob, 2 claims", "Eve, 1 claim"]


def test_markup_in_anything_stored_is_shown_as_text(client: Client) -> None:
    speaker, other = SpeakerFactory(name=SCRIPT, about=SCRIPT), SpeakerFactory(name=SCRIPT)
    AliasFactory(speaker=speaker, name=SCRIPT)
    talk = Talk()
    talk.episode.title = SCRIPT
    talk.episode.save()
    talk.episode.show.name = SCRIPT
    talk.episode.show.save()
    own = talk.claim(speaker, SCRIPT)
    talk.claim(speaker, SCRIPT, holder_words=SCRIPT)
    link(talk.claim(other, SCRIPT, holder=speaker), "attack", own)
    link(talk.claim(other, SCRIPT), "attack", own)
    response = client.get(speaker.get_absolute_url())
    assert "<script>alert" not in response.content.decode()
    assert read(response).text.count(SCRIPT) >= 12


def test_a_name_from_right_to_left_is_shown_whole(client: Client) -> None:
    assert _page(client, SpeakerFactory(name="أمينة بنت خالد")).one("h1").text == "أمينة بنت خالد"


def test_a_name_of_two_hundred_characters_and_a_long_life_are_shown_whole(client: Client) -> None:
    page = _page(client, SpeakerFactory(name="x" * 200, about="y" * 10_000))
    assert page.one("h1").text == "x" * 200
    assert "y" * 10_000 in page.text


def test_unknown_speakers_get_the_sites_own_page(client: Client) -> None:
    response = client.get("/speakers/nobody/")
    assert response.status_code == 404
    assert main(response).one("h1").text == "Nothing here"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_can_only_be_read(client: Client, method: str) -> None:
    assert getattr(client, method)(SpeakerFactory().get_absolute_url()).status_code == 405


def test_makes_as_many_queries_for_much_as_for_little(
    client: Client, django_assert_num_queries: object
) -> None:
    ann, debate = SpeakerFactory(), DebateFactory()
    SideHolderFactory(side=SideFactory(debate=debate), speaker=ann)

    def appear(title: str) -> None:
        talk = Talk(title)
        own = talk.claim(ann, "It is so.")
        talk.claim(ann, "It is not.", holder=SpeakerFactory())
        talk.claim(SpeakerFactory(), "She says it is.", holder=ann)
        rebutter = SpeakerFactory()
        SideHolderFactory(side=SideFactory(debate=debate), speaker=rebutter)
        link(talk.claim(rebutter, "No."), "attack", own)
        link(supplied("It may be."), "support", own)

    appear("The first talk")
    renew()
    with django_assert_num_queries(22):
        client.get(ann.get_absolute_url())
    for number in range(5):
        appear(f"Talk {number}")
    renew()
    with django_assert_num_queries(22):
        client.get(ann.get_absolute_url())


def test_says_how_reports_of_them_compare_with_their_own_words(client: Client) -> None:
    ann, bob, talk = SpeakerFactory(name="Ann Lee"), SpeakerFactory(), Talk()
    own = talk.say(ann, "Goals may come.")
    for number, fidelity in enumerate(("stronger", "stronger", "")):
        claim = talk.claim(bob, f"She says that goals must come {number}.", holder=ann)
        if fidelity:
            Comparison(quote=claim.quotes.get(), fidelity=fidelity, own_words=own).decide(by=None)
    others = _page(client, ann).one("section", aria_labelledby="others")
    assert "own words: 2 stronger than what was said, 1 not compared yet." in others.text
