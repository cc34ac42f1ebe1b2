"""Rounds of reports over the API: opening one, every unit's standing, reminders, and what waits to be approved."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from chungtay.actions import rounds as actions
from chungtay.actions.reports import open_reports
from chungtay.answers.rounds import (
    Deciding,
    Lateness,
    Round,
    UnitStanding,
    Waiting,
    deciding,
    lateness,
    one_round,
    rounds_of,
)
from chungtay.models import Agreement, Form, Organisation, Report
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.regimes import Period, Span
from chungtay.rules.rounds import Channel, Odd

from .asking import Asking
from .named import Given
from .shapes import Amount, GivenDay, Words, amount, words

router = Router(tags=["rounds of reports"])
ROUND = "/rounds/{slug:slug}/{first_on}/{last_on}"
MOST = 5_000


class RoundOut(Schema):
    form: str
    name: Words
    first_on: date
    last_on: date
    due_on: date
    units: int
    approved: int
    waiting: int
    missing: int
    late: int


class StandingOut(Schema):
    """One unit in a round."""

    report: UUID
    unit: UUID
    name: dict[str, str]
    state: str
    due_on: date
    handed_in_on: date | None
    days_late: int
    phone: str
    language: str
    reminded_on: date | None
    promised_on: date | None
    stopped: str  # why nobody reminds it any more
    to_ring: bool


class LatenessOut(RoundOut):
    reminders: list[date]
    standings: list[StandingOut]  # those to ring first


class RoundIn(Given):
    form: UUID
    first_on: GivenDay
    last_on: GivenDay
    due_on: GivenDay
    span: Span = Span.ONCE
    units: list[UUID] = Field(min_length=1, max_length=MOST)


class OpenedOut(Schema):
    opened: list[UUID]
    there: int  # units that had been asked for the period already


class RemindedIn(Given):
    reports: list[UUID] = Field(min_length=1, max_length=MOST)
    channel: Channel
    note: str = Field("", max_length=500)
    promised_on: GivenDay | None = None


class StoppedIn(Given):
    reports: list[UUID] = Field(min_length=1, max_length=MOST)
    reason: str = Field(max_length=500)


class ResumedIn(Given):
    reports: list[UUID] = Field(min_length=1, max_length=MOST)


class NumberOut(Schema):
    units: int


class ContactIn(Given):
    phone: str = Field("", max_length=40)
    language: str = Field("", max_length=2)


class ContactOut(Schema):
    phone: str
    language: str


class OddOut(Schema):
    odd: Odd
    number: int | None
    now: Amount | None
    before: Amount | None
    words: str


class WaitingOut(Schema):
    report: UUID
    hand_in: UUID  # to be named in the approval
    form: str
    unit: UUID
    first_on: date
    last_on: date
    odd: list[OddOut]
    changed: int | None  # answers since it was sent back; none where it never was
    cannot: list[str]


@router.get("/rounds", response=list[RoundOut])
def rounds(request: Asking) -> list[dict[str, Any]]:
    """Those of which the caller sees at least two units."""
    return [told_round(one) for one in rounds_of(request.person, request.today)]


@router.post("/rounds", response=OpenedOut)
def open_round(request: Asking, given: RoundIn) -> dict[str, Any]:
    """One form, one period, many units, all of them or none; what is there stays as it is."""
    seen = Agreement.objects.visible_to(request.person, request.today)
    form = get_object_or_404(Form.objects.published().filter(agreement__in=seen), pk=given.form)
    units = list(Organisation.objects.filter(pk__in=given.units).select_related("place"))
    if len(units) < len(set(given.units)):  # told as what may not be asked is
        raise RuleBroken(Message("Your post does not allow this."))
    period = Period(given.span, given.first_on, given.last_on, given.due_on)
    made = open_reports(form, period, units, by=request.person, at=timezone.now())
    return {"opened": [one.pk for one in made], "there": len(units) - len(made)}


@router.get(ROUND, response=LatenessOut)
def round(request: Asking, slug: str, first_on: GivenDay, last_on: GivenDay) -> dict[str, Any]:
    shown = found(request, slug, first_on, last_on)
    return told(lateness(request.person, request.today, shown))


@router.post(f"{ROUND}/reminders", response=NumberOut)
def reminders(
    request: Asking, slug: str, first_on: GivenDay, last_on: GivenDay, given: RemindedIn
) -> dict[str, int]:
    """Note that units were reminded; those that have handed in meanwhile are left out."""
    chosen = chosen_in(request, found(request, slug, first_on, last_on), given.reports)
    words_given = given.dict(exclude={"reports"})
    made = actions.remind_units(chosen, **words_given, by=request.person, at=timezone.now())
    return {"units": len(made)}


@router.post(f"{ROUND}/stops", response=NumberOut)
def stops(
    request: Asking, slug: str, first_on: GivenDay, last_on: GivenDay, given: StoppedIn
) -> dict[str, int]:
    chosen = chosen_in(request, found(request, slug, first_on, last_on), given.reports)
    made = actions.stop_reminding(chosen, reason=given.reason, by=request.person, at=timezone.now())
    return {"units": len(made)}


@router.post(f"{ROUND}/resumption", response=NumberOut)
def resumption(
    request: Asking, slug: str, first_on: GivenDay, last_on: GivenDay, given: ResumedIn
) -> dict[str, int]:
    chosen = chosen_in(request, found(request, slug, first_on, last_on), given.reports)
    return {"units": len(actions.remind_again(chosen, by=request.person, at=timezone.now()))}


@router.put("/units/{uuid:id}/contact", response=ContactOut)
def contact(request: Asking, id: UUID, given: ContactIn) -> Organisation:
    """How an office is reached: its own telephone, never a person's."""
    body = get_object_or_404(Organisation, pk=id)
    if not request.person.may(Act.READ, actions.contact_of(body), request.today):
        raise Http404
    return actions.note_contact(body, **given.dict(), by=request.person, at=timezone.now())


