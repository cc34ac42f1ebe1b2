"""What a filled workbook says, what it would change, and what is wrong with it: nothing is written here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from chungtay.models import Report
from chungtay.rules.amounts import Amount
from chungtay.rules.messages import Message
from chungtay.rules.reports import LineState
from chungtay.rules.workbooks import (
    Answer,
    Answers,
    Grid,
    Known,
    Reading,
    Remark,
    SheetMap,
    SheetReader,
    Stamp,
    Table,
    Unit,
    answers_of,
    looked_at,
    own_sheet,
    shape_of,
    stamp_of,
)

from .forms import SaidSoFar, said_so_far

Remembered = Callable[[str], SheetMap | None]  # what was said of a sheet of this shape
SHOWN = 300  # faults, notes and changes that a page lists; all are counted


@dataclass
class Read:
    """A workbook that was read for one round."""

    reading: Reading = field(default_factory=Reading)
    answers: Answers = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)  # unit → key → words
    mapping: SheetMap = SheetMap()
    table: Table | None = None  # the one whose columns a person may name
    shape: str = ""
    is_own: bool = False


@dataclass(frozen=True)
class Change:
    """What one line of one unit would say instead."""

    unit: str
    number: int
    before: Answer
    after: Answer


@dataclass
class Preview:
    """What comes of a reading, set beside what the reports hold."""

    read: Read
    known: Known
    changes: list[Change]
    texts: dict[str, dict[str, str]]  # unit → key → words that are new

    @property
    def changed(self) -> set[str]:
        return {change.unit for change in self.changes} | self.texts.keys()


def read_workbook(
    grids: Sequence[Grid],
    known: Known,
    stamp: Stamp,
    *,
    remembered: Remembered = lambda shape: None,
    unit: str = "",
) -> Read:
    """By the keys of our own workbook; else as somebody said of such heads, or as it seems to be meant.

    `unit`: whose sheet it is, where its rows name none.
    """
    read = Read()
    if any(stamp_of(grid) for grid in grids):
        read.is_own = True
        _read_own(read, grids, known, stamp)
    else:
        _read_foreign(read, [grid for grid in grids if not grid.is_hidden], known, remembered, unit)
    read.answers = answers_of(read.reading, known)
    return read


def preview_of(read: Read, known: Known, reports: Iterable[Report]) -> Preview:
    by_key = {str(report.pk): report for report in reports}
    named = read.answers.keys() | read.texts.keys()
    held = said_so_far([by_key[key] for key in named if key in by_key])
    changes = [
        Change(key, number, before, after)
        for key, answers in read.answers.items()
        for number, after in sorted(answers.items())
        if not _same(before := _held(held[UUID(key)], number), after)
    ]
    texts = {}
    for key, words in read.texts.items():
        if key in by_key:
            kept = held[UUID(key)].texts
            new = {name: text for name, text in words.items() if text != kept.get(name, "")}
            if new:
                texts[key] = new
    return Preview(read, known, changes, texts)


def _read_own(read: Read, grids: Sequence[Grid], known: Known, stamp: Stamp) -> None:
    for grid in grids:
        sheet = own_sheet(grid, known)
        if sheet is None:
            continue
        found = sheet.stamp
        if (found.form, found.first_on, found.last_on) != (stamp.form, stamp.first_on, stamp.last_on):
            text = "This sheet is of another form or period than the one before. Bring it by itself."
            read.reading.faults.append(Remark(grid.name, "", Message(text)))
            continue
        unit = sheet.unit(known)
        if found.unit and unit is None:
            text = "This sheet is of a unit whose report you may not write, or that is not asked any more."
            read.reading.faults.append(Remark(grid.name, "", Message(text)))
            continue
        SheetReader(sheet.table, sheet.mapping, known, unit).add_to(read.reading)
        read.texts |= {key: words for key, words in sheet.texts.items() if words}


def _read_foreign(read: Read, grids: Sequence[Grid], known: Known, remembered: Remembered, unit: str) -> None:
    """All sheets that have the same heads as the one that says most; the others are named, not read."""
    tables = [found for grid in grids if (found := looked_at(grid, known))]
    if not tables:
        text = "No table was found. It needs a row of heads, and below it a row for each unit or line."
        read.reading.faults.append(Remark(grids[0].name if grids else "", "", Message(text)))
        return
    read.table, guessed = max(tables, key=lambda one: len(set(one[1].columns.values())))
    read.shape = _shape(read.table)
    read.mapping = remembered(read.shape) or guessed
    for table, _ in tables:
        if _shape(table) == read.shape:
            whose = _whose(table, known, unit)
            SheetReader(table, read.mapping, known, whose).add_to(read.reading)
        else:
            text = "This sheet was not read: its heads are not those of “%(sheet)s”."
            values = {"sheet": read.table.grid.name}
            read.reading.notes.append(Remark(table.grid.name, "", Message(text, values)))


def _shape(table: Table) -> str:
    return shape_of(table.heads, is_turned=table.grid.is_turned)


def _whose(table: Table, known: Known, unit: str) -> Unit | None:
    """The unit of a sheet whose rows name none: the chosen one, the one that its tab names, or the only one asked."""
    chosen = next((one for one in known.units if one.key == unit), None)
    named = known.units_called(table.grid.name)
    if chosen or len(named) == 1:
        return chosen or named[0]
    return known.units[0] if len(known.units) == 1 else None


def _held(said: SaidSoFar, number: int) -> Answer:
    """What a report holds, as an answer."""
    total = said.cells.get(f"{number}")
    mark = said.marks.get(number, "")
    if mark == LineState.NOT_APPLICABLE:
        return Answer(LineState.NOT_APPLICABLE)
    lead = f"{number}."
    cells = {key[len(lead) :]: amount for key, amount in said.cells.items() if key.startswith(lead)}
    if total is None:
        return Answer()
    answer = Answer(LineState.GIVEN, total, cells=cells)
    return answer if not mark else Answer(LineState.GIVEN, total, type(answer.qualifier)(mark), cells)


def _same(before: Answer, after: Answer) -> bool:
    return (before.state, before.total, before.qualifier, before.cells) == (
        after.state, after.total, after.qualifier, after.cells
    )  # fmt: skip


def told(preview: Preview) -> dict[str, Any]:
    """As it is kept beside the file, for the page to show: all is counted, the first of it listed."""
    read, reading = preview.read, preview.read.reading
    names = {unit.key: unit.name for unit in preview.known.units}
    return {
        "is_own": read.is_own,
        "rows": reading.rows,
        "units": [[key, names[key]] for key in read.answers if key in names],
        "changed": len(preview.changed),
        "changes": [_told_change(change, names) for change in preview.changes[:SHOWN]],
        "all_changes": len(preview.changes),
        "texts": [
            [names[key], name, text] for key, new in preview.texts.items() for name, text in new.items()
        ][:SHOWN],
        "faults": [told_remark(fault) for fault in reading.faults[:SHOWN]],
        "all_faults": len(reading.faults),
        "notes": [told_remark(note) for note in reading.notes[:SHOWN]],
        "columns": _columns(read),
        "mapping": read.mapping.told() if read.table else None,
        "strange_units": reading.strange_units,
        "strange_lines": reading.strange_lines,
    }


def told_remark(remark: Remark) -> list[Any]:
    """A message without its kinds of values: amounts and days are told apart by what they stand in."""
    return [
        remark.sheet,
        remark.at,
        remark.message.text,
        {k: _value(v) for k, v in remark.message.values.items()},
    ]


def remark_of(told: Sequence[Any]) -> Remark:
    sheet, at, text, values = told
    return Remark(sheet, at, Message(text, {name: _kept(value) for name, value in values.items()}))


def _columns(read: Read) -> list[list[Any]]:
    if read.table is None:
        return []
    targets: Mapping[str, str] = read.mapping.columns
    return [
        [head, targets.get(head, ""), read.table.examples(at)]
        for at, head in enumerate(read.table.heads)
        if head and (read.table.examples(at) or targets.get(head))
    ]


def _told_change(change: Change, names: Mapping[str, str]) -> list[Any]:
    return [names[change.unit], change.number, _told_answer(change.before), _told_answer(change.after)]


def _told_answer(answer: Answer) -> list[Any]:
    return [str(answer.state), answer.total, str(answer.qualifier), answer.cells]


def _value(value: object) -> Any:
    if isinstance(value, Amount):
        return {"amount": int(value)}
    return (
        {"day": value.isoformat()}
        if isinstance(value, date)
        else value
        if isinstance(value, int)
        else str(value)
    )


def _kept(value: Any) -> Any:
    if isinstance(value, dict):
        return Amount(value["amount"]) if "amount" in value else date.fromisoformat(value["day"])
    return value
