"""A text is put into another language by one person, checked by a second, and stands as signed once it was."""

from datetime import date
from typing import Any

import pytest

from chungtay.actions.wordings import (
    approve_term,
    check_wording,
    load_terms,
    mark_equal,
    note_translations,
    propose_term,
    retire_term,
    translate,
)
from chungtay.answers.wordings import Words, agreed_terms, mark_unchecked, terms_found
from chungtay.models import AuditLine, Commitment, Content, Person, Plan, Task, Term, Version, Wording
from chungtay.rules.messages import RuleBroken
from chungtay.rules.wordings import Standing, mark_of
from tests.world import NOW, TODAY, World

LO = "ໂອ້ລົມ"


def put(world: World, name: str = "provincial", thing: Any = None, text: str = LO, **more: Any) -> Any:
    told = {"field": "text", "language": "lo"} | more
    return translate(thing or world.contents[0], text=text, by=world.persons[name], at=NOW, **told)


def stands(world: World, thing: Any, field: str = "text", language: str = "lo") -> Standing:
    plan = world.plan if isinstance(thing, Plan | Content | Task) else None
    shown = Words(world.programme, world.leader, TODAY, plan=plan)
    (text,) = [text for text in shown.texts if text.thing == thing and text.field == field]
    return next(said.standing for said in text.said if said.language == language)


def checked(world: World, thing: Any, **more: Any) -> Wording:
    told = {"field": "text", "language": "lo"} | more
    put(world, thing=thing, **more)
    return check_wording(thing, by=world.partner, at=NOW, **told)


def signed_in_lao(world: World, **more: Any) -> Version:
    return Version.objects.create(
        agreement=world.programme, number=1, body={}, languages="vi lo", begun_at=NOW,
        in_force_on=date(2024, 1, 1), **more,
    )  # fmt: skip


def test_what_is_translated_stands_beside_the_vietnamese_as_a_draft(world: World) -> None:
    row = put(world)
    assert Content.objects.get(pk=world.contents[0].pk).text_lo == LO
    assert (row.state, row.translated_by, row.translated_at) == ("draft", world.provincial, NOW)
    assert stands(world, world.contents[0]) is Standing.DRAFT
    assert AuditLine.objects.get(act="translate").reason == "content.text (lo)"


WHO = """
provincial  yes
leader      yes
partner     yes
officer     no
cedar       no
auditor     no
stranger    no
"""


@pytest.mark.parametrize("row", WHO.strip().splitlines())
def test_only_translators_of_the_agreement_put_its_words(world: World, row: str) -> None:
    name, may = row.split()
    if may == "yes":
        put(world, name)
    else:
        with pytest.raises(RuleBroken, match="Your post does not allow this"):
            put(world, name)
    assert Wording.objects.exists() is (may == "yes")


def test_nobody_translates_what_they_do_not_see(world: World) -> None:
    """The partner translates the agreement; a plan of the other side's own is not there for them."""
    own = Plan.objects.create(
        phase=world.phase, year=2026, name="Own plan", is_joint=False, holder=world.bodies["west"]
    )
    content = Content.objects.create(plan=own, number=1, text="Work of our own")
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        put(world, "partner", content)
    for act in (check_wording, mark_equal):
        with pytest.raises(RuleBroken, match="Your post does not allow this"):
            act(content, "text", "lo", by=world.partner, at=NOW)
    assert put(world, "provincial", content).state == "draft"
    seen = Words(world.programme, world.partner, TODAY, plan=None)
    assert own not in seen.plans


def test_pressing_twice_writes_once(world: World) -> None:
    assert put(world) == put(world, text=f" {LO}\n")
    assert AuditLine.objects.filter(act="translate").count() == 1


def test_a_second_person_checks_and_an_edit_makes_a_draft_again(world: World) -> None:
    row = put(world)
    with pytest.raises(RuleBroken, match="somebody else must check"):
        check_wording(world.contents[0], "text", "lo", by=world.provincial, at=NOW)
    for _ in range(2):
        row = check_wording(world.contents[0], "text", "lo", by=world.partner, at=NOW)
    assert (row.state, row.checked_by) == ("checked", world.partner)
    assert AuditLine.objects.filter(act="check_wording").count() == 1
    put(world)
    assert stands(world, world.contents[0]) is Standing.CHECKED  # the very same words
    row = put(world, "partner", text=f"{LO}ຊາຍແດນ")
    assert (row.state, row.checked_by, row.translated_by) == ("draft", None, world.partner)


