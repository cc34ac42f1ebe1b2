"""Two tabs: the plan was withdrawn while a form of it was still open. Whoever sends it is told why nothing is kept."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.models import Plan, Target, Task
from tests.world import NOW, World

WITHDRAWN = "This plan was withdrawn. Begin a new one."


@pytest.fixture
def withdrawn(world: World) -> World:
    Plan.objects.filter(pk=world.plan.pk).update(withdrawn_by=world.leader, withdrawn_at=NOW)
    return world


@pytest.mark.parametrize(
    ("name", "address", "told"),
    [
        ("partner", "plan-acceptance", {"seat": "2", "version": "1"}),
        ("partner", "plan-changes", {"seat": "2", "field": "name", "text": "Another name"}),
        ("leader", "plan-number", {"number": "9/KH-BTV", "issued_on": "20/03/2026", "issuers": "west"}),
        ("leader", "plan-proposal", {}),
        ("leader", "plan-amendment", {"reason": "The conference decided it"}),
    ],
)
def test_a_form_of_a_plan_that_was_withdrawn_meanwhile_says_so(
    withdrawn: World, signed_in: Callable[..., Client], name: str, address: str, told: dict[str, str]
) -> None:
    sent = {key: withdrawn.bodies[value].pk if key == "issuers" else value for key, value in told.items()}
    answer = signed_in(name).post(reverse(address, args=[withdrawn.plan.pk]), sent)
    assert answer.status_code == 422
    assert WITHDRAWN in unescape(answer.content.decode())


@pytest.mark.parametrize("address", ["content-tasks", "content-targets"])
def test_nothing_more_is_asked_of_anybody_by_a_withdrawn_plan(
    withdrawn: World, signed_in: Callable[..., Client], address: str
) -> None:
    told = {
        "text": "Hold talks", "organisation": withdrawn.bodies["dogwood"].pk, "due_on": "30/04/2026",
        "indicator": withdrawn.indicators["sessions"].pk, "amount": "3",
    }  # fmt: skip
    before = Target.objects.count(), Task.objects.count()
    where = reverse(address, args=[withdrawn.programme.slug, withdrawn.contents[0].pk])
    answer = signed_in("leader").post(where, told)
    assert answer.status_code == 422
    assert WITHDRAWN in unescape(answer.content.decode())
    assert (Target.objects.count(), Task.objects.count()) == before
