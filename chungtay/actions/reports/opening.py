"""Opens a period's reports for many units in one act: nothing is asked twice, and who cannot be asked is named."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from chungtay.answers.programmes import bodies_for
from chungtay.answers.rounds.opening import asked_already, facts_of
from chungtay.models import Form, Line, Organisation, Person, Report, Source
from chungtay.rules.agreements import check_request
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.regimes import Period
from chungtay.rules.rounds import check_opening

from ..activities.feeding import count_into
from ..recorded import recorded

AT_ONCE = 500  # rows in one statement


def open_reports(
    form: Form, period: Period, units: Sequence[Organisation], *, by: Person, at: datetime
) -> list[Report]:
    """A report for each unit that has none for the period; what is there already stays as it is."""
    chosen, today = list({unit.pk: unit for unit in units}.values()), timezone.localdate(at)
    if not chosen:
        raise RuleBroken(Message("Choose at least one unit.", where="units"))
    allowed = bodies_for(form.agreement, by, Act.APPROVE, today)
    if not set(allowed.values_list("pk", flat=True)).issuperset(unit.pk for unit in chosen):
        raise RuleBroken(Message("Your post does not allow this."))
    if form.published_at is None:
        raise RuleBroken(Message("This form is a draft. Publish it first.", where="form"))
    check_request(
        first_on=period.first_on, last_on=period.last_on, due_on=period.due_on, valid_from=form.valid_from,
        valid_to=form.valid_to, today=today,
    )  # fmt: skip
    with recorded("ask_for_reports", thing=form, by=by, at=at):
        # Whoever asks with any version of the form waits here, so that a double click opens nothing twice.
        list(Form.objects.select_for_update().filter(slug=form.slug))
        asked = asked_already(form, chosen, period.first_on, period.last_on)
        days = (period.first_on, period.last_on)
        missing = [unit for unit in chosen if days not in asked.get(unit.pk, ())]
        check_opening(facts_of(missing, asked, *days), first_on=days[0], last_on=days[1])
        return _opened(form, period, missing, by, at)


def _opened(
    form: Form, period: Period, units: Sequence[Organisation], by: Person, at: datetime
) -> list[Report]:
    reports = Report.objects.bulk_create(
        (
            Report(
                form=form, holder=unit, place=unit.place, first_on=period.first_on, last_on=period.last_on,
                due_on=period.due_on, span=period.span,
            )
            for unit in units
        ),
        batch_size=AT_ONCE,
    )  # fmt: skip
    questions = list(form.questions.select_related("indicator"))
    lines = [
        Line(report=report, question=one, source=Source(kind="line", label=str(one.indicator)[:200]))
        for report in reports
        for one in questions
    ]
    Source.objects.bulk_create((line.source for line in lines), batch_size=AT_ONCE)
    Line.objects.bulk_create(lines, batch_size=AT_ONCE)
    for report in reports:
        with recorded("open_report", thing=report, by=by, at=at):
            if any(one.counts_activities for one in questions):
                count_into(report, by=by, at=at)
    return reports
