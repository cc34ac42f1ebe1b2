"""The officer's five minutes: one page asks, one shows who answered, one holds the draft of all answers."""

import io
from collections.abc import Callable
from datetime import date

from django.test import Client
from django.urls import reverse
from docx import Document as Word

from chungtay.actions.requests import close_request
from chungtay.answers.requests import assembled, sheet_of
from chungtay.models import Report, ReportRequest
from chungtay.papers.sheets import Table
from tests.actions.test_themes import COLUMNS, OUTLINE, answer, ask
from tests.world import NOW, TODAY, World

SignedIn = Callable[..., Client]


def typed(world: World, units: str = "dogwood cedar", **more: object) -> dict[str, object]:
    told = {
        "title": "Vốn vay", "outline": OUTLINE, "columns": COLUMNS, "due_on": "22/03/2026",
        "first_on": "01/01/2026", "last_on": "20/03/2026",
        "units": [str(world.bodies[unit].pk) for unit in units.split()],
    }  # fmt: skip
    return told | more


def test_the_page_is_filled_as_far_as_it_can_be(world: World, signed_in: SignedIn) -> None:
    page = signed_in("provincial").get(reverse("theme-request", args=["oak-elm"]))
    form = page.context["form"]
    assert form["due_on"].value() == "22/03/2026", "the day after tomorrow"
    assert (form["first_on"].value(), form["last_on"].value()) == ("01/01/2026", "20/03/2026")
    chosen = {unit.body.name for _, units in form.groups for unit in units if unit.chosen}
    assert chosen == {"Union of Cedar", "Union of Dogwood"}


def test_three_fields_and_one_press_ask_the_units(world: World, signed_in: SignedIn) -> None:
    sent = signed_in("provincial").post(reverse("theme-request", args=["oak-elm"]), typed(world), follow=True)
    request = ReportRequest.objects.get()
    assert sent.redirect_chain == [(reverse("request", args=[request.pk]), 302)]
    words = sent.content.decode()
    assert "Sent to 2 units." in words and "0 of 2 have answered" in words
    assert "Still awaited: Union of Cedar, Union of Dogwood." in words


def test_what_each_unit_gets_is_seen_before_anything_is_sent(world: World, signed_in: SignedIn) -> None:
    looked = (
        signed_in("provincial")
        .post(reverse("theme-request", args=["oak-elm"]), typed(world, look="1"))
        .content.decode()
    )
    assert "What each unit gets" in looked and "a number of người, added up" in looked
    assert not ReportRequest.objects.exists()


def test_what_was_typed_is_kept_beside_every_fault(world: World, signed_in: SignedIn) -> None:
    page = signed_in("provincial").post(
        reverse("theme-request", args=["oak-elm"]), typed(world, outline_lo="ຜົນ", due_on="01/03/2026")
    )
    words = page.content.decode()
    assert page.status_code == 422
    assert "Write them line by line alike" in words and "The due day is in the past." in words
    assert "Tên mô hình" in words and "ຜົນ" in words


def test_an_earlier_request_is_asked_again_for_other_days(world: World, signed_in: SignedIn) -> None:
    before = ask(world, "dogwood")
    page = signed_in("leader").get(reverse("theme-request", args=["oak-elm"]) + f"?like={before.pk}")
    form = page.context["form"]
    assert form["outline"].value() == OUTLINE and form["columns"].value() == COLUMNS
    assert [unit.body.name for _, units in form.groups for unit in units if unit.chosen] == [
        "Union of Dogwood"
    ]


def test_the_draft_holds_every_word_and_names_who_is_missing(world: World, signed_in: SignedIn) -> None:
    request = ask(world, "dogwood cedar west")
    answer(world, request, "dogwood", "officer", n1="Tổ chức năm buổi.", n4="Nuôi dê", n5="45 người")
    answer(world, request, "cedar", "cedar", n1="Ba buổi.", n5="gần một trăm")
    page = signed_in("provincial").get(reverse("request-draft", args=[request.pk]))
    draft, words = page.context["draft"], page.content.decode()
    assert [one.holder.name for one in draft.missing] == ["Union of Oakshire"]
    heard = {chapter.title: [voice.text for voice in chapter.voices] for chapter in draft.chapters}
    assert heard == {
        "Kết quả": [], "Tuyên truyền": ["Ba buổi.", "Tổ chức năm buổi."], "Vốn vay": [], "Kiến nghị": [],
    }  # fmt: skip
    assert draft.columns[-1].total.amount == 450_000
    assert [(report.holder.name, text) for report, _, text in draft.odd] == [
        ("Union of Cedar", "gần một trăm")
    ]
    assert "2 of 3 units have answered" in words and "Words where a number was asked" in words


