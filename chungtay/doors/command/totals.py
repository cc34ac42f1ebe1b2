"""The verb `totals`: one figure under any of the three clocks, from the same answers as every page."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from . import BadInput
from .telling import in_json, in_lines

if TYPE_CHECKING:  # the models wake only once Django is set up
    from chungtay.answers.figures import Book
    from chungtay.models import Agreement, Indicator, Organisation, Place
    from chungtay.rules.ledger import Categories

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
    parser.add_argument(
        "--holder", metavar="NAME", help="only what this body itself reported, not those under it"
    )
    parser.add_argument(
        "--category", metavar="LIST=VALUE", action="append", default=[],
        help="only this value of a list, as sex=female; several narrow further",
    )  # fmt: skip
    parser.add_argument(
        "--cumulative", choices=("year", "phase"), help="lũy kế: from the start of the year or phase of --to"
    )
    parser.add_argument("--explain", action="store_true", help="down to entries, report lines and activities")
    parser.add_argument(
        "--most", metavar="N", type=int, default=100, help="with --explain: entries shown; 100"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")


def run(asked: argparse.Namespace) -> int:
    from django.utils import timezone

    from chungtay.answers.evidence import explain, surety_of
    from chungtay.answers.figures import Book
    from chungtay.models import Agreement, Indicator

    today = timezone.localdate()
    indicator = named(Indicator, asked.indicator)
    programme = asked.programme and named(Agreement, asked.programme)
    book = Book(None, today, programme or None)
    first_on, last_on = window(asked, book, today)
    map_on = asked.boundaries or last_on
    figure = book.ask(
        indicator,
        first_on,
        last_on,
        places=place_asked(asked.place, map_on),
        holders=holder_asked(asked.holder),
        map_on=asked.boundaries,
        known_at=known_at(asked.as_known_at),
        by=asked.by,
        level=asked.level,
        categories=categories_asked(asked.category),
    )
    explained = explain(book, figure, most=max(asked.most, 0)) if asked.explain else None
    show = in_json if asked.json else in_lines
    sys.stdout.write(show(figure, surety_of(figure), explained) + "\n")
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
    if asked.cumulative:
        return cumulated(asked, book, last_on)
    first_on = asked.first_on or min(book.extent.first_on or last_on, last_on)
    if first_on > last_on:
        raise BadInput(
            f"The window ends on {last_on}, before it begins. Swap --from and --to, or leave one out."
        )
    return first_on, last_on


def cumulated(asked: argparse.Namespace, book: Book, last_on: date) -> tuple[date, date]:
    """Lũy kế has its own first day, and a phase is a programme's."""
    from chungtay.answers.programmes import phase_on
    from chungtay.rules.indicators import cumulative_window
    from chungtay.rules.ledger import Window

    if asked.first_on:
        raise BadInput("--cumulative begins by itself with the year or the phase. Leave --from out.")
    if asked.cumulative == "phase" and book.programme is None:
        raise BadInput("A phase is one of a programme. Name it with --programme.")
    phases = list(book.programme.phases.all()) if book.programme else []
    phase = phase_on(phases, last_on)
    of_phase = Window(phase.first_on, phase.last_on) if phase else None
    found = cumulative_window(last_on, asked.cumulative, of_phase)
    return found.first, found.last


def place_asked(text: str | None, map_on: date) -> list[Place] | None:
    """The unit that bears the code on the map, or bore it on the day behind the @."""
    from chungtay.models import Place

    if text is None:
        return None
    code, _, when = text.partition("@")
    try:
        on = day(when) if when else map_on
    except argparse.ArgumentTypeError as problem:
        raise BadInput(f"{problem}.") from None
    bearers = list(Place.objects.filter(code=code).order_by("valid_from")) if code.isascii() else []
    if not bearers:
        raise BadInput(f"No unit has the code {code}. Look it up: chungtay places find NAME.")
    place = next((one for one in bearers if stands(one, on)), None)
    if place is None:
        told = "; ".join(f"{one.name}, {days_of(one)}" for one in bearers)
        raise BadInput(f"No unit has the code {code} on {on}. It was borne by: {told}. Write {code}@DAY.")
    if not stands(place, map_on):
        until = f"--boundaries {on}"
        raise BadInput(
            f"{place.name} ({code}) stood {days_of(place)}, and the map asked is of {map_on}."
            f" Add {until}, or ask for the unit of that map."
        )
    return [place]


def stands(place: Place, on: date) -> bool:
    return place.valid_from <= on and (place.valid_to is None or on < place.valid_to)


def days_of(place: Place) -> str:
    return (
        f"{place.valid_from} to {place.valid_to} (exclusive)"
        if place.valid_to
        else f"since {place.valid_from}"
    )


def holder_asked(text: str | None) -> list[Organisation] | None:
    """A body by its name in any language, its short name, or words that only one bears, marks or not."""
    from chungtay.answers.people import plain
    from chungtay.models import Organisation

    if text is None:
        return None
    names = ("name", "name_lo", "name_en", "short_name")
    bodies = list(Organisation.objects.order_by("name"))
    exact = [body for body in bodies if text in {getattr(body, name) for name in names}]
    asked = plain(text).split()
    alike = [
        body
        for body in bodies
        if asked and all(word in plain(" ".join(getattr(body, n) for n in names)) for word in asked)
    ]
    found = exact or alike
    if len(found) != 1:
        some = ", ".join(body.name for body in (found or bodies)[:8])
        more = f" and {len(found or bodies) - 8} more" if len(found or bodies) > 8 else ""
        how = "Several bodies bear" if found else "No body bears"
        raise BadInput(f"{how} {text}. Write one of: {some}{more}.")
    return found


def categories_asked(texts: list[str]) -> Categories:
    from chungtay.models import Category

    found = set()
    for text in texts:
        name, _, value = text.replace(":", "=").partition("=")
        known = Category.objects.filter(dimension__slug=name) if name.isascii() else Category.objects.none()
        if not known.filter(slug=value).exists():
            values = known.order_by("position").values_list("slug", flat=True)
            slugs = [f"{name}={slug}" for slug in values] or sorted(
                set(Category.objects.values_list("dimension__slug", flat=True))
            )
            raise BadInput(f"There is no category {text}. There are: {', '.join(slugs) or 'none'}.")
        found.add((name, value))
    return frozenset(found)


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
