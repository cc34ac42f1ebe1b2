"""A unit draws its own plan on one page; its leader issues it; what changes above is answered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.actions.plans import answer_change, draw, issue_own_plan
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.plans.drawing import Drawing
from chungtay.models import Content
from chungtay.rules.people import Act
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .cascade import found_plan
from .drawing_forms import DrawingForm, IssueForm


@require_http_methods(["GET", "HEAD", "POST"])
def drawing(request: Request, plan_id: UUID) -> HttpResponse:
    """A POST keeps the whole page, and with `hand_up` hands it to the leader."""
    shown, language = found_drawing(request, plan_id), get_language() or "vi"
    if shown.plan.drawn_from_id is None:  # begun by the body itself: nothing above to keep or leave out
        return redirect("plan", shown.plan.phase.agreement.slug, plan_id)
    if request.method != "POST":
        return page(request, shown, DrawingForm(shown, language))
    refuse_unless_may(request.person, Act.PLAN, shown.plan, timezone.now())
    form, hand_up = DrawingForm(shown, language, request.POST), "hand_up" in request.POST
    if form.is_valid():
        by, at = request.person, timezone.now()
        told: dict[str, Any] = {"language": language, "hand_up": hand_up}
        if attempt(form, lambda: draw(shown.plan, form.kept(), form.added(), **told, by=by, at=at)):
            said = _("Kept, and handed to your leader.") if hand_up else _("Kept. You can go on later.")
            messages.success(request, said)
            return redirect("plan-drawing", plan_id)
    return page(request, shown, form)


@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: Request, plan_id: UUID) -> HttpResponse:
    shown = found_drawing(request, plan_id)
    refuse_unless_may(request.person, Act.ACCEPT_PLAN, shown.plan, timezone.now())
    if request.method == "POST" and shown.plan.issued_at:
        messages.info(request, _("This plan is issued already."))
        return redirect("plan-drawing", plan_id)
    form = IssueForm(request.POST if request.method == "POST" else None, initial={"issued_on": request.today})
    if form.is_valid():
        told, by, at = form.cleaned_data, request.person, timezone.now()
        if attempt(form, lambda: issue_own_plan(shown.plan, **told, by=by, at=at)):
            messages.success(request, _("The plan is issued. Those above see that you have it."))
            return redirect("plan-drawing", plan_id)
    told = {"shown": shown, "plan": shown.plan, "agreement": shown.plan.phase.agreement, "form": form}
    return render(request, "plans/issue.html", told, status=422 if form.errors else 200)


@require_POST
def change_above(request: Request, plan_id: UUID, content_id: UUID) -> HttpResponse:
    """Takes over what changed above in one content, or stays with the unit's own."""
    shown = found_drawing(request, plan_id)
    above = get_object_or_404(Content.ever.filter(plan=shown.plan.drawn_from), pk=content_id)
    takes = request.POST.get("answer") == "take"
    answer_change(shown.plan, above, takes=takes, by=request.person, at=timezone.now())
    messages.success(request, _("Taken over.") if takes else _("Your own stays as it is."))
    return redirect("plan-drawing", plan_id)


def page(request: Request, shown: Drawing, form: DrawingForm) -> HttpResponse:
    told = {"shown": shown, "plan": shown.plan, "agreement": shown.plan.phase.agreement, "form": form}
    return render(request, "plans/drawing.html", told, status=422 if form.errors else 200)


def found_drawing(request: Request, plan_id: UUID) -> Drawing:
    """Only a plan of one body's own has such a page."""
    plan = found_plan(request, plan_id)
    if plan.is_joint:
        raise Http404
    return Drawing(plan, request.person, request.today)
