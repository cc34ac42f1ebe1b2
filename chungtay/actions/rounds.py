"""Reminds units of reports that they owe, stops reminding and begins again, and notes how an office is reached."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from chungtay.models import Organisation, Person, ReminderStop, Report, ReportReminder
from chungtay.rules.access import Thing
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.rules.rounds import OWING, Channel, check_phone, check_reminder, check_stop

from .recorded import PRESSED_TWICE, audited_together, recorded

LATEST = timedelta(days=90)  # a promise reaches no further
LANGUAGES = ("", "vi", "lo", "en")


def remind_units(
    reports: Sequence[Report], *, channel: Channel, note: str = "", promised_on: date | None = None,
    by: Person, at: datetime,
) -> list[ReportReminder]:  # fmt: skip
    """Note that units were reminded, and what they said; those that have handed in meanwhile are left out."""
    today = timezone.localdate(at)
    with audited_together():
        owing = _owing(reports, by, at)
        check_reminder(owing=len(owing), promised_on=promised_on, today=today, latest=today + LATEST)
        just_now = ReportReminder.objects.filter(
            report__in=owing, channel=channel, note=note.strip(), reminded_by=by,
            reminded_at__gt=at - PRESSED_TWICE, reminded_at__lte=at,
        )  # fmt: skip
        told = set(just_now.values_list("report", flat=True))
        made = ReportReminder.objects.bulk_create(
            ReportReminder(
                report=report, channel=channel, note=note.strip(), promised_on=promised_on, reminded_by=by,
                reminded_at=at,
            )
            for report in owing
            if report.pk not in told
        )  # fmt: skip
        for one in made:
            with recorded("remind_unit", thing=one.report, by=by, at=at, reason=note.strip()):
                pass
    return made


def stop_reminding(reports: Sequence[Report], *, reason: str, by: Person, at: datetime) -> list[ReminderStop]:
    """Nobody is asked to remind these units of these reports any more. The reports stay owed."""
    with audited_together():
        owing = _owing(reports, by, at)
        check_stop(owing=len(owing), reason=reason)
        stopped = set(_standing(owing).values_list("report", flat=True))
        made = ReminderStop.objects.bulk_create(
            ReminderStop(report=report, reason=reason.strip(), stopped_by=by, stopped_at=at)
            for report in owing
            if report.pk not in stopped
        )
        for one in made:
            with recorded("stop_reminding", thing=one.report, by=by, at=at, reason=reason.strip()):
                pass
    return made


def remind_again(reports: Sequence[Report], *, by: Person, at: datetime) -> list[ReminderStop]:
    """What was stopped goes on."""
    with audited_together():
        held = _locked(reports, by, at)
        stopped = list(_standing(held).select_related("report"))
        _standing(held).update(resumed_by=by, resumed_at=at)
        for one in stopped:
            with recorded("remind_again", thing=one.report, by=by, at=at):
                pass
    return stopped


def note_contact(body: Organisation, *, phone: str, language: str, by: Person, at: datetime) -> Organisation:
    """How an office is rung, and in which language it is written to. An office telephone, never a person's."""
    today = timezone.localdate(at)
    if not by.may(Act.REPORT, contact_of(body), today):
        raise RuleBroken(Message("Your post does not allow this."))
    phone = " ".join(phone.split())
    check_phone(phone)
    if language not in LANGUAGES:
        raise RuleBroken(Message("There is no such language here.", where="language"))
    with recorded("note_contact", thing=body, by=by, at=at):
        held = Organisation.objects.select_for_update().get(pk=body.pk)
        held.phone, held.language = phone, language
        held.save(update_fields=["phone", "language"])
    return held


def contact_of(body: Organisation) -> Thing:
    """How an office is reached is known to whoever reads its reports, and noted by whoever may write them."""
    return Thing(kind=Kind.REPORT, holders=frozenset({body.pk}), place=body.place_id)


def _owing(reports: Sequence[Report], by: Person, at: datetime) -> list[Report]:
    return [one for one in _locked(reports, by, at) if one.state in OWING]


def _locked(reports: Sequence[Report], by: Person, at: datetime) -> list[Report]:
    """As they stand now, in one order, so that no two acts wait for each other."""
    chosen = {report.pk for report in reports}
    if not chosen:
        raise RuleBroken(Message("Choose at least one unit.", where="reports"))
    allowed = Report.objects.allowed(by, Act.APPROVE, timezone.localdate(at)).filter(pk__in=chosen)
    if allowed.count() < len(chosen):
        raise RuleBroken(Message("Your post does not allow this."))
    return list(Report.objects.select_for_update().filter(pk__in=chosen).order_by("pk"))


def _standing(reports: Sequence[Report]) -> QuerySet[ReminderStop]:
    return ReminderStop.objects.filter(report__in=reports, resumed_at=None)
