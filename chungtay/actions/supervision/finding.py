"""Writes findings down, and makes recommendations and tasks of them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from chungtay.answers.evidence import indicators_visible_to
from chungtay.models import (
    Directive,
    Document,
    Finding,
    Organisation,
    Person,
    Recommendation,
    Registered,
    Supervision,
    Task,
)
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.recommendations import Asked, Origin
from chungtay.rules.supervision import SupervisionState, check_finding

from ..directives import send_directive
from ..documents import File, add_document
from ..recommendations import draft_recommendation
from ..recorded import audited_together, recorded
from ..tasks import add_task
from .planning import locked, refuse_foreign_papers, refuse_unless_may_here
from .working import refuse_unless_team

EVIDENCE = "Minh chứng"  # what offices call a paper that shows something
SAYS = ("kind", "text", "text_lo", "text_en", "found_on", "place", "supervised", "indicator", "registered")


def write_finding(
    finding: Finding, *, evidence: Iterable[Document] = (), file: File | None = None, by: Person, at: datetime
) -> Finding:
    """Keep an unsaved finding under the next number."""
    supervision, today, evidence = finding.supervision, timezone.localdate(at), list(evidence)
    refuse_unless_team(supervision, by, today)
    with recorded("write_finding", thing=supervision, by=by, at=at, reason=finding.text[:200]):
        held = locked(supervision)
        finding.text = finding.text.strip()
        _check(finding, held, today)
        _refuse_unseen(finding, held, evidence, by, today)
        same = Finding.objects.filter(supervision=held, text=finding.text, found_on=finding.found_on).first()
        if same:
            return same  # pressed twice
        finding.number = (held.findings.aggregate(last=Max("number"))["last"] or 0) + 1
        finding.written_by, finding.written_at = by, at
        finding.save(force_insert=True)
        finding.evidence.set([*evidence, *_brought(held, file, by=by, at=at)])
    return finding


def rewrite_finding(
    finding: Finding, *, evidence: Iterable[Document] = (), file: File | None = None, by: Person, at: datetime
) -> Finding:
    """Say it otherwise, until the conclusion. A paper that stands there and one does not own stays."""
    supervision, today, evidence = finding.supervision, timezone.localdate(at), list(evidence)
    refuse_unless_team(supervision, by, today)
    with recorded("rewrite_finding", thing=supervision, by=by, at=at, reason=str(finding.number)):
        held = locked(supervision)
        kept = Finding.objects.get(pk=finding.pk)
        for name in SAYS:
            setattr(kept, name, getattr(finding, name))
        kept.text = kept.text.strip()
        _check(kept, held, today)
        stood = set(finding.evidence.all())
        _refuse_unseen(kept, held, [one for one in evidence if one not in stood], by, today)
        kept.save()
        own = Document.objects.allowed(by, Act.RECORD, today).values("pk")
        foreign = finding.evidence.exclude(pk__in=own)
        kept.evidence.set([*foreign, *evidence, *_brought(held, file, by=by, at=at)])
    return kept


def recommend_by_finding(
    finding: Finding, *, text: str, text_lo: str = "", text_en: str = "", addressees: Iterable[UUID] = (),
    outside: Iterable[str] = (), by: Person, at: datetime,
) -> Recommendation:  # fmt: skip
    """Draft what is recommended because of it; sending it is a step of its own."""
    supervision = finding.supervision
    refuse_unless_may_here(by, Act.RECORD, supervision, at)
    if supervision.state not in (SupervisionState.UNDER_WAY, SupervisionState.CONCLUDED):
        raise RuleBroken(Message("Recommendations come of a supervision that is under way or concluded."))
    asked = Asked(
        holder=supervision.holder_id, text=text, text_lo=text_lo, text_en=text_en, grounds=finding.text,
        addressees=tuple(addressees), outside=tuple(outside), agreement=supervision.agreement_id,
        place=finding.place_id, evidence=tuple(_own_evidence(finding, by, timezone.localdate(at))),
        origin=Origin.SUPERVISION, origin_id=supervision.pk, origin_part=finding.pk,
    )  # fmt: skip
    return draft_recommendation(asked, by=by, at=at)


def give_by_finding(
    finding: Finding, organisation: Organisation, *, by: Person, at: datetime, **told: Any
) -> Task:
    """A task that comes of a finding; `told` as `add_task` takes it. It may come after the conclusion."""
    supervision = finding.supervision
    refuse_unless_team(supervision, by, timezone.localdate(at))
    if supervision.agreement is None:
        raise RuleBroken(Message("This supervision stands in no programme. Recommend it instead."))
    with audited_together():
        task = add_task(None, organisation, agreement=supervision.agreement, by=by, at=at, **told)
        finding.tasks.add(task)
    return task


def direct_by_finding(
    finding: Finding,
    holder: Organisation,
    units: Iterable[Organisation],
    *,
    by: Person,
    at: datetime,
    **told: Any,
) -> Directive:
    """A directive whose ground the finding is, also after the conclusion; `told` as `send_directive` takes it."""
    supervision = finding.supervision
    refuse_unless_team(supervision, by, timezone.localdate(at))
    if supervision.agreement is None:
        raise RuleBroken(Message("This supervision stands in no programme. Recommend it instead."))
    with audited_together():
        directive = send_directive(supervision.agreement, holder, units, by=by, at=at, **told)
        finding.directives.add(directive)
    return directive


def _check(finding: Finding, held: Supervision, today: date) -> None:
    place = finding.place
    check_finding(
        state=SupervisionState(held.state), text=finding.text, found_on=finding.found_on, first_on=held.first_on,
        today=today, stands=place is None or place.stands_on(finding.found_on),
    )  # fmt: skip


def _refuse_unseen(
    finding: Finding, held: Supervision, evidence: list[Document], by: Person, today: date
) -> None:
    refuse_foreign_papers(evidence, by, today, where="evidence")
    said = []
    if finding.supervised and finding.supervised.supervision_id != held.pk:
        said.append(Message("Choose a body of this supervision.", where="supervised"))
    indicators = indicators_visible_to(by, today)
    if finding.indicator_id and not indicators.filter(pk=finding.indicator_id).exists():
        said.append(Message("Choose an indicator of your programmes.", where="indicator"))
    registered = Registered.objects.visible_to(by, today)
    if finding.registered_id and not registered.filter(pk=finding.registered_id).exists():
        said.append(Message("Choose a model or club that you see.", where="registered"))
    if said:
        raise RuleBroken(said)


def _brought(held: Supervision, file: File | None, *, by: Person, at: datetime) -> list[Document]:
    if file is None:
        return []
    keeper = held.holder if by.may(Act.RECORD, held.facts_for(held.holder), timezone.localdate(at)) else None
    keeper = keeper or next(
        one.organisation
        for one in held.members.select_related("organisation")
        if by.may(Act.RECORD, held.facts_for(one.organisation), timezone.localdate(at))
    )
    paper = Document(type=EVIDENCE, title=file[0][:500], issued_on=timezone.localdate(at), holder=keeper)
    return [add_document(paper, agreements=[], files=[file], by=by, at=at)]


def _own_evidence(finding: Finding, by: Person, today: date) -> list[UUID]:
    return list(
        finding.evidence.filter(pk__in=Document.objects.visible_to(by, today).values("pk")).values_list(
            "pk", flat=True
        )
    )
