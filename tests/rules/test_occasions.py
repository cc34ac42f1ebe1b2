"""Days to observe, when a letter is due, and every move of a letter from every state, from tables to be checked."""

from datetime import date
from itertools import product
from uuid import UUID

import pytest

from chungtay.rules.messages import Phrase, RuleBroken
from chungtay.rules.occasions import (
    Days,
    Kept,
    LetterMove,
    LetterState,
    OccasionRule,
    Standing,
    Wish,
    begins_on,
    check_asking,
    check_days,
    check_ending,
    check_move,
    check_occasion,
    days_in,
    heir_of,
    is_due,
    is_greeted,
    moves_open,
    step_of,
)
from chungtay.rules.tables import rows_of

TODAY = date(2026, 3, 20)
NAME = Phrase("Bunpimay")

# Of every state and every move: where it leads, or - where it is forbidden. An officer may check this table.
MOVES = """
from      draft    edit     discard  approve   send  reply    leave_out  take_up  hand_over

due       drafted  -        -        -         -     -        left_out   -        due
drafted   -        drafted  due      approved  -     -        left_out   -        due
approved  -        drafted  due      -         sent  -        left_out   -        due
sent      -        -        -        -         -     replied  -          -        -
replied   -        -        -        -         -     -        -          -        -
left_out  -        -        -        -         -     -        -          due      -
"""
HEADS = MOVES.split("\n")[1].split()[1:]
LED = {
    (LetterState(before), LetterMove(move)): after
    for before, *cells in rows_of(MOVES)
    for move, after in zip(HEADS, cells, strict=True)
}
WHOLE = {"reason": "Đã gọi điện thay thư", "day": TODAY, "how": "Bưu điện", "has_reply": True}


def test_the_table_names_every_state_and_every_move() -> None:
    assert set(LED) == set(product(LetterState, LetterMove))


@pytest.mark.parametrize(("state", "move"), list(product(LetterState, LetterMove)))
def test_each_move_leads_where_the_table_says_or_is_refused(state: LetterState, move: LetterMove) -> None:
    wish = Wish(move=move, today=TODAY, **WHOLE)
    if LED[state, move] == "-":
        with pytest.raises(RuleBroken):
            check_move(Standing(state=state), wish)
    else:
        assert check_move(Standing(state=state), wish).after == LED[state, move]


@pytest.mark.parametrize("state", [LetterState.SENT, LetterState.REPLIED])
@pytest.mark.parametrize("move", [one for one in LetterMove if one is not LetterMove.REPLY])
def test_what_has_gone_out_does_not_go_out_again(state: LetterState, move: LetterMove) -> None:
    with pytest.raises(RuleBroken, match="Nothing goes out twice"):
        step_of(state, move)


def test_nothing_is_sent_before_a_leader_approved_it() -> None:
    for state in (LetterState.DUE, LetterState.DRAFTED, LetterState.LEFT_OUT):
        with pytest.raises(RuleBroken, match="approves the letter first"):
            step_of(state, LetterMove.SEND)


def test_what_was_written_over_after_approval_is_not_sent() -> None:
    letter = Standing(state=LetterState.APPROVED, is_as_approved=False)
    with pytest.raises(RuleBroken, match="approved again"):
        check_move(letter, Wish(move=LetterMove.SEND, today=TODAY, **WHOLE))


def test_nobody_approves_what_they_wrote() -> None:
    letter = Standing(state=LetterState.DRAFTED, own_work=True)
    with pytest.raises(RuleBroken, match="they wrote"):
        check_move(letter, Wish(move=LetterMove.APPROVE, today=TODAY, **WHOLE))


def test_an_office_of_one_says_why_the_same_person_approves() -> None:
    letter = Standing(state=LetterState.DRAFTED, own_work=True, others_may_sign=False)
    with pytest.raises(RuleBroken) as refused:
        check_move(letter, Wish(move=LetterMove.APPROVE, today=TODAY))
    assert refused.value.messages[0].where == "reason"
    assert check_move(letter, Wish(move=LetterMove.APPROVE, today=TODAY, reason="Cơ quan chỉ có một người"))


