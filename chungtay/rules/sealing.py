"""Seals personal data: AES-256-GCM under a key of the home, bound to the row that holds it.

A sealed text is one byte for the format, 12 bytes that are never used twice (the nonce), and the cipher text with its
16 bytes of proof. `bound_to` goes into the proof: what was sealed for one row opens in no other, so that whoever can
write into the database can neither read the text nor put it under another name.
"""

from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = b"\x01"
NONCE = 12
KEY = 32


class SealBroken(Exception):
    """The text was sealed under another key, for another row, or was changed since."""


def key_of(secret: str) -> bytes:
    """The 32 bytes that a random secret of the home stands for."""
    assert len(secret) >= KEY, "a secret for sealing has at least 32 letters of chance"
    return sha256(b"chungtay seal " + secret.encode()).digest()


def seal(text: str, *, key: bytes, nonce: bytes, bound_to: str) -> bytes:
    """`nonce`: 12 bytes of chance, new for every text; with one used twice the key itself would lie open."""
    assert len(nonce) == NONCE, "a nonce has 12 bytes"
    return FORMAT + nonce + AESGCM(key).encrypt(nonce, text.encode(), bound_to.encode())


def opened(sealed: bytes, *, key: bytes, bound_to: str) -> str:
    if sealed[:1] != FORMAT:
        raise SealBroken
    nonce, text = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    try:
        return AESGCM(key).decrypt(nonce, text, bound_to.encode()).decode()
    except (InvalidTag, ValueError) as problem:
        raise SealBroken from problem
