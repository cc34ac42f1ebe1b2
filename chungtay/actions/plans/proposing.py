"""Proposes a plan to the sides, asks for changes line by line, answers them, withdraws a plan."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from chungtay.answers.plans import seats_asked, speaks_for
from chungtay.models import ChangeRequest, Content, Person, Plan, Seat
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.plans import AskedLine, PlanMove, check_asking, check_settling, check_text

from ..recorded import recorded
from .moving import as_text, check_open, held_plan, refuse_unless_drafts

Line = tuple[Content | None, str, str]  # of which content or of the whole, of which field, what it should be


def propose_plan(plan: Plan, *, by: Person, at: datetime) -> Plan:
    """From now on the other sides read it, and each is asked to accept it."""
    refuse_unless_drafts(plan, by=by, at=at)
    with recorded("propose_plan", thing=plan, by=by, at=at):
        held = held_plan(plan)
        check_open(held, PlanMove.PROPOSE, at=at)
        check_whole(held)
        same = Plan.objects.filter(Plan.held_by_seats(), phase=held.phase, year=held.year, withdrawn_at=None)
        if same.exists():
            text = "There is a plan for %(year)s already. Change or amend that one."
            raise RuleBroken(Message(text, {"year": held.year}))
        held.proposed_by, held.proposed_at = by, at
        held.save(update_fields=["proposed_by", "proposed_at"])
    return held


def check_whole(plan: Plan) -> None:
    """All that is wrong with the text, each fault at its content."""
    contents = plan.contents.select_related("lead")
    check_text(
        plan.name,
        [as_text(content, where=f"contents.{content.number}.") for content in contents],
        first_on=plan.first_on,
        last_on=plan.ends_on,
    )


def ask_changes(
    plan: Plan, seat: Seat, lines: Sequence[Line], *, by: Person, at: datetime
) -> list[ChangeRequest]:
    """What one side would have otherwise; asked for twice in the same words it is one request."""
    assert seat.agreement_id == plan.phase.agreement_id, "changes are asked for by the programme's own seats"
    today = timezone.localdate(at)
    with recorded("ask_changes", thing=plan, by=by, at=at, reason="; ".join(text for _, _, text in lines)):
        held = held_plan(plan)
        check_open(held, PlanMove.ASK_CHANGES, at=at)
        standing = {content.pk for content in held.contents.all()}
        check_asking(
            [
                AskedLine(content is not None, field, text.strip(), content is None or content.pk in standing)
                for content, field, text in lines
            ],
            holds_seat=seat in seats_asked(held, today) and speaks_for(seat, held, by, today),
            accepted=held.acceptances.filter(seat=seat, version=held.version).exists(),
        )
        return [
            ChangeRequest.objects.get_or_create(
                plan=held, seat=seat, content=content, field=field, text=text.strip(), settled_at=None,
                defaults={"version": held.version, "asked_by": by, "asked_at": at},
            )[0]
            for content, field, text in lines
        ]  # fmt: skip


def settle_change(
    request: ChangeRequest, *, granted: bool, answer: str = "", by: Person, at: datetime
) -> ChangeRequest:
    """Say that it stands in the text now, or why it does not."""
    refuse_unless_drafts(request.plan, by=by, at=at)
    with recorded("settle_change", thing=request.plan, by=by, at=at, reason=answer or request.text):
        plan = held_plan(request.plan)
        held: ChangeRequest = plan.change_requests.get(pk=request.pk)
        if held.settled_at and held.is_granted is granted and held.answer == answer.strip():
            return held  # pressed twice
        check_settling(
            is_settled=held.settled_at is not None,
            granted=granted,
            answer=answer.strip(),
            is_changed=plan.version > held.version,
        )
        check_open(plan, PlanMove.SETTLE, at=at)
        held.settled_by, held.settled_at, held.is_granted, held.answer = by, at, granted, answer.strip()
        held.save(update_fields=["settled_by", "settled_at", "is_granted", "answer"])
    return held


def withdraw_plan(plan: Plan, *, reason: str, by: Person, at: datetime) -> Plan:
    """Take it back while it is not everybody's. Who has read it still finds that it was there."""
    refuse_unless_drafts(plan, by=by, at=at)
    with recorded("withdraw_plan", thing=plan, by=by, at=at, reason=reason.strip()):
        held = held_plan(plan)
        if held.withdrawn_at:
            return held  # pressed twice
        check_open(held, PlanMove.WITHDRAW, at=at)
        if (held.is_of_the_seats or held.issued_at) and not reason.strip():
            raise RuleBroken(Message("Write why the plan is withdrawn.", where="reason"))
        held.withdrawn_by, held.withdrawn_at = by, at
        held.save(update_fields=["withdrawn_by", "withdrawn_at"])
    return held
