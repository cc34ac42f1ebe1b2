"""The ledger refuses every change, also behind Django's back."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from chungtay.actions.deadlines import lay_deadlines
from chungtay.actions.documents import add_document
from chungtay.actions.ledger import post
from chungtay.actions.reviews import draft_review, freeze_review
from chungtay.answers.documents import file_path
from chungtay.answers.ledger import faults
from chungtay.models import Document, Entry, LedgerHead, Posting, Review, Source
from chungtay.models.guards import STEPS, drop_guards, guard_names, present_guards, put_guards
from chungtay.rules.ledger import verify_chain
from tests.actions import criticising, supervising
from tests.world import NOW, TODAY, World


@pytest.fixture
def entry(world: World) -> Entry:
    return posted(world, 30_000)


def posted(world: World, amount: int, reverses: Entry | None = None) -> Entry:
    entry = Entry(
        indicator=world.indicators["sessions"], place=world.places["Dogwood"], on=TODAY, served=world.served,
        holder=world.bodies["dogwood"], combination=world.cells[""], is_base=True, amount=amount,
        qualifier="exact", source=Source.objects.create(kind="load"), reverses=reverses,
    )  # fmt: skip
    post([entry], kind="load", by=world.officer, at=NOW)
    return entry


@pytest.mark.parametrize("change", ["update {} set note = 'otherwise'", "delete from {}"])
def test_a_step_of_a_supervision_or_a_criticism_stands(world: World, change: str) -> None:
    lay_deadlines(NOW)
    planned, taken_in = supervising.drawn(world), criticising.received(world)
    decided = {"move": "decide", "before": "planned", "after": "decided", "moved_at": NOW}
    for steps in (planned.steps, taken_in.steps):
        table = steps.model._meta.db_table
        steps.create(moved_by=world.provincial, **decided)
        with (
            pytest.raises(DatabaseError, match="stands"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change.format(table))
        assert steps.count()


def test_whatever_is_only_added_to_is_guarded() -> None:
    named = {name.removeprefix("guard_chungtay_") for name in guard_names(connection.vendor)}
    for table in STEPS:
        assert {f"{table}_update", f"{table}_delete"} <= named, table


@pytest.mark.django_db
def test_every_guard_stands() -> None:
    assert present_guards(connection) == guard_names(connection.vendor)


@pytest.mark.parametrize(
    "statement",
    [
        "update chungtay_entry set amount = 1",
        "delete from chungtay_entry",
        "update chungtay_posting set hash = ''",
        "delete from chungtay_posting",
        "update chungtay_auditline set post = ''",
    ],
)
def test_what_was_recorded_cannot_be_changed(entry: Entry, statement: str) -> None:
    if "auditline" in statement:
        from chungtay.models import AuditLine

        AuditLine.objects.create(number=1, at=NOW, post="x", act="x", kind="x", thing_id="x")
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_replacing_an_entry_is_refused_too(entry: Entry) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite can replace a row while inserting")
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("insert or replace into chungtay_entry select * from chungtay_entry")


def test_entries_are_numbered_without_gaps_and_chained(world: World) -> None:
    first = posted(world, 30_000)
    posted(world, 20_000)
    posted(world, -30_000, reverses=first)
    head = LedgerHead.objects.get()
    assert (head.posting, head.seq) == (3, 3)
    assert list(Entry.objects.values_list("seq", flat=True)) == [1, 2, 3]
    assert verify_chain([p.in_rules() for p in Posting.objects.all()], Entry.objects.in_rules()) == []


FROZEN_COLUMNS = [
    "canonical = x'00'", "fingerprint = 'f'", "frozen_at = null", "known_at_id = 1", "kind = 'final'",
    "first_on = '2025-01-01'", "last_on = '2027-01-01'", "map_on = '2020-01-01'",
]  # fmt: skip


@pytest.fixture
def frozen(world: World) -> Review:
    review = draft_review(
        world.programme, world.bodies["west"], kind="interim", title="x", first_on=date(2026, 1, 1),
        last_on=date(2026, 3, 1), by=world.provincial, at=NOW,
    )  # fmt: skip
    return freeze_review(review, by=world.leader, at=NOW)


@pytest.mark.parametrize("change", [*FROZEN_COLUMNS, ""])
def test_a_frozen_review_cannot_be_changed_or_deleted(frozen: Review, change: str) -> None:
    if connection.vendor == "postgresql":
        change = change.replace("x'00'", "'\\x00'::bytea")
    statement = f"update chungtay_review set {change}" if change else "delete from chungtay_review"
    with (
        pytest.raises(DatabaseError, match="never changes"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize("change", ["update chungtay_figure set actual = 1", "delete from chungtay_figure"])
def test_what_a_frozen_review_printed_cannot_be_changed_or_deleted(frozen: Review, change: str) -> None:
    assert frozen.figures.exists()
    with (
        pytest.raises(DatabaseError, match="never changes"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_a_frozen_review_may_still_be_numbered(frozen: Review) -> None:
    frozen.number = 7
    frozen.save(update_fields=["number"])
    assert Review.objects.get().number == 7


def test_the_check_finds_frozen_bytes_that_were_swapped(frozen: Review) -> None:
    assert faults() == []
    drop_guards(connection)
    Review.objects.update(canonical=b"{}")
    put_guards(connection)
    assert [str(fault) for fault in faults()] == ["The frozen review “x” differs from its fingerprint."]


def test_the_check_finds_a_kept_file_that_is_gone_or_altered(world: World) -> None:
    documents = [
        add_document(
            Document(type="Letter", title=text, holder=world.bodies["west"]), agreements=[world.programme],
            files=[(f"{text}.txt", text.encode(), "text/plain")], by=world.provincial, at=NOW,
        )
        for text in ("whole", "gone", "altered")
    ]  # fmt: skip
    _, gone, altered = [file_path(document.files.get().sha256) for document in documents]
    gone.unlink()
    altered.write_bytes(b"other")
    assert sorted(str(fault) for fault in faults()) == [
        "The file “altered.txt” is missing, or is no longer what was kept.",
        "The file “gone.txt” is missing, or is no longer what was kept.",
    ]
