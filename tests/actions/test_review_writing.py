"""A review is written by many: sections with their authors, units' words, a conference, a resolution's outline."""

from datetime import date, timedelta

import pytest

from chungtay.actions.reports import hand_in, write_report
from chungtay.actions.reviews import (
    Scope,
    ask_contributions,
    draft_review,
    drop_contribution,
    freeze_review,
    note_conference,
    outlines,
    propose_resolution,
    take_contribution,
    write_directions,
    write_frame,
    write_section,
)
from chungtay.answers.figures import Book
from chungtay.answers.reviews import facts_of_review
from chungtay.answers.reviews.sections import sections_of, written_sections
from chungtay.models import (
    Document,
    Organisation,
    Report,
    ReportRequest,
    Review,
    ReviewContribution,
)
from chungtay.rules.messages import RuleBroken
from chungtay.rules.reviews import Commended, Conference, Facts, Opinion, Words
from tests.world import NOW, TODAY, World

LATER = NOW + timedelta(days=1)
YEAR = {"first_on": date(2026, 1, 1), "last_on": date(2026, 12, 31)}
WHOLE = Scope()
OUTLINE = "I. Kết quả\n1. Vốn vay\n2. Nhà ở\nII. Đề xuất"


@pytest.fixture
def review(world: World) -> Review:
    return draft_review(
        world.programme, world.bodies["west"], kind="interim", title="Sơ kết năm 2026", **YEAR, by=world.provincial,
        at=NOW,
    )  # fmt: skip


@pytest.fixture
def frozen(world: World, review: Review) -> Review:
    return freeze_review(review, by=world.leader, at=NOW)


def facts(world: World, review: Review) -> Facts:
    return facts_of_review(Review.objects.get(pk=review.pk), Book(world.provincial, TODAY, world.programme))


def write(world: World, review: Review, key: str, text: str, **more: object) -> None:
    write_section(review, key, Words(text), by=world.provincial, at=NOW, **more)  # type: ignore[arg-type]


# Sections


def test_a_section_is_kept_with_its_author_and_stands_in_the_facts(world: World, review: Review) -> None:
    key = f"content:{world.contents[0].pk}"
    write_section(review, key, Words("Mười buổi", "ສິບຄັ້ງ"), by=world.provincial, at=NOW)
    (passage,) = facts(world, review).passages(key)
    assert (passage.text.vi, passage.text.lo, passage.author.vi) == (
        "Mười buổi", "ສິບຄັ້ງ", "Provincial of Union of Oakshire",
    )  # fmt: skip


def test_who_keeps_the_same_words_again_does_not_become_their_author(world: World, review: Review) -> None:
    write(world, review, "lessons", "Đi sớm")
    write_section(review, "lessons", Words("Đi sớm\r\n"), by=world.leader, at=LATER)
    held = review.narratives.get(section="lessons")
    assert (held.written_by, held.written_at) == (world.provincial, NOW)


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(world: World, review: Review) -> None:
    write(world, review, "lessons", "Đi sớm", seen="")
    with pytest.raises(RuleBroken, match="meanwhile"):
        write(world, review, "lessons", "Nói ít", seen="")
    write(world, review, "lessons", "Đi sớm, nói ít", seen="Đi sớm")
    assert review.narratives.get(section="lessons").text == "Đi sớm, nói ít"


def test_a_section_that_the_review_does_not_have_is_named(world: World, review: Review) -> None:
    with pytest.raises(RuleBroken, match="no section “content:0”"):
        write(world, review, "content:0", "x")


def test_directions_stand_in_three_languages_one_by_one(world: World, review: Review) -> None:
    rows = [Words("Giữ mười câu lạc bộ", "ຮັກສາ 10 ສະໂມສອນ", "Keep ten clubs"), Words(" "), Words("Thăm nhau")]
    write_directions(review, rows, by=world.provincial, at=NOW)
    assert facts(world, review).directions == (rows[0], Words("Thăm nhau"))
    with pytest.raises(RuleBroken, match="Direction 1"):
        write_directions(review, [Words("", "ຮັກສາ")], by=world.provincial, at=NOW)


def test_the_title_is_written_in_three_languages(world: World, review: Review) -> None:
    write_frame(review, Words("Sơ kết", "ສະຫຼຸບ", "Review"), recipients="Lưu: VT", by=world.provincial, at=NOW)
    assert facts(world, review).title == Words("Sơ kết", "ສະຫຼຸບ", "Review")


WRITES = {
    "section": lambda world, review, by: write_section(review, "lessons", Words("x"), by=by, at=NOW),
    "directions": lambda world, review, by: write_directions(review, [Words("x")], by=by, at=NOW),
    "frame": lambda world, review, by: write_frame(review, Words("x"), recipients="", by=by, at=NOW),
    "conference": lambda world, review, by: note_conference(review, conference(), by=by, at=NOW),
    "units": lambda world, review, by: ask(world, review, by=by),
}


