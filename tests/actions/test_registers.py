"""What a register keeps is there once, lives on dated facts, and moves what the ledger counts."""

from datetime import date
from typing import Any

import pytest

from chungtay.actions.registers import (
    add_kind,
    change_registered,
    close_registered,
    merge_registered,
    open_registered,
    serve_programmes,
    split_registered,
    strengthen,
)
from chungtay.answers.figures import Book
from chungtay.answers.registers import members_of, three_numbers
from chungtay.models import (
    Agreement,
    AgreementKind,
    AuditLine,
    Entry,
    Indicator,
    Registered,
    RegisterFact,
    RegisterKind,
    Seat,
    SeatHolding,
    Served,
)
from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Window
from chungtay.rules.messages import RuleBroken
from chungtay.rules.registers import ThreeNumbers
from tests.world import NOW, TODAY, World

MEMBERS = {"sex:female": 20, "sex:male": 3, "ethnicity:gia-rai": 12}


def new_club(world: World, name: str = "Border club", on: date = date(2024, 5, 1)) -> Registered:
    return Registered(
        kind=RegisterKind.objects.get(slug="club"), name=name, place=world.places["Dogwood"], village="Upper",
        holder=world.bodies["dogwood"], served=world.served, opened_on=on,
    )  # fmt: skip


def opened_club(
    world: World, name: str = "Border club", on: date = date(2024, 5, 1), by: str = "officer"
) -> Registered:
    return open_registered(new_club(world, name, on), members=MEMBERS, by=world.persons[by], at=NOW)


def stock(world: World, day: date) -> int | None:
    figure = Book(None, TODAY, world.programme).ask(world.indicators["clubs"], day, day)
    return None if figure.amount is None else figure.amount // SCALE


def test_opening_adds_one_and_closing_takes_one_away_from_that_day_on(world: World) -> None:
    club = opened_club(world)
    opened_club(world, "Second club", date(2025, 1, 1))
    close_registered(club, on=date(2025, 6, 30), by=world.officer, at=NOW)
    days = [date(2024, 4, 30), date(2024, 5, 1), date(2025, 6, 29), date(2025, 6, 30)]
    assert [stock(world, day) for day in days] == [None, 1, 2, 1]
    assert [entry.source.registered for entry in Entry.objects.filter(source=club.source)] == [club, club]


def test_a_double_submit_opens_one_club(world: World) -> None:
    opened_club(world)
    with pytest.raises(RuleBroken, match="already"):
        opened_club(world)
    assert stock(world, TODAY) == 1


def test_a_club_closes_once(world: World) -> None:
    club = opened_club(world)
    close_registered(club, on=date(2025, 6, 30), by=world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="closed on"):
        close_registered(club, on=TODAY, by=world.officer, at=NOW)
    assert stock(world, TODAY) == 0


@pytest.mark.parametrize(
    ("on", "why"), [(date(2024, 4, 30), "before that nothing"), (date(2026, 3, 21), "has not come yet")]
)
def test_a_club_closes_between_its_opening_and_today(world: World, on: date, why: str) -> None:
    club = opened_club(world)
    with pytest.raises(RuleBroken, match=why):
        close_registered(club, on=on, by=world.officer, at=NOW)


@pytest.mark.parametrize("name", ["cedar", "partner", "auditor", "stranger"])
def test_only_the_unit_and_those_above_it_touch_the_register(world: World, name: str) -> None:
    with pytest.raises(RuleBroken, match="does not allow"):
        opened_club(world, by=name)
    club = opened_club(world)
    with pytest.raises(RuleBroken, match="does not allow"):
        close_registered(club, on=TODAY, by=world.persons[name], at=NOW)
    visible = Registered.objects.visible_to(world.persons[name], TODAY).exists()
    assert visible == (name == "auditor")


# Which programmes a club serves


@pytest.fixture
def other(world: World) -> Agreement:
    """A second programme of the same two sides."""
    other = Agreement.objects.create(slug="oak-elm-youth", kind=AgreementKind.MEMORANDUM, name="Youth")
    for number, body in enumerate(("west", "east"), 1):
        seat = Seat.objects.create(agreement=other, number=number)
        SeatHolding.objects.create(seat=seat, organisation=world.bodies[body], valid_from=date(2020, 1, 1))
    return other


def counted(world: World, programme: Agreement | None, day: date) -> int | None:
    figure = Book(None, TODAY, programme).ask(world.indicators["clubs"], day, day)
    return None if figure.amount is None else figure.amount // SCALE


