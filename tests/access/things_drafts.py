"""The papers in the making that the access table visits: one that is complete, one that has its number."""

from django.core.files.uploadedfile import SimpleUploadedFile

from chungtay.actions.drafts import begin_draft, issue_draft
from chungtay.models import Draft
from tests.access.thing import Thing, sending
from tests.access.things_themes import PAPER as SCAN
from tests.world import NOW, TODAY, World

BEGUN = {"paper": "dispatch", "language": "vi"}
WHOLE = {
    "addressees": "The union across the border",
    "body": "We send you our list.",
    "recipients": "As above",
    "head.symbol": "BTV-VP",
    "head.place": "Dogwood",
}
SIGNERS = [{"authority": "", "post": "President", "name": "", "organisation": ""}]


def of_drafts(world: World) -> dict[tuple[str, str], Thing]:
    written, numbered = (dogwoods_dispatch(world, title) for title in ("On the list", "On the letters"))
    issue_draft(numbered, on=TODAY, number=4, by=world.officer, at=NOW)
    told = {"title": "On the talks", "language": "vi", "house_style": "state"}
    return {
        ("paper-new", "-"): Thing({}, sent=sending(**BEGUN)),
        ("paper", "dogwood's"): Thing({"id": written.pk}),
        ("paper-writing", "dogwood's"): Thing({"id": written.pk}, sent=sending(**told)),
        ("paper-number", "dogwood's"): Thing({"id": written.pk}, sent=sending(on="20/03/2026", number=7)),
        ("paper-withdrawal", "dogwood's"): Thing({"id": written.pk}),
        ("paper-file", "dogwood's"): Thing({"id": written.pk, "form": "pdf"}),
        ("paper-scan", "numbered"): Thing(
            {"id": numbered.pk}, sent=lambda: {"file": SimpleUploadedFile("signed.pdf", SCAN)}
        ),
    }


def dogwoods_dispatch(world: World, title: str) -> Draft:
    draft = Draft(
        paper="dispatch", holder=world.bodies["dogwood"], agreement=world.programme, title=title,
        values=WHOLE | {"signers": SIGNERS},
    )  # fmt: skip
    return begin_draft(draft, by=world.officer, at=NOW)
