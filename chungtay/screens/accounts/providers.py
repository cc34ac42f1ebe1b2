"""Coming in by another office's own sign-in, and binding an account to it.

Nobody gets an account here. Whoever comes back from there is let in where their owner bound that very sign-in before;
everybody else reads one sentence, whatever was wrong.
"""

import secrets
from datetime import UTC, datetime, timedelta
from logging import getLogger
from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.stages import AuthenticateStage
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chungtay.actions import providers as actions
from chungtay.answers.providers import (
    account_bound,
    claims_for,
    endpoints_of,
    mark_of,
    offered_in,
    provider_named,
)
from chungtay.models import Account, Binding
from chungtay.rules.messages import RuleBroken
from chungtay.rules.providers import STEP_LASTS, NotAccepted, Provider, door_of, subject_in
from chungtay.screens.errors import refused
from chungtay.screens.middleware import Request

from .door import BROUGHT, own_door
from .sessions import sure_who_asks
from .views import address_after
from .words import NOT_ACCEPTED

STEPS = "provider_steps"
MOST_STEPS = 5  # tabs in which one may be on the way at the same time
log = getLogger(__name__)


@login_not_required
@never_cache
@require_POST
def begin(request: HttpRequest, provider: str) -> HttpResponse:
    """Make this try's secrets, and send the browser over."""
    return going_over(request, found(provider), leads_to=address_after(request))


@own_door
@require_POST
@sure_who_asks
def binding_begin(request: Request, provider: str) -> HttpResponse:
    return going_over(request, found(provider), leads_to=reverse("bindings"), binds=str(request.user.pk))


@login_not_required
@never_cache
@require_safe
def answer(request: HttpRequest, provider: str) -> HttpResponse:
    """What the browser brings back from there."""
    asked = found(provider)
    try:
        step = taken_step(request, asked)
        return done(request, asked, step, claims_brought(request, asked, step))
    except NotAccepted as problem:
        log.warning("The sign-in of %s was not accepted: %s.", asked.id, problem)
        messages.error(request, NOT_ACCEPTED)
        return redirect("bindings" if request.user.is_authenticated else "sign-in")
    except RuleBroken as problem:
        return refused(request, problem)


@own_door
@require_safe
def bindings(request: Request) -> HttpResponse:
    held = {one.provider: one for one in Binding.objects.filter(account=request.user)}
    offered = [{"id": id, "name": name, "binding": held.get(id)} for id, name in offered_in(get_language())]
    return render(request, "accounts/bindings.html", {"offered": offered})


@own_door
@require_POST
@sure_who_asks
def loosening(request: Request, id: str) -> HttpResponse:
    held = get_object_or_404(Binding, pk=id, account=request.user)
    actions.loosen(held, by=request.person, at=timezone.now())
    messages.success(request, _("Loosened. That sign-in opens your account no more."))
    return redirect("bindings")


def found(id: str) -> Provider:
    provider = provider_named(id)
    if provider is None:
        raise Http404
    return provider


def going_over(request: HttpRequest, provider: Provider, *, leads_to: str, binds: str = "") -> HttpResponse:
    try:
        endpoints = endpoints_of(provider)
    except NotAccepted as problem:
        log.warning("The sign-in of %s cannot be asked: %s.", provider.id, problem)
        messages.error(
            request, _("That office's sign-in does not answer. Try again later, or take another way.")
        )
        return redirect("bindings" if binds else "sign-in")
    state, nonce, verifier = (secrets.token_urlsafe(32) for _turn in range(3))
    steps = dict(list(request.session.get(STEPS, {}).items())[1 - MOST_STEPS :])
    steps[state] = {
        "provider": provider.id,
        "nonce": nonce,
        "verifier": verifier,
        "began_at": timezone.now().timestamp(),
        "leads_to": leads_to,
        "binds": binds,
    }
    request.session[STEPS] = steps
    door = door_of(
        provider, endpoints, state=state, nonce=nonce, verifier=verifier, back=way_back(request, provider)
    )
    # A page and no redirect: the policy of our pages lets no form lead to another house, not even round a corner.
    told = {"door": door, "name": dict(offered_in(get_language()))[provider.id]}
    return render(request, "accounts/going_over.html", told)


def way_back(request: HttpRequest, provider: Provider) -> str:
    return request.build_absolute_uri(reverse("provider-answer", args=[provider.id]))


def taken_step(request: HttpRequest, provider: Provider) -> dict[str, Any]:
    """The try that this answer belongs to; it is used up, whatever comes of it."""
    steps = request.session.get(STEPS, {})
    step = steps.pop(request.GET.get("state", ""), None)
    request.session[STEPS] = steps
    if step is None or step["provider"] != provider.id:
        raise NotAccepted("nobody was sent from here with that state")
    if not timedelta() <= timezone.now() - datetime.fromtimestamp(step["began_at"], UTC) <= STEP_LASTS:
        raise NotAccepted("it took too long")
    if step["binds"] not in ("", str(request.user.pk)):
        raise NotAccepted("somebody else went over")
    return step


def claims_brought(request: HttpRequest, provider: Provider, step: dict[str, Any]) -> dict[str, Any]:
    if request.GET.get("iss", provider.server) != provider.server:
        raise NotAccepted("another provider answers")
    code = request.GET.get("code", "")
    if not code or "error" in request.GET:
        raise NotAccepted("the provider refused")
    return claims_for(
        provider,
        code=code,
        verifier=step["verifier"],
        nonce=step["nonce"],
        back=way_back(request, provider),
        now=timezone.now(),
    )


def done(
    request: HttpRequest, provider: Provider, step: dict[str, Any], claims: dict[str, Any]
) -> HttpResponse:
    if step["binds"]:
        return bound(request, provider, claims)
    account = account_bound(provider, claims)
    if account is None:
        raise NotAccepted("nobody bound that sign-in")
    record_authentication(request, account, method="provider", provider=provider.id)
    login = Login(user=account, redirect_url=step["leads_to"])
    if provider.gave_second_factor(claims):
        record_authentication(request, account, method="mfa", type=BROUGHT)
        login.state["stages"] = {AuthenticateStage.key: {"handled": True}}
    return perform_login(request, login)


def bound(request: HttpRequest, provider: Provider, claims: dict[str, Any]) -> HttpResponse:
    account = request.user
    assert isinstance(account, Account)
    mark = mark_of(provider, subject_in(provider, claims))
    actions.bind(account, provider, mark=mark, by=account.person, at=timezone.now())
    messages.success(request, _("Connected. From now on you can come in by that sign-in too."))
    return redirect("bindings")
