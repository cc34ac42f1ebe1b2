"""All that is wrong in a text is told at once, each fault with its row, its field and its mend."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chungtay.rules.messages import RuleBroken
from chungtay.rules.versions import EMPTY, Body, Draft, Named, Row, RowKind, check_body

TODAY = date(2026, 3, 20)
DAYS = {"first_on": "2024-01-01", "last_on": "2028-12-31"}
AIM = {"indicator": "clubs", "amount": 10_000, **DAYS}
AGREEMENT = Body(
    (
        Row("a", RowKind.AGREEMENT, values={"name": "Oak and Elm"}),
        Row("s1", RowKind.SEAT, "a", 1, {"organisation": "west", "role": "lead"}),
        Row("s2", RowKind.SEAT, "a", 2, {"organisation": "east", "role": "party"}),
        Row("p", RowKind.PHASE, "a", values={"name": "2024–2028", **DAYS}),
        Row("c1", RowKind.COMMITMENT, "p", 1, {"text": "Tell about the border"}),
        Row("c2", RowKind.COMMITMENT, "p", 2, {"text": "Visit one another"}),
        Row("t", RowKind.TARGET, "c1", values=AIM),
    )
)
PLAN = Body(
    (
        Row("y", RowKind.PLAN, values={"name": "Plan 2026"}),
        Row("n1", RowKind.CONTENT, "y", 1, {"text": "Talks", "lead": "west", "commitments": ["c1"]}),
        Row("n2", RowKind.CONTENT, "y", 2, {"text": "A visit", "lead": "east", "coordinating": ["s1"]}),
        Row("u", RowKind.TARGET, "n1", values=AIM),
    )
)
NAMED = Named(
    bodies={"west": None, "east": None, "gone": date(2025, 7, 1)},
    seats=frozenset({"s1", "s2"}),
    commitments=frozenset({"c1", "c2"}),
    indicators=frozenset({"clubs"}),
)

# Which row says what otherwise, where the fault is said to be, and a word of the mend.
FAULTS = """
    row  field         says        where            mend
    a    name          -           a.name           write its name
    a    name          LONG        a.name           at most 300
    s1   organisation  -           s1.organisation  choose the body
    s1   organisation  nobody      s1.organisation  Choose again
    s1   organisation  gone        s1.organisation  took over
    s2   organisation  west        s2.organisation  same body
    s1   role          -           s1.role          choose its role
    s1   role          king        s1.role          cannot be read
    s2   role          lead        s2.role          Let one of the two lead
    s1   number        0           s1.number        number from 1 up
    p    first_on      -           p.first_on       first day
    p    first_on      yesterday   p.first_on       cannot be read
    p    last_on       2024-02-30  p.last_on        cannot be read
    p    last_on       2023-12-31  p.last_on        before it begins on 2024-01-01
    p    colour        red         p.colour         no field
    c1   text          -           c1.text          write its text
    c1   number        10000       c1.number        too great
    c1   rank          often       c1.rank          cannot be read
    c1   rank          0           c1.rank          number above zero
    c1   rank          99999       c1.rank          too great
    c1   under         s1          c1.under         belongs to
    c1   under         nowhere     c1.under         belongs to
    t    indicator     moons       t.indicator      Choose again
    t    amount        -           t.amount         above zero
    t    amount        0           t.amount         above zero
    t    amount        -5          t.amount         above zero
    t    last_on       2029-06-30  t.last_on        outside the days of its phase
    n1   lead          -           n1.lead          leads it
    n1   text          -           n1.text          write its text
    n1   commitments   c9          n1.commitments   Choose again
    n2   coordinating  s9          n2.coordinating  Choose again
    n1   budget        -5          n1.budget        number above zero
    n1   currency      kip         n1.currency      cannot be read
    u    amount        0           u.amount         above zero
