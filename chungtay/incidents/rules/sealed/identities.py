"""Keys of persons and sides: thumbprints, directories of cards, and what is signed with them.

A card is {"enc": JWK, "sig": JWK}, public halves: others seal to the first and believe the second. An identity has the
private halves of the same shape. Public keys are believed only from a directory, never from a header.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import ECDH, EllipticCurvePrivateKey, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey

from .letters import SealFault, alike, compact, decode_json, encode_json, hashed, members, need, unb64u

TYPE_OF_CURVE = {"P-256": "EC", "X25519": "OKP", "Ed25519": "OKP"}
AGREEING = ("P-256", "X25519")
SIGNING = {"P-256": "ES256", "Ed25519": "Ed25519"}  # RFC 9864 name
MOST_SIGNED = 4 * 2**20  # bytes of one payload: a list of some thousand cards

Jwk = dict[str, Any]
Card = Mapping[str, Any]


@dataclass(frozen=True)
class Signer:
    """Somebody whose signature counts, and the key to which things are sealed for the same person."""

    enc_kid: str
    alg: str
    jwk: Jwk


def public_jwk(jwk: Mapping[str, Any]) -> Jwk:
    """The members RFC 7638 hashes, in its order."""
    return {name: jwk[name] for name in names_of(jwk)}


def names_of(jwk: Mapping[str, Any]) -> list[str]:
    return ["crv", "kty", "x", "y"] if jwk.get("kty") == "EC" else ["crv", "kty", "x"]


def thumbprint(jwk: Mapping[str, Any]) -> str:
    return hashed(compact(public_jwk(jwk)))


def bare_jwk(jwk: Any, curves: Collection[str]) -> Jwk:
    """A public key that somebody else wrote down: of a known curve, whole, with its public members only."""
    if not isinstance(jwk, dict) or jwk.get("crv") not in curves:
        raise SealFault("a key on an unknown curve")
    members(jwk, " ".join(names_of(jwk)))
    need(jwk["kty"] == TYPE_OF_CURVE[jwk["crv"]], "kty is not that of the curve")
    for name in names_of(jwk)[2:]:
        need(len(unb64u(jwk[name])) == 32, "a key of another length")
    imported(jwk)
    return jwk


def imported(jwk: Mapping[str, Any]) -> ECKey | OKPKey:
    kind = ECKey if jwk.get("kty") == "EC" else OKPKey
    kept = {name: jwk[name] for name in ("kty", "crv", "x", "y", "d") if name in jwk}
    try:
        key = kind.import_key(kept)
        _ = key.raw_value  # a point that is none shows here
    except (ValueError, KeyError, TypeError, JoseError):
        raise SealFault("a key is no key") from None
    return key


def card_of(identity: Card) -> dict[str, Jwk]:
    return {use: public_jwk(identity[use]) for use in ("enc", "sig")}


def make_identity(*, dh: str = "X25519", sig: str = "P-256") -> dict[str, Jwk]:
    """Both private halves; for the demo and for tests, since a person's own are made in her browser."""
    return {"enc": made(dh), "sig": made(sig)}


def made(curve: str) -> Jwk:
    kind = ECKey if TYPE_OF_CURVE[curve] == "EC" else OKPKey
    whole = kind.generate_key(curve).as_dict(private=True)  # type: ignore[arg-type]
    return {name: whole[name] for name in ("crv", "kty", "x", "y", "d") if name in whole}


def directory(cards: Iterable[Card]) -> dict[str, Signer]:
    """Checked cards, by the thumbprint of their signature key."""
    found: dict[str, Signer] = {}
    for card in cards:
        signing = bare_jwk(public_jwk(card["sig"]), SIGNING)
        signer = Signer(thumbprint(card["enc"]), SIGNING[signing["crv"]], signing)
        known = found.setdefault(thumbprint(signing), signer)
        need(known == signer, "one signature key beside two agreement keys")
    return found


def shared_secret(private: Mapping[str, Any], public: Mapping[str, Any]) -> bytes:
    """ECDH between a private key and a public one on the same curve."""
    own, other = imported(private).raw_value, imported(public).raw_value
    try:
        if isinstance(own, EllipticCurvePrivateKey) and isinstance(other, EllipticCurvePublicKey):
            return own.exchange(ECDH(), other)
        if isinstance(own, X25519PrivateKey) and isinstance(other, X25519PublicKey):
            return own.exchange(other)
    except ValueError:
        raise SealFault("epk of small order") from None
    raise SealFault("epk is on another curve")


def sign_jws(typ: str, payload: object, signing: Mapping[str, Any]) -> str:
    alg = SIGNING[signing["crv"]]
    header = {"typ": typ, "alg": alg, "kid": thumbprint(signing)}
    encode_json(payload)  # refuses what is not ASCII
    return jws.serialize_compact(header, compact(payload), imported(signing), [alg], registry_of(alg))


@dataclass(frozen=True)
class Signed:
    """What somebody in a directory signed; `head` is the hash of what was signed, without the signature."""

    kid: str
    body: dict[str, Any]
    head: str


def read_jws(text: object, *, typ: str, names: str, signers: Mapping[str, Signer]) -> Signed:
    if not isinstance(text, str) or text.count(".") < 1:
        raise SealFault("not a compact JWS")
    parts = text.split(".")
    header, body = decode_json(parts[0], "typ alg kid"), decode_json(parts[1], names)
    signer = signers.get(header["kid"]) if isinstance(header["kid"], str) else None
    if len(parts) != 3 or header["typ"] != typ or signer is None or not alike(header["alg"], signer.alg):
        raise SealFault("signer or its alg")
    unb64u(parts[2])
    try:
        jws.deserialize_compact(text, imported(signer.jwk), [signer.alg], registry_of(signer.alg))
    except JoseError:
        raise SealFault("bad signature") from None
    # Not the signature: a second one of ECDSA also verifies, and would give another hash.
    return Signed(header["kid"], body, hashed(f"{parts[0]}.{parts[1]}"))


def registry_of(alg: str) -> jws.JWSRegistry:
    registry = jws.JWSRegistry(algorithms=[alg], strict_check_header=False)
    registry.max_payload_length = MOST_SIGNED
    return registry
