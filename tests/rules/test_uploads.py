"""What a stranger's file is told apart by, and what of it is refused before anything is unpacked."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as drawn

from chungtay.rules.messages import RuleBroken
from chungtay.rules.uploads import UploadKind, allowed_kind, check_directory, clean_name, limit
from tests import hostile

WORKBOOK = UploadKind.WORKBOOK
ANY = tuple(UploadKind)

NAMED = """
what                          name            asked for       is
a workbook                    a.xlsx          workbook,csv    workbook
a workbook, renamed           a.pdf           workbook        workbook
a picture                     a.jpg           image           image
a picture, renamed            a.png           image           image
lines of text                 a.csv           workbook,csv    csv
a PDF                         a.pdf           pdf,image       pdf
"""
REFUSED = """
what                          name            asked for       told
nothing                       a.xlsx          workbook        empty
an old workbook               a.xls           workbook        old Excel
a workbook                    a.xls           workbook        old Excel
a workbook                    a.xlsm          workbook        macros
a workbook                    a.xlsb          workbook        binary
a workbook                    a.ods           workbook        LibreOffice
an old workbook               a.xlsx          workbook        password
a phone's picture             a.heic          image           JPEG
a phone's picture             a.jpg           image           JPEG
a picture                     a.xlsx          workbook        XLSX
a workbook                    a.jpg           image           JPEG
lines of text                 a.xlsx          workbook        XLSX
lines of text                 a.pdf           pdf             PDF
a program                     a.csv           csv             CSV
a web page                    a.jpg           image           JPEG
too much                      a.csv           csv             20 MB
"""
FILES = {
    "nothing": b"",
    "a workbook": hostile.honest_workbook(),
    "a workbook, renamed": hostile.honest_workbook(),
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "a picture": hostile.picture(),
    "a picture, renamed": hostile.picture(),
    "a phone's picture": b"\0\0\0\x18ftypheic" + bytes(40),
    "lines of text": "Đơn vị;Số\nXã A;12\n".encode(),
    "a PDF": b"%PDF-1.7\n",
    "a program": b"MZ" + bytes(40),
    "a web page": b"<html><script>alert(1)</script>",
    "too much": b"a" * (20 * 2**20 + 1),
}


def lines(table: str) -> list[list[str]]:
    return [
        [part.strip() for part in line.split("  ") if part.strip()] for line in table.strip().splitlines()[1:]
    ]


@pytest.mark.parametrize(("what", "name", "asked", "kind"), lines(NAMED))
def test_a_file_is_what_its_bytes_say(what: str, name: str, asked: str, kind: str) -> None:
    assert allowed_kind(name, FILES[what], asked.split(",")) == kind


@pytest.mark.parametrize(("what", "name", "asked", "told"), lines(REFUSED))
def test_what_is_refused_is_told_with_its_mend(what: str, name: str, asked: str, told: str) -> None:
    with pytest.raises(RuleBroken, match=told) as refused:
        allowed_kind(name, FILES[what], asked.split(","))
    assert [message.where for message in refused.value.messages] == ["file"]


def test_an_honest_workbook_passes_the_gate() -> None:
    check_directory("a.xlsx", hostile.honest_workbook(2_000), WORKBOOK)
    check_directory("a.xlsx", hostile.book_of(), WORKBOOK)


HOSTILE = {
    "spaces that grow a thousand times": (hostile.zeros(40), "unpack"),
    "more than any sheet holds": (hostile.zeros(301), "unpack"),
    "parts that lie over each other": (hostile.parts_over_each_other(200), "unpack"),
    "a list of 60,000 parts": (hostile.many_entries(60_000), "unpack"),
    "a list that says less than it has": (hostile.many_entries(70_000), "unpack"),
    "a part outside its folder": (hostile.book_of(**{"xl__..__..__a.xml": ""}), "damaged"),
    "macros under another name": (
        hostile.book_of(xl__vbaProject="", **{"xl__vbaProject.bin": b"x"}),
        "macros",
    ),
    "half a file": (hostile.honest_workbook()[:3000], "damaged"),
    "no workbook in it": (hostile.zipped({"a.txt": "xl/workbook.xml"}), "damaged"),
    "only its first letters": (b"PK\x03\x04", "damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_list_of_parts_is_refused_before_a_part_is_opened(name: str) -> None:
    content, told = HOSTILE[name]
    began = process_time()
    with pytest.raises(RuleBroken, match=told):
        check_directory("a.xlsx", content, WORKBOOK)
    assert process_time() - began < 0.5


def test_a_locked_part_is_told_as_locked() -> None:
    content = bytearray(hostile.book_of())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    with pytest.raises(RuleBroken, match="password"):
        check_directory("a.xlsx", bytes(content), WORKBOOK)


def test_two_parts_of_one_name_are_refused_since_readers_differ_on_which_one_counts() -> None:
    content = hostile.book_of(xl__a="1", xl__b="2").replace(b"xl/b", b"xl/a")
    with pytest.raises(RuleBroken, match="damaged"):
        check_directory("a.xlsx", content, WORKBOOK)


@given(drawn.binary(max_size=300), drawn.integers(0, 300), drawn.sampled_from([*UploadKind]))
def test_whatever_the_bytes_are_the_answer_is_a_kind_or_a_sentence(
    noise: bytes, cut: int, kind: UploadKind
) -> None:
    content = hostile.book_of()
    for made in (noise, content[:cut] + noise, content[:-cut] + noise, noise + content):
        try:
            found = allowed_kind("a.xlsx", made, [kind])
            if found in (UploadKind.WORKBOOK, UploadKind.DOCX):
                check_directory("a.xlsx", made, found)
        except RuleBroken as refused:
            assert all(str(message) for message in refused.messages)


CLEAN = """
came                               kind        kept
../../etc/passwd                   csv         passwd.csv
C:\\báo cáo\\quý 1.xlsx              workbook    quý 1.xlsx
anh\u202egpj.exe                        image       anhgpj.exe.jpg
.xlsx                              workbook    workbook.xlsx
Ảnh.JPEG                           image       Ảnh.jpeg
"""


@pytest.mark.parametrize(("came", "kind", "kept"), lines(CLEAN))
def test_a_name_shows_as_it_reads(came: str, kind: str, kept: str) -> None:
    assert clean_name(came, UploadKind(kind)) == kept


def test_a_name_is_never_longer_than_its_column() -> None:
    assert len(clean_name("a" * 500 + ".xlsx", WORKBOOK)) == 120


def test_the_table_of_limits_reads_as_it_is_printed() -> None:
    assert (limit(WORKBOOK, "file"), limit(WORKBOOK, "parts")) == (20 * 2**20, 400)
    assert limit(UploadKind.IMAGE, "points") == 60_000_000