def conference(**more: object) -> Conference:
    told = {
        "venue": "Hội trường",
        "chair": "Chủ tịch",
        "attended": 60,
        "women": 52,
        "bodies": ("Hội xã Cedar",),
    }
    return Conference(held_on=TODAY, **(told | more))  # type: ignore[arg-type]


@pytest.mark.parametrize("what", WRITES)
@pytest.mark.parametrize("name", ["officer", "partner", "auditor", "stranger"])
def test_only_the_office_that_reviews_writes(world: World, review: Review, what: str, name: str) -> None:
    with pytest.raises(RuleBroken, match="does not allow"):
        WRITES[what](world, review, world.persons[name])


@pytest.mark.parametrize("what", WRITES)
def test_a_frozen_review_takes_nothing_more(world: World, frozen: Review, what: str) -> None:
    with pytest.raises(RuleBroken, match="frozen"):
        WRITES[what](world, frozen, world.provincial)


# What units contribute


def ask(world: World, review: Review, *, by: object = None, **more: object) -> ReportRequest:
    units = [world.bodies["dogwood"], world.bodies["cedar"]]
    due_on = TODAY + timedelta(days=7)
    return ask_contributions(review, units, due_on=due_on, by=by or world.provincial, at=NOW, **more)  # type: ignore[arg-type]


def answer(world: World, request: ReportRequest, heading: str, text: str) -> Report:
    """Dogwood writes under one heading and hands in."""
    report = Report.objects.get(request=request, holder=world.bodies["dogwood"])
    question = request.form.narrative_questions.get(title__endswith=heading)  # type: ignore[union-attr]
    write_report(report, {}, narratives={question.number: text}, by=world.officer, at=NOW)
    hand_in(report, by=world.officer, at=NOW)
    return report


def test_units_are_asked_under_the_heads_of_the_review_and_their_words_come_back(
    world: World, review: Review
) -> None:
    request = ask(world, review)
    assert request.reports.count() == 2
    content = world.contents[0]
    report = answer(world, request, content.text, "Sáu buổi ở ba thôn")
    rows = {one.section.key: one for one in written_sections(review, world.provincial, TODAY)}
    (heard,) = rows[f"content:{content.pk}"].heard
    assert (heard.voice.report, heard.voice.text, heard.taken) == (report, "Sáu buổi ở ba thôn", None)
    assert rows[f"content:{content.pk}"].waiting == 1


def test_what_a_unit_said_is_taken_over_once_with_its_name_and_left_out_again(
    world: World, review: Review
) -> None:
    key = f"content:{world.contents[0].pk}"
    report = answer(world, ask(world, review), world.contents[0].text, "Sáu buổi")
    for _ in range(2):
        taken = take_contribution(review, key, report, by=world.provincial, at=NOW)
    (told,) = facts(world, review).contributions
    assert (told.section, told.unit.vi, told.text) == (key, "Union of Dogwood", "Sáu buổi")
    drop_contribution(taken, by=world.provincial, at=LATER)
    assert not ReviewContribution.objects.exists()


def test_units_that_said_nothing_of_a_section_are_not_quoted(world: World, review: Review) -> None:
    report = answer(world, ask(world, review), world.contents[0].text, "Sáu buổi")
    with pytest.raises(RuleBroken, match="has not written"):
        take_contribution(review, "lessons", report, by=world.provincial, at=NOW)


def test_words_under_a_heading_that_was_added_are_not_lost(world: World, review: Review) -> None:
    request = ask(world, review, outline=f"{outlines(review)['outline']}\nIX. Kinh phí")
    answer(world, request, "Kinh phí", "Hai triệu đồng")
    rows = {one.section.key: one for one in written_sections(review, world.provincial, TODAY)}
    assert [one.voice.text for one in rows["assessment"].heard] == ["Hai triệu đồng"]


def test_units_are_asked_once(world: World, review: Review) -> None:
    ask(world, review)
    with pytest.raises(RuleBroken, match="already"):
        ask(world, review)
    assert ReportRequest.objects.count() == 1


# The conference


def test_the_conference_stands_in_the_facts_and_is_written_anew(world: World, review: Review) -> None:
    opinions, commended = (
        (Opinion("Chủ tịch Hội xã", "thêm lớp"),),
        (Commended("Hội xã Cedar", "giấy khen", "giữ nếp"),),
    )
    note_conference(review, conference(), by=world.provincial, at=NOW)
    note_conference(review, conference(opinions=opinions, commended=commended), by=world.provincial, at=LATER)
    assert facts(world, review).conference == conference(opinions=opinions, commended=commended)


# Scope


