"""Finds who is in the agreement: the bodies that a text joins by "giữa … và …" or by signing together."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from chungtay.rules.intake.bodies import Body, body_at, places_listed, spread, without_governing
from chungtay.rules.intake.draft import Fact
from chungtay.rules.intake.kinds import AGREEMENT
from chungtay.rules.intake.lexicon import COUNTRIES, PLACE_LEVELS
from chungtay.rules.intake.official_head import Head
from chungtay.rules.intake.reading import Reading, Sentence
from chungtay.rules.intake.spelling import UPPER, tidy

_SIDES_MAX = 8
_BETWEEN = re.compile(r"\bgiữa\b ?:? ?", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:(?:đại diện|lãnh đạo|ngành|lực lượng|cơ quan|phía|các|hai|ba|2|02|3|03|bên|đơn vị|tổ chức|"
    r"của|là|gồm|và)\b ?:? ?){1,4}",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r" {0,2}\([^()\n]{1,60}\)|,? ?(?:nước )?(?:bạn )?\(?(?:cộng hòa dân chủ nhân dân |chdcnd )?(?:lào|"
    r"campuchia)\)?(?!\w)",
    re.IGNORECASE,
)
_AND = re.compile(r" {0,2}(?:,|;|-|và|với|cùng với|cùng)(?: và| với)? {1,2}", re.IGNORECASE)
_SIDE_BY_SIDE = re.compile(
    r" {0,2}(?:\([^()\n]{1,100}\))? {0,2}(?:,|và|với|cùng với|cùng|-) {0,2}(?:(?:đại diện|lãnh đạo|"
    r"ngành|lực lượng|các)\b ?){0,3}",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"[^.;]{0,160}?\b(?:ký|ký kết|phối hợp|hợp tác|kết nghĩa|liên tịch|"
    r"song phương)\b[^.;]{0,160}?(?:với|cùng|và)(?: với)? "
    r"(?:(?:đại diện|lãnh đạo|ngành|lực lượng|các)\b ?){0,3}"
    r"|[^.;,]{0,30}\bphối hợp (?:với |cùng )?",
    re.IGNORECASE,
)
_VILLAGE = re.compile(rf"(?:\A|(?<=[,.!?] )|(?<=\n))(?=(?:[Bb]ản|[Tt]hôn|[Ll]àng|[Bb]uôn|[Xx]ã) [{UPPER}])")
_ANNIVERSARY = re.compile(r"(?:thành lập|kỷ niệm|ngày truyền thống|ngày hội) (?:\w+ ){0,3}$", re.IGNORECASE)
_SIGNS = re.compile(
    r"ký|ban hành|phối hợp|hợp tác|sơ kết|tổng kết|xây dựng kế hoạch|kết nghĩa", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Side:
    name: str
    start: int
    end: int
    key: frozenset[str]
    doubtful: bool = False


def find_parties(reading: Reading, head: Head, bodies: list[Body]) -> list[Fact]:
    groups = _said_to_be_between(reading) + _side_by_side(reading, bodies) + _joint_head(head, bodies)
    groups = [(weight, group) for weight, group in groups if len(group) > 1] or _villages(reading)
    if groups:
        _, sides = max(groups, key=lambda scored: (scored[0], -scored[1][0].start))
    else:
        sides = _issuer(head, bodies)
    sides = [_in_full(reading, side, sides, bodies) for side in sides]
    return [Fact("party", side.name, side.start, side.end, side.doubtful) for side in sides]


def _villages(reading: Reading) -> list[tuple[float, list[Side]]]:
    """`bản A, xã … và bản B, huyện … tổ chức …`: no bodies at all, but places that are twinned."""
    groups = []
    for sentence in reading.story:
        if not AGREEMENT.search(reading.plain, sentence.start, sentence.end):
            continue
        for match in _VILLAGE.finditer(reading.plain, sentence.start, sentence.end):
            sides = _sides(reading, match.end(), sentence.end)
            if len(sides) > 1:
                groups.append((1.0, sides))
    return groups


def _said_to_be_between(reading: Reading) -> list[tuple[float, list[Side]]]:
    """`bản ghi nhớ … giữa A với B`."""
    groups = []
    for sentence in reading.story:
        joins = _SIGNS.search(reading.plain, sentence.start, sentence.end)
        for match in _BETWEEN.finditer(reading.plain, sentence.start, sentence.end):
            near = AGREEMENT.search(reading.plain, max(sentence.start, match.start() - 200), match.start())
            if near or joins:
                sides = _sides(reading, match.end(), sentence.end)
                weight = (3.0 if near else 1.0) + _prominence(reading, sentence)
                groups.append((weight - any(side.doubtful for side in sides), sides))
    return groups


def _sides(reading: Reading, at: int, end: int) -> list[Side]:
    sides: list[Side] = []
    while at < end and len(sides) < _SIDES_MAX:
        found = _sides_at(reading, at, end)
        if not found:
            break
        sides += [side for side in found if not any(_same(side, other) for other in sides)]
        at = max(side.end for side in found)
        while aside := _ASIDE.match(reading.plain, at, end):
            at = aside.end()
        joint = _AND.match(reading.plain, at, end)
        if not joint:
            break
        at = joint.end()
    return sides


def _sides_at(reading: Reading, at: int, end: int) -> list[Side]:
    """The side that begins here, or several when one name stands for many ("Hội Phụ nữ hai tỉnh A và B")."""
    lead = _LEAD.match(reading.plain, at, end)
    at = lead.end() if lead else at
    number = _word_at(reading, at)
    if number is None or reading.words[number].end > end:
        return []
    body = body_at(reading, number)
    if body:
        return [_side(part) for part in spread(reading, without_governing(reading, body))]
    return _places_as_sides(reading, number) or _foreign_name(reading, number, end)


def _places_as_sides(reading: Reading, number: int) -> list[Side]:
    """`giữa hai tỉnh A và B`, `giữa bản A và bản B`."""
    words = reading.words
    lows = [word.low for word in words[number : number + 2]]
    kind = next((length for length in (2, 1) if " ".join(lows[:length]) in PLACE_LEVELS), 0)
    kind = min(kind, len(lows))
    if not kind:
        return []
    places = list(places_listed(reading, number + kind))
    type_word = reading.text(words[number].start, words[number + kind - 1].end).lower()
    sides = []
    for place, (first, behind) in enumerate(places):
        if reading.text(words[first].start, words[behind - 1].end).lower() in COUNTRIES | {"việt nam"}:
            continue
        name = f"{type_word} {reading.text(words[first].start, words[behind - 1].end)}"
        start = words[number].start if place == 0 else words[first].start
        sides.append(Side(name, start, words[behind - 1].end, frozenset(name.lower().split())))
    if len(sides) == 1:
        # "bản A, xã B, huyện C" is one place, told ever more widely.
        wider = _wider_end(reading, int(places[0][1]), PLACE_LEVELS[" ".join(lows[:kind])])
        if wider > sides[0].end:
            return [Side(reading.text(sides[0].start, wider), sides[0].start, wider, sides[0].key)]
    return sides


def _wider_end(reading: Reading, number: int, level: int) -> int:
    """Behind the last of the wider places that follow a place, each after a comma."""
    words = reading.words
    end = words[number - 1].end
    while number + 1 < len(words) and reading.plain[words[number - 1].end : words[number].start] == ", ":
        two = f"{words[number].low} {words[number + 1].low}"
        kind = 2 if two in PLACE_LEVELS else 1
        wider = PLACE_LEVELS.get(two if kind == 2 else words[number].low, 0)
        behind = next((last for _, last in places_listed(reading, number + kind)), number)
        if wider <= level or behind == number:
            break
        level, number, end = wider, behind, words[behind - 1].end
    return end


def _foreign_name(reading: Reading, number: int, end: int) -> list[Side]:
    """A name that begins with no known word ("UN Women"): a row of capitals, to be looked at by a person."""
    words = reading.words
    behind = number
    while (
        behind < len(words)
        and behind - number < 7
        and words[behind].end <= end
        and (words[behind].is_capital or words[behind].low in ("of", "for", "and"))
        and (behind == number or reading.plain[words[behind - 1].end : words[behind].start] == " ")
    ):
        behind += 1
    name = reading.text(words[number].start, words[behind - 1].end) if behind > number else ""
    if (
        len(name) < 3
        or name.lower() in COUNTRIES | {"việt nam"}
        or (behind - number == 1 and not name.isupper())
    ):
        return []
    return [
        Side(name, words[number].start, words[behind - 1].end, frozenset(name.lower().split()), doubtful=True)
    ]


def _side_by_side(reading: Reading, bodies: list[Body]) -> list[tuple[float, list[Side]]]:
    """`A và B đã ký …`, `A phối hợp với B tổ chức …`, in a sentence that names an agreement."""
    groups = []
    for sentence in reading.story:
        here = [
            body
            for body in bodies
            if sentence.start <= body.start < sentence.end
            and reading.plain[body.start - 1 : body.start] != "("
            and not _ANNIVERSARY.search(reading.plain[max(sentence.start, body.start - 40) : body.start])
        ]
        if len(here) < 2 or not _SIGNS.search(reading.plain, sentence.start, sentence.end):
            continue
        weight = 1.0 + _prominence(reading, sentence)
        weight += AGREEMENT.search(reading.plain, sentence.start, sentence.end) is not None
        chain: list[Side] = []
        joins = False
        for number, body in enumerate(here):
            sides = [_side(part) for part in spread(reading, without_governing(reading, body))]
            between = reading.plain[here[number - 1].end : body.start] if number else ""
            by_deed = _JOINS.fullmatch(between) is not None
            if chain and not (by_deed or _SIDE_BY_SIDE.fullmatch(between)):
                groups.append((weight + joins, chain))
                chain, joins = [], False
            joins = joins or bool(chain and by_deed)
            chain = chain + [side for side in sides if not any(_same(side, other) for other in chain)]
        groups.append((weight + joins, chain))
    return groups


def _joint_head(head: Head, bodies: list[Body]) -> list[tuple[float, list[Side]]]:
    """Two bodies above the type of a paper are joint issuers, unless one is only the other's superior."""
    if head.kind in ("", "kế hoạch", "báo cáo"):
        return []
    issuers = _issuer(head, bodies)
    # "UBND TỈNH …" above two offices that share a line is their superior, not a third side.
    if len(issuers) > 2 and len(head.lines) > 1 and issuers[0].end <= head.lines[0][1] < issuers[1].start:
        together = [side for side in issuers if head.lines[1][0] <= side.start < head.lines[1][1]]
        issuers = together if len(together) > 1 else issuers
    return [(1.5, issuers)]


