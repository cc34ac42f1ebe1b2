"""Draws each block of a sheet with Word's paragraphs and tables."""

import io
from collections.abc import Iterable
from itertools import zip_longest

from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as WordParagraph

from chungtay.papers.docx.desk import Desk, draw
from chungtay.papers.docx.strokes import (
    bare_table,
    border,
    centred,
    gap,
    in_style,
    is_lao,
    plain,
    write,
    write_run,
)
from chungtay.papers.house_styles import MM, HouseStyle
from chungtay.papers.sheets import (
    Bilingual,
    ChartBlock,
    Fingerprint,
    Grounds,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Point,
    Run,
    Signatures,
    Signer,
    runs,
)
from chungtay.papers.sheets.setting import COLUMNS_APART_MM


@draw.register
def _(heading: Heading, desk: Desk) -> None:
    drawn = in_style(desk.place, f"Heading{heading.level}")
    _fit(drawn, desk, heading.text)
    write(drawn, heading.text, bold=heading.level <= 2)


@draw.register
def _(paragraph: Paragraph, desk: Desk) -> None:
    _prose(desk, paragraph.runs)


@draw.register
def _(point: Point, desk: Desk) -> None:
    _prose(desk, (Run(f"{point.label} "), *runs(point.text)))


@draw.register
def _(grounds: Grounds, desk: Desk) -> None:
    for ground in grounds.lines:
        _prose(desk, (Run(ground, italic=True),))


@draw.register
def _(note: Note, desk: Desk) -> None:
    paragraph = plain(desk.place)
    paragraph.paragraph_format.space_after = Pt(desk.style.paragraph_gap_pt)
    for run in runs(note.text):
        write_run(paragraph, run, size=desk.style.sizes_pt.note)


@draw.register
def _(chart: ChartBlock, desk: Desk) -> None:
    paragraph = centred(desk.place)
    layout = paragraph.paragraph_format
    layout.space_before, layout.keep_with_next = Pt(6), bool(chart.caption)
    layout.line_spacing_rule = WD_LINE_SPACING.SINGLE
    picture = io.BytesIO(desk.pictures[chart.drawing])
    inline = paragraph.add_run().add_picture(picture, width=Mm(chart.width_mm))._inline
    for side in "TBLR":  # else LibreOffice keeps text 3 mm away, and pushes a wide picture over the edge
        inline.set(f"dist{side}", "0")
    inline.docPr.set("descr", chart.alt or chart.drawing.alt)
    inline.docPr.set("name", f"chart {inline.docPr.id}")
    if chart.caption:
        write(centred(desk.place), chart.caption, size=desk.style.sizes_pt.table, bold=True)
    gap(desk.place, desk.style.paragraph_gap_pt + 6)


@draw.register
def _(both: Bilingual, desk: Desk) -> None:
    """A table without lines, one row for each pair of blocks, and an empty column between the two texts."""
    between = COLUMNS_APART_MM * MM
    half = (desk.width_pt - between) / 2
    pairs = list(zip_longest(both.left, both.right))
    table = bare_table(desk.place, desk.width_pt, rows=len(pairs), shares=(half, between, half), cut=True)
    for row, pair in zip(table.rows, pairs, strict=True):
        left, _, right = row.cells
        for cell, block in zip((left, right), pair, strict=True):
            if block is not None:
                draw(block, desk.at(cell, width_pt=half))
    gap(desk.place, 2)


@draw.register
def _(page_break: PageBreak, desk: Desk) -> None:
    plain(desk.place).paragraph_format.page_break_before = True


@draw.register
def _(signatures: Signatures, desk: Desk) -> None:
    place, style = desk.place, desk.style
    gap(place, 10, kept=True)
    if len(signatures.signers) == 1:
        table = bare_table(place, desk.width_pt, rows=1, shares=(0.5, 0.5))
        left, right = table.rows[0].cells
        _recipients(left, signatures.recipients, style)
        _signer_head(right, signatures.signers[0], style)
        _signer_name(right, signatures.signers[0], style)
    else:
        for abreast in signatures.abreast:
            table = bare_table(place, desk.width_pt, rows=2, shares=[1 / len(abreast)] * len(abreast))
            for row, part in zip(table.rows, (_signer_head, _signer_name), strict=True):
                for cell, signer in zip(row.cells, abreast, strict=True):
                    part(cell, signer, style)
            gap(place, 10)
        _recipients(place, signatures.recipients, style)
    gap(place, 12)


@draw.register
def _(fingerprint: Fingerprint, desk: Desk) -> None:
    paragraph = plain(desk.place)
    border(paragraph, "top")
    write(paragraph, fingerprint.text, size=desk.style.sizes_pt.fingerprint)


def _prose(desk: Desk, words: Iterable[Run]) -> None:
    words = tuple(words)
    drawn = in_style(desk.place, "BodyText")
    _fit(drawn, desk, "".join(run.text for run in words))
    for run in words:
        write_run(drawn, run)


def _fit(paragraph: WordParagraph, desk: Desk, text: str) -> None:
    """What differs from the style of the paragraph, in half a page or with Lao in it."""
    if desk.width_pt < desk.style.text_width_pt:
        paragraph.paragraph_format.first_line_indent = Pt(desk.first_line_pt)
    if is_lao(text):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _signer_head(cell: Cell, signer: Signer, style: HouseStyle) -> None:
    for line in signer.lines:
        paragraph = centred(cell)
        paragraph.paragraph_format.keep_with_next = True
        write(paragraph, line, size=style.sizes_pt.authority, bold=True)


def _signer_name(cell: Cell, signer: Signer, style: HouseStyle) -> None:
    name = centred(cell)
    name.paragraph_format.space_before = Mm(style.signature_gap_mm)
    write(name, signer.name, size=style.sizes_pt.signer, bold=True)


def _recipients(place: Doc | Cell, recipients: Iterable[str], style: HouseStyle) -> None:
    if recipients:
        label = plain(place)
        write(label, style.recipients_word, size=style.sizes_pt.recipients_label, bold=True, italic=True)
    for recipient in recipients:
        write(plain(place), recipient, size=style.sizes_pt.recipients)
