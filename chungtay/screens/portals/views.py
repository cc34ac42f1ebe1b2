"""The sites of an office: the list, what one says of itself, its emblem; the headings of news."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.actions import portals as actions
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers import portals as answers
from chungtay.models import NewsCategory, Portal
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .forms import CategoryForm, EmblemForm, NewPortalForm, PortalForm


@require_http_methods(["GET", "HEAD", "POST"])
def portals(request: Request) -> HttpResponse:
    """All that one may read; a POST opens a further one."""
    by, office = request.person, answers.keeper_office(request.person, request.today)
    form = NewPortalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if office is None:
            raise RuleBroken(Message("Your post does not allow this."))
        if form.is_valid():
            told, at = form.cleaned_data, timezone.now()
            made = attempt(form, lambda: actions.open_portal(told, holder=office, by=by, at=at))
            if made:
                return redirect("portal", made.pk)
    shown = {"portals": answers.portals_of(by, request.today), "form": form, "may_open": office is not None}
    return render(request, "portals/portals.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def portal(request: Request, id: UUID) -> HttpResponse:
    """What it says of itself; a POST keeps all of it or nothing."""
    shown = found(request, id)
    may_write = answers.may_write(request.person, shown, request.today)
    form = PortalForm(shown, answers.programmes_to_show(), request.POST if request.method == "POST" else None)
    if request.method == "POST":
        refuse_unless_may(request.person, Act.PLAN, shown, timezone.now())
        if form.is_valid() and keep(request, shown, form):
            messages.success(request, _("Kept. Readers see it with their next page."))
            return redirect("portal", id)
    told = {"portal": shown, "form": form, "emblem": EmblemForm(), "may_write": may_write}
    return render(request, "portals/portal.html", told, status=422 if form.errors else 200)


def keep(request: Request, shown: Portal, form: PortalForm) -> Portal | None:
    told: dict[str, Any] = form.told()

    def act() -> Portal:
        try:
            return actions.edit_portal(shown, **told, by=request.person, at=timezone.now())
        except RuleBroken as problem:
            raise RuleBroken(
                [replace(one, where=form.field_of(one.where)) for one in problem.messages]
            ) from None

    return attempt(form, act)


@require_POST
def emblem(request: Request, id: UUID) -> HttpResponse:
    shown = found(request, id)
    refuse_unless_may(request.person, Act.PLAN, shown, timezone.now())
    form = EmblemForm(request.POST, request.FILES)
    if form.is_valid():
        file, by, at = form.cleaned_data["file"], request.person, timezone.now()
        if attempt(form, lambda: actions.put_emblem(shown, file.read(), name=file.name, by=by, at=at)):
            messages.success(request, _("The emblem stands in the masthead."))
            return redirect("portal", id)
    told = {"portal": shown, "form": PortalForm(shown, answers.programmes_to_show()), "emblem": form}
    return render(request, "portals/portal.html", told | {"may_write": True}, status=422)


@require_POST
def emblem_withdrawal(request: Request, id: UUID) -> HttpResponse:
    actions.take_emblem_away(found(request, id), by=request.person, at=timezone.now())
    messages.success(request, _("The masthead shows no emblem now."))
    return redirect("portal", id)


@require_http_methods(["GET", "HEAD", "POST"])
def categories(request: Request) -> HttpResponse:
    """Each heading with its own small form; a POST adds one."""
    form = CategoryForm(None, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        actions.refuse_unless_site_keeper(request.person, timezone.now())
        if form.is_valid() and write(request, None, form):
            return redirect("news-categories")
    return listed(request, form)


@require_POST
def category(request: Request, slug: str) -> HttpResponse:
    actions.refuse_unless_site_keeper(request.person, timezone.now())
    shown = get_object_or_404(NewsCategory, slug=slug)
    form = CategoryForm(shown, request.POST)
    if form.is_valid() and write(request, shown, form):
        return redirect("news-categories")
    return listed(request, CategoryForm(), changed={shown.pk: form})


@require_POST
def category_removal(request: Request, slug: str) -> HttpResponse:
    actions.refuse_unless_site_keeper(request.person, timezone.now())
    shown = get_object_or_404(NewsCategory, slug=slug)
    actions.drop_category(shown, by=request.person, at=timezone.now())
    messages.success(request, _("The heading is gone."))
    return redirect("news-categories")


def write(request: Request, shown: NewsCategory | None, form: CategoryForm) -> NewsCategory | None:
    by, at = request.person, timezone.now()
    made = attempt(form, lambda: actions.write_category(shown, form.told(), by=by, at=at))
    if made:
        messages.success(request, _("Kept. Readers see it with their next page."))
    return made


def listed(
    request: Request, form: CategoryForm, changed: dict[UUID, CategoryForm] | None = None
) -> HttpResponse:
    changed = changed or {}
    rows = [(one, changed.get(one.pk) or CategoryForm(one)) for one in answers.categories()]
    may_write = answers.keeper_office(request.person, request.today) is not None
    told = {"rows": rows, "form": form, "may_write": may_write}
    wrong = form.errors or any(one.errors for one in changed.values())
    return render(request, "portals/categories.html", told, status=422 if wrong else 200)


def found(request: Request, id: UUID) -> Portal:
    return get_object_or_404(answers.portals_of(request.person, request.today), pk=id)
