"""What a file may refer to: indicators, places and bodies as they existed, programmes, categories.

One cell is read at a time, and each different cell once. A place is a code, or a code and a day on which the unit
bore it (`23344@2025-07-01`): new units reuse old codes. A holder is the full or short name of the body, or its id.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chungtay.rules.ledger import Kind, Qualifier
from chungtay.rules.loading.files import Cell
from chungtay.rules.messages import Message, RuleBroken

EARLIEST = date(1900, 1, 1)
LISTED = 10  # names that a message offers

QUALIFIERS = {
    "": Qualifier.EXACT, "exact": Qualifier.EXACT, "nearly": Qualifier.NEARLY, "about": Qualifier.ABOUT,
    "over": Qualifier.OVER, "gần": Qualifier.NEARLY, "khoảng": Qualifier.ABOUT, "trên": Qualifier.OVER,
    "hơn": Qualifier.OVER,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownIndicator:
    key: str
    kind: Kind
    decimals: int
    fed_by_register: bool = False


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who bore a code or a name, and when; the last day is exclusive."""

    key: str
    name: str
    first_on: date | None = None
    until: date | None = None

    def existed_on(self, day: date) -> bool:
        return (self.first_on or date.min) <= day and (self.until is None or day < self.until)

    def told(self) -> str:
        first, last = self.first_on or "", self.until or ""
        return f"{self.name} ({first}–{last})"


@dataclass(frozen=True, slots=True)
class Known:
    """All that is kept, as a file may name it; `today` so that nothing is loaded from the future."""

    indicators: Mapping[str, KnownIndicator]
    places: Mapping[str, Sequence[Bearer]]
    holders: Mapping[str, Sequence[Bearer]]
    programmes: frozenset[str]
    dimensions: Mapping[str, frozenset[str]]
    cells: frozenset[str]  # combinations that are kept, as "ethnicity:brau|sex:female"
    today: date


def text_of(cell: Cell) -> str:
    """A cell as somebody would have typed it: a sheet keeps the code 23344 as the number 23344.0."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return cell.strip() if isinstance(cell, str) else cell.isoformat()


def indicator_of(known: Known, cell: Cell) -> KnownIndicator:
    slug = text_of(cell)
    found = known.indicators.get(slug)
    if found is None:
        raise _refused(
            "There is no indicator %(typed)s. There are: %(known)s.", slug, known=_listed(known.indicators)
        )
    if found.kind is Kind.RATIO:
        raise _refused("%(typed)s is a ratio: load what it is made of, it follows from those.", slug)
    if found.fed_by_register:
        raise _refused("%(typed)s is counted from a register. Enter what opened and closed there.", slug)
    return found


def day_of(known: Known, cell: Cell) -> date:
    """`2025-12-31` or `31/12/2025`."""
    day = cell if isinstance(cell, date) else _written_day(text_of(cell))
    if not EARLIEST <= day <= known.today:
        raise _refused("%(typed)s lies in the future or before 1900.", text_of(cell))
    return day


def _written_day(text: str) -> date:
    try:
        if text.count("/") == 2:
            day, month, year = map(int, text.split("/"))
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        raise _refused("%(typed)s is not a day. Write it as 2025-12-31 or 31/12/2025.", text) from None


def place_of(known: Known, cell: Cell) -> tuple[Bearer, ...]:
    """The units that bore the code, the one of its day where one is given."""
    text = text_of(cell)
    code, _, day = text.partition("@")
    borne = tuple(known.places.get(code, ()))
    if not borne:
        padded = next(
            (more for more in (code.zfill(n) for n in range(len(code) + 1, 7)) if more in known.places), ""
        )
        if code.isdecimal() and padded:
            raise _refused(
                "No unit has the code %(typed)s. If %(other)s is meant, keep the column as text.",
                text,
                other=padded,
            )
        raise _refused("No unit has the code %(typed)s.", text)
    if day:
        on = _written_day(day)
        borne = tuple(unit for unit in borne if unit.existed_on(on)) or _none_then(code, on, borne)
    return borne


def holder_of(known: Known, cell: Cell) -> tuple[Bearer, ...]:
    name = text_of(cell)
    borne = tuple(known.holders.get(name, ()))
    if not borne:
        raise _refused(
            "No body is called %(typed)s. Write its full or short name as the house has it, or its id.", name
        )
    return borne


def at(borne: Sequence[Bearer], typed: str, day: date) -> Bearer:
    """The one that existed on the day of the row."""
    found = [bearer for bearer in borne if bearer.existed_on(day)]
    if not found:
        _none_then(typed.partition("@")[0], day, borne)
    if len(found) > 1:
        raise _refused("%(typed)s is the name of several bodies. Write its id: %(ids)s.", typed,
                       ids=", ".join(bearer.key for bearer in found[:LISTED]))  # fmt: skip
    return found[0]


def _none_then(typed: str, day: date, borne: Sequence[Bearer]) -> tuple[Bearer, ...]:
    text = "%(typed)s was nobody's on %(day)s: it was %(who)s. Give the day or the one of that day."
    raise _refused(text, typed, day=day, who=", ".join(bearer.told() for bearer in borne[:LISTED]))


def programmes_of(known: Known, cell: Cell) -> tuple[str, ...]:
    """Slugs, several with a bar between them; none where the result serves no programme."""
    slugs = sorted({slug.strip() for slug in text_of(cell).split("|")} - {""})
    for slug in slugs:
        if slug not in known.programmes:
            raise _refused(
                "There is no programme %(typed)s. There are: %(known)s.",
                slug,
                known=_listed(known.programmes),
            )
    return tuple(slugs)


def category_of(known: Known, dimension: str, cell: Cell) -> str:
    """One value of the dimension; empty where the row is not divided by it."""
    slug = text_of(cell)
    if slug and slug not in known.dimensions[dimension]:
        values = _listed(known.dimensions[dimension])
        raise _refused(
            "There is no %(dimension)s %(typed)s. There are: %(known)s.",
            slug,
            dimension=dimension,
            known=values,
        )
    return slug


def cell_of(known: Known, categories: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The combination of a row's categories."""
    pairs = tuple(sorted((dimension, value) for dimension, value in categories if value))
    slug = "|".join(f"{dimension}:{value}" for dimension, value in pairs)
    if slug not in known.cells:
        raise _refused("%(typed)s is not counted together anywhere. Leave out one of the columns.", slug)
    return pairs


