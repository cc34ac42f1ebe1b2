"""Keeps the days of an office's own, and notes the days of a year once they are announced."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from chungtay.answers.occasions import own_bodies, signed_on
from chungtay.models import Agreement, AnnouncedDays, Greeting, Occasion, Organisation, Person
from chungtay.papers.kinds import OCCASIONS
from chungtay.rules.articles import slug_of
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.occasions import (
    OPEN,
    Days,
    OccasionRule,
    check_days,
    check_ending,
    check_occasion,
    days_in,
)
from chungtay.rules.people import Act

from ..recorded import recorded, refuse_unless_may

FIELDS = frozenset({
    "name", "name_lo", "name_en", "country", "of_kind", "from_abroad", "rule", "month", "day", "lead_days", "letter",
    "source", "agreement",
})  # fmt: skip


def add_occasion(occasion: Occasion, *, by: Person, at: datetime) -> Occasion:
    """Keep an unsaved day of an office's own."""
    refuse_unless_may(by, Act.PLAN, occasion, at)
    assert occasion.holder, "only the installation lays days that nobody holds"
    with recorded("add_occasion", thing=occasion, by=by, at=at, reason=occasion.name):
        Organisation.objects.select_for_update(no_key=True).get(pk=occasion.holder.pk)
        held = _same(occasion)
        if held:
            return held  # pressed twice
        occasion.slug = _slug(occasion.name)
        _check(occasion, by, at)
        occasion.save(force_insert=True)
    return occasion


def change_occasion(occasion: Occasion, told: Mapping[str, Any], *, by: Person, at: datetime) -> Occasion:
    """Say it otherwise; letters that have not gone out follow. What came with the product is not an office's own."""
    refuse_unless_may(by, Act.PLAN, occasion, at)
    assert set(told) <= FIELDS, "an occasion has no such field"
    with recorded("change_occasion", thing=occasion, by=by, at=at):
        held = (
            Occasion.objects.select_for_update(of=("self",))
            .select_related("holder", "agreement")
            .get(pk=occasion.pk)
        )
        if held.ended_on is not None:
            check_ending(ended_on=held.ended_on, on=held.ended_on, today=held.ended_on)
        for name, value in told.items():
            setattr(held, name, value)
        held.slug = _slug(held.name)
        _check(held, by, at)
        held.save()
        _follow(held)
    return held


def end_occasion(occasion: Occasion, *, on: date, by: Person, at: datetime) -> Occasion:
    """From that day on no letter is due for it."""
    refuse_unless_may(by, Act.PLAN, occasion, at)
    with recorded("end_occasion", thing=occasion, by=by, at=at, reason=on.isoformat()):
        held = Occasion.objects.select_for_update(of=("self",)).get(pk=occasion.pk)
        if held.ended_on == on:
            return held  # pressed twice
        check_ending(ended_on=held.ended_on, on=on, today=timezone.localdate(at))
        held.ended_on = on
        held.save(update_fields=["ended_on"])
    return held


def note_days(
    occasion: Occasion, *, year: int, first_on: date, last_on: date, source: str, by: Person, at: datetime
) -> AnnouncedDays:
    """The days of a year as announced. Whose office noted them may mend them; letters not sent yet follow."""
    today = timezone.localdate(at)
    body = _noting_body(occasion, by, today)
    with recorded("note_days", thing=occasion, by=by, at=at, reason=f"{year}: {first_on} – {last_on}"):
        held = Occasion.objects.select_for_update(of=("self",)).get(pk=occasion.pk)
        check_ended = held.ended_on is not None and held.ended_on <= first_on
        if check_ended:
            raise RuleBroken(Message("This day is not kept since %(day)s.", {"day": held.ended_on}))
        noted = {one.year: one for one in held.announced.all()}
        days = Days(first_on, last_on)
        others = [(one.year, one.days) for one in noted.values()]
        check_days(rule=OccasionRule(held.rule), year=year, days=days, source=source, others=others)
        row = noted.get(year) or AnnouncedDays(occasion=held, year=year, noted_for=body)
        if year in noted:
            _refuse_unless_own(row, days, source, by, today)
        row.first_on, row.last_on, row.source, row.noted_by = first_on, last_on, source.strip(), by
        row.save()
        _follow(held)
    return row


def _noting_body(occasion: Occasion, by: Person, today: date) -> Organisation:
    """For an office's own day that office; for those of the product whichever office the person plans for."""
    may = by.may(Act.PLAN, occasion.facts(today), today) if occasion.holder else True
    body = occasion.holder or own_bodies(by, today).first()
    if body is None or not may:
        raise RuleBroken(Message("Your post does not allow this."))
    return body


def _refuse_unless_own(row: AnnouncedDays, days: Days, source: str, by: Person, today: date) -> None:
    """What another office noted is not changed behind its back; saying the very same is harmless."""
    if row.days == days and row.source == source.strip():
        return
    if row.noted_for is None or not own_bodies(by, today).filter(pk=row.noted_for.pk).exists():
        text = "The days of %(year)s are noted already: %(first)s – %(last)s. Whose office noted them may change them."
        values = {"year": str(row.year), "first": row.first_on, "last": row.last_on}
        raise RuleBroken(Message(text, values, "year"))


def _follow(occasion: Occasion) -> None:
    """Letters that have not gone out are due by the day as it is known now."""
    kept, announced = occasion.in_rules(), {one.year: one.days for one in occasion.announced.all()}
    for letter in Greeting.objects.filter(occasion=occasion, state__in=OPEN).select_related("agreement"):
        days = days_in(kept, letter.year, announced=announced, signed_on=signed_on(letter.agreement))
        if days and days.first_on != letter.due_on:
            letter.due_on = days.first_on
            letter.save(update_fields=["due_on"])


def _check(occasion: Occasion, by: Person, at: datetime) -> None:
    agreement = occasion.agreement
    others = Occasion.objects.filter(holder=occasion.holder_id, slug=occasion.slug).exclude(pk=occasion.pk)
    if (
        agreement
        and not Agreement.objects.visible_to(by, timezone.localdate(at)).filter(pk=agreement.pk).exists()
    ):
        raise RuleBroken(Message("This programme is not shared with you.", where="agreement"))
    if occasion.letter and occasion.letter not in OCCASIONS:
        raise RuleBroken(Message("There is no such letter. Choose one of the list.", where="letter"))
    occasion.name, occasion.source = occasion.name.strip(), occasion.source.strip()
    check_occasion(
        name=occasion.name, slug_taken=others.exists(), kept=occasion.in_rules(), source=occasion.source,
        has_agreement=agreement is not None,
    )  # fmt: skip


def _same(occasion: Occasion) -> Occasion | None:
    """The first of two clicks: the very same day of the same office."""
    told = {name: getattr(occasion, name) for name in FIELDS - {"agreement"}}
    return Occasion.objects.filter(
        **told, agreement=occasion.agreement_id, holder=occasion.holder_id, ended_on=None
    ).first()


def _slug(name: str) -> str:
    return slug_of(name)[:60]
