"""What somebody sees of a plan's tasks: their own and no others, in as many questions for 300 as for three."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qsl

import pytest

from chungtay.answers.boards import Board
from chungtay.models import Content, Organisation, Person, Plan, Task, TaskPart
from chungtay.rules.boards import Shape, read_asked
from chungtay.rules.messages import RuleBroken
from chungtay.rules.tasks import Move, TaskState
from tests.world import TODAY, World


def given(
    world: World, text: str, body: str = "dogwood", *, due: int = 60, content: int | None = 0, **more: Any
) -> Task:
    """Asked by Oakshire, due so many days from today."""
    return Task.objects.create(
        agreement=world.programme, content=None if content is None else world.contents[content], text=text,
        organisation=world.bodies[body], place=world.bodies[body].place, asker=world.bodies["west"],
        due_on=TODAY + timedelta(days=due), **more,
    )  # fmt: skip


@pytest.fixture
def laid(world: World) -> dict[str, Task]:
    """A Monday's heap of tasks."""
    tasks = {
        "late": given(world, "Book the bus", due=-3, state=TaskState.ACCEPTED),
        "soon": given(world, "Print leaflets", "cedar", due=5, rank=1),
        "returned": given(world, "Talks at Đăk Blô", due=60, content=1, state=TaskState.RETURNED),
        "calm": given(world, "Invite guests", "elm", due=90, state=TaskState.ACCEPTED),
        "done": given(
            world, "Choose a day", due=-9, state=TaskState.DONE, done_on=TODAY - timedelta(days=10),
            done_by=world.officer,
        ),
    }  # fmt: skip
    tasks["calm"].blocked_by.add(tasks["done"])
    tasks["returned"].blocked_by.add(tasks["late"])
    TaskPart.objects.create(task=tasks["soon"], organisation=world.bodies["dogwood"])
    return tasks


def board(world: World, person: str = "provincial", asked: str = "", shape: Shape = Shape.BOARD) -> Board:
    fresh = Person.objects.get(pk=world.persons[person].pk)
    return Board(world.plan, fresh, TODAY, read_asked(parse_qsl(asked), shape))


def texts(shown: Board) -> list[str]:
    return [row.task.text for row in shown.rows]


def test_whoever_gave_the_tasks_sees_them_all_soonest_first(world: World, laid: dict[str, Task]) -> None:
    shown = board(world)
    assert texts(shown) == [
        "Choose a day", "Book the bus", "Print leaflets", "Talks at Đăk Blô", "Invite guests",
    ]  # fmt: skip
    assert {str(pace): count for pace, count in shown.counts.items()} == {
        "late": 1, "at_risk": 2, "on_track": 1, "None": 1,
    }  # fmt: skip


def test_a_commune_sees_what_it_leads_and_coordinates(world: World, laid: dict[str, Task]) -> None:
    assert texts(board(world, "officer")) == [
        "Choose a day", "Book the bus", "Print leaflets", "Talks at Đăk Blô",
    ]  # fmt: skip
    assert texts(board(world, "cedar")) == ["Print leaflets"]
    assert texts(board(world, "partner")) == ["Invite guests"]
    assert texts(board(world, "stranger")) == []


def test_every_reason_is_told(world: World, laid: dict[str, Task]) -> None:
    why = {row.task.text: list(map(str, row.judged.why)) for row in board(world).rows}
    assert why["Talks at Đăk Blô"] == ["waits_for_late", "sent_back"]
    assert why["Print leaflets"] == ["due_soon"]
    assert why["Invite guests"] == []


def test_what_a_person_may_not_read_puts_nothing_at_risk_for_them(
    world: World, laid: dict[str, Task]
) -> None:
    laid["calm"].blocked_by.add(laid["late"])
    row = next(row for row in board(world, "partner").rows)
    assert (row.pace, row.waits_for) == ("on_track", ())
    assert next(row for row in board(world).rows if row.task == laid["calm"]).pace == "at_risk"


def test_what_is_waited_for_in_another_plan_counts(world: World, laid: dict[str, Task]) -> None:
    other = Plan.objects.create(phase=world.phase, year=2025, name="Plan 2025")
    content = Content.objects.create(plan=other, number=1, text="Before")
    before = given(world, "Last year's", due=-30)
    Task.objects.filter(pk=before.pk).update(content=content)
    laid["calm"].blocked_by.add(before)
    row = next(row for row in board(world).rows if row.task == laid["calm"])
    assert (row.pace, [one.text for one in row.waits_for]) == ("at_risk", ["Last year's"])
    assert "Last year's" not in texts(board(world))


