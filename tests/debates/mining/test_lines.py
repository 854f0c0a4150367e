"""Maps as lines of JSON."""

from __future__ import annotations

import json

import pytest

from debates.mining.lines import LineError, mined_line


def test_given_units_are_answered_with_edges_by_their_own_names() -> None:
    line = {
        "map": "bus",
        "propositions": [
            {"i": "a", "speaker": "Ann", "text": "the night bus should be free"},
            {
                "i": "b",
                "speaker": "Ann",
                "text": "the night bus carries the poor",
                "said": "because the night bus carries the poor",
            },
            {"i": "c", "speaker": "Tom", "text": "according to Maya Obi drivers are afraid"},
        ],
        "people": [{"name": "Maya Obi", "aliases": ["the mayor"]}],
    }
    answer = json.loads(mined_line(json.dumps(line)))

    assert answer["map"] == "bus"
    assert [edge[:3] for edge in answer["edges"]] == [["b", "a", "support"]]
    assert 0 < answer["edges"][0][3] <= 1
    assert answer["reported"] == {"c": "Maya Obi"}


def test_raw_turns_are_answered_with_claims_on_their_exact_words() -> None:
    text = "Um, okay. Critics say that free buses fill with drunks. Buses should be free at night."
    answer = json.loads(mined_line(json.dumps({"map": 1, "turns": [{"speaker": "Ann", "text": text}]})))

    assert answer["claims"] == [
        {
            "id": 1,
            "speaker": "Ann",
            "text": "Critics say that free buses fill with drunks.",
            "turn": 0,
            "start": 10,
            "end": 55,
            "reported_source": "critics",
        },
        {
            "id": 2,
            "speaker": "Ann",
            "text": "Buses should be free at night.",
            "turn": 0,
            "start": 56,
            "end": 86,
        },
    ]


def test_words_in_quotation_marks_that_nobody_says_have_somebody_as_their_source() -> None:
    text = '"Free buses fill up with drunks every night." They do not.'
    answer = json.loads(mined_line(json.dumps({"map": 1, "turns": [{"speaker": "Ann", "text": text}]})))

    assert [claim.get("reported_source") for claim in answer["claims"]] == ["somebody", None]


def test_turns_without_a_speaker_are_read() -> None:
    answer = json.loads(
        mined_line('{"turns": [{"speaker": null, "text": "Buses should be free at night."}]}')
    )

    assert [(claim["speaker"], claim["text"]) for claim in answer["claims"]] == [
        (None, "Buses should be free at night.")
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[]", "a map is an object with either 'propositions' or 'turns'"),
        ('{"map": 1}', "a map is an object with either 'propositions' or 'turns'"),
        ('{"turns": [], "propositions": []}', "a map is an object with either 'propositions' or 'turns'"),
        (
            '{"map": 1, "propositions": [{"i": 1, "text": "\\ud800"}]}',
            "holds half a character: a surrogate without its partner",
        ),
        ('{"map": NaN, "turns": []}', "not JSON: NaN is no number in JSON"),
        ('{"map": 1e999, "turns": []}', "not JSON: Out of range float values are not JSON compliant"),
        (
            '{"propositions": [{"i": true, "text": "a"}]}',
            "the 'i' of propositions are numbers or words, each once",
        ),
        ('{"turns": 7}', "'turns' is a list of objects"),
        ('{"turns": [{"speaker": "Ann"}]}', "'text' is a text"),
        ('{"turns": [{"speaker": 4, "text": "No."}]}', "'speaker' is a text"),
        (
            '{"propositions": [{"i": 1, "text": "a"}, {"i": 1, "text": "b"}]}',
            "the 'i' of propositions are numbers or words, each once",
        ),
        ('{"turns": [], "people": [{"name": "Ann", "aliases": "Annie"}]}', "'aliases' is a list of texts"),
        (
            "[" * 100_000,
            "not JSON: maximum recursion depth exceeded while decoding a JSON array from a unicode string",
        ),
    ],
)
def test_refuses_what_is_no_map(line: str, message: str) -> None:
    with pytest.raises(LineError) as caught:
        mined_line(line)

    assert str(caught.value).startswith(message)


def test_units_without_words_take_part_in_nothing() -> None:
    line = {"propositions": [{"i": 1, "text": "buses are slow"}, {"i": 2, "text": " "}, {"i": 3, "text": ""}]}

    assert json.loads(mined_line(json.dumps(line)))["edges"] == []
