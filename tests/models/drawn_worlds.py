"""Draws random worlds of trees, seats, posts, shares and things, and lays them in the database.

Numbers are drawn; `lay` makes rows of them, and tests make the plain tables of the slow reference apart from these.
"""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.db import models
from hypothesis import strategies as st

from chungtay.models import (
    Activity,
    Agreement,
    Article,
    Assignment,
    BeneficiaryList,
    Breakdown,
    Combination,
    Content,
    Document,
    Entry,
    Indicator,
    Organisation,
    OrganisationSuccession,
    Person,
    Phase,
    Place,
    Plan,
    Post,
    Posting,
    Reading,
    Registered,
    RegisterKind,
    Review,
    Seat,
    SeatHolding,
    Served,
    Share,
    Source,
    Succession,
    Support,
    SupportKind,
    Task,
    TaskPart,
)
from chungtay.rules.people import Act, Kind, Role

FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 4).map(lambda number: FIRST + timedelta(number))
NO_DAY = st.none() | DAYS
BODIES, PLACES, PROGRAMMES, SEATS = 4, 5, 2, 3
PLANS = ("own", "joint, not proposed", "joint, proposed", "joint, read from a paper")


def above(number: int) -> st.SearchStrategy[int | None]:
    """Whom the unit stands under: one that was made before it, so that the tree is a tree."""
    return st.none() | st.integers(0, number - 1) if number else st.none()


def heirs(of: int) -> st.SearchStrategy[list[tuple[int, int, date]]]:
    ends = st.tuples(st.integers(0, of - 1), st.integers(0, of - 1), DAYS)
    return st.lists(ends.filter(lambda one: one[0] != one[1]), max_size=3, unique_by=lambda one: one[:2])


@st.composite
def drawn(draw: st.DrawFn) -> SimpleNamespace:
    body, place, programme = (
        st.integers(0, BODIES - 1),
        st.integers(0, PLACES - 1),
        st.integers(0, PROGRAMMES - 1),
    )
    some = st.frozensets(programme, max_size=2)
    return SimpleNamespace(
        bodies=[draw(above(number)) for number in range(BODIES)],
        body_heirs=draw(heirs(BODIES)),
        places=[draw(st.tuples(above(number), NO_DAY)) for number in range(PLACES)],
        place_heirs=draw(heirs(PLACES)),
        seats=draw(st.lists(programme, min_size=SEATS, max_size=SEATS)),
        holdings=draw(st.lists(st.tuples(st.integers(0, SEATS - 1), body, DAYS, NO_DAY), max_size=5)),
        posts=draw(
            st.lists(
                st.tuples(st.sampled_from(Role), body, st.none() | place, some, DAYS, NO_DAY),
                min_size=1,
                max_size=3,
            )
        ),  # fmt: skip
        things=draw(st.lists(st.tuples(body, place, some), min_size=1, max_size=3)),
        shares=draw(
            st.lists(
                st.tuples(st.integers(0, 2), st.integers(0, SEATS - 1), DAYS, NO_DAY),
                min_size=2,
                max_size=6,
                unique_by=lambda one: one[:2],
            )
        ),  # fmt: skip
        day=draw(DAYS),
        acts={Act.READ, draw(st.sampled_from(Act))},
        # of each thing's task: who else takes part, and who asked; of its plan: what it is
        beside=draw(st.lists(st.frozensets(body, max_size=2), min_size=3, max_size=3)),
        askers=draw(st.lists(st.none() | body, min_size=3, max_size=3)),
        plans=draw(st.lists(st.sampled_from(PLANS), min_size=3, max_size=3)),
    )


def mended(told: SimpleNamespace) -> SimpleNamespace:
    """No two bodies in one seat on one day, nothing that ends before it begins: such rows cannot be kept."""
    held: dict[int, list[tuple[int, int, date, date | None]]] = {}
    for one in told.holdings:
        if not held.get(one[0]) and (one[3] is None or one[3] > one[2]):
            held.setdefault(one[0], []).append(one)
    told.holdings = [one for rows in held.values() for one in rows]
    told.shares = [
        one for one in told.shares if one[0] < len(told.things) and (one[3] is None or one[3] >= one[2])
    ]
    told.posts = [(*one, start, None if end and end <= start else end) for *one, start, end in told.posts]
    ends = {old: on for old, _, on in told.place_heirs}  # a unit ends on the day on which it becomes others
    told.place_heirs = [(old, new, ends[old]) for old, new, _ in told.place_heirs]
    told.places = [(parent, ends.get(number, end)) for number, (parent, end) in enumerate(told.places)]
    return told


