"""A server, a stranger or a recipient changes an item: nobody opens it, in the browser as in Python.

Some of it a bare JWE library opens; where that is so, the test says it, for it is why there are manifests.
"""

import copy
import json
import secrets
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .others import (
    ALG,
    b64,
    card,
    compact,
    encoded,
    hashed,
    identity,
    manifest,
    open_joserfc,
    open_jwcrypto,
    pad,
    protected,
    public,
    seal_jwcrypto,
    thumb,
    unb64,
    unpad,
)
from .three import Item, Three


def flipped(text: str, at: int = 0) -> str:
    content = bytearray(unb64(text))
    content[at] ^= 1
    return b64(bytes(content))


def head_of(text: str) -> str:
    """What the next manifest names of this one."""
    return hashed(text.rpartition(".")[0])


def entry_of(item: Item, three: Three) -> dict[str, Any]:
    return next(one for one in item["jwe"]["recipients"] if one["header"]["kid"] == thumb(three.bert["enc"]))


def in_jwe(name: str, change: Callable[[str], str]) -> Callable[[Item, Three], None]:
    return lambda item, three: item["jwe"].update({name: change(item["jwe"][name])})


def in_header(name: str, change: Callable[[str], str]) -> Callable[[Item, Three], None]:
    def changed(item: Item, three: Three) -> None:
        header = entry_of(item, three)["header"]
        header[name] = change(header[name])

    return changed


def in_entry(change: Callable[[dict[str, Any]], Any]) -> Callable[[Item, Three], None]:
    return lambda item, three: change(entry_of(item, three))


CHANGES: dict[str, Callable[[Item, Three], None]] = {
    "iv": in_jwe("iv", flipped),
    "first byte of the ciphertext": in_jwe("ciphertext", flipped),
    "middle of the ciphertext": in_jwe("ciphertext", lambda text: flipped(text, 500)),
    "last byte of the ciphertext": in_jwe("ciphertext", lambda text: flipped(text, -1)),
    "ciphertext cut short": in_jwe("ciphertext", lambda text: b64(unb64(text)[:-1])),
    "tag": in_jwe("tag", flipped),
    "last byte of the tag": in_jwe("tag", lambda text: flipped(text, -1)),
    "tag of 12 bytes": in_jwe("tag", lambda text: b64(unb64(text)[:12])),
    "tag of 4 bytes": in_jwe("tag", lambda text: b64(unb64(text)[:4])),
    "encrypted key": in_entry(lambda one: one.update(encrypted_key=flipped(one["encrypted_key"]))),
    "end of it": in_entry(lambda one: one.update(encrypted_key=flipped(one["encrypted_key"], -1))),
    "epk": in_entry(lambda one: one["header"]["epk"].update(x=flipped(one["header"]["epk"]["x"], 5))),
    "epk with a private half": in_entry(lambda one: one["header"]["epk"].update(d="AAAA")),
    "apu": in_header("apu", flipped),
    "apv": in_header("apv", flipped),
    "kid": in_header("kid", flipped),
    "kid that is no text": in_header("kid", lambda kid: 7),  # type: ignore[arg-type,return-value]
    "aad added": lambda item, three: item["jwe"].update(aad="AAAA"),
    "unprotected added": lambda item, three: item["jwe"].update(unprotected={"zip": "DEF"}),
    "no recipients": lambda item, three: item["jwe"].update(recipients=[]),
    "recipients that are none": lambda item, three: item["jwe"].update(recipients=None),
    "a recipient that is none": lambda item, three: item["jwe"].update(recipients=[None]),
}


@pytest.mark.parametrize("what", CHANGES)
def test_each_class_of_bytes_is_guarded(three: Three, what: str) -> None:
    changed = three.copied()
    CHANGES[what](changed, three)
    three.refuses(changed)
    if isinstance(changed["jwe"]["recipients"], list) and None not in changed["jwe"]["recipients"]:
        three.refuses(three.signed(changed["jwe"]))  # the sender herself signed it so


