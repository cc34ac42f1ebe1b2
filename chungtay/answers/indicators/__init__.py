"""What is counted: the rule in force on a day, its versions, where it is asked for, and each unit's target."""

from .cumulative import Sums, cumulative_of
from .page import Change, IndicatorShown, TargetShown, by_programme, indicators_seen, may_define
from .targets import TargetRow, TargetsTable, assigned_to, places_near, targets_seen, targets_table, units_for
from .versions import rule_at, rules_at

__all__ = [
    "Change",
    "IndicatorShown",
    "Sums",
    "TargetRow",
    "TargetShown",
    "TargetsTable",
    "assigned_to",
    "by_programme",
    "cumulative_of",
    "indicators_seen",
    "may_define",
    "places_near",
    "rule_at",
    "rules_at",
    "targets_seen",
    "targets_table",
    "units_for",
]
