"""Finds the names of bodies: `Hội LHPN tỉnh Kon Tum`, `Sở Văn hóa, Thể thao và Du lịch`, `UBND huyện …`.

A name begins with a head word ("Hội", "Sở", "Bộ Chỉ huy") and goes on word by word while the words look like
a name: capitals, known small words, a place. It ends at a verb, at "và" before another head, at a sign.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from chungtay.rules.intake.lexicon import (
    COMPOUNDS,
    ENDS_NAME,
    ENDS_NAME_IN_CAPITALS,
    GOVERNING,
    NAME_TAILS,
    NAMED_HEADS,
    NOT_BODIES,
    NOT_PLACES,
    PLACE_LEVELS,
    VERBS_TOO,
    WHOLE_HEADS,
    in_small_letters,
)
from chungtay.rules.intake.reading import Reading, Word
from chungtay.rules.intake.spelling import UPPER, plain

_HEAD_WORDS_MAX = 8
_NAME_WORDS_MAX = 24
_PLACE_WORDS_MAX = 4
_HEAD_STARTS = frozenset(head.split()[0] for head in WHOLE_HEADS | NAMED_HEADS | GOVERNING)
# Only the names of offices are lists: "Sở Văn hóa, Thể thao và Du lịch".
_LIST_HEADS = frozenset(
    ("sở", "bộ", "phòng", "ban", "cục", "chi", "vụ", "tổng", "trung", "trường", "viện", "liên", "tập", "ngân")
)
_NUMBERED = frozenset(
    ("đại", "tiểu", "trung", "lữ", "sư", "quân", "đồn", "trạm", "binh", "hải")
)  # "Đại đội 252"
# "XÃ HỘI" in a heading is no union of a commune.
_HIDE_HEADS = frozenset(("xã hội", "đại hội", "quốc hội", "lễ hội", "cơ hội"))
_INTRODUCED = re.compile(rf" \([{UPPER}&-]{{2,10}}\)")  # "Hội Liên hiệp Phụ nữ (LHPN) tỉnh …"
_COUNTS = frozenset(("2", "02", "hai", "3", "03", "ba", "4", "04", "bốn", "các"))


@dataclass(frozen=True, slots=True)
class Body:
    name: str
    start: int
    end: int
    key: frozenset[str]  # what makes it the same body however it is written
    first: int  # its first and last word in the reading
    last: int


def bodies_in(reading: Reading) -> list[Body]:
    found = []
    number = 0
    words = reading.words
    while number < len(words):
        body = body_at(reading, number)
        if body:
            found.append(body)
            number = body.last + 1
        else:
            number += 1
    return found


def body_at(reading: Reading, number: int) -> Body | None:
    """The body whose name begins with this word."""
    if not _is_head(reading, number):
        return None
    end = _name_end(reading, number)
    words = reading.words[number:end]
    if len(words) < 2 and not (words and words[0].text.isupper() and len(words[0].text) > 2):
        return None
    if " ".join(word.low for word in words) in NAMED_HEADS | GOVERNING:
        return None
    return _body(reading, number, end)


def spread(reading: Reading, body: Body) -> list[Body]:
    """`Hội Phụ nữ hai tỉnh A và B` is two bodies; any other is itself alone."""
    words = reading.words[body.first : body.last + 1]
    for offset in range(1, len(words) - 1):
        if words[offset].low in _COUNTS and words[offset + 1].low in PLACE_LEVELS:
            kind = words[offset + 1]
            places = list(places_listed(reading, body.first + offset + 2))
            if len(places) < 2:
                return [body]
            head = f"{reading.text(body.start, words[offset - 1].end)} {kind.text}"
            return [
                _named(reading, f"{head} {_text(reading, first, behind)}", first, behind)
                for first, behind in places
            ]
    return [body]


def places_listed(reading: Reading, number: int) -> Iterator[tuple[int, int]]:
    """Names of places one after the other: `A, B và C`, as word numbers (first, behind the last)."""
    words = reading.words
    while number < len(words):
        end = place_name_end(reading, number)
        if end == number:
            return
        yield number, end
        if end >= len(words):
            return
        between = reading.plain[words[end - 1].end : words[end].start]
        if words[end].low in ("và", "với", "cùng") and between == " ":
            if end + 1 < len(words) and _is_head(reading, end + 1):
                return
            number = end + 1
        elif between.strip() in (",", "-", "/") and not _is_head(reading, end):
            number = end
        else:
            return


def place_name_end(reading: Reading, number: int) -> int:
    """Behind the last word of a place name that begins at this word; the same number if none begins."""
    words = reading.words
    end = number
    while end < len(words) and end - number < _PLACE_WORDS_MAX:
        word = words[end]
        if end > number and not _touch(reading, end):
            break
        if not word.is_capital or _is_end(reading, end) or (end > number and _is_head(reading, end)):
            break
        if word.low in PLACE_LEVELS and not _is_place_part(words, end):
            break
        end += 1
    return end


@lru_cache(maxsize=4096)
def key_of(name: str) -> frozenset[str]:
    """The words that tell one body from another, without rank words and with abbreviations written out."""
    words = " ".join(re.findall(r"[^\W_]+(?:[&'-][^\W_]+)*", name.lower()))
    for short, full in _WRITTEN_OUT:
        words = re.sub(rf"(?<!\w){short}(?!\w)", full, words)
    return frozenset(words.split()) - {"và", "của", "nước"}


def without_governing(reading: Reading, body: Body) -> Body:
    """`Ban Thường vụ Hội …` speaks for `Hội …`."""
    for number in range(body.first + 1, body.last + 1):
        lead = " ".join(word.low for word in reading.words[body.first : number])
        if lead in GOVERNING and _is_head(reading, number):
            return without_governing(reading, _body(reading, number, body.last + 1))
    return body


_WRITTEN_OUT = (
    ("hội liên hiệp phụ nữ", "hội phụ nữ"), ("hội lhpn", "hội phụ nữ"), ("lhpn", "hội phụ nữ"),
    ("liên hiệp phụ nữ", "hội phụ nữ"), ("trung ương hội", "hội"), ("tw hội", "hội"), ("tỉnh hội", "hội tỉnh"),
    ("hội hội", "hội"), ("hội pn", "hội phụ nữ"), ("bđbp", "bộ đội biên phòng"),
    ("bch bộ đội", "bộ chỉ huy bộ đội"), ("bchqs", "bộ chỉ huy quân sự"), ("bộ chqs", "bộ chỉ huy quân sự"),
    ("ubnd", "ủy ban nhân dân"), ("ubmttq", "ủy ban mttq"), ("mttqvn", "mttq việt nam"),
    ("mttq", "mặt trận tổ quốc"), ("ban thường trực", ""), ("hội ccb", "hội cựu chiến binh"),
    ("lđlđ", "liên đoàn lao động"), ("tncs", "thanh niên cộng sản"), ("tp", "thành phố"),
    ("nhcsxh", "ngân hàng chính sách xã hội"), ("bhxh", "bảo hiểm xã hội"), ("lđ-tb&xh", "lao động thương binh xã hội"),
    ("gd&đt", "giáo dục đào tạo"), ("gd-đt", "giáo dục đào tạo"), ("nn&ptnt", "nông nghiệp phát triển nông thôn"),
    ("vhtt&dl", "văn hóa thể thao du lịch"), ("ubdt", "ủy ban dân tộc"),
    ("attapeu", "attapư"), ("attapu", "attapư"), ("ắt tạ pư", "attapư"), ("a ta pư", "attapư"), ("át ta pư", "attapư"),
    ("xê kông", "sekong"), ("sê kông", "sekong"), ("xê công", "sekong"), ("chăm pa sắc", "champasak"),
    ("sa la van", "salavan"), ("việt", "việt"),
    # One word each, or the youth union of a province would be found inside its "Liên đoàn Lao động tỉnh".
    ("ủy ban", "ủy_ban"), ("tỉnh đoàn", "tỉnh_đoàn"), ("thành đoàn", "thành_đoàn"), ("huyện đoàn", "huyện_đoàn"),
    ("liên đoàn", "liên_đoàn"), ("hội đồng", "hội_đồng"),
)  # fmt: skip


def _name_end(reading: Reading, number: int) -> int:
    words = reading.words
    end = number + _head_length(reading, number)
    level = 0
    while end < len(words) and end - number < _NAME_WORDS_MAX:
        if not _touch(reading, end):
            step, new_level = _over_a_sign(reading, number, end, level)
        elif level:
            break
        elif words[end].low in _COUNTS and _starts_place(reading, end + 1):
            *_, last = [end, *(last for _, last in places_listed(reading, end + 2))]
            return last if last > end else end
        elif _starts_place(reading, end):
            step, new_level = _place_length(reading, end), PLACE_LEVELS.get(words[end].low, 5)
        elif _is_over(reading, end):
            break
        else:
            step, new_level = _name_step(reading, number, end), 0
        if not step:
            break
        end, level = end + step, new_level or level
    return end


def _name_step(reading: Reading, first: int, at: int) -> int:
    """How many words the name takes here; 0 when it is over."""
    words = reading.words
    word = words[at]
    if word.low in ("và", "&"):
        return _over_and(reading, first, at)
    if _is_head(reading, at):
        return _head_length(reading, at)
    if word.text.isdigit() and words[first].low in _NUMBERED:
        return 1
    if not word.is_capital:
        return _tail(reading, at)
    if _is_compound(reading, at):
        return 2
    if _is_end(reading, at):
        return 0
    follows = at + 1 < len(words) and _touch(reading, at + 1)
    opens = at == first + _head_length(reading, first) or words[at - 1].low == "và"
    if follows and opens and not word.text.isupper() and _is_follower(words[at + 1]):
        return 2
    return 1


def _is_over(reading: Reading, at: int) -> bool:
    goes_on = reading.words[at].low == "và" or _tail(reading, at) or _is_compound(reading, at)
    return _is_end(reading, at) and not goes_on


def _is_compound(reading: Reading, at: int) -> bool:
    """`Phụ nữ`, `Nông dân`. In a line of capitals `TỔ CHỨC` is rather the verb."""
    pair = _phrase(reading, at, 2)
    is_name = pair in COMPOUNDS and reading.words[at].is_capital
    return is_name and not (pair in VERBS_TOO and _capitals(reading, at))


def _tail(reading: Reading, at: int) -> int:
    return next((length for length in (4, 3, 2, 1) if _phrase(reading, at, length) in NAME_TAILS), 0)


def _over_and(reading: Reading, first: int, at: int) -> int:
    """`Giáo dục và Đào tạo` goes on; `Hội Nông dân và Hội Phụ nữ` does not."""
    words = reading.words
    if at + 1 >= len(words) or not _touch(reading, at + 1) or _is_head(reading, at + 1):
        return 0
    if _tail(reading, at + 1) > 1:
        return 1
    after = words[at + 1]
    if words[first].low not in _LIST_HEADS and not _is_compound(reading, at + 1):
        return 0
    return 1 if after.is_capital and not _starts_place(reading, at + 1) else 0


def _over_a_sign(reading: Reading, first: int, at: int, level: int) -> tuple[int, int]:
    """A comma or dash inside a name: before a wider place, or between the parts of an office's name."""
    words = reading.words
    gap = reading.plain[words[at - 1].end : words[at].start]
    sign = gap.strip()
    if len(gap) > 4 or "\n" in gap:
        return 0, 0
    if sign == "." and words[at - 1].low == "tp" and words[at].is_capital:
        return place_name_end(reading, at) - at, 4
    if (
        sign in (",", "-")
        and level
        and _starts_place(reading, at)
        and PLACE_LEVELS.get(words[at].low, 0) > level
    ):
        return _place_length(reading, at), PLACE_LEVELS[words[at].low]
    if level or sign not in (",", "-") or words[first].low not in _LIST_HEADS:
        return 0, 0
    goes_on = words[at].is_capital and not _is_head(reading, at) and not _starts_place(reading, at)
    if sign == ",":
        goes_on = goes_on and any(word.low == "và" for word in words[at + 1 : at + 6])
        goes_on = goes_on and _is_compound(reading, at)
    return (2 if _is_compound(reading, at) else 1, 0) if goes_on else (0, 0)


