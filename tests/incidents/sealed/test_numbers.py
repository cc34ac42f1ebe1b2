"""Published numbers, worked out in Chromium by the page's own functions and once more by the Python twin.

The standards' examples are texts of others; only their numbers stand here.
"""

import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from chungtay.incidents.rules.sealed import identities, items, wrapped
from chungtay.incidents.rules.sealed.letters import b64u, unb64u

from .others import identity, public, thumb

NUMBERS = tomllib.loads(Path(__file__).with_name("numbers.toml").read_text())
IN_PAGE = """async asked => {
  const { seal, S } = T, un = seal.unb64u;
  const named = crv => (crv[0] === 'P' ? { name: 'ECDH', namedCurve: crv } : { name: crv });
  const key = ({ kty, crv, x, y, d }, uses) =>
    S.importKey('jwk', JSON.parse(JSON.stringify({ kty, crv, x, y, d })), named(crv), true, uses);
  const agreed = async (own, other, bits) =>
    S.deriveBits({ name: named(other.crv).name, public: await key(other, []) }, await key(own, ['deriveBits']), bits);
  const wrapping = raw => S.importKey('raw', raw, 'AES-KW', false, ['wrapKey', 'unwrapKey']);
  const HMAC = { name: 'HMAC', hash: 'SHA-256' };
  const unwrapped = async (kek, ek) => seal.b64u(new Uint8Array(await S.exportKey('raw',
    await S.unwrapKey('raw', un(ek), await wrapping(kek), 'AES-KW', HMAC, true, ['sign']))));
  return await (%s)(asked); }"""


def worked_out(page: Page, how: str, *asked: Any) -> Any:
    return page.evaluate(IN_PAGE % how, list(asked))


def test_two_keys_agree_as_in_rfc_7518_c(page: Page) -> None:
    told = NUMBERS["rfc7518_c"]
    for own, other in ((told["bob"], public(told["alice"])), (told["alice"], public(told["bob"]))):
        how = """async ([own, other, apu, apv]) =>
          seal.b64u(await seal.concatKdf(await agreed(own, other, 256), 'A128GCM', un(apu), un(apv), 128))"""
        assert worked_out(page, how, own, other, told["apu"], told["apv"]) == told["key"]
        assert len(identities.shared_secret(own, other)) == 32


def test_two_keys_agree_as_in_rfc_8037_a_6(page: Page) -> None:
    told = NUMBERS["rfc8037_a6"]
    how = "async ([own, other]) => seal.b64u(new Uint8Array(await agreed(own, other, 256)))"
    assert unb64u(worked_out(page, how, told["bob"], told["epk"])).hex() == told["z"]
    assert identities.shared_secret(told["bob"], told["epk"]).hex() == told["z"]


@pytest.mark.parametrize(
    "row", NUMBERS["rfc3394"], ids=lambda row: f"{len(row['kek']) * 4}-{len(row['data']) * 4}"
)
def test_a_key_is_wrapped_as_in_rfc_3394(page: Page, row: dict[str, str]) -> None:
    how = """async ([kek, raw, out]) => {
      const held = await S.importKey('raw', un(raw), HMAC, true, ['sign']);
      return [seal.b64u(new Uint8Array(await S.wrapKey('raw', held, await wrapping(un(kek)), 'AES-KW'))),
              await unwrapped(un(kek), out)]; }"""
    kek, raw, out = (b64u(bytes.fromhex(row[name])) for name in ("kek", "data", "out"))
    assert worked_out(page, how, kek, raw, out) == [out, raw]


def test_a_key_is_unwrapped_as_in_rfc_7520_5_8(page: Page) -> None:
    told = NUMBERS["rfc7520_5_8"]
    assert (
        worked_out(page, "async ([k, ek]) => unwrapped(un(k), ek)", told["k"], told["encrypted_key"])
        == told["cek"]
    )


@pytest.mark.parametrize("name", ["rfc7520_5_4", "rfc7520_5_13"])
def test_a_content_key_is_found_as_in_rfc_7520(page: Page, name: str) -> None:
    "5.4 wraps with 128 bits; 5.13 is the entry of several recipients, with the algorithm that we use."
    told = NUMBERS[name]
    how = """async ([own, epk, ek, alg, bits]) =>
      unwrapped(await seal.concatKdf(await agreed(own, epk, 384), alg, un(''), un(''), bits), ek)"""
    asked = (NUMBERS["rfc7520_key"], told["epk"], told["encrypted_key"], told["alg"], told["bits"])
    assert worked_out(page, how, *asked) == told["cek"]


def test_a_passphrase_opens_as_in_rfc_7520_5_3(page: Page) -> None:
    told = NUMBERS["rfc7520_5_3"]
    how = """async ([words, p2s, rounds, ek]) => {
      const base = await S.importKey('raw', un(words), 'PBKDF2', false, ['deriveBits']), hash = 'SHA-512';
      const salt = new Uint8Array([...T.text('PBES2-HS512+A256KW'), 0, ...un(p2s)]);
      const kek = await S.deriveBits({ name: 'PBKDF2', hash, salt, iterations: rounds }, base, 256);
      return unwrapped(new Uint8Array(kek), ek); }"""
    words = bytes.fromhex(told["passphrase_utf8"])
    assert worked_out(page, how, b64u(words), told["p2s"], told["p2c"], told["encrypted_key"]) == told["cek"]
    said = unicodedata.normalize("NFC", words.decode())
    header = {"alg": "PBES2-HS512+A256KW", "p2s": told["p2s"], "p2c": told["p2c"]}
    kek = wrapped.passphrase_key(said, header)
    assert b64u(items.aes_key_unwrap(kek, unb64u(told["encrypted_key"]))) == told["cek"]


def test_a_thumbprint_is_that_of_rfc_8037_a_3(page: Page) -> None:
    told = NUMBERS["rfc8037_a"]
    jwk = {**public(told["key"]), "kid": "counts not"}
    assert (
        page.evaluate("jwk => T.seal.thumbprint(jwk)", jwk)
        == told["thumbprint"]
        == identities.thumbprint(jwk)
    )


def test_a_signature_is_that_of_rfc_8037_a_4(page: Page) -> None:
    told = NUMBERS["rfc8037_a"]
    how = """async ([key, input]) => seal.b64u(new Uint8Array(
      await S.sign('Ed25519', await S.importKey('jwk', key, 'Ed25519', false, ['sign']), T.text(input))))"""
    assert worked_out(page, how, told["key"], told["signing_input"]) == told["signature"]


def test_everybody_finds_the_same_thumbprints(page: Page) -> None:
    from joserfc.jwk import import_key
    from jwcrypto.jwk import JWK

    for kind in ("p256", "x25519"):
        for jwk in identity(kind).values():
            ours = page.evaluate("jwk => T.seal.thumbprint(jwk)", public(jwk))
            assert {ours, identities.thumbprint(jwk)} == {
                JWK(**jwk).thumbprint(), import_key(jwk).thumbprint(), thumb(jwk),
            }  # fmt: skip
