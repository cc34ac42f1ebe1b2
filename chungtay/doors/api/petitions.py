"""Letters of readers over the API: those of the own office, the steps of each, how to reach who wrote."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import petitions as actions
from chungtay.answers import petitions as answers
from chungtay.models import Petition
from chungtay.rules.readers import LONGEST, Step

from .asking import Asking
from .lists import Window
from .named import Given

router = Router(tags=["letters of readers"])
State = Literal["waiting", "new", "taken", "passed_on", "answered", "refused"]


class PetitionOut(Schema):
    """Without how to reach its writer, which is asked for by itself."""

    id: UUID
    number: int
    year: int
    topic: str
    programme: str
    language: str
    text: str
    state: str
    received_at: datetime
    due_on: date | None
    passed_to: str
    answer: str
    reason: str

    @staticmethod
    def resolve_programme(letter: Petition) -> str:
        return letter.programme_slug


class PetitionStepIn(Given):
    act: Literal["take", "pass_on", "answer", "refuse"]
    words: str = Field("", max_length=LONGEST)
    passed_to: str = Field("", max_length=300)


class LetterContactIn(Given):
    why: str = Field("", max_length=300)


class LetterContactOut(Schema):
    contact: str


@router.get("/petitions", response=list[PetitionOut])
@paginate(Window)
def petitions(request: Asking, state: State = Query("waiting")) -> QuerySet[Petition]:  # noqa: B008
    return answers.in_state(answers.petitions_of(request.person, request.today), state)


@router.get("/petitions/{uuid:id}", response=PetitionOut)
def petition(request: Asking, id: UUID) -> Petition:
    return found(request, id)


@router.post("/petitions/{uuid:id}/steps", response=PetitionOut)
def petition_step(request: Asking, id: UUID, given: PetitionStepIn) -> Petition:
    return actions.take_step(found(request, id), Step(**given.dict()), by=request.person, at=timezone.now())


@router.post("/petitions/{uuid:id}/contact", response=LetterContactOut)
def petition_contact(request: Asking, id: UUID, given: LetterContactIn) -> dict[str, str]:
    """Each reading is noted with its reason."""
    told = actions.read_contact(found(request, id), why=given.why, by=request.person, at=timezone.now())
    return {"contact": told}


def found(request: Asking, id: UUID) -> Petition:
    return get_object_or_404(answers.petitions_of(request.person, request.today), pk=id)
