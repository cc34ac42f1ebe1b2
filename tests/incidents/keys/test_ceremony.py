"""A side's keys in a browser, on a phone: enrol, hold the ceremony, be listed; slips, renewal, loss."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from chungtay.incidents.actions.keys import enrol
from chungtay.incidents.answers.keys import key_in_force, last_list
from chungtay.incidents.models import Enrolment, KeyList, SideKey
from chungtay.models import AuditLine
from tests.incidents.made import drawn, make_side, seat_of
from tests.world import World

from .conftest import Enter, House

pytestmark = pytest.mark.django_db(transaction=True)
KEYS = "/notices/oak-elm/keys/"


def press(tab: Page, words: str) -> None:
    tab.get_by_role("button", name=words, exact=True).click()


def sheets(tab: Page) -> list[str]:
    """The words of each sheet on the page."""
    return [" ".join(one.locator("li").all_inner_texts()) for one in tab.locator(".a4").all()]


def make_own_key(tab: Page) -> tuple[str, str]:
    """Through the page of one's own key; gives the words and the number that are printed on the sheet."""
    press(tab, "Make my key")
    expect(tab.locator(".a4")).to_have_count(1)
    (words,), number = sheets(tab), tab.locator(".a4 .spoken").inner_text()
    press(tab, "I have the words on paper")
    tab.locator("[data-in=words]").fill(words)
    press(tab, "Make the key")
    expect(tab.locator("#said")).to_contain_text(number)
    return words, number


def hold_ceremony(tab: Page, button: str) -> list[str]:
    """From the form that is filled in to kept keys; gives the four halves."""
    press(tab, button)
    expect(tab.locator(".a4")).to_have_count(4)
    halves = sheets(tab)
    press(tab, "The sheets are printed")
    for name, half in zip(("signing_0", "signing_1", "recovery_0", "recovery_1"), halves, strict=True):
        tab.locator(f"[data-in={name}]").fill(half)
    press(tab, "Save the keys")
    expect(tab.locator("#said")).to_contain_text("The keys are kept")
    return halves


