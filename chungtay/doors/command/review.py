"""The verb `review`: results against targets over a window, as JSON or as the paper that an office would sign."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from . import BadInput
from .totals import day, named

if TYPE_CHECKING:  # the models wake only once Django is set up
    from datetime import date

    from chungtay.models import Agreement, Organisation, Review

SUMMARY = "review a programme over a window of days"
EXAMPLE = "chungtay review kontum-attapeu --from 2019-01-01 --to 2024-12-31 --format pdf -o review.pdf"
NEEDS: Literal["nothing", "django", "tables"] = "tables"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("programme", metavar="SLUG", help="kontum-attapeu, hlhpnvn-ubdt …")
    parser.add_argument("--from", dest="first_on", metavar="DAY", type=day, required=True)
    parser.add_argument("--to", dest="last_on", metavar="DAY", type=day, required=True, help="included")
    parser.add_argument("--format", choices=("json", "docx", "pdf"), default="json")
    parser.add_argument("--language", choices=("vi", "lo", "en"), default="vi", help="of the paper")
    parser.add_argument("--map", dest="map_on", metavar="DAY", type=day, help="units as on this day")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="default for JSON: the screen")


def run(asked: argparse.Namespace) -> int:
    from django.utils import timezone

    from chungtay.answers.figures import Book
    from chungtay.answers.reviews import as_docx, as_json, as_pdf, as_sheet, facts_now
    from chungtay.models import Agreement

    if asked.format != "json" and asked.output is None:
        raise BadInput(f"Say where to write the paper: -o review.{asked.format}")
    programme = named(Agreement, asked.programme)
    today = timezone.localdate()
    facts = facts_now(drafted(programme, asked, today), Book(None, today, programme))
    if asked.format == "json":
        text = json.dumps(as_json(facts), ensure_ascii=False, indent=1) + "\n"
        write(asked.output, text.encode())
    else:
        draw = as_pdf if asked.format == "pdf" else as_docx
        write(asked.output, draw(as_sheet(facts, year=today.year, language=asked.language)))
    return 0


def drafted(programme: Agreement, asked: argparse.Namespace, today: date) -> Review:
    """A review that is nowhere kept."""
    from chungtay.answers.reviews import usual_recipients
    from chungtay.models import Review, ReviewKind

    holder = reviewing(programme, today)
    return Review(
        agreement=programme, holder=holder, kind=ReviewKind.INTERIM, first_on=asked.first_on,
        last_on=asked.last_on, map_on=asked.map_on, title=f"Kết quả thực hiện {programme.name}",
        title_lo=f"ຜົນການປະຕິບັດ {programme.name_lo}" if programme.name_lo else "",
        title_en=f"Results of {programme.name_en}" if programme.name_en else "",
        recipients="\n".join(usual_recipients(programme, holder, today)),
    )  # fmt: skip


def reviewing(programme: Agreement, on: date) -> Organisation:
    """The body that signs what is written that day: whoever holds the first seat."""
    for seat in programme.seats.prefetch_related(
        "holdings__organisation__parent", "holdings__organisation__place"
    ):
        holder = seat.holder_on(on)
        if holder is not None:
            return holder
    raise BadInput(f"Nobody held a seat of this programme on {on}.")


def write(path: Path | None, content: bytes) -> None:
    if path is None:
        sys.stdout.buffer.write(content)
        return
    try:
        path.write_bytes(content)
    except OSError as problem:
        raise BadInput(f"{path} cannot be written: {problem.strerror or problem}.") from None
