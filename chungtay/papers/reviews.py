"""The paper of a review: facts of an interim or final review in, a `Sheet` in the official order out.

    paper = ReviewPaper(house=STATE, issuer="Hội LHPN tỉnh Kon Tum", ...)
    pdf.printed(review_sheet(paper)), docx.written(review_sheet(paper))

Parts are numbered I. → 1. → a) as they come; whoever gives the facts never types a number.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import repeat
from typing import Literal

from chungtay.papers.columns import fitted, needed_share, side_by_side, wanted_share
from chungtay.papers.house_styles import HouseStyle
from chungtay.papers.sheets import (
    Align,
    Block,
    Column,
    Fingerprint,
    Heading,
    Paragraph,
    Run,
    Sheet,
    Signatures,
    Table,
    Text,
    ended,
    letterhead,
    runs,
    signer,
    tidy,
    title,
)
from chungtay.rules import official

# The part of a table's width that its first column has at least, and that it may wish for, so that neither
# names nor figures push the other to the edge.
_NAMES_AT_LEAST, _NAMES_AT_MOST = 0.2, 0.4


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


@dataclass(frozen=True)
class ByUnit:
    """Results of each unit: one column an indicator, one row a unit, `total` under a whole set."""

    indicators: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Figure, ...]], ...]
    total: tuple[Figure, ...] = ()
    caption: str = ""


@dataclass(frozen=True)
class Section:
    """A titled part: its prose, its tables, then either titled parts or numbered points below it."""

    title: str
    paragraphs: tuple[Text, ...] = ()
    results: tuple[ResultRow, ...] = ()
    by_unit: ByUnit | None = None
    table: Table | None = None
    parts: tuple["Section", ...] = ()
    points: tuple[Text, ...] = ()


@dataclass(frozen=True)
class ReviewWords:
    """The words that a review paper says by itself."""

    indicator: str = "Chỉ tiêu"
    unit: str = "Đơn vị tính"
    target: str = "Đặt ra"
    actual: str = "Đạt được"
    ratio: str = "Tỷ lệ"
    completeness: str = "Đã báo"
    code: str = "Mã số"
    place: str = "Đơn vị"
    total: str = "Tổng cộng"
    not_reported: str = "chưa báo"
    not_applicable: str = "×"
    unknown_ratio: str = "…"


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
    language: str = "vi"
    words: ReviewWords = ReviewWords()


def review_sheet(paper: ReviewPaper) -> Sheet:
    house = paper.house
    head = letterhead(
        house,
        parent_body=paper.parent_body,
        issuer=paper.issuer,
        number=official.document_number(paper.number, paper.symbol),
        place_and_day=official.place_and_day(paper.place, paper.signed_on, year=paper.year),
    )
    text: list[Block] = [Paragraph((Run(ground, italic=True),)) for ground in _grounds(paper.legal_grounds)]
    text += _paragraphs(paper.opening)
    for position, section in enumerate(paper.sections, 1):
        text += _section(section, level=1, position=position, house=house, words=paper.words)
    text += _paragraphs(paper.closing)
    blocks: list[Block] = [
        head,
        title(house, type_name=paper.type_name, abstract=paper.abstract),
        *ended(text, house),
        Signatures(
            recipients=_recipients(paper.recipients),
            signers=(signer(house, authority=paper.authority, post=paper.post, name=paper.signer_name),),
        ),
    ]
    if paper.fingerprint:
        blocks.append(Fingerprint(tidy(paper.fingerprint)))
    return Sheet(
        style=house,
        language=paper.language,
        title=tidy(f"{paper.type_name}: {paper.abstract}"),
        issuer=tidy(paper.issuer),
        signed_on=paper.signed_on,
        blocks=tuple(blocks),
    )


def results_table(rows: tuple[ResultRow, ...], *, house: HouseStyle, words: ReviewWords) -> Table:
    titles = (words.unit, words.target, words.actual, words.ratio, words.completeness, words.code)
    aligned: tuple[Align, ...] = ("center", "right", "right", "right", "center", "center")
    cells = tuple(_result(row, words) for row in rows)
    columns = _columns((words.indicator, *titles), cells, house=house, aligned=aligned)
    return Table(columns, cells)


def by_unit_tables(by_unit: ByUnit, *, house: HouseStyle, words: ReviewWords) -> list[Table]:
    """One table, or several below each other where the paper is too narrow for all indicators."""
    titles = tuple(map(tidy, by_unit.indicators))
    rows = [(tidy(unit), _figures(figures, words)) for unit, figures in by_unit.rows]
    if by_unit.total:
        rows.append((words.total, _figures(by_unit.total, words)))
    needed = [
        needed_share(house, title, (figures[position] for _, figures in rows))
        for position, title in enumerate(titles)
    ]
    tables = []
    for shown in side_by_side(needed, room=1 - _NAMES_AT_LEAST):
        cells = tuple((unit, *figures[shown]) for unit, figures in rows)
        columns = _columns((words.place, *titles[shown]), cells, house=house)
        tables.append(Table(columns, cells, tidy(by_unit.caption), last_is_total=bool(by_unit.total)))
    return tables


def _section(
    section: Section, *, level: int, position: int, house: HouseStyle, words: ReviewWords
) -> Iterator[Block]:
    assert not (section.parts and section.points), (
        f"“{section.title}” has parts and points: their numbers clash"
    )
    name = tidy(section.title)
    yield Heading(level, f"{_numbering(level, position)} {name.upper() if level == 1 else name}")
    for text in section.paragraphs:
        yield from _paragraphs(text)
    if section.results:
        yield results_table(section.results, house=house, words=words)
    if section.by_unit:
        yield from by_unit_tables(section.by_unit, house=house, words=words)
    if section.table:
        yield section.table
    for below, part in enumerate(section.parts, 1):
        yield from _section(part, level=level + 1, position=below, house=house, words=words)
    for below, point in enumerate(section.points, 1):
        yield Paragraph((Run(f"{_numbering(level + 1, below)} "), *runs(point)))


def _columns(
    titles: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    *,
    house: HouseStyle,
    aligned: Iterable[Align] = repeat("right"),
) -> tuple[Column, ...]:
    """Columns as wide as their figures need, beside a first one of names."""
    columns = [(title, [row[position] for row in rows]) for position, title in enumerate(titles)]
    needed = [needed_share(house, title, cells) for title, cells in columns]
    wanted = [wanted_share(house, title, cells) for title, cells in columns]
    needed[0] = max(needed[0], _NAMES_AT_LEAST)
    wanted[0] = max(needed[0], min(wanted[0], _NAMES_AT_MOST))
    first, *others = fitted(needed, wanted)
    return (Column(titles[0], first), *map(Column, titles[1:], others, aligned))


def _numbering(level: int, position: int) -> str:
    """I. → 1. → a), and a dash for whatever lies deeper."""
    if level == 1:
        return f"{official.roman(position)}."
    if level == 2:
        return f"{position}."
    return f"{official.outline_letter(position)})" if level == 3 else "-"


def _paragraphs(text: Text) -> list[Block]:
    """What a person typed with line ends becomes several paragraphs; empty lines become none."""
    if isinstance(text, str):
        return [Paragraph(runs(line)) for line in text.splitlines() if line.strip()]
    return [Paragraph(runs(text))]


def _grounds(grounds: tuple[str, ...]) -> Iterator[str]:
    for position, ground in enumerate(grounds, 1):
        yield tidy(ground).rstrip(".;, ") + ("." if position == len(grounds) else ";")


def _recipients(recipients: tuple[str, ...]) -> tuple[str, ...]:
    bare = [tidy(name).lstrip("- ").rstrip(".;, ") for name in recipients]
    return tuple(f"- {name}{'.' if position == len(bare) else ';'}" for position, name in enumerate(bare, 1))


def _result(row: ResultRow, words: ReviewWords) -> tuple[str, ...]:
    known = [amount for amount in (row.target, row.actual.amount) if amount is not None]
    places = max((official.places_needed(amount) for amount in known), default=0)
    return (
        tidy(row.indicator),
        tidy(row.unit),
        words.not_applicable if row.target is None else official.number(row.target, places=places),
        _figure(row.actual, words, places=places),
        words.unknown_ratio if row.ratio is None else official.percentage(row.ratio),
        f"{row.reported}/{row.due}" if row.due else words.not_applicable,
        tidy(row.code),
    )


def _figures(figures: tuple[Figure, ...], words: ReviewWords) -> tuple[str, ...]:
    return tuple(_figure(figure, words) for figure in figures)


def _figure(figure: Figure, words: ReviewWords, *, places: int | None = None) -> str:
    if figure.amount is None:
        return words.not_reported if figure.absent == "not_reported" else words.not_applicable
    return official.qualified(official.number(figure.amount, places=places), figure.qualifier)
