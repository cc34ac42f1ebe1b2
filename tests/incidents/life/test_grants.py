"""Who could open an item lets somebody else open it: signed, in a chain, seen by both sides, and by nobody else."""

import pytest

from chungtay.incidents.actions.notices import grant_item
from chungtay.incidents.actions.openings import open_items
from chungtay.incidents.answers.envelopes import bytes_of
from chungtay.incidents.demo.keys import Identity, MadeSide, make_identity
from chungtay.incidents.demo.sealing import entry_for, manifest
from chungtay.incidents.models import Enrolment, Grant, Item, Opening
from chungtay.incidents.rules.envelopes import head_of
from chungtay.models import Person
from chungtay.rules.messages import RuleBroken
from tests.incidents.life.test_notices import LATER, Sides, acts, begin, own_file, passed_on
from tests.incidents.made import drawn, make_sides
from tests.incidents.sealed_made import Body, grant, opened
from tests.world import NOW, TODAY, World


@pytest.fixture
def sides(world: World) -> Sides:
    return make_sides(world)


def newcomer(world: World, sides: Sides) -> MadeSide:
    """Cedar's officer is listed later: what is there already is not sealed to her."""
    made, cedar, west = drawn("1 cedar", False), world.persons["cedar"], sides[0]
    Enrolment.objects.create(
        person=cedar, seat=west.seat, card=made.identity.card, kid=made.identity.kid,
        sig_kid=made.identity.sig_kid, wrapped=made.wrapped, asked_at=NOW, listed_in=west.key.lists.get(),
    )  # fmt: skip
    west.identities[cedar.pk] = made.identity
    return west


def whole(item: Item) -> Body:
    entries = [entry.wrapped for entry in item.entries.all()]
    sigs = list(item.grants.order_by("number").values_list("signed", flat=True))
    return {"iid": str(item.pk), "jwe": {**(item.body or {}), "recipients": entries}, "sigs": sigs}


def test_a_recipient_lets_a_colleague_open_what_was_sealed_before(world: World, sides: Sides) -> None:
    item = begin(world, sides).item
    west, cedar = newcomer(world, sides), world.persons["cedar"]
    with pytest.raises(Item.DoesNotExist):
        open_items(world.programme, [item.pk], Opening.How.READ, by=cedar, at=NOW)
    told = grant(whole(item), west.identities[world.leader.pk], west.identities[cedar.pk].card, at=NOW)
    for _ in range(2):  # pressed twice
        grant_item(item, told, by=world.leader, at=LATER)
    assert Grant.objects.filter(item=item).count() == 2
    [given] = bytes_of(
        open_items(world.programme, [item.pk], Opening.How.READ, by=cedar, at=LATER), TODAY, "en"
    )
    assert opened(given, west.identities[cedar.pk]) == b"words"
    assert acts() == ["notice_begin", "notice_grant", "notice_open"]


def test_grants_of_others_and_broken_chains_are_refused(world: World, sides: Sides) -> None:
    notice = passed_on(world, sides)
    west, east = sides
    item = own_file(world, sides, notice, "ours", by="provincial")
    newcomer(world, sides)
    new = west.identities[world.persons["cedar"].pk]
    leader, partner = west.identities[world.leader.pk], east.identities[world.partner.pk]
    good = grant(whole(item), leader, new.card, at=NOW)
    bad: dict[str, tuple[Person, Body]] = {
        "Only a recipient": (world.persons["cedar"], good),  # not hers to grant
        "its sender": (world.leader, granted_by(partner, item, new.card)),  # signed by somebody of the other side
        "never listed": (world.leader, grant(whole(item), leader, make_identity().card, at=NOW)),
        "has never": (world.leader, grant(whole(item), leader, partner.card, at=NOW)),  # across the border
        "can open the item already": (
            world.leader, grant(whole(item), leader, west.identities[world.officer.pk].card, at=NOW),
        ),
        "other recipients": (world.leader, good | {"entry": grant(whole(item), leader, new.card, at=NOW)["entry"]}),
        "not as it must": (world.leader, good | {"entry": {}}),
    }  # fmt: skip
    for words, (by, told) in bad.items():
        with pytest.raises(RuleBroken, match=words):
            grant_item(item, told, by=by, at=LATER)
    assert Grant.objects.filter(item=item).count() == 1
    grant_item(item, good, by=world.leader, at=LATER)


def granted_by(own: Identity, item: Item, card: Body) -> Body:
    """Signed by somebody who is no recipient, around an entry that only a recipient could have made right."""
    entry = entry_for(card, bytes(32), granter=own)
    prev = head_of(whole(item)["sigs"][-1])
    signed = manifest(whole(item)["jwe"], [entry], own, prev=prev, at=NOW)
    return {"iid": str(item.pk), "entry": entry, "signed": signed}


def test_of_two_grants_at_once_the_second_is_asked_to_load_anew(world: World, sides: Sides) -> None:
    item = begin(world, sides).item
    west = newcomer(world, sides)
    leader, new = west.identities[world.leader.pk], west.identities[world.persons["cedar"].pk]
    first = grant(whole(item), leader, new.card, at=NOW)
    second = grant(whole(item), west.identities[world.officer.pk], new.card, at=NOW)
    grant_item(item, first, by=world.leader, at=NOW)
    with pytest.raises(RuleBroken, match="Somebody else was let in meanwhile"):
        grant_item(item, second, by=world.officer, at=NOW)


def test_the_recovery_key_opens_for_whoever_keeps_the_keys_and_lets_a_new_key_in(
    world: World, sides: Sides
) -> None:
    item = begin(world, sides).item
    west = newcomer(world, sides)
    Enrolment.objects.filter(seat=west.seat).exclude(person=world.persons["cedar"]).update(lost_at=NOW)
    with pytest.raises(Item.DoesNotExist):
        open_items(world.programme, [item.pk], Opening.How.READ, by=world.leader, at=NOW)
    with pytest.raises(Item.DoesNotExist):
        open_items(world.programme, [item.pk], Opening.How.RECOVERY, by=world.officer, at=NOW)
    [opening] = open_items(world.programme, [item.pk], Opening.How.RECOVERY, by=world.leader, at=NOW)
    assert opening.kid == west.recovery.kid
    new = west.identities[world.persons["cedar"].pk]
    grant_item(item, grant(whole(item), west.recovery, new.card, at=NOW), by=world.leader, at=NOW)
    assert open_items(world.programme, [item.pk], Opening.How.READ, by=world.persons["cedar"], at=NOW)


def test_that_a_keeper_lets_somebody_read_is_no_receipt(world: World, sides: Sides) -> None:
    notice = passed_on(world, sides)
    crossed = notice.items.get(side=None).pk
    open_items(world.programme, [crossed], Opening.How.RECOVERY, by=world.partner, at=LATER)
    assert not notice.steps.filter(step="received").exists()
    open_items(world.programme, [crossed], Opening.How.READ, by=world.partner, at=LATER)
    assert notice.steps.filter(step="received").count() == 1
