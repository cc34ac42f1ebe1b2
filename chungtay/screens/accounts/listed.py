"""Where one is signed in, as a page lists it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from chungtay.screens.middleware import Request

from .devices import device_in_words
from .sessions import BEGAN, SEEN, is_over


@dataclass(frozen=True)
class Listed:
    """One session in words."""

    id: int
    device: str
    network: str
    began_at: datetime
    seen_at: datetime
    is_this: bool


def listed_sessions(request: Request) -> list[Listed]:
    """This one first, then those seen last. What is over by itself is not listed."""
    now, held = timezone.now(), UserSession.objects.filter(user=request.user)
    rows = {one.session_key: one for one in held}
    alive = Session.objects.filter(session_key__in=rows, expire_date__gt=now)
    listed = []
    for session in alive:
        kept, row = session.get_decoded(), rows[session.session_key]
        if kept.get("_auth_user_hash") == request.user.get_session_auth_hash() and not is_over(kept, now):
            listed.append(
                Listed(
                    row.pk, device_in_words(row.user_agent), row.ip, moment(kept[BEGAN]), moment(kept[SEEN]),
                    row.session_key == request.session.session_key,
                )
            )  # fmt: skip
    return sorted(listed, key=lambda one: (one.is_this, one.seen_at), reverse=True)


def moment(stamp: float) -> datetime:
    return datetime.fromtimestamp(stamp, UTC)
