"""A link opens once, for seven days, to the right person; whatever else is tried with it is told the same."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError

from chungtay.actions.accounts import is_known, note_success
from chungtay.actions.people import (
    accept_as,
    accept_with_new_account,
    accept_with_new_password,
    close_account,
    end_post,
    invite,
    opened_by,
    withdraw_invitation,
)
from chungtay.models import Account, AuditLine, Invitation, Person, Post, Report
from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Role
from tests.actions.test_people import begun, fresh
from tests.world import NOW, TODAY, World

GOOD = "seven quiet otters crossing"
NOTHING = "This invitation opens nothing."


def invited(world: World, post: Post, by: str = "administrator") -> str:
    return invite(post, by=world.persons[by], at=NOW)[1]


def taken_up(secret: str, name: str = "new.officer", password: str = GOOD, **more: Any) -> Account:
    return accept_with_new_account(secret, name=name, password=password, at=more.get("at", NOW))


def test_a_link_leads_to_an_account_that_signs_in_and_sees_the_posts_work(world: World) -> None:
    post = begun(world)
    account = taken_up(invited(world, post))
    assert account.person == post.person
    assert authenticate(username="new.officer", password=GOOD) == account
    assert Report.objects.visible_to(fresh(account.person), TODAY).exists()
    line = AuditLine.objects.get(act="accept_invitation")
    assert (line.person_id, line.kind, line.thing_id) == (post.person_id, "post", str(post.pk))


def test_the_secret_is_not_kept(world: World) -> None:
    secret = invited(world, begun(world))
    kept = str(list(Invitation.objects.values())) + str(list(AuditLine.objects.values()))
    assert secret not in kept


def spoil(world: World, secret: str, how: str) -> tuple[str, Any]:
    """The link and the moment at which it is tried."""
    made = Invitation.objects.get()
    administrator = world.persons["administrator"]
    match how:
        case "used":
            taken_up(secret)
        case "withdrawn":
            withdraw_invitation(made, by=administrator, at=NOW)
        case "replaced":
            invited(world, made.post)
        case "ended":
            end_post(made.post, on=TODAY, by=administrator, at=NOW)
        case "ended since":
            Post.objects.filter(pk=made.post_id).update(valid_to=TODAY)
        case "late":
            return secret, NOW + timedelta(days=7)
        case "made up":
            return "x" * 10_000, NOW
        case "empty":
            return "", NOW
        case "hash":
            return made.secret_hash, NOW
    return secret, NOW


@pytest.mark.parametrize(
    "how", ["used", "withdrawn", "replaced", "ended", "ended since", "late", "made up", "empty", "hash"]
)
def test_a_link_that_opens_nothing_is_always_told_the_same(world: World, how: str) -> None:
    secret, at = spoil(world, invited(world, begun(world)), how)
    for visitor in (None, world.stranger):
        with pytest.raises(RuleBroken) as problem:
            opened_by(secret, visitor=visitor, at=at)
        assert [str(message) for message in problem.value.messages] == [NOTHING]
    for attempt in (
        lambda: taken_up(secret, "other.name", at=at),
        lambda: accept_with_new_password(secret, password=GOOD, at=at),
        lambda: accept_as(secret, visitor=world.stranger, at=at),
    ):
        with pytest.raises(RuleBroken) as problem:
            attempt()
        assert [str(message) for message in problem.value.messages] == [NOTHING]
    assert not Account.objects.filter(name="other.name").exists()


def test_a_moment_before_seven_days_the_link_still_opens(world: World) -> None:
    secret = invited(world, begun(world))
    assert taken_up(secret, at=NOW + timedelta(days=7, seconds=-1))


@pytest.mark.parametrize(
    "name", ["officer", "Big", "ab", "x" * 41, "x" * 10_000, "hai từ", "nhiên", "-a-b", "a b", ""]
)
def test_a_name_is_free_and_typed_alike_on_every_keyboard(world: World, name: str) -> None:
    secret = invited(world, begun(world))
    with pytest.raises(RuleBroken) as problem:
        taken_up(secret, name)
    assert [message.where for message in problem.value.messages] == ["name"]
    assert taken_up(secret), "a wrong name uses nothing up"


def test_a_poor_password_is_refused_and_uses_nothing_up(world: World) -> None:
    secret = invited(world, begun(world))
    with pytest.raises(ValidationError):
        taken_up(secret, password="short")
    assert taken_up(secret)


def test_whoever_has_an_account_signs_in_and_takes_the_post_up_beside_their_own(world: World) -> None:
    post = begun(world)
    accept_as(invited(world, post), visitor=world.stranger, at=NOW)
    assert {one.organisation for one in fresh(world.stranger).posts_on(TODAY)} == {
        world.bodies["far"], world.bodies["dogwood"],
    }  # fmt: skip
    assert Report.objects.visible_to(fresh(world.stranger), TODAY).exists()


def test_an_administrator_does_not_take_up_what_they_gave(world: World) -> None:
    secret = invited(world, begun(world))
    with pytest.raises(RuleBroken, match=NOTHING):
        accept_as(secret, visitor=world.persons["administrator"], at=NOW)


def test_a_post_in_which_somebody_acted_is_not_taken_over_by_a_link(world: World) -> None:
    """Else their acts would bear another's name; it is handed over instead."""
    post = begun(world)
    AuditLine.objects.create(
        number=99,
        at=NOW,
        person_id=post.person_id,
        post="",
        act="record",
        kind="activity",
        thing_id="",
        hash="x",
    )
    secret = invited(world, post)
    with pytest.raises(RuleBroken, match=NOTHING):
        accept_as(secret, visitor=world.stranger, at=NOW)
    assert taken_up(secret)