@pytest.mark.parametrize(
    ("move", "state", "told", "where"),
    [
        (LetterMove.SEND, LetterState.APPROVED, {"how": ""}, {"how"}),
        (LetterMove.SEND, LetterState.APPROVED, {"day": None, "how": " "}, {"on", "how"}),
        (LetterMove.SEND, LetterState.APPROVED, {"day": date(2026, 3, 21)}, {"on"}),
        (LetterMove.REPLY, LetterState.SENT, {"has_reply": False, "day": None}, {"file", "on"}),
        (LetterMove.REPLY, LetterState.SENT, {"day": date(2026, 3, 21)}, {"on"}),
        (LetterMove.REPLY, LetterState.SENT, {"day": date(2026, 3, 9)}, {"on"}),
        (LetterMove.LEAVE_OUT, LetterState.DUE, {"reason": " "}, {"reason"}),
        (LetterMove.TAKE_UP, LetterState.LEFT_OUT, {"reason": ""}, {"reason"}),
    ],
)
def test_what_a_move_lacks_is_named_all_at_once(
    move: LetterMove, state: LetterState, told: dict[str, object], where: set[str]
) -> None:
    letter = Standing(state=state, sent_on=date(2026, 3, 10))
    with pytest.raises(RuleBroken) as refused:
        check_move(letter, Wish(move=move, today=TODAY, **{**WHOLE, **told}))  # type: ignore[arg-type]
    assert {message.where for message in refused.value.messages} == where


def test_a_button_stands_for_what_the_role_may_do() -> None:
    assert moves_open(LetterState.DRAFTED, roles=["officer"]) == [LetterMove.LEAVE_OUT]
    assert moves_open(LetterState.DRAFTED, roles=["leader"]) == [LetterMove.APPROVE]
    assert moves_open(LetterState.DUE, roles=[]) == []


# A fixed day, an announced one, an anniversary: what they are in a year.
YEARS = """
rule         day    signed      announced              year  first       last

fixed        2-12   -           -                      2026  2026-12-02  2026-12-02
fixed        29-2   -           -                      2024  2024-02-29  2024-02-29
fixed        29-2   -           -                      2025  2025-02-28  2025-02-28
fixed        29-2   -           -                      2100  2100-02-28  2100-02-28
announced    -      -           2023-04-14/2023-04-18  2023  2023-04-14  2023-04-18
announced    -      -           2023-04-14/2023-04-18  2024  -           -
announced    -      -           2025-04-30/2025-05-03  2025  2025-04-30  2025-05-03
announced    -      -           2024-12-30/2025-01-02  2024  2024-12-30  2025-01-02
anniversary  -      2019-01-08  -                      2026  2026-01-08  2026-01-08
anniversary  -      2019-01-08  -                      2019  -           -
anniversary  -      2019-01-08  -                      2018  -           -
anniversary  -      2024-02-29  -                      2025  2025-02-28  2025-02-28
anniversary  -      2024-02-29  -                      2028  2028-02-29  2028-02-29
anniversary  -      -           -                      2026  -           -
"""


def a_day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


@pytest.mark.parametrize("row", rows_of(YEARS), ids=" ".join)
def test_the_days_of_a_year(row: list[str]) -> None:
    rule, day, signed, announced, year, first, last = row
    number, month = map(int, day.split("-")) if day != "-" else (None, None)
    told = [a_day(one) for one in announced.split("/")] if announced != "-" else []
    known = {told[0].year: Days(told[0], told[1])} if told and told[0] and told[1] else {}
    kept = Kept(rule=OccasionRule(rule), day=number, month=month)
    found = days_in(kept, int(year), announced=known, signed_on=a_day(signed))
    assert (found.first_on if found else None, found.last_on if found else None) == (
        a_day(first),
        a_day(last),
    )


