"""Two claims that say the same become one; one that says two things becomes two; and back."""

from __future__ import annotations

import pghistory
import pytest
from django.db import connection
from django.test import Client

from debates.amending.merging import merge_claims, split_claim
from debates.models import (
    Claim,
    ClaimTag,
    Placement,
    Premise,
    Question,
    Quote,
    Relation,
    RightOfReply,
    set_tags,
)
from debates.revising.undoing import undo
from tests.factories import DebateFactory, SectionFactory, SpeakerFactory, Talk, UserFactory, link, supplied
from tests.pages import main
from transcripts.models import NotPossibleError, Speaker

pytestmark = pytest.mark.django_db

TABLES = (Claim, Quote, Relation, Premise, Placement, ClaimTag, Question, RightOfReply)


def everything() -> list[list[object]]:
    return [list(table.objects.order_by("pk").values_list()) for table in TABLES]


@pytest.fixture
def sam() -> Speaker:
    made: Speaker = SpeakerFactory(name="Sam")
    return made


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(UserFactory(role="editor"))
    return client


def ends() -> list[tuple[str, list[str], str]]:
    return [
        (
            relation.kind,
            sorted(str(premise) for premise in relation.premises.all()),
            str(relation.target_claim or relation.target_relation),
        )
        for relation in Relation.objects.order_by("pk")
    ]


def test_quotes_relations_places_and_replies_go_along(sam: Speaker) -> None:
    talk, debate = Talk(), DebateFactory()
    kept, gone, other = talk.claim(sam, "One."), talk.claim(sam, "One, too."), talk.claim(sam, "But.")
    link(other, "attack", gone)
    link(gone, "support", other)
    debate.place(gone, is_main=True)
    set_tags(gone, ["numbers"])
    RightOfReply.objects.create(claim=gone, person="Sam", text="No.")
    merged = merge_claims(kept, gone, "One, said twice.")
    connection.check_constraints()
    assert (merged.quotes, merged.folded, merged.dropped) == (1, 0, 0)
    assert sorted(quote.exact for quote in kept.quotes.all()) == ["One, too.", "One."]
    assert ends() == [
        ("attack", ["But."], "One, said twice."),
        ("support", ["One, said twice."], "But."),
    ]
    assert (debate.placements.get().claim, debate.placements.get().is_main) == (kept, True)
    assert (kept.claim_tags.get().tag.name, kept.rights_of_reply.get().text) == ("numbers", "No.")


def test_relations_that_come_to_say_the_same_fold_with_what_hangs_on_them(sam: Speaker) -> None:
    talk = Talk()
    kept, gone, other = talk.claim(sam, "One."), talk.claim(sam, "One, too."), talk.claim(sam, "But.")
    why = talk.claim(sam, "Not so.")
    first = link(other, "attack", kept)
    second = link(other, "attack", gone, evidence="But")
    link(why, "undercut", first)
    link(why, "undercut", second)
    merged = merge_claims(kept, gone, "One.")
    connection.check_constraints()
    assert merged.folded == 2
    assert ends() == [("attack", ["But."], "One."), ("undercut", ["Not so."], str(first))]
    first.refresh_from_db()
    assert first.evidence == "But"


def test_a_relation_between_the_two_goes(sam: Speaker) -> None:
    talk = Talk()
    kept, gone = talk.claim(sam, "One."), talk.claim(sam, "One, too.")
    link(gone, "rephrase", kept)
    assert merge_claims(kept, gone, "One.").dropped == 1
    connection.check_constraints()
    assert ends() == []


def test_the_same_words_are_one_quote_afterwards(sam: Speaker) -> None:
    talk = Talk()
    kept = talk.claim(sam, "One.")
    gone = Claim.objects.create(text="One, too.")
    talk.quote(gone, kept.quotes.get().utterance)
    merge_claims(kept, gone, "One.")
    connection.check_constraints()
    assert kept.quotes.count() == 1


def test_both_in_one_debate_keep_the_better_place(sam: Speaker) -> None:
    talk, section = Talk(), SectionFactory()
    kept, gone = talk.claim(sam, "One."), talk.claim(sam, "One, too.")
    section.debate.place(kept)
    section.debate.place(gone, section, is_main=True)
    merge_claims(kept, gone, "One.")
    placed = section.debate.placements.get()
    assert (placed.claim, placed.section, placed.is_main) == (kept, section, True)


