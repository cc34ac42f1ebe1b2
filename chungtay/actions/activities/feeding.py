"""Counts activities into the reports that are being written; what somebody added there by hand stays added.

A report that was handed in is never touched. An activity stands behind one line of an indicator and programme at
most, whichever reports ask for it: the first that is due takes it.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from chungtay.answers.activities.feeding import (
    WRITABLE,
    adds_to,
    at_place,
    cells_asked,
    counting_rules,
    report_name,
    with_facts,
)
from chungtay.models import Activity, Cell, Feeding, Line, Person, Place, Report
from chungtay.rules.activities import Contribution, check_free, moved
from chungtay.rules.ledger import Qualifier
from chungtay.rules.ledger.entries import combined
from chungtay.rules.people import Act
from chungtay.rules.reports import LineState

from ..recorded import recorded, refuse_unless_may

NOTHING = Contribution()


def count_in(
    activity: Activity, *, by: Person, at: datetime, but_not: frozenset[UUID] = frozenset()
) -> list[Line]:
    """Into every open line that it fits and that nobody counts it for yet; `but_not` these lines."""
    if activity.withdrawn_at is not None:
        return []
    held = with_facts(Activity.objects.filter(pk=activity.pk)).select_related("task").get()
    lines = [line for line in lines_for(held) if line.pk not in but_not]
    claimed = {(one.indicator_id, one.agreement_id) for one in Feeding.objects.filter(activity=held)}
    taken = []
    for line in lines:
        key = (line.question.indicator_id, line.report.form.agreement_id)
        if key not in claimed and _is_of_content(line, held):
            claimed.add(key)
            taken.append(line)
    for line in taken:
        _change(line, add=[held], by=by, at=at)
    return taken


def take_out(activity: Activity, *, by: Person, at: datetime) -> frozenset[UUID]:
    """Out of every open line that counts it; gives those lines. Reports that were handed in keep theirs."""
    held = with_facts(Activity.objects.filter(pk=activity.pk)).get()
    lines = _lines().filter(feedings__activity=held, report__state__in=WRITABLE)
    for line in lines:
        _change(line, take=[held], by=by, at=at)
    return frozenset(line.pk for line in lines)


def count_into(report: Report, *, by: Person, at: datetime) -> int:
    """Count into a report all that was recorded before it was opened. Gives how many found their line."""
    refuse_unless_may(by, Act.REPORT, report, at)
    lines = list(_lines().filter(report=report, report__state__in=WRITABLE, question__counts_activities=True))
    if not lines or not counting_rules(line.question.indicator_id for line in lines):
        return 0
    near = Activity.objects.standing().filter(
        at_place(report.place_id), holder=report.holder_id, last_on__range=(report.first_on, report.last_on),
        served__agreements=report.form.agreement_id,
    )  # fmt: skip
    known = with_facts(Activity.objects.filter(pk__in=near.values("pk")))
    counted: set[UUID] = set()
    for line in lines:
        kinds = counting_rules({line.question.indicator_id}).get(line.question.indicator_id, {})
        free = known.filter(kind__in=list(kinds)).exclude(
            feedings__indicator=line.question.indicator_id, feedings__agreement=report.form.agreement_id
        )
        fitting = [one for one in free.select_related("task") if _is_of_content(line, one)]
        if fitting:
            _change(line, add=fitting, by=by, at=at)
            counted |= {one.pk for one in fitting}
    return len(counted)


def set_feeding(line: Line, activities: Iterable[Activity]) -> None:
    """These and no others stand behind the line. One that stands behind another of its indicator is refused."""
    wanted = {activity.pk for activity in activities}
    held = set(line.feedings.values_list("activity_id", flat=True))
    new = wanted - held
    if new:
        # Of two reports that take the same one at once, the second finds it taken.
        list(Activity.objects.select_for_update(of=("self",)).filter(pk__in=new).order_by("pk"))
        key = {"indicator": line.question.indicator_id, "agreement": line.report.form.agreement_id}
        taken = Feeding.objects.filter(activity__in=new, **key).select_related(
            "activity", "line__report__form"
        )
        check_free((one.activity.title, report_name(one.line.report)) for one in taken)
        Feeding.objects.bulk_create(
            Feeding(line=line, activity_id=one, indicator_id=key["indicator"], agreement_id=key["agreement"])
            for one in new
        )
    if held - wanted:
        line.feedings.filter(activity__in=held - wanted).delete()


def lines_for(activity: Activity) -> QuerySet[Line]:
    """Open lines that count activities of its kind, of its holder, place, days and programmes; first due first."""
    place = activity.place
    before = Place.objects.filter(pk=place.pk) | Place.objects.filter(parts=place)
    here = Q(report__place__in=before) | Q(report__place__came_from__old=place)
    found = Line.objects.filter(
        here,
        report__holder=activity.holder_id,
        report__state__in=WRITABLE,
        report__first_on__lte=activity.last_on,
        report__last_on__gte=activity.last_on,
        report__form__agreement__in=activity.served.agreements.all(),
        question__counts_activities=True,
        question__reads_ledger=False,
        question__indicator__counting_rules__kind=activity.kind_id,
    )
    return _lines().filter(pk__in=found.values("pk")).order_by("report__due_on", "question__number")


def _lines() -> QuerySet[Line]:
    lines = Line.objects.select_related(
        "report__form", "report__holder", "question__indicator", "question__base"
    )
    return lines.prefetch_related(
        "question__base__combinations", "question__of_which__combinations", "cells__combination"
    )


def _is_of_content(line: Line, activity: Activity) -> bool:
    """A question about one content of the plan counts what was done for it, or for none that was named."""
    done_for = activity.task.content_id if activity.task else activity.content_id
    return line.question.content_id is None or done_for in (None, line.question.content_id)


def _change(
    line: Line, *, add: Iterable[Activity] = (), take: Iterable[Activity] = (), by: Person, at: datetime
) -> None:
    """Move the figures of one draft line, and its links with them."""
    question, report = line.question, line.report
    add, take = list(add), list(take)
    kinds = counting_rules({question.indicator_id}).get(question.indicator_id, {})
    with recorded("write_report", thing=report, by=by, at=at, reason="; ".join(map(str, add or take))):
        held = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
        if held.state not in WRITABLE:
            return  # handed in a moment ago
        linked = line.feedings.filter(activity__in=[one.pk for one in take])
        linked.delete()
        Feeding.objects.bulk_create(
            Feeding(
                line=line,
                activity=one,
                indicator_id=question.indicator_id,
                agreement_id=report.form.agreement_id,
            )
            for one in add
        )
        said = {cell.combination.slug: cell.amount for cell in line.cells.all()}
        gone = [adds_to(question, one, kinds) for one in take]
        come = [adds_to(question, one, kinds) for one in add]
        now = Contribution(line.total or 0, said)
        for was, new in [*((one, NOTHING) for one in gone), *((NOTHING, one) for one in come)]:
            now = moved(now.amount, now.cells, was, new)
        _keep(line, now, [one.qualifier for one in come if one.amount])


def _keep(line: Line, now: Contribution, qualifiers: list[Qualifier]) -> None:
    is_empty = not now.amount and not line.feedings.exists()
    before = [Qualifier(line.qualifier)] if line.total else []
    line.state = LineState.NOT_REPORTED if is_empty else LineState.GIVEN
    line.total = None if is_empty else now.amount
    line.qualifier = combined([*before, *qualifiers]) if before or qualifiers else Qualifier.EXACT
    line.save(update_fields=["state", "total", "qualifier"])
    asked = set() if is_empty else set(cells_asked(line.question))
    line.cells.all().delete()
    breakdowns = [line.question.base, *line.question.of_which.all()]
    combinations = {
        cell.slug: cell for one in breakdowns for cell in one.combinations.all() if cell.slug in asked
    }
    Cell.objects.bulk_create(
        Cell(line=line, combination=combination, amount=now.cells[slug])
        for slug, combination in combinations.items()
        if slug in now.cells
    )
