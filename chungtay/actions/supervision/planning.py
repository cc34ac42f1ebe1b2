"""Draws the year's plan and each supervision, until the plan is issued and the team is decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from chungtay.answers.supervision import bodies_to_name, missing_of
from chungtay.models import (
    Agreement,
    Document,
    Organisation,
    Person,
    SupervisedBody,
    Supervision,
    SupervisionMember,
    SupervisionPlan,
)
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.supervision import (
    Drawn,
    Form,
    SupervisionState,
    check_drawn,
    check_issuing,
    check_plan,
    refuse_if_issued,
    refuse_unless_open,
)

from ..recorded import audited_together, recorded, refuse_unless_may


@dataclass(frozen=True)
class Member:
    """One of the team, by post."""

    organisation: Organisation
    post: str
    leads: bool = False


def draft_supervision_plan(plan: SupervisionPlan, *, by: Person, at: datetime) -> SupervisionPlan:
    """Keep an unsaved plan of the year."""
    refuse_unless_may(by, Act.RECORD, plan, at)
    today = timezone.localdate(at)
    plan.title, plan.drafted_by = plan.title.strip(), by
    check_plan(title=plan.title, year=plan.year, today=today)
    refuse_unseen_programme(plan.agreement, by, today)
    with audited_together():
        Organisation.objects.select_for_update(no_key=True).get(pk=plan.holder_id)
        same = SupervisionPlan.objects.filter(
            holder=plan.holder_id, agreement=plan.agreement, year=plan.year, title=plan.title, issued_on=None
        ).first()
        if same:
            return same  # pressed twice
        with recorded("draft_supervision_plan", thing=plan, by=by, at=at):
            plan.save(force_insert=True)
    return plan


def edit_supervision_plan(
    plan: SupervisionPlan, *, title: str, year: int, purpose: str, by: Person, at: datetime
) -> SupervisionPlan:
    """Say it otherwise, while nobody else has it in hand."""
    refuse_unless_may(by, Act.RECORD, plan, at)
    with recorded("edit_supervision_plan", thing=plan, by=by, at=at):
        held = SupervisionPlan.objects.select_for_update().get(pk=plan.pk)
        refuse_if_issued(held.issued_on)
        check_plan(title=title, year=year, today=timezone.localdate(at))
        other = held.supervisions.exclude(first_on__year=year).first()
        if other is not None:
            text = "“%(subject)s” lies in another year. Move it first."
            raise RuleBroken(Message(text, {"subject": other.subject}, "year"))
        held.title, held.year, held.purpose = title.strip(), year, purpose.strip()
        held.save(update_fields=["title", "year", "purpose"])
    return held


def issue_supervision_plan(
    plan: SupervisionPlan, *, on: date, document: Document | None = None, by: Person, at: datetime
) -> SupervisionPlan:
    """From now on it stands; `document`: the signed paper, if it was not drawn here."""
    refuse_unless_may(by, Act.SIGN, plan, at)
    today = timezone.localdate(at)
    refuse_foreign_papers([document], by, today)
    with recorded("issue_supervision_plan", thing=plan, by=by, at=at):
        held = SupervisionPlan.objects.select_for_update(of=("self",)).select_related("draft").get(pk=plan.pk)
        rows = held.supervisions.exclude(state=SupervisionState.CANCELLED).prefetch_related("supervised")
        bare = [row.subject for row in rows if not row.supervised.all()]
        check_issuing(
            issued_on=held.issued_on, on=on, today=today, supervisions=len(rows), without_bodies=bare
        )
        held.issued_on, held.issued_by = on, by
        held.document = document or (held.draft.document if held.draft else None)
        held.save(update_fields=["issued_on", "issued_by", "document"])
    return held


def plan_supervision(
    supervision: Supervision, *, bodies: Iterable[Organisation] = (), members: Iterable[Member] = (), by: Person,
    at: datetime,
) -> Supervision:  # fmt: skip
    """Keep an unsaved supervision: a row of a plan that is being drawn, or one outside the plan."""
    bodies, members, today = list(bodies), list(members), timezone.localdate(at)
    refuse_unless_may(by, Act.RECORD, supervision, at)
    if supervision.plan:
        _belongs(supervision, by, at)
    supervision.subject, supervision.drafted_by = supervision.subject.strip(), by
    refuse_unseen_programme(supervision.agreement, by, today)
    check_drawn(_drawn(supervision, bodies, members))
    _refuse_strange(supervision, bodies, members, by, today)
    with audited_together():
        Organisation.objects.select_for_update(no_key=True).get(pk=supervision.holder_id)
        if supervision.plan_id:
            refuse_if_issued(SupervisionPlan.objects.get(pk=supervision.plan_id).issued_on)
        same = Supervision.objects.filter(
            holder=supervision.holder_id, plan=supervision.plan_id, subject=supervision.subject, form=supervision.form,
            first_on=supervision.first_on, last_on=supervision.last_on, state=SupervisionState.PLANNED,
        ).first()  # fmt: skip
        if same:
            return same  # pressed twice
        with recorded("plan_supervision", thing=supervision, by=by, at=at):
            supervision.save(force_insert=True)
            _laid(supervision, bodies, members)
    return supervision


DRAWN = (
    "subject", "subject_lo", "subject_en", "form", "framework", "purpose", "scope", "first_on", "last_on", "outline",
    "reports_due_on",
)  # fmt: skip


def redraw_supervision(
    supervision: Supervision, *, bodies: Iterable[Organisation], members: Iterable[Member], by: Person, at: datetime,
) -> Supervision:  # fmt: skip
    """Keep what was changed on it, while the team is not decided; outline and day of the reports until it is sent."""
    bodies, members, today = list(bodies), list(members), timezone.localdate(at)
    refuse_unless_may_here(by, Act.RECORD, supervision, at)
    with recorded("redraw_supervision", thing=supervision, by=by, at=at):
        held = locked(supervision)
        refuse_unless_open(SupervisionState(held.state), {SupervisionState.PLANNED})
        for name in DRAWN:
            setattr(held, name, getattr(supervision, name))
        held.subject = held.subject.strip()
        check_drawn(_drawn(held, bodies, members))
        _refuse_strange(held, bodies, members, by, today)
        held.save()
        held.members.all().delete()
        held.supervised.exclude(organisation__in=bodies).delete()
        _laid(held, bodies, members)
    return held


def write_outline(
    supervision: Supervision, *, outline: str, reports_due_on: date | None, by: Person, at: datetime
) -> Supervision:
    """By which the bodies report and until when; open until it is sent."""
    refuse_unless_may_here(by, Act.RECORD, supervision, at)
    with recorded("write_outline", thing=supervision, by=by, at=at):
        held = locked(supervision)
        refuse_unless_open(SupervisionState(held.state), {SupervisionState.PLANNED, SupervisionState.DECIDED})
        held.outline, held.reports_due_on = outline.strip(), reports_due_on
        held.save(update_fields=["outline", "reports_due_on"])
    return held


def locked(supervision: Supervision) -> Supervision:
    near = Supervision.objects.select_for_update(of=("self",)).select_related(
        "holder", "agreement", "plan", "decision", "decision_draft", "report", "report_draft"
    )
    return near.get(pk=supervision.pk)


def refuse_unless_may_here(by: Person, act: Act, supervision: Supervision, at: datetime) -> None:
    """Only for the body that looks into something; the bodies looked into hold the thing as well."""
    if not by.may(act, supervision.facts_for(supervision.holder), timezone.localdate(at)):
        raise RuleBroken(Message("Your post does not allow this."))


def refuse_unseen_programme(agreement: Agreement | None, by: Person, today: date) -> None:
    if agreement and not Agreement.objects.visible_to(by, today).filter(pk=agreement.pk).exists():
        raise RuleBroken(Message("This programme is not shared with you.", where="agreement"))


def refuse_foreign_papers(
    documents: Iterable[Document | None], by: Person, today: date, *, where: str = "document"
) -> None:
    """Whoever reads the supervision reads its papers too; so they are the office's own to hand out."""
    keys = {one.pk for one in documents if one}
    if keys and Document.objects.allowed(by, Act.RECORD, today).filter(pk__in=keys).count() < len(keys):
        raise RuleBroken(Message("Choose papers of your own office.", where=where))


