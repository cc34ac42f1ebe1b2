"""What becomes of a signed agreement: it is suspended, taken up again, extended, ended; a seat passes to an heir."""

from datetime import date, timedelta
from typing import Any

import pytest

from chungtay.actions.plans import accept_plan
from chungtay.actions.reports import LineAnswer, Told, approve_report, hand_in, open_report, write_report
from chungtay.actions.signing import sign, succeed_seat, turn
from chungtay.actions.tasks import finish_task
from chungtay.answers.figures import Book
from chungtay.answers.programmes import bodies_for, may_plan
from chungtay.answers.signing import standing_of
from chungtay.models import (
    Agreement,
    AgreementKind,
    Document,
    Organisation,
    OrganisationKind,
    OrganisationSuccession,
    Person,
    Phase,
    Plan,
    Post,
    Report,
    Seat,
    SeatHolding,
    SeatSuccession,
    StandingChange,
    Task,
    Version,
)
from chungtay.rules.amounts import SCALE
from chungtay.rules.people import Act, Kind, Role
from chungtay.rules.reports import LineState
from chungtay.rules.signing import State, Turn
from tests.world import NOW, TODAY, World

from .signing import PHASE, paper, proposed, seat, signed, with_texts
from .test_signing import refused

FIRST_OF_MARCH = date(2026, 3, 1)


def turned(
    world: World, agreement: Agreement, what: Turn, by: Person | None = None, **told: Any
) -> StandingChange:
    given: dict[str, Any] = {"on": TODAY, "document": paper(), "reason": "Agreed by both sides"} | told
    return turn(agreement, what, **given, by=by or world.leader, at=NOW)


# Turns


def test_an_agreement_is_suspended_and_taken_up_again_each_by_its_document(world: World) -> None:
    agreement = signed(world).agreement
    turned(world, agreement, Turn.SUSPENDED)
    assert standing_of(agreement, TODAY) is State.SUSPENDED
    change = turned(world, agreement, Turn.RESUMED, by=world.partner)
    assert standing_of(agreement, TODAY) is State.IN_FORCE
    assert change.document.holder == world.bodies["east"]
    assert Document.objects.visible_to(world.leader, TODAY).filter(pk=change.document.pk).exists()


def test_an_extension_moves_the_last_day_and_keeps_the_one_before(world: World) -> None:
    agreement = signed(world).agreement
    phase = agreement.phases.get()
    change = turned(world, agreement, Turn.EXTENDED, phase=phase, last_on=date(2031, 6, 30))
    phase.refresh_from_db()
    assert (phase.last_on, change.last_on_before) == (date(2031, 6, 30), PHASE.last_on)


def test_a_phase_that_ran_out_is_extended_back_into_force(world: World) -> None:
    agreement = signed(world).agreement
    Phase.objects.filter(agreement=agreement).update(first_on=FIRST_OF_MARCH, last_on=date(2026, 3, 10))
    assert standing_of(agreement, TODAY) is State.RUN_OUT
    turned(world, agreement, Turn.EXTENDED, phase=agreement.phases.get(), last_on=date(2027, 3, 10))
    assert standing_of(Agreement.objects.get(pk=agreement.pk), TODAY) is State.IN_FORCE


@pytest.mark.parametrize(
    ("what", "otherwise", "words"),
    [
        (Turn.RESUMED, {}, "This cannot be done: the agreement is in force."),
        (Turn.SUSPENDED, {"document": None}, "Add the document by which this was agreed."),
        (Turn.SUSPENDED, {"reason": " "}, "Say why, as the document says it."),
        (Turn.ENDED, {"on": TODAY + timedelta(days=1)}, "This day is still to come."),
        (Turn.ENDED, {"on": TODAY - timedelta(days=1)}, "Something later is noted already"),
        (Turn.EXTENDED, {}, "Choose the phase that is extended."),
        (Turn.EXTENDED, {"phase": "its", "last_on": PHASE.last_on}, "The phase ends on 2030-12-31 already."),
    ],
)
def test_a_wrong_turn_is_refused_and_keeps_nothing(
    world: World, what: Turn, otherwise: dict[str, Any], words: str
) -> None:
    agreement = signed(world).agreement
    if "phase" in otherwise:
        otherwise = otherwise | {"phase": agreement.phases.get()}
    before = Document.objects.count()
    assert refused(lambda: turned(world, agreement, what, **otherwise))[0].startswith(words)
    assert (StandingChange.objects.count(), Document.objects.count()) == (0, before)
    assert agreement.phases.get().last_on == PHASE.last_on


