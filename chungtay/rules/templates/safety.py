"""Refuses a Word file that reaches outside itself, or carries what only a program can see.

Programs find many ways to fetch a text, a picture or a command when a file is opened. Fields that compute are allowed
by name, so that what the next Word invents is refused too.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from chungtay.rules.messages import Message

from .parts import W, parser

RELATIONS = re.compile(r"(^|.*/)_rels/[^/]*\.rels")
LINKS = ("/hyperlink",)  # shown and clicked by a person; nothing is fetched
ADDRESS = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|\\\\|//", re.IGNORECASE)
CARRIED = re.compile(
    r"word/(embeddings|activeX|ctrlProps|macros)/|\.(bin|ocx|swf|html?|mht|rtf)$", re.IGNORECASE
)
# Of what Word computes: pages, numbers, contents.
FIELDS = {
    "PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF", "REF", "TOC", "TC", "SEQ", "STYLEREF", "HYPERLINK",
    "SYMBOL",
}  # fmt: skip
OBJECTS = {
    "object",
    "altChunk",
    "subDoc",
    "control",
    "mailMerge",
    "frameset",
    "attachedSchema",
    "saveThroughXslt",
}

OUTSIDE = (
    "The file takes something in from elsewhere (%(target)s). Put it into the file itself, or take it out."
)
ATTACHED = (
    "The file hangs on a template of your computer (%(target)s). In Word: Developer, Document Template, "
    "take the path out."
)
EMBEDDED = "The file holds an object of another program (%(name)s). Put in a picture or plain text instead."
FIELD = "The file holds the field %(name)s, which fetches or computes something. Put plain text in its place."
DAMAGED = "The file is damaged: its part %(name)s cannot be read. Save it again in your program."
MACROS = "The file holds macros. Save it as “Word Document (.docx)”, which has none."


def unsafe(content: bytes) -> list[Message]:
    """Everything for which the file is refused, each once."""
    return list(dict.fromkeys(_unsafe(content)))


def _unsafe(content: bytes) -> Iterator[Message]:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if CARRIED.search(name):
                yield Message(EMBEDDED, {"name": name})
            if not name.lower().endswith((".xml", ".rels")):
                continue
            read = parts.read(name)
            if b"<!DOCTYPE" in read or b"<!ENTITY" in read:
                yield Message(DAMAGED, {"name": name})
                continue
            try:
                root = etree.fromstring(read, parser())
            except etree.XMLSyntaxError:
                yield Message(DAMAGED, {"name": name})
                continue
            if RELATIONS.fullmatch(name):
                yield from _of_relations(root)
            elif name == "[Content_Types].xml":
                if b"macroenabled" in read.lower():
                    yield Message(MACROS)
            else:
                yield from _of_part(root)


def _of_relations(root: Any) -> Iterator[Message]:
    for relation in root:
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        if kind.endswith(
            ("/oleObject", "/aFChunk", "/control", "/vbaProject", "/subDocument", "/frame", "/package")
        ):
            yield Message(EMBEDDED, {"name": target[:100]})
        if relation.get("TargetMode", "").lower() != "external":
            if ELSEWHERE.match(target):
                yield Message(OUTSIDE, {"target": target[:100]})
        elif kind.endswith("/attachedTemplate"):
            yield Message(ATTACHED, {"target": target[:100]})
        elif not (kind.endswith(LINKS) and ADDRESS.match(target)):
            yield Message(OUTSIDE, {"target": target[:100]})


def _of_part(root: Any) -> Iterator[Message]:
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name in OBJECTS:
            yield Message(EMBEDDED, {"name": name})
        for key, value in element.attrib.items():
            if etree.QName(key).localname in ("src", "href", "link", "altHref") and ELSEWHERE.match(value):
                yield Message(OUTSIDE, {"target": value[:100]})
    for code in codes_of(root):
        words = code.split()
        if not words or words[0].upper() not in FIELDS:
            yield Message(FIELD, {"name": (words[0] if words else "?")[:40]})


def codes_of(root: Any) -> Iterator[str]:
    """What each field computes, put together again from its pieces; a field within a field stands for itself."""
    for simple in root.iter(f"{W}fldSimple"):
        yield simple.get(f"{W}instr", "")
    open_codes: list[list[str]] = []
    for element in root.iter(f"{W}fldChar", f"{W}instrText"):
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            open_codes.append([])
        elif element.tag == f"{W}instrText":
            if open_codes and open_codes[-1] is not None:
                open_codes[-1].append(element.text or "")
            elif (element.text or "").strip():
                yield element.text or ""  # outside of any field: nothing writes that
        elif kind == "end" and open_codes:
            yield "".join(open_codes.pop())
    for left in open_codes:
        yield "".join(left)
