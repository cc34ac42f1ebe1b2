"""Urgent problems over the API: workshops with their criteria, problems with pinned figures, votes, outcomes."""

from ninja import Router

from . import outcomes, problems, workshops

router = Router(tags=["problems"])
for part in (workshops, problems, outcomes):
    router.add_router("", part.router)
