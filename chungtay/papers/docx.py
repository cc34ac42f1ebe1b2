"""Draws a sheet as DOCX, the form in which a paper is still worked on and given its number.

The layout is that of `sheet.typ`, said in Word's own terms: real heading styles, a page field, header rows
that repeat, tables without lines for the letterhead and the signatures.
"""

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime, time
from functools import singledispatch
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as WordParagraph

from chungtay.papers.house_styles import HouseStyle
from chungtay.papers.sheets import (
    Block,
    Fingerprint,
    Heading,
    Letterhead,
    Paragraph,
    Run,
    Sheet,
    Signatures,
    Signer,
    Table,
    Title,
)

LINE = 1.15  # the height of a single line of Times, in parts of the letter size

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
# A Lao run keeps the spaces inside it, so that Word measures it as one stretch.
_LAO = re.compile("([\u0e80-\u0eff]+(?:[\\s\u200b]+[\u0e80-\u0eff]+)*)")
_LOCALES = {"vi": "vi-VN", "lo": "lo-LA", "en": "en-GB"}


def written(sheet: Sheet) -> bytes:
    """The sheet as DOCX; the same sheet gives the same bytes."""
    doc = Document()
    _set_styles(doc, sheet)
    _set_page(doc, sheet.style)
    _set_compatibility(doc)
    _set_properties(doc, sheet)
    for block, following in zip(sheet.blocks, (*sheet.blocks[1:], None), strict=True):
        _draw(block, doc, sheet.style)
        if isinstance(following, Signatures):
            doc.paragraphs[-1].paragraph_format.keep_with_next = True
    file = io.BytesIO()
    doc.save(file)
    return _with_steady_dates(file)


@singledispatch
def _draw(block: Block, doc: Doc, style: HouseStyle) -> None:
    raise NotImplementedError(f"no drawing for {type(block).__name__}")


@_draw.register
def _(head: Letterhead, doc: Doc, style: HouseStyle) -> None:
    size = style.sizes_pt
    table = _bare_table(doc, style, rows=2, shares=style.letterhead_shares)
    widths = [share * style.text_width_pt for share in style.letterhead_shares]
    (left, right), (number, place) = (row.cells for row in table.rows)
    for lines, letters, bold in (
        (head.parent_lines, size.parent_body, False),
        (head.issuer_lines, size.issuer, True),
    ):
        for line in lines:
            _write(_centred(left), line, size=letters, bold=bold)
    _rule(left, head.issuer_rule_pt, within_pt=widths[0])
    _write(_centred(right), head.country, size=size.country, bold=True)
    _write(_centred(right), head.motto, size=size.motto, bold=True)
    _rule(right, head.motto_rule_pt, within_pt=widths[1])
    _write(_centred(number), head.number, size=size.number)
    _write(_centred(place), head.place_and_day, size=size.place_and_day, italic=True)
    _gap(doc, 18)


@_draw.register
def _(title: Title, doc: Doc, style: HouseStyle) -> None:
    _write(_centred(doc), title.type_name, size=style.sizes_pt.type_name, bold=True)
    for line in title.lines:
        _write(_centred(doc), line, size=style.sizes_pt.abstract, bold=True)
    _rule(doc, title.rule_pt, within_pt=style.text_width_pt)
    _gap(doc, 14)


@_draw.register
def _(heading: Heading, doc: Doc, style: HouseStyle) -> None:
    _write(doc.add_paragraph(style=f"Heading {heading.level}"), heading.text, bold=heading.level <= 2)


@_draw.register
def _(paragraph: Paragraph, doc: Doc, style: HouseStyle) -> None:
    drawn = doc.add_paragraph(style="Body Text")
    for run in paragraph.runs:
        _write_run(drawn, run)


@_draw.register
def _(table: Table, doc: Doc, style: HouseStyle) -> None:
    size = style.sizes_pt.table
    if table.caption:
        caption = _centred(doc)
        caption.paragraph_format.space_after = Pt(style.paragraph_gap_pt)
        caption.paragraph_format.keep_with_next = True
        _write(caption, table.caption, size=size, bold=True)
    drawn = doc.add_table(rows=1 + len(table.rows), cols=len(table.columns), style="Table Grid")
    _set_widths(drawn, style, [column.share for column in table.columns])
    _set_cell_margins(drawn, sideways=4, upright=3)
    header, *rows = drawn.rows
    for cell, column in zip(header.cells, table.columns, strict=True):
        cell.vertical_alignment = 1  # in the middle
        _write(_centred(cell), column.title, size=size, bold=True)
    _mark_row(header, "w:cantSplit", "w:tblHeader")
    for position, (row, texts) in enumerate(zip(rows, table.rows, strict=True), 1):
        total = table.last_is_total and position == len(rows)
        for cell, column, text in zip(row.cells, table.columns, texts, strict=True):
            _write(_plain(cell, column.align), text, size=size, bold=total)
        _mark_row(row, "w:cantSplit")
    _gap(doc, style.paragraph_gap_pt)


