"""Seals things in Python, as a browser would, and posts them as the named person: for every room's tests."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from chungtay.incidents.demo.keys import Identity, MadeSide
from chungtay.incidents.demo.sealing import grant, opened, seal
from tests.world import NOW

__all__ = ["begun", "grant", "opened", "sealed", "to"]

Body = dict[str, Any]


def sealed(
    words: str, cards: list[Body], sender: Identity, *, notice: UUID | str, iid: UUID | str = "",
    at: datetime = NOW,
) -> Body:  # fmt: skip
    """An item `{iid, jwe, sigs}` that says these words to these cards."""
    return seal(words.encode(), cards, sender, notice=notice, iid=iid or uuid4(), at=at)


def to(*sides: MadeSide) -> list[Body]:
    """The cards of all recipients of these sides, and of their recovery keys."""
    return [card for side in sides for card in side.cards]


def begun(
    side: MadeSide, sender: Identity, words: str = "words", *, notice: UUID | str = "", is_new: bool = False,
    **more: Any,
) -> Body:  # fmt: skip
    """What `notice-begin` is told; `is_new`: by somebody without enrolment, whose browser has just made the key."""
    key = str(notice or uuid4())
    return {
        "notice": key, "urgency": "soon", "side": str(side.seat.pk),
        "item": sealed(words, to(side), sender, notice=key), "sender": sender.card if is_new else None,
        "told_at": None, **more,
    }  # fmt: skip
