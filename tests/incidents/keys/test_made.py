"""What the demo and the tests make without a browser is what the rules accept from one."""

from chungtay.incidents.models import Enrolment, KeyList, SideKey
from chungtay.models import AuditLine
from tests.incidents.made import make_sides
from tests.world import World


def test_a_side_that_is_made_without_a_browser_passes_every_rule(world: World) -> None:
    west, east = make_sides(world)
    assert SideKey.objects.count() == 2
    assert KeyList.objects.count() == 2
    assert {one.state for one in Enrolment.objects.all()} == {"listed"}
    assert set(west.identities) == {world.provincial.pk, world.leader.pk, world.officer.pk}
    assert len(east.halves["signing"]) == 2
    acts = list(AuditLine.objects.values_list("act", flat=True))
    assert acts.count("enrol") == 4 and acts.count("make_side_key") == 2 and acts.count("post_key_list") == 2
