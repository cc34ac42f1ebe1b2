"""A sheet: what stands on an official paper from top to bottom, before any engine draws it.

A paper (a review, a plan, a dispatch) turns its facts into a `Sheet` of a few kinds of blocks; `pdf` and
`docx` draw the same sheet, so both carry the same words. Text comes in as typed by people and is only
tidied: composed letters, plain spaces.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Literal

from chungtay.papers import fonts
from chungtay.papers.house_styles import MM, HouseStyle
from chungtay.papers.line_breaks import balanced_lines


@dataclass(frozen=True)
class Run:
    """A stretch of text in one look. `raised` is for the code of a figure behind its number."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False


Text = str | tuple[Run, ...]
Align = Literal["left", "center", "right"]


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
class Column:
    title: str
    share: float
    align: Align = "left"


@dataclass(frozen=True)
class Table:
    """The header row is repeated on each page, rows are not cut; `last_is_total` sets the last row bold."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    last_is_total: bool = False


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


@dataclass(frozen=True)
class Fingerprint:
    text: str


Block = Letterhead | Title | Heading | Paragraph | Table | Signatures | Fingerprint


@dataclass(frozen=True)
class Sheet:
    style: HouseStyle
    language: str
    title: str
    issuer: str
    signed_on: date | None
    blocks: tuple[Block, ...]


def letterhead(
    style: HouseStyle, *, parent_body: str, issuer: str, number: str, place_and_day: str
) -> Letterhead:
    """`issuer` may hold line ends: joint papers name several bodies, one under the other."""
    left = style.letterhead_shares[0] * style.text_width_pt
    size = style.sizes_pt
    parents = balanced_lines(tidy_lines(parent_body), within_pt=left, size_pt=size.parent_body, caps=True)
    issuers = balanced_lines(tidy_lines(issuer), within_pt=left, size_pt=size.issuer, bold=True, caps=True)
    return Letterhead(
        parent_lines=parents,
        issuer_lines=issuers,
        issuer_rule_pt=_widest(issuers, size.issuer) * style.issuer_rule_share,
        country=style.country,
        motto=style.motto,
        motto_rule_pt=fonts.width_pt(style.motto, size_pt=size.motto, bold=True),
        number=f"{style.number_word} {tidy(number)}",
        place_and_day=tidy(place_and_day),
    )


def title(style: HouseStyle, *, type_name: str, abstract: str) -> Title:
    size = style.sizes_pt.abstract
    # A little air on both sides, so that a full line of the abstract does not look like text.
    within = style.text_width_pt - style.first_line_mm * MM
    lines = balanced_lines(tidy_lines(abstract), within_pt=within, size_pt=size, bold=True)
    return Title(tidy(type_name).upper(), lines, _widest(lines, size) * style.abstract_rule_share)


def signer(style: HouseStyle, *, authority: str, post: str, name: str = "", abreast: int = 2) -> Signer:
    """`authority` may hold line ends: `TM. BAN THƯỜNG VỤ`, below it `KT. CHỦ TỊCH`."""
    lines = balanced_lines(
        tidy_lines(f"{authority}\n{post}"),
        within_pt=style.text_width_pt / abreast - _SIGNERS_APART_PT,
        size_pt=style.sizes_pt.authority,
        bold=True,
        caps=True,
    )
    return Signer(lines, tidy(name))


def runs(text: Text) -> tuple[Run, ...]:
    if isinstance(text, str):
        return (Run(tidy(text)),)
    return tuple(Run(tidy(run.text), run.bold, run.italic, run.raised) for run in text)


def ended(blocks: Iterable[Block], style: HouseStyle) -> tuple[Block, ...]:
    """Set the mark that closes the text (`./.`) behind its last word."""
    *before, last = blocks
    if not isinstance(last, Paragraph):
        return (*before, last, Paragraph((Run(style.end_mark),)))
    *kept, final = last.runs
    bare = final.text.rstrip().removesuffix(style.end_mark).rstrip(".;,: ")
    return (*before, Paragraph((*kept, Run(bare + style.end_mark, final.bold, final.italic, final.raised))))


def tidy(text: str) -> str:
    """Composed letters on one line, with only the spaces that every font has. No word is changed."""
    composed = unicodedata.normalize("NFC", text).replace("\u202f", "\u00a0")
    spaced = re.sub(r"[^\S\u00a0]", " ", composed)
    return _INVISIBLE.sub("", spaced)


def tidy_lines(text: str) -> str:
    return "\n".join(tidy(line) for line in text.splitlines())


def texts(part: object) -> Iterator[str]:
    """Every text in a sheet or block, to be looked over before printing."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from texts(item)
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts(getattr(part, field.name))


# Marks of direction and joining that come along with copied text. The zero-width space stays: Lao breaks
# its lines there.
_INVISIBLE = re.compile("[\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


_SIGNERS_APART_PT = 12


def _widest(lines: tuple[str, ...], size_pt: float) -> float:
    return max((fonts.width_pt(line, size_pt=size_pt, bold=True) for line in lines), default=0)
