"""Shows incoming documents: take a file in, see text and draft side by side, correct, accept."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.actions import intake as actions
from chungtay.actions.recorded import note_view
from chungtay.answers.intake import known_in
from chungtay.answers.sentences import said
from chungtay.models import Agreement, Organisation, Reading
from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Act
from chungtay.screens.middleware import Request

from .forms import DraftForm, UploadForm
from .marks import paragraphs
from .picks import picks


@require_http_methods(["GET", "HEAD", "POST"])
def readings(request: Request) -> HttpResponse:
    """The office's incoming documents, and the place to take one in."""
    offices = Organisation.objects.filter(pk__in=request.person.organisations_for(Act.READ_IN, request.today))
    form, holder = UploadForm(request.POST or None, request.FILES or None), offices.first()
    if request.method == "POST" and holder is None:
        raise RuleBroken(actions.NOT_ALLOWED)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        assert holder is not None
        try:
            reading = actions.take_in(
                file.name,
                file.read(),
                media_type=file.content_type or "",
                holder=holder,
                by=request.person,
                at=timezone.now(),
            )
            return redirect("reading", reading.pk)
        except RuleBroken as problem:
            for message in problem.messages:
                form.add_error("file", said(message))
    visible = Reading.objects.visible_to(request.person, request.today).select_related("holder", "agreement")
    told = {"form": form, "readings": visible, "may_read_in": bool(offices)}
    return render(request, "intake/readings.html", told, status=422 if request.method == "POST" else 200)


@require_safe
def reading(request: Request, id: UUID) -> HttpResponse:
    found = visible_reading(request, id)
    if found.accepted_at is None:
        note_view(found, by=request.person, at=timezone.now())
    return desk(request, found, draft_form(request, found))


@require_http_methods(["POST"])
def acceptance(request: Request, id: UUID) -> HttpResponse:
    found = visible_reading(request, id)
    form = draft_form(request, found)
    if form.is_valid():
        try:
            done = actions.accept(found, form.acceptance(), by=request.person, at=timezone.now())
            messages.success(request, _("Accepted. What was read stands in the programme now."))
            assert done.agreement is not None, "an accepted paper belongs to a programme"
            return redirect("programme", done.agreement.slug)
        except RuleBroken as problem:
            for message in problem.messages:
                form.add_error(message.where if message.where in form.fields else None, said(message))
    return desk(request, found, form, status=422)


def desk(request: Request, found: Reading, form: DraftForm, status: int = 200) -> HttpResponse:
    shown = picks(form)
    numbers = {pick.path: pick.number for pick in shown if pick.number}
    told = {
        "reading": found,
        "form": form,
        "picks": shown,
        "doubtful": sum(pick.doubtful for pick in shown),
        "paragraphs": paragraphs(found.text, found.draft["spans"], numbers),
    }
    return render(request, "intake/reading.html", told, status=status)


def visible_reading(request: Request, id: UUID) -> Reading:
    visible = Reading.objects.visible_to(request.person, request.today)
    return get_object_or_404(visible.select_related("agreement", "document", "accepted_by"), pk=id)


def draft_form(request: Request, found: Reading) -> DraftForm:
    known = known_in(found.draft, request.person, request.today)
    agreements = list(Agreement.objects.visible_to(request.person, request.today))
    return DraftForm(found.draft, known, agreements, request.POST or None)
