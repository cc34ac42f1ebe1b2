"""The evening before the due day: who has not sent, whom to ring, what to paste; and what can be approved at once."""

import html
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chungtay.actions.reports import Told, hand_in, open_report, send_back, write_report
from chungtay.actions.rounds import note_contact, stop_reminding
from chungtay.models import (
    Form,
    Organisation,
    Place,
    Posting,
    Regime,
    ReminderStop,
    Report,
    ReportReminder,
)
from chungtay.rules.reports import ReportState
from tests.actions.test_reports import answer
from tests.world import NOW, World

Enter = Callable[..., Client]
HERE = "/reports/rounds/yearly/2026-01-01/2026-03-14/"
NEW = "/reports/rounds/new/"
MANY = "/reports/approvals/"
SPRING = {"first_on": "15/03/2026", "last_on": "14/06/2026", "due_on": "20/06/2026"}


def page(browser: Client, address: str = HERE) -> str:
    answered = browser.get(address)
    assert answered.status_code == 200, answered.status_code
    return " ".join(answered.content.decode().split())


def text_of(shown: str, language: str) -> str:
    found = re.search(rf'<textarea[^>]*id="text-{language}"[^>]*>(.*?)</textarea>', shown)
    return found.group(1) if found else ""


# Who has not sent


def test_the_list_names_who_has_not_sent_the_worst_first_with_a_number_to_press(
    world: World, signed_in: Enter
) -> None:
    note_contact(world.bodies["cedar"], phone="0260 3862 301", language="", by=world.provincial, at=NOW)
    shown = page(signed_in("provincial"))
    assert shown.index("Union of Cedar") < shown.index("Union of Dogwood")
    assert '<a class="nowrap" href="tel:02603862301">0260 3862 301</a>' in shown
    assert "3 days" in shown
    assert f'href="/units/{world.bodies["dogwood"].pk}/contact/"' in shown
    assert "Union of Elm" not in shown


def test_a_round_keeps_to_the_version_that_its_units_filled_in(world: World, signed_in: Enter) -> None:
    Form.objects.create(
        slug=world.form.slug, version=2, agreement=world.programme, name="Yearly report, new",
        valid_from=date(2026, 3, 15), published_at=NOW,
    )  # fmt: skip
    shown = page(signed_in("provincial"))
    assert "Yearly report, new" not in shown
    collected = html.unescape(re.findall(r'href="(/reports/collected/[^"]*)"', shown)[0])
    assert signed_in("provincial").get(collected).status_code == 200


@pytest.mark.parametrize(
    ("name", "status"), [("officer", 200), ("partner", 200), ("auditor", 200), ("stranger", 404)]
)
def test_a_round_is_there_for_whoever_sees_one_of_its_units(signed_in: Enter, name: str, status: int) -> None:
    assert signed_in(name).get(HERE).status_code == status


def test_the_text_names_the_units_in_their_own_language(world: World, signed_in: Enter) -> None:
    note_contact(world.bodies["dogwood"], phone="", language="lo", by=world.provincial, at=NOW)
    Organisation.objects.filter(pk=world.bodies["dogwood"].pk).update(name_lo="ສະຫະພັນ ດອກວູດ")
    shown = page(signed_in("provincial"))
    vietnamese, lao = text_of(shown, "vi"), text_of(shown, "lo")
    assert "Kính gửi Union of Cedar," in vietnamese
    assert "đã quá hạn 3 ngày" in vietnamese or "hạn nộp" in vietnamese
    assert "ຮຽນ ສະຫະພັນ ດອກວູດ," in lao
    assert "bạn" not in vietnamese
    assert "Union of Cedar" not in lao
    assert "http://testserver/work/" in vietnamese


