"""Both sides meet over the pages: a matter solved by both, an item received and replied to, minutes confirmed."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from chungtay.actions.shelf import put_on_shelf, send_item
from chungtay.models import Gathering, Matter, MatterAction, Recommendation, ShelfItem, Task
from tests.world import NOW, TODAY, World

Enter = Callable[[str], Client]


def test_a_matter_goes_from_one_side_to_the_other_and_is_solved_by_both(
    world: World, signed_in: Enter
) -> None:
    desk, across = signed_in("officer"), signed_in("partner")
    told = {"other": world.bodies["east"].pk, "title": "Cattle cross", "text": "At the stone"}
    desk.post(reverse("matter-new", args=[world.programme.slug]), told)
    matter = Matter.objects.get()
    page = reverse("matter", args=[matter.pk])
    assert across.get(page).status_code == 404
    moves = reverse("matter-moves", args=[matter.pk])
    desk.post(moves, {"move": "raise"})
    assert "Cattle cross" in across.get(page).content.decode()
    across.post(moves, {"move": "receive"})
    proposal = {"text_lo": "ສ້ອມຮົ້ວ", "owner": world.bodies["east"].pk, "due_on": "30/04/2026"}
    across.post(reverse("matter-actions", args=[matter.pk]), proposal)
    action = MatterAction.objects.get()
    steps = reverse("matter-action-moves", args=[matter.pk, action.pk])
    assert desk.post(steps, {"move": "agree"}).status_code == 302
    assert across.post(steps, {"move": "finish", "on": "20/03/2026"}).status_code == 302
    assert desk.post(moves, {"move": "say_solved"}).status_code == 302
    assert "has yet to say so" in desk.get(page).content.decode()
    across.post(moves, {"move": "say_solved"})
    matter.refresh_from_db()
    assert matter.state == "solved"
    assert "Both sides say that it is solved" in desk.get(page).content.decode()


def test_a_form_that_names_somebody_comes_back_with_the_mend_and_keeps_nothing(
    world: World, signed_in: Enter
) -> None:
    told = {"other": world.bodies["east"].pk, "title": "Cattle", "text": "Bà Lan, 0912 345 678"}
    answer = signed_in("officer").post(reverse("matter-new", args=[world.programme.slug]), told)
    shown = answer.content.decode()
    assert answer.status_code == 422 and "Bà Lan" in shown
    assert "Write what happened without who" in shown and not Matter.objects.exists()


def test_what_lies_on_the_shelf_is_sent_received_and_replied_to(world: World, signed_in: Enter) -> None:
    desk, across = signed_in("officer"), signed_in("partner")
    told = {"title": "A law", "text": "From May", "readers": [world.bodies["east"].pk]}
    desk.post(reverse("shelf-new", args=[world.programme.slug]), told | {"reply_by": "30/04/2026"})
    item = ShelfItem.objects.get()
    assert across.get(reverse("shelf-item", args=[item.pk])).status_code == 404
    desk.post(reverse("shelf-sending", args=[item.pk]))
    page = across.get(reverse("shelf-item", args=[item.pk])).content.decode()
    assert "A law" in page and "We have received it" in page
    reader = item.readers.get()
    assert across.post(reverse("shelf-receipt", args=[item.pk, reader.pk])).status_code == 302
    across.post(reverse("shelf-replies", args=[item.pk]), {"text": "ຂອບໃຈ"})
    shown = desk.get(reverse("shelf-item", args=[item.pk])).content.decode()
    assert '<div lang="lo"><p>ຂອບໃຈ</p></div>' in shown and "Replied" in shown


def test_a_lao_reader_is_told_what_is_not_in_lao_yet(world: World, signed_in: Enter) -> None:
    item = ShelfItem(
        agreement=world.programme, holder=world.bodies["dogwood"], title="A law", text="From May"
    )
    put_on_shelf(item, readers=[world.bodies["east"]], by=world.officer, at=NOW)
    send_item(item, by=world.officer, at=NOW)
    across = signed_in("partner")
    across.cookies["chungtay_language"] = "lo"
    address = reverse("shelf-item", args=[item.pk])
    shown = across.get(address, headers={"Accept-Language": "lo"}).content.decode()
    assert "ຍັງບໍ່ມີພາສາລາວ" in shown and '<span lang="vi">From May</span>' in shown
    also = {"title_lo": "ກົດໝາຍ", "text_lo": "ຕັ້ງແຕ່ເດືອນ 5"}
    across.post(reverse("exchange-words", args=["shelfitem", item.pk]), also)
    shown = across.get(address, headers={"Accept-Language": "lo"}).content.decode()
    assert "ຍັງບໍ່ມີພາສາລາວ" not in shown and 'class="unchecked"' in shown


def test_the_other_side_confirms_the_minutes_and_tasks_come_of_them(world: World, signed_in: Enter) -> None:
    desk, across = signed_in("officer"), signed_in("partner")
    told = {"kind": "joint_event", "title": "A talk", "held_on": "20/03/2026"}
    told |= {"bodies": [world.bodies["east"].pk]}
    desk.post(reverse("gathering-new", args=[world.programme.slug]), told)
    gathering = Gathering.objects.get()
    moves = reverse("gathering-moves", args=[gathering.pk])
    desk.post(moves, {"move": "send"})
    desk.post(reverse("gathering-writing", args=[gathering.pk]), told | {"result": "Each quarter"})
    desk.post(moves, {"move": "send_minutes"})
    assert "Each quarter" in across.get(reverse("gathering", args=[gathering.pk])).content.decode()
    assert across.post(moves, {"move": "confirm"}).status_code == 302
    gathering.refresh_from_db()
    assert gathering.state == "confirmed"
    asking = f"{reverse('recommendation-new')}?origin=gathering&amp;id={gathering.pk}"
    assert asking in desk.get(reverse("gathering", args=[gathering.pk])).content.decode()
    told_so = {"text": "Open the path each quarter", "addressee_1": world.bodies["east"].pk}
    asked = desk.post(asking.replace("&amp;", "&"), told_so | {"holder": gathering.holder_id})
    assert asked.status_code == 302
    assert Recommendation.objects.get().origin_id == gathering.pk
    assert "Open the path" in desk.get(reverse("gathering", args=[gathering.pk])).content.decode()
    task = {"text": "Go", "organisation": world.bodies["dogwood"].pk, "due_on": "30/04/2026"}
    assert desk.post(reverse("gathering-tasks", args=[gathering.pk]), task).status_code == 302
    assert gathering.tasks.get() == Task.objects.get()


def test_the_front_page_says_what_waits_over_all_exchange(world: World, signed_in: Enter) -> None:
    item = ShelfItem(
        agreement=world.programme, holder=world.bodies["dogwood"], title="A law", text="From May"
    )
    put_on_shelf(item, readers=[world.bodies["east"]], by=world.officer, at=NOW)
    send_item(item, by=world.officer, at=NOW)
    Gathering.objects.create(
        agreement=world.programme, holder=world.bodies["east"], kind="conference", title="What we learned",
        held_on=TODAY, drafted_by=world.partner,
    )  # fmt: skip
    across = signed_in("partner").get(reverse("exchange")).content.decode()
    assert "A law" in across and "What we learned" in across
    for room in ("matters", "shelf", "gatherings"):
        assert reverse(room) in across
        assert signed_in("partner").get(reverse(room)).status_code == 200
    assert "A law" not in signed_in("stranger").get(reverse("exchange")).content.decode()
