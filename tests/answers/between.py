"""Things between bodies as other rooms would leave them, made in one line each for tests of what follows from them."""

from datetime import date, datetime, timedelta
from typing import Any

from chungtay.models import (
    Addressee,
    Criticism,
    Delegation,
    Gathering,
    Greeting,
    Matter,
    Occasion,
    Outcome,
    Problem,
    Recommendation,
    RecommendationStep,
    ShelfItem,
    Supervision,
    Workshop,
)
from tests.world import NOW, TODAY, World

DAYS = timedelta(days=1)


def recommended(world: World, *bodies: str, state: str = "sent", **more: Any) -> Recommendation:
    """By the province to its communes; `more` is told of every addressee."""
    is_sent = state != "draft"
    about = {name: more.pop(name) for name in ("text", "origin", "origin_id", "agreement", "holder", "year", "number",
                                               "sent_at", "text_lo", "text_en", "grounds") if name in more}  # fmt: skip
    told: dict[str, Any] = {
        "holder": world.bodies["west"], "agreement": world.programme, "origin": "own", "text": "Pay what is owed",
        "drafted_by": world.provincial, "drafted_at": NOW, "sent_by": world.leader if is_sent else None,
        "sent_at": NOW if is_sent else None,
    }  # fmt: skip
    made = Recommendation.objects.create(**(told | about))
    for name in bodies or ("dogwood",):
        way = Addressee.objects.create(
            recommendation=made, organisation=world.bodies[name], state=state,
            **({"due_on": TODAY + 20 * DAYS} | more if is_sent else more),
        )  # fmt: skip
        if is_sent:
            stepped(way, "send", "draft", "sent", world)
    return made


def stepped(
    way: Addressee, move: str, before: str, after: str, world: World, **more: Any
) -> RecommendationStep:
    told: dict[str, Any] = {"moved_by": world.leader, "moved_for": world.bodies["west"], "moved_at": NOW}
    return RecommendationStep.objects.create(
        addressee=way, move=move, before=before, after=after, **(told | more)
    )


def supervision(world: World, **more: Any) -> Supervision:
    told: dict[str, Any] = {
        "holder": world.bodies["west"], "agreement": world.programme, "form": "team", "subject": "Who was paid",
        "first_on": TODAY + 20 * DAYS, "last_on": TODAY + 25 * DAYS, "state": "sent", "sent_at": NOW,
        "reports_due_on": TODAY + 10 * DAYS, "drafted_by": world.provincial,
    }  # fmt: skip
    return Supervision.objects.create(**(told | more))


def criticism(world: World, **more: Any) -> Criticism:
    told: dict[str, Any] = {
        "holder": world.bodies["west"], "agreement": world.programme, "drafter": world.bodies["far"],
        "title": "A draft on roads", "received_on": TODAY, "submitted_on": TODAY + 20 * DAYS,
        "due_on": TODAY + 10 * DAYS, "drafted_by": world.provincial,
    }  # fmt: skip
    return Criticism.objects.create(**(told | more))


def workshop(world: World, **more: Any) -> Workshop:
    told: dict[str, Any] = {
        "holder": world.bodies["west"], "agreement": world.programme, "title": "What presses most",
        "held_on": TODAY, "state": "open", "opened_at": NOW, "drafted_by": world.provincial,
    }  # fmt: skip
    return Workshop.objects.create(**(told | more))


def problem(world: World, outcome: str, *, text: str = "No water in the dry months", **more: Any) -> Problem:
    """Of a workshop whose votes are closed, with what came of it."""
    held = workshop(world, **({"state": "closed"} | more))
    made = Problem.objects.create(
        workshop=held, number=1, raised_for=held.holder, raised_by=world.provincial, raised_at=NOW, text=text,
        text_lo="ບໍ່ມີນ້ຳ", group="All",
    )  # fmt: skip
    Outcome.objects.create(problem=made, kind=outcome, noted_by=world.leader, noted_at=NOW)
    return made


def matter(world: World, **more: Any) -> Matter:
    told: dict[str, Any] = {
        "agreement": world.programme, "holder": world.bodies["west"], "other": world.bodies["east"],
        "title": "A path was closed", "text": "Women cannot reach the market", "state": "raised", "raised_at": NOW,
        "drafted_by": world.provincial, "drafted_at": NOW,
    }  # fmt: skip
    return Matter.objects.create(**(told | more))


def shelf_item(world: World, **more: Any) -> ShelfItem:
    told: dict[str, Any] = {
        "agreement": world.programme, "holder": world.bodies["west"], "title": "How clubs are kept", "sent_at": NOW,
        "sent_by": world.leader, "drafted_by": world.provincial, "drafted_at": NOW,
    }  # fmt: skip
    return ShelfItem.objects.create(**(told | more))


def delegation(world: World, **more: Any) -> Delegation:
    told: dict[str, Any] = {
        "agreement": world.programme, "holder": world.bodies["west"], "host": world.bodies["east"],
        "guest": world.bodies["west"], "title": "A visit to Elmshire", "first_on": TODAY + 40 * DAYS,
        "last_on": TODAY + 42 * DAYS, "state": "proposed", "proposed_at": NOW, "proposed_by": world.leader,
        "drafted_by": world.provincial, "drafted_at": NOW,
    }  # fmt: skip
    return Delegation.objects.create(**(told | more))


def gathering(world: World, **more: Any) -> Gathering:
    told: dict[str, Any] = {
        "agreement": world.programme, "holder": world.bodies["west"], "kind": "conference", "title": "What we learned",
        "held_on": TODAY - 3 * DAYS, "result": "Both go on", "state": "minuted",
        "sent_at": NOW, "sent_by": world.leader, "minuted_at": NOW, "minuted_by": world.leader,
        "drafted_by": world.provincial,
    }  # fmt: skip
    made = Gathering.objects.create(**(told | more))
    made.bodies.set([world.bodies["west"], world.bodies["east"]])
    return made


def greeting(world: World, due_on: date, *, lead_days: int = 14, **more: Any) -> Greeting:
    occasion, _ = Occasion.objects.get_or_create(
        slug="bunpimay", holder=None,
        defaults={"name": "Lao New Year", "rule": "announced", "lead_days": lead_days, "source": "Announced"},
    )  # fmt: skip
    told: dict[str, Any] = {
        "agreement": world.programme, "holder": world.bodies["west"], "partner": world.bodies["east"],
        "occasion": occasion, "year": due_on.year, "due_on": due_on,
    }  # fmt: skip
    return Greeting.objects.create(**(told | more))


def moment(day: date) -> datetime:
    return datetime.combine(day, NOW.timetz())
