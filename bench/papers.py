"""Measures the papers that were promised a speed: a full review, looked at and printed, and one of 200 pages.

    python -m bench papers

The ledger is a demo's, filled up: 7 contents, 40 units, 30 indicators, six years, three categories.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

# Before Django reads its settings: the numbers come from a home of their own.
os.environ["CHUNGTAY_HOME"] = tempfile.mkdtemp(prefix="chungtay-bench-papers-")
os.environ["DJANGO_SETTINGS_MODULE"] = "chungtay.settings"
os.environ["DATABASE_URL"] = ""

import django
from django.core.management import call_command

if TYPE_CHECKING:
    from chungtay.models import Review
    from chungtay.rules.reviews import Facts

CONTENTS, UNITS, INDICATORS, YEARS = 7, 40, 30, range(2021, 2026)
PAGES = 200
NOW = datetime(2026, 1, 5, 3, tzinfo=UTC)


def main(words: Sequence[str] = ()) -> int:
    django.setup()
    call_command("migrate", verbosity=0)
    late = 0
    for what, took, promised in measures(filled()):
        over = took > promised
        late += over
        sys.stdout.write(
            f"{what:58}{took * 1000:10.0f} ms   ≤ {promised * 1000:g} ms{' *' if over else ''}\n"
        )
        sys.stdout.flush()
    shutil.rmtree(os.environ["CHUNGTAY_HOME"])
    return int(late > 0)


def measures(review: "Review") -> Iterator[tuple[str, float, float]]:
    from django.template.loader import render_to_string

    from chungtay.answers.figures import Book
    from chungtay.answers.reviews import as_docx, as_pdf, facts_now, sheet_of_review
    from chungtay.screens.sheets import shown

    today = date(2026, 1, 5)

    def facts() -> "Facts":
        return facts_now(review, Book(None, today, review.agreement))

    def preview() -> object:
        """As the page of the review draws it."""
        return render_to_string(
            "sheets/_sheet.html", shown.sheet_shown(sheet_of_review(review, facts(), today))
        )

    preview()
    told = facts()
    assert (len(told.contents), len(told.units), len(told.results)) == (CONTENTS, UNITS, INDICATORS)
    assert len(told.charts) == 6
    sheet = sheet_of_review(review, told, today)
    as_pdf(sheet), as_docx(sheet)
    yield "a review of 7 contents × 40 units × 30 indicators, preview", median(preview), 0.3
    yield "  its facts alone", median(facts), 0.3
    yield "  its DOCX, with 6 charts", median(lambda: as_docx(sheet)), 1.5
    yield "  its PDF, with 6 charts", median(lambda: as_pdf(sheet)), 1.0
    long = sheet_of_review(review, lengthened(told), today)
    yield f"a review of {pages(as_pdf(long))} pages as PDF", median(lambda: as_pdf(long), times=1), 10
    yield "  the same as DOCX", median(lambda: as_docx(long), times=1), 10


def median(act: Callable[[], object], *, times: int = 5) -> float:
    took = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def lengthened(facts: "Facts") -> "Facts":
    """As much narrative as fills two hundred pages."""
    from chungtay.rules.reviews import Passage, Words

    text = Words(
        "\n".join(["Các cấp Hội phối hợp tuyên truyền cho hội viên, phụ nữ ở các xã biên giới. " * 6] * 12)
    )
    return replace(facts, narratives=tuple(Passage("lessons", text) for _ in range(95)))


def pages(pdf: bytes) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(pdf))


def filled() -> "Review":
    """A programme with its plan, forms, units and five years of figures."""
    from chungtay import models

    country = models.Place.objects.create(
        code="V", name="Việt Nam", kind="country", valid_from=date(2000, 1, 1)
    )
    province = models.Place.objects.create(
        code="62", name="Tỉnh Kon Tum", kind="province", parent=country, valid_from=date(2000, 1, 1)
    )
    union = models.Organisation.objects.create(
        kind="womens_union", name="Hội LHPN tỉnh Kon Tum", place=province, symbol="BTV"
    )
    programme = models.Agreement.objects.create(slug="bench", kind="memorandum", name="Bản ghi nhớ hợp tác")
    seat = models.Seat.objects.create(agreement=programme, number=1)
    models.SeatHolding.objects.create(seat=seat, organisation=union, valid_from=date(2000, 1, 1))
    phase = models.Phase.objects.create(
        agreement=programme, name="2021–2025", first_on=date(2021, 1, 1), last_on=date(2025, 12, 31)
    )
    person = models.Person.objects.create(known_as="Cán bộ Hội tỉnh")
    contents = planned(phase, union, person)
    indicators, cells = counted(programme, contents)
    units = [unit(number, province, union) for number in range(1, UNITS + 1)]
    reported(programme, indicators, cells, units)
    return models.Review(
        agreement=programme, holder=union, kind="final", title="Tổng kết thực hiện Bản ghi nhớ hợp tác",
        first_on=date(2021, 1, 1), last_on=date(2025, 12, 31), recipients="Lưu: VT",
    )  # fmt: skip


def planned(phase: Any, union: Any, person: Any) -> list[Any]:
    from chungtay import models

    plan = models.Plan.objects.create(phase=phase, year=2025, name="Kế hoạch 2025")
    contents = [
        models.Content.objects.create(
            plan=plan, number=number, text=f"Nội dung phối hợp số {number} ở các xã biên giới", lead=union,
            due_on=date(2025, number, 28),
        )
        for number in range(1, CONTENTS + 1)
    ]  # fmt: skip
    models.Task.objects.bulk_create(
        models.Task(
            agreement=phase.agreement, content=content, organisation=union, text=f"Nhiệm vụ {number}",
            due_on=date(2025, 6, 1 + number), done_on=date(2025, 6, 1) if number % 3 else None,
            done_by=person if number % 3 else None, state="done" if number % 3 else "accepted",
        )
        for content in contents
        for number in range(6)
    )  # fmt: skip
    return contents


def counted(programme: Any, contents: list[Any]) -> tuple[list[Any], list[Any]]:
    """Indicators with targets, divided by sex, asked for by one form."""
    from chungtay import models

    sex = models.Dimension.objects.create(slug="sex", name="Giới tính")
    by_sex = models.Breakdown.objects.create(slug="sex")
    by_sex.dimensions.set([sex])
    cells = []
    for position, slug in enumerate(("female", "male", "not-stated")):
        category = models.Category.objects.create(dimension=sex, slug=slug, name=slug, position=position)
        cells.append(
            models.Combination.objects.create(breakdown=by_sex, slug=f"sex:{slug}", position=position)
        )
        cells[-1].categories.set([category])
    form = models.Form.objects.create(
        slug="bench",
        version=1,
        agreement=programme,
        name="Biểu",
        valid_from=date(2021, 1, 1),
        published_at=NOW,
    )
    indicators = []
    for number in range(1, INDICATORS + 1):
        one = models.Indicator.objects.create(
            slug=f"indicator-{number:02}", kind="flow", name=f"Kết quả số {number}", measure="lượt"
        )
        models.Question.objects.create(
            form=form, number=number, indicator=one, base=by_sex, content=contents[number % CONTENTS]
        )
        models.Target.objects.create(
            agreement=programme, indicator=one, content=contents[number % CONTENTS], first_on=date(2021, 1, 1),
            last_on=date(2025, 12, 31), amount=100_000_000,
        )  # fmt: skip
        indicators.append(one)
    return indicators, cells


def unit(number: int, province: Any, union: Any) -> Any:
    from chungtay import models

    place = models.Place.objects.create(
        code=f"{23000 + number}", name=f"Xã Đăk Số {number}", kind="commune", parent=province,
        valid_from=date(2000, 1, 1),
    )  # fmt: skip
    return models.Organisation.objects.create(
        kind="womens_union", name=f"Hội LHPN {place.name}", place=place, parent=union
    )


def reported(programme: Any, indicators: list[Any], cells: list[Any], units: list[Any]) -> None:
    from chungtay import models
    from chungtay.actions.ledger import post

    served = models.Served.objects.of([programme])
    source = models.Source.objects.create(kind="load")
    form = models.Form.objects.get()
    models.Report.objects.bulk_create(
        models.Report(
            form=form, holder=body, place=body.place, first_on=date(year, 1, 1), last_on=date(year, 12, 31),
            due_on=date(year, 12, 31), state="approved",
        )
        for body in units
        for year in YEARS
    )  # fmt: skip
    for year in YEARS:
        entries = [
            models.Entry(
                indicator=one, place=body.place, on=date(year, 6, 15), holder=body, served=served, combination=cell,
                is_base=True, amount=(at + year % 7 + 3) * 10_000, qualifier="exact", source=source,
            )
            for at, one in enumerate(indicators)
            for body in units
            for cell in cells[:2]
        ]  # fmt: skip
        post(entries, kind="load", by=None, at=NOW)
