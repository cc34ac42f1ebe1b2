"""Lays the regimes that come with the product, and lets an office make its own."""

from .laying import lay_regimes
from .writing import REGIME_FIELDS, StepTold, add_regime, change_regime

__all__ = ["REGIME_FIELDS", "StepTold", "add_regime", "change_regime", "lay_regimes"]
