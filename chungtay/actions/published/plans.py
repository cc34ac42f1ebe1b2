"""Copies yearly plans with their contents and how far each has come, and puts their due days into the calendar."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from chungtay.models import EventCopy, EventKind, OldAddress, PlanCopy, ProgrammeCopy

OWN = ("plan", "title", "title_lo", "title_en", "number", "issuers", "contents")


def copy_plans(programme: ProgrammeCopy, plans: Iterable[dict[str, Any]], *, at: datetime) -> list[PlanCopy]:
    """These and no others. The address of one that goes says so from then on."""
    held = {copy.year: copy for copy in programme.plans.all()}
    told = {plan["year"]: plan for plan in plans}
    for year in held.keys() - told.keys():
        OldAddress.objects.update_or_create(
            path=plan_path(programme.slug, year), defaults={"leads_to": "", "since": at}
        )
    OldAddress.objects.filter(path__in=[plan_path(programme.slug, year) for year in told]).delete()
    programme.plans.exclude(year__in=told).delete()
    copies = [_copy(programme, plan, at) for plan in told.values()]
    _copy_days(programme, copies, at)
    return copies


def plan_path(slug: str, year: int) -> str:
    """As `OldAddress` keeps it: without a language."""
    return f"/public/{slug}/plans/{year}/"


def _copy(programme: ProgrammeCopy, plan: dict[str, Any], at: datetime) -> PlanCopy:
    issued_on = date.fromisoformat(plan["issued_on"]) if plan["issued_on"] else None
    copy, _ = PlanCopy.objects.update_or_create(
        programme=programme,
        year=plan["year"],
        defaults={**{name: plan[name] for name in OWN}, "issued_on": issued_on, "copied_at": at},
    )
    return copy


def _copy_days(programme: ProgrammeCopy, plans: Iterable[PlanCopy], at: datetime) -> None:
    """By when each content is due, for the calendar; of plans that went, nothing."""
    EventCopy.objects.filter(kind=EventKind.CONTENT, programme_slug=programme.slug).delete()
    EventCopy.objects.bulk_create(
        EventCopy(
            # Contents have no address of their own here; their key is made from the plan's.
            thing=uuid5(UUID(str(plan.plan)), str(content["number"])),
            kind=EventKind.CONTENT, programme_slug=programme.slug,
            first_on=date.fromisoformat(content["due_on"]), last_on=date.fromisoformat(content["due_on"]),
            title=content["vi"][:500], title_lo=content["lo"][:500], title_en=content["en"][:500],
            published_at=at,
        )
        for plan in plans
        for content in plan.contents
        if content["due_on"]
    )  # fmt: skip
