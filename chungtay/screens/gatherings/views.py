"""The gatherings that a person sees, the page of one, and everything that is written into it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import gatherings as actions
from chungtay.answers.gatherings import SHOWN, GatheringPage, gatherings_for, keepers
from chungtay.answers.lists import Pages
from chungtay.answers.programmes import Programme
from chungtay.answers.tongues import tongues_of
from chungtay.answers.wordings import mark_unchecked
from chungtay.models import Agreement, Gathering
from chungtay.rules.gatherings import GatheringKind, Move, Side
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Kind
from chungtay.screens.errors import attempt
from chungtay.screens.exchange.forms import AlsoForm, file_of
from chungtay.screens.exchange.listing import A_PAGE, asked_for, refuse_without_side
from chungtay.screens.middleware import Request
from chungtay.screens.tags import page_language
from chungtay.screens.tasks.forms import TaskForm

from .forms import GatheringForm, MinutesForm, SpeechForm, StepForm
from .words import TOLD


@require_safe
def gatherings(request: Request) -> HttpResponse:
    """Those to come soonest first; of one programme where the address names it."""
    shown, programme = asked_for(request, SHOWN)
    found = gatherings_for(request.person, request.today, shown=shown, programme=programme)
    page = Pages(found, A_PAGE).get_page(request.GET.get("page"))
    seen = [programme] if programme else Agreement.objects.visible_to(request.person, request.today)
    choices = {
        "coming": pgettext("gathering", "To come"),
        "mine": pgettext("gathering", "Our turn"),
        "held": pgettext("gathering", "Held"),
        "all": pgettext("gathering", "All"),
    }
    told = {
        "page": page, "shown": shown, "programme": programme, "choices": choices.items(),
        "planning": [one for one in seen if keepers(one, request.person, request.today)],
        "unchecked": mark_unchecked(page.object_list, page_language()),
    }  # fmt: skip
    return render(request, "gatherings/gatherings.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, slug: str) -> HttpResponse:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    form = GatheringForm(agreement, request.person, request.today, request.POST or None)
    if not form.own:
        refuse_without_side(request, Kind.GATHERING)
    if request.method == "POST" and form.is_valid():
        (told, bodies), by, at = form.told(), request.person, timezone.now()
        gathering = Gathering(agreement=agreement, **told)
        made = attempt(form, lambda: actions.plan_gathering(gathering, bodies=bodies, by=by, at=at))
        if made:
            messages.success(request, _("Kept. Send the plan to the bodies that meet."))
            return redirect("gathering", made.pk)
    shown = {"form": form, "agreement": agreement}
    return render(request, "gatherings/new.html", shown, status=422 if form.errors else 200)


@require_safe
def gathering(request: Request, id: UUID) -> HttpResponse:
    return gathering_page(request, found(request, id))


def gathering_page(request: Request, page: GatheringPage, wrong: Form | None = None) -> HttpResponse:
    """With the forms of whoever may use them; `wrong` is the one that must be mended."""
    held, keeps = page.gathering, page.may_change
    change = GatheringForm(held.agreement, page.person, page.today, of=held) if keeps else None
    speech = SpeechForm(page) if keeps and held.kind == GatheringKind.CONFERENCE else None
    tasks = TaskForm(Programme(held.agreement, page.person, page.today)) if page.may_give else None
    steps = [StepForm(page, move) for move in page.moves]
    told: dict[str, Any] = {
        "page": page,
        "gathering": held,
        "steps": [wrong if isinstance(wrong, StepForm) and wrong.move is one.move else one for one in steps],
        "change": wrong if isinstance(wrong, GatheringForm) else change,
        "speech_form": wrong if isinstance(wrong, SpeechForm) else speech,
        "minutes_form": (wrong if isinstance(wrong, MinutesForm) else MinutesForm()) if keeps else None,
        "task_form": wrong if isinstance(wrong, TaskForm) else tasks,
        "in_tongues": tongues_of(held),
        "also": AlsoForm(held) if page.sides and not keeps else None,
        "also_of": [AlsoForm(one) for one in page.speeches] if page.sides else [],
        "unchecked": mark_unchecked([held, *page.speeches, *page.tasks, page.twins], page_language()),
    }
    return render(request, "gatherings/gathering.html", told, status=422 if wrong else 200)


@require_POST
def writing(request: Request, id: UUID) -> HttpResponse:
    """The plan, or what came of it, until the minutes are sent."""
    page, by, at = found_to_keep(request, id), request.person, timezone.now()
    if not page.may_change:
        actions.change_gathering(page.gathering, {}, by=by, at=at)
    form = GatheringForm(page.gathering.agreement, by, request.today, request.POST, of=page.gathering)
    if form.is_valid():
        told, bodies = form.told()
        if attempt(form, lambda: actions.change_gathering(page.gathering, told, bodies=bodies, by=by, at=at)):
            messages.success(request, _("Kept."))
            return redirect("gathering", id)
    return gathering_page(request, page, wrong=form)


@require_POST
def moves(request: Request, id: UUID) -> HttpResponse:
    """Takes one step; pressing twice is harmless."""
    page, by, at = found(request, id), request.person, timezone.now()
    if request.POST.get("move") not in [move for move in Move if move is not Move.CHANGE]:
        raise Http404
    move = Move(request.POST["move"])
    if actions.just_moved(page.gathering, move, by=by, at=at):
        messages.info(request, _("This was kept already."))
        return redirect("gathering", id)
    if move not in page.moves:
        actions.move_gathering(page.gathering, move, note=request.POST.get("note", ""), by=by, at=at)
    form = StepForm(page, move, request.POST)
    if form.is_valid():
        note = form.cleaned_data.get("note", "")
        if attempt(form, lambda: actions.move_gathering(page.gathering, move, note=note, by=by, at=at)):
            messages.success(request, str(TOLD[move]))
            return redirect("gathering", id)
    return gathering_page(request, page, wrong=form)


@require_POST
def minutes(request: Request, id: UUID) -> HttpResponse:
    page, by, at = found_to_keep(request, id), request.person, timezone.now()
    form = MinutesForm(request.POST, request.FILES)
    if form.is_valid() and (file := file_of(form)):
        kept = attempt(form, lambda: actions.write_gathering_minutes(page.gathering, file, by=by, at=at))
        if kept:
            messages.success(request, _("The minutes are kept."))
            return redirect("gathering", id)
    return gathering_page(request, page, wrong=form)


@require_POST
def speeches(request: Request, id: UUID) -> HttpResponse:
    """Who speaks about what."""
    page, by, at = found_to_keep(request, id), request.person, timezone.now()
    form = SpeechForm(page, request.POST, request.FILES)
    if form.is_valid():
        told, file = dict(form.cleaned_data), file_of(form)
        told.pop("file")
        if attempt(form, lambda: actions.list_speech(page.gathering, **told, file=file, by=by, at=at)):
            messages.success(request, _("Kept."))
            return redirect("gathering", id)
    return gathering_page(request, page, wrong=form)


@require_POST
def tasks(request: Request, id: UUID) -> HttpResponse:
    """A task that comes of it; each side gives to its own bodies."""
    page, by, at = found(request, id), request.person, timezone.now()
    if not page.may_give:
        raise RuleBroken(Message("Your post does not allow this."))
    form = TaskForm(Programme(page.gathering.agreement, by, request.today), request.POST)
    if form.is_valid():
        told = form.told()
        body = told.pop("organisation")
        if attempt(form, lambda: actions.give_by_gathering(page.gathering, body, **told, by=by, at=at)):
            messages.success(request, _("The task is set. It stands in the work of whoever does it."))
            return redirect("gathering", id)
    return gathering_page(request, page, wrong=form)


def found(request: Request, id: UUID) -> GatheringPage:
    """To whom it is not shown it does not exist."""
    visible = Gathering.objects.visible_to(request.person, request.today)
    near = visible.select_related("agreement", "holder", "place", "twins", "minutes")
    return GatheringPage(get_object_or_404(near, pk=id), request.person, request.today)


def found_to_keep(request: Request, id: UUID) -> GatheringPage:
    page = found(request, id)
    if Side.KEEPER not in page.sides:
        raise RuleBroken(Message("Your post does not allow this."))
    return page
