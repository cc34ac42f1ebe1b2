"""What stands in a paper before anybody types: the facts, as far as whoever asks may see them."""

from datetime import date

import pytest

from chungtay.actions.meetings import decide, hold_meeting
from chungtay.answers.drafts import Origin, as_typed, laid_over, live_paper, origin_of, paper_of
from chungtay.models import AgreementKind, Draft, Meeting
from chungtay.papers.kinds import MemorandumPaper, MinutesPaper, PlanPaper, Stage, check, sheet_of
from chungtay.papers.sheets import texts
from chungtay.rules.drafts import PAPERS
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db
UGLY = "{{ so }} {% for x %} & < # =1+1 ../../etc/passwd https://example.org " + "a" * 400


def drawn(world: World, paper: str, **more: object) -> Draft:
    """Not kept anywhere."""
    origin = Origin(world.programme, world.plan, None)
    made = origin.draft(paper, holder=world.bodies["west"], language="vi")
    for name, value in more.items():
        setattr(made, name, value)
    return made


def facts(world: World, paper: str, **more: object):  # type: ignore[no-untyped-def]
    return paper_of(drawn(world, paper, **more), world.provincial, TODAY)


def test_a_plan_of_two_bodies_bears_both_names_and_both_symbols(world: World) -> None:
    west, east = world.bodies["west"], world.bodies["east"]
    west.symbol, east.symbol = "HLHPNVN", "UBDT"
    west.save()
    east.save()
    world.plan.issuers.set([west, east])
    world.plan.number, world.plan.issued_on = "468/KH-HLHPNVN-UBDT", date(2026, 2, 1)
    world.plan.save()
    paper = facts(world, "plan")
    assert isinstance(paper, PlanPaper)
    assert paper.head.style == "joint"
    assert paper.head.issuers == (west.name, east.name)
    assert (paper.head.number, paper.head.symbol, paper.head.day) == (
        468,
        "KH-HLHPNVN-UBDT",
        date(2026, 2, 1),
    )
    assert [signer.organisation for signer in paper.signers] == [west.name, east.name]


def test_each_body_reads_what_it_leads_and_what_it_takes_part_in(world: World) -> None:
    world.contents[0].coordinating.set(world.programme.seats.filter(number=2))
    duties = {duty.body: duty.tasks for duty in facts(world, "plan").responsibilities}
    leads = [content for content in world.contents if content.lead_id == world.bodies["west"].pk]
    numbers = ", ".join(str(content.number) for content in leads)
    assert duties[world.bodies["west"].name] == (f"Chủ trì thực hiện nội dung {numbers}",)
    assert duties[world.bodies["east"].name] == ("Phối hợp thực hiện nội dung 1",)


def test_a_lao_body_writes_under_the_heading_of_its_country(world: World) -> None:
    world.places["Eastland"].code = "LA"
    world.places["Eastland"].save()
    world.bodies["east"].refresh_from_db()
    origin = Origin(world.programme)
    assert origin.draft("dispatch", holder=world.bodies["east"], language="vi").house_style == "lao"
    assert origin.draft("dispatch", holder=world.bodies["west"], language="lo").house_style == "state"


def test_a_memorandum_has_one_text_a_language_with_the_same_articles(world: World) -> None:
    paper = facts(world, "memorandum")
    assert isinstance(paper, MemorandumPaper)
    assert [text.language for text in paper.texts] == ["vi", "lo"]
    assert len({len(text.articles) for text in paper.texts}) == 1
    points = [point for article in paper.texts[0].articles for point in article.points]
    assert points == [one.text.rstrip(". ") for one in world.commitments]


def test_minutes_say_who_met_and_what_was_decided(world: World) -> None:
    meeting = hold_meeting(
        Meeting(agreement=world.programme, holder=world.bodies["west"], title="On the talks", met_on=TODAY,
                chair="President", notes="Both sides spoke."),
        bodies=[world.bodies["west"], world.bodies["east"]], by=world.provincial, at=NOW,
    )  # fmt: skip
    decide(meeting, text="Talk twice a year", by=world.provincial, at=NOW)
    draft = Origin(world.programme, None, meeting).draft("minutes", holder=meeting.holder, language="vi")
    paper = paper_of(draft, world.provincial, TODAY)
    assert isinstance(paper, MinutesPaper)
    assert paper.decisions == ("Talk twice a year",) and paper.chair == "President"
    assert {one.body for one in paper.attendance} == {world.bodies["west"].name, world.bodies["east"].name}


@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_what_stands_in_the_boxes_is_read_back_as_the_facts(world: World, paper: str) -> None:
    for body in (world.bodies["west"], world.bodies["east"]):
        body.authority, body.signing_post = "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"
        body.save()
    draft = drawn(world, paper)
    live = live_paper(draft, world.provincial, TODAY)
    again = laid_over(live, paper, as_typed(live, paper))
    assert as_typed(again, paper) == as_typed(live, paper)
    assert sheet_of(again, stage=Stage.DRAFT) == sheet_of(live, stage=Stage.DRAFT)


def test_what_people_type_is_text_and_nothing_else(world: World) -> None:
    values = {"purpose": UGLY, "head.issuers": UGLY, "recipients": UGLY, "signers": [{"post": UGLY[:300]}]}
    paper = facts(world, "plan", title=UGLY[:500], values=values)
    said = " ".join(texts(sheet_of(paper, stage=Stage.DRAFT).blocks))
    assert UGLY in said


def test_whoever_does_not_see_the_plan_does_not_read_it_in_a_paper(world: World) -> None:
    paper = paper_of(drawn(world, "plan"), world.stranger, TODAY)
    assert isinstance(paper, PlanPaper) and paper.contents == ()


def test_a_way_to_what_is_not_shared_leads_nowhere(world: World) -> None:
    asked = {"plan": str(world.plan.pk)}
    assert origin_of(world.provincial, TODAY, **asked) is not None
    assert origin_of(world.stranger, TODAY, **asked) is None
    assert origin_of(world.provincial, TODAY, plan="nonsense") is None


@pytest.mark.parametrize(
    ("kind", "first"),
    [(AgreementKind.MEMORANDUM, "memorandum"), (AgreementKind.COORDINATION_PROGRAMME, "programme")],
)
def test_the_paper_that_the_programme_is_comes_first(world: World, kind: str, first: str) -> None:
    world.programme.kind = kind
    assert Origin(world.programme).papers[0] == first


def test_a_plan_without_a_purpose_is_told_so(world: World) -> None:
    assert "purpose" in {message.where for message in check(facts(world, "plan"))}
