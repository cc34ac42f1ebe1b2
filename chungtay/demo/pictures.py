"""Draws the pictures of the demo's articles: no photo of anybody is in the house, its own hand draws what is told."""

from collections.abc import Callable
from io import BytesIO
from math import cos, pi, sin

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 1000  # pixels
FINER = 2  # drawn so many times larger, then made smaller: soft edges

SKY, SUN, FAR, NEAR, FIELD = "#f4ead6", "#e2a93b", "#9fb1b8", "#5f7f78", "#8aa06a"
WATER, WOOD, ROOF, WALL, INK = "#b9d0d4", "#7a5a3c", "#8e3b46", "#ead9ba", "#26304a"

Pen = ImageDraw.ImageDraw
Point = tuple[float, float]


def picture(scene: str) -> bytes:
    """A scene of `SCENES` as JPEG, the same bytes each time."""
    image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), SKY)
    SCENES[scene](ImageDraw.Draw(image))
    kept = BytesIO()
    image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(kept, "JPEG", quality=82)
    return kept.getvalue()


def border(pen: Pen) -> None:
    """Hills on two sides of a river, a village on each, a footbridge between them."""
    hills(pen)
    polygon(pen, [(0, 700), (1600, 640), (1600, 1000), (0, 1000)], FIELD)
    polygon(pen, [(640, 672), (860, 660), (1120, 1000), (520, 1000)], WATER)
    for x, y in ((170, 700), (340, 730), (1150, 690), (1330, 730)):
        house(pen, x, y)
    pen.line(scaled([(560, 850), (780, 820), (1010, 850)]), fill=WOOD, width=18 * FINER, joint="curve")
    for x in (600, 690, 780, 870, 960):
        pen.line(scaled([(x, 832), (x, 775)]), fill=WOOD, width=6 * FINER)
    pen.line(scaled([(590, 790), (780, 765), (970, 790)]), fill=WOOD, width=5 * FINER, joint="curve")


def hall(pen: Pen) -> None:
    """A meeting hall before the guests come: two flags' worth of colour, a long table, empty chairs."""
    polygon(pen, [(0, 0), (1600, 0), (1600, 640), (0, 640)], WALL)
    polygon(pen, [(0, 640), (1600, 640), (1600, 1000), (0, 1000)], "#cbb78f")
    for x, colour in ((250, ROOF), (1090, INK)):
        polygon(pen, [(x, 120), (x + 260, 120), (x + 260, 420), (x, 420)], colour)
        hem(pen, x, 420, 260)
    polygon(pen, [(640, 170), (960, 170), (960, 390), (640, 390)], SKY)
    circle(pen, 800, 280, 62, SUN)
    polygon(pen, [(220, 640), (1380, 640), (1480, 780), (120, 780)], WOOD)
    polygon(pen, [(120, 780), (1480, 780), (1480, 830), (120, 830)], INK)
    for x in range(190, 1420, 170):
        polygon(pen, [(x, 560), (x + 90, 560), (x + 90, 640), (x, 640)], NEAR)
        polygon(pen, [(x - 10, 860), (x + 110, 860), (x + 110, 1000), (x - 10, 1000)], NEAR)


def goats(pen: Pen) -> None:
    """A house on stilts with three goats before it: a livelihood model that was given."""
    hills(pen)
    polygon(pen, [(0, 690), (1600, 660), (1600, 1000), (0, 1000)], FIELD)
    house(pen, 880, 560, size=2.6)
    for x, y in ((300, 850), (520, 800), (690, 890)):
        circle(pen, x, y, 44, WALL, flat=0.6)
        circle(pen, x + 48, y - 34, 19, WALL)
        pen.line(scaled([(x + 52, y - 50), (x + 66, y - 74)]), fill=INK, width=5 * FINER)
        for leg in (-26, -8, 12, 28):
            pen.line(scaled([(x + leg, y + 20), (x + leg, y + 62)]), fill=INK, width=7 * FINER)


def cloth(pen: Pen) -> None:
    """Woven cloth of the two sides, thread over thread."""
    polygon(pen, [(0, 0), (1600, 0), (1600, 1000), (0, 1000)], INK)
    for row, y in enumerate(range(40, 1000, 120)):
        colour = (ROOF, SUN, NEAR)[row % 3]
        for x in range(-60, 1660, 120):
            lozenge(pen, x + (row % 2) * 60, y + 40, 52, colour)
            lozenge(pen, x + (row % 2) * 60, y + 40, 26, SKY)


def hills(pen: Pen) -> None:
    circle(pen, 1180, 260, 90, SUN)
    for colour, base, height, waves in ((FAR, 560, 150, 3.0), (NEAR, 640, 110, 4.3)):
        ridge = [
            (x, base - height * (0.6 + 0.4 * sin(waves * pi * x / WIDTH) * cos(x / 390)))
            for x in range(0, WIDTH + 1, 20)
        ]
        polygon(pen, [(0, HEIGHT), *ridge, (WIDTH, HEIGHT)], colour)


def house(pen: Pen, x: float, y: float, *, size: float = 1.0) -> None:
    """On stilts, as both sides build."""

    def at(right: float, down: float) -> Point:
        return x + right * size, y + down * size

    for stilt in (10, 50, 90, 130):
        pen.line(scaled([at(stilt, 60), at(stilt, 110)]), fill=WOOD, width=int(7 * size * FINER))
    polygon(pen, [at(0, 10), at(140, 10), at(140, 66), at(0, 66)], WALL)
    polygon(pen, [at(58, 24), at(84, 24), at(84, 66), at(58, 66)], WOOD)
    polygon(pen, [at(-22, 14), at(24, -48), at(116, -48), at(162, 14)], ROOF)


def hem(pen: Pen, x: float, y: float, length: float) -> None:
    for step in range(int(length // 26)):
        lozenge(pen, x + 13 + step * 26, y - 20, 11, SUN)


def lozenge(pen: Pen, x: float, y: float, size: float, colour: str) -> None:
    polygon(pen, [(x - size, y), (x, y - size * 0.8), (x + size, y), (x, y + size * 0.8)], colour)


def circle(pen: Pen, x: float, y: float, radius: float, colour: str, *, flat: float = 1.0) -> None:
    corners = [(x - radius, y - radius * flat), (x + radius, y + radius * flat)]
    pen.ellipse(scaled(corners), fill=colour)


def polygon(pen: Pen, points: list[Point], colour: str) -> None:
    pen.polygon(scaled(points), fill=colour)


def scaled(points: list[Point]) -> list[Point]:
    return [(x * FINER, y * FINER) for x, y in points]


SCENES: dict[str, Callable[[Pen], None]] = {
    "border": border,
    "hall": hall,
    "goats": goats,
    "cloth": cloth,
}
