"""Where the dialogues lie, and what must hold between their parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.corpus.dialogue import Dialogue, FormatError, Label, Unit, parse

FOLDER = Path(__file__).parent / "dialogues"
_LONGEST_UNIT = 60  # words


def load(folder: Path = FOLDER) -> list[Dialogue]:
    """All dialogues, by file name. Raises `FormatError` naming file and line where one is broken."""
    dialogues, problems = read(folder)
    if problems:
        raise FormatError(problems[0])
    return dialogues


def read(folder: Path) -> tuple[list[Dialogue], list[str]]:
    """The dialogues that can be read, and what is wrong with the others: "file, line N: what"."""
    dialogues, problems = [], []
    for path in sorted(folder.glob("*.txt")):
        try:
            dialogues.append(parse(path.stem, path.read_text(encoding="utf-8")))
        except (FormatError, UnicodeDecodeError) as error:
            problems.append(f"{path.name}, {error}")
    return dialogues, problems


def problems_of(dialogues: Sequence[Dialogue]) -> list[str]:
    """What does not hold together: "file, line N: what"."""
    shelf = {dialogue.id: dialogue for dialogue in dialogues}
    return [
        f"{dialogue.id}.txt, {problem}"
        for dialogue in dialogues
        for problem in (*_of_units(dialogue), *_of_relations(dialogue, shelf))
    ]


def _of_units(dialogue: Dialogue) -> Iterator[str]:
    voices = {turn.speaker for turn in dialogue.turns}
    spellings = {alias for aliases in dialogue.people.values() for alias in aliases}
    for wanted, unit in enumerate(dialogue.units, start=1):
        if unit.id != wanted:
            yield f"line {unit.line}: unit {unit.id} should be {wanted}: units are numbered in order from 1"
            return
        yield from _of_unit(dialogue, unit, spellings)
    for voice in sorted(voices & spellings):
        yield f"line 1: {voice} speaks, so it is a name, not another spelling of one"


def _of_unit(dialogue: Dialogue, unit: Unit, spellings: set[str]) -> Iterator[str]:
    voice = dialogue.turns[unit.turn].speaker
    if (unit.kind == "question") != (unit.stance == "asks"):
        yield f"line {unit.line}: unit {unit.id}: questions ask, and nothing else does"
    if unit.stance != "reports" and unit.holder != voice:
        yield f"line {unit.line}: unit {unit.id}: what another holds is reported"
    if unit.stance == "reports" and unit.holder == voice:
        yield f"line {unit.line}: unit {unit.id} reports without naming whose view: write @holder"
    if unit.holder in spellings:
        yield f"line {unit.line}: unit {unit.id}: write the holder {unit.holder!r} by the full name"
    if len(unit.text.split()) > _LONGEST_UNIT:
        yield f"line {unit.line}: unit {unit.id} has more than {_LONGEST_UNIT} words: split it"


def _of_relations(dialogue: Dialogue, shelf: dict[str, Dialogue]) -> Iterator[str]:
    pairs = {(relation.source, relation.target) for relation in dialogue.relations if not relation.dialogue}
    times = Counter((one.source, one.dialogue, one.target, one.onto) for one in dialogue.relations)
    kinds = {unit.id: unit.kind for unit in dialogue.units}
    for one in dialogue.relations:
        where = f"line {one.line}: unit {one.source}"
        there = shelf.get(one.dialogue or dialogue.id)
        if there is None:
            yield f"{where} names the dialogue {one.dialogue!r}, which is not there"
            continue
        if there.split != dialogue.split:
            yield f"{where} names the dialogue {there.id!r} of another split"
        if one.target not in {unit.id for unit in there.units}:
            yield f"{where} names unit {one.target}, which is not there"
        elif one.target == one.source and there is dialogue:
            yield f"{where} bears on itself"
        elif one.label is Label.ANSWER and there is dialogue and kinds[one.target] != "question":
            yield f"{where} answers unit {one.target}, which is no question"
        if one.onto is not None and (one.target, one.onto) not in pairs:
            yield f"{where} undercuts a relation that is not there: {one.target}-{one.onto}"
        if times[one.source, one.dialogue, one.target, one.onto] > 1:
            yield f"{where} bears on unit {one.target} twice"


def counts(dialogues: Sequence[Dialogue]) -> list[str]:
    """What the corpus holds, a line a split."""
    lines = []
    for split in ("train", "dev", "test"):
        here = [dialogue for dialogue in dialogues if dialogue.split == split]
        units = [unit for dialogue in here for unit in dialogue.units]
        labels = Counter(str(one.label) for dialogue in here for one in dialogue.relations)
        reported = sum(unit.stance == "reports" for unit in units)
        relations = ", ".join(f"{count} {label}" for label, count in sorted(labels.items()))
        lines.append(
            f"{split}: {len(here)} dialogues, {len(units)} units ({reported} reported), "
            f"{labels.total()} relations ({relations or 'none'})"
        )
    return lines


def shape(dialogues: Sequence[Dialogue]) -> list[str]:
    """How the corpus lies to what the guidelines ask of it as a whole, a line a share."""
    found: Counter[str] = Counter()
    for dialogue in dialogues:
        voices = {unit.id: (dialogue.turns[unit.turn].speaker, unit) for unit in dialogue.units}
        for one in dialogue.relations:
            if one.dialogue or one.onto is not None or one.label is Label.ANSWER:
                continue
            (here, source), (there, target) = voices[one.source], voices[one.target]
            found["all"] += 1
            found["same voice"] += here == there
            found["neighbours"] += abs(one.source - one.target) == 1
            found[str(one.label)] += 1
            found["support, reason first"] += one.label is Label.SUPPORT and source.id < target.id
    return [
        _share("links within one voice", found["same voice"], found["all"], "85 to 90"),
        _share("links between neighbours", found["neighbours"], found["all"], "60"),
        _share("attacks", found["attack"], found["all"], "12 to 25"),
        _share("restatements", found["rephrase"], found["all"], "20 to 35"),
        _share(
            "reasons that stand before their point", found["support, reason first"], found["support"], "50"
        ),
    ]


def _share(what: str, part: int, whole: int, wanted: str) -> str:
    return f"{what}: {100 * part / max(1, whole):.0f} % (asked for: {wanted} %)"