"""


def told(word: str, field: str) -> Any:
    if field in ("coordinating", "commitments"):
        return [word]
    if field in ("amount", "number", "budget", "rank") and word not in ("-", "often"):
        return int(word)
    return {"-": "", "LONG": "o" * 301}.get(word, word)


def saying(body: Body, key: str, field: str, value: Any) -> Body:
    row = body.by_key[key]
    if field in ("number", "under"):
        row = replace(row, **{field: value})
    else:
        row = replace(row, values={**row.values, field: value})
    return Body(tuple(row if one.key == key else one for one in body.rows))


@pytest.mark.parametrize("line", FAULTS.strip().splitlines()[1:])
def test_a_fault_names_its_row_its_field_and_its_mend(line: str) -> None:
    key, field, word, where, *mend = line.split()
    body = PLAN if key in PLAN.by_key else AGREEMENT
    found = check_body(saying(body, key, field, told(word, field)), on=TODAY, named=NAMED)
    assert where in {one.where for one in found}
    assert " ".join(mend) in " ".join(str(one) for one in found if one.where == where)


@pytest.mark.parametrize("body", [AGREEMENT, PLAN])
def test_a_text_without_fault_has_none(body: Body) -> None:
    assert check_body(body, on=TODAY, named=NAMED, base=body) == []


def test_a_number_used_twice_is_told_at_both_rows_with_the_next_free_one() -> None:
    found = check_body(saying(AGREEMENT, "c2", "number", 1))
    assert {one.where for one in found} == {"c1.number", "c2.number"}
    assert str(found[0]) == (
        "The number of Signed content 1 is used twice. Give one of the two the next free number, 2."
    )


def test_dropped_numbers_are_free_and_other_phases_count_for_themselves() -> None:
    other = Row(
        "q", RowKind.PHASE, "a", values={"name": "2029", "first_on": "2028-06-01", "last_on": "2033-01-01"}
    )
    again = Row("c3", RowKind.COMMITMENT, "q", 1, {"text": "Learn together"})
    assert check_body(Body((*AGREEMENT.rows, other, again))) == []


def test_an_agreement_has_two_sides_and_a_plan_a_content() -> None:
    alone = Body(tuple(row for row in AGREEMENT.rows if row.key != "s2"))
    assert [str(one) for one in check_body(alone)] == [
        "An agreement has at least two sides. Add the other one."
    ]
    bare = Body(PLAN.rows[:1])
    assert [str(one) for one in check_body(bare)] == ["A plan has at least one content. Add it."]


def test_a_phase_in_force_does_not_vanish() -> None:
    without = Draft(AGREEMENT).dropped("p").body
    assert [one.where for one in check_body(without, base=AGREEMENT)] == ["p"]
    assert check_body(without, base=EMPTY) == []


def test_all_faults_are_told_at_once() -> None:
    body = saying(saying(AGREEMENT, "p", "last_on", "2020-01-01"), "s2", "role", "lead")
    body = saying(saying(body, "c1", "text", ""), "t", "amount", 0)
    assert {one.where for one in check_body(body)} == {
        "p.last_on", "s2.role", "c1.text", "t.amount", "t.last_on",
    }  # fmt: skip


WRITTEN_WRONG: list[tuple[dict[str, Any], set[str]]] = [
    ({"text": ""}, {"text"}),
    ({"text": None, "rank": "often"}, {"text", "rank"}),
    ({"text": 3.5}, {"text"}),
    ({"number": -1}, {"number"}),
    ({"number": "two"}, {"number"}),
    ({"under": "s1"}, {"under"}),
    ({"under": 7}, {"under"}),
    ({"phase": "p"}, {"phase"}),
    ({"text": "a\x00b"}, {"text"}),
    ({"rank": True}, {"rank"}),
]


@pytest.mark.parametrize(("values", "where"), WRITTEN_WRONG)
def test_a_row_written_wrong_is_refused_and_the_text_stays_as_it_was(
    values: dict[str, Any], where: set[str]
) -> None:
    with pytest.raises(RuleBroken) as refused:
        Draft(AGREEMENT).edited("c1", values)
    assert {one.where for one in refused.value.messages} == where


@pytest.mark.parametrize("key", ["a", "nobody"])
def test_what_cannot_be_taken_out_is_refused(key: str) -> None:
    with pytest.raises(RuleBroken):
        Draft(AGREEMENT).dropped(key)


def test_a_row_that_comes_back_finds_its_number_taken_and_takes_the_next() -> None:
    draft = Draft(AGREEMENT).dropped("c1").edited("c2", {"number": 1}).put_back("c1")
    assert [(row.key, row.number) for row in draft.body.of_kind(RowKind.COMMITMENT)] == [("c2", 1), ("c1", 2)]
    assert draft.body.by_key["t"].under == "c1"


def test_a_row_comes_back_only_to_where_it_stood() -> None:
    with pytest.raises(RuleBroken, match="Put that back first"):
        Draft(AGREEMENT).dropped("c1").dropped("p").put_back("c1")
