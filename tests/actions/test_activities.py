"""What took place is recorded once it has, with who came."""

from datetime import date, timedelta

import pytest

from chungtay.actions.activities import record_activity
from chungtay.models import Activity
from chungtay.rules.messages import RuleBroken
from tests.world import NOW, TODAY, World


def talk(world: World, **changed: object) -> Activity:
    facts: dict[str, object] = {
        "kind_id": "session", "title": "A talk about the border", "first_on": date(2026, 2, 3),
        "last_on": date(2026, 2, 3), "place": world.places["Dogwood"], "village": "Upper",
        "holder": world.bodies["dogwood"], "served": world.served,
    }  # fmt: skip
    return Activity(**facts | changed)


def test_a_talk_is_kept_with_those_who_came(world: World) -> None:
    came = {world.cells["sex:female"]: 51, world.cells["sex:male"]: 9, world.cells["sex:not-stated"]: 0}
    made = record_activity(talk(world), attendances=came, by=world.officer, at=NOW)
    assert (made.attended(), made.attendances.count(), made.recorded_by) == (60, 2, world.officer)


def test_a_talk_that_is_sent_twice_is_one_and_a_like_one_later_is_another(world: World) -> None:
    came = {world.cells["sex:female"]: 51}
    sent = [(came, 0), (came, 5), ({}, 6), (came, 90)]
    made = [
        record_activity(
            talk(world), attendances=numbers, by=world.officer, at=NOW + timedelta(seconds=seconds)
        )
        for numbers, seconds in sent
    ]
    assert [made.index(one) for one in made] == [0, 0, 2, 3]


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"title": " "}, "title"),
        ({"last_on": date(2026, 2, 2)}, "last_on"),
        ({"last_on": date(2026, 3, 21)}, "last_on"),
    ],
)
def test_what_cannot_have_been_is_refused(world: World, changed: dict[str, object], where: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        record_activity(talk(world, **changed), attendances={}, by=world.officer, at=NOW)
    assert [message.where for message in refused.value.messages] == [where]


def test_a_commune_that_had_gone_by_then_is_refused(world: World) -> None:
    gone = talk(world, place=world.places["Alder"], holder=world.bodies["cedar"])
    with pytest.raises(RuleBroken, match="Alder did not exist on"):
        record_activity(gone, attendances={}, by=world.provincial, at=NOW)


@pytest.mark.parametrize("name", ["cedar", "partner", "auditor", "stranger"])
def test_others_neither_record_nor_see_it(world: World, name: str) -> None:
    with pytest.raises(RuleBroken, match="does not allow"):
        record_activity(talk(world), attendances={}, by=world.persons[name], at=NOW)
    record_activity(talk(world), attendances={}, by=world.officer, at=NOW)
    assert Activity.objects.visible_to(world.persons[name], TODAY).exists() == (name == "auditor")
