"""Long work: the list, one job, stopping it and trying it again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chungtay.actions.jobs import cancel, try_again
from chungtay.answers.jobs import Seen, listed, seen
from chungtay.answers.sentences import said
from chungtay.models import Job
from chungtay.screens.audit.addresses import address_of
from chungtay.screens.audit.words import thing_word
from chungtay.screens.middleware import Request

from .words import kind_word

MOST_FAULTS = 200  # on one page; the rest are counted


@require_safe
def jobs(request: Request) -> HttpResponse:
    rows = listed(request.person, request.today, timezone.now())
    return render(request, "jobs/jobs.html", {"rows": [(one, kind_word(one.job.kind)) for one in rows]})


@require_safe
def job(request: Request, id: UUID) -> HttpResponse:
    visible = Job.objects.visible_to(request.person, request.today)
    shown = seen(get_object_or_404(visible, pk=id), request.person, request.today, timezone.now())
    return render(request, "jobs/job.html", told_of(shown))


@require_POST
def stopping(request: Request, id: UUID) -> HttpResponse:
    cancel(own(request, id), by=request.person, at=timezone.now())
    messages.success(request, _("It is stopped."))
    return redirect("job", id)


@require_POST
def again(request: Request, id: UUID) -> HttpResponse:
    return redirect("job", try_again(own(request, id), by=request.person, at=timezone.now()).pk)


def own(request: Request, id: UUID) -> Job:
    return get_object_or_404(Job, pk=id, asked_by_id=request.person.pk)


def told_of(shown: Seen) -> dict[str, Any]:
    told: dict[str, Any] = {
        "shown": shown,
        "job": shown.job,
        "kind": kind_word(shown.job.kind),
        "said": [said(message) for message in shown.said],
        "faults": [(message.where, said(message)) for message in shown.faults[:MOST_FAULTS]],
        "more_faults": max(0, len(shown.faults) - MOST_FAULTS),
    }
    if shown.thing:
        kind, thing = shown.thing
        told |= {"address": address_of(kind, thing), "thing": thing_word(kind)}
    return told
