"""Changes the lists: an old line keeps its words and gets its last day, a new one begins beside it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from chungtay.actions.recorded import recorded
from chungtay.models import Agreement, Person
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ...answers.lists import country_of
from ...answers.sides import Side, own_sides
from ...models import ChainStep, Dossier, Hotline, Hours, Retention
from ...models.lists import InForce
from ...rules.listing import check_dossier, check_line

Line = TypeVar("Line", bound=InForce)
NOT_YOURS = Message("Your post does not allow this.")


def add_line(line: Line, agreement: Agreement, *, by: Person, at: datetime) -> Line:
    """A further line, from today on."""
    today = timezone.localdate(at)
    _refuse_unless_own(line, agreement, by, at)
    line.valid_from, line.valid_to, line.changed_by = today, None, by
    check_line(_told(line))
    with recorded("add_notice_line", thing=line, by=by, at=at, reason=agreement.slug):
        line.save(force_insert=True)
    return line


def change_line(
    line: Line, told: Mapping[str, Any], agreement: Agreement, *, by: Person, at: datetime
) -> Line:
    """The same line otherwise, from today on; what it said before stays, with its last day."""
    _refuse_unless_own(line, agreement, by, at)
    with transaction.atomic():
        held = _standing(line)
        new = type(held)(**_told(held) | dict(told))
        new.valid_from, new.changed_by = timezone.localdate(at), by
        if _told(new) == _told(held):
            return held
        if isinstance(held, Hours | Retention) and held.agreement_id is None:
            # What holds for all agreements goes on holding for the others.
            new.agreement = agreement  # type: ignore[attr-defined]
            return add_line(new, agreement, by=by, at=at)
        check_line(_told(new))
        with recorded("change_notice_line", thing=new, by=by, at=at, reason=agreement.slug):
            _end(held, at)
            new.save(force_insert=True)
    return new


def end_line(line: InForce, agreement: Agreement, *, by: Person, at: datetime) -> None:
    """It holds no more from today on, and stays to be read."""
    _refuse_unless_own(line, agreement, by, at)
    if isinstance(line, Hours | Retention) and line.agreement_id is None:
        raise RuleBroken(Message("This holds for every agreement. Write another for this one instead."))
    with recorded("end_notice_line", thing=line, by=by, at=at, reason=agreement.slug):
        _end(_standing(line), at)


def note_dossier(dossier: Dossier, side: Side, *, by: Person, at: datetime) -> Dossier:
    """On what legal basis a side gives data across the border, and its impact dossier; what was noted before stays."""
    today = timezone.localdate(at)
    if side.pk not in {own.pk for own in own_sides(side.seat.agreement, by, Act.PLAN, today)}:
        raise RuleBroken(NOT_YOURS)
    dossier.seat, dossier.noted_by, dossier.noted_at = side.seat, by, at
    check_dossier(
        basis=dossier.basis, number=dossier.number, first_transfer_on=dossier.first_transfer_on,
        filed_on=dossier.filed_on, today=today,
    )  # fmt: skip
    newest = Dossier.objects.filter(seat=side.seat).order_by("-noted_at").first()
    said = ("basis", "number", "first_transfer_on", "filed_on")
    if newest and all(getattr(newest, one) == getattr(dossier, one) for one in said):
        return newest  # pressed twice
    with recorded("note_dossier", thing=dossier, by=by, at=at):
        dossier.save(force_insert=True)
    return dossier


def _refuse_unless_own(line: InForce, agreement: Agreement, by: Person, at: datetime) -> None:
    """Chains and hotlines are for a side that sits in their country; hours and terms for any side of the agreement."""
    today = timezone.localdate(at)
    own = own_sides(agreement, by, Act.PLAN, today)
    if not own or not _is_of(line, agreement, {country_of(side.body, today) for side in own}):
        raise RuleBroken(NOT_YOURS)


def _is_of(line: InForce, agreement: Agreement, countries: Collection[str]) -> bool:
    match line:
        case ChainStep() | Hotline():
            return line.country in countries
        case Hours() | Retention():
            return line.agreement_id in (None, agreement.pk)
    raise AssertionError("a list has lines of four kinds")


def _standing(line: Line) -> Line:
    kind: Any = type(line)
    held: Line = kind._default_manager.select_for_update().get(pk=line.pk)
    if held.valid_to is not None:
        raise RuleBroken(Message("Somebody has changed this line meanwhile. Look at it anew."))
    return held


def _end(line: InForce, at: datetime) -> None:
    line.valid_to = timezone.localdate(at)
    line.save(update_fields=["valid_to"])


def _told(line: InForce) -> dict[str, Any]:
    """What a line says, without its days."""
    silent = {"id", "valid_from", "valid_to", "changed_by"}
    return {field.name: getattr(line, field.name) for field in line._meta.fields if field.name not in silent}
