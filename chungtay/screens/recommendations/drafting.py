"""Drafts a recommendation, changes it, sends it, takes it back, carries it over."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.actions import recommendations as actions
from chungtay.answers.recommendations import holders_for, origin_of
from chungtay.models import Agreement
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.recommendations import Origin
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .forms import CarryForm, RecommendationForm, SendingForm
from .views import found, recommendation_page


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """`origin` and `id` in the address say from what it comes."""
    if not holders_for(request.person, request.today).exists():
        raise RuleBroken(Message("Your post does not allow this."))
    origin, thing = origin_asked(request)
    agreement = getattr(thing, "agreement", None) or _programme(request)
    told = {"origin": (origin, thing.pk if thing else None), "agreement": agreement}
    form = RecommendationForm(request, *typed(request), **told)  # type: ignore[arg-type]
    if request.method == "POST" and form.is_valid():
        by, at, file = request.person, timezone.now(), form.brought()
        if kept := attempt(form, lambda: actions.draft_recommendation(form.asked(), file=file, by=by, at=at)):
            messages.success(
                request, _("The draft is kept. Nobody but your office sees it until it is sent.")
            )
            return redirect("recommendation", kept.pk)
    shown = {"form": form, "origin": origin, "thing": thing}
    return render(request, "recommendations/writing.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def text(request: Request, id: UUID) -> HttpResponse:
    """Says anew what is asked, as long as it was not sent."""
    page = found(request, id)
    draft = page.asked
    actions.refuse_unless_sender(request.person, Act.RECORD, draft, timezone.now())
    if not page.may_edit:
        raise RuleBroken(Message("It was sent already, and stays as it was sent."))
    origin = (Origin(draft.origin), draft.origin_id)
    form = RecommendationForm(request, *typed(request), draft=draft, origin=origin)
    if request.method == "POST" and form.is_valid():
        by, at, file = request.person, timezone.now(), form.brought()
        if attempt(form, lambda: actions.edit_recommendation(draft, form.asked(), file=file, by=by, at=at)):
            messages.success(request, _("Kept."))
            return redirect("recommendation", id)
    shown = {"form": form, "asked": draft, "origin": origin[0], "thing": page.origin}
    return render(request, "recommendations/writing.html", shown, status=422 if form.errors else 200)


@require_POST
def sending(request: Request, id: UUID) -> HttpResponse:
    page, by, at = found(request, id), request.person, timezone.now()
    form = SendingForm(page, request.POST)
    if not page.may_send:  # sent a moment ago, or not for this person
        actions.send_recommendation(page.asked, by=by, at=at)
        return redirect("recommendation", id)
    if form.is_valid():
        told = form.cleaned_data
        sent = attempt(form, lambda: actions.send_recommendation(page.asked, **told, by=by, at=at))
        if sent:
            messages.success(request, _("Sent. Each addressee finds it in its work."))
            return redirect("recommendation", id)
    return recommendation_page(request, page, wrong=form)


@require_POST
def withdrawal(request: Request, id: UUID) -> HttpResponse:
    """Takes a draft back."""
    actions.withdraw_draft(found(request, id).asked, by=request.person, at=timezone.now())
    messages.success(request, _("The draft is taken back."))
    return redirect("recommendation", id)


@require_POST
def carrying(request: Request, id: UUID) -> HttpResponse:
    """Begins the same anew in the agreement of the next phase."""
    page, by, at = found(request, id), request.person, timezone.now()
    actions.refuse_unless_sender(by, Act.RECORD, page.asked, at)
    form = CarryForm(page, request.POST)
    if form.is_valid():
        agreement = form.cleaned_data["agreement"]
        if later := attempt(form, lambda: actions.carry_over(page.asked, agreement, by=by, at=at)):
            messages.success(request, _("A draft stands in the next phase. Look it over and send it."))
            return redirect("recommendation", later.pk)
    return recommendation_page(request, page, wrong=form)


def typed(request: Request) -> tuple[Any, Any]:
    return request.POST or None, request.FILES or None


def origin_asked(request: Request) -> tuple[Origin, Any | None]:
    """From the address; what is not shared with the person does not exist."""
    name = request.GET.get("origin", Origin.OWN)
    if name == Origin.OWN:
        return Origin.OWN, None
    try:
        origin, key = Origin(name), UUID(request.GET.get("id", ""))
    except ValueError as problem:
        raise Http404 from problem
    thing = origin_of(origin, key, request.person, request.today)
    if thing is None:
        raise Http404
    return origin, thing


def _programme(request: Request) -> Agreement | None:
    slug = request.GET.get("programme", "")
    return (
        Agreement.objects.visible_to(request.person, request.today).filter(slug=slug).first()
        if slug
        else None
    )
