"""Draws a sheet as PDF, the form in which a paper is kept and sent (PDF/A once it is signed).

The drawing is `sheet.typ`; the sheet goes there as values, so whatever a person typed stays text. Every
letter comes from the fonts of the house, and the same sheet gives the same bytes on every machine.
"""

from collections.abc import Iterator
from functools import singledispatch
from itertools import zip_longest
from pathlib import Path
from typing import Any, Literal

import orjson
import typst

from chungtay.papers import charts, fonts
from chungtay.papers.columns import comma_pads
from chungtay.papers.house_styles import HouseStyle
from chungtay.papers.sheets import (
    Addressees,
    Appendix,
    Bilingual,
    Block,
    ChartBlock,
    Sheet,
    Signatures,
    Table,
    addressees_layout,
    attached_lines,
    texts,
)
from chungtay.papers.sheets.setting import COLUMNS_APART_MM

# PDF/A-2a is readable aloud, searchable and made to be kept. It wants a day, which a draft does not have yet.
_KEPT: Literal["a-2a"] = "a-2a"
_DRAFT: Literal["1.7"] = "1.7"

_DRAWING = (charts.TYPST + Path(__file__).with_name("sheet.typ").read_text(encoding="utf-8")).encode()


def printed(sheet: Sheet) -> bytes:
    """The sheet as PDF. Characters that would print as boxes are refused, each named."""
    fonts.refuse_unprintable(texts(sheet.blocks))
    paper, warnings = typst.compile_with_warnings(
        _DRAWING,
        font_paths=fonts.for_typst(),
        ignore_system_fonts=True,
        sys_inputs={"sheet": orjson.dumps(_values(sheet)).decode()},
        pdf_standards=_KEPT if sheet.signed_on else _DRAFT,
        timestamp=0,
    )
    assert not warnings, f"the drawing of the sheet is at fault: {[warning.message for warning in warnings]}"
    assert isinstance(paper, bytes)
    return paper


def _values(sheet: Sheet) -> dict[str, Any]:
    day = sheet.signed_on
    return {
        "style": sheet.style,
        "language": sheet.language,
        "title": sheet.title,
        "issuer": sheet.issuer,
        "fonts": [fonts.TEXT, fonts.LAO],
        "signed_on": day and {"year": day.year, "month": day.month, "day": day.day},
        "parts": list(_parts(sheet)),
    }


def _parts(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """The paper itself, then each appendix: on pages of its own, upright or lying."""
    part: dict[str, Any] = {"landscape": False, "blocks": []}
    for block in sheet.blocks:
        if isinstance(block, Appendix):
            if part["blocks"]:
                yield part
            part = {"landscape": block.landscape, "blocks": []}
        part["blocks"].append(_drawn(block, sheet.style))
    yield part


def _drawn(block: Block, style: HouseStyle) -> dict[str, Any]:
    return {"kind": type(block).__name__, "it": _facts(block, style)}


@singledispatch
def _facts(block: Block, style: HouseStyle) -> Any:
    return block


@_facts.register
def _(both: Bilingual, style: HouseStyle) -> dict[str, Any]:
    rows = zip_longest(both.left, both.right)
    pairs = [[cell and _drawn(cell, style) for cell in row] for row in rows]
    return {"rows": pairs, "apart_mm": COLUMNS_APART_MM}


@_facts.register
def _(addressees: Addressees, style: HouseStyle) -> dict[str, Any]:
    said = {"lines": addressees.lines, "word": addressees.word}
    return said | addressees_layout(addressees, style)


@_facts.register
def _(appendix: Appendix, style: HouseStyle) -> dict[str, Any]:
    told = attached_lines(appendix, style)
    return {"label": appendix.label, "title_lines": appendix.title_lines, "attached_lines": told}


@_facts.register
def _(table: Table, style: HouseStyle) -> dict[str, Any]:
    return {
        "columns": table.columns,
        "header": table.header,
        "rows": table.rows,
        "caption": table.caption,
        "last_is_total": table.last_is_total,
        "pads": comma_pads(table, style),
    }


@_facts.register
def _(signatures: Signatures, style: HouseStyle) -> dict[str, Any]:
    return {"recipients": signatures.recipients, "abreast": signatures.abreast}


@_facts.register
def _(chart: ChartBlock, style: HouseStyle) -> dict[str, Any]:
    drawing = charts.typst_values(chart.drawing) | {"alt": chart.alt or chart.drawing.alt}
    return {"caption": chart.caption, "width_mm": chart.width_mm, "drawing": drawing}
