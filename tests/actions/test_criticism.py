"""A draft goes from its receipt over opinions, conference, criticism and reply to the text that was issued."""

from datetime import timedelta

import pytest

from chungtay.actions import criticism as actions
from chungtay.actions.criticism import Opinion, Point
from chungtay.actions.documents import add_document
from chungtay.answers.criticism import CriticismPage
from chungtay.answers.drafts import paper_of
from chungtay.models import (
    AuditLine,
    Criticism,
    CriticismStep,
    Deadline,
    Document,
    Draft,
)
from chungtay.papers.kinds import CriticismPaper
from chungtay.rules.criticism import Stand, TurnKind
from chungtay.rules.messages import RuleBroken
from tests.actions.criticising import (
    DRAFT,
    FINAL,
    REPLIES,
    asked,
    conferred,
    finished,
    opined,
    part,
    received,
    refused,
    replied,
    sent,
    set_deadlines,
    turns,
    unsaved,
    written,
)
from tests.world import NOW, TODAY, World

SOON = TODAY + timedelta(days=7)


def test_a_criticism_goes_its_way_and_each_step_says_who_took_it(world: World) -> None:
    one = finished(world)
    assert one.state == "closed"
    steps = CriticismStep.objects.filter(criticism=one).values_list("move", "after", "moved_by__known_as")
    assert list(steps) == [
        ("ask", "asked", "Provincial"),
        ("confer", "conferred", "Provincial"),
        ("send", "sent", "Leader"),
        ("reply", "replied", "Partner"),
        ("close", "closed", "Provincial"),
    ]
    acts = AuditLine.objects.filter(kind="criticism", thing_id=str(one.pk)).values_list("act", flat=True)
    assert {"receive_draft", "ask_critics", "send_criticism", "reply_to_criticism"} <= set(acts)


def test_a_draft_that_came_too_late_is_refused_or_taken_with_a_reason_and_marked(world: World) -> None:
    set_deadlines(days=15)
    late = {"submitted_on": TODAY + timedelta(days=12), "due_on": TODAY + timedelta(days=5)}
    assert refused(lambda: received(world, **late)) == ["late_reason"]
    assert not Criticism.objects.exists()
    taken = received(world, **late, late_reason="The session was moved")
    assert (taken.state, taken.late_reason) == ("received", "The session was moved")
    away = actions.receive_draft(
        unsaved(world, **late, title="Another"), refused_because="No time", by=world.provincial, at=NOW
    )
    assert away.state == "refused"
    assert away.steps.get().note == "No time"


def test_an_office_s_own_deadline_holds_for_it(world: World) -> None:
    set_deadlines(days=15)
    Deadline.objects.create(
        kind="criticism_draft", holder=world.bodies["west"], days=10, source="Our rules",
        valid_from=TODAY - timedelta(days=100),
    )  # fmt: skip
    assert received(world, submitted_on=TODAY + timedelta(days=12), due_on=SOON).state == "received"


def test_the_same_draft_typed_in_twice_is_one(world: World) -> None:
    assert received(world) == received(world)
    assert Criticism.objects.count() == 1


WHO_RECEIVES = """
    provincial  yes
    leader      yes
    officer     no
    partner     no
    auditor     no
    stranger    no
"""


@pytest.mark.parametrize("row", WHO_RECEIVES.strip().splitlines())
def test_only_who_records_for_the_office_takes_a_draft_in(world: World, row: str) -> None:
    name, answer = row.split()
    set_deadlines()
    try:
        actions.receive_draft(unsaved(world), by=world.persons[name], at=NOW)
        found = "yes"
    except RuleBroken:
        found = "no"
    assert found == answer


def test_what_is_not_shared_cannot_be_named(world: World) -> None:
    set_deadlines()
    hidden = Document.objects.create(type="Thư", title="Hidden", holder=world.bodies["far"])
    assert refused(lambda: received(world, draft=hidden)) == ["document"]
    foreign = unsaved(world, holder=world.bodies["far"])
    assert refused(lambda: actions.receive_draft(foreign, by=world.stranger, at=NOW)) == ["agreement"]
    assert refused(lambda: received(world, drafter=world.bodies["west"])) == ["drafter"]


def test_a_draft_is_cut_corrected_and_then_stands(world: World) -> None:
    one = received(world, text="")
    actions.cut_draft(one, DRAFT, by=world.provincial, at=NOW)
    assert one.clauses.count() == 5
    typed = "§ Điều 1\n" + DRAFT.replace("Điều 2.", "§ Điều 2, 3\nĐiều 2.")
    actions.cut_anew(one, typed, by=world.provincial, at=NOW)
    assert [clause.name for clause in one.clauses.all()] == ["Điều 1", "Điều 2, 3"]
    assert refused(lambda: actions.cut_anew(one, typed[:-3], by=world.provincial, at=NOW)) == ["text"]
    actions.ask_critics(one, bodies=[world.bodies["dogwood"]], due_on=SOON, by=world.provincial, at=NOW)
    assert refused(lambda: actions.cut_draft(one, FINAL, by=world.provincial, at=NOW))
    assert one.clauses.count() == 2


