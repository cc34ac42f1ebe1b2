"""Who tries every door: each role at each position towards one body's things, and somebody who has not signed in.

Everything that is tried belongs to Dogwood's union, or to a programme whose first side Dogwood holds. A position says
where a post stands to that: above it, beside it, across the border, over since this morning. Two neighbours bear
codes that begin alike (10, 103, 1031), since a closure by letters would take them for parts of one another.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from allauth.mfa.models import Authenticator

from chungtay import models
from chungtay.models import AgreementKind, OrganisationKind, PlaceKind
from chungtay.rules.people import SECOND_FACTOR, Kind, Role
from tests.world import TODAY, World, make_world

YESTERDAY, TOMORROW, LONG_AGO = TODAY - timedelta(days=1), TODAY + timedelta(days=1), date(2020, 1, 1)


@dataclass(frozen=True)
class Position:
    """Where a post stands, and until when. `programme` and `place` limit it."""

    name: str
    body: str
    says: str
    first_on: date = LONG_AGO
    until: date | None = None
    programme: str = ""
    place: str = ""


POSITIONS = (
    Position("own", "dogwood", "in the body that holds the thing"),
    Position("superior", "west", "in the body above the holder"),
    Position("child", "branch", "in a body under the holder"),
    Position("sibling", "cedar", "in another body under the same superior"),
    Position("longer", "hill", "in a sibling whose place code begins with the holder’s (1031 and 103)"),
    Position("shorter", "dog", "in a sibling with whose place code the holder’s begins (10 and 103)"),
    Position("seat", "east", "in the body that holds the other seat, with which things are shared"),
    Position("under-seat", "elm", "in a body under that one"),
    Position("former-seat", "fir", "in the body that held the other seat until yesterday"),
    Position(
        "taken-back", "gum", "in the body that holds a third seat, whose shares were taken back yesterday"
    ),
    Position("other-programme", "dogwood", "in the holder, for another programme only", programme="other"),
    Position("elsewhere", "west", "in the body above the holder, for another commune only", place="Dog"),
    Position("ended", "dogwood", "in the holder, until yesterday", until=TODAY),
    Position("tomorrow", "dogwood", "in the holder, from tomorrow on", first_on=TOMORROW),
    Position("stranger", "far", "in a body of another tree"),
)
BY_NAME = {position.name: position for position in POSITIONS}


@dataclass(frozen=True)
class Person:
    """One column: a role at a position, or nobody."""

    role: Role | None
    position: str

    def __str__(self) -> str:
        return f"{self.role} {self.position}" if self.role else "anonymous"


ANONYMOUS = Person(None, "")
PERSONS = [ANONYMOUS, *(Person(role, position.name) for position in POSITIONS for role in Role)]


def matrix_world() -> tuple[World, dict[Person, models.Account]]:
    """The small world, moved so that Dogwood holds all that the tables name; and the accounts of the columns."""
    world = make_world()
    add_neighbours(world)
    seat_dogwood(world)
    accounts = {person: account_of(world, person) for person in PERSONS if person.role}
    return all_dogwoods(world, accounts), accounts


def add_neighbours(world: World) -> None:
    def place(code: str, name: str, parent: str) -> None:
        world.places[name] = models.Place.objects.create(
            code=code, name=name, kind=PlaceKind.COMMUNE, parent=world.places[parent], valid_from=date(2000, 1, 1)
        )  # fmt: skip

    def body(name: str, place: str, parent: str = "") -> None:
        world.bodies[name] = models.Organisation.objects.create(
            kind=OrganisationKind.WOMENS_UNION, name=f"Union of {place}", short_name=f"Union of {place}",
            place=world.places[place], parent=world.bodies.get(parent), symbol="BTV",
        )  # fmt: skip

    place("10", "Dog", "Oakshire")
    place("1031", "Dogwood Hill", "Oakshire")
    place("1039", "Dogwood Brook", "Dogwood")
    place("E12", "Fir", "Elmshire")
    place("E13", "Gum", "Elmshire")
    body("dog", "Dog", "west")
    body("hill", "Dogwood Hill", "west")
    body("branch", "Dogwood Brook", "dogwood")
    body("fir", "Fir")
    body("gum", "Gum")


def seat_dogwood(world: World) -> None:
    """Dogwood holds the first seat; Fir handed the second to the east this morning; Gum holds a third."""
    first, second = world.programme.seats.all()
    first.holdings.update(organisation=world.bodies["dogwood"])
    second.holdings.update(valid_from=TODAY)
    third = models.Seat.objects.create(agreement=world.programme, number=3)
    models.Share.objects.create(
        kind=Kind.RESULTS, thing_id=world.programme.pk, seat=third, state="signed", first_on=date(2006, 1, 1)
    )
    for seat, body, until in ((second, "fir", TODAY), (third, "gum", None)):
        models.SeatHolding.objects.create(
            seat=seat, organisation=world.bodies[body], valid_from=date(2006, 1, 1), valid_to=until
        )
    other = models.Agreement.objects.create(slug="other", kind=AgreementKind.TWINNING, name="Another")
    seat = models.Seat.objects.create(agreement=other, number=1)
    models.SeatHolding.objects.create(
        seat=seat, organisation=world.bodies["dogwood"], valid_from=date(2006, 1, 1)
    )
    world.reports["cedar"].first_on, world.reports["cedar"].last_on = date(2025, 3, 1), date(2025, 6, 30)
    world.reports["cedar"].holder, world.reports["cedar"].place = (
        world.bodies["dogwood"], world.places["Dogwood"],
    )  # fmt: skip
    world.reports["cedar"].save()


def take_back_shares() -> None:
    """Called once everything is shared: all was given a month ago, and the third seat's ended yesterday."""
    models.Share.objects.update(first_on=TODAY - timedelta(days=30))
    models.Share.objects.filter(seat__number=3).update(until=TODAY)


def account_of(world: World, person: Person) -> models.Account:
    position = BY_NAME[person.position]
    name = f"{person.role}-{person.position}"
    someone = models.Person.objects.create(known_as=name, language="en")
    post = models.Post.objects.create(
        person=someone, organisation=world.bodies[position.body], role=person.role, title=name,
        place=world.places[position.place] if position.place else None,
        valid_from=position.first_on, valid_to=position.until,
    )  # fmt: skip
    if position.programme:
        agreement = models.Agreement.objects.get(slug=position.programme)
        models.Assignment.objects.create(post=post, agreement=agreement)
    account = models.Account(name=name, person=someone)
    account.set_unusable_password()
    account.save()
    if person.role in SECOND_FACTOR:
        Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})
    return account


def all_dogwoods(world: World, accounts: dict[Person, models.Account]) -> World:
    """The same world under the names that the tables' things use, each of them answered by Dogwood."""
    own = {role: accounts[Person(role, "own")].person for role in Role}
    world.bodies |= dict.fromkeys(("west", "cedar"), world.bodies["dogwood"])
    world.places |= {"Cedar": world.places["Dogwood"]}
    world.persons |= {
        "officer": own[Role.COMMUNE_OFFICER],
        "cedar": own[Role.COMMUNE_OFFICER],
        "provincial": own[Role.PROVINCIAL_OFFICER],
        "leader": own[Role.PROVINCIAL_LEADER],
        "auditor": own[Role.AUDITOR],
        "partner": accounts[Person(Role.PARTNER_OFFICER, "seat")].person,
        "stranger": accounts[Person(Role.PROVINCIAL_LEADER, "stranger")].person,
    }
    return world
