"""A code that a review prints opens the figure, as it was printed and as the ledger has it, and what it is made of."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.actions.reviews import draft_review, freeze_review
from chungtay.models import Review
from tests.actions.test_reviews import LATER, attended
from tests.world import NOW, World

SignIn = Callable[[str], Client]


@pytest.fixture
def frozen(world: World) -> Review:
    attended(world, "Dogwood", 400)
    attended(world, "Cedar", 217)
    draft = draft_review(
        world.programme, world.bodies["west"], kind="interim", title="Sơ kết năm 2026",
        first_on=date(2026, 1, 1), last_on=date(2026, 12, 31), by=world.provincial, at=NOW,
    )  # fmt: skip
    return freeze_review(draft, by=world.leader, at=NOW)


def page(browser: Client, review: Review, code: str) -> tuple[int, str]:
    answer = browser.get(reverse("review-figure", args=[review.pk, code]))
    return answer.status_code, answer.content.decode()


def test_a_printed_code_leads_to_every_entry_behind_it(signed_in: SignIn, frozen: Review) -> None:
    status, told = page(signed_in("provincial"), frozen, "K-01")
    assert status == 200
    assert "617" in told
    assert all(reverse("entry", args=[seq]) in told for seq in (1, 2))


def test_a_cell_of_the_table_by_unit_opens_its_own_entries_alone(signed_in: SignIn, frozen: Review) -> None:
    _, told = page(signed_in("provincial"), frozen, "K-01-02")
    assert "Dogwood" in told
    assert reverse("entry", args=[1]) in told
    assert reverse("entry", args=[2]) not in told


def test_what_was_printed_stays_beside_what_the_ledger_says_now(
    world: World, signed_in: SignIn, frozen: Review
) -> None:
    attended(world, "Dogwood", 100, LATER)
    answer = signed_in("provincial").get(reverse("review-figure", args=[frozen.pk, "K-01"]))
    opened = answer.context["opened"]
    assert (opened.printed.actual, opened.then.amount, opened.now.amount) == (6_170_000, 6_170_000, 7_170_000)
    assert opened.agrees
    assert reverse("entry", args=[3]) not in answer.content.decode()


@pytest.mark.parametrize("code", ["K-99", "K-01-99", "X", "K-01-A9", "..%2F..%2Fetc"])
def test_a_code_that_the_review_does_not_print_opens_nothing(
    signed_in: SignIn, frozen: Review, code: str
) -> None:
    assert page(signed_in("provincial"), frozen, code)[0] == 404


def test_the_codes_of_a_draft_open_nothing_yet(world: World, signed_in: SignIn, frozen: Review) -> None:
    draft = draft_review(
        world.programme, world.bodies["west"], kind="interim", title="Thứ hai", first_on=date(2026, 1, 1),
        last_on=date(2026, 6, 30), by=world.provincial, at=LATER,
    )  # fmt: skip
    assert page(signed_in("provincial"), draft, "K-01")[0] == 404
