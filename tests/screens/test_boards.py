"""One plan in four shapes, and what is done there: for whoever reads the plan, in words, without JavaScript."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from chungtay.models import Organisation, Plan, SavedView, Task
from tests.world import TODAY, World

Enter = Callable[..., Client]
SHAPES = ["board", "table", "calendar", "timeline"]


def given(world: World, text: str, body: str = "dogwood", *, due: int, **more: Any) -> Task:
    return Task.objects.create(
        agreement=world.programme, content=world.contents[0], text=text, organisation=world.bodies[body],
        place=world.bodies[body].place, asker=world.bodies["west"], due_on=TODAY + timedelta(days=due), **more,
    )  # fmt: skip


@pytest.fixture
def laid(world: World) -> dict[str, Task]:
    """A late one, one at risk that waits for it, a calm one of Cedar."""
    tasks = {
        "late": given(world, "Book the bus", due=-3, state="accepted"),
        "risk": given(world, "Talk at Đăk Blô", due=60, begins_on=TODAY),
        "calm": given(world, "Print leaflets", "cedar", due=5, rank=1),
    }
    tasks["risk"].blocked_by.add(tasks["late"])
    return tasks


def here(world: World, rest: str = "board/") -> str:
    return f"/programmes/oak-elm/plans/{world.plan.pk}/{rest}"


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content[:500]
    return words(answer.content.decode())


def words(content: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", content)).split())


# The four questions


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("person", ["officer", "provincial", "leader", "partner", "auditor"])
def test_every_shape_opens_for_whoever_reads_the_plan(
    world: World, laid: dict[str, Task], signed_in: Enter, shape: str, person: str
) -> None:
    said = page(signed_in(person), here(world, f"{shape}/"))
    assert ("Book the bus" in said) == (person != "partner")
    assert ("Print leaflets" in said) == (person not in ("partner", "officer"))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("language", ["vi", "lo", "en"])
def test_every_shape_is_said_in_every_language(
    world: World, laid: dict[str, Task], signed_in: Enter, shape: str, language: str
) -> None:
    said = page(signed_in("provincial", language), here(world, f"{shape}/"))
    late = {"vi": "Trễ hạn", "lo": "ຊ້າ", "en": "Late"}[language]
    assert f"{late} 1" in said


POSTS = ["deeds/", "risk-days/", "views/"]


def test_strangers_find_nothing_and_visitors_are_asked_to_sign_in(
    world: World, laid: dict[str, Task], signed_in: Enter, client: Client
) -> None:
    stranger = signed_in("stranger")
    for shape in SHAPES:
        assert stranger.get(here(world, f"{shape}/")).status_code == 404
        assert client.get(here(world, f"{shape}/")).url.startswith("/sign-in/")  # type: ignore[attr-defined]
    for post in POSTS:
        assert stranger.post(here(world, post), {"task": laid["late"].pk}).status_code == 404
    other = here(world).replace("oak-elm", "other")
    assert signed_in("leader").get(other).status_code == 404


def test_shapes_take_no_posts_and_deeds_no_gets(world: World, signed_in: Enter) -> None:
    leader = signed_in("leader")
    assert {leader.post(here(world, f"{shape}/")).status_code for shape in SHAPES} == {405}
    assert {leader.get(here(world, post)).status_code for post in POSTS} == {405}


def test_an_auditor_looks_and_is_offered_nothing_to_do(
    world: World, laid: dict[str, Task], signed_in: Enter
) -> None:
    auditor = signed_in("auditor")
    for shape in ("board/", "table/"):
        content = auditor.get(here(world, shape)).content.decode()
        assert 'name="task"' not in content and "Accept the task" not in content
        assert "Many at once" not in content and "Change the number of days" not in content
    answer = auditor.post(here(world, "deeds/"), {"task": laid["risk"].pk, "act": "accept"})
    assert answer.status_code == 422 and "Your post does not allow this." in answer.content.decode()


# What slips, and whom to call


def test_a_monday_is_answered_on_top(world: World, laid: dict[str, Task], signed_in: Enter) -> None:
    said = page(signed_in("provincial"), here(world))
    assert "Late 1 At risk 2 On track 0 Ended 0" in said
    assert "Union of Dogwood 1 late, 1 at risk Union of Cedar 1 at risk" in said
    assert "waits for something late waits for Book the bus , 17/03/2026" in said


def test_the_rule_stands_on_the_page_with_the_plans_own_number(world: World, signed_in: Enter) -> None:
    client = signed_in("provincial")
    assert "due within 7 days and not done" in page(client, here(world, "table/"))
    answer = client.post(here(world, "risk-days/?shape=table&pace=late"), {"days": "1"})
    assert (answer.status_code, answer["Location"]) == (302, here(world, "table/?pace=late"))
    assert "due within 1 day and not done" in page(client, here(world, "table/"))
    refused = client.post(here(world, "risk-days/?shape=table"), {"days": "400"})
    assert refused.status_code == 422 and Plan.objects.get().at_risk_days == 1


def test_a_link_narrows_and_says_to_what(world: World, laid: dict[str, Task], signed_in: Enter) -> None:
    client, dogwood = signed_in("provincial"), world.bodies["dogwood"].pk
    address = here(world, f"table/?pace=late&organisation={dogwood}")
    assert f'href="{here(world, "table/")}?pace=late"' in client.get(here(world, "table/")).content.decode()
    said = page(client, address)
    assert "Only: Late; Union of Dogwood Show all" in said and "Print leaflets" not in said


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    "asked", ["holder__name=x", "state=gone", "month=May", "organisation=x", "content=99"]
)
def test_what_is_not_offered_is_refused(world: World, signed_in: Enter, shape: str, asked: str) -> None:
    answer = signed_in("provincial").get(here(world, f"{shape}/?{asked}"))
    assert answer.status_code == 422 and 'class="errs' in answer.content.decode()


# The shapes


def test_a_board_has_a_column_for_each_state_and_says_where_a_card_may_go(
    world: World, laid: dict[str, Task], signed_in: Enter
) -> None:
    content = signed_in("officer").get(here(world)).content.decode()
    assert re.findall(r'data-column="(\w+)"', content) == [
        "given", "day_proposed", "returned", "accepted", "done", "confirmed",
    ]  # fmt: skip
    card = content.split(f'data-task="{laid["late"].pk}"')[1].split(">")[0]
    assert set(card.split('"')[1].split()) == {
        "done:finish:", "day_proposed:propose_day:!", "returned:send_back:!",
    }  # fmt: skip
    assert f'value="{laid["risk"].pk}:accept"' in content


def test_cards_go_to_no_other_body_or_content(world: World, laid: dict[str, Task], signed_in: Enter) -> None:
    for by, head in (("organisation", "Union of Dogwood"), ("content", "1. Talks in border communes")):
        content = signed_in("provincial").get(here(world, f"board/?by={by}")).content.decode()
        assert head in words(content) and 'data-behaviour="board"' not in content


def test_a_full_column_leads_to_the_table(world: World, signed_in: Enter) -> None:
    Task.objects.bulk_create(
        Task(
            agreement=world.programme, content=world.contents[0], organisation=world.bodies["dogwood"],
            text=f"Task {number}", due_on=TODAY + timedelta(days=30),
        )
        for number in range(45)
    )  # fmt: skip
    client = signed_in("provincial")
    content = client.get(here(world)).content.decode()
    assert content.count("data-task=") == 40 and "5 more in the table" in content
    assert f'href="{here(world, "table/")}?state=given"' in content
    assert page(client, here(world, "table/?state=given")).count("Task 4") == 6


def test_a_table_is_sorted_by_its_heads(world: World, laid: dict[str, Task], signed_in: Enter) -> None:
    client = signed_in("provincial")
    content = client.get(here(world, "table/?sort=rank")).content.decode()
    assert 'aria-sort="ascending"' in content and "sort=-rank" in content
    said = words(content)
    assert said.index("Print leaflets") < said.index("Book the bus")
    assert 'aria-sort="descending"' in client.get(here(world, "table/?sort=-rank")).content.decode()


def test_a_calendar_begins_its_weeks_on_monday_and_turns_its_months(
    world: World, laid: dict[str, Task], signed_in: Enter
) -> None:
    client = signed_in("provincial")
    content = client.get(here(world, "calendar/")).content.decode()
    assert words(content).index("Mon Tue Wed Thu Fri Sat Sun") > 0
    assert 'datetime="2026-03-17"' in content and "Due in 03/2026" in words(content)
    assert 'rel="prev" href="?' not in content and "month=2026-02" in content and "month=2026-04" in content
    assert "Nothing is due in this month." in page(client, here(world, "calendar/?month=2026-08"))
    november = page(client, here(world, "calendar/?month=2026-11"))
    assert "Mon 30 /11 Content 1 Talks in border communes Content 2 A visit in October" in november
    assert "month=2025-12" not in client.get(here(world, "calendar/?month=2026-01")).content.decode()


def test_a_timeline_places_a_task_from_its_first_to_its_last_day(
    world: World, laid: dict[str, Task], signed_in: Enter
) -> None:
    content = signed_in("provincial").get(here(world, "timeline/")).content.decode()
    days = date(2026, 5, 19) - date(2026, 3, 20)
    width = f"{(days.days + 1) / 365 * 100:.2f}%"
    assert f'class="line__at_risk" x="21.37%" width="{width}"' in content
    assert 'class="line__late" cx=' in content and "1. Talks in border communes" in words(content)


def test_the_year_before_stands_below_the_table(
    world: World, laid: dict[str, Task], signed_in: Enter
) -> None:
    before = Plan.objects.create(phase=world.phase, year=2025, name="Plan 2025")
    content = before.contents.create(number=1, text="Talks of old")
    Task.objects.create(
        agreement=world.programme, content=content, organisation=world.bodies["cedar"], text="Old",
        place=world.places["Cedar"], due_on=date(2025, 3, 1),
    )  # fmt: skip
    said = page(signed_in("provincial"), here(world, "table/"))
    assert "Tasks set, done and late on 20/03/2026 and on 20/03/2025." in said
    assert "1. Talks in border communes 3 0 1 1 0 1" in said
    assert "2. A visit in October 0 0 0 new this year" in said


# Deeds


def test_one_press_takes_one_step_and_comes_back_to_the_card(
    world: World, laid: dict[str, Task], signed_in: Enter
) -> None:
    client, key = signed_in("officer"), laid["risk"].pk
    answer = client.post(here(world, "deeds/?shape=board&pace=at_risk"), {"step": f"{key}:accept"})
    assert answer["Location"] == here(world, f"board/?pace=at_risk#t-{key}")
    laid["risk"].refresh_from_db()
    assert laid["risk"].state == "accepted"
    assert "Done for 1 task." in page(client, here(world))


def test_a_step_with_a_reason_is_taken_through_the_same_form(
    world: World, laid: dict[str, Task], signed_in: Enter
) -> None:
    client, step = signed_in("officer"), {"step": f"{laid['late'].pk}:propose_day"}
    refused = client.post(here(world, "deeds/?shape=board"), step)
    assert refused.status_code == 422 and "Say why." in words(refused.content.decode())
    answer = client.post(here(world, "deeds/"), step | {"note": "The bus is broken", "day": "30/04/2026"})
    assert answer.status_code == 302
    laid["late"].refresh_from_db()
    assert (laid["late"].state, laid["late"].proposed_on) == ("day_proposed", date(2026, 4, 30))


def test_many_are_put_off_at_once(world: World, laid: dict[str, Task], signed_in: Enter) -> None:
    client = signed_in("provincial")
    sent = {"task": [laid[name].pk for name in ("late", "calm")], "act": "put_off", "day": "30/04/2026"}
    answer = client.post(here(world, "deeds/?shape=table&sort=rank"), sent)
    assert answer["Location"] == here(world, "table/?sort=rank")
    assert Task.objects.filter(due_on=date(2026, 4, 30)).count() == 2


def test_a_refusal_names_the_task_keeps_the_ticks_and_changes_nothing(
    world: World, laid: dict[str, Task], signed_in: Enter
) -> None:
    sent = {"task": [laid["late"].pk, laid["risk"].pk], "act": "accept"}
    answer = signed_in("officer").post(here(world, "deeds/?shape=table"), sent)
    content = answer.content.decode()
    assert answer.status_code == 422
    assert "Book the bus: This task does not stand where this could be done." in words(content)
    assert content.count(" checked") == 2
    assert Task.objects.filter(state="given").count() == 2


@pytest.mark.parametrize(
    "sent",
    [
        {"act": "accept"},
        {"task": "x", "act": "accept"},
        {"step": "accept"},
        {"step": "x:accept"},
        {"act": "", "task": "<late>"},
        {"act": "delete", "task": "<late>"},
        {"act": "put_off", "task": "<late>", "day": "31/02/2026"},
        {"act": "rank", "task": "<late>", "rank": "7"},
        {"act": "rank", "task": "<late>"},
    ],
)
def test_nonsense_is_refused_in_words(
    world: World, laid: dict[str, Task], signed_in: Enter, sent: dict[str, str]
) -> None:
    filled = {name: value.replace("<late>", str(laid["late"].pk)) for name, value in sent.items()}
    answer = signed_in("provincial").post(here(world, "deeds/?shape=table"), filled)
    assert answer.status_code == 422 and 'class="errs"' in answer.content.decode()


def test_a_foreign_task_among_many_stops_them_all(
    world: World, laid: dict[str, Task], signed_in: Enter
) -> None:
    sent = {"task": [laid["risk"].pk, laid["calm"].pk], "act": "accept"}
    answer = signed_in("officer").post(here(world, "deeds/"), sent)
    said = words(answer.content.decode())
    assert answer.status_code == 422 and "The task at place 2 is not in this plan" in said
    assert "Print leaflets" not in said and Task.objects.filter(state="given").count() == 2


# Views


def test_a_view_is_kept_opened_and_deleted_by_its_owner_alone(
    world: World, laid: dict[str, Task], signed_in: Enter
) -> None:
    client = signed_in("provincial")
    answer = client.post(here(world, "views/?shape=table&pace=late&sort=rank"), {"name": "Monday"})
    assert answer["Location"] == here(world, "table/?pace=late&sort=rank")
    content = client.get(here(world)).content.decode()
    assert f'<a href="{here(world, "table/")}?pace=late&amp;sort=rank">Monday</a>' in content
    assert "Monday" not in page(signed_in("leader"), here(world))
    view = SavedView.objects.get()
    assert signed_in("leader").post(here(world, f"views/{view.pk}/deletion/")).status_code == 404
    assert client.post(here(world, f"views/{view.pk}/deletion/?shape=calendar")).status_code == 302
    assert not SavedView.objects.exists()


def test_a_view_without_a_name_is_refused(world: World, signed_in: Enter) -> None:
    answer = signed_in("provincial").post(here(world, "views/?shape=board"), {"name": " "})
    assert answer.status_code == 422 and not SavedView.objects.exists()


# Cost


@pytest.mark.parametrize("shape", SHAPES)
def test_a_page_costs_the_same_for_300_tasks_and_40_units(
    world: World, signed_in: Enter, django_assert_max_num_queries: DjangoAssertNumQueries, shape: str
) -> None:
    units = Organisation.objects.bulk_create(
        Organisation(kind="womens_union", name=f"Union {number}", parent=world.bodies["west"])
        for number in range(40)
    )
    Task.objects.bulk_create(
        Task(
            agreement=world.programme, content=world.contents[number % 2], organisation=units[number % 40],
            asker=world.bodies["west"], text=f"Task {number}", due_on=TODAY + timedelta(days=number % 90 - 20),
        )
        for number in range(300)
    )  # fmt: skip
    client = signed_in("provincial")
    with django_assert_max_num_queries(25):
        page(client, here(world, f"{shape}/"))
