"""Entries as columns: whatever is written comes back as it was, and the same entries give the same bytes."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.ledger import (
    Columns,
    Entry,
    Posting,
    Qualifier,
    Window,
    canonical_bytes,
    columns_of,
    entries_of,
    posted,
    read_body,
)
from chungtay.rules.ledger.postings import COLUMNS, TABLES
from tests.rules.book import NOW, book

LEAST, MOST = -(2**63), 2**63 - 1
NAMES = st.text(max_size=6)
AMOUNTS = st.integers(LEAST, MOST) | st.sampled_from([0, LEAST, MOST, 127, 128, -128, -129, 2**31 - 1, 2**31])


@st.composite
def changes(draw: st.DrawFn) -> Entry:
    on = draw(st.dates())
    first = draw(st.none() | st.dates(max_value=on))
    return Entry(
        indicator=draw(NAMES),
        place=draw(NAMES),
        on=on,
        holder=draw(NAMES),
        amount=draw(AMOUNTS),
        programmes=draw(st.frozensets(NAMES, max_size=3)),
        categories=draw(st.frozensets(st.tuples(NAMES, NAMES), max_size=3)),
        breakdown=draw(NAMES),
        qualifier=draw(st.sampled_from(Qualifier)),
        period=Window(first, on) if first else None,
        source=draw(NAMES),
        estimated=draw(st.booleans()),
        stated=draw(st.none() | AMOUNTS),
        reverses=draw(st.none() | st.integers(1, MOST)),
    )


def written(entries: list[Entry]) -> tuple[Posting, list[Entry]]:
    return posted(entries, after=None, kind="load", by="leader", recorded_at=NOW)


@given(entries=st.lists(changes(), min_size=1, max_size=8))
def test_what_is_written_comes_back_as_it_was(entries: list[Entry]) -> None:
    posting, numbered = written(entries)
    assert entries_of(read_body(posting.body)) == numbered


@given(entries=st.lists(changes(), min_size=1, max_size=8), data=st.data())
def test_tables_in_any_order_and_with_more_than_is_used_give_the_same_bytes(
    entries: list[Entry], data: st.DataObject
) -> None:
    posting, _ = written(entries)
    columns = columns_of(entries)
    tables, numbers = {}, dict(columns.numbers)
    for name in TABLES:
        more = () if name in ("cell", "programmes") else "unused"
        held = [*columns.tables[name], *([] if more in columns.tables[name] else [more])]
        turned = data.draw(st.permutations(range(len(held))))
        tables[name] = [held[old] for old in turned]
        column = numbers[name]
        assert not isinstance(column, int)
        numbers[name] = [turned.index(number) for number in column]
    assert canonical_bytes(posting, Columns(len(entries), tables, numbers)) == posting.body


def test_a_number_that_all_entries_share_may_be_given_once() -> None:
    entries = book("2025-03-01 Alder 6\n2025-03-01 Alder 6\n2025-03-01 Alder 6")
    entries = [replace(entry, source="load") for entry in entries]
    columns, (posting, _) = columns_of(entries), written(entries)
    shared = {
        name: numbers if isinstance(numbers, int) else numbers[0] for name, numbers in columns.numbers.items()
    }
    assert canonical_bytes(posting, Columns(3, columns.tables, dict(shared))) == posting.body
    body = read_body(posting.body)
    assert (body.count, body.column("amount")) == (3, 60_000)
    assert [body.column(name) for name in COLUMNS if body.column(name)] == [
        date(2025, 3, 1).toordinal(),
        60_000,
    ]


@pytest.mark.parametrize(
    ("amounts", "width"),
    [
        ("0 127", 1), ("-128 0", 1), ("0 128", 2), ("-129 0", 2), ("0 32767", 2), ("0 32768", 4), ("-32769 0", 4),
        ("0 2147483647", 4), ("0 2147483648", 8), ("-9223372036854775808 9223372036854775807", 8),
    ],
)  # fmt: skip
def test_a_column_is_as_narrow_as_its_numbers_allow(amounts: str, width: int) -> None:
    entry = book("2025-03-01 Alder 6")[0]
    said = [int(amount) for amount in amounts.split()]
    posting, _ = written([replace(entry, amount=amount) for amount in said])
    body = read_body(posting.body)
    column = body.column("amount")
    assert body.header["columns"] == [["amount", width]]
    assert not isinstance(column, int) and column.tolist() == said


def test_a_posting_of_nothing_and_an_amount_beyond_64_bits_are_refused() -> None:
    entry = book("2025-03-01 Alder 6")[0]
    with pytest.raises(AssertionError, match="writes something"):
        written([])
    with pytest.raises(AssertionError, match="64 bits"):
        written([replace(entry, amount=2**63)])
    with pytest.raises(AssertionError, match="a period ends on its day"):
        written([replace(entry, period=Window(date(2025, 1, 1), date(2025, 12, 31)))])


@pytest.mark.parametrize("spoilt", ["", "{}\n", "[1]\n", "\n", "shorter", "longer", "format", "column"])
def test_bytes_of_another_kind_are_refused(spoilt: str) -> None:
    posting, _ = written(book("2025-03-01 Alder 6\n2025-03-02 Birch 7"))
    body = {
        "shorter": posting.body[:-1],
        "longer": posting.body + b"0",
        "format": posting.body.replace(b'"format":2', b'"format":3'),
        "column": posting.body.replace(b'"stated":0', b'"started":0'),
    }.get(spoilt, spoilt.encode())
    with pytest.raises(ValueError, match=r".+"):
        read_body(body)
