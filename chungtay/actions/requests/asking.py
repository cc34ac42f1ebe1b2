"""Asks units to report: one form, one period, many bodies, each of them once."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from chungtay.answers.programmes import bodies_for
from chungtay.models import Agreement, Form, Organisation, Person, Report
from chungtay.rules.agreements import check_request
from chungtay.rules.ledger import Window
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act

from ..recorded import recorded
from ..reports import open_report


def ask_for_reports(
    form: Form, organisations: Sequence[Organisation], *, first_on: date, last_on: date, due_on: date,
    by: Person, at: datetime,
) -> list[Report]:  # fmt: skip
    """Open a report for each body that has none for the period; what is there already stays as it is."""
    today = timezone.localdate(at)
    if form.is_draft:
        raise RuleBroken(Message("This form is a draft. Publish it first.", where="form"))
    check_askable(form.agreement, organisations, last_on=last_on, by=by, at=at)
    check_request(
        first_on=first_on, last_on=last_on, due_on=due_on, valid_from=form.valid_from, valid_to=form.valid_to,
        today=today,
    )  # fmt: skip
    with recorded("ask_for_reports", thing=form, by=by, at=at):
        there = _there(form, organisations, Window(first_on, last_on))
        return [
            open_report(
                form, body, place=body.place, first_on=first_on, last_on=last_on, due_on=due_on, by=by, at=at
            )
            for body in organisations
            if body.place and body.pk not in there
        ]


def check_askable(
    agreement: Agreement, bodies: Sequence[Organisation], *, last_on: date, by: Person, at: datetime
) -> None:
    """Whoever approves their reports asks them; each has a place, which stands on the last day."""
    if not set(bodies_for(agreement, by, Act.APPROVE, timezone.localdate(at))).issuperset(bodies):
        raise RuleBroken(Message("Your post does not allow this."))
    placeless = [body for body in bodies if body.place is None]
    if placeless:
        text = "%(body)s has no place of its own, so it cannot report."
        raise RuleBroken([Message(text, {"body": body.name}, "units") for body in placeless])
    gone = [body for body in bodies if body.place and not body.place.stands_on(last_on)]
    if gone:
        text = "%(body)s: its place did not exist on %(day)s, the last day of the period."
        raise RuleBroken([Message(text, {"body": body.name, "day": last_on}, "units") for body in gone])


def _there(form: Form, organisations: Sequence[Organisation], period: Window) -> set[object]:
    """The bodies that have the report; a period that only overlaps would count its days twice."""
    # Whoever asks with any version of the form waits here, so that a double click opens nothing twice.
    versions = list(Form.objects.select_for_update().filter(slug=form.slug))
    reports = Report.objects.filter(form__in=versions, holder__in=organisations).select_related("holder")
    touching = reports.filter(first_on__lte=period.last, last_on__gte=period.first)
    text = "%(body)s is asked for %(first)s–%(last)s already; the two periods must not overlap."
    wrong = [
        Message(text, {"body": one.holder.name, "first": one.first_on, "last": one.last_on}, "first_on")
        for one in touching
        if (one.first_on, one.last_on) != (period.first, period.last)
    ]
    if wrong:
        raise RuleBroken(wrong)
    return {report.holder_id for report in touching}
