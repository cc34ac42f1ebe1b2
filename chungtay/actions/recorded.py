"""The one door for change: a transaction and its audit line, both or neither."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils import timezone

from chungtay.models import AuditLine, Person
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

PRESSED_TWICE = timedelta(minutes=1)  # the very same thing within this time is the second of two clicks


@contextmanager
def recorded(
    act: str, *, thing: models.Model, by: Person | None, at: datetime, reason: str = ""
) -> Iterator[None]:
    """Run the change inside; write who did it from which post. `by` is None only for the installation itself."""
    with transaction.atomic():
        yield
        AuditLine.objects.create(
            at=at,
            person_id=by.pk if by else None,
            post=by.post_title(timezone.localdate(at)) if by else "chungtay",
            act=act,
            kind=thing._meta.model_name or "",
            thing_id=str(thing.pk),
            reason=reason[:500],
        )


def refuse_unless_may(by: Person, act: Act, organisation_id: object, at: datetime) -> None:
    """Stop a person whose posts do not allow `act` for that body."""
    if organisation_id not in by.organisations_below(act, timezone.localdate(at)):
        raise RuleBroken(Message("Your post does not allow this."))
