"""Beneficiaries by name: written once under seal, read by whoever says why, deleted on their day or before."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.actions.recorded import refuse_unless_may
from chungtay.actions.support import delete_beneficiaries, keep_beneficiaries, read_beneficiaries
from chungtay.answers.support import names_of, shown_to
from chungtay.models import BeneficiaryList, Support
from chungtay.rules.people import Act
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .forms import NamesForm, ReadingForm, WithdrawalForm
from .words import ASKED


@sensitive_variables()
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def names(request: Request, id: UUID) -> HttpResponse:
    """What is kept, for what and until when; a POST keeps names where none are."""
    shown = support_of(request, id, Act.RECORD)
    kept = names_of(shown, request.person, request.today)
    form = NamesForm(shown, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("purpose", "legal_basis", "delete_on")}
        people, by, at = form.cleaned_data["people"], request.person, timezone.now()
        if attempt(form, lambda: keep_beneficiaries(shown, people, **given, by=by, at=at)):
            messages.success(request, _("Kept under seal until their day."))
            return redirect("support-names", id)
    return page(request, shown, kept, form, status=422 if form.errors else 200)


@sensitive_variables()
@sensitive_post_parameters()
@require_POST
def reading(request: Request, id: UUID) -> HttpResponse:
    """Answers with the names themselves: no address leads to them, and each reading is noted."""
    shown = support_of(request, id, Act.READ)
    kept = get_object_or_404(BeneficiaryList.objects.select_related("support"), support=shown)
    form = ReadingForm(request.POST)
    if form.is_valid():
        by, at = request.person, timezone.now()
        people = attempt(form, lambda: read_beneficiaries(kept, why=form.cleaned_data["why"], by=by, at=at))
        if people is not None:
            asked = [field for field in ASKED if field in shown.kind.asks]
            rows = [[person.get(field, "") for field in asked] for person in people]
            told = {"support": shown, "names": kept, "heads": [ASKED[field] for field in asked], "rows": rows}
            return render(request, "support/reading.html", told)
    return page(request, shown, kept, NamesForm(shown), reading=form, status=422)


@require_POST
def deletion(request: Request, id: UUID) -> HttpResponse:
    shown = support_of(request, id, Act.RECORD)
    kept = get_object_or_404(BeneficiaryList.objects.select_related("support"), support=shown)
    form = WithdrawalForm(request.POST)
    if form.is_valid():
        why, by, at = form.cleaned_data["reason"], request.person, timezone.now()
        if attempt(form, lambda: delete_beneficiaries(kept, reason=why, by=by, at=at)):
            messages.success(request, _("Deleted. The counts stay."))
            return redirect("support-names", id)
    return page(request, shown, kept, NamesForm(shown), deleting=form, status=422)


def support_of(request: Request, id: UUID, act: Act) -> Support:
    """The support, for whom its names are there as well."""
    shown: Support = get_object_or_404(shown_to(request.person, request.today), pk=id)
    refuse_unless_may(request.person, act, BeneficiaryList(support=shown), timezone.now())
    return shown


def page(
    request: Request, shown: Support, kept: BeneficiaryList | None, form: NamesForm, *, status: int,
    reading: ReadingForm | None = None, deleting: WithdrawalForm | None = None,
) -> HttpResponse:  # fmt: skip
    is_over = kept is not None and (kept.deleted_at is not None or kept.delete_on <= request.today)
    told = {
        "support": shown, "names": kept, "is_over": is_over, "form": form,
        "reading": reading or ReadingForm(), "deleting": deleting or WithdrawalForm(),
    }  # fmt: skip
    return render(request, "support/names.html", told, status=status)
