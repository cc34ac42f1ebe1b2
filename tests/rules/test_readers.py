"""Stamps, tokens and marks of readers, and the way of a letter."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chungtay.rules.mails import read_mail_route
from chungtay.rules.messages import RuleBroken
from chungtay.rules.readers import (
    STEPS,
    WAY,
    Step,
    check_mail_address,
    check_pace,
    check_stamp,
    key_of,
    mark_of,
    stamp_of,
    state_after,
    token_of,
)

NOW = datetime(2026, 3, 20, 3, 0, tzinfo=UTC)
KEY, OTHER = key_of("s" * 50, "stamp"), key_of("s" * 50, "letters")


@pytest.mark.parametrize(
    ("age", "trap", "says"),
    [
        (timedelta(seconds=10), "", ""),
        (timedelta(hours=11), "", ""),
        (timedelta(seconds=2), "", "too fast"),
        (timedelta(seconds=-60), "", "too fast"),
        (timedelta(seconds=10), "filled", "too fast"),
        (timedelta(hours=13), "", "too long"),
    ],
)
def test_a_stamp_is_good_for_half_a_day_and_not_at_once(age: timedelta, trap: str, says: str) -> None:
    stamp = stamp_of(NOW - age, "c", KEY)
    if not says:
        return check_stamp(stamp, trap, NOW, KEY)
    with pytest.raises(RuleBroken, match=says):
        check_stamp(stamp, trap, NOW, KEY)
    return None


@pytest.mark.parametrize(
    "change", [lambda s: s.replace(".c.", ".d."), lambda s: "9" + s, lambda s: s[:-1], lambda s: "é"]
)
def test_a_stamp_that_was_changed_is_none_of_ours(change: object) -> None:
    stamp = stamp_of(NOW - timedelta(minutes=1), "c", KEY)
    with pytest.raises(RuleBroken, match="not made by us"):
        check_stamp(change(stamp), "", NOW, KEY)  # type: ignore[operator]
    with pytest.raises(RuleBroken, match="not made by us"):
        check_stamp(stamp, "", NOW, OTHER)


def test_marks_of_one_network_change_with_the_day_and_with_the_house() -> None:
    one = mark_of("203.0.113.7", date(2026, 3, 20), KEY)
    assert one == mark_of("203.0.113.7", date(2026, 3, 20), KEY)
    assert (
        one
        != mark_of("203.0.113.7", date(2026, 3, 21), KEY)
        != mark_of("203.0.113.7", date(2026, 3, 21), OTHER)
    )
    assert token_of("letter 1", KEY) != token_of("letter 2", KEY) and len(token_of("letter 1", KEY)) == 43


def test_the_sixth_letter_of_an_hour_waits() -> None:
    check_pace(by_this_network=4, by_all=0)
    with pytest.raises(RuleBroken):
        check_pace(by_this_network=5, by_all=0)
    with pytest.raises(RuleBroken):
        check_pace(by_this_network=0, by_all=300)


@pytest.mark.parametrize("state", ["new", "taken", "passed_on", "answered", "refused"])
@pytest.mark.parametrize("act", ["take", "pass_on", "answer", "refuse"])
def test_a_letter_goes_only_the_ways_of_the_table(state: str, act: str) -> None:
    step = Step(act=act, words="Said", passed_to="Another body")
    if (state, act) in WAY:
        assert state_after(state, step) == WAY[state, act] and f"{state}" in STEPS
    else:
        with pytest.raises(RuleBroken, match="settled already"):
            state_after(state, step)


@pytest.mark.parametrize(
    ("act", "where"), [("answer", "words"), ("refuse", "words"), ("pass_on", "passed_to")]
)
def test_a_step_that_the_writer_reads_has_words(act: str, where: str) -> None:
    with pytest.raises(RuleBroken) as told:
        state_after("new", Step(act=act))
    assert [message.where for message in told.value.messages] == [where]


def test_a_mail_address_is_kept_as_its_server_knows_it() -> None:
    assert check_mail_address(" Reader@Example.ORG ") == "Reader@example.org"
    for wrong in (
        "",
        "a@b",
        "a@example.org, b@example.org",
        "a b@example.org",
        "a@example.org\nBcc: x@example.org",
    ):
        with pytest.raises(RuleBroken):
            check_mail_address(wrong)


def test_mails_go_by_a_server_that_speaks_tls_unless_it_is_this_machine() -> None:
    assert read_mail_route("") is None
    far = read_mail_route("smtp://office%40example.org:p%40ss@mail.example.org")
    assert far and (far.port, far.user, far.password, far.starts_tls) == (
        587,
        "office@example.org",
        "p@ss",
        True,
    )
    direct, here = read_mail_route("smtps://mail.example.org"), read_mail_route("smtp://localhost:25")
    assert direct and (direct.port, direct.is_tls, direct.starts_tls) == (465, True, False)
    assert here and not here.starts_tls
    for wrong in ("mail.example.org", "http://mail.example.org", "smtp://"):
        with pytest.raises(ValueError, match="CHUNGTAY_MAIL_URL"):
            read_mail_route(wrong)
