"""Reads a real list of contents: `1.`, `1)`, `a)`, `Nội dung 1:`, `(1) …; (2) …` or the rows of a table.

A paper may hold many lists. The one that is meant follows a sentence that announces it ("với 07 nội dung …"),
stands under a heading such as "NỘI DUNG", or is the longest that counts from one.
"""

import re
from dataclasses import dataclass, field

from chungtay.rules.intake.draft import Fact, Span
from chungtay.rules.intake.numbers_and_dates import number_word
from chungtay.rules.intake.reading import Reading
from chungtay.rules.messages import Message

NEXT = -1  # a bullet after a bullet: the next item, whatever its number
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_MARK = re.compile(
    r"(?P<named>(?:nội dung|nhiệm vụ|hoạt động|mục tiêu) (?:thứ )?(?P<number>\d{1,2}) ?[:.-] ?)"
    r"|(?P<article>điều (?P<article_number>\d{1,2}) ?[:.-] ?)"
    r"|\(?(?P<digits>\d{1,2})(?P<sign>[.)/](?!\d)) ?(?=\D)"
    r"|(?P<deep>\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\.?) "
    r"|\(?(?P<letter>[a-zđ])\) ?"
    r"|(?P<roman>[IVX]{1,5})[.)-] ?"
    r"|(?P<bullet>[-+*•])(?: (?!\d)|(?=\w))"
    r"|(?P<word>một là|hai là|ba là|bốn là|năm là|sáu là|bảy là|tám là|chín là|mười là)[,:]? ",
    re.IGNORECASE,
)
_INLINE = re.compile(r"(?:(?<=[\s:;,.])|^)\((?P<number>\d{1,2})\) ?")
_ANNOUNCED = re.compile(
    r"(?P<count>\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) (?:nhóm )?(?:nội dung|nhiệm vụ|"
    r"hoạt động|chương trình|mục|việc|lĩnh vực|vấn đề)",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(
    r"nội dung|nhiệm vụ|hoạt động|như sau|sau đây|cụ thể|gồm|phối hợp|công việc|trọng tâm|phương hướng|thời gian tới",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:[IVX]{1,5}[.)-]|\d{1,2}\.|phần|chương|điều)? ?(?:[IVX\d]{0,4}[.:] ?)?(?:các )?(?:nội dung|"
    r"nhiệm vụ|hoạt động|phương hướng)",
    re.IGNORECASE,
)
_OTHER_SECTION = re.compile(
    r"(?:[IVX]{1,5}[.)-]|phần|chương|điều)? ?(?:[IVX\d]{0,4}[.:] ?)?(?:mục đích|mục tiêu|yêu cầu|"
    r"tổ chức thực hiện|kinh phí|"
    r"căn cứ|nơi nhận|đặc điểm|"
    r"tình hình|kết quả|tồn tại|đánh giá|đề xuất|kiến nghị|bài học|phân công|trách nhiệm)",
    re.IGNORECASE,
)
_PART = re.compile(r"(?:điều|chương|phần|mục) (?:\d{1,2}|[IVX]{1,5})\b|nơi nhận", re.IGNORECASE)
_HEADING_MAX = 60


@dataclass
class Item:
    start: int  # of the words, behind the mark
    end: int
    number: int
    level: str  # article | digits | letter | roman | bullet | named | word | inline
    passage: int
    under: list[int] = field(default_factory=list)  # the passages that explain it


@dataclass
class Listing:
    items: list[Item]
    announced: int | None = None  # how many the text says there are
    weight: float = 0.0


def find_contents(reading: Reading) -> tuple[list[Fact], Listing | None, list[Message]]:
    """The contents, the list that they came from, and what does not fit ("07 nội dung", but six stand there)."""
    listings = _listings(reading)
    listings = [listing for listing in listings if all(_has_words(reading, item) for item in listing.items)]
    best = max(listings, key=lambda listing: (listing.weight, len(listing.items)), default=None)
    if best is None or best.weight <= 0:
        return [], None, []
    doubts = []
    if best.announced and best.announced != len(best.items):
        text = "The text announces %(announced)s contents, but %(count)s were read."
        doubts.append(
            Message(text, {"announced": best.announced, "count": len(best.items)}, where="contents")
        )
    facts = []
    for item in best.items:
        start, end = _without_end_signs(reading, item.start, item.end)
        facts.append(Fact("content", reading.text(start, end), start, end, doubtful=bool(doubts)))
    return facts, best, doubts


def _has_words(reading: Reading, item: Item) -> bool:
    return any(letter.isalpha() for letter in reading.plain[item.start : item.end])


def _listings(reading: Reading) -> list[Listing]:
    """All rows of items that count on, with their weights."""
    rows = _Rows(reading)
    for number, passage in enumerate(reading.passages):
        if reading.tells(passage.start) and not passage.table:
            rows.add(number)
    listings = [listing for listing in rows.listings if len(listing.items) > 1]
    for listing in listings:
        listing.weight += min(len(listing.items), 12) * 0.1
        if listing.announced == len(listing.items):
            listing.weight += 2
        # "1. Mục đích, 2. Nội dung, 3. Tổ chức thực hiện" are the parts of a paper, not its contents.
        listing.weight -= 4 * any(_is_part(reading, item) for item in listing.items)
    return listings


