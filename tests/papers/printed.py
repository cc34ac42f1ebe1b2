"""Reads a printed PDF back: its words, and where each letter stands in which font."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

MM = 72 / 25.4


@dataclass(frozen=True)
class Letter:
    """One printed letter; `left` and `bottom` in millimetres from the paper's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    font: str


def page_texts(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def letters(pdf: bytes, *, page: int) -> list[Letter]:
    textpage = pypdfium2.PdfDocument(pdf)[page].get_textpage()
    return [
        _letter(textpage, position)
        for position in range(textpage.count_chars())
        if textpage.get_text_range(position, 1).strip()
    ]


def line(pdf: bytes, beginning: str, *, page: int = 0) -> list[Letter]:
    """The letters that print the given words."""
    found = letters(pdf, page=page)
    wanted = "".join(beginning.split())
    start = "".join(letter.text for letter in found).index(wanted)
    return found[start : start + len(wanted)]


def fonts(pdf: bytes) -> dict[str, bool]:
    """Every font that draws text, and whether it travels inside the file."""
    found: dict[str, bool] = {}
    for page in pypdfium2.PdfDocument(pdf):
        for font in _text_fonts(page):
            found[_base_name(font)] = bool(raw.FPDFFont_GetIsEmbedded(font))
    return found


def _text_fonts(page: pypdfium2.PdfPage) -> Iterator[object]:
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=9):
        yield raw.FPDFTextObj_GetFont(drawn.raw)


def _base_name(font: object) -> str:
    name = ctypes.create_string_buffer(200)
    raw.FPDFFont_GetBaseFontName(font, name, 200)
    return name.value.decode().partition("+")[2]


def _letter(textpage: pypdfium2.PdfTextPage, position: int) -> Letter:
    left, bottom, right, _ = textpage.get_charbox(position)
    drawn = raw.FPDFText_GetTextObject(textpage.raw, position)
    return Letter(
        textpage.get_text_range(position, 1),
        left / MM,
        right / MM,
        bottom / MM,
        raw.FPDFText_GetFontSize(textpage.raw, position),
        _base_name(raw.FPDFTextObj_GetFont(drawn)),
    )
