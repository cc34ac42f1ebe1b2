"""Takes a share back, with a reason, and opens it again."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chungtay.actions.sharing import end_share, share_again
from chungtay.answers.sharing import Opened, share_for
from chungtay.models import Agreement, Document, Meeting, Review, Share
from chungtay.screens.accounts.sessions import sure_who_asks
from chungtay.screens.middleware import Request

from .forms import ReasonForm

PAGES: dict[type, str] = {Document: "document", Review: "review", Meeting: "meeting"}


@require_POST
@sure_who_asks
def ending(request: Request, id: UUID) -> HttpResponse:
    share, thing = found(request, id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        shown = {"share": share, "thing": thing, "form": form}
        return render(request, "sharing/ending.html", shown, status=422)
    end_share(share, reason=form.cleaned_data["reason"], by=request.person, at=timezone.now())
    messages.success(request, _("Taken back. Who read it only by this share no longer sees it."))
    return to_page_of(thing)


@require_POST
def again(request: Request, id: UUID) -> HttpResponse:
    share, thing = found(request, id)
    share_again(share, by=request.person, at=timezone.now())
    messages.success(request, _("Shared again."))
    return to_page_of(thing)


def found(request: Request, id: UUID) -> tuple[Share, Opened]:
    listed = share_for(id, request.person, request.today)
    if listed is None:
        raise Http404
    return listed


def to_page_of(thing: Opened) -> HttpResponse:
    if isinstance(thing, Agreement):
        return redirect("programme", thing.slug)
    return redirect(PAGES[type(thing)], thing.pk)
