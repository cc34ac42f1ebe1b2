"""The list of terms: those that bind, those that a search finds."""

from uuid import UUID

from chungtay.models import Term
from chungtay.rules.intake.spelling import without_marks
from chungtay.rules.wordings import Agreed, TermState, folded

SEARCHED = ("text", "text_lo", "text_en", "never", "note")


def agreed_terms() -> list[Agreed]:
    """Those that were approved; everybody reads them."""
    return [term.agreed() for term in Term.objects.filter(state=TermState.APPROVED)]


def approved_like(text: str, *, beside: UUID | None = None) -> Term | None:
    """The approved term of this Vietnamese word, however it is typed."""
    for term in Term.objects.filter(state=TermState.APPROVED):
        if term.pk != beside and folded(term.text) == folded(text):
            return term
    return None


def terms_found(words: str, state: str = "") -> list[Term]:
    """By any of their words, typed with marks or without; proposed ones first, retired ones last."""
    asked = Term.objects.select_related("holder", "proposed_by", "approved_by")
    listed = asked.filter(state=state) if state else asked
    sought = without_marks(words).strip()
    found = [
        term
        for term in listed
        if not sought or any(sought in without_marks(getattr(term, field)) for field in SEARCHED)
    ]
    order = {TermState.PROPOSED: 0, TermState.APPROVED: 1, TermState.RETIRED: 2}
    return sorted(found, key=lambda term: (order[TermState(term.state)], without_marks(term.text), term.text))
