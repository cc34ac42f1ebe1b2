"""Carries a report from its opening to the ledger: written, handed in, sent back or approved, corrected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from chungtay.answers.figures import Book
from chungtay.answers.places import world
from chungtay.models import (
    Activity,
    Approval,
    Cell,
    Combination,
    Correction,
    Entry,
    Form,
    HandIn,
    Line,
    Organisation,
    Person,
    Place,
    Posting,
    Question,
    Report,
    Return,
    Served,
    Source,
    Statement,
)
from chungtay.models.ledger import categories_of
from chungtay.rules import ledger as rules
from chungtay.rules.ledger import Kind, Qualifier
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.reports import (
    Asked,
    LineState,
    Part,
    ReportState,
    after,
    check_answer,
    check_approver,
    parts_of,
)

from .ledger import post, wait_for_the_ledger
from .recorded import recorded, refuse_unless_may


@dataclass(frozen=True, kw_only=True)
class LineAnswer:
    """What a unit says to one question; amounts in ten-thousandths, cells by the slug of a combination."""

    state: LineState
    total: int | None = None
    qualifier: Qualifier = Qualifier.EXACT
    cells: Mapping[str, int] = field(default_factory=dict)
    activities: list[Activity] = field(default_factory=list)


def open_report(
    form: Form, holder: Organisation, *, place: Place, first_on: date, last_on: date, due_on: date,
    by: Person, at: datetime,
) -> Report:  # fmt: skip
    """Ask a body for its figures of one period."""
    report = Report(form=form, holder=holder, place=place, first_on=first_on, last_on=last_on, due_on=due_on)
    refuse_unless_may(by, Act.REPORT, report, at)
    with recorded("open_report", thing=report, by=by, at=at):
        report.save(force_insert=True)
        for question in form.questions.all():
            source = Source.objects.create(kind="line", label=str(question.indicator)[:200])
            Line.objects.create(report=report, question=question, source=source)
    return report


def write_report(
    report: Report, answers: Mapping[int, LineAnswer], *, note: str = "", by: Person, at: datetime
) -> None:
    """Keep what was typed, all of it or nothing; questions that are not answered stay as they are."""
    refuse_unless_may(by, Act.REPORT, report, at)
    with recorded("write_report", thing=report, by=by, at=at):
        _move(report, "write")
        lines = {line.question.number: line for line in _lines(report)}
        check_answers({number: (lines[number].question, answer) for number, answer in answers.items()})
        for number, answer in answers.items():
            _keep(lines[number], answer, by, at)
        report.note = note
        report.save(update_fields=["note"])


def hand_in(report: Report, *, by: Person, at: datetime) -> HandIn:
    """Give the report to whoever approves it. Early is allowed: officers send before a period ends."""
    refuse_unless_may(by, Act.REPORT, report, at)
    with recorded("hand_in", thing=report, by=by, at=at):
        _move(report, "hand_in")
        for line in _lines(report):
            if line.question.indicator.fed_by_register:
                _keep(line, _registered(line), by, at)
        return HandIn.objects.create(report=report, handed_in_by=by, handed_in_at=at)


def send_back(report: Report, *, note: str, by: Person, at: datetime) -> Return:
    """Return the report with a note that says what to mend."""
    refuse_unless_may(by, Act.APPROVE, report, at)
    if not note.strip():
        raise RuleBroken(Message("Write what must be mended.", where="note"))
    with recorded("send_back", thing=report, by=by, at=at):
        _move(report, "send_back")
        return Return.objects.create(report=report, returned_by=by, returned_at=at, note=note.strip())


def approve_report(report: Report, *, seen: str = "", by: Person, at: datetime) -> Approval:
    """Let the figures into the ledger, in one posting. `seen` is the hand-in that the approver has read."""
    refuse_unless_may(by, Act.APPROVE, report, at)
    with recorded("approve", thing=report, by=by, at=at):
        _move(report, "approve")
        last = report.hand_ins.order_by("-handed_in_at").first()
        assert last, "what waits for approval was handed in"
        check_approver(handed_in_by=last.handed_in_by_id, by=by.pk)
        if seen and seen != str(last.pk):
            text = "This report was handed in anew since you opened it. Read it again, then approve it."
            raise RuleBroken(Message(text))
        changes = [(line, _changes(line)) for line in _lines(report)]
        posting = _posted(changes, kind="approval", by=by, at=at)
        return Approval.objects.create(report=report, approved_by=by, approved_at=at, posting=posting)


def correct_line(line: Line, *, answer: LineAnswer, reason: str, by: Person, at: datetime) -> Correction:
    """Mend an approved line: what stood is reversed and the new value written, in one posting."""
    report, question = line.report, line.question
    refuse_unless_may(by, Act.APPROVE, report, at)
    if not reason.strip():
        raise RuleBroken(Message("Write why the figure is corrected.", where="reason"))
    with recorded("correct", thing=line, by=by, at=at, reason=reason):
        _move(report, "correct")
        line.refresh_from_db()
        if question.indicator.fed_by_register:
            raise RuleBroken(Message("This figure is counted from the register. Mend the register instead."))
        check_answers({question.number: (question, answer)})
        if (line.state, line.total, line.qualifier, _cells(line)) == (
            answer.state, answer.total, answer.qualifier, answer.cells
        ):  # fmt: skip
            raise RuleBroken(Message("This is what stands there already; nothing was corrected."))
        # A stock is restated: saying it anew for the same day corrects what was said.
        restated = question.indicator.kind == Kind.STOCK and answer.state is LineState.GIVEN
        old_total, taken_back = line.total, [] if restated else _taken_back(line)
        _keep(line, answer, by, at)
        posting = _posted([(line, taken_back + _changes(line))], kind="correction", by=by, at=at)
        if posting is None:
            raise RuleBroken(Message("Neither answer holds a figure, so there is nothing to correct."))
        return Correction.objects.create(
            line=line, old_total=old_total, new_total=line.total, reason=reason.strip(),
            corrected_by=by, corrected_at=at, posting=posting,
        )  # fmt: skip


def lines_of(report: Report, person: Person, today: date) -> list[Line]:
    """The lines in the order of the form, with all that a page shows of them to this person."""
    linked = Activity.objects.visible_to(person, today).prefetch_related("attendances")
    return list(
        _lines(report).prefetch_related(
            "question__base__dimensions",
            "question__base__combinations__categories",
            "question__of_which__dimensions",
            "question__of_which__combinations__categories",
            "cells__combination__categories",
            Prefetch("activities", linked),
            "corrections",
        )
    )


def _lines(report: Report) -> QuerySet[Line]:
    """The lines with what an act needs to know of their questions."""
    return report.lines.select_related(
        "question__indicator", "question__base", "source", "report__form__agreement", "report__place"
    ).prefetch_related("question__base__combinations", "question__of_which__combinations")


def asked_by(question: Question) -> list[Asked]:
    """What the form asks for beside the total: the base first, then each "of which"."""
    return [
        Asked(one.slug, tuple(cell.slug for cell in one.combinations.all()), one == question.base)
        for one in (question.base, *question.of_which.all())
    ]


def check_answers(answers: Mapping[int, tuple[Question, LineAnswer]]) -> None:
    """Every mistake of every line at once."""
    messages = []
    for number, (question, answer) in answers.items():
        asked = asked_by(question)
        known = {cell for one in asked for cell in one.combinations}
        assert answer.cells.keys() <= known, f"question {number} does not ask for {set(answer.cells) - known}"
        messages += check_answer(
            number, state=answer.state, total=answer.total, cells=answer.cells, asked=asked
        )
    if messages:
        raise RuleBroken(messages)


def _move(report: Report, move: str) -> None:
    """Decided on what stands in the database now: of two clicks at once only one moves the report."""
    held = Report.objects.select_for_update().get(pk=report.pk)
    report.state = after(ReportState(held.state), move)
    report.save(update_fields=["state"])


def _keep(line: Line, answer: LineAnswer, by: Person, at: datetime) -> None:
    line.state, line.total, line.qualifier = answer.state, answer.total, answer.qualifier
    line.save(update_fields=["state", "total", "qualifier"])
    combinations = _combinations(line.question)
    line.cells.all().delete()
    Cell.objects.bulk_create(
        Cell(line=line, combination=combinations[slug], amount=amount)
        for slug, amount in answer.cells.items()
    )
    # Whoever cannot see a link does not undo it by saving.
    unseen = line.activities.exclude(pk__in=Activity.objects.visible_to(by, timezone.localdate(at)))
    line.activities.set([*answer.activities, *unseen])


def _combinations(question: Question) -> dict[str, Combination]:
    asked = (question.base, *question.of_which.all())
    return {cell.slug: cell for breakdown in asked for cell in breakdown.combinations.all()}


def _cells(line: Line) -> dict[str, int]:
    return dict(line.cells.values_list("combination__slug", "amount"))


def _registered(line: Line) -> LineAnswer:
    """What the register of clubs says, so that nobody counts them a second time."""
    report, clubs = line.report, line.question.indicator
    book = Book(None, report.last_on, report.form.agreement, only=clubs)
    figure = book.ask(clubs, report.first_on, report.last_on, places=[report.place])
    if figure.amount is None:
        return LineAnswer(state=LineState.NOT_REPORTED)
    return LineAnswer(state=LineState.GIVEN, total=figure.amount, qualifier=figure.qualifier)


# From the line to the ledger


def _changes(line: Line) -> list[Entry]:
    """The entries that a line's answer makes; what the register feeds is in the ledger already."""
    if line.state != LineState.GIVEN or line.question.indicator.fed_by_register:
        return []
    if line.question.indicator.kind == Kind.STOCK:
        return _stated(line)
    report = line.report
    counted_once = line.question.indicator.kind == Kind.PERSONS
    return [
        Entry(
            indicator=line.question.indicator, place=report.place, on=report.last_on, holder=report.holder,
            period_first_on=report.first_on if counted_once else None, served=_served(line),
            combination=_combination(part.combination), is_base=part.is_base, amount=part.amount,
            qualifier=line.qualifier, source=line.source,
        )
        for part in _parts(line)
    ]  # fmt: skip


