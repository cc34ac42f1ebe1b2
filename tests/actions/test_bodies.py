"""Bodies are added, renamed, moved, ended and taken over by their administrator, who sees nothing of their work."""

from datetime import date, timedelta
from typing import Any

import pytest

from chungtay.actions.people import Takeover, add_body, begin_post, change_body, end_body, take_over
from chungtay.models import (
    Agreement,
    AuditLine,
    Organisation,
    OrganisationChange,
    OrganisationKind,
    OrganisationSuccession,
    Person,
    Post,
    Registered,
    Report,
    SeatHolding,
    SeatSuccession,
)
from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Act, Role
from tests.actions.test_people import begun, fresh, told
from tests.actions.test_registers import opened_club
from tests.world import NOW, TODAY, World

YESTERDAY = TODAY - timedelta(1)
ORDER = "Order 7"


def a_body(
    world: World, name: str = "Union of Oakshire North", above: str = "west", **more: Any
) -> Organisation:
    parent = world.bodies[above] if above else None
    facts: dict[str, Any] = {
        "kind": OrganisationKind.WOMENS_UNION,
        "parent": parent,
        "valid_from": date(2026, 1, 1),
    }
    return Organisation(name=name, **facts | more)


def added(world: World, *given: Any, **more: Any) -> Organisation:
    return add_body(a_body(world, *given, **more), by=world.persons["administrator"], at=NOW)


def taken(world: World, old: list[str | Organisation], heirs: list[str | Organisation], **more: Any) -> None:
    def body(one: str | Organisation) -> Organisation:
        return world.bodies[one] if isinstance(one, str) else one

    given = Takeover(
        tuple(map(body, old)), tuple(map(body, heirs)), **{"on": TODAY, "decision": ORDER} | more
    )
    take_over(given, by=fresh(world.persons["administrator"]), at=NOW)


# One body


def test_a_body_is_added_under_one_that_is_looked_after_and_people_may_sit_in_it(world: World) -> None:
    body = added(world)
    post = begin_post(
        Post(
            person=Person(known_as="First"), organisation=body, role=Role.COMMUNE_OFFICER, title="First",
            valid_from=TODAY,
        ),
        by=fresh(world.persons["administrator"]), at=NOW,
    )  # fmt: skip
    assert post.organisation.looked_after_by is None
    assert AuditLine.objects.filter(act="add_body", thing_id=str(body.pk)).count() == 1


def test_a_partner_stands_under_nobody_and_its_people_are_looked_after_from_here(world: World) -> None:
    partner = added(world, "Union of Pineshire", above="")
    below = added(world, "Union of Pine district", parent=partner)
    for body in (partner, below):
        assert body.looked_after_by == world.bodies["west"]
        assert begun(world, organisation=body, person=Person(known_as=f"Of {body}")).pk
    for stranger in ("leader", "stranger"):
        assert not Post.objects.visible_to(fresh(world.persons[stranger]), TODAY).exists()


def test_who_looks_after_a_partners_people_reads_nothing_of_its_work(world: World) -> None:
    partner = added(world, "Union of Pineshire", above="")
    Report.objects.filter(holder=world.bodies["elm"]).update(holder=partner)
    assert not Report.objects.visible_to(fresh(world.leader), TODAY).filter(holder=partner).exists()
    assert not Report.objects.visible_to(fresh(world.persons["administrator"]), TODAY).exists()


def test_a_second_click_adds_no_second_body(world: World) -> None:
    added(world)
    with pytest.raises(RuleBroken) as problem:
        added(world)
    assert "There is a body of this name already" in told(problem)


def test_nobody_adds_a_body_under_one_of_others(world: World) -> None:
    for by, above in (("administrator", "far"), ("leader", "west"), ("stranger", "far"), ("leader", "")):
        with pytest.raises(RuleBroken) as problem:
            add_body(a_body(world, above=above), by=world.persons[by], at=NOW)
        assert "Your post does not allow this" in told(problem)


def test_of_a_new_name_the_old_one_is_kept_with_its_day_and_decision(world: World) -> None:
    change_body(
        world.bodies["dogwood"], on=TODAY, decision=ORDER, by=world.persons["administrator"], at=NOW,
        name="Union of  Dogwood and Fir",
    )  # fmt: skip
    before = OrganisationChange.objects.get()
    assert (before.name, before.on, before.instrument) == ("Union of Dogwood", TODAY, ORDER)
    assert Organisation.objects.get(pk=world.bodies["dogwood"].pk).name == "Union of Dogwood and Fir"


