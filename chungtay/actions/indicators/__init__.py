"""Says what is counted and by which rule, and what each unit shall reach; nothing said before is overwritten."""

from .defining import add_indicator, change_indicator
from .targets import end_targets, keep_earlier, put_target, set_unit_target

__all__ = [
    "add_indicator",
    "change_indicator",
    "end_targets",
    "keep_earlier",
    "put_target",
    "set_unit_target",
]
