"""Collects the facts of a review: of a frozen one what its bytes say, of a draft what the ledger says now."""

from dataclasses import replace

from chungtay.answers.figures import Book
from chungtay.models import Indicator, Posting, Review
from chungtay.rules import reviews as rules
from chungtay.rules.ledger import Window

from . import divided, written
from .contents import contents
from .extra import extra
from .quoted import quoted
from .reach import Reach, words_of
from .results import results
from .units import by_unit, reported_by_unit, units


def facts_of_review(review: Review, book: Book) -> rules.Facts:
    if review.canonical is not None:
        return rules.facts_of(bytes(review.canonical))
    return facts_now(review, book)


def facts_now(review: Review, book: Book) -> rules.Facts:
    """The facts of a review's window, both days included, on its map; the review itself may be unsaved."""
    rules.check_window(review.first_on, review.last_on)
    reach = Reach(review, book)
    phases = [Window(phase.first_on, phase.last_on) for phase in review.agreement.phases.all()]
    spans = rules.spans_beside(reach.window, phases)
    told = results(reach, spans)
    spans, told = without_silent(spans, told)
    indicators = Indicator.objects.in_bulk([result.indicator for result in told], field_name="slug")
    pairs = [(result, indicators[result.indicator]) for result in told]
    shown = [(result, indicator) for result, indicator in pairs if result.actual is not None]
    listed = tuple(units(book, by_unit(reach, [indicator for _, indicator in shown])))
    done, undone = contents(reach)
    facts = rules.Facts(
        programme=review.agreement.slug,
        programme_name=words_of(review.agreement),
        title=words_of(review, "title"),
        first_on=review.first_on,
        last_on=review.last_on,
        map_on=reach.map_on,
        known_at=book.last_posting(),
        letterhead=written.letterhead(reach),
        results=told,
        unit_codes=tuple(result.code for result, _ in shown),
        units=listed,
        narratives=written.passages(review),
        directions=written.directions(review),
        kind=review.kind,
        written_on=book.today,
        scope=reach.scope,
        phase=words_of(review.phase),
        spans=spans,
        contents=done,
        open_tasks=undone,
        divisions=tuple(divided.divisions(reach, pairs)),
        series=tuple(divided.series(reach, shown, listed)),
        reports=reported_by_unit(reach),
        quoted=quoted(reach),
        contributions=written.contributions(review),
        conference=written.conference(review),
        extra=extra(review, book),
    )
    return replace(facts, charts=divided.charts(facts), head=head_of(facts.known_at))


def without_silent(
    spans: tuple[rules.Span, ...], told: tuple[rules.Result, ...]
) -> tuple[tuple[rules.Span, ...], tuple[rules.Result, ...]]:
    """Windows of which nothing at all is known are no comparison."""
    kept = [at for at in range(len(spans)) if any(result.beside[at].amount is not None for result in told)]
    return tuple(spans[at] for at in kept), tuple(
        replace(result, beside=tuple(result.beside[at] for at in kept)) for result in told
    )


def head_of(posting: int) -> str:
    """The hash that fixes the ledger up to a posting."""
    return Posting.objects.filter(number=posting).values_list("hash", flat=True).first() or ""
