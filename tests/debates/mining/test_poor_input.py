"""Whatever comes in, something sensible comes out."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from debates.mining import STAGES, FindingKind, Mined, Person, Turn, Unit, mine, relate


def test_no_turns_give_nothing() -> None:
    assert mine([]) == Mined((), ())


def test_empty_turns_give_nothing() -> None:
    assert mine([Turn("Ann", ""), Turn(None, "   \n\n "), Turn("", "")]) == Mined((), ())


def test_turns_without_any_speaker_are_read() -> None:
    found = mine(
        [Turn(None, "Bridges need paint. That's Tom's position."), Turn("  ", "I disagree with that.")],
        (Person("Tom Hale"),),
    )
    assert [finding.holder for finding in found.findings] == ["Tom Hale", None, None]


def test_people_without_a_name_are_passed_over() -> None:
    assert (
        mine([Turn("Ann", "Bridges rust every year.")], (Person(""), Person("  ", ("", " "))))
        .findings[0]
        .holder
        == "Ann"
    )


def test_a_sentence_of_two_thousand_words_is_no_suggestion_for_the_top() -> None:
    found = mine(
        [
            Turn("Ann", "bridges and tolls " * 700),
            Turn("Ann", "Steel bridges rust because road salt eats the paint."),
        ]
    )
    assert found.findings[-1].score > max(finding.score for finding in found.findings[:-1])


def test_repeated_captions_are_asides_and_link_to_nothing() -> None:
    found = mine([Turn("Ann", "Steel bridges rust because of salt.")] * 5)
    assert [finding.kind for finding in found.findings] == [FindingKind.CLAIM] + [FindingKind.ASIDE] * 4
    assert found.links == ()


def test_markup_and_brackets_are_only_words() -> None:
    found = mine(
        [
            Turn("<b>Ann</b>", "<script>alert(1)</script> (((( [[[[ \\1 $& bridges rust."),
            Turn("(.*", "No, they do not rust."),
        ]
    )
    assert found.findings[0].voiced_by == "<b>Ann</b>"


def test_two_hundred_speakers_are_read() -> None:
    found = mine([Turn(f"Speaker {number}", "You said that bridges rust.") for number in range(200)])
    assert len(found.findings) == 200


def test_the_stages_run_in_order_and_each_keeps_the_words() -> None:
    assert [name for name, _ in STAGES] == [
        "sentences",
        "kinds",
        "holders",
        "statements",
        "scores",
        "relations inside a passage",
        "relations across passages",
        "arguing",
        "relations weighed",
    ]


WORDS = st.sampled_from(
    [
        "I",
        "you",
        "she",
        "Rich",
        "critics",
        "say",
        "that",
        "my",
        "Ann's",
        "position",
        "is",
        "so",
        "no,",
        "but",
        '"',
        "?",
        ".",
        "…",
        "-",
        "\n\n",
        "’s",
        "and",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["Ann", "Ben", None]), st.lists(WORDS, max_size=30)), max_size=6))
def test_never_raises_and_spans_stay_verbatim(spoken: list[tuple[str | None, list[str]]]) -> None:
    turns = [Turn(speaker, " ".join(words)) for speaker, words in spoken]
    found = mine(turns, (Person("Richard Oduya", ("Rich",)),))
    for finding in found.findings:
        assert turns[finding.span.turn].text[finding.span.start : finding.span.end] == finding.text
        assert 0.0 <= finding.score <= 1.0


def test_two_hundred_speakers_keep_their_own_views_apart() -> None:
    said = [
        Turn(f"Person {number}", f"Bridge number {number} rusts because of salt.") for number in range(200)
    ]
    found = mine([*said, *said[:1]])
    assert [one.voiced_by for one in found.findings[:200]] == [f"Person {number}" for number in range(200)]
    assert len({one.holder for one in found.findings[:200]}) == 200


def test_a_sentence_of_two_thousand_words_is_kept_whole_beside_others_that_are_found() -> None:
    long = "and the bridge that rusts " * 400
    found = mine([Turn("Ann", f"{long.strip()}. Steel bridges rust because road salt eats the paint.")])
    assert found.findings[-1].text == "Steel bridges rust because road salt eats the paint."
    assert found.findings[-1].score > found.findings[0].score


def test_what_cannot_be_seen_stays_out_of_the_statement_and_in_the_words() -> None:
    text = "\u202eSteel bri\u200bdges rust\x00 because of\x1b[31m salt."
    (finding,) = mine([Turn("Ann", text)]).findings
    assert (finding.text, finding.statement) == (text, "Steel bridges rust because of[31m salt.")


def test_half_a_character_does_no_harm() -> None:
    (finding,) = mine([Turn("Ann", "Steel bridges \ud800 rust because of salt.")]).findings
    assert (finding.kind, finding.text) == (FindingKind.CLAIM, "Steel bridges \ufffd rust because of salt.")
    assert relate([Unit("Ann", "Critics say that \udfff bridges rust.")]).reported == {0: "critics"}
