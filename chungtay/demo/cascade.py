"""The province draws its own plan for the border communes, sends it down, and tells them to do something by a day."""

from datetime import date, datetime, timedelta
from typing import Any

from chungtay.actions.directives import remind, send_directive
from chungtay.actions.plans import add_content, draft_plan, draw, issue_own_plan, send_down, write_plan
from chungtay.actions.tasks import move_task
from chungtay.models import Directive, Plan, Target
from chungtay.rules.amounts import SCALE
from chungtay.rules.cascade import Added, Kept
from chungtay.rules.tasks import Move

from .clock import at_nine
from .diary import Diary
from .kept import Kept as World
from .plans import running_plan
from .tables import texts

PROGRAMME, OFFICE = "kontum-attapeu", "quang-ngai"


def note_cascade(diary: Diary, kept: World) -> None:
    told = texts("cascade")
    day = day_from(kept)
    diary.note(at_nine(day(told["begun"])), lambda at: drafted(kept, told, at))
    diary.note(at_nine(day(told["issued"])), lambda at: issued(kept, told, at))
    diary.note(at_nine(day(told["sent"])), lambda at: sent_down(kept, told["units"], at))
    for one in told["drawn"]:
        diary.note(at_nine(day(one["on"]), 40), lambda at, one=one: drawn(kept, one, at))  # type: ignore[misc]
        if "issued" in one:
            diary.note(at_nine(day(one["issued"]), 40), lambda at, one=one: issued_below(kept, one, at))  # type: ignore[misc]
    note_directive(diary, kept, told["directive"])


def day_from(kept: World) -> Any:
    """Days of the table count from the day of loading."""
    return lambda days: kept.today + timedelta(days=days)


def drafted(kept: World, told: dict[str, Any], at: datetime) -> None:
    """It lasts as long as its contents need, into the next year where the demo is loaded late in the year."""
    agreement, by, office = kept.agreements[PROGRAMME], kept.persons["province"], kept.bodies[OFFICE]
    year = running_plan(kept).year
    phase = agreement.phases.order_by("-first_on")[0]
    names = {name: told[name].format(year=year) for name in ("name", "name_lo", "name_en")}
    plan = draft_plan(phase, year=year, holder=office, is_joint=False, name=names["name"], by=by, at=at)
    last_on = max(date(year, 12, 31), kept.today + timedelta(days=45))
    write_plan(plan, {**names, "last_on": last_on}, by=by, at=at)
    for one in told["contents"]:
        words = {name: text for name, text in one.items() if name not in ("due", "targets")}
        due_on = kept.today + timedelta(days=one["due"])
        content = add_content(plan, {**words, "due_on": due_on, "leads": [office]}, by=by, at=at)
        Target.objects.bulk_create(
            Target(
                agreement=agreement, content=content, indicator=kept.indicators[slug], organisation=office,
                first_on=plan.first_on, last_on=last_on, amount=number * SCALE,
            )
            for slug, number in one.get("targets", {}).items()
        )  # fmt: skip


def the_plan(kept: World) -> Plan:
    return Plan.objects.get(holder=kept.bodies[OFFICE], is_joint=False, drawn_from=None)


def issued(kept: World, told: dict[str, Any], at: datetime) -> None:
    issue_own_plan(the_plan(kept), told["number"], at.date(), by=kept.persons["leader"], at=at)


def sent_down(kept: World, units: list[str], at: datetime) -> None:
    send_down(the_plan(kept), [kept.bodies[unit] for unit in units], by=kept.persons["province"], at=at)


def drawn(kept: World, told: dict[str, Any], at: datetime) -> None:
    """What a commune keeps needs no word; only what it leaves out, promises or adds."""
    left_out, targets, tasks = (told.get(name, {}) for name in ("left_out", "targets", "tasks"))
    own = the_plan(kept).drawn.get(holder=kept.bodies[told["unit"]])
    lines = [
        Kept(
            number=content.number,
            keeps=str(content.number) not in left_out,
            reason=left_out.get(str(content.number), ""),
            targets={slug: n * SCALE for slug, n in targets.get(str(content.number), {}).items()},
            task=tasks.get(str(content.number), ""),
        )
        for content in own.contents.all()
    ]
    added = [Added(text=text) for text in told["added"]]
    draw(own, lines, added, hand_up=told.get("hand_up", False), by=kept.persons[told["unit"]], at=at)


def issued_below(kept: World, told: dict[str, Any], at: datetime) -> None:
    own = the_plan(kept).drawn.get(holder=kept.bodies[told["unit"]])
    issue_own_plan(own, told["number"], at.date(), by=kept.persons[told["unit"]], at=at)


def note_directive(diary: Diary, kept: World, told: dict[str, Any]) -> None:
    day, words = day_from(kept), ("text", "text_lo", "text_en", "note", "number")

    def send(at: datetime) -> None:
        units = [kept.bodies[unit] for unit in told["units"]]
        send_directive(
            kept.agreements[PROGRAMME], kept.bodies[OFFICE], units, due_on=day(told["due"]),
            **{name: told[name] for name in words}, by=kept.persons["province"], at=at,
        )  # fmt: skip

    def step(at: datetime, one: dict[str, Any]) -> None:
        task = Directive.objects.get().tasks.get(organisation=kept.bodies[one["by"]])
        move_task(task, Move(one["move"]), note=one.get("note", ""), by=kept.persons[one["by"]], at=at)

    diary.note(at_nine(day(told["sent"])), send)
    for one in told["steps"]:
        diary.note(at_nine(day(one["on"]), 70), lambda at, one=one: step(at, one))  # type: ignore[misc]
    again = told["reminder"]
    diary.note(
        at_nine(day(again["on"])),
        lambda at: remind(Directive.objects.get(), note=again["note"], by=kept.persons["province"], at=at),
    )