def lay(told: SimpleNamespace) -> SimpleNamespace:
    """The rows."""
    laid = SimpleNamespace(person=Person.objects.create(known_as="An officer"))
    laid.bodies = [Organisation(kind="other", name=f"Body {n}") for n in range(BODIES)]
    for body, parent in zip(laid.bodies, told.bodies, strict=True):
        body.parent = None if parent is None else laid.bodies[parent]
    # All codes begin alike, so that whoever compares their first letters goes wrong.
    laid.places = [Place(code="1" * (n + 1), kind="commune", name=f"Place {n}") for n in range(PLACES)]
    for place, (parent, end) in zip(laid.places, told.places, strict=True):
        place.parent, place.valid_to = None if parent is None else laid.places[parent], end
        place.valid_from = FIRST - timedelta(9)
    laid.programmes = [Agreement(slug=f"p{n}", kind="memorandum", name=f"P{n}") for n in range(PROGRAMMES)]
    laid.seats = [Seat(agreement=laid.programmes[of], number=n + 1) for n, of in enumerate(told.seats)]
    for rows in (laid.bodies, laid.places, laid.programmes, laid.seats):
        type(rows[0])._base_manager.bulk_create(rows)
    Share.objects.bulk_create(
        Share(
            kind=Kind.RESULTS,
            thing_id=laid.programmes[of].pk,
            seat=laid.seats[seat],
            state="signed",
            first_on=start,
            until=end,
        )
        for of, seat, start, end in told.shares
        if of < PROGRAMMES
    )
    OrganisationSuccession.objects.bulk_create(
        OrganisationSuccession(old=laid.bodies[old], new=laid.bodies[new], on=on)
        for old, new, on in told.body_heirs
    )
    Succession.objects.bulk_create(
        Succession(old=laid.places[old], new=laid.places[new], on=on) for old, new, on in told.place_heirs
    )
    SeatHolding.objects.bulk_create(
        SeatHolding(seat=laid.seats[seat], organisation=laid.bodies[body], valid_from=start, valid_to=end)
        for seat, body, start, end in told.holdings
    )
    for role, body, place, programmes, start, end in told.posts:
        post = Post.objects.create(
            person=laid.person, role=role, organisation=laid.bodies[body], title="Post", valid_from=start,
            valid_to=end, place=None if place is None else laid.places[place],
        )  # fmt: skip
        for programme in programmes:
            Assignment.objects.create(post=post, agreement=laid.programmes[programme])
    laid.contents = [content_of(programme) for programme in laid.programmes]
    laid.ledger = ledger()
    laid.things = [things(told, laid, number) for number in range(len(told.things))]
    return laid


def content_of(programme: Agreement) -> Content:
    phase = Phase.objects.create(agreement=programme, name="2026", first_on=FIRST, last_on=FIRST)
    plan = Plan.objects.create(phase=phase, year=2026, name="Plan")
    return Content.objects.create(plan=plan, number=1, text="Talks")


def ledger() -> dict[str, Any]:
    """What an entry stands beside."""
    breakdown = Breakdown.objects.create(slug="total")
    return {
        "posting": Posting.objects.create(
            number=1, first_seq=1, last_seq=9, kind="load", recorded_at=datetime(2026, 1, 5, tzinfo=UTC),
            canonical=b"", hash="",
        ),
        "indicator": Indicator.objects.create(slug="talks", kind="flow", name="Talks", measure="talk"),
        "combination": Combination.objects.create(breakdown=breakdown, slug=""),
        "source": Source.objects.create(kind="load"),
    }  # fmt: skip


