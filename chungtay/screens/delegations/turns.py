"""The turns of a programme: the rule, what became of each turn, whose turn is next; and the checklists of offices."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.actions import delegations as actions
from chungtay.answers.delegations import (
    RotationShown,
    may_plan_turns,
    offices_with_papers,
    own_sides,
    papers_of,
    rotations_of,
)
from chungtay.answers.wordings import mark_unchecked
from chungtay.models import Agreement, UsualPaper
from chungtay.rules.delegations import Direction
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.screens.errors import attempt, carried_out
from chungtay.screens.middleware import Request
from chungtay.screens.tags import page_language

from .forms import EndingForm, ExceptionForm, RotationForm, UsualPaperForm
from .words import DIRECTIONS


@require_http_methods(["GET", "HEAD", "POST"])
def turns(request: Request, slug: str) -> HttpResponse:
    """Shows the rules of turns; sets another one."""
    agreement = found(request, slug)
    if request.method != "POST":
        return turns_page(request, agreement)
    refuse_unless_plans(request, agreement)
    form, by, at = RotationForm(agreement, request.today, request.POST), request.person, timezone.now()
    if form.is_valid():
        rotation, seats = form.told()
        if attempt(form, lambda: actions.set_rotation(rotation, seats, by=by, at=at)):
            messages.success(request, _("The rule of turns is set."))
            return redirect("turns", slug)
    return turns_page(request, agreement, wrong=form)


def turns_page(
    request: Request, agreement: Agreement, wrong: Form | None = None, of: RotationShown | None = None
) -> HttpResponse:
    shown = rotations_of(agreement, request.person, request.today)
    may_plan = may_plan_turns(agreement, request.person, request.today)
    rules = [
        {
            "shown": one,
            "exception": wrong if of and one.rotation == of.rotation and isinstance(wrong, ExceptionForm)
            else ExceptionForm(one) if may_plan else None,
            "ending": wrong if of and one.rotation == of.rotation and isinstance(wrong, EndingForm)
            else EndingForm(one.rotation) if may_plan else None,
        }
        for one in shown
    ]  # fmt: skip
    new = RotationForm(agreement, request.today) if may_plan else None
    told = {
        "agreement": agreement, "rules": rules, "wrong": wrong,
        "form": wrong if isinstance(wrong, RotationForm) else new,
        "may_draft": own_sides(agreement, request.person, request.today).exists(),
        "unchecked": mark_unchecked([one.rotation for one in shown], page_language()),
    }  # fmt: skip
    return render(request, "delegations/turns.html", told, status=422 if wrong else 200)


@require_POST
def exceptions(request: Request, slug: str, id: UUID) -> HttpResponse:
    """Notes what became of one turn."""
    agreement = found(request, slug)
    one = found_rule(request, agreement, id)
    form, by, at = ExceptionForm(one, request.POST), request.person, timezone.now()
    if form.is_valid():
        told = form.told()
        year, kind = told.pop("year"), told.pop("kind")

        def note() -> bool:
            actions.note_turn(one.rotation, year, kind, **told, by=by, at=at)
            return True

        if attempt(form, note):
            messages.success(request, _("Kept, with your reason."))
            return redirect("turns", slug)
    return turns_page(request, agreement, wrong=form, of=one)


@require_POST
def ending(request: Request, slug: str, id: UUID) -> HttpResponse:
    agreement = found(request, slug)
    one = found_rule(request, agreement, id)
    form, by, at = EndingForm(one.rotation, request.POST), request.person, timezone.now()
    if form.is_valid():
        told = form.cleaned_data
        if attempt(form, lambda: actions.end_rotation(one.rotation, **told, by=by, at=at)):
            messages.success(request, _("Kept, with your reason."))
            return redirect("turns", slug)
    return turns_page(request, agreement, wrong=form, of=one)


@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: Request) -> HttpResponse:
    """The checklists of the own offices: which papers a delegation needs, so many days before."""
    by, at = request.person, timezone.now()
    form = UsualPaperForm(by, request.today, request.POST or None)
    if not form.offices and request.method == "POST":
        raise RuleBroken(Message("Your post does not allow this."))
    if request.method == "POST" and carried_out(form, lambda: actions.add_usual(form.paper(), by=by, at=at)):
        messages.success(request, _("Kept."))
        return redirect("delegation-papers")
    return _papers_page(request, form)


@require_POST
def paper(request: Request, id: UUID) -> HttpResponse:
    """Changes one paper of an office's own list, or takes it out where the button says so."""
    by, at = request.person, timezone.now()
    kept = get_object_or_404(UsualPaper.objects.visible_to(by, request.today), pk=id)
    if "remove" in request.POST:
        actions.remove_usual(kept, by=by, at=at)
        messages.success(request, _("Taken out."))
        return redirect("delegation-papers")
    if not by.may(Act.RECORD, kept.facts(request.today), request.today):
        raise RuleBroken(Message("Your post does not allow this."))
    form = UsualPaperForm(by, request.today, request.POST, kept=kept)
    told = form.cleaned_data if form.is_valid() else None
    if told and attempt(form, lambda: actions.change_usual(kept, told, by=by, at=at)):
        messages.success(request, _("Kept."))
        return redirect("delegation-papers")
    return _papers_page(request, UsualPaperForm(by, request.today), wrong=form, of=kept)


def _papers_page(
    request: Request, form: UsualPaperForm, wrong: Form | None = None, of: UsualPaper | None = None
) -> HttpResponse:
    lists = []
    for office in offices_with_papers(request.person, request.today):
        for direction in Direction:
            rows = [
                (one, wrong if of == one else UsualPaperForm(request.person, request.today, kept=one))
                for one in papers_of(office, direction)
            ]
            usual = [] if rows else actions.usual_papers(office, direction)
            lists.append({"office": office, "word": DIRECTIONS[direction], "rows": rows, "usual": usual})
    told = {"lists": lists, "form": form}
    status = 422 if wrong or form.errors else 200
    return render(request, "delegations/papers.html", told, status=status)


def found(request: Request, slug: str) -> Agreement:
    return get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)


def found_rule(request: Request, agreement: Agreement, id: UUID) -> RotationShown:
    shown = rotations_of(agreement, request.person, request.today)
    one = next((one for one in shown if one.rotation.pk == id), None)
    if one is None:
        get_object_or_404(agreement.rotations, pk=id)
        raise AssertionError("a rule of the agreement that is not among its rules")
    refuse_unless_plans(request, agreement)
    return one


def refuse_unless_plans(request: Request, agreement: Agreement) -> None:
    if not may_plan_turns(agreement, request.person, request.today):
        raise RuleBroken(Message("Your post does not allow this."))
