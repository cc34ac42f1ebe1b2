"""Reads who leads a content, with whom, until when and with what product, from a table or from the lines below it."""

import re
from typing import Any

from chungtay.rules.intake.contents import Listing
from chungtay.rules.intake.draft import Fact, Span
from chungtay.rules.intake.numbers_and_dates import last_day_in
from chungtay.rules.intake.reading import Passage, Reading

_COLUMNS = {
    "content": r"(?:các )?(?:nội dung|nhiệm vụ|hoạt động|công việc|tên hoạt động)",
    "lead": r"(?:đơn vị|cơ quan|bên)? ?(?:chủ trì|chủ trì thực hiện|thực hiện chính|đầu mối)",
    "with": r"(?:đơn vị|cơ quan|bên)? ?(?:phối hợp|cùng phối hợp|phối hợp thực hiện)",
    "due": r"(?:thời gian|tiến độ|thời hạn|hoàn thành)",
    "product": r"(?:sản phẩm|kết quả|chỉ tiêu|đầu ra|dự kiến kết quả)",
}
_COLUMN = [(name, re.compile(words, re.IGNORECASE)) for name, words in _COLUMNS.items()]
_FIELD = re.compile(
    r"(?P<lead>(?:đơn vị|cơ quan|bên)? ?chủ trì(?: thực hiện)?)|(?P<with>(?:đơn vị|cơ quan|"
    r"bên)? ?phối hợp(?: thực hiện)?)"
    r"|(?P<due>thời gian(?: thực hiện| hoàn thành)?|tiến độ|thời hạn|hoàn thành)|(?P<product>sản phẩm|"
    r"kết quả dự kiến|dự kiến kết quả|kết quả|chỉ tiêu)",
    re.IGNORECASE,
)
_FIELD_MARK = re.compile(rf"(?:^|(?<=[\s;.(+-]))(?:{_FIELD.pattern}) ?: ?", re.IGNORECASE)
_BODIES_APART = re.compile(
    r"[;\n]|, (?=(?:Hội|Ban|Sở|Bộ|UBND|Ủy ban|Công an|Đồn|Phòng|Tỉnh đoàn|Đoàn|Liên|Chi cục|Trung tâm|"
    r"các)\b)| và (?=(?:Hội|Ban|Sở|UBND|Công an|Đồn)\b)"
)


def find_table_contents(reading: Reading) -> tuple[list[Fact], list[Fact]]:
    """Contents and their details from the first table that has a column of contents and one that says who or when."""
    tables: dict[int, dict[tuple[int, int], list[Passage]]] = {}
    for passage in reading.passages:
        if passage.table:
            tables.setdefault(passage.table, {}).setdefault((passage.row, passage.column), []).append(passage)
    for cells in tables.values():
        header = _header(reading, cells)
        if header:
            return _rows(reading, cells, *header)
    return [], []


def find_list_details(reading: Reading, listing: Listing) -> list[Fact]:
    """`Chủ trì: …; phối hợp: …; thời gian: …` behind or below each item; none if no item has any."""
    facts = []
    for item in listing.items:
        places = [(item.start, item.end)]
        places += [(reading.passages[number].start, reading.passages[number].end) for number in item.under]
        found: dict[str, Span] = {}
        for start, end in places:
            found |= {name: span for name, span in _fields(reading, start, end).items() if name not in found}
        facts.append(_detail(reading, found, item.start, item.end))
    return facts if any(fact.parts for fact in facts) else []


def fields_begin(reading: Reading, start: int, end: int) -> int:
    """Where the words of an item end and "Chủ trì: …" begins on the same line."""
    match = _FIELD_MARK.search(reading.plain, start, end)
    if not match or match.start() - start < 10:
        return end
    return start + len(reading.plain[start : match.start()].rstrip(" (-+;.,"))


def _header(
    reading: Reading, cells: dict[tuple[int, int], list[Passage]]
) -> tuple[int, dict[str, int]] | None:
    for row in sorted({row for row, _ in cells})[:3]:
        columns: dict[str, int] = {}
        for (cell_row, column), passages in cells.items():
            if cell_row != row:
                continue
            words = " ".join(reading.looked_at(passage) for passage in passages)
            for name, pattern in _COLUMN:
                if pattern.match(words) and name not in columns and len(words) < 60:
                    columns[name] = column
                    break
        if "content" in columns and len(columns) > 1:
            return row, columns
    return None


def _rows(
    reading: Reading, cells: dict[tuple[int, int], list[Passage]], header: int, columns: dict[str, int]
) -> tuple[list[Fact], list[Fact]]:
    contents, details = [], []
    for row in sorted({row for row, _ in cells if row > header}):
        there = cells.get((row, columns["content"]))
        filled = sum(1 for column in columns.values() if cells.get((row, column)))
        # A row with one cell is a heading between groups.
        if not there or filled < 2:
            continue
        start, end = _trimmed(reading, there[0].start, there[-1].end)
        mark = re.compile(r"\d{1,2}[.)] ?").match(reading.plain, start, end)
        start = mark.end() if mark else start
        contents.append(Fact("content", reading.text(start, end), start, end))
        found = {
            name: _trimmed(reading, cell[0].start, cell[-1].end)
            for name, column in columns.items()
            if name != "content" and (cell := cells.get((row, column)))
        }
        details.append(_detail(reading, found, start, end))
    return contents, details


def _fields(reading: Reading, start: int, end: int) -> dict[str, Span]:
    marks = list(_FIELD_MARK.finditer(reading.plain, start, end))
    found: dict[str, Span] = {}
    for number, mark in enumerate(marks):
        stop = marks[number + 1].start() if number + 1 < len(marks) else end
        name = next(name for name in ("lead", "with", "due", "product") if mark[name])
        span = _trimmed(reading, mark.end(), stop)
        if span[1] > span[0]:
            found.setdefault(name, span)
    return found


def _detail(reading: Reading, found: dict[str, Span], start: int, end: int) -> Fact:
    value: dict[str, Any] = {
        name: reading.text(*found[name]) if name in found else None for name in ("lead", "due", "product")
    }
    due = last_day_in(reading.plain, *found["due"]) if "due" in found else None
    value["due_on"] = due.isoformat() if due else None
    partners = reading.plain[slice(*found["with"])] if "with" in found else ""
    value["with"] = [
        " ".join(part.split()).strip(" .,-") for part in _BODIES_APART.split(partners) if part.strip(" .,-")
    ]
    return Fact("content_detail", value, start, end, parts=found)


def _trimmed(reading: Reading, start: int, end: int) -> Span:
    while start < end and reading.plain[start] in " -+:\n":
        start += 1
    while end > start and reading.plain[end - 1] in " ;,.-(/\n":
        end -= 1
    return start, end
