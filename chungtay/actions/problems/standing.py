"""Finds a workshop as it stands now, if the person may take this step for that body; a second person waits."""

from datetime import datetime

from django.utils import timezone

from chungtay.models import Organisation, Person, Workshop
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.problems import Side, Step, WorkshopState, row_of


def locked_for(
    workshop: Workshop, step: Step, *, body: Organisation | None = None, by: Person, at: datetime
) -> Workshop:
    """Without a `body` the holder takes the step. Called inside the act."""
    refuse_unless_speaks(workshop, body or workshop.holder, by=by, at=at)
    near = Workshop.objects.select_for_update(of=("self",)).select_related("holder", "agreement", "minutes")
    held = near.get(pk=workshop.pk)
    row = row_of(WorkshopState(held.state), step)
    if row.by is Side.HOLDER and body is not None and body.pk != held.holder_id:
        raise RuleBroken(Message("Your post does not allow this."))
    if body is not None and body.pk not in {one.pk for one in held.voters()}:
        raise RuleBroken(Message("This body takes no part in the workshop.", where="body"))
    return held


def refuse_unless_speaks(workshop: Workshop, body: Organisation, *, by: Person, at: datetime) -> None:
    today = timezone.localdate(at)
    if not by.may(Act.RECORD, workshop.facts_for(body), today):
        raise RuleBroken(Message("Your post does not allow this."))