def test_words_for_which_nobody_stands_are_saved_by_one_before_another_checks_them(world: World) -> None:
    content = world.contents[0]
    Content.objects.filter(pk=content.pk).update(text_lo=LO)
    assert stands(world, content) is Standing.DRAFT
    with pytest.raises(RuleBroken, match="Nobody stands for this wording"):
        check_wording(content, "text", "lo", by=world.partner, at=NOW)
    assert put(world).translated_by == world.provincial
    check_wording(content, "text", "lo", by=world.partner, at=NOW)
    assert stands(world, content) is Standing.CHECKED


def test_when_the_vietnamese_moves_on_the_translation_is_stale_until_somebody_says_it_fits(
    world: World,
) -> None:
    content = world.contents[0]
    checked(world, content)
    Content.objects.filter(pk=content.pk).update(text="Talks in border communes and schools")
    assert stands(world, content) is Standing.STALE
    content.refresh_from_db()
    check_wording(content, "text", "lo", by=world.partner, at=NOW)
    assert stands(world, content) is Standing.CHECKED
    Content.objects.filter(pk=content.pk).update(text="Talks in schools")
    put(world)  # the same words, said again by a translator
    assert stands(world, content) is Standing.DRAFT


def test_what_somebody_wrote_meanwhile_is_not_written_over(world: World) -> None:
    seen = mark_of(world.contents[0].text, "")
    put(world, "partner", text="ການໂອ້ລົມ")
    with pytest.raises(RuleBroken, match="changed this text meanwhile"):
        put(world, text=LO, seen=seen)
    assert Content.objects.get(pk=world.contents[0].pk).text_lo == "ການໂອ້ລົມ"
    assert put(world, text=LO, seen=mark_of(world.contents[0].text, "ການໂອ້ລົມ")).state == "draft"


def test_what_is_too_long_is_refused_and_nothing_written_is_nothing_kept(world: World) -> None:
    with pytest.raises(RuleBroken, match="300"):
        put(world, thing=world.plan, field="name", text="ກ" * 301)
    assert put(world, thing=world.plan, field="name", text="  ") is None
    assert not Wording.objects.exists()


def test_a_name_stands_on_one_line_and_a_long_text_keeps_its_breaks(world: World) -> None:
    put(world, thing=world.plan, field="name", text="Plan\r\n 2026 ", language="en")
    Plan.objects.filter(pk=world.plan.pk).update(purpose="Mục đích")
    put(world, thing=world.plan, field="purpose", text="One\r\nTwo", language="en")
    world.plan.refresh_from_db()
    assert (world.plan.name_en, world.plan.purpose_en) == ("Plan 2026", "One\nTwo")


def test_a_translation_is_taken_away_and_the_vietnamese_is_shown_again(world: World) -> None:
    put(world)
    for _ in range(2):
        put(world, text=" ")
    assert Content.objects.get(pk=world.contents[0].pk).text_lo == ""
    assert not Wording.objects.exists()
    assert AuditLine.objects.filter(act="translate").count() == 2


def test_an_equal_text_is_only_what_was_checked_and_signed_in_that_language(world: World) -> None:
    signed = world.commitments[0]
    put(world, thing=signed)
    with pytest.raises(RuleBroken, match="second person checks"):
        mark_equal(signed, "text", "lo", by=world.leader, at=NOW)
    check_wording(signed, "text", "lo", by=world.partner, at=NOW)
    with pytest.raises(RuleBroken, match="not signed in this language"):
        mark_equal(signed, "text", "lo", by=world.leader, at=NOW)
    signed_in_lao(world)
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        mark_equal(signed, "text", "lo", by=world.provincial, at=NOW)
    assert mark_equal(signed, "text", "lo", by=world.leader, at=NOW).state == "equal"


