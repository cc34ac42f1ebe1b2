"""Regimes come with the product; an office makes its own, and what was reported by one keeps its cut-offs."""

from datetime import date, timedelta

import pytest

from chungtay.actions.regimes import StepTold, add_regime, change_regime, lay_regimes
from chungtay.models import AuditLine, Person, Regime, Report
from chungtay.rules.messages import RuleBroken
from chungtay.rules.regimes import Span, period_of, read_cut_offs
from tests.world import NOW, World

YEAR = read_cut_offs("year 14/12 25/12")
CALENDAR = read_cut_offs("year 31/12 31/1")
TOLD = {"name": "Ours", "source": "Decision 6 of the province, 25 January 2024"}


def added(world: World, by: Person | None = None, **more: object) -> Regime:
    told = {"cut_offs": YEAR, **more}
    return add_regime(TOLD, by=by or world.leader, at=NOW, **told)  # type: ignore[arg-type]


def wrong(problem: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [message.where for message in problem.value.messages]


@pytest.mark.django_db
def test_the_regimes_of_the_product_are_laid_once_each_with_its_source() -> None:
    lay_regimes(NOW)
    lines = AuditLine.objects.count()
    lay_regimes(NOW + timedelta(days=1))
    held = {regime.slug: regime.in_rules() for regime in Regime.objects.all()}
    assert {"nd-09-2019", "thong-ke-nha-nuoc", "chuong-trinh-1719", "du-an-8", "nam-duong-lich"} == set(held)
    assert all(regime.source and regime.name_lo and regime.name_en for regime in Regime.objects.all())
    assert AuditLine.objects.count() == lines


@pytest.mark.django_db
def test_one_day_lies_in_another_period_of_each_regime() -> None:
    lay_regimes(NOW)
    held = {regime.slug: regime.in_rules() for regime in Regime.objects.all()}
    day = date(2024, 12, 20)
    ends = {
        slug: period_of(held[slug], Span.YEAR, day).last_on.isoformat()
        for slug in ("nd-09-2019", "chuong-trinh-1719", "thong-ke-nha-nuoc")
    }
    assert ends == {
        "nd-09-2019": "2025-12-14",
        "chuong-trinh-1719": "2024-12-31",
        "thong-ke-nha-nuoc": "2024-12-31",
    }
    assert period_of(held["du-an-8"], Span.ONCE, date(2024, 5, 10)).last_on == date(2024, 5, 10)


def test_an_office_makes_its_own_and_a_second_click_finds_it(world: World) -> None:
    steps = [StepTold(name="The chair signs", month=12, day=16), StepTold(name="Sent", days_after=2)]
    regime = added(world, steps=steps, reminders=[-3, 1])
    assert added(world, steps=steps, reminders=[-3, 1]) == regime
    assert (regime.holder, regime.slug) == (world.bodies["west"], "ours")
    assert [step.name for step in regime.steps.all()] == ["The chair signs", "Sent"]
    with pytest.raises(RuleBroken, match="of this name already"):
        add_regime(TOLD, cut_offs=YEAR, by=world.provincial, at=NOW)


def test_who_does_not_plan_makes_none_and_who_is_elsewhere_changes_none(world: World) -> None:
    with pytest.raises(RuleBroken, match="does not allow"):
        added(world, by=world.officer)
    regime = added(world)
    with pytest.raises(RuleBroken, match="does not allow"):
        change_regime(regime, TOLD, cut_offs=CALENDAR, by=world.stranger, at=NOW)


def test_what_came_with_the_installation_is_changed_by_nobody(world: World) -> None:
    regime = lay_regimes(NOW)[0]
    with pytest.raises(RuleBroken, match="Make your office's own"):
        change_regime(regime, TOLD, cut_offs=CALENDAR, by=world.leader, at=NOW)


def test_cut_offs_change_until_somebody_reports_by_them(world: World) -> None:
    regime = added(world)
    change_regime(regime, TOLD, cut_offs=CALENDAR, by=world.provincial, at=NOW)
    assert period_of(regime.in_rules(), Span.YEAR, date(2026, 12, 20)).last_on == date(2026, 12, 31)
    world.form.regime = regime
    world.form.save()
    assert Report.objects.filter(form__regime=regime).exists()
    with pytest.raises(RuleBroken, match="make a new one from it"):
        change_regime(regime, TOLD, cut_offs=YEAR, by=world.leader, at=NOW)
    told = {**TOLD, "valid_to": date(2027, 1, 1)}
    change_regime(regime, told, cut_offs=CALENDAR, by=world.leader, at=NOW)
    assert Regime.objects.get(pk=regime.pk).valid_to == date(2027, 1, 1)


def test_every_fault_is_said_at_once_and_nothing_is_kept(world: World) -> None:
    steps = [StepTold(name=" "), StepTold(name="Sent", month=2, day=30)]
    with pytest.raises(RuleBroken) as problem:
        add_regime({"name": "", "source": ""}, cut_offs=(), by=world.leader, at=NOW)
    assert wrong(problem) == ["name", "source", "cut_offs"]
    with pytest.raises(RuleBroken) as problem:
        added(world, steps=steps)
    assert wrong(problem) == ["steps.1.name", "steps.1.day", "steps.2.day"]
    assert not Regime.objects.exists()
