"""Plans of the access table in each state: a draft of one side, one that is asked to be otherwise, an amended one."""

from datetime import date

from chungtay.actions.plans import add_content, amend_plan, draft_plan
from chungtay.actions.versions import edit_row, propose_version
from chungtay.models import Activity, ChangeRequest, Content, Plan, PlanAcceptance, Version
from tests.world import NOW, TODAY, World

from .thing import Thing, sending


def of_plans(world: World) -> dict[tuple[str, str], Thing]:
    return {**of_drafts(world), **of_asked(world), **of_amended(world), **of_activities(world)}


def of_drafts(world: World) -> dict[tuple[str, str], Thing]:
    """Seen by its drafter alone."""
    slug, west = world.programme.slug, world.bodies["west"]
    draft = draft_plan(
        world.phase, year=2025, holder=west, name="Plan 2025", commitments=world.commitments[:1],
        by=world.provincial, at=NOW,
    )  # fmt: skip
    other = add_content(draft, {"text": "Write to one another", "leads": [west]}, by=world.provincial, at=NOW)
    content = draft.contents.get(number=1)
    here, there = {"slug": slug, "plan_id": draft.pk}, {"slug": slug, "content_id": content.pk}
    words = sending(text="Learn Lao", lead=west.pk, due_on="30/06/2025")
    places = {f"place.{content.pk}": "2", f"place.{other.pk}": "1"}
    begun = sending(name="Our own", year="2025", is_joint="own", holder=west.pk)
    return {
        ("plan", "our-draft"): Thing(here),
        ("content", "our-draft"): Thing(there),
        ("plan-begin", "our-draft"): Thing({"slug": slug}),
        ("plan-begin", "own-places"): Thing({"slug": slug}, sent=begun),
        ("plan-writing", "our-draft"): Thing(here, sent=sending(name="Plan for 2025")),
        ("plan-contents", "our-draft"): Thing(here, sent=words),
        ("plan-signed", "our-draft"): Thing(here, sent=sending(commitments=world.commitments[1].pk)),
        ("plan-order", "our-draft"): Thing(here, sent=sending(**places)),
        ("content-writing", "our-draft"): Thing(there, sent=words),
        ("content-dropping", "our-draft"): Thing(there),
        ("plan-proposal", "our-draft"): Thing({"plan_id": draft.pk}),
        ("plan-withdrawal", "our-draft"): Thing({"plan_id": draft.pk}),
    }


def of_asked(world: World) -> dict[tuple[str, str], Thing]:
    """Drawn up by the first side; the second would have its last day otherwise."""
    plan = proposed(world, 2024)
    change = ChangeRequest.objects.create(
        plan=plan, seat=world.programme.seats.get(number=2), field="last_on", text="In May", asked_by=world.partner,
        asked_at=NOW,
    )  # fmt: skip
    day = {"issued_on": "20/03/2026", "issuers": world.bodies["west"].pk}
    asked = {number: sending(seat=str(number), field="purpose", text="Say why") for number in (1, 2)}
    return {
        ("plan", "questioned"): Thing({"slug": world.programme.slug, "plan_id": plan.pk}),
        ("plan-change-answer", "questioned"): Thing(
            {"plan_id": plan.pk, "change_id": change.pk}, sent=sending(granted="no", answer="It is enough")
        ),
        ("plan-number", "questioned"): Thing({"plan_id": plan.pk}, sent=sending(number="5/KH-BTV", **day)),
        ("plan-changes", "west"): Thing({"plan_id": world.plan.pk}, sent=asked[1]),
        ("plan-changes", "east"): Thing({"plan_id": world.plan.pk}, sent=asked[2]),
    }


def of_amended(world: World) -> dict[tuple[str, str], Thing]:
    """Every side has accepted it; the first proposes another day."""
    plan, by = proposed(world, 2024), world.provincial
    for seat in world.programme.seats.all():
        PlanAcceptance.objects.create(plan=plan, seat=seat, accepted_by=world.leader, accepted_at=NOW)
    version = amend_plan(plan, world.bodies["west"], reason="Floods", by=by, at=NOW)
    edit_row(version, str(plan.contents.get().pk), {"due_on": "2026-10-31"}, by=by, at=NOW)
    version = propose_version(Version.objects.get(pk=version.pk), by=by, at=NOW)
    names = {"plan_id": plan.pk, "version_id": version.pk}
    return {
        ("plan", "amended"): Thing({"slug": world.programme.slug, "plan_id": plan.pk}),
        ("plan-amendment", "amended"): Thing({"plan_id": plan.pk}, sent=sending(reason="Floods again")),
        ("amendment-acceptance", "amended"): Thing(names, sent=sending(seat="2")),
    }


def of_activities(world: World) -> dict[tuple[str, str], Thing]:
    """Done before anybody said for which content."""
    activity = Activity.objects.create(
        kind_id="session", title="A first talk", first_on=TODAY, last_on=TODAY, place=world.places["Dogwood"],
        holder=world.bodies["dogwood"], served=world.served, recorded_by=world.officer,
    )  # fmt: skip
    under = sending(content=world.contents[0].pk)
    return {("activity-content", "dogwood's"): Thing({"id": activity.pk}, sent=under)}


def proposed(world: World, year: int) -> Plan:
    """A plan of an earlier year that goes on to the end of this one."""
    plan = Plan.objects.create(
        phase=world.phase, year=year, holder=world.bodies["west"], name=f"Plan {year}", begun_by=world.provincial,
        begun_at=NOW, proposed_by=world.provincial, proposed_at=NOW, last_on=date(2026, 12, 31),
    )  # fmt: skip
    Content.objects.create(
        plan=plan, number=1, text="Talks", lead=world.bodies["west"], due_on=date(2026, 11, 30)
    )
    return plan
