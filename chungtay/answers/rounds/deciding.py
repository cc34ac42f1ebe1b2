"""What waits for a leader: which reports can be approved at once, what is odd about the others, and which cannot."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from chungtay.models import CheckComment, HandIn, Line, OnBehalf, Person, Question, Report
from chungtay.rules.messages import Message, Phrase, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.reports import Change, Hands, LineState, ReportState, changes_between, check_approver
from chungtay.rules.rounds import Odd, Oddity, Told, oddities, twins

MOST = 200  # reports on one page, and in one approval
Lines = dict[int, Told]


@dataclass
class Waiting:
    """A report that waits, with the hand-in that is approved when it is ticked."""

    report: Report
    hand_in: HandIn
    lines: Lines = field(default_factory=dict)
    before: Lines = field(default_factory=dict)  # last period, by the same numbers
    odd: list[Oddity] = field(default_factory=list)
    changes: list[Change] | None = None  # since it was sent back; None where it never was
    cannot: list[Message] = field(default_factory=list)

    @property
    def handed_in_on(self) -> date:
        return timezone.localdate(self.hand_in.handed_in_at)

    @property
    def read(self) -> str:
        """What is sent when it is ticked: the report, and the hand-in that was read."""
        return f"{self.report.pk}:{self.hand_in.pk}"


@dataclass
class Deciding:
    """The reports of one form and period, those without anything odd first."""

    form: Any
    first_on: date
    last_on: date
    rows: list[Waiting]
    questions: dict[int, Question]

    @property
    def calm(self) -> list[Waiting]:
        return [row for row in self.rows if not row.cannot and not row.odd]

    @property
    def odd(self) -> list[Waiting]:
        return [row for row in self.rows if row.odd and not row.cannot]

    @property
    def stopped(self) -> list[Waiting]:
        return [row for row in self.rows if row.cannot]


def deciding(person: Person, today: date, *, most: int = MOST) -> list[Deciding]:
    """Everything that waits for the person, the longest waiting round first; the same few questions for any number."""
    held = Report.objects.allowed(person, Act.APPROVE, today).to_approve()
    reports = list(
        held.select_related("form__agreement", "form__regime", "holder", "place").order_by("due_on", "pk")[
            :most
        ]
    )
    last, previous = hand_ins_of(reports)
    questions = questions_of(reports)
    rows = [Waiting(report, last[report.pk]) for report in reports if report.pk in last]
    _lines(rows)
    _before(rows, questions)
    _changes(rows, previous)
    _odd(rows)
    for row in rows:
        row.cannot = list(cannot(row, person))
    found: dict[tuple[Any, date, date], list[Waiting]] = defaultdict(list)
    for row in rows:
        found[row.report.form_id, row.report.first_on, row.report.last_on].append(row)
    return [
        Deciding(held[0].report.form, key[1], key[2], _calmest(held), questions.get(key[0], {}))
        for key, held in found.items()
    ]


def hand_ins_of(reports: Iterable[Report]) -> tuple[dict[UUID, HandIn], dict[UUID, HandIn]]:
    """The last hand-in of each report, and the one before it."""
    held = HandIn.objects.filter(report__in=[one.pk for one in reports]).order_by("handed_in_at", "id")
    last: dict[UUID, HandIn] = {}
    before: dict[UUID, HandIn] = {}
    for one in held.select_related("on_behalf").prefetch_related("endorsements"):
        if one.report_id in last:
            before[one.report_id] = last[one.report_id]
        last[one.report_id] = one
    return last, before


def questions_of(reports: Iterable[Report]) -> dict[UUID, dict[int, Question]]:
    """By form and number."""
    found: dict[UUID, dict[int, Question]] = defaultdict(dict)
    asked = Question.objects.filter(form__in={one.form_id for one in reports}).select_related("indicator")
    for question in asked:
        found[question.form_id][question.number] = question
    return found


def cannot(row: Waiting, person: Person) -> Iterable[Message]:
    """What stands in the way of this person; the act itself asks again."""
    told: OnBehalf | None = getattr(row.hand_in, "on_behalf", None)
    agreed = frozenset(one.by_id for one in row.hand_in.endorsements.all())
    hands = Hands(
        handed_in_by=row.hand_in.handed_in_by_id,
        confirmed_by=told.confirmed_by_id if told else None,
        agreed_by=agreed,
    )
    try:
        check_approver(hands, by=person.pk)
    except RuleBroken as problem:
        yield from problem.messages


def _lines(rows: list[Waiting]) -> None:
    known = {row.report.pk: row for row in rows}
    told = Line.objects.filter(report__in=list(known)).order_by()
    for key, number, state, total in told.values_list("report", "question__number", "state", "total"):
        known[key].lines[number] = Told(state, total)


def _before(rows: list[Waiting], questions: Mapping[UUID, Mapping[int, Question]]) -> None:
    """The same place's last approved report of the same form, whatever its version: matched by indicator."""
    approved = Report.objects.filter(
        state=ReportState.APPROVED,
        form__slug__in={row.report.form.slug for row in rows},
        place__in={row.report.place_id for row in rows},
    )
    held: dict[tuple[str, UUID], list[tuple[date, UUID]]] = defaultdict(list)
    for slug, place, last_on, key in approved.values_list("form__slug", "place", "last_on", "pk"):
        held[slug, place].append((last_on, key))
    before: dict[UUID, UUID] = {}  # report by the one before it
    for row in rows:
        earlier = [
            one for one in held[row.report.form.slug, row.report.place_id] if one[0] < row.report.first_on
        ]
        if earlier:
            before[row.report.pk] = max(earlier)[1]
    figures: dict[UUID, dict[UUID, int | None]] = defaultdict(dict)
    told = Line.objects.filter(report__in=set(before.values()), state=LineState.GIVEN).order_by()
    for key, indicator, total in told.values_list("report", "question__indicator", "total"):
        figures[key][indicator] = total
    for row in rows:
        then = figures.get(before.get(row.report.pk), {})  # type: ignore[arg-type]
        for number, question in questions.get(row.report.form_id, {}).items():
            if question.indicator_id in then:
                row.before[number] = Told(LineState.GIVEN, then[question.indicator_id])


