"""Posts begin, end and are handed over by an administrator of the body, who sees nothing of its business."""

from datetime import date, timedelta
from typing import Any

import pytest

from chungtay.actions.people import begin_post, close_account, end_post, hand_over, open_account
from chungtay.models import Account, Agreement, AuditLine, Invitation, Person, Post, Registered, Report
from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Act, Role
from tests.actions.test_registers import opened_club
from tests.world import NOW, TODAY, World

TOMORROW = TODAY + timedelta(1)


def told(problem: Any) -> str:
    return " ".join(str(message) for message in problem.value.messages)


def a_post(world: World, body: str = "dogwood", **more: Any) -> Post:
    facts: dict[str, Any] = {
        "person": Person(known_as="New officer"), "organisation": world.bodies[body],
        "role": Role.COMMUNE_OFFICER, "title": "Officer of Dogwood", "valid_from": TODAY,
    }  # fmt: skip
    return Post(**facts | more)


def begun(world: World, *, by: str = "administrator", programmes: Any = (), **more: Any) -> Post:
    return begin_post(a_post(world, **more), programmes=programmes, by=world.persons[by], at=NOW)


def fresh(person: Person) -> Person:
    """As the next request sees them."""
    return Person.objects.get(pk=person.pk)


# Beginning and ending


def test_a_new_person_comes_into_being_with_the_post_and_sees_its_work(world: World) -> None:
    club = opened_club(world)
    post = begun(world)
    assert Registered.objects.visible_to(fresh(post.person), TODAY).get() == club
    assert AuditLine.objects.filter(act="begin_post", kind="post", thing_id=str(post.pk)).count() == 1


def test_a_second_click_begins_no_second_post(world: World) -> None:
    begun(world)
    for person in (
        Person(known_as="New officer"),
        Post.objects.get(title="Officer of Dogwood", valid_from=TODAY).person,
    ):
        with pytest.raises(RuleBroken) as problem:
            begun(world, person=person)
        assert "holds this post already" in told(problem)
    assert Person.objects.filter(known_as="New officer").count() == 1


def test_two_persons_may_hold_the_same_post(world: World) -> None:
    begun(world)
    begun(world, person=Person(known_as="Another officer"))
    assert Post.objects.filter(title="Officer of Dogwood", valid_from=TODAY).count() == 2


def test_a_person_may_hold_several_posts_and_sees_the_work_of_each(world: World) -> None:
    officer = world.officer
    begun(world, body="cedar", person=officer, title="Also of Cedar")
    seen = Report.objects.visible_to(fresh(officer), TODAY).values_list("place__name", flat=True)
    assert set(seen) == {"Dogwood", "Cedar"}
    assert len(fresh(officer).posts_on(TODAY)) == 2


def test_a_post_limited_to_a_programme_sees_nothing_of_another(world: World) -> None:
    other = Agreement.objects.create(slug="other", kind="memorandum", name="Another")
    here = begun(world, programmes=[world.programme])
    there = begun(world, programmes=[other], person=Person(known_as="Third"))
    assert Report.objects.visible_to(fresh(here.person), TODAY).exists()
    assert not Report.objects.visible_to(fresh(there.person), TODAY).exists()


@pytest.mark.parametrize(
    ("by", "body"),
    [
        ("administrator", "far"), ("administrator", "east"), ("administrator", "farwood"), ("leader", "dogwood"),
        ("officer", "dogwood"), ("auditor", "dogwood"), ("stranger", "far"),
    ],
)  # fmt: skip
def test_nobody_gives_a_post_beyond_the_bodies_that_they_administer(world: World, by: str, body: str) -> None:
    with pytest.raises(RuleBroken) as problem:
        begun(world, by=by, body=body)
    assert "does not allow" in told(problem)
    assert not Person.objects.filter(known_as="New officer").exists()