def test_the_call_list_names_whose_word_is_next(world: World, laid: dict[str, Task]) -> None:
    calls = [(call.body, call.late, call.at_risk) for call in board(world).calls]
    west, dogwood, cedar = (world.bodies[name] for name in ("west", "dogwood", "cedar"))
    # What was sent back waits for whoever gave it.
    assert calls == [(dogwood, 1, 0), (cedar, 0, 1), (west, 0, 1)]


FILTERS = """
state=accepted                    Book the bus|Invite guests
state=given&state=returned        Print leaflets|Talks at Đăk Blô
pace=late                         Book the bus
pace=late&pace=at_risk            Book the bus|Print leaflets|Talks at Đăk Blô
organisation=<cedar>              Print leaflets
organisation=<dogwood>            Choose a day|Book the bus|Print leaflets|Talks at Đăk Blô
content=2                         Talks at Đăk Blô
content=0                         -
rank=1                            Print leaflets
text=dak+blo                      Talks at Đăk Blô
text=union+of+elm                 Invite guests
text=%25                          -
month=2026-03                     Choose a day|Book the bus|Print leaflets
month=2026-04                     -
state=accepted&pace=on_track      Invite guests
"""


@pytest.mark.parametrize("line", FILTERS.strip().splitlines(), ids=lambda line: line.split()[0])
def test_a_filter_leaves_what_it_says(world: World, laid: dict[str, Task], line: str) -> None:
    asked, wanted = line.split(maxsplit=1)
    for name in ("cedar", "dogwood"):
        asked = asked.replace(f"<{name}>", str(world.bodies[name].pk))
    assert ("|".join(texts(board(world, asked=asked))) or "-") == wanted.strip()


@pytest.mark.parametrize("asked", ["organisation=<far>", "organisation=<elm>", "content=3"])
def test_what_is_not_in_the_plan_for_this_person_is_refused(
    world: World, laid: dict[str, Task], asked: str
) -> None:
    for name in ("far", "elm"):
        asked = asked.replace(f"<{name}>", str(world.bodies[name].pk))
    with pytest.raises(RuleBroken) as refused:
        board(world, "officer", asked)
    assert [message.where for message in refused.value.messages] == [asked.split("=")[0]]


def test_columns_by_state_are_there_to_be_moved_into_and_others_only_when_filled(
    world: World, laid: dict[str, Task]
) -> None:
    by_state = [(column.key, len(column.rows)) for column in board(world).columns]
    assert by_state == [
        ("given", 1), ("day_proposed", 0), ("returned", 1), ("accepted", 2), ("done", 1), ("confirmed", 0),
    ]  # fmt: skip
    by_content = [(column.key, len(column.rows)) for column in board(world, asked="by=content").columns]
    assert by_content == [("1", 4), ("2", 1)]
    by_body = [column.thing.name for column in board(world, asked="by=organisation").columns]
    assert by_body == ["Union of Cedar", "Union of Dogwood", "Union of Elm"]


def test_each_sees_the_steps_of_their_own_side(world: World, laid: dict[str, Task]) -> None:
    def moves(person: str, name: str) -> set[Move]:
        rows = board(world, person).rows
        return {move for row in rows if row.task == laid[name] for move in row.moves}

    assert moves("officer", "late") == {Move.FINISH, Move.PROPOSE_DAY, Move.SEND_BACK}
    assert moves("officer", "returned") == set()
    assert moves("provincial", "returned") == {Move.GIVE_AGAIN, Move.DROP}
    assert moves("auditor", "late") == set()
    assert moves("officer", "soon") == set(), "who coordinates does not speak for the lead"
    rows = {row.task: row for row in board(world).rows}
    assert rows[laid["late"]].may_set and not rows[laid["done"]].may_set
    assert not any(row.may_set for row in board(world, "officer").rows)


def test_a_column_takes_only_what_may_go_there(world: World, laid: dict[str, Task]) -> None:
    rows = {row.task: row for row in board(world, "officer").rows}
    assert rows[laid["late"]].targets == {
        TaskState.DONE: Move.FINISH,
        TaskState.DAY_PROPOSED: Move.PROPOSE_DAY,
        TaskState.RETURNED: Move.SEND_BACK,
    }
    assert rows[laid["late"]].quick == (Move.FINISH,)


def test_a_table_is_sorted_as_asked_and_what_is_equal_stays_soonest_first(
    world: World, laid: dict[str, Task]
) -> None:
    def order(sort: str) -> list[str]:
        shown = board(world, asked=f"sort={sort}", shape=Shape.TABLE)
        return [row.task.text.split()[0] for row in shown.sorted_rows]

    assert order("rank") == ["Print", "Choose", "Book", "Talks", "Invite"]
    assert order("-due") == ["Invite", "Talks", "Print", "Book", "Choose"]
    assert order("pace") == ["Book", "Print", "Talks", "Invite", "Choose"]
    assert order("organisation") == ["Print", "Choose", "Book", "Talks", "Invite"]


