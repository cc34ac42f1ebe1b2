"""The meetings that a person sees, the page of one, and everything that is written into it."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import meetings as actions
from chungtay.answers.lists import Pages
from chungtay.answers.meetings import MeetingPage, keepers, meetings_of
from chungtay.models import Agreement, Decision, Meeting
from chungtay.rules.messages import Message, RuleBroken
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .forms import DecidedTaskForm, DecisionForm, MeetingForm, MinutesForm, RewordingForm

A_PAGE = 50


@require_safe
def meetings(request: Request) -> HttpResponse:
    """Newest first; of one programme where the address names it."""
    slug = request.GET.get("programme", "")
    programmes = Agreement.objects.visible_to(request.person, request.today)
    programme = get_object_or_404(programmes, slug=slug) if slug else None
    page = Pages(meetings_of(request.person, request.today, programme), A_PAGE).get_page(
        request.GET.get("page")
    )
    kept = [one for one in programmes if keepers(request.person, request.today, one)]
    told = {"page": page, "programme": programme, "kept": [programme] if programme in kept else kept}
    return render(request, "meetings/meetings.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, slug: str) -> HttpResponse:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    form = MeetingForm(agreement, request.person, request.today, request.POST or None)
    if not form.keepers:
        raise RuleBroken(Message("Your post does not allow this."))
    if request.method == "POST" and form.is_valid():
        bodies, by, at = form.cleaned_data["bodies"], request.person, timezone.now()
        made = attempt(form, lambda: actions.hold_meeting(form.meeting(), bodies=bodies, by=by, at=at))
        if made:
            messages.success(request, _("Kept. Write its decisions down, then send it to the sides."))
            return redirect("meeting", made.pk)
    told = {"form": form, "agreement": agreement}
    return render(request, "meetings/new.html", told, status=422 if form.errors else 200)


@require_safe
def meeting(request: Request, id: UUID) -> HttpResponse:
    return meeting_page(request, found(request, id))


def meeting_page(
    request: Request, page: MeetingPage, wrong: Form | None = None, of: Decision | None = None
) -> HttpResponse:
    """With the forms of whoever keeps it; `wrong` is the one that must be mended, perhaps `of` one decision.

    Once the minutes are sent most forms are gone: whoever still had one open is told why nothing was kept.
    """
    tasks = DecidedTaskForm(page) if page.may_give and page.decided else None
    told = {
        "page": page,
        "meeting": page.meeting,
        "sharing": page.sharing,
        "decision_form": wrong if isinstance(wrong, DecisionForm) else DecisionForm(page),
        "minutes_form": wrong if isinstance(wrong, MinutesForm) else MinutesForm(),
        "task_form": wrong if isinstance(wrong, DecidedTaskForm) else tasks,
        "rewording": wrong if isinstance(wrong, RewordingForm) else None,
        "of": of,
        "too_late": None if page.may_change or isinstance(wrong, DecidedTaskForm) else wrong,
    }
    return render(request, "meetings/meeting.html", told, status=422 if wrong else 200)


@require_POST
def decisions(request: Request, id: UUID) -> HttpResponse:
    page, by, at = found_to_record(request, id), request.person, timezone.now()
    form = DecisionForm(page, request.POST)
    if form.is_valid():
        told = form.cleaned_data
        if page.meeting.decisions.filter(**told).exists():
            messages.info(request, _("This was kept already."))
            return redirect("meeting", id)
        if attempt(form, lambda: actions.decide(page.meeting, **told, by=by, at=at)):
            messages.success(request, _("The decision is written down."))
            return redirect("meeting", id)
    return meeting_page(request, page, wrong=form)


@require_POST
def rewording(request: Request, id: UUID, number: int) -> HttpResponse:
    page, by, at = found_to_record(request, id), request.person, timezone.now()
    decision = get_object_or_404(page.meeting.decisions, number=number)
    form = RewordingForm(request.POST)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    if text and attempt(form, lambda: actions.reword(decision, text=text, by=by, at=at)):
        messages.success(request, _("The decision is written down."))
        return redirect("meeting", id)
    return meeting_page(request, page, wrong=form, of=decision)


@require_POST
def minutes(request: Request, id: UUID) -> HttpResponse:
    page, by, at = found_to_record(request, id), request.person, timezone.now()
    form = MinutesForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        told = file.name, file.read(), file.content_type or ""
        if attempt(form, lambda: actions.write_minutes(page.meeting, told, by=by, at=at)):
            messages.success(request, _("The minutes are kept."))
            return redirect("meeting", id)
    return meeting_page(request, page, wrong=form)


@require_POST
def sending(request: Request, id: UUID) -> HttpResponse:
    """Opens it to the sides; pressing twice is harmless."""
    page = found(request, id)
    if page.meeting.sent_by_id == request.person.pk:
        messages.info(request, _("You have sent it already."))
    else:
        actions.send_minutes(page.meeting, by=request.person, at=timezone.now())
        messages.success(request, _("Sent. All sides read it, and it stands."))
    return redirect("meeting", id)


@require_POST
def tasks(request: Request, id: UUID) -> HttpResponse:
    """A task that comes of a decision."""
    page, by, at = found_to_record(request, id), request.person, timezone.now()
    form = DecidedTaskForm(page, request.POST)
    if form.is_valid():
        told = form.told()
        decision, body = told.pop("decision"), told.pop("organisation")
        if attempt(form, lambda: actions.give_by_decision(decision, body, **told, by=by, at=at)):
            messages.success(request, _("The task is set. It stands in the work of whoever does it."))
            return redirect("meeting", id)
    return meeting_page(request, page, wrong=form)


def found(request: Request, id: UUID) -> MeetingPage:
    """To whom a meeting is not shown it does not exist."""
    visible = Meeting.objects.visible_to(request.person, request.today)
    near = visible.select_related("agreement", "holder", "plan", "sent_by")
    return MeetingPage(get_object_or_404(near, pk=id), request.person, request.today)


def found_to_record(request: Request, id: UUID) -> MeetingPage:
    page = found(request, id)
    if not page.may_record:
        raise RuleBroken(Message("Your post does not allow this."))
    return page
