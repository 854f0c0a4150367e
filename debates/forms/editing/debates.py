"""The page that changes a debate, brought together with what others saved of it meanwhile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from debates.models import Claim, Debate, Placement, Section, Side, SideHolder
from debates.revising.beginning import (
    BEGAN,
    Meanwhile,
    Present,
    Watched,
    began_from,
    bring_together,
    present,
)
from debates.revising.changes import revisions_of, rows_at
from transcripts.models import Speaker

ROWS_MOST = 20_000

COLUMNS = {"sides": ("name", "people"), "sections": ("question",), "placements": ("section", "is_main")}
"""The parts of the page, each a list of rows with these fields."""


@dataclass(frozen=True, slots=True)
class Together:
    """What to go on with: the fields as if they had been sent, and what there is to tell."""

    data: Mapping[str, Any]
    here: Present
    meanwhile: Meanwhile | None


def last_revision(debate: Debate) -> Present:
    return present(_watched(debate))


def together(debate: Debate, data: Mapping[str, Any]) -> Together:
    """Bring what was sent together with what others saved since the page was opened.

    Makes five queries, and a dozen more where somebody saved something.
    """
    here, began = last_revision(debate), began_from(data)
    if began is None or began >= here.number:
        return Together(data, here, None)
    theirs = _fields_at(debate, None)
    rows = {part: list(_rows(data, part)) for part in COLUMNS}
    merged, meanwhile = bring_together(
        here, _fields_at(debate, began), theirs, _sent(data, rows), _labels(debate)
    )
    sent = {"question": merged["question"], "summary": merged["summary"], BEGAN: here.number}
    for part, written in rows.items():
        sent.update(_as_sent(part, written, merged, theirs))
    return Together(sent, here, meanwhile)


def _watched(debate: Debate) -> Watched:
    sides = revisions_of(Side).filter(debate_id=debate.pk).order_by().values("pgh_obj_id")
    return [
        (Debate, Q(pgh_obj_id=debate.pk)),
        (Side, Q(debate_id=debate.pk)),
        (SideHolder, Q(side_id__in=sides)),
        (Section, Q(debate_id=debate.pk)),
        (Placement, Q(debate_id=debate.pk)),
    ]


def _fields_at(debate: Debate, number: int | None) -> dict[str, str]:
    """The fields of the whole page after revision `number`, or now: those of a row as `part/row/column`."""
    (row,) = rows_at(Debate, Q(pgh_obj_id=debate.pk), number) or [{}]
    fields = {
        "question": str(row.get("question", "")),
        "summary": str(row.get("summary", "")).replace("\r\n", "\n"),
    }
    people = _people_at(debate, number)
    for side in rows_at(Side, Q(debate_id=debate.pk), number):
        fields[f"sides/{side['id']}/name"] = side["name"]
        fields[f"sides/{side['id']}/people"] = ", ".join(people[side["id"]])
    for section in rows_at(Section, Q(debate_id=debate.pk), number):
        fields[f"sections/{section['id']}/question"] = section["question"]
    for placed in rows_at(Placement, Q(debate_id=debate.pk), number):
        fields[f"placements/{placed['id']}/section"] = str(placed["section_id"] or "")
        fields[f"placements/{placed['id']}/is_main"] = "on" if placed["is_main"] else ""
    return fields


def _people_at(debate: Debate, number: int | None) -> dict[int, list[str]]:
    """Who is on each side, by the side's number."""
    sides = revisions_of(Side).filter(debate_id=debate.pk).order_by().values("pgh_obj_id")
    rows = sorted(rows_at(SideHolder, Q(side_id__in=sides), number), key=lambda row: int(row["id"]))
    speakers = Speaker.objects.in_bulk([row["speaker_id"] for row in rows if row["speaker_id"]])
    people: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        speaker = speakers.get(row["speaker_id"])
        people[row["side_id"]].append(speaker.name if speaker else row["words"])
    return people


def _rows(data: Mapping[str, Any], part: str) -> Iterator[dict[str, str]]:
    """The rows of a part as they were sent."""
    total = str(data.get(f"{part}-TOTAL_FORMS", "0"))
    for index in range(min(int(total), ROWS_MOST) if total.isdecimal() and len(total) < 6 else 0):
        names = (*COLUMNS[part], "id", "DELETE")
        yield {name: str(data.get(f"{part}-{index}-{name}", "")) for name in names}


def _sent(data: Mapping[str, Any], rows: Mapping[str, list[dict[str, str]]]) -> dict[str, str]:
    """The fields of what was sent, but for rows that are new and have no number yet."""
    fields = {
        "question": str(data.get("question", "")),
        "summary": str(data.get("summary", "")).replace("\r\n", "\n"),
    }
    for part, written in rows.items():
        for row in written:
            if row["id"] and not row["DELETE"]:
                fields.update({f"{part}/{row['id']}/{name}": row[name] for name in COLUMNS[part]})
    return fields


def _as_sent(
    part: str, written: list[dict[str, str]], merged: Mapping[str, str], theirs: Mapping[str, str]
) -> dict[str, Any]:
    """The rows of a part as a browser would have sent them: those that are here, then new ones.

    A row that somebody else deleted and that was changed in what was sent comes as a new one.
    """
    here, wanted = _numbers(part, theirs), _numbers(part, merged)
    order = [row["id"] for row in written if row["id"]]
    known = [number for number in dict.fromkeys([*order, *here]) if number in here]
    rows: list[dict[str, Any]] = []
    for number in known:
        source = merged if number in wanted else theirs
        values = {name: source.get(f"{part}/{number}/{name}", "") for name in COLUMNS[part]}
        rows.append({**values, "id": number, **({} if number in wanted else {"DELETE": "on"})})
    lost = [number for number in order if number in wanted and number not in here and part != "placements"]
    new = [{name: merged.get(f"{part}/{number}/{name}", "") for name in COLUMNS[part]} for number in lost]
    new += [{name: row[name] for name in COLUMNS[part]} for row in written if not row["id"]]
    fields: dict[str, Any] = {f"{part}-TOTAL_FORMS": len(rows) + len(new), f"{part}-INITIAL_FORMS": len(rows)}
    for index, row in enumerate([*rows, *new]):
        # An unticked box is sent by leaving it out.
        fields.update(
            {f"{part}-{index}-{name}": value for name, value in row.items() if name != "is_main" or value}
        )
    return fields


def _numbers(part: str, fields: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(name.split("/")[1] for name in fields if name.startswith(f"{part}/")))


def _labels(debate: Debate) -> dict[str, str]:
    """What the page calls each field in which two people may disagree."""
    labels = {"question": "Question", "summary": "Summary"}
    for number, name in _named(Side, "name", debate):
        labels |= {
            f"sides/{number}/name": f"Side “{name}”: name",
            f"sides/{number}/people": f"Side “{name}”: people",
        }
    for number, name in _named(Section, "question", debate):
        labels[f"sections/{number}/question"] = f"Section “{name}”"
    placed = dict(revisions_of(Placement).filter(debate_id=debate.pk).values_list("pgh_obj_id", "claim_id"))
    texts = dict(Claim.objects.filter(pk__in=placed.values()).values_list("pk", "text"))
    for number, claim in placed.items():
        name = texts.get(claim, "a claim that was deleted")
        labels |= {
            f"placements/{number}/section": f"Section of “{name}” (by number)",
            f"placements/{number}/is_main": f"“{name}” as a main claim",
        }
    return labels


def _named(table: type[Side | Section], column: str, debate: Debate) -> list[tuple[int, str]]:
    return list(revisions_of(table).filter(debate_id=debate.pk).values_list("pgh_obj_id", column))
