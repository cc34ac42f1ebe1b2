"""A supervision, and a year's plan, as one person may see them: what is there, whose turn it is, what they may do."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from chungtay.answers.directives import senders, units_for
from chungtay.answers.figures import Book, Figure
from chungtay.answers.recommendations import of
from chungtay.answers.tasks import may_give
from chungtay.models import (
    Directive,
    Document,
    DocumentFile,
    Draft,
    Finding,
    Organisation,
    Person,
    Recommendation,
    SupervisedBody,
    Supervision,
    SupervisionMember,
    SupervisionPlan,
    SupervisionSession,
    SupervisionStep,
    Task,
)
from chungtay.rules.people import Act
from chungtay.rules.recommendations import Origin
from chungtay.rules.supervision import (
    BEFORE_SENDING,
    OPEN,
    REPORTING,
    STEPS,
    Hand,
    Move,
    SupervisionState,
    moves_open,
)

from .around import notice_by

ENDED = frozenset({SupervisionState.CONCLUDED, SupervisionState.CLOSED})


@dataclass(frozen=True)
class Found:
    """A finding with what came of it, and what its indicator says today."""

    finding: Finding
    tasks: list[Task]
    directives: list[Directive]
    figure: Figure | None


class SupervisionPage:
    """Asked once a request; each property costs a fixed number of queries."""

    def __init__(self, supervision: Supervision, person: Person, today: date, now: datetime) -> None:
        self.supervision, self.person, self.today, self.now = supervision, person, today, now

    @property
    def state(self) -> SupervisionState:
        return SupervisionState(self.supervision.state)

    def _may(self, act: Act, body: Organisation) -> bool:
        return self.person.may(act, self.supervision.facts_for(body), self.today)

    @cached_property
    def may_record(self) -> bool:
        """For the body that looks into something."""
        return self._may(Act.RECORD, self.supervision.holder)

    @cached_property
    def may_sign(self) -> bool:
        return self._may(Act.SIGN, self.supervision.holder)

    @cached_property
    def on_team(self) -> bool:
        """Of the holder's office, or from its sending on of one whose people are on the team."""
        if self.may_record:
            return True
        sent = self.supervision.sent_at is not None
        return sent and any(self._may(Act.RECORD, one.organisation) for one in self.members)

    @cached_property
    def reads_as_team(self) -> bool:
        bodies = [self.supervision.holder, *(one.organisation for one in self.members)]
        return any(self._may(Act.READ, body) for body in bodies)

    @property
    def may_draw(self) -> bool:
        return self.may_record and self.state is SupervisionState.PLANNED

    @property
    def may_prepare(self) -> bool:
        return self.may_record and self.state in BEFORE_SENDING

    @property
    def may_hold(self) -> bool:
        return self.on_team and self.state in OPEN

    @property
    def may_write_minutes(self) -> bool:
        return self.on_team and self.state in REPORTING

    @property
    def may_find(self) -> bool:
        return self.on_team and self.state is SupervisionState.UNDER_WAY

    @property
    def may_recommend(self) -> bool:
        return self.may_record and self.state in (SupervisionState.UNDER_WAY, SupervisionState.CONCLUDED)

    @cached_property
    def may_give(self) -> bool:
        agreement = self.supervision.agreement
        return self.on_team and agreement is not None and may_give(agreement, self.person, self.today)

    @cached_property
    def directed(self) -> set[UUID]:
        """The bodies looked into to which the person may send a directive in this programme."""
        agreement = self.supervision.agreement
        if not self.on_team or agreement is None:
            return set()
        looked_into = {one.organisation_id for one in self.bodies}
        return {
            unit.pk
            for office in senders(agreement, self.person, self.today)
            for unit in units_for(agreement, office, self.person, self.today).filter(pk__in=looked_into)
        }

    def may_direct(self, finding: Finding) -> bool:
        """Of a finding that names no body: one of those that were looked into."""
        named = {finding.supervised.organisation_id} if finding.supervised else self.directed
        return bool(named & self.directed)

    @property
    def may_keep_report(self) -> bool:
        return self.may_record and self.state in ENDED

    @property
    def moves(self) -> list[Move]:
        """What this person may do next, in the order of the table."""
        if not self.may_record:
            return []
        return [
            move
            for move in moves_open(self.state)
            if STEPS[self.state, move].by is Hand.OFFICER or self.may_sign
        ]

    @cached_property
    def members(self) -> list[SupervisionMember]:
        return list(self.supervision.members.select_related("organisation"))

    @cached_property
    def bodies(self) -> list[SupervisedBody]:
        near = self.supervision.supervised.select_related("organisation", "reported_by", "told_by")
        return list(near.prefetch_related("report_document__files"))

    @cached_property
    def own(self) -> list[SupervisedBody]:
        """Those looked into for which this person speaks, unless they work for the other side."""
        if self.may_record:
            return []
        return [one for one in self.bodies if self._may(Act.RECORD, one.organisation)]

    @property
    def to_report(self) -> list[SupervisedBody]:
        """Whose report this person may write now: their own body's, or on paper for the other side."""
        if self.state not in REPORTING:
            return []
        typed_in = [one for one in self.bodies if not one.reported_at or one.paper_number]
        return typed_in if self.may_record else self.own

    def sees_report(self, body: SupervisedBody) -> bool:
        """A body's own report is between it and the team."""
        return self.reads_as_team or self._may(Act.READ, body.organisation)

    @cached_property
    def reports(self) -> list[tuple[SupervisedBody, bool]]:
        return [(one, self.sees_report(one)) for one in self.bodies]

    @cached_property
    def sessions(self) -> list[SupervisionSession]:
        """A body looked into sees its own sessions, the team all."""
        near = self.supervision.sessions.select_related("supervised__organisation", "place")
        rows = list(near.prefetch_related("minutes_document__files"))
        if self.reads_as_team:
            return rows
        return [one for one in rows if one.supervised is None or self.sees_report(one.supervised)]

    @property
    def sees_findings(self) -> bool:
        """While they are being written they are the team's; with the conclusion everybody's here."""
        return self.reads_as_team or self.state in ENDED

    @cached_property
    def findings(self) -> list[Finding]:
        if not self.sees_findings:
            return []
        seen = Task.objects.visible_to(self.person, self.today).select_related("organisation")
        sent = Directive.objects.visible_to(self.person, self.today)
        near = self.supervision.findings.select_related(
            "supervised__organisation", "place", "indicator", "registered__kind"
        )
        near = near.prefetch_related(Prefetch("directives", sent))
        return list(near.prefetch_related("evidence__files", Prefetch("tasks", seen)))

    @cached_property
    def found(self) -> list[Found]:
        return [
            Found(one, list(one.tasks.all()), list(one.directives.all()), self._figure(one))
            for one in self.findings
        ]

    def _figure(self, finding: Finding) -> Figure | None:
        """From the beginning of the year in which it was found until today."""
        if finding.indicator is None or self.supervision.agreement is None:
            return None
        first = date(finding.found_on.year, 1, 1)
        return self._book.ask(finding.indicator, first, max(first, self.today))

    @cached_property
    def _book(self) -> Book:
        return Book(self.person, self.today, self.supervision.agreement)

    @cached_property
    def recommendations(self) -> "list[Recommendation]":
        return list(of(Origin.SUPERVISION, self.supervision.pk, self.person, self.today))

    @cached_property
    def decision(self) -> Document | None:
        return self.supervision.decision or _paper_of(self.supervision.decision_draft)

    @cached_property
    def report(self) -> Document | None:
        return self.supervision.report or _paper_of(self.supervision.report_draft)

    @cached_property
    def notice_by(self) -> date | None:
        return notice_by(self.supervision, self.today) if self.may_prepare else None

    @cached_property
    def steps(self) -> "QuerySet[SupervisionStep]":
        return self.supervision.steps.select_related("moved_by")

    @property
    def files(self) -> QuerySet[DocumentFile]:
        """Files of the papers that whoever reads this page reads with it."""
        found = [self.decision] if self.reads_as_team or self.supervision.sent_at else []
        found += [self.report] if self.sees_findings else []
        found += [one.report_document for one, seen in self.reports if seen]
        found += [one.minutes_document for one in self.sessions]
        found += [paper for one in self.findings for paper in one.evidence.all()]
        return DocumentFile.objects.filter(document__in=[paper.pk for paper in found if paper])


