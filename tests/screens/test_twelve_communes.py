"""A theme by the day after tomorrow: twelve communes, three doors to answer by, two that stay silent, one draft."""

import io
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document as Word

from chungtay.actions.reports import hand_in
from chungtay.actions.workbooks import bring_workbook, take_workbook
from chungtay.answers.workbooks import form_book
from chungtay.models import (
    Account,
    Entry,
    Organisation,
    Person,
    Place,
    PlaceKind,
    Post,
    Report,
    ReportRequest,
)
from chungtay.papers.workbooks import form_workbook
from chungtay.rules.people import Role
from tests.actions.test_answer_papers import paper
from tests.workbooks_filled import filled
from tests.world import NOW, TODAY, World

SignedIn = Callable[..., Client]
SILENT = ("Commune 05", "Commune 09")
ASKED = {
    "title": "Vốn vay", "outline": "I. KẾT QUẢ\n1. Tuyên truyền\n2. Vốn vay\nII. Kiến nghị",
    "columns": "Mô hình tiêu biểu\nSố thành viên (người)",
    "due_on": "22/03/2026", "first_on": "01/01/2026", "last_on": "20/03/2026",
}  # fmt: skip


def twelve(world: World) -> list[Organisation]:
    """Twelve communes under the province, each with its officer."""
    made = []
    for number in range(1, 13):
        place = Place.objects.create(
            code=f"5{number:02}", name=f"Commune {number:02}", kind=PlaceKind.COMMUNE,
            parent=world.places["Oakshire"], valid_from=world.places["Dogwood"].valid_from,
        )  # fmt: skip
        body = Organisation.objects.create(
            kind=world.bodies["cedar"].kind, name=place.name, place=place, parent=world.bodies["west"]
        )
        person = Person.objects.create(known_as=f"Officer {number:02}", language="vi")
        Account.objects.create_user(f"officer-{number:02}", None, person=person)
        Post.objects.create(
            person=person, organisation=body, role=Role.COMMUNE_OFFICER, title=f"Officer of {body.name}",
            valid_from=world.places["Dogwood"].valid_from,
        )  # fmt: skip
        made.append(body)
    return made


def by_form(desk: Client, report: Report, number: int) -> None:
    typed = {"words.1": f"{number} buổi.", "words.4": "Nuôi dê", "words.5": f"{number} người"}
    page = desk.get(reverse("report", args=[report.pk]))
    sent = typed | {"read": page.context["form"].mark, "note": ""}
    assert desk.post(reverse("report-hand-in", args=[report.pk]), sent).status_code == 302


def by_paper(desk: Client, report: Report, number: int) -> None:
    file = SimpleUploadedFile("bao-cao.docx", paper(row=("Số thành viên", f"{number} người")))
    assert desk.post(reverse("report-paper", args=[report.pk]), {"file": file}).status_code == 302
    hand_in(Report.objects.get(pk=report.pk), by=officer_of(report), at=NOW)


def by_workbook(report: Report, number: int) -> None:
    officer = officer_of(report)
    empty = form_workbook(form_book([report], officer, TODAY, "vi"))
    full = filled(empty, {"w1": f"{number} buổi.", "w4": "Vườn rau", "w5": number})
    brought = bring_workbook(full, name="bao-cao.xlsx", by=officer, at=NOW)
    take_workbook(brought, by=officer, at=NOW)
    hand_in(Report.objects.get(pk=report.pk), by=officer, at=NOW)


def officer_of(report: Report) -> Person:
    return Person.objects.get(posts__organisation=report.holder)


def test_twelve_communes_are_asked_ten_answer_and_the_draft_names_the_two(
    world: World, signed_in: SignedIn, client: Client
) -> None:
    units, desk = twelve(world), signed_in("provincial", "vi")
    sent = ASKED | {"units": [str(unit.pk) for unit in units]}
    desk.post(reverse("theme-request", args=["oak-elm"]), sent)
    request = ReportRequest.objects.get()
    before = Entry.objects.count()
    for number, unit in enumerate(units, 1):
        if unit.name in SILENT:
            continue
        report = request.reports.select_related("holder", "place", "form", "request").get(holder=unit)
        client.force_login(officer_of(report).account)
        doors = [
            lambda r, n: by_form(client, r, n), lambda r, n: by_paper(client, r, n), by_workbook,
        ]  # fmt: skip
        doors[number % 3](report, number)
    page = desk.get(reverse("request-draft", args=[request.pk]))
    draft = page.context["draft"]
    assert [report.holder.name for report in draft.missing] == list(SILENT)
    assert draft.odd == [] and draft.columns[-1].total.amount == (78 - 5 - 9) * 10_000
    assert len(next(one for one in draft.chapters if one.title == "Tuyên truyền").voices) == 10
    file = desk.get(reverse("request-draft-paper", args=[request.pk]))
    lines = [one.text for one in Word(io.BytesIO(file.content)).paragraphs]
    assert "Chưa có báo cáo: Commune 05; Commune 09." in lines
    assert sum(line.startswith("Commune ") and ": " in line for line in lines) >= 10
    assert Entry.objects.count() == before, "nothing of it is counted"
