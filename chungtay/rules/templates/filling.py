"""Fills a template: facts in the place of tags, and nothing of a fact is ever a tag, markup or a control sign."""

import io
import re
import zipfile
from base64 import b64encode
from collections.abc import Iterator, Mapping
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError, UndefinedError, nodes
from lxml import etree

from chungtay.rules.messages import Message, RuleBroken

from .language import environment, strange_nodes
from .parts import W, parser
from .tags import SIGNS, heal

MOST_LETTERS = 30_000_000  # of one part, with its markup; a plan of 200 pages has 4 million
MOST_ROUNDS = 200_000  # of all loops together
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ufffe\uffff\ud800-\udfff]")

TOO_LONG = "The template makes a paper that is too long. Look at its loops."
NOT_THERE = "The template asks for what this paper does not have: %(what)s. Put “if” around it."
BROKEN = "The template makes a file that Word cannot open. Download ours again and set your layout there."


def filled(content: bytes, fields: Mapping[str, Any]) -> bytes:
    """The template with the facts of a paper; the same of both gives the same bytes."""
    template = _Filling(io.BytesIO(content))
    template.rounds = MOST_ROUNDS
    try:
        template.render({name: template.bound(value) for name, value in fields.items()}, environment())
    except UndefinedError as missing:
        raise RuleBroken(Message(NOT_THERE, {"what": str(missing)[:200]}, "file")) from None
    except TemplateError:
        raise RuleBroken(Message(BROKEN, where="file")) from None
    file = io.BytesIO()
    template.save(file)
    return _with_steady_dates(file)


def filled_as_json(content: bytes, *, fields: dict[str, Any]) -> dict[str, str]:
    """For the small process, which answers in JSON."""
    return {"content": b64encode(filled(content, fields)).decode()}


class _Filling(DocxTemplate):
    """The library's walk through the parts of the file, with our reading of tags and our bounds."""

    rounds: int

    def bound(self, value: Any) -> Any:
        """A fact as the engine may have it: text without control signs, lists that count their rounds."""
        match value:
            case str():
                plain = value.replace("\r\n", "\n").replace("\r", "\n")
                return SIGNS.sub("", CONTROL.sub("", plain))
            case Mapping():
                return {name: self.bound(one) for name, one in value.items()}
            case list() | tuple():
                return _Counted(map(self.bound, value), self)
            case None:
                return ""
        return value

    def patch_xml(self, src_xml: str) -> str:
        root = etree.fromstring(src_xml, parser())
        heal(root)
        return etree.tostring(root, encoding="unicode")

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        tree: nodes.Template = jinja_env.parse(src_xml)
        if strange_nodes(tree):
            raise RuleBroken(Message(BROKEN, where="file"))
        pieces, length = [], 0
        for piece in jinja_env.from_string(src_xml).generate(context):
            length += len(piece)
            if length > MOST_LETTERS:
                raise RuleBroken(Message(TOO_LONG, where="file"))
            pieces.append(piece)
        try:
            root = etree.fromstring("".join(pieces), etree.XMLParser(resolve_entities=False, huge_tree=True))
        except etree.XMLSyntaxError:
            raise RuleBroken(Message(BROKEN, where="file")) from None
        _break_lines(root)
        _make_sound(root)
        return etree.tostring(root, encoding="unicode")

    def fix_tables(self, xml: str) -> Any:
        """Only where repeated cells made a row wider than its table: the columns then share the width alike."""
        root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, huge_tree=True))
        for table in root.iter(f"{W}tbl"):
            _fit_columns(table)
        return root

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """The abstract as title; who laid out the template is nobody's business."""
        told = self.docx.core_properties
        told.title = str(context.get("trich_yeu", ""))[:255]
        told.author = told.last_modified_by = told.comments = told.keywords = told.subject = ""

    def render_footnotes(self, context: Any, jinja_env: Any = None) -> None:
        for part in self.docx.part.package.iter_parts():
            if part.content_type.endswith(".footnotes+xml"):
                xml = self.patch_xml(part.blob.decode("utf-8") if isinstance(part.blob, bytes) else part.blob)
                part._blob = self.render_xml_part(xml, part, context, jinja_env).encode("utf-8")


class _Counted(tuple):
    """A list whose rounds are counted: loops in loops over what is long would else go on for hours."""

    whole: _Filling

    def __new__(cls, items: Any, whole: _Filling) -> "_Counted":
        made = super().__new__(cls, items)
        made.whole = whole
        return made

    def __iter__(self) -> Iterator[Any]:
        for item in super().__iter__():
            self.whole.rounds -= 1
            if self.whole.rounds < 0:
                raise RuleBroken(Message(TOO_LONG, where="file"))
            yield item


def _break_lines(root: Any) -> None:
    """Line ends and tabs that came with a fact, in Word's own terms."""
    for piece in [one for one in root.iter(f"{W}t") if "\n" in (one.text or "") or "\t" in (one.text or "")]:
        at, texts = piece, re.split("([\n\t])", piece.text)
        piece.text = texts[0]
        for sign, text in zip(texts[1::2], texts[2::2], strict=True):
            mark = etree.Element(f"{W}br" if sign == "\n" else f"{W}tab")
            words = etree.Element(piece.tag, dict(piece.attrib))
            words.text = text
            at.addnext(mark)
            mark.addnext(words)
            at = words


def _make_sound(root: Any) -> None:
    """Word opens no cell without a paragraph and no table without a row."""
    for table in list(root.iter(f"{W}tbl")):
        for row in table.findall(f"{W}tr"):
            if row.find(f"{W}tc") is None:
                table.remove(row)
        if table.find(f"{W}tr") is None:
            table.getparent().remove(table)
    for place in root.iter(f"{W}tc", f"{W}hdr", f"{W}ftr", f"{W}txbxContent"):
        last = place[-1] if len(place) else None
        if last is None or last.tag != f"{W}p":
            etree.SubElement(place, f"{W}p")
    if root.tag in (f"{W}hdr", f"{W}ftr") and root.find(f"{W}p") is None:
        etree.SubElement(root, f"{W}p")


def _fit_columns(table: Any) -> None:
    grid = table.find(f"{W}tblGrid")
    if grid is None:
        return
    had = [int(float(column.get(f"{W}w") or 0)) for column in grid]
    rows = [row.findall(f"{W}tc") for row in table.findall(f"{W}tr")]
    if all(len(cells) <= len(had) for cells in rows):
        return
    for cells in rows:
        for cell in cells:
            for width in cell.findall(f"{W}tcPr/{W}tcW"):
                width.getparent().remove(width)
    most = max(map(len, rows))
    for column in list(grid):
        grid.remove(column)
    for _ in range(most):
        etree.SubElement(grid, f"{W}gridCol", {f"{W}w": str(sum(had) // most)})


def _with_steady_dates(file: io.BytesIO) -> bytes:
    steady = io.BytesIO()
    with zipfile.ZipFile(file) as parts, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in parts.namelist():
            copy.writestr(zipfile.ZipInfo(name), parts.read(name), zipfile.ZIP_DEFLATED)
    return steady.getvalue()
