"""The verb `places`: finds and shows units of any day, records what they become, loads the atlas of two countries."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from chungtay.rules.amounts import SCALE, amount_text

from . import BadInput
from .totals import day

if TYPE_CHECKING:  # the models wake only once Django is set up
    from chungtay.answers.places import History, Preview
    from chungtay.answers.places.history import Step
    from chungtay.models import Place

SUMMARY = "find and show places of any day, record mergers, load the units of Viet Nam and Laos"
EXAMPLE = 'chungtay places find "dak blo"'
NEEDS: Literal["nothing", "django", "tables"] = "tables"

LARGEST = 4_000_000  # bytes of a table; the whole of 2025 has a fifth of this


def arguments(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(title="what to do", metavar="WHAT", required=True)

    def kind(name: str, summary: str, example: str, run: Callable[[argparse.Namespace], int]) -> Any:
        own = kinds.add_parser(
            name, help=summary, description=summary, epilog=f"example:\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )  # fmt: skip
        own.add_argument("--json", action="store_true", help="JSON instead of lines")
        own.set_defaults(what=run)
        return own

    find = kind("find", "units by name in any script, by another spelling, or by code",
                'chungtay places find "Đăk Blô" --on 2025-06-30', run_find)  # fmt: skip
    find.add_argument("text", metavar="TEXT", help='"dak blo", "ອັດຕະປື", 23344, 23344@2025-07-01')
    find.add_argument("--on", metavar="DAY", type=day, help="only the map of this day")
    find.add_argument("--limit", metavar="N", type=few, default=20, help="default 20")
    show = kind("show", "one unit: what it was, what it became, with shares and resolutions",
                "chungtay places show 23344@2025-07-01", run_show)  # fmt: skip
    show.add_argument("code", metavar="CODE[@DAY]", help="without a day its latest bearer")
    succeed = kind("succeed", "record the merger in a table of commas: all of it or nothing",
                   "chungtay places succeed merger.csv --preview", run_succeed)  # fmt: skip
    succeed.add_argument("file", metavar="FILE.csv",
                         help="heads: day, instrument, old, new, name, kind, parent, share, basis")  # fmt: skip
    succeed.add_argument("--preview", action="store_true", help="say what it would do, and change nothing")
    kind("load", "load every unit of Viet Nam before and after 1 July 2025, and Laos; twice is harmless",
         "chungtay places load", run_load)  # fmt: skip


def run(asked: argparse.Namespace) -> int:
    chosen: Callable[[argparse.Namespace], int] = asked.what
    return chosen(asked)


def few(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 1000):
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 to 1000")
    return int(text)


def run_find(asked: argparse.Namespace) -> int:
    from chungtay.answers.places import find

    found = find(asked.text, asked.on, asked.limit)
    if not found:
        on = f" on {asked.on}" if asked.on else ""
        raise BadInput(f"No place is called {asked.text}{on}. Try a part of the name, or another day.")
    say(asked, [unit_told(place) for place in found], [unit_said(place) for place in found])
    return 0


def run_show(asked: argparse.Namespace) -> int:
    from chungtay.answers.places import history_of

    place = the_one(asked.code)
    history = history_of(place)
    told = {
        **unit_told(place),
        "came_from": [step_told(step) for step in history.came_from],
        "became": [step_told(step) for step in history.became],
        "groups": [membership.group.slug for membership in place.memberships.select_related("group")],
    }
    say(asked, told, [unit_said(place), *history_said(history)])
    return 0


def run_succeed(asked: argparse.Namespace) -> int:
    from django.utils import timezone

    from chungtay.actions.places import read_merger, record_merger
    from chungtay.answers.places import preview
    from chungtay.rules.messages import RuleBroken

    merger = read_merger(table_in(asked.file))
    if asked.preview:
        seen = preview(merger)
        if seen.faults:
            raise RuleBroken(seen.faults)
        say(asked, preview_told(seen), preview_said(seen))
        return 0
    begun = record_merger(merger, by=None, at=timezone.now())
    lines = [f"{len(merger.of_old)} units end and {len(begun)} begin on {merger.on} ({merger.instrument})"]
    say(asked, [unit_told(place) for place in begun], [*lines, *map(unit_said, begun)])
    return 0


def run_load(asked: argparse.Namespace) -> int:
    from dataclasses import asdict

    from django.utils import timezone

    from chungtay.actions.places import load_atlas

    loaded = load_atlas(by=None, at=timezone.now())
    line = (
        f"{loaded.places} units, {loaded.successions} successions, {loaded.aliases} other spellings and"
        f" {loaded.memberships} memberships added; {loaded.completed} units that stood already completed"
    )
    say(asked, asdict(loaded), ["Nothing was missing." if loaded.is_nothing_new else line])
    return 0


def the_one(text: str) -> Place:
    from chungtay.answers.places import named

    code, _, when = text.partition("@")
    if when:
        try:
            day(when)
        except argparse.ArgumentTypeError as problem:
            raise BadInput(f"{problem}.") from None
    place = named(text)
    if place is None:
        raise BadInput(f"No unit has the code {text}. Look it up: chungtay places find {code}")
    return place


def table_in(name: str) -> str:
    try:
        content = Path(name).read_bytes()
    except (OSError, ValueError) as problem:
        raise BadInput(f"{name} cannot be read: {getattr(problem, 'strerror', None) or problem}") from None
    if len(content) > LARGEST:
        raise BadInput(f"{name} is larger than {LARGEST // 1_000_000} MB. A merger is a small table.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"{name} is not text in UTF-8. Save it as “CSV UTF-8”.") from None


def say(asked: argparse.Namespace, told: object, lines: list[str]) -> None:
    text = json.dumps(told, ensure_ascii=False) if asked.json else "\n".join(lines)
    sys.stdout.write(text + "\n")


def unit_told(place: Place) -> dict[str, Any]:
    return {
        "code": place.code,
        "valid_from": iso(place.valid_from),
        "valid_to": iso(place.valid_to),
        "kind": place.kind,
        "word": place.word,
        "name": place.name,
        "name_lo": place.name_lo,
        "name_en": place.name_en,
        "parent": upper.key if (upper := upper_of(place)) else None,
    }


def step_told(step: Step) -> dict[str, Any]:
    return {
        **unit_told(step.other),
        "on": iso(step.on),
        "generation": step.depth,
        "share": step.share / 10_000,
        "assumed": step.assumed,
        "basis": step.basis,
        "instrument": step.instrument,
    }


def upper_of(place: Place) -> Place | None:
    from django.utils import timezone

    from chungtay.answers.places import above

    return above(place, timezone.localdate())


def iso(on: date | None) -> str | None:
    return on.isoformat() if on else None


def unit_said(place: Place) -> str:
    until = f"until {place.valid_to:%d/%m/%Y}" if place.valid_to else ""
    upper = upper_of(place)
    above = f"in {upper.name}" if upper else ""
    names = " · ".join(name for name in (place.name, place.name_lo) if name)
    return "  ".join(filter(None, [f"{place.key:18}", names, above, until]))


def history_said(history: History) -> list[str]:
    lines = []
    for head, steps in (("was", history.came_from), ("became", history.became)):
        for step in steps:
            share = (
                f"{step.share / 100:g}%{' assumed' if step.assumed else ''}" if step.share != 10_000 else ""
            )
            more = " · ".join(filter(None, [share, step.basis, step.instrument]))
            lines.append(
                f"{'  ' * step.depth}{head} on {step.on:%d/%m/%Y}  {unit_said(step.other)}  {more}".rstrip()
            )
    return lines


TOUCHED = ("posts", "organisations", "tasks", "contents", "targets", "reports")


def preview_told(seen: Preview) -> dict[str, Any]:
    return {
        "on": iso(seen.merger.on),
        "instrument": seen.merger.instrument,
        "ended": [unit_told(place) for place in seen.ended],
        "begun": [{"code": row.new, "name": row.name} for row in seen.begun],
        "entries": seen.entries,
        "figures": [
            {
                "indicator": moved.indicator.slug,
                **{
                    side: [
                        {"code": one.code, "amount": one.amount / SCALE, "assumed": one.assumed}
                        for one in lying
                    ]
                    for side, lying in (("before", moved.before), ("after", moved.after))
                },
            }
            for moved in seen.figures
        ],
        **{name: [str(thing) for thing in getattr(seen, name)] for name in TOUCHED},
    }


def preview_said(seen: Preview) -> list[str]:
    lines = [f"On {seen.merger.on} ({seen.merger.instrument}); nothing is changed yet."]
    lines += [f"  ends    {unit_said(place)}" for place in seen.ended]
    lines += [f"  begins  {row.new:18}  {row.name}" for row in seen.begun]
    lines += [f"  {seen.entries} entries stay where they were written and are read on the new map:"]
    for moved in seen.figures:
        sides = [
            ", ".join(
                f"{one.code} {amount_text(one.amount, 'en')}{' (assumed)' * one.assumed}" for one in lying
            )
            for lying in (moved.before, moved.after)
        ]
        lines.append(f"    {moved.indicator.slug}: {' → '.join(sides)}")
    for name in TOUCHED:
        things = getattr(seen, name)
        lines += [f"  {len(things)} {name} stand at a unit that ends:"] if things else []
        lines += [f"    {thing}" for thing in things]
    return lines
