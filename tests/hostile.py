"""Files that somebody made to do harm, and honest ones that look a little like them."""

import io
import struct
import zipfile
import zlib
from random import Random

import xlsxwriter
from PIL import Image, PngImagePlugin

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
PARTS = {
    "[Content_Types].xml": CONTENT_TYPES,
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{RELATIONS}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN_SPACE}" xmlns:r="{RELATIONS}"><sheets>'
    '<sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
    f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
SHEET = "xl/worksheets/sheet1.xml"


def honest_workbook(rows: int = 3) -> bytes:
    """As our own writer makes one."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    sheet = book.add_worksheet()
    for row in range(rows):
        sheet.write_row(row, 0, ["Alder", row, f"sentence {row}"])
    book.close()
    return kept.getvalue()


def book_of(sheet: str | bytes = "", **more: str | bytes) -> bytes:
    """A workbook with this text for its sheet, and further parts (`/` written as two underscores)."""
    parts = {
        **PARTS,
        SHEET: sheet or sheet_of(""),
        **{key.replace("__", "/"): told for key, told in more.items()},
    }
    return zipped(parts)


def sheet_of(rows: str, *, before: str = "") -> str:
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{MAIN_SPACE}"><sheetData>{rows}</sheetData></worksheet>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as book:
        for path, told in parts.items():
            book.writestr(path, told)
    return kept.getvalue()


def zeros(mebibytes: int) -> bytes:
    """A workbook whose sheet is spaces: small on the way, huge once it is unpacked."""
    return book_of(b" " * (mebibytes * 2**20))


def lying_about_its_size(mebibytes: int) -> bytes:
    """The list of parts says that the sheet is short."""
    content = bytearray(zeros(mebibytes))
    told = struct.pack("<L", mebibytes * 2**20)
    return bytes(content.replace(told, struct.pack("<L", 3000)))


def many_entries(number: int) -> bytes:
    """Nothing but a list: one empty part under many names."""
    name = b"xl/workbook.xml"
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0) + name
    line = (
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0, 0, 0, 0, 0, 0)
        + name
    )
    told = min(number, 0xFFFE)
    return (
        local
        + line * number
        + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, told, told, len(line) * number, len(local), 0)
    )


def parts_over_each_other(copies: int) -> bytes:
    """Many lines of the list lead to one packed part."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = b" " * 2**20
    packed = packer.compress(raw) + packer.flush()
    check, local = zlib.crc32(raw), b""
    names = [b"xl/workbook.xml", *(b"xl/a%d.xml" % number for number in range(copies))]
    name = names[0]
    head = (
        struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, check, len(packed), len(raw), len(name), 0)
        + name
    )
    local = head + packed
    lines = b"".join(
        struct.pack(
            "<4s6H3L5H2L",
            b"PK\x01\x02",
            20,
            20,
            0,
            8,
            0,
            0,
            check,
            len(packed),
            len(raw),
            len(name),
            0,
            0,
            0,
            0,
            0,
            0,
        )
        + name
        for name in names
    )
    return (
        local
        + lines
        + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(names), len(names), len(lines), len(local), 0)
    )


def laughing() -> bytes:
    """Each word stands for ten of the word before."""
    words = "".join(f'<!ENTITY w{n} "{f"&w{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE worksheet [<!ENTITY w0 "ha">{words}]>'
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>&w9;</t></is></c></row>'
    return book_of(sheet_of(row, before=head))


def far_corner() -> bytes:
    """Two cells, in the first and in the very last place of a sheet: 17 thousand million cells lie between."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return book_of(sheet_of(rows))


def deep(levels: int) -> bytes:
    return book_of(sheet_of("<row>" * levels))


def reading_a_file_of_ours(path: str = "/etc/passwd") -> bytes:
    head = f'<!DOCTYPE worksheet [<!ENTITY own SYSTEM "file://{path}">]>'
    return book_of(
        sheet_of('<row r="1"><c r="A1" t="inlineStr"><is><t>&own;</t></is></c></row>', before=head)
    )


def one_long_word_in_many_cells(cells: int, letters: int) -> bytes:
    """Kept once in the file, made anew in every cell by whoever reads it."""
    line = "".join(f'<c r="{chr(65 + column)}%d" t="s"><v>0</v></c>' for column in range(20))
    rows = "".join(
        f'<row r="{row}">{line.replace("%d", str(row))}</row>' for row in range(1, cells // 20 + 1)
    )
    word = "".join(Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=letters))
    told = (
        f'<Relationship Id="r2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    relations = PARTS["xl/_rels/workbook.xml.rels"].replace("</Relationships>", told)
    words = f'<sst xmlns="{MAIN_SPACE}"><si><t>{word}</t></si></sst>'
    parts = {"xl/_rels/workbook.xml.rels": relations, "xl/sharedStrings.xml": words, SHEET: sheet_of(rows)}
    return zipped({**PARTS, **parts})


def covered_again_and_again(times: int) -> bytes:
    """One cell, merged with the whole sheet, many times over."""
    merged = '<mergeCell ref="A1:XFD1048576"/>' * times
    sheet = sheet_of('<row r="1"><c r="A1"><v>1</v></c></row>')
    return book_of(sheet.replace("</sheetData>", f"</sheetData><mergeCells>{merged}</mergeCells>"))


def no_numbers() -> bytes:
    """What no program writes: a number beyond all numbers, a day that never was, a word that is not there."""
    cells = '<c r="A1"><v>1e9999</v></c><c r="B1" t="d"><v>9999999-99-99</v></c><c r="C1" t="s"><v>99999999</v></c>'
    return book_of(sheet_of(f'<row r="0">{cells}<c r="ZZZZZZZ99999999999"><v>nan</v></c></row>'))


def picture(form: str = "JPEG", size: tuple[int, int] = (64, 48), **told: object) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", size, (200, 30, 60)).save(kept, form, **told)
    return kept.getvalue()


def told_in_a_png(words: str) -> PngImagePlugin.PngInfo:
    remarks = PngImagePlugin.PngInfo()
    remarks.add_text("Comment", words)
    return remarks


def photo_with_position(rotation: int = 6) -> bytes:
    """As a phone takes it: on its side, with the place, the phone's name and a remark."""
    remarks = Image.Exif()
    remarks[0x0112], remarks[0x0110], remarks[0x010E] = rotation, "Somebody's phone", "a remark"
    remarks.get_ifd(0x8825).update({1: "N", 2: (15.0, 7.0, 30.0), 3: "E", 4: (108.0, 48.0, 0.0)})
    return picture(exif=remarks.tobytes(), comment=b"hidden words")


def vast_picture(side: int) -> bytes:
    """A PNG of one colour: few bytes, many points."""
    rows = zlib.compress(b"\0" * (side // 8 + 1) * side, 9)
    told = struct.pack(">LLBBBBB", side, side, 1, 0, 0, 0, 0)
    pieces = [(b"IHDR", told), (b"IDAT", rows), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))
        for name, body in pieces
    )
