"""Finds what a person may read under the words that they typed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from chungtay.models import (
    Agreement,
    Document,
    Draft,
    Meeting,
    Person,
    Plan,
    Recommendation,
    Review,
    SearchText,
)
from chungtay.rules.search import Query, Snippet, read_query, snippet_of

SHOWN = 20  # of a kind; who wants more says more words
KINDS: dict[str, tuple[Any, Callable[[QuerySet[Any]], QuerySet[Any]]]] = {
    "document": (Document, lambda found: found.order_by("-issued_on", "number", "id")),
    "agreement": (Agreement, lambda found: found.order_by("slug")),
    "plan": (Plan, lambda found: found.select_related("phase__agreement").order_by("-year", "id")),
    "review": (Review, lambda found: found.select_related("agreement").order_by("-last_on", "id")),
    "meeting": (Meeting, lambda found: found.select_related("agreement").order_by("-met_on", "id")),
    "recommendation": (
        Recommendation,
        lambda found: found.select_related("holder").order_by("-drafted_at", "id"),
    ),  # fmt: skip
    "draft": (Draft, lambda found: found.order_by("-changed_at", "id")),
}


@dataclass(frozen=True)
class Hit:
    thing: Any
    snippet: Snippet | None


@dataclass(frozen=True)
class Found:
    """Hits of one kind; `more` says that others were found too."""

    kind: str
    hits: list[Hit]
    more: bool


def finding(typed: str, person: Person, today: date, *, kinds: tuple[str, ...] = ()) -> list[Found]:
    """By kind, in the order of `KINDS`; kinds without a hit are left out."""
    query = read_query(typed)
    found = [_of_kind(kind, query, person, today) for kind in KINDS if not kinds or kind in kinds]
    return [one for one in found if one.hits]


def _of_kind(kind: str, query: Query, person: Person, today: date) -> Found:
    model, ordered = KINDS[kind]
    matching = SearchText.objects.matching(query).things(kind)
    seen = ordered(model.objects.visible_to(person, today).filter(pk__in=matching))[: SHOWN + 1]
    things = list(seen)
    texts = _texts(kind, [thing.pk for thing in things[:SHOWN]])
    hits = [Hit(thing, snippet_of(texts.get(thing.pk, ""), query)) for thing in things[:SHOWN]]
    return Found(kind, hits, more=len(things) > SHOWN)


def _texts(kind: str, keys: list[UUID]) -> dict[UUID, str]:
    rows = SearchText.objects.filter(kind=kind, thing__in=keys)
    return {one.thing: f"{one.words}\n{one.of_files}" for one in rows}
