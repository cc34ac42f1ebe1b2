"""Finds the places that a text names: `tỉnh Kon Tum`, `các xã A, B và C`, `Lào`, each once."""

import re

from chungtay.rules.intake.bodies import place_name_end
from chungtay.rules.intake.draft import Fact
from chungtay.rules.intake.lexicon import NOT_PLACES, PLACE_LEVELS, in_small_letters
from chungtay.rules.intake.reading import Reading
from chungtay.rules.intake.spelling import UPPER, plain

_COUNTRY = re.compile(
    r"(?<!\w)(?:nước )?(?P<name>(?:cộng hòa dân chủ nhân dân |chdcnd )?lào|(?:vương quốc )?campuchia|"
    rf"trung quốc|thái lan|myanmar)(?!\w)(?! (?-i:[{UPPER}][a-zà-ỹ]))",
    re.IGNORECASE,
)
_GATE = re.compile(r"cửa khẩu (?:quốc tế |quốc gia |chính |phụ )?", re.IGNORECASE)
_NOT_FIRST = frozenset(
    ("hội", "ban", "sở", "bộ", "ubnd", "đoàn", "công", "ủy", "quân", "nhân", "số", "này", "phố")
)


def find_places(reading: Reading, event: Fact | None) -> list[Fact]:
    facts: dict[str, Fact] = {}
    for name, start, end in _typed(reading) + _gates(reading) + _countries(reading):
        facts.setdefault(plain(name).lower(), Fact("place", name, start, end))
    if event and event.value["place"]:
        place = re.sub(r"^TP\. ?", "thành phố ", event.value["place"])
        known = any(name in place.lower() or place.lower() in name for name in facts)
        if not known and re.match(r"[A-ZĐ]", place) and len(place) < 40:
            facts[place.lower()] = Fact("place", place, *event.parts["place"])
    return sorted(facts.values(), key=lambda fact: fact.start)


def _typed(reading: Reading) -> list[tuple[str, int, int]]:
    """A word for a kind of place with one or many names behind it."""
    found = []
    words = reading.words
    for number, word in enumerate(words):
        kind = 2 if number + 1 < len(words) and f"{word.low} {words[number + 1].low}" in PLACE_LEVELS else 1
        type_words = " ".join(w.low for w in words[number : number + kind])
        if type_words not in PLACE_LEVELS or type_words == "nước" or not reading.tells(word.start):
            continue
        if number + kind >= len(words) or f"{word.low} {words[number + 1].low}" in NOT_PLACES and kind == 1:
            continue
        gap = reading.plain[words[number + kind - 1].end : words[number + kind].start]
        if gap not in (" ", "  ", ". ", ".") or (gap[0] == "." and type_words != "tp"):
            continue
        # "Nhật Bản Đông …": a capital inside a name is no word for a place.
        if (
            word.is_capital
            and number
            and words[number - 1].is_capital
            and not word.text.isupper()
            and reading.plain[word.start - 1] == " "
        ):
            continue
        found += _names(reading, number + kind, type_words, word.start)
    return found


def _names(reading: Reading, number: int, type_words: str, start: int) -> list[tuple[str, int, int]]:
    words = reading.words
    found: list[tuple[str, int, int]] = []
    while number < len(words):
        end = place_name_end(reading, number)
        if end == number and type_words in ("thôn", "phường", "quận") and words[number].text.isdigit():
            end = number + 1
        if end == number or words[number].low in _NOT_FIRST or words[number].low in PLACE_LEVELS:
            break
        name = reading.text(words[number].start, words[end - 1].end)
        name = in_small_letters(name) if name.isupper() and len(name) > 3 else name
        shown = f"{'thành phố' if type_words == 'tp' else type_words} {name}"
        found.append((shown, words[number].start if found else start, words[end - 1].end))
        if end >= len(words):
            break
        between = reading.plain[words[end - 1].end : words[end].start]
        if words[end].low == "và" and between == " " and end + 1 < len(words):
            number = end + 1
        elif between.strip() == ",":
            number = end
        else:
            break
    # One name may be followed by anything with a capital; only a list that closes with "và" or has three is a list.
    return (
        found
        if len(found) != 2 or " và " in reading.plain[found[0][2] : found[1][1] + 1] or _many(reading, start)
        else found[:1]
    )


def _many(reading: Reading, start: int) -> bool:
    return (
        re.search(r"(?:các|hai|ba|bốn|\d) $", reading.plain[max(0, start - 6) : start], re.IGNORECASE)
        is not None
    )


def _gates(reading: Reading) -> list[tuple[str, int, int]]:
    found = []
    for match in _GATE.finditer(reading.plain):
        number = next((n for n, word in enumerate(reading.words) if word.start == match.end()), None)
        if number is None or not reading.tells(match.start()):
            continue
        end = place_name_end(reading, number)
        if end > number:
            behind = reading.words[end - 1].end
            found.append((reading.text(match.start(), behind), match.start(), behind))
    return found


def _countries(reading: Reading) -> list[tuple[str, int, int]]:
    return [
        ("Lào" if "lào" in match["name"].lower() else reading.text(*match.span("name")), *match.span("name"))
        for match in _COUNTRY.finditer(reading.plain)
        if reading.tells(match.start()) and match["name"][0].isupper()
    ]