def test_a_mended_signing_post_makes_no_story(world: World) -> None:
    by = world.persons["administrator"]
    change_body(world.bodies["dogwood"], on=TODAY, decision=ORDER, by=by, at=NOW, signing_post="PRESIDENT")
    assert not OrganisationChange.objects.exists()


def test_a_moved_body_is_read_from_above_in_its_new_place_only(world: World) -> None:
    club, north = opened_club(world), added(world)
    begun(
        world,
        organisation=north,
        person=Person(known_as="North"),
        role=Role.PROVINCIAL_OFFICER,
        title="North",
    )
    reader = Person.objects.get(known_as="North")
    assert not Registered.objects.visible_to(fresh(reader), TODAY).exists()
    by = fresh(world.persons["administrator"])
    change_body(world.bodies["dogwood"], on=TODAY, decision=ORDER, by=by, at=NOW, parent=north)
    assert Registered.objects.visible_to(fresh(reader), TODAY).get() == club


CHANGES = [
    ({"on": TODAY + timedelta(1)}, "is still to come"),
    ({"name": " "}, "Write the name of the body"),
    ({"name": "Union of Cedar"}, "There is a body of this name already"),
    ({"decision": " "}, "Say by which decision"),
]


@pytest.mark.parametrize(("wrong", "words"), CHANGES)
def test_a_wrong_change_says_what_to_mend(world: World, wrong: dict[str, Any], words: str) -> None:
    given: dict[str, Any] = {"on": TODAY, "decision": ORDER, "name": "Other"} | wrong
    with pytest.raises(RuleBroken) as problem:
        change_body(world.bodies["dogwood"], by=world.persons["administrator"], at=NOW, **given)
    assert words in told(problem)
    assert not OrganisationChange.objects.exists()


def test_no_body_stands_under_itself(world: World) -> None:
    by = world.persons["administrator"]
    with pytest.raises(RuleBroken) as problem:
        change_body(
            world.bodies["west"], on=TODAY, decision=ORDER, by=by, at=NOW, parent=world.bodies["dogwood"]
        )
    assert "Union of Dogwood stands under this body" in told(problem)


def test_a_body_that_ends_takes_its_posts_with_it(world: World) -> None:
    end_body(world.bodies["dogwood"], on=TODAY, decision=ORDER, by=world.persons["administrator"], at=NOW)
    assert world.officer.posts.get().valid_to == TODAY
    assert fresh(world.officer).posts_on(TODAY) == []


def test_a_body_with_a_side_or_with_bodies_below_is_not_simply_ended(world: World) -> None:
    with pytest.raises(RuleBroken) as problem:
        end_body(world.bodies["west"], on=TODAY, decision="", by=world.persons["administrator"], at=NOW)
    assert "Oakshire and Elmshire" in told(problem)
    assert "Bodies that stand under it: 2" in told(problem)
    assert "Say by which decision" in told(problem)
    assert "Your own post stands in this body" in told(problem)


# Takeovers


def test_of_two_bodies_that_merge_the_heir_reads_and_answers_for_all(world: World) -> None:
    club, heir = opened_club(world), added(world)
    taken(world, ["dogwood", "cedar"], [heir])
    ended = Organisation.objects.filter(name__in=["Union of Dogwood", "Union of Cedar"])
    assert set(ended.values_list("valid_to", flat=True)) == {TODAY}
    officer = fresh(world.officer)
    assert [post.organisation for post in officer.posts_on(TODAY)] == [heir]
    assert Registered.objects.visible_to(officer, TODAY).get() == club
    places = Report.objects.visible_to(officer, TODAY).values_list("place__name", flat=True)
    assert set(places) == {"Dogwood", "Cedar"}
    assert AuditLine.objects.filter(act="succeed_body", reason=ORDER).count() == 2


def test_a_post_passes_on_with_its_holder_or_ends_as_was_chosen(world: World) -> None:
    heir, post = added(world), world.persons["cedar"].posts.get()
    taken(world, ["dogwood", "cedar"], [heir], posts={post.pk: None})
    assert fresh(world.persons["cedar"]).posts_on(TODAY) == []
    follower = Post.objects.get(follows=world.officer.posts.get(follows=None))
    assert (follower.person, follower.valid_from, follower.role) == (
        world.officer,
        TODAY,
        Role.COMMUNE_OFFICER,
    )


def test_recorded_twice_is_recorded_once(world: World) -> None:
    heir = added(world)
    for _ in range(2):
        taken(world, ["dogwood"], [heir])
    assert OrganisationSuccession.objects.filter(new=heir).count() == 1
    assert Post.objects.filter(organisation=heir).count() == 1


