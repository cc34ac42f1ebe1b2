"""Forgets work that ended long ago; who asked for it stays in the audit."""

from datetime import timedelta
from typing import Any

from chungtay.models import Job
from chungtay.rules.jobs import ENDED, KEPT_FOR

from .registering import Telling, work


@work("forget_jobs", every=timedelta(days=1))
def run(arguments: dict[str, Any], told: Telling) -> dict[str, Any]:
    old = Job.objects.filter(state__in=ENDED, ended_at__lt=told.at - KEPT_FOR)
    return {"forgotten": old.delete()[0]}
