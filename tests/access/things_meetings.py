"""The meetings of the small world that the access table visits: one that is written, one that was sent."""

from django.core.files.uploadedfile import SimpleUploadedFile

from chungtay.actions.meetings import decide, hold_meeting, send_minutes
from chungtay.models import Meeting
from tests.access.thing import Thing, sending
from tests.world import NOW, TODAY, World


def of_meetings(world: World) -> dict[tuple[str, str], Thing]:
    draft, sent = (
        hold_meeting(
            Meeting(agreement=world.programme, holder=world.bodies["dogwood"], title=title, met_on=TODAY),
            by=world.officer, at=NOW,
        )
        for title in ("On the talks", "On the visit")
    )  # fmt: skip
    for meeting in (draft, sent):
        decide(meeting, text="Talk twice a year", by=world.officer, at=NOW)
    send_minutes(sent, by=world.officer, at=NOW)
    told = {"title": "On letters", "met_on": "20/03/2026"}
    task = {
        "decision": 1,
        "text": "Talks",
        "organisation": world.bodies["dogwood"].pk,
        "due_on": "31/12/2099",
    }
    return {
        ("meeting-new", "ours"): Thing({"slug": world.programme.slug}, sent=sending(**told)),
        ("meeting", "draft"): Thing({"id": draft.pk}),
        ("meeting", "sent"): Thing({"id": sent.pk}),
        ("meeting-article", "sent"): Thing({"id": sent.pk}),
        ("meeting-decisions", "draft"): Thing({"id": draft.pk}, sent=sending(number=2, text="A visit")),
        ("meeting-decisions", "sent"): Thing({"id": sent.pk}, sent=sending(number=2, text="A visit")),
        ("meeting-decision", "draft"): Thing({"id": draft.pk, "number": 1}, sent=sending(text="Three talks")),
        ("meeting-minutes", "draft"): Thing(
            {"id": draft.pk}, sent=lambda: {"file": SimpleUploadedFile("minutes.pdf", b"%PDF-1.7")}
        ),
        ("meeting-sending", "draft"): Thing({"id": draft.pk}),
        ("meeting-publication", "sent"): Thing({"id": sent.pk}),
        ("meeting-public-withdrawal", "sent"): Thing({"id": sent.pk}, sent=sending(reason="By mistake")),
        ("meeting-tasks", "sent"): Thing({"id": sent.pk}, sent=sending(**task)),
    }