def _head_length(reading: Reading, number: int) -> int:
    for length in range(_HEAD_WORDS_MAX, 0, -1):
        phrase = _phrase(reading, number, length)
        if phrase in WHOLE_HEADS or phrase in NAMED_HEADS or phrase in GOVERNING:
            return length
    return 0


def _is_head(reading: Reading, number: int) -> bool:
    if number not in reading.heads:
        reading.heads[number] = _begins_body(reading, number)
    return reading.heads[number]


def _begins_body(reading: Reading, number: int) -> bool:
    words = reading.words
    word = words[number]
    if not word.is_capital or word.low not in _HEAD_STARTS or _phrase(reading, number - 1, 2) in _HIDE_HEADS:
        return False
    for length in range(_HEAD_WORDS_MAX, 0, -1):
        phrase = _phrase(reading, number, length)
        if phrase in WHOLE_HEADS or phrase in GOVERNING:
            return True
        if phrase in NAMED_HEADS:
            after = number + length
            named = after < len(words) and _touch(reading, after) and _opens_name(reading, after)
            return named and _phrase(reading, number, 2) not in NOT_BODIES
    return False


def _opens_name(reading: Reading, number: int) -> bool:
    word = reading.words[number]
    return word.is_capital and not (_capitals(reading, number) and word.low in ENDS_NAME_IN_CAPITALS)


