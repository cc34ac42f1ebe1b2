"""Opens reports, keeps what units write in them, and hands them in."""

from collections.abc import Mapping
from datetime import date, datetime

from chungtay.answers.figures import Book
from chungtay.models import Form, HandIn, Line, Organisation, Person, Place, Report, Source
from chungtay.rules.people import Act
from chungtay.rules.reports import LineState

from ..recorded import recorded, refuse_unless_may
from .lines import LineAnswer, check_given, keep, move
from .reading import ActLine, act_lines


def open_report(
    form: Form, holder: Organisation, *, place: Place, first_on: date, last_on: date, due_on: date,
    by: Person, at: datetime,
) -> Report:  # fmt: skip
    """Ask a body for its figures of one period."""
    report = Report(form=form, holder=holder, place=place, first_on=first_on, last_on=last_on, due_on=due_on)
    refuse_unless_may(by, Act.REPORT, report, at)
    with recorded("open_report", thing=report, by=by, at=at):
        report.save(force_insert=True)
        questions = form.questions.select_related("indicator")
        lines = [
            Line(report=report, question=one, source=Source(kind="line", label=str(one.indicator)[:200]))
            for one in questions
        ]
        Source.objects.bulk_create([line.source for line in lines])
        Line.objects.bulk_create(lines)
    return report


def write_report(
    report: Report, answers: Mapping[int, LineAnswer], *, note: str = "", by: Person, at: datetime
) -> None:
    """Keep what was typed, all of it or nothing; questions that are not answered stay as they are."""
    refuse_unless_may(by, Act.REPORT, report, at)
    with recorded("write_report", thing=report, by=by, at=at):
        move(report, "write", note=note)
        _keep_all(act_lines([report]), answers, by, at)
        report.note = note


def hand_in(
    report: Report,
    answers: Mapping[int, LineAnswer] | None = None,
    *,
    note: str | None = None,
    by: Person,
    at: datetime,
) -> HandIn:
    """Give the report to whoever approves it, with what is typed last, if anything.

    Early is allowed: officers send before a period ends.
    """
    refuse_unless_may(by, Act.REPORT, report, at)
    with recorded("hand_in", thing=report, by=by, at=at):
        move(report, "hand_in", **({} if note is None else {"note": note}))
        lines = act_lines([report])
        registered = {
            one.line.question.number: _registered(one)
            for one in lines
            if one.line.question.indicator.fed_by_register
        }
        _keep_all(lines, {**(answers or {}), **registered}, by, at)
        return HandIn.objects.create(report=report, handed_in_by=by, handed_in_at=at)


def _keep_all(lines: list[ActLine], answers: Mapping[int, LineAnswer], by: Person, at: datetime) -> None:
    by_number = {one.line.question.number: one for one in lines}
    check_given(by_number, answers)
    keep([(by_number[number], answer) for number, answer in answers.items()], by=by, at=at)


def _registered(one: ActLine) -> LineAnswer:
    """What the register of clubs says, so that nobody counts them a second time."""
    report, clubs = one.line.report, one.line.question.indicator
    book = Book(None, report.last_on, report.form.agreement)
    figure = book.ask(clubs, report.first_on, report.last_on, places=[report.place])
    if figure.amount is None:
        return LineAnswer(state=LineState.NOT_REPORTED)
    return LineAnswer(state=LineState.GIVEN, total=figure.amount, qualifier=figure.qualifier)
