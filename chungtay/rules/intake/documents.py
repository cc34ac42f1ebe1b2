"""Decides which papers a text is about and which it only cites, with their numbers, types, days and issuers."""

import re
from typing import Any

from chungtay.rules.intake.bodies import Body
from chungtay.rules.intake.document_numbers import DocumentNumber, document_numbers_in
from chungtay.rules.intake.draft import Fact, Span
from chungtay.rules.intake.kinds import mentions
from chungtay.rules.intake.numbers_and_dates import Day, days_in
from chungtay.rules.intake.official_head import Head
from chungtay.rules.intake.reading import Reading, Sentence

_ISSUED = re.compile(
    r"\b(?:xây dựng|ban hành|ký ban hành|ký kết|ký|thống nhất|thông qua|công bố|phát hành|"
    r"có)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_ONLY_CITED = re.compile(
    r"\b(?:căn cứ|thực hiện|theo|triển khai|quán triệt|trên cơ sở|thay thế|hướng dẫn|"
    r"tiếp tục thực hiện|tổng kết|sơ kết)\b[^.;]{0,90}$",
    re.IGNORECASE,
)
_JOINT_PLAN = re.compile(r"KH(?:PH|LT|LN)", re.IGNORECASE)
_REVIEWED = re.compile(r"\b(?:tổng kết|sơ kết|ký kết)\b", re.IGNORECASE)
_SIGNED_ON = re.compile(
    r"[^.;\n]{0,120}?\b(?:ký|ký kết|được ký|"
    r"ban hành)\b(?: kết)?(?: vào)?(?: tại [^.;,\n]{1,40})? ?,? ?ngày $",
    re.IGNORECASE,
)
_YEAR = re.compile(r"năm ((?:19|20)\d\d)(?!\d)")
_PROGRAMME_TYPES = frozenset(
    ("thỏa thuận liên ngành", "kế hoạch", "chương trình phối hợp", "bản ghi nhớ", "quy chế phối hợp", "báo cáo",
     "thỏa thuận hợp tác", "nghị quyết liên tịch", "hướng dẫn liên tịch", "biên bản", "chương trình", "quy chế",
     "chương trình hợp tác")
)  # fmt: skip


def find_documents(reading: Reading, head: Head, bodies: list[Body], *, event: Fact | None) -> list[Fact]:
    facts: dict[str, Fact] = {}
    if head.type:
        own = _own_by_head(reading, head, bodies)
        facts[own.value["number"] or ""] = own
    for sentence in reading.story:
        for number in document_numbers_in(reading.plain, sentence.start, sentence.end):
            inside_head = head.number_span and head.number_span[0] <= number.start < head.number_span[1]
            if number.number not in facts and not inside_head:
                facts[number.number] = _document(reading, head, bodies, sentence, number, event)
    found = list(facts.values())
    found += _signed_without_number(reading, found)
    return sorted(found, key=lambda fact: (fact.value["role"] != "own", fact.start))


def own_plan(documents: list[Fact]) -> Fact | None:
    """The plan that the text presents: then the text is about a plan, whatever programme it belongs to."""
    return next(
        (fact for fact in documents if fact.value["role"] == "own" and fact.value["type"] == "kế hoạch"), None
    )


def _own_by_head(reading: Reading, head: Head, bodies: list[Body]) -> Fact:
    parts: dict[str, Span] = {"type": head.type_span}
    number = None
    if head.number_span:
        number = next(document_numbers_in(reading.plain, *head.number_span), None)
    if number:
        parts["number"] = (number.start, number.end)
    day = head.day or (number.day if number else None)
    if day:
        parts["date"] = (day.start, day.end)
    value: dict[str, Any] = {
        "number": number.number if number else None,
        "date": day.written() if day else None,
        "type": head.kind if head.kind in _PROGRAMME_TYPES else head.type,
        "role": "own",
        "issuers": _names(
            [body for body in bodies if head.issuers_span[0] <= body.start < head.issuers_span[1]]
        ),
    }
    start, end = parts.get("number", head.type_span)
    return Fact("document", value, start, end, doubtful=number is None, parts=parts)


def _document(
    reading: Reading,
    head: Head,
    bodies: list[Body],
    sentence: Sentence,
    number: DocumentNumber,
    event: Fact | None,
) -> Fact:
    before = reading.plain[sentence.start : number.type_span[0] if number.type_span else number.start]
    issued = _ISSUED.search(before) is not None
    own = not head.type and _is_own(number, before, issued=issued, event=event)
    day = number.day or (_day_before(reading, sentence, number) if issued else None)
    parts: dict[str, Span] = {"number": (number.start, number.end)}
    if number.type_span:
        parts["type"] = number.type_span
    if day:
        parts["date"] = (day.start, day.end)
    issuers = [body for body in bodies if sentence.start <= body.start < number.start] if issued else []
    value: dict[str, Any] = {
        "number": number.number,
        "date": day.written() if day and day.year else _with_year(reading, sentence, day),
        "type": number.type,
        "role": "own" if own else "ref",
        "issuers": _names(issuers),
    }
    return Fact("document", value, number.start, number.end, doubtful=bool(day and not day.year), parts=parts)


def _names(bodies: list[Body]) -> list[str]:
    """Each body once, by its fullest name."""
    kept = [body for body in bodies if not any(body.key < other.key for other in bodies)]
    return list({body.key: body.name for body in reversed(kept)}.values())[::-1]


def _is_own(number: DocumentNumber, before: str, *, issued: bool, event: Fact | None) -> bool:
    """A text presents the paper whose making it tells, or, at a review or signing, the agreement itself."""
    if number.type not in _PROGRAMME_TYPES:
        return False
    if event and event.value["type"] != "triển khai":
        if _JOINT_PLAN.search(number.number) and _REVIEWED.search(before):
            return True
        return number.type not in ("kế hoạch", "báo cáo") and not re.search(
            r"\bcăn cứ\b", before, re.IGNORECASE
        )
    return (
        issued
        and not _ONLY_CITED.search(before)
        or number.type not in ("kế hoạch", "báo cáo", "chương trình")
    )


def _day_before(reading: Reading, sentence: Sentence, number: DocumentNumber) -> Day | None:
    """`Ngày 21/3/2024, … xây dựng Kế hoạch số …`: the day on which it was made, unless it dates another paper."""
    found = list(days_in(reading.plain, sentence.start, number.start))
    others = list(document_numbers_in(reading.plain, sentence.start, number.start))
    return found[0] if found and not others else None


def _with_year(reading: Reading, sentence: Sentence, day: Day | None) -> str | None:
    if day is None:
        return None
    year = _YEAR.search(reading.plain, sentence.start, sentence.end)
    return day._replace(year=int(year[1])).written() if year else None


def _signed_without_number(reading: Reading, found: list[Fact]) -> list[Fact]:
    """`Bản ghi nhớ … ký ngày 12/7/2019`: an agreement known by its day."""
    days = {fact.value["date"] for fact in found}
    role = "ref" if any(fact.value["role"] == "own" for fact in found) else "own"
    for mention in mentions(reading):
        if mention.vague:
            continue
        for day in days_in(reading.plain, mention.end, mention.end + 160):
            if (
                day.year
                and day.written() not in days
                and _SIGNED_ON.fullmatch(reading.plain, mention.end, day.start)
            ):
                parts = {"type": (mention.start, mention.end), "date": (day.start, day.end)}
                value: dict[str, Any] = {
                    "number": None,
                    "date": day.written(),
                    "type": mention.kind,
                    "role": role,
                    "issuers": [],
                }
                return [Fact("document", value, mention.start, day.end, parts=parts)]
    return []
