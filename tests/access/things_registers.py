"""The things of registers and support that the access table visits, all of Dogwood."""

from datetime import date

from chungtay.actions.registers import open_registered
from chungtay.actions.support import keep_beneficiaries, record_support
from chungtay.models import (
    Breakdown,
    Category,
    Combination,
    Dimension,
    Registered,
    RegisterKind,
    Support,
    SupportKind,
)
from tests.world import NOW, World

from .thing import Thing, sending


def of_registers(world: World) -> dict[tuple[str, str], Thing]:
    first, second = (opened(world, f"Club {number}") for number in (1, 2))
    here = {"id": first.pk}
    return {
        **of_support(world),
        ("register-opening", "in-dogwood"): Thing(
            sent=sending(
                kind="club", place=world.places["Dogwood"].pk, village="", programmes="oak-elm", name="Club 3",
                opened_on="01/03/2026", **{"members.sex:female": 9, "members.sex:male": 1},
            )
        ),
        ("register-kinds", "-"): Thing(sent=sending(name="Teams")),
        ("registered", "dogwood's"): Thing(here),
        ("registered-change", "dogwood's"): Thing(here, sent=sending(on="01/03/2026", name="Club 1a")),
        ("registered-strengthening", "dogwood's"): Thing(here, sent=sending(on="01/03/2026", reason="New board")),
        ("registered-merger", "dogwood's"): Thing(
            here, sent=sending(others=second.pk, on="01/03/2026", reason="Few members")
        ),
        ("registered-split", "dogwood's"): Thing(
            here, sent=sending(name="Club 4", village="", opened_on="01/03/2026", reason="Too large")
        ),
        ("registered-programmes", "dogwood's"): Thing(
            here, sent=sending(programmes="oak-elm", on="01/03/2026", reason="As before")
        ),
        ("registered-closing", "dogwood's"): Thing(here, sent=sending(closed_on="01/03/2026")),
    }  # fmt: skip


def opened(world: World, name: str) -> Registered:
    club = Registered(
        kind=RegisterKind.objects.get(slug="club"), name=name, place=world.places["Dogwood"],
        holder=world.bodies["dogwood"], served=world.served, opened_on=date(2025, 1, 1),
    )  # fmt: skip
    return open_registered(club, by=world.officer, at=NOW)


def of_support(world: World) -> dict[tuple[str, str], Thing]:
    """Gifts of Dogwood: for one the names are kept under seal, for the other not yet."""
    kind = gifts(world)
    named, unnamed = (given(world, kind, f"Gifts {number}") for number in (1, 2))
    terms = {"purpose": "Hand them over", "legal_basis": "Order 9"}
    keep_beneficiaries(
        named, [{"name": "Beneficiary"}], **terms, delete_on=date(2026, 12, 31), by=world.officer, at=NOW
    )
    here, place = {"id": named.pk}, world.places["Dogwood"].pk
    common = {"kind": "gifts", "place": place, "village": "", "programmes": "oak-elm", "title": "Ten gifts"}
    return {
        ("support-recording", "in-dogwood"): Thing(
            sent=sending(
                **common, given_on="01/03/2026", number=10, giver="", money="", currency="", registered=""
            )
        ),
        ("support-kinds", "-"): Thing(sent=sending(name="Loans", measure="loan", base="household")),
        ("support", "dogwood's"): Thing(here),
        ("support-withdrawal", "dogwood's"): Thing(here, sent=sending(reason="Typed twice")),
        ("support-names", "dogwood's"): Thing(here),
        ("support-names", "unnamed"): Thing(
            {"id": unnamed.pk}, sent=sending(**terms, delete_on="31/12/2026", people="Beneficiary")
        ),
        ("support-names-reading", "dogwood's"): Thing(here, sent=sending(why="Second visit")),
        ("support-names-deletion", "dogwood's"): Thing(here, sent=sending(reason="Done")),
    }


def gifts(world: World) -> SupportKind:
    """Made when it is first asked for."""
    if kept := SupportKind.objects.filter(slug="gifts").first():
        return kept
    dimension = Dimension.objects.create(slug="household", name="Household")
    base = Breakdown.objects.create(slug="household")
    base.dimensions.set([dimension])
    for position, slug in enumerate(("poor", "near-poor", "not-stated")):
        category = Category.objects.create(dimension=dimension, slug=slug, position=position, name=slug)
        cell = Combination.objects.create(breakdown=base, slug=f"household:{slug}", position=position)
        cell.categories.set([category])
    return SupportKind.objects.create(
        slug="gifts",
        name="Gifts",
        measure="gift",
        base=base,
        asks=["name"],
        legal_basis="Order 9",
        keep_months=12,
    )


def given(world: World, kind: SupportKind, title: str) -> Support:
    support = Support(
        kind=kind, title=title, place=world.places["Dogwood"], holder=world.bodies["dogwood"],
        served=world.served, given_on=date(2026, 2, 1), number=10,
    )  # fmt: skip
    return record_support(support, counts={"household:poor": 6}, by=world.officer, at=NOW)