class _Rows:
    """The rows that are open while the lines go by: one for each way of counting."""

    def __init__(self, reading: Reading) -> None:
        self.listings: list[Listing] = []
        self._reading = reading
        self._open: dict[str, Listing] = {}
        self._section = ""  # contents | other | ""

    def add(self, number: int) -> None:
        reading = self._reading
        line = reading.looked_at(reading.passages[number])
        mark = _MARK.match(line)
        self._turn(line, mark)
        self.listings += _inline(reading, number)
        item = _item(reading, number, mark) if mark else None
        if item is None:
            for row in self._open.values():
                row.items[-1].under.append(number)
            return
        self._count_on(item)
        for level, row in self._open.items():
            if _deeper(item.level, level):
                row.items[-1].under.append(number)
        if item.level == "digits" and len(line) < _HEADING_MAX:
            self._section = _section(line[mark.end() :] if mark else line) or self._section

    def _turn(self, line: str, mark: re.Match[str] | None) -> None:
        """A heading closes what was counted below the heading before it."""
        heading = line[mark.end() :] if mark else line
        is_heading = bool(mark and mark["roman"]) or (line.isupper() and len(line) > 8)
        is_heading = is_heading or bool(
            (not mark or mark["article"])
            and len(line) < _HEADING_MAX
            and (_section(line) or _PART.match(line))
        )
        if is_heading:
            self._section = _section(heading)
            self._open = {level: row for level, row in self._open.items() if level in ("roman", "article")}

    def _count_on(self, item: Item) -> None:
        row = self._open.get(item.level)
        if row and item.number in (row.items[-1].number + 1, NEXT):
            item.number = row.items[-1].number + 1
            row.items.append(item)
        elif item.number in (1, NEXT):
            weight, announced = _weight(self._reading, item.passage, self._section, item.level)
            row = Listing([item], announced, weight)
            self.listings.append(row)
            self._open[item.level] = row


def _section(heading: str) -> str:
    return "contents" if _SECTION.match(heading) else "other" if _OTHER_SECTION.match(heading) else ""


def _is_part(reading: Reading, item: Item) -> bool:
    words = reading.plain[item.start : item.end]
    return len(words) < _HEADING_MAX and _OTHER_SECTION.match(words) is not None


def _item(reading: Reading, number: int, mark: re.Match[str]) -> Item | None:
    passage = reading.passages[number]
    level, count = "", 0
    if mark["named"]:
        level, count = "named", int(mark["number"])
    elif mark["article"]:
        level, count = "article", int(mark["article_number"])
    elif mark["digits"]:
        level, count = "digits", int(mark["digits"])
    elif mark["letter"] and mark["letter"].lower() in _LETTERS:
        level, count = "letter", _LETTERS.index(mark["letter"].lower()) + 1
    elif mark["roman"]:
        level, count = "roman", _roman(mark["roman"].upper())
    elif mark["word"]:
        level, count = "word", number_word(mark["word"].split()[0]) or 1
    elif mark["bullet"]:
        before = reading.passages[number - 1] if number else None
        is_next = bool(
            before and _MARK.match(reading.looked_at(before)) and reading.looked_at(before)[0] in "-+*•"
        )
        level, count = "bullet", NEXT if is_next else 1
    if not level or not count:
        return None
    return Item(passage.start + mark.end(), passage.end, count, level, number)


def _inline(reading: Reading, number: int) -> list[Listing]:
    """`gồm 3 nội dung: (1) …; (2) …; (3) …` within one paragraph."""
    passage = reading.passages[number]
    marks = list(_INLINE.finditer(reading.plain, passage.start, passage.end))
    if len(marks) < 2 or [int(mark["number"]) for mark in marks] != list(range(1, len(marks) + 1)):
        return []
    items = []
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else passage.end
        items.append(Item(mark.end(), end, at + 1, "inline", number))
    listing = Listing(items)
    lead = reading.plain[passage.start : marks[0].start()]
    listing.announced = _announced(lead)
    listing.weight = 2.0 if _INTRODUCES.search(lead) else 0.0
    return [listing]


def _weight(reading: Reading, number: int, section: str, level: str) -> tuple[float, int | None]:
    """How likely the list that begins here is the contents, and how many items are announced."""
    weight = {
        "named": 3.0,
        "article": 0.0,
        "digits": 1.0,
        "word": 1.0,
        "letter": 0.2,
        "roman": -1.5,
        "bullet": -0.5,
    }[level]
    weight += {"contents": 2.0, "other": -4.0, "": 0.0}[section]
    announced = None
    if number:
        before = reading.looked_at(reading.passages[number - 1])
        announced = _announced(before)
        ends_open = before.rstrip().endswith(":") or announced is not None
        weight += 1.5 * bool(ends_open and _INTRODUCES.search(before)) + 1.0 * (announced is not None)
        weight -= 2.0 * bool(ends_open and _OTHER_SECTION.search(before) and not announced)
    return weight, announced


def _announced(line: str) -> int | None:
    found = _ANNOUNCED.search(line)
    if not found:
        return None
    return int(found["count"]) if found["count"].isdigit() else number_word(found["count"])


def _without_end_signs(reading: Reading, start: int, end: int) -> Span:
    while end > start and reading.plain[end - 1] in " ;,./\n":
        end -= 1
    while start < end and reading.plain[start] in " :-.":
        start += 1
    return start, end


def _deeper(level: str, than: str) -> bool:
    order = ("roman", "article", "named", "digits", "word", "letter", "bullet")
    return level in order and than in order and order.index(level) > order.index(than)


def _roman(letters: str) -> int:
    values = {"I": 1, "V": 5, "X": 10}
    total = 0
    for at, letter in enumerate(letters):
        value = values[letter]
        total += -value if at + 1 < len(letters) and values[letters[at + 1]] > value else value
    return total
