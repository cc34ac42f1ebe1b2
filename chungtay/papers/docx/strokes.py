"""The strokes that the blocks are drawn with: text in its look, paragraphs, gaps, rules, bare tables."""

import re
from collections.abc import Iterable
from typing import Any

from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from chungtay.papers.docx.styles import TABLE_TEXT, element, set_pitch, set_size
from chungtay.papers.sheets import Run
from chungtay.rules.alphabets import has_lao

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "numbers": WD_ALIGN_PARAGRAPH.RIGHT,
}
# A Lao run keeps the spaces inside it, so that Word measures it as one stretch.
_LAO = re.compile("([\u0e80-\u0eff]+(?:[\\s\u200b]+[\u0e80-\u0eff]+)*)")
_LAO_WORD = re.compile("[\u0e80-\u0eff]{4}")


def is_lao(text: str) -> bool:
    """Lao has few spaces: to stretch them tears its lines apart, so it is not justified."""
    return bool(_LAO_WORD.search(text))


def write(
    paragraph: WordParagraph, text: str, *, size: float = 0, bold: bool = False, italic: bool = False
) -> None:
    if size:
        set_pitch(paragraph.paragraph_format, size)
    write_run(paragraph, Run(text, bold, italic), size=size)


def write_plain(paragraph: WordParagraph, text: str) -> None:
    """Text in the look of its paragraph; most cells of a long table are written so, for it is quick."""
    if has_lao(text):
        write_run(paragraph, Run(text))
        return
    run, said = OxmlElement("w:r"), OxmlElement("w:t")
    said.text = text
    if text != text.strip():
        said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(said)
    paragraph._p.append(run)


def write_run(paragraph: WordParagraph, run: Run, *, size: float = 0) -> None:
    """Add text in its look; Lao goes into runs of its own, set in the font for complex scripts.

    Lao letters have no slanted form, and what stands among them is upright as they are.
    """
    italic = run.italic and not has_lao(run.text)
    place = _linked(paragraph, run.link) if run.link else paragraph._p
    for position, text in enumerate(_LAO.split(run.text)):
        if not text:
            continue
        drawn = WordRun(place.add_r(), paragraph)
        drawn.text = text
        drawn.bold = drawn.font.cs_bold = run.bold or None
        drawn.italic = drawn.font.cs_italic = italic or None
        drawn.font.superscript = run.raised or None
        properties = drawn._r.get_or_add_rPr()
        if size:
            set_size(properties, size)
        if position % 2:
            drawn.font.complex_script = True
            properties.append(element("w:lang", bidi="lo-LA"))


def _linked(paragraph: WordParagraph, address: str) -> Any:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP.HYPERLINK, is_external=True))
    paragraph._p.append(link)
    return link


def centred(place: Doc | Cell) -> WordParagraph:
    return plain(place, "center")


def plain(place: Doc | Cell, align: str = "left") -> WordParagraph:
    """A paragraph without indent or gap; a cell gives its first, empty one before it makes another."""
    paragraph = _begun(place)
    paragraph.alignment = _ALIGN[align]
    return paragraph


def in_style(place: Doc | Cell, style: str) -> WordParagraph:
    paragraph = _begun(place)
    # By id: to look a style up by its name takes longer than all else in a long paper.
    paragraph._p.style = style
    return paragraph


def in_table(cell: Cell, align: str) -> WordParagraph:
    paragraph = in_style(cell, TABLE_TEXT)
    paragraph.alignment = _ALIGN[align]
    return paragraph


def _begun(place: Doc | Cell) -> WordParagraph:
    if isinstance(place, Cell):
        first = place.paragraphs[0]
        if first._p.getnext() is None and not first._p.r_lst and first._p.pPr is None:
            return first
    return place.add_paragraph()


def gap(doc: Doc | Cell, height_pt: float, *, kept: bool = False) -> None:
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


def bare_table(
    place: Doc | Cell, width_pt: float, *, rows: int, shares: Iterable[float], cut: bool = False
) -> WordTable:
    """A table without lines; `cut` lets a row go on over the page."""
    shares = list(shares)
    table = place.add_table(rows=rows, cols=len(shares))
    set_widths(table, width_pt, shares)
    set_cell_margins(table, sideways=0, upright=0)
    for row in () if cut else table.rows:
        mark_row(row, "w:cantSplit")
    return table


def set_widths(table: WordTable, width_pt: float, shares: Iterable[float]) -> None:
    """`shares` are parts of any whole."""
    shares = list(shares)
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    widths = [Pt(share / sum(shares) * width_pt) for share in shares]
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
