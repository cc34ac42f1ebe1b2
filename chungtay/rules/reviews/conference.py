"""What may be noted of the conference that heard a review, and how its lines are typed.

Chủ tịch Hội LHPN xã Bờ Y: đề nghị mở thêm lớp tiếng Lào         who, by post: what was said
Hội LHPN xã Đăk Dục; giấy khen; mười câu lạc bộ giữ nếp sinh hoạt    to whom; which award; for what
"""

from collections.abc import Iterable, Iterator
from datetime import date

from chungtay.rules.messages import Message, RuleBroken

from .parts import Commended, Conference, Opinion

LONGEST = 300
LONGEST_REASON = 500


def check_conference(held: Conference, *, today: date) -> None:
    wrong = []
    if held.held_on > today:
        text = "Write down a conference when it was held: %(day)s is still to come."
        wrong.append(Message(text, {"day": held.held_on}, "held_on"))
    if held.women is not None and held.attended is None:
        wrong.append(Message("Write how many came in all, too.", where="attended"))
    if held.women is not None and held.attended is not None and held.women > held.attended:
        wrong.append(Message("More women than people who came.", where="women"))
    if wrong:
        raise RuleBroken(wrong)


def read_opinions(text: str) -> tuple[Opinion, ...]:
    """Every line; raises RuleBroken with the lines to mend."""
    found, wrong = [], []
    for number, line in _lines(text):
        said_by, colon, words = (part.strip() for part in line.partition(":"))
        if not (said_by and colon and words):
            mend = "Line %(n)s: write who said it, a colon, and what was said."
            wrong.append(Message(mend, {"n": number}, "opinions"))
        elif len(said_by) > LONGEST:
            wrong.append(_too_long(number, LONGEST, "opinions"))
        else:
            found.append(Opinion(said_by, words))
    if wrong:
        raise RuleBroken(wrong)
    return tuple(found)


def read_commendations(text: str) -> tuple[Commended, ...]:
    """Every line; raises RuleBroken with the lines to mend."""
    found, wrong = [], []
    for number, line in _lines(text):
        awarded_to, award, reason, *_ = (*(part.strip() for part in line.split(";", 2)), "", "")
        if not (awarded_to and award):
            mend = "Line %(n)s: write to whom, a semicolon, and which award; then, perhaps, for what."
            wrong.append(Message(mend, {"n": number}, "commendations"))
        elif max(len(awarded_to), len(award)) > LONGEST or len(reason) > LONGEST_REASON:
            wrong.append(_too_long(number, LONGEST, "commendations"))
        else:
            found.append(Commended(awarded_to, award, reason))
    if wrong:
        raise RuleBroken(wrong)
    return tuple(found)


def typed_opinions(opinions: Iterable[Opinion]) -> str:
    """As they were typed, to be mended."""
    return "\n".join(f"{one.said_by}: {one.text}" for one in opinions)


def typed_commendations(commended: Iterable[Commended]) -> str:
    return "\n".join("; ".join(filter(None, (one.awarded_to, one.award, one.reason))) for one in commended)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return ((number, line) for number, line in enumerate(lines, 1) if line)


def _too_long(number: int, most: int, where: str) -> Message:
    return Message(
        "Line %(n)s: a name there is longer than %(most)s letters.", {"n": number, "most": most}, where
    )
