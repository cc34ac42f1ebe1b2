"""Lets a text come into force: its rows become the live ones, by their keys, in bulk.

What changed in the live rows since the text was copied, such as a body that took over a seat, stays changed where the
text does not speak of it; where both do, the text that the sides said yes to stands.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Model, Q, QuerySet

from chungtay.answers.versions import ASKED_OTHERWISE, last_in_force, text_of
from chungtay.models import (
    Agreement,
    Commitment,
    Content,
    Person,
    Phase,
    Plan,
    Seat,
    SeatHolding,
    Target,
    Version,
)
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.versions import (
    FIELDS,
    USUAL,
    Body,
    Move,
    Row,
    RowKind,
    Shape,
    Side,
    check_move,
    merge,
    settle,
)

from ..indicators import end_targets, keep_earlier
from ..recorded import recorded, refuse_unless_may
from .drawing import lock_thing

LIVE: dict[RowKind, type[Model]] = {
    RowKind.PHASE: Phase,
    RowKind.COMMITMENT: Commitment,
    RowKind.CONTENT: Content,
    RowKind.TARGET: Target,
}
# Beside what the rows say: where they stand, and what they name.
PLACE: dict[RowKind, tuple[str, ...]] = {
    RowKind.PHASE: (),
    RowKind.COMMITMENT: ("phase", "number", "dropped_in"),
    RowKind.CONTENT: ("number", "lead", "dropped_in"),
    RowKind.TARGET: ("indicator", "organisation", "commitment", "content", "replaced_at"),
}
OUT_OF_THE_WAY = 20_000  # above every number that a text may use, below what the column holds
NOT_THE_LAST = (
    "This amends version %(old)s, and version %(new)s is in force now. Withdraw it, begin a new copy from it, "
    "and bring that up to date."
)


def put_in_force(version: Version, *, on: date, by: Person, at: datetime) -> Version:
    """The proposed text becomes the text in force from a day on."""
    act = Act.SIGN if version.plan_id is None else Act.ACCEPT_PLAN
    refuse_unless_may(by, act, version, at)
    with recorded("put_in_force", thing=version, by=by, at=at):
        lock_thing(version.agreement, version.plan)
        found = Version.objects.select_related("agreement", "plan", "follows")
        held = found.select_for_update(of=("self",)).get(pk=version.pk)
        check_move(held.state, Move.PUT_IN_FORCE)
        last = last_in_force(held.agreement, held.plan)
        if (last and last.pk) != held.follows_id:
            values = {"old": held.follows.number if held.follows else 0, "new": last.number if last else 0}
            raise RuleBroken(Message(NOT_THE_LAST, values))
        now = text_of(held.plan or held.agreement, on=on)
        merged = merge(held.base_text, now, held.text)
        body = settle(merged, {one.name: Side.OURS for one in merged.conflicts})
        retold = list(_retold(now, body))
        keep_earlier(retold, at=at)
        _apply(held, now, body, on)
        Target.objects.filter(pk__in=[target.pk for target in retold]).update(
            said_by=by, said_at=at, reason=""
        )
        end_targets(Target.objects.filter(pk__in=gone(RowKind.TARGET, now, body)), at=at)
        held.in_force_on = on
        held.save(update_fields=["in_force_on"])
        if held.plan:
            Plan.objects.filter(pk=held.plan.pk).update(version=held.number)
    return held


def _apply(version: Version, now: Body, body: Body, on: date) -> None:
    """Above before below, so that every row finds what it stands under."""
    agreement, top, held = version.agreement, body.rows[0], body.by_key
    Top: type[Model] = Plan if version.plan_id else Agreement
    Top._base_manager.filter(pk=top.key).update(**columns(top))
    for kind in (RowKind.COMMITMENT, RowKind.CONTENT):
        Live = LIVE[kind]
        Live._base_manager.filter(pk__in=gone(kind, now, body)).update(dropped_in=version.number)
    _seats(agreement, now, body, on)
    for kind in (RowKind.PHASE, RowKind.COMMITMENT, RowKind.CONTENT, RowKind.TARGET):
        rows = [_live(row, held[row.under], agreement, on) for row in body.of_kind(kind)]
        _put(LIVE[kind], rows, [*PLACE[kind], *names_of(kind)])
    _link(Content.coordinating.through, "seat", "coordinating", now, body)
    _link(Content.commitments.through, "commitment", "commitments", now, body)


def _live(row: Row, above: Row, agreement: Agreement, on: date) -> Model:
    """The row as the house holds it."""
    told, key, under = columns(row), UUID(row.key), UUID(above.key)
    match row.kind:
        case RowKind.PHASE:
            return Phase(id=key, agreement=agreement, signed_on=on, **told)
        case RowKind.COMMITMENT:
            return Commitment(id=key, phase_id=under, number=row.number, **told)
        case RowKind.CONTENT:
            lead = _id(row.text("lead"))
            return Content(id=key, plan_id=under, number=row.number, lead_id=lead, **told)
    assert row.kind is RowKind.TARGET, "every other row is put in force in its own way"
    return Target(
        id=key, agreement=agreement, indicator_id=UUID(row.text("indicator")),
        organisation_id=_id(row.text("organisation")), **_above_target(row, above), **told,
    )  # fmt: skip


def _retold(now: Body, body: Body) -> "QuerySet[Target]":
    """Targets that stand and that the text now says otherwise."""
    before, after = now.by_key, body.of_kind(RowKind.TARGET)
    changed = [row.key for row in after if row.key in before and row != before[row.key]]
    return Target.objects.filter(pk__in=changed)


def _above_target(row: Row, above: Row) -> dict[str, UUID | None]:
    """What a target is of: a commitment, a content, or the agreement as a whole."""
    match above.kind:
        case RowKind.COMMITMENT:
            return {"commitment_id": UUID(above.key)}
        case RowKind.CONTENT:
            return {"content_id": UUID(above.key), "commitment_id": _id(row.text("commitment"))}
    return {}


def _put(Live: type[Model], rows: list[Any], names: list[str]) -> None:
    """New rows are made, old ones keep their id; numbers first leave their places, so that two may change theirs."""
    kept = set(Live._base_manager.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    old, new = [row for row in rows if row.pk in kept], [row for row in rows if row.pk not in kept]
    if "number" in names:
        Live._base_manager.filter(pk__in=kept).update(number=F("number") + OUT_OF_THE_WAY)
    if old:
        Live._base_manager.bulk_update(old, names, batch_size=200)
    Live._base_manager.bulk_create(new)


def _seats(agreement: Agreement, now: Body, body: Body, on: date) -> None:
    """Sides take their numbers and roles; a new one begins, one that left ends, and stays for what points to it."""
    rows = body.of_kind(RowKind.SEAT)
    if not rows:
        return  # the text of a plan
    seats = Seat.objects.filter(agreement=agreement)
    left = [seat for seat in seats if str(seat.pk) not in body.by_key]
    seats.update(number=F("number") + OUT_OF_THE_WAY)
    for number, seat in enumerate(left, max(row.number for row in rows) + 1):
        Seat.objects.filter(pk=seat.pk).update(number=number)
    for row in rows:
        told = {"number": row.number, "role": row.text("role")}
        seat = Seat.objects.update_or_create(pk=row.key, agreement=agreement, defaults=told)[0]
        before = now.by_key.get(row.key)
        if row.text("organisation") and (
            before is None or before.get("organisation") != row.get("organisation")
        ):
            _end_holdings(seat, on)
            SeatHolding.objects.create(seat=seat, organisation_id=row.text("organisation"), valid_from=on)
    for key in gone(RowKind.SEAT, now, body):
        _end_holdings(Seat.objects.get(pk=key), on)


def _end_holdings(seat: Seat, on: date) -> None:
    going_on = seat.holdings.filter(Q(valid_to=None) | Q(valid_to__gt=on))
    going_on.filter(valid_from__lt=on).update(valid_to=on)
    going_on.filter(valid_from__gte=on).update(valid_to=F("valid_from"))  # it never came to hold it


def _link(Through: Any, of: str, name: str, now: Body, body: Body) -> None:
    """Only what the text changed; a link to a commitment that an amendment took out stays."""
    before, after = links(now, name), links(body, name)
    gone, come = before - after, after - before
    for content, other in gone:
        Through.objects.filter(**{"content_id": content, f"{of}_id": other}).delete()
    Through.objects.bulk_create(
        [Through(**{"content_id": content, f"{of}_id": other}) for content, other in sorted(come)],
        ignore_conflicts=True,
    )


def links(body: Body, name: str) -> set[tuple[str, str]]:
    return {(row.key, key) for row in body.of_kind(RowKind.CONTENT) for key in row.keys(name)}


def gone(kind: RowKind, now: Body, body: Body) -> list[str]:
    held = body.by_key
    return [row.key for row in now.of_kind(kind) if row.key not in held]


def names_of(kind: RowKind) -> list[str]:
    return [name for one in FIELDS[kind] if one.name not in ASKED_OTHERWISE for name in one.names]


def columns(row: Row) -> dict[str, Any]:
    """What a row says, as the columns of its live row hold it."""
    told: dict[str, Any] = {}
    for one in FIELDS[row.kind]:
        for name in one.names if one.name not in ASKED_OTHERWISE else ():
            value = row.get(name)
            if one.shape is Shape.DAY:
                told[name] = date.fromisoformat(str(value)) if value else None
            elif one.shape in (Shape.TEXT, Shape.LINE):
                told[name] = value or ""
            else:
                told[name] = USUAL.get(name) if value is None else value
    return told


def _id(key: str) -> UUID | None:
    return UUID(key) if key else None
