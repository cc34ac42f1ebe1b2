"""Support is counted by household for ever; names are kept under seal, for a purpose, until a day."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings

from chungtay.actions.support import (
    delete_beneficiaries,
    keep_beneficiaries,
    read_beneficiaries,
    record_support,
    withdraw_support,
)
from chungtay.actions.support.forgetting import delete_due
from chungtay.answers.figures import Book
from chungtay.models import (
    AuditLine,
    Beneficiary,
    BeneficiaryList,
    Breakdown,
    Category,
    Combination,
    Dimension,
    Entry,
    Indicator,
    Support,
    SupportKind,
)
from chungtay.rules.amounts import SCALE
from chungtay.rules.messages import RuleBroken
from tests.world import NOW, TODAY, World

COUNTS = {"household:poor": 6, "household:near-poor": 3}
PEOPLE = [
    {"name": "First beneficiary", "birth_year": "1961"},
    {"name": "Second beneficiary", "birth_year": "1990"},
]
TERMS: dict[str, Any] = {
    "purpose": "Hand over the goats", "legal_basis": "Decree 356/2025", "delete_on": date(2026, 12, 31),
}  # fmt: skip


@pytest.fixture
def goats(world: World) -> SupportKind:
    """Goats given to households, with their money; names are asked for and go after a year."""
    household = Dimension.objects.create(slug="household", name="Household")
    base = Breakdown.objects.create(slug="household")
    base.dimensions.set([household])
    for position, slug in enumerate(("poor", "near-poor", "not-stated")):
        category = Category.objects.create(dimension=household, slug=slug, position=position, name=slug)
        cell = Combination.objects.create(breakdown=base, slug=f"household:{slug}", position=position)
        cell.categories.set([category])
    fed = {"kind": "flow", "fed_by_register": True}
    given = Indicator.objects.create(slug="goats", name="Goats", measure="goat", unit="other", **fed)
    money = Indicator.objects.create(
        slug="goat-money", name="Money", measure="đồng", unit="money", currency="VND", **fed
    )
    return SupportKind.objects.create(
        slug="goats", name="Goats", measure="goat", base=base, given=given, money=money,
        asks=["name", "birth_year"], legal_basis="Decree 356/2025", keep_months=12,
    )  # fmt: skip


def new_support(world: World, kind: SupportKind, **changed: Any) -> Support:
    told = {
        "kind": kind, "title": "Ten goats", "place": world.places["Dogwood"], "holder": world.bodies["dogwood"],
        "served": world.served, "given_on": date(2026, 2, 1), "number": 10, "money": 30_000_000 * SCALE,
        "currency": "VND",
    }  # fmt: skip
    return Support(**told | changed)


def given(world: World, kind: SupportKind, by: str = "officer", **changed: Any) -> Support:
    return record_support(new_support(world, kind, **changed), counts=COUNTS, by=world.persons[by], at=NOW)


def amount(world: World, slug: str, **asked: Any) -> int | None:
    book = Book(None, TODAY, world.programme)
    figure = book.ask(Indicator.objects.get(slug=slug), date(2026, 1, 1), TODAY, **asked)
    return None if figure.amount is None else figure.amount // SCALE


def test_support_counts_in_the_ledger_by_household_and_in_money(world: World, goats: SupportKind) -> None:
    support = given(world, goats)
    assert (amount(world, "goats"), amount(world, "goat-money")) == (10, 30_000_000)
    told = dict(
        support.source.entries.filter(indicator=goats.given).values_list("combination__slug", "amount")
    )
    wanted = {"household:poor": 6, "household:near-poor": 3, "household:not-stated": 1}
    assert told == {cell: number * SCALE for cell, number in wanted.items()}


def test_a_second_click_records_one_support(world: World, goats: SupportKind) -> None:
    assert given(world, goats) == given(world, goats)
    assert (Support.objects.count(), amount(world, "goats")) == (1, 10)
    assert AuditLine.objects.filter(act="record_support").count() == 1


def test_what_was_taken_back_counts_no_more_and_goes_back_once(world: World, goats: SupportKind) -> None:
    support = given(world, goats)
    withdraw_support(support, reason="Given by another office", by=world.officer, at=NOW)
    assert (amount(world, "goats"), amount(world, "goat-money")) in ((None, None), (0, 0))
    with pytest.raises(RuleBroken, match="taken back already"):
        withdraw_support(support, reason="Again", by=world.officer, at=NOW)
    assert Entry.objects.count() == 8


@pytest.mark.parametrize(
    ("changed", "counts", "wrong"),
    [
        ({"title": " ", "number": 0, "given_on": date(2026, 3, 21)}, {}, "title given_on number"),
        ({}, {"household:poor": 11}, "counts.household:poor"),
        ({}, {"household:poor": -1}, "counts.household:poor"),
        ({}, {"sex:female": 1}, "counts.sex:female"),
        ({"money": -1}, {}, "money"),
        ({"currency": "LAK"}, {}, "currency"),
    ],
)
def test_every_fault_is_said_and_nothing_is_kept(
    world: World, goats: SupportKind, changed: dict[str, Any], counts: dict[str, int], wrong: str
) -> None:
    with pytest.raises(RuleBroken) as problem:
        record_support(new_support(world, goats, **changed), counts=counts, by=world.officer, at=NOW)
    assert " ".join(message.where for message in problem.value.messages) == wrong
    assert (Support.objects.count(), Entry.objects.count(), AuditLine.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("name", ["cedar", "partner", "auditor", "stranger"])
def test_only_the_unit_and_those_above_it_record_support(world: World, goats: SupportKind, name: str) -> None:
    with pytest.raises(RuleBroken, match="does not allow"):
        given(world, goats, by=name)
    support = given(world, goats)
    with pytest.raises(RuleBroken, match="does not allow"):
        withdraw_support(support, reason="x", by=world.persons[name], at=NOW)


# Beneficiaries by name


def kept(world: World, goats: SupportKind) -> BeneficiaryList:
    return keep_beneficiaries(given(world, goats), PEOPLE, **TERMS, by=world.officer, at=NOW)


def test_names_are_sealed_where_they_rest_and_open_for_whoever_says_why(
    world: World, goats: SupportKind
) -> None:
    names = kept(world, goats)
    assert read_beneficiaries(names, why="Second visit", by=world.provincial, at=NOW) == PEOPLE
    with connection.cursor() as cursor:
        cursor.execute("select * from chungtay_beneficiary")
        resting = repr(cursor.fetchall())
    assert "beneficiary" not in resting
    assert "1961" not in resting


def test_not_one_byte_of_a_name_lies_in_the_whole_database(world: World, goats: SupportKind) -> None:
    names = kept(world, goats)
    read_beneficiaries(names, why="Second visit", by=world.provincial, at=NOW)
    held = b"".join(everything_kept())
    assert b"Second visit" in held
    for word in (b"First beneficiary", b"Second beneficiary", b"1990"):
        assert word not in held


def everything_kept() -> Iterator[bytes]:
    """Every value of every row of the database."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"select * from {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield from (
                    bytes(one) if isinstance(one, bytes | memoryview) else str(one).encode() for one in row
                )


def test_each_reading_is_noted_with_who_and_why_and_a_second_click_is_the_same(
    world: World, goats: SupportKind
) -> None:
    names = kept(world, goats)
    for _ in range(2):
        read_beneficiaries(names, why="Second visit", by=world.provincial, at=NOW)
    read_beneficiaries(names, why="Complaint", by=world.officer, at=NOW)
    lines = AuditLine.objects.filter(act="read_beneficiaries").order_by("number")
    assert [(line.person_id, line.reason, line.thing_id) for line in lines] == [
        (world.provincial.pk, "Second visit", str(names.pk)),
        (world.officer.pk, "Complaint", str(names.pk)),
    ]
    assert not any("beneficiary" in line.reason for line in AuditLine.objects.all())


def test_without_a_reason_nobody_reads_and_nothing_is_noted(world: World, goats: SupportKind) -> None:
    names = kept(world, goats)
    with pytest.raises(RuleBroken, match="why you read"):
        read_beneficiaries(names, why=" ", by=world.officer, at=NOW)
    assert not AuditLine.objects.filter(act="read_beneficiaries").exists()


@pytest.mark.parametrize("name", ["cedar", "partner", "auditor", "administrator", "stranger"])
def test_who_has_no_part_in_it_finds_no_names(world: World, goats: SupportKind, name: str) -> None:
    names, person = kept(world, goats), world.persons[name]
    assert not BeneficiaryList.objects.visible_to(person, TODAY).exists()
    for act in (
        lambda: read_beneficiaries(names, why="x", by=person, at=NOW),
        lambda: delete_beneficiaries(names, reason="x", by=person, at=NOW),
        lambda: keep_beneficiaries(names.support, PEOPLE, **TERMS, by=person, at=NOW),
    ):
        with pytest.raises(RuleBroken, match="does not allow"):
            act()


def test_on_their_day_names_are_gone_and_the_counts_stay(world: World, goats: SupportKind) -> None:
    names = kept(world, goats)
    day = NOW + (date(2026, 12, 31) - NOW.date())
    before = day - timedelta(days=1)
    assert read_beneficiaries(names, why="x", by=world.officer, at=before) == PEOPLE
    with pytest.raises(RuleBroken, match="are gone"):  # whether or not the job has run
        read_beneficiaries(names, why="x", by=world.officer, at=day)
    assert [delete_due(before), delete_due(day), delete_due(day)] == [0, 1, 0]
    names.refresh_from_db()
    assert (Beneficiary.objects.count(), names.number, names.deleted_by) == (0, 2, None)
    assert (names.support.number, amount(world, "goats")) == (10, 10)
    assert AuditLine.objects.filter(act="delete_beneficiaries", person_id=None).count() == 1


def test_support_that_is_taken_back_takes_its_names_along(world: World, goats: SupportKind) -> None:
    names = kept(world, goats)
    withdraw_support(names.support, reason="Wrong village", by=world.officer, at=NOW)
    assert not Beneficiary.objects.exists()
    assert BeneficiaryList.objects.get().deleted_by == world.officer


@pytest.mark.parametrize(
    ("people", "changed", "why"),
    [
        (PEOPLE, {"purpose": ""}, "for which purpose"),
        (PEOPLE, {"legal_basis": " "}, "legal basis"),
        (PEOPLE, {"delete_on": TODAY}, "days to come"),
        (PEOPLE, {"delete_on": date(2027, 2, 2)}, "01/02/2027|2027-02-01"),
        ([], {}, "at least one"),
        ([{"name": "A", "phone": "1"}], {}, "Row 1: “phone” is not asked for"),
        ([{"name": " "}], {}, "Row 1 is empty"),
        ([{"name": "A"}] * 11, {}, "At most 10"),
        ([{"name": "A" * 301}], {}, "more than 300"),
    ],
)
def test_names_are_kept_only_as_far_as_they_are_asked_for(
    world: World, goats: SupportKind, people: list[dict[str, str]], changed: dict[str, Any], why: str
) -> None:
    support = given(world, goats)
    with pytest.raises(RuleBroken, match=why):
        keep_beneficiaries(support, people, **TERMS | changed, by=world.officer, at=NOW)
    assert not BeneficiaryList.objects.exists()


def test_a_kind_that_asks_for_nobody_keeps_nobody(world: World, goats: SupportKind) -> None:
    goats.asks = []
    goats.save()
    with pytest.raises(RuleBroken, match="asks for no names"):
        keep_beneficiaries(given(world, goats), PEOPLE, **TERMS, by=world.officer, at=NOW)


def test_under_another_key_or_in_another_row_a_seal_does_not_open(world: World, goats: SupportKind) -> None:
    names = kept(world, goats)
    other = override_settings(BENEFICIARY_KEY="another secret of at least thirty-two letters")
    with other, pytest.raises(RuleBroken, match="cannot be opened"):
        read_beneficiaries(names, why="x", by=world.officer, at=NOW)
    first, second = names.beneficiaries.all()
    Beneficiary.objects.filter(pk=first.pk).update(sealed=second.sealed)
    with pytest.raises(RuleBroken, match="cannot be opened"):
        read_beneficiaries(names, why="x", by=world.officer, at=NOW)
