from __future__ import annotations

import pytest

from debates.mining import FindingKind, Turn, Unit, mine, relate
from debates.mining.language import english_share, is_foreign, unread_turns

_SPANISH = (
    "Los ríos del sur se secan cada verano porque el riego se lleva toda el agua, y nadie en el gobierno quiere "
    "hablar de lo que van a beber los pueblos cuando ya no quede nada en los embalses."
)
_GERMAN = (
    "Die Flüsse im Süden trocknen jeden Sommer aus, weil die Bewässerung das ganze Wasser nimmt, und niemand in der "
    "Regierung will darüber reden, was die Dörfer trinken sollen, wenn in den Stauseen nichts mehr übrig ist."
)
_DUTCH = (
    "De rivieren in het zuiden drogen elke zomer op, omdat de irrigatie al het water neemt, en niemand in de regering "
    "wil erover praten wat de dorpen moeten drinken als er niets meer over is in de stuwmeren."
)
_FRENCH = (
    "Les rivières du sud se vident chaque été parce que l'irrigation prend toute l'eau, et personne au gouvernement ne "
    "veut parler de ce que les villages vont boire quand il ne restera plus rien dans les barrages."
)
_ENGLISH = (
    "The rivers in the south run dry every summer because irrigation takes all the water, and nobody in the government "
    "wants to talk about what the villages will drink when there is nothing left behind the dams."
)


@pytest.mark.parametrize("text", [_SPANISH, _GERMAN, _DUTCH, _FRENCH])
def test_talk_in_another_language_is_left_unread_and_nothing_is_suggested(text: str) -> None:
    mined = mine([Turn("Ana", text), Turn("Bo", "Claro que no."), Turn("Ana", text + " " + text)])
    assert mined.unread == {0, 1, 2}
    assert {finding.kind for finding in mined.findings} == {FindingKind.ASIDE}
    assert {finding.reason for finding in mined.findings} == {"not in English"}
    assert mined.links == ()


def test_english_talk_is_read() -> None:
    mined = mine([Turn("Ann", _ENGLISH)])
    assert mined.unread == frozenset()
    assert mined.findings[0].kind is FindingKind.CLAIM


def test_a_guest_s_words_in_another_language_are_passed_over_in_english_talk() -> None:
    assert unread_turns([Turn("Ann", _ENGLISH), Turn("Ana", _SPANISH), Turn("Ann", "Thank you, Ana.")]) == {1}


def test_names_and_figures_alone_are_not_taken_for_another_language() -> None:
    assert (
        unread_turns([Turn("Ann", "Carlsen, Caruana, Nakamura, Firouzja, Giri, 2839, 2805, 2789.")])
        == frozenset()
    )


def test_short_turns_are_judged_together_where_no_turn_is_long() -> None:
    lines = [Turn(None, line) for line in _SPANISH.replace(",", ".").split(". ")]
    assert unread_turns([*lines, *lines]) == set(range(2 * len(lines)))


@pytest.mark.parametrize("text", ["", "...", "12 34", "♪♪♪"])
def test_a_text_without_words_has_no_share_of_english(text: str) -> None:
    assert english_share(text) == 0.0
    assert unread_turns([Turn(None, text)]) == frozenset()


def test_another_script_is_not_english() -> None:
    assert unread_turns(
        [Turn("Оля", "Реки на юге пересыхают каждое лето потому что вся вода уходит на поля " * 3)]
    ) == {0}


def test_a_talk_of_one_short_turn_in_another_language_is_left_unread() -> None:
    assert unread_turns([Turn("Ana", _FRENCH.split(",")[0] + ", et personne ne veut en parler.")]) == {0}


def test_given_units_in_another_language_take_part_in_nothing() -> None:
    related = relate([Unit("Ana", part) for part in _GERMAN.split(", ")])
    assert (related.links, related.reported) == ((), {})


def test_a_short_talk_in_english_without_function_words_is_read() -> None:
    text = "Road salt eats through every paint. Therefore steel bridges need new paint every year."
    assert unread_turns([Turn("Ann", text)]) == frozenset()


@pytest.mark.parametrize(
    "sentence",
    [
        "Das ist doch totaler Unsinn.",
        "Ich glaube nicht, dass die Maut gerecht ist.",
        "Les péages sont injustes pour les infirmières.",
        "On ne peut pas continuer comme ça.",
        "Los peajes son injustos para las enfermeras.",
        "La verdad es que todos mienten.",
        "Мосты ржавеют каждый год.",
        "橋は毎年錆びます。",
    ],
)
def test_a_sentence_in_another_language_inside_an_english_turn_is_left_out(sentence: str) -> None:
    mined = mine(
        [Turn("Ann", f"Road salt eats the paint of every bridge. {sentence} Tolls are fair to all.")]
    )
    assert [(one.text, one.reason) for one in mined.findings if one.kind is not FindingKind.CLAIM] == [
        (sentence, "not in English")
    ]
    assert mined.unread == frozenset()


@pytest.mark.parametrize(
    "sentence",
    [
        "Kennedy said ich bin ein Berliner, and the crowd believed him.",
        "Los Angeles, Las Vegas, El Paso and Des Moines all charge tolls.",
        "Marine Le Pen, Angela Merkel, Ursula von der Leyen.",
        "The du jour theory is laissez faire, a coup de grâce for tolls.",
        "Pi, or π as the Greeks write it, is about three.",
        "so um er like de facto the un and the est time zone matter",
    ],
)
def test_names_and_words_on_loan_do_not_make_a_sentence_foreign(sentence: str) -> None:
    assert not is_foreign(sentence)


def test_a_unit_in_another_language_between_english_ones_is_tied_to_nothing() -> None:
    said = ("Bridges rust because of salt.", "Ich glaube nicht, dass das wahr ist.", "No, they do not rust.")
    related = relate([Unit("Ann", words) for words in said])
    assert all(1 not in (link.source, link.target) for link in related.links)
