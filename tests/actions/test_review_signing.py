"""Sides sign exactly what was frozen; then the office's register numbers the paper and keeps it."""

from datetime import date, timedelta

import pytest

from chungtay.actions.reviews import draft_review, freeze_review, number_review, register_review, sign_off
from chungtay.models import AuditLine, NumberBook, Review, SignOff
from chungtay.rules.messages import RuleBroken
from chungtay.rules.registry import Grammar, Way
from tests.world import NOW, TODAY, World

LATER = NOW + timedelta(days=1)


@pytest.fixture
def review(world: World) -> Review:
    return draft_review(
        world.programme, world.bodies["west"], kind="interim", title="Sơ kết năm 2026", first_on=date(2026, 1, 1),
        last_on=date(2026, 12, 31), by=world.provincial, at=NOW,
    )  # fmt: skip


@pytest.fixture
def frozen(world: World, review: Review) -> Review:
    return freeze_review(review, by=world.leader, at=NOW)


def books(world: World) -> NumberBook:
    book = NumberBook(
        holder=world.bodies["west"], name="Văn bản đi", way=Way.OUTGOING, grammar=Grammar.STATE,
        begun_by=world.leader, begun_at=NOW,
    )  # fmt: skip
    book.save(force_insert=True)
    return book


def signed(world: World, review: Review, number: int = 1, **more: object) -> SignOff:
    seat = review.agreement.seats.get(number=number)
    told = {
        "fingerprint": review.fingerprint,
        "signer": "CHỦ TỊCH",
        "signed_on": TODAY,
        "by": world.leader,
    } | more
    return sign_off(review, seat, **told, at=NOW)  # type: ignore[arg-type]


def test_both_sides_sign_off_exactly_what_was_frozen(world: World, frozen: Review) -> None:
    ours = signed(world, frozen)
    theirs = signed(world, frozen, 2, by=world.partner)
    assert {one.fingerprint for one in (ours, theirs)} == {frozen.fingerprint}
    assert (theirs.organisation, theirs.post.title) == (world.bodies["east"], "Partner of Union of Elmshire")
    assert AuditLine.objects.filter(act="sign_off", thing_id=str(frozen.pk)).count() == 2


def test_pressed_twice_a_side_has_signed_once(world: World, frozen: Review) -> None:
    assert signed(world, frozen) == signed(world, frozen)
    assert SignOff.objects.count() == 1


def test_an_unfrozen_review_is_not_signed(world: World, review: Review) -> None:
    with pytest.raises(RuleBroken, match="draft"):
        signed(world, review)


WRONG = {
    "another paper was read": ({"fingerprint": "0" * 64}, "fingerprint"),
    "nobody is named": ({"signer": " "}, "signer"),
    "the day is still to come": ({"signed_on": TODAY + timedelta(days=1)}, "signed_on"),
    "the day lies before the freezing": ({"signed_on": TODAY - timedelta(days=1)}, "signed_on"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_sign_off_that_cannot_hold_is_refused(world: World, frozen: Review, what: str) -> None:
    given, where = WRONG[what]
    with pytest.raises(RuleBroken) as told:
        signed(world, frozen, **given)
    assert [one.where for one in told.value.messages] == [where]


@pytest.mark.parametrize(
    ("name", "number"), [("provincial", 1), ("partner", 1), ("leader", 2), ("stranger", 1), ("officer", 1)]
)
def test_only_who_leads_the_body_in_the_seat_signs_for_it(
    world: World, frozen: Review, name: str, number: int
) -> None:
    with pytest.raises(RuleBroken, match="Only who leads"):
        signed(world, frozen, number, by=world.persons[name])


def test_a_number_from_the_register_keeps_the_paper_with_its_signers_and_files(
    world: World, frozen: Review
) -> None:
    book = books(world)
    with pytest.raises(RuleBroken, match="Nobody has signed it for Union of Oakshire"):
        register_review(frozen, book, signed_on=TODAY, by=world.provincial, at=NOW)
    signed(world, frozen)
    paper = register_review(frozen, book, signed_on=TODAY, by=world.provincial, at=NOW)
    again = register_review(frozen, book, signed_on=TODAY, by=world.provincial, at=LATER)
    held = Review.objects.get(pk=frozen.pk)
    assert (again, held.document, held.number, held.signed_on) == (paper, paper, 1, TODAY)
    assert (paper.number, paper.title) == ("01/BC-BTV", "Sơ kết năm 2026")
    assert [one.post for one in paper.signers.all()] == ["CHỦ TỊCH"]
    assert {one.media_type.rpartition("/")[2][:3] for one in paper.files.all()} == {"pdf", "vnd"}
    assert held.fingerprint == frozen.fingerprint


def test_what_has_its_number_from_the_register_is_not_numbered_by_hand(world: World, frozen: Review) -> None:
    signed(world, frozen)
    register_review(frozen, books(world), signed_on=TODAY, by=world.provincial, at=NOW)
    with pytest.raises(RuleBroken, match="from the register"):
        number_review(frozen, number=7, signed_on=TODAY, by=world.provincial, at=NOW)
