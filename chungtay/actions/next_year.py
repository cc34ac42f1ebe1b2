"""Draws next year's plan from this year's, and hands its unfinished tasks on once it runs."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from chungtay.answers.next_year import phase_of, suggestions
from chungtay.models import Commitment, Content, Organisation, Outcome, Person, Phase, Plan, Priority, Task
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.next_year import Origin, Suggestion, carried, check_next_year
from chungtay.rules.people import Act, Kind
from chungtay.rules.problems import OutcomeKind

from .recorded import recorded, refuse_unless_may


def draft_next_year(plan: Plan, chosen: Sequence[str], *, by: Person, at: datetime) -> Plan:
    """A draft for the year after, with a content for each chosen line; `chosen` are keys of `suggestions`.

    A chosen task is not given anew at once: it waits in the draft and goes on when that plan runs.
    """
    refuse_unless_may(by, Act.PLAN, plan, at)
    today = timezone.localdate(at)
    with recorded("draft_next_year", thing=plan, by=by, at=at):
        Plan.objects.select_for_update().get(pk=plan.pk)  # of two clicks at once only one draws it
        offered = {one.key: one for one in suggestions(plan, by, today)}
        phase = phase_of(plan, plan.year + 1)
        check_next_year(
            year=plan.year + 1,
            has_phase=phase is not None,
            is_drawn=Plan.objects.filter(follows=plan, withdrawn_at=None).exists(),
            chosen=chosen,
            offered=offered,
        )
        assert phase is not None, "checked above"
        return _draw(plan, phase, [one for key, one in offered.items() if key in set(chosen)], by=by, at=at)


def hand_on_tasks(plan: Plan, *, by: Person, at: datetime) -> list[Task]:
    """The plan runs: what it took over from the year before becomes its own tasks. Called inside that act."""
    waiting = Task.objects.open().filter(carried_into=plan, followed_by=None).select_related("content")
    contents = {content.follows_id: content for content in plan.contents.exclude(follows=None)}
    made = [
        Task(
            agreement_id=task.agreement_id,
            content=contents.get(task.content_id),
            organisation=task.organisation,
            place=task.place,
            text=task.text,
            text_lo=task.text_lo,
            text_en=task.text_en,
            product=task.product,
            product_lo=task.product_lo,
            product_en=task.product_en,
            rank=task.rank,
            follows=task,
            due_on=carried(task.due_on, plan.year) or plan.ends_on,
            asker=task.asker,
            asked_by=by,
            origin_kind=Origin.TASK,
            origin_id=task.pk,
        )  # fmt: skip
        for task in waiting.select_related("organisation", "place", "asker")
        if task.content_id in contents
    ]
    return Task.objects.bulk_create(made)


def _draw(plan: Plan, phase: Phase, lines: list[Suggestion], *, by: Person, at: datetime) -> Plan:
    drawn = Plan.objects.create(
        phase=phase, year=plan.year + 1, is_joint=plan.is_joint, holder=_drawer(plan, by, timezone.localdate(at)),
        follows=plan, begun_by=by, begun_at=at, at_risk_days=plan.at_risk_days, purpose=plan.purpose,
        purpose_lo=plan.purpose_lo, purpose_en=plan.purpose_en, requirements=plan.requirements,
        requirements_lo=plan.requirements_lo, requirements_en=plan.requirements_en,
        **{field: _renamed(getattr(plan, field), plan.year) for field in ("name", "name_lo", "name_en")},
    )  # fmt: skip
    before = {content.pk: content for content in plan.contents.all()}
    tasks = {one.thing for one in lines if one.origin == Origin.TASK}
    carriers = set(Task.objects.filter(pk__in=tasks).values_list("content", flat=True))
    wanted = [one for one in lines if one.origin != Origin.TASK]
    told = {one.thing for one in wanted}
    # A task goes on under its content, so that content goes on too, chosen or not.
    wanted += [_again(before[key]) for key in before if key in carriers and key not in told]
    order = {key: place for place, key in enumerate(before)}
    wanted.sort(key=lambda one: order.get(one.thing, len(order)))
    for number, one in enumerate(wanted, 1):
        _content(drawn, number, one, before.get(one.thing))
    Task.objects.filter(pk__in=tasks).update(carried_into=drawn)
    return drawn


def _again(content: Content) -> Suggestion:
    return Suggestion(
        origin=Origin.CONTENT, thing=content.pk, text=content.text, text_lo=content.text_lo,
        text_en=content.text_en, why=Message("Content %(number)s of this year.", {"number": content.number}),
    )  # fmt: skip


def _content(drawn: Plan, number: int, line: Suggestion, before: Content | None) -> Content:
    content = Content.objects.create(
        plan=drawn, number=number, text=line.text, text_lo=line.text_lo, text_en=line.text_en,
        origin_kind=line.origin, origin_id=line.thing, follows=before, **(_kept(before, drawn.year) if before else {}),
    )  # fmt: skip
    if before:
        content.coordinating.set(before.coordinating.all())
        Priority.objects.bulk_create(
            Priority(content=content, seat=one.seat, rank=one.rank)
            for one in before.priorities.select_related("seat")
        )
        # The next phase has signed contents of its own: which of them this one makes concrete, a person says.
        content.commitments.set(before.commitments.filter(phase=drawn.phase))
    elif line.origin == Origin.COMMITMENT:
        content.commitments.set(Commitment.objects.filter(pk=line.thing))
    elif line.origin == Origin.PROBLEM:
        Outcome.objects.filter(problem=line.thing, kind=OutcomeKind.CONTENT).update(thing_id=content.pk)
    return content


def _kept(before: Content, year: int) -> dict[str, object]:
    same = ("lead", "product", "product_lo", "product_en", "currency", "funds", "funds_lo", "funds_en")
    days = {field: carried(getattr(before, field), year) for field in ("begins_on", "due_on")}
    return {field: getattr(before, field) for field in same} | days  # the money is asked for anew each year


def _renamed(name: str, year: int) -> str:
    return name.replace(str(year), str(year + 1))


def _drawer(plan: Plan, by: Person, today: date) -> Organisation:
    """The body of one's own that may plan it; of a joint plan a body that holds a seat."""
    own = by.organisations_for(Act.PLAN, today, Kind.PLAN, programme=plan.phase.agreement.slug)
    at_the_table: set[UUID] = {key for key in plan.holders(today) if isinstance(key, UUID)}
    chosen = sorted(own & at_the_table) or sorted(own)
    if plan.holder_id and not plan.is_joint:
        chosen = [plan.holder_id]
    if not chosen:
        raise RuleBroken(Message("Your post does not allow this."))
    return Organisation.objects.get(pk=chosen[0])
