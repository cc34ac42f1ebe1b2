"""The way of an article as pages: its steps, its history, what one version says otherwise than the one before."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from chungtay.actions.articles import publish_article, schedule_article, take_step, withdraw_article
from chungtay.rules.articles import Step, body_html, difference
from chungtay.screens.accounts.sessions import sure_who_asks
from chungtay.screens.middleware import Request

from .shown import DONE, TAKEN, DayForm, changes_shown
from .views import found

LIGHT = {Step.HAND_IN, Step.TAKE_BACK, Step.REVIEW, Step.SEND_BACK, Step.HOLD, Step.DISCARD, Step.REOPEN}


@require_POST
def steps(request: Request, id: UUID) -> HttpResponse:
    """The steps that change nothing outside."""
    article, wanted = found(request, id), request.POST.get("step", "")
    if wanted not in LIGHT:
        raise Http404
    take_step(article, Step(wanted), **told_with(request), by=request.person, at=timezone.now())
    return done(request, id, Step(wanted))


@require_POST
@sure_who_asks
def approval(request: Request, id: UUID) -> HttpResponse:
    take_step(found(request, id), Step.APPROVE, **told_with(request), by=request.person, at=timezone.now())
    return done(request, id, Step.APPROVE)


@require_POST
@sure_who_asks
def publication(request: Request, id: UUID) -> HttpResponse:
    """At once, or on the day that is named."""
    article, at, given = found(request, id), timezone.now(), told_with(request)
    if "goes_out_at" not in request.POST:
        publish_article(article, **given, by=request.person, at=at)
        return done(request, id, Step.PUBLISH)
    form = DayForm(request.POST)
    moment = form.cleaned_data["goes_out_at"] if form.is_valid() else None
    schedule_article(article, goes_out_at=moment, words=given["words"], by=request.person, at=at)
    return done(request, id, Step.SCHEDULE)


@require_POST
@sure_who_asks
def withdrawal(request: Request, id: UUID) -> HttpResponse:
    reason = told_with(request)["words"]
    withdraw_article(found(request, id), reason=reason, by=request.person, at=timezone.now())
    return done(request, id, Step.WITHDRAW)


@require_safe
def history(request: Request, id: UUID) -> HttpResponse:
    article = found(request, id)
    told = [
        (step, TAKEN[step.step]) for step in article.steps.select_related("version").order_by("-at", "-id")
    ]
    return render(request, "articles/history.html", {"article": article, "steps": told})


@require_safe
def version(request: Request, id: UUID, number: int) -> HttpResponse:
    """One version beside the one before, or beside `?with=` another one."""
    article = found(request, id)
    new = get_object_or_404(article.versions, number=number)
    other = request.GET.get("with", "")
    before = int(other) if other.isdecimal() and len(other) < 9 else number - 1
    old = article.versions.filter(number=before).first()
    changes = changes_shown(difference(old.content, new.content)) if old else []
    told = {
        "article": article,
        "version": new,
        "body": body_html(new.content["body"]),
        "old": old,
        "changes": changes,
        "others": article.versions.exclude(pk=new.pk),
    }
    return render(request, "articles/version.html", told)


def told_with(request: Request) -> dict[str, Any]:
    return {
        name: request.POST.get(sent, "").replace("\0", "")
        for name, sent in (("words", "note"), ("seen", "seen"))
    }


def done(request: Request, id: UUID, step: Step) -> HttpResponse:
    messages.success(request, str(DONE[step]))
    return redirect("article-writing", id)
