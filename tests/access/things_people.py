"""Makes people and bodies that an administrator looks after."""

from datetime import date

from chungtay.actions.people import begin_post, invite
from chungtay.models import Organisation, Person, Post
from chungtay.rules.people import Role
from tests.world import NOW, TODAY, World

from .thing import Thing, sending


def of_people(world: World) -> dict[tuple[str, str], Thing]:
    """The officer of Dogwood, and a newcomer there who was invited and has no account yet."""
    administrator, post = world.persons["administrator"], world.officer.posts.get()
    coming = Post(
        person=Person(known_as="Newcomer"), organisation=world.bodies["dogwood"], role=Role.COMMUNE_OFFICER,
        title="Second officer", valid_from=TODAY,
    )  # fmt: skip
    invitation, secret = invite(begin_post(coming, by=administrator, at=NOW), by=administrator, at=NOW)
    given = {"organisation": world.bodies["dogwood"].pk, "known_as": "Third", "role": Role.COMMUNE_OFFICER}
    return of_bodies(world) | {
        ("person", "officer"): Thing({"id": world.officer.pk}),
        ("account-closing", "officer"): Thing({"id": world.officer.pk}),
        ("account-opening", "officer"): Thing({"id": world.officer.pk}),
        ("account-factors-removal", "officer"): Thing({"id": world.officer.pk}),
        ("post-beginning", "-"): Thing(sent=sending(**given, title="Third officer", first_on="20/03/2026")),
        ("post-ending", "officer's"): Thing({"id": post.pk}, sent=sending(on="20/03/2026")),
        ("post-hand-over", "officer's"): Thing(
            {"id": post.pk}, sent=sending(on="20/03/2026", known_as="Next")
        ),
        ("post-invitation", "officer's"): Thing({"id": post.pk}),
        ("invitation-withdrawal", "open"): Thing({"id": invitation.pk}),
        ("invitation", "open"): Thing({"secret": secret}),
        ("invitation", "made-up"): Thing({"secret": "made-up"}),
    }


def of_bodies(world: World) -> dict[tuple[str, str], Thing]:
    """Two bodies under Dogwood in which nobody sits: one ends, the other could take over."""
    dogwood = world.bodies["dogwood"]
    spare, other = (
        Organisation.objects.create(kind="other", name=name, parent=dogwood, valid_from=date(2020, 1, 1))
        for name in ("Spare", "Other")
    )
    decided = {"on": "20/03/2026", "decision": "Order 7"}
    return {
        ("body", "spare"): Thing({"id": spare.pk}),
        ("body-beginning", "-"): Thing(
            sent=sending(parent=dogwood.pk, kind="other", name="Third", first_on="20/03/2026")
        ),
        ("body-writing", "spare"): Thing(
            {"id": spare.pk}, sent=sending(**decided, parent=dogwood.pk, kind="other", name="Spared")
        ),
        ("body-ending", "spare"): Thing({"id": spare.pk}, sent=sending(**decided)),
        ("takeover", "-"): Thing(sent=sending(**decided, old=spare.pk, heirs=other.pk)),
    }
