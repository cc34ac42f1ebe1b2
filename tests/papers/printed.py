"""Reads a printed PDF back: its words, and where each letter stands in which font."""

import ctypes
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property

import pypdfium2
from pypdfium2 import raw

MM = 72 / 25.4


@dataclass(frozen=True)
class Letter:
    """One printed letter, in millimetres from the paper's lower left corner; `base` is the line it stands on."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    font: str
    base: float = 0


@dataclass(frozen=True)
class Rule:
    """A level stroke, in millimetres."""

    left: float
    right: float
    y: float


@dataclass(frozen=True)
class Page:
    """A page of a PDF, read once; lengths in millimetres."""

    width: float
    height: float
    letters: tuple[Letter, ...]
    rules: tuple[Rule, ...]  # from the top down

    @cached_property
    def _text(self) -> str:
        return "".join(letter.text for letter in self.letters)

    def holds(self, words: str) -> bool:
        return "".join(words.split()) in self._text

    def line(self, words: str) -> tuple[Letter, ...]:
        """The letters that print the given words."""
        wanted = "".join(words.split())
        start = self._text.index(wanted)
        return self.letters[start : start + len(wanted)]

    def baselines(self, *, below: float) -> list[float]:
        """The heights of the lines under this one, downwards."""
        return sorted({round(letter.base, 2) for letter in self.letters if letter.base < below}, reverse=True)


def pages(pdf: bytes) -> list[Page]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [_page(document[number]) for number in range(len(document))]


def _page(page: pypdfium2.PdfPage) -> Page:
    width, height = page.get_size()
    with closing(page), closing(page.get_textpage()) as textpage:
        letters = tuple(
            _letter(textpage, position)
            for position in range(textpage.count_chars())
            if textpage.get_text_range(position, 1).strip()
        )
        return Page(width / MM, height / MM, letters, tuple(_rules(page)))


def _rules(page: pypdfium2.PdfPage) -> list[Rule]:
    bounds = [path.get_bounds() for path in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=9)]
    found = [
        Rule(left / MM, right / MM, (bottom + top) / 2 / MM)
        for left, bottom, right, top in bounds
        if top - bottom < 3 and right - left > 10
    ]
    return sorted(found, key=lambda rule: -rule.y)


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


def alternatives(pdf: bytes) -> list[str]:
    """What the first page says in place of its pictures."""
    with pypdfium2.PdfDocument(pdf) as document, closing(document[0]) as page:
        tree = raw.FPDF_StructTree_GetForPage(page.raw)
        waiting = [
            raw.FPDF_StructTree_GetChildAtIndex(tree, number)
            for number in range(raw.FPDF_StructTree_CountChildren(tree))
        ]
        found = []
        while waiting:
            if not (part := waiting.pop()):
                continue
            found += [text] if (text := _alternative(part)) else []
            waiting += [
                raw.FPDF_StructElement_GetChildAtIndex(part, number)
                for number in range(raw.FPDF_StructElement_CountChildren(part))
            ]
        raw.FPDF_StructTree_Close(tree)
        return found


def _alternative(part: object) -> str:
    size = raw.FPDF_StructElement_GetAltText(part, None, 0)
    text = ctypes.create_string_buffer(size)
    raw.FPDF_StructElement_GetAltText(part, text, size)
    return text.raw[: max(0, size - 2)].decode("utf-16-le")


def picture_edges(pdf: bytes) -> tuple[float, float]:
    """Where the first picture begins and ends, in millimetres from the left."""
    with pypdfium2.PdfDocument(pdf) as document, closing(document[0]) as page:
        picture = next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=9))
        left, _, right, _ = picture.get_bounds()
        return left / MM, right / MM


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
    said = name.value.decode()
    return said.partition("+")[2] or said


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
        _baseline(textpage, position),
    )


def _baseline(textpage: pypdfium2.PdfTextPage, position: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage.raw, position, x, y)
    return y.value / MM
