"""Reads figures with their units: `gần 10.000 lượt hội viên`, `từ 5 đến 7 buổi`, `1,2 tỷ đồng`, `85%`.

A number counts only together with a unit from the table; so years, days, numbers of papers, telephone numbers
and counters of visits are none.
"""

import re
from typing import Any

from chungtay.rules.intake.draft import Fact
from chungtay.rules.intake.numbers_and_dates import NUMBER, number_of, number_word
from chungtay.rules.intake.reading import Reading, Sentence
from chungtay.rules.intake.spelling import tidy

# unit as it is kept: the ways in which it is written.
_UNITS = {
    "câu lạc bộ": "câu lạc bộ|clb",
    "lượt": "lượt(?! (?:xem|truy cập|thích|tải))",
    "tổ": "tổ(?= (?:truyền thông|phụ nữ|tự quản|hợp tác|liên kết|tiết kiệm|công nghệ|hòa giải|tuyên truyền|an ninh))",
    "hợp tác xã": "hợp tác xã|htx",
    "nhóm": "nhóm(?! nội dung| nhiệm vụ)",
    "mô hình": "mô hình",
    "địa chỉ tin cậy": "địa chỉ tin cậy",
    "cuộc": "cuộc(?! sống| họp báo)",
    "buổi": "buổi",
    "lớp": "lớp",
    "hội nghị": "hội nghị",
    "hội thảo": "hội thảo",
    "đợt": "đợt",
    "chuyến": "chuyến",
    "đoàn": "đoàn(?! thể| viên| kết)",
    "vụ việc": "vụ việc",
    "vụ": "vụ(?! trưởng| việc)",
    "đối tượng": "đối tượng",
    "nạn nhân": "nạn nhân",
    "suất quà": "suất quà|phần quà",
    "suất học bổng": "suất học bổng|học bổng",
    "suất": "suất",
    "căn nhà": "căn nhà|ngôi nhà|nhà tình thương|mái ấm(?: tình thương)?|ngôi nhà mái ấm|nhà đại đoàn kết",
    "công trình": "công trình",
    "người": "người",
    "hội viên": "hội viên",
    "phụ nữ": "phụ nữ",
    "trẻ em": "trẻ em|cháu|em(?= (?:học sinh|nhỏ|có|là|được|trong))",
    "học sinh": "học sinh",
    "đại biểu": "đại biểu",
    "cán bộ": "cán bộ",
    "thành viên": "thành viên",
    "đoàn viên": "đoàn viên",
    "thanh niên": "thanh niên",
    "chiến sĩ": "chiến sĩ",
    "tuyên truyền viên": "tuyên truyền viên",
    "hộ": "hộ(?! chiếu| khẩu)(?: gia đình)?|gia đình",
    "kiến nghị": "kiến nghị",
    "ý kiến": "ý kiến",
    "văn bản": "văn bản",
    "tin, bài": "tin, ?bài|tin bài|bài viết|tin(?= (?:tức|trên))",
    "tờ rơi": "tờ rơi|tờ gấp",
    "tài liệu": "tài liệu|ấn phẩm|cuốn|bộ tài liệu",
    "pa nô": "pa ?nô|băng rôn|khẩu hiệu|áp phích",
    "con giống": "con giống|con (?:bò|dê|lợn|heo|trâu|gà|vịt)",
    "cây": "cây(?: giống)?",
    "ngày công": "ngày công",
    "phiên tòa giả định": "phiên tòa giả định",
    "chuyên đề": "chuyên đề",
    "điểm": "điểm(?= (?:truyền thông|tư vấn|sinh hoạt|trường))",
    "chi hội": "chi hội",
    "cơ sở": "cơ sở",
    "công ty": "công ty",
    "cặp": "cặp(?= (?:bản|thôn|cụm|xã|làng|buôn))",
    "tin báo": "nguồn tin|tin báo|tin",
    "lần": "lần(?! thứ)",
    "km": "km\\b",
    "ha": "ha\\b|héc ta",
    "m2": "m2|m²",
    "tấn": "tấn",
    "kg": "kg\\b",
    "%": "%|phần trăm",
    "tỷ đồng": "(?:tỷ|tỉ) ?(?:đồng|đ\\b)?|tỷ vnd",
    "triệu đồng": "triệu ?(?:đồng|đ\\b)|triệu vnd",
    "nghìn đồng": "(?:nghìn|ngàn) ?đồng",
    "đồng": "đồng(?! chí| bào| thời| hành| đều)|vnđ|vnd|đ\\b",
    "USD": "usd|đô la(?: mỹ)?",
    "kíp": "kíp|kip\\b",
}
_MONEY = {"tỷ đồng": 10**9, "triệu đồng": 10**6, "nghìn đồng": 10**3, "đồng": 1}
_TIMES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9, "trăm": 100, "chục": 10}
_UNIT = "|".join(f"(?P<u{at}>{words})" for at, words in enumerate(_UNITS.values()))
_NAMES = tuple(_UNITS)

