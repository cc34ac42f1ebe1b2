"""Writes in an edited copy: rows added, edited, taken out and put back; then brought up to date."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from chungtay.answers.signing import bodies_to_sit_with
from chungtay.answers.versions import choices_for, keys_in, last_in_force, text_of
from chungtay.models import Person, Version
from chungtay.models.record import new_id
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.versions import Body, Draft, Move, RowKind, Shape, Side, body_json, merge, settle

from ..recorded import recorded
from .drawing import locked

NAMING = (Shape.BODY, Shape.SEATS, Shape.COMMITMENT, Shape.COMMITMENTS, Shape.INDICATOR)  # by a key


def add_row(
    version: Version, kind: RowKind, *, under: str, values: Mapping[str, Any], by: Person, at: datetime
) -> str:
    """The key of the new row: that of the live row that it becomes."""
    key = str(new_id())
    _write(version, lambda draft: draft.added(key, kind, under=under, values=values), by=by, at=at)
    return key


def edit_row(version: Version, key: str, values: Mapping[str, Any], *, by: Person, at: datetime) -> None:
    """`values` names only what changes; `number` and `under` may be among them."""
    _write(version, lambda draft: draft.edited(key, values), by=by, at=at)


def drop_row(version: Version, key: str, *, by: Person, at: datetime) -> None:
    """Lay the row aside with all that stands under it; until the text is proposed it can be put back."""
    _write(version, lambda draft: draft.dropped(key), by=by, at=at)


def put_back_row(version: Version, key: str, *, by: Person, at: datetime) -> None:
    _write(version, lambda draft: draft.put_back(key), by=by, at=at)


def give_reason(version: Version, reason: str, *, by: Person, at: datetime) -> None:
    """Why the text is amended."""
    with recorded("edit_version", thing=version, by=by, at=at, reason=reason.strip()):
        held = locked(version, Move.EDIT, by=by, at=at)
        held.reason = reason.strip()
        held.save(update_fields=["reason"])


def bring_up_to_date(version: Version, *, chosen: Mapping[str, Side], by: Person, at: datetime) -> Version:
    """Take over what came into force since the copy was made; refused while a conflict is not decided.

    `chosen` is given under the names of the conflicts. One that arose since they were shown is asked for again.
    """
    with recorded("bring_up_to_date", thing=version, by=by, at=at):
        held = locked(version, Move.BRING_UP_TO_DATE, by=by, at=at)
        now = text_of(held.plan or held.agreement, on=timezone.localdate(at))
        draft = Draft.read(held.body)
        body = settle(merge(held.base_text, now, draft.body), chosen)
        held.body, held.base = draft.brought_to(body).json(), body_json(now)
        held.follows = last_in_force(held.agreement, held.plan)
        held.number = held.follows.number + 1 if held.follows else held.number
        held.save(update_fields=["body", "base", "follows", "number"])
    return held


def _write(version: Version, change: Callable[[Draft], Draft], *, by: Person, at: datetime) -> None:
    with recorded("edit_version", thing=version, by=by, at=at):
        held = locked(version, Move.EDIT, by=by, at=at)
        before = Draft.read(held.body)
        after = change(before)
        aside = [Body(rows) for rows in before.aside]
        _refuse_strange(held, [before.body, held.base_text, *aside], after.body, by, timezone.localdate(at))
        held.body = after.json()
        held.save(update_fields=["body"])


def _refuse_strange(version: Version, before: Iterable[Body], after: Body, by: Person, today: date) -> None:
    """A text names what it named before or what may be chosen; all else is told like what does not exist."""
    old, new = keys_in(before), keys_in([after])
    if all(new.get(shape, set()) <= old.get(shape, set()) for shape in NAMING):
        return
    sides = bodies_to_sit_with(by, today) if version.plan_id is None else ()
    offered = choices_for(version.agreement, today, sides=sides)
    signed = {str(one.pk) for one in offered.commitments} | set(after.by_key)
    known = {
        Shape.BODY: {str(one.pk) for one in (*offered.bodies, *offered.sides)},
        Shape.SEATS: {str(one.pk) for one in offered.seats} | set(after.by_key),
        Shape.COMMITMENT: signed,
        Shape.COMMITMENTS: signed,
        Shape.INDICATOR: {str(one.pk) for one in offered.indicators},
    }
    if any(new.get(shape, set()) - old.get(shape, set()) - known[shape] for shape in NAMING):
        raise RuleBroken(Message("Name only what is shared with you.", where="values"))
