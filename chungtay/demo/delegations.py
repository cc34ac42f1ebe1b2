"""Sets the rule of turns of Kon Tum and Attapeu; two visits that both sides closed, and one that waits for a yes."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from chungtay.actions.delegations import (
    draft_delegation,
    keep_row,
    move_delegation,
    note_turn,
    ready_paper,
    set_rotation,
)
from chungtay.answers.delegations import Row
from chungtay.models import (
    AgreedContent,
    Agreement,
    Cost,
    Delegation,
    DelegationMember,
    Gift,
    Organisation,
    ProgrammeItem,
    Rotation,
)
from chungtay.rules.delegations import ExceptionKind, MemberRole, Move

from .clock import at_nine
from .diary import Act, Diary
from .kept import Kept
from .tables import texts

TUESDAY = 1
SLUG = "kontum-attapeu"


def note_delegations(diary: Diary, kept: Kept) -> None:
    told = texts("delegations")
    rule = told["rotation"]
    diary.note(at_nine(rule["set_on"], 90), setting(kept, rule))
    for visit in told["visit"]:
        drafted_on, first_on = day_of(kept, visit, "drafted"), first_of(kept, visit)
        if "first_in" in visit:
            diary.note(at_nine(drafted_on, 80), swapping(kept, rule, first_on.year))
        diary.note(at_nine(drafted_on, 90), drafting(kept, visit))
        for one in visit["ready"]:
            diary.note(at_nine(day_in(kept, one), 95), preparing(kept, visit, one))
        for step in visit["step"]:
            if step["move"] == Move.REPORT:
                diary.note(at_nine(day_in(kept, step), 90), writing_down(kept, visit, step["by"]))
            diary.note(at_nine(day_in(kept, step), 100), moving(kept, visit, step))


def day_in(kept: Kept, told: dict[str, Any]) -> date:
    """A day of its own, or so many days from the day of loading."""
    day: date | None = told.get("on")
    return day or kept.today + timedelta(days=told["in"])


def day_of(kept: Kept, told: dict[str, Any], what: str) -> date:
    return day_in(kept, {name: told[key] for name in ("on", "in") if (key := f"{what}_{name}") in told})


def first_of(kept: Kept, visit: dict[str, Any]) -> date:
    """Whoever comes, comes on a Tuesday."""
    day = day_of(kept, visit, "first")
    return day if "first_on" in visit else day - timedelta(days=(day.weekday() - TUESDAY) % 7)


def agreement_of() -> Agreement:
    """Fetched anew each time: whoever asked for its sides in 2024 holds an answer that merging made old."""
    return Agreement.objects.get(slug=SLUG)


def rule_of() -> Rotation:
    return Rotation.objects.select_related("agreement").get(agreement=agreement_of())


def visit_of(told: dict[str, Any]) -> Delegation:
    near = Delegation.objects.select_related("agreement", "host", "guest", "holder")
    return near.get(agreement=agreement_of(), title=told["title"])


def words_of(told: dict[str, Any], *names: str) -> dict[str, str]:
    said = (f"{name}{ending}" for name in names for ending in ("", "_lo", "_en"))
    return {name: told[name] for name in said if name in told}


def setting(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        agreement = agreement_of()
        seats = [agreement.seats.get(number=number) for number in told["order"]]
        rotation = Rotation(
            agreement=agreement, first_year=told["first_year"], **words_of(told, "purpose", "source")
        )
        set_rotation(rotation, seats, by=kept.persons[told["by"]], at=at)

    return act


def swapping(kept: Kept, told: dict[str, Any], year: int) -> Act:
    """The Vietnamese side hosts the coming visit; in a year of its own turn there is nothing to note."""

    def act(at: datetime) -> None:
        rotation, seat = rule_of(), agreement_of().seats.get(number=1)
        if rotation.order().host_in(year) != seat.pk:
            by, reason = kept.persons[told["swapped_by"]], told["swapped"]
            note_turn(rotation, year, ExceptionKind.HOST, host=seat, reason=reason, by=by, at=at)

    return act


def drafting(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        by, first_on = kept.persons[told["by"]], first_of(kept, told)
        visit = draft_delegation(
            Delegation(
                agreement=agreement_of(), holder=kept.bodies[told["body"]], host=kept.bodies[told["host"]],
                guest=kept.bodies[told["guest"]], rotation=rule_of(), turn_year=first_on.year,
                first_on=first_on, last_on=first_on + timedelta(days=told["days"] - 1),
                **words_of(told, "title", "purpose"),
            ),
            by=by, at=at,
        )  # fmt: skip
        for row in [*members(kept, told, visit), *hours(kept, told, visit), *money(kept, told, visit)]:
            keep_row(row, by=by, at=at)

    return act


def members(kept: Kept, told: dict[str, Any], visit: Delegation) -> list[Row]:
    return [
        DelegationMember(
            delegation=visit, organisation=kept.bodies[one["body"]], role=MemberRole(one["role"]),
            person=kept.persons[one["person"]] if "person" in one else None, **words_of(one, "post"),
        )
        for one in told["member"]
    ]  # fmt: skip


def hours(kept: Kept, told: dict[str, Any], visit: Delegation) -> list[Row]:
    def at(one: dict[str, Any], hour: str) -> datetime:
        day = visit.first_on + timedelta(days=one["day"] - 1)
        return timezone.make_aware(datetime.combine(day, time.fromisoformat(one[hour])))

    return [
        ProgrammeItem(
            delegation=visit, starts_at=at(one, "from"), ends_at=at(one, "to"), place=kept.places[one["place"]],
            lead=kept.bodies[one["lead"]], **words_of(one, "text"),
        )
        for one in told["hour"]
    ]  # fmt: skip


def money(kept: Kept, told: dict[str, Any], visit: Delegation) -> list[Row]:
    """Gifts, and what each side expects to spend."""
    gifts: list[Row] = [
        Gift(
            delegation=visit, giver=kept.bodies[one["giver"]], receiver=kept.bodies.get(one.get("receiver", "")),
            amount=one.get("amount"), currency=one.get("currency", ""), **words_of(one, "text", "receiver_name"),
        )
        for one in told.get("gift", [])
    ]  # fmt: skip
    return gifts + [
        Cost(
            delegation=visit, side=kept.bodies[one["side"]], planned=one["planned"], currency=one["currency"],
            **words_of(one, "text"),
        )
        for one in told.get("cost", [])
    ]  # fmt: skip


def preparing(kept: Kept, visit: dict[str, Any], told: dict[str, Any]) -> Act:
    """So many papers of one side are ready, those that are due first; or all of them."""

    def act(at: datetime) -> None:
        body: Organisation = kept.bodies[told["body"]]
        papers = visit_of(visit).papers_needed.filter(side=body).select_related("delegation")
        for paper in papers[: told.get("first")]:
            ready_paper(paper, on=timezone.localdate(at), by=kept.persons[told["by"]], at=at)

    return act


def writing_down(kept: Kept, told: dict[str, Any], key: str) -> Act:
    """After the visit: what was evaluated and agreed, and what each side spent."""

    def act(at: datetime) -> None:
        visit, by = visit_of(told), kept.persons[key]
        for one in told["content"]:
            keep_row(AgreedContent(delegation=visit, kind=one["kind"], **words_of(one, "text")), by=by, at=at)
        writers = {one["body"]: kept.persons[one["by"]] for one in told["ready"]}
        for one in told.get("cost", []):
            cost = visit.costs.get(side=kept.bodies[one["side"]])
            cost.delegation, cost.spent = visit, one["spent"]
            keep_row(cost, by=writers[one["side"]], at=at)

    return act


def moving(kept: Kept, told: dict[str, Any], step: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        visit = visit_of(told)
        said = {name: step[name] for name in ("note", "result", "result_lo") if name in step}
        move_delegation(visit, Move(step["move"]), **said, by=kept.persons[step["by"]], at=at)
        if "result_en" in step:
            Delegation.objects.filter(pk=visit.pk).update(result_en=step["result_en"])

    return act
