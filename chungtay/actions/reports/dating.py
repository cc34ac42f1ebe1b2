"""Finds on which days and where the activities behind a line took place, so that its figures are posted there."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from chungtay.answers.activities.feeding import counting_rules, done_of, with_facts
from chungtay.models import Activity, Feeding, Report
from chungtay.rules.activities import Adds, contribution
from chungtay.rules.places import World
from chungtay.rules.reports.dated import Added

from .overlaps import ADDING
from .reading import ActLine


def added_by_activities(lines: Iterable[ActLine], world: World) -> dict[UUID, list[Added]]:
    """By line what each of its activities adds, on its day and at its place; two questions for them all."""
    linked = {
        one.line.pk: one for one in lines if one.has_links and one.line.question.indicator.kind in ADDING
    }
    if not linked:
        return {}
    fed = list(Feeding.objects.filter(line__in=linked).values_list("line", "activity"))
    held = {one.pk: one for one in with_facts(Activity.objects.filter(pk__in={key for _, key in fed}))}
    kinds = counting_rules({one.line.question.indicator_id for one in linked.values()})
    found: dict[UUID, list[Added]] = defaultdict(list)
    for line, key in fed:
        one = linked[line]
        activity, adds = held[key], kinds.get(one.line.question.indicator_id, {})
        if activity.kind_id in adds:
            found[line].append(_added(one, activity, adds[activity.kind_id], world))
    return found


def _added(one: ActLine, activity: Activity, adds: Adds, world: World) -> Added:
    report = one.line.report
    said = contribution(
        done_of(activity), adds,
        cells=_cells(one), currency=one.line.question.indicator.currency if adds is Adds.MONEY else "",
    )  # fmt: skip
    day, place = _spot(report, activity, world)
    return Added(day, place, said.amount, said.cells)


def _spot(report: Report, activity: Activity, world: World) -> tuple[date, UUID]:
    """Its own day and the lowest unit known; the report's where period or map of that day have no room for it."""
    day = activity.last_on
    if report.first_on <= day <= report.last_on:
        for key in (activity.village_unit_id, activity.place_id, report.place_id):
            if key and world.places[str(key)].is_on_map(day) and _is_of(report, key, world):
                return day, key
    return report.last_on, report.place_id


def _cells(one: ActLine) -> Collection[str]:
    return [cell for cell in one.asking.combinations if cell]


def _is_of(report: Report, place: UUID, world: World) -> bool:
    """Whether it lies in the unit that reports, or became part of it."""
    parts = [part.place for part in world.parts(str(place), 1, report.last_on)]
    return all(
        part is not None and str(report.place_id) in map(str, world.lineage(part, report.last_on))
        for part in parts
    )
