"""Remembers who did what, when and from which post. Points to nothing, so that no deletion can break it."""

from django.db import models

from .record import new_id


class AuditLine(models.Model):
    """One act, written inside the transaction that it describes. Never content, never personal data."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField(db_index=True)
    person_id = models.UUIDField(null=True)
    post = models.CharField(max_length=300)  # the post's title on that day, readable when the post is gone
    act = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=60)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("at", "id")
        indexes = [models.Index(fields=["kind", "thing_id"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.post}: {self.act} {self.kind} {self.thing_id}"