_QUALIFIERS = {
    "gần": "nearly", "ngót": "nearly", "xấp xỉ": "about", "trên dưới": "about", "khoảng": "about", "chừng": "about",
    "trên": "over", "hơn": "over", "ước tính": "estimated", "ước đạt": "estimated", "ước": "estimated",
    "ít nhất": "at_least", "tối thiểu": "at_least", "không dưới": "at_least",
}  # fmt: skip
_APPROXIMATE = frozenset(("nearly", "about", "over", "estimated"))
_FIGURE = re.compile(
    rf"(?:\b(?P<qualifier>{'|'.join(_QUALIFIERS)}) (?:có |là )?)?"
    rf"(?:từ )?(?:(?P<number>{NUMBER})(?: ?\([^()\d\n]{{1,20}}\))?|(?P<word>\b(?:hai|ba|bốn|năm|sáu|"
    rf"bảy|tám|chín|mười)\b)(?: \(\d{{1,2}}\))?)"
    rf"(?:(?: ?- ?| đến | tới )(?P<most>{NUMBER}))?"
    rf" {{0,2}}(?:(?P<times>{'|'.join(_TIMES)}) (?=(?!đồng)))?(?:{_UNIT})(?!\w)",
    re.IGNORECASE,
)  # fmt: skip
# Small number words stand before many nouns ("hai bên", "năm điểm"); only before these do they count results.
_WORD_COUNTS = frozenset(
    (
        "câu lạc bộ",
        "mô hình",
        "lớp",
        "cuộc",
        "buổi",
        "suất quà",
        "căn nhà",
        "công trình",
        "tổ",
        "chuyến",
        "vụ việc",
        "đợt",
        "vụ",
    )
)
_OLD_LAW = re.compile(
    r"(?:điều|khoản|điểm|số|mục|quý|tháng|khóa|trang|lần thứ|thứ|cột mốc|mốc|dự án|đề án|quân khu|"
    r"vùng|lớp) {0,2}$",
    re.IGNORECASE,
)

_OF_ENDS = re.compile(
    r" (?:về|tại|cho|với|trên|trong|ở|do|được|đã|sẽ|tham|trị|và|là|của|để|nhằm|theo|từ|bằng|có|cùng|"
    r"qua|khi|mỗi|nghe|dự|đến|vào|"
    r"thuộc|như|ra|bị|đang|phòng|vượt|so|cả|góp|(?<!trợ )giúp|làm|đối|nhận|đạt|với|trở|hoạt|hằng|hàng|"
    r"năm|gồm|"
    r"sinh hoạt|thu|tổng)\b|[.;:()…\n]| - | \d",
    re.IGNORECASE,
)
_PERSONS = (
    r"(?:hội viên|phụ nữ|trẻ em|cán bộ|chiến sĩ|nhân dân|người dân|học sinh|thanh niên|"
    r"đoàn viên|nông dân|thanh thiếu niên|bà con|đồng bào|quần chúng|giáo viên|người lao động|công nhân|"
    r"đảng viên|thiếu niên|nhi đồng|người cao tuổi)"
)
_PERSON_NEXT = re.compile(rf"(?:,| và) ?{_PERSONS}(?!\w)", re.IGNORECASE)
_OF_MAX = 80
_PLANNED = re.compile(
    r"\b(?:phấn đấu|sẽ|chỉ tiêu|mục tiêu|dự kiến|kế hoạch|thống nhất|thời gian tới)\b", re.IGNORECASE
)
_QUOTED = re.compile(r' (?:[^\W\d]+ ){0,2}?"([^"\n]{2,100})"')
_UNITS_OF_PERSONS = frozenset(("hội viên", "phụ nữ", "trẻ em", "cán bộ", "thanh niên", "đoàn viên"))


