"""Open tables: versions that stay, small counts that nobody reads, and what is withdrawn."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chungtay import models
from chungtay.actions.published import publish_results, withdraw_results
from chungtay.models import AuditLine, FigureCopy, Portal, ResultTable
from chungtay.rules.amounts import SCALE
from chungtay.rules.messages import RuleBroken
from chungtay.rules.reviews import (
    NOTHING,
    Division,
    Facts,
    Letterhead,
    Result,
    Scope,
    ScopeKind,
    Share,
    Unit,
    Words,
    canonical_bytes,
    fingerprint,
)
from tests.world import NOW, World

DAY = timedelta(days=1)
FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
PLACES = {
    "Dogwood": "103@2000-01-01",
    "Cedar": "102@2025-07-01",
    "Oakshire": "W1@2000-01-01",
    "Elm": "E11@2000-01-01",
}


def facts(places: dict[str, int], sexes: dict[str, int] | None = None, *, total: int | None = None) -> Facts:
    """Attendances of 2025 by place, and by sex where that is told."""
    whole = sum(places.values()) if total is None else total
    shares = tuple(Share(sex, Words(sex), count * SCALE) for sex, count in (sexes or {}).items())
    return Facts(
        programme="oak-elm", programme_name=Words("Oakshire and Elmshire"), title=Words("Tổng kết", "ສະຫຼຸບ", "Review"),
        first_on=FIRST, last_on=LAST, map_on=LAST, known_at=0, kind="final",
        letterhead=Letterhead(Words(""), Words("Union"), "BTV", Words("Oakshire"), "", "", ()),
        results=(
            Result("K-01", "attendances", Words("Attendances"), Words("attendance"), NOTHING, 600_000, whole * SCALE,
                   "exact", 2, 3, 4, kind="participations"),
            Result("K-02", "sessions", Words("Sessions"), Words("session"), NOTHING, None, 30_000, "exact", 2, 3, 4,
                   kind="flow"),
        ),
        unit_codes=("K-01",),
        units=tuple(Unit(Words(name), (count * SCALE,), ("exact",), PLACES[name]) for name, count in places.items()),
        divisions=(Division("K-01-A", "K-01", "sex", Words("Sex"), shares),) if shares else (),
    )  # fmt: skip


def frozen(world: World, told: Facts, *, kind: str = "final") -> models.Review:
    for slug, unit in (("attendances", "attendance"), ("sessions", "session")):
        models.Indicator.objects.filter(slug=slug).update(unit=unit)
    canonical = canonical_bytes(told)
    return models.Review.objects.create(
        agreement=world.programme, holder=world.bodies["west"], kind=kind, title="Review", first_on=told.first_on,
        last_on=told.last_on, drafted_by=world.provincial, drafted_at=NOW, canonical=canonical,
        frozen_by=world.leader, frozen_at=NOW, fingerprint=fingerprint(canonical),
    )  # fmt: skip


def published(world: World, told: Facts) -> ResultTable:
    return publish_results(frozen(world, told), by=world.leader, at=NOW)


def shown(table: ResultTable) -> dict[str, int | str]:
    """By place, category or nothing: the number, or why there is none."""
    rows = [row for row in table.rows if row["indicator"] == "attendances"]
    name = {key.partition("@")[0]: name for name, key in PLACES.items()}
    return {
        name.get(row["place"]) or row["category"] or "all": row["hidden"] or row["amount"] // SCALE
        for row in rows
    }


def test_a_small_count_of_persons_and_its_neighbour_are_hidden_and_not_kept(world: World) -> None:
    table = published(world, facts({"Dogwood": 3, "Cedar": 17, "Elm": 40}, {"female": 58, "male": 2}))
    assert shown(table) == {
        "all": 60, "Dogwood": "small", "Cedar": "protected", "Elm": 40, "female": "protected", "male": "small",
    }  # fmt: skip
    hidden = [row for row in table.rows if row["hidden"]]
    assert [row["amount"] for row in hidden] == [None] * 4


def test_what_is_nobody_may_be_small(world: World) -> None:
    table = published(world, facts({"Dogwood": 60}))
    assert [row["amount"] for row in table.rows if row["indicator"] == "sessions"] == [30_000]


def test_a_site_may_ask_for_a_larger_least(world: World) -> None:
    Portal.objects.create(
        slug="oak", name="Oak", holder_id=world.bodies["west"].pk, small_count=10, licence="CC BY 4.0"
    )
    table = published(world, facts({"Dogwood": 8, "Cedar": 12, "Elm": 40}))
    assert shown(table)["Dogwood"] == "small" and (table.least, table.licence) == (10, "CC BY 4.0")


def test_pressed_twice_it_is_one_version_with_one_line(world: World) -> None:
    review = frozen(world, facts({"Dogwood": 60}))
    tables = {publish_results(review, by=world.leader, at=NOW).pk for _ in range(2)}
    assert len(tables) == 1 and AuditLine.objects.filter(act="publish_results").count() == 1


def test_an_erratum_is_the_next_version_and_the_first_stays_as_it_was(world: World) -> None:
    first = published(world, facts({"Dogwood": 60, "Cedar": 20}))
    rows = first.rows
    second = published(world, facts({"Dogwood": 62, "Cedar": 20}))
    assert (first.slug, first.version, second.slug, second.version) == (
        "final-20250101-20251231",
        1,
        first.slug,
        2,
    )
    first.refresh_from_db()
    assert first.rows == rows and shown(second)["all"] == 82


def test_what_the_first_version_hid_the_second_does_not_give_away(world: World) -> None:
    """Dogwood was under 5 beside Cedar's 17; then Dogwood is mended to 9. With Cedar it would tell the 3."""
    published(world, facts({"Dogwood": 3, "Cedar": 17, "Elm": 40}))
    second = published(world, facts({"Dogwood": 9, "Cedar": 17, "Elm": 40}))
    assert shown(second) == {"all": 66, "Dogwood": "protected", "Cedar": "protected", "Elm": 40}


