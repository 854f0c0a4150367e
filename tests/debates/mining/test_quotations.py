"""Quotations that run over several sentences, and whose words they are."""

from __future__ import annotations

import pytest

from debates.mining import FindingKind, Turn, mine
from debates.mining.parties import Roster
from debates.mining.quoting import Quotation, quotations
from debates.mining.speakers import SpeakerReader
from debates.mining.vocabulary import Person

SPEAKERS = SpeakerReader(Roster([Person("Maya Obi")], ["Ann Lee"]))


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (['He said, "Boats rust.', 'Paint them."', "I do."], [Quotation(0, 1, 10)]),
        (['He said, "Boats rust."', "I know."], [Quotation(0, 0, 10)]),
        (["They're like, 'oh no, boats.", "We sink.'", "I don't."], [Quotation(0, 1, 15)]),
        (['He said, "Boats rust.', "I paint mine."], []),
        (['A "fine" boat rusts.', "I know."], []),
        (['Boats are 6" too long.', 'Paint is "dear".', "I know."], [Quotation(1, 1, 10)]),
        (['He said, "Boats rust.', 'Yes." But mine is made of oak and has lasted.'], [Quotation(0, 0, 10)]),
    ],
)
def test_marks_open_before_a_word_and_close_after_one(texts: list[str], found: list[Quotation]) -> None:
    assert quotations(texts) == found


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ('We went to the ports, and the pilots are saying "', "the pilots"),
        ('One said "', "One"),
        ('The smaller ports I was seeing are saying "', "The smaller ports"),
        ('But then the rowing clubs started to call, saying "', "the rowing clubs"),
        ("And they'll kind of lean back and say \"", "they"),
        ('We have had a few rowers saying "', "a few rowers"),
        ('If you paint that, everyone else is like, "', "everyone else"),
        ("I don't want anyone to look and be like, \"", "anyone"),
        ('It takes one person to spoil it and go, "', "one person"),
        ('Maya Obi got up and said, "', "Maya Obi"),
        ('There are people telling me that ferries, "', "people"),
        ('We sat with the pilots and said, "', "We"),
        ("Some of it we're going to say, \"", "we"),
    ],
)
def test_who_speaks_stands_before_the_quotation(said: str, who: str) -> None:
    found = SPEAKERS.read(said + "Paint.", len(said))
    assert found is not None
    assert found[0] == who


@pytest.mark.parametrize(
    "said",
    [
        'They called it a "',
        "It's like, \"",
        'A good way of doing that is saying, "',
        "Hold it lightly and don't say, \"",
        'Nobody says "',
        'Instead of saying, "',
    ],
)
def test_nobody_speaks_where_no_party_does(said: str) -> None:
    assert SPEAKERS.read(said + "Paint.", len(said)) is None


def _told(said: str) -> list[tuple[str | None, FindingKind]]:
    return [
        (one.holder if one.is_reported else None, one.kind) for one in mine([Turn("Ann Lee", said)]).findings
    ]


def test_every_sentence_of_a_quotation_is_its_speaker_s_questions_and_all() -> None:
    said = (
        "So the harbour master's saying \"Hey, I want the boats painted. Is that what you're proposing? "
        'I pay for every coat of paint." The painters were glad of it.'
    )
    assert _told(said) == [
        ("harbour master", FindingKind.CLAIM),
        ("harbour master", FindingKind.QUESTION),
        ("harbour master", FindingKind.CLAIM),
        (None, FindingKind.CLAIM),
    ]


def test_what_the_narrator_said_stays_the_narrator_s_own() -> None:
    said = 'And I was like, "Paint the boats. They rust in the rain." Nobody painted a single one.'
    assert [holder for holder, _ in _told(said)] == [None, None, None]


def test_what_somebody_says_without_marks_is_theirs_up_to_the_narrator_s_answer() -> None:
    said = (
        "They said, hey, we have four boats. Why do they all leak? We keep them in the shed. "
        "And I said that sheds are damp. Sheds are always damp."
    )
    assert [holder for holder, _ in _told(said)] == ["they", "they", "they", None, None]


def test_without_an_answer_only_the_first_sentence_is_theirs() -> None:
    said = "They said, hey, we have four boats. Boats leak in the winter. Sheds are always damp."
    assert [holder for holder, _ in _told(said)] == ["they", None, None]


@pytest.mark.parametrize(
    ("said", "holder"),
    [
        ("The harbour board says the boats are too old.", "harbour board"),
        ("Our own rowing club found that most of the boats leak.", "Our own rowing club"),
        ("Every other port says that boats leak.", "Every other port"),
        ("Few clubs believe that boats leak.", None),
        ("The reason rowers keep saying it is that boats leak.", None),
        ("The club has to predict that boats leak.", None),
    ],
)
def test_a_party_in_no_lexicon_may_tell_at_the_head_of_a_sentence(said: str, holder: str | None) -> None:
    assert [found for found, _ in _told(said)] == [holder]


def test_he_is_who_was_named_before_him_by_what_only_people_do() -> None:
    said = 'Pryce had this quote about GPSed AI. When we met him he said, "Boats rust. So do oars."'
    assert [holder for holder, _ in _told(said)] == [None, "Pryce", "Pryce"]
