"""An office keeps days of its own; what comes with the product is laid once; after a merger the heir alone greets."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from chungtay import models
from chungtay.actions import occasions as actions
from chungtay.actions.drafts import write_draft
from chungtay.answers.occasions import LetterPage, OccasionPage, occasions_of
from chungtay.models import AuditLine, Greeting, Occasion
from chungtay.rules.messages import RuleBroken
from chungtay.rules.occasions import LetterState
from tests.actions.test_occasions import DUE, announced, mark, new_year, sent  # noqa: F401
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.django_db


def own_day(world: World, **more: Any) -> Occasion:
    told = {"name": "Ngày hội làng", "rule": "fixed", "month": 4, "day": 4, "source": "Hương ước"} | more
    return actions.add_occasion(Occasion(holder=world.bodies["west"], **told), by=world.provincial, at=NOW)


def test_an_office_keeps_days_of_its_own(feast: Occasion, world: World) -> None:
    own = own_day(world)
    assert own_day(world) == own  # pressed twice
    assert own in occasions_of(world.provincial, TODAY) and own not in occasions_of(world.partner, TODAY)
    assert actions.make_due(DUE) == 1
    letter = Greeting.objects.get()
    assert letter.holder == world.bodies["west"]
    actions.change_occasion(own, {"day": 6}, by=world.provincial, at=NOW)
    letter.refresh_from_db()
    assert letter.due_on == date(2026, 4, 6)
    actions.end_occasion(own, on=TODAY, by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="not kept since"):
        actions.change_occasion(own, {"day": 7}, by=world.provincial, at=NOW)


def test_an_own_day_without_a_letter_of_the_house_is_written_by_hand(feast: Occasion, world: World) -> None:
    own_day(world)
    actions.make_due(DUE)
    letter = Greeting.objects.get()
    draft = actions.draft_letter(letter, by=world.provincial, at=DUE)
    letter.refresh_from_db()
    page = LetterPage(letter, world.leader, DUE.date())
    assert page.draft and page.draft.sheet and {one.where for one in page.missing} >= {"body", "second_body"}
    with pytest.raises(RuleBroken, match="write its text"):
        actions.approve_letter(letter, as_read=page.mark, by=world.leader, at=DUE)
    values = {"body": "Chúc hội vui.", "second_body": "ຂໍອວຍພອນ."}
    write_draft(draft, title="Chúc hội", values=values, by=world.provincial, at=DUE)
    letter.refresh_from_db()
    assert actions.approve_letter(letter, as_read=mark(letter), by=world.leader, at=DUE)


@pytest.mark.parametrize("act", ["change", "end"])
def test_what_came_with_the_product_is_not_an_office_s_own(feast: Occasion, world: World, act: str) -> None:
    acts: dict[str, Callable[[], object]] = {
        "change": lambda: actions.change_occasion(feast, {"lead_days": 1}, by=world.leader, at=NOW),
        "end": lambda: actions.end_occasion(feast, on=TODAY, by=world.leader, at=NOW),
    }
    with pytest.raises(RuleBroken, match="does not allow"):
        acts[act]()
    assert not OccasionPage(feast, world.leader, TODAY).may_change


def test_the_days_that_come_with_the_product_are_laid_once(world: World) -> None:
    laid = actions.lay_occasions(NOW)
    lines = AuditLine.objects.count()
    assert [one.pk for one in actions.lay_occasions(NOW)] == [one.pk for one in laid]
    assert AuditLine.objects.count() == lines
    assert all(one.source for one in laid)
    lao = Occasion.objects.get(slug="lao-new-year")
    assert sorted(lao.announced_days()) == [2018, 2022, 2023]  # never more than was announced
    assert not Occasion.objects.get(slug="tet").announced.exists()


def merged(world: World) -> models.Organisation:
    """The west and the far west become one; the heir sits in both seats, across from the east."""
    heir = models.Organisation.objects.create(
        kind="womens_union", name="Union of Broadshire", place=world.bodies["west"].place, symbol="BTV",
        authority="TM. BAN THƯỜNG VỤ", signing_post="CHỦ TỊCH",
    )  # fmt: skip
    on = DUE.date()
    for name in ("west", "far"):
        old = world.bodies[name]
        models.OrganisationSuccession.objects.create(old=old, new=heir, on=on)
        for held in models.SeatHolding.objects.filter(organisation=old):
            held.valid_to = on
            held.save()
            models.SeatHolding.objects.create(seat=held.seat, organisation=heir, valid_from=on)
    return heir


def second_side(world: World) -> None:
    second = models.Agreement.objects.create(slug="far-elm", kind="memorandum", name="Far and Elm")
    for number, body in enumerate(("far", "east"), 1):
        seat = models.Seat.objects.create(agreement=second, number=number)
        models.SeatHolding.objects.create(
            seat=seat, organisation=world.bodies[body], valid_from=date(2020, 1, 1)
        )
    models.Phase.objects.create(
        agreement=second, name="2024–2028", first_on=date(2024, 1, 1), last_on=date(2028, 12, 31)
    )


def test_after_a_merger_the_heir_sends_and_not_both(feast: Occasion, world: World) -> None:
    second_side(world)
    announced(feast, world)
    assert actions.make_due(DUE) == 2  # each of the two old bodies greets
    west = Greeting.objects.get(holder=world.bodies["west"])
    actions.draft_letter(west, by=world.provincial, at=DUE)
    heir = merged(world)
    later = DUE + timedelta(days=1)
    assert actions.inherit(later) == 2
    assert actions.make_due(later) == actions.inherit(later) == 0
    west.refresh_from_db()
    assert (west.holder, west.state, west.draft) == (heir, "due", None)
    (rest,) = Greeting.objects.exclude(pk=west.pk)
    assert rest.state == LetterState.LEFT_OUT and rest.reason


def test_what_an_old_body_sent_its_heir_does_not_send_again(feast: Occasion, world: World) -> None:
    second_side(world)
    letter = sent(feast, world)
    heir = merged(world)
    later = DUE + timedelta(days=1)
    assert actions.inherit(later) == 1  # the other body's is left out
    assert actions.make_due(later) == 0
    assert not Greeting.objects.filter(holder=heir).exists()
    assert letter.state == LetterState.SENT