def test_a_withdrawn_table_is_still_reckoned_with(world: World) -> None:
    review = frozen(world, facts({"Dogwood": 9, "Cedar": 17, "Elm": 40}))
    publish_results(review, by=world.leader, at=NOW)
    withdraw_results(review, reason="A mistake", by=world.leader, at=NOW + DAY)
    assert not FigureCopy.objects.exists()
    second = published(world, facts({"Dogwood": 3, "Cedar": 17, "Elm": 40}))
    assert shown(second) == {"all": "protected", "Dogwood": "small", "Cedar": 17, "Elm": 40}


def test_one_side_beside_the_whole_does_not_show_the_other_side(world: World) -> None:
    published(world, facts({"Dogwood": 60}))
    seat = Scope(ScopeKind.SEAT, Words("Union of Oakshire"), holders=(str(world.bodies["west"].pk),))
    west = published(world, replace(facts({"Dogwood": 57}), scope=seat))
    assert set(shown(west).values()) == {"protected"}


def test_a_province_in_one_table_and_its_communes_in_another_are_reckoned_together(world: World) -> None:
    """Oakshire had 40; of its communes 38 are told later, so two more sat elsewhere in it."""
    published(world, facts({"Oakshire": 40, "Elm": 30}))
    later = published(
        world, replace(facts({"Dogwood": 20, "Cedar": 18, "Elm": 30}, total=70), kind="interim")
    )
    assert "protected" in {shown(later)["Dogwood"], shown(later)["Cedar"]}


def test_the_totals_of_a_programme_are_hidden_as_in_its_table(world: World) -> None:
    published(world, facts({"Dogwood": 3}))
    attendances, sessions = FigureCopy.objects.all()
    assert (attendances.amount, attendances.hidden, sessions.amount) == (None, "small", 30_000)


def test_only_who_may_publish_does_and_only_what_is_frozen(world: World) -> None:
    review = frozen(world, facts({"Dogwood": 60}))
    for person in (world.officer, world.provincial, world.partner, world.stranger):
        with pytest.raises(RuleBroken, match="post"):
            publish_results(review, by=person, at=NOW)
    draft = models.Review.objects.create(
        agreement=world.programme, holder=world.bodies["west"], kind="final", title="Draft", first_on=FIRST,
        last_on=LAST, drafted_by=world.provincial, drafted_at=NOW,
    )  # fmt: skip
    with pytest.raises(RuleBroken, match="Freeze"):
        publish_results(draft, by=world.leader, at=NOW)
    assert not ResultTable.objects.exists()


def test_taking_a_table_back_says_why_and_is_noted_once(world: World) -> None:
    review = frozen(world, facts({"Dogwood": 60}))
    publish_results(review, by=world.leader, at=NOW)
    with pytest.raises(RuleBroken):
        withdraw_results(review, reason="", by=world.leader, at=NOW)
    for _ in range(2):
        withdraw_results(review, reason="A mistake", by=world.leader, at=NOW)
    assert AuditLine.objects.get(act="withdraw_results").reason == "A mistake"
    assert ResultTable.objects.get().withdrawn_at == NOW
    again = publish_results(review, by=world.leader, at=NOW)
    assert again.version == 2  # the address of the first stays gone