def test_the_word_file_says_what_the_page_says(world: World, signed_in: SignedIn) -> None:
    request = ask(world, "dogwood cedar")
    answer(world, request, "dogwood", "officer", n1="Năm buổi.\nĐông người dự.", n4="Nuôi dê", n5="45 người")
    file = signed_in("provincial").get(reverse("request-draft-paper", args=[request.pk]))
    assert file["Content-Disposition"] == 'attachment; filename="von-vay-cua-phu-nu-bien-gioi.docx"'
    paper = Word(io.BytesIO(file.content))
    lines = [one.text for one in paper.paragraphs]
    assert "I. KẾT QUẢ" in lines and "1. Tuyên truyền" in lines
    assert "Union of Dogwood: Năm buổi." in lines and "Đông người dự." in lines
    assert "Chưa có báo cáo: Union of Cedar." in lines
    cells = [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows]
    assert ["Union of Dogwood", "chưa báo", "Nuôi dê", "45"] in cells
    assert ["Union of Cedar", "chưa báo", "chưa báo", "chưa báo"] in cells
    assert ["Tổng cộng", "chưa báo", "", "45"] in cells


def test_words_where_a_number_was_asked_stand_in_the_paper_as_they_were_written(world: World) -> None:
    request = ask(world, "dogwood")
    answer(world, request, "dogwood", "officer", n5="hơn hai tỷ")
    sheet = sheet_of(assembled(request, world.provincial, at=NOW, today=TODAY))
    rows = [row for block in sheet.blocks if isinstance(block, Table) for row in block.rows]
    assert ("Union of Dogwood", "chưa báo", "không ghi", "hơn hai tỷ") in rows


def test_a_unit_sees_the_request_in_its_report_and_nothing_of_the_others(
    world: World, signed_in: SignedIn
) -> None:
    request = ask(world)
    report = request.reports.get(holder=world.bodies["dogwood"])
    desk = signed_in("officer")
    assert desk.get(reverse("report", args=[report.pk])).status_code == 200
    for name in ("request", "request-draft", "request-draft-paper"):
        assert desk.get(reverse(name, args=[request.pk])).status_code == 404
    assert signed_in("stranger").get(reverse("request", args=[request.pk])).status_code == 404


def test_a_closed_request_is_told_apart(world: World, signed_in: SignedIn) -> None:
    request = ask(world)
    desk = signed_in("provincial")
    assert "Running" in desk.get(reverse("requests")).content.decode()
    desk.post(reverse("request-closing", args=[request.pk]))
    words = desk.get(reverse("requests")).content.decode()
    assert "Closed" in words and "Running" not in words
    page = desk.get(reverse("request", args=[request.pk])).content.decode()
    assert "closed on 20/03/2026" in page and "Move the due day" not in page


def test_due_day_and_further_units_are_moved_from_the_page(world: World, signed_in: SignedIn) -> None:
    request = ask(world, "dogwood")
    desk = signed_in("provincial")
    desk.post(reverse("request-due-day", args=[request.pk]), {"due_on": "25/03/2026"})
    desk.post(reverse("request-units", args=[request.pk]), {"units": [str(world.bodies["cedar"].pk)]})
    due = dict(Report.objects.filter(request=request).values_list("holder__name", "due_on"))
    assert due == {"Union of Dogwood": date(2026, 3, 25), "Union of Cedar": date(2026, 3, 25)}
    late = desk.post(reverse("request-due-day", args=[request.pk]), {"due_on": "01/03/2026"})
    assert late.status_code == 422 and "The due day is in the past." in late.content.decode()
    close_request(request, by=world.provincial, at=NOW)
