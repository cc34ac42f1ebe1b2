"""Puts on every answer what browsers need to know to keep it safe, and keeps closed pages out of their caches."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Everything comes from this house: no script, style or picture of anybody else, and none written into a page.
POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"


class HeadersMiddleware:
    """Outermost, so that static files and broken pages carry the headers too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        answer.headers.setdefault("Content-Security-Policy", POLICY)
        answer.headers.setdefault("X-Content-Type-Options", "nosniff")
        if getattr(request, "person", None) and "public" not in answer.headers.get("Cache-Control", ""):
            # The next person at this computer finds nothing behind the browser's "back".
            answer.headers["Cache-Control"] = "no-store"
        return answer
