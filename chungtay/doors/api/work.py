"""My work over the API: what the caller owes, post by post, soonest first."""

from datetime import date
from typing import Any

from ninja import Router, Schema

from chungtay.answers.work import duties_of

from .asking import Asking
from .shapes import Body, Words, words

router = Router(tags=["work"])


class OwedOut(Schema):
    kind: str
    thing: str  # the model of what is owed
    id: str
    due_on: date | None
    waits_since: date | None


class DutiesOut(Schema):
    post: Words
    role: str
    organisation: Body
    owed: list[OwedOut]


@router.get("/work", response=list[DutiesOut])
def work(request: Asking) -> list[dict[str, Any]]:
    return [
        {
            "post": words(duty.post, "title"),
            "role": duty.post.role,
            "organisation": duty.post.organisation,
            "owed": [
                {
                    "kind": row.kind,
                    "thing": row.thing._meta.model_name,
                    "id": str(row.thing.pk),
                    "due_on": row.due_on,
                    "waits_since": row.waits_since,
                }
                for row in duty.rows
            ],
        }
        for duty in duties_of(request.person, request.today)
    ]
