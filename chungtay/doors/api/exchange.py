"""What waits for the caller over all exchange, and completing words that stand in one language only."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from chungtay.actions.exchange import may_say, say_also
from chungtay.answers.exchange import Front
from chungtay.answers.wordings import found_thing
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.wordings import TRANSLATABLE

from .asking import Asking
from .named import Given

router = Router(tags=["exchange"])
KINDS = ("matter", "matteraction", "shelfitem", "gathering", "speech")


class ExchangeWaitingOut(Schema):
    kind: str  # what is to be done: matter_receive, shelf_reply, gathering_confirm …
    thing: UUID
    due_on: date | None
    waits_since: date | None


class AlsoIn(Given):
    """Only what is silent in one language is written; what stands there stays."""

    title: str = Field("", max_length=300)
    title_lo: str = Field("", max_length=300)
    text: str = Field("", max_length=10_000)
    text_lo: str = Field("", max_length=10_000)
    agenda: str = Field("", max_length=10_000)
    agenda_lo: str = Field("", max_length=10_000)
    result: str = Field("", max_length=10_000)
    result_lo: str = Field("", max_length=10_000)


class BetweenWordsOut(Schema):
    """The words of each field as they stand now, by the names of the fields."""

    said: dict[str, str]


@router.get("/exchange", response=list[ExchangeWaitingOut])
def waiting(request: Asking) -> list[dict[str, Any]]:
    """What the caller owes between the sides, soonest first."""
    rows = Front(request.person, request.today).waiting
    return [
        {"kind": row.kind, "thing": row.thing.pk, "due_on": row.due_on, "waits_since": row.waits_since}
        for row in rows
    ]


@router.put("/exchange/words/{kind}/{uuid:id}", response=BetweenWordsOut)
def complete(request: Asking, kind: str, id: UUID, given: AlsoIn) -> dict[str, Any]:
    """Say in the other language what was written in one. Kinds: matter, matteraction, shelfitem, gathering, speech."""
    thing = found_thing(kind, id, request.person, request.today) if kind in KINDS else None
    if thing is None:
        raise Http404
    if not may_say(thing, request.person, request.today):
        raise RuleBroken(Message("Your post does not allow this."))
    told = {name: text for name, text in given.dict().items() if text.strip()}
    names = {column for field in TRANSLATABLE[kind] for column in (field, f"{field}_lo")}
    strange = [
        Message("Nothing here is called %(name)s.", {"name": name}, name) for name in told.keys() - names
    ]
    if strange:
        raise RuleBroken(strange)
    held = say_also(thing, told, by=request.person, at=timezone.now())
    return {"said": {name: str(getattr(held, name)) for name in sorted(names)}}
