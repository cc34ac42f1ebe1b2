"""Draws charts on paper: as values for typst, and as pictures for DOCX; a spec is laid out in the letters of papers."""

import tomllib
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, Literal

import orjson
import typst

from chungtay.papers import fonts
from chungtay.rules.charts import Drawing, Label, Spec, Words, drawing

DOTS_PER_INCH = 200
TYPST = (
    Path(__file__).with_suffix(".typ").read_text()
)  # defines `chart`, to be put before a drawing that uses it

EDGE_PT = 2  # for strokes that run along the edge
_PAGES = """
#let drawings = json(bytes(sys.inputs.drawings))
#set text(font: json(bytes(sys.inputs.fonts)), fallback: false, lang: "vi", hyphenate: false)
#show regex("[\\u{0E80}-\\u{0EFF}]+"): set text(lang: "lo")
#for (place, it) in drawings.enumerate() {
  if place > 0 { pagebreak() }
  set page(width: it.width * 1pt + 2 * EDGE, height: it.height * 1pt + 2 * EDGE, margin: EDGE, fill: white)
  chart(it)
}
""".replace("EDGE", f"{EDGE_PT}pt")


@cache
def words(language: str) -> Words:
    """What charts say by themselves, in one language."""
    said = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
    return Words(language=language, **said[language])


def measure(text: str, size: float) -> float:
    """How wide words come out in the letters that papers are printed with."""
    return fonts.width_pt(text, size_pt=size)


def laid_out(spec: Spec, *, width_mm: float, language: str = "vi") -> Drawing:
    """The spec as a drawing for paper."""
    return drawing(spec, width_mm=width_mm, words=words(language), measure=measure)


def typst_values(drawn: Drawing) -> dict[str, Any]:
    """What `chart` in `charts.typ` draws."""
    marks = [asdict(mark) | {"kind": type(mark).__name__} for mark in drawn.marks]
    return {"width": drawn.width, "height": drawn.height, "alt": drawn.alt, "marks": marks}


def pngs(drawings: Sequence[Drawing]) -> list[bytes]:
    """Each drawing as a picture, all in one go; the same drawing gives the same bytes."""
    if not drawings:
        return []
    pages = pages_of(drawings, "png")
    return [pages] if isinstance(pages, bytes) else pages


def pages_of(drawings: Sequence[Drawing], form: Literal["png", "pdf"]) -> bytes | list[bytes]:
    """Each drawing on a page of its own size."""
    fonts.refuse_unprintable(mark.text for one in drawings for mark in one.marks if isinstance(mark, Label))
    pages, warnings = typst.compile_with_warnings(
        (TYPST + _PAGES).encode(),
        format=form,
        ppi=DOTS_PER_INCH,
        font_paths=fonts.for_typst(),
        ignore_system_fonts=True,
        sys_inputs={
            "drawings": orjson.dumps([typst_values(one) for one in drawings]).decode(),
            "fonts": orjson.dumps([fonts.TEXT, fonts.LAO]).decode(),
        },
    )
    assert not warnings, f"the drawing of charts is at fault: {[warning.message for warning in warnings]}"
    return pages if isinstance(pages, bytes) else [bytes(page) for page in pages or []]
