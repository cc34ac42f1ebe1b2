"""The deadlines of the installation are laid once; an office sets its own from a day on."""

from datetime import timedelta

import pytest

from chungtay.actions.deadlines import lay_deadlines, set_deadline
from chungtay.answers.deadlines import clocks_of, days_given
from chungtay.models import AuditLine, Deadline
from chungtay.rules.deadlines import DeadlineKind
from chungtay.rules.messages import RuleBroken
from tests.world import NOW, TODAY, World

ANSWER = DeadlineKind.ANSWER
LATER = TODAY + timedelta(days=30)


def test_every_kind_comes_with_the_installation_once_and_names_its_source(world: World) -> None:
    lay_deadlines(NOW)
    lay_deadlines(NOW + timedelta(days=1))
    assert sorted(Deadline.objects.values_list("kind", flat=True)) == sorted(DeadlineKind)
    assert all(row.source and row.holder is None for row in Deadline.objects.all())
    west = world.bodies["west"].pk
    assert [days_given(kind, west, TODAY) for kind in (ANSWER, DeadlineKind.SUPERVISION_NOTICE)] == [20, 15]


def test_an_office_sets_its_own_from_a_day_on_and_others_keep_theirs(world: World) -> None:
    lay_deadlines(NOW)
    west, east = world.bodies["west"], world.bodies["east"]
    told = {"days": 10, "source": "QĐ 12/QĐ-BTV", "valid_from": LATER, "by": world.provincial, "at": NOW}
    row = set_deadline(west, ANSWER, **told)  # type: ignore[arg-type]
    assert set_deadline(west, ANSWER, **told) == row  # type: ignore[arg-type]
    assert AuditLine.objects.filter(act="set_deadline", thing_id=str(row.pk)).count() == 1
    assert (days_given(ANSWER, west.pk, TODAY), days_given(ANSWER, west.pk, LATER)) == (20, 10)
    assert days_given(ANSWER, east.pk, LATER) == 20
    [clock] = [one for one in clocks_of(west, world.leader, TODAY) if one.kind is ANSWER]
    assert clock.holds and (clock.holds.days, [one.days for one in clock.rows]) == (20, [10, 20])


def test_what_is_wrong_with_a_deadline_is_named_and_nothing_is_kept(world: World) -> None:
    lay_deadlines(NOW)
    before = Deadline.objects.count()
    with pytest.raises(RuleBroken) as refused:
        set_deadline(
            world.bodies["west"], ANSWER, days=0, source=" ", valid_from=TODAY - timedelta(days=1),
            by=world.leader, at=NOW,
        )  # fmt: skip
    assert [one.where for one in refused.value.messages] == ["days", "source", "valid_from"]
    assert Deadline.objects.count() == before


WHO = """
    person      reads  sets
    provincial  5      yes
    leader      5      yes
    auditor     5      no
    officer     5      no
    partner     5      no
    stranger    5      no
"""


@pytest.mark.parametrize("row", WHO.strip().splitlines()[1:])
def test_who_plans_for_the_office_sets_them(world: World, row: str) -> None:
    name, reads, sets = row.split()
    lay_deadlines(NOW)
    person, west = world.persons[name], world.bodies["west"]
    assert Deadline.objects.visible_to(person, TODAY).count() == int(reads)
    told = {"days": 10, "source": "QĐ 12", "valid_from": LATER, "by": person, "at": NOW}
    if sets == "yes":
        set_deadline(west, ANSWER, **told)  # type: ignore[arg-type]
        assert not Deadline.objects.visible_to(world.stranger, TODAY).filter(holder=west).exists()
    else:
        with pytest.raises(RuleBroken, match="Your post does not allow this"):
            set_deadline(west, ANSWER, **told)  # type: ignore[arg-type]