def is_as_wide_as_the_phone(tab: Page) -> bool:
    return bool(tab.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_a_recipient_enrols_and_her_side_lists_her_at_its_first_ceremony(
    enter: Enter, world: World, house: House
) -> None:
    own = enter("provincial", KEYS + "mine/")
    _, number = make_own_key(own)
    assert is_as_wide_as_the_phone(own)
    row = Enrolment.objects.get()
    assert row.aloud == number and row.state == "asked"

    keeper = enter("leader", KEYS + "ceremony/")
    expect(keeper.locator("[data-in=add]")).to_have_count(1)
    assert number in keeper.locator("#list").inner_text()
    assert is_as_wide_as_the_phone(keeper)
    keeper.locator("[data-in=witness]").first.fill("Head of office")
    keeper.locator("[data-in=add]").check()
    halves = hold_ceremony(keeper, "Make the keys")
    row.refresh_from_db()
    assert row.state == "listed"

    # The next list is signed with both halves; a slip names the half and nothing is lost.
    second = enter("officer", KEYS + "mine/")
    make_own_key(second)
    keeper.reload()
    keeper.locator("[data-in=add]").check()
    first = keeper.locator("form:has([data-in=add])")
    first.locator("[data-in=first]").fill(halves[0].upper().replace(" ", " - "))
    first.locator("[data-in=second]").fill(halves[1].rsplit(" ", 1)[0] + " babab")
    press(keeper, "Sign the list")
    expect(first.locator("[data-fault]")).to_contain_text("second half")
    first.locator("[data-in=second]").fill(halves[1])
    press(keeper, "Sign the list")
    expect(keeper.locator("#said")).to_contain_text("List 2 is signed")
    assert {one.state for one in Enrolment.objects.all()} == {"listed"}

    # Everybody reads it, and every browser checks it.
    page = enter("partner", KEYS)
    expect(page.locator("body[data-checked=yes]")).to_have_count(1)
    assert "Lists: 2. Recipients: 2." in page.locator("main").inner_text()
    assert is_as_wide_as_the_phone(page)
    acts = set(AuditLine.objects.values_list("act", flat=True))
    assert {"enrol", "make_side_key", "post_key_list", "open_side_key"} <= acts


def test_words_of_nobody_reach_the_server(enter: Enter, world: World) -> None:
    sent: list[str] = []
    own = enter("provincial", KEYS + "mine/")
    own.on("request", lambda asked: sent.append(asked.post_data or ""))
    words, _ = make_own_key(own)
    assert any("wrapped" in one for one in sent)
    assert not any(word in one for one in sent for word in words.split())
    assert not any('"d"' in one for one in sent)


def test_renewal_follows_from_the_old_words_or_from_recovery_and_is_loud_without_both(
    enter: Enter, world: World, house: House
) -> None:
    keeper = enter("leader", KEYS + "ceremony/")
    keeper.locator("[data-in=witness]").first.fill("Head of office")
    halves = hold_ceremony(keeper, "Make the keys")
    west = seat_of(world, 1)

    def renew(how: str, words: list[str]) -> list[str]:
        keeper.goto(house.url + KEYS + "ceremony/")
        keeper.get_by_text("Make this side's keys anew").click()
        form = keeper.locator("form:has([data-how])")
        form.locator(f"[value={how}]").check()
        if words:
            form.locator("[data-in=first]").fill(words[0])
            form.locator("[data-in=second]").fill(words[1])
        else:
            form.locator("[data-in=anew]").check()
        form.locator("[data-in=reason]").fill("A sheet was lost")
        form.locator("[data-in=witness]").fill("Head of office")
        return hold_ceremony(keeper, "Make the keys anew")

    halves = renew("signing", halves[:2])
    halves = renew("recovery", halves[2:])
    assert [bool(key.succession) for key in SideKey.objects.filter(seat=west)] == [False, True, True]
    other = enter("partner", KEYS)
    expect(other.locator("body[data-checked=yes]")).to_have_count(1)
    assert other.locator(".state--late").count() == 0

    renew("none", [])
    key, last = key_in_force(west), last_list(west)
    assert key and last and (key.number, last.number) == (4, 4) and not key.succession
    other.reload()
    expect(other.locator("[data-check] .state--late")).to_contain_text("began anew")
    assert KeyList.objects.filter(seat=west).count() == 4
    other.get_by_role("button", name="The new paper shows this number: accept it").click()
    expect(other.locator("#said")).to_contain_text("believes this side")
    expect(other.locator("[data-check] .state--late")).to_have_count(0)


def test_wrong_words_lock_nothing_and_the_right_ones_still_open(enter: Enter, world: World) -> None:
    own = enter("provincial", KEYS + "mine/")
    words, _ = make_own_key(own)
    press(own, "Try my words")
    asked: list[str] = []
    own.on("request", lambda one: asked.append(one.url))
    line = own.locator("[data-fault]")
    for typed, said in (
        ("", "Six words are needed"),
        ("one two", "is no word of a passphrase"),
        (" ".join(words.split()[:5]), "Six words are needed"),
        (" ".join([*words.split()[1:5], words.split()[0], words.split()[5]]), "does not fit"),
    ):
        own.locator("[data-in=words]").fill(typed)
        press(own, "Unlock")
        expect(line).to_contain_text(said)
    own.locator("[data-in=words]").fill(f"  {words.upper().replace(' ', '  ')} ")
    press(own, "Unlock")
    expect(own.locator("#said")).to_contain_text("These words open your key")
    assert sum(url.endswith("/own/") for url in asked) <= 1


def test_a_key_is_rewrapped_followed_and_told_lost_on_the_page_of_ones_own(
    enter: Enter, world: World, house: House
) -> None:
    made = make_side(seat_of(world, 1), world.programme, [world.provincial], timezone.now())
    words = made.passphrases[world.provincial.pk]
    own = enter("provincial", KEYS + "mine/")
    press(own, "Change the words")
    own.locator("[data-in=words]").fill(words)
    press(own, "Unlock")
    expect(own.locator(".a4")).to_have_count(1)
    (new_words,) = sheets(own)
    press(own, "I have the words on paper")
    own.locator("[data-in=words]").fill(new_words.replace(new_words.split()[2], "babab"))
    press(own, "Make the key")
    expect(own.locator("[data-fault]")).to_contain_text("Word 3 is not the one on the sheet")
    own.locator("[data-in=words]").fill(new_words)
    press(own, "Make the key")
    expect(own.locator("#said")).to_contain_text("new words only")
    press(own, "Try my words")
    own.locator("[data-in=words]").fill(words)
    press(own, "Unlock")
    expect(own.locator("[data-fault]")).to_contain_text("do not open this key")
    own.locator("[data-in=words]").fill(new_words)
    press(own, "Unlock")
    expect(own.locator("#said")).to_contain_text("These words open your key")

    press(own, "Make a new key that follows")
    expect(own.locator(".a4")).to_have_count(1)
    (words,) = sheets(own)
    press(own, "I have the words on paper")
    own.locator("[data-in=words]").fill(words)
    press(own, "Make the key")
    expect(own.locator("#said")).to_contain_text("waits to be listed")
    press(own, "It is lost")
    press(own, "Yes, it is lost")
    expect(own.locator("#said")).to_contain_text("Make a new key now")

    keeper = enter("leader", KEYS + "ceremony/")
    assert keeper.locator("[data-in=remove]").is_checked()
    keeper.locator("[data-in=add]").check()
    changes = keeper.locator("form:has([data-in=add])")
    for name, half in zip(("first", "second"), made.halves["signing"], strict=True):
        changes.locator(f"[data-in={name}]").fill(half)
    press(keeper, "Sign the list")
    expect(keeper.locator("#said")).to_contain_text("List 2 is signed")
    assert sorted(one.state for one in Enrolment.objects.all()) == ["ended", "listed"]

    keeper.get_by_text("Check the recovery sheets").click()
    check = keeper.locator("details:has-text('Once a year') form")
    for name, half in zip(("first", "second"), made.halves["recovery"], strict=True):
        check.locator(f"[data-in={name}]").fill(half)
    press(keeper, "Check")
    expect(keeper.locator("#said")).to_contain_text("These words open the recovery key")


def test_fifty_wrong_passphrases_lock_nothing_and_say_nothing_of_the_right_one(
    enter: Enter, world: World
) -> None:
    own = drawn("1 Provincial", False)
    tab = enter("provincial", KEYS + "mine/")
    found = tab.evaluate(
        """async ([wrapped, words]) => {
             const { unlock } = await import('/static/annex/reader.js');
             const { makePassphrase } = await import('/static/annex/passphrases.js');
             const why = new Set();
             for (let i = 0; i < 50; i += 1) {
               await unlock(wrapped, await makePassphrase()).catch(wrong => why.add(`${wrong.why} ${wrong.word}`));
             }
             return [[...why], (await unlock(wrapped, words)).enc.kid];
           }""",
        [own.wrapped, own.words[0]],
    )
    assert found == [["wrong "], own.identity.kid]


def test_of_two_tabs_that_sign_one_number_the_second_is_told_and_keeps_what_was_typed(
    enter: Enter, world: World, house: House
) -> None:
    house.expected.add("status of 422")
    made = make_side(seat_of(world, 1), world.programme, [world.provincial], timezone.now())
    own = drawn("1 Officer", False)
    enrol(made.seat, own.identity.card, own.wrapped, by=world.officer, at=timezone.now())
    tabs = [enter("leader", KEYS + "ceremony/") for _ in range(2)]
    for tab in tabs:
        tab.locator("[data-in=add]").check()
        form = tab.locator("form:has([data-in=add])")
        for name, half in zip(("first", "second"), made.halves["signing"], strict=True):
            form.locator(f"[data-in={name}]").fill(half)
    press(tabs[0], "Sign the list")
    expect(tabs[0].locator("#said")).to_contain_text("List 2 is signed")
    press(tabs[1], "Sign the list")
    form = tabs[1].locator("form:has([data-in=add])")
    expect(form.locator("[data-fault]")).to_contain_text("signed list 2 of this side meanwhile")
    assert form.locator("[data-in=first]").input_value() == made.halves["signing"][0]
    assert KeyList.objects.count() == 2
