"""A draft is taken in, asked about, criticised, replied to and compared over its pages; each side finds its own."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.models import Criticism, Draft, Recommendation
from tests.actions.criticising import (
    DRAFT,
    FINAL,
    asked,
    conferred,
    finished,
    opined,
    part,
    received,
    sent,
    set_deadlines,
    written,
)
from tests.world import World

Enter = Callable[[str], Client]


def page(browser: Client, one: Criticism, name: str = "criticism", *more: object) -> str:
    return browser.get(reverse(name, args=[one.pk, *more])).content.decode()


def post(browser: Client, one: Criticism, name: str, sent: dict[str, object], *more: object) -> str:
    answer = browser.post(reverse(name, args=[one.pk, *more]), sent, follow=True)
    return answer.content.decode()


RECEIVED = {
    "title": "Rules on support", "received_on": "20/03/2026", "submitted_on": "20/04/2026", "due_on": "10/04/2026",
    "text": DRAFT,
}  # fmt: skip


def test_a_draft_goes_from_its_receipt_to_the_comparison_over_the_pages(
    world: World, signed_in: Enter
) -> None:
    set_deadlines()
    desk = signed_in("provincial")
    told = RECEIVED | {"drafter": str(world.bodies["east"].pk), "agreement": str(world.programme.pk)}
    desk.post(reverse("criticism-new"), told)
    one = Criticism.objects.get()
    assert "Điều 2, khoản 1" in page(desk, one, "criticism-clauses")
    post(desk, one, "criticism-asking", {
        "bodies": [str(world.bodies["dogwood"].pk)], "experts": "Head of a faculty", "due_on": "30/03/2026",
    })  # fmt: skip
    unit, mine = signed_in("officer"), part(one, "dogwood", world)
    assert "Give your opinion" in page(unit, one)
    clause = one.clauses.get(name="Điều 2, khoản 1")
    post(unit, one, "criticism-opinion", {
        "clause": str(clause.pk), "stand": "change", "text": "Too little", "proposal": "3.000.000 đồng",
    }, mine.pk)  # fmt: skip
    assert "Opinion given" in post(unit, one, "criticism-opinion-end", {}, mine.pk)
    custom = {
        1: "chair",
        2: "drafter",
        3: "orientation",
        4: "discussion",
        10: "explanation",
        11: "conclusion",
    }
    turns = {f"kind_{number}": custom.get(number, "discussion") for number in range(1, 12)}
    turns |= {f"speaker_{number}": "Vice-president" for number in custom}
    post(desk, one, "criticism-conference", {"held_on": "20/03/2026", "venue": "The hall", **turns})
    opinion = mine.opinions.get()
    post(desk, one, "criticism-points", {
        "text": "The amount is too small", "clause": str(clause.pk), "opinions": [str(opinion.pk)],
    })  # fmt: skip
    leader = signed_in("leader")
    assert "Send it to the drafter" in page(leader, one)
    post(leader, one, "criticism-sending", {"note": ""})
    drafter = signed_in("partner")
    assert "Reply point by point" in page(drafter, one)
    post(drafter, one, "criticism-reply", {"taken_1": "in_part", "reason_1": "By steps"})
    post(desk, one, "criticism-final", {"text": FINAL, "number": "5/QĐ", "final_on": "20/03/2026"})
    post(desk, one, "criticism-closing", {"note": ""})
    one.refresh_from_db()
    assert one.state == "closed"
    shown = page(drafter, one, "criticism-comparison")
    assert "<del>2.000.000</del>" in shown and "<ins>3.000.000</ins>" in shown
    assert (
        "Taken in part" in shown
        and "By steps" in shown
        and "Taken out of the text" in shown
        and "Added" in shown
    )


def test_a_late_draft_is_told_why_and_both_ways(world: World, signed_in: Enter) -> None:
    set_deadlines()
    desk = signed_in("provincial")
    late = RECEIVED | {"submitted_on": "25/03/2026", "due_on": "24/03/2026", "drafter_name": "A department"}
    answer = desk.post(reverse("criticism-new"), late)
    assert answer.status_code == 422 and "10/03/2026" in answer.content.decode()
    desk.post(reverse("criticism-new"), late | {"late_reason": "The session was moved"})
    one = Criticism.objects.get()
    assert "The session was moved" in page(desk, one)
    desk.post(reverse("criticism-new"), late | {"title": "Another", "refused_because": "No time"})
    assert "No time" in page(desk, Criticism.objects.get(title="Another"))


# Who finds the page of a criticism, at each stage.
SEEN = """
    stage      provincial  officer  cedar  partner  auditor  stranger
    received   yes         no       no     no       yes      no
    asked      yes         yes      yes    no       yes      no
    sent       yes         yes      yes    yes      yes      no