@_draw.register
def _(signatures: Signatures, doc: Doc, style: HouseStyle) -> None:
    _gap(doc, 10, kept=True)
    if len(signatures.signers) == 1:
        table = _bare_table(doc, style, rows=1, shares=(0.5, 0.5))
        left, right = table.rows[0].cells
        _recipients(left, signatures.recipients, style)
        _signer(right, signatures.signers[0], style)
    else:
        shares = [1 / len(signatures.signers)] * len(signatures.signers)
        table = _bare_table(doc, style, rows=1, shares=shares)
        for cell, signer in zip(table.rows[0].cells, signatures.signers, strict=True):
            _signer(cell, signer, style)
        _recipients(doc, signatures.recipients, style)
    _gap(doc, 12)


@_draw.register
def _(fingerprint: Fingerprint, doc: Doc, style: HouseStyle) -> None:
    paragraph = _plain(doc)
    _line(paragraph, "top")
    _write(paragraph, fingerprint.text, size=style.sizes_pt.fingerprint)


def _signer(cell: Cell, signer: Signer, style: HouseStyle) -> None:
    for line in (*signer.authority, signer.post):
        _write(_centred(cell), line, size=style.sizes_pt.authority, bold=True)
    name = _centred(cell)
    name.paragraph_format.space_before = Mm(style.signature_gap_mm)
    _write(name, signer.name, size=style.sizes_pt.signer, bold=True)


def _recipients(place: Doc | Cell, recipients: Iterable[str], style: HouseStyle) -> None:
    if recipients:
        label = _plain(place)
        _write(label, style.recipients_word, size=style.sizes_pt.recipients_label, bold=True, italic=True)
    for recipient in recipients:
        _write(_plain(place), recipient, size=style.sizes_pt.recipients)


def _write(paragraph: WordParagraph, text: str, *, size: float = 0, **look: bool) -> None:
    _write_run(paragraph, Run(text, **look), size=size)


def _write_run(paragraph: WordParagraph, run: Run, *, size: float = 0) -> None:
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
            _set_size(properties, size)
        if position % 2:
            drawn.font.complex_script = True
            properties.append(_element("w:lang", bidi="lo-LA"))


def _centred(place: Doc | Cell) -> WordParagraph:
    return _plain(place, "center")


def _plain(place: Doc | Cell, align: str = "left") -> WordParagraph:
    """A paragraph without indent or gap; a cell gives its first, empty one before it makes another."""
    if isinstance(place, Cell) and len(place.paragraphs) == 1 and not place.paragraphs[0]._p.r_lst:
        paragraph = place.paragraphs[0]
    else:
        paragraph = place.add_paragraph()
    paragraph.alignment = _ALIGN[align]
    return paragraph


def _gap(doc: Doc, height_pt: float, *, kept: bool = False) -> None:
    """An empty line of a given height. It also keeps two tables apart, which Word would else join."""
    gap = doc.add_paragraph().paragraph_format
    gap.line_spacing_rule, gap.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(height_pt)
    gap.keep_with_next = kept or None


def _rule(place: Doc | Cell, length_pt: float, *, within_pt: float) -> None:
    """A short line in the middle: the border of an empty paragraph, drawn in from both sides."""
    paragraph = place.add_paragraph()
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(2)
    layout.left_indent = layout.right_indent = Pt(max(0, (within_pt - length_pt) / 2))
    layout.space_after = Pt(4)
    _line(paragraph, "bottom")


