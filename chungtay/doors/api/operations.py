"""The API's own page: every operation in plain HTML, without a script from elsewhere."""

from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from . import api


@login_not_required
@require_safe
def operations(request: HttpRequest) -> HttpResponse:
    return render(request, "api/operations.html", {"groups": grouped()})


@cache
def grouped() -> dict[str, list[dict[str, Any]]]:
    """As the files of this door are. Describing them takes a sixth of a second, so it is done once."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, told in methods.items():
            row = {"path": path, "method": method.upper(), "does": told.get("description") or told["summary"]}
            groups.setdefault(told["tags"][0], []).append(row)
    return groups