@router.get("/reports/waiting", response=list[WaitingOut])
def waiting(request: Asking) -> list[dict[str, Any]]:
    """What the caller could approve, with what is odd and what stands in the way."""
    groups = deciding(request.person, request.today)
    return [told_waiting(row, group) for group in groups for row in group.rows]


def told_round(shown: Round) -> dict[str, Any]:
    names = ("first_on", "last_on", "due_on", "units", "approved", "waiting", "missing", "late")
    told = {name: getattr(shown, name) for name in names}
    return told | {"form": shown.slug, "name": words(shown.form, "name")}


def told(seen: Lateness) -> dict[str, Any]:
    standings = [told_unit(row) for row in seen.rows]
    return told_round(seen.round) | {"reminders": list(seen.reminding.days), "standings": standings}


def told_unit(row: UnitStanding) -> dict[str, Any]:
    return {name: getattr(row, name) for name in StandingOut.model_fields}


def told_waiting(row: Waiting, group: Deciding) -> dict[str, Any]:
    report = row.report
    odd = [
        {
            "odd": one.odd,
            "number": one.number,
            "now": amount(one.now),
            "before": amount(one.before),
            "words": str(one.words),
        }
        for one in row.odd
    ]
    return {
        "report": report.pk,
        "hand_in": row.hand_in.pk,
        "form": group.form.slug,
        "unit": report.holder_id,
        "first_on": report.first_on,
        "last_on": report.last_on,
        "odd": odd,
        "changed": None if row.changes is None else len(row.changes),
        "cannot": [message.text % message.values for message in row.cannot],
    }


def found(request: Asking, slug: str, first_on: date, last_on: date) -> Round:
    shown = one_round(request.person, request.today, slug, first_on, last_on)
    if shown is None:
        raise Http404
    return shown


def chosen_in(request: Asking, shown: Round, keys: list[UUID]) -> list[Report]:
    """One that is not there for the caller does not exist."""
    visible = Report.objects.visible_to(request.person, request.today)
    held = visible.filter(form__slug=shown.slug, first_on=shown.first_on, last_on=shown.last_on, pk__in=keys)
    reports = list(held)
    if len(reports) < len(set(keys)):
        raise Http404
    return reports
