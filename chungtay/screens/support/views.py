"""Support given: the sums and the list, one support, and the form that records a new one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions.recorded import refuse_unless_may
from chungtay.actions.support import add_support_kind, record_support, withdraw_support
from chungtay.answers.activities import may_record
from chungtay.answers.lists import Pages
from chungtay.answers.support import given_by_kind, names_of, shown_to
from chungtay.models import BeneficiaryList, SupportKind
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request
from chungtay.screens.registers.filters import Narrowed
from chungtay.screens.registers.kinds import own_office

from .forms import KindForm, SupportForm, WithdrawalForm

PAGE = 50


@require_safe
def supports(request: Request) -> HttpResponse:
    person, today = request.person, request.today
    asked = Narrowed(request.GET, person, today)
    found = shown_to(person, today).filter(given_on__range=(asked.window.first, asked.window.last))
    told = {
        "asked": asked,
        "given": given_by_kind(asked.window, person=person, today=today, programme=asked.programme),
        "page": Pages(found, PAGE).get_page(request.GET.get("page")),
        "may_record": may_record(person, Kind.SUPPORT, today),
    }
    return render(request, "support/supports.html", told)


@require_safe
def support(request: Request, id: UUID) -> HttpResponse:
    person, today = request.person, request.today
    shown = get_object_or_404(shown_to(person, today), pk=id)
    told = {
        "support": shown,
        "counts": sorted(
            shown.counts.all(), key=lambda one: (one.combination.breakdown.slug, one.combination.position)
        ),
        "names": names_of(shown, person, today),
        "may_name": bool(shown.kind.asks)
        and person.may(Act.RECORD, BeneficiaryList(support=shown).facts(today), today),
        "may_withdraw": shown.withdrawn_at is None and person.may(Act.RECORD, shown.facts(today), today),
        "form": WithdrawalForm(),
    }
    return render(request, "support/support.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def recording(request: Request) -> HttpResponse:
    """Without a kind in the address the page asks for it first."""
    person, today = request.person, request.today
    if not may_record(person, Kind.SUPPORT, today):
        raise RuleBroken(Message("Your post does not allow this."))
    kinds, sent = SupportKind.objects.select_related("base", "money"), request.POST or None
    kind = kinds.filter(slug=request.POST.get("kind") or request.GET.get("kind", "")).first()
    if kind is None:
        return render(request, "support/choosing.html", {"kinds": kinds}, status=422 if sent else 200)
    form = SupportForm(kind, person, today, sent)
    if sent and form.is_valid():
        at = timezone.now()
        if made := attempt(
            form, lambda: record_support(form.support(), counts=form.counts(), by=person, at=at)
        ):
            messages.success(request, _("Recorded. Reports that count it take it from here."))
            return redirect("support", made.pk)
    page = {"form": form, "kind": kind}
    return render(request, "support/recording.html", page, status=422 if form.errors else 200)


@require_POST
def withdrawal(request: Request, id: UUID) -> HttpResponse:
    shown = get_object_or_404(shown_to(request.person, request.today), pk=id)
    why = request.POST.get("reason", "")
    withdraw_support(shown, reason=why, by=request.person, at=timezone.now())
    messages.success(request, _("Taken back. It counts no more; names that were kept for it are deleted."))
    return redirect("support", id)


@require_http_methods(["GET", "HEAD", "POST"])
def kinds(request: Request) -> HttpResponse:
    person, at = request.person, timezone.now()
    holder = own_office(person, request.today)
    ours = SupportKind(holder=holder)
    may_add = holder is not None and person.may(Act.DEFINE, ours.facts(request.today), request.today)
    form = KindForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        refuse_unless_may(person, Act.DEFINE, ours, at)
        if form.is_valid():
            made = form.kind(holder)
            if attempt(form, lambda: add_support_kind(made, by=person, at=at)):
                messages.success(request, _("Added. Units can record it from now on."))
                return redirect("support-kinds")
    found = SupportKind.objects.select_related("base", "given", "money")
    page = {"kinds": found, "form": form, "may_add": may_add}
    return render(request, "support/kinds.html", page, status=422 if form.errors else 200)
