"""Which colours a masthead may wear: its words stay readable on them, by day and by night (WCAG 2.2, 1.4.3, 1.4.11)."""

import re
from collections.abc import Callable

from ..messages import Message

# The masthead's words and grounds, as the style sheet's tokens have them; a test holds the two together.
ON_CLOTH = ("#f4efe1", "#c3c8dd")
HOUSE_CLOTH, HOUSE_NIGHT = "#1b2450", "#0d1122"
WORDS, MARKS = 4.5, 3.0  # the least contrast of words, and of what marks a place
STEPS = 256
COLOUR = re.compile(r"#[0-9a-f]{6}")
Rgb = tuple[int, int, int]


def check_colours(cloth: str, thread: str) -> list[Message]:
    found = []
    for name, value in (("cloth", cloth), ("thread", thread)):
        if value and not COLOUR.fullmatch(value):
            found.append(Message("Write a colour as #1b2450.", where=name))
    if found:
        return found
    if cloth and not carries_words(cloth):
        text = "Words cannot be read on %(colour)s. The nearest that carries them is %(nearest)s."
        found.append(Message(text, {"colour": cloth, "nearest": nearest_cloth(cloth)}, "cloth"))
    elif thread and not shows_on(thread, cloth):
        text = "%(colour)s cannot be told from the masthead. The nearest that can is %(nearest)s."
        found.append(Message(text, {"colour": thread, "nearest": nearest_thread(thread, cloth)}, "thread"))
    return found


def colour_sheet(cloth: str, thread: str) -> str:
    """The style sheet of a site that wears its own; empty where it wears the house's."""
    day, night = [], []
    if cloth:
        dark = night_of(cloth)
        day += [f"--cloth:{cloth}", f"--cloth-2:{dark}"]
        night += [f"--cloth:{dark}", f"--cloth-2:{night_of(dark)}"]
    if thread:
        day.append(f"--thread-2:{thread}")
    if not day:
        return ""
    by_night = f"@media screen and (prefers-color-scheme:dark){{:root{{{';'.join(night)}}}}}" if night else ""
    return f":root{{{';'.join(day)}}}{by_night}\n"


def carries_words(cloth: str) -> bool:
    return all(contrast(cloth, word) >= WORDS for word in ON_CLOTH)


def shows_on(thread: str, cloth: str) -> bool:
    return all(contrast(thread, ground) >= MARKS for ground in grounds(cloth))


def grounds(cloth: str) -> tuple[str, str]:
    return (cloth, night_of(cloth)) if cloth else (HOUSE_CLOTH, HOUSE_NIGHT)


def night_of(cloth: str) -> str:
    """The same by night: half as bright, so that whatever was read by day is read better."""
    return towards(cloth, (0, 0, 0), STEPS // 2)


def nearest_cloth(cloth: str) -> str:
    return first_that(carries_words, cloth, (0, 0, 0))


def nearest_thread(thread: str, cloth: str) -> str:
    return first_that(lambda shade: shows_on(shade, cloth), thread, (255, 255, 255))


def first_that(does: Callable[[str], bool], colour: str, end: Rgb) -> str:
    """The first shade on the way to black or white; those that carry light words lie beyond it, so nearer is none."""
    shades = (towards(colour, end, step) for step in range(STEPS + 1))
    return next(shade for shade in shades if does(shade))


def towards(colour: str, end: Rgb, step: int) -> str:
    mixed = (
        round(part + (goal - part) * step / STEPS) for part, goal in zip(parts_of(colour), end, strict=True)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (linear(part / 255) for part in parts_of(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def parts_of(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
