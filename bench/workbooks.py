"""A workbook of 100,000 rows: 3,334 communes, ten lines in three parts; seconds and memory of its preview.

`python -m bench workbooks`. The sheet is an office's own, one row for each commune, line and part. What is laid lives
in a home of its own, and is looked at by a process of its own, whose memory is told. Promised: previewed in 5 seconds,
no process above 256 MB. `--take` also takes it in.
"""

import io
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

LOOKING = "--look"
if LOOKING not in sys.argv:
    os.environ["CHUNGTAY_HOME"] = tempfile.mkdtemp(prefix="chungtay-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "chungtay.settings"
os.environ["DATABASE_URL"] = ""

import django  # noqa: E402
from django.core.management import call_command  # noqa: E402
from xlsxwriter import Workbook  # noqa: E402

if TYPE_CHECKING:
    from chungtay.models import Person

UNITS, LINES, PARTS = 3_334, 10, ("", "sex:female", "sex:male")
ROWS = 100_000
NOW = datetime(2026, 3, 20, 3, 0, tzinfo=UTC)
SECONDS, MEGABYTES = 5.0, 256


def main(words: Sequence[str]) -> int:
    django.setup()
    if LOOKING in words:
        return looked(words)
    home = Path(os.environ["CHUNGTAY_HOME"])
    try:
        call_command("migrate", verbosity=0)
        laid()
        (home / "sheet.xlsx").write_bytes(sheet())
        again = [sys.executable, "-m", "bench.workbooks", LOOKING, *words]
        return subprocess.run(again, check=False).returncode
    finally:
        shutil.rmtree(home)


def looked(words: Sequence[str]) -> int:
    from chungtay.models import Person

    by = Person.objects.get()
    content = (Path(os.environ["CHUNGTAY_HOME"]) / "sheet.xlsx").read_bytes()
    before = memory()
    took, worked = brought(content, by)
    say(
        f"{ROWS:,} rows, {len(content) / 1e6:.1f} MB: previewed in {took:.2f} s, {worked:.2f} s of them at work"
    )
    say(f"memory at most {memory():.0f} MB, {before:.0f} MB of them before")
    say(f"the same file again: {brought(content, by)[0]:.2f} s")
    if "--take" in words:
        say(f"taken into {UNITS:,} reports in {taken(by):.1f} s")
    return int(took > SECONDS or memory() > MEGABYTES)


def memory() -> float:
    """The most that this process ever held; what `getrusage` tells is inherited from who started it."""
    told = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", told)[1]) / 1024  # type: ignore[index]


def at_work() -> float:
    """Seconds of the processor, the child's among them."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def say(words: str) -> None:
    sys.stdout.write(words + "\n")


def laid() -> None:
    """A country of communes under one office, asked for one form; its officer writes for them all."""
    from chungtay import models
    from chungtay.rules.ledger import Kind
    from chungtay.rules.people import Role

    country = models.Place.objects.create(
        code="C", name="Country", kind="country", valid_from=date(2000, 1, 1)
    )
    kinds = {"kind": models.PlaceKind.COMMUNE, "parent": country, "valid_from": date(2000, 1, 1)}
    places = [models.Place(code=f"{20_000 + at}", name=f"Xã Số {at} Mới", **kinds) for at in range(UNITS)]
    models.Place.objects.bulk_create(places)
    over = models.Organisation.objects.create(kind="womens_union", name="Centre", place=country)
    bodies = [
        models.Organisation(kind="womens_union", name=f"Hội {place.name}", place=place, parent=over)
        for place in places
    ]
    models.Organisation.objects.bulk_create(bodies)
    form = asked_form(models, Kind, over)
    period = {"first_on": date(2026, 1, 1), "last_on": date(2026, 3, 14), "due_on": date(2026, 3, 25)}
    reports = [models.Report(form=form, holder=one, place=one.place, **period) for one in bodies]
    models.Report.objects.bulk_create(reports, batch_size=500)
    questions = list(form.questions.all())
    sources = [models.Source(kind="line", label="line") for _ in reports for _ in questions]
    models.Source.objects.bulk_create(sources, batch_size=500)
    rest = iter(sources)
    models.Line.objects.bulk_create(
        (
            models.Line(report=one, question=question, source=next(rest))
            for one in reports
            for question in questions
        ),
        batch_size=500,
    )
    person = models.Person.objects.create(known_as="Officer")
    models.Post.objects.create(
        person=person,
        organisation=over,
        role=Role.NATIONAL_OFFICER,
        title="Officer",
        valid_from=date(2020, 1, 1),
    )


def asked_form(models: Any, kinds: Any, over: Any) -> Any:
    programme = models.Agreement.objects.create(slug="bench", kind="memorandum", name="Bench")
    seat = models.Seat.objects.create(agreement=programme, number=1)
    models.SeatHolding.objects.create(seat=seat, organisation=over, valid_from=date(2020, 1, 1))
    total = models.Breakdown.objects.create(slug="total")
    models.Combination.objects.create(breakdown=total, slug="")
    sex, base = (
        models.Dimension.objects.create(slug="sex", name="Giới tính"),
        models.Breakdown.objects.create(slug="sex"),
    )
    base.dimensions.set([sex])
    for at, (slug, name) in enumerate((("female", "Nữ"), ("male", "Nam"))):
        category = models.Category.objects.create(dimension=sex, slug=slug, name=name, position=at)
        models.Combination.objects.create(breakdown=base, slug=f"sex:{slug}", position=at).categories.set(
            [category]
        )
    form = models.Form.objects.create(
        slug="bench",
        version=1,
        agreement=programme,
        name="Bench",
        valid_from=date(2024, 1, 1),
        published_at=NOW,
    )
    for number in range(1, LINES + 1):
        indicator = models.Indicator.objects.create(
            slug=f"line-{number}", kind=kinds.FLOW, name=f"Chỉ số thứ {number}", measure="lượt"
        )
        models.Question.objects.create(form=form, number=number, indicator=indicator, base=base)
    return form


def sheet() -> bytes:
    drawn, held = random.Random(1), io.BytesIO()
    book = Workbook(held, {"constant_memory": True, "in_memory": False})
    page = book.add_worksheet("S")
    rows: list[list[Any]] = [["Mã", "Đơn vị", "Chỉ số", "Phần", "Số liệu"]]
    for at in range(UNITS):
        for number in range(1, LINES + 1):
            total = drawn.randrange(500)
            women = drawn.randrange(total + 1)
            unit = [f"{20_000 + at}", f"Xã Số {at} Mới", f"Chỉ số thứ {number}"]
            rows += [[*unit, "Tổng số", total], [*unit, "Nữ", women], [*unit, "Nam", total - women]]
    for number, row in enumerate(rows[: ROWS + 1]):
        page.write_row(number, 0, row)
    book.close()
    return held.getvalue()


def brought(content: bytes, by: "Person") -> tuple[float, float]:
    """Seconds by the clock, and of the processor."""
    from chungtay.actions.workbooks import bring_workbook
    from chungtay.answers.workbooks import rounds_for

    (asked,) = rounds_for(by, NOW.date())
    begun, worked = time.perf_counter(), at_work()
    found = bring_workbook(content, name="bench.xlsx", asked=asked, by=by, at=NOW)
    took = time.perf_counter() - begun, at_work() - worked
    assert (found.preview["rows"], found.preview["all_faults"]) == (ROWS, 0), found.preview["faults"][:3]
    return took


def taken(by: "Person") -> float:
    from chungtay.actions.workbooks import map_workbook, take_workbook
    from chungtay.models import WorkbookImport
    from chungtay.rules.workbooks import mapping_of

    found = WorkbookImport.objects.get()
    found = map_workbook(found, mapping_of(found.preview["mapping"]), by=by, at=NOW)
    begun = time.perf_counter()
    take_workbook(found, by=by, at=NOW)
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
