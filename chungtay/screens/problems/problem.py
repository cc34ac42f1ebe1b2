"""The page of one problem: what it is, the figures that were pinned, votes, and what came of it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import problems as actions
from chungtay.answers.problems import ProblemPage
from chungtay.answers.programmes import Programme
from chungtay.answers.wordings import mark_unchecked
from chungtay.rules.problems import OutcomeKind, Step
from chungtay.screens.errors import attempt, carried_out
from chungtay.screens.middleware import Request
from chungtay.screens.tags import page_language
from chungtay.screens.tasks.forms import TaskForm

from .forms import PinForm, ProblemForm, VoteForm
from .outcome_forms import NoteForm, RecommendationForm, RefusalForm
from .views import found, refuse_unless


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, id: UUID) -> HttpResponse:
    page = found(request, id)
    refuse_unless(bool(page.speaks_for), page, Step.RAISE)
    posted = request.method == "POST"
    form = ProblemForm(page, request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        by, at = request.person, timezone.now()
        made = attempt(
            form, lambda: actions.raise_problem(page.workshop, form.told(), body=form.body(), by=by, at=at)
        )
        if made:
            messages.success(request, _("The problem is kept. Pin the figures that show it."))
            return redirect("problem", id, made.number)
    told = {"form": form, "page": page, "workshop": page.workshop}
    return render(request, "problems/raising.html", told, status=422 if form.errors else 200)


@require_safe
def problem(request: Request, id: UUID, number: int) -> HttpResponse:
    return problem_page(request, found_problem(request, id, number))


def problem_page(request: Request, shown: ProblemPage, wrong: Form | None = None) -> HttpResponse:
    """With the forms of whatever the person may do; `wrong` is the one that must be mended."""
    forms: dict[str, Form | None] = {"pin_form": PinForm(shown) if shown.may_pin else None}
    forms["vote_form"] = VoteForm(shown) if shown.may_vote else None
    if shown.may_say_outcome:
        forms |= {"note_form": NoteForm(), "refusal_form": RefusalForm()}
        forms["recommendation_form"] = RecommendationForm(shown)
        forms["task_form"] = TaskForm(_programme(shown)) if shown.may_give_task else None
    names = {
        PinForm: "pin_form", VoteForm: "vote_form", NoteForm: "note_form", RefusalForm: "refusal_form",
        RecommendationForm: "recommendation_form", TaskForm: "task_form",
    }  # fmt: skip
    if wrong is not None:
        forms[names[type(wrong)]] = wrong
    told = {
        "shown": shown,
        "page": shown.page,
        "problem": shown.problem,
        "workshop": shown.workshop,
        "unchecked": mark_unchecked([shown.workshop, shown.problem, *shown.page.criteria], page_language()),
    }
    return render(request, "problems/problem.html", told | forms, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def words(request: Request, id: UUID, number: int) -> HttpResponse:
    """Said otherwise by the body that raised it, until somebody has voted on it."""
    shown, posted = found_problem(request, id, number), request.method == "POST"
    refuse_unless(shown.speaks_for_it, shown.page, Step.REWORD)
    sent = (request.POST, request.FILES) if posted else (None, None)
    form = ProblemForm(shown.page, *sent, problem=shown.problem)
    if posted and form.is_valid():
        by, at = request.person, timezone.now()
        if attempt(form, lambda: actions.reword_problem(shown.problem, form.told(), by=by, at=at)):
            messages.success(request, _("Kept."))
            return redirect("problem", id, number)
    told = {"form": form, "page": shown.page, "workshop": shown.workshop, "problem": shown.problem}
    return render(request, "problems/raising.html", told, status=422 if form.errors else 200)


@require_POST
def figures(request: Request, id: UUID, number: int) -> HttpResponse:
    """Keep a figure as it is now."""
    shown, by, at = found_problem(request, id, number), request.person, timezone.now()
    refuse_unless(shown.speaks_for_it, shown.page, Step.PIN)
    form = PinForm(shown, request.POST)
    if form.is_valid():
        told = dict(form.cleaned_data)
        indicator = told.pop("indicator")
        if attempt(form, lambda: actions.pin_figure(shown.problem, indicator, **told, by=by, at=at)):
            messages.success(request, _("Pinned as it is now."))
            return redirect("problem", id, number)
    return problem_page(request, shown, wrong=form)


@require_POST
def votes(request: Request, id: UUID, number: int) -> HttpResponse:
    shown, by, at = found_problem(request, id, number), request.person, timezone.now()
    refuse_unless(bool(shown.page.votes_for), shown.page, Step.VOTE)
    form = VoteForm(shown, request.POST)
    if form.is_valid():
        scores, body = form.scores(), form.body()
        if attempt(form, lambda: actions.cast_vote(shown.problem, scores, body=body, by=by, at=at)):
            messages.success(request, _("Your vote is cast and stands."))
            return redirect("workshop", id)
    return problem_page(request, shown, wrong=form)


@require_POST
def outcomes(request: Request, id: UUID, number: int) -> HttpResponse:
    """For next year's plan or the next phase; or why it is not taken up."""
    shown, by, at = found_problem(request, id, number), request.person, timezone.now()
    data = request.POST
    refuse_unless(shown.page.is_holder, shown.page, Step.SAY_OUTCOME)
    if data.get("kind") == OutcomeKind.NOT_TAKEN_UP:
        refusal = RefusalForm(data)
        return _said(request, shown, refusal, lambda: actions.not_take_up(
            shown.problem, reason=refusal.cleaned_data["reason"], by=by, at=at
        ))  # fmt: skip
    form = NoteForm(data)
    noting = {
        OutcomeKind.CONTENT: actions.note_for_next_year,
        OutcomeKind.COMMITMENT: actions.note_for_next_phase,
    }
    return _said(request, shown, form, lambda: noting[OutcomeKind(form.cleaned_data["kind"])](
        shown.problem, note=form.cleaned_data["reason"], by=by, at=at
    ))  # fmt: skip


@require_POST
def tasks(request: Request, id: UUID, number: int) -> HttpResponse:
    shown, by, at = found_problem(request, id, number), request.person, timezone.now()
    refuse_unless(shown.page.is_holder, shown.page, Step.SAY_OUTCOME)
    form = TaskForm(_programme(shown), request.POST)

    def give() -> object:
        told = form.told()
        return actions.give_task(shown.problem, told.pop("organisation"), **told, by=by, at=at)

    return _said(request, shown, form, give)


@require_POST
def recommendations(request: Request, id: UUID, number: int) -> HttpResponse:
    shown, by, at = found_problem(request, id, number), request.person, timezone.now()
    refuse_unless(shown.page.is_holder, shown.page, Step.SAY_OUTCOME)
    form = RecommendationForm(shown, request.POST)
    return _said(request, shown, form, lambda: actions.recommend(shown.problem, form.asked(), by=by, at=at))


def found_problem(request: Request, id: UUID, number: int) -> ProblemPage:
    page = found(request, id)
    near = page.workshop.problems.select_related("raised_for", "raised_by", "workshop__agreement")
    problem = get_object_or_404(near, number=number)
    problem.workshop = page.workshop
    return ProblemPage(page, problem)


def _said(request: Request, shown: ProblemPage, form: Form, act: Callable[[], object]) -> HttpResponse:
    if carried_out(form, act):
        messages.success(request, _("Kept: what came of the problem stands in the register."))
        return redirect("problem", shown.workshop.pk, shown.problem.number)
    return problem_page(request, shown, wrong=form)


def _programme(shown: ProblemPage) -> Programme:
    return Programme(shown.workshop.agreement, shown.person, shown.today)
