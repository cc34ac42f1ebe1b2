"""The days to greet on and the letters of the small world that the access table visits."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from chungtay.actions import occasions as actions
from chungtay.actions.drafts import write_draft
from chungtay.answers.drafts.letters import letter_mark
from chungtay.models import Draft, Greeting, Occasion
from tests.access.thing import Thing, sending
from tests.world import NOW, TODAY, World

SCAN = b"%PDF-1.4\n%%EOF\n"
SIGNER = [{"authority": "", "post": "President", "name": "", "organisation": ""}]


def of_occasions(world: World) -> dict[tuple[str, str], Thing]:
    laid = Occasion.objects.create(
        slug="new-year", name="New Year", rule="announced", letter="bunpimay", source="Notice 1"
    )
    own = Occasion(
        holder=world.bodies["dogwood"], name="Village day", rule="fixed", month=5, day=4, source="Custom"
    )
    own = actions.add_occasion(own, by=world.provincial, at=NOW)
    due, left_out = letter(world, laid, 2027), letter(world, laid, 2028)
    actions.leave_out(left_out, reason="We visit", by=world.officer, at=NOW)
    drafted, approved = approvable(world, laid, 2029), approvable(world, laid, 2030)
    actions.approve_letter(approved, as_read=mark(approved), by=world.leader, at=NOW)
    sent = approvable(world, laid, 2026)
    actions.approve_letter(sent, as_read=mark(sent), by=world.leader, at=NOW)
    sent = actions.send_letter(sent, on=TODAY, how="By post", by=world.officer, at=NOW)
    assert sent.copy
    files = sent.copy.files.values_list("sha256", flat=True)
    told = {"rule": "fixed", "day": 5, "month": 5, "lead_days": 14, "source": "Custom"}
    line = {
        "programme": world.programme.slug, "holder": world.bodies["dogwood"].pk,
        "partner": world.bodies["east"].pk, "occasion": laid.pk, "year": 2031,
    }  # fmt: skip
    days = {"year": 2031, "first_on": "14/04/2031", "last_on": "16/04/2031", "source": "Notice 2"}
    return {
        ("occasion-new", "-"): Thing(sent=sending(name="Harvest day", **told)),
        ("occasion", "laid"): Thing({"id": laid.pk}),
        ("occasion", "dogwood's"): Thing({"id": own.pk}),
        ("occasion-writing", "dogwood's"): Thing({"id": own.pk}, sent=sending(name="Hamlet day", **told)),
        ("occasion-days", "laid"): Thing({"id": laid.pk}, sent=sending(**days)),
        ("occasion-ending", "dogwood's"): Thing({"id": own.pk}, sent=sending(on="20/03/2026")),
        ("occasion-leaving", "laid"): Thing(
            {"id": laid.pk}, sent=sending(from_on="20/03/2026", reason="We visit")
        ),
        ("occasion-returning", "laid"): Thing({"id": laid.pk}),
        ("greetings", "-"): Thing(asked={"shown": "all"}),
        ("greeting-beginning", "ours"): Thing(sent=sending(**line)),
        ("greeting", "due"): Thing({"id": due.pk}),
        ("greeting", "sent"): Thing({"id": sent.pk}),
        ("greeting-draft", "due"): Thing({"id": due.pk}),
        ("greeting-approval", "drafted"): Thing({"id": drafted.pk}, sent=sending(as_read=mark(drafted))),
        ("greeting-sending", "approved"): Thing(
            {"id": approved.pk}, sent=sending(on="20/03/2026", how="By post")
        ),
        ("greeting-reply", "sent"): Thing({"id": sent.pk}, sent=replying),
        ("greeting-leaving-out", "due"): Thing({"id": due.pk}, sent=sending(reason="We visit")),
        ("greeting-taking-up", "left-out"): Thing({"id": left_out.pk}, sent=sending(reason="We do not")),
        ("greeting-paper", "sent"): Thing({"id": sent.pk, "sha256": files[0]}),
    }


def letter(world: World, occasion: Occasion, year: int) -> Greeting:
    """Dogwood's to the east, as if the house had made it."""
    return Greeting.objects.create(
        agreement=world.programme, holder=world.bodies["dogwood"], partner=world.bodies["east"],
        occasion=occasion, year=year, due_on=date(year, 4, 14),
    )  # fmt: skip


def approvable(world: World, occasion: Occasion, year: int) -> Greeting:
    made = letter(world, occasion, year)
    draft = actions.draft_letter(made, by=world.officer, at=NOW)
    values: dict[str, Any] = {
        "signers": SIGNER,
        "body": f"We wish you well in {year}.",
        "head.place": "Dogwood",
    }
    write_draft(draft, title=f"Greetings {year}", values=values, by=world.officer, at=NOW)
    return Greeting.objects.select_related("holder", "partner", "agreement", "occasion").get(pk=made.pk)


def mark(one: Greeting) -> str:
    return letter_mark(Draft.objects.get(greeting=one), TODAY)


def replying() -> dict[str, Any]:
    return {"on": "20/03/2026", "file": SimpleUploadedFile("reply.pdf", SCAN, "application/pdf")}
