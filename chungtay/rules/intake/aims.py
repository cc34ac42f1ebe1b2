"""Reads since when the bodies work together, what for, and which wider programmes it carries out."""

import re

from chungtay.rules.intake.bodies import key_of
from chungtay.rules.intake.draft import Fact
from chungtay.rules.intake.numbers_and_dates import days_in
from chungtay.rules.intake.phases import YEAR_FIRST, YEARS
from chungtay.rules.intake.reading import Reading
from chungtay.rules.intake.spelling import UPPER, plain

_SINCE = re.compile(
    r"(?:\b(?:kể )?từ (?:tháng \d{1,2} ?[/-]? ?)?(?:ngày \d{1,2}[/-]\d{1,2}[/-])?(?:(?:đầu|cuối|"
    r"giữa) )?(?:năm )?(?P<year>(?:19|20)\d\d)(?! ?(?:-|đến năm|đến (?:19|20)))(?!\d)"
    r"|(?:thiết lập|đặt|bắt đầu|chính thức)[^.;\n]{0,80}?(?:vào |"
    r"từ )?(?:tháng \d{1,2}[/ -])?năm (?P<year_>(?:19|20)\d\d)(?! ?-)(?!\d))",
    re.IGNORECASE,
)
_RELATION = re.compile(r"quan hệ|kết nghĩa|hợp tác|phối hợp|ký kết|hữu nghị|gắn bó|giao lưu", re.IGNORECASE)
_STRONG_RELATION = re.compile(
    r"quan hệ|kết nghĩa|thiết lập|song phương|bắt đầu (?:hợp tác|phối hợp)|ký kết", re.IGNORECASE
)

_TWINNED = re.compile(
    r"(?:chính thức|đã) (?:\w+ ){0,3}(?:kết nghĩa|thiết lập quan hệ)|biên bản kết nghĩa", re.IGNORECASE
)
_PURPOSE = re.compile(
    r"\b(?:nhằm|với mục đích|với mục tiêu|mục đích(?: của [^:.;\n]{1,80}?)?(?: là|:)|"
    r"mục tiêu(?: chung)?(?: là|:))(?: là)?:? (?:mục đích )?",
    re.IGNORECASE,
)
_PURPOSE_ENDS = re.compile(
    rf",? (?:sáng|chiều|tối)? ?(?:ngày|hôm nay|vừa qua|hai bên|các bên)\b|, (?=(?:Hội|Ủy ban|UBND|Sở|"
    rf"Ban|Bộ|Công an|Tỉnh đoàn|Đoàn|Liên đoàn) ?[{UPPER}]?)|[.;\n]"
)
_PURPOSE_HEADING = re.compile(
    r"(?:[IVX\d]{1,4}[.)] ?)*(?:[A-Z]\. ?)?mục đích(?:,? ?(?:-|và)? ?yêu cầu)? ?:?$", re.IGNORECASE
)
_PURPOSE_MAX = 600
_ITEM_MARK = re.compile(r"(?:[-+*•]|\d{1,2}[.)]|[a-zđ]\)) ?")

_FRAMEWORK = re.compile(
    r"\b(?:chương trình (?:mtqg|mục tiêu quốc gia|hành động quốc gia|quốc gia)|"
    r"đề án(?: số)? (?:\d{1,4}\b|\"|về|[^\W\d_])|dự án (?:số )?\d{1,2}\b|"
    r"chiến lược (?:quốc gia|phát triển))",
    re.IGNORECASE,
)
_FRAMEWORK_ENDS = re.compile(
    r"[.;:()\n]|, |\bgiữa\b| theo\b| do\b| của\b| tại\b| trên địa bàn| trong (?:năm|thời|giai)|"
    r" năm \d| làm\b| để\b| nhằm\b| với\b| được\b| đã\b| ở\b|"
    r" và (?:các|hoạt|chương|đề|dự)| gắn\b| góp\b| có\b",
    re.IGNORECASE,
)
_CARRIES_OUT = re.compile(r"thực hiện|thuộc|khuôn khổ|triển khai|góp phần|căn cứ|theo", re.IGNORECASE)
_ABBREVIATIONS = {
    "mtqg": "mục tiêu quốc gia",
    "dtts": "dân tộc thiểu số",
    "mn": "miền núi",
    "ktxh": "kinh tế xã hội",
    "kt-xh": "kinh tế xã hội",
    "ntm": "nông thôn mới",
}


def find_since(reading: Reading, event: Fact | None) -> Fact | None:
    return _said_since(reading) or _twinned_since(reading, event)


def _twinned_since(reading: Reading, event: Fact | None) -> Fact | None:
    """`Ngày 26/4/2005, hai bản ký kết biên bản kết nghĩa`: unless that is the event of the text."""
    held = event.parts.get("date") if event else None
    for sentence in reading.story:
        if not _TWINNED.search(reading.plain, sentence.start, sentence.end):
            continue
        for day in days_in(reading.plain, sentence.start, sentence.end):
            if day.year and (held is None or held[0] != day.start) and event:
                return Fact("since", str(day.year), day.end - 4, day.end, doubtful=True)
    return None