def _issuer(head: Head, bodies: list[Body]) -> list[Side]:
    start, end = head.issuers_span
    return [_side(body) for body in bodies if start <= body.start < end]


def _prominence(reading: Reading, sentence: Sentence) -> float:
    """The title and the first prose introduce the parties; later sentences may speak of others."""
    if sentence.passage <= reading.first_long:
        # A title in capitals shortens names that the prose below gives in full.
        return 0.6 if reading.looked_at(sentence).isupper() else 1.0
    return 0.5 if sentence.passage <= reading.first_long + 2 else 0.0


def _in_full(reading: Reading, side: Side, sides: list[Side], bodies: list[Body]) -> Side:
    """The fullest name that the text gives the same body: `Công an tỉnh` and, elsewhere, `Công an tỉnh …`."""
    others = [other.key for other in sides if other is not side]
    fuller: dict[frozenset[str], Body] = {}
    for body in bodies:
        bare = without_governing(reading, body)
        if (
            not reading.tells(bare.start)
            or not bare.key >= side.key
            or any(bare.key >= other for other in others)
        ):
            continue
        first = tidy(bare.name).split()[0].lower()
        if first == side.name.split()[0].lower() or first == "ủy" and "mặt" in bare.key:
            fuller.setdefault(bare.key, bare)
    longest = [key for key in fuller if not any(key < other for other in fuller)]
    if len(longest) == 1 and longest[0] > side.key:
        best = fuller[longest[0]]
        return Side(best.name, best.start, best.end, best.key, side.doubtful)
    return side


def _same(side: Side, other: Side) -> bool:
    return side.key <= other.key or other.key <= side.key


def _side(body: Body) -> Side:
    return Side(body.name, body.start, body.end, body.key)


def _word_at(reading: Reading, place: int) -> int | None:
    """The number of the word that begins here or right behind a quotation mark."""
    number = bisect_left(reading.word_starts, place)
    if number < len(reading.words) and reading.plain[place : reading.words[number].start].strip(' "') == "":
        return number
    return None
