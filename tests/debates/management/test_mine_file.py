"""`manage.py mine_file`."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

_BUS = '{"map": "bus", "propositions": [{"i": 0, "speaker": "Ann", "text": "Critics say buses are slow"}]}\n'


def test_answers_each_map_with_one_line(tmp_path: Path) -> None:
    source, answers = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(_BUS + "\n" + '{"map": "rain", "turns": []}\n')

    call_command("mine_file", str(source), str(answers))

    assert [json.loads(line) for line in answers.read_text().splitlines()] == [
        {"map": "bus", "edges": [], "reported": {"0": "critics"}},
        {"map": "rain", "claims": [], "edges": []},
    ]


def test_refuses_bad_lines_by_their_number_and_answers_the_others(tmp_path: Path) -> None:
    source, answers, errors = tmp_path / "in.jsonl", tmp_path / "out.jsonl", io.StringIO()
    source.write_bytes(b"nonsense\n" + _BUS.encode() + b"\xff\xfe\n")

    with pytest.raises(CommandError, match="2 lines were refused; the others are answered"):
        call_command("mine_file", str(source), str(answers), stderr=errors)

    assert [json.loads(line)["map"] for line in answers.read_text().splitlines()] == ["bus"]
    assert [line.split(":")[0] for line in errors.getvalue().splitlines()] == ["line 1", "line 3"]


def test_says_which_file_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"absent\.jsonl: No such file or directory"):
        call_command("mine_file", str(tmp_path / "absent.jsonl"), str(tmp_path / "out.jsonl"))


def test_never_writes_over_the_maps_it_reads(tmp_path: Path) -> None:
    source = tmp_path / "maps.jsonl"
    source.write_text(_BUS)

    with pytest.raises(CommandError, match="give the answers a file of their own"):
        call_command("mine_file", str(source), str(source))

    assert source.read_text() == _BUS


def test_answers_get_their_name_only_once_they_are_whole(tmp_path: Path) -> None:
    source, answers = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(_BUS)
    answers.write_text("answers of before\n")

    call_command("mine_file", str(source), str(answers))

    assert json.loads(answers.read_text())["map"] == "bus"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_says_which_line_is_in_another_language_and_suggests_nothing_from_it(tmp_path: Path) -> None:
    source, answers, errors = tmp_path / "in.jsonl", tmp_path / "out.jsonl", io.StringIO()
    text = "Los ríos del sur se secan cada verano porque el riego se lleva toda el agua."
    source.write_text(_BUS + json.dumps({"map": "ríos", "turns": [{"speaker": "Ana", "text": text}]}))

    call_command("mine_file", str(source), str(answers), stderr=errors)

    assert json.loads(answers.read_text().splitlines()[1]) == {"map": "ríos", "claims": [], "edges": []}
    assert errors.getvalue() == (
        "line 2: Left out: 1 sentence not in English, the one language that is read.\n"
    )
