"""The recommendations that I read, the page of one, and every step that it takes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chungtay.actions import recommendations as actions
from chungtay.answers.documents import file_path
from chungtay.answers.lists import Pages
from chungtay.answers.recommendations import RecommendationPage, WayPage, holders_for, ways_for
from chungtay.answers.wordings import mark_unchecked
from chungtay.models import Addressee, Recommendation
from chungtay.rules.recommendations import Move
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request
from chungtay.screens.tags import page_language

from .filters import FilterForm
from .forms import CarryForm, SendingForm, StepForm, SuperiorForm
from .words import TOLD

A_PAGE = 50


@require_safe
def recommendations(request: Request) -> HttpResponse:
    """What my offices ask of others and what is asked of them, due first."""
    form = FilterForm(request)
    choice = form.choice()
    page = Pages(ways_for(request.person, request.today, choice), A_PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    told = {
        "unchecked": mark_unchecked([way.recommendation for way in page], page_language()),
        "page": page, "form": form, "query": asked.urlencode(), "choice": choice,
        "may_ask": holders_for(request.person, request.today).exists(),
    }  # fmt: skip
    return render(request, "recommendations/recommendations.html", told)


@require_safe
def recommendation(request: Request, id: UUID) -> HttpResponse:
    return recommendation_page(request, found(request, id))


def recommendation_page(
    request: Request, page: RecommendationPage, wrong: Form | None = None
) -> HttpResponse:
    """With a form for each step that this person may take; `wrong` is the one that must be mended."""
    told = {
        "unchecked": mark_unchecked([page.asked], page_language()),
        "page": page,
        "asked": page.asked,
        "ways": [(way, _steps(way, wrong), _superior(way, wrong)) for way in page.ways],
        "sending": _kept(wrong, SendingForm) or (SendingForm(page) if page.may_send else None),
        "carry": _kept(wrong, CarryForm) or (CarryForm(page) if page.next_agreements.exists() else None),
    }
    return render(request, "recommendations/recommendation.html", told, status=422 if wrong else 200)


@require_POST
def moves(request: Request, id: UUID, way_id: UUID) -> HttpResponse:
    """Takes one step with one addressee; pressing twice is harmless."""
    page = found(request, id)
    way, by, at = way_of(page, way_id), request.person, timezone.now()
    if request.POST.get("move") not in list(Move):
        raise Http404
    move = Move(request.POST["move"])
    if actions.just_moved(way.way, move, by=by, at=at):
        return _moved(request, page.asked, _("This was kept already."))
    if move is Move.ESCALATE:
        actions.escalate(way.way, note=request.POST.get("note", ""), by=by, at=at)
        return _moved(request, page.asked, str(TOLD[move]))
    if move not in way.moves:
        actions.move_recommendation(way.way, move, note=request.POST.get("note", ""), by=by, at=at)
    form = StepForm(way, move, request.POST, request.FILES)
    if form.is_valid():
        taken = attempt(form, lambda: actions.move_recommendation(way.way, move, **form.told(), by=by, at=at))
        if taken:
            return _moved(request, page.asked, str(TOLD[move]))
    return recommendation_page(request, page, wrong=form)


@require_POST
def superior(request: Request, id: UUID, way_id: UUID) -> HttpResponse:
    """Names the body above an addressee that stands under none."""
    page = found(request, id)
    way, form = way_of(page, way_id), SuperiorForm(request.POST)
    by, at = request.person, timezone.now()
    if not way.may_name_superior:
        actions.name_superior(way.way, request.POST.get("superior_name", ""), by=by, at=at)
    if form.is_valid():
        name = form.cleaned_data["superior_name"]
        if attempt(form, lambda: actions.name_superior(way.way, name, by=by, at=at)):
            return _moved(request, page.asked, _("Kept. It can be escalated now."))
    form.way = way.way  # type: ignore[attr-defined]
    return recommendation_page(request, page, wrong=form)


@require_safe
def paper(request: Request, id: UUID, step_id: UUID, sha256: str) -> FileResponse:
    """A paper of it is read by whoever reads the recommendation; handed out to be saved, never to be run."""
    kept = get_object_or_404(found(request, id).files_of(step_id).filter(sha256=sha256)[:1])
    content = file_path(kept.sha256).open("rb")
    return FileResponse(content, as_attachment=True, filename=kept.name, content_type=kept.media_type)


def found(request: Request, id: UUID) -> RecommendationPage:
    """To whom a recommendation is not shown it does not exist."""
    visible = Recommendation.objects.visible_to(request.person, request.today)
    near = visible.select_related("holder", "agreement", "place", "drafted_by", "sent_by")
    return RecommendationPage(get_object_or_404(near, pk=id), request.person, request.today)


def way_of(page: RecommendationPage, way_id: UUID) -> WayPage:
    way = next((one for one in page.ways if one.way.pk == way_id), None)
    if way is None:
        raise Http404
    return way


def _steps(page: WayPage, wrong: Form | None) -> list[StepForm]:
    steps = [StepForm(page, move) for move in page.moves]
    if page.may_escalate:
        steps.append(StepForm(page, Move.ESCALATE))
    return [wrong if _is_same(wrong, one) else one for one in steps]  # type: ignore[misc]


def _is_same(wrong: Form | None, step: StepForm) -> bool:
    return isinstance(wrong, StepForm) and (wrong.page, wrong.move) == (step.page, step.move)


def _superior(page: WayPage, wrong: Form | None) -> Form | None:
    if isinstance(wrong, SuperiorForm) and _way_of_form(wrong) == page.way:
        return wrong
    return SuperiorForm(auto_id=f"superior-{page.way.pk}-%s") if page.may_name_superior else None


def _way_of_form(form: Any) -> Addressee | None:
    way: Addressee | None = getattr(form, "way", None)
    return way


def _kept(wrong: Form | None, kind: type[Form]) -> Form | None:
    return wrong if isinstance(wrong, kind) else None


def _moved(request: Request, asked: Recommendation, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("recommendation", asked.pk)