def served_by(
    club: Registered, *programmes: Agreement, on: date, world: World, reason: str = "Both ask"
) -> Registered:
    return serve_programmes(club, programmes, on=on, reason=reason, by=world.officer, at=NOW)


def test_a_club_counts_in_each_programme_that_it_serves_and_once_across_them(
    world: World, other: Agreement
) -> None:
    club = opened_club(world)
    served_by(club, world.programme, other, on=date(2025, 3, 1), world=world)
    before, after = date(2025, 2, 28), date(2025, 3, 1)
    table = [(p, counted(world, p, before), counted(world, p, after)) for p in (world.programme, other, None)]
    assert table == [(world.programme, 1, 1), (other, None, 1), (None, 1, 1)]


def test_a_club_that_leaves_a_programme_no_longer_stands_in_it_from_that_day_on(
    world: World, other: Agreement
) -> None:
    club = opened_club(world)
    served_by(club, other, on=date(2025, 3, 1), world=world)
    close_registered(club, on=date(2025, 9, 1), by=world.officer, at=NOW)
    days = [date(2025, 2, 28), date(2025, 3, 1), date(2025, 9, 1)]
    assert [counted(world, world.programme, day) for day in days] == [1, 0, 0]
    assert [counted(world, other, day) for day in days] == [None, 1, 0]
    assert [counted(world, None, day) for day in days] == [1, 1, 0]
    told = [(one.served.key, one.first_on, one.until, one.reason) for one in club.servings.all()]
    assert told == [
        ("oak-elm", date(2024, 5, 1), date(2025, 3, 1), ""),
        ("oak-elm-youth", date(2025, 3, 1), date(2025, 9, 1), "Both ask"),
    ]


def test_pressing_twice_changes_what_a_club_serves_once(world: World, other: Agreement) -> None:
    club = opened_club(world)
    served_by(club, world.programme, other, on=date(2025, 3, 1), world=world)
    with pytest.raises(RuleBroken, match="serves these programmes already"):
        served_by(club, world.programme, other, on=date(2025, 3, 1), world=world)
    assert Entry.objects.count() == 3


def test_all_that_is_wrong_with_a_change_of_programmes_is_said_at_once(world: World) -> None:
    club = opened_club(world)
    with pytest.raises(RuleBroken) as problem:
        served_by(club, on=date(2027, 1, 1), world=world, reason=" ")
    assert [message.where for message in problem.value.messages] == ["programmes", "on", "reason"]
    assert Entry.objects.count() == 1


def test_a_change_of_programmes_lies_after_the_one_before(world: World, other: Agreement) -> None:
    club = opened_club(world)
    served_by(club, other, on=date(2025, 3, 1), world=world)
    with pytest.raises(RuleBroken, match="this cannot lie before that"):
        served_by(club, world.programme, on=date(2025, 2, 1), world=world)
    with pytest.raises(RuleBroken, match="this cannot lie before that"):
        close_registered(club, on=date(2025, 2, 1), by=world.officer, at=NOW)


def test_a_programme_that_the_officer_does_not_see_keeps_the_club(world: World, other: Agreement) -> None:
    hidden = Agreement.objects.create(slug="hidden", kind=AgreementKind.MEMORANDUM, name="Hidden")
    club = opened_club(world)
    served = Served.objects.of([world.programme, hidden])
    Registered.objects.filter(pk=club.pk).update(served=served)
    served_by(club, other, on=date(2025, 3, 1), world=world)
    assert Registered.objects.get(pk=club.pk).served.slugs() == {"hidden", "oak-elm-youth"}


def test_nobody_changes_what_a_club_of_another_body_serves(world: World) -> None:
    club = opened_club(world)
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        serve_programmes(club, [world.programme], on=TODAY, reason="x", by=world.persons["cedar"], at=NOW)


# Members and names, as of a day


