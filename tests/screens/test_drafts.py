"""An officer writes a paper tonight: which paper, the boxes beside it, its number, the signed scan."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chungtay.actions.drafts import begin_draft
from chungtay.models import Draft
from tests.actions.test_drafts import SCAN
from tests.answers.between import recommended
from tests.world import NOW, World

SignedIn = Callable[..., Client]
pytestmark = pytest.mark.django_db


def begun(world: World, paper: str = "plan") -> Draft:
    body = world.bodies["west"]
    body.authority, body.signing_post = "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"
    body.save()
    draft = Draft(paper=paper, holder=body, plan=world.plan, agreement=world.programme)
    return begin_draft(draft, by=world.provincial, at=NOW)


def page(client: Client, name: str, draft: Draft, *more: str) -> str:
    return client.get(reverse(name, args=[draft.pk, *more])).content.decode()


def test_a_plan_is_begun_from_its_page_with_the_facts_in_it(world: World, signed_in: SignedIn) -> None:
    client = signed_in("provincial")
    address = reverse("paper-new") + f"?plan={world.plan.pk}"
    assert "Which paper?" in client.get(address).content.decode()
    answer = client.post(address, {"paper": "plan", "language": "vi"})
    draft = Draft.objects.get()
    assert answer.url == reverse("paper-writing", args=[draft.pk])
    assert world.contents[0].text in page(client, "paper", draft)


def test_what_is_typed_stands_in_the_paper_beside_the_boxes(world: World, signed_in: SignedIn) -> None:
    client, draft = signed_in("provincial"), begun(world)
    told = {
        "title": "Thử", "language": "vi", "house_style": "state", "purpose": "Hiểu nhau hơn & <b>hơn</b> {{ x }}",
        "head.symbol": "KH-BTV", "recipients": "Như trên\nUnion of Elmshire",
        "signers-0-authority": "TM. BTV\nKT. CHỦ TỊCH", "signers-0-post": "PHÓ CHỦ TỊCH", "signers-0-name": "",
    }  # fmt: skip
    answer = client.post(reverse("paper-writing", args=[draft.pk]), told, follow=True)
    shown = answer.content.decode()
    assert "Hiểu nhau hơn &amp; &lt;b&gt;hơn&lt;/b&gt; {{ x }}" in shown
    assert "KT. CHỦ TỊCH" in shown and "PHÓ CHỦ TỊCH" in shown
    draft.refresh_from_db()
    assert "place" not in draft.values and draft.values["signers"][0]["post"] == "PHÓ CHỦ TỊCH"


def test_a_wrong_day_is_told_at_its_box_and_what_was_typed_is_kept(world: World, signed_in: SignedIn) -> None:
    client, draft = signed_in("provincial"), begun(world, "invitation")
    told = {
        "title": "Mời họp",
        "language": "vi",
        "house_style": "state",
        "begins_at": "tomorrow",
        "venue": "Hall",
    }
    answer = client.post(reverse("paper-writing", args=[draft.pk]), told)
    assert answer.status_code == 422
    assert "tomorrow" in answer.content.decode() and "Hall" in answer.content.decode()


def test_the_files_are_the_paper(world: World, signed_in: SignedIn) -> None:
    client, draft = signed_in("provincial"), begun(world)
    for form, begins in (("pdf", b"%PDF-"), ("docx", b"PK")):
        answer = client.get(reverse("paper-file", args=[draft.pk, form]))
        assert answer.content.startswith(begins)


def test_a_paper_that_lacks_something_is_told_so_and_gets_no_number(
    world: World, signed_in: SignedIn
) -> None:
    client, draft = signed_in("provincial"), begun(world, "dispatch")
    answer = client.post(reverse("paper-number", args=[draft.pk]), {"on": "20/03/2026", "number": "3"})
    assert answer.status_code == 422
    draft.refresh_from_db()
    assert draft.document is None


def test_from_number_to_signed_scan(world: World, signed_in: SignedIn) -> None:
    client, draft = signed_in("provincial"), begun(world)
    told = {"title": "Thử", "language": "vi", "house_style": "state", "purpose": "Hiểu nhau", "head.symbol": "KH-BTV",
            "recipients": "Như trên", "signers-0-authority": "TM. BTV", "signers-0-post": "CHỦ TỊCH"}  # fmt: skip
    client.post(reverse("paper-writing", args=[draft.pk]), told)
    answer = client.post(reverse("paper-number", args=[draft.pk]), {"on": "20/03/2026", "number": "3"})
    draft.refresh_from_db()
    assert answer.status_code == 302 and draft.document.number == "03/KH-BTV"
    assert client.get(reverse("paper-writing", args=[draft.pk])).status_code == 302
    file = SimpleUploadedFile(SCAN[0], SCAN[1], SCAN[2])
    answer = client.post(reverse("paper-scan", args=[draft.pk]), {"file": file, "shared": "on"})
    draft.refresh_from_db()
    assert answer.status_code == 302 and draft.closed_at and draft.document.closed_at
    partner = signed_in("partner")
    assert partner.get(reverse("document", args=[draft.document.pk])).status_code == 200
    assert partner.get(reverse("paper", args=[draft.pk])).status_code == 404


@pytest.mark.parametrize("paper", ["recommendation", "escalation", "recommendation_record"])
def test_a_letter_is_begun_from_the_page_of_a_recommendation(
    world: World, signed_in: SignedIn, paper: str
) -> None:
    asked = recommended(world, text="Pay what is owed", grounds="Two were late", number=12, year=2026)
    client, address = signed_in("provincial"), reverse("paper-new") + f"?recommendation={asked.pk}"
    assert (
        address.partition("?")[2] in client.get(reverse("recommendation", args=[asked.pk])).content.decode()
    )
    assert "12/2026" in client.get(address).content.decode()
    answer = client.post(address, {"paper": paper, "language": "vi"})
    draft = Draft.objects.get()
    assert answer["Location"] == reverse("paper-writing", args=[draft.pk])
    shown = page(client, "paper-writing", draft)
    assert 'class="a4' in shown and "Pay what is owed" in shown
    assert signed_in("stranger").get(address).status_code == 404


def test_a_draft_is_its_offices_alone(world: World, signed_in: SignedIn) -> None:
    draft = begun(world)
    for person in ("stranger", "partner", "officer"):
        assert signed_in(person).get(reverse("paper", args=[draft.pk])).status_code == 404
    assert signed_in("leader").get(reverse("paper", args=[draft.pk])).status_code == 200


@pytest.mark.parametrize("paper", ["plan", "programme", "memorandum", "dispatch", "invitation", "greeting",
                                   "supervision_plan", "supervision_report", "criticism", "appendix"])  # fmt: skip
def test_every_paper_can_be_looked_at_while_it_is_empty(
    world: World, signed_in: SignedIn, paper: str
) -> None:
    client, draft = signed_in("provincial"), begun(world, paper)
    assert 'class="a4' in page(client, "paper", draft)
    assert 'class="a4' in page(client, "paper-writing", draft)
