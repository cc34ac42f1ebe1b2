"""Every step that a supervision may take from every state; what must be there before it; sessions that overlap."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from chungtay.rules.messages import RuleBroken
from chungtay.rules.supervision import (
    OPEN,
    REPORTING,
    Drawn,
    Form,
    Hand,
    Move,
    Span,
    Standing,
    SupervisionState,
    Wish,
    check_drawn,
    check_finding,
    check_issuing,
    check_minutes,
    check_move,
    check_plan,
    check_report,
    check_session,
    moves_open,
    overlapping,
    refuse_unless_open,
    step_of,
)

TODAY = date(2026, 3, 20)
OURS, THEIRS, THIRD = UUID(int=1), UUID(int=2), UUID(int=3)

# An officer reads a row as: in this state whoever signs may …, any officer may …, and this is where each step leads.
# "*" asks for a reason. Every step that does not stand in a row is refused to everybody.
MAY = """
    state         signer: step > state                          officer: step > state
    planned       decide>decided cancel>cancelled*            |
    decided       reconsider>planned* cancel>cancelled*       | send>sent
    sent          cancel>cancelled*                           | begin>under_way
    under_way     conclude>concluded cancel>cancelled*        |
    concluded     close>closed                                |
    closed                                                    |
    cancelled                                                 |
