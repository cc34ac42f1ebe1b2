"""How a report moves, through whose hands, what it says as a whole and what differs between two sayings of it."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.messages import Phrase, RuleBroken
from chungtay.rules.reports import (
    Check,
    Hands,
    LineSaid,
    LineState,
    ReportState,
    Whole,
    WordsAsked,
    after,
    changes_between,
    check_approver,
    check_told,
    check_whole,
    fingerprint_of,
    is_odd,
    said_of,
    says_the_same,
)

STEPS = """
    from        step       to
    open        write      open
    returned    write      returned
    handed_in   write      -
    approved    write      -
    open        hand_in    handed_in
    returned    hand_in    handed_in
    handed_in   hand_in    -
    approved    hand_in    -
    handed_in   send_back  returned
    open        send_back  -
    approved    send_back  -
    handed_in   approve    approved
    open        approve    -
    returned    approve    -
    approved    approve    -
    approved    correct    approved
    handed_in   correct    -
    approved    reopen     returned
    open        reopen     -
    handed_in   reopen     -
    returned    reopen     -
"""


@pytest.mark.parametrize("row", STEPS.strip().splitlines()[1:], ids=lambda row: "-".join(row.split()))
def test_a_report_moves_as_the_table_says(row: str) -> None:
    state, step, reached = row.split()
    if reached == "-":
        with pytest.raises(RuleBroken):
            after(ReportState(state), step)
    else:
        assert after(ReportState(state), step) == reached


HANDS = """
    who       on_paper  alone  may
    typist    -         -      -
    typist    paper     -      -
    typist    paper     alone  yes
    typist    -         alone  -
    confirmer -         -      -
    confirmer paper     alone  yes
    first     -         -      -
    first     paper     -      yes
    other     -         -      yes
    other     paper     -      yes
"""


@pytest.mark.parametrize("row", HANDS.strip().splitlines()[1:], ids=lambda row: "-".join(row.split()))
def test_a_second_pair_of_eyes_agrees_at_each_level(row: str) -> None:
    who, paper, alone, may = row.split()
    hands = Hands(handed_in_by="typist", confirmed_by="confirmer", agreed_by=frozenset({"first"}))
    try:
        check_approver(hands, by=who, on_paper=paper == "paper", alone=alone == "alone")
    except RuleBroken:
        assert may == "-"
    else:
        assert may == "yes"


TOLD = """
    belongs  told_by  channel  wrong
    yes      -        -        -
    no       -        -        told_by
    no       Chair    phone    -
    no       Chair    pigeon   channel
    yes      Chair    radio    -
"""


@pytest.mark.parametrize("row", TOLD.strip().splitlines()[1:], ids=lambda row: "-".join(row.split()))
def test_who_types_for_others_says_who_told_and_how(row: str) -> None:
    belongs, told_by, channel, wrong = row.split()
    said = {"told_by": None if told_by == "-" else told_by, "channel": None if channel == "-" else channel}
    try:
        check_told(belongs=belongs == "yes", **said)
    except RuleBroken as problem:
        assert [message.where for message in problem.messages] == [wrong]
    else:
        assert wrong == "-"


def line(number: int, total: int | None, state: str = "given", **cells: int) -> LineSaid:
    told = {f"sex:{name}": amount * 10_000 for name, amount in cells.items()}
    amount = None if total is None else total * 10_000
    return LineSaid(
        number=number,
        state=state if total is not None else state,
        total=amount,
        qualifier="exact",
        cells=told,
    )


WHOLE = """
    lines             conditions  words  checks            comments  stops at
    1=3 2=9           -           -      -                 -         -
    1=3 2=9           -           -      hard:2<=1         -         check.1
    1=3 2=9           -           -      hard:2<=1         because   check.1
    1=3 2=9           -           -      soft:2<=1         -         check.1
    1=3 2=9           -           -      soft:2<=1         because   -
    1=3 2=-           -           -      hard:2<=1         -         -
    1=3 2=9           -           -      hard:2>=previous2 -         -
    1=3 2=7           -           -      hard:2>=previous2 -         check.1
    1=0 2=9           2:1>0       -      -                 -         2.total
    1=0 2=-           2:1>0       -      -                 -         -
    1=3 2=9           -           must   -                 -         words.1
    1=3 2=9           -           said   -                 -         -
    1=0 2=-           2:1>0       must   hard:1>0          -         words.1 check.1
