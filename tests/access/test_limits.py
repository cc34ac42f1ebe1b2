"""A post that ends at a place, or serves some programmes only, is obeyed by lists, counts, figures and acts alike."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from chungtay.actions.activities import record_activity
from chungtay.actions.documents import add_document
from chungtay.actions.plans import accept_plan
from chungtay.actions.registers import close_registered, open_registered
from chungtay.actions.reports import LineAnswer, approve_report, hand_in, open_report, write_report
from chungtay.actions.requests import ask_for_reports
from chungtay.actions.reviews import draft_review
from chungtay.actions.tasks import finish_task
from chungtay.answers.activities import may_record, recording_places
from chungtay.answers.figures import Book
from chungtay.answers.programmes import bodies_for, may_ask, may_plan, programmes_of
from chungtay.answers.work import duties_of, weaves_for
from chungtay.models import (
    Account,
    Activity,
    Agreement,
    Assignment,
    Document,
    Entry,
    Form,
    Organisation,
    Person,
    Place,
    Plan,
    Post,
    Registered,
    RegisterKind,
    Report,
    Review,
    SeatHolding,
    Served,
    Task,
)
from chungtay.rules.amounts import SCALE
from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Act, Kind, Role
from chungtay.rules.reports import LineState
from tests.actions.test_reports import BY_PHONE
from tests.world import NOW, TODAY, World

Enter = Callable[..., Client]
PLACES = ("Cedar", "Alder", "Dogwood", "Maple")  # Alder became Cedar; Maple's code begins as Dogwood's

# Each unit has reported for a period that counts below, waits for the approval of another, and owes a third.
OLD = [(date(year, first, 1), date(year, first + 5, 30)) for year, first in ((2024, 1), (2023, 1), (2023, 7))]
NEW = [
    (date(2025, 7, 1), date(2025, 9, 30)),
    (date(2025, 10, 1), date(2025, 12, 31)),
    (date(2026, 1, 1), date(2026, 3, 14)),
]


@dataclass
class Held:
    """What one unit holds for one programme: figures that stand, a report that waits, one to write, and the rest."""

    approved: Report
    waiting: Report
    owed: Report
    activity: Activity
    registered: Registered
    task: Task

    @property
    def entry(self) -> Entry:
        return Entry.objects.filter(source__line__report=self.approved)[0]


@dataclass
class Town:
    world: World
    at: dict[str, Held]
    other: Agreement
    of_other: Held
    papers: dict[str, Document]
    reviews: dict[str, Review]

    def keys(self, names: Iterable[str], part: str) -> set[Any]:
        return {getattr(self.of_other if name == "other" else self.at[name], part).pk for name in names}


@pytest.fixture
def town(world: World, settings: Settings, tmp_path: Any) -> Town:
    settings.FILES = tmp_path
    world.places["Maple"] = Place.objects.create(
        code="1031",
        name="Maple",
        kind="commune",
        parent=world.places["Oakshire"],
        valid_from=date(2000, 1, 1),
    )
    world.bodies["maple"] = Organisation.objects.create(
        kind="womens_union", name="Union of Maple", short_name="Union of Maple", parent=world.bodies["west"],
        place=world.places["Maple"],
    )  # fmt: skip
    Report.objects.all().delete()
    other = Agreement.objects.create(
        slug="oak-police", kind="coordination_programme", name="Oakshire and its police"
    )
    for number, body in enumerate(("west", "far"), 1):
        seat = other.seats.create(number=number)
        SeatHolding.objects.create(seat=seat, organisation=world.bodies[body], valid_from=date(2006, 1, 1))
    return Town(
        world=world,
        at={name: held_at(world, name, world.form, world.programme, number) for number, name in enumerate(PLACES)},
        other=other,
        of_other=held_at(world, "Dogwood", form_of(world, other), other, 4),
        papers={one.slug: paper_of(world, one) for one in (world.programme, other)},
        reviews={one.slug: review_of(world, one) for one in (world.programme, other)},
    )  # fmt: skip


def form_of(world: World, agreement: Agreement) -> Form:
    form = Form.objects.create(
        slug="police", version=1, agreement=agreement, name="x", valid_from=date(2024, 1, 1)
    )
    form.questions.create(number=1, indicator=world.indicators["sessions"], base=world.breakdowns["total"])
    return form


def held_at(world: World, name: str, form: Form, agreement: Agreement, number: int) -> Held:
    """10 sessions in the first place, 100 in the second and so on, so that each sum tells its parts."""
    place, by = world.places[name], world.provincial
    body = world.bodies["cedar" if name == "Alder" else name.lower()]
    periods = OLD if name == "Alder" else NEW
    day = periods[0][0]
    approved, waiting, owed = (
        open_report(form, body, place=place, first_on=first, last_on=last, due_on=TODAY, by=by, at=NOW)
        for first, last in periods
    )
    answer = LineAnswer(state=LineState.GIVEN, total=10 ** (number + 1) * SCALE)
    write_report(approved, {1: answer}, by=by, at=NOW)
    for report in (approved, waiting):
        hand_in(report, on_behalf=BY_PHONE, by=world.leader, at=NOW)
    approve_report(approved, by=by, at=NOW)
    served = Served.objects.of([agreement])
    activity = Activity(
        kind_id="session", title=f"Talk {number}", first_on=day, last_on=day, place=place,
        holder=body, served=served, recorded_by=by,
    )  # fmt: skip
    plan = Plan.objects.get_or_create(
        phase=agreement.phases.get_or_create(
            name="Now", defaults={"first_on": date(2024, 1, 1), "last_on": date(2028, 12, 31)}
        )[0],
        year=2026,
        name="Plan",
    )[0]
    content = plan.contents.get_or_create(number=9, defaults={"text": "Talks"})[0]
    return Held(
        approved, waiting, owed,
        record_activity(activity, attendances={}, by=by, at=NOW),
        open_registered(
            Registered(
                kind=RegisterKind.objects.get(), name=f"Club {number}", place=place, holder=body, served=served,
                opened_on=day,
            ),
            by=by, at=NOW,
        ),
        Task.objects.create(
            agreement=agreement, content=content, organisation=body, place=place, text=f"Print {number}",
            due_on=TODAY,
        ),
    )  # fmt: skip


def paper_of(world: World, agreement: Agreement) -> Document:
    paper = Document(type="Letter", title=f"Letter for {agreement.slug}", holder=world.bodies["west"])
    return add_document(paper, agreements=[agreement], files=[], by=world.provincial, at=NOW)


def review_of(world: World, agreement: Agreement) -> Review:
    return draft_review(
        agreement, world.bodies["west"], kind="interim", title=f"Review of {agreement.slug}",
        first_on=date(2024, 1, 1), last_on=date(2025, 12, 31), by=world.provincial, at=NOW,
    )  # fmt: skip


def officer(world: World, *, role: Role = Role.PROVINCIAL_OFFICER, place: str = "", only: str = "") -> Person:
    """An officer of the province whose post is limited."""
    person = Person.objects.create(known_as="Limited")
    world.persons["limited"] = person
    Account.objects.create_user("limited", "correct horse battery staple", person=person)
    post = Post.objects.create(
        person=person, organisation=world.bodies["west"], role=role, title="Limited",
        place=world.places[place] if place else None, valid_from=date(2020, 1, 1),
    )  # fmt: skip
    if only:
        Assignment.objects.create(post=post, agreement=Agreement.objects.get(slug=only))
    return person


def limited(town: Town, limit: dict[str, str]) -> Person:
    return officer(town.world, place=limit.get("place", ""), only=limit.get("only", ""))


# A limit, and what lies within it. What is of another programme stands in Dogwood too.
LIMITS = [
    ({"place": "Cedar"}, ("Cedar", "Alder")),
    ({"place": "Dogwood"}, ("Dogwood", "other")),
    ({"place": "Oakshire"}, (*PLACES, "other")),
    ({"only": "oak-elm"}, PLACES),
    ({"only": "oak-police"}, ("other",)),
    ({"only": "oak-elm", "place": "Cedar"}, ("Cedar", "Alder")),
    ({"only": "oak-police", "place": "Cedar"}, ()),
]
EVERYWHERE = (*PLACES, "other")
OFFICE = {"oak-elm", "oak-police"}
limits = pytest.mark.parametrize(("limit", "within"), LIMITS, ids=str)


def programmes_within(limit: dict[str, str]) -> set[str]:
    return {limit["only"]} if "only" in limit else OFFICE


@limits
def test_lists_and_counts_hold_what_lies_within_the_limit(
    town: Town, signed_in: Enter, limit: dict[str, str], within: tuple[str, ...]
) -> None:
    limited(town, limit)
    client = signed_in("limited")
    for part, path in (("activity", "activities"), ("registered", "registers")):
        told = client.get(f"/api/{path}").json()
        wanted = {str(key) for key in town.keys(within, part)}
        assert ({one["id"] for one in told["items"]}, told["count"]) == (wanted, len(wanted)), path
        page = client.get(f"/{path}/").content.decode()
        shown = {str(key) for key in town.keys(EVERYWHERE, part) if str(key) in page}
        assert shown == wanted, path
    reports = set.union(set(), *(town.keys(within, part) for part in ("approved", "waiting", "owed")))
    told = client.get("/api/reports").json()
    assert ({one["id"] for one in told["items"]}, told["count"]) == (
        {str(key) for key in reports},
        len(reports),
    )
    entries = {one["seq"] for one in client.get("/api/entries?limit=200").json()["items"]}
    assert entries & town.keys(EVERYWHERE, "entry") == town.keys(within, "entry")
    for path, held in (("documents", town.papers), ("reviews", town.reviews)):
        listed = {one["id"] for one in client.get(f"/api/{path}").json()["items"]}
        assert listed == {str(held[slug].pk) for slug in programmes_within(limit)}, path
    assert {
        one.agreement.slug for one in programmes_of(town.world.persons["limited"], TODAY)
    } == programmes_within(limit)


@limits
def test_details_beyond_the_limit_do_not_exist(
    town: Town, signed_in: Enter, limit: dict[str, str], within: tuple[str, ...]
) -> None:
    limited(town, limit)
    client = signed_in("limited")
    for name in EVERYWHERE:
        held = town.of_other if name == "other" else town.at[name]
        status = 200 if name in within else 404
        for address in (
            f"/reports/{held.waiting.pk}/", f"/activities/{held.activity.pk}/", f"/registers/{held.registered.pk}/",
            f"/ledger/{held.entry.pk}/", f"/api/reports/{held.owed.pk}", f"/api/activities/{held.activity.pk}",
            f"/api/registers/{held.registered.pk}", f"/api/entries/{held.entry.pk}",
        ):  # fmt: skip
            assert client.get(address).status_code == status, (name, address)
        for address in (f"reports/{held.waiting.pk}/approval/", f"tasks/{held.task.pk}/completion/"):
            assert client.post(f"/{address}").status_code == (302 if name in within else 404), (name, address)


@limits
def test_figures_add_up_within_the_limit_and_say_how_complete_they_are(
    town: Town, limit: dict[str, str], within: tuple[str, ...]
) -> None:
    person = limited(town, limit)
    for programme, names in ((town.world.programme, PLACES), (town.other, ("other",)), (None, EVERYWHERE)):
        figure = Book(person, TODAY, programme).ask(
            town.world.indicators["sessions"], date(2024, 1, 1), date(2025, 9, 30)
        )
        mine = [name for name in names if name in within]
        total = sum(10 ** (EVERYWHERE.index(name) + 1) for name in mine) * SCALE
        assert (figure.amount or 0, figure.reported, figure.due) == (total, len(mine), len(mine))


@limits
def test_work_is_owed_within_the_limit_only(
    town: Town, limit: dict[str, str], within: tuple[str, ...]
) -> None:
    person = limited(town, limit)
    rows = [row for duties in duties_of(person, TODAY) for row in duties.rows]
    assert {row.thing.pk for row in rows if row.kind == "approve"} == town.keys(within, "waiting")
    units = len({"Cedar", "Dogwood", "Maple"}.intersection(within))
    assert sum(weave.units for weave in weaves_for(person, TODAY)) == (units if units > 1 else 0)


@limits
def test_what_is_offered_to_be_done_lies_within_the_limit(
    town: Town, limit: dict[str, str], within: tuple[str, ...]
) -> None:
    person, place = limited(town, limit), limit.get("place", "Oakshire")
    inside = {name for name in (*PLACES, "Oakshire", "Birch") if place in (name, "Oakshire")}
    inside |= {"Alder", "Birch"} if place == "Cedar" else set()
    for kind in (Kind.ACTIVITY, Kind.REGISTERED):
        assert {one.name for one, _ in recording_places(person, kind, TODAY).values()} == inside
        assert may_record(person, kind, TODAY)
    today = {"Cedar", "Dogwood", "Maple", "Oakshire"} & inside
    for agreement in (town.world.programme, town.other):
        serves = agreement.slug in programmes_within(limit)
        bodies = bodies_for(agreement, person, Act.APPROVE, TODAY)
        assert {body.place.name for body in bodies if body.place} == (today if serves else set())
        assert (may_plan(agreement, person, TODAY), may_ask(agreement, person, TODAY)) == (serves, serves)


def test_whose_post_ends_at_a_place_of_others_records_nowhere(town: Town) -> None:
    assert not may_record(limited(town, {"place": "Farshire"}), Kind.REGISTERED, TODAY)


@limits
def test_acts_beyond_the_limit_are_refused(
    town: Town, limit: dict[str, str], within: tuple[str, ...]
) -> None:
    person = limited(town, limit)
    for name in EVERYWHERE:
        held = town.of_other if name == "other" else town.at[name]
        acts: list[tuple[Callable[..., object], Any, dict[str, Any]]] = [
            (approve_report, held.waiting, {}),
            (write_report, held.owed, {"answers": {}}),
            (finish_task, held.task, {"on": TODAY}),
            (close_registered, held.registered, {"on": TODAY}),
        ]
        for act, thing, told in acts:
            if name in within:
                act(thing, **told, by=person, at=NOW)
            else:
                with pytest.raises(RuleBroken, match="Your post does not allow this"):
                    act(thing, **told, by=person, at=NOW)


def test_units_beyond_the_place_are_not_asked_to_report(town: Town) -> None:
    person, world = officer(town.world, place="Cedar"), town.world
    days = {"first_on": date(2026, 4, 1), "last_on": date(2026, 6, 30), "due_on": date(2099, 6, 20)}
    assert len(ask_for_reports(world.form, [world.bodies["cedar"]], **days, by=person, at=NOW)) == 1
    for name in ("dogwood", "maple", "west"):
        with pytest.raises(RuleBroken, match="post"):
            ask_for_reports(world.form, [world.bodies[name]], **days, by=person, at=NOW)


def test_a_plan_is_accepted_for_the_programme_that_the_post_serves(town: Town) -> None:
    """Though another post of the same person speaks for another side of the other programme."""
    world = town.world
    person = officer(world, role=Role.PROVINCIAL_LEADER, only="oak-elm")
    Post.objects.create(
        person=person, organisation=world.bodies["far"], role=Role.PROVINCIAL_LEADER, title="Far",
        valid_from=date(2020, 1, 1),
    )  # fmt: skip
    plan = Plan.objects.get(phase__agreement=town.other)
    with pytest.raises(RuleBroken):
        accept_plan(plan, town.other.seats.get(number=1), by=person, at=NOW)
    accept_plan(plan, town.other.seats.get(number=2), by=person, at=NOW)


def test_of_two_posts_each_row_of_work_stands_under_one_that_allows_it(town: Town) -> None:
    """The first post reads everything and approves in Cedar only; what waits in Dogwood is nobody's then."""
    person = officer(town.world, place="Cedar")
    Post.objects.create(
        person=person, organisation=town.world.bodies["west"], role=Role.AUDITOR, title="Auditor",
        valid_from=date(2019, 1, 1),
    )  # fmt: skip
    auditor, limited = duties_of(person, TODAY)
    assert auditor.post.role == Role.AUDITOR and auditor.rows == []
    approve = {row.thing.pk for row in limited.rows if row.kind == "approve"}
    assert approve == town.keys(("Cedar", "Alder"), "waiting")
