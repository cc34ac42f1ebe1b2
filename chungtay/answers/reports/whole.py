"""What a report says as a whole, read for whoever judges it: lines, words, checks, comments, forecasts."""

from collections.abc import Mapping, Sequence

from chungtay.models import Forecast, Form, Line, Report
from chungtay.rules.messages import Phrase
from chungtay.rules.reports import Check, LineSaid, Whole, WordsAsked, asks_for_last_period, broken_checks

from .beside import previous_values


def whole_of(
    report: Report,
    said: Sequence[LineSaid],
    *,
    conditions: Mapping[int, str],
    numbers: Mapping[object, int],
    unfinished: Mapping[str, str],
    has_words: bool = True,
    has_checks: bool = True,
) -> Whole:
    """`numbers`: the line of each indicator. Only what the form asks for is looked up."""
    checks = checks_of(report.form) if has_checks else []
    return Whole(
        lines=said,
        conditions={number: text for number, text in conditions.items() if text},
        words_asked=words_of(report.form) if has_words else [],
        checks=checks,
        narratives=narratives_of(report) if has_words else {},
        comments=comments_of(report) if checks else {},
        previous=previous_values(report, numbers) if asks_for_last_period(checks) else {},
        unfinished=unfinished,
    )


def whole_shown(report: Report, lines: Sequence[Line]) -> Whole:
    """The same of lines that were read for a page, with their cells."""
    return whole_of(
        report,
        [line_said(line) for line in lines],
        conditions={line.question.number: line.question.condition for line in lines},
        numbers={line.question.indicator_id: line.question.number for line in lines},
        unfinished=report.unfinished,
    )


def broken_of(report: Report, lines: Sequence[Line]) -> list[tuple[Check, str]]:
    """The checks that do not hold, each with what the unit says of it."""
    whole = whole_shown(report, lines)
    return [(check, whole.comments.get(check.number, "")) for check in broken_checks(whole)]


def line_said(line: Line) -> LineSaid:
    return LineSaid(
        number=line.question.number, state=line.state, total=line.total, qualifier=line.qualifier,
        cells={cell.combination.slug: cell.amount for cell in line.cells.all()},
    )  # fmt: skip


def checks_of(form: Form) -> list[Check]:
    return [
        Check(
            number=one.number,
            expression=one.expression,
            severity=one.severity,
            words=Phrase.of(one, "message"),
        )
        for one in form.checks.all()
    ]


def words_of(form: Form) -> list[WordsAsked]:
    return [
        WordsAsked(
            number=one.number, title=Phrase.of(one, "title"), is_required=one.is_required,
            condition=one.condition,
        )
        for one in form.narrative_questions.all()
    ]  # fmt: skip


def narratives_of(report: Report) -> dict[int, str]:
    return dict(report.narratives.values_list("question__number", "text"))


def comments_of(report: Report) -> dict[int, str]:
    return dict(report.check_comments.values_list("check_broken__number", "comment"))


def forecasts_of(report: Report) -> dict[int, int]:
    told = Forecast.objects.filter(line__report=report)
    return dict(told.values_list("line__question__number", "amount"))