"""
READY = Standing(
    state=SupervisionState.PLANNED, form=Form.TEAM, bodies=1, members=2, leads=1, teams=1, has_decision=True,
    is_numbered=True, has_outline=True, reports_due_on=date(2026, 4, 10), notice_by=TODAY, sessions_held=1, reported=1,
    findings=1, recommendations=1,
)  # fmt: skip


def allowed() -> dict[tuple[SupervisionState, Move], tuple[Hand, SupervisionState, bool]]:
    found = {}
    for line in MAY.strip().splitlines()[1:]:
        state, _, rest = line.strip().partition(" ")
        for hand, cell in zip((Hand.SIGNER, Hand.OFFICER), rest.split("|"), strict=True):
            for word in cell.split():
                move, _, after = word.partition(">")
                mark = after.endswith("*")
                found[SupervisionState(state), Move(move)] = (
                    hand,
                    SupervisionState(after.rstrip("*")),
                    mark,
                )
    return found


def wish(move: Move, **more: str) -> Wish:
    return Wish(move=move, today=TODAY, **{"note": "So it was.", "conclusion": "All in all.", **more})


def faults(one: Standing, asked: Wish) -> list[tuple[str, str]]:
    with pytest.raises(RuleBroken) as refused:
        check_move(one, asked)
    return [(message.where, str(message)) for message in refused.value.messages]


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("state", SupervisionState)
def test_a_supervision_moves_only_as_the_table_says(state: SupervisionState, move: Move) -> None:
    told = allowed().get((state, move))
    if told is None:
        with pytest.raises(RuleBroken, match="does not stand where this could be done"):
            check_move(replace(READY, state=state), wish(move))
        assert move not in moves_open(state)
        return
    step = check_move(replace(READY, state=state), wish(move))
    assert (step.by, step.after, step.needs_note) == told
    assert move in moves_open(state)


@pytest.mark.parametrize(("state", "move"), [key for key, told in allowed().items() if told[2]])
def test_a_step_that_takes_back_says_why(state: SupervisionState, move: Move) -> None:
    assert faults(replace(READY, state=state), wish(move, note=" ")) == [("note", "Say why.")]


def test_no_team_is_decided_before_all_is_there_and_all_that_lacks_is_said_at_once() -> None:
    bare = Standing(state=SupervisionState.PLANNED, form=Form.TEAM)
    assert [where for where, _ in faults(bare, wish(Move.DECIDE))] == ["bodies", "members", "decision"]
    for leads in (0, 2):
        said = faults(replace(READY, leads=leads), wish(Move.DECIDE))
        assert said == [("members", "One of the team leads it, and only one.")]


def test_a_joint_visit_has_people_of_several_bodies_and_follows_a_programme() -> None:
    visit = replace(READY, form=Form.JOINT_VISIT)
    assert [where for where, _ in faults(visit, wish(Move.DECIDE))] == ["members", "framework"]
    assert check_move(replace(visit, teams=2, framework="Project 8"), wish(Move.DECIDE))


def test_decision_and_outline_go_out_numbered_and_in_time() -> None:
    decided = replace(READY, state=SupervisionState.DECIDED)
    lacking = replace(decided, is_numbered=False, has_outline=False, reports_due_on=None)
    assert [where for where, _ in faults(lacking, wish(Move.SEND))] == [
        "decision", "outline", "reports_due_on"
    ]  # fmt: skip
    past = replace(decided, reports_due_on=TODAY - timedelta(days=1))
    assert [where for where, _ in faults(past, wish(Move.SEND))] == ["reports_due_on"]


@pytest.mark.parametrize(
    ("days_before", "reason", "goes"), [(0, "", True), (-1, "", False), (-1, "A flood.", True), (5, "", True)]
)
def test_a_late_notice_needs_a_reason(days_before: int, reason: str, goes: bool) -> None:
    decided = replace(READY, state=SupervisionState.DECIDED, notice_by=TODAY + timedelta(days=days_before))
    asked = wish(Move.SEND, late_reason=reason)
    if goes:
        assert check_move(decided, asked).after is SupervisionState.SENT
    else:
        assert [where for where, _ in faults(decided, asked)] == ["late_reason"]


def test_a_visit_begins_with_a_session_and_a_reading_of_reports_with_a_report() -> None:
    sent = replace(READY, state=SupervisionState.SENT, sessions_held=0, reported=0)
    assert [where for where, _ in faults(sent, wish(Move.BEGIN))] == ["sessions"]
    for form in (Form.PAPERS, Form.REPORTS):
        assert [where for where, _ in faults(replace(sent, form=form), wish(Move.BEGIN))] == ["reports"]
        assert check_move(replace(sent, form=form, reported=1), wish(Move.BEGIN))


def test_there_is_no_conclusion_without_findings_and_minutes() -> None:
    under_way = replace(
        READY, state=SupervisionState.UNDER_WAY, findings=0, sessions_ahead=1, without_minutes=(TODAY,)
    )
    said = faults(under_way, wish(Move.CONCLUDE, conclusion=" "))
    assert [where for where, _ in said] == ["conclusion", "findings", "sessions", "minutes"]


def test_who_has_not_reported_is_left_out_only_with_a_reason() -> None:
    under_way = replace(READY, state=SupervisionState.UNDER_WAY, unreported=("Union of Dogwood",))
    (said,) = faults(under_way, wish(Move.CONCLUDE, note=""))
    assert said[0] == "note"
    assert "Union of Dogwood" in said[1]
    assert check_move(under_way, wish(Move.CONCLUDE, note="Cut off by water."))


def test_it_is_closed_when_each_recommendation_is() -> None:
    concluded = replace(READY, state=SupervisionState.CONCLUDED, recommendations=2)
    waiting = replace(concluded, unanswered=("3/2026", "4/2026"))
    assert [where for where, _ in faults(waiting, wish(Move.CLOSE))] == ["recommendations"] * 2
    assert check_move(concluded, wish(Move.CLOSE, note=""))
    none = replace(concluded, recommendations=0)
    assert [where for where, _ in faults(none, wish(Move.CLOSE, note=""))] == ["note"]
    assert check_move(none, wish(Move.CLOSE))


def test_a_step_that_is_not_in_the_table_is_told_as_such() -> None:
    with pytest.raises(RuleBroken, match="Look at it anew"):
        step_of(SupervisionState.CLOSED, Move.BEGIN)


def test_a_plan_has_a_title_and_a_year_and_is_issued_once() -> None:
    with pytest.raises(RuleBroken) as refused:
        check_plan(title=" ", year=1999, today=TODAY)
    assert [message.where for message in refused.value.messages] == ["title", "year"]
    with pytest.raises(RuleBroken, match="The plan is empty"):
        check_issuing(issued_on=None, on=TODAY, today=TODAY, supervisions=0, without_bodies=())
    with pytest.raises(RuleBroken) as refused:
        check_issuing(
            issued_on=None,
            on=TODAY + timedelta(days=1),
            today=TODAY,
            supervisions=1,
            without_bodies=["Clubs"],
        )
    assert [message.where for message in refused.value.messages] == ["bodies", "on"]
    with pytest.raises(RuleBroken, match="was issued on 2026-03-20 and stands"):
        check_issuing(issued_on=TODAY, on=TODAY, today=TODAY, supervisions=1, without_bodies=())


def test_all_that_is_wrong_with_a_supervision_is_said_at_once() -> None:
    drawn = Drawn(
        subject=" ", form=Form.JOINT_VISIT, first_on=date(2027, 5, 2), last_on=date(2027, 5, 1), holder=OURS,
        bodies=(OURS, THEIRS, THEIRS), members=((THEIRS, "", True), (THIRD, "Officer", True)), plan_year=2026,
    )  # fmt: skip
    with pytest.raises(RuleBroken) as refused:
        check_drawn(drawn)
    assert [message.where for message in refused.value.messages] == [
        "subject", "last_on", "first_on", "bodies", "bodies", "members", "members", "members", "framework",
    ]  # fmt: skip


def span(
    hour: int, *, of: UUID = OURS, posts: tuple[str, ...] = (), body: UUID | None = None, hours: int = 2
) -> Span:
    begins = datetime(2026, 4, 1, hour, tzinfo=UTC)
    members = frozenset((OURS, post) for post in posts)
    return Span(
        starts_at=begins, ends_at=begins + timedelta(hours=hours), supervision=of, members=members, body=body, name="it"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "lies_over"),
    [
        (span(8), span(9), True),  # the same team
        (span(8), span(10), False),  # one after the other
        (span(8), span(9, of=THEIRS), False),  # two teams at two bodies
        (span(8, posts=("Head",)), span(9, of=THEIRS, posts=("Head", "Clerk")), True),  # one person twice
        (span(8, body=THIRD), span(9, of=THEIRS, body=THIRD), True),  # one body receives two
        (span(8, body=THIRD), span(10, of=THEIRS, body=THIRD), False),
    ],
)
def test_sessions_overlap_where_they_need_the_same_people(one: Span, other: Span, lies_over: bool) -> None:
    assert bool(overlapping(one, [other])) is bool(overlapping(other, [one])) is lies_over


def test_a_session_over_another_or_too_soon_needs_a_reason() -> None:
    told = {"state": SupervisionState.SENT, "venue": "Hall"}
    with pytest.raises(RuleBroken) as refused:
        check_session(span(8), [span(9)], too_soon=date(2026, 4, 3), **told)  # type: ignore[arg-type]
    assert [message.where for message in refused.value.messages] == ["overlap_reason", "notice_reason"]
    check_session(
        span(8), [span(9)], too_soon=date(2026, 4, 3), overlap_reason="Two groups", notice_reason="Agreed", **told
    )  # type: ignore[arg-type]  # fmt: skip
    with pytest.raises(RuleBroken) as refused:
        check_session(span(8, hours=0), [], state=SupervisionState.SENT, venue=" ")
    assert [message.where for message in refused.value.messages] == ["ends_at", "venue"]


@pytest.mark.parametrize("state", set(SupervisionState) - OPEN)
def test_nothing_is_added_to_what_is_over(state: SupervisionState) -> None:
    now = datetime(2026, 3, 20, tzinfo=UTC)
    for add in (
        lambda: check_session(span(8), [], state=state, venue="Hall"),
        lambda: check_minutes(state=state, starts_at=now, now=now, is_empty=False),
        lambda: check_report(state=state, is_empty=False, on_paper=False, number="", on=None, today=TODAY),
        lambda: check_finding(
            state=state, text="So", found_on=TODAY, first_on=TODAY, today=TODAY, stands=True
        ),
    ):
        with pytest.raises(RuleBroken, match="stands; nothing is added|was called off"):
            add()


def test_what_was_decided_is_not_drawn_anew_and_what_was_not_sent_has_no_report() -> None:
    with pytest.raises(RuleBroken, match="decided or sent already"):
        refuse_unless_open(SupervisionState.SENT, {SupervisionState.PLANNED})
    with pytest.raises(RuleBroken, match="after decision and outline were sent"):
        refuse_unless_open(SupervisionState.PLANNED, REPORTING)


def test_a_report_on_paper_names_its_dispatch() -> None:
    sent = {"state": SupervisionState.SENT, "today": TODAY}
    with pytest.raises(RuleBroken) as refused:
        check_report(is_empty=True, on_paper=True, number=" ", on=None, **sent)  # type: ignore[arg-type]
    assert [message.where for message in refused.value.messages] == ["report", "paper_number", "paper_on"]
    with pytest.raises(RuleBroken, match="still to come"):
        check_report(is_empty=False, on_paper=True, number="1", on=date(2026, 3, 21), **sent)  # type: ignore[arg-type]
    check_report(is_empty=False, on_paper=False, number="", on=None, **sent)  # type: ignore[arg-type]


def test_a_finding_says_what_was_found_within_the_supervision_and_where() -> None:
    with pytest.raises(RuleBroken) as refused:
        check_finding(
            state=SupervisionState.UNDER_WAY, text="", found_on=TODAY - timedelta(days=2), first_on=TODAY, today=TODAY,
            stands=False,
        )  # fmt: skip
    assert [message.where for message in refused.value.messages] == ["text", "found_on", "place"]
    with pytest.raises(RuleBroken, match="still to come"):
        check_finding(
            state=SupervisionState.UNDER_WAY, text="So", found_on=TODAY + timedelta(days=1), first_on=TODAY,
            today=TODAY, stands=True,
        )  # fmt: skip


def test_minutes_come_after_the_session() -> None:
    now = datetime(2026, 3, 20, 8, tzinfo=UTC)
    with pytest.raises(RuleBroken) as refused:
        check_minutes(state=SupervisionState.SENT, starts_at=now + timedelta(hours=1), now=now, is_empty=True)
    assert [message.where for message in refused.value.messages] == ["minutes", "minutes"]
