"""The office finds a reader's letter among its work, answers it, and writes what its site says."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from chungtay.actions.readers import Letter, keep_letter
from chungtay.models import AuditLine, Petition, PetitionStep, Portal
from chungtay.rules.readers import hash_of
from tests.world import NOW, TODAY, World

Enter = Callable[[str], Client]
TEXT = "When is the next talk in Dogwood?"


@pytest.fixture
def portal(world: World) -> Portal:
    return Portal.objects.create(
        slug="union", name="Trang của Hội", holder_id=world.bodies["west"].pk, answer_days=5,
        answer_days_source="Decision 1",
    )  # fmt: skip


@pytest.fixture
def letter(portal: Portal) -> Petition:
    told = Letter(text=TEXT, contact="0123 456 789", language="en")
    return keep_letter(portal, told, hash_of("a" * 43), NOW - timedelta(days=6))


def test_a_letter_that_is_late_stands_first_in_my_work(signed_in: Enter, letter: Petition) -> None:
    page = signed_in("provincial").get("/work/").content.decode()
    assert f"/petitions/{letter.pk}/" in page and "1 day late" in page and TEXT in page
    assert f"/petitions/{letter.pk}/" not in signed_in("stranger").get("/work/").content.decode()


def test_the_list_says_how_many_wait_and_where_each_stands(signed_in: Enter, letter: Petition) -> None:
    browser = signed_in("provincial")
    page = browser.get("/petitions/").content.decode()
    assert "Waiting (1)" in page and str(letter) in page and "Late" in page
    assert str(letter) not in browser.get("/petitions/?state=answered").content.decode()
    assert browser.get("/petitions/?state=holder__name").status_code == 200


def test_each_step_is_a_row_and_its_words_reach_who_wrote(
    signed_in: Enter, client: Client, letter: Petition
) -> None:
    browser, address = signed_in("provincial"), f"/petitions/{letter.pk}/steps/"
    for sent in (
        {"act": "take"},
        {"act": "take"},
        {"act": "pass_on", "passed_to": "Province"},
        {"act": "answer", "words": "On 3 April."},
    ):
        assert browser.post(address, sent).status_code == 302
    assert [step.state for step in PetitionStep.objects.all()] == ["taken", "passed_on", "answered"]
    page = client.get(f"/en/letters/{'a' * 43}/").content.decode()
    assert "On 3 April." in page and "Province" in page
    assert "provincial" not in page.lower()  # the office answers, not a person
    assert browser.post(address, {"act": "refuse", "words": "No"}).status_code == 422
    assert browser.post(address, {"act": "answer", "words": ""}).status_code == 422
    assert browser.post(address, {"act": "delete"}).status_code == 422


def test_how_to_reach_who_wrote_is_shown_once_asked_with_a_reason(signed_in: Enter, letter: Petition) -> None:
    browser, address = signed_in("provincial"), f"/petitions/{letter.pk}/"
    assert "0123" not in browser.get(address).content.decode()
    assert browser.post(address + "contact/", {"why": ""}).status_code == 422
    shown = browser.post(address + "contact/", {"why": "To call back"})
    assert "0123 456 789" in shown.content.decode() and shown["Cache-Control"] == "no-store"
    assert AuditLine.objects.filter(act="read_contact", thing_id=str(letter.pk)).count() == 1


def test_a_letter_holds_no_page_of_ours(signed_in: Enter, client: Client, portal: Portal) -> None:
    bad = "<script>alert(1)</script> [x](javascript:1) " + "a" * 300
    letter = keep_letter(portal, Letter(text=bad), hash_of("b" * 43), NOW)
    for page in (
        signed_in("provincial").get(f"/petitions/{letter.pk}/"),
        client.get(f"/letters/{'b' * 43}/"),
    ):
        assert "<script>alert" not in page.content.decode() and "&lt;script&gt;" in page.content.decode()


def test_what_is_wrong_with_a_site_stands_under_its_field_and_nothing_typed_is_lost(
    signed_in: Enter, portal: Portal
) -> None:
    browser, address = signed_in("provincial"), f"/portals/{portal.pk}/"
    sent = {
        "name": "Another", "keep_contact_days": "180", "cloth": "#ffffff", "links.2.name": "Press",
        "links.2.url": "javascript:1", "help_lines.1.number": "111", "help_lines.1.name": "Children",
    }  # fmt: skip
    answer = browser.post(address, sent)
    page = answer.content.decode()
    assert (
        answer.status_code == 422 and "nearest that carries them" in page and 'value="javascript:1"' in page
    )
    assert "Write an address that begins with" in page and "Say who gave this number" in page
    assert Portal.objects.get(pk=portal.pk).name == portal.name
    sent |= {
        "cloth": "",
        "links.2.url": "https://example.org",
        "help_lines.1.source": "Its own site",
        "help_lines.1.checked_on": "20/03/2026",
    }
    assert browser.post(address, sent).status_code == 302
    portal.refresh_from_db()
    line = portal.help_lines.get()
    assert (portal.name, portal.links.get().url, line.checked_on) == ("Another", "https://example.org", TODAY)
    assert "20/03/2026" in browser.get(address).content.decode()


def test_the_administrator_runs_the_site_but_reads_no_letters(signed_in: Enter, letter: Petition) -> None:
    browser = signed_in("administrator")
    assert browser.get(f"/portals/{letter.portal_id}/").status_code == 200
    assert browser.get(f"/petitions/{letter.pk}/").status_code == 404
