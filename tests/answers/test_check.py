"""The check names whatever was changed behind the guards' back, and tells how much it looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection, transaction

from chungtay import cube
from chungtay.actions.ledger import post, post_columns
from chungtay.answers.ledger import checked, faults
from chungtay.answers.places import world as maps
from chungtay.models import Entry, LedgerHead, Posting, Source
from chungtay.models.guards import drop_guards, put_guards
from chungtay.rules import ledger as rules
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def ledger(world: World) -> World:
    """Three postings: 1 to 4 loaded together, 5 a reversal, 6 of one category."""
    source = Source.objects.create(kind="load", label="figures.csv")
    entry = rules.Entry(
        indicator=str(world.indicators["sessions"].pk), place=str(world.places["Dogwood"].pk), on=TODAY,
        holder=str(world.bodies["dogwood"].pk), amount=30_000, programmes=world.served.slugs(),
        source=str(source.pk),
    )  # fmt: skip
    part = [entry, replace(entry, amount=20_000), replace(entry, on=date(2026, 1, 1)), entry]
    female = replace(entry, categories=frozenset({("sex", "female")}))
    with transaction.atomic():
        post_columns([rules.columns_of(part)], kind="load", by=None, at=NOW)
        post([Entry.objects.get(seq=2).reversal()], kind="correction", by=world.leader, at=NOW)
        post_columns([rules.columns_of([female])], kind="load", by=None, at=NOW)
    assert faults() == []
    return world


@contextmanager
def behind_the_guards() -> Iterator[None]:
    """As somebody does who can reach the database itself."""
    drop_guards(connection)
    yield
    put_guards(connection)


def told() -> list[str]:
    return [str(fault) for fault in faults()]


CHANGES = {
    "on": "date '2026-01-02'", "period_first_on": "date '2026-01-02'", "is_base": "false", "amount": "1",
    "qualifier": "'about'", "estimated": "true", "stated": "7", "reverses_id": "1",
}  # fmt: skip
OTHERS = {
    "indicator_id": "chungtay_indicator", "place_id": "chungtay_place", "holder_id": "chungtay_organisation",
    "combination_id": "chungtay_combination", "posting_id": "chungtay_posting",
}  # fmt: skip


@pytest.mark.parametrize("column", [*CHANGES, *OTHERS])
@pytest.mark.parametrize("seq", [3, 6])
def test_a_change_of_any_column_of_a_row_is_named(ledger: World, seq: int, column: str) -> None:
    """Entry 3 lies among others, 6 is alone in its posting: all its columns are shared."""
    key = "number" if column == "posting_id" else "id"
    value = CHANGES.get(column, "")
    if column in OTHERS:
        other = f"select {column} from chungtay_entry where seq = {seq}"
        value = f"(select max(cast({key} as text)) from {OTHERS[column]} where {key} not in ({other}))"
        value = f"cast({value} as {'bigint' if key == 'number' else 'uuid'})" if _is_postgresql() else value
    if not _is_postgresql():
        value = value.replace("date ", "")
    with behind_the_guards(), connection.cursor() as cursor:
        cursor.execute(f'update chungtay_entry set "{column}" = {value} where seq = {seq}')
    assert any(f"entry {seq} " in fault.lower() for fault in told()), told()


def _is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def test_a_row_that_is_gone_and_one_that_nobody_posted_are_named(ledger: World) -> None:
    with behind_the_guards():
        entry = Entry.objects.get(seq=4)
        Entry.objects.filter(seq=1).delete()
        entry.seq = 9
        Entry.objects.bulk_create([entry])
    assert "Entry 1 of posting 1 is missing." in told()


def test_a_second_reversal_and_an_unequal_one_are_named(ledger: World) -> None:
    with behind_the_guards(), connection.cursor() as cursor:
        cursor.execute("update chungtay_entry set amount = 5 where seq = 5")
    assert "Entry 5 does not take back entry 2." in told()


def test_bytes_hash_or_head_that_were_altered_are_named(ledger: World) -> None:
    two = Posting.objects.get(number=2)
    with behind_the_guards():
        Posting.objects.filter(number=2).update(canonical=bytes(two.canonical).replace(b"-20000", b"-10000"))
    assert {
        "The bytes of posting 2 do not give its hash.",
        "Entry 5 of posting 2 differs from what was written.",
    } <= {*told()}
    with behind_the_guards():
        Posting.objects.filter(number=2).update(canonical=two.canonical, kind="load")
    assert "Posting 2 differs from its bytes." in told()
    with behind_the_guards():
        Posting.objects.filter(number=2).update(kind=two.kind)
    assert told() == []
    LedgerHead.objects.update(hash="00" * 32)
    assert "The ledger does not end with the posting that its head names." in told()


def test_a_posting_that_is_gone_leaves_a_gap_that_is_named(ledger: World) -> None:
    with behind_the_guards():
        Entry.objects.filter(seq=6).delete()
        Posting.objects.filter(number=3).delete()
    assert "The ledger does not end with the posting that its head names." in told()


def test_a_cell_of_the_cube_that_lies_is_named_and_the_copy_is_given_up(ledger: World) -> None:
    with cube.caught_up(maps) as own:
        for shelf in own.shelves.of.values():
            for part in shelf.parts():
                part["amount"][:1] += 1
    assert any("cube" in fault for fault in told()), told()
    assert told() == [], "the next copy is read anew from the ledger"


def test_it_tells_how_much_was_looked_at(ledger: World) -> None:
    counted = {part.part: part.count for part in checked(TODAY)}
    assert (counted["chain and gaps"], counted["rows against bytes"], counted["cells of the cube"]) == (
        6,
        6,
        6,
    )
    assert counted["reversals"] == 1
