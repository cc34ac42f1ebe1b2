"""Several public sites from one house: each answers under its own names."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import RequestFactory

from chungtay.doors.portal.site import Site, portal_of
from chungtay.models import Portal
from tests.world import World

FACTORY = RequestFactory()


@pytest.fixture
def two_portals(world: World) -> tuple[Portal, Portal]:
    holder = world.bodies["west"].pk
    first = Portal.objects.create(slug="province", name="Trang của tỉnh", holder_id=holder, position=1)
    second = Portal.objects.create(
        slug="union", name="Trang của Hội", holder_id=holder, position=2, hosts=["union.localhost"]
    )
    return first, second


@pytest.mark.parametrize(
    ("host", "slug"),
    [
        ("union.localhost", "union"),
        ("UNION.localhost:8000", "union"),
        ("localhost", "province"),
        ("127.0.0.1:8000", "province"),
        ("nothing.localhost", "province"),
    ],
)
def test_a_site_answers_under_its_names_and_the_first_one_to_the_rest(
    two_portals: tuple[Portal, Portal], host: str, slug: str
) -> None:
    assert portal_of(FACTORY.get("/", HTTP_HOST=host)).slug == slug


@pytest.mark.django_db
def test_a_house_without_a_site_has_one_all_the_same() -> None:
    shown = portal_of(FACTORY.get("/", HTTP_HOST="localhost"))
    assert (shown.name, Site(shown).links) == ("Chung Tay", [])


def test_who_asks_twice_asks_the_database_once(
    two_portals: tuple[Portal, Portal],
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    asked = FACTORY.get("/", HTTP_HOST="localhost")
    with django_assert_num_queries(1):
        assert portal_of(asked) is portal_of(asked)
