"""A public site as tests of counting and keeping need it: one portal, one story in two languages, a reader."""

from uuid import UUID

import pytest
from django.test import Client

from chungtay.doors.portal import counting
from chungtay.doors.portal.cache import PAGES
from chungtay.doors.portal.marks import Marks
from chungtay.models import ArticleCopy, Edition, Portal, ViewDay, VisitDay
from tests.world import NOW

PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
STORY = UUID("01900000-0000-7000-8000-000000000001")
ADDRESS, IN_ENGLISH = "/news/doan-oakshire/", "/en/news/oakshire-visits/"


def site() -> Portal:
    portal = Portal.objects.create(slug="oakshire", name="Oakshire", holder_id=UUID(int=1))
    told = {
        "story": STORY, "body_html": "<p>Bốn ngày.</p>", "author": "Ban biên tập", "published_at": NOW,
        "renewed_at": NOW,
    }  # fmt: skip
    main = ArticleCopy.objects.create(slug="doan-oakshire", title="Đoàn Oakshire thăm Elmshire", **told)
    other = ArticleCopy.objects.create(
        slug="oakshire-visits", title="Oakshire visits Elmshire", language="en", is_main=False, **told
    )
    for copy in (main, other):
        copy.portals.set([portal])
    Edition.next()
    return portal


def begin_anew(patch: pytest.MonkeyPatch) -> counting.Readings:
    """Nobody was counted yet, no page is kept."""
    PAGES.clear()
    readings = counting.Readings()
    patch.setattr("chungtay.doors.portal.cache.READINGS", readings)
    patch.setattr(counting, "OF_THE_DAY", Marks(2**13))
    patch.setattr(counting, "OF_NOW", Marks(2**13))
    return readings


def reader(agent: str = PHONE, address: str = "203.0.113.7") -> Client:
    return Client(HTTP_USER_AGENT=agent, REMOTE_ADDR=address)


def views() -> int:
    return sum(ViewDay.objects.values_list("views", flat=True))


def visitors() -> int:
    return sum(VisitDay.objects.values_list("visitors", flat=True))
