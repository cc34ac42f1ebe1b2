"""The small fixed world of the tests: two unions, four communes, a handful of persons, one programme.

Communes Alder and Birch became Cedar on 1 July 2025; Dogwood stayed. An officer of Dogwood reports, a provincial
officer and a leader approve, a partner sits across the border, a stranger is from elsewhere and must see nothing.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.db.models import Model

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


Thing = TypeVar("Thing", bound=Model)


def laid(*things: Thing) -> list[Thing]:
    """Keeps many at once, for nearly every test begins with laying the world."""
    return type(things[0])._default_manager.bulk_create(things)


def tied(field: str, *pairs: tuple[Model, Model]) -> None:
    """Keeps who belongs to whom in a field that holds many."""
    tie: Any = type(pairs[0][0])._meta.get_field(field)
    owner, member = tie.m2m_field_name(), tie.m2m_reverse_field_name()
    laid(*(tie.remote_field.through(**{owner: one, member: other}) for one, other in pairs))


def make_places() -> dict[str, models.Place]:
    def place(
        code: str,
        name: str,
        kind: str,
        parent: str = "",
        start: date = date(2000, 1, 1),
        end: date | None = None,
    ) -> None:
        made[name] = models.Place(
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
    laid(*made.values())
    laid(
        *(
            models.Succession(old=made[old], new=made["Cedar"], on=MERGER, instrument="Order 1")
            for old in ("Alder", "Birch")
        )
    )
    return made


def make_bodies(places: dict[str, models.Place]) -> dict[str, models.Organisation]:
    def body(name: str, place: str, parent: str = "") -> None:
        made[name] = models.Organisation(
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
    laid(*made.values())
    return made


def make_persons(bodies: dict[str, models.Organisation]) -> dict[str, models.Person]:
    def person(name: str, body: str, role: Role, language: str = "vi") -> None:
        made[name] = models.Person(known_as=name.capitalize(), language=language)
        accounts[name] = models.Account(name=name, person=made[name])
        accounts[name].set_password("correct horse battery staple")
        posts.append(
            models.Post(
                person=made[name], organisation=bodies[body], role=role,
                title=f"{name.capitalize()} of {bodies[body].name}", valid_from=date(2020, 1, 1),
            )
        )  # fmt: skip

    made: dict[str, models.Person] = {}
    accounts: dict[str, models.Account] = {}
    posts: list[models.Post] = []
    person("officer", "dogwood", Role.COMMUNE_OFFICER)
    person("cedar", "cedar", Role.COMMUNE_OFFICER)
    person("provincial", "west", Role.PROVINCIAL_OFFICER)
    person("leader", "west", Role.PROVINCIAL_LEADER)
    person("partner", "east", Role.PARTNER_OFFICER, "lo")
    person("auditor", "west", Role.AUDITOR)
    person("administrator", "west", Role.ADMINISTRATOR)
    person("stranger", "far", Role.PROVINCIAL_LEADER)
    laid(*made.values())
    laid(*accounts.values())
    laid(*posts)
    laid(*(second_step(accounts[post.person.account.name]) for post in posts if post.role in SECOND_FACTOR))
    return made


def second_step(account: models.Account) -> Authenticator:
    return Authenticator(user=account, type=Authenticator.Type.TOTP, data={"secret": encrypt(CODE_SECRET)})


def make_categories() -> tuple[dict[str, models.Breakdown], dict[str, models.Combination]]:
    lists = {
        "sex": ["female", "male", "not-stated"],
        "membership": ["member", "non-member"],
        "ethnicity": ["kinh", "gia-rai", "not-stated"],
    }
    breakdowns = {name: models.Breakdown(slug=name) for name in ("total", *lists)}
    dimensions = {name: models.Dimension(slug=name, name=name.capitalize()) for name in lists}
    cells = {"": models.Combination(breakdown=breakdowns["total"], slug="")}
    categories: dict[str, models.Category] = {}
    for name, values in lists.items():
        for position, value in enumerate(values):
            cell = f"{name}:{value}"
            categories[cell] = models.Category(
                dimension=dimensions[name], slug=value, position=position, name=value.capitalize()
            )
            cells[cell] = models.Combination(breakdown=breakdowns[name], slug=cell, position=position)
    for things in (breakdowns, dimensions, categories, cells):
        laid(*things.values())
    tied("dimensions", *((breakdowns[name], dimensions[name]) for name in lists))
    tied("categories", *((cells[cell], category) for cell, category in categories.items()))
    return breakdowns, cells


def make_programme(bodies: dict[str, models.Organisation]) -> models.Agreement:
    programme = models.Agreement.objects.create(
        slug="oak-elm", kind=AgreementKind.MEMORANDUM, name="Oakshire and Elmshire", relations_since=2006
    )
    begun = date(2006, 1, 1)
    west, east = laid(*(models.Seat(agreement=programme, number=number) for number in (1, 2)))
    laid(
        models.SeatHolding(seat=west, organisation=bodies["west"], valid_from=begun),
        models.SeatHolding(seat=east, organisation=bodies["east"], valid_from=begun),
    )
    laid(
        *(
            models.Share(
                kind=Protected.RESULTS, thing_id=programme.pk, seat=seat, state="signed", first_on=begun
            )
            for seat in (west, east)
        )
    )
    return programme


def make_registers(indicators: dict[str, models.Indicator], breakdowns: dict[str, models.Breakdown]) -> None:
    """Clubs, counted by sex and of these by ethnicity; opening one moves the stock."""
    clubs = models.RegisterKind.objects.create(
        slug="club", name="Club", base=breakdowns["sex"], stock=indicators["clubs"]
    )
    tied("of_which", (clubs, breakdowns["ethnicity"]))


def make_form(world_so_far: dict[str, object], programme: models.Agreement) -> models.Form:
    form = models.Form.objects.create(
        slug="yearly",
        version=1,
        agreement=programme,
        name="Yearly report",
        valid_from=date(2024, 1, 1),
        published_at=datetime(2024, 1, 1, tzinfo=UTC),
    )
    breakdowns: dict = world_so_far["breakdowns"]  # type: ignore[assignment,type-arg]
    indicators: dict = world_so_far["indicators"]  # type: ignore[assignment,type-arg]
    contents: list = world_so_far["contents"]  # type: ignore[assignment,type-arg]
    _, attendances = laid(
        *(
            models.Question(
                form=form,
                number=number,
                indicator=indicators[slug],
                base=breakdowns[base],
                content=contents[0],
            )
            for number, (slug, base) in enumerate((("sessions", "total"), ("attendances", "sex")), 1)
        )
    )
    tied("of_which", *((attendances, breakdowns[name]) for name in ("ethnicity", "membership")))
    return form


def make_reports(form: models.Form, bodies: dict[str, models.Organisation]) -> dict[str, models.Report]:
    first, last = date(2026, 1, 1), date(2026, 3, 14)
    due = {"dogwood": date(2026, 3, 25), "cedar": date(2026, 3, 17), "elm": date(2026, 3, 25)}
    reports = {
        name: models.Report(
            form=form, holder=bodies[name], place=bodies[name].place, first_on=first, last_on=last, due_on=day
        )
        for name, day in due.items()
    }
    laid(*reports.values())
    return reports


def make_world() -> World:
    places = make_places()
    bodies = make_bodies(places)
    persons = make_persons(bodies)
    breakdowns, cells = make_categories()
    programme = make_programme(bodies)
    phase = models.Phase.objects.create(
        agreement=programme, name="2024–2028", first_on=date(2024, 1, 1), last_on=date(2028, 12, 31)
    )
    commitments = laid(
        *(
            models.Commitment(phase=phase, number=number, text=text)
            for number, text in enumerate(("Tell about the border", "Visit one another"), 1)
        )
    )
    plan = models.Plan.objects.create(
        phase=phase, year=2026, number="18/KH-BTV", issued_on=date(2026, 1, 26), name="Plan 2026"
    )
    tied("issuers", (plan, bodies["west"]))
    contents = laid(
        *(
            models.Content(
                plan=plan, number=number, text=text, lead=bodies["west"], due_on=date(2026, 11, 30)
            )
            for number, text in enumerate(("Talks in border communes", "A visit in October"), 1)
        )
    )
    tied("commitments", (contents[0], commitments[0]))
    indicators = {
        slug: models.Indicator(slug=slug, kind=kind, name=name, measure=measure, fed_by_register=fed)
        for slug, kind, name, measure, fed in (
            ("sessions", Kind.FLOW, "Sessions", "session", False),
            ("attendances", Kind.FLOW, "Attendances", "attendance", False),
            ("clubs", Kind.STOCK, "Clubs", "club", True),
        )
    }
    laid(*indicators.values())
    make_registers(indicators, breakdowns)
    form = make_form({"breakdowns": breakdowns, "indicators": indicators, "contents": contents}, programme)
    reports = make_reports(form, bodies)
    laid(
        *(
            models.Target(
                agreement=programme, indicator=indicators[indicator], content=contents[0],
                commitment=commitments[0], first_on=date(2026, 1, 1), last_on=date(2026, 12, 31),
                amount=amount * 10_000,
            )
            for indicator, amount in (("attendances", 500), ("clubs", 2))
        )
    )  # fmt: skip
    return World(
        places, bodies, persons, programme, phase, commitments, plan, contents, indicators, breakdowns, cells,
        models.Served.objects.of([programme]), form, reports,
    )  # fmt: skip
