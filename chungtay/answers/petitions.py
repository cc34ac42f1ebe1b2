"""Letters of readers as an office finds them: those that wait, the due ones first, and how many there are."""

from collections import Counter
from datetime import date

from django.db.models import F, Q, QuerySet

from chungtay.models import Person, Petition, PetitionState
from chungtay.rules.people import Act

WAITING = (PetitionState.NEW, PetitionState.TAKEN, PetitionState.PASSED_ON)


def petitions_of(person: Person, today: date) -> QuerySet[Petition]:
    return Petition.objects.visible_to(person, today).select_related("portal", "holder")


def in_state(found: QuerySet[Petition], state: str) -> QuerySet[Petition]:
    """`waiting`: whatever is not settled, the one due first on top."""
    if state == "waiting":
        return found.filter(state__in=WAITING).order_by(F("due_on").asc(nulls_last=True), "received_at", "id")
    return found.filter(state=state).order_by("-received_at", "-id")


def counts(found: QuerySet[Petition]) -> dict[str, int]:
    by_state = Counter(found.order_by().values_list("state", flat=True))
    return {"waiting": sum(by_state[state] for state in WAITING), **by_state}


def waiting_for(person: Person, today: date) -> QuerySet[Petition]:
    """What somebody of the office should take up or settle; what was passed on waits for another body."""
    open_ones = Q(state__in=(PetitionState.NEW, PetitionState.TAKEN))
    return Petition.objects.allowed(person, Act.RECORD, today).filter(open_ones)


def may_settle(person: Person, petition: Petition, today: date) -> bool:
    return person.may(Act.RECORD, petition.facts(today), today)
