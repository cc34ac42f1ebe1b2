"""Gives tasks in the running year, in every state that a task can be in, and holds one meeting that gave some more."""

from datetime import date, datetime, timedelta
from typing import Any

from chungtay.actions.meetings import decide, give_by_decision, hold_meeting, send_minutes, write_minutes
from chungtay.actions.tasks import add_task, move_task
from chungtay.models import Content, Meeting, Organisation, Plan, Task
from chungtay.rules.tasks import Move, Repeat

from .clock import at_nine
from .diary import Act, Diary
from .documents import PDF, paper_of
from .kept import Kept
from .plans import running_plan
from .tables import texts

ASKER, GIVEN_BY = "quang-ngai", "province"
PROGRAMME = "kontum-attapeu"


def note_tasks(diary: Diary, kept: Kept) -> None:
    issued_on = running_plan(kept).issued_on
    for told in texts("tasks")["task"]:
        diary.note(at_nine(issued_on + timedelta(days=told["on"]), 60), giving(kept, told))
        for number, step in enumerate(told["steps"]):
            on = issued_on + timedelta(days=step["on"])
            diary.note(at_nine(on, 90 + number), moving(kept, told, step))
    note_meeting(diary, kept, texts("tasks")["meeting"], issued_on)


def giving(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        before = (
            Task.objects.filter(text=told["after"], content__plan=plan_of(kept)) if "after" in told else ()
        )
        made = add_task(
            content_of(kept, told["content"]), kept.bodies[told["body"]], text=told["text"],
            due_on=day_of(kept, told["due"]), asker=kept.bodies[ASKER], parts=parts_of(kept, told),
            rank=told.get("rank", 2), product=told.get("product", ""),
            repeats=Repeat(told.get("repeats", Repeat.NEVER)), blocked_by=before, by=kept.persons[GIVEN_BY], at=at,
        )  # fmt: skip
        kept.tasks[told["key"]] = translated(made, told)

    return act


def moving(kept: Kept, told: dict[str, Any], step: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        day = day_of(kept, step["day"]) if "day" in step else None
        by = kept.persons[step["by"]]
        move_task(
            kept.tasks[told["key"]], Move(step["move"]), note=step.get("note", ""), day=day, by=by, at=at
        )
        Task.objects.filter(earlier=kept.tasks[told["key"]]).update(**in_tongues(told))

    return act


def note_meeting(diary: Diary, kept: Kept, told: dict[str, Any], issued_on: date) -> None:
    met_on = issued_on + timedelta(days=told["on"])
    by = kept.persons[GIVEN_BY]

    def hold(at: datetime) -> None:
        meeting = Meeting(
            agreement=kept.agreements[PROGRAMME], plan=plan_of(kept), holder=kept.bodies[ASKER], met_on=met_on,
            venue=told["venue"], chair=told["chair"], notes=told["notes"],
            title=told["title"], title_lo=told["title_lo"], title_en=told["title_en"],
        )  # fmt: skip
        meeting = hold_meeting(meeting, bodies=[kept.bodies[key] for key in told["bodies"]], by=by, at=at)
        paper = paper_of(kept, told["minutes"] | {"issued_on": met_on})
        write_minutes(meeting, ("bien-ban-hop.pdf", paper, PDF), by=by, at=at)
        for one in told["decision"]:
            decided(kept, meeting, one, at)

    def send(at: datetime) -> None:
        send_minutes(Meeting.objects.get(met_on=met_on, holder=kept.bodies[ASKER]), by=by, at=at)

    diary.note(at_nine(met_on, 300), hold)
    diary.note(at_nine(issued_on + timedelta(days=told["sent"]), 30), send)


def decided(kept: Kept, meeting: Meeting, told: dict[str, Any], at: datetime) -> None:
    by = kept.persons[GIVEN_BY]
    decision = decide(meeting, text=told["text"], by=by, at=at)
    decision.text_lo, decision.text_en = told["text_lo"], told["text_en"]
    decision.save(update_fields=["text_lo", "text_en"])
    for one in told.get("tasks", []):
        made = give_by_decision(
            decision, kept.bodies[one["body"]], content=content_of(kept, one["content"]), text=one["text"],
            due_on=day_of(kept, one["due"]), asker=kept.bodies[ASKER], by=by, at=at,
        )  # fmt: skip
        translated(made, one)
        move_task(made, Move.ACCEPT, by=kept.persons[one["accepted_by"]], at=at + timedelta(hours=1))


def plan_of(kept: Kept) -> Plan:
    return kept.plans[PROGRAMME, running_plan(kept).year]


def content_of(kept: Kept, number: int) -> Content:
    return plan_of(kept).contents.get(number=number)


def parts_of(kept: Kept, told: dict[str, Any]) -> list[tuple[Organisation, str]]:
    return [(kept.bodies[part["body"]], part["text"]) for part in told.get("parts", [])]


def day_of(kept: Kept, days: int) -> date:
    """So many days from the day of loading, but within the plan's year."""
    return min(kept.today + timedelta(days=days), plan_of(kept).ends_on)


def translated(task: Task, told: dict[str, Any]) -> Task:
    Task.objects.filter(pk=task.pk).update(**in_tongues(told))
    return task


def in_tongues(told: dict[str, Any]) -> dict[str, str]:
    return {key: told[key] for key in ("text_lo", "text_en")}
