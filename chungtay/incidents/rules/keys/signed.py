"""Reads what a key signed for a side, and says to the person what is wrong where it cannot be believed."""

from collections.abc import Mapping
from typing import Any

from chungtay.rules.messages import Message, RuleBroken

from ..sealed.identities import SIGNING, Signed, Signer, read_jws
from ..sealed.letters import SealFault

UNSIGNED = "This does not bear the signature of a key that may sign it. Nothing was changed."
LONGEST = 200_000


def read_signed(compact: Any, typ: str, names: str, keys: Mapping[str, dict[str, Any]]) -> Signed:
    """With exactly these members, by one of the keys (thumbprint → public JWK), by the algorithm of that key."""
    signers = {kid: Signer("", SIGNING[key["crv"]], key) for kid, key in keys.items()}
    try:
        if isinstance(compact, str) and len(compact) > LONGEST:
            raise SealFault("longer than a side's list can be")
        return read_jws(compact, typ=typ, names=names, signers=signers)
    except SealFault as wrong:
        raise RuleBroken(Message(UNSIGNED)) from wrong