def _stated(line: Line) -> list[Entry]:
    """ "So many stand": the difference to what the ledger gives, one statement a breakdown."""
    report, changes = line.report, list[rules.Entry]()
    by_breakdown: dict[str, list[tuple[rules.Categories, int]]] = {}
    for part in _parts(line):
        name = rules.BASE if part.is_base else part.breakdown
        by_breakdown.setdefault(name, []).append((categories_of(part.combination), part.amount))
    for breakdown, levels in by_breakdown.items():
        statement = rules.Statement(
            indicator=str(line.question.indicator_id), place=str(report.place_id), on=report.last_on,
            holder=str(report.holder_id), programmes=frozenset({report.form.agreement.slug}),
            levels=tuple(levels), breakdown=breakdown, qualifier=Qualifier(line.qualifier),
            source=str(line.source_id), counted_by=_family(report.holder_id),
        )  # fmt: skip
        changes += rules.statement_entries(_entries(line), statement, world())
    return [_entry(change, line) for change in changes]


def _taken_back(line: Line) -> list[Entry]:
    """The entries that undo what the line said so far."""
    standing = Entry.objects.filter(source=line.source, reverses=None, reversed_by=None)
    if line.question.indicator.kind != Kind.STOCK:
        return [entry.reversal() for entry in standing.select_related("served", "combination__breakdown")]
    held, changes = _entries(line), list[rules.Entry]()
    said = {entry.breakdown: entry for entry in standing.filter(on=line.report.last_on).in_rules()}
    for stated in said.values():
        changes += rules.withdrawal_entries(held, stated, world(), counted_by=_family(line.report.holder_id))
    return [_entry(change, line) for change in changes]


