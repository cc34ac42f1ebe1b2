"""What a person may choose to review: windows, sides, units, resolutions; and which registers number the paper."""

from datetime import date

from django.db.models import Q, QuerySet

from chungtay.answers.programmes import bodies_for
from chungtay.models import Agreement, Document, NumberBook, Organisation, Person, Review, Seat
from chungtay.rules.people import Act
from chungtay.rules.registry import Way
from chungtay.rules.reviews.presets import Preset, presets

RESOLUTION = Q(type_code="NQ") | Q(type__icontains="nghị quyết")


def windows_of(agreement: Agreement, today: date) -> list[Preset]:
    phases = [(phase.name, phase.first_on, phase.last_on) for phase in agreement.phases.all()]
    return presets(phases, today)


def reviewed_units(agreement: Agreement, person: Person, today: date) -> QuerySet[Organisation]:
    """Bodies at and under those that the person reviews for, on a side of the programme."""
    return bodies_for(agreement, person, Act.REVIEW, today).order_by("name")


def sides_held(agreement: Agreement, today: date) -> list[tuple[Seat, Organisation]]:
    found = []
    for seat in agreement.seats.prefetch_related("holdings__organisation"):
        holder = seat.holder_on(today)
        if holder is not None:
            found.append((seat, holder))
    return found


def resolutions_of(person: Person, today: date) -> QuerySet[Document]:
    """Papers that the person reads and that call themselves a resolution."""
    return Document.objects.visible_to(person, today).filter(RESOLUTION).order_by("-issued_on")


def registers_for(review: Review, person: Person, today: date) -> QuerySet[NumberBook]:
    """Registers of the office that number reports, and in which the person records."""
    books = NumberBook.objects.allowed(person, Act.RECORD, today).filter(
        holder=review.holder_id, way=Way.OUTGOING, ended_at=None
    )
    return books.filter(Q(types="") | Q(types__regex=r"(^| )BC( |$)")).order_by("name")
