"""Units are asked to report, each once for a period; forms are made version after version."""

from datetime import date

import pytest

from chungtay.actions.forms import make_form
from chungtay.actions.indicators import add_indicator
from chungtay.actions.requests import ask_for_reports
from chungtay.models import AuditLine, Form, Indicator, Report
from chungtay.rules.ledger import Kind
from chungtay.rules.messages import RuleBroken
from tests.world import NOW, World

SPRING = (date(2026, 4, 1), date(2026, 6, 30))
DUE = date(2026, 6, 20)


def ask(
    world: World,
    bodies: str,
    name: str = "provincial",
    period: tuple[date, date] = SPRING,
    due_on: date = DUE,
) -> list[Report]:
    units = [world.bodies[body] for body in bodies.split()]
    return ask_for_reports(
        world.form,
        units,
        first_on=period[0],
        last_on=period[1],
        due_on=due_on,
        by=world.persons[name],
        at=NOW,
    )


WHO_ASKS_WHOM = """
    person      units          asked
    provincial  dogwood,cedar  yes
    provincial  west           yes
    leader      dogwood        yes
    partner     elm,east       yes
    provincial  dogwood,elm    no
    partner     dogwood        no
    officer     dogwood        no
    auditor     dogwood        no
    stranger    farwood        no
"""


@pytest.mark.parametrize("row", WHO_ASKS_WHOM.strip().splitlines()[1:])
def test_units_are_asked_by_whoever_approves_their_reports(world: World, row: str) -> None:
    name, units, asked = row.split()
    before = Report.objects.count()
    if asked == "yes":
        assert len(ask(world, units.replace(",", " "), name)) == len(units.split(","))
    else:
        with pytest.raises(RuleBroken, match="Your post does not allow this"):
            ask(world, units.replace(",", " "), name)
        assert Report.objects.count() == before


def test_a_report_that_is_asked_for_has_its_lines_place_and_days(world: World) -> None:
    report = ask(world, "dogwood")[0]
    assert (report.place, report.first_on, report.last_on, report.due_on) == (
        world.places["Dogwood"], *SPRING, DUE,
    )  # fmt: skip
    assert report.lines.count() == 2
    assert AuditLine.objects.filter(thing_id=str(report.pk), act="open_report").exists()


def test_asking_twice_opens_nothing_twice_and_asks_who_was_forgotten(world: World) -> None:
    ask(world, "dogwood")
    assert ask(world, "dogwood") == []
    assert [report.holder for report in ask(world, "dogwood cedar")] == [world.bodies["cedar"]]


def test_the_next_version_does_not_ask_again_for_the_same_days(world: World) -> None:
    ask(world, "dogwood")
    world.form = made(world, name=world.form.name, valid_from=date(2026, 4, 1))
    assert ask(world, "dogwood") == []


WRONG = """
    first       last        due         where
    2026-04-01  2026-03-31  2026-06-20  last_on
    2026-04-01  2026-06-30  2026-03-19  due_on
    2026-04-01  2026-06-30  2026-03-31  due_on
    2023-01-01  2023-12-31  2026-03-31  form
    2026-04-01  2026-03-01  2026-03-01  last_on due_on
    2026-03-01  2026-04-30  2026-05-05  first_on
"""


@pytest.mark.parametrize("row", WRONG.strip().splitlines()[1:])
def test_a_wrong_period_is_refused_field_by_field(world: World, row: str) -> None:
    """The last row overlaps with the days from January to 14 March for which Dogwood is asked already."""
    first, last, due, *where = row.split()
    before = Report.objects.count()
    with pytest.raises(RuleBroken) as refused:
        ask(
            world, "dogwood", period=(date.fromisoformat(first), date.fromisoformat(last)),
            due_on=date.fromisoformat(due),
        )  # fmt: skip
    assert [message.where for message in refused.value.messages] == where
    assert Report.objects.count() == before


def test_a_form_that_has_ended_is_not_sent_out(world: World) -> None:
    world.form.valid_to = date(2026, 4, 1)
    with pytest.raises(RuleBroken, match="ended on"):
        ask(world, "dogwood")


