"""Texts of the small world's programme as their own pages show them: a draft with a row taken out, and a proposal."""

from chungtay.actions.versions import drop_row
from chungtay.models import NextPhase, Review, Version
from tests.world import NOW, World

from .thing import Thing, sending
from .things_signing import text_of


def of_versions(world: World) -> dict[tuple[str, str], Thing]:
    slug, plan = world.programme.slug, world.plan
    draft = text_of(world)  # a body has one draft of a text: the one that signing has begun
    first, second = (str(one.pk) for one in world.commitments)
    drop_row(draft, second, by=world.provincial, at=NOW)
    proposed = Version.objects.filter(agreement=world.programme, plan=None, proposed_at__isnull=False)[0]
    review = Review.objects.create(
        agreement=world.programme, holder=world.bodies["west"], kind="final", title="Six years told at their end",
        first_on=world.phase.first_on, last_on=world.phase.last_on, drafted_by=world.provincial, drafted_at=NOW,
    )  # fmt: skip
    after = NextPhase.objects.create(
        review=review, version=draft, phase=world.phase.pk, drafted_by=world.provincial, drafted_at=NOW
    )
    here = {"id": draft.pk}
    wording = sending(number="1", text="Tell more about the border")
    added = sending(kind="commitment", under=world.phase.pk, text="Learn together")
    return {
        ("agreement-versions", "ours"): Thing({"slug": slug}, sent=sending(reason="Floods")),
        ("plan-versions", "ours"): Thing({"slug": slug, "plan_id": plan.pk}),
        ("version", "draft"): Thing(here),
        ("next-phase", "draft"): Thing({"id": after.pk}),
        ("version", "proposed"): Thing({"id": proposed.pk}),
        ("version-difference", "draft"): Thing(here),
        ("version-difference", "proposed"): Thing({"id": proposed.pk}),
        ("version-rows", "draft"): Thing(here, sent=added),
        ("version-row", "draft"): Thing(here | {"key": first}, sent=wording),
        ("version-row-removal", "draft"): Thing(here | {"key": first}),
        ("version-row-return", "draft"): Thing(here | {"key": second}),
        ("version-reason", "draft"): Thing(here, sent=sending(reason="Floods again")),
        ("version-update", "draft"): Thing(here),
        ("version-proposal", "draft"): Thing(here),
        ("version-withdrawal", "draft"): Thing(here),
        ("version-copies", "draft"): Thing(here),
        ("version-issue", "draft"): Thing(here),
    }
