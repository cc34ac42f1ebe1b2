"""A period is opened for all units at once, reminders are noted and stop, and an office is reached."""

from datetime import date, timedelta
from typing import Any

import pytest

from chungtay.actions.reports import approve_report, hand_in, open_reports
from chungtay.actions.rounds import note_contact, remind_again, remind_units, stop_reminding
from chungtay.answers.rounds import lateness, one_round, opening, rounds_of
from chungtay.answers.rounds.lateness import Lateness
from chungtay.models import (
    AuditLine,
    Form,
    Organisation,
    OrganisationSuccession,
    Regime,
    RegimeReminder,
    Report,
    ReportReminder,
)
from chungtay.rules.messages import RuleBroken
from chungtay.rules.regimes import Period, Span
from chungtay.rules.rounds import Channel
from tests.world import NOW, TODAY, World

QUARTER = Period(Span.QUARTER, date(2026, 3, 15), date(2026, 6, 14), date(2026, 6, 20))


def units(world: World, *names: str) -> list[Organisation]:
    return [world.bodies[name] for name in names]


def seen_by(world: World, name: str = "provincial", today: date = TODAY) -> Lateness:
    person = world.persons[name]
    shown = one_round(person, today, "yearly", date(2026, 1, 1), date(2026, 3, 14))
    assert shown
    return lateness(person, today, shown)


def names(seen: Lateness) -> list[str]:
    return [row.name["vi"].removeprefix("Union of ") for row in seen.rows]


# Opening


def test_a_period_is_opened_for_all_units_in_one_act_and_a_second_click_opens_nothing(world: World) -> None:
    chosen = units(world, "dogwood", "cedar")
    made = open_reports(world.form, QUARTER, chosen, by=world.provincial, at=NOW)
    assert {one.holder for one in made} == set(chosen)
    assert all(one.lines.count() == 2 and one.span == "quarter" for one in made)
    assert open_reports(world.form, QUARTER, chosen, by=world.provincial, at=NOW) == []
    assert Report.objects.filter(first_on=QUARTER.first_on).count() == 2
    assert AuditLine.objects.filter(act="open_report").count() == 2


def test_who_has_the_report_keeps_it_and_the_rest_is_asked(world: World) -> None:
    open_reports(world.form, QUARTER, units(world, "cedar"), by=world.provincial, at=NOW)
    made = open_reports(world.form, QUARTER, units(world, "cedar", "dogwood"), by=world.provincial, at=NOW)
    assert [one.holder for one in made] == units(world, "dogwood")


def test_a_newer_version_of_the_form_asks_nobody_a_second_time(world: World) -> None:
    open_reports(world.form, QUARTER, units(world, "cedar"), by=world.provincial, at=NOW)
    newer = Form.objects.create(
        slug="yearly", version=2, agreement=world.programme, name="Yearly report", valid_from=date(2026, 1, 1),
        published_at=NOW,
    )  # fmt: skip
    assert open_reports(newer, QUARTER, units(world, "cedar"), by=world.provincial, at=NOW) == []


def test_what_cannot_be_asked_is_named_all_at_once_and_nothing_is_opened(world: World) -> None:
    nowhere = Organisation.objects.create(
        kind="womens_union", name="Union without a place", parent=world.bodies["west"]
    )
    gone = Organisation.objects.create(
        kind="womens_union", name="Union of Alder", parent=world.bodies["west"], place=world.places["Alder"]
    )
    with pytest.raises(RuleBroken) as refused:
        open_reports(
            world.form, QUARTER, [*units(world, "dogwood"), nowhere, gone], by=world.provincial, at=NOW
        )
    said = [(message.text[:25], message.values.get("heirs")) for message in refused.value.messages]
    assert said == [("%(body)s has no place of ", None), ("%(body)s ended on %(day)s", "Union of Cedar")]
    assert not Report.objects.filter(first_on=QUARTER.first_on).exists()


def test_nobody_asks_units_that_stand_under_others(world: World) -> None:
    for name, unit in (
        ("provincial", "farwood"),
        ("provincial", "elm"),
        ("officer", "dogwood"),
        ("stranger", "dogwood"),
    ):
        with pytest.raises(RuleBroken):
            open_reports(world.form, QUARTER, units(world, unit), by=world.persons[name], at=NOW)


