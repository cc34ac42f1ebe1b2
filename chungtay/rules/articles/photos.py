"""Makes a photo ready for readers: drawn anew in three widths, with nothing else of what came.

Runs in the small process of `actions/uploads`. The widest is a JPEG, which every machine and every paper shows; the
smaller ones are WebP, which phones fetch. Position, phone and remarks are left behind with the file that came.
"""

import base64
import io
import warnings
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from ..messages import Message, RuleBroken

WIDTHS = (400, 720)  # of the smaller ones
WIDEST = 1_280
MOST_POINTS = 40_000_000
QUALITY, SMALL_QUALITY = 82, 72

TOO_LARGE = "The photo has %(points)s million points; %(most)s are the most. Send it smaller."
BROKEN = "The photo is damaged and cannot be shown. Take it again, or send it as JPEG."
TOO_SMALL = "The photo is only %(width)s points wide; readers would see hardly anything. Send the one from the camera."
NARROWEST = 200


def made_ready(content: bytes) -> dict[str, Any]:
    """`{"content", "media_type", "width", "height", "smaller": [{"width", "content", "media_type"}]}`, in base64."""
    Image.MAX_IMAGE_PIXELS = None  # we count ourselves, before a point is decoded
    warnings.simplefilter("ignore")
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG", "PNG", "WEBP", "MPO"]) as came:
            width, height = came.size
            if width * height > MOST_POINTS:
                values = {"points": width * height // 1_000_000, "most": MOST_POINTS // 1_000_000}
                raise RuleBroken(Message(TOO_LARGE, values, "photo"))
            if width < NARROWEST:
                raise RuleBroken(Message(TOO_SMALL, {"width": width}, "photo"))
            return _ready(came)
    except (
        UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError
    ):  # fmt: skip
        raise RuleBroken(Message(BROKEN, where="photo")) from None


def _ready(came: Image.Image) -> dict[str, Any]:
    rotation = came.getexif().get(0x0112)
    came.draft("RGB", (WIDEST * 2, WIDEST * 2))
    shown: Image.Image = ImageOps.exif_transpose(came) if rotation else came
    shown = _on_white(shown)
    widest = _narrowed(shown, WIDEST)
    return {
        "content": _written(widest, "JPEG", QUALITY),
        "media_type": "image/jpeg",
        "width": widest.width,
        "height": widest.height,
        "smaller": [
            {
                "width": width,
                "content": _written(_narrowed(widest, width), "WEBP", SMALL_QUALITY),
                "media_type": "image/webp",
            }
            for width in WIDTHS
            if width < widest.width
        ],
    }


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("LA", "PA", "RGBA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        ground = Image.new("RGBA", clear.size, "white")
        picture = Image.alpha_composite(ground, clear)
    plain = picture.convert("RGB")
    plain.info = {}
    return plain


def _narrowed(picture: Image.Image, width: int) -> Image.Image:
    if picture.width <= width:
        return picture
    return picture.resize(
        (width, max(1, round(picture.height * width / picture.width))), Image.Resampling.LANCZOS
    )


def _written(picture: Image.Image, form: str, quality: int) -> str:
    written = io.BytesIO()
    more: dict[str, Any] = {"progressive": True, "optimize": True} if form == "JPEG" else {"method": 4}
    picture.save(written, form, quality=quality, **more)
    return base64.b64encode(written.getvalue()).decode()
