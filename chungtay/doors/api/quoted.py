"""Figures that papers give, over the API: kept beside ours, taken back, compared; never posted."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from chungtay.actions.documents import quote_figure, withdraw_quote
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.evidence import Quoted, indicators_visible_to, quoted_visible_to
from chungtay.answers.programmes import bodies_in
from chungtay.models import Document, Place, QuotedFigure
from chungtay.rules.ledger import Qualifier
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from .asking import Asking, programmes_of
from .named import Given
from .shapes import Amount, Body, GivenAmount, GivenDay, Unit, amount, known_bodies, ten_thousandths

router = Router(tags=["ledger"])


class QuotedIn(Given):
    programme: str
    indicator: str
    first_on: GivenDay
    last_on: GivenDay
    quantity: GivenAmount
    qualifier: Qualifier = Qualifier.EXACT
    place: str = Field("", max_length=40)  # a code, as it stood on the last day
    organisation: UUID | None = None  # whose total it is
    said_by: str = Field("", max_length=300)  # empty: the issuers of the paper
    passage: str = Field(max_length=1000)  # the words around the number


class QuotedOut(Schema):
    id: UUID
    document: UUID
    programme: str
    indicator: str | None
    place: Unit | None
    organisation: Body | None
    said_by: str
    first_on: date
    last_on: date
    quantity: Amount
    quantity_max: Amount | None
    qualifier: str
    passage: str
    withdrawn: bool


class QuotedBeside(QuotedOut):
    ours: Amount | None  # of the same days and unit; none where nothing was reported
    ours_as_known_then: Amount | None  # on the day of the paper
    difference: Amount | None  # ours less theirs


@router.post("/documents/{uuid:id}/figures", response=QuotedOut)
def quoting(request: Asking, id: UUID, given: QuotedIn) -> dict[str, Any]:
    """Keep a number that the paper gives beside ours."""
    paper = get_object_or_404(Document.objects.visible_to(request.person, request.today), pk=id)
    refuse_unless_may(request.person, Act.RECORD, paper, timezone.now())
    (programme,) = programmes_of(request, [given.programme])
    indicator = indicators_visible_to(request.person, request.today).filter(slug=given.indicator).first()
    place = Place.objects.named(given.place, given.last_on) if given.place else None
    said = []
    if indicator is None:
        text = "There is no indicator %(slug)s."
        said.append(Message(text, {"slug": given.indicator}, "indicator"))
    if given.place and place is None:
        said.append(Message("No unit bears this code on that day.", where="place"))
    if said:
        raise RuleBroken(said)
    among = bodies_in([programme], request.today)
    asked = [given.organisation] if given.organisation else []
    bodies = known_bodies(asked, among, "organisation")
    plain = given.dict(include={"first_on", "last_on", "qualifier", "said_by", "passage"})
    figure = QuotedFigure(
        document=paper, agreement=programme, indicator=indicator, place=place, **plain,
        organisation=next(iter(bodies.values()), None), quantity=ten_thousandths(given.quantity),
    )  # fmt: skip
    return quoted_out(quote_figure(figure, by=request.person, at=timezone.now()))


@router.post("/quoted/{uuid:id}/withdrawal", response=QuotedOut)
def withdrawal(request: Asking, id: UUID) -> dict[str, Any]:
    """Typed wrongly: it stands beside ours no more."""
    figure = get_object_or_404(quoted_visible_to(request.person, request.today), pk=id)
    return quoted_out(withdraw_quote(figure, by=request.person, at=timezone.now()))


def quoted_out(row: QuotedFigure) -> dict[str, Any]:
    return {
        "id": row.pk, "document": row.document_id, "programme": row.agreement.slug,
        "indicator": row.indicator.slug if row.indicator else None, "place": row.place,
        "organisation": row.organisation, "said_by": row.said_by, "first_on": row.first_on, "last_on": row.last_on,
        "quantity": amount(row.quantity), "quantity_max": amount(row.quantity_max), "qualifier": row.qualifier,
        "passage": row.passage, "withdrawn": row.withdrawn_at is not None,
    }  # fmt: skip


def beside_out(one: Quoted) -> dict[str, Any]:
    then: Decimal | None = amount(one.then.amount) if one.then else None
    ours, difference = amount(one.ours.amount), amount(one.difference)
    return quoted_out(one.row) | {"ours": ours, "ours_as_known_then": then, "difference": difference}
