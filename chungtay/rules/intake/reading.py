"""A paper laid out for the finders: one spelling, passages, sentences, words, and which part is furniture.

A finder looks in `plain`: one spelling, single spaces, broken lines joined. `as_printed` leads a place back.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from chungtay.rules.intake.paper import Block, Paper
from chungtay.rules.intake.spelling import NOTHING, UPPER, plain, tidy

# Forty printed pages. What follows in a longer paper is annexes, and a draft of more facts than that helps
# nobody; it also keeps a hostile text of a megabyte from holding up the desk.
READ_AT_MOST = 100_000

_SENTENCE_MAX = 3_000
_PAGE_WIDTH_MAX = 130
_LONG = 120  # a line this long belongs to an article, not to a menu

_FURNITURE = re.compile(
    r"(?:số )?(?:lượt|lần) (?:xem|truy cập)|đã xem\b|(?:các )?(?:bài viết|tin|bài|"
    r"tin bài) (?:liên quan|khác|"
    r"cũ hơn|mới hơn|"
    r"cùng chuyên mục)|xem thêm|tin nổi bật|tin mới|liên kết web|liên kết\b|trang (?:thông tin|"
    r"tttt)? ?điện tử|cổng thông tin|"
    r"bản quyền|©|copyright|tags?\b ?:|từ khóa ?:|chia sẻ ?:|bình luận|ý kiến bạn đọc|"
    r"nguồn(?: bài viết| tin)? ?:|"
    r"quản lý và nhập|cơ quan chủ quản|chịu trách nhiệm|người chịu trách|giấy phép|điện thoại ?:|"
    r"nơi nhận ?:|thông báo$|in bài viết|gửi email|đăng nhập|video clip|thống kê truy",
    re.IGNORECASE,
)
_AROUND = frozenset(("footer", "published", "author", "site"))
_ANNEX = re.compile(
    r"phụ lục\b|biểu (?:số )?\d|danh mục (?:các )?(?:nội dung|nhiệm vụ|hoạt động)", re.IGNORECASE
)

_LEANS_ON_NEXT = re.compile(
    r"(?:\b(?:giữa|và|với|của|về|tại|cùng|cho|giai đoạn|thực hiện|từ|đến|theo)|[,-])$", re.IGNORECASE
)
# These lean only where running text was broken: a title may well end in "hai tỉnh".
_MAY_LEAN = re.compile(r"\b(?:tỉnh|huyện|xã|năm|ngày|số|hội|ủy ban)$", re.IGNORECASE)
_LABEL = re.compile(r"[^:\n]{3,25}:|[\d:/ -]{8,}$")
_LEANS_ON_LAST = re.compile(r"(?:giữa|và|với|của|giai đoạn|năm 20|cùng|về)\b", re.IGNORECASE)
_MARK = re.compile(
    r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[ivxIVX]{1,5})[.)/](?=\s)|[-+*•]\s|(?:nội dung|nhiệm vụ) \d",
    re.IGNORECASE,
)

_JOINT = "\x01"  # where two lines were joined; no text holds it
# "Hội Liên hiệp Phụ nữ (LHPN) tỉnh …": an abbreviation introduced inside a name must not end the name.
_INTRODUCED = (
    rf" \([{UPPER}&-]{{2,10}}\)(?= (?:(?i:tỉnh|thành|huyện|xã|quận|phường|thị|việt|lào|các|"
    rf"hai)\b|[{UPPER}]))"
)
_WIDE_GAP = re.compile(rf"{_JOINT}+|(?<! ) {{2,3}}(?! )|{NOTHING}|{_INTRODUCED}")

_WORD = re.compile(r"[^\W_]+(?:[&'’-][^\W_]+)*")
_SENTENCE_END = re.compile(rf"[.!?…]+[\"')\]]*(?=\s+[\"'(\[]?[{UPPER}0-9])|[.!?…]+$")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:tp|tt|ths|ts|gs|pgs|đ/c|tx|h|q|p|st|kt|tm|tl|ks|bs|mr|ms|\d{1,2}|[ivx]+)\.$",
    re.IGNORECASE,
)


class Word(NamedTuple):
    text: str
    low: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Passage:
    """Blocks that are one paragraph to the reader, though the file broke them over lines."""

    start: int
    end: int
    kind: str
    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int
    passage: int


class Reading:
    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.printed = paper.text[:READ_AT_MOST]
        joined, passages = _joined(plain(self.printed), paper.blocks)
        self.plain, self._printed_at = _narrowed(joined)
        self.passages = [self._moved(passage) for passage in passages]
        self._furniture = self._furniture_ranges()
        self.heads: dict[int, bool] = {}  # words that begin the name of a body, as far as they were asked for

    def text(self, start: int, end: int) -> str:
        """As printed, in single spaces: what a value shows."""
        return tidy(self.printed[slice(*self.as_printed(start, end))])

    def as_printed(self, start: int, end: int) -> tuple[int, int]:
        """Where a place of `plain` stands in the text as printed."""
        return self._printed_at[start], self._printed_at[end - 1] + 1 if end > start else self._printed_at[
            start
        ]

    def _moved(self, passage: "Passage") -> "Passage":
        start = bisect_left(self._printed_at, passage.start)
        return replace(passage, start=start, end=bisect_left(self._printed_at, passage.end))

    def looked_at(self, part: "Passage | Sentence") -> str:
        return self.plain[part.start : part.end]

    @cached_property
    def sentences(self) -> list[Sentence]:
        return [
            Sentence(start, end, number)
            for number, passage in enumerate(self.passages)
            for start, end in _sentences(self.plain, passage)
        ]

    @cached_property
    def story(self) -> list[Sentence]:
        """The sentences of the article or document itself."""
        return [sentence for sentence in self.sentences if self.tells(sentence.start)]

    @cached_property
    def words(self) -> list[Word]:
        return [
            Word(match.group(), match.group().lower(), match.start(), match.end())
            for match in _WORD.finditer(self.plain)
        ]

    @cached_property
    def touching(self) -> list[bool]:
        """For each word, whether only a space stands between it and the one before. Four are a column."""
        gaps = zip(self.words, self.words[1:], strict=False)
        return [False, *(self.plain[left.end : right.start] == " " for left, right in gaps)]

    @cached_property
    def word_starts(self) -> list[int]:
        return [word.start for word in self.words]

    def tells(self, place: int) -> bool:
        """Whether a place belongs to the text itself rather than to the page around it."""
        return not any(start <= place < end for start, end in self._furniture)

    @cached_property
    def story_end(self) -> int:
        return min((start for start, _ in self._furniture), default=len(self.plain))

    def passage_at(self, place: int) -> int:
        starts = self._passage_starts
        return max(0, bisect_right(starts, place) - 1)

    @cached_property
    def _passage_starts(self) -> list[int]:
        return [passage.start for passage in self.passages]

    @cached_property
    def first_long(self) -> int:
        """The number of the first passage that is prose; what stands above it is head and title."""
        long = (n for n, passage in enumerate(self.passages) if passage.end - passage.start >= _LONG)
        return next(long, 0)

    def _furniture_ranges(self) -> list[tuple[int, int]]:
        ranges = []
        opened = -1
        for number, passage in enumerate(self.passages):
            looks_so = passage.kind in _AROUND or (
                number > self.first_long and _FURNITURE.match(self.plain, passage.start, passage.end)
            )
            if opened < 0 and looks_so:
                opened = passage.start
            elif opened >= 0 and _ANNEX.match(self.plain, passage.start, passage.end):
                ranges.append((opened, passage.start))
                opened = -1
        if opened >= 0:
            ranges.append((opened, len(self.plain) + 1))
        return ranges


def _joined(text: str, blocks: tuple[Block, ...]) -> tuple[str, list[Passage]]:
    """Joins lines that a narrow page broke; the line end becomes a space, so no place moves."""
    letters = list(text)
    passages: list[Passage] = []
    width = _page_width(blocks)
    above = 0  # the length of the line above
    for block in blocks:
        if block.start >= len(text):
            break
        end = min(block.end, len(text))
        last = passages[-1] if passages else None
        is_full = bool(width) and above > width * 0.8
        above = block.end - block.start
        if last and _goes_on(text, last, block, is_full=is_full):
            letters[last.end : block.start] = _JOINT * (block.start - last.end)
            passages[-1] = Passage(last.start, end, last.kind, last.table, last.row, last.column)
        else:
            passages.append(Passage(block.start, end, block.kind, block.table, block.row, block.column))
    return "".join(letters), passages


def _narrowed(text: str) -> tuple[str, list[int]]:
    """Single spaces, and for each letter that stays its place in the text. Four spaces and more are a column."""
    places: list[int] = []
    kept: list[str] = []
    at = 0
    for gap in _WIDE_GAP.finditer(text):
        kept.append(text[at : gap.start()])
        places.extend(range(at, gap.start()))
        if gap.group()[0] in (" ", _JOINT) and not gap.group().endswith(")"):
            kept.append(" ")
            places.append(gap.start())
        at = gap.end()
    kept.append(text[at:])
    places.extend(range(at, len(text) + 1))
    return "".join(kept), places


def _page_width(blocks: tuple[Block, ...]) -> int:
    """The longest line of a text that was broken to fit a page; 0 for one with a line a paragraph."""
    longest = max((len(block.text) for block in blocks), default=0)
    broken = sum(
        1 for left, right in zip(blocks, blocks[1:], strict=False) if _is_broken(left.text, right.text)
    )
    return longest if longest <= _PAGE_WIDTH_MAX and broken >= 3 else 0


def _is_broken(left: str, right: str) -> bool:
    return len(left) > 20 and left[-1] not in ".;:!?…" and right[0].islower()


def _goes_on(text: str, last: Passage, block: Block, *, is_full: bool) -> bool:
    if (last.kind, last.table, last.row, last.column) != (block.kind, block.table, block.row, block.column):
        return False
    if text.count("\n", last.end, block.start) > 1 or block.end - last.start > 4_000:
        return False
    before, after = text[max(last.start, last.end - 40) : last.end], text[block.start : block.start + 40]
    if before[-1] in ".;:!?…" or _MARK.match(after):
        return False
    if _LEANS_ON_NEXT.search(before) or _LEANS_ON_LAST.match(after):
        return True
    if _is_title(before) and not _is_title(after):
        return False
    if is_full:
        return True
    if _MAY_LEAN.search(before) and len(block.text) > 30 and not _LABEL.match(block.text):
        return True
    if after[0].isdigit():
        return last.end - last.start > 60 and len(block.text) > 30
    return last.end - last.start > 40 and after[0].islower()


def _is_title(line: str) -> bool:
    letters = [letter for letter in line if letter.isalpha()]
    return len(letters) > 8 and "".join(letters).isupper()


def _sentences(text: str, passage: Passage) -> list[tuple[int, int]]:
    found = []
    start = passage.start
    for match in _SENTENCE_END.finditer(text, passage.start, passage.end):
        if match.end() < passage.end and _ABBREVIATION.search(
            text, max(start - 1, match.start() - 5), match.start() + 1
        ):
            continue
        found.append((start, match.end()))
        start = match.end()
        while start < passage.end and text[start] == " ":
            start += 1
    if start < passage.end:
        found.append((start, passage.end))
    return [part for start, end in found for part in _cut(text, start, end)]


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence without an end, as in a spoilt file, in parts; finders look back and forth within each."""
    parts = []
    while end - start > _SENTENCE_MAX:
        stop = text.rfind(" ", start + _SENTENCE_MAX // 2, start + _SENTENCE_MAX)
        stop = stop if stop > 0 else start + _SENTENCE_MAX
        parts.append((start, stop))
        start = stop
    return [*parts, (start, end)]
