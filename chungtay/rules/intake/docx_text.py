"""The text of a Word file: paragraphs, table cells and the numbers that Word itself prints before items.

A DOCX is a zip of XML made by a stranger. Its directory is read before anything is unpacked, and XML that
declares entities is refused, so that a small file cannot grow into a large one in memory.
"""

import io
import unicodedata
import zipfile
import zlib
from xml.etree import ElementTree as Xml

from chungtay.rules.intake.paper import Paper, Piece, paper_of
from chungtay.rules.messages import Message, RuleBroken

# A real plan has some 20 parts, unpacks to a few MB and shrinks 5 to 20 times.
ENTRIES_MAX = 2_000
UNPACKED_MAX = 60 * 1024 * 1024
PART_MAX = 20 * 1024 * 1024
RATIO_MAX = 120
_RATIO_MATTERS_FROM = 1024 * 1024

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DOCUMENT = "word/document.xml"
_NUMBERING = "word/numbering.xml"
_STYLES = "word/styles.xml"
_BROKEN = "%(name)s is damaged and cannot be read. Open it in Word and save it again as DOCX."
_BOMB = "%(name)s would unpack to far more than a document holds, so it was not opened."
_LETTERS = "abcdđeghiklmnopqrstuvxy"


def paper_of_docx(name: str, content: bytes) -> Paper:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _refuse_bomb(name, parts)
            if _DOCUMENT not in parts.namelist():
                raise _refused("%(name)s is not a Word document. Save it again as DOCX.", name)
            body = _tree(name, parts, _DOCUMENT)
            numbering = _tree(name, parts, _NUMBERING) if _NUMBERING in parts.namelist() else None
            styles = _tree(name, parts, _STYLES) if _STYLES in parts.namelist() else None
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        Xml.ParseError,
        ValueError,
    ):
        raise _refused(_BROKEN, name) from None
    reader = _BodyReader(_Numbers(numbering, styles))
    try:
        reader.read(body)
    except RecursionError:  # tables in tables a thousand deep
        raise _refused(_BROKEN, name) from None
    return paper_of(reader.pieces)


def _refuse_bomb(name: str, parts: zipfile.ZipFile) -> None:
    directory = parts.infolist()
    unpacked = sum(part.file_size for part in directory)
    packed = sum(part.compress_size for part in directory) or 1
    if len(directory) > ENTRIES_MAX or unpacked > UNPACKED_MAX:
        raise _refused(_BOMB, name)
    if unpacked > _RATIO_MATTERS_FROM and unpacked / packed > RATIO_MAX:
        raise _refused(_BOMB, name)
    if any(part.flag_bits & 0x1 for part in directory):
        raise _refused(
            "%(name)s is protected by a password. Take the password off and hand it in again.", name
        )


def _tree(name: str, parts: zipfile.ZipFile, path: str) -> Xml.Element:
    # The directory may lie about sizes: never unpack more than one byte over the limit.
    with parts.open(path) as part:
        xml = part.read(PART_MAX + 1)
    if len(xml) > PART_MAX:
        raise _refused(_BOMB, name)
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise _refused(_BROKEN, name)
    return Xml.fromstring(xml)


class _BodyReader:
    def __init__(self, numbers: "_Numbers") -> None:
        self.pieces: list[Piece] = []
        self._numbers = numbers
        self._tables = 0

    def read(self, node: Xml.Element, *, table: int = 0, row: int = 0, column: int = 0) -> None:
        for child in node:
            if child.tag == f"{_W}p":
                self._paragraph(child, table, row, column)
            elif child.tag == f"{_W}tbl":
                self._table(child)
            elif child.tag != _FALLBACK:  # the same text box again, for old programs
                self.read(child, table=table, row=row, column=column)

    def _table(self, node: Xml.Element) -> None:
        self._tables += 1
        table = self._tables
        for row, line in enumerate(node.findall(f"{_W}tr"), start=1):
            for column, cell in enumerate(line.findall(f"{_W}tc"), start=1):
                self.read(cell, table=table, row=row, column=column)

    def _paragraph(self, node: Xml.Element, table: int, row: int, column: int) -> None:
        mark = self._numbers.mark(node)
        lines = unicodedata.normalize("NFC", "".join(_runs(node))).split("\n")
        kind = "cell" if table else "paragraph"
        if any(line.strip() for line in lines):
            lines[0] = mark + lines[0].strip()
            self.pieces.extend(Piece(line.strip(), kind, table, row, column) for line in lines)
        # A text box hangs inside a paragraph and holds paragraphs of its own.
        for box in node.iter(f"{_W}txbxContent"):
            self.read(box, table=table, row=row, column=column)