def test_several_units_are_listed_in_one_text_and_one_alone_is_addressed(
    world: World, signed_in: Enter
) -> None:
    text = text_of(page(signed_in("provincial")), "vi")
    assert "đã quá hạn 3 ngày (hạn nộp 17/03/2026). 1. Union of Cedar" in text  # each under its own due day
    assert "hạn nộp là 25/03/2026 (còn 5 ngày). 1. Union of Dogwood" in text
    alone = page(signed_in("provincial"), f"{HERE}?unit={world.bodies['dogwood'].pk}")
    assert "Kính gửi Union of Dogwood," in text_of(alone, "vi")
    assert "Cedar" not in text_of(alone, "vi")


def test_whoever_was_let_off_is_not_named_in_the_text(world: World, signed_in: Enter) -> None:
    stop_reminding([world.reports["cedar"]], reason="Flooded.", by=world.provincial, at=NOW)
    shown = page(signed_in("provincial"))
    assert "Cedar" not in text_of(shown, "vi")
    assert "Flooded." in shown


def test_every_unit_stands_on_the_map_where_positions_are_known(world: World, signed_in: Enter) -> None:
    for number, name in enumerate(("Cedar", "Dogwood", "Alder")):
        Place.objects.filter(pk=world.places[name].pk).update(latitude=14 + number, longitude=107 + number)
    Organisation.objects.create(
        kind="womens_union", name="Union of Alder", parent=world.bodies["west"], place=world.places["Alder"]
    )
    Report.objects.create(
        form=world.form, holder=Organisation.objects.get(name="Union of Alder"), place=world.places["Alder"],
        first_on=date(2026, 1, 1), last_on=date(2026, 3, 14), due_on=date(2026, 3, 25), state="approved",
    )  # fmt: skip
    shown = page(signed_in("provincial"))
    assert shown.count('class="tile tile--late"') == 2  # the square and the key
    assert "Alder: Approved" in shown
    assert "1. Cedar: Late" in shown


def test_the_page_asks_the_same_questions_of_the_database_however_many_units(
    world: World, signed_in: Enter
) -> None:
    browser = signed_in("provincial")
    page(browser)
    with CaptureQueriesContext(
        connection,
    ) as few:
        page(browser)
    for number in range(30):
        place = Place.objects.create(
            code=f"9{number}", name=f"Fir {number}", kind="commune", parent=world.places["Oakshire"],
            valid_from=date(2000, 1, 1),
        )  # fmt: skip
        body = Organisation.objects.create(
            kind="womens_union", name=f"Union of Fir {number}", place=place, parent=world.bodies["west"]
        )
        Report.objects.create(
            form=world.form, holder=body, place=place, first_on=date(2026, 1, 1), last_on=date(2026, 3, 14),
            due_on=date(2026, 3, 25),
        )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        assert "Union of Fir 29" in page(browser)
    assert len(many) <= len(few)


# Reminding


def test_the_ticked_units_are_reminded_and_the_list_says_so(world: World, signed_in: Enter) -> None:
    browser, cedar = signed_in("provincial"), world.reports["cedar"]
    sent = {"reports": [cedar.pk], "channel": "phone", "note": "On Sunday", "promised_on": "22/03/2026"}
    answered = browser.post(f"{HERE}reminders/", sent)
    assert (answered.status_code, answered["Location"]) == (302, HERE)
    shown = page(browser)
    assert "promised for 22/03/2026" in shown
    assert "20/03/2026, by telephone: On Sunday" in shown


def test_a_wrong_promise_keeps_what_was_ticked_and_typed(world: World, signed_in: Enter) -> None:
    cedar = world.reports["cedar"]
    sent = {"reports": [cedar.pk], "channel": "phone", "note": "Soon", "promised_on": "19/03/2026"}
    answered = signed_in("provincial").post(f"{HERE}reminders/", sent)
    shown = " ".join(answered.content.decode().split())
    assert answered.status_code == 422
    assert "This day has passed already." in shown
    assert "Soon" in shown
    assert re.search(rf'value="{cedar.pk}" checked', shown)
    assert not ReportReminder.objects.exists()


