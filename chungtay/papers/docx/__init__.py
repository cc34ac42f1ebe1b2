"""Draws a sheet as DOCX, the form in which a paper is still worked on and given its number.

The layout is that of `sheet.typ`, said in Word's own terms: real heading styles, a page field, header rows
that repeat, tables without lines for the letterhead and the signatures.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator

from docx import Document
from docx.table import Table

from chungtay.papers import fonts
from chungtay.papers.charts import pngs
from chungtay.papers.docx import blocks, heads, tables
from chungtay.papers.docx.desk import Desk, draw
from chungtay.papers.docx.styles import set_compatibility, set_page, set_properties, set_styles
from chungtay.papers.sheets import Bilingual, Block, ChartBlock, Sheet, Signatures, texts

# Each of these says how some kinds of blocks are drawn.
_DRAWERS = (blocks, heads, tables)


def written(sheet: Sheet) -> bytes:
    """The sheet as DOCX; the same sheet gives the same bytes. What the PDF would refuse is refused here too."""
    fonts.refuse_unprintable(texts(sheet.blocks))
    doc = Document()
    set_styles(doc, sheet)
    set_page(doc, sheet.style)
    set_compatibility(doc)
    set_properties(doc, sheet)
    drawings = list(dict.fromkeys(chart.drawing for chart in _charts(sheet.blocks)))
    pictures = dict(zip(drawings, pngs(drawings), strict=True))
    desk = Desk(doc, sheet.style, sheet.style.text_width_pt, pictures)
    for block, following in zip(sheet.blocks, (*sheet.blocks[1:], None), strict=True):
        draw(block, desk)
        if isinstance(following, Signatures):
            doc.paragraphs[-1].paragraph_format.keep_with_next = True
            if isinstance(block, Bilingual):
                _keep_last_row(doc.tables[-1])
    file = io.BytesIO()
    doc.save(file)
    return _with_steady_dates(file)


def _keep_last_row(table: Table) -> None:
    """So that the last lines of two texts go over the page together with the signatures."""
    for cell in table.rows[-1].cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _charts(blocks: Iterable[Block]) -> Iterator[ChartBlock]:
    for block in blocks:
        if isinstance(block, ChartBlock):
            yield block
        elif isinstance(block, Bilingual):
            yield from _charts((*block.left, *block.right))


def _with_steady_dates(file: io.BytesIO) -> bytes:
    steady = io.BytesIO()
    with zipfile.ZipFile(file) as parts, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in parts.namelist():
            copy.writestr(zipfile.ZipInfo(name), parts.read(name), zipfile.ZIP_DEFLATED)
    return steady.getvalue()