def _starts_place(reading: Reading, number: int) -> bool:
    words = reading.words
    if number >= len(words):
        return False
    if _phrase(reading, number, 2) in NOT_PLACES:
        return False
    return words[number].low in PLACE_LEVELS or _phrase(reading, number, 2) in PLACE_LEVELS


def _place_length(reading: Reading, at: int) -> int:
    kind = 2 if _phrase(reading, at, 2) in PLACE_LEVELS else 1
    words = reading.words
    behind = at + kind
    if behind < len(words) and words[behind - 1].low == "tp" and reading.plain[words[behind - 1].end] == ".":
        return max(place_name_end(reading, behind), behind) - at
    if behind < len(words) and _touch(reading, behind):
        return max(place_name_end(reading, behind), behind) - at
    return kind


def _is_place_part(words: list[Word], number: int) -> bool:
    """`Bản` in `Nhật Bản`: a capital inside a name, not the word for a village."""
    return number > 0 and words[number - 1].is_capital


def _is_end(reading: Reading, number: int) -> bool:
    word = reading.words[number]
    if _capitals(reading, number):
        return word.low in ENDS_NAME_IN_CAPITALS
    return word.low in ENDS_NAME and not word.is_capital


def _is_follower(word: Word) -> bool:
    return (
        not word.is_capital
        and word.low.isalpha()
        and word.low not in ENDS_NAME
        and word.low not in PLACE_LEVELS
    )


def _capitals(reading: Reading, number: int) -> bool:
    """Whether the words around are all capitals, as in a heading."""
    near = [word for word in reading.words[max(0, number - 1) : number + 2] if word.text.isalpha()]
    return len(near) > 1 and all(word.text.isupper() for word in near)


def _touch(reading: Reading, number: int) -> bool:
    return reading.touching[number]


def _phrase(reading: Reading, number: int, length: int) -> str:
    """So many words from here, in small letters; empty where a sign or a column stands between them."""
    behind = number + length
    if number < 0 or behind > len(reading.words) or not all(reading.touching[number + 1 : behind]):
        return ""
    return " ".join([word.low for word in reading.words[number:behind]])


def _text(reading: Reading, first: int, behind: int) -> str:
    return reading.text(reading.words[first].start, reading.words[behind - 1].end)


def _body(reading: Reading, first: int, behind: int) -> Body:
    return _named(reading, _text(reading, first, behind), first, behind)


def _named(reading: Reading, name: str, first: int, behind: int) -> Body:
    name = _INTRODUCED.sub("", name)
    name = in_small_letters(name) if name.isupper() else name
    start, end = reading.words[first].start, reading.words[behind - 1].end
    return Body(name, start, end, key_of(plain(name)), first, behind - 1)
