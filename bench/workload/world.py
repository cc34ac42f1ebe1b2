"""Lays the programme of the common workload: its units, forms and reports, through the same actions as people use."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from chungtay.actions.recorded import audited_together
from chungtay.actions.reports import LineAnswer, approve_reports, hand_in
from chungtay.actions.requests import ask_for_reports
from chungtay.models import (
    Account,
    Agreement,
    AgreementKind,
    Breakdown,
    Category,
    Combination,
    Commitment,
    Content,
    Dimension,
    Form,
    Indicator,
    Organisation,
    OrganisationKind,
    Person,
    Phase,
    Place,
    PlaceKind,
    Plan,
    Post,
    Question,
    Report,
    Seat,
    SeatHolding,
    Share,
    Target,
)
from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Kind
from chungtay.rules.people import Kind as Protected
from chungtay.rules.people import Role
from chungtay.rules.reports import LineState

FIRST = date(2021, 1, 1)
LAST = date(2026, 12, 31)
OUTCOMES = 4
LISTS = {"sex": ("female", "male"), "age": ("0-14", "15-29", "30-over")}
SEED = 42


@dataclass(frozen=True)
class Size:
    """How much of it: programmes, places in each, indicators and quarters from 2021 on."""

    name: str
    programmes: int
    places: int
    indicators: int
    quarters: int

    @property
    def values(self) -> int:
        return self.programmes * self.places * self.indicators * self.quarters


SIZES = {
    one.name: one
    for one in (Size("WS", 1, 10, 10, 8), Size("W1", 1, 100, 20, 20), Size("W10", 10, 100, 20, 20))
}


@dataclass
class Unit:
    """A commune's union and who writes for it."""

    body: Organisation
    place: Place
    officer: Person


@dataclass
class Programme:
    """One of the programmes, and who approves in it."""

    agreement: Agreement
    quarterly: Form
    single: Form
    province: Organisation
    superior: Person
    units: list[Unit] = field(default_factory=list)


@dataclass(frozen=True)
class Value:
    """What one place says of one indicator for one quarter."""

    female: int
    male: int

    @property
    def total(self) -> int:
        return self.female + self.male

    @property
    def cells(self) -> dict[str, int]:
        third = self.total // 3
        ages = {"age:0-14": third, "age:15-29": third, "age:30-over": self.total - 2 * third}
        return {"sex:female": self.female, "sex:male": self.male, **ages}

    def answer(self) -> LineAnswer:
        cells = {cell: amount * SCALE for cell, amount in self.cells.items()}
        return LineAnswer(state=LineState.GIVEN, total=self.total * SCALE, cells=cells)


def kept_programmes() -> list[Programme]:
    """As they lie in the database."""
    return [kept_programme(agreement) for agreement in Agreement.objects.order_by("slug")]


def kept_programme(agreement: Agreement) -> Programme:
    forms = {form.slug.split("-")[0]: form for form in agreement.forms.all()}
    seat = agreement.seats.get()
    province = seat.holdings.get().organisation
    officers = {
        post.organisation_id: post.person
        for post in Post.objects.select_related("person__account")
    }  # fmt: skip
    bodies = Organisation.objects.filter(parent=province).select_related("place").order_by("place__code")
    units = [Unit(body, body.place, officers[body.pk]) for body in bodies if body.place]
    return Programme(agreement, forms["quarterly"], forms["single"], province, officers[province.pk], units)


def quarter(number: int) -> tuple[date, date]:
    """The first and last day of a quarter, counted from the first of 2021."""
    year, part = divmod(number, 4)
    after = date(2021 + year + (part == 3), (3 * part + 3) % 12 + 1, 1)
    return date(2021 + year, 3 * part + 1, 1), after - timedelta(days=1)


def values(size: Size) -> dict[tuple[int, int, int, int], Value]:
    """By programme, place, indicator and quarter: one stream, in this order."""
    stream = random.Random(SEED)
    return {
        (programme, place, indicator, number): Value(stream.randint(0, 60), stream.randint(0, 60))
        for programme in range(size.programmes)
        for place in range(size.places)
        for indicator in range(size.indicators)
        for number in range(size.quarters)
    }


def lay_programmes(size: Size) -> list[Programme]:
    """Everything but the reports."""
    country = Place.objects.create(code="W", name="Westland", kind=PlaceKind.COUNTRY, valid_from=FIRST)
    breakdowns = lay_categories()
    indicators = [
        Indicator.objects.create(
            slug=f"indicator-{number:02}", kind=Kind.FLOW, name=f"Indicator {number}", measure="person"
        )
        for number in range(1, size.indicators + 1)
    ]
    return [lay_programme(number, size, country, indicators, breakdowns) for number in range(size.programmes)]


def lay_categories() -> dict[str, Breakdown]:
    total = Breakdown.objects.create(slug="total")
    Combination.objects.create(breakdown=total, slug="")
    breakdowns = {"total": total}
    for name, categories in LISTS.items():
        dimension = Dimension.objects.create(slug=name, name=name.capitalize())
        breakdowns[name] = Breakdown.objects.create(slug=name)
        breakdowns[name].dimensions.set([dimension])
        for position, slug in enumerate(categories):
            category = Category.objects.create(dimension=dimension, slug=slug, position=position, name=slug)
            cell = Combination.objects.create(
                breakdown=breakdowns[name], slug=f"{name}:{slug}", position=position
            )
            cell.categories.set([category])
    return breakdowns


