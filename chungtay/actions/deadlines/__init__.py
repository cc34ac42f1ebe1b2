"""Lays the deadlines that come with the product, and lets an office set its own."""

from .laying import lay_deadlines
from .setting import set_deadline

__all__ = ["lay_deadlines", "set_deadline"]
