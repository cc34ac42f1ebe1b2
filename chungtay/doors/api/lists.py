"""Lists come in windows: `limit` with a ceiling, `offset`, and the count of all."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Schema
from ninja.pagination import PaginationBase

from chungtay.answers.lists import window

USUAL, MOST = 50, 200
FURTHEST = 1_000_000


class Window(PaginationBase):
    class Input(Schema):
        limit: int = Field(USUAL, ge=1, le=MOST)
        offset: int = Field(0, ge=0, le=FURTHEST)

    class Output(Schema):
        items: list[Any]
        count: int

    def paginate_queryset(
        self, queryset: Any, pagination: Any, request: HttpRequest, **more: Any
    ) -> dict[str, Any]:
        first, last = pagination.offset, pagination.offset + pagination.limit
        if not isinstance(queryset, QuerySet):
            return {"items": queryset[first:last], "count": len(queryset)}
        return {"items": window(queryset, first, last), "count": queryset.count()}
