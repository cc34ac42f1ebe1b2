"""Everybody who could read has lost the key: with both halves of the recovery key a keeper lets a new key in."""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, Route, expect

from chungtay.incidents.actions.keys import enrol, make_side_key, step_enrolment
from chungtay.incidents.actions.notices import begin_notice
from chungtay.incidents.actions.openings import open_items
from chungtay.incidents.answers.envelopes import bytes_of
from chungtay.incidents.answers.keys import last_list
from chungtay.incidents.demo.keys import sign_list
from chungtay.incidents.models import Enrolment, Entry, Item, Opening
from chungtay.incidents.rules.keys import EnrolmentStep
from chungtay.models import AuditLine, Person
from tests.incidents.made import Identity, MadeSide, drawn, make_side, seat_of
from tests.incidents.sealed_made import begun, opened, sealed
from tests.world import World

from .conftest import Enter, House
from .test_actions import new_key
from .test_ceremony import KEYS, is_as_wide_as_the_phone, press

pytestmark = pytest.mark.django_db(transaction=True)
CANARY = "zqcanaryrecovered"
# Whatever is decrypted on the page, and every text that ever stood on it.
LISTENING = """globalThis.heard = [];
const decrypt = SubtleCrypto.prototype.decrypt;
SubtleCrypto.prototype.decrypt = async function (...asked) {
  const plain = await decrypt.apply(this, asked);
  heard.push(new TextDecoder().decode(plain));
  return plain;
};
new MutationObserver(() => heard.push(document.documentElement.textContent))
  .observe(document, { subtree: true, childList: true, characterData: true });"""
LET_READ = """async ([seat, numbers, kid, halves]) => {
  const { letReadBefore } = await import('/static/annex/recovering.js');
  try { return await letReadBefore({ slug: 'oak-elm', seat, numbers, kid, halves }); }
  catch (wrong) { return wrong.told ?? wrong.name; }
}"""


@pytest.fixture
def west(world: World) -> MadeSide:
    """Two recipients; the keeper of the keys is none."""
    persons = [world.provincial, world.officer]
    return make_side(seat_of(world, 1), world.programme, persons, timezone.now(), by=world.leader)


def told_of(world: World, west: MadeSide, words: str = CANARY) -> Item:
    by = world.provincial
    told = begun(west, west.identities[by.pk], words)
    return begin_notice(world.programme, told, by=by, at=timezone.now()).item


def lose_and_ask_anew(west: MadeSide, world: World) -> Identity:
    """Both lose their keys; one of them makes a new one."""
    for row in west.enrolments.values():
        step_enrolment(row, EnrolmentStep.LOST, by=row.person, at=timezone.now())
    new = drawn("1 Provincial anew", False)
    enrol(west.seat, new.identity.card, new.wrapped, by=world.provincial, at=timezone.now())
    return new.identity


def list_by_hand(keeper: Page, west: MadeSide) -> None:
    keeper.locator("[data-in=add]").check()
    type_halves(keeper.locator("form:has([data-in=add])"), west.halves["signing"])
    press(keeper, "Sign the list")
    expect(keeper.locator("#said")).to_contain_text("List 2 is signed")


def type_halves(form: Locator, halves: Any) -> None:
    for name, half in zip(("first", "second"), halves, strict=True):
        form.locator(f"[data-in={name}]").fill(half)


def read(world: World, item: Item, by: Person, key: Identity) -> bytes:
    written = open_items(world.programme, [item.pk], Opening.How.READ, by=by, at=timezone.now())
    [given] = bytes_of(written, timezone.localdate(), "en")
    return opened(given, key)


