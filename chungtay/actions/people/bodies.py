"""Bodies begin, are renamed and moved, and end: dated, by a decision, with what they were before kept beside them."""

from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from chungtay.actions.recorded import recorded, refuse_unless_may
from chungtay.models import Organisation, OrganisationChange, Person, Post, SeatHolding
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind, check_body, check_body_ending, check_change

from .posts import end_from

ON_ONE_LINE = (
    "name", "name_lo", "name_en", "short_name", "symbol", "dateline", "authority", "signing_post",
)  # fmt: skip


def add_body(body: Organisation, *, by: Person, at: datetime) -> Organisation:
    """A body under one that is looked after; one that stands under none is looked after from the adder's own."""
    today = timezone.localdate(at)
    above = body.parent
    if above is not None:
        refuse_unless_may(by, Act.MANAGE, above, at)
    body.looked_after_by = _keeper(body, by, today)
    _on_one_line(body)
    with recorded("add_body", thing=body, by=by, at=at):
        _one_at_a_time(above or body.looked_after_by)
        check_body(
            name=body.name, first_on=body.valid_from, alike=_alike(body),
            above=above.name if above else "", above_until=above.valid_to if above else None,
        )  # fmt: skip
        body.save(force_insert=True)
    return body


def change_body(
    body: Organisation, *, on: date, decision: str, by: Person, at: datetime, **new: object
) -> Organisation:
    """Rename, move or mend: `new` holds fields of the body. Of a new name or parent the old one is kept."""
    refuse_unless_may(by, Act.MANAGE, body, at)
    parent = new.get("parent")
    assert parent is None or isinstance(parent, Organisation), "a body stands under a body"
    if parent is not None and parent.pk != body.parent_id:
        refuse_unless_may(by, Act.MANAGE, parent, at)
    with recorded("change_body", thing=body, by=by, at=at, reason=decision.strip()):
        held = Organisation.objects.select_for_update().get(pk=body.pk)
        before = OrganisationChange(
            organisation=held, on=on, name=held.name, name_lo=held.name_lo, name_en=held.name_en,
            parent_id=held.parent_id, instrument=decision.strip()[:300], noted_by=by, noted_at=at,
        )  # fmt: skip
        for field, value in new.items():
            setattr(held, field, value)
        _on_one_line(held)
        _check_change(held, before, on, decision, timezone.localdate(at))
        if held.parent_id != before.parent_id:
            held.looked_after_by = _keeper(held, by, timezone.localdate(at))
        if _is_another(held, before):
            before.save(force_insert=True)
        held.save()
    return held


def end_body(body: Organisation, *, on: date, decision: str, by: Person, at: datetime) -> Organisation:
    """From this day on the body no longer stands, nobody takes over, and its posts end with it."""
    refuse_unless_may(by, Act.MANAGE, body, at)
    with recorded("end_body", thing=body, by=by, at=at, reason=decision.strip()):
        held = Organisation.objects.select_for_update().get(pk=body.pk)
        going_on = Q(valid_to=None) | Q(valid_to__gt=on)
        sides = SeatHolding.objects.filter(going_on, organisation=held).select_related("seat__agreement")
        posts = list(Post.objects.select_for_update().filter(going_on, organisation=held))
        check_body_ending(
            on=on, first_on=held.valid_from, until=held.valid_to,
            seats=sorted(side.seat.agreement.name for side in sides),
            below=held.children.filter(going_on).count(), own=any(post.person_id == by.pk for post in posts),
            decision=decision,
        )  # fmt: skip
        for post in posts:
            end_from(post, max(on, post.valid_from), at)
        held.valid_to = on
        held.save(update_fields=["valid_to"])
    return held


def _check_change(
    held: Organisation, before: OrganisationChange, on: date, decision: str, today: date
) -> None:
    above = held.parent
    loops = above is not None and held.pk in Organisation.objects.at_or_above([above.pk], today)
    check_change(
        on=on, today=today, first_on=held.valid_from, until=held.valid_to, name=held.name, alike=_alike(held),
        under_itself=above.name if above and loops else "", decision=decision,
        above_until=above.valid_to if above and above.pk != before.parent_id else None,
    )  # fmt: skip


def _keeper(body: Organisation, by: Person, today: date) -> Organisation | None:
    """None where the tree leads to whoever looks after the body already."""
    if body.parent is not None and body.parent_id in by.organisations_below(Act.MANAGE, today, Kind.PERSON):
        return None
    if body.parent is not None:
        return body.parent.looked_after_by
    own = by.organisations_for(Act.MANAGE, today, Kind.PERSON)
    if not own:
        raise RuleBroken(Message("Your post does not allow this."))
    first: Organisation = Organisation.objects.filter(pk__in=own).order_by("name", "pk")[0]
    return first


def _is_another(held: Organisation, before: OrganisationChange) -> bool:
    return any(
        getattr(held, field) != getattr(before, field)
        for field in ("name", "name_lo", "name_en", "parent_id")
    )


def _alike(body: Organisation) -> bool:
    """Another of this very name in some of the same days; a second click finds the first one's body."""
    same = Organisation.objects.filter(name=body.name).exclude(pk=body.pk)
    if body.valid_to:
        same = same.filter(Q(valid_from=None) | Q(valid_from__lt=body.valid_to))
    if body.valid_from:
        same = same.filter(Q(valid_to=None) | Q(valid_to__gt=body.valid_from))
    return same.exists()


def _on_one_line(body: Organisation) -> None:
    """Names stand in lists, on papers and in lines of the audit, where a break would begin another line."""
    for field in ON_ONE_LINE:
        setattr(body, field, " ".join(getattr(body, field).split()))


def _one_at_a_time(body: Organisation | None) -> None:
    """Of two clicks at once the second must see what the first one did."""
    if body is not None:
        Organisation.objects.select_for_update().get(pk=body.pk)
