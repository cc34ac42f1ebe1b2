"""What the far union raises, lays on the shelf and plans with Hillshire: of it ours must not know, nor of its parts."""

from typing import Any

from chungtay import models
from chungtay.actions.gatherings import list_speech, move_gathering, plan_gathering
from chungtay.actions.matters import draft_matter, move_matter, propose_action
from chungtay.actions.shelf import put_on_shelf, reply_to_item, send_item
from chungtay.rules.gatherings import Move as Step
from chungtay.rules.matters import Move
from tests.world import NOW, TODAY, World


def exchanged(world: World, programme: models.Agreement) -> dict[str, Any]:
    """One of each, sent to the other side, with a part that has an id of its own."""
    by, far = world.stranger, world.bodies["far"]
    hill = programme.seats.get(number=2).holdings.get().organisation
    words = {"agreement": programme, "holder": far}
    matter = models.Matter(**words, other=hill, title="Cattle of Farshire", text="Beyond the stone")
    matter = move_matter(draft_matter(matter, by=by, at=NOW), Move.RAISE, by=by, at=NOW)
    action = propose_action(matter, hill, text="Mend the fence of Farshire", due_on=TODAY, by=by, at=NOW)
    item = models.ShelfItem(**words, title="A law of Farshire", text="It holds in Farshire")
    item = send_item(put_on_shelf(item, readers=[hill], by=by, at=NOW), by=by, at=NOW)
    reply = reply_to_item(item, far, text="A word of Farshire", by=by, at=NOW)
    meets = models.Gathering(**words, kind="conference", title="Markets of Farshire", held_on=TODAY)
    meets = move_gathering(plan_gathering(meets, bodies=[hill], by=by, at=NOW), Step.SEND, by=by, at=NOW)
    speech = list_speech(meets, speaker="Head of Farshire", title="Weaving in Farshire", by=by, at=NOW)
    return {
        "matter": matter, "matter_action": action, "shelf_item": item, "shelf_reader": item.readers.get(),
        "shelf_reply": reply, "gathering": meets, "speech": speech,
    }  # fmt: skip
