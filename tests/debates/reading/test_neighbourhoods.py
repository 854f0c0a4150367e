from __future__ import annotations

import pytest
from django.test import Client

from debates.models import Claim, RelationKind
from debates.reading.neighbourhoods import Drawing, draw_neighbourhood
from tests.factories import SpeakerFactory, Talk, UserFactory, link
from tests.pages import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk() -> Talk:
    return Talk()


def _drawn(claim: Claim) -> Drawing:
    drawing = draw_neighbourhood(claim)
    assert drawing
    return drawing


def test_a_claim_that_stands_alone_is_not_drawn(talk: Talk) -> None:
    assert draw_neighbourhood(talk.claim(SpeakerFactory(), "It is so.")) is None


def test_answers_and_what_it_bears_on_are_drawn_with_their_words(talk: Talk) -> None:
    ann = SpeakerFactory(name="Ann Lee")
    main_claim, claim, reply = (talk.claim(ann, words) for words in ("All is so.", "It is so.", "It is not."))
    link(claim, RelationKind.SUPPORT, main_claim)
    link(reply, RelationKind.ATTACK, claim)
    drawing = _drawn(claim)
    assert [(box.card.claim, box.lines[0][1], box.is_focus) for box in drawing.boxes] == [
        (claim, "It is so.", True),
        (main_claim, "All is so.", False),
        (reply, "It is not.", False),
    ]
    left, middle, right = (drawing.boxes[number].x for number in (1, 0, 2))
    assert left < middle < right
    assert {(arrow.kind, arrow.word) for arrow in drawing.arrows} == {
        ("support", "supports"),
        ("attack", "rebuts"),
    }


def test_an_undercut_stands_at_the_claim_whose_step_it_denies(talk: Talk) -> None:
    ann = SpeakerFactory()
    target, reason, denial = (
        talk.claim(ann, words) for words in ("So.", "Because.", "That does not follow.")
    )
    link(denial, RelationKind.UNDERCUT, link(reason, RelationKind.SUPPORT, target))
    words = {(arrow.word, arrow.head) for arrow in _drawn(reason).arrows}
    assert {word for word, _ in words} == {"undercuts", "supports"}
    assert [box.card.claim for box in _drawn(denial).boxes] == [denial, reason]


def test_hidden_answers_are_counted_on_a_link_to_their_own_map(client: Client, talk: Talk) -> None:
    ann = SpeakerFactory()
    claim, reply = talk.claim(ann, "It is so."), talk.claim(ann, "It is not.")
    link(reply, RelationKind.ATTACK, claim)
    for _ in range(4):
        link(talk.claim(ann, "It is."), RelationKind.ATTACK, reply)
    page = main(client.get(claim.get_absolute_url()))
    pill = page.one("a", class_="pill")
    assert (pill.text, pill.attributes["href"]) == ("+3", f"/claims/{reply.key}/map/")
    assert main(client.get(pill.attributes["href"])).one("h1").text == "It is not."


def test_claims_of_private_episodes_are_drawn_for_editors_alone(talk: Talk) -> None:
    claim = talk.claim(SpeakerFactory(), "It is so.")
    hidden = Talk(title="Another talk")
    link(hidden.claim(SpeakerFactory(), "It is not."), RelationKind.ATTACK, claim)
    hidden.episode.visibility = "private"
    hidden.episode.save()
    assert [box.card.claim.text for box in _drawn(claim).boxes] == ["It is so."]
    drawing = draw_neighbourhood(claim, UserFactory(role="editor"))
    assert drawing
    assert len(drawing.boxes) == 2


def test_the_drawing_is_made_in_as_many_queries_for_much_as_for_little(
    talk: Talk, django_assert_num_queries: object
) -> None:
    ann = SpeakerFactory()
    claim = talk.claim(ann, "It is so.")
    reply = talk.claim(ann, "It is not.")
    link(reply, RelationKind.ATTACK, claim)
    link(talk.claim(ann, "It is."), RelationKind.SUPPORT, reply)
    with django_assert_num_queries(8):
        draw_neighbourhood(claim)
    for _ in range(6):
        further = talk.claim(ann, "It is not.")
        link(further, RelationKind.ATTACK, claim)
        link(talk.claim(ann, "It is."), RelationKind.SUPPORT, further)
    with django_assert_num_queries(8):
        draw_neighbourhood(claim)


def test_text_from_right_to_left_and_markup_are_shown_as_they_are(client: Client, talk: Talk) -> None:
    claim = talk.claim(SpeakerFactory(name="<b>أمينة</b>"), "<script>هل النماذج طريق مسدود؟</script>")
    link(talk.claim(SpeakerFactory(), "x" * 2000), RelationKind.ATTACK, claim)
    response = client.get(f"/claims/{claim.key}/map/")
    assert "<script>هل" not in response.content.decode()
    assert "<script>هل" in main(response).one("svg").text
