"""Programme pages: seats, plan, results and lateness, for whoever has a seat and for nobody else."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from chungtay.actions.ledger import post
from chungtay.models import (
    Activity,
    Document,
    Entry,
    Phase,
    PlanAcceptance,
    QuotedFigure,
    SeatHolding,
    Source,
    Target,
    Task,
)
from tests.world import NOW, TODAY, World

Enter = Callable[[str], Client]


@pytest.fixture
def told(world: World) -> World:
    """A programme in the middle of its year: entries, a quoted figure, a late task, a target of the phase."""
    changes = [
        Entry(
            indicator=world.indicators["attendances"], place=world.places["Dogwood"], on=date(2026, month, 10),
            holder=world.bodies["dogwood"], served=world.served, combination=world.cells["sex:female"],
            is_base=True, amount=amount * 10_000, qualifier=qualifier, source=Source.objects.create(kind="load"),
        )
        for month, amount, qualifier in ((1, 300, "exact"), (2, 320, "nearly"))
    ]  # fmt: skip
    post(changes, kind="load", by=None, at=NOW)
    paper = Document.objects.create(type="Bài báo", title="News of a review", holder=world.bodies["west"])
    paper.agreements.set([world.programme])
    QuotedFigure.objects.create(
        document=paper, agreement=world.programme, indicator=world.indicators["attendances"], said_by="A newspaper",
        first_on=date(2026, 1, 1), last_on=date(2026, 12, 31), quantity=700 * 10_000, qualifier="nearly",
        measure="lượt",
    )  # fmt: skip
    Target.objects.create(
        agreement=world.programme, indicator=world.indicators["attendances"], commitment=world.commitments[0],
        first_on=date(2024, 1, 1), last_on=date(2028, 12, 31), amount=400 * 10_000,
    )  # fmt: skip
    Task.objects.create(
        agreement=world.programme, content=world.contents[1], organisation=world.bodies["dogwood"], text="Book the bus",
        due_on=TODAY - timedelta(days=3),
    )  # fmt: skip
    Activity.objects.create(
        kind_id="visit", title="Visit to Elmshire", first_on=date(2025, 10, 20), last_on=date(2025, 10, 22),
        place=world.places["Elm"], holder=world.bodies["west"], served=world.served, recorded_by=world.provincial,
    )  # fmt: skip
    return world


def page(client: Client, address: str = "/programmes/oak-elm/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def pages(world: World) -> list[str]:
    here = "/programmes/oak-elm/"
    return [
        "/programmes/",
        here,
        f"{here}?year=2026",
        f"{here}plans/{world.plan.pk}/",
        f"{here}contents/{world.contents[0].pk}/",
    ]


@pytest.mark.parametrize("name", ["officer", "provincial", "leader", "partner", "auditor"])
def test_every_page_opens_for_whoever_has_a_seat(told: World, signed_in: Enter, name: str) -> None:
    client = signed_in(name)
    for address in pages(told):
        assert "Oakshire" in page(client, address)


@pytest.mark.parametrize("language", ["vi", "lo", "en"])
def test_every_page_opens_in_every_language(
    told: World, signed_in: Callable[..., Client], language: str
) -> None:
    for address in pages(told):
        page(signed_in("partner", language), address)


def test_a_stranger_finds_no_programme(told: World, signed_in: Enter) -> None:
    client = signed_in("stranger")
    assert "Oakshire" not in page(client, "/programmes/")
    for address in pages(told)[1:]:
        assert client.get(address).status_code == 404
    for address in (f"/plans/{told.plan.pk}/acceptance/", f"/tasks/{Task.objects.get().pk}/completion/"):
        assert client.post(address, {"seat": 1}).status_code == 404


def test_whoever_has_not_signed_in_is_asked_to(told: World, client: Client) -> None:
    for address in pages(told):
        assert client.get(address).url.startswith("/sign-in/")  # type: ignore[attr-defined]


def test_pages_take_no_posts_and_acts_take_no_gets(told: World, signed_in: Enter) -> None:
    client = signed_in("leader")
    for address in pages(told):
        assert client.post(address).status_code == 405
    for address in (f"/plans/{told.plan.pk}/acceptance/", f"/tasks/{Task.objects.get().pk}/completion/"):
        assert client.get(address).status_code == 405


def test_a_plan_of_another_programme_or_year_is_not_found(told: World, signed_in: Enter) -> None:
    assert signed_in("leader").get("/programmes/oak-elm/?year=2031").status_code == 404
    assert signed_in("leader").get(f"/programmes/other/plans/{told.plan.pk}/").status_code == 404


def test_a_content_stands_beside_its_target_uncapped(told: World, signed_in: Enter) -> None:
    said = page(signed_in("provincial"))
    assert "124.0%" in said and "above the target" in said  # 620 of 500
    assert "155.0%" in said  # 620 of the phase's 400
    assert "about</span>" in said


def test_what_was_signed_without_a_content_is_shown(told: World, signed_in: Enter) -> None:
    said = page(signed_in("provincial"))
    before, after = said.split("Signed, but without a content in this plan")
    assert "Visit one another" in after
    assert "Tell about the border" not in after


def test_a_quoted_figure_stands_beside_the_ledger_with_the_difference(told: World, signed_in: Enter) -> None:
    said = page(signed_in("provincial"))
    row = said[said.index("A newspaper") :][:1200]
    assert "700" in row and "620" in row and "\N{MINUS SIGN}80" in row


def test_late_units_and_tasks_are_named_to_their_superiors_only(told: World, signed_in: Enter) -> None:
    to_superior, to_partner = page(signed_in("provincial")), page(signed_in("partner"))
    assert "Book the bus" in to_superior and "Cedar" in to_superior
    assert "Book the bus" not in to_partner and "Cedar" not in to_partner
    assert "0 of 3" in to_partner  # how complete is no secret between the sides


def test_a_seat_shows_its_successive_holders(told: World, signed_in: Enter) -> None:
    holding = SeatHolding.objects.get(organisation=told.bodies["west"])
    holding.valid_to = date(2025, 7, 1)
    holding.save()
    SeatHolding.objects.create(
        seat=holding.seat, organisation=told.bodies["far"], valid_from=date(2025, 7, 1)
    )
    said = page(signed_in("partner"))
    assert "until 30/06/2025" in said and "since 01/07/2025" in said
    assert said.index("Union of Oakshire") < said.index("Union of Farshire")


def test_the_partner_accepts_the_plan_once_and_pressing_twice_is_harmless(
    told: World, signed_in: Enter
) -> None:
    client = signed_in("partner")
    assert "Accept the plan for our side" in page(client)
    address = f"/plans/{told.plan.pk}/acceptance/"
    for _ in range(2):
        answer = client.post(address, {"seat": 2}, follow=True)
        assert answer.status_code == 200
    assert PlanAcceptance.objects.get().seat.number == 2
    assert "Accept the plan for our side" not in page(client)
    assert f"accepted on {told.plan.acceptances.get().accepted_at:%d/%m/%Y}" in page(client)


@pytest.mark.parametrize(
    ("name", "seat"), [("officer", 1), ("auditor", 1), ("partner", 1), ("provincial", 1)]
)
def test_nobody_accepts_for_a_seat_that_is_not_theirs(
    told: World, signed_in: Enter, name: str, seat: int
) -> None:
    client = signed_in(name)
    assert client.post(f"/plans/{told.plan.pk}/acceptance/", {"seat": seat}).status_code == 422
    assert not PlanAcceptance.objects.exists()
    assert ("Accept the plan" in page(client)) is (name == "partner")


@pytest.mark.parametrize("seat", ["", "x", "9"])
def test_a_seat_that_is_not_there_is_not_found(told: World, signed_in: Enter, seat: str) -> None:
    assert signed_in("leader").post(f"/plans/{told.plan.pk}/acceptance/", {"seat": seat}).status_code == 404


def test_a_task_is_finished_by_whoever_owes_it(told: World, signed_in: Enter) -> None:
    address, client = f"/tasks/{Task.objects.get().pk}/completion/", signed_in("officer")
    assert "Finished today" in page(client, f"/programmes/oak-elm/contents/{told.contents[1].pk}/")
    assert signed_in("auditor").post(address).status_code == 422
    for _ in range(2):
        assert client.post(address, follow=True).status_code == 200
    assert Task.objects.get().done_by == told.officer


def test_a_programme_page_asks_at_most_thirty_two_queries(
    told: World, signed_in: Enter, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in("provincial")
    page(client)  # by now this process knows maps and ledger
    with django_assert_max_num_queries(32):
        page(client)


def test_the_list_of_programmes_asks_the_same_number_however_long(
    told: World, signed_in: Enter, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in("provincial")
    with django_assert_max_num_queries(13):
        page(client, "/programmes/")


def test_an_earlier_phase_is_shown_with_its_own_results(told: World, signed_in: Enter) -> None:
    Phase.objects.create(
        agreement=told.programme, name="2019–2023", first_on=date(2019, 1, 1), last_on=date(2023, 12, 31)
    )
    client = signed_in("provincial")
    earlier = page(client, "/programmes/oak-elm/?phase=2019–2023")
    assert "Results against the targets of 2019–2023" in earlier and "155.0%" not in earlier
    assert "155.0%" in page(client)
    assert client.get("/programmes/oak-elm/?phase=1999").status_code == 404
