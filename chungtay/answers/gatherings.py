"""Gatherings as one person may see them: who meets when, what came of it, whose word is next."""

from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from chungtay.models import (
    Activity,
    Agreement,
    Document,
    Gathering,
    GatheringStep,
    Organisation,
    Person,
    Recommendation,
    Registered,
    Speech,
    Task,
)
from chungtay.rules.gatherings import CHANGING, STEPS, GatheringState, Move, Side, moves_open, turn_of
from chungtay.rules.people import Act, Kind
from chungtay.rules.recommendations import Origin

from .recommendations import holders_for, of
from .sides import own_bodies, side_of
from .tasks import may_give

SHOWN = ("coming", "mine", "held", "all")  # what may be asked for, the first unless told otherwise
NEWEST = 50  # activities that may be linked


class GatheringPage:
    """Asked once a request; each property costs a fixed number of queries."""

    def __init__(self, gathering: Gathering, person: Person, today: date) -> None:
        self.gathering, self.person, self.today = gathering, person, today

    @property
    def state(self) -> GatheringState:
        return GatheringState(self.gathering.state)

    @cached_property
    def sides(self) -> dict[Side, Organisation]:
        return sides_of(self.gathering, self.person, self.today)

    @property
    def turn(self) -> Side | None:
        return turn_of(self.state)

    @property
    def is_own_turn(self) -> bool:
        return self.turn in self.sides

    @cached_property
    def moves(self) -> list[Move]:
        """What the person may do next; what is changed has a form of its own."""
        found = moves_open(self.state, self.sides.keys())
        early = self.gathering.held_on > self.today
        return [
            move for move in found if move is not Move.CHANGE and not (early and move is Move.SEND_MINUTES)
        ]

    def needs_note(self, move: Move) -> bool:
        return STEPS[self.state, move].needs_note

    @property
    def may_change(self) -> bool:
        return self.state in CHANGING and Side.KEEPER in self.sides

    @cached_property
    def may_give(self) -> bool:
        """Tasks come of it once its plan was sent."""
        held = self.state not in (GatheringState.PLANNED, GatheringState.CANCELLED)
        return held and bool(self.sides) and may_give(self.gathering.agreement, self.person, self.today)

    @property
    def may_recommend(self) -> bool:
        """What is asked of others follows from what was said, so once it was held."""
        said = self.state in (GatheringState.MINUTED, GatheringState.CONFIRMED)
        return said and bool(self.sides) and holders_for(self.person, self.today).exists()

    @cached_property
    def recommendations(self) -> list[Recommendation]:
        return list(of(Origin.GATHERING, self.gathering.pk, self.person, self.today))

    @cached_property
    def bodies(self) -> list[Organisation]:
        return list(self.gathering.bodies.order_by("name"))

    @cached_property
    def speeches(self) -> list[Speech]:
        return list(self.gathering.speeches.select_related("organisation", "document"))

    @cached_property
    def papers(self) -> set[Document]:
        """Of the minutes and the papers of speakers, those that the person may open."""
        keys = [self.gathering.minutes_id, *(one.document_id for one in self.speeches)]
        seen = Document.objects.visible_to(self.person, self.today).filter(pk__in=[k for k in keys if k])
        return set(seen.prefetch_related("files"))

    @cached_property
    def minutes(self) -> Document | None:
        return next((one for one in self.papers if one.pk == self.gathering.minutes_id), None)

    @cached_property
    def tasks(self) -> list[Task]:
        seen = Task.objects.visible_to(self.person, self.today).filter(gatherings=self.gathering)
        return list(seen.select_related("organisation").order_by("due_on"))

    @cached_property
    def activity(self) -> Activity | None:
        seen = Activity.objects.visible_to(self.person, self.today).standing()
        return seen.filter(gatherings=self.gathering).first()

    @cached_property
    def twins(self) -> Registered | None:
        """The pair's own page, where the person may open it; its name stands on the gathering for everybody."""
        seen = Registered.objects.visible_to(self.person, self.today)
        return seen.filter(gatherings=self.gathering).first()

    @cached_property
    def history(self) -> list[GatheringStep]:
        return list(self.gathering.steps.select_related("moved_by", "moved_for"))


def sides_of(gathering: Gathering, person: Person, today: date) -> dict[Side, Organisation]:
    """For which sides the person may speak, each with the body: the keeper's, and one that stands elsewhere."""
    found = {}
    if person.may(Act.RECORD, gathering.facts_for(gathering.holder), today):
        found[Side.KEEPER] = gathering.holder
    if gathering.sent_at is None:
        return found
    own = side_of(gathering.agreement, gathering.holder_id, today)
    for body in gathering.bodies.exclude(pk=gathering.holder_id):
        stands = side_of(gathering.agreement, body.pk, today)
        if stands not in (own, None) and person.may(Act.RECORD, gathering.facts_for(body), today):
            return found | {Side.OTHER: body}
    return found


def gatherings_for(
    person: Person, today: date, *, shown: str = "coming", programme: Agreement | None = None
) -> QuerySet[Gathering]:
    """Those to come soonest first, the others newest first."""
    found = Gathering.objects.visible_to(person, today).select_related("holder", "agreement")
    own = {post.organisation_id for post in person.posts_on(today)}
    if programme:
        found = found.filter(agreement=programme)
    match shown:
        case "coming":
            planned = found.filter(held_on__gte=today).exclude(state=GatheringState.CANCELLED)
            return planned.order_by("held_on", "id")
        case "mine":
            keeper = [state for state in GatheringState if turn_of(state) is Side.KEEPER]
            other = found.filter(state=GatheringState.MINUTED, bodies__in=own).exclude(holder__in=own)
            found = found.filter(pk__in=found.filter(state__in=keeper, holder__in=own).values("pk")) | (
                found.filter(pk__in=other.values("pk"))
            )
        case "held":
            found = found.filter(held_on__lt=today).exclude(state=GatheringState.CANCELLED)
    return found.order_by("-held_on", "id")


def keepers(agreement: Agreement, person: Person, today: date) -> QuerySet[Organisation]:
    """The person's own bodies that may plan a gathering in the programme."""
    return own_bodies(agreement, person, Kind.GATHERING, today)


def pairs_of(agreement: Agreement, person: Person, today: date) -> QuerySet[Registered]:
    """Twinned villages of the programme that stand today and that the person sees."""
    seen = Registered.objects.visible_to(person, today).open_on(today)
    return seen.filter(kind__is_pair=True, served__agreements=agreement).distinct().order_by("name")


def activities_of(agreement: Agreement, person: Person, today: date) -> QuerySet[Activity]:
    """The newest in the programme that the person sees: where the attendances of a joint event may be counted."""
    seen = Activity.objects.visible_to(person, today).standing().filter(served__agreements=agreement)
    newest = list(seen.values_list("pk", flat=True).distinct()[:NEWEST])
    return Activity.objects.filter(pk__in=newest)