def test_nobody_reminds_units_that_they_do_not_see(world: World, signed_in: Enter) -> None:
    sent = {"reports": [world.reports["elm"].pk], "channel": "chat"}
    assert signed_in("provincial").post(f"{HERE}reminders/", sent).status_code == 404
    assert signed_in("stranger").post(f"{HERE}reminders/", sent).status_code == 404
    own = {"reports": [world.reports["dogwood"].pk], "channel": "chat"}
    assert signed_in("officer").post(f"{HERE}reminders/", own).status_code == 422
    assert not ReportReminder.objects.exists()


def test_a_unit_is_let_off_and_reminded_again(world: World, signed_in: Enter) -> None:
    browser, chosen = signed_in("provincial"), {"reports": [world.reports["cedar"].pk]}
    assert browser.post(f"{HERE}stops/", chosen | {"reason": ""}).status_code == 422
    assert browser.post(f"{HERE}stops/", chosen | {"reason": "Flooded."}).status_code == 302
    assert "Not reminded any more: Flooded." in page(browser)
    assert browser.post(f"{HERE}resumption/", chosen).status_code == 302
    assert ReminderStop.objects.get().resumed_by == world.provincial
    assert "Flooded" not in page(browser)


def test_the_number_of_an_office_is_noted_on_its_own_page(world: World, signed_in: Enter) -> None:
    address = f"/units/{world.bodies['dogwood'].pk}/contact/"
    assert signed_in("stranger").get(address).status_code == 404
    assert signed_in("officer").post(address, {"phone": "ask the guard"}).status_code == 422
    assert (
        signed_in("officer").post(address, {"phone": "+856 36 211 045", "language": "lo"}).status_code == 302
    )
    assert "tel:+85636211045" in page(signed_in("provincial"), address)


# Opening


def test_all_units_of_a_level_are_asked_with_one_button(world: World, signed_in: Enter) -> None:
    browser = signed_in("provincial")
    sent = {"form": world.form.pk, "level": "commune", **SPRING}
    shown = page(
        browser,
        f"{NEW}?form={world.form.pk}&level=commune&first_on=15/03/2026&last_on=14/06/2026&due_on=20/06/2026",
    )
    chosen = re.findall(r'name="units" value="([0-9a-f-]+)" checked', shown)
    assert len(chosen) == 2
    answered = browser.post(NEW, sent | {"units": chosen})
    assert (answered.status_code, answered["Location"]) == (
        302,
        "/reports/rounds/yearly/2026-03-15/2026-06-14/",
    )
    assert Report.objects.filter(first_on=date(2026, 3, 15)).count() == 2
    again = browser.post(NEW, sent | {"units": chosen})
    assert again.status_code == 422 or Report.objects.filter(first_on=date(2026, 3, 15)).count() == 2


def test_periods_are_offered_from_the_regime_of_the_form(world: World, signed_in: Enter) -> None:
    regime = Regime.objects.create(slug="own", name="Own", source="Decision 1")
    for month, due in ((3, 25), (6, 25), (9, 25), (12, 25)):
        regime.cut_offs.create(span="quarter", month=month, day=14, due_month=month, due_day=due)
    Form.objects.filter(pk=world.form.pk).update(regime=regime)
    shown = page(signed_in("provincial"), NEW)
    assert "15/12/2025–14/03/2026" in shown
    days = "first_on=15/03/2026&amp;last_on=14/06/2026&amp;due_on=25/06/2026"
    assert f"{days}&amp;level=commune&amp;span=quarter" in shown


@pytest.mark.parametrize(
    ("name", "status"), [("officer", 422), ("auditor", 422), ("stranger", 422), ("partner", 200)]
)
def test_only_whoever_may_ask_opens_a_period(signed_in: Enter, name: str, status: int) -> None:
    assert signed_in(name).get(NEW).status_code == status


# Many at once


