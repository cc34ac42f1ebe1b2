"""What is done to activities and to the list of their kinds, for the access table; all of Dogwood."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from chungtay.actions.activities import record_activity
from chungtay.models import Activity, ActivityKind
from tests.world import NOW, World

from .thing import Thing, sending

SCAN = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def of_activities(world: World) -> dict[tuple[str, str], Thing]:
    place, day = world.places["Dogwood"], date(2026, 2, 3)
    activity = Activity(
        kind_id="session", title="A talk to mend", first_on=day, last_on=day, place=place,
        holder=world.bodies["dogwood"], served=world.served,
    )  # fmt: skip
    record_activity(activity, attendances={}, by=world.officer, at=NOW)
    own = ActivityKind.objects.create(slug="march", name="March", holder=world.bodies["dogwood"])
    here, why = {"id": activity.pk}, {"reason": "Written down wrongly"}
    anew = {"kind": "session", "title": "A talk", "first_on": "03/02/2026", "place": place.pk, **why}
    return {
        ("activity-change", "dogwood's"): Thing(here, sent=sending(**anew, programmes="oak-elm")),
        ("activity-withdrawal", "dogwood's"): Thing(here, sent=sending(**why)),
        ("activity-publication", "dogwood's"): Thing(here),
        ("activity-public-withdrawal", "dogwood's"): Thing(here, sent=sending(**why)),
        ("activity-programmes", "dogwood's"): Thing(here, sent=sending(programmes="oak-elm")),
        ("activity-evidence", "dogwood's"): Thing(
            here, sent=lambda: {"minutes": SimpleUploadedFile("minutes.pdf", SCAN)}
        ),
        ("activity-kinds", "-"): Thing(sent=sending(name="Gathering")),
        ("activity-kind", "dogwood's"): Thing({"slug": own.slug}, sent=sending(name="March past")),
        ("activity-counting", "ours"): Thing(
            {"slug": "session"}, sent=sending(indicator="sessions", adds="one")
        ),
    }