def period_of(cell: Cell) -> tuple[date, date] | None:
    """`2025-01-01..2025-06-30`, within which nobody was counted twice."""
    text = text_of(cell)
    if not text:
        return None
    first, _, last = text.partition("..")
    days = _written_day(first.strip()), _written_day(last.strip())
    if days[1] < days[0]:
        raise _refused("%(typed)s ends before it begins.", text)
    return days


def check_counting(indicator: KnownIndicator, *, has_period: bool, is_stated: bool) -> None:
    """What a row must say depends on how its indicator counts."""
    if indicator.kind is Kind.PERSONS and not has_period:
        text = (
            "Distinct persons need the period within which nobody was counted twice: 2025-01-01..2025-06-30."
        )
        raise RuleBroken(Message(text, where="period"))
    if indicator.kind is not Kind.PERSONS and has_period:
        raise RuleBroken(Message("Only distinct persons have a period. Leave it empty.", where="period"))
    if indicator.kind is Kind.STOCK and not is_stated:
        text = "It is a stock: write 1 in the column statement where so many stand on the day."
        raise RuleBroken(Message(text, where="statement"))
    if indicator.kind is not Kind.STOCK and is_stated:
        text = "It adds up over days and cannot be stated. Leave the column statement empty."
        raise RuleBroken(Message(text, where="statement"))


def qualifier_of(cell: Cell) -> Qualifier:
    text = text_of(cell).lower()
    if text not in QUALIFIERS:
        raise _refused(
            "%(typed)s does not say how sure it is. Write exact, nearly, about or over, or nothing.", text
        )
    return QUALIFIERS[text]


def is_statement(cell: Cell) -> bool:
    text = text_of(cell)
    if text not in ("", "0", "1"):
        raise _refused(
            "%(typed)s is not an answer. Write 1 where so many stand on the day, else nothing.", text
        )
    return text == "1"


def _listed(names: Mapping[str, object] | frozenset[str]) -> str:
    found = sorted(names)
    return ", ".join(found[:LISTED]) + (" …" if len(found) > LISTED else "") or "none"


def _refused(text: str, typed: str, **values: object) -> RuleBroken:
    return RuleBroken(Message(text, {"typed": typed, **values}))
