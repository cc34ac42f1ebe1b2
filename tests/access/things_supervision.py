"""The supervisions of the small world that the access table visits: Dogwood looks into Elmshire's union."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from chungtay.actions.documents import add_document
from chungtay.models import (
    Document,
    Finding,
    SupervisedBody,
    Supervision,
    SupervisionMember,
    SupervisionPlan,
    SupervisionSession,
)
from tests.access.thing import Thing, sending
from tests.world import NOW, TODAY, World

DRAWN = {
    "subject": "On wells", "form": "team", "first_on": "20/03/2026", "last_on": "25/03/2026", "purpose": "To see",
}  # fmt: skip
FOUND = {"kind": "shortcoming", "text": "Two are dry", "found_on": "20/03/2026"}
SESSION = {"on": "22/03/2099", "begins": "08:00", "ends": "10:00", "venue": "Hall"}


def of_supervision(world: World) -> dict[tuple[str, str], Thing]:
    dogwood, east = world.bodies["dogwood"], world.bodies["east"]
    plan = SupervisionPlan.objects.create(
        holder=dogwood, agreement=world.programme, year=2026, title="Of 2026", drafted_by=world.officer
    )
    planned, decided, sent, under_way, concluded = (
        supervision(world, state) for state in ("planned", "decided", "sent", "under_way", "concluded")
    )
    Supervision.objects.filter(pk=planned.pk).update(plan=plan)
    session = SupervisionSession.objects.create(
        supervision=under_way, starts_at=NOW - timedelta(hours=2), ends_at=NOW, venue="Hall"
    )
    Finding.objects.create(
        supervision=under_way, number=1, kind="shortcoming", text="One is dry", found_on=TODAY,
        written_by=world.officer, written_at=NOW,
    )  # fmt: skip
    at = {
        "planned": {"id": planned.pk}, "decided": {"id": decided.pk}, "sent": {"id": sent.pk},
        "under-way": {"id": under_way.pk}, "concluded": {"id": concluded.pk},
    }  # fmt: skip
    body = at["sent"] | {"body_id": sent.supervised.get().pk}
    held = at["under-way"] | {"session_id": session.pk}
    found = at["under-way"] | {"number": 1}
    assert sent.decision
    paper = at["sent"] | {"sha256": sent.decision.files.get().sha256}
    task = {"text": "Dig", "organisation": dogwood.pk, "due_on": "31/12/2099"}
    drawn = {**DRAWN, "bodies": [east.pk]}
    return {
        ("supervision-new", "-"): Thing(sent=sending(**DRAWN)),
        ("supervision-plan-new", "-"): Thing(sent=sending(title="Of 2027", year="2027")),
        **_of_plan(plan),
        ("supervision", "planned"): Thing(at["planned"]),
        ("supervision", "decided"): Thing(at["decided"]),
        ("supervision", "sent"): Thing(at["sent"]),
        ("supervision", "under-way"): Thing(at["under-way"]),
        ("supervision", "concluded"): Thing(at["concluded"]),
        ("supervision-drawing", "planned"): Thing(at["planned"], sent=sending(**drawn)),
        ("supervision-outline", "decided"): Thing(
            at["decided"], sent=sending(outline="1. Wells", reports_due_on="31/12/2099")
        ),
        ("supervision-decision", "decided"): Thing(at["decided"], sent=signed),
        ("supervision-report", "concluded"): Thing(at["concluded"], sent=signed),
        ("supervision-drafts", "decided"): Thing(at["decided"], sent=sending(paper="supervision_plan")),
        ("supervision-moves", "planned"): Thing(at["planned"], sent=sending(move="decide")),
        ("supervision-moves", "sent"): Thing(at["sent"], sent=sending(move="cancel", note="No")),
        ("supervision-paper", "sent"): Thing(paper),
        ("supervision-receipt", "sent"): Thing(body),
        ("supervision-body-report", "sent"): Thing(
            body, sent=sending(report="Two", paper_number="9/BC", paper_on="20/03/2026")
        ),
        ("supervision-sessions", "sent"): Thing(at["sent"], sent=sending(**SESSION)),
        ("supervision-session-dropping", "under-way"): Thing(held),
        ("supervision-minutes", "under-way"): Thing(held, sent=sending(minutes="Said")),
        ("supervision-findings", "under-way"): Thing(at["under-way"], sent=sending(**FOUND)),
        ("supervision-finding", "under-way"): Thing(found, sent=sending(**FOUND)),
        ("supervision-finding-recommendations", "under-way"): Thing(
            found, sent=sending(text="Dig", addressees=[east.pk])
        ),
        ("supervision-finding-tasks", "under-way"): Thing(found, sent=sending(**task)),
    }


def signed() -> dict[str, object]:
    file = SimpleUploadedFile("decision.pdf", b"%PDF-1.7 d", content_type="application/pdf")
    return {"number": "12/QD", "on": "20/03/2026", "file": file}


def supervision(world: World, state: str) -> Supervision:
    """In this state; from its sending on Elmshire's union holds it too."""
    dogwood = world.bodies["dogwood"]
    paper = Document(type="Quyết định", number="1", title=f"On {state}", holder=dogwood, issued_on=TODAY)
    add_document(
        paper, agreements=[], files=[("d.pdf", f"%PDF-1.7 {state}".encode(), "application/pdf")],
        by=world.officer, at=NOW,
    )  # fmt: skip
    told = {"sent_at": NOW, "sent_by": world.officer} if state not in ("planned", "decided") else {}
    if state == "concluded":
        told |= {"concluded_at": NOW, "concluded_by": world.officer, "conclusion": "So"}
    one = Supervision.objects.create(
        holder=dogwood, agreement=world.programme, form="team", subject=f"Wells, {state}", first_on=TODAY,
        last_on=TODAY, state=state, decision=paper, outline="1. Wells", reports_due_on=TODAY,
        drafted_by=world.officer, **told,
    )  # fmt: skip
    SupervisedBody.objects.create(supervision=one, organisation=world.bodies["east"])
    SupervisionMember.objects.create(supervision=one, organisation=dogwood, post="Officer", leads=True)
    return one


def _of_plan(plan: SupervisionPlan) -> dict[tuple[str, str], Thing]:
    return {
        ("supervision-plan", "plan"): Thing({"id": plan.pk}),
        ("supervision-plan-writing", "plan"): Thing({"id": plan.pk}, sent=sending(title="Anew", year="2026")),
        ("supervision-plan-issue", "plan"): Thing({"id": plan.pk}, sent=sending(on="20/03/2026")),
        ("supervision-plan-draft", "plan"): Thing({"id": plan.pk}),
    }
