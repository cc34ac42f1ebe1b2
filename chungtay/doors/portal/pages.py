"""What every public page has in common: open to all, read only, in the language of its address, gone when gone."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from chungtay.models.published import Portal

from .cache import begin_public, end_public
from .site import portal_of

View = Callable[..., HttpResponseBase]


class PublicRequest(HttpRequest):
    """What a public page is given: which site is asked for, and in which language."""

    portal: Portal
    LANGUAGE_CODE: str


class Gone(Exception):
    """What stood here was taken back. Readers are told so (410), and robots forget it."""


def public_page(view: View | None = None, *, reads: tuple[str, ...] = ()) -> Any:
    """Dress a view as a public page: `language` comes from its address and is not handed on.

    `@public_page(reads=("page",))` names the parameters that the page knows; what else is asked for changes nothing.
    """
    if view is None:
        return partial(public_page, reads=reads)

    @login_not_required
    @require_safe
    @conditional_page
    @cache_control(no_cache=True)
    @wraps(view)
    def page(request: PublicRequest, *, language: str, **names: Any) -> HttpResponseBase:
        translation.activate(language)  # what answers a wrong address after us shall say so in it too
        request.LANGUAGE_CODE = language
        portal = portal_of(request)
        public = begin_public(request, reads, None if portal._state.adding else portal.pk)
        try:
            answer: HttpResponseBase = view(request, **names)
            end_public(public, answer)
            return answer
        except Gone:
            return gone(request)

    return page


def gone(request: HttpRequest) -> HttpResponseBase:
    return render(request, "portal/gone.html", status=410)
