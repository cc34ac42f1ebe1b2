"""Whose work a body goes on with: all that it took over from, step by step."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from chungtay.models import OrganisationSuccession


def with_predecessors(bodies: Iterable[UUID], day: date) -> dict[UUID, UUID]:
    """The bodies and those whose work they had taken over by a day, each with the one that goes on with it."""
    found = {body: body for body in bodies}
    coming = dict(found)
    while coming:
        before = OrganisationSuccession.objects.filter(new__in=coming, on__lte=day)
        coming = {old: coming[new] for old, new in before.values_list("old", "new") if old not in found}
        found |= coming
    return found