def test_after_the_end_nothing_follows(world: World) -> None:
    agreement = signed(world).agreement
    turned(world, agreement, Turn.ENDED)
    for what in Turn:
        assert refused(lambda what=what: turned(world, agreement, what, on=TODAY, reason="Again"))  # type: ignore[misc]
    assert StandingChange.objects.count() == 1


def test_a_turn_noted_twice_is_one(world: World) -> None:
    agreement = signed(world).agreement
    first = turned(world, agreement, Turn.SUSPENDED)
    assert turned(world, agreement, Turn.SUSPENDED).pk == first.pk


@pytest.mark.parametrize("who", ["officer", "provincial", "stranger", "auditor", "administrator"])
def test_only_whoever_signs_for_a_side_notes_a_turn(world: World, who: str) -> None:
    agreement = signed(world).agreement
    words = refused(lambda: turned(world, agreement, Turn.SUSPENDED, by=world.persons[who]))
    assert words == ["Your post does not allow this."]


# Succession

HEIRS = {"leader": Role.PROVINCIAL_LEADER, "officer": Role.PROVINCIAL_OFFICER, "auditor": Role.AUDITOR}


def heir(world: World) -> tuple[Organisation, dict[str, Person]]:
    """The union of the greater province that Oakshire goes up in, and its people, who have had no part so far."""
    body = Organisation.objects.create(
        kind=OrganisationKind.WOMENS_UNION, name="Union of Greatshire", place=world.places["Farshire"],
        valid_from=FIRST_OF_MARCH,
    )  # fmt: skip
    people = {}
    for name, role in HEIRS.items():
        people[name] = Person.objects.create(known_as=name)
        Post.objects.create(
            person=people[name], organisation=body, role=role, title=f"{name} of Greatshire",
            valid_from=FIRST_OF_MARCH,
        )  # fmt: skip
    return body, people


def succeeded(world: World, body: Organisation, seat: Seat | None = None, **told: Any) -> SeatSuccession:
    given: dict[str, Any] = {"on": TODAY, "document": paper("Resolution"), "reason": "Resolution 202"} | told
    seat = seat or world.programme.seats.get(number=1)
    return succeed_seat(seat, body, **{"by": world.leader, "at": NOW} | given)


def afresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def test_before_the_succession_the_heirs_people_see_nothing_of_it(world: World) -> None:
    _, people = heir(world)
    for kind in (Agreement, Report, Plan, Task):
        assert not kind.objects.visible_to(people["leader"], TODAY).exists()


def test_the_heirs_people_see_what_the_old_bodys_people_saw(world: World) -> None:
    body, people = heir(world)
    held_task(world)
    before = {kind: ids(kind, world.leader) for kind in (Agreement, Report, Plan, Task)}
    assert all(before.values())
    succeeded(world, body)
    for kind, seen in before.items():
        assert ids(kind, afresh(people["leader"])) == seen


def ids(kind: Any, person: Person) -> set[Any]:
    return set(kind.objects.visible_to(person, TODAY).values_list("pk", flat=True))


def held_task(world: World) -> Task:
    return Task.objects.create(
        agreement=world.programme, content=world.contents[0], organisation=world.bodies["west"],
        text="Write the letter", due_on=TODAY,
    )  # fmt: skip


