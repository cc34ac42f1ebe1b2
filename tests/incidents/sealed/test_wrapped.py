"""Private keys under a passphrase: four programs wrap and unwrap one another's; what is weak or strange is refused."""

import json
import os
import secrets
import unicodedata
from collections.abc import Iterator
from typing import Any

import jwcrypto.jwa
import pytest
from joserfc import jwe as joserfc_jwe
from joserfc._rfc7516.registry import JWERegistry
from joserfc.jwk import OctKey
from joserfc.registry import HeaderParameter
from jwcrypto import jwe as jwcrypto_jwe
from jwcrypto.jwk import JWK
from playwright.sync_api import Page

from chungtay.incidents.rules.sealed import wrapped
from chungtay.incidents.rules.sealed.identities import card_of, made, make_identity, thumbprint
from chungtay.incidents.rules.sealed.letters import SealFault

from .others import ENC, b64, compact, encoded, thumb, unb64

WORDS = "đường-ray lusab ຫົກ"
ALGS = ["PBES2-HS512+A256KW", "PBES2-HS256+A128KW"]


@pytest.fixture(autouse=True)
def wide_libraries(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    "By default jwcrypto takes 16,384 rounds at most and joserfc 300,000."
    monkeypatch.setattr(jwcrypto.jwa, "default_max_pbkdf2_iterations", 5_000_000)
    for alg in ALGS:
        model = JWERegistry.algorithms["alg"][alg]
        wide = {**model.more_header_registry, "p2c": HeaderParameter("p2c", "int", True)}
        monkeypatch.setattr(model, "more_header_registry", wide)
    yield


def registry() -> JWERegistry:
    return JWERegistry(algorithms=[*ALGS, ENC], strict_check_header=False)


def by_joserfc(compact_jwe: str, words: str) -> Any:
    key = OctKey.import_key(words.encode())
    return json.loads(joserfc_jwe.decrypt_compact(compact_jwe, key, registry=registry()).plaintext or b"")


def by_jwcrypto(compact_jwe: str, words: str) -> Any:
    token = jwcrypto_jwe.JWE(algs=[*ALGS, ENC])
    token.deserialize(compact_jwe, JWK.from_password(words))
    return json.loads(token.payload)


def wrapped_by_joserfc(keys: object) -> str:
    header = {"alg": ALGS[0], "enc": ENC, "cty": "jwk-set+json", "p2s": b64(os.urandom(16)), "p2c": 600_000}
    key = OctKey.import_key(WORDS.encode())
    return joserfc_jwe.encrypt_compact(header, json.dumps(keys), key, registry=registry())


def in_page(page: Page, compact_jwe: str, words: str = WORDS) -> dict[str, Any]:
    told: dict[str, Any] = page.evaluate(
        """([wrapped, words]) => T.attempt(async () => {
          const me = await T.seal.unwrapPrivateKey(wrapped, words);
          return [me.enc.kid, me.sig.kid, me.enc.key.extractable, me.sig.key.extractable]; })""",
        [compact_jwe, words],
    )
    return told


@pytest.mark.parametrize("alg", ALGS)
def test_what_a_browser_wraps_everybody_unwraps(page: Page, alg: str) -> None:
    told, kids = page.evaluate(
        """async ([words, alg]) => {
          const me = await T.seal.generateIdentity({ extractable: true });
          return [await T.seal.wrapPrivateKey(me, words, { alg }), [me.enc.kid, me.sig.kid]]; }""",
        [WORDS, alg],
    )
    header = json.loads(unb64(told.split(".")[0]))
    assert (header["p2c"], header["alg"], header["cty"]) == (600_000, alg, "jwk-set+json")
    keys = wrapped.unwrap(told, WORDS)
    assert by_joserfc(told, WORDS)["keys"] == by_jwcrypto(told, WORDS)["keys"] == keys
    assert [thumb(key) for key in keys] == kids and all("d" in key for key in keys)
    assert in_page(page, told) == {"ok": [*kids, False, False]}


def test_what_others_wrap_a_browser_unwraps(page: Page) -> None:
    me = make_identity()
    keys = [{**me[use], "use": use} for use in ("enc", "sig")]
    opened = {"ok": [thumbprint(me["enc"]), thumbprint(me["sig"]), False, False]}
    header = {
        "alg": ALGS[0],
        "enc": ENC,
        "cty": "jwk-set+json",
        "p2c": 600_000,
        "p2s": b64(secrets.token_bytes(16)),
    }
    token = jwcrypto_jwe.JWE(json.dumps({"keys": keys}), compact(header), algs=[ALGS[0], ENC])
    token.add_recipient(JWK.from_password(WORDS))
    for told in (
        wrapped.wrap_identity(me, WORDS),
        wrapped_by_joserfc({"keys": keys}),
        token.serialize(compact=True),
    ):
        assert in_page(page, told) == opened
        assert wrapped.unwrap_identity(told, WORDS) == me


def test_a_wrong_passphrase_says_the_same_each_time(page: Page) -> None:
    told = wrapped.wrap_identity(make_identity(), WORDS)
    seen = {in_page(page, told, f"wrong {n}")["err"] for n in range(4)}
    assert seen == {"wrong passphrase"}
    for n in range(2):
        with pytest.raises(wrapped.WrongPassphrase, match=r"^wrong passphrase$"):
            wrapped.unwrap(told, f"wrong {n}")
    assert "ok" in in_page(page, told)  # and then the right one still opens


def test_accents_may_be_typed_in_either_form(page: Page) -> None:
    told = wrapped.wrap_identity(make_identity(), WORDS)
    apart = unicodedata.normalize("NFD", WORDS)
    assert apart != WORDS and "ok" in in_page(page, told, apart) and wrapped.unwrap(told, apart)


def test_a_strange_wrapping_is_refused(page: Page) -> None:
    me = make_identity()
    keys = [{**me[use], "use": use} for use in ("enc", "sig")]
    good = wrapped.wrap(keys, WORDS)
    header, rest = json.loads(unb64(good.split(".")[0])), good[good.index(".") :]

    def under(**over: Any) -> str:
        return encoded({**header, **over}) + rest

    cases = {
        f"{good}.AA": "unsupported wrapping",
        under(alg="PBES2-HS384+A192KW"): "unsupported wrapping",
        under(enc="A256CBC-HS512"): "unsupported wrapping",
        under(cty="other"): "unsupported wrapping",
        under(zip="DEF"): "members must be",
        **{under(p2c=rounds): "p2c out of bounds" for rounds in (599_999, 1, 10**8, "600000")},
        under(p2s=b64(os.urandom(16))): "wrong passphrase",
        wrapped.wrap(keys[::-1], WORDS): "key uses",
        wrapped.wrap(keys[:1], WORDS): "key uses",
    }
    for told, word in cases.items():
        assert word in in_page(page, told).get("err", "OPENED")
        with pytest.raises(SealFault, match=word):
            wrapped.unwrap_identity(told, WORDS)
    for told in ("", "x", "....", "a.b.c.d.e"):
        assert in_page(page, told)["name"] == "SealError"
        with pytest.raises(SealFault):
            wrapped.unwrap(told, WORDS)


def test_no_byte_of_a_wrapped_key_can_be_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wrapped, "FEWEST_ROUNDS", 1)  # how slow it is, is another question
    told = wrapped.wrap([{"kty": "oct", "k": "AA", "use": "enc"}], WORDS, p2c=1)
    assert wrapped.unwrap(told, WORDS)
    for at in range(len(told)):
        changed = told[:at] + ("B" if told[at] == "A" else "A") + told[at + 1 :]
        with pytest.raises(SealFault):
            wrapped.unwrap(changed, WORDS)


