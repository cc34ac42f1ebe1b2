"""Reads a list of terms from the rows of a file: every fault with its row, or every row."""

from collections.abc import Iterable, Sequence

from ..messages import Message, RuleBroken
from .terms import check_term, folded

COLUMNS = ("text", "text_lo", "text_en", "never", "note", "source")
LONGEST = {"text": 200, "text_lo": 200, "text_en": 200, "never": 300, "source": 300, "note": 2_000}
MOST_ROWS, MOST_BYTES = 2_000, 1_000_000


def check_size(octets: int) -> None:
    if octets > MOST_BYTES:
        raise RuleBroken(Message("The file is larger than 1 MB. Split the list.", where="file"))


def check_rows(
    head: Sequence[str], rows: Sequence[Sequence[str]], kept: Iterable[str]
) -> list[dict[str, str]]:
    """The rows of a file by column; every fault named with its row (as a spreadsheet counts them). `kept`: folded."""
    faults = list(_faults_of_the_head(head, len(rows)))
    if faults:
        raise RuleBroken(faults)
    seen: dict[str, int] = {}
    standing_already, read = set(kept), []
    for number, row in enumerate(rows, 2):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        where, values = f"row {number}", {"row": number}
        if len(cells) > len(head):
            text = "Row %(row)s: has %(cells)s cells, the head has %(columns)s."
            counted = {"cells": len(cells), "columns": len(head)}
            faults.append(Message(text, values | counted, where))
            continue
        told = dict.fromkeys(COLUMNS, "") | dict(zip(head, cells, strict=False))
        faults += _faults_of_a_row(told, number)
        key = folded(told["text"])
        if key and key in seen:
            text = "Row %(row)s: the word stands in row %(first)s already."
            faults.append(Message(text, values | {"first": seen[key]}, where))
        elif key and key in standing_already:
            text = (
                "Row %(row)s: “%(word)s” is in the list already. Take the row out, or retire that term first."
            )
            faults.append(Message(text, values | {"word": told["text"]}, where))
        seen.setdefault(key, number)
        read.append(told)
    if not read and not faults:
        faults.append(Message("The file holds no terms."))
    if faults:
        raise RuleBroken(faults)
    return read


def _faults_of_the_head(head: Sequence[str], rows: int) -> Iterable[Message]:
    if rows > MOST_ROWS:
        yield Message("The file has %(rows)s rows; at most %(most)s.", {"rows": rows, "most": MOST_ROWS})
    missing = {"text"} - set(head)
    if missing or not {"text_lo", "text_en"} & set(head):
        yield Message("The first row names the columns: text, text_lo, text_en, never, note, source.")
    for name in head:
        if name not in COLUMNS:
            yield Message("There is no column “%(name)s” in a list of terms.", {"name": name[:40]})
    if len(set(head)) < len(head):
        yield Message("Two columns have the same name.")


def _faults_of_a_row(told: dict[str, str], number: int) -> Iterable[Message]:
    where = f"row {number}"
    for column, longest in LONGEST.items():
        if len(told[column]) > longest:
            text = "Row %(row)s: %(column)s is longer than %(longest)s letters."
            yield Message(text, {"row": number, "column": column, "longest": longest}, where)
    try:
        check_term(**{name: told[name] for name in ("text", "text_lo", "text_en", "never")})
    except RuleBroken as problem:
        for message in problem.messages:
            yield Message("%(what)s See row %(row)s.", {"row": number, "what": message}, where)
