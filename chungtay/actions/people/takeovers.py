"""A body takes over from others: they end, each of their sides goes to one heir, posts pass on or end. Recorded once.

The heir then stands over the old bodies (`rules/access.py`): what these held is read and answered for there, and
nothing of it is rewritten. Where one body becomes several, all of them read what it held, but each side of an
agreement goes to one alone.
"""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from chungtay.actions.recorded import recorded, refuse_unless_may
from chungtay.answers.people import Preview, Side, preview
from chungtay.models import (
    Agreement,
    Organisation,
    OrganisationChange,
    OrganisationSuccession,
    Person,
    Post,
    SeatHolding,
    SeatSuccession,
)
from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Act

from .posts import end_from, limit_to, same_for


@dataclass(frozen=True)
class Takeover:
    """What was decided. `sides`: seat → heir; `posts`: post → heir, or None where the post ends."""

    old: tuple[Organisation, ...]
    heirs: tuple[Organisation, ...]
    on: date
    decision: str
    sides: Mapping[UUID, Organisation] = field(default_factory=dict)
    posts: Mapping[UUID, Organisation | None] = field(default_factory=dict)

    def seen_by(self, by: Person, at: datetime) -> Preview:
        """What it would do."""
        return preview(
            self.old, self.heirs, on=self.on, decision=self.decision, sides=self.sides, posts=self.posts,
            by=by, today=timezone.localdate(at), now=at,
        )  # fmt: skip

    @property
    def is_noted(self) -> bool:
        """Whether all of it was recorded before: pressed twice."""
        pairs = {(old.pk, heir.pk) for old in self.old for heir in self.heirs}
        noted = OrganisationSuccession.objects.filter(old__in=self.old, new__in=self.heirs, on=self.on)
        ended = Organisation.objects.filter(pk__in=[body.pk for body in self.old], valid_to=self.on).count()
        return bool(pairs) and pairs <= set(noted.values_list("old", "new")) and ended == len(self.old)


def take_over(given: Takeover, *, by: Person, at: datetime) -> None:
    """All or nothing, with every fault named. Whoever records it looks after all the bodies."""
    for body in (*given.old, *given.heirs):
        refuse_unless_may(by, Act.MANAGE, body, at)
    with ExitStack() as acts:
        for body in given.old:
            acts.enter_context(
                recorded("succeed_body", thing=body, by=by, at=at, reason=given.decision.strip())
            )
        keys = sorted(body.pk for body in (*given.old, *given.heirs))
        list(Organisation.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
        if given.old and given.is_noted:
            return
        seen = given.seen_by(by, at)
        if seen.faults:
            raise RuleBroken(seen.faults)
        _note(given)
        for side in seen.sides:
            _pass_side(side, given, by=by, at=at)
        for post in Post.objects.select_for_update().filter(pk__in=[one.post.pk for one in seen.duties]):
            if post.pk not in seen.own:
                _pass_post(post, given, at)
        _move(seen, given, by=by, at=at)


def _note(given: Takeover) -> None:
    for old in given.old:
        for heir in given.heirs:
            OrganisationSuccession.objects.get_or_create(
                old=old, new=heir, defaults={"on": given.on, "instrument": given.decision.strip()[:300]}
            )
    Organisation.objects.filter(pk__in=[body.pk for body in given.old]).update(valid_to=given.on)


def _pass_side(side: Side, given: Takeover, *, by: Person, at: datetime) -> None:
    assert side.heir is not None, "a side without an heir is a fault"
    old = side.holding
    Agreement.objects.select_for_update().get(pk=old.seat.agreement_id)
    new = SeatHolding.objects.create(
        seat=old.seat, organisation=side.heir, valid_from=given.on, valid_to=old.valid_to
    )
    old.valid_to = given.on
    old.save(update_fields=["valid_to"])
    SeatSuccession.objects.create(
        seat=old.seat, old=old, new=new, on=given.on, reason=given.decision.strip()[:500],
        noted_by=by, noted_at=at,
    )  # fmt: skip


def _pass_post(post: Post, given: Takeover, at: datetime) -> None:
    """To the same person at the heir, with the same role, title and limits; or it ends with its body."""
    only = given.heirs[0] if len(given.heirs) == 1 else None
    heir = given.posts.get(post.pk, only)
    first_on, last = max(given.on, post.valid_from), post.valid_to
    if heir is not None:
        following = same_for(post, post.person, first_on, heir)
        following.valid_to = last
        if post.followed_by.exists():
            following.follows = None  # it was to change hands; whoever follows begins at the old body's end
        following.save(force_insert=True)
        limit_to(following, Agreement.objects.filter(assignments__post=post))
    end_from(post, first_on, at)


def _move(seen: Preview, given: Takeover, *, by: Person, at: datetime) -> None:
    """What stood under a body that ended stands under its one heir. Of several, the administrator chooses later."""
    if len(given.heirs) > 1 or given.on > timezone.localdate(at):
        return
    (heir,) = given.heirs
    for child in seen.moving:
        if child.pk == heir.pk:
            continue
        OrganisationChange.objects.create(
            organisation=child, on=given.on, name=child.name, name_lo=child.name_lo, name_en=child.name_en,
            parent_id=child.parent_id, instrument=given.decision.strip()[:300], noted_by=by, noted_at=at,
        )  # fmt: skip
        child.parent = heir
        child.save(update_fields=["parent"])
