"""Lays the programmes: seats, phases with their commitments, plans with contents, tasks and targets."""

from datetime import date, timedelta
from typing import Any

from chungtay.actions.regimes.writing import keep
from chungtay.actions.sharing import share_with_seats
from chungtay.models import (
    Agreement,
    Content,
    Form,
    Indicator,
    LineCheck,
    NarrativeQuestion,
    Plan,
    Priority,
    Question,
    Regime,
    Seat,
    SeatHolding,
    Target,
    Task,
)
from chungtay.rules.amounts import SCALE
from chungtay.rules.forms import Column
from chungtay.rules.people import Kind
from chungtay.rules.regimes import read_cut_offs

from .clock import at_nine
from .kept import Kept
from .tables import texts

WORDS = ("name", "purpose", "text", "product", "hint", "title")


def lay_agreement(kept: Kept, slug: str) -> Agreement:
    """The programme with those who held its seats first; phases, heirs and plans follow in order of time."""
    told = texts(slug)
    plain = {key: value for key, value in told.items() if not isinstance(value, list | dict)}
    agreement = Agreement.objects.create(**plain)
    for number, seat in enumerate(told["seat"], 1):
        made = Seat.objects.create(agreement=agreement, number=number)
        SeatHolding.objects.create(seat=made, organisation=kept.bodies[seat["body"]], valid_from=seat["from"])
    signed_on = min(text["signed_on"] for text in texts("signing")["text"] if text["agreement"] == slug)
    share_with_seats(Kind.RESULTS, agreement.pk, [agreement], state="signed", by=None, at=at_nine(signed_on))
    kept.agreements[slug] = agreement
    return agreement


def lay_targets(kept: Kept, told: dict[str, Any], content: Content, window: tuple[date, date]) -> None:
    for slug, amount in told.get("targets", {}).items():
        Target.objects.create(
            agreement=content.plan.phase.agreement, indicator=kept.indicators[slug], content=content,
            first_on=window[0], last_on=window[1], amount=amount * SCALE,
        )  # fmt: skip


def lay_plan(
    kept: Kept, agreement: Agreement, told: dict[str, Any], *, year: int, issued_on: date, due_on: date | None,
    last_on: date | None = None,
) -> Plan:  # fmt: skip
    """A plan of the tables. Contents without a day of their own fall due on `due_on`.

    Loaded late in a year or early in the next, the running plan lasts a while longer: else its work would be over.
    """
    phase = agreement.phases.get(name=told["phase"])
    plan = Plan.objects.create(
        phase=phase, year=year, number=told["number"], issued_on=issued_on, last_on=last_on,
        **{key: text.format(year=year) for key, text in words(told).items()},
    )  # fmt: skip
    plan.issuers.set([kept.bodies[key] for key in told["issuers"]])
    for number, one in enumerate(told["content"], 1):
        due = date.fromisoformat(f"{year}-{one['due']}") if "due" in one else due_on
        lay_content(kept, plan, number, one, due_on=due)
    return plan


def lay_content(kept: Kept, plan: Plan, number: int, told: dict[str, Any], *, due_on: date | None) -> Content:
    agreement = plan.phase.agreement
    content = Content.objects.create(
        plan=plan, number=number, lead=kept.bodies[told["lead"]], due_on=due_on, **words(told)
    )
    content.commitments.set(plan.phase.commitments.filter(number__in=told["commitments"]))
    content.coordinating.set(agreement.seats.filter(number__in=told.get("coordinating", [])))
    for seat, rank in zip(agreement.seats.all(), told["priorities"], strict=True):
        Priority.objects.create(content=content, seat=seat, rank=rank)
    year = (date(plan.year, 1, 1), date(plan.year, 12, 31))
    lay_targets(kept, told, content, year)
    lay_tasks(kept, content, told)
    return content


def lay_tasks(kept: Kept, content: Content, told: dict[str, Any]) -> None:
    for one in told.get("tasks", []):
        due_on = day_of(one, "due", content.plan.year, kept.today)
        assert due_on is not None, "a task has a day"
        body = kept.bodies[one["body"]]
        kept.tasks[one["text"]] = Task.objects.create(
            agreement=content.plan.phase.agreement,
            content=content,
            organisation=body,
            place=body.place,
            due_on=due_on,
            **words(one),
        )


def day_of(task: dict[str, Any], key: str, year: int, today: date) -> date | None:
    """A date of the plan's year ("05-15"), or so many days from the day of loading (-30)."""
    told = task.get(key)
    if isinstance(told, str):
        return date.fromisoformat(f"{year}-{told}")
    return None if told is None else today + timedelta(days=told)


def lay_forms(kept: Kept) -> None:
    for regime in texts("forms")["regime"]:
        cut_offs = read_cut_offs(regime.pop("cut_offs"))
        own = Regime(**regime | {"holder": kept.bodies[regime["holder"]]})
        keep(own, cut_offs=cut_offs, steps=[], reminders=[])
    for told in texts("forms")["form"]:
        agreement = kept.agreements[told["agreement"]]
        form = Form.objects.create(
            slug=told["slug"], version=told["version"], agreement=agreement, valid_from=told["valid_from"],
            valid_to=told.get("valid_to"), published_at=at_nine(told["valid_from"]),
            regime=Regime.objects.filter(slug=told.get("regime", "")).first(),
            columns=told.get("columns", Column.PERIOD), **words(told),
        )  # fmt: skip
        for number, one in enumerate(told["questions"], 1):
            indicator: Indicator = kept.indicators[one["indicator"]]
            question = Question.objects.create(
                form=form, number=number, indicator=indicator, base=kept.breakdowns[one["base"]],
                counts_activities=one.get("counts", False), **words(one),
            )  # fmt: skip
            question.of_which.set([kept.breakdowns[slug] for slug in one.get("of_which", [])])
        for number, one in enumerate(told.get("words", []), 1):
            NarrativeQuestion.objects.create(form=form, number=number, **words(one))
        for number, one in enumerate(told.get("checks", []), 1):
            LineCheck.objects.create(form=form, number=number, **one)
        kept.forms[form.slug, form.version] = form


def words(told: dict[str, Any]) -> dict[str, str]:
    """The texts of a row in its three languages, under the names that the models give them."""
    return {key: text for key, text in told.items() if key.removesuffix("_lo").removesuffix("_en") in WORDS}
