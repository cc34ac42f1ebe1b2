"""The way of an article: who takes which step from where, and that nothing unapproved reaches a reader."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.rules.articles import Standing, State, Step, Wish, check_step, steps_open, waits_for
from chungtay.rules.articles.steps import ROWS
from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Act
from chungtay.rules.tables import rows_of

NOW = datetime(2026, 3, 20, 3, 0, tzinfo=UTC)
WRITES = frozenset({Act.WRITE_ARTICLE})
LEADS = frozenset({Act.WRITE_ARTICLE, Act.PUBLISH})

# Who asks, from which state, for which step, whether they wrote last: what comes of it. All else is as it should be.
CASES = """
who     from       step       wrote  comes

writer  draft      hand_in    x      handed_in
reader  draft      approve    -      post
leader  draft      publish    -      stands
writer  handed_in  review     x      wrote
reader  handed_in  review     -      reviewed
reader  handed_in  approve    -      post
leader  handed_in  approve    -      approved
leader  handed_in  approve    x      wrote
leader  reviewed   approve    x      wrote
leader  reviewed   publish    -      stands
reader  approved   publish    -      post
leader  approved   publish    x      published
reader  scheduled  hold       -      post
leader  scheduled  hold       -      approved
reader  published  withdraw   -      post
leader  published  withdraw   x      withdrawn
reader  withdrawn  reopen     -      draft
nobody  draft      hand_in    -      post
"""
SAID = {"stands": "does not stand", "wrote": "You wrote this text last", "post": "Your post"}


@pytest.mark.parametrize(
    ("who", "state", "step", "wrote", "comes"), rows_of(CASES), ids=lambda one: one if len(one) > 1 else None
)
def test_each_step_is_taken_by_those_who_may(who: str, state: str, step: str, wrote: str, comes: str) -> None:
    acts = {"nobody": frozenset(), "leader": LEADS}.get(who, WRITES)
    article = Standing(
        state=State(state), version="a", approved="a", public="a" if state == "published" else "",
        own_words=wrote == "x",
    )  # fmt: skip
    wish = Wish(step=Step(step), at=NOW, acts=acts, words="because")
    if comes in SAID:
        with pytest.raises(RuleBroken, match=SAID[comes]):
            check_step(article, wish)
    else:
        assert check_step(article, wish).after == comes


def standing(**more: object) -> Standing:
    return Standing(**{"state": State.APPROVED, "version": "a", "approved": "a", **more})  # type: ignore[arg-type]


def wish(step: Step, **more: object) -> Wish:
    return Wish(**{"step": step, "at": NOW, "acts": LEADS, **more})  # type: ignore[arg-type]


def test_approval_holds_for_the_text_that_was_read() -> None:
    with pytest.raises(RuleBroken, match="changed since you opened"):
        check_step(standing(state=State.HANDED_IN), wish(Step.APPROVE, seen="another"))
    with pytest.raises(RuleBroken, match="approved again"):
        check_step(standing(version="b"), wish(Step.PUBLISH))


def test_a_correction_tells_readers_what_was_corrected() -> None:
    with pytest.raises(RuleBroken, match="what was corrected"):
        check_step(standing(public="old"), wish(Step.PUBLISH))
    assert check_step(standing(public="old"), wish(Step.PUBLISH, words="Five days")).after is State.PUBLISHED


@pytest.mark.parametrize("away", [timedelta(0), -timedelta(days=1), timedelta(days=400), None])
def test_a_day_is_set_within_the_next_year(away: timedelta | None) -> None:
    moment = None if away is None else NOW + away
    with pytest.raises(RuleBroken):
        check_step(standing(), wish(Step.SCHEDULE, goes_out_at=moment))
    assert check_step(standing(), wish(Step.SCHEDULE, goes_out_at=NOW + timedelta(hours=1)))


def test_the_clock_publishes_what_was_set_and_nothing_else() -> None:
    for state in State:
        asked = wish(Step.PUBLISH, by_clock=True, acts=frozenset())
        if state is State.SCHEDULED:
            assert check_step(standing(state=state), asked).after is State.PUBLISHED
        else:
            with pytest.raises(RuleBroken):
                check_step(standing(state=state), asked)


@given(st.lists(st.tuples(st.sampled_from(Step), st.integers(0, 2)), max_size=30))
def test_whatever_is_pressed_nobody_publishes_what_they_alone_have_read(
    pressed: list[tuple[Step, int]],
) -> None:
    """Three people, one of whom may publish nothing: each published text had two of them behind it."""
    state, version, approved, public, writer, approver = State.DRAFT, 0, "", "", 0, -1
    for step, who in pressed:
        article = Standing(
            state=state, version=str(version), approved=approved, public=public, own_words=who == writer
        )
        asked = Wish(
            step=step, at=NOW, acts=LEADS if who else WRITES, words="why", goes_out_at=NOW + timedelta(days=1)
        )
        try:
            state = check_step(article, asked).after
        except RuleBroken:
            continue
        if step is Step.WRITE:
            version, writer = version + 1, who
        elif step is Step.APPROVE:
            approved, approver = str(version), who
        elif step is Step.PUBLISH:
            public = str(version)
            assert approved == public and approver != writer and approver > 0
        elif step is Step.WITHDRAW:
            public = ""
        elif step is Step.DISCARD:
            version = int(public)


def test_what_is_offered_can_be_done() -> None:
    for state in State:
        for acts in (frozenset(), WRITES, LEADS):
            for own in (True, False):
                article = Standing(state=state, version="a", approved="a", public="a", own_words=own)
                for step in steps_open(article, acts):
                    asked = wish(step, acts=acts, words="why", goes_out_at=NOW + timedelta(days=1))
                    assert check_step(article, asked).before is state


@pytest.mark.parametrize(
    ("state", "acts", "own", "waits"),
    [
        ("draft", WRITES, True, True), ("draft", LEADS, False, False), ("handed_in", WRITES, True, False),
        ("handed_in", WRITES, False, True), ("reviewed", WRITES, False, False), ("reviewed", LEADS, False, True),
        ("reviewed", LEADS, True, False), ("approved", LEADS, True, True), ("published", LEADS, False, False),
    ],
)  # fmt: skip
def test_everybody_knows_whose_turn_it_is(state: str, acts: frozenset[Act], own: bool, waits: bool) -> None:
    assert waits_for(State(state), acts, own_words=own) is waits


def test_the_table_names_each_step_of_a_state_once() -> None:
    keys = [(row.before, row.step, row.by) for row in ROWS]
    assert len(keys) == len(set(keys))