def test_an_occasion_that_has_ended_is_not_kept_from_that_day_on() -> None:
    ended = Kept(rule=OccasionRule.FIXED, day=8, month=3, ended_on=date(2026, 3, 8))
    assert days_in(ended, 2025, announced={}) is not None
    assert days_in(ended, 2026, announced={}) is None


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 3, 30), False),
        (date(2026, 3, 31), True),  # two weeks before
        (date(2026, 4, 16), True),  # the server stood still; the feast is not over
        (date(2026, 4, 17), False),
    ],
)
def test_a_letter_is_due_from_its_lead_until_the_feast_is_over(today: date, due: bool) -> None:
    days = Days(date(2026, 4, 14), date(2026, 4, 16))
    assert begins_on(days, 14) == date(2026, 3, 31)
    assert is_due(days, 14, today) is due


# Who greets whom: the occasion's country, kind and whether only from abroad; the own country, the partner's.
GREETED = """
country  kind          abroad  own  partner       greeted

LA       -             x       VN   LA:womens_union  x
LA       -             x       LA   LA:womens_union  -
LA       -             x       VN   VN:womens_union  -
VN       womens_union  -       LA   VN:womens_union  x
VN       womens_union  -       VN   VN:womens_union  x
VN       womens_union  -       VN   VN:state_agency  -
-        womens_union  -       VN   LA:womens_union  x
-        -             -       VN   :other           x
LA       -             x       VN   :other           -
"""


@pytest.mark.parametrize("row", rows_of(GREETED), ids=" ".join)
def test_who_greets_whom(row: list[str]) -> None:
    country, kind, abroad, own, partner, greeted = row
    theirs, of_kind = partner.split(":")
    kept = Kept(
        rule=OccasionRule.FIXED, country=country.strip("-"), of_kind=kind.strip("-"), from_abroad=abroad == "x"
    )  # fmt: skip
    assert is_greeted(kept, own_country=own, country=theirs, kind=of_kind) is (greeted == "x")


def test_a_letter_for_days_that_are_not_announced_is_refused_with_its_mend() -> None:
    kept = Kept(rule=OccasionRule.ANNOUNCED)
    with pytest.raises(RuleBroken, match="not announced yet. Note the days first"):
        check_asking(kept=kept, name=NAME, year=2026, days=None, today=TODAY, exists=None)


@pytest.mark.parametrize(
    ("exists", "words"),
    [
        (LetterState.SENT, "sent already"),
        (LetterState.REPLIED, "sent already"),
        (LetterState.LEFT_OUT, "left out"),
        (LetterState.DUE, "Go on with that one"),
    ],
)
def test_a_second_letter_is_refused(exists: LetterState, words: str) -> None:
    days = Days(date(2026, 4, 14), date(2026, 4, 16))
    kept = Kept(rule=OccasionRule.ANNOUNCED)
    with pytest.raises(RuleBroken, match=words):
        check_asking(kept=kept, name=NAME, year=2026, days=days, today=TODAY, exists=exists)


def test_a_letter_for_a_feast_that_is_over_is_refused() -> None:
    days = Days(date(2026, 3, 8), date(2026, 3, 8))
    with pytest.raises(RuleBroken, match="were over"):
        check_asking(
            kept=Kept(rule=OccasionRule.FIXED), name=NAME, year=2026, days=days, today=TODAY, exists=None
        )


@pytest.mark.parametrize(
    ("year", "first", "last", "source", "where"),
    [
        (2026, date(2026, 4, 16), date(2026, 4, 14), "Báo", {"last_on"}),
        (2026, date(2026, 4, 1), date(2026, 4, 30), "Báo", {"last_on"}),
        (2025, date(2026, 4, 14), date(2026, 4, 16), "Báo", {"year"}),
        (9999, date(2026, 4, 14), date(2026, 4, 16), "", {"year", "source"}),
        (2026, date(2026, 4, 14), date(2026, 4, 16), " ", {"source"}),
        (2023, date(2023, 4, 18), date(2023, 4, 20), "Báo", set()),
        (2024, date(2023, 12, 30), date(2024, 1, 2), "Báo", set()),
    ],
)
def test_what_is_wrong_with_announced_days_is_named(
    year: int, first: date, last: date, source: str, where: set[str]
) -> None:
    told = {"rule": OccasionRule.ANNOUNCED, "year": year, "days": Days(first, last), "source": source}
    if not where:
        check_days(**told)
        return
    with pytest.raises(RuleBroken) as refused:
        check_days(**told)
    assert {message.where for message in refused.value.messages} == where


