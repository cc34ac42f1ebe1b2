"""Visits of Dogwood to Elmshire in each state, turns and checklists, as the access table visits them."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from chungtay.actions.delegations import (
    add_usual,
    draft_delegation,
    keep_row,
    move_delegation,
    set_rotation,
)
from chungtay.models import (
    AgreedContent,
    Cost,
    Delegation,
    DelegationMember,
    Gift,
    ProgrammeItem,
    Rotation,
    UsualPaper,
)
from chungtay.rules.delegations import Move
from tests.access.thing import Thing, sending
from tests.world import NOW, TODAY, World

FIRST = date(2026, 3, 18)


def of_delegations(world: World) -> dict[tuple[str, str], Thing]:
    here, there, slug = world.bodies["dogwood"], world.bodies["east"], world.programme.slug
    turned = rotation(world)
    visits = {
        "draft": visit(world, "On plums"),
        "proposed": visit(world, "On rice", Move.PROPOSE, turn=turned),
        "visited": visit(world, "On wells", Move.PROPOSE, Move.AGREE, Move.VISIT),
        "reported": visit(world, "On clubs", Move.PROPOSE, Move.AGREE, Move.VISIT, Move.REPORT),
    }
    at: dict[str, dict[str, Any]] = {state: {"id": one.pk} for state, one in visits.items()}
    words = {"title": "On plums", "host": there.pk, "guest": here.pk, "first_on": "18/03/2026",
             "last_on": "20/03/2026"}  # fmt: skip
    needed = visits["draft"].papers_needed.earliest("pk")
    row = at["draft"] | {"part": "papers", "row_id": needed.pk}
    task = {"text": "Go", "organisation": here.pk, "due_on": "30/04/2026"}
    task["agreed"] = visits["reported"].agreed.get().pk
    rule = {"slug": slug, "id": turned.pk}
    return {
        ("delegation-new", "ours"): Thing({"slug": slug}),
        ("delegation-new", "between"): Thing({"slug": slug}, sent=sending(**words | {"title": "On tea"})),
        **{("delegation", state): Thing(names) for state, names in at.items()},
        ("delegation-print", "proposed"): Thing(at["proposed"]),
        ("delegation-writing", "draft"): Thing(at["draft"], sent=sending(**words)),
        ("delegation-moves", "draft"): Thing(at["draft"], sent=sending(move="propose")),
        ("delegation-moves", "proposed"): Thing(at["proposed"], sent=sending(move="agree")),
        ("delegation-rows", "proposed"): Thing(
            at["proposed"] | {"part": "papers"}, sent=sending(text="A visa", due_on="17/03/2026")
        ),
        ("delegation-row", "draft"): Thing(row, sent=sending(text="A permit")),
        ("delegation-paper-ready", "draft"): Thing(at["draft"] | {"row_id": needed.pk}),
        ("delegation-tasks", "reported"): Thing(at["reported"], sent=sending(**task)),
        ("delegation-papers", "own-list"): Thing(
            sent=sending(holder=here.pk, direction="out", days_before=9, text="Insurance")
        ),
        ("delegation-paper-usual", "usual"): Thing(
            {"id": usual(world).pk}, sent=sending(text="Vaccination", days_before=30)
        ),
        ("turns", "turned"): Thing({"slug": slug}, sent=rule_sent(world)),
        ("turn-exceptions", "turned"): Thing(
            rule, sent=sending(year=2025, kind="skipped", reason="Floods", moved_to="", host="")
        ),
        ("turns-ending", "turned"): Thing(rule, sent=sending(last_year=2030, reason="A new accord")),
    }


def rotation(world: World) -> Rotation:
    rule = Rotation(
        agreement=world.programme, purpose="The yearly visit", source="Article 4", first_year=2025
    )
    seats = list(world.programme.seats.filter(number__lte=2))
    return set_rotation(rule, seats, by=world.leader, at=NOW)


def rule_sent(world: World) -> Any:
    first, second = world.programme.seats.filter(number__lte=2)
    return sending(
        purpose="The fair", source="Article 5", first_year=2026, every_years=2, seat_1=first.pk,
        seat_2=second.pk,
    )  # fmt: skip


def visit(world: World, title: str, *moves: Move, turn: Rotation | None = None) -> Delegation:
    """With one row in each list, and taken as far as these steps lead."""
    here, there = world.bodies["dogwood"], world.bodies["east"]
    made = draft_delegation(
        Delegation(
            agreement=world.programme, holder=here, host=there, guest=here, title=title, first_on=FIRST,
            last_on=TODAY, rotation=turn, turn_year=2026 if turn else None,
        ),
        by=world.officer, at=NOW,
    )  # fmt: skip
    begins, ends = (timezone.make_aware(datetime.combine(FIRST, time(hour))) for hour in (9, 11))
    for row in (
        DelegationMember(delegation=made, organisation=here, post="President", role="head"),
        ProgrammeItem(delegation=made, starts_at=begins, ends_at=ends, text="Talks"),
        Gift(delegation=made, giver=here, receiver=there, text="A scarf"),
        Cost(delegation=made, side=here, text="The bus", planned=2_000_000, currency="VND"),
    ):
        keep_row(row, by=world.officer, at=NOW)
    for move in moves:
        by = world.partner if move is Move.AGREE else world.leader
        move_delegation(made, move, result="It went well" if move is Move.REPORT else "", by=by, at=NOW)
        if move is Move.VISIT:
            agreed = AgreedContent(delegation=made, kind="agreed", text="Two clubs")
            keep_row(agreed, by=world.officer, at=NOW)
    return made


def usual(world: World) -> UsualPaper:
    paper = UsualPaper(holder=world.bodies["dogwood"], direction="in", text="An invitation", days_before=20)
    return add_usual(paper, by=world.officer, at=NOW)
