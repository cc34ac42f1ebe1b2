"""The chain of postings: stable bytes, and any single change is noticed."""

import struct
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.ledger import (
    Entry,
    Posting,
    Qualifier,
    canonical_bytes,
    chain_hash,
    columns_of,
    posting_at,
    reversal_of,
    verify_chain,
)
from chungtay.rules.messages import RuleBroken
from tests.rules.book import NOW, Ledger, asked, book, window


def ledger_of_three() -> Ledger:
    ledger = Ledger()
    ledger.post(book("2025-03-01 Alder 6 nearly for=b,a people=kinh sex=female\n2025-03-02 Birch 1.5"))
    ledger.post(book("2025-12-31 Đăk_Blô 2 period=2025"))
    ledger.post([reversal_of(ledger.entries[1], ledger.entries), *book("2025-03-02 Birch 2")])
    return ledger


def test_entries_are_numbered_without_a_gap() -> None:
    ledger = ledger_of_three()
    assert [(entry.seq, entry.posting) for entry in ledger.entries] == [
        (1, 1),
        (2, 1),
        (3, 2),
        (4, 3),
        (5, 3),
    ]
    assert [(posting.number, posting.first, posting.last) for posting in ledger.postings] == [
        (1, 1, 2), (2, 3, 3), (3, 4, 5),
    ]  # fmt: skip


def test_the_bytes_never_change() -> None:
    # Who changes this text breaks every ledger in use: write a new FORMAT beside it instead.
    first, second, _ = ledger_of_three().postings
    line, _, columns = first.body.partition(b"\n")
    assert line.decode() == (
        '{"by":"leader","columns":[["place",1],["programmes",1],["cell",1],["source",1],["on",4],["amount",4],'
        '["flags",1]],"constants":{"breakdown":0,"holder":0,"indicator":0,"period_first":0,"reverses":0,'
        '"stated":0},"first":1,"format":2,"kind":"approval","last":2,"number":1,'
        '"recorded_at":"2026-03-20T03:00:00.000000+00:00","tables":{"breakdown":[""],'
        '"cell":[[],[["people","kinh"],["sex","female"]]],"holder":["union"],"indicator":["sessions"],'
        '"place":["Alder","Birch"],"programmes":[[],["a","b"]],"source":["line 1","line 2"]}}'
    )
    days = (date(2025, 3, 1).toordinal(), date(2025, 3, 2).toordinal())
    assert columns == struct.pack("<2b2b2b2b2i2i2b", 0, 1, 1, 0, 1, 0, 0, 1, *days, 60_000, 15_000, 1, 0)
    assert first.hash.hex() == "45446f404e8a8770bdf687a546d59176db8f8085da2b1ea2bcf6f6ff964591ea"
    assert '"place":["Đăk_Blô"]' in second.body.partition(b"\n")[0].decode()
    assert second.body.endswith(b"}\n"), "one entry needs no columns"


def faults(postings: list[Posting], entries: list[Entry]) -> list[str]:
    return [str(message) for message in verify_chain(postings, entries)]


def test_a_chain_as_it_was_written_has_no_fault() -> None:
    ledger = ledger_of_three()
    assert faults(ledger.postings, ledger.entries) == []
    assert faults(ledger.postings[::-1], ledger.entries[::-1]) == []
    assert faults([], []) == []
    assert verify_chain(ledger.postings, ledger.entries, head=ledger.postings[-1].hash) == []


def test_a_chain_whose_end_was_cut_off_is_noticed_by_its_head() -> None:
    ledger = ledger_of_three()
    head = ledger.postings[-1].hash
    assert faults(ledger.postings[:2], ledger.entries[:3]) == []
    (message,) = verify_chain(ledger.postings[:2], ledger.entries[:3], head=head)
    assert str(message) == "The ledger does not end with the posting that its head names."


def test_each_fault_is_named() -> None:
    ledger = ledger_of_three()
    (one, two, three), entries = ledger.postings, ledger.entries
    altered = [replace(entry, amount=1) if entry.seq == 3 else entry for entry in entries]
    lost = [entry for entry in entries if entry.seq != 1]
    forged = replace(two, body=two.body.replace(b'"amount":20000', b'"amount":90000'))
    assert faults([one, two, three], altered) == ["Entry 3 of posting 2 differs from what was written."]
    assert faults([one, two, three], lost) == ["Entry 1 of posting 1 is missing."]
    assert faults([one, three], entries) == [
        "Entry 3 belongs to posting 2, which is missing.",
        "Posting 2 is missing before posting 3.",
    ]
    assert faults([two, three], entries[2:])[0] == "Posting 1 is missing before posting 2."
    assert faults([one, two, replace(three, previous_hash=one.hash)], entries) == [
        "Posting 3 does not follow from the posting before it.",
        "The bytes of posting 3 do not give its hash.",
    ]
    assert faults([one, forged, three], entries) == ["The bytes of posting 2 do not give its hash."]
    assert faults([one, replace(two, by="stranger"), three], entries) == ["Posting 2 differs from its bytes."]
    unread = replace(one, body=b"{}\n", hash=chain_hash(one.previous_hash, b"{}\n"))
    assert faults([unread, two, three], entries) == [
        "The bytes of posting 1 cannot be read.",
        "Posting 2 does not follow from the posting before it.",
    ]
    twice = [*entries, entries[0]]
    assert faults([one, two, three], twice) == ["Entry 1 does not belong to posting 1 or stands in it twice."]


