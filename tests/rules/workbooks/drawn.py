"""Draws sheets for the tests from text tables, and knows three communes and three lines of a form."""

from chungtay.rules.messages import Message
from chungtay.rules.reports import Asked
from chungtay.rules.workbooks import (
    Answers,
    AskedLine,
    Cell,
    Grid,
    Known,
    Reading,
    SheetMap,
    SheetReader,
    Unit,
    answers_of,
    looked_at,
)

SEX = Asked("sex", ("sex:female", "sex:male", "sex:not-stated"), is_base=True)
ETHNICITY = Asked("ethnicity", ("ethnicity:gia-rai", "ethnicity:brau"))

KNOWN = Known(
    units=[
        Unit("k1", "Xã Đăk Blô", ("Xã Đăk Blô", "23362")),
        Unit("k2", "Xã Bờ Y", ("Xã Bờ Y", "23428")),
        Unit("k3", "Xã Sa Loong", ("Xã Sa Loong", "23435")),
        Unit("k4", "Xã Mô Rai", ("Xã Mô Rai", "23546"), why_not=Message("It was handed in already.")),
    ],
    lines=[
        AskedLine(1, ("Số buổi tuyên truyền", "Sessions"), ("buổi", "session")),
        AskedLine(
            2,
            ("Số lượt người tham dự", "Attendances"),
            ("lượt", "attendance"),
            asked=(SEX, ETHNICITY),
            parts={
                "sex:female": (frozenset({"Nữ", "Female"}),),
                "sex:male": (frozenset({"Nam", "Male"}),),
                "sex:not-stated": (frozenset({"Không rõ", "Not stated"}),),
                "ethnicity:gia-rai": (frozenset({"Gia Rai"}),),
                "ethnicity:brau": (frozenset({"Brâu"}),),
            },
        ),
        AskedLine(3, ("Kinh phí", "Money"), ("triệu đồng",), decimals=2),
        AskedLine(4, ("Số câu lạc bộ", "Clubs"), ("câu lạc bộ",), is_counted=True),
    ],
)


def drawn(table: str, name: str = "Sheet1") -> Grid:
    """A line a row, bars between cells; `<` and `^` are covered by the cell beside or above; a bare number is one."""
    rows: list[list[Cell]] = []
    covers: dict[tuple[int, int], tuple[int, int]] = {}
    for at, line in enumerate(table.strip("\n").splitlines()):
        row: list[Cell] = []
        for column, cell in enumerate(part.strip() for part in line.split("|")):
            if cell in ("<", "^"):
                beside = (at, column - 1) if cell == "<" else (at - 1, column)
                covers[at, column] = covers.get(beside, beside)
                cell = ""
            row.append(number(cell))
        rows.append(row)
    width = max(map(len, rows))
    merged = {}
    for (row_at, column), start in covers.items():
        _, _, bottom, right = merged.get(start, (*start, *start))
        merged[start] = (*start, max(bottom, row_at), max(right, column))
    return Grid(name, [row + [""] * (width - len(row)) for row in rows], list(merged.values()))


def number(cell: str) -> Cell:
    """`12` is a number; `'12` is the text that looks like one."""
    if cell.startswith("'"):
        return cell[1:]
    try:
        return float(cell)
    except ValueError:
        return cell


def read(
    table: str, *, known: Known = KNOWN, unit: str = "", **decided: object
) -> tuple[Reading, Answers, SheetMap]:
    """As it is guessed, with what somebody decided besides."""
    found = looked_at(drawn(table), known)
    assert found, "a table was drawn"
    shape, mapping = found
    mapping = SheetMap(**{**mapping.told(), **decided})
    reading = Reading()
    whole = next((one for one in known.units if one.key == unit), None)
    SheetReader(shape, mapping, known, whole).add_to(reading)
    return reading, answers_of(reading, known), mapping


def told(answers: Answers) -> dict[str, str]:
    """One line a unit: `1=3 2=60(female 50, male 10)`."""
    return {
        unit: " ".join(
            f"{number}={amount(one.total, str(one.state))}" + mark(str(one.qualifier)) + cells(one.cells)
            for number, one in sorted(of.items())
        )
        for unit, of in answers.items()
    }


def amount(value: int | None, state: str) -> str:
    return state if value is None else f"{value / 10_000:g}"


def mark(qualifier: str) -> str:
    return "" if qualifier == "exact" else f"[{qualifier}]"


def cells(values: dict[str, int]) -> str:
    said = ", ".join(f"{slug.split(':')[1]} {value / 10_000:g}" for slug, value in values.items())
    return f"({said})" if said else ""


def faults(reading: Reading) -> dict[str, str]:
    return {one.at: str(one.message) for one in reading.faults}