"""


@pytest.mark.parametrize("row", WHOLE.strip().splitlines()[1:], ids=lambda row: "-".join(row.split()))
def test_what_stands_in_the_way_of_handing_in_is_told_together(row: str) -> None:
    figures, condition, words, check, comment, *stops = _columns(row)
    lines = [
        line(int(part[0]), None, "not_reported") if part[2:] == "-" else line(int(part[0]), int(part[2:]))
        for part in figures
    ]
    checks = []
    if check != "-":
        severity, expression = check.split(":")
        expression = expression.replace("previous", "previous ")
        checks = [Check(number=1, expression=expression, severity=severity, words=Phrase("Sai"))]
    whole = Whole(
        lines=lines,
        conditions={int(condition[0]): condition[2:]} if condition != "-" else {},
        words_asked=[WordsAsked(number=1, title=Phrase("Khó khăn"), is_required=True)]
        if words != "-"
        else [],
        narratives={1: "Xa"} if words == "said" else {},
        checks=checks,
        comments={1: comment} if comment != "-" else {},
        previous={(2, ""): 80_000},
    )
    wanted = [one for one in stops if one != "-"]
    try:
        check_whole(whole)
    except RuleBroken as problem:
        assert [message.where for message in problem.messages] == wanted
    else:
        assert wanted == []


def _columns(row: str) -> list:  # type: ignore[type-arg]
    figures = [part for part in row.split() if "=" in part and part[0].isdigit() and part[1] == "="]
    return [figures, *row.split()[len(figures) :]]


def test_what_is_unfinished_is_told_once_a_line_in_the_order_of_the_form() -> None:
    whole = Whole(lines=[], unfinished={"10.total": "x", "2.total": "y", "2.sex:female": "z"})
    with pytest.raises(RuleBroken) as stopped:
        check_whole(whole)
    assert [message.where for message in stopped.value.messages] == ["2.total", "10.total"]


CHANGES = """
    before               after                changes
    1=3                  1=3                  -
    1=3                  1=30                 1total
    1=3                  1=-                  1total
    -                    1=3                  1total
    1=-                  1=x                  1state
    1=3,female=2         1=3,female=1         1cell
    1=3                  1=3,female=1         1cell
    1=3 2=5              1=4 2=6              1total 2total
"""


@pytest.mark.parametrize("row", CHANGES.strip().splitlines()[1:])
def test_what_changed_is_told_field_by_field(row: str) -> None:
    before, now, wanted = (row[4:][a:b].split() for a, b in ((0, 21), (21, 42), (42, 99)))
    found = changes_between(_said(before), _said(now))
    assert [f"{one.number}{one.part}" for one in found] == [one for one in wanted if one != "-"]


def _said(parts: list[str]) -> Mapping[str, object]:
    lines = []
    for part in parts:
        if part == "-":
            continue
        figure, *cells = part.split(",")
        number, value = figure.split("=")
        if value in ("-", "x"):
            lines.append(line(int(number), None, "not_reported" if value == "-" else "not_applicable"))
        else:
            lines.append(
                line(int(number), int(value), **{c.split("=")[0]: int(c.split("=")[1]) for c in cells})
            )
    return said_of(lines)


ODD = [
    (10, 10, False),
    (10, 50, True),
    (50, 10, True),
    (10, 49, False),
    (0, 4, False),
    (0, 5, True),
    (9, 0, True),
]


@pytest.mark.parametrize(("before", "now", "odd"), ODD)
def test_a_figure_far_from_the_last_period_is_worth_a_second_look(before: int, now: int, odd: bool) -> None:
    assert is_odd(now * 10_000, before * 10_000) is odd
    assert is_odd(now * 10_000, None) is False


LINES = st.lists(
    st.builds(
        LineSaid, number=st.integers(1, 9), state=st.sampled_from([str(one) for one in LineState]),
        total=st.integers(0, 10**9), qualifier=st.sampled_from(["exact", "nearly"]),
        cells=st.dictionaries(st.sampled_from(["sex:female", "sex:male"]), st.integers(0, 99)),
    ),
    unique_by=lambda one: one.number,
)  # fmt: skip
WORDS = st.dictionaries(st.integers(1, 3), st.text(min_size=1, max_size=5))


@given(LINES, WORDS, LINES, WORDS)
def test_equal_fingerprints_and_no_changes_are_one_thing(one, words, other, more) -> None:  # type: ignore[no-untyped-def]
    before, now = said_of(one, narratives=words), said_of(other, narratives=more)
    assert (changes_between(before, now) == []) == (_without_blank(before) == _without_blank(now))
    assert (fingerprint_of(before) == fingerprint_of(now)) == (before == now)
    assert says_the_same(before, one)


def _without_blank(said: Mapping[str, object]) -> object:
    """A line that says nothing and no line at all are the same to a reader."""
    lines = {number: told for number, told in said["lines"].items() if told["state"] != "not_reported"}  # type: ignore[attr-defined]
    return {**said, "lines": lines}
