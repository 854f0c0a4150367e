"""Which steps stand on which shows, and who may take them back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pghistory
import pytest
from django.test import Client

from debates.models import (
    Claim,
    Comment,
    Comparison,
    Debate,
    Dissent,
    Question,
    ShowRole,
    Stance,
    Suggestion,
    Term,
    User,
    View,
    change_view,
    delete_claim,
    set_tags,
)
from debates.revising.grounds import steps_within
from tests.factories import (
    DebateFactory,
    SideFactory,
    SideHolderFactory,
    SpeakerFactory,
    Talk,
    UserFactory,
    link,
    suggested_claim,
    supplied,
)
from tests.pages import main
from transcripts.models import Speaker

pytestmark = pytest.mark.django_db


@dataclass
class Library:
    """Two talks of two shows, and Eva, who edits the show of the first."""

    here: Talk
    there: Talk
    ann: Speaker
    eva: User
    claim: Claim
    foreign: Claim
    debate: Debate
    mixed: Debate


@pytest.fixture
def library() -> Library:
    here, there, ann = Talk("Here"), Talk("There"), SpeakerFactory(name="Ann")
    claim, foreign = here.claim(ann, "Models copy."), there.claim(ann, "Models act.")
    debate, mixed = DebateFactory(), DebateFactory()
    for each, claims in ((debate, [claim]), (mixed, [claim, foreign])):
        for placed in claims:
            each.place(placed)
    eva = UserFactory(role="reader", username="eva")
    ShowRole.objects.create(user=eva, show=here.episode.show, role="editor")
    return Library(here, there, ann, eva, claim, foreign, debate, mixed)


def _step(act: Callable[[], object], by: User | None = None) -> UUID:
    """What was done, as one step of somebody else's, or of `by`."""
    with pghistory.context(user=(by or UserFactory(role="editor")).pk) as step:
        act()
    return UUID(str(step.id))


def _reword(claim: Claim) -> None:
    claim.text = f"{claim.text} Perhaps."
    claim.save()


def _decide(suggestion: Suggestion) -> object:
    return suggestion.accept(UserFactory(role="editor"))


HERE: dict[str, Callable[[Library], object]] = {
    "a claim": lambda it: _reword(it.claim),
    "a quote": lambda it: change_view(it.claim.quotes.get(), View(Stance.GRANTS)),
    "a tag that is new": lambda it: set_tags(it.claim, ["copying"]),
    "a relation": lambda it: link(it.here.claim(it.ann, "They do."), "support", it.claim),
    "a supplied premise": lambda it: link(supplied("Copying is no acting."), "support", it.claim),
    "a place": lambda it: it.debate.place(it.here.claim(it.ann, "They do.")),
    "a side with somebody on it": lambda it: SideHolderFactory(
        side=SideFactory(debate=it.debate), speaker=it.ann
    ),
    "a word in two senses": lambda it: Term.objects.create(debate=it.debate, word="copy"),
    "a question": lambda it: Question.objects.create(debate=it.debate, quote=it.claim.quotes.get()),
    "a comment": lambda it: Comment.objects.create(claim=it.claim, author=it.eva, text="So?"),
    "a suggestion that is accepted": lambda it: _decide(suggested_claim(it.here.say(it.ann, "They learn."))),
    "a claim that is deleted": lambda it: delete_claim(it.here.claim(it.ann, "Gone.")),
}
ELSEWHERE: dict[str, Callable[[Library], object]] = {
    "a claim of another show": lambda it: _reword(it.foreign),
    "a quote of another show": lambda it: change_view(it.foreign.quotes.get(), View(Stance.GRANTS)),
    "a relation to another show": lambda it: link(it.claim, "attack", it.foreign),
    "a debate that has claims of another show": lambda it: SideFactory(debate=it.mixed),
    "a person": lambda it: Speaker.objects.filter(pk=it.ann.pk).update(about="A scientist."),
    "both": lambda it: (_reword(it.claim), _reword(it.foreign)),
    "an empty debate of somebody else": lambda it: DebateFactory(),
    "another reading of a relation to another show": lambda it: Dissent.objects.create(
        relation=link(it.claim, "attack", it.foreign), editor=it.eva, kind="support"
    ),
    "a word on a report of another show": lambda it: Comparison.objects.create(
        quote=it.there.claim(it.ann, "They act.", holder=SpeakerFactory()).quotes.get(),
        fidelity="not_found",
        decided_at="2026-01-01T00:00Z",
    ),
}


def test_an_editor_of_a_show_may_take_back_what_stands_on_it_alone(library: Library) -> None:
    steps = {name: _step(lambda act=act: act(library)) for name, act in HERE.items()}
    within = steps_within(steps.values(), library.eva)
    assert [name for name, step in steps.items() if step not in within] == []


def test_what_stands_elsewhere_too_is_not_theirs(library: Library) -> None:
    steps = {name: _step(lambda act=act: act(library)) for name, act in ELSEWHERE.items()}
    within = steps_within(steps.values(), library.eva)
    assert [name for name, step in steps.items() if step in within] == []
    assert steps_within(steps.values(), UserFactory(role="editor")) == frozenset(steps.values())
    assert steps_within(steps.values(), UserFactory(role="contributor")) == frozenset()


def test_what_stands_on_nothing_yet_is_its_makers(library: Library) -> None:
    own = _step(lambda: DebateFactory(), by=library.eva)
    assert steps_within([own], library.eva) == {own}


def test_the_changes_of_a_show_are_listed_opened_and_undone_by_its_editor(
    client: Client, library: Library
) -> None:
    ned = UserFactory(role="editor", username="ned")
    theirs, others = (
        _step(lambda claim=claim: _reword(claim), by=ned) for claim in (library.claim, library.foreign)
    )
    client.force_login(library.eva)
    listed = main(client.get("/history/"))
    links = [each.attributes["href"] for each in listed.all("a")]
    assert f"/history/{theirs}/" in links
    assert f"/history/{others}/" not in links
    assert "Models act. Perhaps." not in listed.text
    assert client.get(f"/history/{others}/").status_code == 403
    assert client.post(f"/history/{others}/").status_code == 403

    day = next(link for link in links if link.startswith("/history/ned/"))
    assert "1 step, by the clock of UTC." in main(client.get(day)).text
    client.post(day)
    library.claim.refresh_from_db()
    library.foreign.refresh_from_db()
    assert (library.claim.text, library.foreign.text) == ("Models copy.", "Models act. Perhaps.")
    mended = main(client.get("/history/")).all("a")
    undone = next(each.attributes["href"] for each in mended if "undid another" in each.text)
    client.post(undone)
    library.claim.refresh_from_db()
    assert library.claim.text == "Models copy. Perhaps."


def test_a_link_to_a_step_stands_where_it_can_be_opened(client: Client, library: Library) -> None:
    _step(lambda: _reword(library.claim))
    _step(lambda: _reword(library.foreign))
    client.force_login(library.eva)
    pages = [
        main(client.get(f"{claim.get_absolute_url()}history/")) for claim in (library.claim, library.foreign)
    ]
    assert [bool([a for a in page.all("a") if "The whole step" in a.text]) for page in pages] == [True, False]


def test_what_was_deleted_on_a_show_is_brought_back_by_its_editor(client: Client, library: Library) -> None:
    client.force_login(library.eva)
    page = library.claim.get_absolute_url()
    client.post(f"{page}delete/")
    gone = client.get(page)
    assert gone.status_code == 410
    back = next(each for each in main(gone).all("a") if each.text == "Bring it back")
    client.post(back.attributes["href"])
    assert client.get(page).status_code == 200
