"""Writes down what happens between sending and conclusion: receipt, own reports, sessions with minutes."""

from datetime import date, datetime

from django.utils import timezone

from chungtay.answers.supervision import span_of, spans_beside, too_soon
from chungtay.models import Document, Organisation, Person, SupervisedBody, Supervision, SupervisionSession
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.supervision import (
    OPEN,
    REPORTING,
    SupervisionState,
    check_minutes,
    check_report,
    check_session,
    overlapping,
    refuse_unless_open,
)

from ..documents import File, add_document, holds_just
from ..recorded import recorded
from .planning import locked

REPORT, MINUTES = "Báo cáo", "Biên bản"  # what offices call these papers


def receive_decision(body: SupervisedBody, *, by: Person, at: datetime) -> SupervisedBody:
    """The body itself says that decision and outline arrived."""
    supervision, today = body.supervision, timezone.localdate(at)
    if speaks_for_holder(supervision, by, today) or not speaks_for(supervision, body.organisation, by, today):
        raise RuleBroken(Message("Only the body itself says that it received this."))
    with recorded("receive_decision", thing=supervision, by=by, at=at, reason=body.organisation.name):
        refuse_unless_open(SupervisionState(locked(supervision).state), REPORTING)
        held = SupervisedBody.objects.get(pk=body.pk)
        if held.told_at is None:
            held.told_at, held.told_by = at, by
            held.save(update_fields=["told_at", "told_by"])
    return held


def report_by_outline(
    body: SupervisedBody, *, report: str = "", file: File | None = None, paper_number: str = "",
    paper_on: date | None = None, by: Person, at: datetime,
) -> SupervisedBody:  # fmt: skip
    """The body's own report; who works for the other side types in what came on paper, with its number and day."""
    supervision, today = body.supervision, timezone.localdate(at)
    on_paper = speaks_for_holder(supervision, by, today)
    if not on_paper and not speaks_for(supervision, body.organisation, by, today):
        raise RuleBroken(Message("Your post does not allow this."))
    with recorded("report_by_outline", thing=supervision, by=by, at=at, reason=body.organisation.name):
        state = SupervisionState(locked(supervision).state)
        held = SupervisedBody.objects.select_related("report_document", "organisation").get(pk=body.pk)
        check_report(
            state=state, is_empty=not report.strip() and file is None, on_paper=on_paper, number=paper_number,
            on=paper_on, today=today,
        )  # fmt: skip
        if on_paper and held.reported_at and not held.paper_number:
            raise RuleBroken(Message("The body has reported from its own account; only it changes that."))
        if file is not None:
            kept_by = supervision.holder if on_paper else held.organisation
            held.report_document = _kept(
                held.report_document, file, REPORT, supervision, kept_by, by=by, at=at
            )
        held.report, held.reported_at, held.reported_by = report.strip(), at, by
        held.paper_number = paper_number.strip() if on_paper else ""
        held.paper_on = paper_on if on_paper else None
        if held.told_at is None and not on_paper:
            held.told_at, held.told_by = at, by
        held.save()
    return held


def hold_session(session: SupervisionSession, *, by: Person, at: datetime) -> SupervisionSession:
    """Keep an unsaved working session, to come or held; over another, or too soon, only with a reason."""
    supervision, today = session.supervision, timezone.localdate(at)
    refuse_unless_team(supervision, by, today)
    session.venue = " ".join(session.venue.split())
    with recorded("hold_session", thing=supervision, by=by, at=at, reason=session.venue):
        state = SupervisionState(locked(supervision).state)
        same = SupervisionSession.objects.filter(
            supervision=supervision, supervised=session.supervised, starts_at=session.starts_at,
            ends_at=session.ends_at, venue=session.venue,
        ).first()  # fmt: skip
        if same:
            return same  # pressed twice
        beside = spans_beside(session, by, today)
        early = too_soon(supervision, timezone.localdate(session.starts_at))
        check_session(
            span_of(session), beside, state=state, venue=session.venue, overlap_reason=session.overlap_reason,
            too_soon=early, notice_reason=session.notice_reason,
        )  # fmt: skip
        if not overlapping(span_of(session), beside):
            session.overlap_reason = ""  # a mark where nothing lies over anything would mislead
        session.notice_reason = session.notice_reason if early else ""
        session.save(force_insert=True)
    return session


def drop_session(session: SupervisionSession, *, by: Person, at: datetime) -> None:
    """It will not be held. What was held and has minutes stays."""
    supervision = session.supervision
    refuse_unless_team(supervision, by, timezone.localdate(at))
    with recorded("drop_session", thing=supervision, by=by, at=at, reason=str(session)):
        refuse_unless_open(SupervisionState(locked(supervision).state), OPEN)
        held = SupervisionSession.objects.get(pk=session.pk)
        if held.minutes or held.minutes_document_id:
            raise RuleBroken(Message("This session has its minutes and stays."))
        held.delete()


def write_session_minutes(
    session: SupervisionSession, *, minutes: str = "", file: File | None = None, by: Person, at: datetime
) -> SupervisionSession:
    """What was said there, typed or as the signed paper; open until the conclusion."""
    supervision, today = session.supervision, timezone.localdate(at)
    refuse_unless_team(supervision, by, today)
    with recorded("write_session_minutes", thing=supervision, by=by, at=at, reason=str(session)):
        state = SupervisionState(locked(supervision).state)
        held = SupervisionSession.objects.select_related("minutes_document").get(pk=session.pk)
        empty = not minutes.strip() and file is None
        check_minutes(state=state, starts_at=held.starts_at, now=at, is_empty=empty)
        if file is not None:
            keeper = _own_side(supervision, by, today)
            held.minutes_document = _kept(
                held.minutes_document, file, MINUTES, supervision, keeper, by=by, at=at
            )
        held.minutes, held.minutes_by = minutes.strip() or held.minutes, by
        held.save()
    return held


def speaks_for(supervision: Supervision, body: Organisation, by: Person, today: date) -> bool:
    return by.may(Act.RECORD, supervision.facts_for(body), today)


def speaks_for_holder(supervision: Supervision, by: Person, today: date) -> bool:
    return speaks_for(supervision, supervision.holder, by, today)


def refuse_unless_team(supervision: Supervision, by: Person, today: date) -> None:
    """The body that looks into something, or from its sending on one whose people are on the team."""
    _own_side(supervision, by, today)


def _own_side(supervision: Supervision, by: Person, today: date) -> Organisation:
    """On whose behalf somebody of the team writes."""
    if speaks_for_holder(supervision, by, today):
        return supervision.holder
    members = supervision.members.select_related("organisation") if supervision.sent_at else ()
    for member in members:
        if speaks_for(supervision, member.organisation, by, today):
            return member.organisation
    raise RuleBroken(Message("Your post does not allow this."))


def _kept(
    there: Document | None, file: File, type: str, supervision: Supervision, holder: Organisation, *, by: Person,
    at: datetime,
) -> Document:  # fmt: skip
    if there and holds_just(there, file[1]):
        return there  # pressed twice
    paper = Document(type=type, title=supervision.subject, issued_on=timezone.localdate(at), holder=holder)
    return add_document(paper, agreements=[], files=[file], by=by, at=at)
