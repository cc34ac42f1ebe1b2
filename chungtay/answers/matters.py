"""Border matters as one person may see them: whose turn it is, what that person may do, and what was said so far."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from chungtay.models import Agreement, Document, Matter, MatterAction, MatterStep, Organisation, Person, Place
from chungtay.rules.matters import (
    ACTION_STEPS,
    MAY_PROPOSE,
    OVER,
    STEPS,
    ActionMove,
    ActionState,
    MatterState,
    Move,
    Part,
    Side,
    action_moves_open,
    moves_open,
    turn_of,
)
from chungtay.rules.people import Act, Kind

from .sides import own_bodies
from .tasks import bodies_of_programme

SHOWN = ("open", "mine", "solved", "all")  # what may be asked for, the first unless told otherwise


@dataclass(frozen=True)
class ActionRow:
    """An action with what the person may do to it, and the papers that show that it was done."""

    action: MatterAction
    moves: list[ActionMove]
    papers: list[Document]


class MatterPage:
    """Asked once a request; each property costs a fixed number of queries."""

    def __init__(self, matter: Matter, person: Person, today: date) -> None:
        self.matter, self.person, self.today = matter, person, today

    @property
    def state(self) -> MatterState:
        return MatterState(self.matter.state)

    @property
    def turn(self) -> frozenset[Side]:
        return turn_of(self.state)

    @cached_property
    def sides(self) -> frozenset[Side]:
        """For which sides the person may speak."""
        bodies = {Side.HERE: self.matter.holder}
        if self.matter.raised_at:
            bodies[Side.THERE] = self.matter.other
        may = self.person.may
        return frozenset(
            side for side, body in bodies.items() if may(Act.RECORD, self.matter.facts_for(body), self.today)
        )

    @cached_property
    def moves(self) -> list[Move]:
        """What the person may do next. Nobody says for both sides that it is solved."""
        spoke = self.person.pk in (self.matter.solved_here_by_id, self.matter.solved_there_by_id)
        found = moves_open(self.state, self.sides)
        return [move for move in found if not (spoke and move is Move.SAY_SOLVED)]

    def needs_note(self, move: Move) -> bool:
        return any(
            STEPS[self.state, move, side].needs_note for side in Side if (self.state, move, side) in STEPS
        )

    @property
    def is_own_turn(self) -> bool:
        return bool(self.turn & self.sides)

    @property
    def may_change(self) -> bool:
        return self.state is MatterState.DRAFT and Side.HERE in self.sides

    @property
    def may_propose(self) -> bool:
        return self.state in MAY_PROPOSE and bool(self.sides)

    @cached_property
    def actions(self) -> list[ActionRow]:
        seen = Document.objects.visible_to(self.person, self.today).prefetch_related("files")
        near = self.matter.actions.select_related("owner", "proposed_for")
        return [
            ActionRow(one, self._moves_of(one), list(one.evidence.all()))
            for one in near.prefetch_related(Prefetch("evidence", seen))
        ]

    def _moves_of(self, action: MatterAction) -> list[ActionMove]:
        if self.state not in MAY_PROPOSE:
            return []
        bodies = {self.matter.holder_id if side is Side.HERE else self.matter.other_id for side in self.sides}
        parts = {Part.PROPOSER if body == action.proposed_for_id else Part.OTHER for body in bodies}
        parts |= {Part.OWNER} if action.owner_id in bodies else set()
        found = action_moves_open(ActionState(action.state), parts)
        if self.state is MatterState.RAISED:
            found = [move for move in found if move is ActionMove.TAKE_BACK]
        own = action.proposed_by_id == self.person.pk
        return [move for move in found if not (own and move is ActionMove.AGREE)]

    def action_needs_note(self, action: MatterAction, move: ActionMove) -> bool:
        return ACTION_STEPS[ActionState(action.state), move].needs_note

    @cached_property
    def history(self) -> list[MatterStep]:
        return list(self.matter.steps.select_related("moved_by", "moved_for", "action"))

    @cached_property
    def owners(self) -> QuerySet[Organisation]:
        """The two sides: each action has its owner on one of them."""
        return Organisation.objects.filter(pk__in=[self.matter.holder_id, self.matter.other_id])


def matters_for(
    person: Person, today: date, *, shown: str = "open", programme: Agreement | None = None
) -> QuerySet[Matter]:
    """Newest first."""
    found = Matter.objects.visible_to(person, today).select_related("holder", "other", "agreement")
    if programme:
        found = found.filter(agreement=programme)
    match shown:
        case "open":
            found = found.exclude(state__in=OVER)
        case "mine":
            found = found.filter(turn_for({post.organisation_id for post in person.posts_on(today)}))
        case "solved":
            found = found.filter(state=MatterState.SOLVED)
    return found.order_by("-drafted_at", "id")


def turn_for(bodies: set[UUID]) -> Q:
    """Matters where the next word is one of these bodies'."""
    here = [state for state in MatterState if Side.HERE in turn_of(state)]
    there = [state for state in MatterState if Side.THERE in turn_of(state)]
    return Q(holder__in=bodies, state__in=here) | Q(other__in=bodies, state__in=there)


def raisers(agreement: Agreement, person: Person, today: date) -> QuerySet[Organisation]:
    """The person's own bodies that may raise a matter in the programme."""
    return own_bodies(agreement, person, Kind.MATTER, today)


def places_of(agreement: Agreement, today: date) -> QuerySet[Place]:
    """Where a matter may lie: the places at which the bodies of the programme sit."""
    found = Place.objects.filter(pk__in=bodies_of_programme(agreement, today).values("place"))
    return found.order_by("name")
