"""Reads the event that a report tells of: what was held, on which day, where."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chungtay.rules.intake.document_numbers import DocumentNumber, document_numbers_in
from chungtay.rules.intake.draft import Fact, Span
from chungtay.rules.intake.kinds import AGREEMENT
from chungtay.rules.intake.numbers_and_dates import Day, days_in
from chungtay.rules.intake.reading import Reading, Sentence
from chungtay.rules.intake.spelling import UPPER

_TYPES = {
    "tổng kết": r"tổng kết",
    "sơ kết": r"sơ kết",
    "ký kết": (
        r"ký kết|lễ ký|đã ký|ký (?:chương trình|bản|biên bản|quy chế|kế hoạch|thỏa thuận|nghị quyết|"
        r"giao ước|hợp tác|"
        r"cam kết|quy ước|văn bản|phối hợp)"
    ),
    "kết nghĩa": r"lễ kết nghĩa|tổ chức kết nghĩa|kết nghĩa",
    "phát động": r"phát động|khởi động",
    "ra mắt": r"ra mắt",
    "giao ban": r"giao ban",
    "triển khai": r"hội nghị triển khai|triển khai (?:chương trình|kế hoạch|quy chế|bản ghi nhớ)",
    "hội đàm": r"hội đàm",
    "hội thảo": r"hội thảo",
    "tập huấn": r"tập huấn",
    "gặp gỡ": r"gặp gỡ|gặp mặt|chương trình giao lưu|giao lưu",
    "làm việc": r"buổi làm việc",
}
# Where a sentence tells of several, what an agreement lives through says more than how people met.
_ONLY_MEETS = frozenset(("hội đàm", "hội thảo", "tập huấn", "gặp gỡ", "làm việc"))
_EACH_TYPE = [(name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for name, words in _TYPES.items()]
_HELD = re.compile(
    r"diễn ra|tổ chức|khai mạc|đã ký|ký kết|tiến hành|cử hành|tham dự|dự hội nghị|chủ trì|được ký|"
    r"long trọng",
    re.IGNORECASE,
)
_OCCASION = re.compile(r"\b(?:hội nghị|lễ|buổi lễ|buổi|cuộc)(?: \w+){0,2} *$", re.IGNORECASE)
_PAST = re.compile(r"\b(?:trước đó|năm ngoái|năm trước|đã ký vào)\b", re.IGNORECASE)
_PLANNED = re.compile(r"\b(?:dự kiến|kế hoạch tổ chức|sẽ tổ chức|trước ngày|chậm nhất)\b", re.IGNORECASE)
_HELD_ON = re.compile(
    r"\b(?:lễ|hội nghị|buổi)\b[^.;]{0,60}\b(?:được tổ chức|diễn ra|tổ chức)(?: vào)?(?: \w+){0,2} ?$",
    re.IGNORECASE,
)
_JUST_NOW = re.compile(r"\b(?:vừa|mới đây|vừa qua|hôm nay|hôm qua|sáng nay|chiều nay)\b", re.IGNORECASE)
# Days that are kept, or until which is counted, are days of something else.
_OTHER_DAY = re.compile(
    r"(?:tính đến|kể từ|có hiệu lực từ|nhân dịp|nhân kỷ niệm|kỷ niệm|chào mừng|hướng tới|thành lập|"
    r"ngày (?:quốc tế|phụ nữ|truyền thống|hội|thế giới|toàn dân|giải phóng|quốc khánh))\b[^,;]{0,70}$",
    re.IGNORECASE,
)
_MAKES_PAPER = re.compile(r"(?:xây dựng|ban hành)[^.;]{0,60}$", re.IGNORECASE)
_FROM_DAY = re.compile(
    r"(?:từ |trong )?(?:ngày )?(?<![\d/.])(?P<day>[0-3]?\d) ?(?:-|đến|và|,) ?(?:ngày )?$", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"(?:tại (?:đây|buổi|hội|chương trình|cuộc)|(?:nhân )?dịp này|trong (?:khuôn khổ|chuyến|dịp)|"
    r"hai bên|các bên)\b",
    re.IGNORECASE,
)
_YEAR_NEAR = re.compile(r",? ?năm ((?:19|20)\d\d)(?!\d| ?-)")

_PLACE_KIND = (
    r"tỉnh|thành phố|tp\.?|thị xã|thị trấn|huyện|quận|xã|phường|bản|làng|thôn|buôn|cụm bản|đặc khu|"
    r"cửa khẩu(?: quốc tế| quốc gia| phụ)?|"
    r"thủ đô|khu vực|đồn biên phòng|nhà văn hóa|hội trường|trung tâm(?: hội nghị| văn hóa)?|trụ sở|"
    r"khách sạn|trường|cột mốc|"
    r"mốc|nhà rông|ủy ban nhân dân|ubnd|điểm trường|sân vận động|quảng trường|bảo tàng"
)
_NAME = rf"[{UPPER}][\w'’]*(?: [{UPPER}][\w'’]*){{0,4}}"
_VERB = (
    r"diễn|đã|vừa|tổ chức|ban|với|trong|lễ|liên|nhằm|khai|hai|các|để|từ|được|ngày|vào|sáng|chiều|"
    r"ký|có|dưới|phối"
)
_WIDER = rf"(?:, (?i:{_PLACE_KIND}) {_NAME}){{0,2}}(?: \([^()\n]{{2,40}}\))?"
_AT = re.compile(
    rf"\b(?:tại|ở) (?P<place>(?:"
    rf"(?i:hội trường|nhà văn hóa|trung tâm|trụ sở|khách sạn|đồn|cửa khẩu)\b[^,.;()\n]{{0,80}}?{_WIDER}"
    rf"(?=[,.;:()\n]|$| (?:{_VERB})\b)"
    rf"|(?i:tp)\. ?{_NAME}{_WIDER}"
    rf"|(?:(?i:{_PLACE_KIND})\b[^,.;()\n]{{0,60}}?|{_NAME}){_WIDER}"
    rf"(?=[,.;:()\n]| ?-|$| (?i:{_VERB}|và|hội|ủy ban|ubnd|sở|bộ|công an|tỉnh đoàn|đoàn|mặt)\b)"
    r"))"
)
# "tại Hội nghị" and "tại buổi lễ" tell where in the day, not where on the map.
_NOT_A_PLACE = re.compile(
    r"(?:hội nghị|buổi|lễ|đây|điều|khoản|văn bản|kế hoạch|công văn|hội thảo|chương trình)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Seen:
    weight: float
    type: str
    type_span: Span
    day: Day
    sentence: Sentence


def find_event(reading: Reading, *, is_official: bool) -> Fact | None:
    """None for a plan or an official paper: the days in those are of other papers or still to come."""
    if is_official:
        return None
    seen = []
    for before, sentence in zip([None, *reading.story], reading.story, strict=False):
        is_near = before is not None and before.passage == sentence.passage
        seen += _events_in(reading, sentence, before if is_near else None)
    best = max(seen, key=lambda event: (event.weight, -event.day.start), default=None)
    if best is None or best.weight < 3:
        return _without_day(reading)
    place = _place(reading, best.sentence, best.day)
    parts: dict[str, Span] = {"type": best.type_span, "date": (best.day.start, best.day.end)}
    if place:
        parts["place"] = place
    day = _with_year(reading, best.day)
    first = _first_day(reading, day)
    value = {"type": best.type, "date": first.written(), "place": reading.text(*place) if place else None}
    if first != day:
        value["until"] = day.written()
    start = min(part[0] for part in parts.values())
    return Fact("event", value, start, max(part[1] for part in parts.values()), not best.day.year, parts)


def _without_day(reading: Reading) -> Fact | None:
    """`A và B vừa tổ chức sơ kết chương trình …`: held, though the text does not say on which day."""
    for sentence in reading.story:
        line = reading.looked_at(sentence)
        kind = _type(reading, sentence)
        told = kind and kind[0] not in _ONLY_MEETS and _JUST_NOW.search(line) and _HELD.search(line)
        if not kind or not told or not AGREEMENT.search(line) or _PLANNED.search(line):
            continue
        name, span = kind
        value = {"type": name, "date": None, "place": None}
        return Fact("event", value, *span, doubtful=True, parts={"type": span})
    return None


def _events_in(reading: Reading, sentence: Sentence, before: Sentence | None) -> list[_Seen]:
    kind = _type(reading, sentence)
    if not kind:
        return []
    name, span = kind
    line = reading.looked_at(sentence)
    weight = 1.0 + 1.5 * bool(_HELD.search(line)) + bool(AGREEMENT.search(line))
    weight += _OCCASION.search(reading.plain[max(sentence.start, span[0] - 30) : span[0]]) is not None
    weight += 1.0 if sentence.passage <= reading.first_long + 1 else 0.0
    weight -= 3 * bool(_PAST.search(line)) + 3 * bool(_PLANNED.search(line))
    numbers = list(_papers_in(reading, sentence))
    found = []
    for day in _days_in(reading, sentence):
        of_paper = any(number.day and number.day.start == day.start for number in numbers)
        makes_paper = numbers and _MAKES_PAPER.search(reading.plain[sentence.start : numbers[0].start])
        if not of_paper and not makes_paper:
            opens = float(day.start - sentence.start < 40)
            opens += _HELD_ON.search(reading.plain[sentence.start : day.start]) is not None
            found.append(_Seen(weight + opens, name, span, day, sentence))
    if not found and before and _GOES_ON.match(line) and not any(_papers_in(reading, before)):
        # "Từ ngày 24 đến 27/7, đoàn … sang thăm. Tại đây, hai bên đã ký …": the day was said just before.
        found = [_Seen(weight - 0.5, name, span, day, before) for day in _days_in(reading, before)[:1]]
    return found


def _days_in(reading: Reading, sentence: Sentence) -> list[Day]:
    return [
        day
        for day in days_in(reading.plain, sentence.start, sentence.end)
        if not _OTHER_DAY.search(reading.plain[sentence.start : day.start])
    ]


def _papers_in(reading: Reading, sentence: Sentence) -> Iterator[DocumentNumber]:
    return document_numbers_in(reading.plain, sentence.start, sentence.end)


def _type(reading: Reading, sentence: Sentence) -> tuple[str, Span] | None:
    """What was held: the word after "Hội nghị" or "Lễ" before any other, else the first."""
    found = [
        (
            _OCCASION.search(reading.plain[max(sentence.start, match.start() - 30) : match.start()]) is None,
            name in _ONLY_MEETS,
            match.start(),
            name,
            match.span(),
        )
        for name, words in _EACH_TYPE
        for match in words.finditer(reading.plain, sentence.start, sentence.end)
    ]
    if not found:
        return None
    *_, name, span = min(found)
    return name, span


def _place(reading: Reading, sentence: Sentence, day: Day) -> Span | None:
    """Where: in the same sentence, best right behind the day."""
    found = [
        match.span("place")
        for match in _AT.finditer(reading.plain, sentence.start, sentence.end)
        if not _NOT_A_PLACE.match(match["place"])
    ]
    if not found:
        return None
    start, end = min(found, key=lambda span: abs(span[0] - day.end))
    while end > start and reading.plain[end - 1] in " ,":
        end -= 1
    return start, end


def _first_day(reading: Reading, day: Day) -> Day:
    """`từ ngày 24 đến 27/7/2026` begins on the 24th."""
    lead = _FROM_DAY.search(reading.plain, max(0, day.start - 20), day.start)
    return day._replace(day=int(lead["day"])) if lead and 0 < int(lead["day"]) < day.day else day


def _with_year(reading: Reading, day: Day) -> Day:
    if day.year:
        return day
    year = _YEAR_NEAR.match(reading.plain, day.end)
    return day._replace(year=int(year[1])) if year else day
