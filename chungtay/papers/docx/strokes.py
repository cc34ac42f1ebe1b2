"""The strokes that the blocks are drawn with: text in its look, paragraphs, gaps, rules, bare tables."""

import re
from collections.abc import Iterable
from typing import Any

from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as WordParagraph

from chungtay.papers.docx.styles import TABLE_TEXT, element, set_size
from chungtay.papers.house_styles import HouseStyle
from chungtay.papers.sheets import Run

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
# A Lao run keeps the spaces inside it, so that Word measures it as one stretch.
_LAO = re.compile("([\u0e80-\u0eff]+(?:[\\s\u200b]+[\u0e80-\u0eff]+)*)")


def write(paragraph: WordParagraph, text: str, *, size: float = 0, **look: bool) -> None:
    write_run(paragraph, Run(text, **look), size=size)


def write_run(paragraph: WordParagraph, run: Run, *, size: float = 0) -> None:
    """Add text in its look; Lao goes into runs of its own, set in the font for complex scripts."""
    for position, text in enumerate(_LAO.split(run.text)):
        if not text:
            continue
        drawn = paragraph.add_run(text)
        drawn.bold = drawn.font.cs_bold = run.bold or None
        drawn.italic = drawn.font.cs_italic = run.italic or None
        drawn.font.superscript = run.raised or None
        properties = drawn._r.get_or_add_rPr()
        if size:
            set_size(properties, size)
        if position % 2:
            drawn.font.complex_script = True
            properties.append(element("w:lang", bidi="lo-LA"))


def centred(place: Doc | Cell) -> WordParagraph:
    return plain(place, "center")


def plain(place: Doc | Cell, align: str = "left") -> WordParagraph:
    """A paragraph without indent or gap; a cell gives its first, empty one before it makes another."""
    if isinstance(place, Cell) and len(place.paragraphs) == 1 and not place.paragraphs[0]._p.r_lst:
        paragraph = place.paragraphs[0]
    else:
        paragraph = place.add_paragraph()
    paragraph.alignment = _ALIGN[align]
    return paragraph


def in_table(cell: Cell, align: str) -> WordParagraph:
    paragraph = plain(cell, align)
    # By id: to look a style up by its name takes longer than all else in a long table.
    paragraph._p.style = TABLE_TEXT
    return paragraph


def gap(doc: Doc, height_pt: float, *, kept: bool = False) -> None:
    """An empty line of a given height. It also keeps two tables apart, which Word would else join."""
    gap = doc.add_paragraph().paragraph_format
    gap.line_spacing_rule, gap.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(height_pt)
    gap.keep_with_next = kept or None


def rule(place: Doc | Cell, length_pt: float, *, within_pt: float) -> None:
    """A short line in the middle: the border of an empty paragraph, drawn in from both sides."""
    paragraph = place.add_paragraph()
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(2)
    layout.left_indent = layout.right_indent = Pt(max(0, (within_pt - length_pt) / 2))
    layout.space_after = Pt(4)
    border(paragraph, "bottom")


def border(paragraph: WordParagraph, side: str) -> None:
    borders = OxmlElement("w:pBdr")
    borders.append(element(f"w:{side}", val="single", sz="5", space="1", color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def bare_table(doc: Doc, style: HouseStyle, *, rows: int, shares: Iterable[float]) -> WordTable:
    shares = list(shares)
    table = doc.add_table(rows=rows, cols=len(shares))
    set_widths(table, style, shares)
    set_cell_margins(table, sideways=0, upright=0)
    for row in table.rows:
        mark_row(row, "w:cantSplit")
    return table


def set_widths(table: WordTable, style: HouseStyle, shares: Iterable[float]) -> None:
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    widths = [Pt(share * style.text_width_pt) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def set_cell_margins(table: WordTable, *, sideways: float, upright: float) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side, points in (("top", upright), ("left", sideways), ("bottom", upright), ("right", sideways)):
        margins.append(element(f"w:{side}", w=str(round(points * 20)), type="dxa"))
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(margins)


def mark_row(row: Any, *marks: str) -> None:
    for mark in marks:
        row._tr.get_or_add_trPr().append(OxmlElement(mark))