def test_a_draft_of_a_form_asks_nobody(world: World) -> None:
    draft = Form.objects.create(
        slug="new", version=1, agreement=world.programme, name="New", valid_from=date(2026, 1, 1)
    )
    with pytest.raises(RuleBroken, match="Publish it first"):
        open_reports(draft, QUARTER, units(world, "dogwood"), by=world.provincial, at=NOW)


def test_the_offer_holds_new_units_leaves_out_those_that_have_it_and_names_who_ended_inside(
    world: World,
) -> None:
    first, last = date(2025, 3, 15), date(2025, 9, 14)
    Organisation.objects.create(
        kind="womens_union", name="Union of Alder", parent=world.bodies["west"], place=world.places["Alder"],
        valid_to=date(2025, 7, 1),
    )  # fmt: skip
    seen = opening(world.form, first, last, world.provincial, TODAY)
    assert [body.name for body in seen.offered] == ["Union of Cedar", "Union of Dogwood"]
    assert [(body.name, heirs) for body, heirs in seen.ended] == [("Union of Alder", ["Union of Cedar"])]
    now = opening(world.form, date(2026, 1, 1), date(2026, 3, 14), world.provincial, TODAY)
    assert (now.offered, len(now.there)) == ([], 2)


# Who is late


def test_the_round_says_who_is_late_who_is_not_yet_and_whom_to_ring(world: World) -> None:
    seen = seen_by(world)
    told = [(row.name["vi"], row.is_late, row.days_late, row.to_ring) for row in seen.rows]
    assert told == [("Union of Cedar", True, 3, True), ("Union of Dogwood", False, 0, True)]
    assert (seen.round.units, seen.round.missing, seen.round.late) == (2, 2, 1)


def test_everybody_sees_only_their_own_units_in_a_round(world: World) -> None:
    assert names(seen_by(world, "partner")) == ["Elm"]
    assert names(seen_by(world, "officer")) == ["Dogwood"]
    assert one_round(world.stranger, TODAY, "yearly", date(2026, 1, 1), date(2026, 3, 14)) is None
    assert [one.units for one in rounds_of(world.provincial, TODAY)] == [2]
    assert rounds_of(world.officer, TODAY) == []


def test_whoever_has_handed_in_stands_behind_those_who_owe_with_the_days_it_came_late(world: World) -> None:
    cedar = world.reports["cedar"]
    hand_in(cedar, by=world.persons["cedar"], at=NOW)
    seen = seen_by(world)
    assert names(seen) == ["Dogwood", "Cedar"]
    assert (seen.rows[1].days_late, seen.rows[1].owes, seen.rows[1].handed_in_on) == (3, False, TODAY)
    approve_report(cedar, by=world.provincial, at=NOW)
    assert seen_by(world).counts == {"open": 1, "approved": 1}


def test_the_office_that_took_over_is_rung(world: World) -> None:
    heir = world.bodies["dogwood"]
    note_contact(heir, phone="0260 3862 301", language="lo", by=world.officer, at=NOW)
    world.bodies["cedar"].valid_to = date(2026, 3, 1)
    world.bodies["cedar"].save()
    OrganisationSuccession.objects.create(old=world.bodies["cedar"], new=heir, on=date(2026, 3, 1))
    row = next(row for row in seen_by(world).rows if row.name["vi"] == "Union of Cedar")
    assert (row.heir["vi"], row.phone, row.language) == ("Union of Dogwood", "0260 3862 301", "lo")


def test_a_unit_is_written_to_in_its_own_language_else_its_officers_else_the_askers(world: World) -> None:
    world.persons["officer"].language = "lo"
    world.persons["officer"].save()
    languages = {row.name["vi"]: row.language for row in seen_by(world).rows}
    assert languages == {"Union of Cedar": "vi", "Union of Dogwood": "lo"}
    note_contact(world.bodies["dogwood"], phone="", language="en", by=world.provincial, at=NOW)
    assert {row.language for row in seen_by(world).rows} == {"vi", "en"}
    assert [row.language for row in seen_by(world, "partner").rows] == [
        "lo"
    ]  # nobody at Elm; the partner reads Lao


# Reminders


