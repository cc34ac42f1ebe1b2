"""Which activities stand behind which line of a report, what each adds, and what was added by hand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from chungtay.models import Activity, CountingRule, Feeding, Line, Person, Question, Report
from chungtay.rules import activities as rules
from chungtay.rules.activities import Adds, Contribution, Done, Money
from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Kind, Qualifier
from chungtay.rules.reports import ReportState

WRITABLE = (ReportState.OPEN, ReportState.RETURNED)
Kinds = Mapping[str, Adds]  # what an activity adds, by the slug of its kind


@dataclass(frozen=True)
class Fed:
    """One activity beside a line."""

    activity: Activity
    adds: Contribution
    is_linked: bool
    counted_in: Report | None = None  # another report counts it already; so this one cannot

    @property
    def weight(self) -> int:
        """In whole ones: what it adds, or who came where nobody said what it adds."""
        return self.adds.amount // SCALE or self.activity.attended()


@dataclass(frozen=True)
class FedLine:
    """The activities beside a line; `kinds` is empty where the officer alone says what they mean."""

    number: int
    kinds: Kinds
    is_counted: bool  # new activities are counted in by themselves
    activities: list[Fed]
    counted: Contribution
    total: int | None

    @property
    def by_hand(self) -> int:
        return rules.by_hand(self.total, self.counted)

    @property
    def linked(self) -> list[Fed]:
        return [fed for fed in self.activities if fed.is_linked]

    @property
    def free(self) -> list[Fed]:
        """Those that may stand behind this line."""
        return [fed for fed in self.activities if fed.counted_in is None]

    @property
    def taken(self) -> list[Fed]:
        """Those that another report counts."""
        return [fed for fed in self.activities if fed.counted_in is not None]

    @property
    def left_out(self) -> list[Fed]:
        """Those that could be counted here and are not."""
        return [fed for fed in self.free if self.kinds and not fed.is_linked]


def feeding(
    report: Report, person: Person, today: date, lines: Sequence[Line] | None = None
) -> dict[int, FedLine]:
    """For each line that activities may feed, by the number of its question. Give it the lines where they are read."""
    lines = lines or list(
        report.lines.select_related("question__indicator").prefetch_related(
            "question__base__combinations", "question__of_which__combinations"
        )
    )
    kinds = counting_rules({line.question.indicator_id for line in lines})
    near = list(activities_of(report, person, today))
    held = _feedings(near, report)
    found = {}
    for line in lines:
        question = line.question
        if (
            question.indicator.kind == Kind.STOCK
            or question.indicator.fed_by_register
            or question.reads_ledger
        ):
            continue
        fed = [
            _fed(
                activity,
                line,
                kinds.get(question.indicator_id, {}),
                held.get((activity.pk, question.indicator_id)),
            )
            for activity in near
            if _belongs(activity, line, kinds.get(question.indicator_id, {}), held)
        ]
        linked = rules.together(one.adds for one in fed if one.is_linked)
        found[question.number] = FedLine(
            question.number, kinds.get(question.indicator_id, {}),
            question.counts_activities and question.indicator_id in kinds, fed, linked, line.total,
        )  # fmt: skip
    return found


def counted(question: Question, activities: Iterable[Activity], kinds: Kinds | None = None) -> Contribution:
    """What these activities add to a line of this question together."""
    known = counting_rules({question.indicator_id}).get(question.indicator_id, {}) if kinds is None else kinds
    return rules.together(adds_to(question, activity, known) for activity in activities)


def adds_to(question: Question, activity: Activity, kinds: Kinds) -> Contribution:
    """Nothing, where no rule says what an activity of this kind adds."""
    if activity.kind_id not in kinds:
        return Contribution()
    return rules.contribution(
        done_of(activity), kinds[activity.kind_id],
        cells=cells_asked(question), currency=question.indicator.currency,
    )  # fmt: skip


def done_of(activity: Activity) -> Done:
    """What an activity says, as far as it is counted; reads prefetched attendances and money."""
    return Done(
        came=activity.came,
        qualifier=Qualifier(activity.came_qualifier),
        parts={one.combination.slug: one.number for one in activity.attendances.all()},
        money=[Money(one.amount, one.currency, one.source) for one in activity.money.all()],
    )


def counting_rules(indicators: Iterable[UUID]) -> dict[UUID, dict[str, Adds]]:
    found: dict[UUID, dict[str, Adds]] = {}
    for one in CountingRule.objects.filter(indicator__in=list(indicators)):
        found.setdefault(one.indicator_id, {})[one.kind_id] = Adds(one.adds)
    return found


def cells_asked(question: Question) -> list[str]:
    asked = (question.base, *question.of_which.all())
    return [cell.slug for breakdown in asked for cell in breakdown.combinations.all() if cell.slug]


def with_facts(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """With all that `done_of` reads."""
    return activities.select_related("kind").prefetch_related("attendances__combination", "money")


def activities_of(report: Report, person: Person, today: date) -> QuerySet[Activity]:
    """What was done at the report's place in its period for its programme, and what it counts already."""
    here = at_place(report.place_id) & Q(served__agreements=report.form.agreement_id)
    near = here & Q(last_on__range=(report.first_on, report.last_on))
    found = Activity.objects.filter(near | Q(feedings__line__report=report)).values("pk")
    seen = Activity.objects.visible_to(person, today).standing().filter(pk__in=found)
    return with_facts(seen).select_related("holder").order_by("first_on", "pk")


def at_place(place: UUID, path: str = "place") -> Q:
    """There, in a part of it, or in a unit that became it."""
    return Q(**{path: place}) | Q(**{f"{path}__parent": place}) | Q(**{f"{path}__became__new": place})


def reports_counting(activity: Activity) -> list[Report]:
    """Handed in or approved: what they count of the activity stands until they are mended."""
    lines = Line.objects.filter(feedings__activity=activity).exclude(report__state__in=WRITABLE)
    found = Report.objects.filter(pk__in=lines.values("report")).order_by("due_on")
    return list(found.select_related("form", "place"))


def counted_in(activity: Activity, person: Person, today: date) -> QuerySet[Line]:
    """The lines that count it, as far as the person sees their reports."""
    reports = Report.objects.visible_to(person, today)
    lines = Line.objects.filter(feedings__activity=activity, report__in=reports)
    return lines.select_related("question__indicator", "report__form", "report__place").order_by(
        "report__due_on"
    )


def report_name(report: Report) -> str:
    return f"{report.form.name} ({report.first_on:%d/%m/%Y}–{report.last_on:%d/%m/%Y})"


def _feedings(near: list[Activity], report: Report) -> dict[tuple[UUID, UUID], Feeding]:
    rows = Feeding.objects.filter(activity__in=near, agreement=report.form.agreement_id)
    rows = rows.select_related("line__report__form")
    return {(one.activity_id, one.indicator_id): one for one in rows}


def _belongs(activity: Activity, line: Line, kinds: Kinds, held: Mapping[tuple[UUID, UUID], Feeding]) -> bool:
    """Of its kind where kinds are said; and whatever was linked by hand."""
    feeding = held.get((activity.pk, line.question.indicator_id))
    return not kinds or activity.kind_id in kinds or (feeding is not None and feeding.line_id == line.pk)


def _fed(activity: Activity, line: Line, kinds: Kinds, held: Feeding | None) -> Fed:
    elsewhere = held is not None and held.line.report_id != line.report_id
    return Fed(
        activity,
        adds_to(line.question, activity, kinds),
        held is not None and held.line_id == line.pk,
        held.line.report if held and elsewhere else None,
    )