def _parts(line: Line) -> list[Part]:
    assert line.total is not None, "a given line has a total"
    return parts_of(total=line.total, cells=_cells(line), asked=asked_by(line.question))


def _posted(
    changes: Iterable[tuple[Line, list[Entry]]], *, kind: str, by: Person, at: datetime
) -> Posting | None:
    """Into the ledger together; None where every line says that there is no figure."""
    made = [(line, entries) for line, entries in changes if entries]
    if not made:
        return None
    posting = post([entry for _, entries in made for entry in entries], kind=kind, by=by, at=at)
    for line, _ in made:
        if line.question.indicator.kind == Kind.STOCK and line.state == LineState.GIVEN:
            _remember_statements(line, posting)
    return posting


def _remember_statements(line: Line, posting: Posting) -> None:
    report = line.report
    Statement.objects.bulk_create(
        Statement(
            indicator=line.question.indicator, place=report.place, holder=report.holder, served=_served(line),
            combination=_combination(part.combination), on=report.last_on, level=part.amount,
            source=line.source, posting=posting,
        )
        for part in _parts(line)
    )  # fmt: skip


def _served(line: Line) -> Served:
    return Served.objects.of([line.report.form.agreement])


def _combination(slug: str) -> Combination:
    return Combination.objects.select_related("breakdown").filter(slug=slug).earliest("id")


def _entries(line: Line) -> list[rules.Entry]:
    wait_for_the_ledger()  # a difference to what stands holds only while nobody else posts
    return Entry.objects.filter(indicator=line.question.indicator).in_rules()


def _family(holder_id: UUID) -> frozenset[str]:
    """The bodies that count a stock together: the whole tree of unions in which the holder stands, on any day."""
    bodies = Organisation.objects
    tree = bodies.at_or_below(bodies.at_or_above([holder_id], date.max), date.max)
    return frozenset(str(key) for key in tree)


def _entry(entry: rules.Entry, line: Line) -> Entry:
    """An entry of the rules as a row to post; a statement may move other units' later days as well."""
    cell = "|".join(sorted(f"{dimension}:{category}" for dimension, category in entry.categories))
    return Entry(
        indicator_id=UUID(str(entry.indicator)), place_id=UUID(str(entry.place)), on=entry.on,
        holder_id=UUID(str(entry.holder)), served=_served(line), combination=_combination(cell),
        is_base=entry.breakdown == rules.BASE, amount=entry.amount, qualifier=entry.qualifier,
        estimated=entry.estimated, stated=entry.stated, source_id=UUID(str(entry.source)),
        reverses_id=entry.reverses,
    )  # fmt: skip
