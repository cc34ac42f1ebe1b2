"""Copies what a unit said last period into the blank lines of this one."""

from datetime import datetime

from chungtay.answers.reports import narratives_of, previous_lines, previous_words
from chungtay.models import Line, Person, Report
from chungtay.rules.ledger import Qualifier
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.reports import LineState

from ..recorded import audited_together, refuse_unless_may
from .lines import LineAnswer
from .reading import ActLine, act_lines
from .whole import around_of
from .writing import write_report


def copy_last_period(report: Report, *, by: Person, at: datetime) -> int:
    """How many answers were copied. What is typed already stays; what a register counts is not copied."""
    refuse_unless_may(by, Act.REPORT, report, at)
    with audited_together():
        lines, before = act_lines([report]), previous_lines(report)
        typed = {int(name.split(".")[0]) for name in around_of(lines, report).unfinished}
        answers = {
            one.line.question.number: _answer(one, before[one.line.question.indicator_id])
            for one in lines
            if _is_blank(one) and one.line.question.number not in typed
            if one.line.question.indicator_id in before
        }
        answered = narratives_of(report)
        words = {number: text for number, text in previous_words(report).items() if not answered.get(number)}
        if not answers and not words:
            raise RuleBroken(Message("There is nothing of the last period to copy into blank lines."))
        write_report(report, answers, narratives=words, by=by, at=at)
    return len(answers) + len(words)


def _is_blank(one: ActLine) -> bool:
    question = one.line.question
    return not (
        one.line.state != LineState.NOT_REPORTED
        or question.indicator.fed_by_register
        or question.reads_ledger
        or question.counts_activities
    )


def _answer(one: ActLine, before: Line) -> LineAnswer:
    """Cells that the form does not ask for any more are left behind; the rest of a base is then not stated."""
    asked = one.asking.combinations
    cells = {cell.combination.slug: cell.amount for cell in before.cells.select_related("combination")}
    return LineAnswer(
        state=LineState.GIVEN,
        total=before.total,
        qualifier=Qualifier(before.qualifier),
        cells={slug: amount for slug, amount in cells.items() if slug in asked},
    )
