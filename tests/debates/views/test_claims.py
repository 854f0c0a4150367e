from __future__ import annotations

import pytest
from django.test import Client

from debates.models import Claim, Debate, Passage, Placement, Stance, View, quote_passage
from debates.standings.renewal import renew
from tests.factories import (
    DebateFactory,
    SectionFactory,
    SideFactory,
    SideHolderFactory,
    SpeakerFactory,
    Talk,
    link,
    supplied,
)
from tests.pages import Element, main, read

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert('x')</script>"


def _page(client: Client, claim: Claim) -> Element:
    return main(client.get(claim.get_absolute_url()))


class TestOnTheDemo:
    """What the pages say of the demonstration debate."""

    def test_shows_the_claim_its_holder_and_who_stated_it(self, client: Client, demo: Debate) -> None:
        page = main(client.get("/claims/no-true-world-model/"))
        assert page.one("h1").text == (
            "What LLMs learn from training is not a true world model, "
            "which would tell how the environment changes in response to their actions."
        )
        assert "Richard Sutton’s view" in page.text
        assert "stated by Dwarkesh Patel" in page.text
        assert "1:35" in page.text

    def test_the_demos_words_are_exact(self, client: Client, demo: Debate) -> None:
        words = main(client.get("/claims/model-of-what-humans-say/")).one("blockquote").text
        assert "“Rather, they're building a model of what a human would say next.”" in words
        assert "actions that you take." in words
        assert "And this leads them to rely on" in words

    def test_names_the_episode_and_leads_to_the_line(self, client: Client, demo: Debate) -> None:
        page = main(client.get("/claims/no-true-world-model/"))
        links = {each.attributes["href"] for each in page.all("a")}
        assert "/shows/dwarkesh-podcast/some-thoughts-on-the-sutton-interview/#u2" in links
        assert "Some thoughts on the Sutton interview" in page.text
        assert "Dwarkesh Podcast, 4 October 2025" in page.text

    def test_replies_stand_for_and_against(self, client: Client, demo: Debate) -> None:
        page = main(client.get("/claims/no-true-world-model/"))
        in_favour, against = (
            section
            for section in page.all("section")
            if section.attributes.get("aria-labelledby") in {"for", "against"}
        )
        assert "LLMs build a model of what a human would say next." in in_favour.text
        assert "supports" in in_favour.text
        assert (
            "Models of humans can give a prior that facilitates learning true world models." in against.text
        )
        assert "rebuts" in against.text

    def test_says_what_it_bears_on(self, client: Client, demo: Debate) -> None:
        page = main(client.get("/claims/models-of-humans-give-a-prior/"))
        bears = page.one("section", aria_labelledby="bears")
        assert bears.one("a", href="/claims/no-true-world-model/").text.startswith("What LLMs learn")

    def test_leads_to_the_debates_it_is_placed_in(self, client: Client, demo: Debate) -> None:
        page = main(client.get("/claims/no-true-world-model/"))
        assert page.one("a", href=demo.get_absolute_url()).text == "Are large language models a dead end?"


# Reading


def test_shows_the_exact_words_with_what_came_before_and_after(client: Client) -> None:
    talk, ann = Talk(), SpeakerFactory()
    claim = talk.claim(ann, "Models copy people.")
    said = talk.say(ann, "Well I say that models copy people all day long.")
    quote_passage(claim, Passage(said, 4, said, 7), View())
    words = _page(client, claim).texts("blockquote")[1]
    assert "models copy people" in words
    assert "Well I say that" in words
    assert "all day long." in words


def test_says_where_nobody_answered(client: Client) -> None:
    page = _page(client, Talk().claim(SpeakerFactory(), "Models copy people."))
    assert "Nobody has answered this claim" in page.text
    assert "No claim supports this one yet" in page.text


def test_says_that_nobody_said_a_supplied_claim(client: Client) -> None:
    page = _page(client, supplied("People can be copied."))
    assert "Supplied by an editor: nobody said it in these words" in page.text
    assert page.texts("blockquote") == []


def test_an_undercut_stands_against_the_claim_that_its_step_leads_to(client: Client) -> None:
    one, two, three = (
        supplied("One is so."),
        supplied("Two is so."),
        supplied("One has nothing to do with two."),
    )
    link(three, "undercut", link(one, "support", two))
    against = _page(client, two).one("section", aria_labelledby="against").text
    assert "undercuts the step from “One is so.” One has nothing to do with two." in against


def test_an_undercut_stands_against_the_claim_that_its_step_starts_from(client: Client) -> None:
    """As in the versus view, where the step's premise is what got the reply."""
    one, two, three = (
        supplied("One is so."),
        supplied("Two is so."),
        supplied("One has nothing to do with two."),
    )
    link(three, "undercut", link(one, "support", two))
    against = _page(client, one).one("section", aria_labelledby="against").text
    assert "undercuts the step to “Two is so.” One has nothing to do with two." in against


