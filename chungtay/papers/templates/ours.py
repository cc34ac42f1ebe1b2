"""Our own template of each kind, to begin with: laid out by the style of a house, with tags in place of the facts.

What stands on it is written in `layouts/`, a line a paragraph; it is drawn by the engine that draws all our papers, so
an office begins with what it would have got without a template.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from docx import Document
from docx.text.paragraph import Paragraph as Drawn

from chungtay.papers.docx import written
from chungtay.papers.house_styles import STYLES, HouseStyle
from chungtay.papers.kinds.wording import WORDS
from chungtay.papers.sheets import (
    Align,
    Block,
    Column,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Sheet,
    Signatures,
    Signer,
    Table,
    letterhead,
    numbering,
    title,
)

LAYOUTS = Path(__file__).with_name("layouts")
PARTED = "¶"  # one text of ours becomes several paragraphs here
CENTRED = "§"  # and this one stands in the middle
WORD = re.compile(r"\[(\w+)\]")
DEEPEST = 2  # of parts in parts that ours goes through


def own_template(kind: str, *, style: str, language: str) -> bytes:
    """The DOCX; the same kind, style and language give the same bytes."""
    house = STYLES[style].said_in(language)
    lines = (LAYOUTS / f"{kind}.txt").read_text(encoding="utf-8").splitlines()
    blocks = tuple(_Layout(kind, house, language).blocks(lines))
    name = WORDS[kind][language]
    content = written(Sheet(house, language, name, "", None, blocks))
    return _parted(content)


@dataclass
class _Layout:
    kind: str
    house: HouseStyle
    language: str
    parts: int = 0
    clauses: int = 0
    columns: list[str] = field(default_factory=list)  # of the table that is being read

    def blocks(self, lines: list[str]) -> Iterator[Block]:
        for line in [*lines, ""]:
            word, _, rest = line.partition(" ")
            if self.columns and re.fullmatch(r"\w+ 0\.\d+ \w+ .*", line):
                self.columns.append(line)
                continue
            if self.columns:
                yield self.table()
            if drawn := _DRAWN.get(word):
                yield from drawn(self, rest)
            elif line:
                yield self.paragraph(line)

    def said(self, text: str) -> str:
        """With the words of the house in the place of `[word]`."""
        held = {
            "first": "{{ tu_ngay }}",
            "last": "{{ den_ngay }}",
            "year": "{{ nam }}",
            "moment": "{{ ket_thuc_luc }}",
        }

        def word(found: re.Match[str]) -> str:
            said = WORDS[found[1]][self.language]
            for name, tag in held.items():
                said = said.replace("{" + name + "}", tag)
            return said

        return WORD.sub(word, text.replace("[addressees]", self.house.addressees_word))

    def paragraph(self, text: str, *, italic: bool = False) -> Paragraph:
        bold = text.startswith("*") and text.endswith("*")
        return Paragraph((Run(self.said(text.strip("*")), bold=bold, italic=italic),))

    def centred(self, text: str) -> Paragraph:
        (run,) = self.paragraph(text).runs
        return Paragraph((replace(run, text=CENTRED + run.text),))

    def tag(self, text: str) -> Paragraph:
        return Paragraph((Run("{%p " + text + " %}"),))

    def head(self, rest: str) -> Iterator[Block]:
        drawn = letterhead(
            self.house, parent_body="", issuer="", number="{{ so_ky_hieu }}", place_and_day="{{ dia_danh_ngay_thang }}",
        )  # fmt: skip
        each = "{%p for cq in co_quan_ban_hanh %}¶{{ cq|upper }}¶{%p endfor %}"
        drawn = replace(
            drawn,
            parent_lines=("{%p if co_quan_cap_tren %}¶{{ co_quan_cap_tren|upper }}¶{%p endif %}",),
            issuer_lines=(each,),
            issuer_rule_pt=80,
        )
        if rest == "subject":
            drawn = replace(drawn, subject_lines=(f"{self.house.subject_word} " + "{{ trich_yeu }}",))
        yield drawn

    def title(self, _: str) -> Iterator[Block]:
        name = WORDS[self.kind][self.language]
        drawn = title(self.house, type_name=name, abstract="")
        yield replace(drawn, lines=("{{ trich_yeu }}",), rule_pt=120)

    def grounds(self, _: str) -> Iterator[Block]:
        yield self.tag("for cc in can_cu")
        yield self.paragraph("{{ cc }}", italic=True)
        yield self.tag("endfor")

    def one(self, name: str) -> Iterator[Block]:
        yield self.tag(f"if {name}")
        yield self.paragraph("{{ " + name + " }}")
        yield self.tag("endif")

    def heading(self, word: str) -> Iterator[Block]:
        self.parts, self.clauses = self.parts + 1, 0
        text = f"{numbering(1, self.parts)} {WORDS[word][self.language].upper()}"
        yield Heading(1, text)

    def clause(self, word: str) -> Iterator[Block]:
        self.clauses += 1
        yield Heading(2, f"{numbering(2, self.clauses)} {WORDS[word][self.language]}")

    def dashes(self, name: str) -> Iterator[Block]:
        yield self.tag(f"for y in {name}")
        yield self.paragraph("- {{ y }}")
        yield self.tag("endfor")

    def nested(self, name: str, depth: int = 0) -> Iterator[Block]:
        """Parts with what lies below them."""
        one = "pqr"[depth]
        yield self.tag(f"for {one} in {name}")
        yield self.tag(f"if {one}.tieu_de")
        mark = "{{ loop.index }}." if depth == 0 else "-"
        yield self.paragraph(f"*{mark} " + "{{ " + one + ".tieu_de }}*")
        yield self.tag("endif")
        yield self.tag(f"for d in {one}.doan_van")
        yield self.paragraph("{{ d }}")
        yield self.tag("endfor")
        yield from self.dashes(f"{one}.gach_dau_dong")
        yield from self.dashes(f"{one}.diem")
        if depth + 1 < DEEPEST:
            yield from self.nested(f"{one}.phan", depth + 1)
        yield self.tag("endfor")

    def responsibilities(self, _: str) -> Iterator[Block]:
        yield self.tag("for tn in trach_nhiem")
        yield self.paragraph("*{{ loop.index }}. {{ tn.co_quan }}*")
        yield from self.dashes("tn.nhiem_vu")
        yield self.tag("endfor")

    def signed(self, name: str, recipients: tuple[str, ...] = ()) -> Iterator[Block]:
        """One column for one signer; of a joint paper two, by turns. Nobody who signs is left out."""
        signers = [self.signer(name)]
        if self.house.slug == "joint" or name != "nguoi_ky":
            signers = [self.signer(name, "odd"), self.signer(name, "even")]
        yield Signatures(recipients, tuple(signers))

    def signer(self, name: str, turn: str = "") -> Signer:
        begin, end = "{%p for nk in " + name + " %}", "{%p endfor %}"
        if turn:
            begin, end = begin + "¶{%p if loop.index is " + turn + " %}", "{%p endif %}¶" + end
        lines = "{{ nk.tham_quyen|upper }}¶{{ nk.chuc_vu|upper }}"
        return Signer((f"{begin}¶{lines}¶{end}",), f"{begin}¶{{{{ nk.ho_ten }}}}¶{end}")

    def signatures(self, _: str) -> Iterator[Block]:
        yield from self.signed("nguoi_ky", ("{%p for nn in noi_nhan %}¶{{ nn }}¶{%p endfor %}",))
        yield from self.one("ma_kiem_chung")

    def appendices(self, _: str) -> Iterator[Block]:
        yield self.tag("for pl in phu_luc")
        yield PageBreak()
        yield self.centred("*{{ pl.tieu_de }}*")
        yield self.tag("for d in pl.doan_van")
        yield self.paragraph("{{ d }}")
        yield self.tag("endfor")
        yield from self.nested("pl.phan")
        yield self.tag("for b in pl.bang")
        columns = ("{%tc for o in b.tieu_de_cot %}", "{{ o }}", "{%tc endfor %}")
        rows = (
            ("{%tr for d in b.dong %}", "", ""),
            ("{%tc for o in d %}", "{{ o }}", "{%tc endfor %}"),
            ("{%tr endfor %}", "", ""),
        )
        yield Table(tuple(Column(text, 1 / 3) for text in columns), rows, caption="{{ b.ten_bang }}")
        yield self.tag("endfor")
        yield self.tag("endfor")

    def table(self) -> Table:
        loop, *told = self.columns
        self.columns = []
        read = [line.split(" ", 3) for line in told]
        columns = tuple(
            Column(WORDS[word][self.language], float(share), cast(Align, align))
            for word, share, align, _ in read
        )
        widest = max(range(len(columns)), key=lambda place: columns[place].share)
        begin, end = (
            tuple(tag if place == widest else "" for place in range(len(columns)))
            for tag in ("{%tr " + loop + " %}", "{%tr endfor %}")
        )
        return Table(columns, (begin, tuple(text for *_, text in read), end))

    def begin_table(self, loop: str) -> Iterator[Block]:
        self.columns = [loop]
        yield from ()


_DRAWN: dict[str, Callable[[_Layout, str], Iterator[Block]]] = {
    "head": _Layout.head,
    "title": _Layout.title,
    "grounds": _Layout.grounds,
    "opening": lambda layout, _: layout.one("mo_dau"),
    "closing": lambda layout, _: layout.one("ket_thuc"),
    "#": _Layout.heading,
    "##": _Layout.clause,
    "%": lambda layout, rest: iter([layout.tag(rest)]),
    "dashes": _Layout.dashes,
    "parts": _Layout.nested,
    "centred": lambda layout, rest: iter([layout.centred(rest)]),
    "page": lambda layout, _: iter([PageBreak()]),
    "responsibilities": _Layout.responsibilities,
    "signed": _Layout.signed,
    "signatures": _Layout.signatures,
    "appendices": _Layout.appendices,
    "table": _Layout.begin_table,
}


def _parted(content: bytes) -> bytes:
    doc = Document(io.BytesIO(content))
    for paragraph in list(doc.element.body.iter(f"{_W}p")):
        pieces = list(paragraph.iter(f"{_W}t"))
        texts = [piece for piece in pieces if PARTED in (piece.text or "")]
        for piece in [one for one in pieces if (one.text or "").startswith(CENTRED)]:
            piece.text = piece.text.removeprefix(CENTRED)
            _centre(paragraph)
        if texts:
            _part(paragraph, texts[0].text.split(PARTED))
    file = io.BytesIO()
    doc.save(file)
    steady = io.BytesIO()
    with zipfile.ZipFile(file) as parts, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in parts.namelist():
            copy.writestr(zipfile.ZipInfo(name), parts.read(name), zipfile.ZIP_DEFLATED)
    return steady.getvalue()


def _part(paragraph: Any, texts: list[str]) -> None:
    """The same paragraph again for each text."""
    for text in texts:
        made = deepcopy(paragraph)
        first, *others = made.iter(f"{_W}t")
        first.text = text
        for piece in others:
            piece.getparent().remove(piece)
        paragraph.addprevious(made)
    paragraph.getparent().remove(paragraph)


def _centre(paragraph: Any) -> None:
    layout = Drawn(paragraph, cast(Any, None)).paragraph_format
    layout.alignment, layout.first_line_indent = 1, 0


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
