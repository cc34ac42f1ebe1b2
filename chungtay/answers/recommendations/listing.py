"""The recommendations that a person reads, one row for each body that answers, narrowed and sorted."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Count, F, Q, QuerySet, When

from chungtay.answers.people import with_predecessors
from chungtay.models import Addressee, Organisation, Person, Recommendation, SearchText
from chungtay.rules.recommendations import OVER, OWES, Decided, Origin, Side, State, turn_of
from chungtay.rules.search import read_query

# What may be asked for, the first unless told otherwise.
SHOWN = ("open", "mine", "answer", "verify", "late", "escalated", "over", "all")
# The day that counts now: of what was promised, once it was answered.
DAY = Case(When(state__in=(State.ANSWERED, State.DONE), then=F("act_by")), default=F("due_on"))
# By when the addressee owes the next thing: the rule `owed_by`, asked of the database.
OWED_BY = Case(
    When(state__in=OWES, then=F("due_on")),
    When(~Q(decision=Decided.REJECTED), state=State.ANSWERED, then=F("act_by")),
)
SORTS = {
    "due": (DAY.asc(nulls_last=True), "id"),
    "newest": (F("recommendation__sent_at").desc(nulls_first=True), "id"),
    "number": ("recommendation__year", "recommendation__number", "id"),
    "addressee": ("organisation__name", "name", "due_on", "id"),
    "state": ("state", "due_on", "id"),
}


@dataclass(frozen=True)
class Choice:
    """`programme` by its slug; `year` of sending; `words` as in the search."""

    shown: str = "open"
    state: str = ""
    programme: str = ""
    addressee: UUID | None = None
    called: str = ""  # part of the addressee's name
    sender: UUID | None = None
    origin: str = ""
    year: int | None = None
    words: str = ""
    sort: str = "due"


def ways_for(person: Person, today: date, choice: Choice) -> QuerySet[Addressee]:
    """Each with what is asked and by whom; soonest due first unless sorted otherwise."""
    asked = Recommendation.objects.visible_to(person, today)
    if choice.programme:
        asked = asked.filter(agreement__slug=choice.programme)
    if choice.origin:
        asked = asked.filter(origin=choice.origin)
    if choice.year:
        asked = asked.filter(year=choice.year)
    if choice.sender:
        asked = asked.filter(holder=choice.sender)
    if query := read_query(choice.words):
        asked = asked.filter(pk__in=SearchText.objects.matching(query).things("recommendation"))
    found = Addressee.objects.filter(recommendation__in=asked.order_by().values("pk"))
    if choice.state:
        found = found.filter(state=choice.state)
    if choice.addressee:
        found = found.filter(organisation=choice.addressee)
    if choice.called:
        named = Organisation.objects.filter(name__icontains=choice.called).values("pk")
        found = found.filter(Q(organisation__in=named) | Q(name__icontains=choice.called))
    near = found.filter(shown_as(choice.shown, person, today)).select_related(
        "recommendation__holder", "recommendation__agreement", "organisation"
    )
    return near.order_by(*SORTS.get(choice.sort) or SORTS["due"])


def shown_as(shown: str, person: Person, today: date) -> Q:
    match shown:
        case "open":
            return ~Q(state__in=OVER)
        case "mine":
            return turn_is(Side.ADDRESSEE, person, today) | turn_is(Side.SENDER, person, today)
        case "answer":
            return turn_is(Side.ADDRESSEE, person, today) & Q(state__in=OWES)
        case "verify":
            return turn_is(Side.SENDER, person, today) & Q(state=State.DONE)
        case "late":
            return late_on(today)
        case "escalated":
            return escalated()
        case "over":
            return Q(state__in=OVER)
    return Q()


def turn_is(side: Side, person: Person, today: date) -> Q:
    """Where the next word is that of a body in which the person holds a post, or of one that it took over."""
    posts = person.posts_on(today)
    own = set(with_predecessors((post.organisation_id for post in posts), today))
    path = "recommendation__holder__in" if side is Side.SENDER else "organisation__in"
    states = Q(pk__in=[])
    for state in State:
        told = [decided for decided in (None, *Decided) if turn_of(state, decided) is side]
        if told:
            states |= Q(state=state, decision__in=["" if one is None else one for one in told])
    return states & Q(**{path: own})


def late_on(today: date) -> Q:
    """The rule `is_late`, asked of the database."""
    promised = Q(state=State.ANSWERED, act_by__lt=today) & ~Q(decision=Decided.REJECTED)
    return Q(state__in=OWES, due_on__lt=today) | promised


def escalated() -> Q:
    """What is still owed although the body above was told."""
    return Q(state__in=(*OWES, State.ANSWERED), escalated_on__gt=OWED_BY)


def counts_for(person: Person, today: date) -> dict[str, int]:
    """How many wait, by what is shown: for the front page of the half."""
    seen = Addressee.objects.filter(
        recommendation__in=Recommendation.objects.visible_to(person, today).order_by().values("pk")
    )
    asked = ("answer", "mine", "verify", "late", "escalated", "open")
    return seen.aggregate(**{one: Count("pk", filter=shown_as(one, person, today)) for one in asked})


def of(origin: Origin, origin_id: UUID, person: Person, today: date) -> QuerySet[Recommendation]:
    """Those that came from one supervision, workshop, review …, as far as the person reads them."""
    found = Recommendation.objects.visible_to(person, today).filter(origin=origin, origin_id=origin_id)
    return (
        found.select_related("holder")
        .prefetch_related("addressees__organisation")
        .order_by("drafted_at", "id")
    )