class PlanPage:
    """The plan of one year."""

    def __init__(self, plan: SupervisionPlan, person: Person, today: date) -> None:
        self.plan, self.person, self.today = plan, person, today

    @cached_property
    def rows(self) -> list[Supervision]:
        seen = Supervision.objects.visible_to(self.person, self.today).filter(plan=self.plan)
        return list(
            seen.order_by("first_on", "id").prefetch_related(
                "supervised__organisation", "members__organisation"
            )
        )

    @cached_property
    def may_record(self) -> bool:
        return self.person.may(Act.RECORD, self.plan.facts(self.today), self.today)

    @property
    def may_draw(self) -> bool:
        return self.may_record and self.plan.issued_on is None

    @cached_property
    def may_issue(self) -> bool:
        may_sign = self.person.may(Act.SIGN, self.plan.facts(self.today), self.today)
        return may_sign and self.plan.issued_on is None

    @cached_property
    def document(self) -> Document | None:
        """As far as the person reads it."""
        visible = Document.objects.visible_to(self.person, self.today)
        return visible.filter(pk=self.plan.document_id).first() if self.plan.document_id else None


def _paper_of(draft: Draft | None) -> Document | None:
    """With its number a draft is a paper that may be handed out."""
    return draft.document if draft and draft.withdrawn_at is None else None
