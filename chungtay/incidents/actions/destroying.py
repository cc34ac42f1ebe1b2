"""Destroys the sealed bytes of a notice that every side has closed, when the agreed months are over."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from chungtay.actions.recorded import recorded
from chungtay.models import Person, Seat

from ..answers.retention import bytes_due_on, destroys_for, sealed_for, term_of
from ..models import Notice, NoticeStep
from ..rules.life import Step
from ..rules.retention import check_destruction


def destroy_bytes(notice: Notice, side: Seat, *, by: Person, at: datetime) -> int:
    """How many items lost their bytes: those of the side, and those between both. Their rows and the trail stay.

    Whoever still holds the content keys can open nothing with them; whoever keeps an older backup can.
    """
    today = timezone.localdate(at)
    with transaction.atomic():
        held = Notice.objects.select_for_update().get(pk=notice.pk)
        items, term = sealed_for(held, side.pk), term_of(held.agreement, today)
        check_destruction(
            is_own=side.pk in destroys_for(by, held.agreement, today),
            has_bytes=items.exists(),
            term=term,
            due=bytes_due_on(held, term, today),
            today=today,
        )
        with recorded("notice_destroy", thing=held, by=by, at=at, reason=str(held)):
            number = items.update(body=None, destroyed_at=at)
            step = {"step": Step.DESTROYED, "at": at, "happened_at": at}
            NoticeStep.objects.create(notice=held, side=side, by=by, **step)
    return number
