"""On the page of a day that came with the product an office says that it does not keep it, and keeps it again."""

from collections.abc import Callable

import pytest
from django.test import Client

from chungtay.models import Occasion, Unobserved
from tests.world import World

Enter = Callable[..., Client]
pytestmark = pytest.mark.django_db


@pytest.fixture(name="feast")
def laid(world: World) -> Occasion:
    return Occasion.objects.create(
        slug="feast", name="Feast", rule="fixed", month=4, day=1, lead_days=14, source="Custom"
    )


def test_a_day_is_left_and_taken_up_again_on_its_page(
    feast: Occasion, world: World, signed_in: Enter
) -> None:
    at, desk = f"/occasions/{feast.pk}/", signed_in("provincial")
    assert f"{at}leaving/" in desk.get(at).content.decode()
    refused = desk.post(f"{at}leaving/", {"from_on": "20/03/2026", "reason": ""})
    assert refused.status_code == 422
    desk.post(f"{at}leaving/", {"from_on": "20/03/2026", "reason": "We visit instead"})
    shown = desk.get(at).content.decode()
    assert "We visit instead" in shown and f"{at}returning/" in shown
    assert Unobserved.objects.get().holder == world.bodies["west"]
    assert "We visit instead" not in signed_in("partner").get(at).content.decode()
    desk.post(f"{at}returning/")
    assert not Unobserved.objects.exists()


def test_over_the_api_too(feast: Occasion, world: World, signed_in: Enter) -> None:
    at, desk = f"/api/occasions/{feast.pk}", signed_in("provincial")
    told = {"from_on": "2026-03-20", "reason": "We visit"}
    assert desk.post(f"{at}/leaving", told, content_type="application/json").status_code == 200
    assert Unobserved.objects.get().reason == "We visit"
    strange = told | {"holder": f"{world.bodies['far'].pk}"}
    assert desk.post(f"{at}/leaving", strange, content_type="application/json").status_code == 422
    assert desk.post(f"{at}/returning", {}, content_type="application/json").status_code == 200
    assert not Unobserved.objects.exists()


def test_an_offices_own_day_is_not_left_but_ended(feast: Occasion, world: World, signed_in: Enter) -> None:
    Occasion.objects.filter(pk=feast.pk).update(holder=world.bodies["west"])
    at = f"/occasions/{feast.pk}/"
    assert f"{at}leaving/" not in signed_in("provincial").get(at).content.decode()
    told = {"from_on": "20/03/2026", "reason": "We visit"}
    assert signed_in("provincial").post(f"{at}leaving/", told).status_code == 422
