"""Changing and deleting what is there, alone and together."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from debates.models import Claim, Debate, Quote, Relation, SentForm, User
from debates.tasks import clear_sessions, forget_forms
from tests.debate_posts import filled_in
from tests.factories import (
    AliasFactory,
    DebateFactory,
    SectionFactory,
    SideFactory,
    SideHolderFactory,
    SpeakerFactory,
    Talk,
    UserFactory,
    link,
    supplied,
)
from tests.pages import main
from transcripts.models import Speaker

pytestmark = pytest.mark.django_db


def editor(name: str) -> Client:
    client = Client()
    client.force_login(UserFactory(username=name, role=User.Role.EDITOR))
    return client


@pytest.fixture
def claim() -> Claim:
    return supplied("Models copy people.")


def test_a_sentence_is_changed_with_a_reason(claim: Claim) -> None:
    ann = editor("ann")
    form = filled_in(ann.get(f"{claim.get_absolute_url()}change/"))
    form |= {
        "text": "  Models copy\r\nwhat people do. ",
        "tags": "Learning, imitation, learning",
        "why": "clearer",
    }
    assert ann.post(f"{claim.get_absolute_url()}change/", form)["Location"] == claim.get_absolute_url()
    claim.refresh_from_db()
    assert claim.text == "Models copy what people do."
    assert sorted(each.tag.name for each in claim.claim_tags.all()) == ["imitation", "learning"]
    assert claim.revisions.latest("pk").pgh_context.metadata["why"] == "clearer"


@pytest.mark.parametrize("text", ["", "  ", "\u200b\u200e", "x" * 2001])
def test_what_is_no_sentence_is_not_saved(claim: Claim, text: str) -> None:
    ann = editor("ann")
    response = ann.post(f"{claim.get_absolute_url()}change/", {"text": text})
    assert response.status_code == 422
    claim.refresh_from_db()
    assert claim.text == "Models copy people."


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "הטענה הזאת נכונה.", "x" * 2000])
def test_any_sentence_is_kept_and_shown_as_it_is_written(claim: Claim, text: str) -> None:
    ann = editor("ann")
    ann.post(f"{claim.get_absolute_url()}change/", {"text": text})
    for address in ("", "change/", "history/"):
        page = main(ann.get(f"{claim.get_absolute_url()}{address}"))
        assert text in page.text
        assert page.all("script") == []


def test_two_who_change_the_same_see_both_versions_and_what_both_began_from(claim: Claim) -> None:
    ann, bob = editor("ann"), editor("bob")
    address = f"{claim.get_absolute_url()}change/"
    anns, bobs = filled_in(ann.get(address)), filled_in(bob.get(address))
    bob.post(address, {**bobs, "text": "Models copy nobody."})
    response = ann.post(address, {**anns, "text": "All models copy people."})
    page = main(response)
    assert response.status_code == 409
    assert page.one("p", class_="crumbs").text == "Models copy nobody."
    assert page.one("dl", class_="versions").texts("dd") == [
        "Models copy people.",
        "Models copy people. nobody.",
        "All models copy people.",
    ]
    assert (page.texts("del"), page.texts("ins")) == (["people."], ["nobody."])
    assert "Bob saved something else meanwhile." in page.one("div", role="alert").text
    claim.refresh_from_db()
    assert claim.text == "Models copy nobody."
    again = ann.post(address, filled_in(response))
    assert again.status_code == 302
    claim.refresh_from_db()
    assert claim.text == "All models copy people."


def test_two_who_change_different_things_keep_both(claim: Claim) -> None:
    ann, bob = editor("ann"), editor("bob")
    address = f"{claim.get_absolute_url()}change/"
    anns, bobs = filled_in(ann.get(address)), filled_in(bob.get(address))
    bob.post(address, {**bobs, "tags": "learning"})
    saved = ann.post(address, {**anns, "text": "All models copy people."}, follow=True)
    assert "Saved, together with what bob changed meanwhile." in main(saved).text
    claim.refresh_from_db()
    assert (claim.text, claim.claim_tags.get().tag.name) == ("All models copy people.", "learning")


def test_the_same_form_sent_twice_counts_once(claim: Claim) -> None:
    ann, other = editor("ann"), supplied("Because.")
    address = f"{claim.get_absolute_url()}relate/"
    form = filled_in(ann.get(address)) | {
        "premise": f"https://x{other.get_absolute_url()}",
        "kind": "support",
    }
    first, second = ann.post(address, form), ann.post(address, form, follow=True)
    assert first.status_code == 302
    assert Relation.objects.count() == 1
    assert second.redirect_chain == [(first["Location"], 302)]
    assert "nothing was done twice" in main(second).text


def test_a_form_that_was_refused_can_be_mended_and_sent_again(claim: Claim) -> None:
    ann = editor("ann")
    address = f"{claim.get_absolute_url()}change/"
    form = filled_in(ann.get(address)) | {"text": ""}
    assert [ann.post(address, form).status_code for _ in range(2)] == [422, 422]
    assert ann.post(address, {**form, "text": "Models copy."}).status_code == 302
    assert SentForm.objects.count() == 1


def test_whose_view_a_quote_states_is_changed() -> None:
    sam, tom = SpeakerFactory(name="Sam"), SpeakerFactory(name="Tom")
    quote = Talk().claim(sam, "Models copy people.").quotes.get()
    ann = editor("ann")
    address = f"/quotes/{quote.pk}/change/"
    form = filled_in(ann.get(address))
    assert form["stance"] == "asserts"
    assert ann.post(address, {**form, "stance": "reports", "held_by": "Sam"}).status_code == 422
    assert ann.post(address, {**form, "stance": "asserts", "held_by": "Tom"}).status_code == 422
    ann.post(address, {**form, "stance": "reports", "held_by": "tom"})
    quote.refresh_from_db()
    assert (quote.stance, quote.holder) == ("reports", tom)
    form = filled_in(ann.get(address))
    assert form["held_by"] == "Tom"
    ann.post(address, {**form, "stance": "grants", "held_by": ""})
    quote.refresh_from_db()
    assert (quote.stance, quote.holder) == ("grants", sam)


def test_what_is_known_of_a_person_is_changed() -> None:
    sam = SpeakerFactory(name="Sam", slug="sam")
    AliasFactory(speaker=sam, name="Sammy")
    ann = editor("ann")
    form = filled_in(ann.get("/speakers/sam/change/"))
    assert form["aliases"] == "Sammy"
    ann.post("/speakers/sam/change/", {**form, "name": "Samuel", "aliases": "Sam, S."})
    found = Speaker.objects.get(pk=sam.pk)
    assert (found.name, sorted(alias.name for alias in found.aliases.all())) == ("Samuel", ["S.", "Sam"])


@pytest.fixture
def debate() -> Debate:
    made: Debate = DebateFactory(question="Is it so?", slug="is-it-so", summary="Much.")
    side = SideFactory(debate=made, name="Yes")
    SideHolderFactory(side=side, speaker=SpeakerFactory(name="Sam"))
    SectionFactory(debate=made, question="Is a part so?")
    return made


def test_two_who_change_a_debate_keep_both_where_they_can(debate: Debate) -> None:
    ann, bob = editor("ann"), editor("bob")
    address = "/debates/is-it-so/change/"
    anns, bobs = filled_in(ann.get(address)), filled_in(bob.get(address))
    bob.post(address, {**bobs, "question": "Is it not so?", "sides-1-name": "No", "sides-1-people": "Tom"})
    saved = ann.post(address, {**anns, "summary": "Little.", "sections-1-question": "Another?"}, follow=True)
    assert "together with what bob changed meanwhile" in main(saved).text
    debate.refresh_from_db()
    assert (debate.question, debate.summary) == ("Is it not so?", "Little.")
    assert [side.name for side in debate.sides.in_order()] == ["Yes", "No"]
    assert [each.question for each in debate.sections.in_order()] == ["Is a part so?", "Another?"]


def test_two_who_change_the_same_in_a_debate_decide(debate: Debate) -> None:
    ann, bob = editor("ann"), editor("bob")
    address = "/debates/is-it-so/change/"
    anns, bobs = filled_in(ann.get(address)), filled_in(bob.get(address))
    bob.post(address, {**bobs, "sections-0-DELETE": "on", "sides-0-people": "Sam, Tom"})
    mine = {**anns, "sections-0-question": "Is half of it so?", "sides-0-people": "critics"}
    response = ann.post(address, mine)
    page = main(response)
    assert response.status_code == 409
    assert page.texts("h2")[:2] == ["Side “Yes”: people", "Section “Is a part so?”"]
    assert page.all("dl", class_="versions")[1].texts("dd") == [
        "Is a part so?",
        "(taken away)",
        "Is half of it so?",
    ]
    assert debate.sections.count() == 0
    assert ann.post(address, filled_in(response)).status_code == 302
    assert [each.question for each in debate.sections.in_order()] == ["Is half of it so?"]
    assert [str(each) for each in debate.sides.get().holders.all()] == ["critics"]


def test_a_deleted_claim_is_gone_until_it_is_brought_back(client: Client) -> None:
    talk, sam = Talk(), SpeakerFactory()
    claim, answer = talk.claim(sam, "Models copy people."), talk.claim(sam, "They do not.")
    link(claim, "attack", answer)
    ann = editor("ann")
    page = main(ann.get(f"{claim.get_absolute_url()}delete/"))
    assert "With it go: 1 quote, 1 relation." in page.text
    ann.post(f"{claim.get_absolute_url()}delete/", {"why": "twice"})
    assert (Claim.objects.count(), Quote.objects.count(), Relation.objects.count()) == (1, 1, 0)
    gone = client.get(claim.get_absolute_url())
    assert (gone.status_code, main(gone).one("h1").text) == (410, "This claim was deleted")
    assert gone["Cache-Control"] == "no-cache"
    assert "copy" not in main(gone).text
    told = main(ann.get(claim.get_absolute_url()))
    assert "by ann: “twice”" in told.text
    way = next(each for each in told.all("a") if each.text == "Bring it back").attributes["href"]
    ann.post(way)
    assert client.get(claim.get_absolute_url()).status_code == 200
    assert (Claim.objects.count(), Quote.objects.count(), Relation.objects.count()) == (2, 2, 1)


def test_a_deleted_debate_comes_back_with_its_claims_placed(debate: Debate, client: Client) -> None:
    debate.place(supplied("Models copy people."), debate.sections.get(), is_main=True)
    ann = editor("ann")
    ann.post("/debates/is-it-so/delete/")
    assert client.get("/debates/is-it-so/").status_code == 410
    (way,) = [each for each in main(ann.get("/debates/is-it-so/")).all("a") if each.text == "Bring it back"]
    ann.post(way.attributes["href"])
    assert client.get("/debates/is-it-so/").status_code == 200
    placed = Debate.objects.get(slug="is-it-so").placements.get()
    assert (placed.is_main, placed.section.question) == (True, "Is a part so?")


def test_a_form_for_what_somebody_deleted_meanwhile_says_so(claim: Claim) -> None:
    ann, bob = editor("ann"), editor("bob")
    address = f"{claim.get_absolute_url()}change/"
    form = filled_in(ann.get(address)) | {"text": "Models copy some people."}
    bob.post(f"{claim.get_absolute_url()}delete/")
    response = ann.post(address, form)
    assert response.status_code == 410
    assert "Models copy some people." in main(response).text


def test_a_debate_is_made_of_an_episode() -> None:
    talk, sam, tom = Talk("The talk"), SpeakerFactory(name="Sam"), SpeakerFactory(name="Tom")
    first, _, last = (talk.claim(each, f"Claim {n}.") for n, each in enumerate([sam, tom, sam]))
    ann = editor("ann")
    page = main(ann.get("/debates/new/", {"episode": f"{talk.episode.show.slug}/{talk.episode.slug}"}))
    assert page.one("input", name="sides-0-name").attributes["value"] == "Sam"
    assert [each.text for each in page.all("legend")][-3:] == ["Claim 0.", "Claim 1.", "Claim 2."]
    form = {
        "question": "Is it so?",
        "summary": "",
        **{
            f"{part}-{name}": 0
            for part in ("sections", "placements")
            for name in ("TOTAL_FORMS", "INITIAL_FORMS")
        },
        **{"sides-TOTAL_FORMS": 1, "sides-INITIAL_FORMS": 0, "sides-0-name": "Sam", "sides-0-people": "Sam"},
        "offered": [first.key, last.key],
        "claims": [first.key, last.key],
        "main": [last.key],
    }
    refused = main(ann.post("/debates/new/", {**form, "question": "", "claims": [last.key]}))
    ticked = [
        each.attributes["value"]
        for each in refused.all("input", name="claims")
        if "checked" in each.attributes
    ]
    assert ticked == [last.key]
    ann.post("/debates/new/", form)
    placed = Debate.objects.get().placements.order_by("pk")
    assert [(each.claim, each.is_main) for each in placed] == [(first, False), (last, True)]


def test_a_debate_is_made_of_a_claim_or_of_words() -> None:
    claim, answer = supplied("Models copy people."), supplied("They do not.")
    link(answer, "attack", claim)
    ann = editor("ann")
    page = main(ann.get("/debates/new/", {"claim": claim.key}))
    assert page.one("input", name="question").attributes["value"] == "Is it so: Models copy people."
    assert [each.text for each in page.all("legend")][-2:] == ["Models copy people.", "They do not."]
    found = main(ann.get("/debates/new/", {"search": "copy people"}))
    assert [each.text for each in found.all("legend")][-1] == "Models copy people."
    assert ann.get("/debates/new/", {"claim": "nothing"}).status_code == 404


def test_a_claim_is_moved_from_one_debate_to_another(claim: Claim, debate: Debate) -> None:
    other = DebateFactory(question="Is that so?")
    other.place(claim)
    ann = editor("ann")
    ann.post(f"{claim.get_absolute_url()}place/", {"where": f"{debate.pk}/", "leaves": other.pk})
    assert [placed.debate for placed in claim.placements.all()] == [debate]


def test_two_who_change_a_relation_see_both_versions(claim: Claim) -> None:
    relation = link(supplied("Because."), "support", claim)
    ann, bob = editor("ann"), editor("bob")
    address = f"/relations/{relation.key}/"
    page = main(ann.get(address))
    form = {
        "action": "change",
        "began": page.all("input", name="began")[0].attributes["value"],
        "evidence": "",
    }
    bob.post(address, {**form, "kind": "attack", "sure": "on"})
    response = ann.post(address, {**form, "kind": "rephrase"})
    assert response.status_code == 409
    assert main(response).one("dl", class_="versions").texts("dd") == [
        "support",
        "support attack",
        "rephrase",
    ]
    relation.refresh_from_db()
    assert relation.kind == "attack"


def test_a_form_for_a_relation_that_is_gone_shows_what_was_typed(claim: Claim) -> None:
    relation = link(supplied("Because."), "support", claim)
    ann = editor("ann")
    ann.post(f"/relations/{relation.key}/", {"action": "remove"})
    lost = ann.post(f"/relations/{relation.key}/", {"action": "link", "supplied": "For nothing?"})
    assert lost.status_code == 410
    assert "For nothing?" in main(lost).text


def test_forms_that_were_sent_days_ago_are_forgotten() -> None:
    old, new = (SentForm.objects.create(token=name, location="/") for name in ("old", "new"))
    SentForm.objects.filter(pk=old.pk).update(sent_at=timezone.now() - datetime.timedelta(days=4))
    forget_forms(timestamp=0)
    assert SentForm.objects.get() == new


def test_sessions_that_have_ended_are_forgotten(db: None) -> None:
    for name, days in (("over", -1), ("open", 1)):
        Session.objects.create(
            session_key=name, session_data="", expire_date=timezone.now() + datetime.timedelta(days=days)
        )
    clear_sessions(timestamp=0)
    assert [session.session_key for session in Session.objects.all()] == ["open"]
