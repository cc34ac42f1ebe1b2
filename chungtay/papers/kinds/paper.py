"""What every paper of an office has: its head, the grounds, an opening, who signs, who receives it.

A paper is facts only. Nobody gives a number of a part, a dash before a recipient or the mark at the end: they
are set by `sheet_of`. Texts are as typed; line ends in them begin a new paragraph.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chungtay.rules.official.bodies import Part as Part


class Stage(StrEnum):
    """How far a paper is: each stage asks for more than the one before."""

    DRAFT = "draft"  # to look at while it is written: what is missing stays blank
    SIGNING = "signing"  # complete, but the day and the number, which are written in after signing
    ISSUED = "issued"  # with its day and number


@dataclass(frozen=True, kw_only=True)
class Head:
    """Who issues the paper, under whom, by which number, where and when.

    An issuer may hold a line end: the body, below it the organ that acts for it (`Ban Thường vụ`).
    """

    style: str = "state"  # a name in `house_styles.STYLES`: state, party, lao, joint
    parent_body: str = ""
    issuers: tuple[str, ...] = ()
    number: int | None = None
    suffix: str = ""  # 12a: a number that was slipped in by hand
    symbol: str = ""  # what follows the number: KH-BTV; of the Party: QĐ/TW
    place: str = ""
    day: date | None = None
    year: int | None = None  # stands in the date until the paper is signed
    language: str = "vi"


@dataclass(frozen=True, kw_only=True)
class SignerLine:
    """One who signs. `authority` may hold line ends: `TM. BAN THƯỜNG VỤ`, below it `KT. CHỦ TỊCH`."""

    authority: str = ""
    post: str = ""
    name: str = ""  # blank until somebody signs
    organisation: str = ""  # of a joint paper: the side that this one signs for


@dataclass(frozen=True, kw_only=True)
class PlainTable:
    """Rows of text under titles. `numeric` names the columns (from 0) that hold figures."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    caption: str = ""
    numeric: tuple[int, ...] = ()
    last_is_total: bool = False


@dataclass(frozen=True, kw_only=True)
class AppendixPart:
    """What is bound behind a paper, on pages numbered of their own."""

    title: str
    paragraphs: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    tables: tuple[PlainTable, ...] = ()
    landscape: bool = True


@dataclass(frozen=True, kw_only=True)
class Responsibility:
    """What one body has to see to."""

    body: str
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The facts that all kinds share; each kind adds its own."""

    head: Head
    abstract: str = ""  # trích yếu: what the paper is about
    grounds: tuple[str, ...] = ()  # căn cứ, each without `;`
    opening: str = ""
    closing: str = ""  # the sentence before the signature
    signers: tuple[SignerLine, ...] = ()
    recipients: tuple[str, ...] = ()
    drafting_unit: str = ""  # its letters stand behind `Lưu: VT`
    appendices: tuple[AppendixPart, ...] = ()
    fingerprint: str = ""
