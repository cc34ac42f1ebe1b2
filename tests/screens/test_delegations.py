"""Delegations and turns over their pages: each list is written there, each step taken, and the programme printed."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.models import Delegation, Rotation, UsualPaper
from chungtay.rules.delegations import Move
from tests.actions.visiting import agreed, drafted, moved, ready, rotation
from tests.world import World

Enter = Callable[[str], Client]


def test_a_delegation_is_drafted_written_and_proposed_over_its_pages(world: World, signed_in: Enter) -> None:
    desk = signed_in("leader")
    told = {"title": "Thăm và làm việc", "title_lo": "ຢ້ຽມຢາມ", "host": world.bodies["east"].pk}
    told |= {"guest": world.bodies["west"].pk, "first_on": "18/03/2026", "last_on": "20/03/2026"}
    assert desk.post(reverse("delegation-new", args=[world.programme.slug]), told).status_code == 302
    visit = Delegation.objects.get()
    rows = {
        "members": {"post": "Chủ tịch", "role": "head", "side": "guest"},
        "hours": {"day": "2026-03-18", "begins": "08:00", "ends": "9h30", "text": "Hội đàm"},
        "gifts": {"text": "Gạo", "receiver_name": "Trẻ em", "amount": "5,000,000", "currency": "VND", "side": "guest"},
        "costs": {"text": "Xe", "planned": "12,000,000", "currency": "vnd", "side": "guest"},
        "papers": {"text": "Thư mời", "due_on": "01/03/2026", "side": "host"},
    }  # fmt: skip
    for part, row in rows.items():
        answer = desk.post(reverse("delegation-rows", args=[visit.pk, part]), row)
        assert answer.status_code == 302, (part, answer.content.decode())
    assert (visit.gifts.get().amount, visit.costs.get().planned) == (5_000_000, 12_000_000)
    desk.post(reverse("delegation-moves", args=[visit.pk]), {"move": "propose"})
    visit.refresh_from_db()
    assert visit.state == "proposed"
    printed = signed_in("partner").get(reverse("delegation-print", args=[visit.pk])).content.decode()
    assert "Thăm và làm việc" in printed and "ຢ້ຽມຢາມ" in printed and "08:00–09:30" in printed


def test_what_lies_over_another_hour_is_said_beside_its_field_and_kept_with_a_reason(
    world: World, signed_in: Enter
) -> None:
    visit, desk = ready(world), signed_in("leader")
    address = reverse("delegation-rows", args=[visit.pk, "hours"])
    row = {"day": "2026-03-18", "begins": "10:00", "ends": "12:00", "text": "Chợ"}
    answer = desk.post(address, row)
    assert answer.status_code == 422 and "At this hour there is already: Talks" in answer.content.decode()
    assert desk.post(address, row | {"overlap_reason": "Two groups"}).status_code == 302
    shown = desk.get(reverse("delegation", args=[visit.pk])).content.decode()
    assert "At the same hour as another item: Two groups" in shown


def test_a_row_is_changed_and_taken_out(world: World, signed_in: Enter) -> None:
    visit, desk = ready(world), signed_in("leader")
    address = reverse("delegation-row", args=[visit.pk, "members", visit.members.get().pk])
    assert desk.get(address).status_code == 200
    assert desk.post(address, {"post": "Vice-president", "role": "head"}).status_code == 302
    assert visit.members.get().post == "Vice-president"
    desk.post(address, {"remove": "1"})
    assert not visit.members.exists()


def test_of_what_is_the_other_sides_only_the_other_side_is_offered_a_change(
    world: World, signed_in: Enter
) -> None:
    visit = agreed(world)  # the west visits the east
    papers = {paper.side_id: paper for paper in visit.papers_needed.all()}
    ways = {
        name: reverse("delegation-row", args=[visit.pk, "papers", papers[world.bodies[name].pk].pk])
        for name in ("west", "east")
    }
    shown = signed_in("leader").get(reverse("delegation", args=[visit.pk])).content.decode()
    assert ways["west"] in shown and ways["east"] not in shown


def test_the_rule_of_turns_is_set_and_a_turn_noted_with_its_reason(world: World, signed_in: Enter) -> None:
    desk, turns = signed_in("provincial"), reverse("turns", args=[world.programme.slug])
    first, second = world.programme.seats.all()
    told = {"purpose": "Thăm", "source": "Điều 4", "seat_1": first.pk, "seat_2": second.pk}
    assert desk.post(turns, told | {"every_years": 2, "first_year": 2022}).status_code == 302
    rule = Rotation.objects.get()
    noted = {"year": 2022, "kind": "skipped"}
    address = reverse("turn-exceptions", args=[world.programme.slug, rule.pk])
    assert desk.post(address, noted).status_code == 422
    assert desk.post(address, noted | {"reason": "Đường bị chia cắt"}).status_code == 302
    shown = signed_in("partner").get(turns).content.decode()
    assert (
        "Đường bị chia cắt" in shown
        and "Owed" in shown
        and reverse("delegation-new", args=["oak-elm"]) in shown
    )
    assert signed_in("stranger").get(turns).status_code == 404


def test_an_office_edits_its_checklist(world: World, signed_in: Enter) -> None:
    desk, address = signed_in("provincial"), reverse("delegation-papers")
    told = {"holder": world.bodies["west"].pk, "direction": "out", "text": "Khám sức khỏe", "days_before": 10}
    assert desk.post(address, told).status_code == 302
    paper = UsualPaper.objects.get(text="Khám sức khỏe")
    one = reverse("delegation-paper-usual", args=[paper.pk])
    assert desk.post(one, {"text": "Khám sức khỏe", "days_before": 14}).status_code == 302
    assert "14 days before" in desk.get(address).content.decode()
    assert signed_in("partner").post(one, {"remove": "1"}).status_code == 404


@pytest.mark.parametrize("language", ["vi", "lo", "en"])
def test_every_page_opens_for_both_sides(world: World, signed_in: Enter, language: str) -> None:
    rotation(world)
    visit = agreed(world)
    pages = [
        reverse("delegations"), reverse("delegation-papers"), reverse("delegation", args=[visit.pk]),
        reverse("delegation-print", args=[visit.pk]), reverse("turns", args=[world.programme.slug]),
        reverse("delegation-new", args=[world.programme.slug]), reverse("exchange"), reverse("work"),
    ]  # fmt: skip
    for name in ("provincial", "partner"):
        browser = signed_in(name, language)  # type: ignore[call-arg]
        for address in pages:
            assert browser.get(address).status_code == 200, address


def test_to_a_stranger_a_delegation_does_not_exist_nor_a_draft_to_the_other_side(
    world: World, signed_in: Enter
) -> None:
    draft = drafted(world, title="Draft")
    visit = moved(ready(world), Move.PROPOSE, world.leader)
    assert signed_in("partner").get(reverse("delegation", args=[draft.pk])).status_code == 404
    assert signed_in("partner").get(reverse("delegation", args=[visit.pk])).status_code == 200
    assert signed_in("stranger").get(reverse("delegation", args=[visit.pk])).status_code == 404
