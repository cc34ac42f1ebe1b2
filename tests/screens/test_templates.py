"""The pages of templates: from ours, through Word, to the office's own, filled with a real paper."""

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from chungtay.actions.drafts import begin_draft
from chungtay.models import Draft, PaperTemplate
from tests.papers_laid_out import laid_out
from tests.world import NOW, World

pytestmark = pytest.mark.django_db


def file(*texts: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("mau.docx", laid_out(*texts))


def body(response: object) -> bytes:
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def test_from_ours_through_word_to_papers_laid_out_so(
    world: World, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("provincial")
    ours = body(browser.get("/templates/kinds/dispatch/template.docx", {"style": "state", "language": "vi"}))
    edited = Document(io.BytesIO(ours))
    edited.add_paragraph("Laid out by us: {{ trich_yeu }}")
    saved = io.BytesIO()
    edited.save(saved)
    sent = {"name": "Ours", "paper": "dispatch", "language": "vi"}
    brought = browser.post(
        "/templates/new/", sent | {"file": SimpleUploadedFile("mau.docx", saved.getvalue())}
    )
    template = PaperTemplate.objects.get()
    address = f"/templates/{template.pk}/versions/1/"
    assert brought.headers["Location"] == address
    draft = Draft(
        paper="dispatch", holder=world.bodies["west"], title="On <a> visit", agreement=world.programme
    )
    begin_draft(draft, by=world.provincial, at=NOW)
    page = browser.get(address).content.decode()
    assert "Laid out by us: On &lt;a&gt; visit" in page  # the real paper, as text
    assert browser.post(f"{address}use/").status_code == 302
    filled = Document(io.BytesIO(body(browser.get(f"{address}filled.docx"))))
    assert filled.paragraphs[-1].text == "Laid out by us: On <a> visit"
    assert body(browser.get(f"{address}template.docx")) == saved.getvalue()
    paper = browser.get(f"/papers/{draft.pk}/paper.docx")  # the officer's way: the same layout
    content = body(paper) if paper.streaming else paper.content
    assert Document(io.BytesIO(content)).paragraphs[-1].text == "Laid out by us: On <a> visit"


def test_a_broken_template_is_shown_with_every_fault(
    signed_in: Callable[[str], Client], world: World
) -> None:
    sent = {
        "name": "Ours",
        "paper": "plan",
        "language": "en",
        "file": file("right", "{{ trich_yue }}", "{{ a"),
    }
    refused = signed_in("provincial").post("/templates/new/", sent)
    page = refused.content.decode()
    assert refused.status_code == 422 and not PaperTemplate.objects.exists()
    assert "Perhaps “trich_yeu” is meant. Paragraph 2" in page and "Paragraph 3: “{{ a”" in page
    assert "Ours" in page  # what was typed is kept


def test_an_auditor_opens_a_template_from_its_line(world: World, signed_in: Callable[[str], Client]) -> None:
    sent = {"name": "Ours", "paper": "dispatch", "language": "vi", "file": file("{{ trich_yeu }}")}
    signed_in("provincial").post("/templates/new/", sent)
    page = signed_in("auditor").get("/audit/").content.decode()
    assert f"/templates/{PaperTemplate.objects.get().pk}/" in page and "Began a template" in page


def test_a_paper_of_others_fills_nothing(world: World, signed_in: Callable[[str], Client]) -> None:
    far = Draft(paper="dispatch", holder=world.bodies["far"], title="Hidden visit")
    begin_draft(far, by=world.stranger, at=NOW)
    browser = signed_in("provincial")
    sent = {"name": "Ours", "paper": "dispatch", "language": "vi", "file": file("{{ trich_yeu }}")}
    browser.post("/templates/new/", sent)
    address = f"/templates/{PaperTemplate.objects.get().pk}/versions/1/"
    asked = {"paper": str(far.pk)}
    assert "Hidden visit" not in browser.get(address, asked).content.decode()
    filled = Document(io.BytesIO(body(browser.get(f"{address}filled.docx", asked))))
    assert "Hidden visit" not in filled.paragraphs[0].text


def test_the_fields_of_each_kind_are_explained(signed_in: Callable[[str], Client], world: World) -> None:
    for kind in ("plan", "dispatch", "greeting", "memorandum"):
        page = signed_in("officer").get(f"/templates/kinds/{kind}/").content.decode()
        assert "so_ky_hieu" in page and "nguoi_ky" in page
    assert signed_in("officer").get("/templates/kinds/novel/").status_code == 404
    assert signed_in("officer").get("/templates/kinds/plan/template.docx", {"style": "x"}).status_code == 404
