"""The matrix was seen to fail: each leak that is planted here turns the cells red that it should, and only such.

A leak is what a tired programmer might write. It is planted in the real house for the length of one test.
"""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from chungtay.doors.api.lists import Window
from chungtay.models import Document, Organisation, Place, Report, people, sharing
from chungtay.models.people import Post, PostQuerySet
from chungtay.models.walks import Tree
from chungtay.screens.documents import views as documents
from chungtay.screens.reports import deciding

from .matrix import Cell, Matrix
from .positions import PERSONS
from .tables import rows

Plant = Callable[[pytest.MonkeyPatch], None]
OWN_WALK = people.under


def one_view_shows_all(patch: pytest.MonkeyPatch) -> None:
    everything = SimpleNamespace(visible_to=lambda person, today: Document.objects.all())
    patch.setattr(documents, "Document", SimpleNamespace(objects=everything))


def bodies_are_closed_over_letters(patch: pytest.MonkeyPatch) -> None:
    """What a province holds begins with its letters; so, alas, does what a neighbour of 10 holds in 103."""

    def begins_alike(tree: Tree, start: list[Any], day: Any) -> Any:
        if tree is Tree.PLACES:
            return OWN_WALK(tree, start, day)
        (code,) = Place.objects.filter(organisations__in=start).values_list("code", flat=True)
        return Organisation.objects.filter(place__code__startswith=code).values("pk")

    patch.setattr(people, "under", begins_alike)


def places_are_closed_over_letters(patch: pytest.MonkeyPatch) -> None:
    def begins_alike(tree: Tree, start: list[Any], day: Any) -> Any:
        if tree is Tree.BODIES:
            return OWN_WALK(tree, start, day)
        (code,) = Place.objects.filter(pk__in=start).values_list("code", flat=True)
        return Place.objects.filter(code__startswith=code).values("pk")

    patch.setattr(people, "under", begins_alike)


def shares_never_end(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sharing, "LIVE", "first_on <= %s and %s is not null")


def posts_have_no_days(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(PostQuerySet, "live_on", lambda posts, today: posts.all())


def posts_serve_every_programme(patch: pytest.MonkeyPatch) -> None:
    limited = Post.in_rules
    patch.setattr(Post, "in_rules", lambda post: limited(unlimited(post)))


def unlimited(post: Post) -> Post:
    post.programmes = set()
    return post


def a_post_fetches_by_its_bare_id(patch: pytest.MonkeyPatch) -> None:
    def found(request: Any, id: UUID) -> Report:
        return Report.objects.get(pk=id)

    patch.setattr(deciding, "found", found)


def a_list_counts_everything(patch: pytest.MonkeyPatch) -> None:
    told = Window.paginate_queryset

    def counted(window: Window, queryset: Any, pagination: Any, request: Any, **more: Any) -> dict[str, Any]:
        return told(window, queryset, pagination, request, **more) | {"count": queryset.model.objects.count()}

    patch.setattr(Window, "paginate_queryset", counted)


# What is planted; the rows that are tried; where it must go red, and nowhere else; one of the cells.
LEAKS: list[tuple[Plant, set[str], set[str], str]] = [
    (
        one_view_shows_all,
        {"page GET document inner", "page GET documents -"},
        {"own", "superior", "child", "sibling", "longer", "shorter", "seat", "under-seat", "former-seat"}
        | {"taken-back", "other-programme", "elsewhere", "stranger"},
        "page GET document inner · provincial_officer sibling: wanted 0, got !",
    ),
    (
        bodies_are_closed_over_letters,
        {"page GET report open", "api GET reports -"},
        {"shorter", "superior"},  # 10 reads what is 103’s; and W1 reads it no longer
        "page GET report open · commune_officer shorter: wanted 0, got !",
    ),
    (
        places_are_closed_over_letters,
        {"page GET report open", "page GET registered dogwood's"},
        {"elsewhere"},
        "page GET report open · provincial_leader elsewhere: wanted 0, got !",
    ),
    (
        shares_never_end,
        {"page GET document shared", "api GET entries -"},
        {"taken-back"},
        "page GET document shared · partner_officer taken-back: wanted 0, got !",
    ),
    (
        posts_have_no_days,
        {"page GET report open", "page POST report-approval waiting"},
        {"ended", "tomorrow"},
        "page GET report open · provincial_leader ended: wanted -, got !",
    ),
    (
        posts_serve_every_programme,
        {"page GET activity dogwood's", "api GET programmes -"},
        {"other-programme"},
        "api GET programmes - · national_officer other-programme: wanted 0, got !",
    ),
    (
        a_post_fetches_by_its_bare_id,
        {"page POST report-return waiting"},
        {"own", "superior", "child", "sibling", "longer", "shorter", "seat", "under-seat", "former-seat"}
        | {"taken-back", "other-programme", "elsewhere", "stranger"},
        "page POST report-return waiting · provincial_leader stranger: wanted 0, got r",
    ),
    (
        a_list_counts_everything,
        {"api GET documents -"},
        {"own", "superior", "child", "sibling", "longer", "shorter", "seat", "under-seat", "former-seat"}
        | {"taken-back", "other-programme", "elsewhere", "stranger"},
        "api GET documents - · auditor stranger: wanted 0, got !",
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("plant", "tried", "where", "one"), LEAKS, ids=lambda told: getattr(told, "__name__", "")
)
def test_a_planted_leak_turns_the_matrix_red(
    matrix: Matrix, plant: Plant, tried: set[str], where: set[str], one: str
) -> None:
    chosen = [row for row in rows() if str(row) in tried]
    assert {str(row) for row in chosen} == tried
    with pytest.MonkeyPatch.context() as patch:
        plant(patch)
        matrix.forget_posts()
        red = [cell for cell in matrix.cells(chosen, PERSONS) if cell.is_red]
    matrix.forget_posts()
    assert one in map(str, red)
    assert {str(cell.row) for cell in red} == tried, "every row that is tried goes red somewhere"
    assert positions(red) == where, list(map(str, red))


def positions(red: list[Cell]) -> set[str]:
    return {cell.person.position for cell in red}
