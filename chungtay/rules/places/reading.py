"""Reads a merger from a table of commas, as an office types it, and names every row that cannot be read.

Heads: `day, instrument, old, new, name, kind, parent, share, basis`; the last four may be left out. Day and
instrument stand in every row, or in the first alone. A share is a percentage: 60, 60% or 33,34.
"""

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO
from unicodedata import normalize

from chungtay.rules.messages import Message, RuleBroken

from .mergers import Merger, MergerRow

NEEDED = ("day", "instrument", "old", "new", "name")
ALLOWED = (*NEEDED, "kind", "parent", "share", "basis")
SAME_IN_ALL = {
    "day": (
        "Row %(row)s: write the day.",
        "Row %(row)s: the day %(told)s differs from row %(first)s. One table holds one merger.",
    ),
    "instrument": (
        "Row %(row)s: write the resolution.",
        "Row %(row)s: the resolution “%(told)s” differs from row %(first)s. One table holds one merger.",
    ),
}


def read_merger(text: str) -> Merger:
    """Refused as a whole when one row is bad; every bad row is told with its number, field, reason and mend."""
    lines = [(number, row) for number, row in _rows(text)]
    said: list[Message] = []
    days = _same_in_all(lines, "day", said)
    instrument = _same_in_all(lines, "instrument", said)
    on = _day(days, said)
    rows = tuple(_row(number, row, said) for number, row in lines)
    if not lines and not said:
        said.append(Message("The table has heads and no rows."))
    if said or on is None:
        raise RuleBroken(said)
    return Merger(on, instrument[1], rows)


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row that says anything, with the number under which a spreadsheet shows it."""
    clean = normalize("NFC", text.removeprefix("\ufeff"))
    first = clean.partition("\n")[0]
    mark = max(",;\t|", key=first.count)
    table = csv.reader(StringIO(clean, newline=""), delimiter=mark)
    try:
        read = [(table.line_num, [cell.strip() for cell in row]) for row in table]
    except csv.Error as problem:
        raise RuleBroken(Message("This is no table of commas: %(why)s.", {"why": str(problem)})) from None
    if not read:
        raise RuleBroken(Message("The table is empty. Its first line must name: %(heads)s.", _heads()))
    heads = [head.casefold() for head in read[0][1]]
    wrong = [_wrong_head("The head “%(head)s” is not known. Known are: %(heads)s.", head)
             for head in heads if head and head not in ALLOWED]  # fmt: skip
    wrong += [
        _wrong_head("The head “%(head)s” stands twice.", head) for head in ALLOWED if heads.count(head) > 1
    ]
    wrong += [_wrong_head("The head “%(head)s” is missing. Heads are: %(heads)s.", head)
              for head in NEEDED if head not in heads]  # fmt: skip
    if wrong:
        raise RuleBroken(wrong)
    long = [number for number, cells in read[1:] if len(cells) > len(heads) and any(cells[len(heads) :])]
    if long:
        text = "Row %(row)s has more cells than there are heads. Put a name with a comma between quotes."
        raise RuleBroken([Message(text, {"row": number}, str(number)) for number in long])
    for number, cells in read[1:]:
        if any(cells):
            yield number, {**dict.fromkeys(ALLOWED, ""), **dict(zip(heads, cells, strict=False))}


def _wrong_head(text: str, head: str) -> Message:
    return Message(text, {"head": head[:40], **_heads()}, where=head[:40])


def _heads() -> dict[str, str]:
    return {"heads": ", ".join(ALLOWED)}


def _same_in_all(lines: list[tuple[int, dict[str, str]]], field: str, said: list[Message]) -> tuple[int, str]:
    """What the first row says, which the others repeat or leave out."""
    missing, differs = SAME_IN_ALL[field]
    number, first = next(((number, row[field]) for number, row in lines if row[field]), (0, ""))
    if lines and not first:
        said.append(Message(missing, {"row": lines[0][0]}, f"{lines[0][0]}.{field}"))
    for other, row in lines:
        if row[field] not in ("", first):
            values = {"row": other, "told": row[field][:80], "first": number}
            said.append(Message(differs, values, f"{other}.{field}"))
    return number, first


def _day(told: tuple[int, str], said: list[Message]) -> date | None:
    number, text = told
    if not text:
        return None
    try:
        if "/" in text:
            day, month, year = (int(part) for part in text.split("/"))
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        values = {"row": number, "told": text[:40]}
        said.append(
            Message(
                "Row %(row)s: %(told)s is no day. Write 2027-07-01 or 01/07/2027.", values, f"{number}.day"
            )
        )
        return None


def _row(number: int, row: dict[str, str], said: list[Message]) -> MergerRow:
    return MergerRow(
        old=row["old"], new=row["new"], name=row["name"], kind=row["kind"], parent=row["parent"],
        share=_share(number, row["share"], said), basis=row["basis"], number=number,
    )  # fmt: skip


def _share(number: int, text: str, said: list[Message]) -> int | None:
    """In ten-thousandths."""
    if not text:
        return None
    whole, _, rest = text.removesuffix("%").strip().replace(",", ".").partition(".")
    if (
        whole.isascii()
        and whole.isdecimal()
        and len(whole) <= 3
        and (not rest or rest.isascii() and rest.isdecimal())
    ):
        if len(rest) <= 2:
            return int(whole) * 100 + int((rest + "00")[:2])
        why = "Row %(row)s: the share %(told)s is too fine. Write a percentage with at most two decimals."
    else:
        why = "Row %(row)s: %(told)s is no share. Write a percentage such as 60 or 33.34."
    said.append(Message(why, {"row": number, "told": text[:40]}, f"{number}.share"))
    return None
