"""What the pages have in common on which readers send something: no account, no cookie, nothing kept by anybody."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from chungtay.actions.readers import Sent
from chungtay.rules.messages import RuleBroken

from .counting import network_and_browser
from .pages import PublicRequest
from .site import portal_of

View = Callable[..., HttpResponseBase]
TRAP = "website"  # stands on the form, and no person sees it


def reader_page(view: View | None = None, *, methods: tuple[str, ...] = ("GET", "HEAD", "POST")) -> Any:
    """Open to all, in the language of its address. Forms carry a stamp of ours in place of the token that a cookie
    would hold: nobody has signed in here, so nobody's name can be used."""
    if view is None:
        return partial(reader_page, methods=methods)

    @csrf_exempt
    @login_not_required
    @require_http_methods([*methods])
    @cache_control(no_store=True)
    @wraps(view)
    def page(request: PublicRequest, *, language: str, **names: Any) -> HttpResponseBase:
        translation.activate(language)
        request.LANGUAGE_CODE = language
        portal_of(request)
        return view(request, **names)

    return page


def sent_with(request: HttpRequest) -> Sent:
    network, _ = network_and_browser(request)
    return Sent(
        stamp=request.POST.get("stamp", "")[:200],
        trap=request.POST.get(TRAP, "")[:200],
        network=network,
    )


def words_by_field(problem: RuleBroken) -> dict[str, list[str]]:
    """Under the field that each speaks of; "whole" holds the others."""
    found: dict[str, list[str]] = {}
    for message in problem.messages:
        found.setdefault(message.where or "whole", []).append(gettext(message.text) % message.values)
    return found
