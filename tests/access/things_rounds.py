"""The things of rounds that the access table visits: one that asks Dogwood alone, and how its office is reached."""

from datetime import date
from typing import Any

from chungtay.actions.reports import open_report
from tests.world import NOW, World

from .thing import Thing, sending

FIRST, LAST = date(2024, 1, 1), date(2024, 3, 31)
ROUND: dict[str, Any] = {"slug": "yearly", "first_on": FIRST, "last_on": LAST}
SUMMER = {"first_on": "01/04/2026", "last_on": "30/06/2026", "due_on": "31/12/2099"}


def of_rounds(world: World) -> dict[tuple[str, str], Thing]:
    dogwood, waiting = world.bodies["dogwood"], world.reports["cedar"]
    report = open_report(
        world.form, dogwood, place=world.places["Dogwood"], first_on=FIRST,
        last_on=LAST, due_on=date(2024, 4, 5), by=world.provincial, at=NOW,
    )  # fmt: skip
    asked = {"form": str(world.form.pk), "level": "commune", "units": [str(dogwood.pk)], **SUMMER}
    chosen: dict[str, Any] = {"reports": [str(report.pk)]}
    return {
        ("round", "dogwood's"): Thing(dict(ROUND)),
        ("round-reminders", "dogwood's"): Thing(dict(ROUND), sent=sending(**chosen, channel="chat")),
        ("round-stops", "dogwood's"): Thing(dict(ROUND), sent=sending(**chosen, reason="Flooded")),
        ("round-resumption", "dogwood's"): Thing(dict(ROUND), sent=sending(**chosen)),
        ("round-opening", "dogwood"): Thing(sent=sending(**asked)),
        ("unit-contact", "office"): Thing({"id": dogwood.pk}, sent=sending(phone="0260 3862 301")),
        ("report-approvals", "waiting"): Thing(
            sent=lambda: {"read": [f"{waiting.pk}:{waiting.hand_ins.latest('handed_in_at').pk}"]}
        ),
    }
