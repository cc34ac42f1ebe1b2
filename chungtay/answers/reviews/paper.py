"""Turns the facts of a review into its paper: the same words as DOCX and as PDF."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from chungtay.models import Review
from chungtay.papers import docx, fonts, pdf
from chungtay.papers.house_styles import STATE
from chungtay.papers.reviews import ByUnit, Figure, ResultRow, ReviewPaper, Section, review_sheet
from chungtay.papers.sheets import Sheet, texts
from chungtay.rules.reviews import (
    NOT_APPLICABLE,
    Facts,
    Result,
    canonical_bytes,
    decimal,
    fingerprint,
    sentence,
    short_fingerprint,
)

TITLES = {
    "assessment": "Đánh giá chung",
    "shortcomings": "Hạn chế và nguyên nhân",
    "lessons": "Bài học kinh nghiệm",
}


def sheet_of_review(review: Review, facts: Facts, today: date) -> Sheet:
    """The paper of a kept review; while it is not signed, its day line bears the year in which it was frozen."""
    written_on = timezone.localdate(review.frozen_at) if review.frozen_at else today
    return as_sheet(
        facts,
        year=written_on.year,
        number=review.number,
        signed_on=review.signed_on,
        frozen=review.frozen_at is not None,
    )


def as_sheet(
    facts: Facts, *, year: int, number: int | None = None, signed_on: date | None = None, frozen: bool = False
) -> Sheet:
    """What stands on the paper, for whoever draws it; only a frozen review carries its fingerprint."""
    return review_sheet(paper(facts, year=year, number=number, signed_on=signed_on, frozen=frozen))


def refuse_unprintable(facts: Facts) -> None:
    """What is frozen must be printable for ever, so whatever would come out as a box is named before."""
    fonts.refuse_unprintable(texts(as_sheet(facts, year=facts.last_on.year).blocks))


def as_pdf(sheet: Sheet) -> bytes:
    return pdf.printed(sheet)


def as_docx(sheet: Sheet) -> bytes:
    return docx.written(sheet)


def as_json(facts: Facts) -> dict[str, Any]:
    """For other programs: amounts as decimal text, with the fingerprint that freezing these facts would give."""
    return {
        "programme": facts.programme,
        "from": facts.first_on.isoformat(),
        "to": facts.last_on.isoformat(),
        "map": facts.map_on.isoformat(),
        "known_at": facts.known_at,
        "results": [result_json(result) for result in facts.results],
        "units": [
            {
                "place": unit.place,
                **{
                    facts.result(code).indicator: text(amount)
                    for code, amount in zip(facts.unit_codes, unit.amounts, strict=True)
                },
            }
            for unit in facts.units
        ],
        "fingerprint": fingerprint(canonical_bytes(facts)),
    }


def result_json(result: Result) -> dict[str, Any]:
    return {
        "code": result.code,
        "indicator": result.indicator,
        "content": result.heading or None,
        "target": text(result.target),
        "actual": text(result.actual),
        "qualifier": result.qualifier,
        "ratio": text(result.ratio),
        "measure": result.measure,
        "reported": result.reported,
        "due": result.due,
        "entries": result.entries,
        "version": result.version or None,  # of the indicator's rule
    }


def text(amount: int | None) -> str | None:
    return None if amount is None else f"{decimal(amount).normalize():f}"


def paper(
    facts: Facts, *, year: int, number: int | None, signed_on: date | None, frozen: bool
) -> ReviewPaper:
    head = facts.letterhead
    return ReviewPaper(
        house=STATE,
        parent_body=head.parent_body,
        issuer=head.issuer,
        symbol=head.symbol,
        place=head.place,
        abstract=facts.title,
        opening=opening(facts),
        sections=tuple(sections(facts)),
        authority=head.authority,
        post=head.post,
        recipients=head.recipients,
        number=number,
        signed_on=signed_on,
        year=year,
        closing=f"Trên đây là kết quả thực hiện {facts.programme_name}, {window(facts)}.",
        fingerprint=mark(facts) if frozen else "",
    )


def opening(facts: Facts) -> str:
    return f"Thực hiện {facts.programme_name}, {facts.letterhead.issuer} báo cáo kết quả {window(facts)} như sau:"


def window(facts: Facts) -> str:
    return f"từ ngày {facts.first_on:%d/%m/%Y} đến ngày {facts.last_on:%d/%m/%Y}"


def mark(facts: Facts) -> str:
    """The line by which anybody checks that a paper is the frozen one."""
    short = short_fingerprint(fingerprint(canonical_bytes(facts)))
    return f"Bản chốt. Mã kiểm tra {short}. Số liệu theo địa giới ngày {facts.map_on:%d/%m/%Y}, sổ {facts.known_at}."


def sections(facts: Facts) -> list[Section]:
    made = [
        Section(
            title="Kết quả thực hiện",
            results=tuple(map(result_row, facts.results)),
            parts=tuple(
                Section(
                    title=heading.rstrip(". ") or "Kết quả khác",
                    paragraphs=tuple(f"{sentence(result)} (mã {result.code})." for result in results),
                )
                for heading, results in facts.headings()
            ),
        )
    ]
    if facts.units:
        made.append(Section(title="Kết quả theo đơn vị", by_unit=by_unit(facts)))
    made += [Section(title=TITLES[section], paragraphs=(text,)) for section, text in facts.narratives]
    if facts.directions:
        made.append(Section(title="Phương hướng", points=facts.directions))
    return made


def result_row(result: Result) -> ResultRow:
    return ResultRow(
        indicator=result.label,
        unit=result.measure,
        target=amount(result.target),
        actual=Figure(amount(result.actual), result.qualifier),
        ratio=None if result.ratio is None else decimal(result.ratio) * 100,
        reported=result.reported,
        due=result.due,
        code=result.code,
    )


def by_unit(facts: Facts) -> ByUnit:
    shown = [facts.result(code) for code in facts.unit_codes]
    return ByUnit(
        indicators=tuple(f"{result.label} ({result.measure})" for result in shown),
        rows=tuple(
            (
                unit.place,
                tuple(
                    unit_figure(value, qualifier)
                    for value, qualifier in zip(unit.amounts, unit.qualifiers, strict=True)
                ),
            )
            for unit in facts.units
        ),
        total=tuple(Figure(amount(result.actual), result.qualifier) for result in shown),
    )


def unit_figure(value: int | None, qualifier: str) -> Figure:
    if value is not None:
        return Figure(amount(value), qualifier)
    return Figure(absent="not_applicable" if qualifier == NOT_APPLICABLE else "not_reported")


def amount(value: int | None) -> Decimal | None:
    return None if value is None else decimal(value)
