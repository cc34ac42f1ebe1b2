"""Deletes beneficiaries whose day has come, every day; what was counted stays."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from chungtay.models import BeneficiaryList

from ..jobs import Telling, work
from .beneficiaries import forget


@work("delete_beneficiaries", every=timedelta(days=1))
def run(arguments: dict[str, Any], told: Telling) -> dict[str, Any]:
    return {"deleted": delete_due(told.at)}


def delete_due(at: datetime) -> int:
    """How many lists went. Each by itself: a server that dies half-way leaves whole lists, and goes on next time."""
    due = BeneficiaryList.objects.filter(deleted_at=None, delete_on__lte=timezone.localdate(at))
    return sum(forget(names.support, by=None, at=at) for names in due.select_related("support"))
