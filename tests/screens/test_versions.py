"""A provincial officer amends a text in her browser: she sees what she may change, what changes, who must say yes."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.actions.versions import begin_version, edit_row, keep_text, propose_version, put_in_force
from chungtay.models import Commitment, Plan, Version
from chungtay.rules.versions import RowKind, VersionState
from tests.world import NOW, TODAY, World

Enter = Callable[..., Client]


@pytest.fixture
def draft(world: World) -> Version:
    keep_text(world.programme, on=date(2024, 1, 1), by=world.leader, at=NOW)
    return begin_version(
        world.programme, holder=world.bodies["west"], reason="The conference decided it", by=world.provincial, at=NOW
    )  # fmt: skip


def address(name: str, version: Version, *more: str) -> str:
    return reverse(name, args=[version.pk, *more])


def first_key(version: Version, kind: RowKind) -> str:
    version.refresh_from_db()
    return version.text.of_kind(kind)[0].key


def test_an_officer_begins_an_amendment_writes_and_proposes_it(signed_in: Enter, world: World) -> None:
    keep_text(world.programme, on=date(2024, 1, 1), by=world.leader, at=NOW)
    browser = signed_in("provincial")
    page = browser.get(reverse("agreement-versions", args=["oak-elm"]))
    assert "Begin an edited copy" in page.text
    begun = browser.post(
        reverse("agreement-versions", args=["oak-elm"]), {"reason": "New tasks"}, follow=True
    )
    version = Version.objects.get(reason="New tasks")
    assert "Only Union of Oakshire sees it until it is proposed" in begun.text
    key = first_key(version, RowKind.COMMITMENT)
    told = {
        "number": "1",
        "text": "Tell about the border and the law",
        "text_lo": "ບອກກ່ຽວກັບຊາຍແດນ",
        "rank": "1",
    }
    kept = browser.post(address("version-row", version, key), told, follow=True)
    assert "Kept in the draft." in kept.text
    difference = browser.get(address("version-difference", version)).text
    assert "Tell about the border <ins>and the law</ins>" in difference.replace(
        "border<ins> and", "border <ins>and"
    )
    assert "<ins>ບອກກ່ຽວກັບຊາຍແດນ</ins>" in difference
    proposed = browser.post(address("version-proposal", version), follow=True)
    assert "it changes no more" in proposed.text
    version.refresh_from_db()
    assert version.state is VersionState.PROPOSED
    assert signed_in("partner").get(address("version", version)).status_code == 200


def test_a_row_is_added_taken_out_and_put_back(signed_in: Enter, draft: Version, world: World) -> None:
    browser, phase = signed_in("provincial"), str(world.phase.pk)
    form = browser.get(address("version", draft), {"add": "commitment", "under": phase}).text
    assert 'id="add"' in form
    told = {"kind": "commitment", "under": phase, "text": "Learn together"}
    assert browser.post(address("version-rows", draft), told).status_code == 302
    draft.refresh_from_db()
    new = draft.text.of_kind(RowKind.COMMITMENT)[-1]
    assert (new.number, new.text("text")) == (3, "Learn together")
    page = browser.post(address("version-row-removal", draft, new.key), follow=True)
    assert "Taken out of this copy" in page.text
    page = browser.post(address("version-row-return", draft, new.key), follow=True)
    assert "Taken out of this copy" not in page.text
    draft.refresh_from_db()
    assert new in draft.text.rows


def test_a_wrong_row_keeps_what_was_typed_and_says_the_mend(
    signed_in: Enter, draft: Version, world: World
) -> None:
    told = {"name": "2024–2030", "first_on": "01/01/2024", "last_on": "31/12/2020"}
    page = signed_in("provincial").post(address("version-row", draft, str(world.phase.pk)), told)
    assert page.status_code == 422
    assert "before it begins on 01/01/2024" in page.text
    assert "2024–2030" in page.text


def test_what_a_draft_lacks_stands_beside_it_and_keeps_it_from_being_proposed(
    signed_in: Enter, draft: Version, world: World
) -> None:
    browser = signed_in("provincial")
    second = str(world.commitments[1].pk)
    browser.post(address("version-row", draft, second), {"number": "1", "text": "Visit one another"})
    page = browser.get(address("version", draft)).text
    assert "To mend before it is proposed" in page
    assert "Give one of the two the next free number, 2." in page
    refused = browser.post(address("version-proposal", draft))
    assert (refused.status_code, "used twice" in refused.text) == (422, True)


def test_two_wordings_are_shown_side_by_side_and_one_is_chosen(
    signed_in: Enter, draft: Version, world: World
) -> None:
    key = first_key(draft, RowKind.COMMITMENT)
    theirs = begin_version(
        world.programme, holder=world.bodies["east"], reason="Asked by villages", by=world.partner, at=NOW
    )
    edit_row(theirs, key, {"text": "Tell it in Lao"}, by=world.partner, at=NOW)
    edit_row(draft, key, {"text": "Tell it twice"}, by=world.provincial, at=NOW)
    propose_version(theirs, by=world.partner, at=NOW)
    put_in_force(theirs, on=TODAY, by=world.partner, at=NOW)
    browser = signed_in("provincial")
    assert "Bring it up to date" in browser.get(address("version", draft)).text
    page = browser.get(address("version-update", draft)).text
    assert "Tell it in Lao" in page and "Tell it twice" in page
    assert browser.post(address("version-update", draft)).status_code == 422
    done = browser.post(address("version-update", draft), {f"{key}.text": "ours"}, follow=True)
    assert "<ins>twice</ins>" in done.text
    draft.refresh_from_db()
    assert draft.text.by_key[key].text("text") == "Tell it twice"


def test_an_earlier_version_is_read_as_it_was(signed_in: Enter, draft: Version, world: World) -> None:
    key = first_key(draft, RowKind.COMMITMENT)
    edit_row(draft, key, {"text": "Tell nobody"}, by=world.provincial, at=NOW)
    propose_version(draft, by=world.leader, at=NOW)
    put_in_force(draft, on=TODAY, by=world.leader, at=NOW)
    browser = signed_in("partner")
    listed = browser.get(reverse("agreement-versions", args=["oak-elm"])).text
    assert "In force now" in listed and "Was in force" in listed and "The conference decided it" in listed
    before = Version.objects.get(number=1)
    page = browser.get(address("version", before)).text
    assert "Tell about the border" in page and "Tell nobody" not in page


def test_a_proposal_that_was_withdrawn_begins_anew_with_its_words(
    signed_in: Enter, draft: Version, world: World
) -> None:
    key = first_key(draft, RowKind.COMMITMENT)
    edit_row(draft, key, {"text": "Tell it twice"}, by=world.provincial, at=NOW)
    propose_version(draft, by=world.provincial, at=NOW)
    browser = signed_in("provincial")
    browser.post(address("version-withdrawal", draft), {"reason": "Not yet"})
    assert "Begin a new copy from it" in browser.get(address("version", draft)).text
    browser.post(address("version-copies", draft))
    again = Version.objects.latest("begun_at")
    assert again.pk != draft.pk and again.text.by_key[key].text("text") == "Tell it twice"


def test_one_bodys_own_plan_is_amended_by_itself(signed_in: Enter, world: World) -> None:
    plan = Plan.objects.create(
        phase=world.phase, year=2026, is_joint=False, holder=world.bodies["west"], name="Our own plan",
        issued_by=world.leader, issued_at=NOW,
    )  # fmt: skip
    content = plan.contents.create(number=1, text="Talks", lead=world.bodies["west"])
    keep_text(world.programme, plan=plan, on=TODAY, by=world.leader, at=NOW)
    browser = signed_in("provincial")
    assert "Begin an edited copy" in browser.get(reverse("plan-versions", args=["oak-elm", plan.pk])).text
    page = browser.post(reverse("plan-amendment", args=[plan.pk]), {"reason": "More talks"}, follow=True)
    assert "Amendment of Our own plan" in page.text
    version = Version.objects.get(reason="More talks")
    told = {"number": "1", "text": "Many talks", "lead": str(world.bodies["west"].pk), "currency": "VND"}
    assert browser.post(address("version-row", version, str(content.pk)), told).status_code == 302
    browser.post(address("version-proposal", version))
    leader = signed_in("leader")
    assert "Issue the amended plan" in leader.get(address("version", version)).text
    assert leader.post(address("version-issue", version)).status_code == 302
    content.refresh_from_db()
    assert content.text == "Many talks"


def test_a_long_text_carries_only_the_form_that_was_asked_for(
    signed_in: Enter, world: World, django_assert_max_num_queries: Callable[..., object]
) -> None:
    Commitment.objects.bulk_create(
        Commitment(phase=world.phase, number=number, text=f"Sentence {number}") for number in range(3, 303)
    )
    version = begin_version(world.programme, holder=world.bodies["west"], by=world.provincial, at=NOW)
    browser, key = signed_in("provincial"), str(world.commitments[0].pk)
    plain = browser.get(address("version", version)).text
    assert f'id="{key}-text"' not in plain
    with django_assert_max_num_queries(40):  # type: ignore[attr-defined]
        asked = browser.get(address("version", version), {"row": key}).text
    assert f'id="{key}-text"' in asked


PAGES = ("version", "version-difference", "version-update")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("provincial", 200),
        ("leader", 200),
        ("partner", 404),
        ("officer", 404),
        ("stranger", 404),
        ("auditor", 200),
    ],
)
def test_a_draft_is_for_its_own_body(
    signed_in: Enter, draft: Version, page: str, name: str, status: int
) -> None:
    if (page, name) == ("version-update", "auditor"):
        status = 422  # who reads it does not write in it
    assert signed_in(name).get(address(page, draft)).status_code == status


@pytest.mark.parametrize("page", PAGES)
def test_nobody_reads_a_text_without_signing_in(client: Client, draft: Version, page: str) -> None:
    assert client.get(address(page, draft)).status_code == 302


@pytest.mark.parametrize(
    "page",
    [
        "version-rows",
        "version-reason",
        "version-proposal",
        "version-withdrawal",
        "version-copies",
        "version-issue",
    ],
)
def test_what_changes_a_text_is_posted(signed_in: Enter, draft: Version, page: str) -> None:
    assert signed_in("provincial").get(address(page, draft)).status_code == 405


@pytest.mark.parametrize("page", ["version-reason", "version-proposal", "version-withdrawal"])
def test_who_reads_a_draft_without_drawing_it_up_changes_nothing(
    signed_in: Enter, draft: Version, page: str
) -> None:
    assert signed_in("auditor").post(address(page, draft), {"reason": "Mine"}).status_code == 422
    draft.refresh_from_db()
    assert (draft.state, draft.reason) == (VersionState.DRAFT, "The conference decided it")
