"""Seals, signs and opens with joserfc and jwcrypto: shares no code with the annex, so that both can be wrong apart."""

import base64
import hashlib
import json
import os
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from joserfc import jwe as joserfc_jwe
from joserfc import jws as joserfc_jws
from joserfc._rfc7516.registry import JWERegistry
from joserfc.jwk import import_key
from jwcrypto import jwe as jwcrypto_jwe
from jwcrypto import jws as jwcrypto_jws
from jwcrypto.jwk import JWK

warnings.simplefilter("ignore")
ALG, ENC = "ECDH-ES+A256KW", "A256GCM"
NID, IID = "n1", "i1"
KINDS = {"p256": ("P-256", "P-256"), "x25519": ("X25519", "Ed25519"), "mix": ("X25519", "P-256")}
SIGNED_AS = {"P-256": "ES256", "Ed25519": "Ed25519"}
Identity = dict[str, dict[str, str]]


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def b64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def hashed(text: str) -> str:
    return b64(hashlib.sha256(text.encode()).digest())


def compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def encoded(value: object) -> str:
    return b64(compact(value).encode())


def thumb(jwk: Mapping[str, str]) -> str:
    names = ("crv", "kty", "x", "y") if jwk["kty"] == "EC" else ("crv", "kty", "x")
    return hashed(compact({name: jwk[name] for name in names}))


def identity(kind: str) -> Identity:
    def made(curve: str) -> dict[str, str]:
        whole = json.loads(JWK.generate(kty="EC" if curve == "P-256" else "OKP", crv=curve).export_private())
        return {name: whole[name] for name in ("kty", "crv", "x", "y", "d") if name in whole}

    dh, sig = KINDS[kind]
    return {"enc": made(dh), "sig": made(sig)}


def public(jwk: Mapping[str, str]) -> dict[str, str]:
    return {name: jwk[name] for name in ("kty", "crv", "x", "y") if name in jwk}


def card(one: Identity) -> Identity:
    return {use: public(one[use]) for use in ("enc", "sig")}


def pad(content: bytes, size: int = 1024) -> bytes:
    return (content + b"\x80").ljust(size, b"\0")


def unpad(content: bytes) -> bytes:
    content = content.rstrip(b"\0")
    assert content[-1:] == b"\x80"
    return content[:-1]


# ---- opening --------------------------------------------------------------------------------------------------------
def wide_registry(**more: Any) -> JWERegistry:
    registry = JWERegistry(algorithms=[ALG, ENC], strict_check_header=False, **more)
    registry.max_ciphertext_length = 64 << 20  # default 64 KiB
    return registry


def open_joserfc(jwe: dict[str, Any], private: dict[str, str], *, own_only: bool = True) -> bytes:
    if own_only:  # mixed curves raise; recipients are not part of what is authenticated
        own = [one for one in jwe["recipients"] if one["header"]["kid"] == thumb(private)]
        jwe = {**jwe, "recipients": own}
    opened = joserfc_jwe.decrypt_json(
        jwe, import_key(private), registry=wide_registry(verify_all_recipients=False)
    )
    assert opened.plaintext is not None
    return opened.plaintext


def open_jwcrypto(jwe: dict[str, Any], private: dict[str, str]) -> tuple[bytes, bytes]:
    token = jwcrypto_jwe.JWE(algs=[ALG, ENC])
    token.deserialize(json.dumps(jwe), JWK(**private))
    return token.payload, token.cek


def read_jws(text: str, jwk: dict[str, str], alg: str) -> Any:
    """By both libraries, which must agree."""
    registry = joserfc_jws.JWSRegistry(algorithms=[alg], strict_check_header=False)
    one = json.loads(joserfc_jws.deserialize_compact(text, import_key(jwk), [alg], registry).payload)
    token = jwcrypto_jws.JWS()
    token.allowed_algs = [alg]
    token.deserialize(text, JWK(**jwk))
    assert one == json.loads(token.payload)
    return one


def entry_hash(entry: Mapping[str, Any]) -> str:
    h, epk = entry["header"], entry["header"]["epk"]
    key = [epk["kty"], epk["crv"], epk["x"], epk.get("y", "")]
    return hashed(compact([h["kid"], *key, h["apu"], h["apv"], entry["encrypted_key"]]))


def content_hash(jwe: Mapping[str, str]) -> str:
    return hashed(f"{jwe['iv']}.{jwe['ciphertext']}.{jwe['tag']}")


