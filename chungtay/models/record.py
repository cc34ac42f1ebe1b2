"""What every remembered thing has: an id that sorts by time of birth, and words in three languages."""

from typing import Any
from uuid import UUID

import uuid_utils.compat
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562); never used for order, period or rights, only as a name."""
    return uuid_utils.compat.uuid7()


class Record(models.Model):
    """A row that others may point to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True

    def said(self, field: str, language: str) -> str:
        """The words of `field` in a language ("vi", "lo", "en"); Vietnamese where that language is silent.

        What a partner wrote may stand in Lao alone; then it is said so to everybody.
        """
        if language != "vi":
            other: Any = getattr(self, f"{field}_{language}", "")
            if other:
                return str(other)
        return str(getattr(self, field) or getattr(self, f"{field}_lo", ""))


class NumberField(models.PositiveBigIntegerField):
    """A key that we count ourselves. SQLite takes it for the row's own address and needs no second tree for it."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)


def words(length: int = 300, *, blank: bool = False) -> "models.CharField[str, str]":
    """A short text field; the Vietnamese one carries the bare name, `_lo` and `_en` stand beside it."""
    return models.CharField(max_length=length, blank=blank)
