"""Remembers what the annex may know: keys, sealed bytes, the trail, and the lists that offices keep."""

from .keys import Enrolment, KeyList, KeyWarning, SenderKey, SideKey
from .lists import ChainStep, Dossier, Hotline, Hours, Retention
from .notices import CodedCard, Entry, Grant, Item, Notice, NoticeStep, Opening

__all__ = [
    "ChainStep", "CodedCard", "Dossier", "Enrolment", "Entry", "Grant", "Hotline", "Hours", "Item", "KeyList",
    "KeyWarning", "Notice", "NoticeStep", "Opening", "Retention", "SenderKey", "SideKey",
]  # fmt: skip
