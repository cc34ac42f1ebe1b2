"""The sheet of a review: its head, its sections numbered as they come, who signs, and what is bound behind.

Parts are numbered I. → 1. → a); whoever gives the facts never types a number.
"""

from collections.abc import Iterator

from chungtay.papers.house_styles import HouseStyle
from chungtay.papers.sheets import (
    Block,
    Fingerprint,
    Grounds,
    Heading,
    Note,
    Paragraph,
    Run,
    Sheet,
    Signatures,
    Table,
    appendix,
    ended,
    letterhead,
    numbering,
    paragraphs,
    recipients,
    runs,
    signer,
    texts,
    tidy,
    title,
)
from chungtay.rules import official

from .parts import Bound, ReviewPaper, ReviewWords, Section
from .tables import by_unit_tables, plain_table, results_table, wide


def review_sheet(paper: ReviewPaper) -> Sheet:
    house = paper.house.said_in(paper.language)
    day = official.place_and_day(paper.place, paper.signed_on, year=paper.year, language=paper.language)
    head = letterhead(
        house,
        parent_body=paper.parent_body,
        issuer=paper.issuer,
        number=official.document_number(paper.number, paper.symbol),
        place_and_day=day,
    )
    grounds = (Grounds(tuple(map(tidy, paper.legal_grounds))),) if paper.legal_grounds else ()
    text: list[Block] = [*grounds, *paragraphs(paper.opening)]
    for position, section in enumerate(paper.sections, 1):
        text += _section(section, paper, level=1, position=position, house=house)
    text += paragraphs(paper.closing)
    blocks: list[Block] = [
        head,
        title(house, type_name=paper.type_name, abstract=paper.abstract),
        *ended(text, house),
        Signatures(
            recipients=recipients(paper.recipients),
            signers=(signer(house, authority=paper.authority, post=paper.post, name=paper.signer_name),),
        ),
    ]
    if paper.note:
        blocks.append(Note(tidy(paper.note)))
    if paper.fingerprint:
        blocks.append(Fingerprint(tidy(paper.fingerprint)))
    for position, bound in enumerate(paper.bound, 1):
        blocks += _bound(bound, paper, position=position, house=house)
    return Sheet(
        style=house,
        language=paper.language,
        title=tidy(f"{paper.type_name}: {paper.abstract}"),
        issuer=tidy(paper.issuer),
        signed_on=paper.signed_on,
        blocks=tuple(blocks),
    )


def _section(
    section: Section, paper: ReviewPaper, *, level: int, position: int, house: HouseStyle
) -> Iterator[Block]:
    assert not (section.parts and section.points), (
        f"“{section.title}” has parts and points: their numbers clash"
    )
    name = tidy(section.title)
    yield Heading(level, f"{numbering(level, position)} {name.upper() if level == 1 else name}")
    for text in section.paragraphs:
        yield from paragraphs(text)
    tables: list[Table] = []
    if section.results:
        tables.append(results_table(section.results, house=house, words=paper.words, language=paper.language))
    if section.by_unit:
        tables += by_unit_tables(section.by_unit, house=house, words=paper.words, language=paper.language)
    if section.table:
        tables.append(section.table)
    tables += (plain_table(table, house=house) for table in section.tables)
    yield from tables
    yield from _key(tables, paper.words)
    yield from (Note(runs(note)) for note in section.notes)
    yield from section.charts
    for below, part in enumerate(section.parts, 1):
        yield from _section(part, paper, level=level + 1, position=below, house=house)
    for below, point in enumerate(section.points, 1):
        yield Paragraph((Run(f"{numbering(level + 1, below)} "), *runs(point)))


def _bound(bound: Bound, paper: ReviewPaper, *, position: int, house: HouseStyle) -> Iterator[Block]:
    """Numbered only where there is more than one."""
    yield appendix(
        house,
        bound.title,
        position=position if len(paper.bound) > 1 else None,
        attached_to=paper.attached,
        landscape=bound.landscape,
    )
    page = wide(house) if bound.landscape else house
    yield from (Note(runs(note)) for note in bound.notes)
    tables: list[Table] = []
    if bound.by_unit:
        tables += by_unit_tables(bound.by_unit, house=page, words=paper.words, language=paper.language)
    tables += (plain_table(table, house=page) for table in bound.tables)
    yield from tables
    yield from _key(tables, paper.words)
    yield from bound.charts


def _key(tables: list[Table], words: ReviewWords) -> Iterator[Note]:
    """What the marks in the tables mean, of those that occur."""
    marks = {
        words.not_applicable: words.means_not_applicable,
        words.unknown_ratio: words.means_unknown_ratio,
    }
    cells = {text for table in tables for row in table.rows for cell in row for text in texts(cell)}
    if found := [f"{mark} {means}" for mark, means in marks.items() if mark in cells]:
        yield Note("; ".join(found))