def _line(paragraph: WordParagraph, side: str) -> None:
    borders = OxmlElement("w:pBdr")
    borders.append(_element(f"w:{side}", val="single", sz="5", space="1", color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _bare_table(doc: Doc, style: HouseStyle, *, rows: int, shares: Iterable[float]) -> WordTable:
    shares = list(shares)
    table = doc.add_table(rows=rows, cols=len(shares))
    _set_widths(table, style, shares)
    _set_cell_margins(table, sideways=0, upright=0)
    for row in table.rows:
        _mark_row(row, "w:cantSplit")
    return table


def _set_widths(table: WordTable, style: HouseStyle, shares: Iterable[float]) -> None:
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    widths = [Pt(share * style.text_width_pt) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _set_cell_margins(table: WordTable, *, sideways: float, upright: float) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side, points in (("top", upright), ("left", sideways), ("bottom", upright), ("right", sideways)):
        margins.append(_element(f"w:{side}", w=str(round(points * 20)), type="dxa"))
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(margins)


def _mark_row(row: Any, *marks: str) -> None:
    for mark in marks:
        row._tr.get_or_add_trPr().append(OxmlElement(mark))


def _set_styles(doc: Doc, sheet: Sheet) -> None:
    house = sheet.style
    normal = doc.styles["Normal"]
    _set_letters(normal, house)
    layout = normal.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing = 1.0
    normal.element.get_or_add_rPr().append(
        _element("w:lang", val=_LOCALES.get(sheet.language, sheet.language), bidi="lo-LA")
    )
    for name in ("Body Text", "Heading 1", "Heading 2", "Heading 3"):
        style = doc.styles[name]
        _set_letters(style, house)
        style.font.bold = style.font.italic = None
        style.font.color.rgb = RGBColor(0, 0, 0)
        layout = style.paragraph_format
        layout.first_line_indent = Mm(house.first_line_mm)
        layout.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        # An exact pitch, for a line with Lao in it would else stand further off than its neighbours.
        layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        layout.line_spacing = Pt(round(house.line_spacing * LINE * house.sizes_pt.body * 2) / 2)
        layout.space_before, layout.space_after = Pt(0), Pt(house.paragraph_gap_pt)
        layout.widow_control = True
        layout.keep_with_next = name != "Body Text"


def _set_letters(style: ParagraphStyle, house: HouseStyle) -> None:
    properties = style.element.get_or_add_rPr()
    # The template names fonts by theme, which would win over the names set here.
    for fonts in properties.findall(qn("w:rFonts")):
        properties.remove(fonts)
    style.font.name = house.word_font
    fonts = properties.find(qn("w:rFonts"))
    fonts.set(qn("w:eastAsia"), house.word_font)
    fonts.set(qn("w:cs"), house.word_font_lao)
    _set_size(properties, house.sizes_pt.body)


def _set_size(properties: Any, points: float) -> None:
    """Word keeps two sizes, one for Latin letters and one for complex scripts such as Lao."""
    for tag in ("w:sz", "w:szCs"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    properties.sz_val = Pt(points)
    size = properties.find(qn("w:sz"))
    size.addnext(_element("w:szCs", val=size.get(qn("w:val"))))


def _set_page(doc: Doc, house: HouseStyle) -> None:
    page = doc.sections[0]
    page.page_width, page.page_height = (Mm(length) for length in house.paper_mm)
    margins = house.margins_mm
    page.top_margin, page.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    page.left_margin, page.right_margin = Mm(margins.left), Mm(margins.right)
    page.header_distance = Mm(house.page_number_from_top_mm)
    page.footer_distance = Mm(house.page_number_from_top_mm)
    page.different_first_page_header_footer = True
    number = page.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = number.add_run()
    _set_size(run._r.get_or_add_rPr(), house.sizes_pt.page_number)
    for kind in ("begin", "instr", "end"):
        if kind == "instr":
            field = OxmlElement("w:instrText")
            field.text = "PAGE"
        else:
            field = _element("w:fldChar", fldCharType=kind)
        run._r.append(field)


def _set_compatibility(doc: Doc) -> None:
    """Without this Word opens the paper as one from an older Word, and says so in its title bar."""
    for setting in doc.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _set_properties(doc: Doc, sheet: Sheet) -> None:
    properties = doc.core_properties
    properties.title = sheet.title[:255]
    properties.author = properties.last_modified_by = sheet.issuer[:255]
    properties.comments = ""
    properties.language = sheet.language
    # The template brings days of its own; an unsigned paper has none.
    for tag in ("dcterms:created", "dcterms:modified"):
        for stamp in properties._element.findall(qn(tag)):
            properties._element.remove(stamp)
    if sheet.signed_on:
        signed_at = datetime.combine(sheet.signed_on, time(), tzinfo=UTC)
        properties.created = properties.modified = signed_at


def _with_steady_dates(file: io.BytesIO) -> bytes:
    steady = io.BytesIO()
    with zipfile.ZipFile(file) as parts, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in parts.namelist():
            copy.writestr(zipfile.ZipInfo(name), parts.read(name), zipfile.ZIP_DEFLATED)
    return steady.getvalue()


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
