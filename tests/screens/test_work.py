"""My work shows every post with what it owes, and says so where it owes nothing."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.world import World

Enter = Callable[..., Client]


def test_each_post_has_its_list_and_each_row_opens(signed_in: Enter, world: World) -> None:
    page = signed_in("officer").get("/work/").content.decode()
    assert "Officer of Union of Dogwood" in page
    assert f"/reports/{world.reports['dogwood'].pk}/" in page
    assert "5 days left" in page


def test_a_superior_sees_who_is_late_and_how_far_the_units_are(signed_in: Enter, world: World) -> None:
    page = signed_in("provincial").get("/work/").content.decode()
    assert "3 days late" in page
    assert "1 unit has not reported:" in page
    assert "Of 2 units 0 are approved, 0 wait, 2 have not reported." in page


def test_an_empty_post_says_so(signed_in: Enter) -> None:
    assert "Nothing is due." in signed_in("stranger").get("/work/").content.decode()


def test_a_partner_is_asked_for_the_plan_in_her_language(signed_in: Enter, world: World) -> None:
    page = signed_in("partner", "lo").get("/work/").content.decode()
    assert f"/plans/{world.plan.pk}/" in page
    assert "ອ່ານ ແລະ ຮັບຮອງ" in page


@pytest.mark.parametrize("name", ["officer", "provincial", "leader", "partner", "auditor", "stranger"])
def test_everybody_has_a_page_of_work(signed_in: Enter, name: str) -> None:
    assert signed_in(name).get("/work/").status_code == 200


def test_without_signing_in_one_is_sent_to_the_door(client: Client) -> None:
    assert client.get("/work/")["Location"].startswith("/sign-in/")


def test_the_page_takes_no_post(signed_in: Enter) -> None:
    assert signed_in("officer").post("/work/").status_code == 405
