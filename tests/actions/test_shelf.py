"""What lies on the exchange shelf is read by those for whom it was sent, received once by each, and replied to."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from chungtay.actions.shelf import (
    change_item,
    lay_paper,
    put_on_shelf,
    receive_item,
    reply_to_item,
    send_item,
    withdraw_item,
)
from chungtay.models import AuditLine, Document, ShelfItem, ShelfReply
from chungtay.rules.messages import RuleBroken
from tests.world import NOW, TODAY, World

LATER = NOW + timedelta(hours=1)


def put(
    world: World, *, by: str = "officer", holder: str = "dogwood", readers: tuple[str, ...] = ("elm",)
) -> ShelfItem:
    item = ShelfItem(
        agreement=world.programme, holder=world.bodies[holder], title="On the new law", text="It holds from May.",
        reply_by=TODAY + timedelta(days=10),
    )  # fmt: skip
    bodies = [world.bodies[name] for name in readers]
    return put_on_shelf(item, readers=bodies, by=world.persons[by], at=NOW)


def sent(world: World) -> ShelfItem:
    return send_item(put(world), by=world.officer, at=NOW)


def sees(world: World, name: str) -> bool:
    return ShelfItem.objects.visible_to(world.persons[name], TODAY).exists()


def test_an_item_is_its_senders_until_it_is_sent_and_its_readers_from_then_on(world: World) -> None:
    item = put(world)
    assert sees(world, "officer") and sees(world, "leader") and not sees(world, "partner")
    send_item(item, by=world.officer, at=NOW)
    assert sees(world, "partner") and not sees(world, "cedar") and not sees(world, "stranger")


def test_its_papers_go_to_the_other_side_with_it(world: World, tmp_path: Path, settings: Settings) -> None:
    settings.FILES = tmp_path
    item = put(world)
    paper = lay_paper(
        item, ("law.pdf", b"%PDF-1.7", "application/pdf"), title="The law", by=world.officer, at=NOW
    )
    theirs = Document.objects.visible_to(world.partner, TODAY).filter(pk=paper.pk)
    assert not theirs.exists()
    send_item(item, by=world.officer, at=NOW)
    assert theirs.exists()


def test_a_paper_sent_twice_lies_with_it_once(world: World, tmp_path: Path, settings: Settings) -> None:
    settings.FILES = tmp_path
    item = put(world)
    for content in (b"%PDF-1.7", b"%PDF-1.7", b"%PDF-1.7 in Lao"):
        lay_paper(item, ("law.pdf", content, "application/pdf"), title="The law", by=world.officer, at=NOW)
    assert item.papers.count() == 2


def test_each_reader_receives_it_once_and_a_reply_says_that_it_was_received(world: World) -> None:
    item, elm, east = sent(world), world.bodies["elm"], world.bodies["east"]
    with pytest.raises(RuleBroken, match="post"):
        receive_item(item, east, by=world.partner, at=NOW)  # for whom it was not sent
    with pytest.raises(RuleBroken, match="post"):
        receive_item(item, elm, by=world.officer, at=NOW)
    reply_to_item(item, elm, text="Thank you.", by=world.partner, at=LATER)
    row = item.readers.get()
    assert (row.received_by, row.received_at) == (world.partner, LATER)
    with pytest.raises(RuleBroken, match="received already"):
        receive_item(item, elm, by=world.partner, at=LATER)
    reply_to_item(item, world.bodies["dogwood"], text="You are welcome.", by=world.officer, at=LATER)
    with pytest.raises(RuleBroken, match="Write what you reply"):
        reply_to_item(item, elm, text=" ", by=world.partner, at=LATER)
    told = list(ShelfReply.objects.values_list("organisation__name", "text"))
    assert told == [(elm.name, "Thank you."), (world.bodies["dogwood"].name, "You are welcome.")]


def test_what_was_sent_stands_and_what_was_taken_back_says_why(world: World) -> None:
    item = sent(world)
    with pytest.raises(RuleBroken, match="Look at it anew"):
        change_item(item, {"text": "Otherwise"}, readers=[world.bodies["elm"]], by=world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="Look at it anew"):
        send_item(item, by=world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="Say why"):
        withdraw_item(item, reason=" ", by=world.officer, at=NOW)
    with pytest.raises(RuleBroken, match="post"):
        withdraw_item(item, reason="Not ours", by=world.partner, at=NOW)
    withdraw_item(item, reason="The wrong law", by=world.officer, at=NOW)
    assert sees(world, "partner")
    with pytest.raises(RuleBroken, match="taken back"):
        receive_item(item, world.bodies["elm"], by=world.partner, at=NOW)


def test_only_bodies_of_other_sides_are_readers_and_every_fault_is_told_at_once(world: World) -> None:
    for readers in (("cedar",), ("far",), ("dogwood",), ()):
        with pytest.raises(RuleBroken) as refused:
            put(world, readers=readers)
        assert {one.where for one in refused.value.messages} == {"readers"}
    empty = ShelfItem(
        agreement=world.programme, holder=world.bodies["dogwood"], reply_by=TODAY - timedelta(days=1)
    )
    with pytest.raises(RuleBroken) as refused:
        put_on_shelf(empty, readers=[], by=world.officer, at=NOW)
    assert {one.where for one in refused.value.messages} == {"title", "readers", "reply_by"}
    with pytest.raises(RuleBroken, match="post"):
        put(world, by="stranger")
    assert not ShelfItem.objects.exists()


def test_a_second_click_keeps_one_item_and_one_reply(world: World) -> None:
    assert put(world) == put(world)
    item = sent(world)
    for _ in range(2):
        reply_to_item(item, world.bodies["elm"], text="Thank you.", by=world.partner, at=NOW)
    assert ShelfReply.objects.count() == 1
    acts = set(AuditLine.objects.values_list("act", flat=True))
    assert {"put_on_shelf", "send_shelf_item", "reply_to_shelf_item"} <= acts
