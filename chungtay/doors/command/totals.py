"""The verb `totals`: one figure under any of the three clocks, from the same answers as every page."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from chungtay.rules.amounts import SCALE, amount_text

from . import BadInput

if TYPE_CHECKING:  # the models wake only once Django is set up
    from chungtay.answers.figures import Book, Figure
    from chungtay.models import Agreement, Indicator, Place
    from chungtay.rules.ledger import Row

SUMMARY = "total an indicator over a window of days"
EXAMPLE = (
    "chungtay totals attendances --programme kontum-attapeu --from 2019-01-01 --to 2024-12-31 --by place"
)
NEEDS: Literal["nothing", "django", "tables"] = "tables"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("indicator", metavar="INDICATOR", help="its slug: attendances, clubs …")
    parser.add_argument("--programme", metavar="SLUG", help="only what serves this programme")
    parser.add_argument("--place", metavar="CODE[@DAY]", help="a unit, as it existed on a day")
    parser.add_argument("--from", dest="first_on", metavar="DAY", type=day, help="default: the first entry")
    parser.add_argument("--to", dest="last_on", metavar="DAY", type=day, help="default: today")
    parser.add_argument("--by", choices=("place", "month", "category"), help="rows under the total")
    parser.add_argument("--level", default="", help="with --by: province, commune …; or sex, ethnicity …")
    parser.add_argument("--boundaries", metavar="DAY", type=day, help="the map of this day; default: --to")
    parser.add_argument(
        "--as-known-at", metavar="DAY|#SEQ", help="what was known at the end of a day, or with entry SEQ"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")


def run(asked: argparse.Namespace) -> int:
    from django.utils import timezone

    from chungtay.answers.figures import Book
    from chungtay.models import Agreement, Indicator

    today = timezone.localdate()
    indicator = named(Indicator, asked.indicator)
    programme = asked.programme and named(Agreement, asked.programme)
    book = Book(None, today, programme or None)
    figure = book.ask(
        indicator,
        *window(asked, book, today),
        places=place_asked(asked.place),
        map_on=asked.boundaries,
        known_at=known_at(asked.as_known_at),
        by=asked.by,
        level=asked.level,
    )
    figure = replace(figure, answer=book.opened(figure))
    show = in_json if asked.json else in_lines
    sys.stdout.write(show(figure) + "\n")
    return 0


def day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a day; write it as 2024-12-31") from None
    if not 1900 <= found.year <= 2200:
        raise argparse.ArgumentTypeError(f"{text} is too far away; write a day between 1900 and 2200")
    return found


def named(model: type[Indicator] | type[Agreement], slug: str) -> Any:
    """The indicator or the programme of that slug."""
    found = model.objects.filter(slug=slug).first() if slug.isascii() else None
    if found is None:
        word = {"Indicator": "indicator", "Agreement": "programme"}[model.__name__]
        slugs = ", ".join(model.objects.order_by("slug").values_list("slug", flat=True)) or "none"
        raise BadInput(f"There is no {word} {slug}. There are: {slugs}.")
    return found


def window(asked: argparse.Namespace, book: Book, today: date) -> tuple[date, date]:
    last_on = asked.last_on or today
    first_on = asked.first_on or min(book.extent.first_on or last_on, last_on)
    if first_on > last_on:
        raise BadInput(f"The window ends on {last_on}, before it begins.")
    return first_on, last_on


def place_asked(text: str | None) -> list[Place] | None:
    from chungtay.models import Place

    if text is None:
        return None
    code, _, when = text.partition("@")
    try:
        on = day(when) if when else None
    except argparse.ArgumentTypeError as problem:
        raise BadInput(f"{problem}.") from None
    place = Place.objects.named(code, on) if code.isascii() else None
    if place is None:
        raise BadInput(f"No unit has the code {text}.")
    return [place]


def known_at(text: str | None) -> int | None:
    """The number of the last posting that counts."""
    from chungtay.answers.figures import posting_known_on, posting_with

    if text is None:
        return None
    if text.startswith("#") and text[1:].isdecimal():
        return posting_with(int(text[1:]))
    try:
        return posting_known_on(day(text))
    except argparse.ArgumentTypeError:
        raise BadInput(f"{text} is neither a day (2024-12-31) nor an entry (#120).") from None


def in_json(figure: Figure) -> str:
    told = {
        "indicator": figure.indicator.slug,
        "name": figure.indicator.name,
        "measure": figure.indicator.measure,
        **amount_told(figure.answer.total),
        "from": figure.window.first.isoformat(),
        "to": figure.window.last.isoformat(),
        "boundaries": figure.map_on.isoformat(),
        "as_known_at_posting": figure.known_at,
        "reported": figure.reported,
        "due": figure.due,
        "rows": [{**key_told(row), **amount_told(row)} for row in figure.rows],
    }
    return json.dumps(told, ensure_ascii=False)


def amount_told(row: Row) -> dict[str, Any]:
    """`null` says that nothing was reported, which is not zero."""
    whole = row.amount is not None and row.amount % SCALE == 0
    return {
        "amount": None if row.amount is None else row.amount // SCALE if whole else row.amount / SCALE,
        "qualifier": row.qualifier.value,
        "at_least": row.at_least,
        "assumed": row.assumed,
        "estimated": row.estimated,
        "entries": list(row.entries),
    }


def key_told(row: Row) -> dict[str, Any]:
    from chungtay.models import Place

    if isinstance(row.key, frozenset):
        return {"key": dict(sorted(row.key))}
    place = Place.objects.filter(pk=row.key).first() if row.key and len(str(row.key)) == 36 else None
    return {"key": place.code, "name": place.name} if place else {"key": row.key}


def in_lines(figure: Figure) -> str:
    total = figure.answer.total
    lines = [
        f"{figure.indicator.name}: {said(total)} {figure.indicator.measure}",
        f"  happened {figure.window.first:%d/%m/%Y}–{figure.window.last:%d/%m/%Y}"
        f" · map of {figure.map_on:%d/%m/%Y} · known at posting {figure.known_at}"
        f" · {figure.reported} of {figure.due} reports",
    ]
    for row in figure.rows:
        told = key_told(row)
        key = told["key"]
        if isinstance(key, dict):
            key = ", ".join(f"{name} {value}" for name, value in key.items())
        label = f"{told['name']} ({key})" if "name" in told else str(key or "not stated")
        lines.append(f"  {label:40} {said(row):>16}")
    return "\n".join(lines)


def said(row: Row) -> str:
    if row.amount is None:
        return "not reported"
    word = "at least" if row.at_least else "" if row.qualifier == "exact" else row.qualifier.value
    return f"{word} {amount_text(row.amount, 'en')}".strip()