def test_stance_and_unknown_voices_are_said(client: Client) -> None:
    talk = Talk()
    asked = talk.claim(SpeakerFactory(name="Ann"), "Do models copy?", stance=Stance.ASKS)
    assert "asks" in _page(client, asked).text
    unknown = talk.claim(None, "They do.")
    assert (
        _page(client, unknown).texts("blockquote") == ["“They do.”"]
        or "They do." in _page(client, unknown).text
    )


def test_the_view_of_a_group_is_named_by_its_words(client: Client) -> None:
    claim = Talk().claim(SpeakerFactory(name="Ann"), "Models copy.", holder_words="critics")
    assert "critics" in _page(client, claim).all("span", class_="who")[0].text


def test_markup_in_anything_stored_is_shown_as_text(client: Client) -> None:
    talk = Talk()
    talk.episode.title = SCRIPT
    talk.episode.save()
    speaker = SpeakerFactory(name=SCRIPT)
    talk.say(speaker, SCRIPT)
    claim = talk.claim(speaker, SCRIPT)
    talk.say(speaker, SCRIPT)
    reply = talk.claim(speaker, SCRIPT, holder_words=SCRIPT)
    link(reply, "attack", claim, evidence=SCRIPT)
    link(reply, "undercut", link(claim, "support", supplied(SCRIPT)), evidence=SCRIPT)
    DebateFactory(question=SCRIPT).place(claim)
    response = client.get(claim.get_absolute_url())
    assert "<script>alert" not in response.content.decode()
    assert read(response).text.count(SCRIPT) >= 10


def test_a_claim_of_two_thousand_characters_from_right_to_left_is_shown_whole(client: Client) -> None:
    claim = supplied("ش" * 1000 + " " + "ע" * 999)
    assert _page(client, claim).one("h1").text == claim.text


@pytest.mark.parametrize("address", ["/claims/nothing/", "/claims/nothing/place/"])
def test_unknown_claims_get_the_sites_own_page(editor: Client, address: str) -> None:
    response = editor.get(address)
    assert response.status_code == 404
    assert main(response).one("h1").text == "Nothing here"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_claim_can_only_be_read(editor: Client, method: str) -> None:
    assert getattr(editor, method)(supplied("One.").get_absolute_url()).status_code == 405


def test_editors_alone_are_offered_to_place_it(client: Client, reader: Client) -> None:
    claim = supplied("One.")
    assert "Place in a debate" not in _page(Client(), claim).text
    assert "Place in a debate" not in _page(reader, claim).text


def test_an_editor_is_offered_to_place_it(editor: Client) -> None:
    claim = supplied("One.")
    page = _page(editor, claim)
    assert page.one("a", href=f"{claim.get_absolute_url()}place/").text == "Place in a debate"


def test_makes_as_many_queries_for_much_as_for_little(
    client: Client, django_assert_max_num_queries: object
) -> None:
    talk, debate = Talk(), DebateFactory()
    claim = talk.claim(SpeakerFactory(), "It is so.")
    debate.place(claim)

    def answer() -> None:
        speaker = SpeakerFactory()
        SideHolderFactory(side=SideFactory(debate=debate), speaker=speaker)
        reply = talk.claim(speaker, "It is not.")
        link(reply, "attack", claim)
        link(talk.claim(speaker, "That is no reason."), "undercut", link(claim, "support", reply))
        talk.quote(claim, talk.say(speaker, "It is so, I say."))

    answer()
    renew()
    with django_assert_max_num_queries(35):
        client.get(claim.get_absolute_url())
    for _ in range(6):
        answer()
    renew()
    with django_assert_max_num_queries(35):
        client.get(claim.get_absolute_url())


# Placing


def _place(client: Client, claim: Claim, **data: str) -> object:
    return client.post(f"{claim.get_absolute_url()}place/", data)


def test_an_editor_places_a_claim_in_a_section(editor: Client) -> None:
    claim, section = supplied("One."), SectionFactory()
    response = _place(editor, claim, where=f"{section.debate_id}/{section.pk}", is_main="on")
    assert (response.status_code, response["Location"]) == (302, section.debate.get_absolute_url())
    placement = Placement.objects.get()
    assert (placement.claim, placement.section, placement.is_main) == (claim, section, True)


def test_an_editor_places_a_claim_in_no_section(editor: Client) -> None:
    claim, debate = supplied("One."), DebateFactory(question="Is it so?")
    response = editor.post(f"{claim.get_absolute_url()}place/", {"where": f"{debate.pk}/"}, follow=True)
    assert "Placed in “Is it so?”." in main(response).text
    assert Placement.objects.get().section is None