def test_a_reminder_is_noted_once_and_who_promised_is_not_rung_until_then(world: World) -> None:
    chosen = list(world.reports.values())[:2]
    told: dict[str, Any] = {"channel": Channel.PHONE, "note": "On Sunday", "promised_on": date(2026, 3, 22)}
    made = remind_units(chosen, **told, by=world.provincial, at=NOW)
    assert len(made) == 2
    assert remind_units(chosen, **told, by=world.provincial, at=NOW + timedelta(seconds=20)) == []
    assert seen_by(world).to_ring == []
    assert [row.promised_on for row in seen_by(world).rows] == [date(2026, 3, 22)] * 2
    assert len(seen_by(world, today=date(2026, 3, 23)).to_ring) == 2
    assert AuditLine.objects.filter(act="remind_unit").count() == 2


def test_whoever_hands_in_while_the_officer_types_is_not_reminded(world: World) -> None:
    cedar, dogwood = world.reports["cedar"], world.reports["dogwood"]
    hand_in(cedar, by=world.persons["cedar"], at=NOW)
    made = remind_units([cedar, dogwood], channel=Channel.CHAT, by=world.provincial, at=NOW)
    assert [one.report for one in made] == [dogwood]
    with pytest.raises(RuleBroken, match="handed in"):
        remind_units([cedar], channel=Channel.CHAT, by=world.provincial, at=NOW)


def test_reminding_stops_with_a_reason_and_goes_on_when_somebody_says_so(world: World) -> None:
    dogwood = world.reports["dogwood"]
    stop_reminding([dogwood], reason="Has no chair until May.", by=world.provincial, at=NOW)
    assert stop_reminding([dogwood], reason="Has no chair until May.", by=world.provincial, at=NOW) == []
    seen = seen_by(world)
    assert [(row.name["vi"], row.stopped) for row in seen.rows if row.stopped] == [
        ("Union of Dogwood", "Has no chair until May.")
    ]
    assert [row.name["vi"] for row in seen.to_name] == ["Union of Cedar"]
    assert len(remind_again([dogwood], by=world.leader, at=NOW)) == 1
    assert len(seen_by(world).to_name) == 2
    assert remind_again([dogwood], by=world.leader, at=NOW) == []


@pytest.mark.parametrize("name", ["officer", "stranger", "auditor", "partner"])
def test_only_whoever_approves_reminds_and_lets_off(world: World, name: str) -> None:
    chosen, by = [world.reports["dogwood"]], world.persons[name]
    for act in (
        lambda: remind_units(chosen, channel=Channel.CHAT, by=by, at=NOW),
        lambda: stop_reminding(chosen, reason="So.", by=by, at=NOW),
        lambda: remind_again(chosen, by=by, at=NOW),
    ):
        with pytest.raises(RuleBroken, match="Your post does not allow this"):
            act()
    assert not ReportReminder.objects.exists()


def test_the_days_of_the_regime_lie_around_the_due_day_and_end(world: World) -> None:
    regime = Regime.objects.create(slug="own", name="Own", source="Decision 1")
    for days in (-3, 0, 2):
        RegimeReminder.objects.create(regime=regime, days=days)
    Form.objects.filter(pk=world.form.pk).update(regime=regime)
    hand_in(world.reports["dogwood"], by=world.officer, at=NOW)  # due later, and owes nothing any more
    reminding = seen_by(world).reminding
    assert reminding.days == (date(2026, 3, 14), date(2026, 3, 17), date(2026, 3, 19))
    assert reminding.is_over(TODAY)


# How an office is reached


MAY_NOTE = {
    "officer": True,
    "provincial": True,
    "administrator": False,
    "stranger": False,
    "partner": False,
    "auditor": False,
}


@pytest.mark.parametrize(("name", "may"), list(MAY_NOTE.items()))
def test_the_office_itself_and_those_above_note_its_number(world: World, name: str, may: bool) -> None:
    body, by = world.bodies["dogwood"], world.persons[name]
    if may:
        note_contact(body, phone=" 0260  3862 301 ", language="", by=by, at=NOW)
    else:
        with pytest.raises(RuleBroken):
            note_contact(body, phone="0260 3862 301", language="", by=by, at=NOW)
    body.refresh_from_db()
    assert body.phone == ("0260 3862 301" if may else "")