def test_the_heirs_people_may_do_what_the_old_bodys_people_might(world: World) -> None:
    body, people = heir(world)
    task = held_task(world)
    succeeded(world, body)
    leader, officer = afresh(people["leader"]), afresh(people["officer"])
    assert may_plan(world.programme, officer, TODAY)
    units = bodies_for(world.programme, officer, Act.APPROVE, TODAY)
    assert world.bodies["dogwood"] in units
    assert finish_task(task, on=TODAY, by=officer, at=NOW).done_on == TODAY
    accepted = accept_plan(world.plan, world.programme.seats.get(number=1), by=leader, at=NOW)
    assert accepted.accepted_by == leader
    for act, kind in ((Act.SIGN, Kind.AGREEMENT), (Act.PROPOSE, Kind.AGREEMENT)):
        assert Agreement.objects.allowed(leader, act, TODAY, kind=kind).filter(pk=world.programme.pk).exists()


def test_reports_under_the_old_body_are_handed_in_and_approved_at_the_heir(world: World) -> None:
    body, people = heir(world)
    report = open_report(
        world.form, world.bodies["dogwood"], place=world.places["Dogwood"], first_on=date(2025, 9, 1),
        last_on=date(2025, 12, 14), due_on=date(2025, 12, 31), by=world.provincial, at=NOW,
    )  # fmt: skip
    succeeded(world, body)
    written = {
        1: LineAnswer(state=LineState.GIVEN, total=3 * SCALE),
        2: LineAnswer(state=LineState.NOT_APPLICABLE),
    }
    write_report(report, written, by=afresh(people["officer"]), at=NOW)
    told = Told(told_by="Chair", channel="phone")
    hand_in(report, on_behalf=told, by=afresh(people["officer"]), at=NOW)
    approval = approve_report(report, by=afresh(people["leader"]), at=NOW)
    assert approval.approved_by == people["leader"]
    sessions = Book(afresh(people["officer"]), TODAY, world.programme).ask(
        world.indicators["sessions"], date(2025, 9, 1), date(2025, 12, 31)
    )
    assert sessions.amount == 3 * SCALE


def test_papers_signatures_and_plans_keep_the_name_of_their_day(world: World) -> None:
    version = signed(world)
    body, _ = heir(world)
    day = TODAY + timedelta(days=1)
    succeeded(world, body, seat=seat(version, 1), on=day)
    signature = version.signatures.get(seat__number=1)
    assert (signature.body_name, signature.organisation) == ("Union of Oakshire", world.bodies["west"])
    assert list(world.plan.issuers.all()) == [world.bodies["west"]]
    assert [seat(version, 1).holder_on(one) for one in (TODAY, day)] == [world.bodies["west"], body]


def test_the_succession_is_written_down_once_for_the_body_and_once_a_seat(world: World) -> None:
    version = signed(world)
    body, _ = heir(world)
    tomorrow = TODAY + timedelta(days=1)
    succeeded(world, body)
    succeeded(world, body, seat=seat(version, 1), on=tomorrow)
    assert OrganisationSuccession.objects.get(old=world.bodies["west"], new=body).on == TODAY
    assert {one.seat.agreement for one in SeatSuccession.objects.filter(new__organisation=body)} == {
        world.programme,
        version.agreement,
    }


def test_the_same_succession_noted_twice_is_one(world: World) -> None:
    body, _ = heir(world)
    assert succeeded(world, body).pk == succeeded(world, body).pk
    assert SeatHolding.objects.filter(organisation=body).count() == 1


