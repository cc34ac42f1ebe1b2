"""Words side by side: translated by one, checked by another, with the agreed terms beside each box."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chungtay.actions.wordings import approve_term, check_wording, propose_term, translate
from chungtay.models import Content, Term, Wording
from chungtay.rules.wordings import TRANSLATABLE, mark_of
from chungtay.screens.wordings.words import KIND_WORDS
from tests.world import NOW, World

Enter = Callable[..., Client]
LO = "ໂອ້ລົມຢູ່ຕາແສງຊາຍແດນ"
WORDS = "/programmes/oak-elm/words/"


def address(world: World, language: str = "lo", thing: Any = None) -> str:
    return f"{WORDS}content/{(thing or world.contents[0]).pk}/text/{language}/"


def agreed(world: World, **words: str) -> Term:
    term = propose_term(Term(holder=world.bodies["west"], **words), by=world.provincial, at=NOW)
    return approve_term(term, by=world.leader, at=NOW)


def page(desk: Client, where: str = WORDS, **asked: str) -> str:
    answer = desk.get(where, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_one_person_translates_and_another_checks(signed_in: Enter, world: World) -> None:
    told = {"of": str(world.plan.pk)}
    desk, other = signed_in("provincial"), signed_in("partner")
    sent = desk.post(f"{address(world)}?of={world.plan.pk}", {"text": LO})
    assert sent["Location"] == f"{WORDS}?of={world.plan.pk}#{world.contents[0].pk}-text"
    assert "It is right: checked" not in page(desk, **told)
    assert "It is right: checked" in page(other, **told)
    assert other.post(f"{address(world)}check/", {"text": LO}).status_code == 302
    assert "checked by Partner" in page(desk, **told)


def test_what_was_typed_is_kept_when_somebody_wrote_meanwhile(signed_in: Enter, world: World) -> None:
    seen = mark_of(world.contents[0].text, "")
    translate(world.contents[0], "text", "lo", "ສະບັບຂອງຜູ້ອື່ນ", by=world.partner, at=NOW)
    refused = signed_in("provincial").post(address(world), {"text": LO, "seen": seen})
    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "Somebody changed this text meanwhile" in shown
    assert LO in shown and "ສະບັບຂອງຜູ້ອື່ນ" in shown
    assert Content.objects.get(pk=world.contents[0].pk).text_lo == "ສະບັບຂອງຜູ້ອື່ນ"


def test_nobody_checks_other_words_than_they_read(signed_in: Enter, world: World) -> None:
    translate(world.contents[0], "text", "lo", LO, by=world.provincial, at=NOW)
    refused = signed_in("partner").post(f"{address(world)}check/", {"text": f"{LO}ໆ"})
    assert refused.status_code == 422
    assert "You changed the words" in refused.content.decode()
    assert Wording.objects.get().state == "draft"


def test_agreed_terms_are_offered_and_warnings_never_block(signed_in: Enter, world: World) -> None:
    agreed(world, text="border", text_lo="ຊາຍແດນ", text_en="border")
    agreed(world, text="talks", text_en="information sessions", never="chats")
    sent = signed_in("leader").post(address(world, "en"), {"text": "Chats in villages"})
    assert sent.status_code == 302
    shown = page(signed_in("leader"), of=str(world.plan.pk), language="en")
    assert "“chats” is not what “talks” means here" in shown
    assert shown.count("not in the text") == 2
    assert "information sessions" in shown
    assert "ຊາຍແດນ" in page(signed_in("leader"), of=str(world.plan.pk), language="lo")


def test_the_list_is_narrowed_by_language_and_by_how_far_it_is(signed_in: Enter, world: World) -> None:
    translate(world.contents[1], "text", "lo", LO, by=world.provincial, at=NOW)
    told = {"of": str(world.plan.pk), "language": "lo"}
    drafts = page(signed_in("partner"), state="draft", **told)
    assert "A visit in October" in drafts and "Talks in border communes" not in drafts
    missing = page(signed_in("partner"), state="missing", **told)
    assert "A visit in October" not in missing and "Talks in border communes" in missing
    for wrong in ({"state": "x"}, {"language": "vi"}, {"of": "1"}):
        assert signed_in("partner").get(WORDS, wrong).status_code == 404


def test_who_may_not_translate_reads_without_boxes(signed_in: Enter, world: World) -> None:
    translate(world.contents[0], "text", "lo", LO, by=world.provincial, at=NOW)
    shown = page(signed_in("officer"), of=str(world.plan.pk))
    assert LO in shown and "<textarea" not in shown
    assert signed_in("officer").post(address(world), {"text": LO}).status_code == 422


@pytest.mark.parametrize("where", [WORDS, "of one", "check/", "equal/"])
def test_to_a_stranger_the_words_do_not_exist(signed_in: Enter, world: World, where: str) -> None:
    desk = signed_in("stranger")
    if where == WORDS:
        assert desk.get(WORDS).status_code == 404
    elif where == "of one":
        assert desk.get(address(world)).status_code == desk.post(address(world)).status_code == 404
    else:
        assert desk.post(f"{address(world)}{where}").status_code == 404


def test_only_listed_texts_of_this_programme_have_an_address(signed_in: Enter, world: World) -> None:
    desk, key = signed_in("leader"), world.contents[0].pk
    for path in (
        f"content/{key}/number/lo/", f"content/{key}/text/vi/", f"content/{key}/text/fr/", f"task/{key}/text/lo/",
        f"person/{world.officer.pk}/known_as/lo/", f"agreement/{key}/name/lo/",
    ):  # fmt: skip
        assert desk.get(f"{WORDS}{path}").status_code == 404, path
    assert desk.get(address(world)).status_code == 200
    assert desk.post(WORDS).status_code == 405


def test_every_kind_of_thing_that_is_translated_has_a_word() -> None:
    assert set(KIND_WORDS) == set(TRANSLATABLE)


def test_a_partner_sees_which_translations_nobody_has_checked(signed_in: Enter, world: World) -> None:
    translate(world.contents[0], "text", "lo", LO, by=world.provincial, at=NOW)
    plan = f"/programmes/oak-elm/plans/{world.plan.pk}/"
    for where in (plan, "/programmes/oak-elm/", f"/programmes/oak-elm/contents/{world.contents[0].pk}/"):
        assert 'class="unchecked"' in page(signed_in("partner", "lo"), where), where
        assert 'class="unchecked"' not in page(signed_in("partner", "vi"), where), where
    check_wording(world.contents[0], "text", "lo", by=world.partner, at=NOW)
    assert 'class="unchecked"' not in page(signed_in("partner", "lo"), plan)


# Terms


def test_a_term_is_proposed_found_without_marks_approved_and_retired(signed_in: Enter, world: World) -> None:
    desk, leader = signed_in("provincial"), signed_in("leader")
    told = {"text": "thỏa thuận", "text_lo": "ຂໍ້ຕົກລົງ", "text_en": "agreement"}
    assert desk.post("/terms/", told).status_code == 302
    term = Term.objects.get()
    assert "ຂໍ້ຕົກລົງ" in page(desk, "/terms/", words="thoa thuan")
    assert "ຂໍ້ຕົກລົງ" not in page(desk, "/terms/", words="giam sat")
    assert "Approve<" not in page(desk, "/terms/") and "Approve<" in page(leader, "/terms/")
    for _ in range(2):
        assert leader.post(f"/terms/{term.pk}/approval/").status_code == 302
    assert leader.post(f"/terms/{term.pk}/retirement/").status_code == 302
    assert leader.post(f"/terms/{term.pk}/retirement/").status_code == 422


def test_a_term_that_must_be_mended_keeps_what_was_typed(signed_in: Enter, world: World) -> None:
    refused = signed_in("provincial").post("/terms/", {"text": "xã", "text_lo": "tasseng"})
    shown = refused.content.decode()
    assert refused.status_code == 422
    assert "written in Lao letters" in shown and 'value="tasseng"' in shown


def file_of(*rows: list[str]) -> SimpleUploadedFile:
    written = io.StringIO()
    csv.writer(written).writerows([["text", "text_lo", "text_en"], *rows])
    return SimpleUploadedFile("terms.csv", written.getvalue().encode())


def test_a_file_of_terms_is_taken_whole_or_not_at_all(signed_in: Enter, world: World) -> None:
    desk = signed_in("provincial")
    wrong = desk.post("/terms/file/", {"file": file_of(["bản", "ບ້ານ", ""], ["xã", "", ""], ["", "x", ""])})
    shown = wrong.content.decode()
    assert wrong.status_code == 422 and "See row 3" in shown and "See row 4" in shown
    assert not Term.objects.exists()
    assert desk.post("/terms/file/", {"file": file_of(["bản", "ບ້ານ", ""])}).status_code == 302
    assert Term.objects.get().text == "bản"


@pytest.mark.parametrize("name", ["officer", "auditor"])
def test_who_keeps_no_terms_reads_them(signed_in: Enter, world: World, name: str) -> None:
    agreed(world, text="xã", text_lo="ຕາແສງ")
    desk = signed_in(name)
    shown = page(desk, "/terms/")
    assert "ຕາແສງ" in shown and "Propose a term" not in shown and "Retire<" not in shown
    assert desk.post("/terms/", {"text": "bản", "text_lo": "ບ້ານ"}).status_code == 422
    assert Term.objects.count() == 1
