"""The draft as an official paper: the officer goes on writing in it, so it is a DOCX and bears no number yet."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils import timezone

from chungtay.answers.figures import Figure
from chungtay.answers.reviews.written import dateline_of
from chungtay.papers import docx
from chungtay.papers import sheets as paper
from chungtay.papers.columns import fitted, needed_share, side_by_side, wanted_share
from chungtay.papers.house_styles import STATE
from chungtay.papers.reviews import ReviewPaper, Section, review_sheet
from chungtay.rules import official
from chungtay.rules.amounts import SCALE
from chungtay.rules.requests import AnnexFigure

from .assembled import Assembled, Cell, Chapter, Column

NOT_TOLD, NOT_WRITTEN, TOTAL = "chưa báo", "không ghi", "Tổng cộng"
NAMES_AT_LEAST = 0.2  # of the width of the paper


def as_docx(draft: Assembled) -> bytes:
    return docx.written(sheet_of(draft))


def sheet_of(draft: Assembled) -> paper.Sheet:
    holder = draft.request.holder
    return review_sheet(
        ReviewPaper(
            house=STATE,
            parent_body=holder.parent.name if holder.parent else "",
            issuer=holder.name,
            symbol="-".join(part for part in ("BC", holder.symbol) if part),
            place=dateline_of(holder),
            abstract=draft.request.title,
            opening=opening(draft),
            sections=(*sections(draft.chapters), *annex(draft)),
            authority=holder.authority,
            post=holder.signing_post,
            recipients=(),
            year=timezone.localtime(draft.at).year,
            closing="Trên đây là tổng hợp báo cáo của các đơn vị.",
        )
    )


def opening(draft: Assembled) -> str:
    """How many answered until when, and who did not: by name."""
    told = (
        f"Tổng hợp từ báo cáo của các đơn vị, số liệu từ ngày {draft.request.first_on:%d/%m/%Y} "
        f"đến ngày {draft.request.last_on:%d/%m/%Y}. Đến {timezone.localtime(draft.at):%H giờ %M, ngày %d/%m/%Y}, "
        f"{len(draft.answered)}/{draft.asked} đơn vị đã báo cáo."
    )
    missing = "; ".join(report.holder.name for report in draft.missing)
    return f"{told}\nChưa có báo cáo: {missing}." if missing else told


def sections(chapters: Sequence[Chapter]) -> Iterator[Section]:
    """Headings one under the other become parts within parts."""
    position = 0
    while position < len(chapters):
        here, end = chapters[position], position + 1
        while end < len(chapters) and chapters[end].depth > here.depth:
            end += 1
        yield Section(
            title=here.title,
            paragraphs=tuple(paragraphs(here)),
            parts=tuple(sections(chapters[position + 1 : end])),
        )
        position = end


def paragraphs(chapter: Chapter) -> Iterator[paper.Text]:
    """Each unit's name in bold before its words."""
    for voice in chapter.voices:
        first, *others = [line.strip() for line in voice.text.splitlines() if line.strip()]
        yield (paper.Run(f"{voice.report.holder.name}: ", bold=True), paper.Run(first))
        yield from others
    if chapter.is_asked and not chapter.voices:
        yield (paper.Run("Không đơn vị nào viết nội dung này.", italic=True),)


def annex(draft: Assembled) -> Iterator[Section]:
    """A row a unit, totals below; in several tables where the paper is too narrow for all columns."""
    titles = [head(column) for column in draft.columns]
    rows = [
        (row.report.holder.name, [written(cell, row.answered) for cell in row.cells]) for row in draft.rows
    ]
    rows.append((TOTAL, [amount_of(column.total) if column.is_number else "" for column in draft.columns]))
    needed = [
        needed_share(STATE, title, (cells[place] for _, cells in rows)) for place, title in enumerate(titles)
    ]
    for number, shown in enumerate(side_by_side(needed, room=1 - NAMES_AT_LEAST) if titles else []):
        aligned = ["right" if column.is_number else "left" for column in draft.columns[shown]]
        cells = [(unit, *texts[shown]) for unit, texts in rows]
        title = "Phụ lục số liệu" if number == 0 else "Phụ lục số liệu (tiếp theo)"
        yield Section(title=title, table=table(("Đơn vị", *titles[shown]), cells, ("left", *aligned)))


def table(titles: Sequence[str], rows: Sequence[Sequence[str]], aligned: Sequence[Any]) -> paper.Table:
    columns = [(title, [row[place] for row in rows]) for place, title in enumerate(titles)]
    needed = [needed_share(STATE, title, cells) for title, cells in columns]
    wanted = [wanted_share(STATE, title, cells) for title, cells in columns]
    needed[0] = max(needed[0], NAMES_AT_LEAST)
    shares = fitted(needed, [max(least, most) for least, most in zip(needed, wanted, strict=True)])
    drawn = tuple(map(paper.Column, map(paper.tidy, titles), shares, aligned))
    return paper.Table(drawn, tuple(tuple(map(paper.tidy, row)) for row in rows), last_is_total=True)


def head(column: Column) -> str:
    return f"{column.name} ({column.thing.measure})" if column.thing.measure else column.name


def written(cell: Cell, answered: bool) -> str:
    """What a unit wrote stands as it wrote it where that is no number."""
    if cell.is_number and not cell.is_odd:
        return amount_of(cell.figure)
    return cell.text or (NOT_WRITTEN if answered else NOT_TOLD)


def amount_of(found: Figure | AnnexFigure | None) -> str:
    if found is None or found.amount is None:
        return NOT_TOLD
    return official.qualified(official.number(Decimal(found.amount) / SCALE), found.qualifier)