def test_an_heir_takes_no_seat_by_its_own_word(world: World) -> None:
    body, people = heir(world)
    for by in (*people.values(), world.partner, world.stranger, world.provincial, world.officer):
        assert refused(lambda by=by: succeeded(world, body, by=by)) == ["Your post does not allow this."]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("heir_is", "otherwise", "words"),
    [
        ("west", {}, "This body holds the side now."),
        ("east", {}, "Union of Elmshire holds another side of this agreement."),
        ("new", {"on": date(2005, 1, 1)}, "The body holds this side since 2006-01-01"),
        ("new", {"on": date(2026, 2, 1)}, "Union of Greatshire does not exist on 2026-02-01."),
        ("new", {"document": None, "reason": " "}, "Say by which decision, or add the document."),
        ("older", {}, "Union of Oldshire became this body before"),
    ],
)
def test_a_wrong_succession_is_refused_and_keeps_nothing(
    world: World, heir_is: str, otherwise: dict[str, Any], words: str
) -> None:
    new, _ = heir(world)
    old = Organisation.objects.create(kind=OrganisationKind.WOMENS_UNION, name="Union of Oldshire")
    OrganisationSuccession.objects.create(old=old, new=world.bodies["west"], on=date(2010, 1, 1))
    body = {"new": new, "older": old}.get(heir_is) or world.bodies[heir_is]
    assert refused(lambda: succeeded(world, body, **otherwise))[0].startswith(words)
    assert not SeatSuccession.objects.exists()
    assert world.programme.seats.get(number=1).holder_on(TODAY) == world.bodies["west"]


def test_a_side_may_pass_on_alone_and_the_old_body_keeps_all_else(world: World) -> None:
    body, people = heir(world)
    succeeded(world, body, only_this_side=True)
    assert world.programme.seats.get(number=1).holder_on(TODAY) == body
    assert not OrganisationSuccession.objects.exists()
    assert (
        not Report.objects.visible_to(people["leader"], TODAY).filter(holder=world.bodies["cedar"]).exists()
    )
    assert Report.objects.visible_to(afresh(world.leader), TODAY).exists()


def test_once_the_heirs_are_noted_one_of_them_takes_the_side_and_no_other_does(world: World) -> None:
    body, _ = heir(world)
    noted = Organisation.objects.create(kind=OrganisationKind.WOMENS_UNION, name="Union of Noted")
    OrganisationSuccession.objects.create(old=world.bodies["west"], new=noted, on=TODAY)
    words = refused(lambda: succeeded(world, body))
    assert words == ["The body that holds this side became Union of Noted. One of these takes the side."]
    succeeded(world, noted)
    assert OrganisationSuccession.objects.count() == 1


def test_a_seat_that_passes_on_before_the_signing_is_signed_by_the_heir(world: World) -> None:
    version = with_texts(world, proposed(world))
    body, people = heir(world)
    tomorrow = NOW + timedelta(days=1)
    succeeded(world, body, seat=seat(version, 1), on=TODAY + timedelta(days=1))
    leader = afresh(people["leader"])
    day = TODAY + timedelta(days=1)
    sign(version, seat(version, 1), signed_on=day, signer="President", by=leader, at=tomorrow)
    sign(version, seat(version, 2), signed_on=day, signer="President", by=world.partner, at=tomorrow)
    assert Version.objects.get(pk=version.pk).in_force_on == day
    assert seat(version, 1).holder_on(day) == body
    assert version.signatures.get(seat__number=1).body_name == "Union of Greatshire"


def test_a_body_that_takes_over_from_two_holds_the_agreements_of_both(world: World) -> None:
    other = Agreement.objects.create(
        slug="far-elm", kind=AgreementKind.MEMORANDUM, name="Farshire and Elmshire"
    )
    for number, name in enumerate(("far", "east"), 1):
        made = Seat.objects.create(agreement=other, number=number)
        SeatHolding.objects.create(seat=made, organisation=world.bodies[name], valid_from=date(2015, 1, 1))
    body, people = heir(world)
    succeeded(world, body)
    succeeded(world, body, seat=other.seats.get(number=1), by=world.stranger)
    assert ids(Agreement, afresh(people["leader"])) == {world.programme.pk, other.pk}