def lay_programme(
    number: int, size: Size, country: Place, indicators: list[Indicator], breakdowns: dict[str, Breakdown]
) -> Programme:
    """A province and its communes, a memorandum of one phase, four outcomes, and targets of 10 and of 1,000."""
    province = lay_unit(f"P{number:02}", f"Province {number}", country, None, Role.PROVINCIAL_OFFICER)
    units = [
        lay_unit(f"{number:02}{place:03}", f"Commune {number}.{place}", province.place, province.body)
        for place in range(size.places)
    ]
    agreement = Agreement.objects.create(
        slug=f"programme-{number}", kind=AgreementKind.MEMORANDUM, name=f"Programme {number}"
    )
    seat = Seat.objects.create(agreement=agreement, number=1)
    SeatHolding.objects.create(seat=seat, organisation=province.body, valid_from=FIRST)
    Share.objects.create(
        kind=Protected.RESULTS, thing_id=agreement.pk, seat=seat, state="signed", first_on=FIRST
    )
    phase = Phase.objects.create(agreement=agreement, name="2021–2026", first_on=FIRST, last_on=LAST)
    contents = lay_outcomes(phase, province.body)
    quarterly, single = (
        Form.objects.create(
            slug=f"{name}-{number}", version=1, agreement=agreement, name=name, valid_from=FIRST
        )
        for name in ("quarterly", "single")
    )
    each = -(-size.indicators // OUTCOMES)
    for place, indicator in enumerate(indicators):
        content = contents[place // each]
        for form in (quarterly, single) if place == 0 else (quarterly,):
            asked = Question.objects.create(
                form=form, number=place + 1, indicator=indicator, base=breakdowns["sex"], content=content
            )
            asked.of_which.set([breakdowns["age"]])
    lay_targets(agreement, phase, contents, indicators, units, each)
    return Programme(agreement, quarterly, single, province.body, province.officer, units)


def lay_unit(
    code: str, name: str, above: Place, parent: Organisation | None, role: Role = Role.COMMUNE_OFFICER
) -> Unit:
    kind = PlaceKind.PROVINCE if parent is None else PlaceKind.COMMUNE
    place = Place.objects.create(code=code, name=name, kind=kind, parent=above, valid_from=FIRST)
    body = Organisation.objects.create(
        kind=OrganisationKind.WOMENS_UNION, name=f"Union of {name}", place=place, parent=parent
    )
    officer = Person.objects.create(known_as=f"Officer of {name}", language="en")
    Account.objects.create(name=code, person=officer, password="!")
    Post.objects.create(
        person=officer, organisation=body, role=role, title=f"Officer of {name}", valid_from=FIRST
    )
    return Unit(body, place, officer)


def lay_outcomes(phase: Phase, lead: Organisation) -> list[Content]:
    plan = Plan.objects.create(phase=phase, year=FIRST.year, name="Plan", issued_on=FIRST, number="1/KH")
    plan.issuers.set([lead])
    contents = []
    for number in range(1, OUTCOMES + 1):
        commitment = Commitment.objects.create(phase=phase, number=number, text=f"Outcome {number}")
        contents.append(Content.objects.create(plan=plan, number=number, text=f"Outcome {number}", lead=lead))
        contents[-1].commitments.set([commitment])
    return contents


def lay_targets(
    agreement: Agreement, phase: Phase, contents: list[Content], indicators: list[Indicator], units: list[Unit],
    each: int,
) -> None:  # fmt: skip
    commitments = list(phase.commitments.order_by("number"))
    Target.objects.bulk_create(
        Target(
            agreement=agreement, indicator=indicator, commitment=commitments[place // each], organisation=body,
            first_on=phase.first_on, last_on=phase.last_on, amount=amount * SCALE,
        )
        for place, indicator in enumerate(indicators)
        for body, amount in [(None, 1_000), *((unit.body, 10) for unit in units)]
    )  # fmt: skip


def lay_reports(size: Size, programmes: list[Programme]) -> Iterator[tuple[int, int]]:
    """All quarters asked for, handed in and approved, a quarter at a time; tells how many of how many are done."""
    said = values(size)
    for number in range(size.quarters):
        for place, programme in enumerate(programmes):
            with audited_together():  # one quarter at a time is written to the disk
                lay_quarter(number, place, programme, said, size)
            yield number * len(programmes) + place + 1, size.quarters * len(programmes)


def lay_quarter(
    number: int, place: int, programme: Programme, said: dict[tuple[int, int, int, int], Value], size: Size
) -> None:
    reports = asked(programme.quarterly, programme, *quarter(number), moment(number, days=-20))
    for order, report in enumerate(reports):
        answers = {
            indicator + 1: said[place, order, indicator, number].answer()
            for indicator in range(size.indicators)
        }
        hand_in(report, answers, by=programme.units[order].officer, at=moment(number, days=2))
    approve_reports(reports, by=programme.superior, at=moment(number, days=9))


def asked(form: Form, programme: Programme, first_on: date, last_on: date, at: datetime) -> list[Report]:
    """A report of every unit, in their order."""
    opened = ask_for_reports(
        form, [unit.body for unit in programme.units], first_on=first_on, last_on=last_on,
        due_on=last_on + timedelta(days=5), by=programme.superior, at=at,
    )  # fmt: skip
    by_holder = {report.holder_id: report for report in opened}
    return [by_holder[unit.body.pk] for unit in programme.units]


def moment(number: int, *, days: int) -> datetime:
    """So many days after the end of a quarter, at nine in the morning."""
    day = quarter(number)[1] + timedelta(days=days)
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
