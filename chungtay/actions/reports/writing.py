"""Opens reports, keeps what units write in them, and hands them in."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from chungtay.answers.figures import Book
from chungtay.answers.reports import forecasts_of
from chungtay.models import Form, HandIn, Line, Organisation, Person, Place, Report, Source
from chungtay.rules.people import Act
from chungtay.rules.reports import LineState, broken_checks, check_whole, fingerprint_of, not_asked, said_of

from ..activities.feeding import count_into
from ..recorded import recorded, refuse_unless_may
from .behalf import Told, check_teller, keep_told, looked_at
from .lines import LineAnswer, check_given, keep, move
from .reading import ActLine, Around, act_lines
from .whole import around_of, keep_comments, keep_forecasts, keep_narratives, whole_now


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
        if any(one.counts_activities for one in questions):
            count_into(report, by=by, at=at)
    return report


def write_report(
    report: Report,
    answers: Mapping[int, LineAnswer],
    *,
    narratives: Mapping[int, str] | None = None,
    comments: Mapping[int, str] | None = None,
    forecasts: Mapping[int, int | None] | None = None,
    unfinished: Mapping[str, str] | None = None,
    note: str | None = None,
    by: Person,
    at: datetime,
) -> None:
    """Keep what was typed, all of it or nothing; what is not spoken of stays as it is.

    `unfinished` holds what is typed and not right yet, by field (`2.total`): kept as typed, it stops the handing in.
    """
    refuse_unless_may(by, Act.REPORT, report, at)
    with recorded("write_report", thing=report, by=by, at=at):
        move(report, "write", **_noted(report, note))
        lines = act_lines([report])
        _keep_all(lines, answers, by, at)
        _keep_unfinished(report, around_of(lines, report), answers, unfinished or {})
        keep_narratives(report, narratives or {})
        keep_comments(report, comments or {}, by=by, at=at)
        keep_forecasts(report, _by_number(lines), forecasts or {}, by=by, at=at)


def hand_in(
    report: Report,
    answers: Mapping[int, LineAnswer] | None = None,
    *,
    note: str | None = None,
    on_behalf: Told | None = None,
    by: Person,
    at: datetime,
) -> HandIn:
    """Give the report to whoever approves it, with what is typed last, if anything.

    Early is allowed: officers send before a period ends. Whoever does not belong to the unit says who told the
    figures, and how.
    """
    refuse_unless_may(by, Act.REPORT, report, at)
    check_teller(report, on_behalf, by=by, at=at)
    paper = looked_at(on_behalf.paper, where="paper") if on_behalf else None
    with recorded("hand_in", thing=report, by=by, at=at):
        move(report, "hand_in", approved_levels=0, **_noted(report, note))
        lines = act_lines([report])
        registered = {
            one.line.question.number: _registered(one)
            for one in lines
            if one.line.question.indicator.fed_by_register or one.line.question.reads_ledger
        }
        _keep_all(lines, {**(answers or {}), **registered}, by, at)
        around = around_of(lines, report)
        _keep_unfinished(report, around, answers or {}, {})
        said = _checked(report, lines, replace(around, unfinished=report.unfinished), by, at)
        made = HandIn.objects.create(
            report=report, handed_in_by=by, handed_in_at=at, said=said, fingerprint=fingerprint_of(said)
        )
        if on_behalf:
            keep_told(made, on_behalf, paper, by=by, at=at)
    return made


def _checked(
    report: Report, lines: list[ActLine], around: Around, by: Person, at: datetime
) -> dict[str, Any]:
    """What the report says, once it says everything that it must; lines that are not asked apply to nobody."""
    whole = whole_now(report, lines, around)
    check_whole(whole)
    hidden = set(not_asked(whole))
    unasked = [one for one in lines if one.line.question.number in hidden]
    keep([(one, LineAnswer(state=LineState.NOT_APPLICABLE)) for one in unasked], by=by, at=at)
    return said_of(
        [one.said() for one in lines],
        narratives=whole.narratives,
        comments={check.number: whole.comments[check.number] for check in broken_checks(whole)},
        forecasts=forecasts_of(report) if around.has_forecasts else {},
        note=around.note,
    )


def _noted(report: Report, note: str | None) -> dict[str, str]:
    if note is None:
        return {}
    report.note = note
    return {"note": note}


def _keep_all(lines: list[ActLine], answers: Mapping[int, LineAnswer], by: Person, at: datetime) -> None:
    by_number = _by_number(lines)
    check_given(by_number, answers)
    keep([(by_number[number], answer) for number, answer in answers.items()], by=by, at=at)


def _keep_unfinished(
    report: Report, around: Around, answers: Mapping[int, LineAnswer], typed: Mapping[str, str]
) -> None:
    """A line that is answered anew is unfinished no longer, unless it is said to be."""
    kept = {name: text for name, text in around.unfinished.items() if int(name.split(".")[0]) not in answers}
    report.unfinished = kept | dict(typed)
    if report.unfinished != around.unfinished:
        report.save(update_fields=["unfinished"])


def _by_number(lines: list[ActLine]) -> dict[int, ActLine]:
    return {one.line.question.number: one for one in lines}


def _registered(one: ActLine) -> LineAnswer:
    """What a register or another form has put into the ledger, so that nobody counts it a second time."""
    report, clubs = one.line.report, one.line.question.indicator
    book = Book(None, report.last_on, report.form.agreement)
    figure = book.ask(clubs, report.first_on, report.last_on, places=[report.place])
    if figure.amount is None:
        return LineAnswer(state=LineState.NOT_REPORTED)
    return LineAnswer(state=LineState.GIVEN, total=figure.amount, qualifier=figure.qualifier)
