"""Draws a picture anew: what it shows goes on, what else stood in the file does not.

Runs in a process of its own with little memory (`actions/uploads/inside.py`): a decoder of pictures is a large
program that reads what strangers wrote. The position, the phone's name and every other remark are left behind; the
position alone stays where somebody asked for it.
"""

import base64
import io
import warnings
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from chungtay.rules.messages import Message, RuleBroken

from .kinds import PASTED_IN, UploadKind, limit

FORMATS = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png"), "WEBP": ("image/webp", "webp")}
LONGEST_SIDE = 3_600  # points; a page of A4 scanned with 300 points an inch has 3,508
POSITION, ROTATION = 0x8825, 0x0112  # of the remarks of a photo (EXIF)

BROKEN = "The picture is damaged and cannot be shown. Take it again, or send it as JPEG."
TOO_LARGE = "The picture has %(points)s million points; %(most)s are the most. Send it smaller."


def redrawn(content: bytes, *, keep_position: bool = False, longest: int = LONGEST_SIDE) -> dict[str, Any]:
    """`{"content": base64, "media_type", "ending", "width", "height", "has_position"}`."""
    most = limit(UploadKind.IMAGE, "points")
    Image.MAX_IMAGE_PIXELS = None  # we count ourselves, before a point is decoded
    warnings.simplefilter("ignore")  # said to nobody: this process has no reader
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG", "PNG", "WEBP", "MPO"]) as came:
            width, height = came.size
            if width * height > most:
                values = {"points": width * height // 1_000_000, "most": most // 1_000_000}
                raise RuleBroken(Message(TOO_LARGE, values, PASTED_IN))
            return _drawn(came, keep_position=keep_position, longest=longest)
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        IndexError,
        KeyError,
        TypeError,
    ):
        raise RuleBroken(Message(BROKEN, where=PASTED_IN)) from None


def _drawn(came: Image.Image, *, keep_position: bool, longest: int) -> dict[str, Any]:
    form = "JPEG" if came.format == "MPO" else str(came.format)
    # A JPEG can be decoded at a half, a quarter, an eighth: a large photo never stands in memory whole.
    came.draft(None, (longest, longest))
    position = dict(came.getexif().get_ifd(POSITION))
    rotation = came.getexif().get(ROTATION)
    shown: Image.Image = came
    shown.thumbnail((longest, longest))
    if rotation:
        shown = ImageOps.exif_transpose(shown)
    shown = _plain(shown, form)
    remarks = Image.Exif()
    if keep_position and position:
        remarks.get_ifd(POSITION).update(position)
    written = io.BytesIO()
    media_type, ending = FORMATS[form]
    shown.save(
        written,
        form,
        quality=85,
        exif=remarks.tobytes() if len(remarks) or position and keep_position else b"",
    )
    return {
        "content": base64.b64encode(written.getvalue()).decode(),
        "media_type": media_type,
        "ending": ending,
        "width": shown.width,
        "height": shown.height,
        "has_position": bool(position),
    }


def _plain(picture: Image.Image, form: str) -> Image.Image:
    """In colours that every browser shows; transparent only where the format can be."""
    if form == "JPEG":
        wanted = "L" if picture.mode == "L" else "RGB"
    else:
        clear = picture.mode in ("LA", "PA", "RGBA") or "transparency" in picture.info
        wanted = "RGBA" if clear else "L" if picture.mode in ("1", "L") else "RGB"
    plain = picture if picture.mode == wanted else picture.convert(wanted)
    plain.info = {}
    return plain
