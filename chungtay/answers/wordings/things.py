"""The things whose texts are translated: how each is found, by whom, and to which agreement it belongs."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from chungtay.models import (
    Agreement,
    Commitment,
    Content,
    Decision,
    Directive,
    Meeting,
    Person,
    Plan,
    Task,
    Version,
)
from chungtay.models.record import Record

Seen = Callable[[Person, date], QuerySet[Any]]


def _own(model: type[Any], *beside: str) -> Seen:
    def seen(person: Person, today: date) -> QuerySet[Any]:
        return model.objects.visible_to(person, today).select_related(*beside)

    return seen


def _commitments(person: Person, today: date) -> QuerySet[Any]:
    of_them = Agreement.objects.visible_to(person, today)
    return Commitment.objects.filter(phase__agreement__in=of_them).select_related("phase__agreement")


def _contents(person: Person, today: date) -> QuerySet[Any]:
    of_them = Plan.objects.visible_to(person, today)
    return Content.objects.filter(plan__in=of_them).select_related("plan__phase__agreement")


def _decisions(person: Person, today: date) -> QuerySet[Any]:
    of_them = Meeting.objects.visible_to(person, today)
    return Decision.objects.filter(meeting__in=of_them).select_related("meeting__agreement")


VISIBLE: dict[str, Seen] = {
    "agreement": _own(Agreement),
    "commitment": _commitments,
    "plan": _own(Plan, "phase__agreement"),
    "content": _contents,
    "task": _own(Task, "agreement"),
    "directive": _own(Directive, "agreement"),
    "meeting": _own(Meeting, "agreement"),
    "decision": _decisions,
}


def found_thing(kind: str, key: UUID, person: Person, today: date) -> Any | None:
    """The thing, where the person may read it; to anybody else it does not exist."""
    seen = VISIBLE.get(kind)
    return seen(person, today).filter(pk=key).first() if seen else None


def agreement_of(thing: Record) -> Agreement:
    match thing:
        case Agreement():
            return thing
        case Commitment() | Plan():
            return thing.phase.agreement
        case Content():
            return thing.plan.phase.agreement
        case Decision():
            return thing.meeting.agreement
        case Task() | Directive() | Meeting():
            return thing.agreement
    raise AssertionError(f"nothing of a {type(thing).__name__} is translated")


def signed_languages(thing: Record) -> tuple[str, ...]:
    """The languages in which the text in force, to which the thing belongs, was signed."""
    match thing:
        case Agreement() | Commitment():
            texts = Version.objects.filter(agreement=agreement_of(thing), plan=None)
        case Plan():
            texts = Version.objects.filter(plan=thing)
        case Content():
            texts = Version.objects.filter(plan=thing.plan_id)
        case _:
            return ()
    last = texts.filter(in_force_on__isnull=False).order_by("number").values_list("languages", flat=True)
    found = last.last()
    return tuple(found.split()) if found else ()
