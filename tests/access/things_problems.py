"""The workshops of the small world that the access table visits: all are Dogwood's, one is open for Elmshire too."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from chungtay.actions.problems import (
    Told,
    cast_vote,
    close_votes,
    draft_workshop,
    open_workshop,
    raise_problem,
    weigh_criteria,
)
from chungtay.models import Problem, Workshop
from chungtay.rules.problems import Weighed
from tests.access.thing import Thing, sending
from tests.world import NOW, TODAY, World

SAID = {"text": "No well in the dry months", "group": "Women", "places": "103"}
PINNED = {"indicator": "sessions", "first_on": "01/01/2026", "last_on": "20/03/2026"}


def of_problems(world: World) -> dict[tuple[str, str], Thing]:
    draft, opened, shared = (workshop(world, title) for title in ("On wells", "On roads", "On markets"))
    closed = workshop(world, "On schools")
    shared.bodies.set([world.bodies["east"]])
    for one in (opened, shared, closed):
        open_workshop(one, by=world.officer, at=NOW)
    raised = {one: raise_for_dogwood(one, world) for one in (opened, shared, closed)}
    scores = {one.pk: 3 for one in closed.criteria.all()}
    cast_vote(raised[closed], scores, body=world.bodies["dogwood"], by=world.officer, at=NOW)
    close_votes(closed, by=world.officer, at=NOW)
    named = {"draft": draft, "open": opened, "shared": shared, "closed": closed}
    at: dict[str, dict[str, Any]] = {name: {"id": one.pk} for name, one in named.items()}
    of = {name: at[name] | {"number": 1} for name in ("open", "shared", "closed")}
    words = {"title": "On springs", "held_on": "20/03/2026"}
    task = {"text": "Dig", "organisation": world.bodies["dogwood"].pk, "due_on": "31/12/2099"}
    asked = {"text": "Pay for a well", "outside": "District office"}
    why = {"reason": "It was asked so"}
    return {
        ("workshop-new", "ours"): Thing({"slug": world.programme.slug}, sent=sending(**words)),
        ("workshop", "draft"): Thing(at["draft"]),
        ("workshop", "open"): Thing(at["open"]),
        ("workshop", "shared"): Thing(at["shared"]),
        ("workshop-words", "draft"): Thing(at["draft"], sent=sending(**words)),
        ("workshop-criteria", "draft"): Thing(at["draft"], sent=sending(text_1="How grave", weight_1="2")),
        ("workshop-criteria", "open"): Thing(at["open"], sent=sending(text_1="How grave", weight_1="2")),
        ("workshop-opening", "draft"): Thing(at["draft"]),
        ("workshop-closing", "shared"): Thing(at["shared"], sent=sending(**why)),
        ("workshop-minutes", "closed"): Thing(
            at["closed"], sent=lambda: {"file": SimpleUploadedFile("ranking.pdf", b"%PDF-1.7")}
        ),
        ("workshop-sheet", "closed"): Thing(at["closed"]),
        ("problem-new", "shared"): Thing(at["shared"], sent=sending(**SAID)),
        ("problem", "open"): Thing(of["open"]),
        ("problem", "shared"): Thing(of["shared"]),
        ("problem", "closed"): Thing(of["closed"]),
        ("problem-words", "open"): Thing(of["open"], sent=sending(**SAID)),
        ("problem-figures", "open"): Thing(of["open"], sent=sending(**PINNED)),
        ("problem-votes", "open"): Thing(of["open"], sent=sending(score_1="4")),
        ("problem-votes", "closed"): Thing(of["closed"], sent=sending(score_1="4")),
        ("problem-outcomes", "closed"): Thing(of["closed"], sent=sending(kind="content")),
        ("problem-tasks", "closed"): Thing(of["closed"], sent=sending(**task)),
        ("problem-recommendations", "closed"): Thing(of["closed"], sent=sending(**asked)),
    }


def workshop(world: World, title: str) -> Workshop:
    told = Workshop(agreement=world.programme, holder=world.bodies["dogwood"], title=title, held_on=TODAY)
    made = draft_workshop(told, by=world.officer, at=NOW)
    weigh_criteria(made, [Weighed("How many it touches", 2)], by=world.officer, at=NOW)
    return made


def raise_for_dogwood(one: Workshop, world: World) -> Problem:
    told = Told(text="No road in the rains", group="Women who sell", places=[world.places["Dogwood"]])
    return raise_problem(one, told, body=world.bodies["dogwood"], by=world.officer, at=NOW)
