"""Lays the two programmes: seats, phases with their commitments, plans with contents, tasks and targets."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from chungtay.actions.sharing import share_with_seats
from chungtay.models import (
    Agreement,
    Commitment,
    Content,
    Form,
    Indicator,
    Phase,
    Plan,
    Priority,
    Question,
    Seat,
    SeatHolding,
    Target,
    Task,
)
from chungtay.rules.amounts import SCALE
from chungtay.rules.people import Kind

from .clock import at_nine
from .diary import Diary
from .kept import Kept
from .tables import texts

WORDS = ("name", "purpose", "text", "product", "hint")


def lay_agreement(kept: Kept, slug: str) -> Agreement:
    """The programme with its seats; phases and plans follow in order of time."""
    told = texts(slug)
    plain = {key: value for key, value in told.items() if not isinstance(value, list | dict)}
    agreement = Agreement.objects.create(**plain)
    for number, seat in enumerate(told["seat"], 1):
        made = Seat.objects.create(agreement=agreement, number=number)
        for holder in seat["holders"]:
            SeatHolding.objects.create(
                seat=made, organisation=kept.bodies[holder["body"]], valid_from=holder["from"],
                valid_to=holder.get("to"),
            )  # fmt: skip
    signed_on = min(holder["from"] for seat in told["seat"] for holder in seat["holders"])
    share_with_seats(Kind.RESULTS, agreement.pk, [agreement], state="signed", by=None, at=at_nine(signed_on))
    kept.agreements[slug] = agreement
    return agreement


def note_phases(diary: Diary, kept: Kept) -> None:
    """Each phase on the morning on which it was signed."""
    for slug, agreement in kept.agreements.items():
        for told in texts(slug)["phase"]:
            diary.note(at_nine(told["signed_on"], -90), partial(lay_phase, kept, agreement, told))


def lay_phase(kept: Kept, agreement: Agreement, told: dict[str, Any], at: datetime) -> None:
    phase = Phase.objects.create(
        agreement=agreement, name=told["name"], first_on=told["first_on"], last_on=told["last_on"],
        signed_on=told["signed_on"],
    )  # fmt: skip
    for number, one in enumerate(told["commitment"], 1):
        commitment = Commitment.objects.create(phase=phase, number=number, **words(one))
        lay_targets(kept, one, agreement, (phase.first_on, phase.last_on), commitment=commitment)


def lay_targets(
    kept: Kept,
    told: dict[str, Any],
    agreement: Agreement,
    window: tuple[date, date],
    *,
    commitment: Commitment | None = None,
    content: Content | None = None,
) -> None:
    for slug, amount in told.get("targets", {}).items():
        Target.objects.create(
            agreement=agreement, indicator=kept.indicators[slug], commitment=commitment, content=content,
            first_on=window[0], last_on=window[1], amount=amount * SCALE,
        )  # fmt: skip


def lay_plan(
    kept: Kept, agreement: Agreement, told: dict[str, Any], *, year: int, issued_on: date, due_on: date | None
) -> Plan:
    """A plan of the tables. Contents without a day of their own fall due on `due_on`."""
    phase = agreement.phases.get(name=told["phase"])
    plan = Plan.objects.create(
        phase=phase, year=year, number=told["number"], issued_on=issued_on,
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
    lay_targets(kept, told, agreement, year, content=content)
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
    for told in texts("forms")["form"]:
        agreement = kept.agreements[told["agreement"]]
        form = Form.objects.create(
            slug=told["slug"], version=told["version"], agreement=agreement, valid_from=told["valid_from"],
            valid_to=told.get("valid_to"), **words(told),
        )  # fmt: skip
        for number, one in enumerate(told["questions"], 1):
            indicator: Indicator = kept.indicators[one["indicator"]]
            question = Question.objects.create(
                form=form, number=number, indicator=indicator, base=kept.breakdowns[one["base"]], **words(one)
            )
            question.of_which.set([kept.breakdowns[slug] for slug in one.get("of_which", [])])
        kept.forms[form.slug, form.version] = form


def words(told: dict[str, Any]) -> dict[str, str]:
    """The texts of a row in its three languages, under the names that the models give them."""
    return {key: text for key, text in told.items() if key.removesuffix("_lo").removesuffix("_en") in WORDS}
