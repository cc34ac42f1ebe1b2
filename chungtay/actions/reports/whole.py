"""Keeps what a report says beside its lines: answers in words, comments on checks, forecasts."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from chungtay.answers.reports import comments_of, forecasts_of, whole_of
from chungtay.models import (
    CheckComment,
    Forecast,
    LineCheck,
    NarrativeAnswer,
    Person,
    Report,
)
from chungtay.rules.forms import Severity
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.reports import Whole

from .reading import ActLine, Around

LONGEST = 20_000  # letters of one answer in words


def around_of(lines: Sequence[ActLine], report: Report) -> Around:
    """Read with the lines; of a form that asks in words only, by itself."""
    if lines:
        return lines[0].around
    note, typed = Report.objects.values_list("note", "unfinished").get(pk=report.pk)
    return Around(note=note, unfinished=typed)


def whole_now(report: Report, lines: Sequence[ActLine], around: Around) -> Whole:
    """Everything that it says now."""
    return whole_of(
        report,
        [one.said() for one in lines],
        conditions={one.line.question.number: one.line.question.condition for one in lines},
        numbers={one.line.question.indicator_id: one.line.question.number for one in lines},
        unfinished=around.unfinished,
        has_words=bool(around.words),
        has_checks=bool(around.checks),
    )


def keep_narratives(report: Report, told: Mapping[int, str]) -> None:
    """What is said in words; an emptied answer is none."""
    if not told:
        return
    asked = {one.number: one for one in report.form.narrative_questions.all()}
    _refuse_strange(told, asked, "words")
    for number, text in told.items():
        held = NarrativeAnswer.objects.filter(report=report, question=asked[number])
        if not text.strip():
            held.delete()
        elif not held.update(text=text.strip()):
            NarrativeAnswer.objects.create(report=report, question=asked[number], text=text.strip())


def keep_comments(report: Report, told: Mapping[int, str], *, by: Person, at: datetime) -> None:
    """Why a soft check does not hold; a hard one takes no comment."""
    if not told:
        return
    soft = LineCheck.objects.filter(form=report.form_id, severity=Severity.SOFT)
    asked = {one.number: one for one in soft}
    _refuse_strange(told, asked, "check")
    standing = comments_of(report)
    for number, text in told.items():
        if text.strip() == standing.get(number, ""):
            continue
        CheckComment.objects.filter(report=report, check_broken=asked[number]).delete()
        if text.strip():
            CheckComment.objects.create(
                report=report, check_broken=asked[number], comment=text.strip(), by=by, at=at
            )


def keep_forecasts(
    report: Report, lines: Mapping[int, ActLine], told: Mapping[int, int | None], *, by: Person, at: datetime
) -> None:
    """Who expects what by the end of the year; None takes it back. What stays as it was keeps its author."""
    if not told:
        return
    if not around_of(list(lines.values()), report).has_forecasts:
        raise RuleBroken(Message("This form asks for no forecast."))
    _refuse_strange(told, lines, "forecast")
    standing = forecasts_of(report)
    for number, amount in told.items():
        if amount == standing.get(number):
            continue
        held = Forecast.objects.filter(line=lines[number].line)
        if amount is None:
            held.delete()
        elif not held.update(amount=amount, by=by, at=at):
            Forecast.objects.create(line=lines[number].line, amount=amount, by=by, at=at)


def _refuse_strange(told: Mapping[int, object], asked: Mapping[int, object], name: str) -> None:
    """Named things that the form does not ask for, and texts that nobody would read."""
    faults = [
        Message(
            "The form asks for nothing of the number %(number)s here.", {"number": number}, f"{name}.{number}"
        )
        for number in told
        if number not in asked
    ]
    faults += [
        Message("This text is longer than %(most)s letters.", {"most": LONGEST}, f"{name}.{number}")
        for number, text in told.items()
        if isinstance(text, str) and len(text) > LONGEST
    ]
    if faults:
        raise RuleBroken(faults)
