"""Reads the head of an official paper: who issues it, number, day, type of paper and what it is about.

State papers follow Decree 30/2020/NĐ-CP, Party papers their own guide; both put issuer and number on the left,
the national or Party title, place and day on the right, and the type of paper in capitals below.
"""

import re
from dataclasses import dataclass, field

from chungtay.rules.intake.numbers_and_dates import Day, days_in
from chungtay.rules.intake.reading import Reading
from chungtay.rules.intake.spelling import UPPER

_HEAD_LINES_MAX = 40
_NATION = re.compile(
    r"cộng hòa xã hội chủ nghĩa|đảng cộng sản việt nam|độc lập - tự do|độc lập-tự do", re.IGNORECASE
)
_NUMBER_LINE = re.compile(r"(?i:số) ?:? {0,8}(?:\d|[./…_]{0,20} {0,12}[/-] ?[A-ZĐ])")
_TYPES = {
    "kế hoạch": "kế hoạch",
    "kế hoạch phối hợp": "kế hoạch",
    "kế hoạch liên tịch": "kế hoạch",
    "kế hoạch liên ngành": "kế hoạch",
    "báo cáo": "báo cáo",
    "chương trình phối hợp": "chương trình phối hợp",
    "chương trình phối hợp công tác": "chương trình phối hợp",
    "chương trình phối hợp hoạt động": "chương trình phối hợp",
    "chương trình": "chương trình phối hợp",
    "chương trình hợp tác": "chương trình hợp tác",
    "quy chế": "quy chế phối hợp",
    "quy chế phối hợp": "quy chế phối hợp",
    "bản ghi nhớ": "bản ghi nhớ",
    "biên bản ghi nhớ": "bản ghi nhớ",
    "bản ghi nhớ hợp tác": "bản ghi nhớ",
    "thỏa thuận": "thỏa thuận hợp tác",
    "bản thỏa thuận": "thỏa thuận hợp tác",
    "thỏa thuận hợp tác": "thỏa thuận hợp tác",
    "nghị quyết liên tịch": "nghị quyết liên tịch",
    "hướng dẫn": "hướng dẫn",
    "hướng dẫn liên tịch": "hướng dẫn liên tịch",
    "biên bản": "biên bản hợp tác",
    "thông báo": "thông báo",
    "tờ trình": "tờ trình",
    "quyết định": "quyết định",
    "nghị quyết": "nghị quyết",
    "đề án": "đề án",
}
_TYPE_LINE = re.compile(
    rf"(?P<type>{'|'.join(sorted(map(re.escape, _TYPES), key=len, reverse=True))})(?= *$| (?:VỀ|V/v|"
    rf"THỰC|TRIỂN|KẾT|GIỮA|HỢP|NĂM|CÔNG|SỐ)\b)",
    re.IGNORECASE,
)
_BEGINS_BODY = re.compile(
    r"(?:căn cứ|thực hiện (?!.{0,300}$)|kính gửi|i\.|i -|phần|điều 1|chương i|nhằm|để |a\.|1\.)",
    re.IGNORECASE,
)
_PLACE_AND_DAY = re.compile(
    rf"(?:[{UPPER}][^,.;:\n]{{2,40}}, ?)?(?i:ngày) \d{{1,2}} (?i:tháng) \d{{1,2}} (?i:năm) \d{{4}}\.? *$"
)
_TITLE_LINES_MAX = 5
_TITLE_LETTERS_MAX = 400


@dataclass(frozen=True)
class Head:
    """Empty where the text has no official head; `title_span` is found for every text."""

    type: str = ""
    kind: str = ""
    type_span: tuple[int, int] = (0, 0)
    title_span: tuple[int, int] = (0, 0)
    number_span: tuple[int, int] | None = None  # the line that holds the number
    day: Day | None = None
    issuers_span: tuple[int, int] = (0, 0)  # the lines above the type
    lines: tuple[tuple[int, int], ...] = field(default=())


def read_head(reading: Reading) -> Head:
    type_at = _type_line(reading)
    if type_at is None:
        return Head(title_span=_title_of_article(reading))
    passages = reading.passages
    above = [(passage.start, passage.end) for passage in passages[:type_at]]
    line = passages[type_at]
    match = _TYPE_LINE.match(reading.plain, line.start, line.end)
    assert match, "the type line was chosen by this pattern"
    word = " ".join(match["type"].lower().split())
    # Some copies on the web print the number below the title.
    below = [(passage.start, passage.end) for passage in passages[type_at + 1 : type_at + 4]]
    below = [span for span in below if _NUMBER_LINE.match(reading.plain, *span)]
    number = next((span for span in above + below if _NUMBER_LINE.search(reading.plain, *span)), None)
    day = next((day for span in above for day in days_in(reading.plain, *span) if day.year), None)
    day = day or _day_below(reading)
    return Head(
        type=word,
        kind=_TYPES[word],
        type_span=(match.start(), match.end()),
        title_span=(line.start, _title_end(reading, type_at)),
        number_span=number,
        day=day,
        issuers_span=(above[0][0], above[-1][1]) if above else (0, 0),
        lines=tuple(above),
    )


def _day_below(reading: Reading) -> Day | None:
    """Some agreements are dated where they are signed: `Kon Tum, ngày 18 tháng 6 năm 2021` on a line alone."""
    for passage in reversed(reading.passages):
        line = _PLACE_AND_DAY.match(reading.plain, passage.start, passage.end)
        if line:
            return next((day for day in days_in(reading.plain, line.start(), line.end()) if day.year), None)
    return None


def _type_line(reading: Reading) -> int | None:
    """The line that says the type, in capitals; only below a national title or a number."""
    official = False
    for number, passage in enumerate(reading.passages[:_HEAD_LINES_MAX]):
        line = reading.looked_at(passage)
        if _NATION.search(line) or _NUMBER_LINE.match(line):
            official = True
        match = _TYPE_LINE.match(line)
        if match and match["type"].isupper() and (official or number <= 2 and line.isupper()):
            return number
    return None


def _title_end(reading: Reading, type_at: int) -> int:
    passages = reading.passages
    end = passages[type_at].end
    for passage in passages[type_at + 1 : type_at + _TITLE_LINES_MAX]:
        line = reading.looked_at(passage)
        if (
            _BEGINS_BODY.match(line)
            and not line.isupper()
            and len(line) > 60
            or len(line) > _TITLE_LETTERS_MAX
        ):
            break
        if re.match(
            r"(?:căn cứ|kính gửi|số ?:? ?\d|[ivx]+\.|1\.|-{3,}|_{3,}|\*{3,}|phần )", line, re.IGNORECASE
        ):
            break
        if passage.kind == "cell" and passages[type_at].kind != "cell":
            break
        if line.endswith((".", ":", ";")):
            break
        end = passage.end
    return end


def _title_of_article(reading: Reading) -> tuple[int, int]:
    """The heading of a page or article: the last telling line above its first prose."""
    title = reading.paper.title
    for passage in reading.passages:
        if title and reading.text(passage.start, passage.end) == title:
            return passage.start, passage.end
    lines = [
        (passage.start, passage.end)
        for passage in reading.passages[: reading.first_long + 1]
        if _could_be_title(reading.looked_at(passage))
    ]
    return max(lines, key=lambda span: span[1] - span[0], default=(0, 0))


def _could_be_title(line: str) -> bool:
    is_trail = "»" in line or " > " in line or line.lower().startswith("trang chủ")
    says_enough = 25 <= len(line) <= 250 and " " in line and line[-1] not in ".;:"
    return says_enough and not is_trail and not any(days_in(line))
