"""What Farshire and Hillshire keep in the annex: of it ours must not know, nor that a notice was ever sent there."""

from typing import Any

from chungtay import models
from chungtay.incidents.demo.keys import make_identity
from chungtay.incidents.models import Dossier, KeyWarning, SenderKey
from tests.incidents.counts.notices_made import add_item, close, cross, keep_for, list_key, made_notice
from tests.world import NOW, World


def noticed(world: World, programme: models.Agreement) -> dict[str, Any]:
    """A notice that crossed, and one that is closed; keys, a warning, lists. Nobody opens any of it."""
    by = world.stranger
    first, second = programme.seats.order_by("number")
    notice = made_notice(world, 1, by=by, programme=programme)
    cross(notice, by=by)
    closed = made_notice(world, 2, by=by, programme=programme)
    close(closed, first, by=by)
    enrolment = list_key(by, first)
    warning = KeyWarning.objects.create(seat=second, kind="unsigned", at=NOW, by=by)
    sender = SenderKey.objects.create(
        person=by, seat=first, card=make_identity().card, sig_kid="f" * 43, made_at=NOW
    )
    dossier = Dossier.objects.create(seat=first, basis="Law of Farshire", noted_at=NOW, noted_by=by)
    return {
        "notice": notice, "item": add_item(notice, None, by=by), "enrolment": enrolment, "warning": warning,
        "sender": sender, "seat": first, "dossier": dossier, "retention": keep_for(24, programme),
    }  # fmt: skip
