"""Lists, keys of sides and of persons, warnings, as the server keeps them: what is refused, and with which words."""

from datetime import timedelta
from typing import Any

import pytest

from chungtay.incidents.actions.keys import (
    confirm_sender,
    enrol,
    hand_out_own,
    hand_out_side_key,
    make_side_key,
    post_list,
    settle_warning,
    step_enrolment,
    warn_of_key,
)
from chungtay.incidents.answers.keys import count_of, fewer_than_needed, key_in_force, last_list
from chungtay.incidents.demo.keys import public, sign, sign_list
from chungtay.incidents.models import Enrolment, KeyList, KeyWarning, SenderKey, SideKey
from chungtay.incidents.rules.keys import EnrolmentStep, NewKey
from chungtay.models import AuditLine, Person
from chungtay.rules.messages import RuleBroken
from tests.incidents.made import MadeSide, drawn, make_side, make_sides, seat_of
from tests.world import NOW, World

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def west(world: World) -> MadeSide:
    """Leader and provincial officer are listed; the officer of Dogwood is not."""
    return make_side(seat_of(world, 1), world.programme, [world.provincial, world.leader])


def ask(made: MadeSide, person: Person, name: str = "", **more: Any) -> Enrolment:
    own = drawn(name or f"{made.seat.number} {person.known_as}", False)
    return enrol(made.seat, own.identity.card, own.wrapped, by=person, at=LATER, **more)


def next_list(made: MadeSide, rows: list[Enrolment], **changed: Any) -> str:
    last = last_list(made.seat)
    assert last
    told = {
        "seat": made.seat, "number": last.number + 1, "prev": last.head, "at": LATER,
        "recovery": made.recovery.card, "enrolments": rows,
    } | changed  # fmt: skip
    return sign_list(made.signing, **told)


def listed(made: MadeSide) -> list[Enrolment]:
    return list(Enrolment.objects.filter(seat=made.seat, listed_in__isnull=False, ended_in=None))


def post(made: MadeSide, compact: str, by: Person, *, adds: Any = (), removes: Any = ()) -> KeyList:
    return post_list(
        made.seat, compact, adds=[str(one.pk) for one in adds], removes=[str(one.pk) for one in removes],
        by=by, at=LATER,
    )  # fmt: skip


def said(broken: pytest.ExceptionInfo[RuleBroken]) -> str:
    return " ".join(str(message) for message in broken.value.messages)


# ---- lists -----------------------------------------------------------------------------------------


def test_the_next_list_adds_and_takes_off_what_was_chosen(west: MadeSide, world: World) -> None:
    asked = ask(west, world.officer)
    gone = west.enrolments[world.provincial.pk]
    kept = [west.enrolments[world.leader.pk], asked]
    post(west, next_list(west, kept), world.leader, adds=[asked], removes=[gone])
    asked.refresh_from_db()
    gone.refresh_from_db()
    assert (asked.state, gone.state) == ("listed", "ended")
    assert AuditLine.objects.filter(act="post_key_list").count() == 2


def test_of_two_keepers_who_sign_one_number_the_second_is_told_and_nothing_is_lost(
    west: MadeSide, world: World
) -> None:
    asked = ask(west, world.officer)
    both = [*listed(west), asked]
    first, second = next_list(west, both), next_list(west, both[:1])
    post(west, first, world.leader, adds=[asked])
    with pytest.raises(RuleBroken) as broken:
        post(west, second, world.leader, removes=both[1:])
    assert "signed list 2 of this side meanwhile" in said(broken)
    assert KeyList.objects.filter(seat=west.seat).count() == 2
    assert len(listed(west)) == 3


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_that_is_ten_years_off_signs_nothing(years: int, west: MadeSide, world: World) -> None:
    asked = ask(west, world.officer)
    wrong = next_list(west, [*listed(west), asked], at=LATER.replace(year=LATER.year + years))
    with pytest.raises(RuleBroken) as broken:
        post(west, wrong, world.leader, adds=[asked])
    assert "Set the clock of your device" in said(broken)


