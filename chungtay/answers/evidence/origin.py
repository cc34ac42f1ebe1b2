"""Where one entry came from, which indicators a person meets, and which reviews print them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from chungtay.answers.figures import Book
from chungtay.models import (
    Activity,
    Agreement,
    Document,
    Entry,
    Indicator,
    Line,
    Person,
    Post,
    Registered,
    Report,
    Review,
    Support,
)
from chungtay.models import Figure as Printed

from .figure import Asked


@dataclass(frozen=True)
class Origin:
    """Where an entry came from, as far as the person may see it."""

    line: Line | None
    report: Report | None  # None: not shared with the person
    registered: Registered | None
    support: Support | None
    activities: list[Activity]
    reversed_by: int | None
    posts: list[Post]  # those that the recorder held on that day


def origin_of(entry: Entry, person: Person, today: date) -> Origin:
    line = (
        Line.objects.filter(source=entry.source_id)
        .select_related("report__form", "question__indicator")
        .first()
    )
    seen = line and Report.objects.visible_to(person, today).filter(pk=line.report_id).exists()
    papers = Prefetch("documents", Document.objects.visible_to(person, today), to_attr="shown_documents")
    activities = Activity.objects.visible_to(person, today).select_related("place")
    posted_by = entry.posting.posted_by
    return Origin(
        line=line,
        report=line.report if line and seen else None,
        registered=Registered.objects.visible_to(person, today).filter(source=entry.source_id).first(),
        support=Support.objects.visible_to(person, today).filter(source=entry.source_id).first(),
        activities=list(activities.filter(lines=line).prefetch_related("attendances", papers))
        if line
        else [],
        reversed_by=Entry.objects.filter(reverses=entry).values_list("seq", flat=True).first(),
        posts=posted_by.posts_on(timezone.localdate(entry.posting.recorded_at)) if posted_by else [],
    )


def indicators_visible_to(
    person: Person, today: date, programme: Agreement | None = None
) -> QuerySet[Indicator]:
    """What is promised, asked or counted in some programme of the person, or by the person's own bodies, and ratios."""
    agreements = Agreement.objects.visible_to(person, today)
    if programme:
        agreements = agreements.filter(pk=programme.pk)
    found = Indicator.objects.filter(
        Q(id__in=Book(person, today, programme).counted)
        | Q(targets__agreement__in=agreements)
        | Q(questions__form__agreement__in=agreements)
    ).values("pk")
    return Indicator.objects.filter(Q(pk__in=found) | Q(numerator__in=found, denominator__in=found))


def printed_in(asked: Asked, person: Person, today: date) -> list[Printed]:
    """Frozen reviews that print this indicator for this programme, the latest first."""
    reviews = Review.objects.visible_to(person, today).filter(
        frozen_at__isnull=False, agreement=asked.programme
    )
    rows = Printed.objects.filter(review__in=reviews, indicator=asked.indicator, organisation=None)
    return list(
        rows.select_related("review").defer("review__canonical").order_by("-review__frozen_at", "code")
    )
