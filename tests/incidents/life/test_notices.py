"""A notice begins on one side, is passed on, and belongs to two sides then, each with a file of its own."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from chungtay.incidents.actions.notices import Taken, add_item, begin_notice
from chungtay.incidents.actions.openings import open_items
from chungtay.incidents.answers.envelopes import bytes_of
from chungtay.incidents.demo.keys import MadeSide, make_identity
from chungtay.incidents.models import Enrolment, Entry, Item, Notice, NoticeStep, Opening, SenderKey
from chungtay.incidents.rules.life import Step
from chungtay.models import AuditLine, Person
from chungtay.rules.messages import RuleBroken
from tests.incidents.made import make_sides
from tests.incidents.sealed_made import Body, begun, sealed, to
from tests.world import NOW, TODAY, World

LATER = NOW + timedelta(hours=1)
Sides = tuple[MadeSide, MadeSide]


@pytest.fixture
def sides(world: World) -> Sides:
    return make_sides(world)


def begin(world: World, sides: Sides, told: Body | None = None, *, by: Person | None = None) -> Taken:
    by = by or world.provincial
    told = told or begun(sides[0], sides[0].identities[by.pk])
    return begin_notice(world.programme, told, by=by, at=NOW)


def passed_on(world: World, sides: Sides) -> Notice:
    notice = begin(world, sides).notice
    west, east = sides
    item = sealed("for both", to(west, east), west.identities[world.provincial.pk], notice=notice.pk)
    told = {"side": None, "item": item, "passes_on": True, "urgency": "danger"}
    return add_item(notice, told, by=world.provincial, at=NOW).notice


def between(world: World, sides: Sides, notice: Notice, words: str, *, by: str) -> Item:
    person = world.persons[by]
    own = sides[1] if by == "partner" else sides[0]
    item = sealed(words, to(*sides), own.identities[person.pk], notice=notice.pk)
    told = {"side": None, "item": item, "passes_on": False, "urgency": None}
    return add_item(notice, told, by=person, at=NOW).item


def own_file(world: World, sides: Sides, notice: Notice, words: str, *, by: str) -> Item:
    person = world.persons[by]
    own = sides[1] if by == "partner" else sides[0]
    item = sealed(words, to(own), own.identities[person.pk], notice=notice.pk)
    told = {"side": str(own.seat.pk), "item": item, "passes_on": False, "urgency": None}
    return add_item(notice, told, by=person, at=NOW).item


def steps(notice: Notice) -> list[str]:
    return list(NoticeStep.objects.filter(notice=notice).order_by("at").values_list("step", flat=True))


def acts() -> list[str]:
    return [act for act in AuditLine.objects.values_list("act", flat=True) if act.startswith("notice_")]


def test_a_notice_is_numbered_by_agreement_and_year_and_kept_sealed(world: World, sides: Sides) -> None:
    told = begun(sides[0], sides[0].identities[world.provincial.pk], "A child at the border")
    taken = begin(world, sides, told)
    assert (taken.notice.number, taken.notice.year, str(taken.notice)) == (1, 2026, "1/2026")
    assert steps(taken.notice) == ["begun"]
    assert begin(world, sides).notice.number == 2
    kept = Item.objects.get(pk=taken.item.pk)
    assert kept.body == {name: told["item"]["jwe"][name] for name in ("protected", "iv", "ciphertext", "tag")}
    assert Entry.objects.filter(item=kept).count() == 4  # three recipients of the side, and its recovery key
    assert Entry.objects.filter(item=kept, enrolment=None).count() == 1
    assert acts() == ["notice_begin", "notice_begin"]


def test_the_next_year_begins_with_one_again(world: World, sides: Sides) -> None:
    begin(world, sides)
    told = begun(sides[0], sides[0].identities[world.provincial.pk])
    new_year = begin_notice(
        world.programme, told, by=world.provincial, at=datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    )
    assert str(new_year.notice) == "1/2027"  # by the clock on the wall


def test_somebody_without_enrolment_sends_at_once_with_a_key_that_nobody_has_confirmed(
    world: World, sides: Sides
) -> None:
    cedar, own = world.persons["cedar"], make_identity()
    told = begun(sides[0], own, is_new=True, told_at="2026-03-20T09:10:00+07:00")
    taken = begin(world, sides, told, by=cedar)
    key = SenderKey.objects.get()
    assert (key.person, key.sig_kid, key.confirmed_at) == (cedar, own.sig_kid, None)
    assert steps(taken.notice) == ["begun", "told"]
    step = NoticeStep.objects.get(step=Step.TOLD)
    assert (step.happened_at, step.by) == (datetime(2026, 3, 20, 2, 10, tzinfo=UTC), cedar)
    photo = sealed("a photo", to(sides[0]), own, notice=taken.notice.pk)
    told = {"side": str(sides[0].seat.pk), "item": photo, "passes_on": False, "urgency": None}
    assert add_item(taken.notice, told, by=cedar, at=NOW).item.position == 2
    assert SenderKey.objects.count() == 1


def test_a_clock_ten_years_off_loses_nothing(world: World, sides: Sides) -> None:
    told = begun(sides[0], sides[0].identities[world.provincial.pk])
    told["item"] = sealed(
        "words", to(sides[0]), sides[0].identities[world.provincial.pk], notice=told["notice"],
        at=NOW + timedelta(days=3653),
    )  # fmt: skip
    told["told_at"] = "2036-03-20T09:10:00+07:00"
    taken = begin(world, sides, told)
    assert taken.item.received_at == NOW
    openings = open_items(world.programme, [taken.item.pk], Opening.How.READ, by=world.leader, at=LATER)
    [given] = bytes_of(openings, TODAY, "en")
    assert (given["received_at"][:4], given["sealed_at"][:4]) == ("2026", "2036")
    assert NoticeStep.objects.get(step=Step.TOLD).happened_at.year == 2036
    assert NoticeStep.objects.get(step=Step.TOLD).at.year == 2026


def test_the_very_same_thing_sent_twice_is_one_thing(world: World, sides: Sides) -> None:
    told = begun(sides[0], sides[0].identities[world.provincial.pk])
    first, second = begin(world, sides, told), begin(world, sides, told)
    assert (first.notice.pk, first.notice.number) == (second.notice.pk, second.notice.number)
    again = {"side": told["side"], "item": told["item"], "passes_on": False, "urgency": None}
    assert add_item(first.notice, again, by=world.provincial, at=LATER).item.position == 1
    assert (Notice.objects.count(), Item.objects.count(), acts()) == (1, 1, ["notice_begin"])


@pytest.mark.parametrize("otherwise", ["other words", "another person", "another side", "between"])
def test_other_bytes_under_the_same_number_are_refused(world: World, sides: Sides, otherwise: str) -> None:
    west = sides[0]
    notice = passed_on(world, sides)
    item = own_file(world, sides, notice, "first", by="provincial")
    own, by = west.identities[world.provincial.pk], world.provincial
    again = sealed("second", to(west), own, notice=notice.pk, iid=item.pk)
    told: Body = {"side": str(west.seat.pk), "item": again, "passes_on": False, "urgency": None}
    if otherwise == "another person":
        by = world.leader
        told["item"] = sealed("first", to(west), west.identities[by.pk], notice=notice.pk, iid=item.pk)
    if otherwise == "between":
        told["side"] = None
    if otherwise == "another side":
        by = world.partner
        told["side"] = str(sides[1].seat.pk)
        told["item"] = sealed("x", to(sides[1]), sides[1].identities[by.pk], notice=notice.pk, iid=item.pk)
    with pytest.raises(RuleBroken, match="Something else was kept"):
        add_item(notice, told, by=by, at=LATER)
    assert Item.objects.get(pk=item.pk).by == world.provincial
    assert Item.objects.count() == 3


def test_an_item_of_one_notice_is_refused_under_another(world: World, sides: Sides) -> None:
    one, other = begin(world, sides).notice, begin(world, sides).notice
    own = sides[0].identities[world.provincial.pk]
    told = {
        "side": str(sides[0].seat.pk), "passes_on": False, "urgency": None,
        "item": sealed("words", to(sides[0]), own, notice=one.pk),
    }  # fmt: skip
    with pytest.raises(RuleBroken, match="another notice"):
        add_item(other, told, by=world.provincial, at=NOW)


def test_whoever_passes_it_on_says_how_urgent_it_is_and_the_clock_begins(world: World, sides: Sides) -> None:
    notice = passed_on(world, sides)
    assert (notice.crossed_at, notice.crossed_by, notice.urgency) == (NOW, world.provincial, "danger")
    assert notice.due_at
    assert NOW < notice.due_at < NOW + timedelta(hours=13)
    assert steps(notice) == ["begun", "passed_on"]
    assert acts() == ["notice_begin", "notice_pass_on"]


def test_two_recipients_who_pass_it_on_at_once_lose_nothing(world: World, sides: Sides) -> None:
    notice = passed_on(world, sides)
    item = sealed("for both, too", to(*sides), sides[0].identities[world.leader.pk], notice=notice.pk)
    told = {"side": None, "item": item, "passes_on": True, "urgency": "normal"}
    taken = add_item(notice, told, by=world.leader, at=LATER)
    assert (taken.notice.crossed_at, taken.notice.urgency) == (NOW, "danger")
    assert steps(notice) == ["begun", "passed_on"]
    assert Item.objects.filter(side=None).count() == 2


def refused_item(world: World, sides: Sides, notice: Notice, who: str, told: Body) -> str:
    with pytest.raises(RuleBroken) as broken:
        add_item(notice, {"passes_on": False, "urgency": None} | told, by=world.persons[who], at=NOW)
    return str(broken.value)


def test_only_a_recipient_lets_anything_cross(world: World, sides: Sides) -> None:
    cedar, own = world.persons["cedar"], make_identity()
    notice = begin(world, sides, begun(sides[0], own, is_new=True), by=cedar).notice
    crossing = sealed("x", to(*sides), own, notice=notice.pk)
    said = refused_item(world, sides, notice, "cedar", {"side": None, "item": crossing, "passes_on": True})
    assert "Only a recipient" in said
    own_words = sealed("x", to(*sides), sides[0].identities[world.leader.pk], notice=notice.pk)
    assert "not passed on yet" in refused_item(
        world, sides, notice, "leader", {"side": None, "item": own_words}
    )


def test_a_swapped_recipient_is_refused(world: World, sides: Sides) -> None:
    west, east = sides
    notice, own = begin(world, sides).notice, west.identities[world.provincial.pk]
    stranger = make_identity().card
    cases = {
        "never listed": {"side": str(west.seat.pk), "cards": [*to(west), stranger]},
        "has never": {"side": str(west.seat.pk), "cards": to(west, east)},  # the other side reads no own file
        "nobody of the other side": {"side": None, "cards": to(west), "passes_on": True},
        "nobody of your side": {"side": None, "cards": to(east), "passes_on": True},
    }
    for words, case in cases.items():
        item = sealed("x", case.pop("cards"), own, notice=notice.pk)
        assert words in refused_item(world, sides, notice, "provincial", case | {"item": item}), words
    assert Item.objects.count() == 1


def test_an_item_is_sealed_with_a_key_of_whoever_sends_it(world: World, sides: Sides) -> None:
    west = sides[0]
    notice = begin(world, sides).notice
    for signer in (make_identity(), west.identities[world.leader.pk], sides[1].identities[world.partner.pk]):
        item = sealed("x", to(west), signer, notice=notice.pk)
        said = refused_item(world, sides, notice, "provincial", {"side": str(west.seat.pk), "item": item})
        assert "not sealed with a key of yours" in said


def test_nobody_takes_the_signature_key_of_somebody_else(world: World, sides: Sides) -> None:
    own = make_identity()
    begin(world, sides, begun(sides[0], own, is_new=True), by=world.persons["cedar"])
    for stolen in (own, sides[0].identities[world.leader.pk]):
        with pytest.raises(RuleBroken, match="not sealed with a key of yours"):
            begin(world, sides, begun(sides[0], stolen, is_new=True), by=world.officer)
    assert (Notice.objects.count(), SenderKey.objects.count()) == (1, 1)


def test_a_side_is_warned_of_below_two_recipients_and_never_stopped(world: World, sides: Sides) -> None:
    assert begin(world, sides).warned == []
    notice = passed_on(world, sides)
    item = sealed("x", to(*sides), sides[0].identities[world.leader.pk], notice=notice.pk)
    told = {"side": None, "item": item, "passes_on": False, "urgency": None}
    [warned] = add_item(notice, told, by=world.leader, at=NOW).warned
    assert "Union of Elmshire has one recipient only" in str(warned)
    Enrolment.objects.filter(person=world.partner).update(lost_at=NOW)
    again = add_item(notice, told, by=world.leader, at=NOW)
    assert "has no recipient yet" in str(again.warned[0])


def test_what_was_sealed_before_somebody_was_removed_is_taken(world: World, sides: Sides) -> None:
    notice, west = begin(world, sides).notice, sides[0]
    Enrolment.objects.filter(person=world.leader).update(ended_in=west.key.lists.get())
    item = own_file(world, sides, notice, "sealed offline", by="provincial")
    assert Entry.objects.filter(item=item, enrolment__person=world.leader).exists()
    with pytest.raises(Item.DoesNotExist):
        open_items(world.programme, [item.pk], Opening.How.READ, by=world.leader, at=NOW)


@pytest.mark.parametrize(
    "otherwise",
    [
        {"side": "x"}, {"side": str(uuid4())}, {"notice": "X"}, {"urgency": "never"}, {"told_at": "2026-03-20"},
        {"sender": {}}, {"item": None}, {"item": []}, {"told_at": 5}, {"urgency": ["soon"]}, {"notice": None},
    ],
)  # fmt: skip
def test_what_no_page_of_ours_sends_is_refused_in_words(world: World, sides: Sides, otherwise: Body) -> None:
    with pytest.raises(RuleBroken):
        begin(world, sides, begun(sides[0], sides[0].identities[world.provincial.pk]) | otherwise)
    assert not Notice.objects.exists()
