"""What is posted as columns stands in the ledger as if it had been posted entry by entry."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection, transaction

from chungtay.actions.ledger import post, post_columns, writing_many
from chungtay.answers.ledger import faults
from chungtay.models import Entry, LedgerHead, Posting, Source
from chungtay.models.guards import guard_names, present_guards
from chungtay.rules import ledger as rules
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db


def told(world: World, amounts: str, **more: object) -> list[rules.Entry]:
    """Entries in the words of the rules, one for each amount."""
    source = Source.objects.create(kind="load", label="figures.csv")
    entry = rules.Entry(
        indicator=str(world.indicators["sessions"].pk), place=str(world.places["Dogwood"].pk), on=TODAY,
        holder=str(world.bodies["dogwood"].pk), amount=0, programmes=world.served.slugs(), source=str(source.pk),
    )  # fmt: skip
    entry = replace(entry, **more)  # type: ignore[arg-type]
    return [replace(entry, amount=int(amount)) for amount in amounts.split()]


def loaded(*parts: list[rules.Entry]) -> list[Posting]:
    columns = [rules.columns_of(part) for part in parts]
    with writing_many(), transaction.atomic():
        return post_columns(columns, kind="load", by=None, at=NOW)


def test_rows_written_at_once_are_the_rows_that_were_meant(world: World) -> None:
    first = [*told(world, "5 -5 0"), *told(world, "7", on=date(2025, 1, 31), qualifier=rules.Qualifier.ABOUT)]
    second = told(world, "9", categories=frozenset({("sex", "female")}), estimated=True, stated=9)
    period = rules.Window(date(2026, 1, 1), TODAY)
    second += [
        *told(world, "1 2", period=period, breakdown="sex", categories=frozenset({("sex", "male")})),
        *told(world, "3", programmes=frozenset()),
    ]
    postings = loaded(first, second)
    assert [(posting.first_seq, posting.last_seq) for posting in postings] == [(1, 4), (5, 8)]
    kept = [replace(entry, seq=0, posting=0) for entry in Entry.objects.in_rules()]
    assert kept == first + second
    assert faults() == []
    assert (LedgerHead.objects.get().posting, LedgerHead.objects.get().seq) == (2, 8)


def test_both_ways_of_posting_follow_each_other_and_a_load_may_take_back(world: World) -> None:
    (posting,) = loaded(told(world, "5 6"))
    (back,) = told(world, "-6")
    back = replace(back, source=str(Entry.objects.get(seq=2).source_id), reverses=2)
    loaded([back], told(world, "8"))
    entry = Entry.objects.get(seq=1).reversal()
    post([entry], kind="correction", by=world.leader, at=NOW)
    assert (entry.seq, Entry.objects.get(seq=5).reverses_id, posting.number) == (5, 1, 1)
    assert faults() == []


def test_the_guards_stand_again_when_a_load_is_done_or_broken_off(world: World) -> None:
    loaded(told(world, "5"))
    assert present_guards(connection) == guard_names(connection.vendor)
    with pytest.raises(AssertionError, match="a place that is not kept"):
        loaded(told(world, "5"), told(world, "6", place=str(world.programme.pk)))
    assert present_guards(connection) == guard_names(connection.vendor)
    assert Posting.objects.count() == 1
    with pytest.raises(AssertionError, match="a programme that is not kept"):
        loaded(told(world, "6", programmes=frozenset({"other"})))


def test_a_posting_of_more_than_ten_thousand_is_refused(world: World) -> None:
    (entry,) = told(world, "5")
    with pytest.raises(AssertionError, match="10,000"):
        loaded([entry] * 10_001)
