"""Prepares a workshop: what it is about, who takes part, by what it ranks; opens it; keeps its minutes."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from chungtay.answers.tasks import bodies_of_programme
from chungtay.models import Agreement, Criterion, Document, Organisation, Person, Workshop
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.problems import (
    Step,
    Weighed,
    WorkshopState,
    check_criteria,
    check_opening,
    check_workshop,
    row_of,
)

from ..documents import File, add_document, holds_just
from ..recorded import recorded, refuse_unless_may
from .standing import locked_for

TYPE = "Biên bản"  # what offices call minutes
WRITTEN = ("title", "title_lo", "title_en", "held_on", "venue")


def draft_workshop(
    workshop: Workshop, *, bodies: Iterable[Organisation] = (), by: Person, at: datetime
) -> Workshop:
    """Keep an unsaved workshop of the programme; only its holder sees it until it is opened."""
    today, bodies = timezone.localdate(at), list(bodies)
    refuse_unless_may(by, Act.RECORD, workshop, at)
    workshop.title, workshop.drafted_by = workshop.title.strip(), by
    if not Agreement.objects.visible_to(by, today).filter(pk=workshop.agreement_id).exists():
        raise RuleBroken(Message("This programme is not shared with you.", where="agreement"))
    _check(workshop)
    _refuse_strange_bodies(workshop, bodies, today)
    with transaction.atomic():
        Agreement.objects.select_for_update().get(pk=workshop.agreement_id)
        told = {"agreement": workshop.agreement_id, "holder": workshop.holder_id, "opened_at": None}
        held = Workshop.objects.filter(**told, title=workshop.title, held_on=workshop.held_on).first()
        if held:
            return held  # pressed twice
        with recorded("draft_workshop", thing=workshop, by=by, at=at):
            workshop.save(force_insert=True)
            workshop.bodies.set(_others(workshop, bodies))
    return workshop


def write_workshop(
    workshop: Workshop, *, bodies: Iterable[Organisation] = (), by: Person, at: datetime
) -> Workshop:
    """Keep its changed words, and who takes part. Once it is open nobody is sent away again."""
    bodies = list(bodies)
    with recorded("write_workshop", thing=workshop, by=by, at=at):
        held = locked_for(workshop, Step.WRITE, by=by, at=at)
        for name in WRITTEN:
            setattr(held, name, getattr(workshop, name))
        held.title = held.title.strip()
        _check(held)
        staying = set(held.bodies.all()) if held.opened_at else set()
        _refuse_strange_bodies(held, [body for body in bodies if body not in staying], timezone.localdate(at))
        held.save(update_fields=[*WRITTEN])
        held.bodies.set(_others(held, staying.union(bodies)))
    return held


def weigh_criteria(
    workshop: Workshop, criteria: Sequence[Weighed], *, by: Person, at: datetime
) -> list[Criterion]:
    """By what is ranked, and how much each weighs: said anew as a whole, until the workshop is opened."""
    rows = [Weighed(" ".join(one.text.split()), one.weight) for one in criteria]
    with recorded("weigh_criteria", thing=workshop, by=by, at=at):
        held = locked_for(workshop, Step.WEIGH, by=by, at=at)
        check_criteria(rows)
        stands = list(held.criteria.all())
        if [Weighed(one.text, one.weight) for one in stands] == rows:
            return stands  # pressed twice
        kept = {one.text: one for one in stands}
        held.criteria.all().delete()
        made = []
        for position, row in enumerate(rows, 1):
            # What was said in other languages stays with words that are the same.
            before = kept.get(row.text, Criterion())
            made.append(
                Criterion(
                    workshop=held, position=position, text=row.text, weight=row.weight,
                    text_lo=before.text_lo, text_en=before.text_en,
                )
            )  # fmt: skip
        return Criterion.objects.bulk_create(made)


def open_workshop(workshop: Workshop, *, by: Person, at: datetime) -> Workshop:
    """Its bodies read it from now on, add problems and vote; what it ranks by stands."""
    with recorded("open_workshop", thing=workshop, by=by, at=at):
        held = locked_for(workshop, Step.OPEN, by=by, at=at)
        check_opening(criteria=held.criteria.count())
        held.state = row_of(WorkshopState(held.state), Step.OPEN).after
        held.opened_by, held.opened_at = by, at
        held.save(update_fields=["state", "opened_by", "opened_at"])
    return held


def keep_minutes(workshop: Workshop, file: File, *, by: Person, at: datetime) -> Document:
    """Keep the signed minutes as a paper of the holder; the sides of the programme read it."""
    paper = Document(
        type=TYPE, title=workshop.said("title", "vi"), issued_on=workshop.held_on, holder=workshop.holder
    )  # fmt: skip
    with transaction.atomic():
        held = locked_for(workshop, Step.KEEP_MINUTES, by=by, at=at)
        if held.minutes and holds_just(held.minutes, file[1]):
            return held.minutes  # pressed twice
        with recorded("write_minutes", thing=workshop, by=by, at=at):
            add_document(paper, agreements=[held.agreement], files=[file], by=by, at=at)
            held.minutes = paper
            held.save(update_fields=["minutes"])
    return paper


def _check(workshop: Workshop) -> None:
    begins = workshop.agreement.phases.order_by("first_on").values_list("first_on", flat=True).first()
    check_workshop(
        title=workshop.title or workshop.title_lo.strip(), held_on=workshop.held_on, agreed_on=begins
    )


def _others(workshop: Workshop, bodies: Iterable[Organisation]) -> list[Organisation]:
    """The holder takes part without being invited."""
    return [body for body in bodies if body.pk != workshop.holder_id]


def _refuse_strange_bodies(workshop: Workshop, bodies: list[Organisation], today: date) -> None:
    known = (
        set(bodies_of_programme(workshop.agreement, today).values_list("pk", flat=True)) if bodies else set()
    )
    text = "%(name)s does not stand in this programme today. Choose a body of one of its sides."
    strange = [body for body in bodies if body.pk not in known]
    if strange:
        raise RuleBroken([Message(text, {"name": body}, "bodies") for body in strange])