def test_a_gap_between_postings_is_named() -> None:
    ledger = ledger_of_three()
    one, two, three = ledger.postings
    moved = replace(two, first=4, last=4)
    assert "Posting 2 begins at entry 4 instead of 3." in faults([one, moved, three], ledger.entries)


ENTRY_CHANGES: dict[str, object] = {
    "indicator": "clubs", "place": "Gum", "on": NOW.date(), "holder": "ministry", "amount": 7,
    "programmes": frozenset("x"), "categories": frozenset({("age", "old")}), "breakdown": "ages",
    "qualifier": Qualifier.OVER, "period": window("2019"), "source": "elsewhere", "estimated": True,
    "stated": 5, "reverses": 1, "seq": 9, "posting": 2,
}  # fmt: skip
POSTING_CHANGES: dict[str, object] = {
    "number": 4, "first": 2, "last": 9, "kind": "load", "by": "stranger", "recorded_at": NOW + timedelta(1),
    "previous_hash": bytes(31) + b"x", "body": b"{}\n", "hash": bytes(32),
}  # fmt: skip


@pytest.mark.parametrize("field", ENTRY_CHANGES)
def test_a_change_of_any_one_thing_in_an_entry_is_noticed(field: str) -> None:
    ledger = ledger_of_three()
    altered = replace(ledger.entries[0], **{field: ENTRY_CHANGES[field]})  # type: ignore[arg-type]
    entries = [altered, *ledger.entries[1:]]
    assert faults(ledger.postings, entries)


@pytest.mark.parametrize("field", POSTING_CHANGES)
def test_a_change_of_any_one_thing_in_a_posting_is_noticed(field: str) -> None:
    ledger = ledger_of_three()
    for spot in range(3):
        postings = list(ledger.postings)
        postings[spot] = replace(postings[spot], **{field: POSTING_CHANGES[field]})  # type: ignore[arg-type]
        assert postings == ledger.postings or faults(postings, ledger.entries), spot


def test_every_field_of_an_entry_and_a_posting_is_tried() -> None:
    assert set(ENTRY_CHANGES) == set(Entry.__slots__)
    assert set(POSTING_CHANGES) == set(Posting.__slots__)


@given(spot=st.integers(0, 2), byte=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_one_changed_bit_in_the_written_bytes_is_noticed(spot: int, byte: int, bit: int) -> None:
    ledger = ledger_of_three()
    body = bytearray(ledger.postings[spot].body)
    body[byte % len(body)] ^= 1 << bit
    postings = list(ledger.postings)
    postings[spot] = replace(postings[spot], body=bytes(body))
    assert faults(postings, ledger.entries)


def test_a_forger_who_recomputes_one_hash_is_caught_by_the_next() -> None:
    ledger = ledger_of_three()
    entries = [replace(entry, amount=1) if entry.seq == 3 else entry for entry in ledger.entries]
    again = Ledger()
    again.postings, again.entries = ledger.postings[:1], ledger.entries[:2]
    again.post([replace(entries[2], seq=0, posting=0)])
    assert faults([*again.postings, ledger.postings[2]], entries) == [
        "Posting 3 does not follow from the posting before it."
    ]


def test_the_order_of_sets_does_not_change_the_bytes() -> None:
    ledger = ledger_of_three()
    entry = ledger.entries[0]
    turned = replace(
        entry,
        programmes=frozenset(sorted(entry.programmes, key=str)),
        categories=frozenset(sorted(entry.categories, reverse=True)),
    )
    posting = ledger.postings[0]
    assert canonical_bytes(posting, columns_of([turned, ledger.entries[1]])) == posting.body


def test_a_reversal_takes_back_the_whole_entry_once() -> None:
    ledger = Ledger()
    entry = ledger.post(book("2025-03-01 Elm 6 nearly for=a sex=female"))[0]
    (taken_back,) = ledger.post([reversal_of(entry, ledger.entries)])
    assert taken_back.amount == -entry.amount and taken_back.reverses == 1
    assert asked(ledger.entries) == ["= -"]
    assert asked(ledger.entries, as_known_at=1) == ["= 6 nearly"]
    with pytest.raises(RuleBroken, match="reversed already, by entry 2"):
        reversal_of(entry, ledger.entries)
    with pytest.raises(RuleBroken, match="itself a reversal"):
        reversal_of(taken_back, ledger.entries)


def test_a_second_or_unequal_reversal_in_the_ledger_is_named() -> None:
    ledger = Ledger()
    entry = ledger.post(book("2025-03-01 Elm 6"))[0]
    back = reversal_of(entry, ledger.entries)
    ledger.post([back])
    ledger.post([back])
    assert faults(ledger.postings, ledger.entries) == ["Entry 1 is reversed a second time by 3."]
    other = Ledger()
    other.post(book("2025-03-01 Elm 6"))
    other.post([replace(back, amount=-1)])
    assert faults(other.postings, other.entries) == ["Entry 2 does not take back entry 1."]


def test_what_was_known_at_a_moment_is_a_whole_number_of_postings() -> None:
    ledger = ledger_of_three()
    postings = [
        replace(posting, recorded_at=NOW + timedelta(days=i)) for i, posting in enumerate(ledger.postings)
    ]
    moments = [NOW - timedelta(1), NOW, NOW + timedelta(hours=30), NOW + timedelta(9)]
    assert [posting_at(postings, moment) for moment in moments] == [0, 1, 2, 3]