def test_members_are_dated_facts_and_the_latest_day_is_the_one_that_counts(world: World) -> None:
    club = opened_club(world)
    more = {"sex:female": 25, "sex:male": 3}
    change_registered(club, on=date(2025, 6, 1), members=more, by=world.officer, at=NOW)
    late = {"sex:female": 22, "sex:male": 3}
    change_registered(club, on=date(2024, 12, 31), members=late, by=world.officer, at=NOW)
    kept = Registered.objects.get()
    assert (kept.members_said and kept.members_said.members, members_of(kept)) == (28, more)
    told = [(fact.kind, fact.on, fact.members) for fact in kept.facts_told.all()]
    assert told == [
        ("opened", date(2024, 5, 1), 23),
        ("changed", date(2024, 12, 31), 25),
        ("changed", date(2025, 6, 1), 28),
    ]


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"sex:female": 4, "ethnicity:kinh": 5}, "add up to 5, but it has 4"),
        ({"sex:female": -1}, "0 or more"),
        ({"membership:member": 3}, "not counted by membership:member"),
        ({"sex:female": 20, "sex:male": 3, "ethnicity:gia-rai": 12}, "Nothing was changed"),
    ],
)
def test_members_that_do_not_add_up_are_refused_and_nothing_is_kept(
    world: World, members: dict[str, int], why: str
) -> None:
    club = opened_club(world)
    with pytest.raises(RuleBroken, match=why):
        change_registered(club, on=date(2025, 1, 1), members=members, by=world.officer, at=NOW)
    assert RegisterFact.objects.count() == 1


def test_a_new_name_is_of_its_day_and_the_old_one_stays_in_the_history(world: World) -> None:
    club = opened_club(world)
    change_registered(
        club, on=date(2025, 7, 1), name="Cedar club", reason="The villages merged", by=world.officer, at=NOW
    )
    kept = Registered.objects.get()
    assert kept.name == "Cedar club"
    assert [fact.name for fact in kept.facts_told.all()] == ["Border club", "Cedar club"]


def test_of_two_names_the_later_day_wins_whichever_was_typed_last(world: World) -> None:
    club = opened_club(world)
    change_registered(club, on=date(2025, 7, 1), name="Cedar club", by=world.officer, at=NOW)
    change_registered(club, on=date(2025, 1, 1), name="Village club", by=world.officer, at=NOW)
    assert Registered.objects.get().name == "Cedar club"


# Merging and splitting


def test_a_merger_closes_the_others_founds_nothing_and_loses_no_history(world: World) -> None:
    club, second, third = (opened_club(world, name) for name in ("One", "Two", "Three"))
    day = date(2025, 7, 1)
    merge_registered(club, [second, third], on=day, reason="Few members", by=world.officer, at=NOW)
    assert [stock(world, when) for when in (date(2025, 6, 30), day)] == [3, 1]
    assert Registered.objects.open_on(TODAY).get() == club
    told = [(fact.kind, fact.other and fact.other.name) for fact in club.facts_told.all()]
    assert told == [("opened", None), ("took_in", "Two"), ("took_in", "Three")]
    assert [fact.kind for fact in second.facts_told.all()] == ["opened", "joined"]


def test_merging_twice_merges_once(world: World) -> None:
    club, second = opened_club(world, "One"), opened_club(world, "Two")
    for_both: dict[str, Any] = {
        "on": date(2025, 7, 1),
        "reason": "Few members",
        "by": world.officer,
        "at": NOW,
    }
    merge_registered(club, [second], **for_both)
    with pytest.raises(RuleBroken, match="take in Two: “It was closed on"):
        merge_registered(club, [second], **for_both)
    assert (stock(world, TODAY), Entry.objects.count()) == (1, 3)


def test_nothing_is_merged_with_itself_or_with_another_kind_and_each_fault_is_said(world: World) -> None:
    club = opened_club(world)
    teams = RegisterKind.objects.create(slug="team", name="Teams")
    team = new_club(world, "Team")
    team.kind = teams
    open_registered(team, by=world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="cannot be merged with itself"):
        merge_registered(club, [club], on=TODAY, reason="x", by=world.officer, at=NOW)
    with pytest.raises(RuleBroken) as problem:
        merge_registered(club, [team], on=date(2024, 5, 1), reason="", by=world.officer, at=NOW)
    assert [message.where for message in problem.value.messages] == ["others", "reason"]
    assert Registered.objects.filter(closed_on=None).count() == 2


def test_nobody_merges_what_another_body_keeps(world: World) -> None:
    club = opened_club(world)
    far = Registered(
        kind=club.kind, name="Cedar club", place=world.places["Cedar"], holder=world.bodies["cedar"],
        served=world.served, opened_on=date(2025, 8, 1),
    )  # fmt: skip
    open_registered(far, by=world.persons["cedar"], at=NOW)
    with pytest.raises(RuleBroken, match="does not allow"):
        merge_registered(club, [far], on=TODAY, reason="x", by=world.officer, at=NOW)
    assert Registered.objects.get(pk=far.pk).closed_on is None


