"""The page, the styles and the properties of a DOCX, after the style of the house."""

from datetime import UTC, datetime, time
from typing import Any

from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.parfmt import ParagraphFormat

from chungtay.papers.house_styles import HouseStyle
from chungtay.papers.sheets import Sheet

TABLE_TEXT = "TableText"  # the id of the style of text in cells

_LINE = 1.15  # the height of a single line of Times, in parts of the letter size
_LOCALES = {"vi": "vi-VN", "lo": "lo-LA", "en": "en-GB"}


def set_page(doc: Doc, house: HouseStyle) -> None:
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
    set_size(run._r.get_or_add_rPr(), house.sizes_pt.page_number)
    for kind in ("begin", "instr", "end"):
        if kind == "instr":
            field = OxmlElement("w:instrText")
            field.text = "PAGE"
        else:
            field = element("w:fldChar", fldCharType=kind)
        run._r.append(field)


def number_from_one(section: Section) -> None:
    """Pages of an appendix are counted by themselves; its first bears no number either."""
    section.different_first_page_header_footer = True
    properties = section._sectPr
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    start = element("w:pgNumType", start="1")
    before = [properties.find(qn(tag)) for tag in ("w:cols", "w:titlePg")]
    next(tag for tag in before if tag is not None).addprevious(start)


def set_styles(doc: Doc, sheet: Sheet) -> None:
    house = sheet.style
    normal = doc.styles["Normal"]
    _set_letters(normal, house)
    layout = normal.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing = 1.0
    normal.element.get_or_add_rPr().append(
        element("w:lang", val=_LOCALES.get(sheet.language, sheet.language), bidi="lo-LA")
    )
    table = doc.styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
    table.base_style = normal
    assert table.style_id == TABLE_TEXT
    set_size(table.element.get_or_add_rPr(), house.sizes_pt.table)
    set_pitch(table.paragraph_format, house.sizes_pt.table)
    for name in ("Body Text", "Heading 1", "Heading 2", "Heading 3"):
        style = doc.styles[name]
        _set_letters(style, house)
        style.font.bold = style.font.italic = None
        style.font.color.rgb = RGBColor(0, 0, 0)
        layout = style.paragraph_format
        layout.first_line_indent = Mm(house.first_line_mm)
        layout.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        set_pitch(layout, house.line_spacing * house.sizes_pt.body)
        layout.space_before, layout.space_after = Pt(0), Pt(house.paragraph_gap_pt)
        layout.widow_control = True
        layout.keep_with_next = name != "Body Text"


def set_properties(doc: Doc, sheet: Sheet) -> None:
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


def set_compatibility(doc: Doc) -> None:
    """Without this Word opens the paper as one from an older Word, and says so in its title bar."""
    for setting in doc.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def set_size(properties: Any, points: float) -> None:
    """Word keeps two sizes, one for Latin letters and one for complex scripts such as Lao."""
    for tag in ("w:sz", "w:szCs"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    properties.sz_val = Pt(points)
    size = properties.find(qn("w:sz"))
    size.addnext(element("w:szCs", val=size.get(qn("w:val"))))


def set_pitch(layout: ParagraphFormat, points: float) -> None:
    """An exact pitch, for a line with Lao in it would else stand further off than its neighbours."""
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = Pt(round(points * _LINE * 2) / 2)


def _set_letters(style: ParagraphStyle, house: HouseStyle) -> None:
    properties = style.element.get_or_add_rPr()
    # The template names fonts by theme, which would win over the names set here.
    for fonts in properties.findall(qn("w:rFonts")):
        properties.remove(fonts)
    style.font.name = house.word_font
    fonts = properties.find(qn("w:rFonts"))
    fonts.set(qn("w:eastAsia"), house.word_font)
    fonts.set(qn("w:cs"), house.word_font_lao)
    set_size(properties, house.sizes_pt.body)


def element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
