"""Chromium, the Python twin, joserfc and jwcrypto open what another of them sealed, over every pair of curves."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from chungtay.incidents.rules.sealed import items

from .others import (
    IID,
    NID,
    Identity,
    b64,
    card,
    check_item,
    hashlib,
    identity,
    manifest,
    open_joserfc,
    open_jwcrypto,
    pad,
    seal_joserfc,
    seal_jwcrypto,
    thumb,
    unpad,
)

IDS = {"nid": NID, "iid": IID}
TEXTS = ("", "x", "thông báo ແຈ້ງການ 🗝 " * 50, "y" * 70_000)


def load(page: Page, **people: Identity) -> None:
    for name, one in people.items():
        page.evaluate("([name, identity]) => T.load(name, identity)", [name, one])


def in_browser(page: Page, item: Any, cards: list[Identity], name: str) -> dict[str, str]:
    told: dict[str, str] = page.evaluate("asked => T.open(...asked)", [item, cards, name, NID, IID])
    return told


@pytest.mark.parametrize("kinds", [("p256",) * 3, ("x25519",) * 3, ("p256", "x25519", "mix")], ids="-".join)
def test_what_a_browser_seals_and_grants_everybody_opens(page: Page, kinds: tuple[str, str, str]) -> None:
    a, b, c = (identity(kind) for kind in kinds)
    load(page, a=a, b=b, c=c)
    cards = [card(one) for one in (a, b, c)]
    known = items.directory(cards)
    for text in TEXTS:
        item = page.evaluate(
            "([cards, text, ids]) => T.seal.seal(T.text(text), cards.slice(0, 2), T.ids.a, ids)",
            [cards, text, IDS],
        )
        for one in (a, b):
            assert unpad(open_joserfc(item["jwe"], one["enc"])).decode() == text
            padded, cek = open_jwcrypto(item["jwe"], one["enc"])
            assert unpad(padded).decode() == text
            assert items.open_item(item, one, **IDS, directory=known).decode() == text
        header = check_item(item, cards)
        assert header["cmt"] == b64(hashlib.sha256(b"sealed-item CEK v1\0" + cek).digest())
        with pytest.raises(items.SealFault):
            items.open_item(item, c, **IDS, directory=known)
        item = page.evaluate(
            """async ([item, cards, ids]) =>
              T.seal.regrant(item, T.ids.b, cards[2], { ...ids, dir: await T.seal.directory(cards) })""",
            [item, cards, IDS],
        )
        assert unpad(open_joserfc(item["jwe"], c["enc"])).decode() == text
        assert unpad(open_jwcrypto(item["jwe"], c["enc"])[0]).decode() == text
        assert items.open_item(item, c, **IDS, directory=known).decode() == text
        check_item(item, cards)


@pytest.mark.parametrize("kinds", [("p256",) * 3, ("x25519",) * 3, ("p256", "x25519", "mix")], ids="-".join)
def test_what_the_twin_seals_and_grants_everybody_opens(page: Page, kinds: tuple[str, str, str]) -> None:
    a, b, c = (identity(kind) for kind in kinds)
    load(page, a=a, b=b, c=c)
    cards = [card(one) for one in (a, b, c)]
    known = items.directory(cards)
    for text in TEXTS:
        item = items.seal(text.encode(), cards[:2], a, **IDS, iat=1)
        item = items.regrant(item, b, cards[2], **IDS, directory=known, iat=2)
        check_item(item, cards)
        for name, one in (("a", a), ("b", b), ("c", c)):
            assert in_browser(page, item, cards, name) == {"ok": text}
            assert unpad(open_joserfc(item["jwe"], one["enc"])).decode() == text
            assert unpad(open_jwcrypto(item["jwe"], one["enc"])[0]).decode() == text


@pytest.mark.parametrize("maker", [seal_jwcrypto, seal_joserfc], ids=["jwcrypto", "joserfc"])
@pytest.mark.parametrize("signer", ["joserfc", "jwcrypto"])
@pytest.mark.parametrize("kinds", [("p256",) * 2, ("x25519",) * 2, ("p256", "x25519")], ids="-".join)
def test_what_a_library_seals_we_open(page: Page, maker: Any, signer: str, kinds: tuple[str, str]) -> None:
    a, b = (identity(kind) for kind in kinds)
    load(page, a=a, b=b)
    cards = [card(a), card(b)]
    jwe = maker(pad("từ Python".encode()), [a["enc"], b["enc"]], thumb(a["sig"]))
    item = {"jwe": jwe, "sigs": [manifest(jwe, a, with_library=signer)]}
    for name, one in (("a", a), ("b", b)):
        assert in_browser(page, item, cards, name) == {"ok": "từ Python"}
        assert items.open_item(item, one, **IDS, directory=items.directory(cards)).decode() == "từ Python"
    facts = items.verify(item, **IDS, directory=items.directory(cards))
    assert facts.sender == thumb(a["sig"])
    assert set(facts.recipients) == {thumb(a["enc"]), thumb(b["enc"])}


def test_an_item_says_nothing_of_what_is_in_it(page: Page) -> None:
    "Two items of the same bucket differ in nothing that can be counted; the ids drawn are the only words."
    a = identity("mix")
    load(page, a=a)
    one, other = (
        page.evaluate(
            "([c, n, ids]) => T.seal.seal(new Uint8Array(n), [c], T.ids.a, ids)", [card(a), size, IDS]
        )
        for size in (0, 1023)
    )
    assert len(json.dumps(one)) == len(json.dumps(other))
    assert one["jwe"]["recipients"][0]["header"]["epk"] != other["jwe"]["recipients"][0]["header"]["epk"]


def test_a_reader_may_say_who_lets_others_in(page: Page) -> None:
    people = {name: identity("mix") for name in ("a", "b", "c")}
    load(page, **people)
    strict, wide, again, stranger = page.evaluate(
        """async ([cards, ids]) => {
          const ctx = { ...ids, dir: await T.seal.directory(cards) };
          const item = await T.seal.seal(T.text('x'), cards.slice(0, 2), T.ids.a, ids);
          const only = { ...ctx, mayGrant: kid => kid === T.ids.a.sig.kid };
          const byBert = await T.seal.regrant(item, T.ids.b, cards[2], ctx);
          const byAnna = await T.seal.regrant(item, T.ids.a, cards[2], only);
          return [await T.attempt(() => T.seal.open(byBert, T.ids.c, only)),
            await T.attempt(async () => (await T.seal.open(byAnna, T.ids.c, only)).grants.length),
            await T.attempt(() => T.seal.regrant(item, T.ids.a, cards[1], ctx)),
            await T.attempt(() => T.seal.regrant(item, T.ids.c, cards[2], ctx))]; }""",
        [[card(one) for one in people.values()], IDS],
    )
    assert "no access" in strict["err"] and wide == {"ok": 2}
    assert "already a recipient" in again["err"] and "not sealed" in stranger["err"]


def test_sealing_refuses_what_nobody_could_open(page: Page) -> None:
    told = page.evaluate(
        """async () => {
          const me = await T.seal.generateIdentity(), card = T.seal.card(me), ids = { nid: 'n', iid: 'i' };
          const seal = (cards, ids) => T.attempt(() => T.seal.seal(T.text('x'), cards, me, ids));
          const said = [];
          for (const nid of ['', 'a b', 'é', 'x'.repeat(65), null]) said.push(await seal([card], { nid, iid: 'i' }));
          said.push(await seal([], ids), await seal([card, card], ids), await seal(Array(65).fill(card), ids));
          return said.map(one => one.err); }"""
    )
    assert told == ["notice or item id"] * 5 + ["entries", "recipient named twice", "entries"]
