"""What the far union asks, looks into, criticises, ranks and greets on: of it ours must not know, nor of its parts."""

from datetime import date, timedelta
from typing import Any

from chungtay import models
from chungtay.actions import criticism as criticising
from chungtay.actions import recommendations as recommending
from chungtay.actions.documents import add_document
from chungtay.actions.problems import Told, draft_workshop, open_workshop, raise_problem, weigh_criteria
from chungtay.models import Document
from chungtay.rules.criticism import Stand
from chungtay.rules.problems import Weighed
from chungtay.rules.recommendations import Asked, Move
from tests.actions.criticising import DRAFT
from tests.world import NOW, TODAY, World

SCAN = ("far.pdf", b"%PDF-1.7 of Farwood", "application/pdf")


def overseen(world: World, programme: models.Agreement) -> dict[str, Any]:
    """One of each, far enough on its way to have parts with ids of their own."""
    models.Deadline.objects.create(
        holder=world.bodies["far"], kind="answer", days=9, source="Order of Farshire", valid_from=TODAY
    )
    return (
        recommended(world, programme)
        | supervised(world, programme)
        | criticised(world, programme)
        | ranked(world, programme)
        | greeted(world, programme)
    )


def recommended(world: World, programme: models.Agreement) -> dict[str, Any]:
    by, farwood = world.stranger, world.bodies["farwood"]
    asked = Asked(
        holder=world.bodies["far"].pk, agreement=programme.pk, text="Asked of Farwood", addressees=(farwood.pk,),
        place=world.places["Farwood"].pk,
    )  # fmt: skip
    made = recommending.draft_recommendation(asked, by=by, at=NOW)
    made = recommending.send_recommendation(made, by=by, at=NOW)
    way = made.addressees.get()
    paper = recommending.Paper("8/FAR", TODAY, SCAN)
    recommending.move_recommendation(way, Move.ACKNOWLEDGE, paper=paper, by=by, at=NOW)
    return {"recommendation": made, "addressee": way, "step": way.steps.get(move=Move.ACKNOWLEDGE)}


def supervised(world: World, programme: models.Agreement) -> dict[str, Any]:
    by, far, farwood = world.stranger, world.bodies["far"], world.bodies["farwood"]
    plan = models.SupervisionPlan.objects.create(
        holder=far, agreement=programme, year=2026, title="Looked into by Farshire", drafted_by=by
    )
    paper = Document(type="Decision", title="Decision of Farshire", holder=far, issued_on=TODAY)
    add_document(paper, agreements=[programme], files=[SCAN], by=by, at=NOW)
    made = models.Supervision.objects.create(
        holder=far, agreement=programme, plan=plan, form="team", subject="Wells of Farwood", first_on=TODAY,
        last_on=TODAY, state="under_way", decision=paper, outline="1. Wells", drafted_by=by, sent_at=NOW,
        sent_by=by,
    )  # fmt: skip
    body = models.SupervisedBody.objects.create(supervision=made, organisation=farwood)
    session = models.SupervisionSession.objects.create(
        supervision=made, starts_at=NOW - timedelta(hours=2), ends_at=NOW, venue="Hall of Farwood"
    )
    models.Finding.objects.create(
        supervision=made, number=1, kind="shortcoming", text="Found in Farwood", found_on=TODAY, written_by=by,
        written_at=NOW,
    )  # fmt: skip
    return {"supervision": made, "supervision_plan": plan, "supervised_body": body, "session": session}


def criticised(world: World, programme: models.Agreement) -> dict[str, Any]:
    by = world.stranger
    draft = models.Criticism(
        holder=world.bodies["far"], agreement=programme, drafter_name="An office of Farshire",
        title="Rules of Farshire", received_on=TODAY, submitted_on=TODAY + timedelta(days=40),
        due_on=TODAY + timedelta(days=20),
    )  # fmt: skip
    draft = criticising.receive_draft(draft, text=DRAFT, by=by, at=NOW)
    criticising.ask_critics(
        draft, experts=["A dean of Farshire"], due_on=TODAY + timedelta(days=5), by=by, at=NOW
    )
    asked = draft.asked.get()
    told = criticising.Opinion(stand=Stand.ADD, text="Said in Farshire")
    criticising.give_opinion(asked, told, by=by, at=NOW)
    return {
        "criticism": draft, "asked": asked, "clause": draft.clauses.all()[0], "opinion": asked.opinions.get()
    }  # fmt: skip


def ranked(world: World, programme: models.Agreement) -> dict[str, Any]:
    by, far = world.stranger, world.bodies["far"]
    told = models.Workshop(agreement=programme, holder=far, title="Ranked in Farshire", held_on=TODAY)
    made = draft_workshop(told, by=by, at=NOW)
    weigh_criteria(made, [Weighed("How far it is", 2)], by=by, at=NOW)
    open_workshop(made, by=by, at=NOW)
    raised = Told(text="No road to Farwood", group="Women of Farwood", places=[world.places["Farwood"]])
    problem = raise_problem(made, raised, body=far, by=by, at=NOW)
    return {"workshop": made, "criterion": made.criteria.get(), "problem": problem}


def greeted(world: World, programme: models.Agreement) -> dict[str, Any]:
    """A day of the far union, and a letter of it that was not sent yet."""
    far, partner = world.bodies["far"], programme.seats.get(number=2).holdings.get().organisation
    day = models.Occasion.objects.create(
        slug="far-day", holder=far, name="Day of Farshire", rule="fixed", month=5, day=6, source="Custom"
    )
    letter = models.Greeting.objects.create(
        agreement=programme, holder=far, partner=partner, occasion=day, year=2026, due_on=date(2026, 5, 6)
    )
    return {"occasion": day, "greeting": letter}
