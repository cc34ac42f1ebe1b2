"""Which rule of an indicator held: on a day, as it was known at a posting."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from chungtay.models import Indicator, IndicatorVersion
from chungtay.models.indicators import in_force


def rule_at(indicator: Indicator, known_at: int | None = None, *, on: date | None = None) -> IndicatorVersion:
    """The version whose rule counts for results of a day, as known at a posting; without a day the newest one."""
    return rules_at([indicator], known_at, on=on)[indicator.pk]


def rules_at(
    indicators: Iterable[Indicator], known_at: int | None = None, *, on: date | None = None
) -> dict[UUID, IndicatorVersion]:
    """The same for many; two questions whatever their number."""
    asked = {indicator.pk: indicator for indicator in indicators}
    kept: dict[UUID, list[IndicatorVersion]] = defaultdict(list)
    for version in IndicatorVersion.objects.known(known_at).filter(indicator__in=asked).order_by("number"):
        kept[version.indicator_id].append(version)
    found = {key: in_force(kept[key], on or date.max) for key in asked}
    return {key: found[key] or first_of(indicator) for key, indicator in asked.items()}


def first_of(indicator: Indicator) -> IndicatorVersion:
    """What came with the installation and never changed: its first version is what it says, kept nowhere yet."""
    return IndicatorVersion(indicator=indicator, number=1, **indicator.told())
