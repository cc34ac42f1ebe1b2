"""From where somebody comes: the address in short, the browser in words, and the cookie that knows it again."""

from ipaddress import ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from chungtay.actions.accounts import DEVICE_KEPT
from chungtay.rules.proxies import client_address

# What a browser says of itself holds the names of others too, so the order matters.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "coc_coc": "Cốc Cốc",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}


def address_of(request: HttpRequest) -> str:
    """Whence the request came, whatever stands between."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    return client_address(request.META.get("REMOTE_ADDR", ""), forwarded, settings.PROXIES)


def address_in_short(request: HttpRequest) -> str:
    """Its network: three of the four numbers of IPv4, the first three groups of IPv6."""
    address = address_of(request) or "0.0.0.0"
    return str(ip_network((address, 48 if ":" in address else 24), strict=False).network_address)


def device_in_words(user_agent: str) -> str:
    """`Chrome · Android`; empty when neither is known."""
    tables = (BROWSERS, SYSTEMS)
    known = (next((name for mark, name in table.items() if mark in user_agent), "") for table in tables)
    return " · ".join(word for word in known if word)


def device_of(request: HttpRequest) -> str:
    return request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")


def keep_device(answer: HttpResponse, secret: str) -> None:
    answer.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        secret,
        max_age=DEVICE_KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",  # as the session's, for the same reason
    )
