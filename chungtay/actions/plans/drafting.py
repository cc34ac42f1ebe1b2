"""Begins a plan, with a content for each signed one that is chosen, and writes its name, grounds, purpose."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from chungtay.answers.programmes import bodies_for
from chungtay.models import Commitment, Content, Organisation, Person, Phase, Plan, Priority, Target
from chungtay.rules.ledger import Kind, Window
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.plans import PlanMove, check_frame, check_year, share_of_year

from ..recorded import recorded, refuse_unless_may
from .moving import check_open, held_plan, note_writing, refuse_unless_drafts

LANGUAGES = ("", "_lo", "_en")
PLAN_WORDS = tuple(
    f"{name}{tail}" for name in ("name", "grounds", "purpose", "requirements") for tail in LANGUAGES
)
PLAN_FIELDS = (*PLAN_WORDS, "last_on", "at_risk_days")


def draft_plan(
    phase: Phase, *, year: int, holder: Organisation, is_joint: bool = True, name: str,
    commitments: Sequence[Commitment] = (), by: Person, at: datetime,
) -> Plan:  # fmt: skip
    """A draft that only its holder sees; each chosen commitment becomes a content with its targets and priority."""
    assert all(one.phase_id == phase.pk for one in commitments), (
        "a plan makes its own phase's contents concrete"
    )
    plan = Plan(
        phase=phase, year=year, holder=holder, is_joint=is_joint, name=name.strip(), begun_by=by, begun_at=at
    )
    refuse_unless_may(by, Act.PLAN, plan, at)
    _refuse_outsiders(plan, at=at)
    # A plan lies at no place, but whose post ends at a place begins none for a body that sits elsewhere.
    if not bodies_for(phase.agreement, by, Act.PLAN, timezone.localdate(at)).filter(pk=holder.pk).exists():
        raise RuleBroken(Message("Your post does not allow this.", where="holder"))
    with transaction.atomic():
        Phase.objects.select_for_update().get(pk=phase.pk)  # of two clicks at once only one begins a plan
        held = _begun_already(plan)
        if held:
            return held
        check_year(
            year,
            first_on=phase.first_on,
            last_on=phase.last_on,
            is_there=_is_there(plan, by, timezone.localdate(at)),
        )
        check_frame(plan.name, first_on=plan.first_on, last_on=plan.ends_on)
        with recorded("draft_plan", thing=plan, by=by, at=at):
            plan.save(force_insert=True)
            inherit(plan, commitments, first=1)
    return plan


def write_plan(plan: Plan, told: Mapping[str, Any], *, by: Person, at: datetime) -> Plan:
    """`told`: some of PLAN_FIELDS with what they shall say."""
    assert set(told) <= set(PLAN_FIELDS), f"a plan has no {set(told) - set(PLAN_FIELDS)}"
    refuse_unless_drafts(plan, by=by, at=at)
    with recorded("write_plan", thing=plan, by=by, at=at, reason=", ".join(sorted(told))):
        held = held_plan(plan)
        check_open(held, PlanMove.WRITE, at=at)
        for field, value in told.items():
            setattr(held, field, value.strip() if isinstance(value, str) else value)
        check_frame(held.name, first_on=held.first_on, last_on=held.ends_on)
        note_writing(held)
        held.save(update_fields=list(told))
    return held


def inherit(plan: Plan, commitments: Sequence[Commitment], *, first: int) -> list[Content]:
    """A content for each, in order, from the number `first` on; led by whoever draws the plan up until it is said."""
    made = []
    for number, commitment in enumerate(sorted(commitments, key=lambda one: one.number), first):
        content = Content.objects.create(
            plan=plan, number=number, lead=plan.holder, text=commitment.text, text_lo=commitment.text_lo,
            text_en=commitment.text_en, origin_kind="commitment", origin_id=commitment.pk,
        )  # fmt: skip
        content.commitments.set([commitment])
        made.append(content)
    _inherit_targets(plan, made, commitments)
    _inherit_priorities(plan, made, commitments)
    return made


def _inherit_targets(plan: Plan, contents: Sequence[Content], commitments: Sequence[Commitment]) -> None:
    """What the phase promised for them, as far as it falls into the plan's year."""
    of = {content.origin_id: content for content in contents}
    year = Window(plan.first_on, plan.ends_on)
    promised = Target.objects.promised().filter(commitment__in=commitments, content=None, organisation=None)
    there = set()
    for target in promised.select_related("indicator"):
        window = Window(target.first_on, target.last_on)
        indicator = target.indicator
        amount = share_of_year(
            target.amount, window, year, adds=Kind(indicator.kind).adds_over_days, decimals=indicator.decimals
        )
        if amount and (target.commitment_id, target.indicator_id) not in there:
            there.add((target.commitment_id, target.indicator_id))
            Target.objects.create(
                agreement_id=target.agreement_id, indicator=indicator, content=of[target.commitment_id],
                organisation=None if plan.is_joint else plan.holder, first_on=year.first, last_on=year.last,
                amount=amount,
            )  # fmt: skip


def _inherit_priorities(plan: Plan, contents: Sequence[Content], commitments: Sequence[Commitment]) -> None:
    ranks = {one.pk: one.rank for one in commitments if one.rank}
    seats = plan.phase.agreement.seats.all() if plan.is_joint and ranks else ()
    for seat in seats:
        for content in contents:
            if content.origin_id in ranks:
                Priority.objects.create(content=content, seat=seat, rank=ranks[content.origin_id])


def _refuse_outsiders(plan: Plan, *, at: datetime) -> None:
    """A joint plan is drawn up by a body that holds a side, another by one that stands at or under such a body."""
    today, agreement = timezone.localdate(at), plan.phase.agreement
    sides: set[Any] = {one.organisation_id for one in agreement.held_on(today)}
    assert plan.holder is not None, "a draft is somebody's"
    own = plan.holder.pk
    over = {own} if plan.is_joint else Organisation.objects.at_or_above([own], today)
    if not sides.intersection(over):
        text = "This body has no side in the programme, so it draws up no plan of it."
        raise RuleBroken(Message(text, where="holder"))


def _begun_already(plan: Plan) -> Plan | None:
    """What the first of two clicks began."""
    same = Plan.objects.filter(
        phase=plan.phase, year=plan.year, holder=plan.holder, is_joint=plan.is_joint, name=plan.name,
        proposed_at=None, issued_at=None, withdrawn_at=None, sent_at=None,
    )  # fmt: skip
    return same.first()


def _is_there(plan: Plan, person: Person, today: date) -> bool:
    """A draft of another side hinders nobody, and is not told of."""
    there = Plan.objects.visible_to(person, today).filter(
        phase=plan.phase, year=plan.year, is_joint=plan.is_joint, withdrawn_at=None
    )
    return there.exists() if plan.is_joint else there.filter(holder=plan.holder).exists()