def test_a_sides_signature_key_is_wrapped_alone(page: Page) -> None:
    told, kid, ours = page.evaluate(
        """async ([words, theirs]) => {
          const side = await T.seal.generateIdentity({ dh: null, extractable: true });
          const wrapped = await T.seal.wrapPrivateKey(side, words);
          const back = await T.seal.unwrapPrivateKey(wrapped, words, { uses: ['sig'] });
          const refused = await T.attempt(() => T.seal.unwrapPrivateKey(wrapped, words));
          const other = await T.seal.unwrapPrivateKey(theirs, words, { uses: ['sig'] });
          return [[wrapped, refused.err, 'enc' in back], back.sig.kid, other.sig.kid]; }""",
        [WORDS, wrapped.wrap_identity({"sig": (theirs := made("P-256"))}, WORDS)],
    )
    assert told[1:] == ["key uses", False] and ours == thumbprint(theirs)
    key = wrapped.unwrap_identity(told[0], WORDS, uses=("sig",))["sig"]
    assert thumbprint(key) == kid and "d" in key


def test_no_card_shows_a_private_half(page: Page) -> None:
    card = page.evaluate("async () => T.seal.card(await T.seal.generateIdentity({ extractable: true }))")
    for shown in (card, card_of(make_identity())):
        assert not {"d", "use", "key_ops"} & (set(shown["enc"]) | set(shown["sig"]))


def test_a_key_in_use_cannot_be_carried_away(page: Page) -> None:
    told = page.evaluate(
        """async () => {
          const me = await T.seal.generateIdentity();
          return [await T.attempt(() => T.S.exportKey('jwk', me.enc.key)),
            await T.attempt(() => T.seal.wrapPrivateKey(me, 'x'))]; }"""
    )
    assert [one["name"] for one in told] == ["InvalidAccessError"] * 2
