"""Recognises what kind of agreement or paper a text is about, and refuses texts about something else."""

import re
from collections import defaultdict
from dataclasses import dataclass

from chungtay.rules.intake.draft import Fact
from chungtay.rules.intake.official_head import Head
from chungtay.rules.intake.reading import Reading
from chungtay.rules.messages import Message

# The words of an agreement, the more telling before the more general.
AGREEMENTS = {
    "bản ghi nhớ": r"(?:biên )?bản ghi nhớ|\bmou\b",
    "quy chế phối hợp": r"quy chế (?:về )?(?:(?:hoạt động|công tác|liên ngành|làm việc) )?phối hợp",
    "nghị quyết liên tịch": r"nghị quyết liên tịch|\bnqlt\b",
    "chương trình phối hợp": (
        r"chương trình (?:(?:ký kết|công tác|liên tịch|liên ngành|hành động) )?phối hợp|\bctph\b|"
        r"chương trình liên tịch"
    ),
    "chương trình hợp tác": r"chương trình (?:(?:ký kết|công tác) )?hợp tác",
    "thỏa thuận hợp tác": (
        r"(?:bản |văn bản |biên bản )?thỏa thuận (?:khung )?(?:về )?(?:việc )?(?:hợp tác|phối hợp|"
        r"quan hệ|giữa|kết nghĩa)|thỏa thuận (?:giai đoạn|số \d)"
    ),
    "thỏa thuận liên ngành": r"thỏa thuận liên (?:ngành|tịch)",
    "văn bản liên tịch": r"văn bản liên (?:tịch|ngành)",
    "biên bản hợp tác": r"biên bản (?:hợp tác|phối hợp|làm việc|hội đàm)",
    "kế hoạch": r"kế hoạch (?:phối hợp|liên tịch|liên ngành|hợp tác)|\bkhph\b",
    "hướng dẫn liên tịch": r"hướng dẫn (?:liên tịch|liên ngành)",
    "kết nghĩa": r"kết nghĩa",
}
# Signing without a word for the paper: what is signed is named after what it does.
_VAGUE = {
    "chương trình phối hợp": r"công tác phối hợp giữa|(?:sơ kết|tổng kết) (?:\w+ ){0,5}công tác phối hợp|"
    r"ký kết (?:công tác )?phối hợp|ký kết (?:nội dung|hoạt động) phối hợp|giao ước phối hợp",
    "thỏa thuận hợp tác": r"ký kết hợp tác|hợp tác song phương|cam kết hợp tác|biên bản ký kết",
}
AGREEMENT = re.compile("|".join(f"(?:{words})" for words in AGREEMENTS.values()), re.IGNORECASE)
_EACH = [(kind, re.compile(words, re.IGNORECASE)) for kind, words in AGREEMENTS.items()]
_EACH_VAGUE = [(kind, re.compile(words, re.IGNORECASE)) for kind, words in _VAGUE.items()]
_PLAN_OF = re.compile(rf"kế hoạch\b[^.;\n]{{0,80}}?(?:{AGREEMENT.pattern})", re.IGNORECASE)
_REPORT_OF = re.compile(rf"báo cáo\b[^.;\n]{{0,80}}?(?:{AGREEMENT.pattern})", re.IGNORECASE)

_TWO_SIDES = re.compile(r"\b(?:hai|các|ba|02) (?:bên|đơn vị|ngành|cơ quan|tổ chức|hội)\b", re.IGNORECASE)
NOT_A_PROGRAMME = "This text does not seem to be about a cooperation programme between organisations."


@dataclass(frozen=True, slots=True)
class Mention:
    kind: str
    start: int
    end: int
    vague: bool


def mentions(reading: Reading) -> list[Mention]:
    """Every place of the story that names an agreement, in order."""
    found = [
        Mention(kind, match.start(), match.end(), vague)
        for each, vague in ((_EACH, False), (_EACH_VAGUE, True))
        for kind, words in each
        for match in words.finditer(reading.plain)
        if reading.tells(match.start())
    ]
    return sorted(found, key=lambda mention: (mention.start, -mention.end))


def find_kind(reading: Reading, head: Head, *, plan_is_own: Fact | None) -> Fact | None:
    found = mentions(reading)
    if head.type and head.kind:
        return Fact("kind", head.kind, *head.type_span)
    if plan_is_own:
        return Fact("kind", "kế hoạch", *plan_is_own.parts.get("type", (plan_is_own.start, plan_is_own.end)))
    if not found:
        return None
    opening = reading.passages[reading.first_long].end if reading.passages else 0
    for words, kind in ((_PLAN_OF, "kế hoạch"), (_REPORT_OF, "báo cáo")):
        title = words.match(reading.plain, head.title_span[0], head.title_span[1])
        if title:
            return Fact("kind", kind, title.start(), title.start() + len(kind))
    weights: dict[str, float] = defaultdict(float)
    for number, mention in enumerate(found):
        weight = 1.0 + 3 * (mention.start < opening) + 2 * (number == 0)
        weights[mention.kind] += weight * (0.3 if mention.vague or mention.kind == "kết nghĩa" else 1)
    best = max(weights, key=lambda kind: weights[kind])
    first = next(mention for mention in found if mention.kind == best)
    return Fact("kind", best, first.start, first.end, doubtful=all(m.vague for m in found if m.kind == best))


def refusal(reading: Reading, head: Head, *, parties: int, phases: int) -> Message | None:
    """None when the text is about such a programme: it names one where it matters, and who is in it."""
    found = mentions(reading)
    firm = [mention for mention in found if not mention.vague]
    opening = (
        reading.passages[min(reading.first_long + 1, len(reading.passages) - 1)].end
        if reading.passages
        else 0
    )
    salient = len(firm) >= 2 or any(mention.start < opening for mention in found) or bool(head.type and found)
    if salient and (parties >= 2 or (parties == 1 and firm and (phases or head.type))):
        return None
    # Who is in it may be written in a way that no finder knows: a phase of a firmly named agreement still tells.
    if len(firm) >= 2 and phases and _TWO_SIDES.search(reading.plain):
        return None
    return Message(NOT_A_PROGRAMME)