def _belongs(supervision: Supervision, by: Person, at: datetime) -> None:
    """A row stands in its plan's office and programme."""
    plan = supervision.plan
    assert plan, "only rows of a plan belong to one"
    refuse_unless_may(by, Act.RECORD, plan, at)
    refuse_if_issued(plan.issued_on)
    supervision.holder = plan.holder
    supervision.agreement = plan.agreement


def _drawn(one: Supervision, bodies: list[Organisation], members: list[Member]) -> Drawn:
    return Drawn(
        subject=one.subject, form=Form(one.form), first_on=one.first_on, last_on=one.last_on, holder=one.holder_id,
        framework=one.framework, bodies=tuple(body.pk for body in bodies),
        members=tuple((member.organisation.pk, member.post, member.leads) for member in members),
        reports_due_on=one.reports_due_on, plan_year=one.plan.year if one.plan else None,
    )  # fmt: skip


def _refuse_strange(
    one: Supervision, bodies: list[Organisation], members: list[Member], by: Person, today: date
) -> None:
    """Bodies of the programme or under one's own; what stood there before may stay."""
    stood: set[object] = set()
    if not one._state.adding:
        stood = set(one.supervised.values_list("organisation", flat=True))
        stood |= set(one.members.values_list("organisation", flat=True))
    may = bodies_to_name(one.agreement, by, today)
    named = {"bodies": {body.pk for body in bodies}, "members": {one.organisation.pk for one in members}}
    text = "Choose bodies of the programme, or those under your own."
    said = [Message(text, where=where) for where, keys in named.items() if missing_of(may, keys - stood)]
    if said:
        raise RuleBroken(said)


def _laid(one: Supervision, bodies: list[Organisation], members: list[Member]) -> None:
    there = set(one.supervised.values_list("organisation", flat=True))
    SupervisedBody.objects.bulk_create(
        SupervisedBody(supervision=one, organisation=body) for body in bodies if body.pk not in there
    )
    SupervisionMember.objects.bulk_create(
        SupervisionMember(
            supervision=one, organisation=member.organisation, post=member.post.strip(), leads=member.leads,
            position=position,
        )
        for position, member in enumerate(members)
    )  # fmt: skip
