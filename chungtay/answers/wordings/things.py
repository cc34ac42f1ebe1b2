"""The things whose texts are translated: how each is found, by whom, and to which agreement it belongs."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from chungtay.answers.supervision import findings_read
from chungtay.models import (
    AgreedContent,
    Agreement,
    Commitment,
    Content,
    Cost,
    Criterion,
    Criticism,
    Decision,
    Delegation,
    DelegationMember,
    Directive,
    Finding,
    Gathering,
    Gift,
    Matter,
    MatterAction,
    Meeting,
    Occasion,
    PaperNeeded,
    Person,
    Plan,
    Problem,
    ProgrammeItem,
    Recommendation,
    Rotation,
    ShelfItem,
    Speech,
    Supervision,
    SupervisionPlan,
    Task,
    Version,
    Workshop,
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


def _actions(person: Person, today: date) -> QuerySet[Any]:
    of_them = Matter.objects.visible_to(person, today).values("pk")
    return MatterAction.objects.filter(matter__in=of_them).select_related("matter__agreement")


def _speeches(person: Person, today: date) -> QuerySet[Any]:
    of_them = Gathering.objects.visible_to(person, today).values("pk")
    return Speech.objects.filter(gathering__in=of_them).select_related("gathering__agreement")


def _decisions(person: Person, today: date) -> QuerySet[Any]:
    of_them = Meeting.objects.visible_to(person, today)
    return Decision.objects.filter(meeting__in=of_them).select_related("meeting__agreement")


def _of_a_programme(model: type[Any]) -> Seen:
    """Those of a programme: what stands in none has nobody who agrees on its words."""

    def seen(person: Person, today: date) -> QuerySet[Any]:
        return _own(model, "agreement")(person, today).filter(agreement__isnull=False)

    return seen


def _findings(person: Person, today: date) -> QuerySet[Any]:
    return findings_read(person, today).filter(supervision__agreement__isnull=False)


def _of_workshops(model: type[Any]) -> Seen:
    def seen(person: Person, today: date) -> QuerySet[Any]:
        of_them = Workshop.objects.visible_to(person, today).values("pk")
        return model.objects.filter(workshop__in=of_them).select_related("workshop__agreement")

    return seen


def _rotations(person: Person, today: date) -> QuerySet[Any]:
    of_them = Agreement.objects.visible_to(person, today)
    return Rotation.objects.filter(agreement__in=of_them).select_related("agreement")


def _of_delegations(model: type[Any]) -> Seen:
    def seen(person: Person, today: date) -> QuerySet[Any]:
        of_them = Delegation.objects.visible_to(person, today).values("pk")
        return model.objects.filter(delegation__in=of_them).select_related("delegation__agreement")

    return seen


VISIBLE: dict[str, Seen] = {
    "agreement": _own(Agreement),
    "commitment": _commitments,
    "plan": _own(Plan, "phase__agreement"),
    "content": _contents,
    "task": _own(Task, "agreement"),
    "directive": _own(Directive, "agreement"),
    "meeting": _own(Meeting, "agreement"),
    "decision": _decisions,
    "matter": _own(Matter, "agreement"),
    "matteraction": _actions,
    "shelfitem": _own(ShelfItem, "agreement"),
    "gathering": _own(Gathering, "agreement"),
    "speech": _speeches,
    "workshop": _own(Workshop, "agreement"),
    "criterion": _of_workshops(Criterion),
    "problem": _of_workshops(Problem),
    "recommendation": _of_a_programme(Recommendation),
    "supervisionplan": _of_a_programme(SupervisionPlan),
    "supervision": _of_a_programme(Supervision),
    "finding": _findings,
    "criticism": _of_a_programme(Criticism),
    "occasion": _of_a_programme(Occasion),
    "rotation": _rotations,
    "delegation": _own(Delegation, "agreement"),
    "delegationmember": _of_delegations(DelegationMember),
    "programmeitem": _of_delegations(ProgrammeItem),
    "gift": _of_delegations(Gift),
    "cost": _of_delegations(Cost),
    "paperneeded": _of_delegations(PaperNeeded),
    "agreedcontent": _of_delegations(AgreedContent),
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
        case MatterAction():
            return thing.matter.agreement
        case Speech():
            return thing.gathering.agreement
        case Criterion() | Problem():
            return thing.workshop.agreement
        case Task() | Directive() | Meeting() | Matter() | ShelfItem() | Gathering() | Workshop():
            return thing.agreement
        case Rotation() | Delegation():
            return thing.agreement
        case Recommendation() | SupervisionPlan() | Supervision() | Criticism() | Occasion():
            assert thing.agreement, "only those of a programme are found"
            return thing.agreement
        case Finding():
            assert thing.supervision.agreement, "only those of a programme are found"
            return thing.supervision.agreement
        case DelegationMember() | ProgrammeItem() | Gift() | Cost() | PaperNeeded() | AgreedContent():
            return thing.delegation.agreement
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
