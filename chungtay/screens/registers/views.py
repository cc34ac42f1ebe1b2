"""The registers: their numbers and lists, one thing with its history, and the form that opens one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.actions.registers import open_registered
from chungtay.answers.activities import may_record
from chungtay.answers.lists import Pages
from chungtay.answers.registers import (
    history_of,
    members_of,
    numbers_by_kind,
    with_members,
    with_programmes,
)
from chungtay.models import Registered, RegisterKind
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .filters import Narrowed
from .forms import OpeningForm
from .words import FACTS

PAGE = 50


@require_safe
def registers(request: Request) -> HttpResponse:
    """How many stand, were founded, were strengthened; and each of them."""
    asked = Narrowed(request.GET, request.person, request.today)
    things = Registered.objects.visible_to(request.person, request.today)
    page = Pages(with_members(asked.narrow(things)), PAGE).get_page(request.GET.get("page"))
    told = {
        "asked": asked,
        "numbers": numbers_by_kind(
            asked.window,
            person=request.person,
            today=request.today,
            programme=asked.programme,
        ),
        "page": page,
        "rows": [(one, members_of(one)) for one in page],
        "may_record": may_record(request.person, Kind.REGISTERED, request.today),
    }
    return render(request, "registers/registers.html", told)


@require_safe
def registered(request: Request, id: UUID) -> HttpResponse:
    person, today = request.person, request.today
    things = with_members(Registered.objects.visible_to(person, today))
    shown = get_object_or_404(with_programmes(things, person, today), pk=id)
    told = {
        "registered": shown,
        "members": members_of(shown),
        "history": [(FACTS[one.fact.kind], one, one.fact) for one in history_of(shown, person, today)],
        "may_change": shown.closed_on is None and person.may(Act.RECORD, shown.facts(today), today),
    }
    return render(request, "registers/registered.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: Request) -> HttpResponse:
    """Without a kind in the address the page asks for it first."""
    if not may_record(request.person, Kind.REGISTERED, request.today):
        raise RuleBroken(Message("Your post does not allow this."))
    kinds = RegisterKind.objects.all()
    kind = kinds.filter(slug=request.POST.get("kind") or request.GET.get("kind", "")).first()
    if kind is None:
        return render(
            request,
            "registers/choosing.html",
            {"kinds": kinds},
            status=200 if request.method != "POST" else 422,
        )
    form = OpeningForm(
        kind, request.person, request.today, request.POST if request.method == "POST" else None
    )
    if request.method == "POST" and form.is_valid():
        by, at = request.person, timezone.now()
        if made := attempt(
            form, lambda: open_registered(form.registered(), members=form.counts(), by=by, at=at)
        ):
            messages.success(request, _("In the register. One more stands from its day on."))
            return redirect("registered", made.pk)
    page = {"form": form, "kind": kind}
    return render(request, "registers/opening.html", page, status=422 if form.errors else 200)