def test_nobody_is_asked_before_there_are_clauses(world: World) -> None:
    one = received(world, text="")
    bodies = [world.bodies["dogwood"]]
    assert refused(lambda: actions.ask_critics(one, bodies=bodies, due_on=SOON, by=world.provincial, at=NOW))


def test_only_bodies_in_reach_are_asked_and_each_once(world: World) -> None:
    one = asked(world)
    for body in ("far", "east"):  # from elsewhere, and who drafted it
        bodies = [world.bodies[body]]
        assert refused(
            lambda bodies=bodies: actions.ask_critics(
                one, bodies=bodies, due_on=SOON, by=world.provincial, at=NOW
            )
        ) == ["bodies"]
    later = TODAY + timedelta(days=9)
    actions.ask_critics(one, bodies=[world.bodies["dogwood"]], due_on=later, by=world.provincial, at=NOW)
    assert one.asked.count() == 3
    assert part(one, "dogwood", world).due_on == later


def test_a_draft_cut_and_asked_for_twice_keeps_its_clauses_and_one_step(world: World) -> None:
    one = received(world)
    clauses = set(one.clauses.values_list("pk", flat=True))
    actions.cut_draft(one, DRAFT, by=world.provincial, at=NOW)
    assert set(one.clauses.values_list("pk", flat=True)) == clauses
    for day in (SOON, SOON, SOON + timedelta(days=1)):  # a later day is news
        actions.ask_critics(one, experts=["A dean"], due_on=day, by=world.provincial, at=NOW)
    assert [step.move for step in one.steps.all()] == ["ask", "ask"]


def test_who_was_asked_reads_the_draft_from_that_day_and_speaks_for_itself(world: World) -> None:
    one = received(world)
    assert one not in Criticism.objects.visible_to(world.officer, TODAY)
    asked(world)
    assert one in Criticism.objects.visible_to(world.officer, TODAY)
    assert one not in Criticism.objects.visible_to(world.partner, TODAY)  # drafted it, and nothing was sent
    told = Opinion(stand=Stand.AGREE)
    given = actions.give_opinion(part(one, "dogwood", world), told, by=world.officer, at=NOW)
    assert not given.typed
    assert refused(lambda: actions.give_opinion(part(one, "cedar", world), told, by=world.officer, at=NOW))
    assert refused(lambda: actions.give_opinion(part(one, "cedar", world), told, by=world.partner, at=NOW))


def test_what_an_expert_said_is_typed_in_and_marked_so(world: World) -> None:
    one = asked(world)
    expert = one.asked.get(organisation=None)
    told = Opinion(stand=Stand.ADD, text="Say who pays")
    assert actions.give_opinion(expert, told, by=world.provincial, at=NOW).typed
    assert refused(lambda: actions.give_opinion(expert, told, by=world.officer, at=NOW))
    on_paper = actions.give_opinion(part(one, "dogwood", world), told, by=world.provincial, at=NOW)
    assert on_paper.typed


def test_a_unit_sees_its_own_opinions_only(world: World) -> None:
    one = opined(world)
    seen = {
        name: [
            str(row.organisation or row.name) for row in CriticismPage(one, world.persons[name], TODAY).asked
        ]
        for name in ("officer", "cedar", "provincial", "partner")
    }
    assert [len(seen[name]) for name in ("officer", "cedar", "provincial", "partner")] == [1, 1, 3, 0]


def test_an_opinion_is_ended_once_and_not_without_a_word(world: World) -> None:
    one = asked(world)
    mine = part(one, "dogwood", world)
    assert refused(lambda: actions.finish_opinions(mine, by=world.officer, at=NOW))
    actions.give_opinion(mine, Opinion(stand=Stand.AGREE), by=world.officer, at=NOW)
    actions.give_opinion(mine, Opinion(stand=Stand.AGREE), by=world.officer, at=NOW)
    assert mine.opinions.count() == 1, "a second click is the same opinion"
    actions.finish_opinions(mine, by=world.officer, at=NOW)
    actions.finish_opinions(mine, by=world.officer, at=NOW + timedelta(days=1))
    assert part(one, "dogwood", world).answered_at == NOW
    assert refused(lambda: actions.finish_opinions(part(one, "cedar", world), by=world.officer, at=NOW))


def test_a_conference_out_of_order_leaves_nothing_behind(world: World) -> None:
    one = opined(world)
    wrong = turns(TurnKind.CHAIR, TurnKind.DISCUSSION, TurnKind.ORIENTATION, TurnKind.CONCLUSION)

    def hold(note: str = "") -> Criticism:
        return actions.hold_conference(
            one, held_on=TODAY, turns=wrong, note=note, by=world.provincial, at=NOW
        )

    assert "turns" in refused(hold)
    assert (one.turns.count(), Criticism.objects.get(pk=one.pk).state) == (0, "asked")
    wrong = turns(TurnKind.CHAIR, TurnKind.ORIENTATION, TurnKind.DISCUSSION, TurnKind.CONCLUSION)
    assert refused(hold) == ["note", "note"]
    assert hold("The drafter was abroad").state == "conferred"
    assert one.steps.last().note == "The drafter was abroad"