def test_a_calendar_shows_the_month_of_today_and_any_other(world: World, laid: dict[str, Task]) -> None:
    def due(asked: str) -> dict[str, list[str]]:
        days = [day for week in board(world, asked=asked, shape=Shape.CALENDAR).weeks for day in week]
        return {
            f"{day.on:%d/%m}": [row.task.text for row in day.rows] + [one.text for one in day.contents]
            for day in days
            if not day.is_empty
        }

    assert due("") == {
        "11/03": ["Choose a day"], "17/03": ["Book the bus"], "25/03": ["Print leaflets"],
    }  # fmt: skip
    assert due("month=2026-11&pace=late") == {"30/11": ["Talks in border communes", "A visit in October"]}
    assert board(world).months[0] == date(2026, 1, 1) and len(board(world).months) == 12


def test_a_plan_of_a_past_year_opens_at_its_end(world: World) -> None:
    Plan.objects.filter(pk=world.plan.pk).update(year=2024)
    world.plan.refresh_from_db()
    assert board(world, shape=Shape.CALENDAR).month == date(2024, 12, 1)


# Beside the year before


@pytest.fixture
def year_before(world: World, laid: dict[str, Task]) -> Plan:
    """Content 1 of today's plan goes on with 2 of the last; its own 1 has no successor."""
    plan = Plan.objects.create(phase=world.phase, year=2025, name="Plan 2025")
    one, two = (Content.objects.create(plan=plan, number=number, text=f"Of {number}") for number in (1, 2))
    Content.objects.filter(pk=world.contents[0].pk).update(follows=two)
    Content.objects.filter(pk=world.contents[1].pk).update(number=3)
    for content, due, done in ((two, date(2025, 3, 1), date(2025, 2, 1)), (two, date(2025, 3, 20), None),
                               (two, date(2025, 3, 1), date(2025, 6, 1)), (one, date(2025, 12, 1), None)):  # fmt: skip
        task = given(world, "Before")
        Task.objects.filter(pk=task.pk).update(
            content=content, due_on=due, done_on=done, done_by=done and world.officer,
            state=TaskState.DONE if done else TaskState.ACCEPTED,
        )  # fmt: skip
    return plan


def test_each_content_stands_beside_the_one_that_it_follows(world: World, year_before: Plan) -> None:
    years = board(world).years
    assert years and (years.plan, years.day) == (year_before, date(2025, 3, 20))
    first, second = years.rows
    assert (first.now.set, first.now.done, first.now.late) == (4, 1, 1)
    assert first.before and (first.before.set, first.before.due, first.before.done, first.before.late) == (
        3,
        3,
        1,
        1,
    )
    assert (second.before, [one.number for one in years.dropped]) == (None, [1])
    assert (years.now.set, years.before.set) == (5, 4)


def test_a_first_plan_stands_alone(world: World, laid: dict[str, Task]) -> None:
    assert board(world).years is None


def test_the_year_before_is_that_of_the_same_body(world: World, year_before: Plan) -> None:
    Plan.objects.filter(pk=year_before.pk).update(is_joint=False, holder=world.bodies["west"])
    assert board(world).years is None
    Plan.objects.filter(pk=world.plan.pk).update(follows=year_before)
    world.plan.refresh_from_db()
    years = board(world).years
    assert years and years.plan == year_before
    assert board(world, "stranger").years is None


# Cost


def test_a_board_of_300_tasks_and_40_units_costs_as_little_as_one_of_three(
    world: World, year_before: Plan, django_assert_max_num_queries: Callable
) -> None:
    units = Organisation.objects.bulk_create(
        Organisation(kind="womens_union", name=f"Union {number}", parent=world.bodies["west"])
        for number in range(40)
    )
    tasks = Task.objects.bulk_create(
        Task(
            agreement=world.programme, content=world.contents[number % 2], organisation=units[number % 40],
            asker=world.bodies["west"], text=f"Task {number}", due_on=TODAY + timedelta(days=number % 90 - 20),
        )
        for number in range(300)
    )  # fmt: skip
    for before, after in zip(tasks, tasks[1:50], strict=False):
        after.blocked_by.add(before)
    TaskPart.objects.bulk_create(TaskPart(task=task, organisation=units[0]) for task in tasks[:100])
    with django_assert_max_num_queries(15):
        shown = board(world, asked=f"organisation={units[0].pk}")
        assert len(shown.all) == 305 and shown.rows and shown.columns and shown.sorted_rows and shown.weeks
        assert shown.calls and shown.counts and shown.bodies and shown.months and shown.years
        assert all(
            row.bodies is not None and row.moves is not None and row.targets is not None for row in shown.all
        )
