"""Draws a sheet as PDF, the form in which a paper is kept and sent (PDF/A once it is signed).

The drawing is `sheet.typ`; the sheet goes there as values, so whatever a person typed stays text. Every
letter comes from the fonts of the house, and the same sheet gives the same bytes on every machine.
"""

from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, Literal

import orjson
import typst

from chungtay.papers import fonts
from chungtay.papers.sheets import Sheet, texts

# PDF/A-2a is readable aloud, searchable and made to be kept. It wants a day, which a draft does not have yet.
_KEPT: Literal["a-2a"] = "a-2a"
_DRAFT: Literal["1.7"] = "1.7"

_DRAWING = Path(__file__).with_name("sheet.typ").read_bytes()


def printed(sheet: Sheet) -> bytes:
    """The sheet as PDF. Characters that would print as boxes are refused, each named."""
    fonts.refuse_unprintable(texts(sheet.blocks))
    paper, warnings = typst.compile_with_warnings(
        _DRAWING,
        font_paths=_fonts(),
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
    return asdict(sheet) | {
        "fonts": [fonts.TEXT, fonts.LAO],
        "signed_on": day and {"year": day.year, "month": day.month, "day": day.day},
        "blocks": [asdict(block) | {"kind": type(block).__name__} for block in sheet.blocks],
    }


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in fonts.folders()],
    )
