"""Searching over the API: what the caller may read under some words."""

from typing import Annotated, Any
from uuid import UUID

from ninja import Query, Router, Schema

from chungtay.answers.search import finding
from chungtay.rules.search import LONGEST_QUERY

from .asking import Asking

router = Router(tags=["search"])
NAMES = ("title", "name", "text")


class HitOut(Schema):
    kind: str  # document, agreement, plan, review, meeting, recommendation, draft
    id: UUID
    name: str
    snippet: str


@router.get("/search", response=list[HitOut])
def search(
    request: Asking, words: Annotated[str, Query(max_length=LONGEST_QUERY)] = ""
) -> list[dict[str, Any]]:
    """Words must all occur, without tone marks too; words in quotation marks stand together."""
    return [
        {
            "kind": one.kind,
            "id": hit.thing.pk,
            "name": next(getattr(hit.thing, name) for name in NAMES if hasattr(hit.thing, name)),
            "snippet": hit.snippet.before + hit.snippet.found + hit.snippet.after if hit.snippet else "",
        }
        for one in finding(words, request.person, request.today)
        for hit in one.hits
    ]