def test_what_is_another_accounts_is_not_taken_up(world: World) -> None:
    secret = invited(world, world.officer.posts.get())
    with pytest.raises(RuleBroken, match=NOTHING):
        accept_as(secret, visitor=world.stranger, at=NOW)
    with pytest.raises(RuleBroken, match=NOTHING):
        taken_up(secret)
    assert accept_as(secret, visitor=world.officer, at=NOW) == world.officer.posts.get()


def test_whoever_forgot_the_password_sets_a_new_one_and_known_browsers_are_forgotten(world: World) -> None:
    device = note_success(world.officer.account, device="", at=NOW)
    secret = invited(world, world.officer.posts.get())
    accept_with_new_password(secret, password=GOOD, at=NOW)
    assert authenticate(username="officer", password=GOOD)
    assert not authenticate(username="officer", password="correct horse battery staple")
    assert not is_known("officer", device)


def test_who_serves_elsewhere_too_gets_no_new_password_from_one_side(world: World) -> None:
    Post.objects.create(
        person=world.officer, organisation=world.bodies["far"], role=Role.PROVINCIAL_OFFICER, title="Far",
        valid_from=date(2026, 1, 1),
    )  # fmt: skip
    secret = invited(world, world.officer.posts.get(organisation=world.bodies["dogwood"]))
    with pytest.raises(RuleBroken, match=NOTHING):
        accept_with_new_password(secret, password=GOOD, at=NOW)
    assert authenticate(username="officer", password="correct horse battery staple")
    assert accept_as(secret, visitor=world.officer, at=NOW)


@pytest.mark.parametrize(
    ("by", "whose", "why"),
    [
        ("administrator", "administrator", "themself"), ("administrator", "stranger", "does not allow"),
        ("leader", "officer", "does not allow"), ("stranger", "officer", "does not allow"),
    ],
)  # fmt: skip
def test_only_another_administrator_of_the_body_invites(world: World, by: str, whose: str, why: str) -> None:
    with pytest.raises(RuleBroken, match=why):
        invited(world, world.persons[whose].posts.get(), by)
    assert not Invitation.objects.exists()


def test_nobody_is_invited_to_an_ended_post_or_a_closed_account(world: World) -> None:
    post, administrator = world.officer.posts.get(), world.persons["administrator"]
    close_account(world.officer.account, by=administrator, at=NOW)
    with pytest.raises(RuleBroken, match="closed"):
        invited(world, post)
    end_post(post, on=TODAY, by=administrator, at=NOW)
    with pytest.raises(RuleBroken, match="ended"):
        invited(world, post)


def test_an_account_closed_since_finds_its_link_shut(world: World) -> None:
    secret = invited(world, world.officer.posts.get())
    close_account(world.officer.account, by=world.persons["administrator"], at=NOW)
    with pytest.raises(RuleBroken, match=NOTHING):
        opened_by(secret, visitor=None, at=NOW)


def test_only_an_administrator_takes_a_link_back_and_taking_back_twice_is_once(world: World) -> None:
    invited(world, begun(world))
    made = Invitation.objects.get()
    with pytest.raises(RuleBroken, match="does not allow"):
        withdraw_invitation(made, by=world.stranger, at=NOW)
    for _ in range(2):
        withdraw_invitation(made, by=world.persons["administrator"], at=NOW)
    assert AuditLine.objects.filter(act="withdraw_invitation").count() == 1


def test_no_person_is_lost_when_a_post_is_taken_up_by_another(world: World) -> None:
    post = begun(world)
    before = Person.objects.count()
    accept_as(invited(world, post), visitor=world.stranger, at=NOW)
    assert Person.objects.count() == before