def test_points_are_numbered_rest_on_opinions_and_close_up(world: World) -> None:
    one = written(world)
    first, second = one.points.all()
    assert [str(row.asked.organisation) for row in first.opinions.all()] == [str(world.bodies["dogwood"])]
    actions.change_point(second, Point(text="Count girls apart"), by=world.provincial, at=NOW)
    actions.drop_point(first, by=world.provincial, at=NOW)
    assert [(row.number, row.text) for row in one.points.all()] == [(1, "Count girls apart")]


def test_a_point_rests_on_this_draft_only(world: World) -> None:
    one, other = written(world), opined(world, title="Another draft")
    foreign = Point(
        text="Foreign", clause=other.clauses.first(), opinions=(part(other, "dogwood", world).opinions.get(),)
    )
    assert refused(lambda: actions.write_point(one, foreign, by=world.provincial, at=NOW)) == [
        "clause",
        "opinions",
    ]
    told = Opinion(stand=Stand.AGREE, clause=other.clauses.first())
    mine = part(one, "dogwood", world)
    assert refused(lambda: actions.give_opinion(mine, told, by=world.officer, at=NOW)) == ["clause"]


def test_a_criticism_is_sent_by_who_signs_and_stands_from_then_on(world: World) -> None:
    one = written(world)
    assert refused(lambda: actions.send_criticism(one, by=world.provincial, at=NOW))
    actions.send_criticism(one, by=world.leader, at=NOW)
    assert one.reply_due_on == TODAY + timedelta(days=15)
    assert one in Criticism.objects.visible_to(world.partner, TODAY)
    point = one.points.first()
    assert point
    assert refused(lambda: actions.change_point(point, Point(text="Later"), by=world.provincial, at=NOW))
    assert refused(lambda: actions.drop_point(point, by=world.provincial, at=NOW))
    assert refused(lambda: actions.send_criticism(one, by=world.leader, at=NOW))


def test_without_a_conference_it_is_sent_with_a_reason(world: World) -> None:
    one = opined(world)
    actions.write_point(one, Point(text="Too little"), by=world.provincial, at=NOW)
    assert refused(lambda: actions.send_criticism(one, by=world.leader, at=NOW)) == ["note"]
    assert actions.send_criticism(one, note="Opinions in writing", by=world.leader, at=NOW).state == "sent"


def test_the_paper_begins_with_these_facts_and_follows_them(world: World) -> None:
    one = written(world)
    draft = actions.begin_paper(one, by=world.provincial, at=NOW)
    assert actions.begin_paper(one, by=world.provincial, at=NOW) == draft
    assert Draft.objects.filter(paper="criticism").count() == 1
    paper = paper_of(draft, world.provincial, TODAY)
    assert isinstance(paper, CriticismPaper)
    assert [(row.clause, row.text) for row in paper.remarks] == [
        ("Điều 2, khoản 1", "The amount is too small"),
        ("", "Count women apart"),
    ]
    assert world.bodies["east"].name in paper.recipients
    actions.write_point(one, Point(text="A third"), by=world.provincial, at=NOW)
    again = paper_of(draft, world.provincial, TODAY)
    assert isinstance(again, CriticismPaper) and len(again.remarks) == 3
    hidden = paper_of(draft, world.stranger, TODAY)
    assert isinstance(hidden, CriticismPaper) and hidden.remarks == ()


def test_nothing_is_written_into_a_refused_draft(world: World) -> None:
    one = received(world)
    actions.refuse_draft(one, note="No matter of ours", by=world.provincial, at=NOW)
    assert refused(lambda: actions.cut_draft(one, DRAFT, by=world.provincial, at=NOW))
    assert refused(lambda: actions.begin_paper(one, by=world.provincial, at=NOW))


def test_a_stranger_may_do_nothing_at_any_stage(world: World) -> None:
    for make in (received, asked, conferred, sent, replied):
        one = make(world, title=make.__name__)
        assert one not in Criticism.objects.visible_to(world.stranger, TODAY)
        for act in (
            lambda one=one: actions.cut_draft(one, DRAFT, by=world.stranger, at=NOW),
            lambda one=one: actions.send_criticism(one, note="x", by=world.stranger, at=NOW),
            lambda one=one: actions.reply_to_criticism(one, REPLIES, by=world.stranger, at=NOW),
            lambda one=one: actions.lay_final(one, FINAL, by=world.stranger, at=NOW),
        ):
            assert refused(act) == [""]


def test_the_words_of_a_paper_become_clauses(world: World) -> None:
    paper = Document(type="Dự thảo", title="Draft", holder=world.bodies["west"])
    add_document(
        paper, agreements=[], files=[("draft.txt", DRAFT.encode(), "text/plain")], by=world.provincial, at=NOW
    )
    text = actions.text_of_document(paper, by=world.provincial, at=NOW)
    assert received(world, text=text).clauses.count() == 5
    assert refused(lambda: actions.text_of_document(paper, by=world.stranger, at=NOW)) == ["document"]
