"""The cube answers as the slow reference does, cell by cell, however it came to know what it knows."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from chungtay.cube.answer import Cube
from chungtay.cube.files import keep, kept
from chungtay.cube.sight import EVERYTHING, Clause, Sight
from chungtay.rules.ledger import (
    Answer,
    Entry,
    Qualifier,
    Question,
    Row,
    Statement,
    statement_entries,
    totals,
)
from chungtay.rules.ledger.postings import read_body
from chungtay.rules.places import Place, Succession, World
from tests.cases import many

from .ledgers import HOLDERS, INDICATORS, Ledger, drawn_ledger
from .maps import BEGAN, TURNS, Chance, drawn_world
from .questions import ALL_DAYS, Case, cases, drawn_question


def put(cube: Cube, ledger: Ledger, first: int = 1, last: int | None = None) -> None:
    cube.put(read_body(posting.body) for posting in ledger.postings[first - 1 : last])


def unit_by_unit(ledger: Ledger) -> list[Question]:
    """The questions in which a fault of the map or of a statement shows first."""
    return [Question(indicator=one, window=ALL_DAYS, by="place") for one in ledger.indicators]


def filled(ledger: Ledger, last: int | None = None) -> Cube:
    cube = Cube()
    put(cube, ledger, last=last)
    return cube


def plain(row: Row) -> Row:
    """The cube tells all of a row but the numbers of its entries."""
    return replace(row, entries=())


def told(answer: Answer) -> dict[str, object]:
    return {
        "known at": answer.known_at,
        "map": answer.map_on,
        "total": plain(answer.total),
        "rows": [plain(row) for row in answer.rows],
    }


def same(
    cube: Cube,
    entries: Iterable[Entry],
    questions: Iterable[Question],
    world: World,
    sight: Sight = EVERYTHING,
) -> None:
    seen = [entry for entry in entries if sees(sight, entry)]
    for question in questions:
        right = totals(seen, question, world, INDICATORS)
        assert told(cube.totals(question, world, INDICATORS, sight)) == told(right), page(
            world, seen, question
        )


def page(world: World, entries: Iterable[Entry], question: Question) -> str:
    """All that one needs in order to reckon it by hand."""
    places = [f"{p.key} < {p.parent} {p.valid_from}..{p.valid_to or ''}" for p in world.places.values()]
    became = [f"{one.on} {one.old} -> {one.new} {one.share}" for one in world.successions]
    rows = [
        f"#{e.seq} in {e.posting}: {e.indicator} {e.place} {e.on} {e.holder} {e.amount} {sorted(e.programmes)}"
        f" {e.breakdown}{sorted(e.categories)} {e.qualifier} period={e.period} estimated={e.estimated}"
        f" stated={e.stated} reverses={e.reverses}"
        for e in entries
    ]
    return "\n".join(["", *places, *became, *rows, str(question)])


def sees(sight: Sight, entry: Entry) -> bool:
    served = tuple(sorted(map(str, entry.programmes)))
    return sight.everything or any(
        clause.sees(entry.holder, served) and (clause.places is None or entry.place in clause.places)
        for clause in sight.clauses
    )


@many(600)
@given(case=cases())
def test_a_cube_built_at_once_answers_as_the_reference(case: Case) -> None:
    same(filled(case.ledger), case.ledger.entries, case.questions, case.world)


@many(250)
@given(case=cases(questions=4))
def test_a_cube_that_grows_posting_by_posting_answers_as_the_reference_at_every_step(case: Case) -> None:
    cube = Cube()
    for posting in case.ledger.postings:
        put(cube, case.ledger, posting.number, posting.number)
        known = [entry for entry in case.ledger.entries if entry.posting <= posting.number]
        same(cube, known, case.questions, case.world)


@many(250)
@given(case=cases(questions=4), data=st.data())
def test_a_cube_that_goes_back_forgets_what_came_after(case: Case, data: st.DataObject) -> None:
    cube, last = filled(case.ledger), len(case.ledger.postings)
    same(cube, case.ledger.entries, case.questions, case.world)
    back = data.draw(st.integers(0, last))
    assert cube.take_off(back)
    same(cube, [entry for entry in case.ledger.entries if entry.posting <= back], case.questions, case.world)
    put(cube, case.ledger, back + 1)
    same(cube, case.ledger.entries, case.questions, case.world)


@many(150)
@given(case=cases(questions=4), data=st.data())
def test_a_cube_that_was_written_down_answers_as_before_and_so_does_one_that_begins_with_the_file(
    case: Case, data: st.DataObject
) -> None:
    last = len(case.ledger.postings)
    first, second = sorted(data.draw(st.tuples(st.integers(0, last), st.integers(0, last))))
    with TemporaryDirectory() as folder:
        cube = filled(case.ledger, first)
        same(cube, [e for e in case.ledger.entries if e.posting <= first], case.questions[:2], case.world)
        keep(Path(folder), {}, cube.state())
        put(cube, case.ledger, first + 1, second)  # while it is being written
        found = kept(Path(folder))
        assert found
        cube.shelves.settle(found.parts)
        other = Cube.from_state(found.parts)
        same(
            other,
            [e for e in case.ledger.entries if e.posting <= first],
            unit_by_unit(case.ledger),
            case.world,
        )
        put(cube, case.ledger, second + 1)
        put(other, case.ledger, first + 1)
        for one in (cube, other):
            same(one, case.ledger.entries, case.questions, case.world)
            assert one.take_off(first)
            same(one, [e for e in case.ledger.entries if e.posting <= first], case.questions, case.world)
            assert not first or not one.take_off(first - 1)  # nobody may change what is in the file


@st.composite
def sights(draw: st.DrawFn, places: list[str]) -> Sight:
    chance = Chance(draw)
    clauses = [
        Clause(
            holders=frozenset(chance.some(HOLDERS, least=0, most=2)),
            shared=frozenset(chance.some("abc", least=0, most=2)),
            limited_to=frozenset(chance.some("abc", least=1, most=2)) if chance.seldom(3) else frozenset(),
            places=frozenset(chance.some(places, least=0, most=4)) if chance.seldom(3) else None,
        )
        for _ in range(chance.number(3))
    ]
    return Sight(tuple(clauses))


@many(250)
@given(case=cases(questions=4), data=st.data())
def test_whoever_sees_a_part_is_answered_from_that_part(case: Case, data: st.DataObject) -> None:
    sight = data.draw(sights([str(key) for key in case.world.places]))
    middle = len(case.ledger.postings) // 2
    cube = filled(case.ledger, middle)
    same(cube, [e for e in case.ledger.entries if e.posting <= middle], case.questions, case.world, sight)
    put(cube, case.ledger, middle + 1)
    same(cube, case.ledger.entries, case.questions, case.world, sight)


def before(world: World, turn: date) -> World:
    """The world as it was told before anybody recorded what changed on this day and later."""
    places = [
        replace(place, valid_to=None if place.valid_to and place.valid_to >= turn else place.valid_to)
        for place in world.places.values()
        if place.valid_from < turn
    ]
    return World(places, [one for one in world.successions if one.on < turn])


def without_shares(world: World) -> World:
    """The world before anybody agreed how much of a split unit went where; on no other days than after."""
    return World(world.places.values(), [replace(one, share=None) for one in world.successions])


@st.composite
def retold(draw: st.DrawFn) -> tuple[World, Case]:
    """A ledger that was written before the last changes of its map were recorded, and questions to it after that."""
    chance = Chance(draw)
    world = drawn_world(chance)
    old = before(world, chance.one(TURNS)) if chance.seldom(2) else without_shares(world)
    ledger = drawn_ledger(chance, old)
    known = Case(old, ledger, [drawn_question(chance, ledger) for _ in range(3)])
    return world, known


@many(250)
@given(both=retold(), data=st.data())
def test_a_merger_that_is_recorded_late_is_read_from_then_on(
    both: tuple[World, Case], data: st.DataObject
) -> None:
    world, case = both
    cube = filled(case.ledger)
    plainly = unit_by_unit(case.ledger)
    same(cube, case.ledger.entries, plainly + case.questions, case.world)
    chance = Chance(data.draw)
    later = Ledger(world, case.ledger.indicators, case.ledger.postings, case.ledger.entries)
    again = [question for question in case.questions if question.places is None]
    questions = [drawn_question(chance, later) for _ in range(3)]
    same(cube, case.ledger.entries, plainly + again + questions, world)
    same(cube, case.ledger.entries, case.questions, case.world)


def test_a_place_that_spoke_after_it_had_gone_as_one_hears_late_replaced_its_own_word_nevertheless() -> None:
    """Exactly three clubs in January; nearly two in May, which came before the news that the village ended in April."""
    january, april, may = date(2025, 1, 31), date(2025, 4, 2), date(2025, 5, 31)
    old = World(
        [Place("north", None, BEGAN, level="village"), Place("south", None, BEGAN, level="village")], []
    )
    ledger = Ledger(old, ("groups",))
    for on, level, qualifier in ((january, 30_000, Qualifier.EXACT), (may, 20_000, Qualifier.NEARLY)):
        said = Statement(
            indicator="groups", place="north", on=on, holder="union", levels=((frozenset(), level),),
            qualifier=qualifier,
        )  # fmt: skip
        ledger.post(statement_entries(ledger.entries, said, old))
    ended = [replace(place, valid_to=april) for place in old.places.values()]
    world = World(
        [*ended, Place("heath", None, april, level="village")],
        [Succession(one.key, "heath", april) for one in ended],
    )
    question = Question(indicator="groups", window=ALL_DAYS, by="place", level="village")
    same(filled(ledger), ledger.entries, [question], world)
    (row,) = totals(ledger.entries, question, world, INDICATORS).rows
    assert (row.key, row.amount, row.qualifier) == ("heath", 20_000, Qualifier.NEARLY)


@many(60)
@given(case=cases(questions=4))
def test_sums_beyond_eight_bytes_are_as_exact_as_any(case: Case) -> None:
    def large(entry: Entry) -> Entry:
        amount = max(-(2**62), min(entry.amount * 10**14, 2**62))
        return replace(entry, amount=amount, stated=None)

    ledger = Ledger(case.world, case.ledger.indicators)
    for posting in case.ledger.postings:
        ledger.post([large(entry) for entry in case.ledger.of(posting.number)])
    again = [replace(entry, reverses=None) for entry in ledger.entries]
    cube = filled(ledger)
    for _ in range(3):
        ledger.post(again)
        put(cube, ledger, cube.last_posting + 1)
        same(cube, ledger.entries, case.questions, case.world)


@many(100)
@given(case=cases(questions=1), data=st.data())
def test_how_much_somebody_sees_is_told_at_every_step(case: Case, data: st.DataObject) -> None:
    sight = data.draw(sights([str(key) for key in case.world.places]))
    cube, last = Cube(), len(case.ledger.postings)
    for step in (last // 3, last, last // 2, last):
        if step < cube.last_posting:
            assert cube.take_off(step)
        put(cube, case.ledger, cube.last_posting + 1, step)
        seen = [e for e in case.ledger.entries if e.posting <= step and sees(sight, e)]
        extent = cube.extent(sight)
        assert extent.count == len(seen)
        assert set(extent.indicators) == {str(entry.indicator) for entry in seen}
        assert (extent.first_on, extent.last_on) == (
            (min(e.on for e in seen), max(e.on for e in seen)) if seen else (None, None)
        )
