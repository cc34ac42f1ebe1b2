"""Decides what a year's plan and a supervision must say before anybody is told of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..messages import Message, RuleBroken
from .steps import Form, framework_named

FIRST_YEAR = 2000


def check_plan(*, title: str, year: int, today: date) -> None:
    said = []
    if not title.strip():
        said.append(Message("Give the plan a title.", where="title"))
    if not FIRST_YEAR <= year <= today.year + 2:
        said.append(
            Message(
                "Choose a year from %(first)s to %(last)s.",
                {"first": str(FIRST_YEAR), "last": str(today.year + 2)},
                "year",
            )
        )
    if said:
        raise RuleBroken(said)


def refuse_if_issued(issued_on: date | None) -> None:
    if issued_on is not None:
        text = (
            "The plan was issued on %(day)s and stands. What comes on top is a supervision outside the plan."
        )
        raise RuleBroken(Message(text, {"day": issued_on}))


def check_issuing(
    *, issued_on: date | None, on: date, today: date, supervisions: int, without_bodies: Iterable[str]
) -> None:
    refuse_if_issued(issued_on)
    said = []
    if not supervisions:
        said.append(Message("The plan is empty. Add what is to be looked into."))
    for subject in without_bodies:
        text = "Name at least one body that is supervised: %(subject)s."
        said.append(Message(text, {"subject": subject}, "bodies"))
    if on > today:
        said.append(Message("It cannot be issued on a day that is still to come.", where="on"))
    if said:
        raise RuleBroken(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A supervision as somebody wrote it down, before anybody was told."""

    subject: str
    form: Form
    first_on: date
    last_on: date
    holder: UUID
    framework: str = ""
    bodies: tuple[UUID, ...] = ()
    members: tuple[tuple[UUID, str, bool], ...] = ()  # of which body, by which post, does this one lead
    reports_due_on: date | None = None
    plan_year: int | None = None


def check_drawn(one: Drawn) -> None:
    """Every fault at once."""
    said = []
    if not one.subject.strip():
        said.append(Message("Say what is looked into.", where="subject"))
    if one.last_on < one.first_on:
        said.append(Message("The last day lies before the first.", where="last_on"))
    if one.plan_year is not None and one.first_on.year != one.plan_year:
        text = "The plan is for %(year)s. Choose days in that year."
        said.append(Message(text, {"year": str(one.plan_year)}, "first_on"))
    if one.holder in one.bodies:
        said.append(Message("A body does not supervise itself. Take it out.", where="bodies"))
    if len(set(one.bodies)) < len(one.bodies):
        said.append(Message("Name each supervised body once.", where="bodies"))
    said += _of_members(one)
    said += framework_named(one.form, one.framework)
    if said:
        raise RuleBroken(said)


def _of_members(one: Drawn) -> Iterable[Message]:
    if any(not post.strip() for _, post, _ in one.members):
        yield Message("Name each of the team by post.", where="members")
    if sum(leads for _, _, leads in one.members) > 1:
        yield Message("One of the team leads it, and only one.", where="members")
    if {body for body, _, _ in one.members} & set(one.bodies):
        yield Message(
            "Nobody looks into their own body: take it off the team, or off the list.", where="members"
        )
