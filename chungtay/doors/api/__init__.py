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
    activity_kinds,
    agreements,
    articles,
    audit,
    boards,
    bodies,
    cascade,
    collected,
    criticism,
    deadlines,
    delegations,
    directives,
    document_deeds,
    documents,
    drafts,
    exchange,
    forms,
    gatherings,
    indicators,
    intake,
    jobs,
    ledger,
    matters,
    meetings,
    next_phase,
    next_year,
    occasions,
    people,
    petitions,
    places,
    plans,
    portals,
    problems,
    published,
    publishing,
    quoted,
    recommendations,
    regimes,
    registers,
    registry,
    reports,
    requests,
    reviews,
    rounds,
    search,
    sharing,
    shelf,
    signing,
    supervision,
    support,
    tasks,
    templates,
    turns,
    versions,
    wordings,
    work,
    workbooks,
)
from .house import HouseAPI

api = HouseAPI()
for context in (
    agreements, reports, collected, rounds, requests,
    ledger, quoted, indicators, documents, reviews, intake, articles, activities, registers, support,
    activity_kinds,
    sharing, work, audit, people, bodies, places, plans, next_phase, next_year, tasks, meetings,
    signing, cascade, directives, wordings, boards, versions, workbooks, jobs,
    forms, regimes, search, registry, document_deeds, drafts, templates, portals, petitions,
    publishing, published, problems,
    recommendations, deadlines, criticism,
    exchange, matters, shelf, gatherings, delegations, turns, occasions, supervision,
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
