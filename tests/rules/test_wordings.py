"""How a translated text moves, which agreed words it must use, and what a list of terms may hold."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.messages import RuleBroken
from chungtay.rules.wordings import (
    MOVES,
    Agreed,
    Move,
    Standing,
    after,
    check_approval,
    check_retirement,
    check_rows,
    check_second_person,
    check_signed,
    check_term,
    check_unmoved,
    mark_of,
    missing_terms,
    never_words,
    standing,
    terms_in,
    vietnamese_moved,
)

# how the text stands, what somebody does, how it stands then; or what is said instead
STEPS = """
missing  translate   draft
missing  clear       - Nothing is written
missing  check       - Nothing is written
missing  mark_equal  - Nothing is written

draft    translate   draft
draft    clear       missing
draft    check       checked
draft    mark_equal  - second person checks

checked  translate   draft
checked  clear       missing
checked  check       - checked already
checked  mark_equal  equal

equal    translate   - amendment
equal    clear       - amendment
equal    check       - amendment
equal    mark_equal  - equal text already

stale    translate   draft
stale    clear       missing
stale    check       checked
stale    mark_equal  - texts changed since
"""

VI, LO = "Tổ chức hội nghị", "ຈັດກອງປະຊຸມ"

# as in the glossary of both sides; the first two stand for all that nest
TERMS = [
    Agreed(
        "tổ truyền thông",
        "ຄະນະໂຄສະນາ",
        "communication team",
        ("ທີມສື່ມວນຊົນ", "mass-media team", "media group"),
    ),
    Agreed("tổ truyền thông cộng đồng", "ຄະນະໂຄສະນາຊຸມຊົນ", "community communication team"),
    Agreed("bạo lực gia đình", "ຄວາມຮຸນແຮງໃນຄອບຄົວ", "domestic violence"),
    Agreed("nạn nhân", "ຜູ້ເຄາະຮ້າຍ", "victim"),
    Agreed("xã", "ຕາແສງ", "commune"),
    Agreed("thỏa thuận", "ຂໍ້ຕົກລົງ", "agreement"),
]


def said_by(rule: Callable[[], object]) -> list[str]:
    try:
        rule()
    except RuleBroken as problem:
        return [str(message) for message in problem.messages]
    return []


def rows(table: str) -> list[list[str]]:
    return [line.split(maxsplit=2) for line in table.strip().splitlines() if line]


@pytest.mark.parametrize(("before", "move", "reached"), rows(STEPS), ids=lambda word: str(word)[:12])
def test_a_text_moves_only_so(before: str, move: str, reached: str) -> None:
    if reached.startswith("- "):
        (said,) = said_by(lambda: after(Move(move), Standing(before)))
        assert reached[2:] in said
    else:
        assert after(Move(move), Standing(before)) == Standing(reached)


def test_the_steps_above_leave_nothing_out() -> None:
    assert {(move, before) for before, move, _ in rows(STEPS)} == {
        (move.value, before.value) for move in Move for before in Standing
    }
    assert len(MOVES) == sum(not reached.startswith("- ") for *_, reached in rows(STEPS))


def test_what_was_never_vouched_for_is_a_draft_and_what_is_empty_is_missing() -> None:
    assert standing(None, "", vietnamese=VI, said=LO) is Standing.DRAFT
    assert standing(None, "", vietnamese=VI, said="") is Standing.MISSING
    assert standing("equal", mark_of(VI, ""), vietnamese=VI, said=" ") is Standing.MISSING


@pytest.mark.parametrize("state", ["draft", "checked", "equal"])
def test_a_wording_is_stale_once_the_vietnamese_moved_on(state: str) -> None:
    mark = mark_of(VI, LO)
    assert standing(state, mark, vietnamese=VI, said=LO) == Standing(state)
    assert standing(state, mark, vietnamese=f"{VI} tổng kết", said=LO) is Standing.STALE
    assert vietnamese_moved(mark, f"{VI} tổng kết")


def test_words_that_were_changed_elsewhere_are_no_longer_those_that_were_checked() -> None:
    mark = mark_of(VI, LO)
    assert standing("checked", mark, vietnamese=VI, said=f"{LO}.") is Standing.STALE
    assert not vietnamese_moved(mark, VI)


@given(st.text(), st.text())
def test_composed_letters_and_breaks_move_no_text(vietnamese: str, said: str) -> None:
    apart = unicodedata.normalize("NFD", vietnamese)
    assert mark_of(apart, f" {said}\n") == mark_of(vietnamese, said)


def test_nobody_checks_what_they_put_so_themselves() -> None:
    assert said_by(lambda: check_second_person(translated_by="a", by="a"))
    assert not said_by(lambda: check_second_person(translated_by="a", by="b"))
    assert "Nobody stands for" in said_by(lambda: check_second_person(translated_by=None, by="b"))[0]


def test_only_a_language_of_the_signed_text_has_equal_texts() -> None:
    assert not said_by(lambda: check_signed("lo", ["vi", "lo"]))
    assert said_by(lambda: check_signed("en", ["vi", "lo"]))


def test_nobody_writes_over_what_they_did_not_see() -> None:
    assert said_by(lambda: check_unmoved(seen=mark_of(VI, ""), now=mark_of(VI, LO)))
    assert not said_by(lambda: check_unmoved(seen=mark_of(VI, LO), now=mark_of(VI, LO)))
    assert not said_by(lambda: check_unmoved(seen=None, now=mark_of(VI, LO)))


# a Vietnamese text | the terms in it
FOUND = """
Ra mắt tổ truyền thông cộng đồng khu Bàng   | tổ truyền thông cộng đồng
TỔ TRUYỀN THÔNG của xã Bờ Y                 | tổ truyền thông, xã
Hỗ trợ nạn nhân bị bạo lực gia đình         | nạn nhân, bạo lực gia đình
Xây dựng đời sống văn hóa                   |
Công tác xãhội                              |
Ký thoả thuận với tỉnh bạn                  | thỏa thuận
xã, xã và XÃ                                | xã
"""


@pytest.mark.parametrize("row", FOUND.strip().splitlines())
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_terms_are_found_as_whole_words_however_they_are_typed(row: str, form: str) -> None:
    text, _, expected = row.partition("|")
    found = terms_in(unicodedata.normalize(form, text), TERMS)  # type: ignore[arg-type]
    assert [term.text for term in found] == [word.strip() for word in expected.split(",") if word.strip()]


def test_the_machines_word_for_a_communication_team_is_named() -> None:
    """Translators by machine make a mass-media team of a tổ truyền thông."""
    told = TERMS[:1]
    assert [word for word, _ in never_words("Each village has a Mass-Media  team.", told)] == [
        "mass-media team"
    ]
    assert [word for word, _ in never_words("ແຕ່ລະບ້ານມີທີມສື່ມວນຊົນໜຶ່ງທີມ", told)] == ["ທີມສື່ມວນຊົນ"]
    assert never_words("Each village has a communication team.", told) == []


# a translation | the terms of "Tổ truyền thông của xã giúp nạn nhân" that it lacks
LACKING = """
en | The communication teams of the communes help victims      |
en | The communicator of the commune helps the victim          | tổ truyền thông
en | The team of the community helps her                       | tổ truyền thông, xã, nạn nhân
lo | ຄະນະໂຄສະນາຂອງຕາແສງຊ່ວຍເຫຼືອຜູ້ເຄາະຮ້າຍ                      |
lo | ຄະນະໂຄສະນາຂອງຕາ​ແສງຊ່ວຍເຫຼືອຜູ້ເຄາະ ຮ້າຍ                    |
lo | ທີມຂອງຕາແສງ                                                | tổ truyền thông, nạn nhân
"""


@pytest.mark.parametrize("row", LACKING.strip().splitlines())
def test_a_translation_that_lacks_an_agreed_word_is_told_which(row: str) -> None:
    language, translation, expected = (cell.strip() for cell in row.split("|"))
    source = "Tổ truyền thông của xã giúp nạn nhân"
    found = missing_terms(source, translation, TERMS, language=language)
    assert [term.text for term in found] == [word.strip() for word in expected.split(",") if word.strip()]


def test_lao_am_is_one_letter_or_two() -> None:
    term = Agreed("cán bộ nữ", "ພະນັກງານນຳ", "")
    assert missing_terms("cán bộ nữ", "ພະນັກງານນໍາ", [term], language="lo") == []


@given(st.lists(st.sampled_from(TERMS), unique=True), st.text(max_size=20))
def test_whatever_is_found_stands_in_the_text(terms: list[Agreed], more: str) -> None:
    text = f"{more} {' và '.join(term.text for term in terms)}"
    assert {term.text for term in terms_in(text, terms)} <= {term.text for term in terms}
    assert terms_in("", terms) == []


# the state, how another one of the word is said, who proposed it, what is said ("-": nothing)
APPROVALS = """
proposed  -          other  -
proposed  -          self   yourself
proposed  commune    other  approved already, as “commune”
approved  -          other  approved already
retired   -          other  retired
retired   commune    self   retired; as “commune”; yourself
"""


@pytest.mark.parametrize("row", APPROVALS.strip().splitlines())
def test_one_term_is_approved_for_a_word_and_by_a_second_person(row: str) -> None:
    state, approved, proposed_by, expected = row.split(maxsplit=3)
    said = said_by(
        lambda: check_approval(
            state=state, approved=approved.replace("-", ""), proposed_by=proposed_by, by="self"
        )
    )
    assert len(said) == (0 if expected == "-" else len(expected.split(";")))
    assert all(part.strip() in one for part, one in zip(expected.split(";"), said, strict=False) if said)


def test_a_retired_term_stays_retired() -> None:
    assert said_by(lambda: check_retirement(state="retired"))
    assert not said_by(lambda: check_retirement(state="approved"))
    assert not said_by(lambda: check_retirement(state="proposed"))


def test_a_term_says_both_sides_and_never_forbids_what_it_tells_to_write() -> None:
    assert said_by(lambda: check_term(text=" ", text_lo="", text_en="")) == [
        "Write the Vietnamese word.",
        "Write how it is said in Lao or in English.",
    ]
    assert "Lao letters" in said_by(lambda: check_term(text="xã", text_lo="tasseng", text_en=""))[0]
    both = said_by(lambda: check_term(text="xã", text_lo="", text_en="Commune", never="village, commune"))
    assert both == ["The word “Commune” cannot be both written and never written."]


def test_a_file_of_terms_is_taken_whole_or_told_every_fault_by_its_row() -> None:
    head = ["text", "text_lo", "text_en"]
    good = ["bản", "ບ້ານ", "village"]
    assert [row["text_en"] for row in check_rows(head, [good, ["", "", ""]], [])] == ["village"]
    bad = [
        good,
        ["", "ບ້ານ", ""],
        ["Bản", "", "hamlet"],
        ["tỉnh", "khoeng", ""],
        good + ["x"],
        ["xã", "", "c"],
    ]
    assert said_by(lambda: check_rows(head, bad, ["xã"])) == [
        "Write the Vietnamese word. See row 3.",
        "Row 4: the word stands in row 2 already.",
        "The Lao word is written in Lao letters. See row 5.",
        "Row 6: has 4 cells, the head has 3.",
        "Row 7: “xã” is in the list already. Take the row out, or retire that term first.",
    ]


def test_a_file_without_the_right_head_or_without_terms_is_refused() -> None:
    assert "The first row names the columns" in said_by(lambda: check_rows(["term"], [], []))[0]
    assert "no terms" in said_by(lambda: check_rows(["text", "text_lo"], [], []))[0]
    assert "same name" in said_by(lambda: check_rows(["text", "text", "text_lo"], [], []))[0]
