"""Passes a seat on to the body that takes over: what it owes passes too, papers keep the name of their day."""

from datetime import date, datetime

from django.utils import timezone

from chungtay.models import (
    Agreement,
    Organisation,
    OrganisationSuccession,
    Person,
    Seat,
    SeatHolding,
    SeatSuccession,
)
from chungtay.rules.access import Thing
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.rules.signing import check_succession

from ..recorded import recorded
from .papers import Given, kept


def succeed_seat(
    seat: Seat, heir: Organisation, *, on: date, document: Given = None, reason: str = "",
    only_this_side: bool = False, by: Person, at: datetime,
) -> SeatSuccession:  # fmt: skip
    """Only whoever signs for the body that holds the seat says who takes it over, never the heir for itself.

    The heir takes the place of the old body everywhere: reports, tasks and plans of the old one are read and done at
    the heir from that day on, since bodies stand under their successors (`rules/access.py`). Not so where
    `only_this_side` passes and the old body goes on with all else, nor where its heirs are noted already: then one
    of those takes the seat, and the others do not.
    """
    with recorded("succeed", thing=seat.agreement, by=by, at=at, reason=reason.strip()):
        Agreement.objects.select_for_update().get(pk=seat.agreement_id)
        holding = seat.holdings.order_by("valid_from").last()
        if holding is None:
            raise RuleBroken(Message("Nobody holds this side yet.", where="seat"))
        held = SeatSuccession.objects.filter(seat=seat, new=holding, on=on, noted_by=by).first()
        if held and holding.organisation_id == heir.pk:
            return held  # pressed twice
        refuse_unless_signs_for(holding, by, at)
        check_succession(
            held_from=holding.valid_from, held_until=holding.valid_to, on=on,
            is_same=heir.pk == holding.organisation_id, sits_already=sits(heir, seat, on), heir=heir.name,
            heir_from=heir.valid_from, heir_until=heir.valid_to,
            would_turn_back=became(heir, holding.organisation), reason=reason, has_document=bool(document),
            heirs=() if only_this_side else heirs_of(holding.organisation),
            is_heir=became(holding.organisation, heir),
        )  # fmt: skip
        if not only_this_side and not holding.organisation.became.exists():
            OrganisationSuccession.objects.create(
                old=holding.organisation, new=heir, on=on, instrument=reason.strip()[:300]
            )
        return pass_on(holding, heir, on=on, document=document, reason=reason.strip(), by=by, at=at)


def pass_on(
    holding: SeatHolding,
    heir: Organisation,
    *,
    on: date,
    document: Given,
    reason: str,
    by: Person,
    at: datetime,
) -> SeatSuccession:
    seat, old = holding.seat, holding.organisation
    holder = old if by.may(Act.RECORD, held_by(old, Kind.DOCUMENT), timezone.localdate(at)) else heir
    paper = kept(document, seat.agreement, holder, type="Văn bản", by=by, at=at)
    new = SeatHolding.objects.create(seat=seat, organisation=heir, valid_from=on, valid_to=None)
    holding.valid_to = on
    holding.save(update_fields=["valid_to"])
    return SeatSuccession.objects.create(
        seat=seat, old=holding, new=new, on=on, reason=reason, document=paper, noted_by=by, noted_at=at
    )


def refuse_unless_signs_for(holding: SeatHolding, by: Person, at: datetime) -> None:
    thing = held_by(holding.organisation, Kind.AGREEMENT, holding.seat.agreement)
    if not by.may(Act.SIGN, thing, timezone.localdate(at)):
        raise RuleBroken(Message("Your post does not allow this."))


def held_by(body: Organisation, kind: Kind, agreement: Agreement | None = None) -> Thing:
    return Thing(
        kind=kind, holders=frozenset({body.pk}),
        programmes=frozenset({agreement.slug}) if agreement else frozenset(),
    )  # fmt: skip


def sits(heir: Organisation, seat: Seat, day: date) -> bool:
    others = SeatHolding.objects.filter(seat__agreement=seat.agreement_id).exclude(seat=seat)
    return others.live_on(day).filter(organisation=heir).exists()


def heirs_of(body: Organisation) -> list[str]:
    """Who took over from it, by name, as far as that is noted."""
    return list(body.became.order_by("new__name").values_list("new__name", flat=True))


def became(body: Organisation, last: Organisation) -> bool:
    """Whether the body was taken over before, at last by the other one."""
    found, coming = set(), [body.pk]
    while coming:
        found.add(key := coming.pop())
        later = OrganisationSuccession.objects.filter(old=key).values_list("new", flat=True)
        coming += [one for one in later if one not in found]
    return last.pk in found - {body.pk}