def test_an_equal_text_is_changed_by_an_amendment_only(world: World) -> None:
    signed = world.commitments[0]
    signed_in_lao(world)
    checked(world, signed)
    mark_equal(signed, "text", "lo", by=world.leader, at=NOW)
    for change in (
        lambda: put(world, thing=signed, text="ອື່ນ"),
        lambda: put(world, thing=signed, text=""),
    ):
        with pytest.raises(RuleBroken, match="Only an amendment of the agreement changes it"):
            change()
    assert Commitment.objects.get(pk=signed.pk).text_lo == LO
    put(world, thing=signed)  # the very same words are no change
    Commitment.objects.filter(pk=signed.pk).update(text="As amended", text_lo="ສະບັບແກ້ໄຂ")
    assert stands(world, signed) is Standing.STALE


def test_what_an_act_wrote_in_several_languages_is_its_writers_draft(world: World) -> None:
    first, second = world.contents
    checked(world, first)
    Content.objects.filter(pk=second.pk).update(text_lo="ໄປຢ້ຽມຢາມ", text_en="A visit")
    note_translations(Content.objects.filter(plan=world.plan), by=world.leader, at=NOW)
    assert stands(world, first) is Standing.CHECKED
    assert {row.translated_by for row in Wording.objects.filter(thing_id=second.pk)} == {world.leader}
    Content.objects.filter(pk=first.pk).update(text_lo=f"{LO}ໆ")
    note_translations(Content.objects.filter(plan=world.plan), by=world.leader, at=NOW)
    assert stands(world, first) is Standing.DRAFT
    assert Wording.objects.count() == 3


def test_a_page_marks_what_nobody_has_checked(world: World) -> None:
    first, second = world.contents
    checked(world, first)
    put(world, thing=second)
    shown = list(Content.objects.filter(plan=world.plan))
    assert mark_unchecked([*shown, None, world.phase], "lo")
    assert [thing.unchecked for thing in shown] == [frozenset(), {"text"}]  # type: ignore[attr-defined]
    assert not mark_unchecked(shown, "vi")
    assert not mark_unchecked([], "lo")


def test_the_words_of_a_plan_cost_the_same_however_many_they_are(
    world: World, django_assert_num_queries: Any
) -> None:
    def asked() -> int:
        shown = Words(world.programme, Person.objects.get(pk=world.leader.pk), TODAY, plan=world.plan)
        return len(shown.texts)

    few = asked()
    with django_assert_num_queries(9):
        asked()
    for number in range(3, 40):
        content = Content.objects.create(plan=world.plan, number=number, text=f"Content {number}")
        Task.objects.create(
            agreement=world.programme, content=content, organisation=world.bodies["dogwood"], text="Talk",
            due_on=TODAY,
        )  # fmt: skip
        put(world, thing=content)
    with django_assert_num_queries(9):
        assert asked() == few + 2 * 37


def test_the_texts_are_counted_by_language_and_state(world: World) -> None:
    put(world)
    shown = Words(world.programme, world.leader, TODAY, plan=world.plan)
    assert shown.counts["lo"][Standing.DRAFT] == 1
    assert shown.counts["en"][Standing.MISSING] == len(shown.texts) == 3
    assert [text.thing for text in shown.asked(state="draft")] == [world.contents[0]]
    assert len(shown.asked(state="open")) == 3
    assert shown.asked(languages=["en"], state="draft") == []


# Terms


def term(world: World, text: str = "xã", lo: str = "ຕາແສງ", body: str = "west", **more: str) -> Term:
    return Term(text=text, text_lo=lo, holder=world.bodies[body], **more)


def agreed(world: World, **more: Any) -> Term:
    return approve_term(
        propose_term(term(world, **more), by=world.provincial, at=NOW), by=world.leader, at=NOW
    )


def test_a_term_is_proposed_by_one_and_approved_by_another(world: World) -> None:
    proposed = propose_term(term(world, text="  Xã "), by=world.leader, at=NOW)
    assert (proposed.text, proposed.state, agreed_terms()) == ("Xã", "proposed", [])
    with pytest.raises(RuleBroken, match="proposed this term yourself"):
        approve_term(proposed, by=world.leader, at=NOW)
    with pytest.raises(RuleBroken, match="Your post does not allow this"):
        approve_term(proposed, by=world.partner, at=NOW)