def test_placing_twice_is_placing_once(editor: Client) -> None:
    claim, section = supplied("One."), SectionFactory()
    for _ in range(2):
        assert _place(editor, claim, where=f"{section.debate_id}/{section.pk}").status_code == 302
    assert Placement.objects.count() == 1


def test_placing_again_moves_the_claim(editor: Client) -> None:
    claim, section = supplied("One."), SectionFactory()
    _place(editor, claim, where=f"{section.debate_id}/")
    _place(editor, claim, where=f"{section.debate_id}/{section.pk}")
    assert Placement.objects.get().section == section


def test_offers_every_debate_with_its_sections(editor: Client) -> None:
    section = SectionFactory(debate__question="Is it so?", question="Why?")
    select = main(editor.get(f"{supplied('One.').get_absolute_url()}place/")).one("select")
    assert section.debate.question in [group.attributes["label"] for group in select.all("optgroup")]
    assert "Why?" in select.texts("option")


@pytest.mark.parametrize("where", ["", "0/", "x", "999999/", "1/2/3", "' OR 1=1 --", "\x00"])
def test_refuses_a_place_that_is_none(editor: Client, where: str) -> None:
    DebateFactory()
    response = _place(editor, supplied("One."), where=where, is_main="on")
    assert response.status_code == 422
    assert Placement.objects.count() == 0
    page = main(response)
    assert page.one("select").attributes["aria-invalid"] == "true"
    assert "checked" in page.one("input", type="checkbox").attributes


def test_refuses_a_section_of_another_debate(editor: Client) -> None:
    section, other = SectionFactory(), DebateFactory()
    assert _place(editor, supplied("One."), where=f"{other.pk}/{section.pk}").status_code == 422


def test_strangers_are_asked_to_sign_in_and_brought_back(client: Client) -> None:
    claim = supplied("One.")
    address = f"{claim.get_absolute_url()}place/"
    asked, sent = client.get(address), client.post(address, {"where": f"{DebateFactory().pk}/"})
    assert (asked.status_code, asked["Location"]) == (302, f"/sign-in/?next={address}")
    assert (sent.status_code, sent["Location"]) == (302, "/sign-in/?next=/kept-words/")
    assert Placement.objects.count() == 0


def test_readers_are_refused(reader: Client) -> None:
    claim = supplied("One.")
    response = _place(reader, claim, where=f"{DebateFactory().pk}/")
    assert response.status_code == 403
    assert main(response).one("h1").text == "Not yours to change"
    assert Placement.objects.count() == 0


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_placing_is_posted(editor: Client, method: str) -> None:
    assert getattr(editor, method)(f"{supplied('One.').get_absolute_url()}place/").status_code == 405


def test_placing_needs_a_token(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    claim = supplied("One.")
    response = strict.post(f"{claim.get_absolute_url()}place/", {"where": "1/"})
    assert response.status_code == 403
    assert "Please send it again" in response.content.decode()


def test_placing_makes_as_many_queries_for_many_debates_as_for_one(
    editor: Client, django_assert_num_queries: object
) -> None:
    claim = supplied("One.")
    SectionFactory()
    with django_assert_num_queries(7):
        editor.get(f"{claim.get_absolute_url()}place/")
    for _ in range(6):
        SectionFactory()
    with django_assert_num_queries(7):
        editor.get(f"{claim.get_absolute_url()}place/")


def test_names_and_words_in_other_scripts_keep_their_direction(client: Client) -> None:
    claim = Talk().claim(SpeakerFactory(name="דניאל כהנמן"), "זה לא נכון (2025).")
    page = main(client.get(claim.get_absolute_url()))
    assert page.one("h1").attributes["dir"] == "auto"
    assert page.one("blockquote").attributes["dir"] == "auto"
    assert "דניאל כהנמן" in page.texts("bdi")


def test_says_every_time_that_it_was_said_in_other_words_too(client: Client) -> None:
    ann, bob = SpeakerFactory(name="Ann Lee"), SpeakerFactory(name="Bob Roe")
    first, later = Talk("First talk"), Talk("Later talk")
    claim = first.claim(ann, "Models have goals.")
    again = later.claim(ann, "There are goals in models.")
    reported = later.claim(bob, "She sees goals in them.", holder=ann)
    link(again, "rephrase", claim)
    link(reported, "rephrase", again)
    page = main(client.get(claim.get_absolute_url()))
    said = next(each for each in page.all("section", aria_labelledby="said"))
    assert said.texts("h2") == ["Every time it was said"]
    assert said.texts("h3") == ["In other words"]
    assert [each.texts("blockquote")[0] for each in said.all("ol")[1].all("li")] == [
        "“There are goals in models.”",
        "“She sees goals in them.”",
    ]
    report = said.all("ol")[1].all("li")[1]
    assert "Ann Lee’s view" in report.text
    assert "stated by Bob Roe" in report.text
    assert report.one("a", href=reported.get_absolute_url()).text == "She sees goals in them."
