"""Holds two workshops on urgent problems: one ranked long ago with what came of it, one that waits for votes."""

from datetime import date, datetime, timedelta
from typing import Any

from chungtay.actions.problems import (
    WRITTEN,
    Told,
    cast_vote,
    close_votes,
    draft_workshop,
    give_task,
    keep_minutes,
    not_take_up,
    note_for_next_phase,
    note_for_next_year,
    open_workshop,
    pin_figure,
    raise_problem,
    recommend,
    weigh_criteria,
)
from chungtay.actions.recommendations import move_recommendation, send_recommendation
from chungtay.actions.tasks import finish_task
from chungtay.models import Addressee, Criterion, Problem, Recommendation, Task, Workshop
from chungtay.rules.problems import Weighed
from chungtay.rules.recommendations import Asked, Decided, Move

from .clock import at_nine
from .diary import Act, Diary
from .documents import PDF, paper_of
from .kept import Kept
from .plans import running_plan
from .tables import texts

NOTES = {"content": note_for_next_year, "commitment": note_for_next_phase}


def note_problems(diary: Diary, kept: Kept) -> None:
    for told in texts("problems")["workshop"]:
        opened_on = day_of(kept, told, "opened")
        diary.note(at_nine(day_of(kept, told, "drafted"), 120), drafting(kept, told))
        diary.note(at_nine(opened_on, 120), opening(kept, told))
        votes_on = told.get("closed_on", opened_on + timedelta(days=3))
        for number, one in enumerate(told["problem"], 1):
            diary.note(at_nine(opened_on + timedelta(days=1), 120 + number), raising(kept, told, one))
            diary.note(at_nine(votes_on, 120 + number), voting(kept, told, number, one))
            for outcome in one.get("outcomes", []):
                diary.note(at_nine(outcome["on"], 120 + number), following(kept, told, number, outcome))
                if "done_on" in outcome:
                    diary.note(at_nine(outcome["done_on"], 120), finishing(kept, outcome))
        if "closed_on" in told:
            diary.note(at_nine(told["closed_on"], 200), closing(kept, told))


def day_of(kept: Kept, told: dict[str, Any], what: str) -> date:
    """A day of its own, or so many days after the running plan was issued."""
    day: date | None = told.get(f"{what}_on")
    return day or running_plan(kept).issued_on + timedelta(days=told[f"{what}_in"])


def workshop_of(kept: Kept, told: dict[str, Any]) -> Workshop:
    found = Workshop.objects.select_related("agreement", "holder")
    return found.get(agreement=kept.agreements[told["programme"]], title=told["title"])


def problem_of(kept: Kept, told: dict[str, Any], number: int) -> Problem:
    near = Problem.objects.select_related("workshop__agreement", "workshop__holder", "raised_for")
    return near.get(workshop=workshop_of(kept, told), number=number)


def drafting(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        by = kept.persons[told["by"]]
        words = {name: told[name] for name in ("title", "title_lo", "title_en", "venue")}
        made = draft_workshop(
            Workshop(
                agreement=kept.agreements[told["programme"]], holder=kept.bodies[told["body"]],
                held_on=day_of(kept, told, "held"), **words,
            ),
            bodies=[kept.bodies[key] for key in told["bodies"]], by=by, at=at,
        )  # fmt: skip
        weigh_criteria(made, [Weighed(one["text"], one["weight"]) for one in told["criteria"]], by=by, at=at)
        for position, one in enumerate(told["criteria"], 1):
            said = {name: one[name] for name in ("text_lo", "text_en")}
            Criterion.objects.filter(workshop=made, position=position).update(**said)

    return act


def opening(kept: Kept, told: dict[str, Any]) -> Act:
    return lambda at: open_workshop(workshop_of(kept, told), by=kept.persons[told["by"]], at=at)


def raising(kept: Kept, told: dict[str, Any], one: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        by = kept.persons[one["by"]]
        words = {name: one[name] for name in WRITTEN if name in one}
        places = [kept.places[key] for key in one["places"]]
        problem = raise_problem(
            workshop_of(kept, told), Told(**words, places=places), body=kept.bodies[one["body"]], by=by, at=at
        )
        for pin in one.get("pins", []):
            pin_figure(
                problem, kept.indicators[pin["indicator"]], first_on=pin["first_on"], last_on=pin["last_on"],
                place=kept.places[pin["place"]] if "place" in pin else None, by=by, at=at,
            )  # fmt: skip

    return act


def voting(kept: Kept, told: dict[str, Any], number: int, one: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        problem = problem_of(kept, told, number)
        criteria = list(problem.workshop.criteria.values_list("pk", flat=True))
        for key, scores in one["votes"].items():
            person = kept.persons[key]
            body = person.posts_on(at.date())[0].organisation
            given = dict(zip(criteria, scores, strict=True))
            cast_vote(problem, given, body=body, by=person, at=at)

    return act


def closing(kept: Kept, told: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        by = kept.persons[told["by"]]
        held = close_votes(workshop_of(kept, told), reason=told["closing_reason"], by=by, at=at)
        paper = paper_of(kept, told["minutes"] | {"issued_on": told["held_on"]})
        keep_minutes(held, ("bien-ban-hoi-thao.pdf", paper, PDF), by=by, at=at)

    return act


def following(kept: Kept, told: dict[str, Any], number: int, outcome: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        problem, by, reason = (
            problem_of(kept, told, number),
            kept.persons[told["by"]],
            outcome.get("reason", ""),
        )
        match outcome["kind"]:
            case "task":
                task = {"text": outcome["text"], "due_on": outcome["due"]}
                made = give_task(problem, kept.bodies[outcome["body"]], **task, by=by, at=at)
                said = {name: outcome[name] for name in ("text_lo", "text_en")}
                Task.objects.filter(pk__in=[made.thing_id]).update(**said)
            case "recommendation":
                recommending(kept, problem, outcome, told["by"], at)
            case "not_taken_up":
                not_take_up(problem, reason=reason, by=by, at=at)
            case kind:
                NOTES[kind](problem, note=reason, by=by, at=at)

    return act


def recommending(kept: Kept, problem: Problem, outcome: dict[str, Any], sender: str, at: datetime) -> None:
    """Sent at once; whoever was asked says yes the same week and has done it by the end of the year."""
    asked = Asked(
        holder=problem.workshop.holder_id, text=outcome["text"], grounds=problem.text,
        addressees=tuple(kept.bodies[key].pk for key in outcome["to"]),
    )  # fmt: skip
    made = recommend(problem, asked, by=kept.persons[sender], at=at)
    sent = Recommendation.objects.get(pk__in=[made.thing_id])
    send_recommendation(sent, by=kept.persons[sender], at=at)
    way = Addressee.objects.select_related("recommendation__holder").get(recommendation=sent)
    move_recommendation(
        way, Move.ANSWER, decision=Decided.ACCEPTED, day=date(at.year, 12, 20),
        by=kept.persons[outcome["answered_by"]], at=at + timedelta(hours=1),
    )  # fmt: skip


def finishing(kept: Kept, outcome: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        task = Task.objects.get(text=outcome["text"])
        finish_task(task, on=outcome["done_on"], by=kept.persons[outcome["done_by"]], at=at)

    return act
