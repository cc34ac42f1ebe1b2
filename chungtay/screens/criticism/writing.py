"""Where opinions, the conference and the points of the criticism are written, and the criticism is sent."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.actions import criticism as actions
from chungtay.answers.criticism import CriticismPage
from chungtay.models import Asked, CriticismPoint
from chungtay.rules.criticism import CriticismMove
from chungtay.rules.messages import Message, RuleBroken
from chungtay.screens.errors import attempt, carried_out
from chungtay.screens.middleware import Request
from chungtay.screens.tags import page_language

from .ending_forms import RecommendForm
from .forms import ConferenceForm, NoteForm, OpinionForm, PointForm
from .views import criticism_page, found, refuse_unless_open, shown


@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: Request, id: UUID, asked: UUID) -> HttpResponse:
    """The draft clause by clause with what this unit or expert says of it; the form for whoever speaks for them."""
    page = found(request, id)
    one = asked_of(page, asked)
    may = page.may_speak(one) and CriticismMove.OPINE in page.moves
    form = OpinionForm(page, request.POST or None)
    if request.method == "POST":
        refuse_unless_open(page, CriticismMove.OPINE)
        by, at = request.person, timezone.now()
        if carried_out(form, lambda: actions.give_opinion(one, form.opinion(), by=by, at=at)):
            messages.success(request, _("The opinion is kept."))
            return redirect("criticism-opinion", id, asked)
    elif request.GET.get("clause", "").isdigit():
        form.fields["clause"].initial = page.criticism.clauses.filter(
            position=request.GET["clause"][:4]
        ).first()
    said = {key: [given for given in one.opinions.all() if given.clause_id == key] for key in keys(page)}
    rows = [(clause, said.get(clause.pk, [])) for clause in page.clauses]
    told = {
        **shown(page), "asked": one, "rows": rows, "whole": said[None], "form": form,
        "may": may,
    }  # fmt: skip
    return render(request, "criticism/opinion.html", told, status=422 if form.errors else 200)


@require_POST
def opinion_end(request: Request, id: UUID, asked: UUID) -> HttpResponse:
    """That is all: the office need not wait any longer."""
    actions.finish_opinions(asked_of(found(request, id), asked), by=request.person, at=timezone.now())
    messages.success(request, _("Said. The office that asked sees that this is all."))
    return redirect("criticism-opinion", id, asked)


@require_http_methods(["GET", "HEAD", "POST"])
def conference(request: Request, id: UUID) -> HttpResponse:
    page, by, at = found(request, id), request.person, timezone.now()
    if request.method == "POST" and actions.just_moved(page.criticism, CriticismMove.CONFER, by=by, at=at):
        return redirect("criticism", id)
    refuse_unless_open(page, CriticismMove.CONFER)
    form = ConferenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("held_on", "venue", "note")}
        if attempt(
            form, lambda: actions.hold_conference(page.criticism, **told, turns=form.turns(), by=by, at=at)
        ):
            messages.success(request, _("The conference is written down."))
            return redirect("criticism", id)
    told_page = {"form": form, **shown(page)}
    return render(request, "criticism/conference.html", told_page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def points(request: Request, id: UUID) -> HttpResponse:
    page, by, at = found(request, id), request.person, timezone.now()
    refuse_unless_open(page, CriticismMove.WRITE)
    form = PointForm(page, request.POST or None)
    if request.method == "POST" and carried_out(
        form, lambda: actions.write_point(page.criticism, form.point(), by=by, at=at)
    ):
        messages.success(request, _("The point is kept."))
        return redirect("criticism", id)
    told = {"form": form, **shown(page)}
    return render(request, "criticism/point.html", told, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def point(request: Request, id: UUID, number: int) -> HttpResponse:
    page, by, at = found(request, id), request.person, timezone.now()
    kept = point_of(page, number)
    refuse_unless_open(page, CriticismMove.WRITE)
    form = PointForm(page, request.POST or None, point=kept)
    if request.method == "POST" and carried_out(
        form, lambda: actions.change_point(kept, form.point(), by=by, at=at)
    ):
        messages.success(request, _("The point is kept."))
        return redirect("criticism", id)
    told = {"form": form, **shown(page), "point": kept}
    return render(request, "criticism/point.html", told, status=422 if form.errors else 200)


@require_POST
def point_removal(request: Request, id: UUID, number: int) -> HttpResponse:
    actions.drop_point(point_of(found(request, id), number), by=request.person, at=timezone.now())
    messages.success(request, _("The point is taken out; the others move up."))
    return redirect("criticism", id)


@require_http_methods(["GET", "HEAD", "POST"])
def recommendations(request: Request, id: UUID, number: int) -> HttpResponse:
    """A point that shall be answered by deeds becomes a recommendation."""
    page, by, at = found(request, id), request.person, timezone.now()
    kept = point_of(page, number)
    if not page.is_hand:
        raise RuleBroken(Message("Your post does not allow this."))
    form = RecommendForm(page, kept, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.recommend_point(kept, form.told(), by=by, at=at))
        if made:
            messages.success(request, _("Drafted. Read the recommendation, then send it."))
            return redirect("recommendation", made.pk)
    told = {"form": form, **shown(page), "point": kept}
    return render(request, "criticism/recommending.html", told, status=422 if form.errors else 200)


@require_POST
def paper(request: Request, id: UUID) -> HttpResponse:
    """The official paper, with these facts in it."""
    page = found(request, id)
    made = actions.begin_paper(page.criticism, language=page_language(), by=request.person, at=timezone.now())
    return redirect("paper", made.pk)


@require_POST
def sending(request: Request, id: UUID) -> HttpResponse:
    page, form, by, at = (
        found(request, id),
        NoteForm(request.POST, name="send"),
        request.person,
        timezone.now(),
    )
    if actions.just_moved(page.criticism, CriticismMove.SEND, by=by, at=at):
        return redirect("criticism", id)
    refuse_unless_open(page, CriticismMove.SEND)
    if not page.may_send:
        raise RuleBroken(Message("Your post does not allow this."))
    if carried_out(
        form, lambda: actions.send_criticism(page.criticism, note=form.cleaned_data["note"], by=by, at=at)
    ):
        messages.success(request, _("Sent. The drafter reads it and owes a word on each point."))
        return redirect("criticism", id)
    return criticism_page(request, found(request, id), form, "send")


def keys(page: CriticismPage) -> list[UUID | None]:
    return [None, *(clause.pk for clause in page.clauses)]


def asked_of(page: CriticismPage, key: UUID) -> Asked:
    """Of those whose opinion this person sees."""
    one = next((asked for asked in page.asked if asked.pk == key), None)
    if one is None:
        raise Http404
    return one


def point_of(page: CriticismPage, number: int) -> CriticismPoint:
    if not page.points:
        raise Http404
    return get_object_or_404(page.criticism.points.select_related("criticism__holder"), number=number)