def find_figures(reading: Reading, *, beyond: list[tuple[int, int]]) -> list[Fact]:
    """`beyond` are the places of numbers that are no results: numbers of papers, event days."""
    return [
        fact
        for sentence in reading.story
        for match in _FIGURE.finditer(reading.plain, sentence.start, sentence.end)
        if not any(start <= match.start() < end for start, end in beyond)
        and (fact := _figure(reading, sentence, match))
    ]


def _figure(reading: Reading, sentence: Sentence, match: re.Match[str]) -> Fact | None:
    at = next(at for at in range(len(_NAMES)) if match[f"u{at}"] is not None)
    unit = _NAMES[at]
    number_at = match.start("number") if match["number"] else match.start("word")
    if _OLD_LAW.search(reading.plain[max(sentence.start, number_at - 12) : number_at]):
        return None
    if match["word"] and unit not in _WORD_COUNTS:
        return None
    unit_at, unit_end = match.span(f"u{at}")
    things = unit not in _MONEY and unit not in ("%", "km", "ha", "m2", "tấn", "kg", "USD", "kíp")
    quantity = (
        number_word(match["word"]) if match["word"] else number_of(match["number"], counts_things=things)
    )
    assert quantity is not None, "the pattern lets only number words through"
    most = number_of(match["most"], counts_things=things) if match["most"] else None
    if (
        things
        and _is_year(match["number"])
        and reading.plain[max(0, number_at - 4) : number_at].lower() == "năm "
    ):
        return None
    times = _TIMES[match["times"].lower()] if match["times"] else 1
    qualifier = _QUALIFIERS[" ".join(match["qualifier"].lower().split())] if match["qualifier"] else "exact"
    of, of_span = _of(reading, sentence, unit, unit_end)
    value: dict[str, Any] = {
        "quantity": _times(quantity, times),
        "approx": qualifier in _APPROXIMATE or (most is not None and match["qualifier"] is not None),
        "unit": unit,
        "of": of,
        "qualifier": qualifier,
    }
    if most is not None and most > quantity:
        value["quantity_max"] = _times(most, times)
    if unit in _MONEY:
        value |= {"currency": "VND", "amount": _times(quantity, _MONEY[unit])}
    parts = {
        "quantity": (
            number_at,
            match.end("most") if match["most"] else number_at + len(match["number"] or match["word"]),
        ),
        "unit": (unit_at, unit_end),
    }
    if of_span:
        parts["of"] = of_span
    if _PLANNED.search(reading.plain, sentence.start, match.start()):
        value["planned"] = True
    end = max(unit_end, of_span[1] if of_span else 0)
    return Fact("figure", value, match.start(), end, doubtful=bool(match["word"]), parts=parts)


def _of(
    reading: Reading, sentence: Sentence, unit: str, at: int
) -> tuple[str | None, tuple[int, int] | None]:
    """What is counted: the words behind the unit, or the name in quotation marks."""
    quoted = _QUOTED.match(reading.plain, at, sentence.end)
    if quoted:
        return reading.text(*quoted.span(1)), quoted.span(1)
    stop = min(sentence.end, at + _OF_MAX)
    if unit in _UNITS_OF_PERSONS and (more := _PERSON_NEXT.match(reading.plain, at, stop)):
        start = at - len(unit)
        return reading.text(start, more.end()), (start, more.end())
    if not reading.plain.startswith(" ", at):
        return None, None
    end = at
    while end < stop:
        more = _PERSON_NEXT.match(reading.plain, end, stop)
        if more and end > at:
            end = more.end()
            continue
        if reading.plain[end] in ',"' or _OF_ENDS.match(reading.plain, end, sentence.end):
            break
        end += 1
    if end == stop < sentence.end:
        end = reading.plain.rfind(" ", at, end)
    words = tidy(reading.plain[at:end])
    if not words or end <= at:
        return None, None
    start = at + 1
    while start < end and reading.plain[start] == " ":
        start += 1
    return reading.text(start, end), (start, end)


def _times(quantity: float | int, times: int) -> float | int:
    product = round(quantity * times, 6)
    return int(product) if float(product).is_integer() else product


def _is_year(printed: str | None) -> bool:
    return printed is not None and re.fullmatch(r"(?:19|20)\d\d", printed) is not None
