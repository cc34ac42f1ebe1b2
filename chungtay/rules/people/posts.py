"""Decides when a post may begin, end and be handed over, and when a body may be added, changed and ended.

A post stands from its first day until the day on which it is over, and that day no longer counts.
"""

from datetime import date, timedelta

from ..messages import Message, RuleBroken
from .roles import Role

INVITATION_OPEN_FOR = timedelta(days=7)
ENDS_SOON = timedelta(days=60)  # so early a successor is looked for


def check_beginning(
    *,
    role: Role,
    title: str,
    known_as: str,
    first_on: date,
    until: date | None,
    body_until: date | None,
    own: bool,
    limited: bool,
    held_already: bool,
) -> None:
    """`own`: for whoever gives it. `limited`: to a place or to programmes. `held_already`: the very same post."""
    said = []
    if own:
        said.append(
            Message("Nobody gives a post to themself. Another administrator does it.", where="person")
        )
    if not known_as.strip():
        said.append(Message("Write how the person is called.", where="known_as"))
    if not title.strip():
        said.append(Message("Write the title of the post.", where="title"))
    if until is not None and until <= first_on:
        said.append(Message("The post would end before it begins.", where="until"))
    if body_until is not None and first_on >= body_until:
        said.append(Message("This body ended on %(day)s.", {"day": body_until}, "organisation"))
    if limited and role is Role.ADMINISTRATOR:
        # People belong to no programme and no place, so the limit would only seem to be one.
        said.append(Message("An administrator's post cannot be limited.", where="role"))
    if held_already:
        said.append(Message("This person holds this post already.", where="person"))
    if said:
        raise RuleBroken(said)


def check_ending(*, first_on: date, until: date | None, on: date, today: date, own: bool) -> None:
    """A post that has not begun may end on its first day: then it never stands."""
    if own:
        raise RuleBroken(Message("Nobody ends a post of their own. Another administrator does it."))
    if until is not None and until <= today:
        raise RuleBroken(Message("This post ended on %(day)s already.", {"day": until}))
    if on < first_on:
        text = "The post begins on %(day)s; it cannot end before that."
        raise RuleBroken(Message(text, {"day": first_on}, "on"))


def check_hand_over(
    *, first_on: date, on: date, followed_on: date | None, own: bool, same_person: bool, known_as: str
) -> None:
    """`own`: the post is that of whoever hands it over, or would become theirs."""
    said = []
    if followed_on is not None:
        said.append(Message("This post was handed over on %(day)s already.", {"day": followed_on}))
    if own:
        said.append(Message("Nobody hands over or takes a post of their own. Another administrator does it."))
    if same_person:
        said.append(Message("This person holds this post already.", where="person"))
    if not known_as.strip():
        said.append(Message("Write how the person is called.", where="known_as"))
    if on <= first_on:
        text = "The post begins on %(day)s; it is handed over after that."
        said.append(Message(text, {"day": first_on}, "on"))
    if said:
        raise RuleBroken(said)


def check_invitation(*, until: date | None, today: date, own: bool, account_closed: bool) -> None:
    said = []
    if until is not None and until <= today:
        said.append(Message("This post ended on %(day)s already.", {"day": until}))
    if own:
        said.append(Message("Nobody invites themself. Another administrator does it."))
    if account_closed:
        said.append(Message("This account is closed. Open it first."))
    if said:
        raise RuleBroken(said)


def check_body(
    *, name: str, first_on: date | None, alike: bool, above: str = "", above_until: date | None = None
) -> None:
    """`alike`: another body of this name stands in those days. `above_until`: when the body above ends."""
    said = []
    if not name.strip():
        said.append(Message("Write the name of the body.", where="name"))
    if alike:
        text = "There is a body of this name already. Open that one, or write what tells them apart."
        said.append(Message(text, where="name"))
    if above_until is not None and (first_on is None or first_on >= above_until):
        said.append(Message("%(body)s ends on %(day)s.", {"body": above, "day": above_until}, "parent"))
    if said:
        raise RuleBroken(said)


def check_change(
    *, on: date, today: date, first_on: date | None, until: date | None, name: str, alike: bool,
    under_itself: str, decision: str, above_until: date | None,
) -> None:  # fmt: skip
    """`under_itself`: the name of the body above, where that one stands under this one."""
    said = []
    if until is not None and until <= today:
        said.append(Message("This body ended on %(day)s.", {"day": until}))
    if on > today:
        said.append(Message("Write it down when it is so: %(day)s is still to come.", {"day": on}, "on"))
    if first_on is not None and on < first_on:
        said.append(Message("The body began on %(day)s.", {"day": first_on}, "on"))
    if not name.strip():
        said.append(Message("Write the name of the body.", where="name"))
    if alike:
        text = "There is a body of this name already. Open that one, or write what tells them apart."
        said.append(Message(text, where="name"))
    if under_itself:
        text = "%(body)s stands under this body. Move that one first."
        said.append(Message(text, {"body": under_itself}, "parent"))
    if above_until is not None and above_until <= today:
        said.append(Message("This body ended on %(day)s.", {"day": above_until}, "parent"))
    if not decision.strip():
        said.append(Message("Say by which decision.", where="decision"))
    if said:
        raise RuleBroken(said)


def check_body_ending(
    *, on: date, first_on: date | None, until: date | None, seats: list[str], below: int, own: bool, decision: str
) -> None:  # fmt: skip
    """`seats`: the agreements of which it holds a side. `below`: how many bodies stand under it."""
    said = []
    if until is not None:
        said.append(Message("This body ends on %(day)s already.", {"day": until}))
    if first_on is not None and on <= first_on:
        said.append(Message("The body began on %(day)s; it ends after that.", {"day": first_on}, "on"))
    for agreement in seats:
        text = "It holds a side of “%(agreement)s”. Record which body takes over from it instead."
        said.append(Message(text, {"agreement": agreement}))
    if below:
        said.append(Message("Bodies that stand under it: %(n)s. Move them first.", {"n": below}))
    if own:
        said.append(Message("Your own post stands in this body. Another administrator ends it."))
    if not decision.strip():
        said.append(Message("Say by which decision.", where="decision"))
    if said:
        raise RuleBroken(said)
