"""Takes papers in: reads them into a draft, and turns what a person accepted into programmes, plans and figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from chungtay.answers.intake import PLAN
from chungtay.models import (
    Agreement,
    AgreementKind,
    Commitment,
    Content,
    Document,
    DocumentFile,
    Indicator,
    Organisation,
    OrganisationKind,
    Person,
    Phase,
    Plan,
    QuotedFigure,
    Reading,
    ReadingCorrection,
    Seat,
    SeatHolding,
    Target,
)
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind

from .documents import keep_file
from .recorded import recorded, refuse_unless_may
from .sharing import share_with_seats
from .uploads import in_child

KINDS = {
    "bản ghi nhớ": AgreementKind.MEMORANDUM,
    "chương trình phối hợp": AgreementKind.COORDINATION_PROGRAMME,
    "quy chế phối hợp": AgreementKind.COORDINATION_REGULATION,
    "thỏa thuận hợp tác": AgreementKind.COOPERATION_AGREEMENT,
    "nghị quyết liên tịch": AgreementKind.JOINT_RESOLUTION,
    "kết nghĩa": AgreementKind.TWINNING,
}
NOT_ALLOWED = Message("Your post does not allow this.")


@dataclass(frozen=True)
class Party:
    name: str
    same_as: Organisation | None = None


@dataclass(frozen=True)
class Term:
    name: str
    first_on: date
    last_on: date


@dataclass(frozen=True)
class Item:
    """A content as the person left it, with the numbers of the signed contents that it makes concrete."""

    text: str
    commitments: tuple[int, ...] = ()
    lead: Organisation | None = None
    partners: tuple[Organisation, ...] = ()
    due_on: date | None = None
    product: str = ""


@dataclass(frozen=True)
class Quote:
    quantity: int  # ten-thousandths of the measure
    qualifier: str
    measure: str
    quantity_max: int | None = None
    of: str = ""
    passage: str = ""
    indicator: Indicator | None = None
    first_on: date | None = None
    last_on: date | None = None
    content: int | None = None  # of a plan: the number of the content that promises it


@dataclass(frozen=True)
class Acceptance:
    """The draft as a person corrected it. `agreement` or `document` name what is the same as something held."""

    kind: str
    title: str
    said_by: str
    type: str = ""
    number: str = ""
    issued_on: date | None = None
    document: Document | None = None
    agreement: Agreement | None = None
    agreement_name: str = ""
    relations_since: int | None = None
    purpose: str = ""
    framework: str = ""
    parties: tuple[Party, ...] = ()
    phases: tuple[Term, ...] = ()
    plan_year: int | None = None
    contents: tuple[Item, ...] = ()
    agreed: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    corrections: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # path → (was read, was given)


def take_in(
    name: str, content: bytes, *, media_type: str, holder: Organisation, by: Person, at: datetime
) -> Reading:
    """Read a file into a draft; the same file taken in twice by one office is one reading."""
    refuse_unless_may(by, Act.READ_IN, Reading(holder=holder), at)
    held = Reading.objects.filter(holder=holder, sha256=sha256(content).hexdigest()).first()
    if held:
        return held
    # A Word file and a web page are programs of their own kind; what they do to their reader stays in there.
    read = in_child(
        "chungtay.rules.intake.small_process:draft_in", content, seconds=20, megabytes=768, name=name
    )
    kept = keep_file(content, name=name, media_type=media_type)
    reading = Reading(
        name=kept.name,
        sha256=kept.sha256,
        media_type=media_type,
        size=kept.size,
        text=read["text"],
        draft=read["draft"],
        holder=holder,
        read_by=by,
        read_at=at,
    )
    with transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(pk=holder.pk)
        held = Reading.objects.filter(holder=holder, sha256=kept.sha256).first()
        if held:
            return held  # another click was faster
        with recorded("read", thing=reading, by=by, at=at):
            reading.save(force_insert=True)
    return reading


def accept(reading: Reading, acceptance: Acceptance, *, by: Person, at: datetime) -> Reading:
    """Everything that the person accepted, or nothing. Figures are quoted, never posted."""
    refuse_unless_may(by, Act.READ_IN, reading, at)
    with recorded("accept", thing=reading, by=by, at=at):
        reading = Reading.objects.select_for_update().get(pk=reading.pk)
        if reading.accepted_at is not None:
            raise RuleBroken(Message("This document has been accepted already."))
        check(acceptance)
        refuse_hidden_from_its_maker(acceptance, by, at)
        agreement = acceptance.agreement or found_agreement(acceptance, by=by, at=at)
        phases = [found_phase(agreement, term) for term in acceptance.phases]
        document = acceptance.document or new_document(acceptance, reading)
        document.agreements.add(agreement)
        share_with_seats(Kind.DOCUMENT, document.pk, [agreement], state="linked", by=by, at=at)
        if acceptance.kind == PLAN:
            document.plan = found_plan(agreement, phases, acceptance)
            document.save(update_fields=["plan"])
        elif phases:
            commit(phases[0], [item.text for item in acceptance.contents])
        if phases and acceptance.agreed:
            commit(phases[-1], acceptance.agreed)
        promised = promise(agreement, document.plan, acceptance) if document.plan else set()
        quote(document, agreement, acceptance, leave_out=promised)
        ReadingCorrection.objects.bulk_create(
            ReadingCorrection(reading=reading, path=path, read_value=was, given_value=given)
            for path, (was, given) in acceptance.corrections.items()
        )
        reading.agreement, reading.document = agreement, document
        reading.accepted_by, reading.accepted_at = by, at
        reading.save(update_fields=["agreement", "document", "accepted_by", "accepted_at"])
    return reading


def check(acceptance: Acceptance) -> None:
    """Everything that stops the acceptance, at once."""
    wrong = []
    if not acceptance.title.strip():
        wrong.append(Message("Write a title.", where="title"))
    if acceptance.agreement is None and not acceptance.agreement_name.strip():
        wrong.append(
            Message("Name the programme, or choose one that is held already.", where="agreement_name")
        )
    if acceptance.agreement is None and len(acceptance.parties) < 2:
        wrong.append(Message("A new programme needs at least two parties.", where="agreement"))
    if acceptance.kind == PLAN and acceptance.plan_year is None:
        wrong.append(Message("Say which year the plan is for.", where="plan_year"))
    for position, term in enumerate(acceptance.phases):
        if term.last_on < term.first_on:
            wrong.append(Message("The phase ends before it begins.", where=f"phase-{position}-last"))
    if wrong:
        raise RuleBroken(wrong)


def refuse_hidden_from_its_maker(acceptance: Acceptance, by: Person, at: datetime) -> None:
    """A programme is seen from its seats: without one of the own side, its maker could never find it again."""
    today = timezone.localdate(at)
    bodies, own = Organisation.objects, by.organisations_for(Act.READ, today, Kind.AGREEMENT)
    around = bodies.at_or_below(own, today) | bodies.at_or_above(own, today)
    if acceptance.agreement is None and not any(
        p.same_as and p.same_as.pk in around for p in acceptance.parties
    ):
        text = (
            "Choose under “Same as” which party is your own side; otherwise you would not see the programme."
        )
        raise RuleBroken(Message(text, where="parties.0.same"))


def found_agreement(acceptance: Acceptance, *, by: Person, at: datetime) -> Agreement:
    """A new programme: its parties take the seats, bodies that the house did not know are made."""
    slug = start = slugify(acceptance.agreement_name.replace("đ", "d").replace("Đ", "D"))[:70] or "programme"
    number = 1
    while Agreement.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{start}-{number}"
    agreement = Agreement.objects.create(
        slug=slug,
        kind=KINDS.get(acceptance.kind, AgreementKind.COORDINATION_PROGRAMME),
        name=acceptance.agreement_name.strip(),
        purpose=acceptance.purpose,
        relations_since=acceptance.relations_since,
        framework=acceptance.framework[:500],
    )
    # A seat is held from the first phase on, and from today at the latest: who took the paper in works with it now.
    days = [term.first_on for term in acceptance.phases] or [acceptance.issued_on or timezone.localdate(at)]
    since = min(*days, timezone.localdate(at))
    for number, party in enumerate(acceptance.parties, 1):
        body = party.same_as or Organisation.objects.create(
            kind=OrganisationKind.OTHER, name=party.name.strip()
        )
        seat = Seat.objects.create(agreement=agreement, number=number)
        SeatHolding.objects.create(seat=seat, organisation=body, valid_from=since)
    share_with_seats(Kind.RESULTS, agreement.pk, [agreement], state="signed", by=by, at=at)
    return agreement


def found_phase(agreement: Agreement, term: Term) -> Phase:
    made: Phase = Phase.objects.get_or_create(
        agreement=agreement, name=term.name, defaults={"first_on": term.first_on, "last_on": term.last_on}
    )[0]
    return made


def new_document(acceptance: Acceptance, reading: Reading) -> Document:
    document = Document.objects.create(
        type=acceptance.type or acceptance.kind.capitalize(),
        number=acceptance.number,
        issued_on=acceptance.issued_on,
        title=acceptance.title.strip(),
        issuers=", ".join(party.name for party in acceptance.parties)[:500],
        holder=reading.holder,
    )
    DocumentFile.objects.create(
        document=document,
        name=reading.name,
        sha256=reading.sha256,
        size=reading.size,
        media_type=reading.media_type,
    )
    return document


def found_plan(agreement: Agreement, phases: list[Phase], acceptance: Acceptance) -> Plan:
    """The plan of that number, or a new one in the phase that its year falls into."""
    # A unit's own plan may bear the same number in its own register.
    of_the_seats = Plan.objects.filter(Plan.held_by_seats(), phase__agreement=agreement, withdrawn_at=None)
    held = of_the_seats.filter(number=acceptance.number).exclude(number="").first()
    if held:
        return held
    year = acceptance.plan_year or 0
    phase = next((phase for phase in phases if phase.first_on.year <= year <= phase.last_on.year), None)
    phase = phase or agreement.phases.filter(first_on__year__lte=year, last_on__year__gte=year).last()
    if phase is None:
        raise RuleBroken(
            Message("No phase of this programme covers the year %(year)s.", {"year": year}, "plan_year")
        )
    plan = Plan.objects.create(
        phase=phase,
        year=year,
        number=acceptance.number,
        issued_on=acceptance.issued_on,
        name=acceptance.title.strip(),
    )
    plan.issuers.set([party.same_as for party in acceptance.parties if party.same_as])
    signed = {commitment.number: commitment for commitment in phase.commitments.all()}
    for number, item in enumerate(acceptance.contents, 1):
        content = Content.objects.create(
            plan=plan,
            number=number,
            text=item.text,
            lead=item.lead,
            due_on=item.due_on,
            product=item.product[:500],
        )
        content.commitments.set([signed[n] for n in item.commitments if n in signed])
        content.coordinating.set(agreement.seats.filter(holdings__organisation__in=item.partners))
    return plan


def promise(agreement: Agreement, plan: Plan, acceptance: Acceptance) -> set[Quote]:
    """What a plan says of an indicator of the ledger is its target for the year, not a result."""
    promised = {figure for figure in acceptance.quotes if figure.indicator and figure.content}
    contents = {content.number: content for content in plan.contents.all()}
    for figure in promised:
        content = contents.get(figure.content or 0)
        if content is not None:
            Target.objects.get_or_create(
                agreement=agreement,
                indicator=figure.indicator,
                content=content,
                first_on=date(plan.year, 1, 1),
                last_on=date(plan.year, 12, 31),
                defaults={"amount": figure.quantity},
            )
    return promised


def commit(phase: Phase, texts: list[str] | tuple[str, ...]) -> None:
    """Signed contents of a phase that has none yet; those that stand are never overwritten by a news report."""
    if not phase.commitments.exists():
        Commitment.objects.bulk_create(
            Commitment(phase=phase, number=number, text=text) for number, text in enumerate(texts, 1)
        )


def quote(document: Document, agreement: Agreement, acceptance: Acceptance, *, leave_out: set[Quote]) -> None:
    """Keep the other numbers beside the ledger, with who said them and for which days."""
    for figure in acceptance.quotes:
        if figure in leave_out:
            continue
        QuotedFigure.objects.get_or_create(
            agreement=agreement,
            quantity=figure.quantity,
            measure=figure.measure,
            said_by=acceptance.said_by,
            first_on=figure.first_on,
            last_on=figure.last_on,
            defaults={
                "document": document,
                "indicator": figure.indicator,
                "quantity_max": figure.quantity_max,
                "qualifier": figure.qualifier,
                "of": figure.of,
                "passage": figure.passage,
            },
        )
