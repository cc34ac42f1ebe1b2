"""What the two sides of the demo raise with, lay out for and say to one another stands where the story says."""

import pytest

from chungtay.demo.kept import Kept
from chungtay.models import Gathering, Matter, MatterAction, ShelfItem, Speech
from chungtay.rules.gatherings import GatheringState
from chungtay.rules.matters import ActionState, MatterState

from .conftest import LOADED_ON

pytestmark = pytest.mark.django_db


def test_one_border_matter_is_solved_by_both_sides_and_one_by_half(demo: Kept) -> None:
    states = dict(Matter.objects.values_list("state", "holder__name_en"))
    assert states == {
        MatterState.SOLVED: "Women's Union of Quảng Ngãi province",
        MatterState.SOLVED_HERE: "Women's Union of Attapeu province",
    }
    assert set(MatterAction.objects.values_list("state", flat=True)) == {ActionState.DONE}


def test_every_matter_and_gathering_can_be_read_in_both_languages(demo: Kept) -> None:
    for model in (Matter, MatterAction, Gathering, Speech):
        for one in model.objects.all():
            for field in ("title", "text", "agenda"):
                if hasattr(one, field):
                    assert getattr(one, field), one
                    assert getattr(one, f"{field}_lo"), one


def test_the_shelf_holds_what_was_replied_what_waits_and_what_is_said_in_lao_alone(demo: Kept) -> None:
    answered, waits, in_lao = (
        ShelfItem.objects.get(**told)
        for told in ({"papers__isnull": False}, {"title__contains": "nuôi dê"}, {"title": ""})
    )
    assert answered.replies.count() == 2
    assert waits.replies.count() == 0
    assert waits.readers.get().received_at
    assert in_lao.title_lo
    assert in_lao.readers.get().received_at is None


def test_twinned_villages_have_met_and_a_conference_is_to_come(demo: Kept) -> None:
    met, coming = Gathering.objects.order_by("held_on")
    assert (met.kind, met.state) == ("twin_meeting", GatheringState.CONFIRMED)
    assert met.twins
    assert (coming.kind, coming.state) == ("conference", GatheringState.SENT)
    assert coming.held_on > LOADED_ON
    assert coming.speeches.count() == 2