def test_two_halves_let_a_new_key_read_what_came_before_and_open_nothing_themselves(
    enter: Enter, world: World, house: House, west: MadeSide
) -> None:
    item, late = told_of(world, west), told_of(world, west, f"{CANARY} again")
    new = lose_and_ask_anew(west, world)
    keeper = enter("leader", KEYS)
    keeper.add_init_script(LISTENING)
    keeper.goto(house.url + KEYS + "ceremony/")
    list_by_hand(keeper, west)
    with pytest.raises(Item.DoesNotExist):
        open_items(world.programme, [item.pk], Opening.How.READ, by=world.provincial, at=timezone.now())

    def fold() -> Locator:
        return keeper.locator("details", has_text="Let a recipient read what came before")

    fold().locator("summary").click()
    assert is_as_wide_as_the_phone(keeper)
    fault = fold().locator("[data-fault]")
    press(keeper, "Let her read")
    expect(fault).to_contain_text("Choose who is to read")
    fold().locator("[data-reader]").check()
    type_halves(fold(), west.halves["recovery"])
    press(keeper, "Let her read")
    expect(fault).to_contain_text("First compare the number")  # a forged list could name anybody
    press(keeper, "The paper shows this number")
    for halves, wrong in (
        ([west.halves["recovery"][0], west.halves["signing"][1]], "do not open this key"),
        ([west.halves["recovery"][0], "babab"], "Recovery key, second half"),
    ):
        type_halves(fold(), halves)
        press(keeper, "Let her read")
        expect(fault).to_contain_text(wrong)
    assert not Opening.objects.exists() and not Entry.objects.filter(kid=new.kid).exists()

    type_halves(fold(), west.halves["recovery"])
    press(keeper, "Let her read")
    expect(keeper.locator("#said")).to_contain_text("can open more of what was sealed before. Items: 2.")
    heard = "".join(keeper.evaluate("heard"))
    assert '"keys"' in heard and west.halves["recovery"][0] not in heard, "it hears what is decrypted"
    assert CANARY not in heard + keeper.content()
    assert read(world, item, world.provincial, new) == CANARY.encode()
    assert read(world, late, world.provincial, new) == f"{CANARY} again".encode()
    assert set(Opening.objects.filter(person=world.leader).values_list("how", flat=True)) == {"recovery"}
    acts = list(AuditLine.objects.values_list("act", flat=True))
    assert acts.count("notice_grant") == 2 and "open_side_key" in acts and "notice_open" in acts


def test_words_of_an_older_recovery_key_give_what_was_sealed_to_it(
    enter: Enter, world: World, west: MadeSide
) -> None:
    "The officer lacks two notices. Between them the side made its keys anew."
    by, officer = world.provincial, west.enrolments[world.officer.pk]
    own, later = west.identities[by.pk], drawn("new 2 recovery", True)

    def begin_without_her(recovery: Identity) -> Item:
        told = begun(west, own)
        told["item"] = sealed(CANARY, [own.card, recovery.card], own, notice=told["notice"])
        return begin_notice(world.programme, told, by=by, at=timezone.now()).item

    before = begin_without_her(west.recovery)
    renew(west, world)
    after = begin_without_her(later.identity)
    keeper = enter("leader", KEYS + "ceremony/")
    press(keeper, "The paper shows this number")
    expect(keeper.locator("[data-compare] .ask")).to_have_count(0)

    def let(halves: Any) -> Any:
        return keeper.evaluate(LET_READ, [str(west.seat.pk), [1, 2], officer.kid, list(halves)])

    for given in (1, 0):  # pressed twice
        assert let(later.words) == {"given": given, "refused": 0, "older": 1, "stopped": False}
    assert set(Entry.objects.filter(kid=officer.kid).values_list("item", flat=True)) == {after.pk}
    assert let(west.halves["recovery"]) == {"given": 1, "refused": 0, "older": 0, "stopped": False}
    key = west.identities[world.officer.pk]
    assert (
        read(world, before, world.officer, key) == read(world, after, world.officer, key) == CANARY.encode()
    )


def test_a_line_that_breaks_half_way_takes_back_nothing_and_goes_on_where_it_ended(
    enter: Enter, world: World, house: House, west: MadeSide
) -> None:
    told_of(world, west), told_of(world, west, f"{CANARY} again")
    new = lose_and_ask_anew(west, world)
    keeper = enter("leader", KEYS + "ceremony/")
    list_by_hand(keeper, west)
    press(keeper, "The paper shows this number")
    expect(keeper.locator("[data-compare] .ask")).to_have_count(0)
    sent = list[str]()
    house.expected.add("ERR_FAILED")

    def broken_after_one(route: Route) -> None:
        sent.append(route.request.url)
        route.continue_() if len(sent) == 1 else route.abort()

    def let() -> Any:
        return keeper.evaluate(LET_READ, [str(west.seat.pk), [1], new.kid, list(west.halves["recovery"])])

    keeper.route("**/grants/", broken_after_one)
    assert let() == {"given": 1, "refused": 0, "older": 0, "stopped": True}
    assert Entry.objects.filter(kid=new.kid).count() == 1
    keeper.unroute("**/grants/")
    assert let() == {"given": 1, "refused": 0, "older": 0, "stopped": False}
    assert Entry.objects.filter(kid=new.kid).count() == 2


def renew(west: MadeSide, world: World) -> None:
    last, now = last_list(west.seat), timezone.now()
    assert last
    follows = sign_list(
        drawn("new 2 signing", True).identity, seat=west.seat, number=2, prev=last.head, at=now,
        recovery=drawn("new 2 recovery", True).identity.card,
        enrolments=list(Enrolment.objects.filter(seat=west.seat)),
    )  # fmt: skip
    make_side_key(west.seat, new_key(west, 2, west.signing), follows, by=world.leader, at=now)
