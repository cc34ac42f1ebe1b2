"""Reads a Word file back as plain pages, to be looked at on a screen: paragraphs, tables, where pages are broken.

Where a page ends by itself only a program that lays it out knows; pages here end where the file says so.
"""

from collections.abc import Iterator
from typing import Any

from .filling import filled
from .parts import W, parts_with_text

MOST_BLOCKS = 3_000
ALIGNS = {"center": "center", "right": "right", "end": "right"}


def pages_of(content: bytes) -> list[list[dict[str, Any]]]:
    """Each page a list of `{"align", "runs": [[text, bold, italic]]}` or `{"rows": [[cell: blocks]]}`."""
    body = next(iter(parts_with_text(content)))[1].find(f"{W}body")
    pages: list[list[dict[str, Any]]] = [[]]
    left = MOST_BLOCKS
    for block, breaks in _blocks(body):
        if breaks and pages[-1]:
            pages.append([])
        if block is not None:
            pages[-1].append(block)
        left -= 1
        if left < 0:
            break
    return [page for page in pages if page]


def filled_pages(content: bytes, *, fields: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """For the small process, which answers in JSON."""
    return pages_of(filled(content, fields))


def _blocks(place: Any) -> Iterator[tuple[dict[str, Any] | None, bool]]:
    """What stands there in order, and whether a new page begins with it."""
    after = False
    for element in place:
        if element.tag == f"{W}p":
            breaks = after or element.find(f"{W}pPr/{W}pageBreakBefore") is not None
            breaks = breaks or any(one.get(f"{W}type") == "page" for one in element.iter(f"{W}br"))
            yield _paragraph(element), breaks
            after = element.find(f"{W}pPr/{W}sectPr") is not None
        elif element.tag == f"{W}tbl":
            yield _table(element), after
            after = False
        elif element.tag == f"{W}sdt":
            inner = element.find(f"{W}sdtContent")
            yield from _blocks(inner if inner is not None else ())


def _paragraph(element: Any) -> dict[str, Any] | None:
    runs: list[list[Any]] = []
    for run in element.iter(f"{W}r"):
        text = "".join(_words(run))
        if text:
            runs.append([text, _is_on(run, "b"), _is_on(run, "i")])
    if not "".join(text for text, *_ in runs).strip():
        return None
    align = element.find(f"{W}pPr/{W}jc")
    value = align.get(f"{W}val", "") if align is not None else ""
    return {"align": ALIGNS.get(value, ""), "runs": runs}


def _words(run: Any) -> Iterator[str]:
    for piece in run:
        if piece.tag == f"{W}t":
            yield piece.text or ""
        elif piece.tag == f"{W}tab":
            yield " "
        elif piece.tag == f"{W}br" and piece.get(f"{W}type") != "page":
            yield "\n"


def _is_on(run: Any, name: str) -> bool:
    mark = run.find(f"{W}rPr/{W}{name}")
    return mark is not None and mark.get(f"{W}val", "1") not in ("0", "false", "off")


def _table(element: Any) -> dict[str, Any]:
    rows = [
        [[block for block, _ in _blocks(cell) if block is not None] for cell in row.findall(f"{W}tc")]
        for row in element.findall(f"{W}tr")
    ]
    is_ruled = (
        element.find(f"{W}tblPr/{W}tblStyle") is not None
        or element.find(f"{W}tblPr/{W}tblBorders") is not None
    )
    return {"rows": rows, "ruled": is_ruled}
