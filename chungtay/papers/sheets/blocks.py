"""The blocks that a sheet is made of, as plain facts; text in them is text, never markup."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from chungtay.papers.house_styles import HouseStyle
from chungtay.papers.sheets.text import listed
from chungtay.rules.charts import Drawing


@dataclass(frozen=True)
class Run:
    """A stretch of text in one look. `raised` is for the code of a figure behind its number.

    `link` is an address that we made, never one that a person typed.
    """

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    link: str = ""


Text = str | tuple[Run, ...]
Align = Literal["left", "center", "right", "numbers"]


@dataclass(frozen=True)
class Letterhead:
    """Who issues, under whom, in which country; number, place and day. Lines are broken already."""

    parent_lines: tuple[str, ...]
    issuer_lines: tuple[str, ...]
    issuer_rule_pt: float
    country: str
    motto: str
    motto_rule_pt: float
    number: str
    place_and_day: str
    subject_lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Country:
    """The name and motto of a State alone, for a column of a paper in two languages."""

    lines: tuple[str, ...]
    motto_lines: tuple[str, ...]
    rule_pt: float


@dataclass(frozen=True)
class Title:
    type_name: str
    lines: tuple[str, ...]
    rule_pt: float


@dataclass(frozen=True)
class Heading:
    """`level` 1 is a part (I.), 2 a titled clause (1.), 3 a titled point (a)."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Addressees:
    """To whom a dispatch goes (`Kính gửi:`): one behind the words, several as a list below them."""

    lines: tuple[str, ...]
    word: str = ""  # before them, where they are in another language than the paper

    def __post_init__(self) -> None:
        several = len(self.lines) > 1
        object.__setattr__(self, "lines", listed(self.lines, dash="- " if several else "", end="." * several))


@dataclass(frozen=True)
class Grounds:
    """On what the paper rests (căn cứ), each in italics, closed by `;` and the last by a full stop."""

    lines: tuple[str, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", listed(self.lines))


@dataclass(frozen=True)
class Point:
    """A numbered paragraph that is no heading: level 1 `I.`, 2 `1.`, 3 `a)`, 4 `–`."""

    level: int
    label: str
    text: Text


@dataclass(frozen=True)
class Note:
    """A remark in small letters."""

    text: Text


@dataclass(frozen=True)
class Column:
    """Columns beside each other with the same `group` stand under one title. `numbers` align at the comma."""

    title: str
    share: float
    align: Align = "left"
    group: str = ""


@dataclass(frozen=True)
class Table:
    """The header rows are repeated on each page, rows are not cut; `last_is_total` sets the last row bold.

    A row of one cell is a heading over the whole width.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: str = ""
    last_is_total: bool = False

    @property
    def header(self) -> tuple[tuple["Head", ...], ...]:
        """The rows of titles: one, or two where columns stand in groups."""
        titles = [Head(column.title) for column in self.columns]
        if not any(column.group for column in self.columns):
            return (tuple(titles),)
        first: list[Head] = []
        for group, columns in groupby(self.columns, lambda column: column.group):
            below = list(columns)
            if group:
                first.append(Head(group, columns=len(below)))
            else:
                first += [Head(column.title, rows=2) for column in below]
        return tuple(first), tuple(Head(column.title) for column in self.columns if column.group)


@dataclass(frozen=True)
class Head:
    """A title over so many columns, as high as so many rows."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Signer:
    """`lines` say on whose behalf (TM.), for whom (KT., TL., TUQ.) and in which post."""

    lines: tuple[str, ...]
    name: str = ""  # blank until somebody signs


@dataclass(frozen=True)
class Signatures:
    """One signer stands beside the recipients; several stand side by side above them."""

    recipients: tuple[str, ...]
    signers: tuple[Signer, ...]

    @property
    def abreast(self) -> tuple[tuple[Signer, ...], ...]:
        """Rows of at most three, as even as they go."""
        rows = -(-len(self.signers) // 3)
        each = -(-len(self.signers) // rows) if rows else 1
        return tuple(self.signers[start : start + each] for start in range(0, len(self.signers), each))


@dataclass(frozen=True)
class Fingerprint:
    text: str


@dataclass(frozen=True)
class Bilingual:
    """Two equal texts beside each other, block by block on one height."""

    left: tuple["Block", ...]
    right: tuple["Block", ...]


@dataclass(frozen=True)
class Appendix:
    """Begins a part of its own, with pages counted from 1; all that follows belongs to it."""

    label: str
    title_lines: tuple[str, ...] = ()
    landscape: bool = False
    attached_to: str = ""  # (Kèm theo Kế hoạch số … ngày … của …)


@dataclass(frozen=True)
class ChartBlock:
    drawing: Drawing
    caption: str
    alt: str
    width_mm: float


@dataclass(frozen=True)
class PageBreak:
    pass


Block = (
    Letterhead | Country | Title | Addressees | Grounds | Heading | Paragraph | Point | Note | Table | ChartBlock
    | Bilingual | Signatures | Fingerprint | Appendix | PageBreak
)  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    style: HouseStyle
    language: str
    title: str
    issuer: str
    signed_on: date | None
    blocks: tuple[Block, ...]
