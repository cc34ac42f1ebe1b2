"""Opens the parts of a Word file that hold text, and walks their paragraphs."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BODY = "word/document.xml"
TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
SHOWN = 60  # letters of a paragraph, to find it by


def parser() -> etree.XMLParser:
    """Reads nothing but the bytes: no entities, no document type, no network."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def parts_with_text(content: bytes) -> Iterator[tuple[str, Any]]:
    """By name, the body first."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = [name for name in parts.namelist() if TEXT_PARTS.fullmatch(name)]
        for name in sorted(names, key=lambda one: (one != BODY, one)):
            yield name, etree.fromstring(parts.read(name), parser())


@dataclass
class Paragraph:
    """A paragraph with its own words: not those of a box that hangs on it, nor those that were struck out."""

    element: Any
    pieces: list[Any]  # its w:t, in order

    @property
    def text(self) -> str:
        return "".join(piece.text or "" for piece in self.pieces)

    @property
    def shown(self) -> str:
        text = " ".join(self.text.split())
        return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def paragraphs(root: Any) -> Iterator[Paragraph]:
    for element in root.iter(f"{W}p"):
        yield Paragraph(element, list(_pieces(element)))


def _pieces(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == f"{W}t":
            yield child
        elif child.tag not in (f"{W}p", f"{W}del", f"{W}moveFrom", f"{W}txbxContent"):
            yield from _pieces(child)
