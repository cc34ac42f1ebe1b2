"""A board is worked by keyboard and by mouse: cards go only where they may, and what happens is said aloud."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Enter

PLAN = re.compile(r"/programmes/[\w-]+/plans/[0-9a-f-]{36}/")


@pytest.fixture
def board(enter: Enter) -> Page:
    """The commune officer's board of the running plan; at least one task waits to be accepted."""
    tab = enter("commune", language="en")
    tab.goto("/programmes/kontum-attapeu/")
    plans = [link.get_attribute("href") or "" for link in tab.locator("main a").all()]
    tab.goto(next(link for link in plans if PLAN.fullmatch(link)) + "board/")
    return tab


def column(tab: Page, name: str) -> Locator:
    return tab.locator(f'[data-column="{name}"]')


def card(tab: Page, name: str) -> Locator:
    """One that the officer may move; of others the office only coordinates a part."""
    return column(tab, name).locator('[data-task][draggable="true"]').first


def said(tab: Page) -> Locator:
    return tab.locator("[data-said]")


def test_a_card_is_carried_by_keyboard_and_put_down(board: Page) -> None:
    moved = card(board, "given")
    key, words = moved.get_attribute("data-task"), moved.locator("a").first.inner_text()
    moved.focus()
    board.keyboard.press("Space")
    expect(said(board)).to_contain_text(f"Picked up: {words}")
    expect(column(board, "accepted")).to_have_class(re.compile("takes"))
    expect(column(board, "confirmed")).not_to_have_class(re.compile("takes"))
    for _ in range(6):
        board.keyboard.press("ArrowRight")
        if "In hand" in said(board).inner_text():
            break
    expect(said(board)).to_have_text("Over In hand. Enter puts it down.")
    board.keyboard.press("Enter")
    expect(board.locator(f'[data-column="accepted"] [data-task="{key}"]')).to_be_focused()
    expect(board.get_by_text("Done for 1 task.")).to_be_visible()


def test_esc_leaves_a_card_where_it_was_and_arrows_walk(board: Page) -> None:
    held = board.locator('[data-task][draggable="true"]').first
    held.focus()
    address = board.url
    board.keyboard.press("Space")
    board.keyboard.press("ArrowRight")
    board.keyboard.press("Escape")
    expect(said(board)).to_contain_text("Left where it was")
    expect(held).to_be_focused()
    assert board.url == address
    board.keyboard.press("ArrowDown")
    board.keyboard.press("ArrowRight")
    focused = board.evaluate("document.activeElement.matches('[data-task]')")
    assert focused and board.locator('[data-task][tabindex="0"]').count() == 1


def test_a_card_is_dragged_where_it_may_go_and_asked_why_where_a_reason_is_due(board: Page) -> None:
    moved = board.locator('[data-task][draggable="true"]').first
    key = moved.get_attribute("data-task")
    moved.drag_to(column(board, "confirmed"))
    assert "#" not in board.url, "a lead does not confirm"
    moved.drag_to(column(board, "done"))
    done = column(board, "done").locator(f'[data-task="{key}"]')
    expect(done).to_be_focused()
    done.drag_to(column(board, "accepted"))
    dialog = board.locator("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Cancel").click()
    expect(done).to_be_focused()
    done.drag_to(column(board, "accepted"))
    dialog.get_by_label("Reason").fill("Two villages are left")
    dialog.get_by_role("button", name="Save").click()
    expect(column(board, "accepted").locator(f'[data-task="{key}"]')).to_be_focused()


def test_without_javascript_the_same_is_done_by_buttons(enter: Enter, board: Page) -> None:
    context = board.context.browser.new_context(  # type: ignore[union-attr]
        java_script_enabled=False, storage_state=board.context.storage_state(), locale="en"
    )
    plain = context.new_page()
    plain.goto(board.url)
    expect(plain.locator("dialog")).not_to_be_visible()
    expect(plain.locator("[data-hint]")).not_to_be_visible()
    plain.locator("button[name=step]").first.click()
    expect(plain.get_by_text("Done for 1 task.")).to_be_visible()
    context.close()