def test_a_merge_is_undone_in_one_step(sam: Speaker) -> None:
    talk, debate = Talk(), DebateFactory()
    kept, gone, other = talk.claim(sam, "One."), talk.claim(sam, "One, too."), talk.claim(sam, "But.")
    for claim in (kept, gone):
        debate.place(claim)
        link(other, "attack", claim)
    link(kept, "rephrase", gone)
    set_tags(gone, ["numbers"])
    before = everything()
    with pghistory.context() as step:
        merge_claims(kept, gone, "One.")
    connection.check_constraints()
    with pghistory.context():
        undo([step.id])
    assert everything() == before


@pytest.mark.parametrize("gone", ["itself", "deleted"])
def test_two_claims_are_needed(sam: Speaker, gone: str) -> None:
    kept, other = supplied("One."), supplied("One, too.")
    if gone == "deleted":
        Claim.objects.filter(pk=other.pk).delete()
    with pytest.raises(NotPossibleError):
        merge_claims(kept, kept if gone == "itself" else other, "One.")


def test_a_claim_is_split_and_its_company_shared_out(sam: Speaker) -> None:
    talk, debate = Talk(), DebateFactory()
    claim, other = talk.claim(sam, "One and two."), talk.claim(sam, "But.")
    second = talk.quote(claim, talk.say(sam, "Two."))
    stays, goes = link(other, "attack", claim), link(claim, "support", other)
    debate.place(claim)
    new = split_claim(claim, "Two.", [second], [goes], None)
    connection.check_constraints()
    assert [quote.exact for quote in new.quotes.all()] == ["Two."]
    assert ends() == [("attack", ["But."], "One and two."), ("support", ["Two."], "But.")]
    assert stays.target_claim == claim
    assert {placed.claim for placed in debate.placements.all()} == {claim, new}


@pytest.mark.parametrize("count", [0, 2])
def test_neither_of_the_two_is_left_without_a_quote(sam: Speaker, count: int) -> None:
    talk = Talk()
    claim = talk.claim(sam, "One and two.")
    quotes = [claim.quotes.get(), talk.quote(claim, talk.say(sam, "Two."))]
    with pytest.raises(NotPossibleError, match="at least one quote"):
        split_claim(claim, "Two.", quotes[:count], [], None)


def test_an_editor_merges_and_old_links_lead_on_and_say_so(
    sam: Speaker, editor: Client, client: Client
) -> None:
    talk = Talk()
    kept, gone = talk.claim(sam, "Models copy people."), talk.claim(sam, "Models copy what people do.")
    way = f"{kept.get_absolute_url()}merge/"
    page = main(editor.get(way, {"other": gone.get_absolute_url()}))
    assert page.texts("ins") == ["what people do."]
    form = {"other": gone.get_absolute_url(), "text": "Models copy people.", "why": "the same"}
    merged = editor.post(way, form, follow=True)
    assert "Merged: 1 quote moved here." in main(merged).text
    old = client.get(gone.get_absolute_url(), follow=True)
    assert old.redirect_chain == [(f"{kept.get_absolute_url()}?merged={gone.key}", 302)]
    assert "was merged into this one" in main(old).text
    lost = editor.post(f"{gone.get_absolute_url()}change/", {"text": "Typed for nothing?"})
    assert lost.status_code == 410
    assert "Typed for nothing?" in main(lost).text


def test_what_was_only_supplied_is_said_once_it_has_a_quote(sam: Speaker, editor: Client) -> None:
    kept, gone = supplied("Models copy people."), Talk().claim(sam, "Models copy.")
    form = {"other": gone.get_absolute_url(), "text": "Models copy people."}
    editor.post(f"{kept.get_absolute_url()}merge/", form)
    connection.check_constraints()
    kept.refresh_from_db()
    assert (kept.origin, kept.quotes.count()) == ("said", 1)


def test_an_editor_splits(sam: Speaker, editor: Client) -> None:
    talk = Talk()
    claim = talk.claim(sam, "One and two.")
    second = talk.quote(claim, talk.say(sam, "Two."))
    way = f"{claim.get_absolute_url()}split/"
    assert main(editor.get(way)).texts("label")[1:3] == ["“One and two.”", "“Two.”"]
    assert editor.post(way, {"text": "Two."}).status_code == 422
    editor.post(way, {"text": "Two.", "quotes": [second.pk]})
    assert Claim.objects.get(text="Two.").quotes.get() == second


def test_pages_of_tags_name_what_has_them(editor: Client, client: Client) -> None:
    claim = supplied("One.")
    set_tags(claim, ["Numbers"])
    tag = claim.claim_tags.get().tag
    assert main(client.get(claim.get_absolute_url())).one("a", href=tag.get_absolute_url()).text == "Numbers"
    assert main(client.get(tag.get_absolute_url())).one("a", href=claim.get_absolute_url()).text == "One."
    assert "1 claim" in main(client.get("/tags/")).text
