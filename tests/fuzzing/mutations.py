"""What goes wrong with files: bytes, lines, numbers, encodings, pieces of other files. All drawn from one generator."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Sequence
from typing import Any

LONGEST = 400_000
"""Bytes of the longest file that is made."""

_PIECES = (
    *(
        b"\0",
        b"\xff",
        b"\xc3",
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
        b"\xfe\xff",
        b"\x85",
        b"\xe2\x80\xa8",
        b"\xe2\x80\xae",
    ),
    *(
        b"\r",
        b"\n",
        b"\r\n",
        b"\n\n",
        b"\t",
        b"\x0b",
        b"\x0c",
        b"\x1b$B",
        b" ",
        b"-->",
        b" --> ",
        b"<v Ann>",
        b"</v>",
        b"<v ",
        b"<",
    ),
    *(
        b">",
        b"&",
        b"&amp;",
        b"&#0;",
        b"&#99999999999;",
        b"&#x",
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"]]>",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    ),
    *(
        b"WEBVTT\n\n",
        b"NOTE ",
        b"STYLE\n",
        b"X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n",
        b"00:00:01.000",
        b"00:01",
        b"99:99:99.999",
    ),
    *(
        b"-00:01",
        b"1e999",
        b"-1",
        b"NaN",
        b"Infinity",
        b"null",
        b"true",
        b"{}",
        b"[]",
        b"[",
        b"{",
        b'"',
        b"'",
        b",",
        b":",
        b"\\",
        b"\\ud800",
    ),
    *(
        b"\\u0000",
        b"9" * 400,
        b"(" * 200,
        b"[" * 200,
        b"<p>" * 50,
        b"Ann: ",
        b">> ANN: ",
        b"[SPEAKER_00]: ",
        b"- ",
        b"**Ann:** ",
        b"[00:10] ",
    ),
    *(
        b"SPEAKER x 1 0.0 1.0 <NA> <NA> A <NA> <NA>\n",
        b"0:00:01.000,0:00:02.000\n",
        b"# ",
        b"---\n",
        b"\xd9\xa3\xd9\xa4",
        b"\xf0\x9f\x90\x9d",
    ),
)
_VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1e308,
        10**400,
        0.5,
        "",
        " ",
        "x",
        "00:00:01,000",
        "1.5s",
        "\0",
        "\ud800",
        "NaN",
        [],
        {},
    ),
    *([[]], [{}], {"": 0}, {"seconds": "1", "nanos": -1}, "A" * 500, "<i>x</i>", "\u202eAnn"),
)
_NUMBER = re.compile(rb"[0-9]+")
_ENCODINGS = (
    "utf-16",
    "utf-16-le",
    "utf-32",
    "cp1252",
    "koi8-r",
    "shift_jis",
    "iso2022_jp",
    "utf-7",
    "cp037",
)


def mutated(source: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """`source` with one to six things gone wrong with it; in one case of eight as a tree of JSON, where it is one."""
    data = source
    if chance.random() < 0.25 and (changed := _as_json(data, chance)) is not None:
        data = changed
        if chance.random() < 0.7:
            return data[:LONGEST]
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        data = chance.choice(_MUTATIONS)(data, others, chance)[:LONGEST]
    return data


def _span(data: bytes, chance: random.Random, most: int = 300) -> tuple[int, int]:
    begin = chance.randrange(len(data) + 1)
    return begin, min(len(data), begin + chance.choice((0, 1, 2, 10, chance.randint(0, most))))


def _insert(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    begin, end = _span(data, chance, 20)
    piece = chance.choice(_PIECES) * chance.choice((1, 1, 1, 2, 40))
    return data[:begin] + piece + data[end:]


def _flip(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 4, 40))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _delete(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    begin, end = _span(data, chance, 2_000)
    return data[:begin] + data[end:]


def _repeat(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    begin, end = _span(data, chance, 400)
    return data[:end] + data[begin:end] * chance.choice((1, 1, 2, 10, 300)) + data[end:]


def _truncate(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    return (
        data[: chance.randrange(len(data) + 1)]
        if chance.random() < 0.8
        else data[chance.randrange(len(data) + 1) :]
    )


def _splice(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    other = chance.choice(others)
    begin, end = _span(other, chance, 4_000)
    place = chance.randrange(len(data) + 1)
    return data[:place] + other[begin:end] + data[place:]


def _lines(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Lines exchanged, lost, said twice, joined, indented or shuffled."""
    lines = data.split(b"\n")
    index = chance.randrange(len(lines))
    other = chance.randrange(len(lines))
    match chance.randrange(7):
        case 0:
            lines[index], lines[other] = lines[other], lines[index]
        case 1:
            del lines[index]
        case 2:
            lines[index:index] = [lines[other]] * chance.choice((1, 2, 50))
        case 3:
            lines[index : index + 2] = [b"".join(lines[index : index + 2])]
        case 4:
            lines[index] = b" " * chance.choice((1, 4, 40)) + lines[index]
        case 5:
            begin = index
            part = lines[begin : begin + 20]
            chance.shuffle(part)
            lines[begin : begin + 20] = part
        case _:
            lines = (
                [line for line in lines if line.strip()]
                if chance.random() < 0.5
                else [part for line in lines for part in (line, b"")]
            )
    return b"\n".join(lines)


