"""Draws the card that networks show where somebody shares an article: its title, whose it is, its day."""

from functools import cache, lru_cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from django.http import HttpResponse, HttpResponseBase
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from .news import article_at
from .pages import PublicRequest, public_page

WIDTH, HEIGHT, EDGE = 1200, 630, 72
PAPER, INK, INK_2 = "#f6f3ea", "#1b2138", "#4d5164"
CLOTH, ON_CLOTH, MADDER, TURMERIC = "#1b2450", "#f4efe1", "#c4503f", "#e2a93a"
MAST = 112
MOST_LINES = 5

# Where the fonts of papers lie too. The packages are located, never imported.
TEXT = ("rinoh_typeface_texgyretermes", "texgyretermes-bold.otf")
PLAIN = ("rinoh_typeface_texgyretermes", "texgyretermes-regular.otf")
LAO = ("justmytype_intl_sea", "fonts/ofl/notosanslao/NotoSansLao[wdth,wght].ttf")

Run = tuple[str, bool]  # letters, and whether they are Lao


@public_page
def card(request: PublicRequest, slug: str) -> HttpResponseBase:
    shown = article_at(request, slug)
    day = f"{timezone.localtime(shown.published_at):%d/%m/%Y}"
    drawn = card_of(shown.title, request.portal.said("name", shown.language), shown.author, day)
    return HttpResponse(drawn, content_type="image/png")


@lru_cache(64)
def card_of(title: str, site: str, author: str, day: str) -> bytes:
    """1200 × 630 points, as networks ask for, in few colours so that it is light."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, WIDTH, MAST), CLOTH)
    hem(pen, MAST)
    write(pen, (EDGE, 32), site, 40, ON_CLOTH, bold=True)
    size, lines = fitting(title)
    for place, line in enumerate(lines):
        write(pen, (EDGE, MAST + 64 + place * round(size * 1.36)), line, size, INK, bold=True)
    write(pen, (EDGE, HEIGHT - 76), f"{author} · {day}", 30, INK_2)
    out = BytesIO()
    picture.quantize(32, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def hem(pen: ImageDraw.ImageDraw, top: int) -> None:
    """Two chains of lozenges, one of each dye: the house's one ornament."""
    for number, left in enumerate(range(0, WIDTH, 24)):
        dye = MADDER if number % 2 else TURMERIC
        pen.polygon([(left, top + 12), (left + 12, top), (left + 24, top + 12), (left + 12, top + 24)], dye)


def fitting(title: str) -> tuple[int, list[str]]:
    """The largest letters in which the title has room; a very long one ends with three points."""
    for size in (68, 60, 52, 46):
        lines = broken(title, size)
        if len(lines) <= MOST_LINES - (size > 52):
            return size, lines
    return 46, [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1].rstrip() + "…"]


def broken(text: str, size: int) -> list[str]:
    """Into lines that are not too wide, between words; where a word is too long, as in Lao, anywhere in it."""
    lines = [""]
    for word in text.split():
        for piece in pieces(word, size):
            longer = f"{lines[-1]} {piece}".strip() if piece is not None else lines[-1]
            if width(longer, size) <= WIDTH - 2 * EDGE:
                lines[-1] = longer
            else:
                lines.append(piece)
    return lines


def pieces(word: str, size: int) -> list[str]:
    if width(word, size) <= WIDTH - 2 * EDGE:
        return [word]
    found = [""]
    for place, letter in enumerate(word):
        joins = place and "\u0eb0" <= letter <= "\u0ece"  # a Lao vowel or tone stays with its letter
        if not joins and width(found[-1] + letter, size) > (WIDTH - 2 * EDGE) * 3 // 4:
            found.append("")
        found[-1] += letter
    return found


def width(text: str, size: int) -> float:
    return sum(font(lao, True, size).getlength(run) for run, lao in runs(text))


def write(
    pen: ImageDraw.ImageDraw, at: tuple[int, int], text: str, size: int, ink: str, *, bold: bool = False
) -> None:
    left, top = float(at[0]), at[1]
    for run, lao in runs(text):
        letters = font(lao, bold, size)
        pen.text((left, top + size), run, ink, letters, anchor="ls")
        left += letters.getlength(run)


def runs(text: str) -> list[Run]:
    """The text cut where its script changes: no font has both."""
    found: list[Run] = []
    for letter in text:
        lao = "\u0e80" <= letter <= "\u0eff"
        if found and found[-1][1] == lao:
            found[-1] = (found[-1][0] + letter, lao)
        else:
            found.append((letter, lao))
    return found


@cache
def font(lao: bool, bold: bool, size: int) -> ImageFont.FreeTypeFont:
    package, file = LAO if lao else TEXT if bold else PLAIN
    spec = find_spec(package)
    assert spec and spec.submodule_search_locations, f"the font package {package} is not installed"
    letters = ImageFont.truetype(Path(spec.submodule_search_locations[0]) / file, size)
    if lao and bold:
        letters.set_variation_by_axes([700, 100])
    return letters