def test_a_review_of_one_unit_or_side_says_so(world: World) -> None:
    unit = draft(world, scope=Scope(unit=world.bodies["dogwood"]))
    assert facts(world, unit).scope.name.vi == "Union of Dogwood"
    side = draft(world, title="Side", scope=Scope(seat=world.programme.seats.get(number=1)))
    assert facts(world, side).scope.name.vi == "Union of Oakshire"


def draft(
    world: World, *, title: str = "Sơ kết", kind: str = "interim", scope: Scope = WHOLE, **more: date
) -> Review:
    days = YEAR | more
    return draft_review(
        world.programme,
        world.bodies["west"],
        kind=kind,
        title=title,
        **days,
        scope=scope,
        by=world.provincial,
        at=NOW,
    )


def test_everything_that_is_wrong_is_said_at_once(world: World) -> None:
    with pytest.raises(RuleBroken) as told:
        draft(world, title=" ", scope=Scope(unit=world.bodies["farwood"]), first_on=date(2023, 1, 1))
    assert [one.where for one in told.value.messages] == ["first_on", "title", "unit"]


# A resolution


@pytest.fixture
def resolution(world: World) -> Document:
    paper = Document(
        type="Nghị quyết", type_code="NQ", number="06/NQ-BCH", title="Về công tác phụ nữ",
        holder=world.bodies["west"], issued_on=date(2014, 2, 19),
    )  # fmt: skip
    paper.save(force_insert=True)
    return paper


def of_resolution(world: World, paper: Document) -> Review:
    return draft(
        world, kind="resolution", title="Tổng kết Nghị quyết 06/NQ-BCH", first_on=date(2014, 2, 19), last_on=TODAY,
        scope=Scope(resolution=paper, outline=OUTLINE),
    )  # fmt: skip


def test_a_resolutions_review_follows_its_own_outline(world: World, resolution: Document) -> None:
    review = of_resolution(world, resolution)
    assert [one.title.vi for one in sections_of(review)] == ["Vốn vay", "Nhà ở", "Đề xuất"]
    report = answer(world, ask(world, review), "Vốn vay", "Bốn hộ vay vốn")
    take_contribution(review, "outline:1", report, by=world.provincial, at=NOW)
    write(world, review, "outline:1", "Hộ vay vốn tăng")
    write(world, review, "outline:3", "Ban hành nghị quyết mới")
    told = facts(world, review)
    assert [(one.title.vi, [line.vi for line in one.paragraphs]) for one in told.extra] == [
        ("Vốn vay", ["Hộ vay vốn tăng", "Union of Dogwood: Bốn hộ vay vốn"]),
        ("Đề xuất", ["Ban hành nghị quyết mới"]),
    ]
    assert not told.narratives
    assert not told.contributions


def test_a_resolutions_review_names_its_paper_and_its_outline(world: World) -> None:
    with pytest.raises(RuleBroken) as told:
        draft(world, kind="resolution", first_on=date(2014, 2, 19))
    assert [one.where for one in told.value.messages] == ["resolution", "outline"]


def test_a_renamed_unit_keeps_its_old_name_in_what_was_frozen(world: World, review: Review) -> None:
    report = answer(world, ask(world, review), world.contents[0].text, "Sáu buổi")
    take_contribution(review, f"content:{world.contents[0].pk}", report, by=world.provincial, at=NOW)
    frozen = freeze_review(Review.objects.get(pk=review.pk), by=world.leader, at=NOW)
    Organisation.objects.filter(pk=world.bodies["dogwood"].pk).update(name="Union of Elsewhere")
    assert facts(world, frozen).contributions[0].unit.vi == "Union of Dogwood"


def test_from_a_frozen_resolutions_review_the_proposal_is_begun_once(
    world: World, resolution: Document
) -> None:
    review = of_resolution(world, resolution)
    write(world, review, "outline:3", "Ban hành nghị quyết mới về vay vốn")
    write_directions(review, [Words("Mỗi xã một tổ vay vốn")], by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="Freeze"):
        propose_resolution(review, by=world.provincial, at=NOW)
    frozen = freeze_review(review, by=world.leader, at=NOW)
    made = propose_resolution(frozen, by=world.provincial, at=NOW)
    assert propose_resolution(frozen, by=world.leader, at=LATER) == made
    assert (made.paper, made.review_id) == ("dispatch", review.pk)
    said = made.values["body"]
    assert all(words in said for words in ("Nghị quyết 06/NQ-BCH", "vay vốn", "Mỗi xã một tổ"))


def test_only_a_resolutions_review_proposes_a_new_one(world: World, frozen: Review) -> None:
    with pytest.raises(RuleBroken, match="Only the review of a resolution"):
        propose_resolution(frozen, by=world.provincial, at=NOW)