def _numbers(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Some of the numbers become others."""
    share = chance.choice((0.01, 0.1, 1.0))

    def other(match: re.Match[bytes]) -> bytes:
        if chance.random() > share:
            return match[0]
        return chance.choice(
            (
                b"",
                b"0",
                b"00",
                b"7",
                b"60",
                b"99",
                b"-1",
                b"1" * 12,
                b"9" * 30,
                match[0] + b".5",
                match[0][::-1],
            )
        )

    return _NUMBER.sub(other, data, count=5_000)


def _whole(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Something that a program does to a whole file."""
    text = data.decode("utf-8", errors="replace")
    match chance.randrange(8):
        case 0:
            return text.encode(chance.choice(_ENCODINGS), errors="replace")
        case 1:
            return data.replace(b"\n", chance.choice((b"\r", b"\r\n", b"\n\n", b"", b" ")))
        case 2:
            return data.replace(b" ", chance.choice((b"", b"  ", b"\xc2\xa0", b"\t")))
        case 3:
            return text.upper().encode() if chance.random() < 0.5 else text.lower().encode()
        case 4:
            return data.replace(b":", chance.choice((b"", b";", b"\xef\xbc\x9a")))
        case 5:
            return text.encode().decode("latin-1").encode()  # read in one encoding and written in another
        case 6:
            return chance.choice((b"\xef\xbb\xbf", b"\n\n", b"// ", b"<pre>", b"```\n")) + data
        case _:
            return data.replace(b"<", b"&lt;") if chance.random() < 0.5 else data.replace(b'"', b"'")


_Mutation = Callable[[bytes, Sequence[bytes], random.Random], bytes]
_MUTATIONS: tuple[_Mutation, ...] = (
    _insert,
    _insert,
    _flip,
    _delete,
    _repeat,
    _truncate,
    _splice,
    _lines,
    _lines,
    _numbers,
    _whole,
)


def _as_json(data: bytes, chance: random.Random) -> bytes | None:
    """The document with some of its values or keys changed, or None where it is no JSON."""
    if data.lstrip()[:1] not in (b"{", b"["):
        return None
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return None
    places = list(_places(document))
    for _ in range(chance.choice((1, 2, 5, 20))):
        if places:
            _change(*chance.choice(places), chance)
    indent = chance.choice((None, 1))
    return json.dumps(document, indent=indent, ensure_ascii=chance.random() < 0.5).encode(
        errors="surrogatepass"
    )


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Each container with a key or index of it, the first few thousand."""
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting and len(found) < 5_000:
        each = waiting.pop()
        keys = list(each) if isinstance(each, dict) else range(len(each)) if isinstance(each, list) else ()
        found += [(each, key) for key in keys]
        waiting += [each[key] for key in keys]
    return found


def _change(container: Any, key: Any, chance: random.Random) -> None:
    if (isinstance(container, dict) and key not in container) or (
        isinstance(container, list) and key >= len(container)
    ):
        return
    match chance.randrange(5):
        case 0 | 1:
            container[key] = chance.choice(_VALUES)
        case 2:
            del container[key]
        case 3:
            if isinstance(container, dict):
                container[
                    chance.choice(("text", "start", "end", "speaker", "words", "results", "", str(key) * 3))
                ] = container.pop(key)
            else:
                container.insert(key, container[chance.randrange(len(container))])
        case _:
            container[key] = [container[key]] if chance.random() < 0.5 else {"value": container[key]}