def _changes(rows: list[Waiting], previous: Mapping[UUID, HandIn]) -> None:
    for row in rows:
        earlier = previous.get(row.report.pk)
        if earlier is not None and earlier.said and row.hand_in.said:
            row.changes = changes_between(earlier.said, row.hand_in.said)


def _odd(rows: list[Waiting]) -> None:
    by_form: dict[tuple[UUID, date], dict[str, Lines]] = defaultdict(dict)
    known = {str(row.report.pk): row for row in rows}
    for row in rows:
        row.odd = oddities(row.lines, row.before, ends_on=row.report.last_on, handed_in_on=row.handed_in_on)
        told: OnBehalf | None = getattr(row.hand_in, "on_behalf", None)
        if told is not None and told.confirmed_at is None:
            row.odd.append(Oddity(Odd.ON_BEHALF, words=told.told_by))
        by_form[row.report.form_id, row.report.last_on][str(row.report.pk)] = row.lines
    for lines in by_form.values():
        for key, other in twins(lines).items():
            name = Phrase.of(known[other].report.place)
            known[key].odd.append(Oddity(Odd.SAME_AS_ANOTHER, words=name))
    of_report = {row.report.pk: row for row in rows}
    for comment in CheckComment.objects.filter(report__in=list(of_report)).select_related("check_broken"):
        row = of_report[comment.report_id]
        row.odd.append(Oddity(Odd.CHECK_BROKEN, comment.check_broken.number, words=comment.comment))


def _calmest(rows: list[Waiting]) -> list[Waiting]:
    return sorted(rows, key=lambda row: (bool(row.cannot), bool(row.odd), row.report.place.name))
