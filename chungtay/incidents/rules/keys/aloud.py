"""Writes the number of a key as one reads it out on the telephone: eight groups of five digits, in every language.

It stands for the first 128 bits of a thumbprint. Letters of base64url, large and small, are misheard and misread.
"""

from ..sealed.letters import hashed, unb64u


def number_of(kid: str) -> str:
    """Of a side's signature key: what the signed agreement prints."""
    raw = unb64u(kid)
    return " ".join(f"{raw[2 * at] << 8 | raw[2 * at + 1]:05}" for at in range(8))


def card_number(kid: str, sig_kid: str) -> str:
    """Of a person's card: both of its keys are in the number, so that neither can be exchanged."""
    return number_of(hashed(f"{kid}.{sig_kid}"))
