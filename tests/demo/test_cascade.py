"""In the demo a plan has gone down to communes that stand at every stage, and a directive was not followed by all."""

import pytest

from chungtay.answers.directives import DirectiveShown
from chungtay.answers.plans.cascade import Cascade
from chungtay.demo.kept import Kept
from chungtay.models import Directive, Person, Plan
from chungtay.rules.cascade import Stage
from chungtay.rules.directives import Standing

from .conftest import LOADED_ON

pytestmark = pytest.mark.django_db


def officer() -> Person:
    return Person.objects.get(account__name="quang-ngai")


def test_the_provinces_own_plan_has_gone_down_to_communes_at_every_stage(demo: Kept) -> None:
    plan = Plan.objects.get(holder=demo.bodies["quang-ngai"], is_joint=False)
    shown = Cascade(plan, officer(), LOADED_ON)
    stages = {row.body: row.stage for row in shown.units}
    assert {key: stages[demo.bodies[key]] for key in ("dak-plo", "mo-rai", "bo-y", "duc-nong", "ro-koi")} == {
        "dak-plo": Stage.RECEIVED,
        "mo-rai": Stage.DRAWING,
        "bo-y": Stage.WITH_LEADER,
        "duc-nong": Stage.ISSUED,
        "ro-koi": Stage.NOT_SENT,
    }
    issued = next(row for row in shown.units if row.stage is Stage.ISSUED)
    assert (issued.kept, len(issued.left_out), len(issued.added), issued.tasks) == (3, 1, 1, 1)


def test_the_directive_is_done_by_one_acknowledged_late_by_two_and_returned_by_one(demo: Kept) -> None:
    shown = DirectiveShown(Directive.objects.get(), officer(), LOADED_ON)
    standings = [row.standing for row in shown.addressees]
    assert (standings.count(Standing.DONE), standings.count(Standing.ACKNOWLEDGED)) == (1, 2)
    assert (shown.tally.returned, shown.tally.waiting, shown.tally.late) == (1, 2, 5)


def test_the_partner_sees_nothing_of_what_goes_down_on_our_side(demo: Kept) -> None:
    partner = Person.objects.get(account__name="attapeu")
    assert not Plan.objects.visible_to(partner, LOADED_ON).filter(is_joint=False).exists()
    assert not Directive.objects.visible_to(partner, LOADED_ON).exists()
