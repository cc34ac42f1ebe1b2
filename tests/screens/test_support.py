"""Support given: counts for those who work with them; a name only in the answer to whoever said why."""

import logging
from collections.abc import Callable

import pytest
from django.test import Client

from chungtay.models import AuditLine, Beneficiary, Entry, Support, SupportKind
from tests.actions.test_support import given, goats, kept
from tests.world import World

__all__ = ["goats"]  # a fixture

Enter = Callable[..., Client]
NAME = "First beneficiary"


def typed(world: World, **changed: str) -> dict[str, str]:
    return {
        "kind": "goats", "title": "Ten goats", "place": str(world.places["Dogwood"].pk), "village": "Upper",
        "programmes": "oak-elm", "given_on": "01/02/2026", "number": "10", "money": "30.000.000",
        "counts.household:poor": "6", "counts.household:near-poor": "3",
    } | changed  # fmt: skip


def test_support_is_recorded_once_however_often_one_clicks_and_counts(
    signed_in: Enter, world: World, goats: SupportKind
) -> None:
    desk = signed_in("officer", language="vi")
    first, again = (desk.post("/support/new/", typed(world)) for _ in range(2))
    assert (first.status_code, again["Location"]) == (302, first["Location"])
    assert (Support.objects.count(), Entry.objects.count()) == (1, 4)
    page = desk.get("/support/").content.decode()
    assert "Ten goats" in page
    assert "30.000.000 VND" in page
    assert "near-poor 3" in page


def test_what_was_typed_stays_and_each_fault_stands_at_its_field(
    signed_in: Enter, world: World, goats: SupportKind
) -> None:
    page = signed_in("officer").post(
        "/support/new/", typed(world, **{"counts.household:poor": "9", "money": "x"})
    )
    assert page.status_code == 422
    assert 'value="9"' in page.content.decode()
    page = signed_in("officer").post(
        "/support/new/", typed(world, **{"counts.household:poor": "9", "money": ""})
    )
    assert "These add up to 12, but 10 were given." in page.content.decode()
    assert not Support.objects.exists()


def test_names_are_pasted_from_a_sheet_and_kept_sealed(
    signed_in: Enter, world: World, goats: SupportKind
) -> None:
    support, desk = given(world, goats), signed_in("officer")
    sent = {
        "purpose": "Hand over the goats", "legal_basis": "Decree 356/2025", "delete_on": "31/12/2026",
        "people": f"{NAME}\t1961\n\nSecond beneficiary; 1990\n",
    }  # fmt: skip
    address = f"/support/{support.pk}/names/"
    too_much = desk.post(address, sent | {"people": f"{NAME}; 1961; 0900"})
    assert too_much.status_code == 422
    assert "Row 1 has 3 answers; 2 are asked for." in too_much.content.decode()
    assert desk.post(address, sent).status_code == 302
    assert Beneficiary.objects.count() == 2
    assert desk.post(address, sent).status_code == 422  # a second click keeps nothing more


def test_a_name_stands_in_no_page_but_the_answer_to_a_reason(
    signed_in: Enter, world: World, goats: SupportKind, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    support = kept(world, goats).support
    desk, here = signed_in("officer"), f"/support/{support.pk}/"
    for address in ("/support/", here, f"{here}names/", "/registers/", "/api/support", f"/api{here[:-1]}"):
        assert NAME not in desk.get(address).content.decode(), address
    assert desk.get(f"{here}names/reading/").status_code == 405
    silent = desk.post(f"{here}names/reading/", {"why": " "})
    assert silent.status_code == 422
    assert NAME not in silent.content.decode()
    told = desk.post(f"{here}names/reading/", {"why": "Second visit"})
    assert NAME in told.content.decode()
    assert "no-store" in told["Cache-Control"]
    assert AuditLine.objects.get(act="read_beneficiaries").reason == "Second visit"
    assert NAME not in caplog.text


def test_deleted_names_are_gone_for_everybody(signed_in: Enter, world: World, goats: SupportKind) -> None:
    support, desk = kept(world, goats).support, signed_in("officer")
    here = f"/support/{support.pk}/names/"
    assert desk.post(f"{here}deletion/", {"reason": "Done"}).status_code == 302
    told = desk.post(f"{here}reading/", {"why": "Again"})
    assert told.status_code == 422
    assert NAME not in told.content.decode()
    assert not Beneficiary.objects.exists()


@pytest.mark.parametrize("name", ["cedar", "partner", "stranger"])
def test_strangers_find_neither_the_support_nor_its_names(
    signed_in: Enter, world: World, goats: SupportKind, name: str
) -> None:
    support, desk = kept(world, goats).support, signed_in(name)
    here = f"/support/{support.pk}/"
    assert [desk.get(here).status_code, desk.get(f"{here}names/").status_code] == [404, 404]
    assert desk.post(f"{here}names/reading/", {"why": "x"}).status_code == 404
    assert support.title not in desk.get("/support/").content.decode()


def test_an_auditor_reads_the_counts_and_no_name(signed_in: Enter, world: World, goats: SupportKind) -> None:
    support, desk = kept(world, goats).support, signed_in("auditor")
    page = desk.get(f"/support/{support.pk}/").content.decode()
    assert "/names/" not in page
    for answer in (
        desk.get(f"/support/{support.pk}/names/"),
        desk.post(f"/support/{support.pk}/names/reading/", {"why": "Audit"}),
    ):
        assert answer.status_code == 422
        assert NAME not in answer.content.decode()
    assert not AuditLine.objects.filter(act="read_beneficiaries").exists()


def test_a_partner_who_reads_the_figure_does_not_read_where_it_came_from(
    signed_in: Enter, world: World, goats: SupportKind
) -> None:
    given(world, goats, title="Ten goats for Upper village")
    seq = Entry.objects.filter(indicator=goats.given).earliest("seq").pk
    assert "Ten goats for Upper village" in signed_in("officer").get(f"/ledger/{seq}/").content.decode()
    page = signed_in("partner").get(f"/ledger/{seq}/")
    assert page.status_code == 200
    assert "Upper" not in page.content.decode()