def check_item(
    item: dict[str, Any], cards: Sequence[Identity], nid: str = NID, iid: str = IID
) -> dict[str, Any]:
    """The rules of the manifests, written once more as one reads them in docs/notices.md."""
    jwe = item["jwe"]
    header = json.loads(unb64(jwe["protected"]))
    assert (header["alg"], header["enc"], header["nid"], header["iid"]) == (ALG, ENC, nid, iid)
    entries = {one["header"]["kid"]: (one["header"]["apu"], entry_hash(one)) for one in jwe["recipients"]}
    known, seen, prev = {thumb(one["sig"]): one for one in cards}, set(), None
    for text in item["sigs"]:
        head, body, _ = text.split(".")
        by = json.loads(unb64(head))["kid"]
        told = read_jws(text, known[by]["sig"], SIGNED_AS[known[by]["sig"]["crv"]])
        assert (told["hdr"], told["prev"], told["cth"]) == (jwe["protected"], prev, content_hash(jwe))
        assert by == header["snd"] or thumb(known[by]["enc"]) in seen
        for kid, digest in told["rcp"].items():
            assert kid not in seen and entries[kid] == (by, digest)
            seen.add(kid)
        prev = hashed(f"{head}.{body}")
    assert seen == set(entries)
    return header


# ---- sealing --------------------------------------------------------------------------------------------------------
def protected(snd: str, cek: bytes, nid: str = NID, iid: str = IID, **over: Any) -> dict[str, Any]:
    cmt = b64(hashlib.sha256(b"sealed-item CEK v1\0" + cek).digest())
    told = {"typ": "sealed-item+jwe", "alg": ALG, "enc": ENC, "nid": nid, "iid": iid, "snd": snd, "cmt": cmt}
    return {**told, **over}


def seal_jwcrypto(
    padded: bytes,
    to: Sequence[dict[str, str]],
    snd: str,
    *,
    cek: bytes | None = None,
    header: dict[str, Any] | None = None,
    apv: str | None = None,
) -> dict[str, Any]:
    """`snd` is also the apu of every entry; `header` and `cek` may lie."""
    cek = cek or os.urandom(32)
    header = header or protected(snd, cek)
    token = jwcrypto_jwe.JWE(padded, compact(header), algs=[header["alg"], header["enc"]], flattened=False)
    token.cek = cek
    for jwk in to:
        token.add_recipient(JWK(**jwk), header={"kid": thumb(jwk), "apu": snd, "apv": apv or thumb(jwk)})
    sealed: dict[str, Any] = json.loads(token.serialize())
    return sealed


def seal_joserfc(padded: bytes, to: Sequence[dict[str, str]], snd: str) -> dict[str, Any]:
    cek, enc = os.urandom(32), JWERegistry.algorithms["enc"][ENC]
    enc.generate_cek = lambda: cek  # type: ignore[method-assign]  # joserfc has no way to give one
    try:
        whole = joserfc_jwe.GeneralJSONEncryption(protected(snd, cek), padded)
        for jwk in to:
            whole.add_recipient({"kid": thumb(jwk), "apu": snd, "apv": thumb(jwk)}, import_key(jwk))
        return dict(joserfc_jwe.encrypt_json(whole, None, registry=wide_registry()))
    finally:
        del enc.generate_cek


def manifest(
    jwe: Mapping[str, Any],
    by: Identity,
    entries: Sequence[Mapping[str, Any]] | None = None,
    prev: str | None = None,
    *,
    with_library: str = "joserfc",
    **over: Any,
) -> str:
    rcp = {one["header"]["kid"]: entry_hash(one) for one in entries or jwe["recipients"]}
    alg = SIGNED_AS[by["sig"]["crv"]]
    head = {"typ": "seal-manifest+jws", "alg": alg, "kid": thumb(by["sig"])}
    body = {"hdr": jwe["protected"], "cth": content_hash(jwe), "rcp": rcp, "prev": prev, "iat": 1, **over}
    return SIGNERS[with_library](head, compact(body), by["sig"], alg)


def sign_joserfc(head: dict[str, str], body: str, jwk: dict[str, str], alg: str) -> str:
    registry = joserfc_jws.JWSRegistry(algorithms=[alg], strict_check_header=False)
    return joserfc_jws.serialize_compact(head, body, import_key(jwk), [alg], registry)


def sign_jwcrypto(head: dict[str, str], body: str, jwk: dict[str, str], alg: str) -> str:
    token = jwcrypto_jws.JWS(body)
    token.allowed_algs = [alg]
    token.add_signature(JWK(**jwk), None, compact(head))
    return str(token.serialize(compact=True))


SIGNERS: dict[str, Callable[[dict[str, str], str, dict[str, str], str], str]] = {
    "joserfc": sign_joserfc,
    "jwcrypto": sign_jwcrypto,
}
