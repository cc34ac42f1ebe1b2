"""Adds a regime of an office and changes it, as long as no report was asked for under it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from chungtay.models import CutOff, Organisation, Person, Regime, RegimeReminder, RegimeStep, Report
from chungtay.rules import regimes as rules
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind

from ..recorded import PRESSED_TWICE, recorded, refuse_unless_may

LANGUAGES = ("", "_lo", "_en")
REGIME_FIELDS = frozenset(
    {
        *(f"name{tail}" for tail in LANGUAGES),
        "source", "source_link", "valid_from", "valid_to", "single_officer_approval",
    }
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class StepTold:
    """Something that is done at a level: on a day of the year, or days after the period has ended."""

    name: str
    name_lo: str = ""
    name_en: str = ""
    level: str = ""
    to_level: str = ""
    span: str = ""
    month: int | None = None
    day: int | None = None
    days_after: int | None = None


def add_regime(
    told: Mapping[str, Any], *, cut_offs: Sequence[rules.CutOff], steps: Sequence[StepTold] = (),
    reminders: Sequence[int] = (), by: Person, at: datetime,
) -> Regime:  # fmt: skip
    """An office's own; the second of two clicks finds the first one's."""
    offices = by.organisations_for(Act.PLAN, timezone.localdate(at), Kind.REGIME)
    if not offices:
        raise RuleBroken(Message("Your post does not allow this."))
    office = min(offices)
    regime = Regime(holder_id=office, changed_by=by, changed_at=at)
    _say(regime, told)
    with transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(pk=office)
        same = Regime.objects.filter(holder=regime.holder_id, name=regime.name).first()
        if same and same.changed_by_id == by.pk and same.changed_at and at - same.changed_at < PRESSED_TWICE:
            return same
        if same:
            raise RuleBroken(Message("Your office has a regime of this name already.", where="name"))
        regime.slug = _free_slug(regime.name)
        with recorded("add_regime", thing=regime, by=by, at=at, reason=regime.name):
            keep(regime, cut_offs=cut_offs, steps=steps, reminders=reminders)
    return regime


def change_regime(
    regime: Regime, told: Mapping[str, Any], *, cut_offs: Sequence[rules.CutOff],
    steps: Sequence[StepTold] = (), reminders: Sequence[int] = (), by: Person, at: datetime,
) -> Regime:  # fmt: skip
    """Where reports were asked for under it, its cut-offs stay: what was handed in rests on them."""
    if regime.holder_id is None:
        text = "This regime came with the installation. Make your office's own from it."
        raise RuleBroken(Message(text))
    refuse_unless_may(by, Act.PLAN, regime, at)
    with recorded("change_regime", thing=regime, by=by, at=at, reason=regime.name):
        held = Regime.objects.select_for_update().get(pk=regime.pk)
        before = set(held.in_rules().cut_offs)
        if is_used(held) and {(one.span, one.month, one.day) for one in before} != {
            (one.span, one.month, one.day) for one in cut_offs
        }:
            text = (
                "Reports were asked for under this regime, so the days on which its periods end stay. "
                "Let it end, and make a new one from it."
            )
            raise RuleBroken(Message(text, where="cut_offs"))
        _say(held, told)
        held.changed_by, held.changed_at = by, at
        keep(held, cut_offs=cut_offs, steps=steps, reminders=reminders)
    regime.refresh_from_db()
    return held


def is_used(regime: Regime) -> bool:
    return Report.objects.filter(form__regime=regime).exists()


def keep(
    regime: Regime,
    *,
    cut_offs: Sequence[rules.CutOff],
    steps: Sequence[StepTold],
    reminders: Sequence[int],
) -> None:
    rules.check_regime(
        name=regime.name, source=regime.source, cut_offs=cut_offs, reminders=reminders,
        valid_from=regime.valid_from, valid_to=regime.valid_to,
    )  # fmt: skip
    _check_steps(steps)
    is_new = regime._state.adding
    regime.save()
    if not is_new and _says(regime, cut_offs, steps, reminders):
        return
    for held in (regime.cut_offs, regime.steps, regime.reminders):
        held.all().delete()
    CutOff.objects.bulk_create(
        CutOff(
            regime=regime, span=one.span, month=one.month, day=one.day, due_month=one.due_month,
            due_day=one.due_day,
        )
        for one in cut_offs
    )  # fmt: skip
    RegimeStep.objects.bulk_create(
        RegimeStep(regime=regime, position=position, **vars(one)) for position, one in enumerate(steps, 1)
    )
    RegimeReminder.objects.bulk_create(RegimeReminder(regime=regime, days=days) for days in reminders)


def _says(
    regime: Regime, cut_offs: Sequence[rules.CutOff], steps: Sequence[StepTold], reminders: Sequence[int]
) -> bool:
    """Whether all of it stands there already."""
    told = [
        StepTold(**{name: getattr(one, name) for name in StepTold.__annotations__})
        for one in regime.steps.all()
    ]
    return (
        set(regime.in_rules().cut_offs) == set(cut_offs)
        and told == list(steps)
        and sorted(one.days for one in regime.reminders.all()) == sorted(reminders)
    )


def _check_steps(steps: Sequence[StepTold]) -> None:
    faults = []
    for number, one in enumerate(steps, 1):
        if not one.name.strip():
            faults.append(Message("Write what is done.", where=f"steps.{number}.name"))
        dated = one.month is not None and one.day is not None
        if dated == (one.days_after is not None):
            text = "Write a day of the year, or how many days after the period."
            faults.append(Message(text, where=f"steps.{number}.day"))
        elif dated and not rules.is_day(one.month or 0, one.day or 0):
            text = "There is no day %(day)s/%(month)s. For the last day of a month write 31."
            faults.append(Message(text, {"day": one.day, "month": one.month}, f"steps.{number}.day"))
    if faults:
        raise RuleBroken(faults)


def _say(regime: Regime, told: Mapping[str, Any]) -> None:
    assert set(told) <= REGIME_FIELDS, f"nobody says {set(told) - REGIME_FIELDS} of a regime"
    for name, value in told.items():
        setattr(regime, name, value.strip() if isinstance(value, str) else value)


def _free_slug(text: str) -> str:
    slug = slugify(text.replace("đ", "d").replace("Đ", "D"))[:74].strip("-") or "new"
    taken = {"new", *Regime.objects.filter(slug__startswith=slug).values_list("slug", flat=True)}
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (slug, *numbered) if one not in taken)