def test_a_list_that_is_not_the_next_one_of_this_side_by_this_key_is_refused(
    west: MadeSide, world: World
) -> None:
    east = make_side(seat_of(world, 2), world.programme, [world.partner])
    asked = ask(west, world.officer)
    rows = [*listed(west), asked]
    other = drawn("somebody else's signing", True).identity
    wrong = [
        next_list(west, rows, number=3), next_list(west, rows, number=1), next_list(west, rows, prev=None),
        next_list(west, rows, seat=east.seat), next_list(west, rows, recovery=east.recovery.card),
        next_list(west, [*rows, asked]), next_list(west, [*rows, *listed(east)]),
        sign_list(
            other, seat=west.seat, number=2, prev=None, at=LATER, recovery=west.recovery.card, enrolments=rows
        ),
        sign("key-list+jws", {"cards": []}, west.signing), "", "a.b.c",
    ]  # fmt: skip
    for compact in wrong:
        with pytest.raises(RuleBroken):
            post(west, compact, world.leader, adds=[asked])
    assert len(listed(west)) == 2


def test_a_list_changes_what_was_chosen_and_nothing_beside_it(west: MadeSide, world: World) -> None:
    asked = ask(west, world.officer)
    everybody = [*listed(west), asked]
    for adds, removes in (([], []), ([asked], listed(west)[:1])):
        with pytest.raises(RuleBroken) as broken:
            post(west, next_list(west, everybody), world.leader, adds=adds, removes=removes)
        assert "other keys than those you chose" in said(broken)
    with pytest.raises(RuleBroken) as broken:
        post(west, next_list(west, listed(west)), world.leader)
    assert "changes nothing" in said(broken)


def test_keys_taken_back_lost_or_of_those_who_left_are_not_listed(west: MadeSide, world: World) -> None:
    back = ask(west, world.officer)
    step_enrolment(back, EnrolmentStep.WITHDRAWN, by=world.officer, at=LATER)
    lost = west.enrolments[world.provincial.pk]
    step_enrolment(lost, EnrolmentStep.LOST, by=world.provincial, at=LATER)
    left = ask(west, world.persons["cedar"])
    world.persons["cedar"].posts.update(valid_to=NOW.date())
    with pytest.raises(RuleBroken) as broken:
        post(west, next_list(west, [*listed(west), back, left]), world.leader, adds=[back, left])
    text = said(broken)
    assert "nobody asked" in text and "is lost" in text and "no longer works for this side" in text


def test_only_who_keeps_this_sides_keys_touches_them(west: MadeSide, world: World) -> None:
    asked = ask(west, world.officer)
    compact = next_list(west, [*listed(west), asked])
    for name in ("officer", "provincial", "partner", "stranger", "auditor", "administrator"):
        person = world.persons[name]
        with pytest.raises(RuleBroken):
            post(west, compact, person, adds=[asked])
        with pytest.raises(RuleBroken):
            hand_out_side_key(west.seat, "signing", by=person, at=LATER)
        with pytest.raises(RuleBroken):
            make_side_key(west.seat, new_key(west, 2), "", by=person, at=LATER)


# ---- keys of a side ----------------------------------------------------------------------------------


def new_key(west: MadeSide, of: int, old: Any = None, **changed: Any) -> NewKey:
    signing, recovery = drawn(f"new {of} signing", True), drawn(f"new {of} recovery", True)
    told = {
        "seat": str(west.seat.pk), "number": of, "signing": public(signing.identity.sig),
        "recovery": recovery.identity.card,
    }  # fmt: skip
    return NewKey(**{
        "number": of, "signing": told["signing"], "recovery": told["recovery"],
        "wrapped_signing": signing.wrapped, "wrapped_recovery": recovery.wrapped,
        "succession": sign("side-key+jws", told, old) if old else "", "reason": "A sheet was lost",
        "witness": "Head of office",
    } | changed)  # fmt: skip


def first_of(west: MadeSide, number: int) -> str:
    last = last_list(west.seat)
    assert last
    return sign_list(
        drawn(f"new {number} signing", True).identity, seat=west.seat, number=last.number + 1, prev=last.head,
        at=LATER, recovery=drawn(f"new {number} recovery", True).identity.card, enrolments=listed(west),
    )  # fmt: skip


