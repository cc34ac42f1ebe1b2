"""Decides how one paper may bear on another, and what the earlier one says of itself then."""

from dataclasses import dataclass
from datetime import date

from ..messages import Message, RuleBroken
from .kinds import Bearing

# With these the earlier paper is no longer in force, and says so on top.
ENDING = (Bearing.REPLACES, Bearing.CANCELS)


@dataclass(frozen=True, kw_only=True)
class Bears:
    """One paper bearing on another. `turned`: the other bears on it so, perhaps by way of third papers."""

    bearing: str
    same: bool
    on: date | None
    other_on: date | None
    noted: bool = False
    turned: bool = False


def check_bearing(facts: Bears) -> None:
    said = []
    if facts.same:
        said.append(Message("A paper does not bear on itself.", where="other"))
    if facts.on and facts.other_on and facts.other_on > facts.on:
        text = "The other paper is of %(other)s, later than this one. Write it down on the later paper."
        said.append(Message(text, {"other": facts.other_on}, "other"))
    if facts.turned:
        text = "The other paper bears on this one already, so this one cannot end it."
        said.append(Message(text, where="other"))
    if facts.noted:
        said.append(Message("This is written down already.", where="other"))
    if said:
        raise RuleBroken(said)
