"""The public pages of programmes: the list, one with all that was agreed and done, its plans, its papers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from chungtay.models.published import (
    DocumentCopy,
    EventCopy,
    PlanCopy,
    ProgrammeCopy,
    path_of,
)
from chungtay.rules.published.progress import Aim, way_of

from .drawn import map_of, progress_of, timeline_of
from .heads import About
from .pages import Gone, PublicRequest, public_page
from .stories import stories

SHOWN_IN_THE_BROWSER = {"application/pdf", "image/jpeg", "image/png", "image/webp"}
PICTURES = {"image/jpeg", "image/png", "image/webp"}
MOST_NEWS = 5
MOST_PAPERS = 6
MOST_DAYS = 5
ON_A_PAGE = 50


@dataclass(frozen=True)
class ContentShown:
    """A content of a plan with how far it has come, as of the day of its copy."""

    told: dict[str, Any]
    way: str
    share: int | None  # of its tasks, in ten-thousandths
    begins_on: date | None
    due_on: date | None

    @property
    def state(self) -> str:
        return f"content_{self.way}"


@public_page
def programmes(request: PublicRequest) -> HttpResponse:
    shown = ProgrammeCopy.objects.on(request.portal).prefetch_related("plans")
    return render(request, "portal/programmes.html", {"programmes": shown})


@public_page(reads=("page",))
def programme(request: PublicRequest, slug: str) -> HttpResponse:
    shown, today, language = found(request, slug), timezone.localdate(), request.LANGUAGE_CODE
    figures = list(shown.figures.all())
    plans = list(shown.plans.all())
    events = list(EventCopy.objects.public().filter(programme_slug=slug).exclude(kind="content"))
    told = {
        "programme": shown,
        "phases": phases_of(shown),
        "texts": shown.documents.filter(withdrawn_at=None).exclude(language="").order_by("language"),
        "papers": shown.documents.filter(withdrawn_at=None)[:MOST_PAPERS],
        "plans": plans,
        "contents": contents_of(plans[0], today) if plans else [],
        "figures": figures,
        "results_chart": progress_of(figures, language),
        "map": map_of(shown, language),
        "timeline": timeline_of(shown, events, today, language),
        "happened": happened(shown, events),
        "days": days_to_come(slug, today),
        "page": page_of_news(request, slug),
        "about": About(title=shown.said("name", language), summary=shown.said("purpose", language)),
    }
    return render(request, "portal/programme.html", told)


@public_page
def plan(request: PublicRequest, slug: str, year: int) -> HttpResponse:
    shown = found(request, slug)
    copy = get_object_or_404(shown.plans, year=year)
    years = list(shown.plans.order_by("year").values_list("year", flat=True))
    told = {
        "programme": shown,
        "plan": copy,
        "contents": contents_of(copy, timezone.localdate()),
        "papers": shown.documents.filter(withdrawn_at=None, plan_year=year),
        "years": years,
        "about": About(title=copy.said("title", request.LANGUAGE_CODE)),
    }
    return render(request, "portal/plan.html", told)


@public_page(reads=("page",))
def papers(request: PublicRequest, slug: str) -> HttpResponse:
    shown = found(request, slug)
    page = Paginator(shown.documents.filter(withdrawn_at=None), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/papers.html", {"programme": shown, "page": page})


@public_page
def paper_file(request: PublicRequest, slug: str, paper: str, sha256: str) -> HttpResponseBase:
    kept = get_object_or_404(DocumentCopy, programme=found(request, slug), slug=paper)
    if kept.withdrawn_at is not None:
        raise Gone
    file = next((one for one in kept.files if one["sha256"] == sha256), None)
    if file is None:
        raise Http404
    return handed_out(sha256, name=file["name"], media_type=file["media_type"])


@public_page
def map_picture(request: PublicRequest, slug: str) -> HttpResponseBase:
    """The office's own map, in the place of our squares."""
    picture = found(request, slug).map
    if not picture or picture["media_type"] not in PICTURES:
        raise Http404
    return handed_out(picture["sha256"], name=slug, media_type=picture["media_type"])


def handed_out(sha256: str, *, name: str, media_type: str) -> FileResponse:
    """What a browser might run is only ever saved."""
    path = path_of(sha256)
    if not path.exists():
        raise Http404
    answer = FileResponse(
        path.open("rb"),
        as_attachment=media_type not in SHOWN_IN_THE_BROWSER,
        filename=name,
        content_type=media_type,
    )
    answer["ETag"] = f'"{sha256}"'
    return answer


def found(request: PublicRequest, slug: str) -> ProgrammeCopy:
    if ProgrammeCopy.ever.filter(slug=slug, withdrawn_at__isnull=False).exists():
        raise Gone
    return get_object_or_404(ProgrammeCopy.objects.on(request.portal), slug=slug)


def phases_of(shown: ProgrammeCopy) -> list[dict[str, Any]]:
    """The latest first, each with what was signed for it."""
    return [
        {**phase, "commitments": [one for one in shown.commitments if one["phase"] == phase["name"]]}
        for phase in reversed(shown.phases)
    ]


def contents_of(copy: PlanCopy, today: date) -> list[ContentShown]:
    return [content_of(told, today) for told in copy.contents]


def content_of(told: dict[str, Any], today: date) -> ContentShown:
    due_on = day(told["due_on"])
    aims = [Aim(one["target"], one["amount"], one["is_told"]) for one in told["aims"]]
    way = way_of(tasks=told["tasks"], done=told["done"], aims=aims, due_on=due_on, today=today)
    share = told["done"] * 10_000 // told["tasks"] if told["tasks"] else None
    aims_shown = [{**one, "share": share_of(one)} for one in told["aims"]]
    return ContentShown({**told, "aims": aims_shown}, str(way), share, day(told["begins_on"]), due_on)


def share_of(aim: dict[str, Any]) -> int | None:
    told = aim["is_told"] and aim["amount"] is not None
    return aim["amount"] * 10_000 // aim["target"] if told else None


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def happened(shown: ProgrammeCopy, events: list[EventCopy]) -> list[dict[str, Any]]:
    """Signings, sides that passed on, papers and events, the latest first."""
    rows = [{**one, "on": date.fromisoformat(one["on"])} for one in shown.timeline]
    rows += [{"on": one.first_on, "kind": one.kind, "event": one} for one in events]
    return sorted(rows, key=lambda row: row["on"], reverse=True)


def days_to_come(slug: str, today: date) -> QuerySet[EventCopy]:
    return EventCopy.objects.public().filter(programme_slug=slug, last_on__gte=today)[:MOST_DAYS]


def page_of_news(request: PublicRequest, slug: str) -> Any:
    told = stories(request.portal, request.LANGUAGE_CODE).filter(programme_slug=slug)
    return Paginator(told, MOST_NEWS).get_page(request.GET.get("page"))