def _said_since(reading: Reading) -> Fact | None:
    for words in (_STRONG_RELATION, _RELATION):
        for sentence in reading.story:
            line = reading.looked_at(sentence)
            if not words.search(line):
                continue
            for match in _SINCE.finditer(reading.plain, sentence.start, sentence.end):
                year = match["year"] or match["year_"]
                within = any(
                    term.start() <= match.start() < term.end()
                    for term in YEARS.finditer(reading.plain, sentence.start, sentence.end)
                )
                near = words.search(
                    reading.plain,
                    max(sentence.start, match.start() - 120),
                    min(sentence.end, match.end() + 120),
                )
                if int(year) >= YEAR_FIRST - 30 and not within and near:
                    group = "year" if match["year"] else "year_"
                    return Fact("since", year, *match.span(group), doubtful=words is _RELATION)
    return None


def find_purpose(reading: Reading) -> Fact | None:
    for number, passage in enumerate(reading.passages[:-1]):
        if _PURPOSE_HEADING.fullmatch(reading.plain, passage.start, passage.end):
            below = reading.passages[number + 1]
            if not _PURPOSE_HEADING.fullmatch(reading.plain, below.start, below.end):
                return _purpose(reading, below.start, below.end)
    for sentence in reading.story:
        match = _PURPOSE.search(reading.plain, sentence.start, sentence.end)
        if match:
            end = _PURPOSE_ENDS.search(reading.plain, match.end(), sentence.end)
            return _purpose(reading, match.end(), end.start() if end else sentence.end)
    return None


def _purpose(reading: Reading, start: int, end: int) -> Fact | None:
    mark = _ITEM_MARK.match(reading.plain, start, end)
    start = mark.end() if mark else start
    if lead := re.match(r"nhằm ", reading.plain[start:end], re.IGNORECASE):
        start += lead.end()
    end = min(end, start + _PURPOSE_MAX)
    while end > start and reading.plain[end - 1] in " ,;.":
        end -= 1
    return Fact("purpose", reading.text(start, end), start, end) if end - start > 10 else None


def find_frameworks(reading: Reading, listed: list[tuple[int, int]]) -> list[Fact]:
    """Wider programmes outside the lists, each once: a short mention of one that stands in full is the same."""
    found: list[tuple[frozenset[str], Fact]] = []
    for sentence in reading.story:
        if any(start <= sentence.start < end for start, end in listed):
            continue
        for match in _FRAMEWORK.finditer(reading.plain, sentence.start, sentence.end):
            carried = _CARRIES_OUT.search(
                reading.plain, max(sentence.start, match.start() - 80), match.start()
            )
            if not carried and not match.group().lower().startswith("chương trình"):
                continue
            start, end = _framework_end(reading, match, sentence.end)
            key = _framework_key(reading.plain[start:end])
            if not any(key <= other for other, _ in found):
                found = [(other, fact) for other, fact in found if not other <= key]
                found.append((key, Fact("framework", reading.text(start, end), start, end)))
    return [fact for _, fact in found]


def find_framework_phases(reading: Reading, frameworks: list[Fact]) -> list[Fact]:
    """The terms of a wider programme and its stages: `giai đoạn 2021-2030, giai đoạn I: từ năm 2021 đến năm 2025`."""
    facts = []
    for number, framework in enumerate(frameworks):
        sentence = next(s for s in reading.sentences if s.start <= framework.start < s.end)
        at = framework.start
        for match in YEARS.finditer(reading.plain, framework.start, sentence.end):
            if match.start() > max(framework.end, at) + 20:
                break
            value = {"framework": number, "phase": [match["first"], match["last"]]}
            facts.append(Fact("framework_phase", value, match.start(), match.end()))
            at = match.end()
    return facts


def _framework_end(reading: Reading, match: re.Match[str], limit: int) -> tuple[int, int]:
    end = _FRAMEWORK_ENDS.search(reading.plain, match.end(), limit)
    stop = min(end.start() if end else limit, match.start() + 250)
    years = YEARS.search(reading.plain, match.end(), min(limit, stop + 40))
    if years and years.start() <= stop + 2:
        stop = years.end()
    while stop > match.start() and reading.plain[stop - 1] in " ,;./":
        stop -= 1
    return match.start(), stop


def _framework_key(name: str) -> frozenset[str]:
    words = plain(name).lower()
    for short, full in _ABBREVIATIONS.items():
        words = re.sub(rf"(?<!\w){short}(?!\w)", full, words)
    bare = YEARS.sub(" ", words)
    return key_of(bare) - {"về", "vùng", "đồng", "bào", "phát", "triển", "giai", "đoạn"}