def test_a_body_that_has_no_place_cannot_report(world: World) -> None:
    world.bodies["dogwood"].place = None
    world.bodies["dogwood"].save()
    with pytest.raises(RuleBroken, match="no place of its own"):
        ask(world, "dogwood cedar")


def made(
    world: World, name: str = "Quarterly", valid_from: date = date(2026, 1, 1), by: str = "provincial"
) -> Form:
    questions = [
        (world.indicators["sessions"], world.breakdowns["total"]),
        (world.indicators["attendances"], world.breakdowns["sex"]),
    ]
    return make_form(
        world.programme, name=name, questions=questions, valid_from=valid_from, by=world.persons[by], at=NOW
    )


def test_a_form_asks_what_was_chosen_in_that_order(world: World) -> None:
    form = made(world)
    assert (form.slug, form.version, form.valid_to) == ("oak-elm-quarterly", 1, None)
    asked = form.questions.values_list("number", "indicator__slug", "base__slug")
    assert list(asked) == [(1, "sessions", "total"), (2, "attendances", "sex")]


def test_the_same_name_makes_the_next_version_and_ends_the_one_before(world: World) -> None:
    made(world)
    second = made(world, "quarterly ", date(2026, 7, 1))
    first = Form.objects.get(slug="oak-elm-quarterly", version=1)
    assert (second.slug, second.version) == ("oak-elm-quarterly", 2)
    assert (first.valid_to, second.valid_to) == (date(2026, 7, 1), None)
    with pytest.raises(RuleBroken, match="valid from"):
        made(world, valid_from=date(2026, 7, 1))


def test_names_that_read_alike_get_slugs_of_their_own(world: World) -> None:
    assert made(world, "Tháng đầu").slug == "oak-elm-thang-dau"
    assert made(world, "Thang dau").slug == "oak-elm-thang-dau-2"


def test_a_form_without_name_or_questions_is_refused_at_once(world: World) -> None:
    with pytest.raises(RuleBroken) as refused:
        make_form(world.programme, name=" ", questions=[], valid_from=DUE, by=world.leader, at=NOW)
    assert [message.where for message in refused.value.messages] == ["name", "indicators"]


@pytest.mark.parametrize("name", ["officer", "partner", "auditor", "stranger"])
def test_forms_and_indicators_are_made_by_whoever_plans(world: World, name: str) -> None:
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        made(world, by=name)
    if name == "stranger":
        return  # plans elsewhere, and what is counted belongs to all
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        new_indicator(world, by=name)


def new_indicator(
    world: World, name: str = "Đội truyền thông", measure: str = "session", by: str = "leader"
) -> Indicator:
    return add_indicator(
        name=name, name_lo="ທີມ", measure=measure, kind=Kind.STOCK, by=world.persons[by], at=NOW
    )


def test_a_new_indicator_takes_the_words_of_a_known_measure_along(world: World) -> None:
    Indicator.objects.filter(slug="sessions").update(measure_lo="ຄັ້ງ", measure_en="session")
    made = new_indicator(world)
    assert (made.slug, made.kind, made.measure_lo) == ("doi-truyen-thong", "stock", "ຄັ້ງ")
    assert new_indicator(world, measure="tổ").slug == "doi-truyen-thong-2"


def test_what_is_counted_already_is_not_added_again(world: World) -> None:
    new_indicator(world)
    with pytest.raises(RuleBroken, match="counted already"):
        new_indicator(world, name="đội truyền thông ")


def test_a_unit_is_not_asked_for_days_on_which_its_place_was_gone(world: World) -> None:
    cedar = world.bodies["cedar"]
    cedar.place = world.places["Alder"]  # which became Cedar on 1 July 2025
    cedar.save()
    with pytest.raises(RuleBroken, match="did not exist on"):
        ask(world, "cedar dogwood")
    assert Report.objects.filter(first_on=SPRING[0]).count() == 0
