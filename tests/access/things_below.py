"""The things of what goes down: a plan that runs, a unit's own plan drawn from it, and a directive to units."""

from chungtay.actions.plans import begin_drawing
from chungtay.models import Directive, Plan, PlanAcceptance, Task
from tests.world import NOW, TODAY, World

from .thing import Thing, sending


def of_cascade(world: World) -> dict[tuple[str, str], Thing]:
    """In the matrix Dogwood holds the side itself, and the unit below it is its branch."""
    plan, below = running_plan(world), world.bodies.get("branch", world.bodies["dogwood"])
    own = dogwoods_own(world, plan)
    above, fresh = plan.contents.get(), running_plan(world, number="10/KH-BTV")
    return {
        ("plan-cascade", "running"): Thing({"plan_id": fresh.pk}, sent=sending(units=below.pk)),
        ("plan-cascade", "dogwood's"): Thing({"plan_id": own.pk}),
        ("plan-drawing-begin", "below"): Thing({"plan_id": fresh.pk}, sent=sending(unit=below.pk)),
        ("plan-drawing", "dogwood's"): Thing(
            {"plan_id": own.pk}, sent=sending(**{"1.keeps": "in", "1.text": "Talks at home"})
        ),
        ("plan-issue", "dogwood's"): Thing(
            {"plan_id": own.pk}, sent=sending(number="7/KH", issued_on="20/03/2026")
        ),
        ("plan-change-above", "dogwood's"): Thing(
            {"plan_id": own.pk, "content_id": above.pk}, sent=sending(answer="stay")
        ),
    }


def running_plan(world: World, *, number: str = "9/KH-BTV") -> Plan:
    """Of a year of its own, so that the plan of the small world waits as before."""
    plan = Plan.objects.create(phase=world.phase, year=2028, number=number, name="Plan 2028")
    plan.contents.create(number=1, text="Talks", lead=world.bodies["west"])
    PlanAcceptance.objects.bulk_create(
        PlanAcceptance(plan=plan, seat=seat, accepted_by=world.leader, accepted_at=NOW)
        for seat in world.programme.seats.all()
    )
    return plan


def dogwoods_own(world: World, plan: Plan) -> Plan:
    if plan.holders(TODAY) & {world.bodies["dogwood"].pk}:  # nothing stands below itself
        own = Plan.objects.create(
            phase=plan.phase, is_joint=False, holder=world.bodies["dogwood"], drawn_from=plan, year=plan.year,
            name="Plan 2028", begun_by=world.officer, begun_at=NOW,
        )  # fmt: skip
        above = plan.contents.get()
        own.contents.create(
            number=1, text=above.text, drawn_from=above, drawn_version=1, lead=world.bodies["dogwood"]
        )
        return own
    return begin_drawing(plan, world.bodies["dogwood"], by=world.officer, at=NOW)


def of_directives(world: World) -> dict[tuple[str, str], Thing]:
    below = world.bodies.get("branch", world.bodies["dogwood"])
    directive = Directive.objects.create(
        agreement=world.programme, holder=world.bodies["west"], text="Send us the list", due_on=TODAY,
        sent_by=world.provincial, sent_at=NOW,
    )  # fmt: skip
    Task.objects.create(
        agreement=world.programme, directive=directive, organisation=below, place=below.place,
        asker=world.bodies["west"], asked_by=world.provincial, text="Send the list", due_on=TODAY,
    )  # fmt: skip
    return {
        ("directive-new", "ours"): Thing({"slug": world.programme.slug}),
        ("directive-new", "below"): Thing(
            {"slug": world.programme.slug},
            sent=sending(text="Send the photos", due_on="30/04/2099", units=below.pk),
        ),
        ("directive", "west's"): Thing({"id": directive.pk}),
        ("directive-reminder", "west's"): Thing({"id": directive.pk}, sent=sending(note="Friday")),
        ("directive-withdrawal", "west's"): Thing({"id": directive.pk}, sent=sending(reason="By mistake")),
    }
