"""The letters about a recommendation are drawn from its own rows, by whoever may, and stand once they are numbered."""

from datetime import date

import pytest

from chungtay.actions.drafts import begin_draft, write_draft
from chungtay.answers.drafts import origin_of, paper_of
from chungtay.models import Document, Draft, Organisation, Person, Recommendation
from chungtay.papers.kinds import (
    EscalationPaper,
    RecommendationPaper,
    RecommendationRecordPaper,
    Stage,
    sheet_of,
)
from chungtay.rules.messages import RuleBroken
from tests.answers.between import DAYS, recommended, stepped
from tests.papers.kinds.read_aloud import lines_of
from tests.world import NOW, TODAY, World


@pytest.fixture
def asked(world: World) -> Recommendation:
    """Of both communes; Cedar has answered on paper, Dogwood is late. The superior of communes is the province."""
    made = recommended(
        world, "dogwood", "cedar", text="Pay nine women.\nPublish the list.", grounds="Two were late", number=12,
        year=2026, due_on=TODAY - 5 * DAYS,
    )  # fmt: skip
    cedar = made.addressees.get(organisation=world.bodies["cedar"])
    stepped(
        cedar, "answer", "sent", "answered", world, decision="in_part", paper_number="120/UB",
        paper_on=date(2026, 3, 18), note="Six | of nine",
    )  # fmt: skip
    stepped(cedar, "note", "answered", "answered", world, note="Between us")
    cedar.state, cedar.decision = "answered", "in_part"
    cedar.save()
    return made


def begun(
    world: World, asked: Recommendation, paper: str, *, name: str = "provincial", body: str = "west",
    language: str = "vi",
) -> Draft:  # fmt: skip
    person = Person.objects.get(pk=world.persons[name].pk)
    origin = origin_of(person, TODAY, recommendation=str(asked.pk))
    assert origin, "this person does not see it"
    draft = origin.draft(paper, holder=world.bodies[body], language=language)
    return begin_draft(draft, by=person, at=NOW)


def test_the_letter_says_what_is_asked_of_whom_and_by_when(world: World, asked: Recommendation) -> None:
    draft = begun(world, asked, "recommendation")
    paper = paper_of(draft, world.provincial, TODAY)
    assert isinstance(paper, RecommendationPaper)
    assert paper.addressees == ("Union of Dogwood", "Union of Cedar")
    assert paper.recommendations[0].texts == ("Pay nine women.", "Publish the list.")
    assert (paper.found, paper.answer_by) == (("Two were late",), TODAY - 5 * DAYS)
    assert draft.title == "V/v kiến nghị pay nine women. Publish the list"
    asked.refresh_from_db()
    assert asked.dispatch == draft


def test_its_words_follow_the_recommendation_until_somebody_types_others(
    world: World, asked: Recommendation
) -> None:
    draft = begun(world, asked, "recommendation")
    Recommendation.objects.update(grounds="Three were late")
    assert paper_of(draft, world.provincial, TODAY).found == ("Three were late",)  # type: ignore[attr-defined]
    write_draft(draft, title="V/v chi trả", values={"found": "As agreed"}, by=world.provincial, at=NOW)
    draft.refresh_from_db()
    assert paper_of(draft, world.provincial, TODAY).found == ("As agreed",)  # type: ignore[attr-defined]


def test_only_papers_that_the_reader_may_see_are_named_as_enclosed(
    world: World, asked: Recommendation
) -> None:
    kept = Document.objects.create(
        type="Báo cáo", number="40/BC", title="What was found", holder=world.bodies["west"], issued_on=TODAY
    )
    asked.evidence.set([kept])
    letter = begun(world, asked, "recommendation")
    enclosed = paper_of(letter, world.provincial, TODAY).enclosed  # type: ignore[attr-defined]
    assert enclosed == ("40/BC What was found",)
    assert paper_of(letter, world.stranger, TODAY).enclosed == ()  # type: ignore[attr-defined]


def test_the_superior_is_told_who_is_late_with_the_record_of_that_body_alone(
    world: World, asked: Recommendation
) -> None:
    Organisation.objects.filter(pk=world.bodies["dogwood"].pk).update(parent=world.bodies["east"])
    paper = paper_of(begun(world, asked, "escalation"), world.provincial, TODAY)
    assert isinstance(paper, EscalationPaper)
    assert paper.addressees == ("Union of Elmshire",)
    assert paper.overdue == ("Union of Dogwood: hạn trả lời ngày 15/03/2026, quá hạn 5 ngày",)
    assert [(one.body, one.what) for one in paper.course] == [("Union of Oakshire", "Gửi kiến nghị")]


def test_the_record_names_day_body_dispatch_and_decision_and_keeps_notes_in_the_house(
    world: World, asked: Recommendation
) -> None:
    paper = paper_of(begun(world, asked, "recommendation_record"), world.provincial, TODAY)
    assert isinstance(paper, RecommendationRecordPaper)
    told = [(one.on, one.body, one.what, one.dispatch, one.note) for one in paper.course]
    assert told[-1] == (
        "18/03/2026", "Union of Cedar", "Trả lời: chấp nhận một phần", "120/UB ngày 18/03/2026", "Six / of nine",
    )  # fmt: skip
    assert "Between us" not in str(told)
    assert paper.outcome == (
        "Union of Dogwood: quá hạn, chưa trả lời",
        "Union of Cedar: chấp nhận một phần",
    )


@pytest.mark.parametrize("language", ["vi", "lo", "en"])
@pytest.mark.parametrize("paper", ["recommendation", "escalation", "recommendation_record"])
def test_every_paper_is_said_in_every_language(
    world: World, asked: Recommendation, paper: str, language: str
) -> None:
    draft = begun(world, asked, paper, language=language)
    drawn = paper_of(draft, world.provincial, TODAY)
    if isinstance(drawn, EscalationPaper):
        assert drawn.addressees == ("Union of Oakshire",)
    said = " ".join(lines_of(sheet_of(drawn, stage=Stage.DRAFT)))
    assert "Pay nine women" in said and "{" not in said


def test_a_body_that_was_asked_tells_of_its_own_way_and_writes_no_letter_of_the_sender(
    world: World, asked: Recommendation
) -> None:
    record = paper_of(
        begun(world, asked, "recommendation_record", name="cedar", body="cedar"),
        world.persons["cedar"],
        TODAY,
    )
    assert isinstance(record, RecommendationRecordPaper)
    assert "Union of Dogwood" not in repr(record)
    for paper in ("recommendation", "escalation"):
        with pytest.raises(RuleBroken, match="Only the office that asks"):
            begun(world, asked, paper, name="cedar", body="cedar")


def test_a_recommendation_that_is_not_shared_begins_nothing(world: World, asked: Recommendation) -> None:
    assert origin_of(world.stranger, TODAY, recommendation=str(asked.pk)) is None
    assert origin_of(world.partner, TODAY, recommendation=str(asked.pk)) is None
    forged = Draft(
        paper="recommendation_record", holder=world.bodies["far"], agreement=world.programme,
        origin_kind="recommendation", origin_id=asked.pk,
    )  # fmt: skip
    with pytest.raises(RuleBroken, match="not shared with you"):
        begin_draft(forged, by=world.stranger, at=NOW)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("paper", ["recommendation", "escalation", "recommendation_record"])
def test_without_a_recommendation_there_is_no_such_paper(world: World, paper: str) -> None:
    with pytest.raises(RuleBroken, match="Choose the recommendation"):
        begin_draft(Draft(paper=paper, holder=world.bodies["west"]), by=world.provincial, at=NOW)
