"""Reads by which server mails go out: `smtp://name:password@host:587` turns to TLS, `smtps://…` begins with it."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from .proxies import is_loopback

PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True)
class MailRoute:
    host: str
    port: int
    user: str = ""
    password: str = ""
    starts_tls: bool = False
    is_tls: bool = False


def read_mail_route(url: str) -> MailRoute | None:
    """None: no mails go out. ValueError where the address cannot be read."""
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError(
            "CHUNGTAY_MAIL_URL is smtp://name:password@host:587 or smtps://name:password@host:465"
        )
    here = is_loopback(parts.hostname)  # a server of this machine may speak plainly
    return MailRoute(
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starts_tls=parts.scheme == "smtp" and not here,
        is_tls=parts.scheme == "smtps",
    )
