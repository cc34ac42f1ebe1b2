"""Lets the coded card of a closed notice be counted, with consent, once a side."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from chungtay.actions.recorded import recorded
from chungtay.models import Person, Seat

from ..answers.retention import closed_on
from ..answers.sides import recipient_of
from ..models import CodedCard, Notice
from ..rules.statistics import CODES, check_card, quarter_of

FIELDS = ("type", "sex", "band", "direction", "outcome")


def release_card(
    notice: Notice, side: Seat, told: Mapping[str, object], *, has_consent: bool, by: Person, at: datetime
) -> CodedCard:
    """`told`: a code for each field. The same card sent again is the one that is counted already."""
    codes = {name: told.get(name) for name in FIELDS}
    day = timezone.localdate(at)
    with transaction.atomic():
        held = Notice.objects.select_for_update().get(pk=notice.pk)
        card: CodedCard | None = held.cards.filter(side=side).first()
        if card and card.released_by_id == by.pk and all(getattr(card, one) == codes[one] for one in FIELDS):
            return card
        check_card(
            codes,
            CODES,
            is_recipient=side.pk in recipient_of(by, notice.agreement, day),
            is_closed=str(side.pk) in closed_on(held),
            is_released=card is not None,
            has_consent=has_consent,
        )
        counted = {"year": day.year, "quarter": quarter_of(day), "released_at": at, "released_by": by}
        with recorded("notice_card", thing=held, by=by, at=at, reason=str(held)):
            made: CodedCard = CodedCard.objects.create(notice=held, side=side, **counted, **codes)
    return made
