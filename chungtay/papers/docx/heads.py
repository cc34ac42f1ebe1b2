"""Draws what stands at the head of a paper, of a column and of an appendix."""

from typing import Any

from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as WordParagraph

from chungtay.papers.docx.desk import Desk, draw
from chungtay.papers.docx.strokes import bare_table, centred, gap, plain, rule, write
from chungtay.papers.docx.styles import element, number_from_one
from chungtay.papers.sheets import (
    Addressees,
    Appendix,
    Country,
    Letterhead,
    Title,
    addressees_layout,
    attached_lines,
)
from chungtay.rules.alphabets import has_lao


@draw.register
def _(head: Letterhead, desk: Desk) -> None:
    style = desk.style
    widths = [share * desk.width_pt for share in style.letterhead_shares]
    mottos = (head.motto,) if head.motto else ()
    if style.heading_place == "top":
        _country(desk.place, desk, (head.country,), mottos, head.motto_rule_pt, within_pt=desk.width_pt)
        gap(desk.place, 10)
        table = bare_table(desk.place, desk.width_pt, rows=1, shares=style.letterhead_shares)
        left, right = table.rows[0].cells
        _issuer(left, head, desk, within_pt=widths[0])
        _number(right, head, desk)
        _dated(right, head, desk)
    else:
        table = bare_table(desk.place, desk.width_pt, rows=2, shares=style.letterhead_shares)
        (left, right), (number, place) = (row.cells for row in table.rows)
        _issuer(left, head, desk, within_pt=widths[0])
        _country(right, desk, (head.country,), mottos, head.motto_rule_pt, within_pt=widths[1])
        _number(number, head, desk)
        _dated(place, head, desk)
    gap(desk.place, 18)


@draw.register
def _(country: Country, desk: Desk) -> None:
    _country(desk.place, desk, country.lines, country.motto_lines, country.rule_pt, within_pt=desk.width_pt)


@draw.register
def _(title: Title, desk: Desk) -> None:
    if _follows_text(desk.place):
        gap(desk.place, 14)
    write(centred(desk.place), title.type_name, size=desk.style.sizes_pt.type_name, bold=True)
    for line in title.lines:
        write(centred(desk.place), line, size=desk.style.sizes_pt.abstract, bold=True)
    rule(desk.place, title.rule_pt, within_pt=desk.width_pt)
    gap(desk.place, 14)


@draw.register
def _(addressees: Addressees, desk: Desk) -> None:
    style, size = desk.style, desk.style.sizes_pt.addressees
    word = addressees.word or style.addressees_word
    gap(desk.place, 6)
    if len(addressees.lines) == 1:
        write(centred(desk.place), f"{word} {addressees.lines[0]}", size=size)
    else:
        layout = addressees_layout(addressees, style)
        _set_in(plain(desk.place), word, size, left=layout["indent_pt"])
        for line in addressees.lines:
            left = layout["indent_pt"] + layout["list_pt"]
            _set_in(plain(desk.place), line, size, left=left, hanging=layout["dash_pt"])
    gap(desk.place, 12)


@draw.register
def _(appendix: Appendix, desk: Desk) -> None:
    doc, style = desk.place, desk.style
    assert not isinstance(doc, Cell), "an appendix begins on a page of its own"
    is_first = len(doc.element.body) == 1  # nothing but the closing mark of the section: an appendix alone
    section = doc.sections[-1] if is_first else _begin_section(doc)
    sides = sorted(style.paper_mm, reverse=appendix.landscape)
    section.page_width, section.page_height = Mm(sides[0]), Mm(sides[1])
    section.orientation = WD_ORIENT.LANDSCAPE if appendix.landscape else WD_ORIENT.PORTRAIT
    number_from_one(section)
    desk.width_pt = style.landscape_width_pt if appendix.landscape else style.text_width_pt
    write(centred(doc), appendix.label, size=style.sizes_pt.appendix_label, bold=True)
    for position, line in enumerate(appendix.title_lines):
        if position == 0:
            gap(doc, 3)
        write(centred(doc), line, size=style.sizes_pt.appendix_title, bold=True)
    is_slanted = not has_lao(appendix.attached_to)
    for position, line in enumerate(attached_lines(appendix, style)):
        if position == 0:
            gap(doc, 3)
        write(centred(doc), line, size=style.sizes_pt.attached_to, italic=is_slanted)
    gap(doc, 14)


def _follows_text(place: Doc | Cell) -> bool:
    """The title of a second text; the first one follows the gap below the letterhead."""
    if isinstance(place, Cell) or len(place.element.body) < 2:
        return False
    last = place.element.body[-2]
    return bool(last.tag == qn("w:p") and last.r_lst)


def _begin_section(doc: Doc) -> Section:
    last = doc.element.body[-2]
    section = doc.add_section(WD_SECTION.NEW_PAGE)
    _close_section_in(last)
    return section


def _close_section_in(last: Any) -> None:
    """The section before ends in its last gap, or in a line of no height: a line more could fall on an empty page."""
    closing = last.getnext()
    if last.tag == qn("w:p") and not last.r_lst:
        last.get_or_add_pPr().append(closing.pPr.find(qn("w:sectPr")))
        closing.getparent().remove(closing)
    else:
        closing.pPr.insert(0, element("w:spacing", line="20", lineRule="exact"))


def _set_in(paragraph: WordParagraph, text: str, size: float, *, left: float, hanging: float = 0) -> None:
    layout = paragraph.paragraph_format
    layout.left_indent, layout.first_line_indent = Pt(left + hanging), Pt(-hanging)
    write(paragraph, text, size=size)


def _country(
    place: Doc | Cell,
    desk: Desk,
    lines: tuple[str, ...],
    mottos: tuple[str, ...],
    length_pt: float,
    *,
    within_pt: float,
) -> None:
    size = desk.style.sizes_pt
    for line in lines:
        write(centred(place), line, size=size.country, bold=True)
    for line in mottos:
        write(centred(place), line, size=size.motto, bold=True)
    rule(place, length_pt, within_pt=within_pt)


def _issuer(place: Cell, head: Letterhead, desk: Desk, *, within_pt: float) -> None:
    size = desk.style.sizes_pt
    for line in head.parent_lines:
        write(centred(place), line, size=size.parent_body)
    for line in head.issuer_lines:
        write(centred(place), line, size=size.issuer, bold=True)
    if desk.style.below_issuer:
        write(centred(place), desk.style.below_issuer, size=size.issuer, bold=True)
    else:
        rule(place, head.issuer_rule_pt, within_pt=within_pt)


def _number(place: Cell, head: Letterhead, desk: Desk) -> None:
    write(centred(place), head.number, size=desk.style.sizes_pt.number)
    for position, line in enumerate(head.subject_lines):
        paragraph = centred(place)
        if position == 0:
            paragraph.paragraph_format.space_before = Pt(desk.style.subject_gap_pt)
        write(paragraph, line, size=desk.style.sizes_pt.subject, italic=desk.style.subject_italic)


def _dated(place: Cell, head: Letterhead, desk: Desk) -> None:
    style = desk.style
    write(centred(place), head.place_and_day, size=style.sizes_pt.place_and_day, italic=style.day_italic)
