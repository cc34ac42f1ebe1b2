"""The pages of next year: choose line by line, and see two years side by side."""

from collections.abc import Callable

from django.test import Client

from chungtay.models import Plan
from tests.world import World


def test_an_officer_draws_next_years_plan_from_this_years(
    world: World, signed_in: Callable[..., Client]
) -> None:
    client = signed_in("provincial")
    address = f"/programmes/oak-elm/plans/{world.plan.pk}/next-year/"
    page = client.get(address).content.decode()
    assert "Content 1 of this year." in page
    assert f'value="content:{world.contents[0].pk}" checked' in page
    answer = client.post(address, {"chosen": [f"content:{world.contents[0].pk}"]})
    drawn = Plan.objects.get(year=2027)
    assert answer.headers["Location"] == f"/programmes/oak-elm/plans/{drawn.pk}/"
    again = client.post(address, {"chosen": [f"content:{world.contents[0].pk}"]})
    assert again.headers["Location"] == answer.headers["Location"]  # pressed twice
    assert Plan.objects.filter(year=2027).count() == 1


def test_nothing_chosen_is_told_at_the_field_and_what_was_ticked_is_kept(
    world: World, signed_in: Callable[..., Client]
) -> None:
    client = signed_in("provincial")
    address = f"/programmes/oak-elm/plans/{world.plan.pk}/next-year/"
    answer = client.post(address, {"chosen": []})
    assert answer.status_code == 422
    assert "Choose at least one content" in answer.content.decode()
    assert " checked" not in answer.content.decode()
    assert not Plan.objects.filter(year=2027).exists()


def test_a_partner_never_sees_a_draft_that_was_not_proposed(
    world: World, signed_in: Callable[..., Client]
) -> None:
    signed_in("provincial").post(
        f"/programmes/oak-elm/plans/{world.plan.pk}/next-year/",
        {"chosen": [f"content:{world.contents[0].pk}"]},
    )
    drawn = Plan.objects.get(year=2027)
    partner = signed_in("partner")
    for address in ("", "next-year/", "difference/"):
        assert partner.get(f"/programmes/oak-elm/plans/{drawn.pk}/{address}").status_code == 404, address
    assert str(drawn.pk) not in partner.get("/programmes/oak-elm/").content.decode()
    assert str(drawn.pk) not in partner.get("/work/").content.decode()


def test_two_years_side_by_side_say_what_goes_on_and_what_is_new(
    world: World, signed_in: Callable[..., Client]
) -> None:
    client = signed_in("provincial")
    client.post(
        f"/programmes/oak-elm/plans/{world.plan.pk}/next-year/",
        {"chosen": [f"content:{world.contents[0].pk}", f"commitment:{world.commitments[1].pk}"]},
    )
    drawn = Plan.objects.get(year=2027)
    page = client.get(f"/programmes/oak-elm/plans/{drawn.pk}/difference/").content.decode()
    for words in ("as before", "new: what was signed", "left out", "Union of Oakshire", "30/11/2027"):
        assert words in page, words
