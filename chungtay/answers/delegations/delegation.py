"""One delegation as one person may see it: what each list holds, what is lacking, and what that person may do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from chungtay.models import (
    AgreedContent,
    Content,
    Cost,
    Delegation,
    DelegationMember,
    DelegationStep,
    Document,
    Gift,
    Organisation,
    PaperNeeded,
    Person,
    Plan,
    Post,
    ProgrammeItem,
    Task,
)
from chungtay.models.record import Record
from chungtay.rules.delegations import (
    AgreedKind,
    CostSaid,
    DelegationState,
    Direction,
    MemberRole,
    Move,
    Part,
    Side,
    Sum,
    direction_of,
    moves_open,
    step_of,
    sums_of,
    writers_of,
)
from chungtay.rules.people import Act

from ..tasks import may_give
from .bodies import sides_for

Row = DelegationMember | ProgrammeItem | Gift | Cost | PaperNeeded | AgreedContent
MODELS: dict[Part, type[Any]] = {
    Part.MEMBERS: DelegationMember,
    Part.HOURS: ProgrammeItem,
    Part.GIFTS: Gift,
    Part.COSTS: Cost,
    Part.PAPERS: PaperNeeded,
    Part.CONTENTS: AgreedContent,
}
OWNERS: dict[Part, str] = {
    Part.MEMBERS: "organisation",
    Part.GIFTS: "giver",
    Part.COSTS: "side",
    Part.PAPERS: "side",
}


@dataclass(frozen=True)
class Hour:
    """A day of the programme with its items in order."""

    day: date
    items: list[ProgrammeItem]


class DelegationPage:
    """Asked once a request; each property costs a fixed number of queries."""

    def __init__(self, delegation: Delegation, person: Person, today: date) -> None:
        self.delegation, self.person, self.today = delegation, person, today

    # Who

    @property
    def state(self) -> DelegationState:
        return DelegationState(self.delegation.state)

    @cached_property
    def rights(self) -> set[tuple[Side, Act]]:
        return sides_for(self.delegation, self.person, self.today, (Act.RECORD, Act.SIGN))

    @property
    def sides(self) -> set[Side]:
        """For which the person writes."""
        return {side for side, act in self.rights if act is Act.RECORD}

    @property
    def direction(self) -> Direction | None:
        return direction_of(host=Side.HOST in self.sides, guest=Side.GUEST in self.sides)

    @cached_property
    def moves(self) -> list[Move]:
        """What the person may do next. Nobody confirms for both sides."""
        found = moves_open(
            self.state, drafter=self.delegation.drafter, confirmed=self.confirmed, may=self.rights
        )
        return [move for move in found if not (self.has_confirmed_oneself and move is Move.CONFIRM)]

    def needs_note(self, move: Move) -> bool:
        return step_of(self.state, move).needs_note

    # What happened

    @cached_property
    def history(self) -> list[DelegationStep]:
        return list(self.delegation.steps.select_related("moved_by", "moved_for"))

    @property
    def confirmed(self) -> set[Side]:
        """The sides that have confirmed the report as it stands."""
        return {Side(step.side) for step in self._confirmations}

    @property
    def has_confirmed_oneself(self) -> bool:
        return self.person.pk in {step.moved_by_id for step in self._confirmations}

    @property
    def _confirmations(self) -> list[DelegationStep]:
        found: list[DelegationStep] = []
        for step in self.history:
            if step.move == Move.CONFIRM:
                found.append(step)
            elif step.move in (Move.REPORT, Move.DISPUTE):
                found = []
        return found

    @property
    def last_words(self) -> DelegationStep | None:
        """What was said when it was sent back, reopened, disputed or cancelled, while that is how it stands."""
        last = self.history[-1] if self.history else None
        return last if last and last.note else None

    # The lists

    @cached_property
    def members(self) -> list[DelegationMember]:
        order = {role: place for place, role in enumerate(MemberRole)}
        found = self.delegation.members.select_related("organisation", "person")
        return sorted(found, key=lambda one: (one.position, order[MemberRole(one.role)]))

    @property
    def guests(self) -> list[DelegationMember]:
        return [one for one in self.members if one.organisation_id == self.delegation.guest_id]

    @property
    def hosts(self) -> list[DelegationMember]:
        return [one for one in self.members if one.organisation_id == self.delegation.host_id]

    @property
    def interpreters(self) -> list[DelegationMember]:
        return [one for one in self.members if one.role == MemberRole.INTERPRETER]

    @cached_property
    def items(self) -> list[ProgrammeItem]:
        return list(self.delegation.items.select_related("place", "lead"))

    @property
    def days(self) -> list[Hour]:
        found: dict[date, list[ProgrammeItem]] = {}
        for item in self.items:
            found.setdefault(timezone.localdate(item.starts_at), []).append(item)
        return [Hour(day, items) for day, items in found.items()]

    @property
    def places(self) -> list[Any]:
        """Visited, each once, in order."""
        return list(dict.fromkeys(item.place for item in self.items if item.place))

    @cached_property
    def gifts(self) -> list[Gift]:
        return list(self.delegation.gifts.select_related("giver", "receiver"))

    @cached_property
    def costs(self) -> list[Cost]:
        return list(self.delegation.costs.select_related("side"))

    @property
    def sums(self) -> list[tuple[Organisation, Sum]]:
        """By side and currency; never added across."""
        rows = [
            (
                self.delegation.side_of(one.side_id),
                CostSaid(text=one.text, currency=one.currency, planned=one.planned, spent=one.spent),
            )
            for one in self.costs
        ]
        return [(self.delegation.body_of(one.side), one) for one in sums_of(rows)]

    @cached_property
    def papers(self) -> list[PaperNeeded]:
        return list(self.delegation.papers_needed.select_related("side", "ready_by"))

    @property
    def papers_lacking(self) -> list[PaperNeeded]:
        return [one for one in self.papers if one.ready_on is None]

    @cached_property
    def agreed(self) -> list[AgreedContent]:
        found = self.delegation.agreed.select_related("content__plan__phase__agreement")
        return list(found.prefetch_related("tasks__organisation"))

    @property
    def evaluated(self) -> list[AgreedContent]:
        return [one for one in self.agreed if one.kind == AgreedKind.EVALUATED]

    @property
    def agreed_on(self) -> list[AgreedContent]:
        return [one for one in self.agreed if one.kind == AgreedKind.AGREED]

    @cached_property
    def seen_tasks(self) -> set[Task]:
        """Of the follow-up tasks, those whose page the person may open."""
        named = Task.objects.visible_to(self.person, self.today).filter(
            agreed_on_visits__delegation=self.delegation
        )
        return set(named)

    @cached_property
    def seen_contents(self) -> set[Content]:
        linked = [one.content_id for one in self.agreed if one.content_id]
        return set(self.contents_to_link.filter(pk__in=linked)) if linked else set()

    @cached_property
    def report(self) -> Document | None:
        visible = Document.objects.visible_to(self.person, self.today).prefetch_related("files")
        return visible.filter(pk=self.delegation.report_id).first() if self.delegation.report_id else None

    # What may be written

    def writes(self, part: Part, row: Row | None = None) -> bool:
        side = self.side_of_row(part, row) if row is not None else None
        writers = writers_of(part, self.state, self.delegation.drafter, row=side)
        return bool(writers & self.sides)

    @property
    def may_write_text(self) -> bool:
        return self.writes(Part.TEXT)

    def sides_written(self, part: Part) -> list[Side]:
        """Of which sides the person may add rows."""
        drafter, state = self.delegation.drafter, self.state
        if self.state is DelegationState.DRAFT:
            return list(Side) if self.writes(part) else []
        return [side for side in Side if writers_of(part, state, drafter, row=side) & self.sides & {side}]

    def side_of_row(self, part: Part, row: Row) -> Side | None:
        owner = OWNERS.get(part)
        return self.delegation.side_of(getattr(row, f"{owner}_id")) if owner else None

    @cached_property
    def may_give(self) -> bool:
        return self.writes(Part.TASKS) and may_give(self.delegation.agreement, self.person, self.today)

    @property
    def contents_to_link(self) -> QuerySet[Content]:
        """Contents of the programme's plans that the person sees."""
        plans = Plan.objects.visible_to(self.person, self.today)
        own = plans.filter(phase__agreement=self.delegation.agreement_id, withdrawn_at=None)
        found = Content.objects.filter(plan__in=own.values("pk")).select_related("plan")
        return found.order_by("-plan__year", "number")

    def people_of(self, side: Side) -> QuerySet[Person]:
        """Whom the house knows in this side's body, so that two delegations cannot both have them."""
        posts = Post.objects.live_on(self.today).filter(organisation=self.delegation.body_of(side))
        return Person.objects.filter(pk__in=posts.values("person"))

    @property
    def things(self) -> list[Record]:
        """All whose words a page shows."""
        lists: list[Iterable[Record]] = [
            self.members, self.items, self.gifts, self.costs, self.papers, self.agreed
        ]  # fmt: skip
        return [self.delegation, *(one for rows in lists for one in rows)]


def parts_of(part: Part, delegation: Delegation) -> QuerySet[Any]:
    return MODELS[part].objects.filter(delegation=delegation)


def days_of_others(person_id: UUID, delegation: Delegation) -> QuerySet[Delegation]:
    """Other delegations that have this person in these days. What another body only drafts is not known."""
    others = Delegation.objects.exclude(pk=delegation.pk).exclude(state=DelegationState.CANCELLED)
    known = Q(proposed_at__isnull=False) | Q(holder=delegation.holder_id)
    return others.filter(
        known, members__person=person_id, first_on__lte=delegation.last_on, last_on__gte=delegation.first_on
    ).distinct()


def local(moment: datetime) -> datetime:
    """As the clocks of the visit show it: both countries keep one time."""
    return timezone.localtime(moment)
