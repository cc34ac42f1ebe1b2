"""What a superior does with reports: sends back with notes on lines, agrees level by level, approves one or many."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from chungtay.models import Approval, Endorsement, HandIn, LineNote, Person, Report, Return
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.reports import Hands, ReportState, after, check_approver, check_note, says_the_same

from ..recorded import audited_together, recorded, refuse_unless_may
from .behalf import Looked, SignedPaper, checked_signature, kept_paper
from .lines import move
from .posting import Postable, named, post_lines
from .reading import ActLine, act_lines

READ_AGAIN = "This report was handed in anew since you opened it. Read it again, then approve it."
SIGNED = "Phiếu phê duyệt"


def send_back(
    report: Report, *, note: str, line_notes: Mapping[int, str] | None = None, by: Person, at: datetime
) -> Return:
    """Return the report and say what to mend: of the whole, or line by line."""
    refuse_unless_may(by, Act.APPROVE, report, at)
    notes = {number: text.strip() for number, text in (line_notes or {}).items() if text.strip()}
    lines = {line.question.number: line for line in report.lines.select_related("question")} if notes else {}
    check_note(note, notes, lines)
    with recorded("send_back", thing=report, by=by, at=at):
        move(report, "send_back")
        made = Return.objects.create(report=report, returned_by=by, returned_at=at, note=note.strip())
        LineNote.objects.bulk_create(
            LineNote(returned=made, line=lines[number], note=text) for number, text in notes.items()
        )
    return made


def approve_report(
    report: Report, *, seen: str = "", paper: SignedPaper | None = None, by: Person, at: datetime
) -> Approval | None:
    """Agree at the next level; with the last one the figures go into the ledger, in one posting. Else None.

    `seen` is what the approver has read: the hand-in, or its fingerprint. `paper`: a superior without an account has
    signed, and `by` puts the scan here.
    """
    levels = report.form.levels
    level = level_of(report) if levels > 1 else 0
    is_last = level + 1 >= levels
    refuse_unless_may(by, _act(is_last=is_last, paper=paper), report, at)
    scan = checked_signature(paper) if paper else None
    with recorded("approve" if is_last else "endorse_report", thing=report, by=by, at=at):
        _agree(report, level, is_last=is_last)
        last = _hand_ins([report])[report.pk]
        alone = paper is not None and is_alone(report)
        check_hand_in(last, seen=seen, by=by, alone=alone, on_paper=paper is not None)
        if paper or not is_last:
            _endorse(last, level + 1, paper, scan, by=by, at=at)
        if not is_last:
            return None
        lines = act_lines([report])
        check_unchanged(last, lines)
        posting = post_lines(Postable(lines).changes(), kind="approval", by=by, at=at)
        return Approval.objects.create(report=report, approved_by=by, approved_at=at, posting=posting)


def approve_reports(
    reports: Iterable[Report], *, seen: Mapping[UUID, str] | None = None, by: Person, at: datetime
) -> list[Approval]:
    """Agree to many, all or none; those at their last level go into the ledger in one posting.

    `seen` names the hand-in that was read of each. What stands in the way is said report by report.
    """
    chosen = list({report.pk: report for report in reports}.values())
    if not chosen:
        raise RuleBroken(Message("Choose at least one report."))
    with audited_together():
        held = Report.objects.select_for_update().filter(pk__in=[one.pk for one in chosen]).order_by("pk")
        states = {
            key: (state, level) for key, state, level in held.values_list("pk", "state", "approved_levels")
        }  # locked in one order, so that no two wait for each other
        hand_ins = _hand_ins(chosen)
        _refuse_any(chosen, states, hand_ins, seen or {}, by, at)
        held.update(approved_levels=F("approved_levels") + 1)
        finals = [one for one in chosen if states[one.pk][1] + 1 >= one.form.levels]
        for report in chosen:
            if report not in finals:
                with recorded("endorse_report", thing=report, by=by, at=at):
                    _endorse(hand_ins[report.pk], states[report.pk][1] + 1, None, None, by=by, at=at)
        return _approve_together(finals, hand_ins, by, at)


def _approve_together(
    finals: Sequence[Report], hand_ins: Mapping[UUID, HandIn], by: Person, at: datetime
) -> list[Approval]:
    lines = act_lines(finals) if finals else []
    for report in finals:
        check_unchanged(hand_ins[report.pk], [one for one in lines if one.line.report_id == report.pk])
    Report.objects.filter(pk__in=[one.pk for one in finals]).update(state=ReportState.APPROVED)
    changes = Postable(lines).changes(by_name=True)
    posting = post_lines(changes, kind="approval", by=by, at=at)
    posted = {one.line.report_id for one, entries in changes if entries}
    made = Approval.objects.bulk_create(
        Approval(
            report=report, approved_by=by, approved_at=at, posting=posting if report.pk in posted else None
        )
        for report in finals
    )
    for report in finals:
        with recorded("approve", thing=report, by=by, at=at):
            report.state = ReportState.APPROVED
    return made


def level_of(report: Report) -> int:
    """How many levels agreed to the last hand-in so far."""
    level: int = Report.objects.values_list("approved_levels", flat=True).get(pk=report.pk)
    return level


def is_alone(report: Report) -> bool:
    """Whether the regime lets the one officer of an office record what the leader signed on paper."""
    regime = report.form.regime
    return regime is not None and regime.single_officer_approval == "paper"


def check_hand_in(
    last: HandIn, *, seen: str, by: Person, alone: bool = False, on_paper: bool = False
) -> None:
    """Another pair of eyes, on exactly what was handed in last."""
    told = getattr(last, "on_behalf", None)
    agreed = last.endorsements.all() if last.report.form.levels > 1 else ()
    hands = Hands(
        handed_in_by=last.handed_in_by_id,
        confirmed_by=told.confirmed_by_id if told else None,
        agreed_by=frozenset(one.by_id for one in agreed),
    )
    check_approver(hands, by=by.pk, on_paper=on_paper, alone=alone)
    if seen and seen not in (str(last.pk), last.fingerprint):
        raise RuleBroken(Message(READ_AGAIN))


def check_unchanged(last: HandIn, lines: Sequence[ActLine]) -> None:
    """What goes into the ledger is what the unit said when it handed in, to the last cell."""
    if last.fingerprint and not says_the_same(last.said, [one.said() for one in lines]):
        raise RuleBroken(Message("The figures are not those that were handed in. Send the report back."))


def _act(*, is_last: bool, paper: SignedPaper | None) -> Act:
    if is_last:
        return Act.APPROVE
    return Act.REPORT if paper else Act.ENDORSE


def _agree(report: Report, level: int, *, is_last: bool) -> None:
    """Of two who agree at once one does; the other is told what became of the report meanwhile."""
    waiting = Report.objects.filter(pk=report.pk, state=ReportState.HANDED_IN)
    if report.form.levels > 1:
        waiting = waiting.filter(approved_levels=level)
    state = ReportState.APPROVED if is_last else ReportState.HANDED_IN
    if not waiting.update(state=state, approved_levels=level + 1):
        after(ReportState(Report.objects.values_list("state", flat=True).get(pk=report.pk)), "approve")
        raise RuleBroken(Message("Somebody else agreed to this report a moment ago. Look at it again."))


def _endorse(
    last: HandIn, level: int, paper: SignedPaper | None, scan: Looked, *, by: Person, at: datetime
) -> Endorsement:
    document = kept_paper(last.report, scan, type=SIGNED, by=by, at=at)
    return Endorsement.objects.create(
        hand_in=last, level=level, by=by, at=at, paper=document,
        signed_by=paper.signed_by.strip()[:200] if paper else "",
    )  # fmt: skip


def _hand_ins(reports: Iterable[Report]) -> dict[UUID, HandIn]:
    """The last hand-in of each."""
    held = {one.pk: one for one in reports}
    found = HandIn.objects.filter(report__in=held).select_related("on_behalf").order_by("handed_in_at", "id")
    if any(one.form.levels > 1 for one in held.values()):
        found = found.prefetch_related("endorsements")
    last = {one.report_id: one for one in found}
    for key, one in last.items():
        one.report = held[key]
    return last


def _refuse_any(
    chosen: Sequence[Report], states: Mapping[UUID, tuple[str, int]], last: Mapping[UUID, HandIn],
    seen: Mapping[UUID, str], by: Person, at: datetime,
) -> None:  # fmt: skip
    """Every fault of every report, each under its name."""
    today = timezone.localdate(at)
    asked = {_act(is_last=states[one.pk][1] + 1 >= one.form.levels, paper=None) for one in chosen}
    may = {
        act: set(Report.objects.allowed(by, act, today).filter(pk__in=states).values_list("pk", flat=True))
        for act in asked
    }
    faults = []
    for report in chosen:
        state, level = states[report.pk]
        try:
            if report.pk not in may[_act(is_last=level + 1 >= report.form.levels, paper=None)]:
                raise RuleBroken(Message("Your post does not allow this."))
            after(ReportState(state), "approve")
            check_hand_in(last[report.pk], seen=str(seen.get(report.pk, "")), by=by)
        except RuleBroken as problem:
            faults += [named(report, message) for message in problem.messages]
    if faults:
        raise RuleBroken(faults)