"""
STAGES = {"received": received, "asked": asked, "sent": sent}


@pytest.mark.parametrize("row", SEEN.strip().splitlines()[1:])
def test_each_side_finds_it_from_its_own_day(world: World, signed_in: Enter, row: str) -> None:
    stage, *answers = row.split()
    one = STAGES[stage](world)
    names = SEEN.split()[1:7]
    for name, answer in zip(names, answers, strict=True):
        for address in ("criticism", "criticism-clauses", "criticism-comparison"):
            status = signed_in(name).get(reverse(address, args=[one.pk])).status_code
            assert (status == 200) == (answer == "yes"), (name, address)


def test_the_points_are_the_office_s_own_until_they_are_sent(world: World, signed_in: Enter) -> None:
    one = written(world)
    for name in ("criticism", "criticism-comparison"):
        assert "The amount is too small" in page(signed_in("provincial"), one, name)
        assert "The amount is too small" not in page(signed_in("officer"), one, name)


def test_the_drafter_and_other_units_read_no_opinion(world: World, signed_in: Enter) -> None:
    one = sent(world)
    mine = part(one, "dogwood", world)
    address = reverse("criticism-opinion", args=[one.pk, mine.pk])
    assert "Too little" in signed_in("officer").get(address).content.decode()
    for name in ("partner", "cedar", "stranger"):
        assert signed_in(name).get(address).status_code == 404
        assert "Too little" not in signed_in(name).get(reverse("criticism", args=[one.pk])).content.decode()


def test_a_conference_out_of_order_is_told_and_keeps_what_was_typed(world: World, signed_in: Enter) -> None:
    one = opined(world)
    turns = {f"kind_{number}": "discussion" for number in range(1, 12)}
    sent_in = {
        "held_on": "20/03/2026",
        **turns,
        "speaker_1": "A professor of law",
        "kind_2": "chair",
        "speaker_2": "B",
    }
    shown = post(signed_in("provincial"), one, "criticism-conference", sent_in)
    assert "comes too late" in shown and "A professor of law" in shown
    assert not one.turns.exists()


def test_a_cut_that_loses_words_is_refused_with_the_place(world: World, signed_in: Enter) -> None:
    one = received(world)
    shown = post(signed_in("provincial"), one, "criticism-cutting", {"text": "§ Điều 1\nĐiều 1. Phạm"})
    assert "Phạm vi" in shown and one.clauses.count() == 5


def test_the_paper_is_begun_once_and_prints_the_points(world: World, signed_in: Enter) -> None:
    one, desk = written(world), signed_in("provincial")
    shown = post(desk, one, "criticism-paper", {})
    assert "The amount is too small" in shown
    post(desk, one, "criticism-paper", {})
    assert Draft.objects.filter(paper="criticism").count() == 1


def test_a_point_becomes_a_recommendation_on_its_page(world: World, signed_in: Enter) -> None:
    one, desk = sent(world), signed_in("provincial")
    assert "Make it a recommendation" in page(desk, one)
    told = {"text": "Raise the amount", "addressees": [str(world.bodies["east"].pk)]}
    post(desk, one, "criticism-recommendations", told, 1)
    assert Recommendation.objects.get().origin_id == one.pk
    assert "Raise the amount" in page(desk, one)


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_comparison_is_handed_out_as_a_file(world: World, signed_in: Enter, form: str) -> None:
    one = finished(world)
    answer = signed_in("partner").get(reverse("criticism-comparison-file", args=[one.pk, form]))
    assert answer.status_code == 200 and len(answer.content) > 1000


def test_the_list_shows_what_goes_on_and_what_is_over(world: World, signed_in: Enter) -> None:
    set_deadlines()
    conferred(world, title="Goes on")
    finished(world, title="Is over")
    desk = signed_in("provincial")
    open_ones = desk.get(reverse("criticisms")).content.decode()
    assert "Goes on" in open_ones and "Is over" not in open_ones
    over = desk.get(reverse("criticisms") + "?over=1").content.decode()
    assert "Is over" in over and "Goes on" not in over
    assert "Goes on" not in signed_in("stranger").get(reverse("criticisms")).content.decode()


FOREIGN = """
    criticism-asking           bodies     far
    criticism-opinion          clause     clause
    criticism-points           clause     clause
    criticism-points           opinions   opinion
"""


@pytest.mark.parametrize("row", FOREIGN.strip().splitlines())
def test_what_belongs_elsewhere_cannot_be_chosen(world: World, signed_in: Enter, row: str) -> None:
    address, field, thing = row.split()
    one, other = opined(world), opined(world, title="Another draft")
    foreign = {
        "far": world.bodies["far"].pk,
        "clause": other.clauses.first().pk,  # type: ignore[union-attr]
        "opinion": part(other, "dogwood", world).opinions.get().pk,
    }[thing]
    more = [part(one, "dogwood", world).pk] if address == "criticism-opinion" else []
    told: dict[str, object] = {
        "text": "Words",
        "stand": "agree",
        "due_on": "30/03/2026",
        field: [str(foreign)],
    }
    answer = signed_in("provincial").post(reverse(address, args=[one.pk, *more]), told)
    assert answer.status_code == 422
