"""Shows reviews: the list, beginning one, the builder with its paper, the paper as a file."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.actions import reviews as actions
from chungtay.actions.next_phase import office_for
from chungtay.actions.published.results import tables_of
from chungtay.actions.recorded import Protected, note_view
from chungtay.answers.figures import Book
from chungtay.answers.requests import progress_of
from chungtay.answers.reviews import as_docx, as_pdf, changed_since, facts_of_review, sheet_of_review
from chungtay.answers.reviews.scope import registers_for
from chungtay.answers.reviews.sections import written_sections
from chungtay.answers.reviews.signing import sides_of
from chungtay.answers.sharing import sharing_of
from chungtay.models import Agreement, Article, Organisation, Review, ReviewKind
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.reviews import LANGUAGES
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .forms import DraftForm, NumberForm, ResolutionForm, SignOffForm

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def reviews(request: Request) -> HttpResponse:
    visible = Review.objects.visible_to(request.person, request.today).select_related("agreement", "holder")
    return render(request, "reviews/reviews.html", {"reviews": visible})


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: Request, slug: str) -> HttpResponse:
    """Choose the window and what is looked at; the rest is filled from the ledger."""
    return begun(request, slug, DraftForm, "reviews/draft.html")


@require_http_methods(["GET", "HEAD", "POST"])
def resolution(request: Request, slug: str) -> HttpResponse:
    """Ten years of a resolution: the paper, the days, the outline by which units write."""
    return begun(request, slug, ResolutionForm, "reviews/resolution.html")


def begun(request: Request, slug: str, kind: type[DraftForm | ResolutionForm], template: str) -> HttpResponse:
    agreement = get_object_or_404(Agreement.objects.visible_to(request.person, request.today), slug=slug)
    holder, by, at = office_of(request, slug), request.person, timezone.now()
    form = kind(agreement, by, request.today, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.draft_review(agreement, holder, **form.draft, by=by, at=at))
        if made is not None:
            return redirect("review", made.pk)
    told = {"agreement": agreement, "form": form}
    return render(request, template, told, status=422 if form.errors else 200)


def office_of(request: Request, programme: str) -> Organisation:
    """The person's own office that reviews the programme."""
    own = request.person.organisations_for(Act.REVIEW, request.today, programme=programme)
    office = Organisation.objects.filter(pk__in=own).first()
    if office is None:
        raise RuleBroken(Message("Your post does not allow this."))
    return office


@require_safe
def review(request: Request, id: UUID) -> HttpResponse:
    return page(request, found(request, id))


def page(request: Request, shown: Review, **forms: Any) -> HttpResponse:
    """The builder of a draft, or the frozen paper with what is done after; a form that was refused stays open."""
    book = Book(request.person, request.today, shown.agreement)
    facts, language = facts_of_review(shown, book), language_of(request)
    told = {
        "review": shown,
        "facts": facts,
        "sheet": sheet_of_review(
            shown, facts, request.today, language, address=codes_open_at(request, shown)
        ),
        "language": language,
        "may": allowed(request, shown),
        "sharing": sharing_of(shown, request.person, request.today),
        **(
            after_freezing(request, shown, facts, book)
            if shown.frozen_at
            else before_freezing(request, shown)
        ),
        **forms,
    }
    return render(request, "reviews/review.html", told, status=422 if forms else 200)


def before_freezing(request: Request, shown: Review) -> dict[str, Any]:
    sections = written_sections(shown, request.person, request.today)
    told: dict[str, Any] = {
        "sections": sections,
        "written": sum(one.is_written for one in sections),
        "empty": [one for one in sections if not one.is_written and not one.taken],
    }
    if shown.request:
        progress = progress_of(shown.request, request.person, request.today)
        told |= {"came": progress.answered, "asked": len(progress.units)}
    return told


def after_freezing(request: Request, shown: Review, facts: Any, book: Book) -> dict[str, Any]:
    today, sides = request.today, sides_of(shown, request.person, request.today)
    own = next((side for side in sides if side.may_sign), None)
    sign_off = (
        {"seat": own.seat.number, "fingerprint": shown.fingerprint, "signer": own.post, "signed_on": today}
        if own
        else {}
    )
    books = registers_for(shown, request.person, today)
    return {
        "changed": changed_since(facts, shown, book),
        "open_table": tables_of(shown).filter(withdrawn_at=None).first(),
        "sides": sides,
        "sign_form": SignOffForm(initial=sign_off) if own else None,
        "number_form": NumberForm(
            books, initial={"signed_on": shown.signed_on or today, "number": shown.number}
        ),
    }


def allowed(request: Request, shown: Review) -> dict[str, bool]:
    article = Article(holder_id=shown.holder_id, programme_slug=shown.agreement.slug)
    asked: dict[Act, Protected] = {
        Act.REVIEW: shown,
        Act.FREEZE: shown,
        Act.WRITE_ARTICLE: article,
        Act.PUBLISH: shown,
    }
    today = request.today
    may = {act.value: request.person.may(act, thing.facts(today), today) for act, thing in asked.items()}
    if shown.frozen_at:
        may["next_phase"] = shown.kind == ReviewKind.FINAL and may_draft_next(shown, request)
        may["proposal"] = shown.kind == ReviewKind.RESOLUTION and may["review"]
    return may


def may_draft_next(shown: Review, request: Request) -> bool:
    try:
        return bool(office_for(shown, request.person, timezone.now()))
    except RuleBroken:
        return False


@require_safe
def paper(request: Request, id: UUID, form: str) -> HttpResponse:
    """The paper as PDF or DOCX; of a draft too, without a fingerprint."""
    shown = found(request, id)
    if shown.frozen_at is None:
        note_view(shown, by=request.person, at=timezone.now())
    facts, language = (
        facts_of_review(shown, Book(request.person, request.today, shown.agreement)),
        language_of(request),
    )
    sheet = sheet_of_review(shown, facts, request.today, language, address=codes_open_at(request, shown))
    name = f"{slugify(shown.agreement.slug)}-{shown.first_on:%Y%m%d}-{shown.last_on:%Y%m%d}-{language}.{form}"
    content, media = (as_pdf(sheet), "application/pdf") if form == "pdf" else (as_docx(sheet), DOCX)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media, headers=headers)


def codes_open_at(request: Request, shown: Review) -> str:
    """Where each code of a frozen review opens, up to the code; those of a draft may still move."""
    if shown.frozen_at is None:
        return ""
    return request.build_absolute_uri(reverse("review-figure", args=[shown.pk, "K"])).removesuffix("K/")


def language_of(request: Request) -> str:
    """Which language's paper is shown: the asked one, else that of the page."""
    asked = request.GET.get("language") or get_language() or "vi"
    return asked if asked in LANGUAGES else "vi"


def found(request: Request, id: UUID) -> Review:
    visible = Review.objects.visible_to(request.person, request.today)
    with_it = (
        "agreement",
        "holder__parent",
        "holder__place",
        "frozen_by",
        "request",
        "seat",
        "unit",
        "place",
        "document",
    )
    return get_object_or_404(visible.select_related(*with_it), pk=id)
