"""What the access table visits on the public pages of programmes, and what an office gives to the public."""

from datetime import date

from chungtay.actions.documents import add_document
from chungtay.actions.published import copy_programme, publish_document
from chungtay.answers.published import face_of
from chungtay.models import Document, EventCopy, PlanCopy, UnitCopy
from chungtay.models.record import new_id
from chungtay.rules.published.faces import fingerprint
from tests.world import NOW, TODAY, World

from .thing import Thing, sending

PAPER = ("notice.pdf", b"%PDF-1.7", "application/pdf")


def of_public(world: World) -> dict[tuple[str, str], Thing]:
    here, why = {"slug": world.programme.slug}, sending(reason="By mistake")
    programme = copy_programme(world.programme, at=NOW)
    PlanCopy.objects.create(
        programme=programme, plan=world.plan.pk, year=2026, title="A plan for all", contents=[], copied_at=NOW
    )
    EventCopy.objects.create(
        thing=new_id(), first_on=TODAY, last_on=TODAY, title="A day for all", published_at=NOW
    )
    UnitCopy.objects.create(code="103", kind="commune", name="Dogwood", valid_from=date(2000, 1, 1))
    issued, given = (papers(world, number) for number in ("7/TB-BTV", "8/TB-BTV"))
    copy = publish_document(given, world.programme, by=world.leader, at=NOW)

    def seen() -> dict[str, object]:
        return {"seen": fingerprint(face_of(world.programme, world.leader, TODAY))}

    return {
        ("public-programmes", "-"): Thing(),
        ("public-plan", "ours"): Thing({**here, "year": 2026}),
        ("public-papers", "ours"): Thing(here),
        ("public-paper-file", "given"): Thing(
            {**here, "paper": copy.slug, "sha256": copy.files[0]["sha256"]}
        ),
        ("public-map", "none"): Thing(here),
        ("calendar-month", "ours"): Thing({"month": f"{TODAY:%Y-%m}"}),
        ("unit", "dogwood's"): Thing({"code": "103", "day": "2000-01-01"}),
        ("programme-public", "ours"): Thing(here),
        ("programme-renewal", "ours"): Thing(here, sent=seen),
        ("programme-public-withdrawal", "ours"): Thing(here, sent=why),
        ("document-publication", "issued"): Thing(
            {"document_id": issued.pk}, sent=sending(programme=programme.slug)
        ),
        ("document-public-withdrawal", "given"): Thing({"document_id": given.pk}, sent=why),
    }


def papers(world: World, number: str) -> Document:
    made = Document(
        type="Notice", number=number, issued_on=TODAY, title="For all", holder=world.bodies["west"]
    )
    return add_document(made, agreements=[world.programme], files=[PAPER], by=world.provincial, at=NOW)