def given(by: Person, now: datetime, common: dict[str, Any]) -> list[models.Model]:
    """A support with its list of names."""
    total = Breakdown.objects.get_or_create(slug="total")[0]
    kind = SupportKind.objects.get_or_create(slug="gift", name="G", measure="gift", base=total)[0]
    support = Support.objects.create(
        kind=kind, title="S", given_on=FIRST, number=1, recorded_by=by, recorded_at=now,
        source=Source.objects.create(kind="support"), **common,
    )  # fmt: skip
    names = BeneficiaryList.objects.create(
        support=support, purpose="P", legal_basis="L", delete_on=FIRST, number=1, kept_by=by, kept_at=now
    )
    return [support, names]


def things(told: SimpleNamespace, laid: SimpleNamespace, number: int) -> list[models.Model]:
    """One of each kind with this holder, place and programmes."""
    body, place, programmes = told.things[number]
    holder, at, by = laid.bodies[body], laid.places[place], laid.person
    served = [laid.programmes[programme] for programme in sorted(programmes)]
    row, now = Served.objects.of(served), datetime(2026, 1, 5, tzinfo=UTC)
    common = {"holder": holder, "place": at, "served": row}
    document = Document.objects.create(type="Letter", title="Letter", holder=holder)
    document.agreements.set(served)
    made: list[Any] = [
        Activity.objects.create(kind_id="visit", title="A", first_on=FIRST, last_on=FIRST, recorded_by=by, **common),
        Registered.objects.create(
            kind=RegisterKind.objects.get_or_create(slug="club", name="C")[0], name="C", opened_on=FIRST,
            source=Source.objects.create(kind="registered"), **common,
        ),
        *given(by, now, common),
        Article.objects.create(
            slug=f"article-{number}", holder_id=holder.pk, title="T", body="B", drafted_at=now,
            programme_slug=served[0].slug if served else "",
        ),
        Reading.objects.create(
            name="R", sha256=f"{number:064}", media_type="text/plain", size=1, text="", draft={}, holder=holder,
            read_by=by, read_at=now, agreement=served[0] if served else None,
        ),
        document,
    ]  # fmt: skip
    if served:
        made.append(
            Review.objects.create(
                agreement=served[0], holder=holder, kind="interim", title="R", first_on=FIRST, last_on=FIRST,
                drafted_by=by, drafted_at=now,
            )
        )  # fmt: skip
    for one in sorted(programmes)[:1]:
        made += [
            task_of(told, laid, number, laid.contents[one]),
            plan_of(told, laid, number, laid.contents[one]),
        ]
    made.append(
        Entry.objects.create(seq=number + 1, on=FIRST, is_base=True, amount=1, **common, **laid.ledger)
    )
    for seat, start, end in shares_of_thing(told, number):
        for thing in (one for one in made if isinstance(one, Document | Review)):
            Share.objects.create(
                kind=thing.protected_as, thing_id=thing.pk, seat=laid.seats[seat], state="linked", first_on=start,
                until=end,
            )  # fmt: skip
    return made


def task_of(told: SimpleNamespace, laid: SimpleNamespace, number: int, content: Content) -> Task:
    """Led by the thing's body, with others beside it, asked for by one more or by nobody."""
    body, place, _ = told.things[number]
    asker = told.askers[number]
    task = Task.objects.create(
        agreement=content.plan.phase.agreement, content=content, organisation=laid.bodies[body], text="T",
        asker=None if asker is None else laid.bodies[asker], place=laid.places[place] if number else None,
        due_on=FIRST,
    )  # fmt: skip
    for other in sorted(told.beside[number]):
        TaskPart.objects.create(task=task, organisation=laid.bodies[other])
    return task


def plan_of(told: SimpleNamespace, laid: SimpleNamespace, number: int, content: Content) -> Plan:
    what, now = told.plans[number], datetime(2026, 1, 5, tzinfo=UTC)
    proposed = {"proposed_by": laid.person, "proposed_at": now} if what == "joint, proposed" else {}
    return Plan.objects.create(
        phase=content.plan.phase,
        year=2026,
        name="Plan",
        is_joint=what != "own",
        holder=None if what == "joint, read from a paper" else laid.bodies[told.things[number][0]],
        **proposed,
    )


def shares_of_thing(told: SimpleNamespace, number: int) -> list[tuple[int, date, date | None]]:
    return [(seat, start, end) for of, seat, start, end in told.shares if of == number]
