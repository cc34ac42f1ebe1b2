"""Private keys under a passphrase: RFC 7518 4.8 (PBES2) around an RFC 7517 JWK Set, as the browser wraps them.

Written with `cryptography` alone: joserfc takes no more than 300,000 rounds, and the browser asks for twice as many.
"""

import json
import os
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256, SHA512
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from .identities import Jwk, imported
from .letters import SealFault, b64u, decode_json, encode_json, members, need, unb64u

PBES2 = {"PBES2-HS512+A256KW": (SHA512, 32), "PBES2-HS256+A128KW": (SHA256, 16)}
FEWEST_ROUNDS, MOST_ROUNDS = 600_000, 5_000_000


class WrongPassphrase(SealFault):
    """The words are not those under which the key lies."""


def wrap(keys: Iterable[Jwk], passphrase: str, *, p2c: int = FEWEST_ROUNDS) -> str:
    header = {
        "alg": "PBES2-HS512+A256KW", "enc": "A256GCM", "cty": "jwk-set+json", "p2s": b64u(os.urandom(16)), "p2c": p2c,
    }  # fmt: skip
    protected, cek, iv = encode_json(header), os.urandom(32), os.urandom(12)
    sealed = AESGCM(cek).encrypt(iv, json.dumps({"keys": list(keys)}).encode(), protected.encode())
    parts = (aes_key_wrap(passphrase_key(passphrase, header), cek), iv, sealed[:-16], sealed[-16:])
    return ".".join([protected, *map(b64u, parts)])


def wrap_identity(identity: Mapping[str, Jwk], passphrase: str) -> str:
    """The halves that there are, each with its use; a side's signature key alone is an identity of one half."""
    return wrap([{**identity[use], "use": use} for use in ("enc", "sig") if use in identity], passphrase)


def unwrap(compact: str, passphrase: str) -> list[Jwk]:
    """The rounds that a stranger asks for are bounded: fewer are weak, more would stop the machine."""
    parts = compact.split(".")
    need(len(parts) == 5, "unsupported wrapping")
    header = decode_json(parts[0], "alg enc cty p2s p2c")
    need(
        header["alg"] in PBES2 and (header["enc"], header["cty"]) == ("A256GCM", "jwk-set+json"),
        "unsupported wrapping",
    )
    rounds = header["p2c"]
    need(type(rounds) is int and FEWEST_ROUNDS <= rounds <= MOST_ROUNDS, "p2c out of bounds")
    wrapped, iv, ciphertext, tag = map(unb64u, parts[1:])
    need(len(wrapped) == 40, "encrypted_key length")
    need(len(iv) == 12 and len(tag) == 16, "iv or tag length")
    try:
        cek = aes_key_unwrap(passphrase_key(passphrase, header), wrapped)
        content = AESGCM(cek).decrypt(iv, ciphertext + tag, parts[0].encode())
    except InvalidUnwrap:
        raise WrongPassphrase("wrong passphrase") from None
    except InvalidTag:
        raise SealFault("content does not authenticate") from None
    keys = members(json.loads(content), "keys")["keys"]
    need(isinstance(keys, list) and all(isinstance(key, dict) for key in keys), "key set")
    return list(keys)


def unwrap_identity(
    compact: str, passphrase: str, *, uses: tuple[str, ...] = ("enc", "sig")
) -> dict[str, Jwk]:
    keys = unwrap(compact, passphrase)
    need(tuple(key.get("use") for key in keys) == uses, "key uses")
    for key in keys:
        imported(key)
    return {key["use"]: {name: value for name, value in key.items() if name != "use"} for key in keys}


def passphrase_key(passphrase: str, header: Mapping[str, Any]) -> bytes:
    digest, length = PBES2[header["alg"]]
    salt = header["alg"].encode() + b"\0" + unb64u(header["p2s"])  # RFC 7518 4.8.1.1
    words = unicodedata.normalize("NFC", passphrase).encode()
    return PBKDF2HMAC(digest(), length, salt, header["p2c"]).derive(words)
