"""What a superior does with reports: sends back, approves one or many, corrects a line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.db.models.lookups import Exact
from django.utils import timezone

from chungtay.models import Approval, Correction, HandIn, Line, Person, Report, Return
from chungtay.rules.ledger import Kind
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.reports import LineState, ReportState, after, check_approver

from ..recorded import audited_together, recorded, refuse_unless_may
from .lines import LineAnswer, check_given, keep, move
from .posting import Postable, named, post_lines
from .reading import act_lines

READ_AGAIN = "This report was handed in anew since you opened it. Read it again, then approve it."


def send_back(report: Report, *, note: str, by: Person, at: datetime) -> Return:
    """Return the report with a note that says what to mend."""
    refuse_unless_may(by, Act.APPROVE, report, at)
    if not note.strip():
        raise RuleBroken(Message("Write what must be mended.", where="note"))
    with recorded("send_back", thing=report, by=by, at=at):
        move(report, "send_back")
        return Return.objects.create(report=report, returned_by=by, returned_at=at, note=note.strip())


def approve_report(report: Report, *, seen: str = "", by: Person, at: datetime) -> Approval:
    """Let the figures into the ledger, in one posting. `seen` is the hand-in that the approver has read."""
    refuse_unless_may(by, Act.APPROVE, report, at)
    with recorded("approve", thing=report, by=by, at=at):
        if not move(report, "approve", *_read_and_not_own(seen, by)):
            check_hand_in(_hand_ins([report])[report.pk], seen=seen, by=by)
            raise RuleBroken(Message(READ_AGAIN))  # it came into such a state a moment ago
        changes = Postable(act_lines([report])).changes()
        posting = post_lines(changes, kind="approval", by=by, at=at)
        return Approval.objects.create(report=report, approved_by=by, approved_at=at, posting=posting)


def approve_reports(
    reports: Iterable[Report], *, seen: Mapping[UUID, str] | None = None, by: Person, at: datetime
) -> list[Approval]:
    """Let many into the ledger in one posting, all or none; what stands in the way is said report by report.

    `seen` names the hand-in that was read of each.
    """
    chosen = list({report.pk: report for report in reports}.values())
    if not chosen:
        raise RuleBroken(Message("Choose at least one report."))
    with audited_together():
        held = Report.objects.select_for_update().filter(pk__in=[one.pk for one in chosen]).order_by("pk")
        states = dict(
            held.values_list("pk", "state")
        )  # locked in one order, so that no two wait for each other
        _refuse_any(chosen, states, seen or {}, by, at)
        Report.objects.filter(pk__in=states).update(state=ReportState.APPROVED)
        changes = Postable(act_lines(chosen)).changes(by_name=True)
        posting = post_lines(changes, kind="approval", by=by, at=at)
        posted = {one.line.report_id for one, entries in changes if entries}
        made = Approval.objects.bulk_create(
            Approval(
                report=report, approved_by=by, approved_at=at,
                posting=posting if report.pk in posted else None,
            )
            for report in chosen
        )  # fmt: skip
        for report in chosen:
            with recorded("approve", thing=report, by=by, at=at):
                report.state = ReportState.APPROVED
    return made


def correct_line(line: Line, *, answer: LineAnswer, reason: str, by: Person, at: datetime) -> Correction:
    """Mend an approved line: what stood is reversed and the new value written, in one posting."""
    report, question = line.report, line.question
    refuse_unless_may(by, Act.APPROVE, report, at)
    if not reason.strip():
        raise RuleBroken(Message("Write why the figure is corrected.", where="reason"))
    with recorded("correct", thing=line, by=by, at=at, reason=reason):
        move(report, "correct")
        one = next(held for held in act_lines([report]) if held.line == line)
        if question.indicator.fed_by_register:
            raise RuleBroken(Message("This figure is counted from the register. Mend the register instead."))
        check_given({question.number: one}, {question.number: answer})
        if (one.line.state, one.line.total, one.line.qualifier, one.cells) == (
            answer.state, answer.total, answer.qualifier, answer.cells
        ):  # fmt: skip
            raise RuleBroken(Message("This is what stands there already; nothing was corrected."))
        # A stock is restated: saying it anew for the same day corrects what was said.
        restated = question.indicator.kind == Kind.STOCK and answer.state is LineState.GIVEN
        lines = Postable([one])
        old_total, taken_back = one.line.total, [] if restated else lines.taken_back(one)
        keep([(one, answer)], by=by, at=at)
        ((_, new),) = lines.changes()
        posting = post_lines([(one, taken_back + new)], kind="correction", by=by, at=at)
        if posting is None:
            raise RuleBroken(Message("Neither answer holds a figure, so there is nothing to correct."))
        return Correction.objects.create(
            line=line, old_total=old_total, new_total=answer.total, reason=reason.strip(),
            corrected_by=by, corrected_at=at, posting=posting,
        )  # fmt: skip


def check_hand_in(last: HandIn, *, seen: str, by: Person) -> None:
    check_approver(handed_in_by=last.handed_in_by_id, by=by.pk)
    if seen and seen != str(last.pk):
        raise RuleBroken(Message(READ_AGAIN))


def _read_and_not_own(seen: str, by: Person) -> Iterator[Any]:
    """What `check_hand_in` asks, asked of the report's row itself while it is being moved."""
    last = HandIn.objects.filter(report=OuterRef("pk")).order_by("-handed_in_at")
    yield ~Q(Exact(Subquery(last.values("handed_in_by")[:1]), by.pk))
    if seen:
        yield Exact(Subquery(last.values("pk")[:1]), UUID(seen))


def _hand_ins(reports: Iterable[Report]) -> dict[UUID, HandIn]:
    """The last hand-in of each."""
    found = HandIn.objects.filter(report__in=[one.pk for one in reports]).order_by("handed_in_at")
    return {one.report_id: one for one in found}


def _refuse_any(
    chosen: Sequence[Report], states: Mapping[UUID, str], seen: Mapping[UUID, str], by: Person, at: datetime
) -> None:
    """Every fault of every report, each under its name."""
    allowed = Report.objects.allowed(by, Act.APPROVE, timezone.localdate(at)).filter(pk__in=states)
    may, last = set(allowed.values_list("pk", flat=True)), _hand_ins(chosen)
    faults = []
    for report in chosen:
        try:
            if report.pk not in may:
                raise RuleBroken(Message("Your post does not allow this."))
            after(ReportState(states[report.pk]), "approve")
            check_hand_in(last[report.pk], seen=str(seen.get(report.pk, "")), by=by)
        except RuleBroken as problem:
            faults += [named(report, message) for message in problem.messages]
    if faults:
        raise RuleBroken(faults)