def _runs(node: Xml.Element) -> list[str]:
    words: list[str] = []
    for child in node:
        if child.tag == f"{_W}t":
            words.append(child.text or "")
        elif child.tag == f"{_W}tab":
            words.append("\t")
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            words.append("\n")
        elif child.tag == f"{_W}noBreakHyphen":
            words.append("-")
        elif child.tag not in (f"{_W}txbxContent", f"{_W}pPr", f"{_W}rPr", f"{_W}del", _FALLBACK):
            words.extend(_runs(child))
    return words


class _Numbers:
    """What Word prints before a numbered paragraph; the file keeps only the rule, not the number."""

    def __init__(self, tree: Xml.Element | None, styles: Xml.Element | None) -> None:
        self._rules = {
            style.get(f"{_W}styleId"): style.find(f"{_W}pPr/{_W}numPr")
            for style in (styles if styles is not None else [])
        }
        self._levels: dict[tuple[str, str], tuple[str, str]] = {}  # (list, level) -> (format, pattern)
        self._counts: dict[tuple[str, str], int] = {}
        if tree is None:
            return
        forms = {
            abstract.get(f"{_W}abstractNumId"): {
                level.get(f"{_W}ilvl") or "0": (_value(level, "numFmt"), _value(level, "lvlText"))
                for level in abstract.findall(f"{_W}lvl")
            }
            for abstract in tree.findall(f"{_W}abstractNum")
        }
        for number in tree.findall(f"{_W}num"):
            for level, form in forms.get(_value(number, "abstractNumId"), {}).items():
                self._levels[number.get(f"{_W}numId") or "", level] = form

    def mark(self, paragraph: Xml.Element) -> str:
        rule = paragraph.find(f"{_W}pPr/{_W}numPr")
        if rule is None:  # then the style of the paragraph may number it
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            rule = self._rules.get(style.get(f"{_W}val")) if style is not None else None
        if rule is None:
            return ""
        place = (_value(rule, "numId"), _value(rule, "ilvl") or "0")
        form, pattern = self._levels.get(place, ("", ""))
        if not form or form == "none":
            return ""
        if form == "bullet":
            return "- "
        self._counts[place] = self._counts.get(place, 0) + 1
        for deeper in [other for other in self._counts if other[0] == place[0] and other[1] > place[1]]:
            del self._counts[deeper]
        for level in range(int(place[1]) + 1):
            there = (place[0], str(level))
            printed = _printed(self._counts.get(there, 1), self._levels.get(there, ("decimal", ""))[0])
            pattern = pattern.replace(f"%{level + 1}", printed)
        return pattern + " "


def _printed(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and count <= len(_LETTERS):
        letter = _LETTERS[count - 1]
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman.lower() if form == "lowerRoman" else roman
    return str(count)


def _roman(count: int) -> str:
    roman = ""
    for value, sign in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while count >= value:
            roman += sign
            count -= value
    return roman


def _value(node: Xml.Element, tag: str) -> str:
    child = node.find(f"{_W}{tag}")
    return (child.get(f"{_W}val") or "") if child is not None else ""


def _refused(text: str, name: str) -> RuleBroken:
    return RuleBroken(Message(text, {"name": name}))
