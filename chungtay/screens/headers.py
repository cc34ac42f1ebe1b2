"""Puts on every answer what browsers need to know to keep it safe, and keeps closed pages out of their caches.

A page may load what this house serves, and nothing else; whatever is no page may load nothing at all. A view that
wants it stricter sets its own header, which stays.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

OURS = ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action")
NOBODY = ("default-src", "object-src", "base-uri", "frame-ancestors")
PAGE = "; ".join([*(f"{what} 'none'" for what in NOBODY), *(f"{what} 'self'" for what in OURS)])
# JSON, pictures, and the papers that somebody brought: whatever they hold, they run as nobody, in a room without doors.
FILE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"

# Only what browsers of today know by name: an unknown one is complained about on every page.
DEVICES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
    "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts",
    "magnetometer", "microphone", "midi", "otp-credentials", "payment", "picture-in-picture", "screen-wake-lock",
    "serial", "storage-access", "sync-xhr", "unload", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
KEYS = ("publickey-credentials-create", "publickey-credentials-get")
PERMISSIONS = ", ".join([*(f"{device}=()" for device in DEVICES), *(f"{key}=(self)" for key in KEYS)])

# The names of addresses that hold a secret: what such a page loads or leads to must not learn it. (Not "no-referrer"
# either, for the reason given below; so the house is told, and nothing more.)
SECRETS = {"invitation", "letter", "subscription", "subscription-confirmation", "subscription-ending"}

TWO_YEARS = 2 * 365 * 24 * 3600

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": PERMISSIONS,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class HeadersMiddleware:
    """Outermost, so that static files and broken pages carry the headers too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        where = request.resolver_match.url_name if request.resolver_match else ""
        for name, value in (ALWAYS | by_what_it_is(answer) | by_where_it_is(where)).items():
            answer.headers.setdefault(name, value)
        if request.is_secure():
            answer.headers["Strict-Transport-Security"] = f"max-age={TWO_YEARS}; includeSubDomains"
        if not may_be_kept(request, answer):
            # The next person at this computer finds nothing behind the browser's "back".
            answer.headers["Cache-Control"] = "no-store"
        return answer


def by_what_it_is(answer: HttpResponse) -> dict[str, str]:
    media, _, _ = answer.headers.get("Content-Type", "").partition(";")
    is_brought = "Content-Disposition" in answer.headers  # somebody's paper, which may call itself a page too
    if media == "text/html" and not is_brought:
        # Not "no-referrer": browsers would then send forms with `Origin: null`, which Django rightly refuses.
        return {"Content-Security-Policy": PAGE, "Referrer-Policy": "same-origin"}
    return {"Content-Security-Policy": FILE, "Referrer-Policy": "no-referrer"}


def by_where_it_is(name: str | None) -> dict[str, str]:
    if name in SECRETS:
        return {"Referrer-Policy": "strict-origin"}
    # Pages that a browser still holds for its "back" go when somebody signs out.
    return {"Clear-Site-Data": '"cache", "storage"'} if name == "sign-out" else {}


def may_be_kept(request: HttpRequest, answer: HttpResponse) -> bool:
    """What is the same for everybody says `public`; what a view says of an open page holds for visitors only."""
    said = answer.headers.get("Cache-Control", "")
    return "public" in said or bool(said and settings.SESSION_COOKIE_NAME not in request.COOKIES)
