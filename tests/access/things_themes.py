"""The things of themed requests: one that Dogwood's office sends to itself, as every role may from its own place."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from chungtay.actions.requests import ask_theme
from chungtay.models import ReportRequest
from tests.world import NOW, TODAY, World

from .thing import Thing, sending

PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
DAYS = {"first_on": "01/01/2026", "last_on": "20/03/2026", "due_on": "20/06/2099"}


def of_themes(world: World) -> dict[tuple[str, str], Thing]:
    dogwood = world.bodies["dogwood"]
    asked = ask_theme(
        ReportRequest(
            agreement=world.programme, holder=dogwood, title="Loans", outline="Results", first_on=TODAY,
            last_on=TODAY, due_on=TODAY + timedelta(days=9),
        ),
        [dogwood], by=world.provincial, at=NOW,
    )  # fmt: skip
    here, one = {"slug": world.programme.slug}, {"id": asked.pk}
    report = {"id": asked.reports.get().pk}
    typed = {"title": "Wells", "outline": "Results", "units": dogwood.pk, **DAYS}
    return {
        ("theme-request", "ours"): Thing(here),
        ("theme-request", "dogwood"): Thing(here, sent=sending(**typed)),
        ("request", "dogwood's"): Thing(one),
        ("request-units", "dogwood's"): Thing(one, sent=sending(units=dogwood.pk)),
        ("request-due-day", "dogwood's"): Thing(one, sent=sending(due_on="20/06/2099")),
        ("request-closing", "dogwood's"): Thing(one),
        ("request-draft", "dogwood's"): Thing(one),
        ("request-draft-paper", "dogwood's"): Thing(one),
        ("report-paper", "asked"): Thing(
            report, sent=lambda: {"file": SimpleUploadedFile("scan.pdf", PAPER, "application/pdf")}
        ),
    }
