"""My work shows every post with what it owes, and says so where it owes nothing."""

from collections.abc import Callable

import pytest
from django.test import Client

from chungtay.models import ShelfReader, SupervisedBody
from tests.answers.between import DAYS, greeting, matter, problem, recommended, shelf_item, supervision
from tests.world import TODAY, World

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


def test_what_stands_between_bodies_is_named_with_who_asks_and_opens(signed_in: Enter, world: World) -> None:
    asked = recommended(world, text="Pay what is owed", due_on=TODAY - DAYS, number=4, year=2026)
    held = supervision(world)
    SupervisedBody.objects.create(supervision=held, organisation=world.bodies["dogwood"])
    client = signed_in("officer")
    page = client.get("/work/").content.decode()
    for words in ("Pay what is owed", "Union of Oakshire", "4/2026", "1 day late", "Report by the outline"):
        assert words in page
    for address in (f"/recommendations/{asked.pk}/", f"/supervisions/{held.pk}/"):
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200


def test_a_partner_reads_her_rows_in_lao_with_a_ring_where_nobody_checked_it(
    signed_in: Enter, world: World
) -> None:
    raised = matter(world, title_lo="ທາງຖືກປິດ")
    item = shelf_item(world)
    ShelfReader.objects.create(item=item, organisation=world.bodies["east"])
    page = signed_in("partner", "lo").get("/work/").content.decode()
    assert f'href="/matters/{raised.pk}/"' in page and f'href="/shelf/{item.pk}/"' in page
    assert 'class="unchecked"' in page and "ທາງຖືກປິດ" in page


def test_a_letter_is_named_by_its_occasion_and_year(signed_in: Enter, world: World) -> None:
    letter = greeting(world, TODAY + 5 * DAYS)
    page = signed_in("provincial", "en").get("/work/").content.decode()
    assert "Lao New Year 2026" in page and f'href="/greetings/{letter.pk}/"' in page


def test_a_problem_of_which_nothing_came_is_said_beside_its_workshop(signed_in: Enter, world: World) -> None:
    made = problem(world, "not_taken_up")
    made.outcomes.all().delete()
    page = signed_in("provincial").get("/work/").content.decode()
    assert made.text in page and f'href="/workshops/{made.workshop_id}/"' in page


def test_a_program_reads_the_same_rows(signed_in: Enter, world: World) -> None:
    asked = recommended(world, due_on=TODAY + DAYS)
    (duty,) = signed_in("officer").get("/api/work").json()
    row = next(row for row in duty["owed"] if row["kind"] == "recommendation_acknowledge")
    assert row == {
        "kind": "recommendation_acknowledge", "thing": "recommendation", "id": str(asked.pk),
        "due_on": str(TODAY + DAYS), "waits_since": None,
    }  # fmt: skip
