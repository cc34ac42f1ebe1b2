"""The audit over the API: the lines that the page shows, by the same filters; posts are named, never persons."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from ninja import Query, Router, Schema
from ninja.pagination import paginate
from pydantic import Field

from chungtay.answers import audit as answers
from chungtay.models import AuditLine
from chungtay.rules.audit import ACTS, KINDS, check_filters
from chungtay.rules.messages import Message, RuleBroken

from .asking import Asking
from .lists import Window
from .shapes import GivenDay

router = Router(tags=["audit"])


class AuditLineOut(Schema):
    number: int
    at: datetime
    post: str  # its title on that day; empty where somebody acted without a post
    act: str
    kind: str
    thing: str = Field(alias="shown_id")  # its id; empty where it stands for a person
    organisation: UUID | None = Field(alias="holder_id")
    why: str = Field(alias="reason")
    previous_hash: str
    hash: str


class Filters(Schema):
    first_on: GivenDay | None = Field(None, alias="from")
    last_on: GivenDay | None = Field(None, alias="to")
    act: str = ""
    kind: str = ""
    post: str = Field("", max_length=100)
    organisation: UUID | None = None


@router.get("/audit", response=list[AuditLineOut])
@paginate(Window)
def audit(request: Asking, asked: Filters = Query(...)) -> QuerySet[AuditLine]:  # noqa: B008
    """Newest first. Any other filter or ordering is refused."""
    if not answers.may_audit(request.person, request.today):
        raise Http404
    check_filters(request.GET, beside=("limit", "offset"))
    refuse_unknown(request, asked)
    return answers.lines_asked(request.person, answers.Asked(**asked.dict()), request.today)


def refuse_unknown(request: Asking, asked: Filters) -> None:
    wrong = []
    if asked.act and asked.act not in ACTS:
        wrong.append(Message("The audit has no act “%(act)s”.", {"act": asked.act[:40]}, "act"))
    if asked.kind and asked.kind not in KINDS:
        wrong.append(Message("The audit has no kind of thing “%(kind)s”.", {"kind": asked.kind[:40]}, "kind"))
    bodies = answers.bodies_audited(request.person, request.today)
    if asked.organisation and not bodies.filter(pk=asked.organisation).exists():
        wrong.append(Message("This body is not one of those that you audit.", where="organisation"))
    if wrong:
        raise RuleBroken(wrong)
