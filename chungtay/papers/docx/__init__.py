"""Draws a sheet as DOCX, the form in which a paper is still worked on and given its number.

The layout is that of `sheet.typ`, said in Word's own terms: real heading styles, a page field, header rows
that repeat, tables without lines for the letterhead and the signatures.
"""

import io
import zipfile

from docx import Document

from chungtay.papers import fonts
from chungtay.papers.docx.blocks import draw
from chungtay.papers.docx.styles import set_compatibility, set_page, set_properties, set_styles
from chungtay.papers.sheets import Sheet, Signatures, texts


def written(sheet: Sheet) -> bytes:
    """The sheet as DOCX; the same sheet gives the same bytes. What the PDF would refuse is refused here too."""
    fonts.refuse_unprintable(texts(sheet.blocks))
    doc = Document()
    set_styles(doc, sheet)
    set_page(doc, sheet.style)
    set_compatibility(doc)
    set_properties(doc, sheet)
    for block, following in zip(sheet.blocks, (*sheet.blocks[1:], None), strict=True):
        draw(block, doc, sheet.style)
        if isinstance(following, Signatures):
            doc.paragraphs[-1].paragraph_format.keep_with_next = True
    file = io.BytesIO()
    doc.save(file)
    return _with_steady_dates(file)


def _with_steady_dates(file: io.BytesIO) -> bytes:
    steady = io.BytesIO()
    with zipfile.ZipFile(file) as parts, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in parts.namelist():
            copy.writestr(zipfile.ZipInfo(name), parts.read(name), zipfile.ZIP_DEFLATED)
    return steady.getvalue()
