"""What happens to a report after its approval: a line is corrected, or the whole is opened again, with a reason."""

from datetime import datetime

from chungtay.models import Approval, Correction, Endorsement, Line, Person, Reopening, Report
from chungtay.rules.ledger import Kind
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.reports import LineState

from ..ledger import post
from ..recorded import recorded, refuse_unless_may
from .lines import LineAnswer, check_given, keep, move
from .posting import Postable, post_lines
from .reading import act_lines


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


def reopen_report(report: Report, *, reason: str, by: Person, at: datetime) -> Reopening:
    """Give an approved report back to its unit: what it put into the ledger is taken back, in one posting.

    Who had approved it stays with the hand-in; the next hand-in is approved anew.
    """
    refuse_unless_may(by, Act.APPROVE, report, at)
    if not reason.strip():
        raise RuleBroken(Message("Write why the report is opened again.", where="reason"))
    with recorded("reopen_report", thing=report, by=by, at=at, reason=reason):
        move(report, "reopen", approved_levels=0)
        lines = act_lines([report])
        held = Postable(lines)
        entries = [entry for one in reversed(held.lines) for entry in held.taken_back(one)]
        _keep_approval(report)
        posting = post(entries, kind="reopening", by=by, at=at) if entries else None
        return Reopening.objects.create(report=report, reason=reason.strip(), by=by, at=at, posting=posting)


def _keep_approval(report: Report) -> None:
    """A report is approved while it has its `Approval`; that it once was is remembered at what was handed in."""
    approval = Approval.objects.filter(report=report).first()
    last = report.hand_ins.order_by("-handed_in_at", "-id").first()
    if approval and last and not last.endorsements.filter(level__gte=report.form.levels).exists():
        Endorsement.objects.create(
            hand_in=last, level=report.form.levels, by=approval.approved_by, at=approval.approved_at
        )
    if approval:
        approval.delete()