def test_a_part_that_splits_off_is_one_more_from_its_day_on(world: World) -> None:
    club = opened_club(world)
    part = new_club(world, "Lower club", date(2025, 3, 1))
    split_registered(club, part, members={"sex:female": 8}, reason="Two villages", by=world.officer, at=NOW)
    assert [stock(world, day) for day in (date(2025, 2, 28), date(2025, 3, 1))] == [1, 2]
    assert [(fact.kind, fact.other) for fact in club.facts_told.all()] == [("opened", None), ("split", part)]
    assert members_of(Registered.objects.get(pk=part.pk)) == {"sex:female": 8}


# Three numbers


@pytest.fixture
def counted_three(world: World) -> RegisterKind:
    """Clubs whose founding and strengthening feed indicators too."""
    kind = RegisterKind.objects.get(slug="club")
    for name in ("founded", "strengthened"):
        indicator = Indicator.objects.create(
            slug=f"clubs-{name}", kind="flow", name=f"Clubs {name}", measure="club", fed_by_register=True
        )
        setattr(kind, name, indicator)
    kind.save()
    return kind


def test_maintained_founded_and_strengthened_are_three_numbers(
    world: World, counted_three: RegisterKind
) -> None:
    old, gone = opened_club(world, "Old"), opened_club(world, "Gone")
    opened_club(world, "New", date(2025, 5, 1))
    for day in (date(2025, 2, 1), date(2025, 9, 1)):
        strengthen(old, on=day, how="A new board", by=world.officer, at=NOW)
    close_registered(gone, on=date(2025, 10, 1), by=world.officer, at=NOW)
    told = three_numbers(
        counted_three, Window(date(2025, 1, 1), date(2025, 12, 31)), person=world.provincial, today=TODAY
    )
    assert told == ThreeNumbers(maintained=1, founded=1, strengthened=1, closed=1, standing=2)
    book = Book(None, TODAY, world.programme)
    year = (date(2025, 1, 1), date(2025, 12, 31))
    figures = [
        book.ask(one, *year).amount for one in (counted_three.founded, counted_three.strengthened) if one
    ]
    assert figures == [1 * SCALE, 2 * SCALE]  # the ledger counts each act of strengthening


def test_three_numbers_are_of_a_place_and_a_programme_and_of_what_one_may_see(
    world: World, other: Agreement
) -> None:
    club = opened_club(world)
    served_by(club, world.programme, other, on=date(2025, 3, 1), world=world)
    kind, year = club.kind, Window(date(2025, 1, 1), date(2025, 12, 31))

    def maintained(person: str = "provincial", **asked: Any) -> int:
        return three_numbers(kind, year, person=world.persons[person], today=TODAY, **asked).maintained

    assert maintained() == maintained(programme=other) == maintained(place=world.places["Oakshire"]) == 1
    assert maintained(place=world.places["Cedar"]) == maintained("stranger") == 0


def test_strengthening_a_club_twice_on_one_day_counts_once(world: World) -> None:
    club = opened_club(world)
    strengthen(club, on=date(2025, 2, 1), how="A new board", by=world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="strengthened on .* already"):
        strengthen(club, on=date(2025, 2, 1), how="A new board", by=world.officer, at=NOW)
    assert AuditLine.objects.filter(act="strengthen").count() == 1


# Kinds


def test_a_kind_feeds_only_indicators_that_a_register_counts(world: World) -> None:
    kind = RegisterKind(
        name="Đội nòng cốt", holder=world.bodies["west"], stock=world.indicators["sessions"],
        founded=world.indicators["clubs"],
    )  # fmt: skip
    with pytest.raises(RuleBroken) as problem:
        add_kind(kind, by=world.provincial, at=NOW)
    assert [message.where for message in problem.value.messages] == ["stock", "stock", "founded"]
    kind.stock = kind.founded = None
    assert add_kind(kind, by=world.provincial, at=NOW).slug == "doi-nong-cot"
    with pytest.raises(RuleBroken, match="does not allow"):
        add_kind(RegisterKind(name="x", holder=world.bodies["dogwood"]), by=world.officer, at=NOW)


def test_a_pair_names_the_village_on_the_other_side(world: World) -> None:
    pairs = RegisterKind.objects.create(slug="twins", name="Twinned villages", is_pair=True)
    pair = new_club(world, "Upper and Elm")
    pair.kind = pairs
    with pytest.raises(RuleBroken, match="village on the other side"):
        open_registered(pair, by=world.officer, at=NOW)
    pair.twin_village = "Elm, Elmshire"
    open_registered(pair, by=world.officer, at=NOW)
    club = new_club(world, "Odd")
    club.twin_village = "Elm"
    with pytest.raises(RuleBroken, match="lie in one village"):
        open_registered(club, by=world.officer, at=NOW)
