"""Draws each block of a sheet with Word's paragraphs and tables."""

from collections.abc import Iterable
from functools import singledispatch

from docx.document import Document as Doc
from docx.shared import Mm, Pt
from docx.table import _Cell as Cell

from chungtay.papers.docx.strokes import (
    bare_table,
    border,
    centred,
    gap,
    in_table,
    mark_row,
    plain,
    rule,
    set_cell_margins,
    set_widths,
    write,
    write_run,
)
from chungtay.papers.house_styles import HouseStyle
from chungtay.papers.sheets import (
    Block,
    Fingerprint,
    Heading,
    Letterhead,
    Paragraph,
    Signatures,
    Signer,
    Table,
    Title,
)


@singledispatch
def draw(block: Block, doc: Doc, style: HouseStyle) -> None:
    raise NotImplementedError(f"no drawing for {type(block).__name__}")


@draw.register
def _(head: Letterhead, doc: Doc, style: HouseStyle) -> None:
    size = style.sizes_pt
    table = bare_table(doc, style, rows=2, shares=style.letterhead_shares)
    widths = [share * style.text_width_pt for share in style.letterhead_shares]
    (left, right), (number, place) = (row.cells for row in table.rows)
    for lines, letters, bold in (
        (head.parent_lines, size.parent_body, False),
        (head.issuer_lines, size.issuer, True),
    ):
        for line in lines:
            write(centred(left), line, size=letters, bold=bold)
    rule(left, head.issuer_rule_pt, within_pt=widths[0])
    write(centred(right), head.country, size=size.country, bold=True)
    write(centred(right), head.motto, size=size.motto, bold=True)
    rule(right, head.motto_rule_pt, within_pt=widths[1])
    write(centred(number), head.number, size=size.number)
    write(centred(place), head.place_and_day, size=size.place_and_day, italic=True)
    gap(doc, 18)


@draw.register
def _(title: Title, doc: Doc, style: HouseStyle) -> None:
    write(centred(doc), title.type_name, size=style.sizes_pt.type_name, bold=True)
    for line in title.lines:
        write(centred(doc), line, size=style.sizes_pt.abstract, bold=True)
    rule(doc, title.rule_pt, within_pt=style.text_width_pt)
    gap(doc, 14)


@draw.register
def _(heading: Heading, doc: Doc, style: HouseStyle) -> None:
    write(doc.add_paragraph(style=f"Heading {heading.level}"), heading.text, bold=heading.level <= 2)


@draw.register
def _(paragraph: Paragraph, doc: Doc, style: HouseStyle) -> None:
    drawn = doc.add_paragraph(style="Body Text")
    for run in paragraph.runs:
        write_run(drawn, run)


@draw.register
def _(table: Table, doc: Doc, style: HouseStyle) -> None:
    if table.caption:
        caption = centred(doc)
        caption.paragraph_format.space_after = Pt(style.paragraph_gap_pt)
        caption.paragraph_format.keep_with_next = True
        write(caption, table.caption, size=style.sizes_pt.table, bold=True)
    drawn = doc.add_table(rows=1 + len(table.rows), cols=len(table.columns), style="Table Grid")
    set_widths(drawn, style, [column.share for column in table.columns])
    set_cell_margins(drawn, sideways=4, upright=3)
    header, *rows = drawn.rows
    for cell, column in zip(header.cells, table.columns, strict=True):
        cell.vertical_alignment = 1  # in the middle
        write(in_table(cell, "center"), column.title, bold=True)
    mark_row(header, "w:cantSplit", "w:tblHeader")
    for position, (row, texts) in enumerate(zip(rows, table.rows, strict=True), 1):
        total = table.last_is_total and position == len(rows)
        for cell, column, text in zip(row.cells, table.columns, texts, strict=True):
            write(in_table(cell, column.align), text, bold=total)
        mark_row(row, "w:cantSplit")
    gap(doc, style.paragraph_gap_pt)


@draw.register
def _(signatures: Signatures, doc: Doc, style: HouseStyle) -> None:
    gap(doc, 10, kept=True)
    if len(signatures.signers) == 1:
        table = bare_table(doc, style, rows=1, shares=(0.5, 0.5))
        left, right = table.rows[0].cells
        _recipients(left, signatures.recipients, style)
        _signer_head(right, signatures.signers[0], style)
        _signer_name(right, signatures.signers[0], style)
    else:
        shares = [1 / len(signatures.signers)] * len(signatures.signers)
        table = bare_table(doc, style, rows=2, shares=shares)
        for row, draw in zip(table.rows, (_signer_head, _signer_name), strict=True):
            for cell, signer in zip(row.cells, signatures.signers, strict=True):
                draw(cell, signer, style)
        _recipients(doc, signatures.recipients, style)
    gap(doc, 12)


@draw.register
def _(fingerprint: Fingerprint, doc: Doc, style: HouseStyle) -> None:
    paragraph = plain(doc)
    border(paragraph, "top")
    write(paragraph, fingerprint.text, size=style.sizes_pt.fingerprint)


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
