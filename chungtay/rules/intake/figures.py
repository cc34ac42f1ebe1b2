"""Reads figures with their units: `gần 10.000 lượt hội viên`, `từ 5 đến 7 buổi`, `1,2 tỷ đồng`, `85%`.

A number counts together with a unit from the table, or, where a sentence tells of giving and doing, with the
noun behind it; so years, days, numbers of papers, telephone numbers and counters of visits are none.
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
    "tổ hợp tác": "tổ hợp tác",
    "tổ": "tổ(?! chức| ấm| chuyên| quốc)",
    "đội": "đội(?! trưởng| viên| tuyển| ngũ| hình)",
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
    "suất học bổng": "suất học bổng",
    "học bổng": "học bổng",
    "suất": "suất",
    "mái ấm": "mái ấm(?: tình thương)?",
    "ngôi nhà": "ngôi nhà",
    "căn nhà": "căn nhà",
    "nhà": "nhà(?! nước| trường| báo| đầu tư| hảo tâm| tài trợ| khoa học)",
    "công trình": "công trình",
    "người": "người",
    "hội viên": "hội viên",
    "phụ nữ": "phụ nữ",
    "trẻ em": "trẻ em",
    "cháu": "cháu",
    "em": "em(?= (?:học sinh|nhỏ|có|là|được|trong))",
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
    "tin, bài": "tin, ?bài|tin bài|tin(?= (?:tức|trên))",
    "bài viết": "bài viết|bài(?= (?:viết|đăng))",
    "tờ rơi": "tờ rơi|tờ gấp",
    "tài liệu": "tài liệu|bộ tài liệu",
    "ấn phẩm": "ấn phẩm",
    "cuốn": "cuốn",
    "pa nô": "pa ?nô|băng rôn|khẩu hiệu|áp phích",
    "con giống": "con giống",
    "con": "con(?= (?:bò|dê|lợn|heo|trâu|gà|vịt|ngựa|ong|cá|gia súc))",
    "máy": "máy(?= \\w)",
    "xe đạp": "(?:chiếc )?xe đạp",
    "áo ấm": "(?:chiếc )?áo ấm",
    "cây": "cây(?: giống)?",
    "ngày công": "ngày công",
    "phiên tòa giả định": "phiên tòa giả định",
    "chuyên đề": "chuyên đề",
    "điểm": "điểm(?= (?:truyền thông|tư vấn|sinh hoạt|trường))",
    "chi hội": "chi hội",
    "cơ sở": "cơ sở",
    "công ty": "công ty",
    "cặp": "cặp(?= (?:bản|thôn|cụm|xã|làng|buôn|đồn|cụm))",
    "xã": "xã(?! hội| đoàn| viên)",
    "thôn, bản": "thôn, ?bản|bản, ?làng|thôn, ?làng",
    "thôn": "thôn",
    "kỳ": "kỳ(?= (?:giao|hội|họp|gặp|đại))",
    "chị": "chị(?: em)?",
    "đồng chí": "đồng chí",
    "tập thể": "tập thể",
    "cá nhân": "cá nhân",
    "lần": "lần(?! thứ)",
    "tin báo": "nguồn tin|tin báo|tin",
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
_MEASURED = ("km", "ha", "m2", "tấn", "kg", "%", "tỷ đồng", "triệu đồng", "nghìn đồng", "đồng", "USD", "kíp")
_MONEY = {"tỷ đồng": 10**9, "triệu đồng": 10**6, "nghìn đồng": 10**3, "đồng": 1}
_TIMES = {
    "nghìn": 10**3,
    "ngàn": 10**3,
    "triệu": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
    "trăm": 100,
    "chục": 10,
    "vạn": 10**4,
}
_UNIT = "|".join(f"(?P<u{at}>{words})" for at, words in enumerate(_UNITS.values()))
# Any other noun is a unit where something is given or done; these words are none.
_NO_NOUN = (
    r"(?:năm|tháng|ngày|giờ|phút|tuổi|tuần|quý|thế|nội|nhiệm vụ|điều|chương|khoản|mục|trang|bên|bản|phần|nhóm|"
    r"giai|đơn|ngành|cơ quan|tổ chức|mục tiêu|chỉ|tiêu|lĩnh|hội|tại|ở|và|với|của|về|đến|từ|trong|trên|do|được|"
    r"là|có|cho|để|khi|như|theo|đã|đang|sẽ|vừa|cùng|nhằm|trở|thực|triển|tổ|phối|ký|lần|thứ|gồm|bao|này|đó|"
    r"một|hai|ba|bốn|cấp|vào|ra|lên|qua|sau|trước|giữa|bằng|nay|sáng|chiều|tối|diễn|xã hội|nước|tỉnh|huyện|"
    r"quyết|quy|chính|thông|độ|mm|khóa|tập|so|phấn|tham|lượt|bố|ban|đồng|hiệu|mới|nữa|đường|phố|"
    r"nhất|cao|các|những|mỗi|đợt|hoàn|tăng|giảm|chiếm|bởi|mà|nhưng|hay|hoặc)"
)
_SMALL = "(?-i:[a-zà-ỹđăâêôơư]{2,10})"
_NOUN = rf"(?P<noun>(?!{_NO_NOUN}\b){_SMALL}(?: (?!{_NO_NOUN}\b){_SMALL})?)"
_WHERE = frozenset(("xã", "thôn", "thôn, bản"))  # count results only where something is done for them
_GIVES = re.compile(
    r"\b(?:tặng|trao|hỗ trợ|giúp|thành lập|xây|xây dựng|tổ chức|duy trì|trồng|vận động|quyên góp|cấp|phát|"
    r"bàn giao|ra mắt|nhân rộng|tiếp nhận|đóng góp|ủng hộ|nhận|lắp đặt|sửa chữa|đào tạo|đạt|"
    r"có|khám|giải quyết|cứu|đón|huy động|sản xuất|treo|đăng)\b",
    re.IGNORECASE,
)
_NAMES = tuple(_UNITS)
_WRITTEN_ALIKE = frozenset(("câu lạc bộ", "hợp tác xã", "tin, bài", "hộ", "pa nô", *_MEASURED))

_QUALIFIERS = {
    "gần": "nearly", "ngót": "nearly", "xấp xỉ": "about", "trên dưới": "about", "khoảng": "about", "chừng": "about",
    "trên": "over", "hơn": "over", "ước tính": "estimated", "ước đạt": "estimated", "ước": "estimated",
    "ít nhất": "at_least", "tối thiểu": "at_least", "không dưới": "at_least", "tối đa": "at_most",
    "không quá": "at_most",
}  # fmt: skip
_APPROXIMATE = frozenset(("nearly", "about", "over", "estimated"))
_FIGURE = re.compile(
    rf"(?:\b(?P<qualifier>{'|'.join(_QUALIFIERS)}) (?:có |là )?)?"
    rf"(?:từ )?(?:(?P<number>{NUMBER})(?: ?\([^()\d\n]{{1,20}}\))?|(?P<word>\b(?:hai|ba|bốn|năm|sáu|"
    rf"bảy|tám|chín|mười)\b)(?: \(\d{{1,2}}\))?)"
    rf"(?:(?: ?- ?| đến | tới )(?P<most>{NUMBER}))?"
    rf" {{0,2}}(?:(?P<times>{'|'.join(_TIMES)}) (?=(?!đồng)))?(?:{_UNIT}|{_NOUN})(?!\w)",
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
    r"vùng|lớp|chương trình|luật|nghị định|nghị quyết|quyết định|chỉ thị|thông tư|quốc lộ|đường|đoàn|đội) {0,2}$",
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
    group = match.lastgroup
    assert group, "the pattern ends with a unit"
    unit_at, unit_end = match.span(group)
    unit = _unit(match[group], group)
    number_at = match.start("number") if match["number"] else match.start("word")
    if (group == "noun" or unit in _WHERE) and not _counts_a_noun(reading, sentence, match):
        return None
    if _OLD_LAW.search(reading.plain[max(sentence.start, number_at - 12) : number_at]):
        return None
    if match["word"] and unit not in _WORD_COUNTS:
        return None
    things = unit not in _MEASURED
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


def _unit(printed: str, group: str) -> str:
    """As printed, unless it is an abbreviation or money, which are written in many ways."""
    name = printed.lower() if group == "noun" else _NAMES[int(group[1:])]
    return name if group == "noun" or name in _WRITTEN_ALIKE else tidy(printed.lower())


def _counts_a_noun(reading: Reading, sentence: Sentence, match: re.Match[str]) -> bool:
    if match["number"] is None or _is_year(match["number"]) or "," in match["number"]:
        return False
    return _GIVES.search(reading.plain, sentence.start, match.start()) is not None


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
