"""Takes what is written into a draft review, section by section, and asks units for their part."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.actions import reviews as actions
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.figures import Book
from chungtay.answers.reviews import facts_of_review
from chungtay.answers.reviews.sections import Written, written_sections
from chungtay.models import Content, Report, Review, ReviewContribution
from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.reviews import Result
from chungtay.screens.errors import attempt, refused
from chungtay.screens.middleware import Request

from .passages import AskForm, ConferenceForm, DirectionsForm, FrameForm, SectionForm
from .views import found


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: Request, id: UUID, key: str) -> HttpResponse:
    """One section: its words in three languages, and beside it what units said."""
    shown = found_to_write(request, id)
    written, following = written_at(shown, request, key)
    form = SectionForm(written, request.POST or None)
    if request.method == "POST" and form.is_valid():
        by, at, seen = request.person, timezone.now(), form.cleaned_data["seen"]
        kept = attempt(form, lambda: actions.write_section(shown, key, form.words, seen=seen, by=by, at=at))
        if kept is not None:
            if "next" in request.POST and following:
                return redirect("review-section", id, following)
            return redirect(f"{reverse('review', args=[id])}#sections")
    heard = {one.taken for one in written.heard}
    told = {
        "results": results_of(shown, key, request),
        "review": shown, "written": written, "following": following, "form": form,
        "unheard": [one for one in written.taken if one not in heard],
    }  # fmt: skip
    return render(request, "reviews/section.html", told, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def directions(request: Request, id: UUID) -> HttpResponse:
    shown = found_to_write(request, id)
    form, by, at = DirectionsForm(shown, request.POST or None), request.person, timezone.now()
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: actions.write_directions(shown, form.words, by=by, at=at))
        if done is not None:
            return redirect(f"{reverse('review', args=[id])}#sections")
    return render(request, "reviews/directions.html", {"review": shown, "form": form}, status=status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def frame(request: Request, id: UUID) -> HttpResponse:
    """The title in three languages, and who gets the paper."""
    shown = found_to_write(request, id)
    form, by, at = FrameForm(shown, request.POST or None), request.person, timezone.now()
    if request.method == "POST" and form.is_valid():
        recipients = form.cleaned_data["recipients"]
        done = attempt(
            form, lambda: actions.write_frame(shown, form.titles, recipients=recipients, by=by, at=at)
        )
        if done is not None:
            return redirect(f"{reverse('review', args=[id])}#sections")
    return render(request, "reviews/frame.html", {"review": shown, "form": form}, status=status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def conference(request: Request, id: UUID) -> HttpResponse:
    """The record of the conference that heard the review."""
    shown = found_to_write(request, id)
    form, by, at = ConferenceForm(shown, request.POST or None), request.person, timezone.now()
    if request.method == "POST" and form.is_valid():
        kept = attempt(form, lambda: actions.note_conference(shown, form.told, by=by, at=at))
        if kept is not None:
            return redirect(f"{reverse('review', args=[id])}#sections")
    return render(request, "reviews/conference.html", {"review": shown, "form": form}, status=status(form))


@require_http_methods(["GET", "HEAD", "POST"])
def units(request: Request, id: UUID) -> HttpResponse:
    """Asks units for their part, with the heads of the review as the outline."""
    shown = found_to_write(request, id)
    if shown.request_id:
        return redirect("request", shown.request_id)
    form, by, at = AskForm(shown, request.today, request.POST or None), request.person, timezone.now()
    form.choose_from(shown.agreement, by, request.today)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        chosen, asked = list(told["units"]), {"outline": told["outline"], "due_on": told["due_on"]}
        if attempt(form, lambda: actions.ask_contributions(shown, chosen, **asked, by=by, at=at)):
            messages.success(request, _("The units find it in their work. What they hand in comes in here."))
            return redirect("review", id)
    return render(request, "reviews/units.html", {"review": shown, "form": form}, status=status(form))


@require_POST
def contributions(request: Request, id: UUID, key: str) -> HttpResponse:
    """Takes a unit's words over, under its name."""
    shown = found_to_write(request, id)
    reports = Report.objects.visible_to(request.person, request.today).filter(request=shown.request)
    try:
        report = get_object_or_404(reports.exclude(request=None), pk=UUID(request.POST.get("report", "")))
    except ValueError as problem:
        raise Http404 from problem
    try:
        actions.take_contribution(shown, key, report, by=request.person, at=timezone.now())
    except RuleBroken as problem:
        return refused(request, problem)
    return redirect(f"{reverse('review-section', args=[id, key])}#units")


@require_POST
def contribution_removal(request: Request, id: UUID, contribution_id: UUID) -> HttpResponse:
    shown = found_to_write(request, id)
    held = get_object_or_404(ReviewContribution.objects.filter(review=shown), pk=contribution_id)
    try:
        actions.drop_contribution(held, by=request.person, at=timezone.now())
    except RuleBroken as problem:
        return refused(request, problem)
    return redirect(f"{reverse('review-section', args=[id, held.section])}#units")


def found_to_write(request: Request, id: UUID) -> Review:
    shown = found(request, id)
    refuse_unless_may(request.person, Act.REVIEW, shown, timezone.now())
    actions.refuse_frozen(shown)
    return shown


def results_of(review: Review, key: str, request: Request) -> list[Result]:
    """The figures of the content that is written about, as the ledger says them now."""
    content = (
        Content.objects.filter(pk=key.removeprefix("content:")).first()
        if key.startswith("content:")
        else None
    )
    if content is None:
        return []
    facts = facts_of_review(review, Book(request.person, request.today, review.agreement))
    signed = {one.text for one in content.commitments.all()} | {content.text}
    return [one for one in facts.results if one.heading.vi in signed]


def written_at(review: Review, request: Request, key: str) -> tuple[Written, str]:
    """The section with its answers, and the key of the next one."""
    rows = written_sections(review, request.person, request.today)
    for position, row in enumerate(rows):
        if row.section.key == key:
            return row, rows[position + 1].section.key if position + 1 < len(rows) else ""
    raise Http404


def status(form: DirectionsForm | FrameForm | ConferenceForm | AskForm) -> int:
    return 422 if form.errors else 200
