"""News by mail: asking for it, confirming it from the first mail, ending it by one press from any."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from chungtay.actions.readers import (
    ask_for_news,
    confirm_news,
    end_news,
    new_stamp,
    news_seen,
    takes_mail_addresses,
)
from chungtay.models.published import ProgrammeCopy
from chungtay.rules.messages import RuleBroken

from .addresses import address
from .forms_of_readers import TRAP, reader_page, sent_with, words_by_field
from .heads import About
from .pages import PublicRequest


@reader_page
def subscriptions(request: PublicRequest) -> HttpResponse:
    """The form. What it answers tells nobody whether an address was known."""
    given = {name: request.POST.get(name, "")[:300] for name in ("address", "programme")}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            ask_for_news(
                request.portal, given["address"], sent_with(request), programme=given["programme"],
                language=request.LANGUAGE_CODE, site=f"{request.scheme}://{request.get_host()}", at=timezone.now(),
            )  # fmt: skip
            return HttpResponseRedirect(address("subscriptions") + "?asked=1")
        except RuleBroken as problem:
            errors = words_by_field(problem)
    told = {
        "typed": given,
        "errors": errors,
        "stamp": new_stamp(timezone.now()),
        "trap": TRAP,
        "programmes": ProgrammeCopy.objects.on(request.portal),
        "takes": takes_mail_addresses() and not request.portal._state.adding,
        "was_asked": "asked" in request.GET,
        "about": About(title=""),
    }
    return render(request, "portal/subscriptions.html", told, status=422 if errors else 200)


@reader_page(methods=("GET", "HEAD"))
def subscription(request: PublicRequest, token: str) -> HttpResponse:
    """Two buttons. Programs that look over mails open links, and press none."""
    shown = news_seen(request.portal, token)
    if shown is None:
        raise Http404
    told = {"token": token, "is_confirmed": shown.is_confirmed, "about": About(title="", hidden=True)}
    return render(request, "portal/subscription.html", told)


@reader_page(methods=("POST",))
def confirmation(request: PublicRequest, token: str) -> HttpResponse:
    if not confirm_news(request.portal, token, at=timezone.now()):
        raise Http404
    return HttpResponseRedirect(address("subscription", token=token))


@reader_page
def ending(request: PublicRequest, token: str) -> HttpResponse:
    """As mail programs press it (RFC 8058): one POST, no cookie, no question. A person who opens it finds the page."""
    if request.method != "POST":
        return HttpResponseRedirect(address("subscription", token=token))
    end_news(request.portal, token, at=timezone.now())
    return render(
        request, "portal/subscription.html", {"has_ended": True, "about": About(title="", hidden=True)}
    )
