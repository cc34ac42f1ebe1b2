"""What a file is, by its first bytes and its name, and how large each kind may be."""

import re
import unicodedata
from collections.abc import Collection
from enum import StrEnum

from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.tables import heads_of, rows_of

MIB = 2**20


class UploadKind(StrEnum):
    IMAGE = "image"
    WORKBOOK = "workbook"
    CSV = "csv"
    PDF = "pdf"
    DOCX = "docx"


# MiB of the file; of a zip: its parts, MiB of all parts unpacked, how often the whole may shrink; of a picture: its
# millions of points. A commune's filled form has 15 parts and shrinks 3 to 10 times, 100,000 rows of figures unpack
# to 60 MiB and shrink up to 15 times; a phone's photo has 12 to 50 million points.
LIMITS = """
kind      file  parts  unpacked  shrinks  points
image     20    -      -         -        60
workbook  20    400    300       100      -
csv       20    -      -         -        -
pdf       20    -      -         -        -
docx      20    2000   60        120      -
"""

ENDINGS = {
    UploadKind.IMAGE: ("jpg", "jpeg", "png", "webp"),
    UploadKind.WORKBOOK: ("xlsx",),
    UploadKind.CSV: ("csv",),
    UploadKind.PDF: ("pdf",),
    UploadKind.DOCX: ("docx",),
}
MAIN = {
    UploadKind.WORKBOOK: "xl/workbook.xml",
    UploadKind.DOCX: "word/document.xml",
}  # the part that must be there
ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURE_STARTS = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|RIFF.{4}WEBP", re.DOTALL)
PHONE_PICTURE = re.compile(rb".{4}ftyp(heic|heix|heif|mif1|msf1|avif)", re.DOTALL)
# What no table of text begins with.
OTHER_STARTS = (
    ZIP,
    OLD_OFFICE,
    b"%PDF",
    b"GIF8",
    b"{\\rtf",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"MZ",
    b"\x7fELF",
)

# Endings that come often and are refused with what to do instead.
MENDS = {
    "xls": "%(name)s is an old Excel file. Open it and save it as “Excel Workbook (.xlsx)”.",
    "xlsm": "%(name)s holds macros. Save it as “Excel Workbook (.xlsx)”, which has none.",
    "xlsb": "%(name)s is a binary Excel file. Open it and save it as “Excel Workbook (.xlsx)”.",
    "ods": "%(name)s is a LibreOffice file. Save it as “Excel 2007–365 (.xlsx)”.",
    "doc": "%(name)s is an old Word file. Open it and save it as “Word Document (.docx)”.",
    "docm": "%(name)s holds macros. Save it as “Word Document (.docx)”, which has none.",
    "heic": "%(name)s is in a format of its phone. Send it as JPEG, or take a picture of the screen.",
    "heif": "%(name)s is in a format of its phone. Send it as JPEG, or take a picture of the screen.",
}
TAKEN = {
    UploadKind.IMAGE: "JPEG, PNG, WebP",
    UploadKind.WORKBOOK: "XLSX",
    UploadKind.CSV: "CSV",
    UploadKind.PDF: "PDF",
    UploadKind.DOCX: "DOCX",
}
PASTED_IN = "file"  # the field that a message speaks of
LONGEST_NAME = 120


def limit(kind: UploadKind, what: str, table: str = LIMITS) -> int:
    """What the table grants; bytes for sizes, points for pictures."""
    row = next(row for row in rows_of(table) if row[0] == kind)
    granted = int(row[heads_of(table).index(what)])
    return granted * {"file": MIB, "unpacked": MIB, "points": 1_000_000}.get(what, 1)


def allowed_kind(name: str, content: bytes, kinds: Collection[str]) -> UploadKind:
    """What the file is, if it is one of `kinds`; else RuleBroken with the mend."""
    wanted = [UploadKind(kind) for kind in kinds]
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if not content:
        raise refused("%(name)s is empty. Choose the file again.", name)
    largest = max(limit(kind, "file") for kind in wanted)
    if len(content) > largest:
        text = "%(name)s is larger than %(size)s MB. Make it smaller, or divide it."
        raise refused(text, name, size=largest // MIB)
    kind = by_bytes(content, ending)
    if ending in MENDS and kind is not UploadKind.IMAGE:
        raise refused(MENDS[ending], name)
    if kind is None and content.startswith(OLD_OFFICE):
        text = "%(name)s is protected by a password or is an old Office file. Take the password off and save it anew."
        raise refused(text, name)
    if kind is None and PHONE_PICTURE.match(content[:16]):
        raise refused(MENDS["heic"], name)
    if kind not in wanted:
        taken = ", ".join(TAKEN[one] for one in wanted)
        raise refused(
            "%(name)s is not what is asked for here. Choose a file of the kind %(taken)s.", name, taken=taken
        )
    return kind


def by_bytes(content: bytes, ending: str) -> UploadKind | None:
    """What the first bytes say. Zips are told apart by what they hold, text by its ending."""
    if PICTURE_STARTS.match(content[:16]):
        return UploadKind.IMAGE
    if content.startswith(b"%PDF-"):
        return UploadKind.PDF
    if content.startswith(ZIP):
        # The names of parts stand in a zip as they are. A Word file may hold a workbook: then its ending decides.
        found = [kind for kind, part in MAIN.items() if part.encode() in content]
        return (
            found[0]
            if len(found) == 1
            else {"xlsx": UploadKind.WORKBOOK, "docx": UploadKind.DOCX}.get(ending)
        )
    if ending == "csv" and is_text(content):
        return UploadKind.CSV
    return None


def is_text(content: bytes) -> bool:
    """UTF-8, or UTF-16 that says so. What spreadsheets write in an old code page is told by its reader, not here."""
    if content.startswith(OTHER_STARTS):
        return False
    return content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" not in content


def clean_name(name: str, kind: UploadKind, ending: str = "") -> str:
    """A name that shows as it reads: no folders, no signs that turn letters round, the ending of what it is."""
    base = re.split(r"[\\/]", name)[-1]
    base = "".join(
        sign for sign in unicodedata.normalize("NFC", base) if unicodedata.category(sign)[0] != "C"
    )
    stem, dot, last = base.rpartition(".")
    stem = stem if dot and last.lower() in ENDINGS[kind] else base
    last = ending or (last.lower() if dot and last.lower() in ENDINGS[kind] else ENDINGS[kind][0])
    return f"{stem.strip(' .')[: LONGEST_NAME - len(last) - 1] or kind.value}.{last}"


def refused(text: str, name: str, **values: object) -> RuleBroken:
    shown = "".join(sign for sign in name if unicodedata.category(sign)[0] != "C")[:LONGEST_NAME]
    return RuleBroken(Message(text, {"name": shown, **values}, PASTED_IN))


assert [row[0] for row in rows_of(LIMITS)] == [*UploadKind], "each kind has its limits"
