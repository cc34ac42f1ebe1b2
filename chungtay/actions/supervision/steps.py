"""Takes a supervision from one state to the next, and writes each step down."""

from datetime import date, datetime

from django.utils import timezone

from chungtay.answers.deadlines import days_given
from chungtay.answers.supervision import notice_by, recommended, unanswered
from chungtay.models import Person, Supervision, SupervisionStep
from chungtay.rules.deadlines import DeadlineKind
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.supervision import (
    GOES_THERE,
    Form,
    Hand,
    Move,
    Standing,
    SupervisionState,
    Wish,
    check_move,
    is_late,
    step_of,
)

from ..recorded import PRESSED_TWICE, recorded
from .papers import is_numbered
from .planning import locked

ACT = {Hand.OFFICER: Act.RECORD, Hand.SIGNER: Act.SIGN}
# How the audit names each step.
VERBS = {
    Move.DECIDE: "decide_supervision",
    Move.RECONSIDER: "reconsider_supervision",
    Move.SEND: "send_supervision",
    Move.BEGIN: "begin_supervision",
    Move.CONCLUDE: "conclude_supervision",
    Move.CLOSE: "close_supervision",
    Move.CANCEL: "cancel_supervision",
}


def move_supervision(
    supervision: Supervision, move: Move, *, note: str = "", conclusion: str = "", conclusion_lo: str = "",
    conclusion_en: str = "", late_reason: str = "", by: Person, at: datetime,
) -> Supervision:  # fmt: skip
    """Take one step of the table for the body that looks into something."""
    today, note = timezone.localdate(at), note.strip()
    wish = Wish(move=move, today=today, note=note, conclusion=conclusion, late_reason=late_reason)
    with recorded(VERBS[move], thing=supervision, by=by, at=at, reason=note or late_reason.strip()):
        held = locked(supervision)
        _refuse_unless_may_step(held, move, by, today)
        standing = standing_of(held, today, at)
        step = check_move(standing, wish)
        before, held.state = held.state, step.after
        match move:
            case Move.SEND:
                held.sent_at, held.sent_by = at, by
                _noticed(held, standing, wish)
            case Move.CONCLUDE:
                held.conclusion, held.concluded_at, held.concluded_by = conclusion.strip(), at, by
                held.conclusion_lo, held.conclusion_en = conclusion_lo.strip(), conclusion_en.strip()
                held.missing_reason = note if standing.unreported else ""
        held.save()
        keep_step(held, move, before, note or late_reason.strip(), by=by, at=at)
    return held


def just_moved(supervision: Supervision, move: Move, *, by: Person, at: datetime) -> bool:
    """Whether this person has taken this very step a moment ago: the second of two clicks finds it done."""
    last = supervision.steps.order_by("moved_at", "id").last()
    return (
        last is not None
        and (last.move, last.after, last.moved_by_id) == (move, supervision.state, by.pk)
        and at - last.moved_at < PRESSED_TWICE
    )


def keep_step(
    held: Supervision, move: Move, before: str, note: str, *, by: Person, at: datetime
) -> SupervisionStep:
    return SupervisionStep.objects.create(
        supervision=held, move=move, before=before, after=held.state, moved_by=by, moved_at=at, note=note
    )


def standing_of(one: Supervision, today: date, now: datetime) -> Standing:
    """What the rules ask of it."""
    members = list(one.members.all())
    bodies = list(one.supervised.select_related("organisation"))
    sessions = list(one.sessions.all())
    held = [session for session in sessions if session.starts_at <= now]
    sending = one.state == SupervisionState.DECIDED and Form(one.form) in GOES_THERE
    return Standing(
        state=SupervisionState(one.state),
        form=Form(one.form),
        framework=one.framework,
        bodies=len(bodies),
        members=len(members),
        leads=sum(member.leads for member in members),
        teams=len({member.organisation_id for member in members}),
        has_decision=one.decision is not None or _stands(one),
        is_numbered=is_numbered(one.decision, one.decision_draft),
        has_outline=bool(one.outline.strip()),
        reports_due_on=one.reports_due_on,
        notice_by=notice_by(one, today) if sending else None,
        sessions_held=len(held),
        sessions_ahead=len(sessions) - len(held),
        without_minutes=tuple(
            timezone.localdate(session.starts_at)
            for session in held
            if not session.minutes and session.minutes_document_id is None
        ),
        reported=sum(body.reported_at is not None for body in bodies),
        unreported=tuple(body.organisation.name for body in bodies if body.reported_at is None),
        findings=one.findings.count(),
        recommendations=recommended(one).count(),
        unanswered=tuple(str(row) for row in unanswered(one)),
    )


def _stands(one: Supervision) -> bool:
    return one.decision_draft is not None and one.decision_draft.withdrawn_at is None


def _noticed(held: Supervision, standing: Standing, wish: Wish) -> None:
    """How many days were asked for is kept beside it, and the reason only where it came later."""
    if Form(held.form) in GOES_THERE:
        held.notice_days = days_given(DeadlineKind.SUPERVISION_NOTICE, held.holder_id, wish.today)
    late = is_late(sent_on=wish.today, notice_by=standing.notice_by)
    held.late_reason = wish.late_reason.strip() if late else ""


def _refuse_unless_may_step(held: Supervision, move: Move, by: Person, today: date) -> None:
    own = held.facts_for(held.holder)
    if not by.may(Act.RECORD, own, today):
        raise RuleBroken(Message("Your post does not allow this."))
    if not by.may(ACT[step_of(SupervisionState(held.state), move).by], own, today):
        raise RuleBroken(Message("Your post does not allow this."))
