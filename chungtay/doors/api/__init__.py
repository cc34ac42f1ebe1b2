"""The API: whatever a screen can do, said in JSON and documented by OpenAPI at `/api/`.

Same visibility, same actions, same refusals as the pages. A caller signs in on the pages; what changes something
carries the CSRF token of that session. One file a context.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, re_path
from django.views.decorators.csrf import csrf_exempt

from . import (
    activities,
    agreements,
    audit,
    boards,
    bodies,
    cascade,
    directives,
    documents,
    indicators,
    intake,
    ledger,
    meetings,
    next_year,
    people,
    places,
    plans,
    published,
    quoted,
    registers,
    reports,
    reviews,
    sharing,
    signing,
    tasks,
    versions,
    wordings,
    work,
    workbooks,
)
from .house import HouseAPI

api = HouseAPI()
for context in (
    agreements, reports, ledger, quoted, indicators, documents, reviews, intake, published, activities, registers,
    sharing, work, audit, people, bodies, places, plans, next_year, tasks, meetings,
    signing, cascade, directives, wordings, boards, versions, workbooks,
):  # fmt: skip
    api.add_router("", context.router)


def addresses() -> tuple[list[URLPattern | URLResolver], str, str]:
    """The API asks who is there by itself and answers in JSON, where the pages would lead to the door."""
    patterns, app, namespace = api.urls
    patterns = [*patterns, re_path("", unknown, name="unknown")]
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            login_not_required(pattern.callback)
    return patterns, app, namespace


@csrf_exempt
def unknown(request: HttpRequest) -> HttpResponse:
    """Any other address: nothing is there, said in JSON like everything else."""
    return api.on_exception(request, Http404())
