"""Whose keys a side vouches for, read in the browser and by the Python twin: a lie of the server is refused by both.

A side began with one key, listed Anna and Bert, took a second key, and let Bert go.
"""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Page

from chungtay.incidents.rules.sealed import lists
from chungtay.incidents.rules.sealed.identities import (
    Jwk,
    card_of,
    directory,
    made,
    make_identity,
    public_jwk,
    sign_jws,
    thumbprint,
)
from chungtay.incidents.rules.sealed.letters import SealFault, encode_json, hashed, unb64u
from chungtay.incidents.rules.sealed.lists import Known, ListFault, read_side

SEAT, AT = "0199-west", "2026-03-20T14:10:00+07:00"
Stored = dict[str, Any]


class Side:
    """The keys of one side, and what it signed so far."""

    def __init__(self, seat: str = SEAT) -> None:
        self.seat = seat
        self.first, self.second = made("P-256"), made("Ed25519")
        self.recovery, self.later_recovery = make_identity(), make_identity()
        self.anna, self.bert, self.mai = (
            make_identity(),
            make_identity(dh="P-256", sig="Ed25519"),
            make_identity(),
        )
        self.keys: list[dict[str, Any]] = [self.key(1, self.first, self.recovery)]
        self.lists: list[str] = []
        self.add(self.first)
        self.add(self.first, self.anna, self.bert)
        followed = lists.sign_succession(
            self.first, seat=seat, number=2, signing=self.second, recovery=self.later_recovery
        )
        self.keys.append(self.key(2, self.second, self.later_recovery, followed))
        self.add(self.second, self.anna)

    def key(
        self, number: int, signing: Jwk, recovery: Mapping[str, Jwk], succession: str = ""
    ) -> dict[str, Any]:
        told = {"signing": public_jwk(signing), "recovery": card_of(recovery), "succession": succession}
        return {"number": number, **told}

    def row(self, one: Mapping[str, Jwk], person: str | None = None) -> dict[str, Any]:
        names = {id(self.anna): "anna", id(self.bert): "bert", id(self.mai): "mai"}
        person = person or names[id(one)]
        return {"person": person, "enrolment": f"e-{person}", **card_of(one)}

    def signed(self, key: Jwk, *people: Mapping[str, Jwk], **over: Any) -> str:
        recovery = self.recovery if key is self.first else self.later_recovery
        told = {
            "seat": self.seat, "number": len(self.lists) + 1, "prev": self.head, "at": AT,
            "recovery": recovery, "cards": [self.row(one) for one in people], **over,
        }  # fmt: skip
        return lists.sign_list(key, **told)

    def add(self, key: Jwk, *people: Mapping[str, Jwk], **over: Any) -> None:
        self.lists.append(self.signed(key, *people, **over))

    @property
    def head(self) -> str | None:
        return hashed(self.lists[-1].rpartition(".")[0]) if self.lists else None

    def stored(self, **over: Any) -> Stored:
        return {"keys": self.keys, "lists": self.lists, **over}

    def known(self, number: int) -> Known:
        head = hashed(self.lists[number - 1].rpartition(".")[0])
        return Known(thumbprint(self.first), number, head)


def in_page(page: Page, stored: Stored, known: Known | None = None, seat: str = SEAT) -> dict[str, Any]:
    asked = known and {
        "root": known.root,
        "number": known.number,
        "head": known.head,
        "accepted": list(known.accepted),
    }
    told: dict[str, Any] = page.evaluate(
        """([stored, seat, known]) => T.attempt(async () => {
          const side = await T.lists.readSide(stored, { seat, known: known ?? undefined });
          return { ...side, cards: [...side.cards], ever: [...side.ever] }; })""",
        [stored, seat, asked],
    )
    return told