def test_approving_twice_is_once_and_then_it_is_offered(world: World) -> None:
    kept = agreed(world)
    assert approve_term(kept, by=world.leader, at=NOW).approved_at == NOW
    assert AuditLine.objects.filter(act="approve_term").count() == 1
    Content.objects.filter(pk=world.contents[0].pk).update(text="Nói chuyện tại XÃ biên giới")
    put(world, text="ໂອ້ລົມຢູ່ບ້ານ")
    text = Words(world.programme, world.leader, TODAY, plan=world.plan).asked(state="draft")[0]
    assert [one.lo for one in text.said[0].offered] == ["ຕາແສງ"]
    assert [one.lo for one in text.said[0].missing] == ["ຕາແສງ"]
    assert text.said[1].offered == []  # nothing was agreed for English


def test_one_word_has_one_approved_term_across_spellings_and_sides(world: World) -> None:
    agreed(world, text="thỏa thuận", lo="ຂໍ້ຕົກລົງ")
    other = propose_term(term(world, text="Thoả thuận", lo="ສັນຍາ", body="east"), by=world.partner, at=NOW)
    someone = Person.objects.create(known_as="Second")
    world.partner.posts.get().organisation.posts.create(
        person=someone, role="partner_officer", title="Second", valid_from=date(2020, 1, 1)
    )
    with pytest.raises(RuleBroken, match="approved already, as “ຂໍ້ຕົກລົງ”"):
        approve_term(other, by=someone, at=NOW)
    retire_term(Term.objects.get(state="approved"), reason="Two words", by=world.leader, at=NOW)
    assert approve_term(other, by=someone, at=NOW).state == "approved"


def test_the_same_proposal_is_not_kept_twice(world: World) -> None:
    propose_term(term(world), by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="in the list already"):
        propose_term(term(world, text="XÃ"), by=world.leader, at=NOW)
    assert propose_term(term(world, lo="ບ້ານ"), by=world.leader, at=NOW).state == "proposed"


def test_terms_are_found_without_marks(world: World) -> None:
    propose_term(term(world, text="thỏa thuận", lo="ຂໍ້ຕົກລົງ"), by=world.provincial, at=NOW)
    agreed(world)
    assert [one.text for one in terms_found("thoa")] == ["thỏa thuận"]
    assert [one.text for one in terms_found("ຕາແສງ")] == ["xã"]
    assert [one.text for one in terms_found("")] == ["thỏa thuận", "xã"]
    assert [one.text for one in terms_found("", "approved")] == ["xã"]


FILE = 'text,text_lo,never\nbản,ບ້ານ,\ntổ truyền thông,ຄະນະໂຄສະນາ,"ທີມສື່ມວນຊົນ, mass-media team"\n'


@pytest.mark.parametrize("written", [FILE, f"\ufeff{FILE}".replace("\n", "\r\n"), FILE.replace(",", "\t")])
def test_a_file_of_terms_is_proposed_as_a_whole(world: World, written: str) -> None:
    made = load_terms(written.encode(), holder=world.bodies["west"], by=world.provincial, at=NOW)
    assert [one.text for one in made] == ["bản", "tổ truyền thông"]
    assert {one.state for one in Term.objects.all()} == {"proposed"}


def test_nothing_of_a_wrong_file_is_kept_and_every_row_is_named(world: World) -> None:
    agreed(world)
    wrong = "text;text_lo;text_en\nbản;ບ້ານ;village\nxã;ຕາແສງ;\n;ບ້ານ;\ntỉnh;;\n"
    with pytest.raises(RuleBroken) as refused:
        load_terms(wrong.encode(), holder=world.bodies["west"], by=world.provincial, at=NOW)
    assert [message.where for message in refused.value.messages] == ["row 3", "row 4", "row 5"]
    assert Term.objects.count() == 1


@pytest.mark.parametrize(
    "junk", [b"\xff\xfe\x00", b"a\0b", b"", b"text,text_lo\n", b'"' + b"x" * 200_000, b"x" * 1_000_001]
)
def test_what_is_no_list_is_refused(world: World, junk: bytes) -> None:
    with pytest.raises(RuleBroken):
        load_terms(junk, holder=world.bodies["west"], by=world.provincial, at=NOW)
    assert not Term.objects.exists()