def test_an_administrator_gives_no_post_to_themself_and_ends_none_of_their_own(world: World) -> None:
    administrator = world.persons["administrator"]
    own = administrator.posts.get()
    with pytest.raises(RuleBroken, match="to themself"):
        begun(world, person=administrator, role=Role.PROVINCIAL_LEADER)
    with pytest.raises(RuleBroken, match="of their own"):
        end_post(own, on=TODAY, by=administrator, at=NOW)
    with pytest.raises(RuleBroken, match="of their own"):
        hand_over(own, to=world.officer, on=TODAY, by=administrator, at=NOW)
    with pytest.raises(RuleBroken, match="of their own"):
        hand_over(world.officer.posts.get(), to=administrator, on=TODAY, by=administrator, at=NOW)


def test_nothing_is_kept_of_a_post_with_faults_and_each_fault_is_named(world: World) -> None:
    with pytest.raises(RuleBroken) as problem:
        begun(world, person=Person(known_as=" "), title="", valid_to=date(2020, 1, 1))
    assert len(problem.value.messages) == 3
    assert not Person.objects.filter(known_as=" ").exists()
    assert not AuditLine.objects.filter(act="begin_post").exists()


def test_titles_and_names_are_one_line(world: World) -> None:
    post = begun(world, title="Officer\n of\u2028Dogwood", person=Person(known_as=" New\tofficer "))
    assert (post.title, post.person.known_as) == ("Officer of Dogwood", "New officer")


def test_an_ended_post_is_over_on_that_very_day(world: World) -> None:
    post = world.officer.posts.get()
    end_post(post, on=TODAY, by=world.persons["administrator"], at=NOW)
    assert not Report.objects.visible_to(fresh(world.officer), TODAY).exists()
    assert Report.objects.visible_to(fresh(world.officer), TODAY - timedelta(1)).exists()
    with pytest.raises(RuleBroken, match="already"):
        end_post(post, on=TODAY, by=world.persons["administrator"], at=NOW)


def test_a_post_that_ends_tomorrow_stands_today(world: World) -> None:
    end_post(world.officer.posts.get(), on=TOMORROW, by=world.persons["administrator"], at=NOW)
    assert Report.objects.visible_to(fresh(world.officer), TODAY).exists()
    assert not Report.objects.visible_to(fresh(world.officer), TOMORROW).exists()


# Hand-over


def handed_over(world: World, to: Person | None = None, on: date = TODAY) -> Post:
    post = world.officer.posts.get()
    return hand_over(
        post, to=to or Person(known_as="Successor"), on=on, by=world.persons["administrator"], at=NOW
    )


def test_the_successor_has_the_same_post_and_sees_its_work_and_the_predecessor_no_longer(
    world: World,
) -> None:
    old = world.officer.posts.get()
    old.place = world.places["Dogwood"]
    old.save()
    old.assignments.create(agreement=world.programme)
    club = opened_club(world)
    new = handed_over(world)
    old.refresh_from_db()
    assert (new.follows, new.role, new.organisation, new.place, new.title) == (
        old, old.role, old.organisation, old.place, old.title,
    )  # fmt: skip
    assert (old.valid_to, new.valid_from) == (TODAY, TODAY)
    assert [one.agreement for one in new.assignments.all()] == [world.programme]
    assert Registered.objects.visible_to(fresh(new.person), TODAY).get() == club
    assert not Registered.objects.visible_to(fresh(world.officer), TODAY).exists()


def test_the_predecessors_acts_keep_their_name(world: World) -> None:
    opened_club(world)
    before = AuditLine.objects.get(act="open_registered")
    handed_over(world)
    after = AuditLine.objects.get(act="open_registered")
    assert (after.person_id, after.post, after.hash) == (
        world.officer.pk,
        "Officer of Union of Dogwood",
        before.hash,
    )


def test_a_hand_over_in_days_to_come_changes_nothing_today(world: World) -> None:
    new = handed_over(world, on=TOMORROW)
    assert Report.objects.visible_to(fresh(world.officer), TODAY).exists()
    assert not Report.objects.visible_to(fresh(new.person), TODAY).exists()
    assert Report.objects.visible_to(fresh(new.person), TOMORROW).exists()


