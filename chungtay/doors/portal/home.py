"""The front page: the lead story, what is new by heading, announcements, programmes with results, papers."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from chungtay.models.published import ArticleCopy, DocumentCopy, Portal, ProgrammeCopy

from .heads import About
from .pages import PublicRequest, public_page
from .stories import most_read, shelves, stories

MOST_NEWS = 5
MOST_ANNOUNCEMENTS = 4
MOST_ON_A_SHELF = 3
MOST_READ = 5
MOST_PAPERS = 5


@public_page
def home(request: PublicRequest) -> HttpResponse:
    portal, language = request.portal, request.LANGUAGE_CODE
    found = stories(portal, language)
    lead = lead_of(portal, language)
    leads = [lead.pk] if lead else []
    news = list(found.filter(is_announcement=False).exclude(pk__in=leads)[:MOST_NEWS])
    above = [*leads, *(story.pk for story in news)]
    shown = list(ProgrammeCopy.objects.on(portal).prefetch_related("figures"))
    told = {
        "lead": lead,
        "news": news,
        "announcements": found.filter(is_announcement=True)[:MOST_ANNOUNCEMENTS],
        "shelves": shelves(found.filter(is_announcement=False), beside=above, each=MOST_ON_A_SHELF),
        "most_read": most_read(found, today=timezone.localdate(), most=MOST_READ),
        "programmes": shown,
        "papers": newest_papers(shown),
        "help_lines": [] if portal._state.adding else portal.help_lines.all(),
        "is_demo": settings.DEMO_MARK.exists(),
        "about": About(title=portal.said("name", language), told=told_of(portal, language)),
    }
    return render(request, "portal/home.html", told)


def lead_of(portal: Portal, language: str) -> ArticleCopy | None:
    """The newest that asks for the place; else the newest."""
    found = stories(portal, language).prefetch_related("files")
    return found.filter(leads=True).first() or found.filter(is_announcement=False).first()


def newest_papers(shown: list[ProgrammeCopy]) -> list[DocumentCopy]:
    papers = DocumentCopy.objects.filter(programme__in=shown, withdrawn_at=None)
    return list(papers.select_related("programme").order_by("-issued_on", "-id")[:MOST_PAPERS])


def told_of(portal: Portal, language: str) -> dict[str, object]:
    return {
        "@type": "WebSite",
        "name": portal.said("name", language),
        "inLanguage": language,
        **(
            {"publisher": {"@type": "Organization", "name": body}}
            if (body := portal.said("body", language))
            else {}
        ),
    }
