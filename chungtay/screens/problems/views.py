"""The register of urgent problems, the workshops, and the page of one with all that its holder does there."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import problems as actions
from chungtay.answers.lists import Pages
from chungtay.answers.problems import (
    SHOWN,
    Choice,
    WorkshopPage,
    keepers,
    listed,
    problems_for,
    workshops_of,
)
from chungtay.answers.wordings import mark_unchecked
from chungtay.models import Agreement, Workshop
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.problems import Step, row_of
from chungtay.screens.errors import attempt, carried_out
from chungtay.screens.middleware import Request
from chungtay.screens.tags import page_language

from .forms import ClosingForm, CriteriaForm, FilterForm, MinutesForm, WorkshopForm

A_PAGE = 50


@require_safe
def problems(request: Request) -> HttpResponse:
    """The register: every problem of every workshop that the person reads, and what came of it."""
    shown, slug = request.GET.get("shown", ""), request.GET.get("programme", "")
    programmes = Agreement.objects.visible_to(request.person, request.today)
    programme = get_object_or_404(programmes, slug=slug) if slug else None
    choice = Choice(shown if shown in SHOWN else SHOWN[0], slug, request.GET.get("words", "")[:100].strip())
    found = problems_for(request.person, request.today, choice)
    page = Pages(found, A_PAGE).get_page(request.GET.get("page"))
    rows = listed(page.object_list, request.person, request.today)
    things = [one.problem for one in rows]
    told = {
        "page": page,
        "rows": rows,
        "programme": programme,
        "choice": choice,
        "form": FilterForm({"shown": choice.shown, "words": choice.words}),
        "unchecked": mark_unchecked([*things, *{one.workshop for one in things}], page_language()),
    }
    return render(request, "problems/problems.html", told)


@require_safe
def workshops(request: Request) -> HttpResponse:
    """Newest first; of one programme where the address names it."""
    slug = request.GET.get("programme", "")
    programmes = Agreement.objects.visible_to(request.person, request.today)
    programme = get_object_or_404(programmes, slug=slug) if slug else None
    found = workshops_of(request.person, request.today, programme)
    page = Pages(found, A_PAGE).get_page(request.GET.get("page"))
    kept = [one for one in programmes if keepers(request.person, request.today, one)]
    kept = [programme] if programme and programme in kept else kept
    unchecked = mark_unchecked(page.object_list, page_language())
    told = {"page": page, "programme": programme, "kept": kept, "unchecked": unchecked}
    return render(request, "problems/workshops.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, slug: str) -> HttpResponse:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    form = WorkshopForm(agreement, request.person, request.today, request.POST or None)
    if not form.keepers:
        raise RuleBroken(Message("Your post does not allow this."))
    if request.method == "POST" and form.is_valid():
        bodies, by, at = form.cleaned_data["bodies"], request.person, timezone.now()
        made = attempt(form, lambda: actions.draft_workshop(form.told(), bodies=bodies, by=by, at=at))
        if made:
            messages.success(request, _("Kept. Agree on the criteria, then open it for its bodies."))
            return redirect("workshop", made.pk)
    told = {"form": form, "agreement": agreement}
    return render(request, "problems/new.html", told, status=422 if form.errors else 200)


@require_safe
def workshop(request: Request, id: UUID) -> HttpResponse:
    return workshop_page(request, found(request, id))


def workshop_page(request: Request, page: WorkshopPage, wrong: Form | None = None) -> HttpResponse:
    """With the forms of whoever holds it; `wrong` is the one that must be mended."""
    told = {
        "page": page,
        "workshop": page.workshop,
        "criteria_form": wrong if isinstance(wrong, CriteriaForm) else CriteriaForm(page.criteria),
        "closing_form": wrong if isinstance(wrong, ClosingForm) else ClosingForm(page),
        "minutes_form": wrong if isinstance(wrong, MinutesForm) else MinutesForm(),
        "unchecked": mark_unchecked([page.workshop, *page.criteria, *page.problems], page_language()),
    }
    return render(request, "problems/workshop.html", told, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: Request, id: UUID) -> HttpResponse:
    """What it is about, and who takes part."""
    page = found_to_hold(request, id, Step.WRITE)
    agreement, held = page.workshop.agreement, page.workshop
    form = WorkshopForm(agreement, request.person, request.today, request.POST or None, workshop=held)
    if request.method == "POST" and form.is_valid():
        bodies, by, at = form.cleaned_data["bodies"], request.person, timezone.now()
        if attempt(form, lambda: actions.write_workshop(form.told(), bodies=bodies, by=by, at=at)):
            messages.success(request, _("Kept."))
            return redirect("workshop", id)
    told = {"form": form, "agreement": agreement, "workshop": held}
    return render(request, "problems/new.html", told, status=422 if form.errors else 200)


@require_POST
def criteria(request: Request, id: UUID) -> HttpResponse:
    page, by, at = found_to_hold(request, id, Step.WEIGH), request.person, timezone.now()
    form = CriteriaForm(page.criteria, request.POST)
    if carried_out(form, lambda: actions.weigh_criteria(page.workshop, form.told(), by=by, at=at)):
        messages.success(request, _("The criteria are kept. They may change until the workshop is opened."))
        return redirect("workshop", id)
    return workshop_page(request, page, wrong=form)


@require_POST
def opening(request: Request, id: UUID) -> HttpResponse:
    """Pressing twice is harmless."""
    page = found(request, id)
    if page.workshop.opened_by_id == request.person.pk:
        messages.info(request, _("You have opened it already."))
    else:
        refuse_unless(page.is_holder, page, Step.OPEN)
        actions.open_workshop(page.workshop, by=request.person, at=timezone.now())
        messages.success(request, _("Opened. Its bodies add problems and vote; the criteria stand."))
    return redirect("workshop", id)


@require_POST
def closing(request: Request, id: UUID) -> HttpResponse:
    page, by, at = found(request, id), request.person, timezone.now()
    if page.workshop.closed_by_id == by.pk:
        messages.info(request, _("You have closed the votes already."))
        return redirect("workshop", id)
    refuse_unless(page.is_holder, page, Step.CLOSE)
    form = ClosingForm(page, request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: actions.close_votes(page.workshop, reason=reason, by=by, at=at)):
            messages.success(request, _("The votes are closed, and the ranking stands."))
            return redirect("workshop", id)
    return workshop_page(request, page, wrong=form)


@require_POST
def minutes(request: Request, id: UUID) -> HttpResponse:
    page, by, at = found_to_hold(request, id, Step.KEEP_MINUTES), request.person, timezone.now()
    form = MinutesForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        told = file.name, file.read(), file.content_type or ""
        if attempt(form, lambda: actions.keep_minutes(page.workshop, told, by=by, at=at)):
            messages.success(request, _("The minutes are kept."))
            return redirect("workshop", id)
    return workshop_page(request, page, wrong=form)


@require_safe
def sheet(request: Request, id: UUID) -> HttpResponse:
    """The ranking with every vote, as a paper: what the browser prints on A4."""
    page = found(request, id)
    return render(request, "problems/sheet.html", {"page": page, "workshop": page.workshop})


def found(request: Request, id: UUID) -> WorkshopPage:
    """To whom a workshop is not shown it does not exist."""
    visible = Workshop.objects.visible_to(request.person, request.today)
    near = visible.select_related("agreement", "holder", "opened_by", "closed_by").prefetch_related("bodies")
    return WorkshopPage(get_object_or_404(near, pk=id), request.person, request.today)


def found_to_hold(request: Request, id: UUID, step: Step) -> WorkshopPage:
    page = found(request, id)
    refuse_unless(page.is_holder, page, step)
    return page


def refuse_unless(may: bool, page: WorkshopPage, step: Step) -> None:
    """A post that does not allow it first; then a state in which nobody does it."""
    if not may:
        raise RuleBroken(Message("Your post does not allow this."))
    row_of(page.state, step)
