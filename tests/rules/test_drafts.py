"""What is typed around the facts of a paper is read in one way, and written back so that it is read the same."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.papers.kinds import KINDS
from chungtay.rules.drafts import (
    BOXES,
    PAPERS,
    Box,
    DraftState,
    Prose,
    check_begun,
    check_numbering,
    check_scan,
    check_writing,
    read_duties,
    read_lines,
    read_values,
    state_of,
    written_duties,
)
from chungtay.rules.messages import RuleBroken
from chungtay.rules.registry import TYPES

DAY, AT = date(2026, 3, 20), datetime(2026, 3, 20, tzinfo=UTC)
WORD = st.from_regex(r"[A-ZĐa-zđ][a-zạếỗ ]{0,20}[a-z]", fullmatch=True)


def test_every_kind_of_paper_can_be_written() -> None:
    assert set(PAPERS) == set(KINDS) == set(BOXES)


def test_the_codes_are_those_of_the_register() -> None:
    assert {kind.code for kind in PAPERS.values()} - {""} <= set(TYPES)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("- Như trên;\n- Lưu: VT.", ("Như trên;", "Lưu: VT.")),
        ("  \n\nMột\n", ("Một",)),
        ("– Một\r\n• Hai", ("Một", "Hai")),
        ("{{ x }} & <b> #=1+1 ../../etc", ("{{ x }} & <b> #=1+1 ../../etc",)),
    ],
)
def test_one_item_a_line(typed: str, read: tuple[str, ...]) -> None:
    assert read_lines(typed) == read


@given(st.lists(st.tuples(WORD, st.lists(WORD, max_size=3)), max_size=4))
def test_duties_are_read_back_as_they_were_written(told: list[tuple[str, list[str]]]) -> None:
    duties = tuple(Prose(title=body, points=tuple(tasks)) for body, tasks in told)
    assert read_duties(written_duties(duties)) == duties


def test_every_wrong_box_is_named_at_once() -> None:
    typed = {"first_on": "31/02/2026", "budget": "much", "responsibilities": "- whose?", "invented": "x"}
    with pytest.raises(RuleBroken) as refused:
        read_values("supervision_plan", typed)
    assert {message.where for message in refused.value.messages} == set(typed)


@pytest.mark.parametrize(
    ("box", "typed"),
    [("venue", 3), ("venue", ["a"]), ("signers", "CHỦ TỊCH"), ("signers", [{}] * 7), ("venue", "x" * 40_001)],
)
def test_what_no_box_holds_is_refused(box: str, typed: object) -> None:
    with pytest.raises(RuleBroken):
        read_values("minutes", {box: typed})


def test_a_signer_without_post_and_name_is_none() -> None:
    read = read_values("plan", {"signers": [{"post": "CHỦ TỊCH"}, {"authority": "TM. BTV"}]})
    assert [one["post"] for one in read["signers"]] == ["CHỦ TỊCH"]


STATES = """
issued  closed  withdrawn  state      may be written  may get its scan
-       -       -          writing    yes             no
x       -       -          numbered   no              yes
x       x       -          closed     no              no
-       -       x          withdrawn  no              no
"""


@pytest.mark.parametrize("row", [line.split() for line in STATES.strip().splitlines()[1:]])
def test_a_paper_moves_only_as_the_table_says(row: list[str]) -> None:
    issued, closed, withdrawn, state, written, scanned = row
    moments = {f"{name}_at": AT if mark == "x" else None
               for name, mark in (("issued", issued), ("closed", closed), ("withdrawn", withdrawn))}  # fmt: skip
    assert state_of(**moments) == DraftState(state)
    assert (written == "yes") is allowed(check_writing, DraftState(state))
    assert (scanned == "yes") is allowed(check_scan, DraftState(state))


def allowed(check: object, state: DraftState) -> bool:
    try:
        check(state)  # type: ignore[operator]
    except RuleBroken:
        return False
    return True


NUMBERING = """
symbol  book  number  fault
yes     yes   -       -
yes     no    7       -
yes     no    -       number
yes     no    0       number
no      no    -       -
no      no    7       head.symbol
"""


@pytest.mark.parametrize("row", [line.split() for line in NUMBERING.strip().splitlines()[1:]])
def test_a_number_comes_from_a_register_or_is_typed(row: list[str]) -> None:
    symbol, book, number, fault = row
    said = check_numbering(
        on=DAY, today=DAY, has_symbol=symbol == "yes", has_book=book == "yes",
        number=None if number == "-" else int(number),
    )  # fmt: skip
    assert [message.where for message in said] == ([] if fault == "-" else [fault])


@pytest.mark.parametrize("paper", ["plan", "minutes", "greeting"])
def test_a_paper_is_begun_from_what_it_prints(paper: str) -> None:
    has = {"plan": False, "programme": False, "meeting": False}
    with pytest.raises(RuleBroken, match="Choose the"):
        check_begun(paper, title="", has=has)
    check_begun("dispatch", title="", has=has)


def test_every_box_is_read_somehow() -> None:
    assert {box for boxes in BOXES.values() for box in boxes.values()} <= set(Box)
