"""Takes a delegation from step to step: proposed, agreed, visited, reported, confirmed by both sides."""

from datetime import datetime

from django.utils import timezone

from chungtay.answers.delegations import DelegationPage, Sides
from chungtay.models import Delegation, DelegationStep, Document, Person
from chungtay.rules.delegations import (
    DelegationState,
    MemberRole,
    Move,
    Side,
    Standing,
    Step,
    check_move,
    step_of,
    turn_in,
)
from chungtay.rules.messages import Message, RuleBroken

from ..documents import File as File
from ..documents import add_document
from ..recorded import PRESSED_TWICE, recorded
from .drafting import check_turn, faults_of_days, locked
from .papers import take_up_usual

TYPE = "Báo cáo đoàn"  # what offices call the report of a visit
# How the audit names each step.
VERBS = {
    Move.PROPOSE: "propose_delegation",
    Move.AGREE: "agree_delegation",
    Move.SEND_BACK: "return_delegation",
    Move.REOPEN: "reopen_delegation",
    Move.VISIT: "note_visit",
    Move.REPORT: "report_visit",
    Move.DISPUTE: "dispute_visit",
    Move.CONFIRM: "confirm_visit",
    Move.CANCEL: "cancel_delegation",
}


def move_delegation(
    delegation: Delegation, move: Move, *, note: str = "", result: str = "", result_lo: str = "",
    file: File | None = None, by: Person, at: datetime,
) -> Delegation:  # fmt: skip
    """Take one step of the table. `result` and `file` are of the report."""
    today, note = timezone.localdate(at), note.strip()
    with recorded(VERBS[move], thing=delegation, by=by, at=at, reason=note):
        held = locked(delegation)
        page = DelegationPage(held, by, today)
        side = _side(held, move, page)
        step = check_move(
            _standing(held, move, page), move, today=today, note=note, result=result or result_lo
        )
        if move is Move.PROPOSE:
            check_turn(held, Sides(held.agreement, today).seats_of(held.host))
            _propose(held, by=by, at=at)
        if move is Move.REPORT:
            held.result, held.result_lo = result.strip(), result_lo.strip()
            _keep_report(held, side, file, by=by, at=at)
        DelegationStep.objects.create(
            delegation=held, move=move, before=held.state, after=step.after, moved_by=by,
            moved_for=held.body_of(side), side=side, moved_at=at, note=note,
        )  # fmt: skip
        held.state = step.after
        held.save()
    return held


def just_moved(delegation: Delegation, move: Move, *, by: Person, at: datetime) -> bool:
    """Whether this person has taken this very step a moment ago: the second of two clicks finds it done."""
    last = delegation.steps.order_by("moved_at", "id").last()
    return (
        last is not None
        and (last.move, last.after, last.moved_by_id) == (move, delegation.state, by.pk)
        and at - last.moved_at < PRESSED_TWICE
    )


def _side(delegation: Delegation, move: Move, page: DelegationPage) -> Side:
    """The side for which the person takes the step: an own one whose turn it is."""
    if not page.rights:
        raise RuleBroken(Message("Your post does not allow this."))
    step: Step = step_of(DelegationState(delegation.state), move)
    due = turn_in(step.by, delegation.drafter, page.confirmed)
    able = {side for side, act in page.rights if act is step.act} & due
    if not able:
        raise RuleBroken(Message("Your post does not allow this."))
    # Who may act for both sides acts for the one in whose body they sit; else for the drafter's.
    own = {post.organisation_id for post in page.person.posts_on(page.today)}
    seated = sorted(side for side in able if delegation.body_of(side).pk in own)
    return seated[0] if seated else delegation.drafter if delegation.drafter in able else min(able)


def _standing(delegation: Delegation, move: Move, page: DelegationPage) -> Standing:
    heads = delegation.members.filter(organisation=delegation.guest_id, role=MemberRole.HEAD)
    confirmed = frozenset(page.confirmed)
    return Standing(
        state=DelegationState(delegation.state),
        drafter=delegation.drafter,
        last_on=delegation.last_on,
        has_head=heads.exists(),
        has_hours=delegation.items.exists(),
        confirmed=confirmed,
        confirmed_oneself=page.has_confirmed_oneself,
        faults=tuple(faults_of_days(delegation)) if move is Move.PROPOSE else (),
    )


def _propose(delegation: Delegation, *, by: Person, at: datetime) -> None:
    """The other side gets its own checklist with the first proposal."""
    if delegation.proposed_at is None:
        other = Side.GUEST if delegation.drafter is Side.HOST else Side.HOST
        take_up_usual(delegation, other)
    delegation.proposed_at, delegation.proposed_by = at, by


def _keep_report(delegation: Delegation, side: Side, file: File | None, *, by: Person, at: datetime) -> None:
    if file is None:
        return
    paper = Document(
        type=TYPE, title=delegation.title or delegation.title_lo, issued_on=timezone.localdate(at),
        holder=delegation.body_of(side),
    )  # fmt: skip
    add_document(paper, agreements=[delegation.agreement], files=[file], by=by, at=at)
    delegation.report = paper
