"""Draws up a new agreement, proposes its text to the sides, and says under which umbrella it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from chungtay.answers.signing import text_state
from chungtay.answers.versions import last_in_force, text_of
from chungtay.models import (
    Agreement,
    AgreementKind,
    Organisation,
    Person,
    Seat,
    SeatHolding,
    SeatRole,
    Version,
)
from chungtay.models.record import new_id
from chungtay.rules.access import Thing
from chungtay.rules.articles import slug_of
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.rules.signing import SideFacts, check_draft, check_proposal, check_umbrella
from chungtay.rules.versions import Draft, RowKind, body_json

from ..recorded import PRESSED_TWICE, recorded
from ..versions import begin_version, propose_version
from ..versions.drawing import refuse_unless_draws_up
from .sides import REFUSED, refuse_unless_for_a_side

PAGES = {"new", "side-by-side"}  # addresses that stand where a programme's would
SLUG = 80  # letters that an address of a programme may have


@dataclass(frozen=True)
class Name:
    """What the agreement is called, in Vietnamese and perhaps in Lao and English, and what it is for."""

    vi: str
    lo: str = ""
    en: str = ""
    purpose: str = ""
    purpose_lo: str = ""
    purpose_en: str = ""


@dataclass(frozen=True)
class Side:
    """A body that shall hold a seat."""

    body: Organisation
    role: SeatRole = SeatRole.PARTY


@dataclass(frozen=True)
class FirstPhase:
    name: str
    first_on: date
    last_on: date


def draft_agreement(
    kind: AgreementKind, name: Name, own: Side, others: Sequence[Side], *, umbrella: Agreement | None = None,
    phase: FirstPhase | None = None, languages: Sequence[str] = ("vi",), by: Person, at: datetime,
) -> Version:  # fmt: skip
    """The first text of a new agreement. Only the drafter's side is held, so no other sees it until it is proposed."""
    today, slug = timezone.localdate(at), free_slug(name.vi)
    refuse_unless_drafts_for(own.body, slug, by, today)
    check_draft(
        name=name.vi, bodies=[own.body.pk, *(side.body.pk for side in others)], others=len(others),
        term=(phase.name, phase.first_on, phase.last_on) if phase else None, languages=len(languages),
    )  # fmt: skip
    refuse_hidden(umbrella, by, today)
    twice = drafted_just_now(name.vi.strip(), own.body, by, at)
    if twice:
        return twice
    agreement = Agreement(
        slug=slug, kind=kind, umbrella=umbrella, name=name.vi.strip(), name_lo=name.lo.strip(),
        name_en=name.en.strip(), purpose=name.purpose.strip(), purpose_lo=name.purpose_lo.strip(),
        purpose_en=name.purpose_en.strip(),
    )  # fmt: skip
    with recorded("draft_agreement", thing=agreement, by=by, at=at):
        agreement.save(force_insert=True)
        seats = [
            Seat.objects.create(agreement=agreement, number=number, role=side.role)
            for number, side in enumerate((own, *others), 1)
        ]
        SeatHolding.objects.create(seat=seats[0], organisation=own.body, valid_from=today)
        version = begin_version(agreement, holder=own.body, by=by, at=at)
        draft = Draft.read(version.body)
        for seat, side in zip(seats[1:], others, strict=True):
            draft = draft.edited(str(seat.pk), {"organisation": str(side.body.pk)})
        if phase:
            draft = with_phase(draft, agreement, phase)
        version.body, version.languages = draft.json(), " ".join(languages)
        version.save(update_fields=["body", "languages"])
    return version


def with_phase(draft: Draft, agreement: Agreement, phase: FirstPhase) -> Draft:
    values = {
        "name": phase.name.strip(),
        "first_on": phase.first_on.isoformat(),
        "last_on": phase.last_on.isoformat(),
    }
    return draft.added(str(new_id()), RowKind.PHASE, under=str(agreement.pk), values=values)


def propose_agreement(version: Version, *, by: Person, at: datetime) -> Version:
    """Lay the text before the other sides: from that day on they hold their seats and read it."""
    assert version.plan_id is None, "a plan is proposed in its own room"
    agreement, today = version.agreement, timezone.localdate(at)
    refuse_unless_draws_up(agreement, None, version.holder, by=by, at=at)
    with recorded("propose_agreement", thing=agreement, by=by, at=at):
        Agreement.objects.select_for_update().get(pk=agreement.pk)
        held = Version.objects.get(pk=version.pk)
        if held.proposed_by_id == by.pk and held.withdrawn_at is None:
            return held  # pressed twice
        check_proposal(state=text_state(held, None), sides=sides_of(held), day=today)
        held = propose_version(held, by=by, at=at)
        if last_in_force(agreement) is None:
            open_seats(held, today)
    return held


