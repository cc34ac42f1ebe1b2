"""Sends a plan down to units, each of which gets a plan of its own to draw; and begins one where a unit asks."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from chungtay.answers.plans.cascade import goes_down, stage_of_plan, units_below
from chungtay.models import Content, Organisation, Person, Plan
from chungtay.rules.cascade import Step, check_sending, stage_after
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ..recorded import recorded, refuse_unless_may

OF_THE_PLAN = ("name", "purpose", "requirements")
OF_A_CONTENT = ("text", "product")
LANGUAGES = ("", "_lo", "_en")


def send_down(plan: Plan, units: Iterable[Organisation], *, by: Person, at: datetime) -> list[Plan]:
    """Give each unit a plan of its own with all contents in it; units that have one keep it as it is."""
    refuse_unless_may(by, Act.PLAN, plan, at)
    asked, today = list(dict.fromkeys(units)), timezone.localdate(at)
    with transaction.atomic():
        above = locked(plan)
        below = set(units_below(above, by, today).values_list("pk", flat=True))
        check_sending(
            runs=goes_down(above, today),
            strange=[unit.name for unit in asked if unit.pk not in below],
            asked=len(asked),
        )
        there = set(above.drawn.filter(withdrawn_at=None).values_list("holder", flat=True))
        missing = [unit for unit in asked if unit.pk not in there]
        if not missing:
            return []  # pressed twice
        names = ", ".join(unit.name for unit in missing)
        with recorded("send_down", thing=above, by=by, at=at, reason=f"{len(missing)}: {names}"):
            sent = [own_plan(above, unit) for unit in missing]
            for one in sent:
                one.sent_by, one.sent_at = by, at
            Plan.objects.bulk_create(sent)
            copy_contents(above, sent)
    return sent


def begin_drawing(plan: Plan, unit: Organisation, *, by: Person, at: datetime) -> Plan:
    """Begin a unit's own plan from one that it reads, sent or not."""
    today, own = timezone.localdate(at), own_plan(plan, unit)
    refuse_unless_may(by, Act.PLAN, own, at)
    with transaction.atomic():
        above = locked(plan)
        held = above.drawn.filter(holder=unit, withdrawn_at=None).first()
        stage = stage_of_plan(held)
        if stage is not stage_after(stage, Step.BEGIN):
            if held is None:
                _refuse_unless_drawable(above, unit, by=by, at=at)
                check_sending(runs=goes_down(above, today), strange=(), asked=1)
            own = held or own
            with recorded("begin_drawing", thing=own, by=by, at=at):
                own.begun_by, own.begun_at = by, at
                own.save()
                if held is None:
                    copy_contents(above, [own])
            return own
    assert held, "what is begun is there"
    return held


def own_plan(above: Plan, unit: Organisation) -> Plan:
    """A unit's own plan, not kept yet."""
    said = {
        f"{field}{language}": getattr(above, f"{field}{language}")
        for field in OF_THE_PLAN
        for language in LANGUAGES
    }
    return Plan(
        phase=above.phase, is_joint=False, holder=unit, drawn_from=above, year=above.year,
        last_on=above.last_on, at_risk_days=above.at_risk_days, **said,
    )  # fmt: skip


def copy_contents(above: Plan, plans: Sequence[Plan]) -> None:
    """In bulk: as many questions for a hundred units as for one."""
    contents = list(Content.objects.filter(plan=above).prefetch_related("commitments"))
    made = [(content, copy_one(content, above, plan)) for plan in plans for content in contents]
    Content.objects.bulk_create([own for _, own in made])
    ties = Content.commitments.through
    ties.objects.bulk_create(
        ties(content_id=own.pk, commitment_id=commitment.pk)
        for content, own in made
        for commitment in content.commitments.all()
    )


def copy_one(content: Content, above: Plan, plan: Plan) -> Content:
    """The words, days and product of the content above; its lead is the unit, and money stays above."""
    return Content(
        plan=plan, number=content.number, drawn_from=content, drawn_version=above.version, lead=plan.holder,
        begins_on=content.begins_on, due_on=content.due_on, **words_of(content),
    )  # fmt: skip


def words_of(content: Content) -> dict[str, str]:
    return {
        f"{field}{language}": getattr(content, f"{field}{language}")
        for field in OF_A_CONTENT
        for language in LANGUAGES
    }


def locked(plan: Plan) -> Plan:
    """Of two clicks at once the second sees what the first one made."""
    return Plan.objects.select_for_update(of=("self",)).select_related("phase__agreement").get(pk=plan.pk)


def _refuse_unless_drawable(above: Plan, unit: Organisation, *, by: Person, at: datetime) -> None:
    today = timezone.localdate(at)
    read = Plan.objects.visible_to(by, today).filter(pk=above.pk).exists()
    if not read or not units_below(above, by, today).filter(pk=unit.pk).exists():
        raise RuleBroken(Message("Your post does not allow this."))