def a_split(world: World) -> tuple[Organisation, Organisation, Organisation]:
    """A body with a side in the programme, about to become two."""
    old, one, two = (added(world, f"Union {name}") for name in ("old", "one", "two"))
    SeatHolding.objects.filter(organisation=world.bodies["west"]).update(organisation=old)
    return old, one, two


def test_of_a_body_that_splits_one_heir_alone_takes_the_side(world: World) -> None:
    old, one, two = a_split(world)
    seat = world.programme.seats.get(number=1)
    taken(world, [old], [one, two], sides={seat.pk: two})
    assert seat.holder_on(YESTERDAY) == old
    assert seat.holder_on(TODAY) == two
    assert SeatSuccession.objects.get().reason == ORDER
    begun(world, organisation=one, person=Person(known_as="One"), role=Role.PROVINCIAL_LEADER, title="One")
    begun(world, organisation=two, person=Person(known_as="Two"), role=Role.PROVINCIAL_LEADER, title="Two")
    programmes = Agreement.objects
    assert not programmes.visible_to(fresh(Person.objects.get(known_as="One")), TODAY).exists()
    assert programmes.visible_to(fresh(Person.objects.get(known_as="Two")), TODAY).get() == world.programme


def test_a_split_says_who_takes_each_side_and_post(world: World) -> None:
    old, one, two = a_split(world)
    begun(world, organisation=old, person=Person(known_as="Sits"), title="Officer of old")
    with pytest.raises(RuleBroken) as problem:
        taken(world, [old], [one, two])
    assert "Say which body takes the side of “Oakshire and Elmshire”. Only one of them does." in told(problem)
    assert "Say what becomes of the post: Officer of old." in told(problem)
    assert not OrganisationSuccession.objects.exists()
    assert seat_holder(world) == old


def seat_holder(world: World) -> Organisation | None:
    return world.programme.seats.get(number=1).holder_on(TODAY)


def test_bodies_below_move_to_the_one_heir_and_say_where_they_stood(world: World) -> None:
    old, one, _ = a_split(world)
    child = added(world, "Union of a village", parent=old)
    taken(world, [old], [one])
    child.refresh_from_db()
    assert child.parent == one
    assert OrganisationChange.objects.get(organisation=child).parent == old


def test_no_body_comes_to_hold_both_sides_of_an_agreement(world: World) -> None:
    old, one, _ = a_split(world)
    SeatHolding.objects.filter(organisation=world.bodies["east"]).update(organisation=one)
    with pytest.raises(RuleBroken) as problem:
        taken(world, [old], [one])
    assert "Union one would hold two sides of “Oakshire and Elmshire”" in told(problem)


def test_no_body_takes_over_from_one_that_it_stands_under(world: World) -> None:
    old, _, _ = a_split(world)
    below = added(world, "Union of a village", parent=old)
    with pytest.raises(RuleBroken) as problem:
        taken(world, [old], [below])
    assert "Union of a village stands under Union old, which ends. Move it first." in told(problem)


def test_the_own_post_stays_until_another_administrator_hands_it_over(world: World) -> None:
    own, heir = (
        world.persons["administrator"].posts.get(),
        added(world, "Union of Oakshire and Farshire", above=""),
    )
    taken(world, ["west"], [heir])
    own.refresh_from_db()
    assert own.valid_to is None
    assert fresh(world.leader).posts_on(TODAY)[0].organisation == heir


def test_every_fault_of_a_takeover_is_named_at_once_and_nothing_is_kept(world: World) -> None:
    heir = added(world, valid_from=TODAY + timedelta(9))
    with pytest.raises(RuleBroken) as problem:
        taken(world, ["dogwood", "cedar"], [heir, "dogwood"], decision="")
    assert [str(message) for message in problem.value.messages[:4]] == [
        "Several bodies become one, or one becomes several. Record each takeover by itself.",
        "Union of Dogwood cannot take over from itself.",
        "Union of Oakshire North does not exist on 2026-03-20.",
        "Say by which decision.",
    ]
    assert Organisation.objects.filter(valid_to=TODAY).count() == 0


def test_who_does_not_look_after_both_records_no_takeover(world: World) -> None:
    for old, heir in (("far", "west"), ("dogwood", "far")):
        with pytest.raises(RuleBroken) as problem:
            taken(world, [old], [heir])
        assert "Your post does not allow this" in told(problem)


# Several posts


def test_one_person_in_two_bodies_sees_both_and_acts_for_each(world: World) -> None:
    officer = world.officer
    begun(world, organisation=world.bodies["cedar"], person=officer, title="Also of Cedar")
    bodies = fresh(officer).organisations_for(Act.REPORT, TODAY)
    assert bodies == {world.bodies["dogwood"].pk, world.bodies["cedar"].pk}