def test_the_same_days_are_not_noted_for_two_years() -> None:
    days = Days(date(2024, 12, 30), date(2025, 1, 2))
    with pytest.raises(RuleBroken, match="days noted for 2024"):
        check_days(rule=OccasionRule.ANNOUNCED, year=2025, days=days, source="Báo", others=[(2024, days)])


def test_days_are_noted_only_of_what_is_announced() -> None:
    days = Days(date(2026, 12, 2), date(2026, 12, 2))
    with pytest.raises(RuleBroken, match="follows its rule"):
        check_days(rule=OccasionRule.FIXED, year=2026, days=days, source="Báo")


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ({"name": " ", "source": ""}, {"name", "source"}),
        ({"kept": Kept(rule=OccasionRule.FIXED, day=31, month=2)}, {"day"}),
        ({"kept": Kept(rule=OccasionRule.FIXED)}, {"day"}),
        ({"kept": Kept(rule=OccasionRule.ANNOUNCED, day=1, month=2)}, {"day"}),
        ({"kept": Kept(rule=OccasionRule.FIXED, day=29, month=2, lead_days=121)}, {"lead_days"}),
        ({"slug_taken": True}, {"name"}),
        ({"has_agreement": True}, {"agreement"}),
        ({}, set()),
    ],
)
def test_what_is_wrong_with_an_occasion_is_named(told: dict[str, object], where: set[str]) -> None:
    whole = {
        "name": "Ngày hội làng", "slug_taken": False, "kept": Kept(rule=OccasionRule.FIXED, day=29, month=2),
        "source": "Hương ước", "has_agreement": False,
    } | told  # fmt: skip
    if not where:
        check_occasion(**whole)  # type: ignore[arg-type]
        return
    with pytest.raises(RuleBroken) as refused:
        check_occasion(**whole)  # type: ignore[arg-type]
    assert {message.where for message in refused.value.messages} == where


def test_an_occasion_ends_once_and_not_in_the_past() -> None:
    check_ending(ended_on=None, on=TODAY, today=TODAY)
    with pytest.raises(RuleBroken, match="passed already"):
        check_ending(ended_on=None, on=date(2026, 3, 19), today=TODAY)
    with pytest.raises(RuleBroken, match="not kept since"):
        check_ending(ended_on=TODAY, on=TODAY, today=TODAY)


# Letters of bodies that became one, the heir's own behind a star: which goes on, and which are left out.
HEIRS = """
letters              goes_on  left_out

due                  0        -
due,due              0        1
due,drafted          1        0
due,approved         1        0
drafted,due*         1        0
sent,due             -        1
sent,due*            -        1
replied,approved     -        1
left_out,due         1        -
left_out*,due        -        1
left_out,left_out    -        -
sent,replied         -        -
"""


@pytest.mark.parametrize("row", rows_of(HEIRS), ids=" ".join)
def test_of_the_letters_of_merged_bodies_one_goes_on(row: list[str]) -> None:
    letters, goes_on, left_out = row
    keys = [UUID(int=number) for number in range(9)]
    told = {
        keys[number]: (LetterState(one.strip("*")), one.endswith("*"))
        for number, one in enumerate(letters.split(","))
    }
    found, rest = heir_of(told)
    assert found == (None if goes_on == "-" else keys[int(goes_on)])
    assert rest == ([] if left_out == "-" else [keys[int(left_out)]])
