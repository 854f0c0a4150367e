"""What a browser posts from the page that makes or changes a debate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import HttpResponse

from debates.models import Debate, Placement, Section, Side
from tests.pages import main


def posted(
    question: str = "Is it so?",
    summary: str = "",
    *,
    sides: Iterable[Mapping[str, object]] = (),
    sections: Iterable[Mapping[str, object]] = (),
    placements: Iterable[Mapping[str, object]] = (),
) -> dict[str, object]:
    """Return the fields of the whole form; rows with an `id` are those that were on the page before."""
    data: dict[str, object] = {"question": question, "summary": summary}
    for prefix, rows in (("sides", sides), ("sections", sections), ("placements", placements)):
        data.update(_rows(prefix, list(rows)))
    return data


def _rows(prefix: str, rows: list[Mapping[str, object]]) -> dict[str, object]:
    known = sum("id" in row for row in rows)
    data: dict[str, object] = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": known}
    for number, row in enumerate(rows):
        data.update({f"{prefix}-{number}-{name}": value for name, value in row.items()})
    return data


def side(side: Side, **changes: object) -> dict[str, object]:
    people = ", ".join(str(holder) for holder in side.holders.order_by("pk"))
    return {"id": side.pk, "name": side.name, "people": people, **changes}


def section(section: Section, **changes: object) -> dict[str, object]:
    return {"id": section.pk, "question": section.question, **changes}


def placement(placement: Placement, **changes: object) -> dict[str, object]:
    kept = {"is_main": "on"} if placement.is_main else {}
    return {"id": placement.pk, "section": placement.section_id or "", **kept, **changes}


def unchanged(debate: Debate) -> dict[str, object]:
    """Return what is posted where nothing is changed."""
    return posted(
        debate.question,
        debate.summary,
        sides=[side(each) for each in debate.sides.in_order()],
        sections=[section(each) for each in debate.sections.in_order()],
        placements=[placement(each) for each in debate.placements.in_order()],
    )


def filled_in(response: HttpResponse) -> dict[str, str]:
    """Return what a browser would post from this page as it stands."""
    page = main(response)
    values: dict[str, str] = {}
    for field in page.all("input"):
        kind = field.attributes.get("type")
        if kind != "checkbox" or "checked" in field.attributes:
            values[field.attributes["name"]] = field.attributes.get(
                "value", "on" if kind == "checkbox" else ""
            )
    for area in page.all("textarea"):
        values[area.attributes["name"]] = "".join(str(each) for each in area.inside).removeprefix("\n")
    for select in page.all("select"):
        chosen = [option for option in select.all("option") if "selected" in option.attributes]
        values[select.attributes["name"]] = chosen[0].attributes["value"] if chosen else ""
    values.pop("csrfmiddlewaretoken", None)
    return values
