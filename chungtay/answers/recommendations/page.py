"""One recommendation as one person may see it: each addressee's way, whose turn it is, what that person may do."""

from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from chungtay.answers.deadlines import days_given
from chungtay.models import (
    Addressee,
    Agreement,
    Document,
    DocumentFile,
    Person,
    Recommendation,
    RecommendationStep,
)
from chungtay.rules.deadlines import DeadlineKind, day_after
from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.recommendations import (
    OVER,
    STEPS,
    Decided,
    Move,
    Origin,
    Side,
    State,
    is_escalated,
    is_late,
    moves_open,
    needs_paper,
    turn_of,
)

from .asking import origin_of
from .sides import has_superior, is_own, may_take, sides_of


class WayPage:
    """One addressee's way."""

    def __init__(self, way: Addressee, person: Person, today: date) -> None:
        self.way, self.person, self.today = way, person, today
        self.state, self.decision = State(way.state), Decided(way.decision) if way.decision else None

    @cached_property
    def sides(self) -> frozenset[Side]:
        return sides_of(self.person, self.way, self.today)

    @property
    def turn(self) -> Side | None:
        return turn_of(self.state, self.decision)

    @cached_property
    def moves(self) -> list[Move]:
        """What the person may do next with this addressee; a draft moves as a whole, elsewhere."""
        if self.state is State.DRAFT:
            return []
        found = moves_open(self.state, self.decision, sides=self.sides)
        own = self.wrote_by_hand
        return [
            move
            for move in found
            if may_take(self.person, self.way, move, self.today)
            and not (own and move in (Move.VERIFY, Move.CLOSE))
        ]

    @cached_property
    def wrote_by_hand(self) -> bool:
        """The person answered, or said that it is done, since it was last asked for."""
        since: list[RecommendationStep] = []
        for step in self.history:
            since = [] if step.move == Move.INSIST else [*since, step]
        return any(
            step.moved_by_id == self.person.pk and step.move in (Move.ANSWER, Move.REPORT_DONE)
            for step in since
        )

    def on_paper(self, move: Move) -> bool:
        return needs_paper(move, self.state, self.sides)

    def needs_note(self, move: Move) -> bool:
        return move is Move.NOTE or STEPS[self.state, move].needs_note

    @cached_property
    def is_own_turn(self) -> bool:
        body = self.way.organisation if self.turn is Side.ADDRESSEE else self.way.recommendation.holder
        return self.turn in self.sides and body is not None and is_own(self.person, body, self.today)

    @property
    def is_late(self) -> bool:
        way = self.way
        return is_late(self.state, self.decision, due_on=way.due_on, act_by=way.act_by, today=self.today)

    @property
    def is_escalated(self) -> bool:
        return is_escalated(self.way.owed_on, self.way.escalated_on)

    @cached_property
    def can_escalate(self) -> bool:
        """An answer, or what it promised, is overdue for so long that the body above is told."""
        owed_on = self.way.owed_on
        if owed_on is None or self.is_escalated:
            return False
        try:
            days = days_given(DeadlineKind.ESCALATION, self.way.recommendation.holder_id, self.today)
        except RuleBroken:
            return False
        return day_after(owed_on, days) <= self.today

    @cached_property
    def lacks_superior(self) -> bool:
        """It should be escalated and nobody stands above."""
        return self.can_escalate and not has_superior(self.way, self.today)

    @property
    def may_escalate(self) -> bool:
        return self.can_escalate and not self.lacks_superior and Side.SENDER in self.sides

    @property
    def may_name_superior(self) -> bool:
        return self.lacks_superior and Side.SENDER in self.sides

    @cached_property
    def history(self) -> list[RecommendationStep]:
        return list(self.way.steps.all())


class RecommendationPage:
    """Asked once a request; each property costs a fixed number of queries."""

    def __init__(self, asked: Recommendation, person: Person, today: date) -> None:
        self.asked, self.person, self.today = asked, person, today

    @cached_property
    def ways(self) -> list[WayPage]:
        near = self.asked.addressees.select_related("organisation__parent", "escalated_to").prefetch_related(
            "steps__moved_by", "steps__moved_for", "steps__document__files"
        )
        found = [
            WayPage(way, self.person, self.today) for way in near.order_by("organisation__name", "name", "id")
        ]
        for page in found:
            page.way.recommendation = self.asked
        return found

    @property
    def is_draft(self) -> bool:
        return self.asked.sent_at is None and any(one.state is State.DRAFT for one in self.ways)

    @cached_property
    def may_edit(self) -> bool:
        return self.is_draft and self.person.may(Act.RECORD, self._own, self.today)

    @cached_property
    def may_send(self) -> bool:
        return self.is_draft and self.person.may(Act.SIGN, self._own, self.today)

    @cached_property
    def usual_due_on(self) -> date:
        return day_after(self.today, days_given(DeadlineKind.ANSWER, self.asked.holder_id, self.today))

    @cached_property
    def next_agreements(self) -> QuerySet[Agreement]:
        """To which it may be carried over; none where nothing of it is open, or somebody else asked."""
        is_open = any(one.state not in OVER and one.state is not State.DRAFT for one in self.ways)
        if not is_open or not self.person.may(Act.RECORD, self._own, self.today):
            return Agreement.objects.none()
        carried = self.asked.followed_by.values("agreement")
        seen = Agreement.objects.visible_to(self.person, self.today)
        if self.asked.agreement:
            seen = seen.exclude(pk=self.asked.agreement.pk)
        return seen.exclude(pk__in=carried).order_by("slug")

    @property
    def _own(self) -> Any:
        return self.asked.facts_for(self.asked.holder)

    @cached_property
    def evidence(self) -> list[Document]:
        """The sender's own papers are read with it; what was only shared with the sender stays as it was shared."""
        named = (
            Document.objects.filter(recommendations=self.asked)
            .prefetch_related("files")
            .order_by("issued_on", "id")
        )
        return [one for one in named if one.holder_id == self.asked.holder_id or one.pk in self.opened]

    @cached_property
    def opened(self) -> set[UUID]:
        """Those of its papers that the person may open in the room of papers."""
        visible = Document.objects.visible_to(self.person, self.today)
        return set(visible.filter(recommendations=self.asked).values_list("pk", flat=True))

    def files_of(self, part: UUID) -> QuerySet[DocumentFile]:
        """Of the paper of a step, by the step; of one that shows it, by the paper itself."""
        papers = [step.document_id for way in self.ways for step in way.history if step.pk == part]
        papers += [paper.pk for paper in self.evidence if paper.pk == part]
        return DocumentFile.objects.filter(document__in=papers)

    @cached_property
    def origin(self) -> Any | None:
        """The thing that it came from, if the person reads it."""
        return origin_of(Origin(self.asked.origin), self.asked.origin_id, self.person, self.today)

    @cached_property
    def before(self) -> Recommendation | None:
        return self._seen(self.asked.follows_id) if self.asked.follows_id else None

    @cached_property
    def after(self) -> list[Recommendation]:
        return list(Recommendation.objects.visible_to(self.person, self.today).filter(follows=self.asked))

    def _seen(self, key: UUID) -> Recommendation | None:
        return Recommendation.objects.visible_to(self.person, self.today).filter(pk=key).first()
