"""Copies the results of a frozen review, from its own bytes: the next version of its open table, and its totals.

What must be hidden is decided over everything that was ever public, under one lock for the whole house: two tables
that are published at once know of each other.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import Max, QuerySet
from django.utils import timezone

from chungtay.models import (
    Edition,
    FigureCopy,
    Indicator,
    Person,
    Place,
    Portal,
    ProgrammeCopy,
    ResultTable,
    Review,
)
from chungtay.rules.ledger import Kind
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.published import tables as rules
from chungtay.rules.published.papers import check_withdrawing
from chungtay.rules.published.suppression import Published, counts_persons, least_of
from chungtay.rules.reviews import Facts, facts_of

from ..recorded import recorded, refuse_unless_may
from .programmes import copy_programme, day_text


def publish_results(review: Review, *, by: Person, at: datetime) -> ResultTable:
    """Give readers the numbers of a frozen review, but for small counts of persons and what gives them away."""
    refuse_unless_may(by, Act.PUBLISH, review, at)
    refuse_unfrozen(review)
    known = tables_of(review).filter(withdrawn_at=None).first()
    if known is not None:
        return known  # pressed twice
    with recorded("publish_results", thing=review, by=by, at=at):
        copy_review_figures(review, at=at)
    return tables_of(review).latest("version")


def withdraw_results(review: Review, *, reason: str, by: Person, at: datetime) -> None:
    """Every version that was made of this review: gone from the pages, the files and the API. Others stay."""
    refuse_unless_may(by, Act.PUBLISH, review, at)
    check_withdrawing(reason)
    public = tables_of(review).filter(withdrawn_at=None)
    if not public.exists():
        return  # pressed twice
    with recorded("withdraw_results", thing=review, by=by, at=at, reason=reason):
        Edition.next()
        public.update(withdrawn_at=at)
        FigureCopy.objects.filter(fingerprint=review.fingerprint).delete()


def tables_of(review: Review) -> QuerySet[ResultTable]:
    """Every version that was made of it, withdrawn ones too."""
    return ResultTable.objects.filter(programme__slug=review.agreement.slug, fingerprint=review.fingerprint)


def copy_review_figures(review: Review, *, at: datetime) -> list[FigureCopy]:
    """Its open table, and its totals in place of an earlier review's."""
    refuse_unfrozen(review)
    Edition.next()  # whoever publishes meanwhile waits here, so that each sees what the other gave away
    facts = facts_of(bytes(review.canonical or b""))
    programme = copy_programme(review.agreement, at=at)
    table = tables_of(review).filter(withdrawn_at=None).first() or copy_table(review, facts, programme, at=at)
    programme.figures.all().delete()
    return FigureCopy.objects.bulk_create(figures(review, facts, table))


# The open table


def copy_table(review: Review, facts: Facts, programme: ProgrammeCopy, *, at: datetime) -> ResultTable:
    slug, portals = rules.slug_of(facts), list(Portal.objects.all())
    portal = next(
        (one for one in portals if not one.programmes or programme.slug in one.programmes), Portal()
    )
    last = programme.tables.filter(slug=slug).aggregate(last=Max("version"))["last"]
    least = least_of(one.small_count for one in portals or [Portal()])
    return ResultTable.objects.create(
        programme=programme, slug=slug, version=(last or 0) + 1,
        title=facts.title.vi, title_lo=facts.title.lo, title_en=facts.title.en,
        first_on=facts.first_on, last_on=facts.last_on, known_on=timezone.localdate(review.frozen_at),
        map_on=facts.map_on, reviewed=facts.kind, fingerprint=review.fingerprint, least=least,
        rows=[row.plain() for row in rows_for_readers(facts, least)], names=rules.names_of(facts),
        licence=portal.licence, licence_url=portal.licence_url, published_at=at,
    )  # fmt: skip


def rows_for_readers(facts: Facts, least: int) -> list[rules.Row]:
    rows, counting = rules.rows_of(facts), counting_of_all()
    before = list(published_before(counting))
    places = {row.place for row in rows} | {
        count.where.key.partition("@")[0]
        for table in before
        for count in table.counts
        if count.where.axis == rules.PLACE
    }
    return rules.covered(facts, rows, before, counting=counting, parents=parents_of(places), least=least)


def published_before(counting: dict[str, rules.Counting]) -> Iterable[Published]:
    """All that was ever public, the newest first, withdrawn tables too. What they hide is read from the reviews."""
    frozen = {one.fingerprint: one for one in Review.objects.exclude(fingerprint="")}
    for table in ResultTable.objects.order_by("-published_at", "-version"):
        shown = [rules.Row.of(row) for row in table.rows]
        review = frozen.get(table.fingerprint)
        assert review is not None, "a frozen review stays"
        facts = facts_of(bytes(review.canonical or b""))
        true = {row.question: row.amount for row in rules.rows_of(facts)}
        rows = [rules.with_amount(row, true[row.question]) if row.hidden else row for row in shown]
        yield rules.published(facts, rows, counting)


def counting_of_all() -> dict[str, rules.Counting]:
    indicators = list(Indicator.objects.select_related("numerator", "denominator"))
    return {
        one.slug: rules.Counting(
            Kind(one.kind),
            counts_persons(Kind(one.kind), one.unit) and one.kind != Kind.RATIO,
            tuple(
                part.slug
                for part in (one.numerator, one.denominator)
                if any(
                    of and counts_persons(Kind(of.kind), of.unit) for of in (one.numerator, one.denominator)
                )
                if part
            ),
        )
        for one in indicators
    }


def parents_of(codes: Iterable[str]) -> dict[str, str]:
    """By code@day, up to the country."""
    found: dict[str, str] = {}
    units = list(Place.objects.filter(code__in=list(codes)).select_related("parent"))
    while units:
        found |= {unit.key: unit.parent.key for unit in units if unit.parent}
        above = {unit.parent.pk for unit in units if unit.parent and unit.parent.key not in found}
        units = list(Place.objects.filter(pk__in=above).select_related("parent"))
    return found


# The totals on a programme's page


def figures(review: Review, facts: Facts, table: ResultTable) -> Sequence[FigureCopy]:
    indicators = Indicator.objects.in_bulk([result.indicator for result in facts.results], field_name="slug")
    rows = {row["code"]: row for row in table.rows}
    return [
        FigureCopy(
            programme=table.programme,
            position=position,
            code=result.code,
            label=result.label.vi,
            measure=result.measure.vi,
            **_in_other_languages(indicators.get(result.indicator)),
            amount=rows[result.code]["amount"],
            hidden=rows[result.code]["hidden"],
            least=table.least,
            qualifier=result.qualifier,
            target=result.target,
            window=f"{day_text(facts.first_on)}–{day_text(facts.last_on)}",
            known_on=_day(review.frozen_at),
            map_on=facts.map_on,
            reported=result.reported,
            due=result.due,
            review_title=facts.title.vi,
            review_title_lo=facts.title.lo,
            review_title_en=facts.title.en,
            fingerprint=table.fingerprint,
        )
        for position, result in enumerate(facts.results, 1)
    ]


def refuse_unfrozen(review: Review) -> None:
    if review.frozen_at is None:
        raise RuleBroken(Message("Freeze the review first; only frozen figures go public."))


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def _in_other_languages(indicator: Indicator | None) -> dict[str, str]:
    if indicator is None:
        return {}
    return {
        f"{copy}_{language}": getattr(indicator, f"{field}_{language}")
        for copy, field in (("label", "name"), ("measure", "measure"))
        for language in ("lo", "en")
    }
