"""Gathers what a programme would show to the public: only what every side accepted, signed or approved.

The face is made of plain values, so that it can be laid beside the one that readers have, and copied as it is.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from chungtay.answers.figures import Book
from chungtay.answers.plans.state import state_of_plan, with_facts
from chungtay.models import (
    Agreement,
    Content,
    Organisation,
    Person,
    Plan,
    PlanCopy,
    ProgrammeCopy,
    Seat,
    SeatHolding,
    SeatSuccession,
    Target,
    Task,
)
from chungtay.rules.plans import PlanState
from chungtay.rules.published.progress import TOLD_UNITS
from chungtay.rules.tasks import TaskState

from .maps import map_of

Told = dict[str, Any]
APPROVED = (PlanState.RUNNING, PlanState.ENDED)
WORDS = ("name", "name_lo", "name_en", "purpose", "purpose_lo", "purpose_en", "kind", "relations_since")


def face_of(agreement: Agreement, person: Person | None, today: date) -> Told:
    """All that may be public of it today. `person` renews it: figures that they may not see are not told."""
    return {
        **words_and_sides(agreement, today),
        "map": map_of(agreement, today),
        "plans": [plan_told(plan, person, today) for plan in approved_plans(agreement, today)],
    }


def words_and_sides(agreement: Agreement, today: date) -> Told:
    seats = list(agreement.seats.prefetch_related("holdings__organisation"))
    phases = list(agreement.phases.prefetch_related("commitments"))
    return {
        "words": {name: getattr(agreement, name) for name in WORDS},
        "seats": [[_holder(holding) for holding in seat.holdings.all()] for seat in seats],
        "phases": [
            {"name": phase.name, "first_on": day_text(phase.first_on), "last_on": day_text(phase.last_on),
             "signed_on": day_text(phase.signed_on)}
            for phase in phases
        ],
        "commitments": [
            {"phase": phase.name, "number": one.number, **in_languages(one, "text")}
            for phase in phases
            for one in phase.commitments.all()
        ],
        "timeline": _timeline(agreement, seats),
    }  # fmt: skip


def face_shown(copy: ProgrammeCopy | None) -> Told:
    """The same of what readers have; nothing where they have nothing."""
    if copy is None:
        return {}
    return {
        "words": {name: getattr(copy, name) for name in WORDS},
        **{name: getattr(copy, name) for name in ("seats", "phases", "commitments", "timeline", "map")},
        "plans": [plan_shown(plan) for plan in copy.plans.order_by("year")],
    }


def approved_plans(agreement: Agreement, today: date) -> list[Plan]:
    """Joint plans that every side accepted, the earliest first; of two of a year the later."""
    held = Plan.objects.filter(phase__agreement=agreement, is_joint=True, withdrawn_at=None)
    plans = [plan for plan in with_facts(held).order_by("year", "issued_on", "id") if is_settled(plan, today)]
    return list({plan.year: plan for plan in plans}.values())


def is_settled(plan: Plan, today: date) -> bool:
    """Whether a plan may be told of outside: accepted by every side, or issued by the one body whose it is."""
    if plan.withdrawn_at is not None:
        return False
    state = state_of_plan(plan, today)
    return state is PlanState.ISSUED or (state in APPROVED and (not plan.is_joint or _was_accepted(plan)))


def _was_accepted(plan: Plan) -> bool:
    """One whose year ended before anybody had accepted it was never agreed; one on paper was, once it was issued."""
    is_paper = plan.holder_id is None and bool(plan.number) and plan.issued_on is not None
    return is_paper or any(one.version == plan.version for one in plan.acceptances.all())


def plan_told(plan: Plan, person: Person | None, today: date) -> Told:
    contents = list(
        plan.contents.select_related("lead").prefetch_related("coordinating__holdings__organisation")
    )
    tasks, aims = tasks_of(contents), aims_of(plan, person, today)
    return {
        "plan": str(plan.pk),
        "year": plan.year,
        **{f"title{end}": getattr(plan, f"name{end}") for end in ("", "_lo", "_en")},
        "number": plan.number,
        "issued_on": plan.issued_on.isoformat() if plan.issued_on else None,
        "issuers": "; ".join(body.name for body in plan.issuers.all()),
        "contents": [
            {
                "number": content.number,
                **in_languages(content, "text"),
                "lead": body_words(content.lead),
                "with": _coordinating(content, min(today, plan.ends_on)),
                "begins_on": content.begins_on.isoformat() if content.begins_on else None,
                "due_on": content.due_on.isoformat() if content.due_on else None,
                "product": in_languages(content, "product"),
                "tasks": tasks.get(content.pk, (0, 0))[0],
                "done": tasks.get(content.pk, (0, 0))[1],
                "aims": aims.get(content.pk, []),
            }
            for content in contents
        ],
    }


def plan_shown(copy: PlanCopy) -> Told:
    return {
        "plan": str(copy.plan),
        **{
            name: getattr(copy, name)
            for name in ("year", "title", "title_lo", "title_en", "number", "issuers")
        },
        "issued_on": copy.issued_on.isoformat() if copy.issued_on else None,
        "contents": copy.contents,
    }


def tasks_of(contents: Iterable[Content]) -> dict[Any, tuple[int, int]]:
    """By content, how many tasks there are, and of how many it was confirmed that they are done."""
    counts = Q(state=TaskState.CONFIRMED) | Q(state=TaskState.DONE, asker=None)
    rows: QuerySet[Task, Any] = Task.objects.filter(content__in=[content.pk for content in contents])
    rows = rows.exclude(state=TaskState.DROPPED).order_by().values("content")
    counted = rows.annotate(all=Count("id"), good=Count("id", filter=counts))
    return {row["content"]: (row["all"], row["good"]) for row in counted}


def aims_of(plan: Plan, person: Person | None, today: date) -> dict[Any, list[Told]]:
    """What was promised in numbers; what was reached only of what is no person, and only where nothing is hidden."""
    agreement, found = plan.phase.agreement, dict[Any, list[Told]]()
    promised = Target.objects.promised().filter(
        agreement=agreement, content__plan=plan, content__dropped_in=None, organisation=None, place=None
    )
    book = Book(person, today, agreement)
    sees_all = person is None or book.extent.count == Book(None, today, agreement).extent.count
    for target in promised.select_related("indicator").order_by("indicator__slug", "first_on"):
        indicator = target.indicator
        is_told = sees_all and indicator.unit in TOLD_UNITS and target.combination_id is None
        figure = None
        if is_told and target.first_on <= today:
            figure = book.ask(indicator, target.first_on, min(target.last_on, today), with_reports=False)
        aim = {
            "indicator": indicator.slug,
            **in_languages(indicator, "name"),
            "measure": in_languages(indicator, "measure"),
            "target": target.amount,
            "is_told": is_told,
            "amount": figure.amount if figure else None,
            "qualifier": str(figure.qualifier) if figure else "exact",
        }
        found.setdefault(target.content_id, []).append(aim)
    return found


def _holder(holding: SeatHolding) -> Told:
    until = day_text(holding.valid_to - timedelta(days=1)) if holding.valid_to else ""
    return {**body_words(holding.organisation), "since": day_text(holding.valid_from), "until": until}


def _coordinating(content: Content, day: date) -> list[Told]:
    held = [seat.holder_on(day) for seat in content.coordinating.all()]
    return [body_words(body) for body in held if body]


def _timeline(agreement: Agreement, seats: list[Seat]) -> list[Told]:
    """Days of the agreement itself: signings, and sides that passed on. Events come from their own copies."""
    found: list[Told] = [
        {"on": phase.signed_on.isoformat(), "kind": "signing", "vi": phase.name, "lo": "", "en": ""}
        for phase in agreement.phases.all()
        if phase.signed_on
    ]
    passed = SeatSuccession.objects.filter(seat__in=seats).select_related("new__organisation")
    found += [
        {"on": one.on.isoformat(), "kind": "takeover", **body_words(one.new.organisation)} for one in passed
    ]
    return sorted(found, key=lambda one: one["on"])


def in_languages(thing: Any, field: str) -> Told:
    return {
        "vi": getattr(thing, field),
        "lo": getattr(thing, f"{field}_lo"),
        "en": getattr(thing, f"{field}_en"),
    }


def body_words(body: Organisation | None) -> Told:
    return in_languages(body, "name") if body else {}


def day_text(day: date | None) -> str:
    """A copy stands alone, so its days are words."""
    return f"{day:%d/%m/%Y}" if day else ""
