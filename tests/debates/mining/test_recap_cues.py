"""What opens a recap, what closes it, and what ends it without a closing cue: one cue at a time."""

from __future__ import annotations

import pytest

from debates.mining import Person, Turn, mine

HANS, GRETA, DMITRI, TOM = "Hans Weber", "Greta Olsen", "Dmitri Orlov", "Tom Hale"
PEOPLE = tuple(Person(name) for name in (HANS, GRETA, DMITRI, TOM))


def holders(text: str) -> list[str | None]:
    return [finding.holder for finding in mine([Turn(TOM, text)], PEOPLE).findings]


OPENINGS = [
    "If I've understood Hans correctly, his case goes like this.",
    "If I read Hans right, he argues the following.",
    "Hans makes the following case.",
    "Hans offers an argument along these lines.",
    "Hans tells a story that goes roughly like this.",
    "To put it in Hans's words.",
    "Let me try to do justice to Hans here.",
    "Okay, channeling Hans.",
    "Speaking for Hans for a moment.",
    "Let me play back what I heard from Hans.",
    "Here is what I took away from Hans.",
    "Hans's thesis, as I read it, has two parts.",
    "Hans's pessimism rests on three claims.",
    "Let me sketch the picture that Hans paints.",
    "So what is Hans's provocation?",
    "Hans has baked for years, and his answer comes down to the following.",
    "The strongest point for Hans is this one.",
    "Hans turns the matter round, and here's how.",
    "Now to Hans's objection.",
    "What is the thinking behind Hans's plan?",
    "If Hans were with us, he would argue as follows.",
]  # fmt: skip


@pytest.mark.parametrize("opening", OPENINGS)
def test_opens_a_recap(opening: str) -> None:
    text = f"{opening} Bread is dead. Ovens are for museums. I see it differently."
    assert holders(text) == [None, HANS, HANS, TOM]


STATED = [
    "On Hans's account, bread is dead.",
    "By Hans's telling, bread is dead.",
    "To put it in Hans's words, bread is dead.",
]


@pytest.mark.parametrize("stated", STATED)
def test_a_view_stated_in_somebodys_words_runs_on_to_a_switch(stated: str) -> None:
    assert holders(f"{stated} Ovens are for museums. I see it differently.") == [HANS, HANS, TOM]


CLOSINGS = [
    "At least, that's how Hans laid it out in his lecture.",
    "That is how Hans puts it.",
    "That's the way Hans tells it.",
    "Or so Hans would have us believe.",
    "Or so Hans argues.",
    "That's the story Hans tells.",
    "That is roughly where Hans lands.",
    "That's where Hans comes down.",
    "This is what Hans has been arguing for years.",
    "End of Hans's argument.",
    "Here ends Hans's case.",
    "That's more or less what Hans told me.",
    "That was Hans's provocation last week, and it has stayed with me.",
    "And that, in a nutshell, is Hans's determinism.",
    "Hans makes that point in every interview.",
    "Hans sees it that way.",
    "All of this is Hans's view, not mine.",
    "So much for Hans's gloomy bakery.",
    "And there Hans rests his case.",
]  # fmt: skip


@pytest.mark.parametrize("closing", CLOSINGS)
def test_closes_a_recap(closing: str) -> None:
    text = f"I met a baker. Bread is dead. Ovens are for museums. {closing} Bakers work hard."
    assert holders(text) == [TOM, HANS, HANS, None, TOM]


SWITCHES = [
    "The evidence points the other way.",
    "The figures tell a different story.",
    "Sorry, Hans, but no.",
    "Hans, you forget the bakers.",
    "With respect, Hans, bakers work hard.",
    "Hans forgets the bakers.",
    "Hans is half right.",
    "He's half right.",
    "Now, here is what bothers me.",
    "What troubles me is the flour.",
    "The argument has a weak spot.",
    "There is a flaw in this.",
    "Okay, my turn.",
    "To my ear that is nonsense.",
    "That gets it backwards.",
    "Hans's mistake is to forget the flour.",
    "Not so fast.",
]  # fmt: skip


@pytest.mark.parametrize("switch", SWITCHES)
def test_a_switch_ends_a_recap(switch: str) -> None:
    text = f"Here is what Hans thinks. Bread is dead. {switch} Bakers work hard."
    assert holders(text) == [None, HANS, TOM, TOM]


def test_the_next_topic_ends_a_recap() -> None:
    text = "Here is what Hans thinks. Bread is dead. Next topic: the price of milk. Cows eat grass."
    assert holders(text)[2:] in ([None, TOM], [TOM, TOM])


OTHERS = [
    ("Dmitri, by contrast, wants bread for everyone.", DMITRI),
    ("Greta wants to ban it.", GRETA),
    ("Greta disagrees with him.", GRETA),
    ("For Greta, bread is a symbol.", GRETA),
    ("But Greta thinks that bread is alive.", GRETA),
    ("Greta came down with the flu that day.", TOM),
]


@pytest.mark.parametrize(("sentence", "holder"), OTHERS)
def test_another_person_as_subject_ends_the_running_recap(sentence: str, holder: str) -> None:
    text = f"Here is what Hans thinks. Bread is dead. {sentence} Bakers work hard."
    assert holders(text) == [None, HANS, holder, TOM]


def test_another_person_between_both_cues_interrupts_the_recap() -> None:
    text = "Here is what Hans thinks. Bread is dead. Greta grew up in a mill. Ovens are for museums. That's Hans's view."
    assert holders(text) == [None, HANS, TOM, HANS, None]


def test_another_person_bars_the_way_back_from_a_closing_cue() -> None:
    text = "Greta came down with the flu. Bread is dead. Ovens are for museums. That's how Hans sees it."
    assert holders(text) == [TOM, HANS, HANS, None]


def test_the_other_persons_view_goes_on_in_pronouns() -> None:
    text = (
        "Here is what Hans thinks. Bread is dead. Dmitri, by contrast, wants bread for everyone. "
        "For him, hunger is the test. He would hand out flour. Bakers work hard."
    )
    assert holders(text) == [None, HANS, DMITRI, DMITRI, DMITRI, TOM]


def test_a_name_that_nobody_told_us_ends_a_recap_where_it_is_set_against_it() -> None:
    text = "Here is what Hans thinks. Bread is dead. Olga, by contrast, wants bread for everyone. Bakers work hard."
    assert holders(text) == [None, HANS, "Olga", TOM]


def test_the_recapped_person_as_subject_does_not_end_the_recap() -> None:
    text = "Here is what Hans thinks. Bread is dead. Hans wants to turn ovens into museums. Flour is dust. I disagree."
    assert holders(text) == [None, HANS, HANS, HANS, TOM]


PLAIN = [
    "Hans bakes bread like this.",
    "Hans took that bus.",
    "So much for the rain in Berlin.",
    "Hans gave the following answer to a nurse, and she left.",
]


@pytest.mark.parametrize("sentence", PLAIN)
def test_a_sentence_that_only_names_somebody_frames_nothing(sentence: str) -> None:
    text = f"Ovens are for museums. {sentence} Bakers work hard."
    assert holders(text)[::2] == [TOM, TOM]


def test_what_was_checked_without_a_recap_is_not_laid_at_anybodys_door() -> None:
    text = "Here is what Hans thinks. Bread is dead. I disagree. Bakers work hard. Is that right?"
    assert holders(text) == [None, HANS, TOM, TOM, TOM]
