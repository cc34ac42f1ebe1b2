"""What a merger would do, before it is recorded: to figures, to posts and bodies, to plans, tasks and reports.

Nothing is moved by a merger: entries stay where they were written and are read on the new map. What must be looked
after by people are duties and papers that stand at a unit that ends.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from chungtay.models import (
    Agreement,
    Content,
    Entry,
    Indicator,
    Organisation,
    Person,
    Place,
    Plan,
    Post,
    Report,
    Target,
    Task,
)
from chungtay.models.walks import Tree, fetched, under
from chungtay.rules.ledger import Kind
from chungtay.rules.messages import Message
from chungtay.rules.places import Merger, MergerRow, World, check_merger, world_after
from chungtay.rules.reports import ReportState

from .world import world

# Sums over places say nothing about these: a person counted in two units is one person, a ratio is made anew.
NOT_ADDED = (Kind.PERSONS, Kind.RATIO)


@dataclass(frozen=True)
class Lying:
    """An amount in ten-thousandths at one unit; assumed: no share was agreed, equal ones were taken."""

    code: str
    name: str
    amount: int
    assumed: bool = False


@dataclass(frozen=True)
class Moved:
    """All that one indicator ever counted in the units that end, where it is read before and after."""

    indicator: Indicator
    before: tuple[Lying, ...]
    after: tuple[Lying, ...]

    @property
    def is_assumed(self) -> bool:
        return any(lying.assumed for lying in self.after)


@dataclass(frozen=True)
class Preview:
    """Faults, and where there are none everything that the merger touches."""

    merger: Merger
    faults: list[Message]
    ended: list[Place] = field(default_factory=list)
    begun: list[MergerRow] = field(default_factory=list)  # one row for each new unit
    figures: list[Moved] = field(default_factory=list)
    entries: int = 0  # ever written in the units that end
    posts: list[Post] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    contents: list[Content] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)


def preview(merger: Merger, *, person: Person | None = None, today: date | None = None) -> Preview:
    """With a person and a day only what that person may see; how many entries move is told to everybody."""
    now = world()
    faults = check_merger(now, merger)
    if faults:
        return Preview(merger, faults)
    ended = list(Place.objects.on(merger.day_before).filter(code__in=merger.of_old).order_by("code"))
    inside = fetched(under(Tree.PLACES, [place.pk for place in ended], merger.day_before))
    entries = Entry.objects.filter(place__in=inside)
    return Preview(
        merger,
        [],
        ended=ended,
        begun=[rows[0] for _, rows in sorted(merger.of_new.items())],
        figures=_figures(_seen(entries, person, today), now, world_after(now, merger), merger, ended),
        entries=entries.count(),
        **_touched([place.pk for place in ended], merger.on, person, today),
    )


def _touched(ended: list[UUID], on: date, person: Person | None, today: date | None) -> dict[str, Any]:
    """What stands at a unit itself that ends, and still stands or is still due on that day."""
    lives = (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_to=None) | Q(valid_to__gt=on))
    bodies = Organisation.objects.filter(lives, place__in=ended).order_by("name")
    contents = Content.objects.filter(lead__in=bodies, due_on__gte=on).select_related("plan", "lead")
    targets = Target.objects.filter(place__in=ended, last_on__gte=on).select_related("indicator")
    if person is not None:
        contents = contents.filter(plan__in=_seen(Plan.objects.all(), person, today).values("pk"))
        targets = targets.filter(agreement__in=_seen(Agreement.objects.all(), person, today).values("pk"))
    unread = Report.objects.filter(place__in=ended, last_on__gte=on).exclude(state=ReportState.APPROVED)
    posts = Post.objects.filter(lives, place__in=ended).select_related("place")
    found = {
        "posts": _seen(posts, person, today),
        "tasks": _seen(Task.objects.open().filter(place__in=ended, due_on__gte=on), person, today),
        "contents": contents,
        "targets": targets,
        "reports": _seen(unread, person, today),
    }
    return {"organisations": list(bodies), **{name: list(rows) for name, rows in found.items()}}


def _seen(rows: Any, person: Person | None, today: date | None) -> Any:
    if person is None:
        return rows
    assert today, "a person sees things on a day"
    return rows.visible_to(person, today)


def _figures(
    entries: QuerySet[Entry], now: World, then: World, merger: Merger, ended: list[Place]
) -> list[Moved]:
    added = entries.filter(is_base=True).exclude(indicator__kind__in=NOT_ADDED)
    summed = added.order_by().values_list("indicator", "place").annotate(Sum("amount"))
    booked: dict[UUID, list[tuple[str, int]]] = defaultdict(list)
    for indicator, place, amount in summed:
        booked[indicator].append((str(place), amount))
    old, new = {str(place.pk) for place in ended}, {f"new:{code}" for code in merger.of_new}
    return [
        Moved(
            indicator,
            _lying(now, booked[indicator.pk], merger.day_before, old),
            _lying(then, booked[indicator.pk], merger.on, new),
        )
        for indicator in Indicator.objects.filter(pk__in=booked).order_by("slug")
    ]


def _lying(whole: World, booked: Iterable[tuple[str, int]], on: date, units: set[str]) -> tuple[Lying, ...]:
    """The amounts on the map of a day, each in the one of these units that contains it."""
    amounts: dict[str, int] = defaultdict(int)
    assumed: set[str] = set()
    for place, amount in booked:
        for part in whole.parts(place, amount, on):
            around = whole.lineage(part.place, on) if part.place else ()
            unit = next((str(key) for key in around if key in units), None)
            if unit:
                amounts[unit] += part.amount
                assumed |= {unit} if part.assumed else set()
    found = [
        Lying(whole.places[unit].code, whole.places[unit].name, amount, unit in assumed)
        for unit, amount in amounts.items()
    ]
    return tuple(sorted(found, key=lambda lying: lying.code))