def refused(page: Page, stored: Stored, kind: str, *, known: Known | None = None, seat: str = SEAT) -> Any:
    told = in_page(page, stored, known, seat)
    assert told.get("kind") == kind, told
    with pytest.raises(ListFault) as fault:
        read_side(stored, seat=seat, known=known)
    assert fault.value.kind == kind
    seen = {name: value for name, value in fault.value.seen.items() if value is not None}
    assert {name: value for name, value in told["seen"].items() if value is not None} == seen
    assert all(isinstance(value, (int, str)) for value in seen.values())  # thumbprints and numbers only
    return seen


def body_of(text: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(unb64u(text.split(".")[1]))
    return told


@pytest.fixture
def side() -> Side:
    return Side()


def test_a_side_is_read_alike_in_browser_and_python(page: Page, side: Side) -> None:
    for known in (None, *(side.known(number) for number in (1, 2, 3))):
        ours, theirs = (
            read_side(side.stored(), seat=SEAT, known=known),
            in_page(page, side.stored(), known)["ok"],
        )
        assert [kid for kid, _ in theirs["cards"]] == list(ours.cards) == [thumbprint(side.anna["enc"])]
        people = {kid: (one["person"], one["from"], one["until"], one["enc"]) for kid, one in theirs["ever"]}
        assert people == {kid: (one.person, one.since, one.until, one.enc) for kid, one in ours.ever.items()}
        assert {(told[0], told[2]) for told in people.values()} == {
            ("anna", None), ("bert", AT), (None, AT), (None, None),
        }  # fmt: skip
        assert theirs["recovery"] == ours.recovery == card_of(side.later_recovery)
        assert (theirs["root"], theirs["signingKid"]) == (ours.root, ours.signing_kid)
        assert (ours.root, ours.signing_kid) == (thumbprint(side.first), thumbprint(side.second))
        assert (theirs["number"], theirs["head"]) == (ours.number, ours.head) == (3, side.head)


def test_what_a_browser_signs_the_twin_reads(page: Page) -> None:
    stored, kids = page.evaluate(
        """async seat => {
          const { seal, lists } = T, make = options => seal.generateIdentity(options), at = '2026-03-20T07:10:00.000Z';
          const [first, second] = [await make({ dh: null }), await make({ dh: null, sig: 'Ed25519' })];
          const [held, anna] = [await make(), await make({ dh: 'P-256' })], recovery = seal.card(held);
          const key = (number, side, succession) => ({ number, signing: side.sig.jwk, recovery, succession });
          const row = { person: 'anna', enrolment: 'e', ...seal.card(anna) };
          const one = await lists.signList(first, { seat, number: 1, prev: null, at, recovery, cards: [] });
          const keys = [key(1, first, '')];
          const { head } = await lists.readSide({ keys, lists: [one] }, { seat });
          keys.push(key(2, second,
            await lists.signSuccession(first, { seat, number: 2, signing: second.sig.jwk, recovery })));
          const two = await lists.signList(second, { seat, number: 2, prev: head, at, recovery, cards: [row] });
          return [{ keys, lists: [one, two] }, [anna.enc.kid, second.sig.kid]]; }""",
        SEAT,
    )
    read = read_side(stored, seat=SEAT)
    assert [*read.cards, read.signing_kid] == kids
    assert in_page(page, stored)["ok"]["head"] == read.head


def test_a_side_without_keys_is_empty_until_it_has_been_seen(page: Page, side: Side) -> None:
    empty: Stored = {"keys": [], "lists": []}
    assert read_side(empty, seat=SEAT).cards == {} and in_page(page, empty)["ok"]["number"] == 0
    refused(page, empty, "backwards", known=side.known(2))


def test_an_exchanged_card_is_unsigned(page: Page, side: Side) -> None:
    head, body, signature = side.lists[-1].split(".")
    told = json.loads(unb64u(body))
    told["cards"][0]["enc"] = card_of(side.mai)["enc"]
    seen = refused(
        page, side.stored(lists=[*side.lists[:-1], f"{head}.{encode_json(told)}.{signature}"]), "unsigned"
    )
    assert seen["number"] == 3


def test_a_list_by_another_hand_is_unsigned(page: Page, side: Side) -> None:
    for key in (side.mai["sig"], made("P-256")):
        forged = sign_jws(lists.LIST, body_of(side.lists[-1]), key)
        refused(page, side.stored(lists=[*side.lists[:-1], forged]), "unsigned")


def test_a_key_that_ended_signs_no_more(page: Page, side: Side) -> None:
    "A stolen old key must not add a card after the side took a new one."
    side.add(side.first, side.anna, side.mai)
    refused(page, side.stored(), "unsigned")
    assert refused(page, side.stored(), "unsigned", known=side.known(3))["number"] == 4


def test_the_newest_key_must_have_signed_the_newest_list(page: Page, side: Side) -> None:
    refused(page, side.stored(lists=side.lists[:2]), "unsigned")
    refused(page, side.stored(lists=[]), "unsigned")


def test_a_recovery_card_names_the_next_key_only_if_a_list_vouched_for_it(page: Page, side: Side) -> None:
    "The number of the first key is on paper; its recovery card is not. A server must not bring one of its own."
    theft, own = make_identity(), made("P-256")
    named = lists.sign_succession(theft["sig"], seat=SEAT, number=2, signing=own, recovery=theft)
    keys = [{**side.keys[0], "recovery": card_of(theft)}, side.key(2, own, theft, named)]
    one = side.signed(own, side.mai, number=1, prev=None, recovery=theft)
    seen = refused(
        page, {"keys": keys, "lists": [one]}, "unsigned", known=Known(accepted=(thumbprint(side.first),))
    )
    assert seen["kid"] == thumbprint(side.first)
    refused(page, {"keys": keys, "lists": [side.lists[0], one]}, "unsigned")


def test_a_list_of_another_side_is_unsigned(page: Page, side: Side) -> None:
    refused(page, side.stored(), "unsigned", seat="0199-east")


def test_a_recovery_card_that_the_side_did_not_sign_is_refused(page: Page, side: Side) -> None:
    other = card_of(side.mai)
    refused(page, side.stored(keys=[{**side.keys[0], "recovery": other}, side.keys[1]]), "unsigned")
    refused(page, side.stored(keys=[side.keys[0], {**side.keys[1], "recovery": other}]), "unsigned")


@pytest.mark.parametrize("number", [1, 2])
def test_lists_never_go_backwards(page: Page, side: Side, number: int) -> None:
    "The server hides the list that let Bert go, and the key that signed it."
    older = side.stored(keys=side.keys[:1], lists=side.lists[:number])
    assert in_page(page, older)["ok"]["number"] == number
    seen = refused(page, older, "backwards", known=side.known(3))
    assert seen == {"number": number, "expected": 3}


def test_two_lists_of_one_number_are_a_fork(page: Page, side: Side) -> None:
    known = side.known(3)
    other = [*side.lists[:2]]
    side.lists = other
    side.add(side.second, side.anna, side.mai)
    refused(page, side.stored(), "forked", known=known)
    side.add(side.second, side.anna, side.mai)  # longer does not make it truer
    refused(page, side.stored(), "forked", known=known)
    assert in_page(page, side.stored())["ok"]["number"] == 4  # who never saw the first cannot know


def test_a_list_names_the_one_before(page: Page, side: Side) -> None:
    refused(page, side.stored(lists=[side.lists[0], side.lists[2]]), "forked")
    for prev in (None, side.known(1).head, side.known(3).head):  # the second is the one before
        third = side.signed(side.second, side.anna, number=3, prev=prev)
        refused(page, side.stored(lists=[*side.lists[:2], third]), "forked")
    third = side.signed(side.second, side.anna, number=3, prev=side.known(2).head)
    assert "ok" in in_page(page, side.stored(lists=[*side.lists[:2], third]))
    refused(page, side.stored(lists=[*side.lists, side.signed(side.second, number=9)]), "forked")
    refused(page, side.stored(lists=side.lists[::-1]), "forked")


def begun_anew(side: Side) -> Stored:
    side.keys[1]["succession"] = ""
    return side.stored()


def test_a_new_beginning_waits_until_a_person_compares_it(page: Page, side: Side) -> None:
    known = side.known(2)
    anew = begun_anew(side)
    seen = refused(page, anew, "new_beginning", known=known)
    assert seen == {"kid": thumbprint(side.second), "expected": thumbprint(side.first)}
    accepted = Known(known.root, known.number, known.head, accepted=(thumbprint(side.second),))
    assert read_side(anew, seat=SEAT, known=accepted).root == thumbprint(side.second)
    assert in_page(page, anew, accepted)["ok"]["root"] == thumbprint(side.second)
    # And the lists from before still count, since the first of the new ones names them.
    assert len(in_page(page, anew, accepted)["ok"]["ever"]) == 4


def test_other_keys_than_those_on_paper_are_refused(page: Page, side: Side) -> None:
    "A malicious server with a whole chain of its own: every signature in it holds."
    other = Side()
    assert "ok" in in_page(page, other.stored())  # a browser that knows nothing cannot tell
    refused(page, other.stored(), "not_the_papers", known=side.known(2))
    compared = Known(accepted=(thumbprint(side.first),))
    refused(page, other.stored(), "not_the_papers", known=compared)
    assert "ok" in in_page(page, side.stored(), compared)


def test_a_key_is_followed_only_by_the_one_it_names(page: Page, side: Side) -> None:
    good = side.keys[1]

    def followed(**over: Any) -> Stored:
        told = {"seat": SEAT, "number": 2, "signing": side.second, "recovery": side.later_recovery, **over}
        named = lists.sign_succession(
            over.pop("by", side.first), **{n: v for n, v in told.items() if n != "by"}
        )
        return side.stored(keys=[side.keys[0], {**good, "succession": named}])

    assert "ok" in in_page(page, followed())
    for lie in (
        {"number": 3},
        {"seat": "x"},
        {"signing": side.mai["sig"]},
        {"recovery": side.mai},
        {"by": made("P-256")},
    ):
        refused(page, followed(**lie), "unsigned")
    by_recovery = followed(by=side.recovery["sig"])  # the signature key was lost
    assert in_page(page, by_recovery)["ok"]["number"] == read_side(by_recovery, seat=SEAT).number == 3
    refused(page, followed(by=side.later_recovery["sig"]), "unsigned")  # its own does not count
    refused(page, side.stored(keys=[side.keys[0], {**good, "succession": "a.b.c"}]), "unsigned")
    refused(page, side.stored(keys=[side.keys[1]]), "unsigned")
    refused(page, side.stored(keys=[side.keys[0], {**side.keys[0], "number": 2}]), "unsigned")
    refused(page, side.stored(keys=[side.keys[0], {**good, "number": 7}]), "unsigned")
    refused(page, side.stored(keys=[{**side.keys[0], "number": 2}, good]), "unsigned")


def test_a_list_holds_each_key_once_and_in_one_hand(page: Page, side: Side) -> None:
    base = side.lists[:]
    doubled = [side.row(side.anna), side.row(side.anna)]
    swapped = [{**side.row(side.anna), "person": "mai"}]
    mixed = [{**side.row(side.anna), "enc": card_of(side.mai)["enc"]}]
    of_recovery = [{**side.row(side.anna), "enc": card_of(side.later_recovery)["enc"]}]
    one_for_two = [{**side.row(side.bert), "sig": made("P-256"), "enc": made("P-256")}]
    one_for_two[0]["enc"] = one_for_two[0]["sig"]
    # New to the lists, so that only this list itself says what is wrong with them.
    shared = [side.row(side.mai), {**side.row(make_identity(), "ha"), "enc": card_of(side.mai)["enc"]}]
    over_recovery = [{**side.row(side.mai), "enc": card_of(side.later_recovery)["enc"]}]
    for cards in (doubled, swapped, mixed, of_recovery, one_for_two, shared, over_recovery):
        refused(page, side.stored(lists=[*base, side.signed(side.second, cards=cards)]), "unsigned")


BAD_BODIES: list[dict[str, Any]] = [
    {"at": "yesterday"}, {"at": "2026-03-20"}, {"at": 7}, {"cards": {}}, {"cards": [None]}, {"cards": [{}]},
    {"recovery": {}}, {"seat": 7}, {"more": 1},
]  # fmt: skip


def test_a_list_out_of_form_is_unsigned(page: Page, side: Side) -> None:
    good = {**body_of(side.lists[-1]), "number": 4, "prev": side.head}
    assert "ok" in in_page(page, side.stored(lists=[*side.lists, sign_jws(lists.LIST, good, side.second)]))
    for lie in BAD_BODIES:
        refused(
            page,
            side.stored(lists=[*side.lists, sign_jws(lists.LIST, {**good, **lie}, side.second)]),
            "unsigned",
        )
    for number in (True, "4", 5, None):
        forged = sign_jws(lists.LIST, {**good, "number": number}, side.second)
        refused(page, side.stored(lists=[*side.lists, forged]), "forked")
    for enc in (
        {"crv": "P-521", "kty": "EC", "x": "AA", "y": "AA"},
        {"crv": "X25519", "kty": "OKP", "x": "AA"},
        None,
    ):
        cards = [{**side.row(side.mai), "enc": enc}]
        forged = sign_jws(lists.LIST, {**good, "cards": cards}, side.second)
        refused(page, side.stored(lists=[*side.lists, forged]), "unsigned")


@pytest.mark.parametrize("strange", [[None], [7], [""], ["a.b"], ["a.b.c"], [{}]])
def test_a_list_that_is_none_is_unsigned(page: Page, side: Side, strange: list[Any]) -> None:
    refused(page, side.stored(lists=[*side.lists, *strange]), "unsigned")


def test_somebody_may_come_back(page: Page, side: Side) -> None:
    side.add(side.second, side.anna, side.bert)
    ever = read_side(side.stored(), seat=SEAT).ever[thumbprint(side.bert["sig"])]
    theirs = dict(in_page(page, side.stored())["ok"]["ever"])[thumbprint(side.bert["sig"])]
    assert (ever.since, ever.until) == (theirs["from"], theirs["until"]) == (AT, None)


def test_a_recipient_vouches_for_a_sender(page: Page, side: Side) -> None:
    sender, cards = make_identity(), [card_of(side.anna), card_of(side.bert)]
    for by in (side.anna, side.bert):
        ours = lists.sign_confirmation(by["sig"], person="ha", card=sender, iat=7)
        read = lists.read_confirmation(ours, directory(cards))
        assert (read["kid"], read["by"], read["person"]) == (
            thumbprint(sender["sig"]),
            thumbprint(by["sig"]),
            "ha",
        )
        how = """async ([jws, cards]) => T.attempt(async () =>
          T.lists.readConfirmation(jws, await T.seal.directory(cards)))"""
        assert page.evaluate(how, [ours, cards]) == {"ok": read}
    theirs, kid = page.evaluate(
        """async card => {
          const me = await T.seal.generateIdentity(); T.ids.confirming = me;
          return [[await T.lists.signConfirmation(me, { person: 'ha', card }), T.seal.card(me)], me.sig.kid]; }""",
        card_of(sender),
    )
    assert lists.read_confirmation(theirs[0], directory([theirs[1]]))["by"] == kid
    with pytest.raises(SealFault, match="signer"):
        lists.read_confirmation(theirs[0], directory(cards))


def test_a_thing_signed_for_one_use_counts_for_no_other(page: Page, side: Side) -> None:
    "A list is no succession and a confirmation no list, whoever signed it."
    confirmation = lists.sign_confirmation(side.second, person="ha", card=side.mai, iat=1)
    refused(page, side.stored(lists=[*side.lists, confirmation]), "unsigned")
    as_succession = [side.keys[0], {**side.keys[1], "succession": side.lists[0]}]
    refused(page, side.stored(keys=as_succession), "unsigned")
