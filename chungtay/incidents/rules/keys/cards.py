"""Decides what a card of public keys and a wrapped private key look like; nothing else is ever kept as one."""

from typing import Any

from chungtay.rules.messages import Message, RuleBroken

from ..sealed.identities import AGREEING, SIGNING, bare_jwk, thumbprint
from ..sealed.letters import SealFault, decode_json, unb64u
from ..sealed.wrapped import FEWEST_ROUNDS, MOST_ROUNDS

CURVES = {"enc": AGREEING, "sig": tuple(SIGNING)}
WRAPPED = {"alg": "PBES2-HS512+A256KW", "enc": "A256GCM", "cty": "jwk-set+json"}
ROUNDS = range(FEWEST_ROUNDS, MOST_ROUNDS + 1)
LONGEST_WRAPPED = 4_000

NO_CARD = "This is no card of two public keys. Load the page again and make the keys anew."
NOT_WRAPPED = (
    "The private half did not come wrapped under a passphrase, so nothing of it was kept. "
    "Load the page again and make the keys anew."
)


def check_card(card: Any) -> None:
    """Exactly two public keys, on curves that our browsers open; no private member, no point off its curve."""
    if not (isinstance(card, dict) and set(card) == {"enc", "sig"}):
        raise RuleBroken(Message(NO_CARD))
    for use in ("enc", "sig"):
        check_public(card[use], use)
    if thumbprint(card["enc"]) == thumbprint(card["sig"]):
        raise RuleBroken(Message(NO_CARD))


def check_public(key: Any, use: str) -> None:
    try:
        bare_jwk(key, CURVES[use])
    except SealFault as wrong:
        raise RuleBroken(Message(NO_CARD)) from wrong


def check_wrapped(wrapped: Any) -> None:
    """The shape of RFC 7518 §4.8 under a slow passphrase. What is inside, the server cannot know."""
    try:
        header, *parts = wrapped.split(".")
        told = decode_json(header, " ".join([*WRAPPED, "p2s", "p2c"]))
        key, iv, ciphertext, tag = map(unb64u, parts)
        right = (
            len(wrapped) <= LONGEST_WRAPPED
            and all(told[name] == value for name, value in WRAPPED.items())
            and len(unb64u(told["p2s"])) >= 16
            and type(told["p2c"]) is int
            and told["p2c"] in ROUNDS
            and (len(key), len(iv), len(tag)) == (40, 12, 16)
            and bool(ciphertext)
        )
    except (AttributeError, SealFault, TypeError, ValueError):
        right = False
    if not right:
        raise RuleBroken(Message(NOT_WRAPPED))
