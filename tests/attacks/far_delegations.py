"""A visit of the far union with one row in each list, its turn and its checklist: of these ours must not know."""

from typing import Any

from chungtay import models
from chungtay.actions.delegations import add_usual, draft_delegation, keep_row, set_rotation
from tests.world import NOW, TODAY, World


def visited(world: World, programme: models.Agreement) -> dict[str, Any]:
    by, far = world.stranger, world.bodies["far"]
    host = programme.seats.get(number=2).holdings.get().organisation
    rule = models.Rotation(
        agreement=programme, purpose="Visits of Farshire", source="Article of Farshire", first_year=2026
    )
    rotation = set_rotation(rule, list(programme.seats.all()), by=by, at=NOW)
    visit = draft_delegation(
        models.Delegation(
            agreement=programme, holder=far, host=host, guest=far, title="Visit of Farshire", first_on=TODAY,
            last_on=TODAY,
        ),
        by=by, at=NOW,
    )  # fmt: skip
    member = models.DelegationMember(delegation=visit, organisation=far, post="Head of Farshire", role="head")
    keep_row(member, by=by, at=NOW)
    gift = models.Gift(delegation=visit, giver=far, receiver=host, text="A gift of Farshire")
    keep_row(gift, by=by, at=NOW)
    usual = models.UsualPaper(holder=far, direction="in", text="A letter of Farshire", days_before=5)
    return {
        "delegation": visit, "rotation": rotation, "usual_paper": add_usual(usual, by=by, at=NOW),
        "member": member, "gift": gift,
    }  # fmt: skip
