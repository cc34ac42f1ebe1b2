"""A server, or a line, that changes, moves or hides what was sealed: it is told, and the rest stays readable."""

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Dialog, Request, Route

from tests.incidents.room.conftest import Enter

Change = Callable[[list[dict[str, Any]]], None]


def changing(member: str, change: Change) -> Callable[[Route], None]:
    """What the server answers, changed on its way."""

    def answer(route: Route) -> None:
        got = route.fetch()
        told = got.json()
        change(told[member])
        route.fulfill(response=got, body=json.dumps(told))

    return answer


def test_what_was_changed_or_moved_stays_closed_and_the_rest_is_read(enter: Enter) -> None:
    visit = enter("provincial")
    items = visit.served.laid["items"]

    def change(given: list[dict[str, Any]]) -> None:
        by_id = {one["iid"]: one for one in given}
        if items["first"] not in by_id:
            return
        sealed = by_id[items["first"]]["jwe"]["ciphertext"]
        by_id[items["first"]]["jwe"]["ciphertext"] = ("A" if sealed[0] != "A" else "B") + sealed[1:]
        for part in ("jwe", "sigs"):  # the same bytes under another number
            by_id[items["second"]][part] = by_id[items["third"]][part]

    def move(notices: list[dict[str, Any]]) -> None:
        for item in (item for notice in notices for item in notice["items"]):
            if item["iid"] == items["fourth"]:
                item["side"] = None  # as if it had crossed
            if item["iid"] == items["seeing"]:
                item["by"] = {"person": "somebody", "title": "Somebody else"}

    warned: list[Any] = []

    def note(asked: Request) -> None:
        if "/warnings/" in asked.url:
            warned.append(asked.post_data_json)

    visit.page.on("request", note)
    visit.page.route("**/openings/", changing("items", change))
    visit.page.route("**/envelopes.json", changing("notices", move))
    visit.read("hostile")
    assert "was changed after it was sealed" in visit.text
    assert "was sealed for another notice and put in here" in visit.text
    assert (
        "lies in another file than its writer chose" in visit.text and "Only for our side" not in visit.text
    )
    assert "was not signed by Somebody else" in visit.text
    assert "The lorry was blue" not in visit.text and "It went east" not in visit.text
    assert "I saw both" in visit.text and "P-2" in visit.text
    assert "its writer's clock said" in visit.text
    assert {one["kind"] for one in warned} == {"item"}
    assert {one["seen"]["iid"] for one in warned} == {items["first"], items["second"], items["fourth"]}


def test_what_a_writer_had_seen_and_is_gone_is_missed(enter: Enter) -> None:
    visit = enter("provincial")
    gone = visit.served.laid["items"]["first"]

    def hide(notices: list[dict[str, Any]]) -> None:
        for notice in notices:
            notice["items"] = [item for item in notice["items"] if item["iid"] != gone]

    visit.page.route("**/envelopes.json", changing("notices", hide))
    visit.read("hostile")
    assert "Something is missing" in visit.text and gone[:8] in visit.text

    # Words that were not sent hold whoever leaves; locking takes everything off the page.
    visit.page.locator("details[data-name=message] summary").click()
    visit.page.locator("details[data-name=message] textarea").press_sequentially("not yet sent")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    visit.page.on("dialog", stay)
    visit.page.get_by_role("link", name="Leave this room").click(no_wait_after=True)
    visit.page.locator("#notice").get_by_role("button", name="All notices").click()
    assert asked == ["beforeunload", "confirm"]
    assert visit.page.locator("details[data-name=message] textarea").input_value() == "not yet sent"

    # Nobody stays: a quarter of an hour later nothing is left on the page.
    visit.page.clock.install()
    visit.page.keyboard.press("Shift")
    visit.page.clock.run_for(16 * 60 * 1000)
    visit.page.locator("#door").wait_for()
    held = visit.page.content()
    assert "I saw both" not in held and "not yet sent" not in held
