"""Lays the regimes that come with the product; what an office has made of them is left alone."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from chungtay.models import Regime
from chungtay.rules.regimes import read_cut_offs

from ..recorded import recorded
from .writing import REGIME_FIELDS, StepTold, is_used, keep

TABLE = Path(__file__).parent / "regimes.toml"


def lay_regimes(at: datetime) -> list[Regime]:
    """Each once. A second time adds what is new in the table, and mends what nobody reports by yet."""
    laid = []
    for told in tomllib.loads(TABLE.read_text())["regime"]:
        regime = Regime.objects.filter(slug=told["slug"]).first() or Regime(slug=told["slug"])
        if (
            regime.holder_id is None
            and not (regime.changed_at and is_used(regime))
            and _differs(regime, told)
        ):
            with recorded("add_regime", thing=regime, by=None, at=at, reason=told["name"]):
                _lay(regime, told, at)
        laid.append(regime)
    return laid


def _lay(regime: Regime, told: dict[str, Any], at: datetime) -> None:
    for name in REGIME_FIELDS & told.keys():
        setattr(regime, name, told[name])
    regime.changed_at = at
    keep(
        regime,
        cut_offs=read_cut_offs(told["cut_offs"]),
        steps=[StepTold(**step) for step in told.get("step", [])],
        reminders=told.get("reminders", []),
    )


def _differs(regime: Regime, told: dict[str, Any]) -> bool:
    if regime.changed_at is None or any(
        getattr(regime, name) != told[name] for name in REGIME_FIELDS & told.keys()
    ):
        return True
    steps = [(one.name, one.month, one.day, one.days_after) for one in regime.steps.all()]
    said = [
        (one["name"], one.get("month"), one.get("day"), one.get("days_after")) for one in told.get("step", [])
    ]
    return (
        set(regime.in_rules().cut_offs) != set(read_cut_offs(told["cut_offs"]))
        or sorted(one.days for one in regime.reminders.all()) != sorted(told.get("reminders", []))
        or steps != said
    )