def test_a_side_renews_its_key_by_the_old_one_by_recovery_or_anew(west: MadeSide, world: World) -> None:
    for number, old in ((2, west.signing), (3, drawn("new 2 recovery", True).identity), (4, None)):
        make_side_key(
            west.seat, new_key(west, number, old), first_of(west, number), by=world.leader, at=LATER
        )
        key = key_in_force(west.seat)
        assert key and key.number == number and bool(key.succession) == bool(old)
    assert SideKey.objects.filter(seat=west.seat, ended_at=None).count() == 1
    assert len(listed(west)) == 2, "renewal takes nobody off"


def test_a_new_key_of_a_side_that_does_not_follow_is_refused_and_the_old_one_stays(
    west: MadeSide, world: World
) -> None:
    stranger = drawn("somebody else's signing", True).identity
    other_number = new_key(west, 3, west.signing)
    wrong = [
        new_key(west, 2, stranger), new_key(west, 2, west.signing, number=3), new_key(west, 2, number=1),
        new_key(west, 2, west.signing, succession=other_number.succession), new_key(west, 2, reason=""),
        new_key(west, 2, witness=""), new_key(west, 2, signing=public(west.signing.sig)),
        new_key(west, 2, recovery=west.recovery.card), new_key(west, 2, wrapped_signing="{}"),
        new_key(west, 2, signing=None), new_key(west, 2, number="2"), new_key(west, 2, succession=5),
    ]  # fmt: skip
    for new in wrong:
        with pytest.raises(RuleBroken):
            make_side_key(west.seat, new, first_of(west, 2), by=world.leader, at=LATER)
    with pytest.raises(RuleBroken):  # the list was signed by the old key
        make_side_key(
            west.seat,
            new_key(west, 2, west.signing),
            next_list(west, listed(west)),
            by=world.leader,
            at=LATER,
        )
    key = key_in_force(west.seat)
    assert key and key.number == 1 and SideKey.objects.filter(seat=west.seat).count() == 1


def test_every_fault_of_a_new_key_is_said_at_once(west: MadeSide, world: World) -> None:
    with pytest.raises(RuleBroken) as broken:
        make_side_key(
            west.seat, new_key(west, 2, number=9, reason="", witness=""), "", by=world.leader, at=LATER
        )
    assert len(broken.value.messages) == 3