def test_each_word_of_the_protected_header_is_guarded(three: Three) -> None:
    header = json.loads(unb64(three.jwe["protected"]))
    for name, told in header.items():
        other = encoded({**header, name: told[:-1] + ("B" if told[-1] == "A" else "A")})
        jwe = {**three.jwe, "protected": other}
        three.refuses({"jwe": jwe, "sigs": three.item["sigs"]})
        three.refuses(three.signed(jwe))
        less = {**three.jwe, "protected": encoded({n: v for n, v in header.items() if n != name})}
        three.refuses(three.signed(less), "members must be")


@pytest.mark.parametrize("part", [0, 1, 2])
def test_each_part_of_a_manifest_is_guarded(three: Three, part: int) -> None:
    parts = three.item["sigs"][0].split(".")
    parts[part] = flipped(parts[part], len(unb64(parts[part])) // 2)
    three.refuses({"jwe": three.jwe, "sigs": [".".join(parts)]})


@pytest.mark.parametrize(
    "what", [None, 7, "", [], {}, {"jwe": None, "sigs": []}, {"jwe": [], "sigs": [None]}]
)
def test_what_is_no_item_is_refused_in_words(three: Three, what: Any) -> None:
    three.refuses(what)


def test_no_single_byte_of_an_item_can_be_replaced(three: Three) -> None:
    "Every byte of item and grant: one turned, the next set, the next left out. In Python every seventh."
    whole, opened, tried = three.page.evaluate(
        """async ([item, cards, turn]) => {
          const dir = await T.seal.directory(cards), ctx = { nid: 'n1', iid: 'i1', dir }, opened = [];
          const whole = JSON.stringify(await T.seal.regrant(item, T.ids.bert, cards[2], ctx));
          let tried = 0;
          for (let i = 0; i < whole.length; i++) {
            const ways = [String.fromCharCode(whole.charCodeAt(i) ^ 1), whole[i] === 'A' ? 'B' : 'A', ''];
            const c = ways[(i + turn) % 3];
            let changed;
            try { changed = JSON.parse(whole.slice(0, i) + c + whole.slice(i + 1)); } catch { continue; }
            tried += 1;
            try { await T.seal.open(changed, T.ids.bert, ctx); opened.push([i, c]); } catch {}
          }
          return [whole, opened, tried]; }""",
        [three.item, three.cards, secrets.randbelow(3)],
    )
    assert opened == [] and tried > 3_000
    three.opens(json.loads(whole), "the text")
    for at in range(0, len(whole), 7):
        try:
            changed = json.loads(whole[:at] + chr(ord(whole[at]) ^ 1) + whole[at + 1 :])
        except ValueError:
            continue
        assert "err" in three.in_python(changed, "bert", "n1", "i1", three.cards), at


def test_an_item_stands_under_its_own_ids_only(three: Three) -> None:
    three.refuses(three.item, "another notice or item", nid="n2")
    three.refuses(three.item, "another notice or item", iid="i2")
    assert unpad(open_joserfc(three.jwe, three.bert["enc"])) == b"the text"  # JWE alone knows no ids


def test_entries_cannot_change_places(three: Three) -> None:
    item = three.copied()
    one, other = item["jwe"]["recipients"]
    one["encrypted_key"], other["encrypted_key"] = other["encrypted_key"], one["encrypted_key"]
    three.refuses(item)
    three.refuses(three.signed(item["jwe"]), "does not unwrap")
    item = three.copied()
    one, other = item["jwe"]["recipients"]
    one["header"], other["header"] = other["header"], one["header"]
    three.refuses(item)
    three.refuses(three.signed(item["jwe"]), "does not unwrap")
    item = three.copied()
    one, other = (each["header"] for each in item["jwe"]["recipients"])
    for name in ("kid", "apv"):
        one[name], other[name] = other[name], one[name]
    three.refuses(three.signed(item["jwe"]))


def test_parts_of_another_item_do_not_fit(three: Three) -> None:
    other = seal_jwcrypto(pad(b"other"), three.to_both, three.snd)
    three.refuses({"jwe": three.jwe, "sigs": [manifest(other, three.anna)]}, "other content")
    mixed = {**three.jwe, "recipients": other["recipients"]}
    three.refuses({"jwe": mixed, "sigs": three.item["sigs"]}, "recipient set")
    three.refuses(three.signed(mixed), "not the committed one")


def test_nobody_is_added_or_taken_away_in_silence(three: Three) -> None:
    item = three.copied()
    item["jwe"]["recipients"] = [entry_of(item, three)]
    three.refuses(item, "recipient set")
    assert unpad(open_jwcrypto(item["jwe"], three.bert["enc"])[0]) == b"the text"
    item = three.copied()
    item["jwe"]["recipients"].append(copy.deepcopy(item["jwe"]["recipients"][0]))
    three.refuses(item, "named twice")


def granted(three: Three, by: str = "bert") -> tuple[Item, list[dict[str, Any]], str]:
    """The item with an entry for Mai that `by` made and nobody signed; the entry; what her manifest must name."""
    more = seal_jwcrypto(pad(b"x"), [three.mai["enc"]], thumb(three.people[by]["sig"]), cek=three.cek)[
        "recipients"
    ]
    item = three.copied()
    item["jwe"]["recipients"] += more
    return item, more, head_of(item["sigs"][0])


def test_a_grant_must_be_signed_by_somebody_who_could_open_it(three: Three) -> None:
    item, entry, prev = granted(three)
    three.refuses(item, "recipient set")
    good = {"jwe": item["jwe"], "sigs": [*item["sigs"], manifest(item["jwe"], three.bert, entry, prev)]}
    three.opens(good, "the text", who="mai")

    def with_sigs(*sigs: str) -> Item:
        return {"jwe": item["jwe"], "sigs": list(sigs)}

    first, second = good["sigs"]
    three.refuses(with_sigs(first, manifest(item["jwe"], three.bert, entry, None)), "other content")
    three.refuses(with_sigs(first, manifest(item["jwe"], three.mai, entry, prev)), "no access")
    three.refuses(with_sigs(second, first), "other content")
    three.refuses(with_sigs(first, second, second), "other content")
    three.refuses(with_sigs(second), "other content")
    three.refuses(with_sigs(), "entries")
    three.refuses({"jwe": three.jwe, "sigs": good["sigs"]}, "recipient set")


def test_the_last_grant_can_be_dropped_whole_and_only_its_reader_sees_it(three: Three) -> None:
    "A limit that docs/notices.md names: whoever keeps the bytes can give an older state of them."
    three.opens(three.item, "the text")
    three.refuses(three.item, "not sealed to this key", who="mai")


def test_a_recipient_cannot_speak_in_the_senders_name(three: Three) -> None:
    forged = copy.deepcopy(three.jwe)
    sealed = AESGCM(three.cek).encrypt(unb64(forged["iv"]), pad(b"forged"), forged["protected"].encode())
    forged["ciphertext"], forged["tag"] = b64(sealed[:-16]), b64(sealed[-16:])
    assert unpad(open_joserfc(forged, three.anna["enc"])) == b"forged"  # JWE alone does not see it
    three.refuses({"jwe": forged, "sigs": three.item["sigs"]}, "other content", who="anna")
    three.refuses(three.signed(forged, three.bert), "not the sender", who="anna")


def test_a_stranger_cannot_put_her_name_on_it(three: Three) -> None:
    three.refuses(three.signed(three.jwe, three.mai), "not the sender")
    header = {**json.loads(unb64(three.jwe["protected"])), "snd": thumb(three.mai["sig"])}
    three.refuses(three.signed({**three.jwe, "protected": encoded(header)}, three.mai))


ALGS = (
    "none",
    "dir",
    "RSA1_5",
    "ECDH-ES",
    "ECDH-ES+A128KW",
    "A256KW",
    "PBES2-HS512+A256KW",
    "ecdh-es+a256kw",
    None,
    1,
)
DOWN: list[dict[str, Any]] = [
    *({"alg": alg} for alg in (*ALGS, ["ECDH-ES+A256KW"])),
    *({"enc": enc} for enc in ("A128GCM", "A128CBC-HS256", "A256CBC-HS512", "none", None)),
    {"zip": "DEF"}, {"crit": ["exp"]}, {"jwk": {}}, {"b64": False}, {"typ": "JWT"},
]  # fmt: skip


def test_no_weaker_way_can_be_asked_for(three: Three) -> None:
    header = json.loads(unb64(three.jwe["protected"]))
    for over in DOWN:
        three.refuses(three.signed({**three.jwe, "protected": encoded({**header, **over})}))
    without = encoded({name: told for name, told in header.items() if name != "alg"})
    for protected_, alg in ((without, ALG), (three.jwe["protected"], "dir")):
        moved = [{**one, "header": {**one["header"], "alg": alg}} for one in three.jwe["recipients"]]
        three.refuses(
            three.signed({**three.jwe, "protected": protected_, "recipients": moved}), "members must be"
        )
    twice = b64(('{"nid":"n2",' + compact(header)[1:]).encode())
    three.refuses(three.signed({**three.jwe, "protected": twice}), "compact form")


def test_an_honest_item_of_a_weaker_kind_is_refused(three: Three) -> None:
    cek = b"0123456789abcdef"
    low = seal_jwcrypto(
        pad(b"low"), three.to_both, three.snd, cek=cek, header=protected(three.snd, cek, enc="A128GCM")
    )
    three.refuses(three.signed(low), "typ, alg or enc")


def test_no_unsigned_manifest_counts(three: Three) -> None:
    head, body, _ = three.item["sigs"][0].split(".")
    told = json.loads(unb64(head))
    for over in (
        {"alg": "none"}, {"alg": "HS256"}, {"alg": "EdDSA"}, {"alg": "ES384"}, {"jwk": public(three.mai["sig"])},
        {"kid": thumb(three.mai["sig"])}, {"typ": "JWT"},
    ):  # fmt: skip
        three.refuses({"jwe": three.jwe, "sigs": [f"{encoded({**told, **over})}.{body}."]})


SMALL_ORDER = (
    "00" * 32, "01" + "00" * 31,
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800", "ec" + "ff" * 30 + "7f",
)  # fmt: skip


def test_points_that_give_the_secret_away_are_refused(three: Three) -> None:
    keys: list[dict[str, str]]
    if three.kind == "x25519":
        keys = [{"x": b64(bytes.fromhex(x))} for x in SMALL_ORDER]
    else:
        keys = [{"x": b64(n.to_bytes(32, "big")), "y": b64(n.to_bytes(32, "big"))} for n in (0, 1)]
    for over in keys:
        jwe = copy.deepcopy(three.jwe)
        for one in jwe["recipients"]:
            one["header"]["epk"].update(over)
        three.refuses(
            three.signed(jwe), "epk of small order" if three.kind == "x25519" else "epk is no point"
        )


def test_an_epk_on_another_curve_is_refused(three: Three) -> None:
    jwe = copy.deepcopy(three.jwe)
    for one in jwe["recipients"]:
        one["header"]["epk"] = public(identity("x25519" if three.kind == "p256" else "p256")["enc"])
    three.refuses(three.signed(jwe), "epk is on another curve")


def test_the_second_form_of_an_ecdsa_signature_changes_nothing(three: Three) -> None:
    "(r, n-s) verifies too; the chain hashes what was signed, so that a grant still follows."
    if three.kind != "p256":
        return
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    item, entry, prev = granted(three)
    head, body, signature = item["sigs"][0].split(".")
    r, s = unb64(signature)[:32], int.from_bytes(unb64(signature)[32:], "big")
    other = f"{head}.{body}.{b64(r + (order - s).to_bytes(32, 'big'))}"
    assert other != item["sigs"][0]
    three.opens(
        {"jwe": item["jwe"], "sigs": [other, manifest(item["jwe"], three.bert, entry, prev)]},
        "the text",
        who="mai",
    )


def test_one_signature_key_cannot_stand_beside_two_agreement_keys(three: Three) -> None:
    "A side that lists another's signature key with a key of its own would take over what she may grant."
    taken = {"enc": public(three.mai["enc"]), "sig": public(three.bert["sig"])}
    told = three.in_browser(three.item, "bert", "n1", "i1", [*three.cards, taken])
    assert "beside two agreement keys" in told["err"]
    with pytest.raises(Exception, match="beside two agreement keys"):
        three.in_python(three.item, "bert", "n1", "i1", [*three.cards, taken])
    three.refuses(three.item, "signer", cards=[card(three.bert), card(three.mai)])
