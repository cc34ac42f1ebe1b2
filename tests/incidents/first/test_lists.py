"""The lists of law and offices: who reads and changes them, and that no line is ever lost."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.incidents.actions.lists import change_line, lay_lists, note_dossier
from chungtay.incidents.answers.lists import chain_on, country_of, hotlines_on, hours_for, places_near
from chungtay.incidents.answers.sides import sides_of
from chungtay.incidents.models import ChainStep, Dossier, Hotline, Hours, Retention
from chungtay.incidents.rules.life import Urgency
from chungtay.models import AuditLine, Place
from chungtay.rules.messages import RuleBroken
from tests.world import MERGER, NOW, TODAY, World

SignedIn = Callable[..., Client]
PAGE = "/notices/oak-elm/lists/"


@pytest.fixture
def step(world: World) -> ChainStep:
    """What a law of Westland says. (The stock speaks of Viet Nam and Laos, which this world does not have.)"""
    return ChainStep.objects.create(
        country="W", type="trafficking", position=1, whom="Sheriff", within_hours=0, source="Act 1",
        valid_from=date(2020, 1, 1),
    )  # fmt: skip


@pytest.fixture
def general(world: World) -> Hours:
    return Hours.objects.get(urgency="danger", agreement=None)


def told(line: ChainStep, **otherwise: Any) -> dict[str, Any]:
    names = ("type", "position", "whom", "whom_lo", "whom_en", "within_hours", "working_days", "source")
    return {name: getattr(line, name) for name in names} | otherwise


def posted(line: ChainStep, **otherwise: Any) -> dict[str, Any]:
    return {name: "" if value is None else value for name, value in told(line, **otherwise).items()}


def test_an_installation_begins_with_what_the_law_of_both_countries_says(db: None) -> None:
    on = date(2026, 3, 20)
    chain = [(one.type, one.within_hours, one.working_days) for one in chain_on(["VN"], on)]
    assert ("trafficking", 0, None) in chain
    assert ("trafficking", 72, None) in chain
    assert ("child", 12, None) in chain
    assert ("child", None, 5) in chain
    assert [one.number for one in hotlines_on(["VN", "LA"], on)] == ["1362", "111", "1900 969 680"]
    lines = [*ChainStep.objects.all(), *Hotline.objects.all(), *Hours.objects.all(), *Retention.objects.all()]
    assert [line for line in lines if not line.source] == []
    assert [
        line for line in ChainStep.objects.all() if not (line.whom and line.whom_lo and line.whom_en)
    ] == []


def test_laying_the_lists_again_brings_nothing_back_that_an_office_ended(world: World) -> None:
    Hotline.objects.filter(number="111").update(valid_to=TODAY)
    before = Hotline.objects.count()
    lay_lists()
    assert Hotline.objects.count() == before
    assert "111" not in [one.number for one in hotlines_on(["VN"], TODAY)]


def test_a_line_that_is_changed_keeps_what_it_said_with_its_last_day(world: World, step: ChainStep) -> None:
    new = change_line(step, told(step, whom="Marshal"), world.programme, by=world.provincial, at=NOW)
    step.refresh_from_db()
    assert (step.whom, step.valid_to, new.whom, new.valid_from) == ("Sheriff", TODAY, "Marshal", TODAY)
    assert [one.whom for one in chain_on(["W"], TODAY - timedelta(days=1))] == ["Sheriff"]
    assert [one.whom for one in chain_on(["W"], TODAY)] == ["Marshal"]
    line = AuditLine.objects.latest("number")
    assert (line.act, line.kind, line.person_id) == ("change_notice_line", "chainstep", world.provincial.pk)


def test_of_two_officers_who_change_one_line_the_second_is_told(world: World, step: ChainStep) -> None:
    change_line(step, told(step, whom="Marshal"), world.programme, by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="changed this line meanwhile"):
        change_line(step, told(step, whom="Ranger"), world.programme, by=world.leader, at=NOW)
    assert [one.whom for one in chain_on(["W"], TODAY)] == ["Marshal"]


def test_hours_that_one_agreement_changes_stay_for_the_others(world: World, general: Hours) -> None:
    said = {"urgency": "danger", "hours": 1, "source": "Minutes of 3 March"}
    change_line(general, said, world.programme, by=world.provincial, at=NOW)
    general.refresh_from_db()
    assert general.valid_to is None
    assert hours_for(world.programme, TODAY) == {Urgency.DANGER: 1, Urgency.SOON: 24, Urgency.NORMAL: 72}


@pytest.mark.parametrize("who", ["partner", "officer", "auditor", "administrator", "stranger"])
def test_nobody_else_changes_what_a_country_says(world: World, step: ChainStep, who: str) -> None:
    with pytest.raises(RuleBroken, match="does not allow"):
        change_line(step, told(step, whom="Me"), world.programme, by=world.persons[who], at=NOW)


def test_a_side_notes_its_own_legal_basis_and_nobody_the_others(world: World) -> None:
    west, east = sides_of(world.programme, TODAY)
    basis = Dossier(basis="Act 91, article 20", number="12/2026", first_transfer_on=TODAY, filed_on=TODAY)
    note_dossier(basis, west, by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="does not allow"):
        note_dossier(Dossier(basis="Act 1"), east, by=world.provincial, at=NOW)
    assert [one.seat_id for one in Dossier.objects.all()] == [west.pk]


def test_units_are_offered_as_they_stood_and_villages_are_not(world: World) -> None:
    Place.objects.create(
        code="V1", name="Hamlet", kind="village", parent=world.places["Dogwood"], valid_from=MERGER
    )
    units = places_near(sides_of(world.programme, TODAY), TODAY, "vi")
    assert [(one.name, one.until) for one in units] == [
        ("Alder", MERGER), ("Birch", MERGER), ("Cedar", None), ("Dogwood", None), ("Elm", None),
    ]  # fmt: skip
    assert units[2].key == "102@2025-07-01"


def test_a_body_lies_in_the_country_around_it(world: World) -> None:
    assert [country_of(side.body, TODAY) for side in sides_of(world.programme, TODAY)] == ["W", "E"]


@pytest.mark.parametrize("who", ["provincial", "leader", "partner", "auditor"])
def test_whoever_reads_the_trail_reads_the_lists(signed_in: SignedIn, step: ChainStep, who: str) -> None:
    answer = signed_in(who).get(PAGE)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "Sheriff" in text
    assert "Act 1" in text
    assert (f"/lists/chain/{step.pk}/" in text) == (who in ("provincial", "leader"))


@pytest.mark.parametrize("who", ["officer", "administrator", "stranger"])
def test_for_others_there_are_no_lists(signed_in: SignedIn, step: ChainStep, who: str) -> None:
    west = step_seat(step)
    for path in (PAGE, f"{PAGE}chain/new/", f"{PAGE}chain/{step.pk}/", f"{PAGE}dossier/{west}/"):
        assert signed_in(who).get(path).status_code == 404
    assert signed_in(who).get("/notices/no-such/lists/").status_code == 404


def step_seat(step: ChainStep) -> str:
    from chungtay.models import Seat

    return str(Seat.objects.get(number=1).pk)


def test_an_auditor_reads_and_cannot_change(signed_in: SignedIn, step: ChainStep) -> None:
    for path in (f"{PAGE}chain/new/", f"{PAGE}chain/{step.pk}/", f"{PAGE}dossier/{step_seat(step)}/"):
        assert signed_in("auditor").post(path, posted(step)).status_code == 422
    assert ChainStep.objects.filter(country="W").count() == 1


def test_an_officer_changes_adds_and_ends_a_line_on_its_page(signed_in: SignedIn, step: ChainStep) -> None:
    browser = signed_in("provincial")
    path = f"{PAGE}chain/{step.pk}/"
    assert "Sheriff" in browser.get(path).content.decode()
    assert browser.post(path, posted(step, whom="Marshal")).status_code == 302
    assert browser.get(path).status_code == 404  # it ended
    assert browser.post(f"{PAGE}chain/new/", posted(step, country="W", whom="Doctor")).status_code == 302
    assert {one.whom for one in chain_on(["W"], TODAY)} == {"Doctor", "Marshal"}
    doctor = ChainStep.objects.get(whom="Doctor")
    assert browser.post(f"{PAGE}chain/{doctor.pk}/", {"end": "yes"}).status_code == 302
    assert [one.whom for one in chain_on(["W"], TODAY)] == ["Marshal"]
    text = browser.get(PAGE).content.decode()
    assert "Doctor" in text  # it held once
    assert "Sheriff" in text


def test_a_line_without_a_source_is_refused_and_what_was_typed_stays(
    signed_in: SignedIn, step: ChainStep
) -> None:
    answer = signed_in("provincial").post(f"{PAGE}chain/{step.pk}/", posted(step, source=" ", whom="Marshal"))
    assert answer.status_code == 422
    assert "Marshal" in answer.content.decode()


def test_hours_and_terms_are_changed_and_never_ended(signed_in: SignedIn, general: Hours) -> None:
    browser = signed_in("leader")
    path = f"{PAGE}hours/{general.pk}/"
    assert browser.post(path, {"end": "yes"}).status_code == 422
    assert browser.post(path, {"hours": "3", "source": "Minutes"}).status_code == 302
    assert "Minutes" in browser.get(PAGE).content.decode()
    assert browser.get(f"{PAGE}hours/new/").status_code == 404
    assert browser.get(f"{PAGE}no-such/{general.pk}/").status_code == 404


def test_a_late_dossier_is_named_late(signed_in: SignedIn, world: World) -> None:
    west = sides_of(world.programme, TODAY)[0]
    path = reverse("notice-dossier", args=["oak-elm", west.pk])
    early = TODAY - timedelta(days=61)
    browser = signed_in("provincial")
    assert browser.post(path, {"basis": "Act 91", "first_transfer_on": early.isoformat()}).status_code == 302
    page = browser.get(PAGE).content.decode()
    assert "state--late" in page
    sent = {"basis": "Act 91", "first_transfer_on": early.isoformat(), "filed_on": TODAY.isoformat()}
    assert browser.post(path, sent).status_code == 422  # filed, and no number
    assert browser.post(path, sent | {"number": "7"}).status_code == 302
    assert Dossier.objects.count() == 2


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_page_of_lists_is_only_read(signed_in: SignedIn, method: str) -> None:
    assert getattr(signed_in("provincial"), method)(PAGE).status_code == 405
