"""Opens one code of a frozen review: the figure as it was printed, as the ledger says it, and where it comes from."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from chungtay.answers.figures import Book
from chungtay.answers.reviews import facts_of_review, opened_code
from chungtay.screens.middleware import Request

from .views import found


@require_safe
def figure(request: Request, id: UUID, code: str) -> HttpResponse:
    """The ledger is asked at the frozen posting, on the frozen map; a draft's codes may still move and open nothing."""
    review = found(request, id)
    if review.frozen_at is None:
        raise Http404
    facts = facts_of_review(review, Book(request.person, request.today, review.agreement))
    opened = opened_code(facts, code, Book(request.person, request.today, review.agreement))
    if opened is None:
        raise Http404
    language = get_language() or "vi"
    told = {
        "review": review,
        "facts": facts,
        "opened": opened,
        "label": opened.printed.label.said(language),
        "measure": opened.printed.measure.said(language),
        "narrowed": (opened.printed.place_name or opened.printed.category_name).said(language),
    }
    return render(request, "reviews/figure.html", told)
