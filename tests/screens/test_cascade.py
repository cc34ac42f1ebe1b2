"""The pages on which a plan goes down, is drawn by a unit and issued by its leader."""

from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse

from chungtay.actions.plans import accept_plan, send_down
from chungtay.models import Account, Content, Person, Plan, Post, Target, Task
from chungtay.rules.amounts import SCALE
from chungtay.rules.people import Role
from tests.world import CODE_SECRET, NOW, World

SignedIn = Callable[..., Client]


@pytest.fixture
def running(world: World) -> World:
    for seat, name in zip(world.programme.seats.all(), ("leader", "partner"), strict=True):
        accept_plan(world.plan, seat, by=world.persons[name], at=NOW)
    head = Person.objects.create(known_as="Head", language="en")
    TOTP.activate(
        Account.objects.create_user("head", "correct horse battery staple", person=head), CODE_SECRET
    )
    Post.objects.create(
        person=head, organisation=world.bodies["dogwood"], role=Role.COMMUNE_LEADER, title="Head of Dogwood",
        valid_from="2020-01-01",
    )  # fmt: skip
    world.persons["head"] = head
    return world


@pytest.fixture
def own(running: World) -> Plan:
    return send_down(running.plan, [running.bodies["dogwood"]], by=running.provincial, at=NOW)[0]


def page_of(name: str, plan: Plan) -> str:
    return reverse(f"plan-{name}", args=[plan.pk])


def typed(**more: str) -> dict[str, str]:
    """The page as the officer fills it in: one content adapted, one left out, one added."""
    return {
        "1.keeps": "in", "1.text": "Talks in four villages", "1.due_on": "30/09/2026", "1.target.attendances": "60",
        "1.target.clubs": "", "1.task": "Find a room", "1.task_due_on": "30/04/2026",
        "2.keeps": "out", "2.reason": "The visit is the province's.",
        "new.1.text": "A club evening", "new.1.due_on": "31/10/2026", **more,
    }  # fmt: skip


def test_the_provincial_officer_sends_the_plan_to_all_who_lack_it(
    running: World, signed_in: SignedIn
) -> None:
    browser, address = signed_in("provincial"), page_of("cascade", running.plan)
    shown = browser.get(address).content.decode()
    assert shown.count('name="units"') == 2
    assert shown.count(" checked") == 2
    units = [running.bodies[name].pk for name in ("dogwood", "cedar")]
    assert browser.post(address, {"units": units}).status_code == 302
    shown = browser.get(address).content.decode()
    assert 'name="units"' not in shown
    assert shown.count(">Received<") == 3  # the filter and two rows


def test_units_are_narrowed_by_their_state_without_a_script(own: Plan, signed_in: SignedIn) -> None:
    browser = signed_in("provincial")
    assert own.drawn_from
    shown = browser.get(page_of("cascade", own.drawn_from), {"stage": "received"}).content.decode()
    rows = shown.split("<tbody>")[1].split("</tbody>")[0]
    assert "Union of Dogwood" in rows
    assert "Union of Cedar" not in rows


def test_the_officer_draws_on_one_page_and_the_leader_issues(own: Plan, signed_in: SignedIn) -> None:
    browser, address = signed_in("officer"), page_of("drawing", own)
    assert "You received it on 20/03/2026." in browser.get(address).content.decode()
    assert browser.post(address, typed(hand_up="1")).status_code == 302
    own.refresh_from_db()
    assert own.proposed_at is not None
    assert [one.said("text", "en") for one in own.contents.all()] == [
        "Talks in four villages",
        "A club evening",
    ]
    assert Task.objects.get(content__plan=own).text == "Find a room"
    assert Target.objects.get(content__plan=own).amount == 60 * SCALE
    head = signed_in("head")
    assert "The visit is the province&#x27;s." in head.get(page_of("issue", own)).content.decode()
    sent = head.post(page_of("issue", own), {"number": "7/KH", "issued_on": "20/03/2026"})
    assert sent.status_code == 302
    own.refresh_from_db()
    assert own.number == "7/KH"
    again = head.post(page_of("issue", own), {"number": "8/KH", "issued_on": "20/03/2026"}, follow=True)
    assert "This plan is issued already." in again.content.decode()


def test_what_was_typed_wrong_is_shown_where_it_stands_and_kept(own: Plan, signed_in: SignedIn) -> None:
    wrong = typed(**{"2.reason": "", "1.due_on": "01/01/2027", "1.target.attendances": "many"})
    answer = signed_in("officer").post(page_of("drawing", own), wrong)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Talks in four villages" in shown
    assert 'href="#id_1.target.attendances"' in shown
    answer = signed_in("officer").post(page_of("drawing", own), wrong | {"1.target.attendances": "60"})
    shown = answer.content.decode()
    assert "Say why content 2 is left out." in shown
    assert "The plan ends on 31/12/2026." in shown
    assert not Task.objects.filter(content__plan=own).exists()


def test_a_unit_begins_by_itself_from_the_joint_plan(running: World, signed_in: SignedIn) -> None:
    browser = signed_in("officer")
    assert "Begin to draw our plan" in browser.get(page_of("cascade", running.plan)).content.decode()
    begin = page_of("drawing-begin", running.plan)
    sent = browser.post(begin, {"unit": running.bodies["dogwood"].pk})
    own = Plan.objects.get(drawn_from=running.plan)
    assert sent["Location"] == page_of("drawing", own)
    assert browser.get(sent["Location"]).status_code == 200


def test_a_change_above_is_taken_over_with_one_press(own: Plan, signed_in: SignedIn, running: World) -> None:
    above = running.contents[0]
    Content.objects.filter(pk=above.pk).update(text="Talks and films")
    Plan.objects.filter(pk=running.plan.pk).update(version=2)
    browser = signed_in("officer")
    assert "Talks and films" in browser.get(page_of("drawing", own)).content.decode()
    browser.post(reverse("plan-change-above", args=[own.pk, above.pk]), {"answer": "take"})
    assert own.contents.get(number=1).text == "Talks and films"


@pytest.mark.parametrize("name", ["cedar", "partner", "stranger"])
def test_nobody_beside_or_across_sees_what_a_unit_draws(own: Plan, name: str, signed_in: SignedIn) -> None:
    browser = signed_in(name)
    for page in ("drawing", "issue", "cascade"):
        assert browser.get(page_of(page, own)).status_code == 404
    assert own.drawn_from
    above = browser.get(page_of("cascade", own.drawn_from))
    assert "Union of Dogwood" not in above.content.decode()


@pytest.mark.parametrize("language", ["vi", "lo", "en"])
def test_the_pages_speak_three_languages(own: Plan, language: str, signed_in: SignedIn) -> None:
    browser = signed_in("provincial", language)
    for page in ("drawing", "issue"):
        assert browser.get(page_of(page, own)).status_code in (200, 422)


def test_my_work_leads_the_officer_to_the_drawing_and_the_leader_to_issuing(
    own: Plan, signed_in: SignedIn
) -> None:
    officer, head = signed_in("officer"), signed_in("head")
    assert page_of("drawing", own) in officer.get("/work/").content.decode()
    officer.post(page_of("drawing", own), typed(hand_up="1"))
    assert page_of("drawing", own) not in officer.get("/work/").content.decode()
    assert page_of("issue", own) in head.get("/work/").content.decode()
    assert page_of("drawing", own) not in signed_in("provincial").get("/work/").content.decode()
