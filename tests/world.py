"""The small fixed world of the tests: two unions, four communes, a handful of persons, one programme.

Communes Alder and Birch became Cedar on 1 July 2025; Dogwood stayed. An officer of Dogwood reports, a provincial
officer and a leader approve, a partner sits across the border, a stranger is from elsewhere and must see nothing.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from allauth.mfa.totp.internal.auth import TOTP

from chungtay import models
from chungtay.models import AgreementKind, OrganisationKind, PlaceKind
from chungtay.rules.ledger import Kind
from chungtay.rules.people import SECOND_FACTOR, Role
from chungtay.rules.people import Kind as Protected

TODAY = date(2026, 3, 20)
NOW = datetime(2026, 3, 20, 3, 0, tzinfo=UTC)
MERGER = date(2025, 7, 1)
CODE_SECRET = "JBSWY3DPEHPK3PXP"  # of the code apps of those whose post asks for a second step


@dataclass
class World:
    """Every thing by the name that the tests use."""

    places: dict[str, models.Place]
    bodies: dict[str, models.Organisation]
    persons: dict[str, models.Person]
    programme: models.Agreement
    phase: models.Phase
    commitments: list[models.Commitment]
    plan: models.Plan
    contents: list[models.Content]
    indicators: dict[str, models.Indicator]
    breakdowns: dict[str, models.Breakdown]
    cells: dict[str, models.Combination]
    served: models.Served
    form: models.Form
    reports: dict[str, models.Report]

    @property
    def officer(self) -> models.Person:
        return self.persons["officer"]

    @property
    def provincial(self) -> models.Person:
        return self.persons["provincial"]

    @property
    def leader(self) -> models.Person:
        return self.persons["leader"]

    @property
    def partner(self) -> models.Person:
        return self.persons["partner"]

    @property
    def stranger(self) -> models.Person:
        return self.persons["stranger"]


def make_places() -> dict[str, models.Place]:
    def place(
        code: str,
        name: str,
        kind: str,
        parent: str = "",
        start: date = date(2000, 1, 1),
        end: date | None = None,
    ) -> None:
        made[name] = models.Place.objects.create(
            code=code, name=name, kind=kind, parent=made.get(parent), valid_from=start, valid_to=end,
            is_border=kind == PlaceKind.COMMUNE,
        )  # fmt: skip

    made: dict[str, models.Place] = {}
    place("W", "Westland", PlaceKind.COUNTRY)
    place("W1", "Oakshire", PlaceKind.PROVINCE, "Westland")
    place("W2", "Farshire", PlaceKind.PROVINCE, "Westland")
    place("101", "Alder", PlaceKind.COMMUNE, "Oakshire", end=MERGER)
    place("102", "Birch", PlaceKind.COMMUNE, "Oakshire", end=MERGER)
    place("102", "Cedar", PlaceKind.COMMUNE, "Oakshire", start=MERGER)
    place("103", "Dogwood", PlaceKind.COMMUNE, "Oakshire")
    place("201", "Farwood", PlaceKind.COMMUNE, "Farshire")
    place("E", "Eastland", PlaceKind.COUNTRY)
    place("E1", "Elmshire", PlaceKind.PROVINCE, "Eastland")
    place("E11", "Elm", PlaceKind.DISTRICT, "Elmshire")
    for old in ("Alder", "Birch"):
        models.Succession.objects.create(old=made[old], new=made["Cedar"], on=MERGER, instrument="Order 1")
    return made


def make_bodies(places: dict[str, models.Place]) -> dict[str, models.Organisation]:
    def body(name: str, place: str, parent: str = "") -> None:
        made[name] = models.Organisation.objects.create(
            kind=OrganisationKind.WOMENS_UNION, name=f"Union of {place}", short_name=f"Union of {place}",
            place=places[place], parent=made.get(parent), symbol="BTV",
        )  # fmt: skip

    made: dict[str, models.Organisation] = {}
    body("west", "Oakshire")
    body("cedar", "Cedar", "west")
    body("dogwood", "Dogwood", "west")
    body("far", "Farshire")
    body("farwood", "Farwood", "far")
    body("east", "Elmshire")
    body("elm", "Elm", "east")
    return made


def make_persons(bodies: dict[str, models.Organisation]) -> dict[str, models.Person]:
    def person(name: str, body: str, role: Role, language: str = "vi") -> None:
        made[name] = models.Person.objects.create(known_as=name.capitalize(), language=language)
        account = models.Account.objects.create_user(name, "correct horse battery staple", person=made[name])
        if role in SECOND_FACTOR:
            TOTP.activate(account, CODE_SECRET)
        models.Post.objects.create(
            person=made[name], organisation=bodies[body], role=role,
            title=f"{name.capitalize()} of {bodies[body].name}", valid_from=date(2020, 1, 1),
        )  # fmt: skip

    made: dict[str, models.Person] = {}
    person("officer", "dogwood", Role.COMMUNE_OFFICER)
    person("cedar", "cedar", Role.COMMUNE_OFFICER)
    person("provincial", "west", Role.PROVINCIAL_OFFICER)
    person("leader", "west", Role.PROVINCIAL_LEADER)
    person("partner", "east", Role.PARTNER_OFFICER, "lo")
    person("auditor", "west", Role.AUDITOR)
    person("administrator", "west", Role.ADMINISTRATOR)
    person("stranger", "far", Role.PROVINCIAL_LEADER)
    return made


def make_categories() -> tuple[dict[str, models.Breakdown], dict[str, models.Combination]]:
    lists = {
        "sex": ["female", "male", "not-stated"],
        "membership": ["member", "non-member"],
        "ethnicity": ["kinh", "gia-rai", "not-stated"],
    }
    total = models.Breakdown.objects.create(slug="total")
    breakdowns = {"total": total}
    cells = {"": models.Combination.objects.create(breakdown=total, slug="")}
    for name, values in lists.items():
        dimension = models.Dimension.objects.create(slug=name, name=name.capitalize())
        breakdowns[name] = models.Breakdown.objects.create(slug=name)
        breakdowns[name].dimensions.set([dimension])
        for position, value in enumerate(values):
            category = models.Category.objects.create(
                dimension=dimension, slug=value, position=position, name=value.capitalize()
            )
            cell = models.Combination.objects.create(
                breakdown=breakdowns[name], slug=f"{name}:{value}", position=position
            )
            cell.categories.set([category])
            cells[cell.slug] = cell
    return breakdowns, cells


def make_programme(bodies: dict[str, models.Organisation]) -> models.Agreement:
    programme = models.Agreement.objects.create(
        slug="oak-elm", kind=AgreementKind.MEMORANDUM, name="Oakshire and Elmshire", relations_since=2006
    )
    for number, body in enumerate(("west", "east"), 1):
        seat = models.Seat.objects.create(agreement=programme, number=number)
        models.SeatHolding.objects.create(seat=seat, organisation=bodies[body], valid_from=date(2006, 1, 1))
        models.Share.objects.create(
            kind=Protected.RESULTS,
            thing_id=programme.pk,
            seat=seat,
            state="signed",
            first_on=date(2006, 1, 1),
        )
    return programme


def make_form(world_so_far: dict[str, object], programme: models.Agreement) -> models.Form:
    form = models.Form.objects.create(
        slug="yearly", version=1, agreement=programme, name="Yearly report", valid_from=date(2024, 1, 1)
    )
    breakdowns: dict = world_so_far["breakdowns"]  # type: ignore[assignment,type-arg]
    indicators: dict = world_so_far["indicators"]  # type: ignore[assignment,type-arg]
    contents: list = world_so_far["contents"]  # type: ignore[assignment,type-arg]
    sessions = models.Question.objects.create(
        form=form, number=1, indicator=indicators["sessions"], base=breakdowns["total"], content=contents[0]
    )
    assert sessions.number == 1
    attendances = models.Question.objects.create(
        form=form, number=2, indicator=indicators["attendances"], base=breakdowns["sex"], content=contents[0]
    )
    attendances.of_which.set([breakdowns["ethnicity"], breakdowns["membership"]])
    return form


def make_world() -> World:
    places = make_places()
    bodies = make_bodies(places)
    persons = make_persons(bodies)
    breakdowns, cells = make_categories()
    programme = make_programme(bodies)
    phase = models.Phase.objects.create(
        agreement=programme, name="2024–2028", first_on=date(2024, 1, 1), last_on=date(2028, 12, 31)
    )
    commitments = [
        models.Commitment.objects.create(phase=phase, number=number, text=text)
        for number, text in enumerate(("Tell about the border", "Visit one another"), 1)
    ]
    plan = models.Plan.objects.create(
        phase=phase, year=2026, number="18/KH-BTV", issued_on=date(2026, 1, 26), name="Plan 2026"
    )
    plan.issuers.set([bodies["west"]])
    contents = [
        models.Content.objects.create(
            plan=plan, number=number, text=text, lead=bodies["west"], due_on=date(2026, 11, 30)
        )
        for number, text in enumerate(("Talks in border communes", "A visit in October"), 1)
    ]
    contents[0].commitments.set(commitments[:1])
    indicators = {
        slug: models.Indicator.objects.create(
            slug=slug, kind=kind, name=name, measure=measure, fed_by_register=fed
        )
        for slug, kind, name, measure, fed in (
            ("sessions", Kind.FLOW, "Sessions", "session", False),
            ("attendances", Kind.FLOW, "Attendances", "attendance", False),
            ("clubs", Kind.STOCK, "Clubs", "club", True),
        )
    }
    form = make_form({"breakdowns": breakdowns, "indicators": indicators, "contents": contents}, programme)
    reports = {
        name: models.Report.objects.create(
            form=form,
            holder=bodies[name],
            place=bodies[name].place,
            first_on=date(2026, 1, 1),
            last_on=date(2026, 3, 14),
            due_on=due,
        )  # fmt: skip
        for name, due in (
            ("dogwood", date(2026, 3, 25)),
            ("cedar", date(2026, 3, 17)),
            ("elm", date(2026, 3, 25)),
        )
    }
    for indicator, amount in (("attendances", 500), ("clubs", 2)):
        models.Target.objects.create(
            agreement=programme, indicator=indicators[indicator], content=contents[0], commitment=commitments[0],
            first_on=date(2026, 1, 1), last_on=date(2026, 12, 31), amount=amount * 10_000,
        )  # fmt: skip
    return World(
        places, bodies, persons, programme, phase, commitments, plan, contents, indicators, breakdowns, cells,
        models.Served.objects.of([programme]), form, reports,
    )  # fmt: skip
