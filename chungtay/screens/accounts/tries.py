"""One try to get in: refused unseen when it comes too early, counted when it was wrong."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import ngettext

from chungtay.actions.accounts import note_failed_try, wait_before_try

from .devices import address_of, device_of


class Try:
    """By whoever says to be `name`, whether or not somebody is called so."""

    def __init__(self, request: HttpRequest, name: str) -> None:
        self.whose = (name, address_of(request), device_of(request))

    def refuse_if_early(self) -> None:
        wait = wait_before_try(*self.whose, timezone.now())
        minutes = -(-int(wait.total_seconds()) // 60)
        if wait:
            text = ngettext(
                "Too many tries were wrong. Wait %(minutes)s minute, then try again.",
                "Too many tries were wrong. Wait %(minutes)s minutes, then try again.",
                max(minutes, 1),
            )
            raise ValidationError(text % {"minutes": max(minutes, 1)}, code="early")

    def failed(self) -> None:
        note_failed_try(*self.whose, timezone.now())
