"""Whatever changes what is public makes the next edition, by itself: no kept page outlives it."""

import inspect
from typing import Any

import pytest
from django.db import models, transaction

from chungtay.models import Edition, Portal, guards, published
from chungtay.models.published import ArticleCopy, FileCopy, OldAddress, UnitCopy, ViewDay, VisitDay
from tests.doors.public_pages import STORY, site
from tests.world import NOW

NO_PAGE_SHOWS = {"Edition", "ViewDay", "VisitDay", "Visiting"}  # numbers of readers may lag behind


@pytest.fixture
def portal(db: None) -> Portal:
    return site()


def test_no_public_table_is_forgotten() -> None:
    rooms = [
        one for _, one in inspect.getmembers(published, inspect.isclass) if issubclass(one, models.Model)
    ]
    shown = [room for room in rooms if room.__name__ not in NO_PAGE_SHOWS]
    joined: list[Any] = [field.remote_field.through for room in shown for field in room._meta.many_to_many]
    assert {room._meta.db_table for room in [*shown, *joined]} == {
        f"chungtay_{name}" for name in guards.PUBLIC
    }


def test_every_way_of_changing_what_is_public_makes_the_next_edition(portal: Portal) -> None:
    copy = ArticleCopy.objects.get(slug="doan-oakshire")
    told = {"article": copy, "sha256": "0" * 64, "size": 1, "media_type": "image/webp"}
    for change in (
        lambda: ArticleCopy.objects.update(withdrawn_at=NOW),
        lambda: copy.portals.clear(),
        lambda: copy.portals.add(portal),
        lambda: FileCopy.objects.bulk_create([FileCopy(name="a", **told), FileCopy(name="b", **told)]),
        lambda: FileCopy.objects.all().delete(),
        lambda: Portal.objects.update(cloth="#004400"),
        lambda: OldAddress.objects.create(path="/news/a/", leads_to="", since=NOW),
        lambda: UnitCopy.objects.bulk_create(
            [UnitCopy(code="1", country="VN", kind="commune", name="A", valid_from=NOW.date())]
        ),
    ):
        before = Edition.current()
        change()
        assert Edition.current() > before


def test_what_was_taken_back_makes_no_edition(portal: Portal) -> None:
    before = Edition.current()
    with transaction.atomic():
        ArticleCopy.objects.update(title="Another")
        transaction.set_rollback(True)
    assert Edition.current() == before


def test_counting_readers_makes_no_edition(portal: Portal) -> None:
    before = Edition.current()
    ViewDay.objects.add({(STORY, NOW.date()): 3})
    VisitDay.objects.add({(portal.pk, NOW.date()): 3})
    assert Edition.current() == before
