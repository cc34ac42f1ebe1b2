"""A text as a page shows it: rows in groups, each with its words, what became of it, and perhaps its form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from chungtay.answers.sentences import said
from chungtay.rules.messages import Message
from chungtay.rules.versions import (
    FIELDS,
    Body,
    Change,
    Conflict,
    Fate,
    Field,
    Passage,
    Row,
    RowKind,
    Shape,
    Value,
    passages,
)
from chungtay.screens.tags import page_language

from .forms import RowForm
from .words import (
    ADD_WORDS,
    FATE_WORDS,
    GROUP_WORDS,
    Things,
    Words,
    field_word,
    language_of,
    row_word,
    value_word,
)

TEXTS = (Shape.TEXT, Shape.LINE)
IN_LABEL = {(RowKind.SEAT, "organisation"), (RowKind.TARGET, "indicator"), (RowKind.PHASE, "name")}
HEADINGS = {"name", "text"}  # the words by which a row is known stand first and without a label


@dataclass(frozen=True)
class SaidField:
    """What a field says: in one way, or in each language that has words for it."""

    name: str
    label: str
    words: list[tuple[str, str]]  # language ("" for what is no text) and words
    lacks: list[str] = field(default_factory=list)  # languages without words

    @property
    def is_heading(self) -> bool:
        return self.name in HEADINGS

    @property
    def is_text(self) -> bool:
        """Words of the text itself; a day, a number or a body stands in one line with the others."""
        return bool(self.words[0][0])


@dataclass
class ShownRow:
    row: Row
    label: str
    depth: int
    fields: list[SaidField]
    fate: tuple[str, Words] | None = None
    form: RowForm | None = None
    is_open: bool = False
    faults: list[str] = field(default_factory=list)
    adding: RowForm | None = None

    @property
    def texts(self) -> list[SaidField]:
        return [one for one in self.fields if one.is_text]

    @property
    def facts(self) -> list[SaidField]:
        return [one for one in self.fields if not one.is_text]

    @property
    def adds(self) -> RowKind | None:
        return ADDED_UNDER.get(self.row.kind)

    @property
    def add(self) -> Words:
        return ADD_WORDS[self.adds] if self.adds else ""


@dataclass
class Group:
    """All of one kind that stands directly under the whole, each with what stands under it."""

    kind: RowKind
    title: Words
    rows: list[ShownRow]
    add: Words = ""  # what the link says that adds one more
    adding: RowForm | None = None


def groups_of(rows: list[ShownRow]) -> list[Group]:
    """The whole first, then sides and phases, or contents; a group without rows still stands, to be filled."""
    top = rows[0].row.kind
    kinds = [top, RowKind.CONTENT] if top is RowKind.PLAN else [top, RowKind.SEAT, RowKind.PHASE]
    found = {kind: Group(kind, GROUP_WORDS[kind], [], ADD_WORDS.get(kind, "")) for kind in kinds}
    place = top
    for shown in rows:
        place = shown.row.kind if shown.depth < 2 and shown.row.kind in found else place
        found[place].rows.append(shown)
    return list(found.values())


def shown_rows(body: Body, things: Things, changes: Mapping[str, Change]) -> list[ShownRow]:
    depths: dict[str, int] = {}
    rows = []
    for row in body.rows:
        depths[row.key] = depths.get(row.under, -1) + 1
        change = changes.get(row.key)
        rows.append(
            ShownRow(
                row, row_word(row, things), depths[row.key], list(said_fields(row, things)),
                FATE_WORDS[change.fate] if change else None,
            )
        )  # fmt: skip
    return rows


def said_fields(row: Row, things: Things) -> Iterator[SaidField]:
    for one in FIELDS[row.kind]:
        if (row.kind, one.name) in IN_LABEL:
            continue
        label = field_word(one.name)
        if not one.is_said_thrice:
            words = value_word(one, row.get(one.name), things)
            if words and not (one.name == "currency" and not row.get("budget")):
                yield SaidField(one.name, label, [("vi" if one.shape in TEXTS else "", words)])
        elif any(row.get(name) for name in one.names):
            told = [(language_of(name), row.text(name)) for name in one.names]
            yield SaidField(
                one.name, label, [two for two in told if two[1]], [two[0] for two in told if not two[1]]
            )


def with_faults(rows: list[ShownRow], faults: list[Message]) -> list[Message]:
    """Lay each fault beside its row; what is left speaks of the whole, or of a row that is not there."""
    by_key = {shown.row.key: shown for shown in rows}
    rest = []
    for fault in faults:
        shown = by_key.get(fault.where.split(".")[0])
        if shown and fault.where:
            shown.faults.append(said(fault))
        else:
            rest.append(fault)
    return rest


# What is added under a row; the rest is added to its group.
ADDED_UNDER = {
    RowKind.PHASE: RowKind.COMMITMENT,
    RowKind.COMMITMENT: RowKind.TARGET,
    RowKind.CONTENT: RowKind.TARGET,
}


# A difference


@dataclass(frozen=True)
class ShownField:
    label: str
    language: str
    passages: list[Passage]


@dataclass(frozen=True)
class ShownChange:
    change: Change
    above: str  # what the row stands under, unless that is the whole
    label: str
    fate: tuple[str, Words]
    fields: list[ShownField]

    @property
    def texts(self) -> list[ShownField]:
        return [one for one in self.fields if one.language]

    @property
    def facts(self) -> list[ShownField]:
        return [one for one in self.fields if not one.language]


def shown_change(change: Change, things: Things, places: Mapping[str, str]) -> ShownChange:
    """`places`: the labels of the rows under which something may stand."""
    fields = list(changed_fields(change, things, places))
    above = places.get(change.row.under, "") if change.kind in (RowKind.COMMITMENT, RowKind.TARGET) else ""
    return ShownChange(change, above, row_word(change.row, things), FATE_WORDS[change.fate], fields)


def changed_fields(change: Change, things: Things, places: Mapping[str, str]) -> Iterator[ShownField]:
    """Of a new row all that it says, of one that is gone all that it said."""
    if change.fate in (Fate.ADDED, Fate.DROPPED):
        for one in FIELDS[change.kind]:
            for name in one.names:
                words = value_word(one, change.row.get(name), things)
                if (change.kind, name) in IN_LABEL:
                    continue
                old, new = ("", words) if change.fate is Fate.ADDED else (words, "")
                if words:
                    yield ShownField(field_word(name), tongue(one, name), [Passage(old, new)])
        return
    known = {name: one for one in FIELDS[change.kind] for name in one.names}
    for told in change.fields:
        if told.field in known:
            one = known[told.field]
            old, new = (value_word(one, value, things) for value in (told.old, told.new))
            parts = passages(old, new) if one.shape in TEXTS else [Passage(old, new)]
            yield ShownField(field_word(told.field), tongue(one, told.field), parts)
        else:
            old, new = (placed(value, places) for value in (told.old, told.new))
            yield ShownField(field_word(told.field), "", [Passage(old, new)])


def tongue(one: Field, name: str) -> str:
    """The language of the words, where they are words of the text."""
    return language_of(name) if one.shape in TEXTS else ""


def placed(value: Value | None, places: Mapping[str, str]) -> str:
    return places.get(str(value), str(value)) if value is not None else ""


# Bringing up to date


@dataclass(frozen=True)
class ShownConflict:
    """Two wordings of one thing, or a row that one side took out."""

    conflict: Conflict
    label: str
    field: str
    language: str
    theirs: str
    ours: str


def shown_conflict(conflict: Conflict, row: Row, things: Things, places: Mapping[str, str]) -> ShownConflict:
    known = {name: one for one in FIELDS[conflict.kind] for name in one.names}
    one = known.get(conflict.field)
    told = [
        value_word(one, value, things) if one else placed(value, places)
        for value in (conflict.theirs, conflict.ours)
    ]
    label, field_label = row_word(row, things), field_word(conflict.field) if conflict.field else ""
    if conflict.kind in (RowKind.COMMITMENT, RowKind.TARGET) and row.under in places:
        label = f"{places[row.under]} › {label}"
    language = tongue(one, conflict.field) if one else page_language()
    return ShownConflict(conflict, label, field_label, language, *told)
