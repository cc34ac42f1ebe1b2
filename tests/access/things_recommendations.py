"""The recommendations of the small world that the access table visits: a draft, one that was sent across the border,
one to a body outside that has not answered in time.
"""

from datetime import timedelta

from chungtay.actions.deadlines import lay_deadlines
from chungtay.actions.recommendations import (
    Paper,
    draft_recommendation,
    move_recommendation,
    send_recommendation,
)
from chungtay.models import Recommendation
from chungtay.rules.recommendations import Asked, Move
from tests.access.thing import Thing, sending
from tests.world import NOW, TODAY, World

LONG_AGO = NOW - timedelta(days=40)
SCAN = b"%PDF-1.4\n%%EOF\n"


def of_recommendations(world: World) -> dict[tuple[str, str], Thing]:
    lay_deadlines(LONG_AGO)
    dogwood, east = world.bodies["dogwood"].pk, world.bodies["east"].pk

    def drafted(text: str, **more: tuple[object, ...]) -> Recommendation:
        told = Asked(holder=dogwood, agreement=world.programme.pk, text=text, **more)  # type: ignore[arg-type]
        # The body across the border has its seat only from today on where the matrix tries everything.
        return draft_recommendation(told, by=world.officer, at=NOW if "addressees" in more else LONG_AGO)

    draft = drafted("Lend a hall", addressees=(east,))
    sent = send_recommendation(drafted("Meet each month", addressees=(east,)), by=world.leader, at=NOW)
    outside = drafted("Light the square", outside=("The court",))
    outside = send_recommendation(outside, by=world.leader, at=LONG_AGO)
    way, owing = sent.addressees.get(), outside.addressees.get()
    paper = Paper("7/TA", TODAY, ("answer.pdf", SCAN, "application/pdf"))
    move_recommendation(owing, Move.ACKNOWLEDGE, paper=paper, by=world.officer, at=NOW)
    step = owing.steps.get(move=Move.ACKNOWLEDGE)
    assert step.document
    scan = step.document.files.get().sha256
    words = sending(text="Open an address", outside="The court")
    edited = sending(text="Lend two halls", addressee_1=east)
    return {
        ("deadlines", "-"): Thing(
            sent=sending(kind="answer", days=10, valid_from="20/03/2026", source="Order 5")
        ),
        ("recommendation-new", "-"): Thing(sent=words),
        ("recommendation", "draft"): Thing({"id": draft.pk}),
        ("recommendation", "sent"): Thing({"id": sent.pk}),
        ("recommendation", "outside"): Thing({"id": outside.pk}),
        ("recommendation-text", "draft"): Thing({"id": draft.pk}, sent=edited),
        ("recommendation-sending", "draft"): Thing({"id": draft.pk}, sent=sending(note="")),
        ("recommendation-withdrawal", "draft"): Thing({"id": draft.pk}),
        ("recommendation-carrying", "outside"): Thing({"id": outside.pk}),
        ("recommendation-moves", "sent"): Thing(
            {"id": sent.pk, "way_id": way.pk}, sent=sending(move="note", note="On Friday")
        ),
        ("recommendation-superior", "outside"): Thing(
            {"id": outside.pk, "way_id": owing.pk}, sent=sending(superior_name="The high court")
        ),
        ("recommendation-paper", "outside"): Thing({"id": outside.pk, "step_id": step.pk, "sha256": scan}),
    }
