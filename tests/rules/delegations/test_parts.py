"""Members, hours, gifts, costs and papers: what is refused, and what passes with a reason and a mark."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.delegations import (
    Busy,
    CostSaid,
    GiftSaid,
    HourSaid,
    MemberRole,
    MemberSaid,
    Side,
    Sum,
    check_agreed,
    check_cost,
    check_gift,
    check_hour,
    check_member,
    check_paper,
    check_ready,
    overlapping,
    sums_of,
)
from chungtay.rules.messages import RuleBroken

FIRST, LAST = date(2026, 10, 12), date(2026, 10, 14)
AWAY = Busy(date(2026, 10, 10), date(2026, 10, 12))


def member(**more: object) -> MemberSaid:
    said = {"post": "President", "side": Side.GUEST, "role": MemberRole.HEAD} | more
    return MemberSaid(**said)  # type: ignore[arg-type]


def test_who_is_with_another_delegation_in_these_days_comes_along_only_with_a_reason() -> None:
    with pytest.raises(RuleBroken, match="with another delegation"):
        check_member(member(), busy=[AWAY])
    assert check_member(member(reason="She joins on the second day"), busy=[AWAY]) is True
    assert check_member(member()) is False


def test_every_fault_of_a_member_is_said_at_once() -> None:
    with pytest.raises(RuleBroken) as refused:
        check_member(member(post=" "), busy=[AWAY], listed=True, heads=1)
    assert [one.where for one in refused.value.messages] == ["post", "person", "role", "overlap_reason"]


def hour(begins: str, ends: str, *, day: int = 12, reason: str = "") -> HourSaid:
    begin, end = (datetime.fromisoformat(f"2026-10-{day:02} {at}") for at in (begins, ends))
    return HourSaid(starts_at=begin, ends_at=end, text="Talks", reason=reason)


# Beside talks from 9 to 11:
HOURS = [
    ("08:00", "09:00", "-"),  # ends as they begin
    ("11:00", "12:00", "-"),
    ("08:30", "09:30", "lies over"),
    ("09:30", "10:00", "lies over"),
    ("08:00", "12:00", "lies over"),
    ("09:00", "11:00", "lies over"),
]


@pytest.mark.parametrize(("begins", "ends", "answer"), HOURS)
def test_two_sessions_at_one_hour_are_refused_or_have_a_reason(begins: str, ends: str, answer: str) -> None:
    talks, days = [hour("09:00", "11:00")], {"first_on": FIRST, "last_on": LAST}
    if answer == "-":
        assert check_hour(hour(begins, ends), talks, **days) is False
        return
    with pytest.raises(RuleBroken, match="At this hour there is already: Talks"):
        check_hour(hour(begins, ends), talks, **days)
    assert check_hour(hour(begins, ends, reason="Two groups"), talks, **days) is True


@pytest.mark.parametrize(
    ("told", "where"),
    [
        (hour("08:00", "09:00", day=11), "starts_at"),
        (hour("08:00", "09:00", day=15), "starts_at"),
        (hour("09:00", "09:00"), "ends_at"),
        (hour("10:00", "09:00"), "ends_at"),
    ],
)
def test_an_hour_lies_within_the_days_and_runs_forward(told: HourSaid, where: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_hour(told, [], first_on=FIRST, last_on=LAST)
    assert [one.where for one in refused.value.messages] == [where]


moments = st.integers(0, 72).map(lambda half: datetime(2026, 10, 12 + half // 24, half % 24, tzinfo=UTC))
hours = st.builds(
    lambda one, other: HourSaid(starts_at=min(one, other), ends_at=max(one, other), text="x"),
    moments,
    moments,
)


@given(hours, hours)
def test_two_hours_lie_over_each_other_where_one_moment_is_in_both(one: HourSaid, other: HourSaid) -> None:
    def minutes(told: HourSaid) -> set[int]:
        begin, end = (int(at.timestamp()) // 3600 for at in (told.starts_at, told.ends_at))
        return set(range(begin, end))

    if minutes(one) and minutes(other):
        assert bool(overlapping(one, [other])) is bool(minutes(one) & minutes(other))


def test_money_is_added_within_one_side_and_one_currency_and_nowhere_else() -> None:
    costs = [
        (Side.HOST, CostSaid(text="Meals", currency="LAK", planned=9_000_000)),
        (Side.HOST, CostSaid(text="Hall", currency="LAK", planned=1_000_000, spent=900_000)),
        (Side.GUEST, CostSaid(text="Bus", currency="VND", planned=12_000_000, spent=12_500_000)),
        (Side.GUEST, CostSaid(text="Fees", currency="LAK", spent=500_000)),
    ]
    assert sums_of(costs) == [
        Sum(Side.GUEST, "LAK", None, 500_000),
        Sum(Side.GUEST, "VND", 12_000_000, 12_500_000),
        Sum(Side.HOST, "LAK", 10_000_000, 900_000),
    ]


WRONG = [
    (lambda: check_cost(CostSaid(text="", currency="đồng")), {"text", "planned", "currency"}),
    (lambda: check_cost(CostSaid(text="Bus", currency="VND", spent=-1)), {"spent"}),
    (lambda: check_gift(GiftSaid(text=" ", has_receiver=False, amount=5)), {"text", "receiver_name", "currency"}),
    (lambda: check_gift(GiftSaid(text="Rice", has_receiver=True, currency="LAK")), {"amount"}),
    (lambda: check_paper("", days_before=400), {"text", "days_before"}),
    (lambda: check_ready(ready_on=None, on=LAST, today=FIRST), {"on"}),
    (lambda: check_ready(ready_on=FIRST, on=FIRST, today=FIRST), {""}),
    (lambda: check_agreed(" "), {"text"}),
]  # fmt: skip


@pytest.mark.parametrize(("check", "wrong"), WRONG)
def test_what_is_wrong_names_its_field(check: object, wrong: set[str]) -> None:
    with pytest.raises(RuleBroken) as refused:
        check()  # type: ignore[operator]
    assert {one.where for one in refused.value.messages} == wrong


def test_what_is_right_passes() -> None:
    check_cost(CostSaid(text="Bus", currency="VND", planned=0))
    check_gift(GiftSaid(text="Rice", has_receiver=True, amount=5, currency="LAK"))
    check_paper("Permit", days_before=30)
    check_ready(ready_on=None, on=FIRST, today=FIRST)
    check_agreed("A visit each year")
