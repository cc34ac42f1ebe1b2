"""Decides what a line of the lists must say: its source above all, for an officer acts on it."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from chungtay.rules.messages import Message, RuleBroken

from .lists import CHAINS

TO_FILE = timedelta(days=60)  # after the first transfer: Law 91/2025/QH15
MOST_HOURS = 24 * 30
MOST_MONTHS = 12 * 50
TELEPHONE = re.compile(r"\+?[0-9][0-9 .()-]{1,38}")


def check_line(told: Mapping[str, Any]) -> None:
    """`told`: the fields of a line by name, whichever list it is of. Every fault at once."""
    said = []
    if not told["source"].strip():
        said.append(Message("Say where this is written: law, article, letter, agreement.", where="source"))
    if "whom" in told and not (told["whom"].strip() or told["whom_lo"].strip()):
        said.append(Message("Say who must be told, in Vietnamese or in Lao.", where="whom"))
    if told.get("type") and told["type"] not in CHAINS:
        said.append(Message("There is no such type of case. Choose one of the list.", where="type"))
    if told.get("within_hours") is not None and told.get("working_days") is not None:
        said.append(Message("Say either hours or working days, as the source does.", where="within_hours"))
    if "what_for" in told and not (told["what_for"].strip() or told["what_for_lo"].strip()):
        said.append(Message("Say what the number is for, in Vietnamese or in Lao.", where="what_for"))
    if "number" in told and not TELEPHONE.fullmatch(told["number"].strip()):
        said.append(Message("Write a telephone number: digits, spaces, a plus in front.", where="number"))
    if "hours" in told and not 1 <= told["hours"] <= MOST_HOURS:
        said.append(Message("Write between 1 and %(most)s hours.", {"most": MOST_HOURS}, "hours"))
    if "months" in told and not 1 <= told["months"] <= MOST_MONTHS:
        said.append(Message("Write between 1 and %(most)s months.", {"most": MOST_MONTHS}, "months"))
    if said:
        raise RuleBroken(said)


def check_dossier(
    *, basis: str, number: str, first_transfer_on: date | None, filed_on: date | None, today: date
) -> None:
    """What a side says of its legal basis. A dossier may be filed later; it is named late, never refused."""
    said = []
    if not basis.strip():
        said.append(Message("Name the legal basis: law and article, agreement, consent.", where="basis"))
    for where, day in (("first_transfer_on", first_transfer_on), ("filed_on", filed_on)):
        if day and day > today:
            said.append(Message("This day is still to come.", where=where))
    if filed_on and not number.strip():
        said.append(Message("A dossier that was filed has a number. Write it.", where="number"))
    if said:
        raise RuleBroken(said)


def file_by(first_transfer_on: date | None) -> date | None:
    """The last day on which the impact dossier is filed in time."""
    return first_transfer_on + TO_FILE if first_transfer_on else None


def is_late(first_transfer_on: date | None, filed_on: date | None, today: date) -> bool:
    due = file_by(first_transfer_on)
    return due is not None and (filed_on or today) > due