def test_the_wrapped_key_of_a_side_leaves_only_after_it_was_written_down(
    west: MadeSide, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hand_out_side_key(west.seat, "signing", by=world.leader, at=LATER).number == 1
    line = AuditLine.objects.get(act="open_side_key")
    assert (line.person_id, line.thing_id) == (world.leader.pk, str(west.key.pk))

    def broken(*given: Any, **named: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("chungtay.actions.recorded._head", broken)
    with pytest.raises(OSError, match="disk is full"):
        hand_out_side_key(west.seat, "recovery", by=world.leader, at=LATER)


# ---- keys of persons --------------------------------------------------------------------------------


def test_a_person_has_one_key_a_side_and_its_follower(west: MadeSide, world: World) -> None:
    with pytest.raises(RuleBroken) as broken:
        ask(west, world.provincial, "provincial's second")
    assert "Make one that follows it" in said(broken)
    follower = ask(
        west, world.provincial, "provincial's second", follows=west.enrolments[world.provincial.pk]
    )
    with pytest.raises(RuleBroken) as broken:
        ask(west, world.provincial, "provincial's third", follows=west.enrolments[world.provincial.pk])
    assert "waits to be listed already" in said(broken)
    again = ask(west, world.provincial, "provincial's second", follows=west.enrolments[world.provincial.pk])
    assert again == follower, "sent twice, asked once"


def test_a_lost_key_is_followed_by_a_fresh_one_and_listed_no_more(west: MadeSide, world: World) -> None:
    own = west.enrolments[world.provincial.pk]
    step_enrolment(own, EnrolmentStep.LOST, by=world.provincial, at=LATER)
    fresh = ask(west, world.provincial, "provincial's second")
    kept = [west.enrolments[world.leader.pk], fresh]
    post(west, next_list(west, kept), world.leader, adds=[fresh], removes=[own])
    own.refresh_from_db()
    assert own.state == "ended"
    with pytest.raises(RuleBroken):
        step_enrolment(own, EnrolmentStep.LOST, by=world.provincial, at=LATER)


def test_no_key_stands_for_two_persons_or_two_uses(west: MadeSide, world: World) -> None:
    taken = west.identities[world.leader.pk]
    wrapped = drawn("1 Leader", False).wrapped
    for card in (
        taken.card, {"enc": taken.card["enc"], "sig": drawn("x", False).identity.card["sig"]},
        {"enc": drawn("x", False).identity.card["enc"], "sig": west.recovery.card["sig"]},
    ):  # fmt: skip
        with pytest.raises(RuleBroken) as broken:
            enrol(west.seat, card, wrapped, by=world.officer, at=LATER)
        assert "used before" in said(broken)


def test_ones_own_wrapped_keys_are_handed_out_and_it_is_written_down(west: MadeSide, world: World) -> None:
    found = hand_out_own(world.programme, by=world.provincial, at=LATER)
    assert [one.pk for one in found] == [west.enrolments[world.provincial.pk].pk]
    assert AuditLine.objects.filter(act="open_own_key", person_id=world.provincial.pk).count() == 1
    assert hand_out_own(world.programme, by=world.officer, at=LATER) == []


def test_fewer_than_two_recipients_are_said(world: World) -> None:
    west, east = make_sides(world)
    assert (count_of(west.seat), count_of(east.seat)) == (3, 1)
    assert [side.pk for side in fewer_than_needed(world.programme, NOW.date())] == [east.seat.pk]


# ---- warnings and senders -----------------------------------------------------------------------------


def test_a_warning_stands_until_a_keeper_of_either_side_says_what_was_found(
    west: MadeSide, world: World
) -> None:
    seen = {"kid": west.signing.sig_kid, "number": 3}
    first = warn_of_key(west.seat, "forked", seen, by=world.partner, at=LATER)
    assert warn_of_key(west.seat, "forked", seen, by=world.partner, at=LATER) == first
    for person, note in ((world.officer, "seen"), (world.leader, "  ")):
        with pytest.raises(RuleBroken):
            settle_warning(first, note, by=person, at=LATER)
    settle_warning(first, "Two tabs of one keeper", by=world.leader, at=LATER)
    first.refresh_from_db()
    assert first.settled_by == world.leader and first.note == "Two tabs of one keeper"
    assert warn_of_key(west.seat, "forked", seen, by=world.partner, at=LATER) != first, "it is seen anew"


def test_a_warning_holds_thumbprints_and_numbers_and_cannot_be_a_letter(west: MadeSide, world: World) -> None:
    for kind, seen in (
        ("forked", {"text": "x" * 101}), ("forked", [1]), ("forked", {"a": {"b": 1}}), ("rumour", {}),
        ("forked", {str(n): n for n in range(9)}), ("forked", None),
    ):  # fmt: skip
        with pytest.raises(RuleBroken):
            warn_of_key(west.seat, kind, seen, by=world.partner, at=LATER)
    for number in range(30):
        warn_of_key(west.seat, "forked", {"number": number}, by=world.partner, at=LATER)
    assert KeyWarning.objects.count() == 10


def test_a_first_senders_key_is_vouched_for_by_another_recipient_of_her_side(
    west: MadeSide, world: World
) -> None:
    card = drawn("officer's browser", False).identity.card
    sender = SenderKey.objects.create(
        person=world.officer, seat=west.seat, card=card, made_at=NOW,
        sig_kid=drawn("officer's browser", False).identity.sig_kid,
    )  # fmt: skip
    told = {"person": str(world.officer.pk), **card, "iat": 1}
    by = west.identities[world.provincial.pk]
    other = drawn("x", False).identity.card
    for compact, person in (
        (sign("sender-card+jws", told, west.identities[world.leader.pk]), world.provincial),
        (sign("sender-card+jws", told | other, by), world.provincial),
        (sign("sender-card+jws", told | {"person": str(world.leader.pk)}, by), world.provincial),
        (sign("key-list+jws", told, by), world.provincial),
        (sign("sender-card+jws", told, by), world.partner),
        (sign("sender-card+jws", told, by), world.officer),
    ):  # fmt: skip
        with pytest.raises(RuleBroken):
            confirm_sender(sender, compact, by=person, at=LATER)
    confirm_sender(sender, sign("sender-card+jws", told, by), by=world.provincial, at=LATER)
    sender.refresh_from_db()
    assert sender.confirmed_by == west.enrolments[world.provincial.pk]