@pytest.fixture
def forty(world: World) -> list[Report]:
    """Three that wait: nothing odd in the first, far more than last period in the second, the third is one's own."""
    made = []
    for body, month, total, by in (
        ("dogwood", 9, "20", "officer"), ("cedar", 9, "20", "cedar"),
        ("dogwood", 10, "21", "officer"), ("cedar", 10, "400", "cedar"), ("dogwood", 11, "22", "leader"),
    ):  # fmt: skip
        holder, last = world.bodies[body], date(2025, month, 28)
        assert holder.place
        report = open_report(
            world.form, holder, place=holder.place, first_on=date(2025, month, 1), last_on=last,
            due_on=last + timedelta(days=5), by=world.provincial, at=NOW,
        )  # fmt: skip
        answers = {1: answer(total), 2: answer(str(int(total) * 3 + (body == "cedar")))}
        person = world.persons[by]
        write_report(report, answers, by=person, at=NOW)
        told = Told(told_by="Chair", channel="phone") if by == "leader" else None
        hand_in(report, on_behalf=told, by=person, at=NOW)
        made.append(report)
    return made


def test_what_is_calm_is_ticked_what_is_odd_says_why_and_ones_own_cannot_be_chosen(
    world: World, signed_in: Enter, forty: list[Report]
) -> None:
    browser = signed_in("leader")
    before = [f"{one.pk}:{one.hand_ins.get().pk}" for one in forty[:2]]
    assert browser.post(MANY, {"read": before}).status_code == 302
    assert Posting.objects.filter(kind="approval").count() == 1
    shown = page(browser, MANY)
    assert f'value="{forty[2].pk}:{forty[2].hand_ins.get().pk}" checked' in shown
    odd = shown.split("Look twice")[1].split("You cannot approve these")[0]
    assert "1. Sessions: 400, last period 20: far more" in odd
    assert "checked" not in odd
    own = shown.split("You cannot approve these")[1]
    assert str(forty[4].hand_ins.get().pk) not in shown
    assert "You handed this report in yourself" in own


def test_what_was_handed_in_anew_meanwhile_is_not_approved_and_nothing_else_is(
    world: World, signed_in: Enter, forty: list[Report]
) -> None:
    read = [f"{one.pk}:{one.hand_ins.get().pk}" for one in forty[:2]]
    send_back(forty[0], note="Look again.", by=world.provincial, at=NOW)
    write_report(forty[0], {1: answer("19")}, by=world.officer, at=NOW + timedelta(hours=1))
    hand_in(forty[0], by=world.officer, at=NOW + timedelta(hours=1))
    answered = signed_in("leader").post(MANY, {"read": read})
    shown = " ".join(answered.content.decode().split())
    assert answered.status_code == 422
    assert "handed in anew since you opened it" in shown
    assert not Report.objects.filter(state=ReportState.APPROVED).exists()
    assert "1. Sessions: 20 before, 19 now" in shown
    assert f'value="{read[1]}" checked' in shown  # what was ticked stays so


def test_nobody_approves_what_they_do_not_see(world: World, signed_in: Enter, forty: list[Report]) -> None:
    read = {"read": [f"{forty[0].pk}:{forty[0].hand_ins.get().pk}"]}
    assert signed_in("stranger").post(MANY, read).status_code == 404
    assert signed_in("auditor").post(MANY, read).status_code == 422
    assert signed_in("leader").post(MANY, {"read": ["anything"]}).status_code == 404
    assert signed_in("leader").post(MANY, {}).status_code == 422


def test_the_page_of_many_asks_the_same_questions_however_many_wait(
    world: World, signed_in: Enter, forty: list[Report]
) -> None:
    browser = signed_in("leader")
    page(browser, MANY)
    with CaptureQueriesContext(connection) as all_five:
        page(browser, MANY)
    Report.objects.filter(pk__in=[one.pk for one in forty[1:4]]).update(state="open")
    with CaptureQueriesContext(connection) as two:
        page(browser, MANY)
    assert len(all_five) <= len(two) + 1


def test_the_list_of_rounds_leads_to_each(signed_in: Enter) -> None:
    shown = page(signed_in("provincial"), reverse("rounds"))
    assert f'href="{HERE}"' in shown
    assert "Ask all units for a period" in shown
    assert "Ask all units for a period" not in page(signed_in("officer"), reverse("rounds"))
