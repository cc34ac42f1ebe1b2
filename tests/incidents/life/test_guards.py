"""The trail of a notice refuses every change, also behind Django's back; sealed bytes may only be destroyed."""

import pytest
from django.db import DatabaseError, connection, transaction

from chungtay.incidents.actions.openings import open_items
from chungtay.incidents.models import Item, Notice, Opening
from chungtay.incidents.models.guards import ADDED_TO, guards
from chungtay.models.guards import guard_names, present_guards
from tests.incidents.life.test_notices import Sides, begin, passed_on
from tests.incidents.made import make_sides
from tests.world import NOW, World


@pytest.fixture
def sides(world: World) -> Sides:
    return make_sides(world)


def refused(statement: str, words: str) -> None:
    with (
        pytest.raises(DatabaseError, match=words),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db
def test_every_guard_of_the_annex_stands_beside_those_of_the_house() -> None:
    names = {guard.name for guard in guards(connection.vendor)}
    assert names <= set(guard_names(connection.vendor))
    assert present_guards(connection) == guard_names(connection.vendor)


@pytest.mark.parametrize("table", ADDED_TO)
def test_the_trail_cannot_be_changed_deleted_or_replaced(world: World, sides: Sides, table: str) -> None:
    item = begin(world, sides).item
    open_items(world.programme, [item.pk], Opening.How.READ, by=world.leader, at=NOW)
    name = f"incidents_{table}"
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {name}")
        assert cursor.fetchone()[0]
    refused(f"update {name} set id = id", "append-only")
    refused(f"delete from {name}", "append-only")
    if connection.vendor == "sqlite":
        refused(f"insert or replace into {name} select * from {name}", "append-only")


@pytest.mark.parametrize(
    "change",
    [
        "position = 7", "size = 1", "sender_kid = 'x'", "received_at = '2020-01-01'", "body = '{}'",
        "body = null", "destroyed_at = '2026-01-01'", "side_id = null",
    ],
)  # fmt: skip
def test_sealed_bytes_are_never_changed(world: World, sides: Sides, change: str) -> None:
    begin(world, sides)
    refused(f"update incidents_item set {change}", "destroyed, never changed")


def test_sealed_bytes_are_destroyed_once_and_do_not_come_back(world: World, sides: Sides) -> None:
    item = begin(world, sides).item
    kept = item.body
    Item.objects.filter(pk=item.pk).update(body=None, destroyed_at=NOW)
    item.refresh_from_db()
    assert (item.body, item.destroyed_at) == (None, NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        Item.objects.filter(pk=item.pk).update(body=kept, destroyed_at=None)
    refused("delete from incidents_item", "destroyed, never changed")


@pytest.mark.parametrize(
    "change", ["number = 7", "year = 2025", "begun_at = '2020-01-01'", "crossed_at = null"]
)
def test_a_notice_keeps_its_number_and_when_it_crossed(world: World, sides: Sides, change: str) -> None:
    notice = passed_on(world, sides)
    refused(f"update incidents_notice set {change}", "stays")
    refused("delete from incidents_notice", "stays")
    Notice.objects.filter(pk=notice.pk).update(acknowledged_at=NOW)
