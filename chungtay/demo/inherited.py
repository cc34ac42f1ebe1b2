"""Lays the figures of the second memorandum with Attapeu, which the merged province inherits beside its own."""

from chungtay.rules.amounts import SCALE

from .diary import Diary
from .kept import Kept
from .reports import Answers, Round, given, note_whole_round
from .tables import day, rows

FORM = ("quangngai-province", 1)
UNIT = "quang-ngai-old"


def note_inherited(diary: Diary, kept: Kept) -> None:
    officer, leader = kept.persons["qn-officer"], kept.persons["qn-leader"]
    for row in rows("inherited"):
        window = (day(row["from"]), day(row["to"]))
        one = Round(kept.forms[FORM], UNIT, window, day(row["due"]), leader, officer, leader)
        note_whole_round(diary, kept, one, province_answers(row))


def province_answers(row: dict[str, str]) -> Answers:
    came, women = int(row["attendances"]), int(row["women"])
    cells = {"sex:female": women * SCALE, "sex:male": (came - women) * SCALE}
    return lambda: {
        1: given(int(row["visits"])),
        2: given(int(row["gifts"])),
        3: given(int(row["models"])),
        4: given(came, cells=cells),
    }