def test_a_post_is_handed_over_once(world: World) -> None:
    handed_over(world)
    with pytest.raises(RuleBroken, match="handed over"):
        handed_over(world)
    assert Person.objects.filter(known_as="Successor").count() == 1


def test_a_post_that_had_ended_is_taken_up_by_a_successor_and_its_end_stays(world: World) -> None:
    old = world.officer.posts.get()
    end_post(old, on=date(2026, 2, 1), by=world.persons["administrator"], at=NOW)
    new = handed_over(world)
    old.refresh_from_db()
    assert (old.valid_to, new.valid_from, new.valid_to) == (date(2026, 2, 1), TODAY, None)


def test_a_term_that_was_to_end_later_ends_then_for_the_successor(world: World) -> None:
    Post.objects.filter(person=world.officer).update(valid_to=date(2027, 1, 1))
    assert handed_over(world).valid_to == date(2027, 1, 1)


def test_the_link_of_the_predecessor_opens_nothing_any_more(world: World) -> None:
    post = world.officer.posts.get()
    Invitation.objects.create(post=post, secret_hash="a", made_at=NOW, expires_at=NOW + timedelta(7))
    handed_over(world)
    assert Invitation.objects.get().withdrawn_at == NOW


# Accounts


def test_a_closed_account_is_shut_and_may_be_opened_again(world: World) -> None:
    account, administrator = world.officer.account, world.persons["administrator"]
    close_account(account, reason="left the office", by=administrator, at=NOW)
    assert not Account.objects.get(pk=account.pk).is_active
    open_account(account, by=administrator, at=NOW)
    assert Account.objects.get(pk=account.pk).is_active
    assert [line.reason for line in AuditLine.objects.filter(kind="account")] == ["left the office", ""]


@pytest.mark.parametrize(
    ("by", "whose", "why"),
    [
        ("administrator", "administrator", "of their own"), ("administrator", "stranger", "does not allow"),
        ("administrator", "partner", "does not allow"), ("leader", "officer", "does not allow"),
    ],
)  # fmt: skip
def test_an_account_is_closed_by_another_administrator_of_its_bodies(
    world: World, by: str, whose: str, why: str
) -> None:
    with pytest.raises(RuleBroken, match=why):
        close_account(world.persons[whose].account, by=world.persons[by], at=NOW)
    assert Account.objects.get(person=world.persons[whose]).is_active


def test_an_account_that_also_serves_elsewhere_is_not_closed_by_one_side(world: World) -> None:
    far = Post.objects.create(
        person=world.officer, organisation=world.bodies["far"], role=Role.PROVINCIAL_OFFICER, title="Far",
        valid_from=date(2026, 1, 1),
    )  # fmt: skip
    with pytest.raises(RuleBroken, match="elsewhere"):
        close_account(world.officer.account, by=world.persons["administrator"], at=NOW)
    Post.objects.filter(pk=far.pk).update(valid_to=TODAY)
    close_account(world.officer.account, by=world.persons["administrator"], at=NOW)


# Sight


def test_an_administrator_sees_people_and_no_business(world: World) -> None:
    opened_club(world)
    administrator = world.persons["administrator"]
    assert not Registered.objects.visible_to(administrator, TODAY).exists()
    assert not Report.objects.visible_to(administrator, TODAY).exists()
    assert not Agreement.objects.visible_to(administrator, TODAY).exists()
    seen = {post.person.known_as for post in Post.objects.visible_to(administrator, TODAY)}
    assert seen == {"Officer", "Cedar", "Provincial", "Leader", "Auditor", "Administrator"}


@pytest.mark.parametrize("name", ["officer", "leader", "auditor", "partner", "stranger"])
def test_nobody_else_sees_people(world: World, name: str) -> None:
    assert not Post.objects.visible_to(world.persons[name], TODAY).exists()
    post = world.officer.posts.get()
    assert not world.persons[name].may(Act.MANAGE, post.facts(TODAY), TODAY)
