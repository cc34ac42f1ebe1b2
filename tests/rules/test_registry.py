"""Numbers of papers: how they are written, read back, and given one after the other."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.messages import RuleBroken
from chungtay.rules.registry import (
    SOURCES,
    TYPES,
    Bears,
    BookFacts,
    Given,
    Grammar,
    PaperFacts,
    Read,
    Typed,
    check_bearing,
    check_book,
    check_entry,
    check_voiding,
    code_of,
    is_code,
    next_number,
    read_number,
    same_number,
    written_number,
)
from chungtay.rules.tables import named_rows

# One table both ways: what is written so is read so.
NUMBERS = """
written                            | grammar | number | suffix | year | type | bodies
01/KH-BTV                          | state   | 1      |        |      | KH   | BTV
09/BC-BTV                          | state   | 9      |        |      | BC   | BTV
10/BC-BTV                          | state   | 10     |        |      | BC   | BTV
56/KH-BTV                          | state   | 56     |        |      | KH   | BTV
468/KH-HLHPNVN-UBDT                | state   | 468    |        |      | KH   | HLHPNVN UBDT
456/UBDT-DTTS                      | state   | 456    |        |      |      | UBDT DTTS
12/UBND                            | state   | 12     |        |      |      | UBND
12a/KH-BTV                         | state   | 12     | a      |      | KH   | BTV
07đ/HLHPN-VP                       | state   | 7      | đ      |      |      | HLHPN VP
05/CTr-BTV                         | state   | 5      |        |      | CTr  | BTV
05/CT-BTV                          | state   | 5      |        |      | CT   | BTV
31/QyĐ-HLHPN                       | state   | 31     |        |      | QyĐ  | HLHPN
33/TTr-BTV                         | state   | 33     |        |      | TTr  | BTV
02/BGN-HLHPN                       | state   | 2      |        |      | BGN  | HLHPN
1024/QĐ-BNG                        | state   | 1024   |        |      | QĐ   | BNG
403/2017/NQLT-UBTVQH14-CP-ĐCTUBTW  | state   | 403    |        | 2017 | NQLT | UBTVQH14 CP ĐCTUBTW
09/2025/TT-BDTTG                   | state   | 9      |        | 2025 |      | TT BDTTG
127-QĐ/TW                          | party   | 127    |        |      | QĐ   | TW
06-NQ/BCH                          | party   | 6      |        |      | NQ   | BCH
36-HD/VPTW                         | party   | 36     |        |      | HD   | VPTW
03-CV/TU                           | party   | 3      |        |      |      | TU
45/ສຍຂ                             | state   | 45     |        |      |      | ສຍຂ
"""
ROWS = named_rows(NUMBERS.strip())

# Typed by people, and what it is.
TYPED = """
typed                       | is
Số: 5/KH-BTV                | 05/KH-BTV
Số 127 - QĐ / TW            | 127-QĐ/TW
số:05/kh-BTV                | 05/KH-BTV
5/CTR-BTV                   | 05/CTr-BTV
5/TTR-BTV                   | 05/TTr-BTV
005/KH-BTV                  | 05/KH-BTV
12A/KH-BTV                  | 12a/KH-BTV
468/KH–HLHPNVN–UBDT         | 468/KH-HLHPNVN-UBDT
18/KHPH/HPN-BĐBP            | 18/KHPH-HPN-BĐBP
ເລກທີ 45/ສຍຂ                | 45/ສຍຂ
"""
UNREADABLE = [
    "", " ", "KH-BTV", "5", "5/", "/KH-BTV", "0/KH-BTV", "00/KH-BTV", "5/KH-", "5//BTV", "5/../../etc", "5/KH-B TV",
    "=1+1", "{{ number }}", "5/<b>-BTV", "9999999/KH-BTV", "5-XX/TW", "5/" + "X" * 41,
]  # fmt: skip


def read_of(row: dict[str, str]) -> Read:
    return Read(
        int(row["number"]), Grammar(row["grammar"]), row["type"], tuple(row["bodies"].split()), row["suffix"],
        int(row["year"]) if row["year"] else None,
    )  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["written"])
def test_a_number_is_written_and_read_by_one_table(row: dict[str, str]) -> None:
    read = read_of(row)
    assert read_number(row["written"]) == read
    assert row["written"] == written_number(
        read.number, grammar=read.grammar, type_code=read.type_code, bodies=read.bodies, suffix=read.suffix,
        year=read.year,
    )  # fmt: skip


@pytest.mark.parametrize("row", named_rows(TYPED.strip()), ids=lambda row: row["typed"])
def test_however_it_is_typed_it_is_the_same_number(row: dict[str, str]) -> None:
    assert same_number(row["typed"], row["is"])


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_no_number_is_refused_with_how_to_write_it(text: str) -> None:
    with pytest.raises(RuleBroken, match="05/KH-BTV"):
        read_number(text)


def test_a_paper_that_waits_has_a_blank_for_the_pen() -> None:
    assert written_number(None, grammar="state", type_code="KH", bodies=["BTV"]) == "     /KH-BTV"
    assert written_number(None, grammar="party", type_code="", bodies=["TU"]) == "     -CV/TU"


def test_several_bodies_make_a_paper_joint_but_not_a_dispatch() -> None:
    assert read_number("468/KH-HLHPNVN-UBDT").is_joint
    assert not read_number("456/UBDT-DTTS").is_joint


codes = st.text(alphabet="ABCĐGHKLMNPQTUVXY", min_size=2, max_size=8).filter(lambda code: code not in TYPES)


@given(
    st.integers(1, 999_999), st.sampled_from(list(Grammar)), st.sampled_from(["", *sorted(TYPES)]),
    st.lists(codes, min_size=1, max_size=4), st.sampled_from(["", "a", "b", "đ", "bis"]),
)  # fmt: skip
def test_whatever_is_written_is_read_back(
    number: int, grammar: Grammar, code: str, bodies: list[str], suffix: str
) -> None:
    if code == "CV" and grammar is Grammar.PARTY:
        code = ""  # a dispatch there
    written = written_number(number, grammar=grammar, type_code=code, bodies=bodies, suffix=suffix)
    read = read_number(written)
    assert read == Read(number, grammar, code, tuple(bodies), suffix)
    assert read_number(f"Số: {written.replace('/', ' / ')}") == read


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        assert read_number(text).number > 0
    except RuleBroken as problem:
        assert problem.messages[0].where == "number"


def test_every_type_has_its_source() -> None:
    assert all(SOURCES.values()) and len(TYPES) == len(SOURCES)
    decree = {code for code, source in SOURCES.items() if "30/2020" in source}
    assert len(decree) == 30
    assert {"QyĐ", "CTr", "TTr", "TrS"} <= decree
    assert [code_of(name) for name in ("Kế hoạch", "chương  trình", "Công văn", "Bài báo")] == [
        "KH", "CTr", "", "",
    ]  # fmt: skip
    assert all(map(is_code, TYPES))


# The turn of numbers.

MARCH, APRIL = date(2026, 3, 20), date(2026, 4, 2)
BOOK = BookFacts(name="Sổ văn bản đi", way="outgoing")
PAPER = PaperFacts(symbols=[("Union of Oakshire", "BTV")])
TWO = [Given(number=1, on=date(2026, 1, 5), title="First"), Given(number=2, on=MARCH, title="Second")]


def test_numbers_count_from_one_and_leave_no_gap() -> None:
    assert [next_number([]), next_number([1, 2]), next_number([], after=57), next_number([58], after=57)] == [
        1, 3, 58, 59,
    ]  # fmt: skip


REFUSED = """
what                                              | book       | paper    | on         | typed | said
a closed register                                 | ended      |          | 2026-04-02 |       | is closed
another type                                  | only QĐ BC | KH       | 2026-04-02 |       | numbers BC, QĐ only
another body's paper                          |            | other's  | 2026-04-02 |       | another body's
a paper whose signed scan is kept             |            | closed   | 2026-04-02 |       | nothing of it changes
a paper with a number                         |            | numbered | 2026-04-02 |       | bears the number 09
a body without a symbol                           |            | nameless | 2026-04-02 |       | has no symbol
a day to come                                     |            |          | 2026-04-03 |       | still to come
another day than the paper says               |            | of march | 2026-04-02 |       | on which it was signed
a day before the last number                  |            |          | 2026-03-19 |       | say why it comes later
a register on paper gives none by itself          | on paper   |          | 2026-04-02 |       | kept on paper
a register kept here takes none that is typed |            |          | 2026-04-02 | 3     | gives its numbers
a letter behind a number that was not given       |            |          | 2026-04-02 | 9a    | not given yet
a number that is taken                        | on paper   |          | 2026-04-02 | 2     | taken: “Second”
a number that a paper outside the register bears  | on paper   |      | 2026-04-02 | 7     | taken: “Elsewhere”
nought                                            | on paper   |          | 2026-04-02 | 0     | 1 or more
a sign behind the number                          | on paper   |          | 2026-04-02 | 3%    | only letters
a paper that came before it was signed        | incoming   | of april | 2026-03-20 |       | cannot have come in
"""
BOOKS = {
    "": BOOK,
    "ended": replace(BOOK, has_ended=True),
    "only QĐ BC": replace(BOOK, types=["QĐ", "BC"]),
    "on paper": replace(BOOK, is_kept_here=False),
    "incoming": replace(BOOK, way="incoming"),
}
PAPERS = {
    "": PAPER,
    "KH": replace(PAPER, type_code="KH"),
    "other's": replace(PAPER, is_holders=False),
    "closed": replace(PAPER, is_closed=True),
    "numbered": replace(PAPER, number="09/KH-BTV"),
    "nameless": replace(PAPER, symbols=[("Union of Oakshire", "")]),
    "of march": replace(PAPER, issued_on=MARCH),
    "of april": replace(PAPER, issued_on=APRIL),
}


def typed(text: str) -> Typed | None:
    if not text:
        return None
    digits = "".join(letter for letter in text if letter.isdigit())
    taken = "Elsewhere" if text == "7" else ""
    return Typed(number=int(digits), suffix=text[len(digits) :], taken_by=taken)


@pytest.mark.parametrize("row", named_rows(REFUSED.strip()), ids=lambda row: row["what"])
def test_a_number_is_refused_with_what_to_do(row: dict[str, str]) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_entry(
            BOOKS[row["book"]], PAPERS[row["paper"]], on=date.fromisoformat(row["on"]), today=APRIL, given=TWO,
            typed=typed(row["typed"]),
        )  # fmt: skip
    assert [message for message in refused.value.messages if row["said"] in str(message)]
    assert len(refused.value.messages) == 1


def test_all_that_is_wrong_is_said_at_once() -> None:
    paper = replace(PAPER, is_holders=False, number="09/KH-BTV", symbols=[("Union", "")])
    with pytest.raises(RuleBroken) as refused:
        check_entry(
            replace(BOOK, has_ended=True, is_kept_here=False),
            paper,
            on=date(2027, 1, 1),
            today=APRIL,
            given=TWO,
        )
    assert len(refused.value.messages) == 6


ALLOWED = """
what                                               | book     | paper    | on         | typed | why
the next one                                       |          |          | 2026-04-02 |       |
of the same day as the last                        |          |          | 2026-03-20 |       |
of an earlier day, with a word                     |          |          | 2026-03-19 |       | the leader was away
with a letter behind one that was given            |          |          | 2026-01-06 | 1a    |
typed where the register is on paper               | on paper |          | 2026-04-02 | 57    |
typed there of any day                             | on paper |          | 2026-01-02 | 3     |
into an incoming register, another body's paper    | incoming | other's  | 2026-04-02 |       |
into an incoming register, with its own number     | incoming | numbered | 2026-04-02 |       |
into an incoming register, closed                  | incoming | closed   | 2026-04-02 |       |
"""


@pytest.mark.parametrize("row", named_rows(ALLOWED.strip()), ids=lambda row: row["what"])
def test_a_number_is_given(row: dict[str, str]) -> None:
    check_entry(
        BOOKS[row["book"]], PAPERS[row["paper"]], on=date.fromisoformat(row["on"]), today=APRIL, given=TWO,
        typed=typed(row["typed"]), reason=row["why"],
    )  # fmt: skip


def test_a_paper_that_bears_the_next_number_already_takes_its_place() -> None:
    paper = replace(PAPER, number="03/KH-BTV")
    check_entry(BOOK, paper, on=APRIL, today=APRIL, given=TWO, typed=Typed(number=3, is_borne=True))
    with pytest.raises(RuleBroken, match="gives its numbers itself"):
        check_entry(BOOK, paper, on=APRIL, today=APRIL, given=TWO, typed=Typed(number=5, is_borne=True))


def test_a_void_number_says_why_and_is_void_once() -> None:
    check_voiding(reason="Typed twice", is_void=False, is_closed=False)
    with pytest.raises(RuleBroken) as refused:
        check_voiding(reason=" ", is_void=True, is_closed=True)
    assert len(refused.value.messages) == 3


def test_a_register_needs_a_name_a_grammar_and_a_symbol() -> None:
    good = {
        "name": "Sổ đi",
        "way": "outgoing",
        "grammar": "state",
        "types": [],
        "unknown": [],
        "symbol": "BTV",
    }
    check_book(**good, alike=False)
    check_book(**{**good, "way": "incoming", "grammar": "", "symbol": ""}, alike=False)
    with pytest.raises(RuleBroken) as refused:
        check_book(**{**good, "name": "", "grammar": "", "symbol": "B/V", "unknown": ["=1"]}, alike=True)
    assert len(refused.value.messages) == 5


def test_a_paper_bears_on_earlier_ones_only() -> None:
    facts = Bears(bearing="cancels", same=False, on=APRIL, other_on=MARCH)
    check_bearing(facts)
    check_bearing(replace(facts, on=None))
    with pytest.raises(RuleBroken) as refused:
        check_bearing(replace(facts, same=True, other_on=date(2026, 5, 1), noted=True, turned=True))
    assert len(refused.value.messages) == 4