def sides_of(version: Version) -> list[SideFacts]:
    """As the text names them."""
    rows = version.text.of_kind(RowKind.SEAT)
    names = dict(Organisation.objects.filter(pk__in=bodies_in(version)).values_list("pk", "name"))
    return [
        SideFacts(row.number, names.get(UUID(row.text("organisation"))) if row.text("organisation") else None)
        for row in rows
    ]


def bodies_in(version: Version) -> list[UUID]:
    rows = version.text.of_kind(RowKind.SEAT)
    return [UUID(row.text("organisation")) for row in rows if row.text("organisation")]


def open_seats(version: Version, day: date) -> None:
    """The seats become those that the text names; who is in one already stays.

    What the text was copied from now has them too: a seat that passes on before the signing stays with the heir.
    """
    rows = version.text.of_kind(RowKind.SEAT)
    gone = Seat.objects.filter(agreement=version.agreement, holdings=None)
    gone.exclude(pk__in=[row.key for row in rows]).delete()
    for row in rows:
        told = {"number": row.number, "role": row.text("role") or SeatRole.PARTY}
        seat = Seat.objects.update_or_create(pk=row.key, agreement=version.agreement, defaults=told)[0]
        if not seat.holdings.exists():
            SeatHolding.objects.create(seat=seat, organisation_id=row.text("organisation"), valid_from=day)
    version.base = body_json(text_of(version.agreement, on=day))
    version.save(update_fields=["base"])


def place_under(agreement: Agreement, umbrella: Agreement | None, *, by: Person, at: datetime) -> Agreement:
    """Say which wider agreement it serves; none takes it out from under one."""
    refuse_unless_for_a_side(agreement, Act.PROPOSE, by, at)
    refuse_hidden(umbrella, by, timezone.localdate(at))
    with recorded("place_under", thing=agreement, by=by, at=at, reason=str(umbrella or "")):
        held = Agreement.objects.select_for_update().get(pk=agreement.pk)
        check_umbrella(is_own_descendant=umbrella is not None and stands_under(umbrella, held))
        held.umbrella = umbrella
        held.save(update_fields=["umbrella"])
    return held


def stands_under(lower: Agreement, upper: Agreement) -> bool:
    """Whether it is the upper one itself, or stands under it at any depth."""
    seen: set[UUID] = set()
    key: UUID | None = lower.pk
    while key is not None and key not in seen:
        if key == upper.pk:
            return True
        seen.add(key)
        key = Agreement.objects.values_list("umbrella", flat=True).get(pk=key)
    return False


def refuse_unless_drafts_for(body: Organisation, slug: str, by: Person, today: date) -> None:
    thing = Thing(Kind.AGREEMENT, frozenset({body.pk}), programmes=frozenset({slug}))
    if not by.may(Act.PROPOSE, thing, today):
        raise RuleBroken(REFUSED)


def refuse_hidden(umbrella: Agreement | None, by: Person, today: date) -> None:
    if umbrella and not Agreement.objects.visible_to(by, today).filter(pk=umbrella.pk).exists():
        raise RuleBroken(Message("This programme is not shared with you.", where="umbrella"))


def drafted_just_now(name: str, body: Organisation, by: Person, at: datetime) -> Version | None:
    """The second of two clicks finds what the first one made."""
    return Version.objects.filter(
        agreement__name=name, plan=None, holder=body, begun_by=by, begun_at__gt=at - PRESSED_TWICE,
        begun_at__lte=at, follows=None,
    ).first()  # fmt: skip


def free_slug(name: str) -> str:
    """An address made from the name; what is taken gets a number behind it."""
    plain = slug_of(name)[: SLUG - 4].strip("-")
    plain = "agreement" if plain == slug_of("") else plain  # of a name in Lao letters nothing is left
    taken = set(Agreement.objects.filter(slug__startswith=plain).values_list("slug", flat=True)) | PAGES
    numbered = (f"{plain}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (plain, *numbered) if slug not in taken)
