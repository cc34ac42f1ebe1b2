"""Shows reviews and takes what is done with them."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chungtay.actions import reviews as actions
from chungtay.actions.recorded import Protected, note_view, refuse_unless_may
from chungtay.answers.figures import Book
from chungtay.answers.reviews import as_docx, as_pdf, changed_since, facts_of_review, sheet_of_review
from chungtay.answers.sharing import sharing_of
from chungtay.models import Agreement, Article, Organisation, Review
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.screens.accounts.sessions import sure_who_asks
from chungtay.screens.errors import refused, said
from chungtay.screens.middleware import Request

from .forms import DraftForm, NumberForm, PassagesForm

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def reviews(request: Request) -> HttpResponse:
    visible = Review.objects.visible_to(request.person, request.today).select_related("agreement", "holder")
    return render(request, "reviews/reviews.html", {"reviews": visible})


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: Request, slug: str) -> HttpResponse:
    """Choose the window; the rest is filled from the ledger."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    holder = office_of(request, slug)
    form = DraftForm(request.POST or None, initial=usual_window(agreement, request.today))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.draft_review(
                agreement, holder, by=request.person, at=timezone.now(), **form.cleaned_data
            )
            return redirect("review", made.pk)
        except RuleBroken as problem:
            for message in problem.messages:
                form.add_error(message.where if message.where in form.fields else None, said(message))
    status = 422 if request.method == "POST" else 200
    return render(request, "reviews/draft.html", {"agreement": agreement, "form": form}, status=status)


def usual_window(agreement: Agreement, today: date) -> dict[str, Any]:
    """The phase that ended last, or the running year where none has."""
    ended = agreement.phases.filter(last_on__lt=today).order_by("-last_on").first()
    if ended:
        title = f"Tổng kết {agreement.name}, giai đoạn {ended.name}"
        return {"kind": "final", "title": title, "first_on": ended.first_on, "last_on": ended.last_on}
    first = today.replace(month=1, day=1)
    return {
        "kind": "interim",
        "title": f"Sơ kết {agreement.name}, năm {today.year}",
        "first_on": first,
        "last_on": today,
    }


def office_of(request: Request, programme: str) -> Organisation:
    """The person's own office that reviews the programme."""
    own = request.person.organisations_for(Act.REVIEW, request.today, programme=programme)
    office = Organisation.objects.filter(pk__in=own).first()
    if office is None:
        raise RuleBroken(Message("Your post does not allow this."))
    return office


@require_safe
def review(request: Request, id: UUID) -> HttpResponse:
    shown = found(request, id)
    book = Book(request.person, request.today, shown.agreement)
    facts = facts_of_review(shown, book)
    sheet = sheet_of_review(shown, facts, request.today)
    article = Article(holder_id=shown.holder_id, programme_slug=shown.agreement.slug)
    asked: dict[Act, Protected] = {Act.REVIEW: shown, Act.FREEZE: shown, Act.WRITE_ARTICLE: article}
    today = request.today
    may = {act.value: request.person.may(act, thing.facts(today), today) for act, thing in asked.items()}
    told = {
        "review": shown,
        "facts": facts,
        "blocks": [(type(block).__name__.lower(), block) for block in sheet.blocks],
        "changed": changed_since(facts, shown, book) if shown.frozen_at else [],
        "may": may,
        "sharing": sharing_of(shown, request.person, request.today),
        "number_form": NumberForm(
            initial={"signed_on": shown.signed_on or request.today, "number": shown.number}
        ),
    }
    return render(request, "reviews/review.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def passages(request: Request, id: UUID) -> HttpResponse:
    shown = found(request, id)
    refuse_unless_may(request.person, Act.REVIEW, shown, timezone.now())
    form = PassagesForm(shown, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_review(
                shown,
                narratives=form.passages(),
                directions=form.cleaned_data["directions"].splitlines(),
                recipients=form.cleaned_data["recipients"],
                by=request.person,
                at=timezone.now(),
            )
            return redirect("review", shown.pk)
        except RuleBroken as problem:
            return refused(request, problem)
    return render(request, "reviews/passages.html", {"review": shown, "form": form})


@require_POST
@sure_who_asks
def freezing(request: Request, id: UUID) -> HttpResponse:
    shown = found(request, id)
    try:
        actions.freeze_review(shown, by=request.person, at=timezone.now())
    except RuleBroken as problem:
        return refused(request, problem)
    messages.success(request, _("Frozen. From now on no word and no number of this review can change."))
    return redirect("review", shown.pk)


@require_POST
def numbering(request: Request, id: UUID) -> HttpResponse:
    shown = found(request, id)
    form = NumberForm(request.POST)
    if not form.is_valid():
        return render(request, "reviews/numbering.html", {"review": shown, "form": form}, status=422)
    try:
        actions.number_review(shown, by=request.person, at=timezone.now(), **form.cleaned_data)
    except RuleBroken as problem:
        return refused(request, problem)
    return redirect("review", shown.pk)


@require_safe
def paper(request: Request, id: UUID, form: str) -> HttpResponse:
    """The paper as PDF or DOCX; of a draft too, without a fingerprint."""
    shown = found(request, id)
    if shown.frozen_at is None:
        note_view(shown, by=request.person, at=timezone.now())
    facts = facts_of_review(shown, Book(request.person, request.today, shown.agreement))
    sheet = sheet_of_review(shown, facts, request.today)
    name = f"{slugify(shown.agreement.slug)}-{shown.first_on:%Y%m%d}-{shown.last_on:%Y%m%d}.{form}"
    content, media = (as_pdf(sheet), "application/pdf") if form == "pdf" else (as_docx(sheet), DOCX)
    return HttpResponse(
        content, content_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@require_POST
def article(request: Request, id: UUID) -> HttpResponse:
    shown = found(request, id)
    try:
        made = actions.article_from_review(shown, by=request.person, at=timezone.now())
    except RuleBroken as problem:
        return refused(request, problem)
    return redirect("article-writing", made.pk)


def found(request: Request, id: UUID) -> Review:
    visible = Review.objects.visible_to(request.person, request.today)
    return get_object_or_404(
        visible.select_related("agreement", "holder__parent", "holder__place", "frozen_by"), pk=id
    )
