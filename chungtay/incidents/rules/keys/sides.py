"""Decides whether a side may take a new signature key: first of all, signed by the one before, or begun anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chungtay.rules.messages import Message, RuleBroken

from ..sealed.identities import thumbprint
from ..sealed.lists import SUCCESSION
from .cards import check_card, check_public, check_wrapped
from .signed import read_signed

MEMBERS = "seat number signing recovery"


@dataclass(frozen=True)
class OldKey:
    number: int
    signing: dict[str, Any]
    recovery: dict[str, Any]


@dataclass(frozen=True)
class NewKey:
    """As it came from the ceremony page."""

    number: Any
    signing: Any
    recovery: Any
    wrapped_signing: Any
    wrapped_recovery: Any
    succession: Any
    reason: str
    witness: str


def check_side_key(new: NewKey, before: Sequence[OldKey], *, seat: str, used: set[str]) -> None:
    """Against all keys of the side so far, the newest last; `used`: thumbprints of every key that is known."""
    check_public(new.signing, "sig")
    check_card(new.recovery)
    check_wrapped(new.wrapped_signing)
    check_wrapped(new.wrapped_recovery)
    faults = []
    last = before[-1] if before else None
    if new.number != (last.number + 1 if last else 1):
        faults.append(Message(
            "Somebody else made a key for this side meanwhile. Nothing of yours was kept: destroy the sheets that "
            "you printed, and load the page again."
        ))  # fmt: skip
    kids = [thumbprint(new.signing), thumbprint(new.recovery["enc"]), thumbprint(new.recovery["sig"])]
    if len(set(kids)) < 3 or used.intersection(kids):
        faults.append(Message("This key was used before. Load the page again and make the keys anew."))
    if not new.witness:
        faults.append(Message("Say by which post the other half is kept.", where="witness"))
    if last and not new.reason:
        faults.append(Message("Say why the key is made anew: both sides will read it.", where="reason"))
    if faults:
        raise RuleBroken(faults)
    if new.succession:
        _check_succession(new, last, seat)


def _check_succession(new: NewKey, last: OldKey | None, seat: str) -> None:
    """Signed by the last key, or, where that is lost, by the signature half of its recovery key."""
    signers = {thumbprint(key): key for key in (last.signing, last.recovery["sig"])} if last else {}
    signed = read_signed(new.succession, SUCCESSION, MEMBERS, signers)
    told = {"seat": seat, "number": new.number, "signing": new.signing, "recovery": new.recovery}
    if signed.body != told:
        raise RuleBroken(Message("The old key signed for another key than this one. Nothing was changed."))
