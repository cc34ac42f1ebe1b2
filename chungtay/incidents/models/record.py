"""What every row of the annex has: an id drawn by lot, which tells nothing of when it was made."""

from uuid import uuid4

from django.db import models


class Row(models.Model):
    """A row that others of the annex may point to; no room of the house does."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    class Meta:
        abstract = True
