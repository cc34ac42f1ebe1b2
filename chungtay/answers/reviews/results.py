"""Collects the facts of a review from the ledger: by content, by unit, with completeness."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from chungtay.answers.figures import Book, Figure
from chungtay.answers.indicators import rules_at
from chungtay.models import (
    Agreement,
    Content,
    Indicator,
    IndicatorVersion,
    Organisation,
    Place,
    PlaceKind,
    Plan,
    Review,
    Target,
)
from chungtay.rules import reviews as rules
from chungtay.rules.ledger import Kind, Qualifier, Row, Window

UNIT_INDICATORS_MAX = 4  # what a paper's width holds side by side
UNITS_MAX = 200  # rows that somebody reads; a review of a whole country tells its provinces


def facts_of_review(review: Review, book: Book) -> rules.Facts:
    """Of a frozen review what its bytes say; of a draft what the ledger says now."""
    if review.canonical is not None:
        return rules.facts_of(bytes(review.canonical))
    return facts_now(
        book,
        review.agreement,
        review.first_on,
        review.last_on,
        holder=review.holder,
        title=review.title,
        recipients=tuple(line.strip() for line in review.recipients.splitlines() if line.strip()),
        narratives=tuple(
            (narrative.section, narrative.text)
            for narrative in sorted(review.narratives.all(), key=lambda n: rules.SECTIONS.index(n.section))
            if narrative.text.strip()
        ),
        directions=tuple(direction.text for direction in review.directions.all()),
    )


def changed_since(facts: rules.Facts, review: Review, book: Book) -> list[tuple[rules.Result, Figure]]:
    """Frozen results whose figure in the ledger is another one by now; told to whoever sees all of that ledger."""
    if book.extent.count < Book(None, book.today, review.agreement).extent.count:
        return []
    indicators = {indicator.slug: indicator for indicator in Indicator.objects.all()}
    now = [
        (result, book.ask(indicators[result.indicator], facts.first_on, facts.last_on, map_on=facts.map_on))
        for result in facts.results
    ]
    return [(result, figure) for result, figure in now if figure.amount != result.actual]


def facts_now(
    book: Book,
    agreement: Agreement,
    first_on: date,
    last_on: date,
    *,
    holder: Organisation,
    title: str,
    recipients: tuple[str, ...] = (),
    narratives: tuple[tuple[str, str], ...] = (),
    directions: tuple[str, ...] = (),
) -> rules.Facts:
    """The facts of a window, both days included, read on the map of its last day."""
    rules.check_window(first_on, last_on)
    asked = list(promises(agreement, first_on, last_on))
    found = [(targets, book.ask(indicator, first_on, last_on)) for indicator, targets in asked]
    ruled = rules_at([indicator for indicator, _ in asked], on=last_on)
    results = tuple(
        result(number, targets, figure, ruled[figure.indicator.pk])
        for number, (targets, figure) in enumerate(found, 1)
    )
    shown = [
        (row, figure) for row, (_, figure) in zip(results, found, strict=True) if figure.amount is not None
    ][:UNIT_INDICATORS_MAX]
    return rules.Facts(
        programme=agreement.slug,
        programme_name=agreement.name,
        title=title,
        first_on=first_on,
        last_on=last_on,
        map_on=last_on,
        known_at=book.last_posting(),
        letterhead=letterhead(holder, recipients),
        results=results,
        unit_codes=tuple(row.code for row, _ in shown),
        units=tuple(units(book, by_unit(book, [figure.indicator for _, figure in shown], first_on, last_on))),
        narratives=narratives,
        directions=directions,
    )


def by_unit(book: Book, indicators: list[Indicator], first_on: date, last_on: date) -> list[Figure]:
    """Each by the lowest units that are known for it, or by provinces where these are too many to read."""
    found: list[Figure] = []
    for indicator in indicators:
        found.append(book.ask(indicator, first_on, last_on, by="place"))
        if len({row.key for figure in found for row in figure.rows}) > UNITS_MAX:
            level = PlaceKind.PROVINCE
            return [book.ask(one, first_on, last_on, by="place", level=level) for one in indicators]
    return found


def promises(agreement: Agreement, first_on: date, last_on: date) -> Iterable[tuple[Indicator, list[Target]]]:
    """Each indicator promised inside the window, in the order of the contents, then what is only reported."""
    # What one side only drafts, or was left out again, was not promised.
    standing = Q(content=None) | Q(content__in=Content.objects.filter(plan__in=plans_agreed(agreement)))
    standing &= Q(commitment=None) | Q(commitment__dropped_in=None)
    targets = (
        agreement.targets.promised()
        .filter(standing, first_on__gte=first_on, last_on__lte=last_on, organisation=None)
        .select_related("indicator", "commitment", "content")
        .order_by("commitment__number", "content__number", "indicator__slug")
    )
    grouped: dict[Indicator, list[Target]] = {}
    for target in targets:
        grouped.setdefault(target.indicator, []).append(target)
    yield from grouped.items()
    others = Indicator.objects.filter(questions__form__agreement=agreement).distinct()
    yield from ((indicator, []) for indicator in others if indicator not in grouped)


def plans_agreed(agreement: Agreement) -> QuerySet[Plan]:
    return Plan.objects.filter(Plan.held_by_seats(), phase__agreement=agreement, withdrawn_at=None)


def result(number: int, targets: list[Target], figure: Figure, rule: IndicatorVersion) -> rules.Result:
    """One indicator over the whole window against all that was promised for it, by the rule of the last day."""
    heading = next((target.commitment or target.content for target in targets), None)
    windows = [(Window(target.first_on, target.last_on), target.amount) for target in targets]
    return rules.Result(
        code=f"K-{number:02d}",
        indicator=figure.indicator.slug,
        label=rule.name,
        measure=rule.measure,
        heading=heading.text if heading else "",
        target=rules.promised(windows, Kind(figure.indicator.kind)),
        actual=figure.amount,
        qualifier=str(figure.qualifier),
        reported=figure.reported,
        due=figure.due,
        entries=figure.count,
        version=rule.number,
    )


def units(book: Book, figures: list[Figure]) -> Iterable[rules.Unit]:
    """One row a place that has anything, in the order of the codes; what cannot be placed keeps its own row."""
    by_place: list[dict[object, Row]] = [{row.key: row for row in figure.rows} for figure in figures]
    asked = [book.places_asked(figure.indicator, figure.answer.question) for figure in figures]
    keys = {key for rows in by_place for key in rows}
    places = {str(place.pk): place for place in Place.objects.filter(pk__in=[key for key in keys if key])}
    for key in sorted(keys, key=lambda key: in_order(places.get(str(key)))):
        cells = [
            cell_of(rows.get(key), figure.indicator, is_asked=key in wanted)
            for rows, figure, wanted in zip(by_place, figures, asked, strict=True)
        ]
        yield rules.Unit(
            place=places[str(key)].name if key else "Không xếp được vào địa giới này",
            amounts=tuple(amount for amount, _ in cells),
            qualifiers=tuple(qualifier for _, qualifier in cells),
        )


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


def usual_recipients(agreement: Agreement, holder: Organisation, day: date) -> list[str]:
    """The superior body, the other seats and the file: a start that the officer edits."""
    names = [holder.parent.name] if holder.parent else []
    for seat in agreement.seats.prefetch_related("holdings__organisation"):
        other = seat.holder_on(day)
        if other and other != holder:
            names.append(other.name)
    return [*names, "Lưu: VT"]


def letterhead(holder: Organisation, recipients: tuple[str, ...]) -> rules.Letterhead:
    return rules.Letterhead(
        parent_body=holder.parent.name if holder.parent else "",
        issuer=holder.name,
        symbol="-".join(part for part in ("BC", holder.symbol) if part),
        place=dateline_of(holder),
        authority=holder.authority,
        post=holder.signing_post,
        recipients=recipients,
    )


def dateline_of(holder: Organisation) -> str:
    """The town that the paper's day line names; a province by its bare name."""
    name = holder.place.name if holder.place else ""
    return holder.dateline or name.removeprefix("Tỉnh ").removeprefix("tỉnh ")
