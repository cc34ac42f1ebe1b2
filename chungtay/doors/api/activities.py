"""Activities over the API: what was done in the field, who came, and which lines of reports count it."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import activities as actions
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.activities import FedLine, bodies_near, feeding, kinds_offered, recording_places
from chungtay.models import (
    Activity,
    ActivityKind,
    Agreement,
    Combination,
    Content,
    Organisation,
    Place,
    Plan,
    Report,
    Served,
    Task,
)
from chungtay.rules.activities import MOST_CAME, Money
from chungtay.rules.ledger import Qualifier
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind

from .asking import Asking, programmes_of
from .lists import Window
from .named import Given
from .shapes import Amount, Body, GivenAmount, GivenDay, Unit, Words, amount, ten_thousandths, words

router = Router(tags=["activities"])
Number = Annotated[int, Field(ge=0, le=MOST_CAME)]


class MoneyOut(Schema):
    amount: Amount
    currency: str
    source: str

    @staticmethod
    def resolve_amount(one: Any) -> Any:
        return amount(one.amount)


class ActivityOut(Schema):
    id: UUID
    kind: str
    title: Words
    first_on: date
    last_on: date
    place: Unit
    village: str
    holder: Body
    lead: Body | None
    partners: list[Body]
    partners_named: str
    programmes: list[str]
    came: int | None
    came_qualifier: Qualifier
    attendances: dict[str, int]
    money: list[MoneyOut]
    narrative: str
    withdrawn_at: datetime | None

    @staticmethod
    def resolve_kind(activity: Activity) -> str:
        return activity.kind_id

    @staticmethod
    def resolve_title(activity: Activity) -> Words:
        return words(activity, "title")

    @staticmethod
    def resolve_programmes(activity: Activity) -> list[str]:
        return [programme.slug for programme in activity.served.agreements.all()]

    @staticmethod
    def resolve_attendances(activity: Activity) -> dict[str, int]:
        return {one.combination.slug: one.number for one in activity.attendances.all()}


class PlacedIn(Given):
    place: str  # the code of a unit in which the person's bodies may record
    place_on: GivenDay | None = None  # a day on which the unit bore that code; today, if not given
    village: str = Field("", max_length=120)


class MoneyIn(Given):
    amount: GivenAmount
    currency: str = Field("VND", pattern="^[A-Z]{3}$")
    source: str = Field("", max_length=200)


class ActivityIn(PlacedIn):
    kind: str
    title: str = Field(max_length=500)
    first_on: GivenDay
    last_on: GivenDay | None = None
    programmes: list[str] = Field(default=[], max_length=20)  # none: said later
    task: UUID | None = None
    content: UUID | None = None
    lead: UUID | None = None
    partners: list[UUID] = Field(default=[], max_length=50)
    partners_named: str = Field("", max_length=500)
    came: Number | None = None  # empty: women and men together
    came_qualifier: Qualifier = Qualifier.EXACT
    attendances: dict[str, Number] = Field(default={}, max_length=200)
    money: list[MoneyIn] = Field(default=[], max_length=10)
    narrative: str = Field("", max_length=20_000)


class ActivityChangeIn(ActivityIn):
    reason: str = Field(max_length=2_000)


class ActivityReason(Given):
    reason: str = Field(max_length=2_000)


class ActivityProgrammes(Given):
    programmes: list[str] = Field(min_length=1, max_length=20)


class EvidenceIn(Given):
    what: Literal["photo", "list", "minutes", "other"] = "photo"
    keep_position: bool = False


class FedActivity(Schema):
    activity: UUID
    adds: Amount
    is_counted: bool
    counted_elsewhere: bool


class FedLineOut(Schema):
    """A line of a report beside the activities that may stand behind it."""

    number: int
    counts_by_itself: bool
    counted: Amount
    added_by_hand: Amount
    activities: list[FedActivity]


@router.get("/activities", response=list[ActivityOut])
@paginate(Window)
def activities(request: Asking, unlinked: bool = False) -> QuerySet[Activity]:
    return visible(request).unlinked() if unlinked else visible(request)


@router.get("/activities/{uuid:id}", response=ActivityOut)
def activity(request: Asking, id: UUID) -> Activity:
    return get_object_or_404(visible(request), pk=id)


@router.post("/activities", response=ActivityOut)
def record(request: Asking, given: ActivityIn) -> Activity:
    said, more = made_of(request, given)
    made = actions.record_activity(said, **more, by=request.person, at=timezone.now())
    return get_object_or_404(visible(request), pk=made.pk)


@router.put("/activities/{uuid:id}", response=ActivityOut)
def change(request: Asking, id: UUID, given: ActivityChangeIn) -> Activity:
    held = get_object_or_404(visible(request), pk=id)
    refuse_unless_may(request.person, Act.RECORD, held, timezone.now())
    said, more = made_of(request, given, held)
    actions.change_activity(held, said, **more, reason=given.reason, by=request.person, at=timezone.now())
    return get_object_or_404(visible(request), pk=id)


@router.post("/activities/{uuid:id}/withdrawal", response=ActivityOut)
def withdraw(request: Asking, id: UUID, given: ActivityReason) -> Activity:
    held = get_object_or_404(visible(request), pk=id)
    actions.withdraw_activity(held, reason=given.reason, by=request.person, at=timezone.now())
    return get_object_or_404(visible(request), pk=id)


@router.put("/activities/{uuid:id}/programmes", response=ActivityOut)
def serve(request: Asking, id: UUID, given: ActivityProgrammes) -> Activity:
    held = get_object_or_404(visible(request), pk=id)
    refuse_unless_may(request.person, Act.RECORD, held, timezone.now())
    chosen = programmes_of(request, given.programmes)
    actions.serve_programmes(held, chosen, by=request.person, at=timezone.now())
    return get_object_or_404(visible(request), pk=id)


@router.post("/activities/{uuid:id}/evidence", response=ActivityOut)
def add_evidence(
    request: Asking, id: UUID, given: Form[EvidenceIn], files: File[list[UploadedFile]]
) -> Activity:
    held = get_object_or_404(visible(request), pk=id)
    papers = [
        actions.Paper(file.name or "file", file.read(), given.what, keep_position=given.keep_position)
        for file in files
    ]
    actions.add_evidence(held, papers, by=request.person, at=timezone.now())
    return get_object_or_404(visible(request), pk=id)


@router.get("/reports/{uuid:id}/activities", response=list[FedLineOut])
def of_report(request: Asking, id: UUID) -> list[FedLineOut]:
    """Which activities stand behind which line, and what each adds."""
    reports = Report.objects.visible_to(request.person, request.today).select_related("form")
    shown = get_object_or_404(reports, pk=id)
    return [fed_line(line) for line in feeding(shown, request.person, request.today).values()]


def fed_line(line: FedLine) -> FedLineOut:
    return FedLineOut(
        number=line.number, counts_by_itself=line.is_counted,
        counted=amount(line.counted.amount) or Decimal(0), added_by_hand=amount(line.by_hand) or Decimal(0),
        activities=[
            FedActivity(
                activity=fed.activity.pk, adds=amount(fed.adds.amount) or Decimal(0), is_counted=fed.is_linked,
                counted_elsewhere=fed.counted_in is not None,
            )
            for fed in line.activities
        ],
    )  # fmt: skip


def made_of(
    request: Asking, given: ActivityIn, held: Activity | None = None
) -> tuple[Activity, dict[str, Any]]:
    """The activity that is told, unsaved, and what its acts take beside it."""
    place, holder = recorded_at(request, given, Kind.ACTIVITY)
    person, today = request.person, request.today
    programmes = programmes_of(request, given.programmes)
    seen = Agreement.objects.visible_to(person, today)
    unseen = held.served.agreements.exclude(pk__in=seen.values("pk")) if held else ()
    tasks = Task.objects.visible_to(person, today)
    contents = Content.objects.filter(plan__in=Plan.objects.visible_to(person, today))
    bodies = bodies_near(person, today)
    kinds = kinds_offered(person, today)
    partners = list(bodies.filter(pk__in=given.partners))
    kind = kinds.filter(slug=given.kind).first() or (
        held.kind if held and held.kind_id == given.kind else None
    )
    refuse_unknown(given, kind, partners)
    said = Activity(
        kind=kind, title=given.title, first_on=given.first_on, last_on=given.last_on or given.first_on,
        place=place, village=given.village, holder=holder, narrative=given.narrative,
        served=Served.objects.of({*programmes, *unseen}),
        task=get_object_or_404(tasks, pk=given.task) if given.task else None,
        content=get_object_or_404(contents, pk=given.content) if given.content and not given.task else None,
        lead=get_object_or_404(bodies, pk=given.lead) if given.lead else None,
        partners_named=given.partners_named, came=given.came, came_qualifier=given.came_qualifier,
        title_lo=held.title_lo if held else "", title_en=held.title_en if held else "",
    )  # fmt: skip
    money = [Money(ten_thousandths(one.amount), one.currency, one.source) for one in given.money]
    came = attendances_of(given.attendances)
    return said, {"attendances": came, "money": money, "partners": partners}


def refuse_unknown(given: ActivityIn, kind: ActivityKind | None, partners: Sequence[Organisation]) -> None:
    problems = []
    if kind is None:
        problems.append(Message("There is no kind %(kind)s.", {"kind": given.kind[:40]}, "kind"))
    for key in sorted(set(given.partners) - {one.pk for one in partners}):
        problems.append(Message("There is no body %(id)s.", {"id": str(key)}, "partners"))
    if problems:
        raise RuleBroken(problems)


def visible(request: Asking) -> Any:
    seen = Activity.objects.visible_to(request.person, request.today)
    found = seen.select_related("place", "holder", "served", "lead", "kind")
    found = found.prefetch_related("attendances__combination", "money", "partners")
    return found.prefetch_related(known_programmes(request))


def known_programmes(request: Asking) -> Prefetch:
    """A thing may also serve a programme of which the person must not know."""
    return Prefetch("served__agreements", Agreement.objects.visible_to(request.person, request.today))


def recorded_at(request: Asking, given: PlacedIn, kind: Kind) -> tuple[Place, Organisation]:
    """The unit by its code on a day, and the body of the person that answers for it."""
    day = given.place_on or request.today
    for place, holder in recording_places(request.person, kind, request.today).values():
        lived = place.valid_from <= day and (place.valid_to is None or day < place.valid_to)
        if place.code == given.place and lived:
            return place, holder
    raise RuleBroken(
        Message("You cannot record at a unit with the code %(code)s.", {"code": given.place}, "place")
    )


def attendances_of(given: dict[str, int]) -> dict[Combination, int]:
    cells = {cell.slug: cell for cell in Combination.objects.filter(slug__in=given)}
    problems = [
        Message("There is no category %(cell)s.", {"cell": slug}, f"attendances.{slug}")
        for slug in given
        if slug not in cells
    ]
    if problems:
        raise RuleBroken(problems)
    return {cells[slug]: number for slug, number in given.items()}
