"""Results of a review by unit of the map, and how each body has reported."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import Min
from django.utils import timezone

from chungtay.answers.figures import Book, Figure
from chungtay.models import Indicator, Organisation, Place, PlaceKind, Report
from chungtay.rules import reviews as rules
from chungtay.rules.charts.tiles import Point, laid_out
from chungtay.rules.ledger import Qualifier, Row
from chungtay.rules.reports import ReportState

from .reach import Reach, words_of

UNITS_MAX = 200  # rows that somebody reads; a review of a whole country tells its provinces
ENOUGH_FOR_A_MAP = 3  # units whose position is known


def by_unit(reach: Reach, indicators: Sequence[Indicator]) -> list[Figure]:
    """Each by the lowest units that are known for it, or by provinces where these are too many to read."""
    found: list[Figure] = []
    for indicator in indicators:
        found.append(reach.ask(indicator, by="place", with_reports=False))
        if len({row.key for figure in found for row in figure.rows}) > UNITS_MAX:
            level = PlaceKind.PROVINCE
            return [reach.ask(one, by="place", level=level, with_reports=False) for one in indicators]
    return found


def units(book: Book, figures: list[Figure]) -> Iterable[rules.Unit]:
    """One row a place that has anything, in the order of the codes; what cannot be placed keeps its own row."""
    by_place: list[dict[object, Row]] = [{row.key: row for row in figure.rows} for figure in figures]
    asked = [book.places_asked(figure.indicator, figure.answer.question) for figure in figures]
    keys = {key for rows in by_place for key in rows}
    places = {str(place.pk): place for place in Place.objects.filter(pk__in=[key for key in keys if key])}
    laid = on_the_map(places)
    for key in sorted(keys, key=lambda key: in_order(places.get(str(key)))):
        cells = [
            cell_of(rows.get(key), figure.indicator, is_asked=key in wanted)
            for rows, figure, wanted in zip(by_place, figures, asked, strict=True)
        ]
        place = places.get(str(key)) if key else None
        yield rules.Unit(
            place=words_of(place) if place else unplaced(),
            amounts=tuple(amount for amount, _ in cells),
            qualifiers=tuple(qualifier for _, qualifier in cells),
            key=place.key if place else "",
            cell=laid.get(str(key)),
        )


def on_the_map(places: Mapping[str, Place]) -> dict[str, tuple[int, int]]:
    """A square for each unit; none where too few positions are known to draw a map."""
    points = tuple(point_of(place) for place in places.values())
    if sum(point is not None for point in points) < ENOUGH_FOR_A_MAP:
        return {}
    return dict(zip(places, laid_out(points).cells, strict=True))


def point_of(place: Place) -> Point | None:
    return None if place.latitude is None or place.longitude is None else (place.latitude, place.longitude)


def unplaced() -> rules.Words:
    return rules.Words(*(rules.fixed(language)["unplaced"] for language in rules.LANGUAGES))


def cell_of(row: Row | None, indicator: Indicator, *, is_asked: bool) -> tuple[int | None, str]:
    """A unit that is not asked has no figure; one whose register holds nothing has zero."""
    if row is not None and row.amount is not None:
        return row.amount, str(row.qualifier)
    if not is_asked:
        return None, rules.NOT_APPLICABLE
    return (0, str(Qualifier.EXACT)) if indicator.fed_by_register else (None, rules.NOT_REPORTED)


def in_order(place: Place | None) -> tuple[bool, int, str]:
    """Larger units first, then by code; what has no place comes last."""
    kinds = list(PlaceKind)
    return (place is None, kinds.index(PlaceKind(place.kind)) if place else 0, place.code if place else "")


def reported_by_unit(reach: Reach) -> tuple[rules.UnitReports, ...]:
    """Of each body's reports due in the window: approved, late, never sent; by their superiors where they are many."""
    today = reach.book.today
    counts: dict[UUID, Counter[str]] = defaultdict(Counter)
    columns = ("holder", "state", "due_on", "sent_at")
    for holder, state, due_on, sent_at in reports_due(reach).values_list(*columns):
        sent_on = timezone.localdate(sent_at) if sent_at else None
        counts[holder] += Counter(
            due=1,
            approved=int(state == ReportState.APPROVED),
            late=int(sent_on is not None and sent_on > due_on),
            missing=int(sent_on is None and due_on < today),
        )
    bodies = Organisation.objects.select_related("parent", "place").in_bulk(counts)
    if len(counts) > UNITS_MAX:
        counts, bodies = above(counts, bodies)
    listed = sorted(bodies.values(), key=lambda body: (in_order(body.place), body.name, body.pk))
    return tuple(
        rules.UnitReports(
            words_of(body), **{name: counts[body.pk][name] for name in ("due", "approved", "late", "missing")}
        )
        for body in listed
    )


def reports_due(reach: Reach):  # type: ignore[no-untyped-def] # noqa: ANN201
    window = reach.window
    reports = Report.objects.all()
    if reach.book.person is not None:
        reports = reports.counting_for(reach.book.person, reach.book.today)
    reports = reports.filter(
        form__agreement=reach.review.agreement, first_on__lte=window.last, last_on__gte=window.first
    )
    if reach.holders is not None:
        reports = reports.filter(holder__in=reach.holders)
    if reach.places is not None:
        inside = [UUID(key) for key in places_inside(reach)]
        reports = reports.filter(place__in=inside)
    return reports.order_by().annotate(sent_at=Min("hand_ins__handed_in_at"))


def places_inside(reach: Reach) -> set[str]:
    """Units in which anybody reports and which lie in the reviewed one on its map."""
    assert reach.places is not None
    wanted = {str(place.pk) for place in reach.places}
    world, map_on = reach.book.world, reach.map_on
    asked = Report.objects.filter(form__agreement=reach.review.agreement).order_by()
    return {
        str(place)
        for place in asked.values_list("place", flat=True).distinct()
        for part in world.parts(str(place), 1, map_on)
        if part.place is not None and not wanted.isdisjoint(map(str, world.lineage(part.place, map_on)))
    }


def above(
    counts: dict[UUID, Counter[str]], bodies: dict[UUID, Organisation]
) -> tuple[dict[UUID, Counter[str]], dict[UUID, Organisation]]:
    summed: dict[UUID, Counter[str]] = defaultdict(Counter)
    heads: dict[UUID, Organisation] = {}
    for key, count in counts.items():
        head = bodies[key].parent or bodies[key]
        summed[head.pk] += count
        heads[head.pk] = head
    return summed, heads
