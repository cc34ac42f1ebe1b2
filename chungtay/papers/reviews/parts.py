"""What the paper of a review is made of: titled sections with prose, tables and charts, and what is bound behind."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from chungtay.papers.house_styles import HouseStyle
from chungtay.papers.sheets import ChartBlock, Table, Text
from chungtay.rules.reviews import fixed


@dataclass(frozen=True)
class Figure:
    """A number with how exact it is; without an amount it says why there is none."""

    amount: Decimal | int | None = None
    qualifier: str = "exact"
    absent: Literal["not_reported", "not_applicable"] = "not_reported"


@dataclass(frozen=True)
class ResultRow:
    indicator: str
    unit: str
    target: Decimal | int | None
    actual: Figure
    ratio: Decimal | int | None  # per cent of the target
    reported: int  # units that reported …
    due: int  # … of those that had to
    code: str  # by which anybody finds the figure again: K7-214
    link: str = ""  # where the code opens


@dataclass(frozen=True)
class ByUnit:
    """Results of each unit: one column an indicator, one row a unit, `total` under a whole set.

    With `codes` each column bears the code of its indicator and the rows are numbered, which names every cell.
    """

    indicators: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Figure, ...]], ...]
    total: tuple[Figure, ...] = ()
    caption: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlainTable:
    """Words and figures under titles; a text of runs keeps its looks."""

    titles: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    numeric: tuple[int, ...] = ()  # columns, from 0
    rest: int | None = None  # the column that takes what is left; else the one of the longest words
    caption: str = ""
    last_is_total: bool = False


@dataclass(frozen=True)
class Section:
    """A titled part: its prose, its tables and charts, then either titled parts or numbered points below it."""

    title: str
    paragraphs: tuple[Text, ...] = ()
    results: tuple[ResultRow, ...] = ()
    by_unit: ByUnit | None = None
    table: Table | None = None
    tables: tuple[PlainTable, ...] = ()
    charts: tuple[ChartBlock, ...] = ()
    parts: tuple["Section", ...] = ()
    points: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (
            self.paragraphs or self.results or self.by_unit or self.table or self.tables or self.charts
            or self.parts or self.points
        )  # fmt: skip


@dataclass(frozen=True)
class Bound:
    """Tables behind the paper, on wide pages numbered for themselves."""

    title: str
    by_unit: ByUnit | None = None
    tables: tuple[PlainTable, ...] = ()
    charts: tuple[ChartBlock, ...] = ()
    notes: tuple[Text, ...] = ()
    landscape: bool = True


@dataclass(frozen=True)
class ReviewWords:
    """The words that the tables of a review paper say by themselves."""

    indicator: str
    unit: str
    target: str
    actual: str
    ratio: str
    reported: str
    code_word: str
    place: str
    total: str
    number: str
    not_reported: str
    not_applicable: str
    unknown_ratio: str
    means_not_applicable: str
    means_unknown_ratio: str

    @classmethod
    def of(cls, language: str) -> "ReviewWords":
        say = fixed(language)
        return cls(**{name: say[name] for name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class ReviewPaper:
    house: HouseStyle
    parent_body: str
    issuer: str
    symbol: str  # BC-BTV: what follows the number
    place: str
    abstract: str
    opening: Text
    sections: tuple[Section, ...]
    authority: str
    post: str
    recipients: tuple[str, ...]
    number: int | None = None  # given after signing
    signed_on: date | None = None
    year: int | None = None  # stands in the date until the paper is signed
    type_name: str = "BÁO CÁO"
    legal_grounds: tuple[str, ...] = ()
    closing: str = ""  # the sentence after the last part, so that `./.` never stands alone under a table
    signer_name: str = ""
    fingerprint: str = ""
    note: str = ""  # beneath it: what could not be said in this language
    attached: str = ""  # (Kèm theo …), under the title of what is bound behind
    bound: tuple[Bound, ...] = ()
    language: str = "vi"
    words: ReviewWords = field(default_factory=lambda: ReviewWords.of("vi"))
