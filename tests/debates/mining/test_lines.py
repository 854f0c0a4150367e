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
        ("[]", "the line is a list, no map; write an object with 'propositions' or 'turns'"),
        (
            '{"map": 1}',
            "the map has neither 'propositions' nor 'turns'; give units that are cut as the first, a talk as the second",
        ),
        (
            '{"turns": [], "propositions": []}',
            "the map has both 'propositions' and 'turns'; write them as maps on two lines",
        ),
        (
            '{"map": 1, "propositions": [{"i": 1, "text": "\\ud800"}]}',
            "propositions[0]: 'text' holds half a character (a surrogate, \\ud800 to \\udfff, without its partner); write the whole one",
        ),
        (
            '{"turns": [{"\\udfff": 1, "text": "No."}]}',
            "a key of turns[0] holds half a character (a surrogate, \\ud800 to \\udfff, without its partner); write the whole one",
        ),
        ('{"map": NaN, "turns": []}', "NaN is no number in JSON; write null"),
        (
            '{"map": 1e999, "turns": []}',
            "1e999 is too large a number; write it as a text, in quotation marks",
        ),
        (
            '{"propositions": [{"i": ' + "9" * 5000 + ', "text": "a"}]}',
            "a number has too many digits; write so long an id as a text, in quotation marks",
        ),
        (
            '{"propositions": [{"i": true, "text": "a"}]}',
            "propositions[0] (i true): 'i' is true; write a whole number or a text",
        ),
        ('{"turns": 7}', "'turns' is 7, no list; write a list of objects in square brackets"),
        ('{"turns": ["No."]}', 'turns[0] is "No.", no object; write its keys in curly brackets'),
        (
            '{"turns": [{"text": "No."}, {"speaker": "Ann"}]}',
            "turns[1]: 'text' is missing; write it as a text",
        ),
        (
            '{"turns": [{"speaker": 4, "text": "No."}]}',
            "turns[0]: 'speaker' is 4, no text; write it in quotation marks",
        ),
        (
            '{"propositions": [{"i": 1, "text": "a"}, {"i": 2, "text": ["\\u001b[31m"]}]}',
            "propositions[1] (i 2): 'text' is a list, no text; write it in quotation marks",
        ),
        (
            '{"propositions": [{"i": 1, "text": "a"}, {"i": "1", "text": "b"}]}',
            'propositions[1] (i "1"): its \'i\' is that of propositions[0] too; give each its own (1 and "1" count as one)',
        ),
        (
            '{"turns": [], "people": {"name": "Ann"}}',
            "'people' is an object, no list; write a list of objects in square brackets",
        ),
        ('{"turns": [], "people": [{"aliases": []}]}', "people[0]: 'name' is missing; write it as a text"),
        (
            '{"turns": [], "people": [{"name": "Ann", "aliases": "Annie"}]}',
            "people[0]: 'aliases' is \"Annie\"; write a list of texts",
        ),
        (
            '{"turns": [], "people": [{"name": "Ann", "aliases": ["A", null]}]}',
            "people[0]: 'aliases'[1] is null, no text; write a name",
        ),
        (
            '{"turns": [{"text": "No." "speaker": "Ann"}]}',
            "not JSON at character 27: Expecting ',' delimiter; write each map as one JSON object on one line",
        ),
        (
            "[" * 100_000,
            "nested too deep; a map has lists of objects, and nothing in those but 'aliases'",
        ),
    ],
)
def test_refuses_what_is_no_map_and_says_where_and_what_to_do(line: str, message: str) -> None:
    with pytest.raises(LineError) as caught:
        mined_line(line)

    assert str(caught.value) == message


def test_what_is_shown_of_a_bad_value_does_nothing_to_a_terminal() -> None:
    with pytest.raises(LineError) as caught:
        mined_line('{"turns": ["\\u001b[2J\\u202e' + "x" * 1000 + '"]}')

    assert str(caught.value) == (
        'turns[0] is "\\u001b[2J\\u202e' + "x" * 21 + "..., no object; write its keys in curly brackets"
    )


def test_an_enormous_number_as_an_id_comes_back_whole() -> None:
    line = {"propositions": [{"i": 10**400, "speaker": "Ann", "text": "Critics say that buses are slow."}]}

    assert json.loads(mined_line(json.dumps(line)))["reported"] == {str(10**400): "critics"}


def test_keys_that_are_not_known_are_passed_over_and_told() -> None:
    told: list[str] = []
    line = {"turns": [{"text": "No."}, {"spaeker": "Ann", "text": "No."}, {"spaeker": "Ann", "text": "No."}]}
    mined_line(json.dumps(line), told.append)

    assert told == ['keys that are not known are passed over: "spaeker" of turns (first in turns[1])']


def test_what_is_left_out_of_a_talk_is_counted() -> None:
    told: list[str] = []
    salt = "Road salt eats the paint of every bridge."
    mined_line(json.dumps({"turns": [{"text": f"♪ Over the sea. {salt} {salt}"}]}), told.append)

    assert told == ["Left out: 1 sentence in songs, 1 said just before."]


def test_an_answer_is_one_line_for_every_reader() -> None:
    answer = mined_line(json.dumps({"map": "a\u2028b\x85c", "turns": []}))

    assert answer.splitlines() == ['{"map": "a\\u2028b\\u0085c", "claims": [], "edges": []}']


def test_of_an_endless_unit_the_beginning_is_read() -> None:
    told: list[str] = []
    endless = {"i": "b", "speaker": "Ann", "text": "Critics say that buses are slow, " + "a" * 1_000_000}
    answer = mined_line(json.dumps({"propositions": [endless]}), told.append)

    assert json.loads(answer)["reported"] == {"b": "critics"}
    assert told == ['propositions[0] (i "b"): only its first 2000 characters are read; cut it into several']


def test_thousands_of_people_who_are_not_spoken_of_change_nothing() -> None:
    people = [{"name": f"Given{n} Family{n}", "aliases": [f"nick{n}", "the", "I", ""]} for n in range(4000)]
    line = {"turns": [{"speaker": "Ann", "text": "Nick7 says the bus is slow. I say the tram is slower."}]}
    plain = json.loads(mined_line(json.dumps({**line, "people": [people[7]]})))

    assert json.loads(mined_line(json.dumps({**line, "people": people}))) == plain
    assert [claim.get("reported_source") for claim in plain["claims"]] == ["Given7 Family7", None]


def test_units_without_words_take_part_in_nothing() -> None:
    line = {"propositions": [{"i": 1, "text": "buses are slow"}, {"i": 2, "text": " "}, {"i": 3, "text": ""}]}

    assert json.loads(mined_line(json.dumps(line)))["edges"] == []
