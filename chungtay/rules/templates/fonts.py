"""Which letters a font has that a template names, as far as we know: the old code pages look right and are not."""

import re
from collections.abc import Iterator
from typing import Any

from chungtay.rules.tables import rows_of

from .parts import W, parts_with_text

# Beginnings of names, in small letters. Vietnamese as Unicode writes it; Lao. What is not named here nobody looked at.
KNOWN = """
name               vietnamese  lao

times-new-roman    x           -
arial              x           -
calibri            x           -
cambria            x           -
tahoma             x           -
verdana            x           -
courier-new        x           -
segoe-ui           x           -
georgia            x           -
palatino-linotype  x           -
liberation         x           -
dejavu             x           -
noto-sans-lao      x           x
noto-serif-lao     x           x
noto               x           -
be-vietnam         x           -
tex-gyre           x           -
phetsarath         -           x
saysettha          -           x
dokchampa          x           x
lao-ui             -           x
leelawadee         -           x
"""
OLD_PAGES = re.compile(r"\.vn|vni-|vntime|vnarial|\.tmc", re.IGNORECASE)  # TCVN3, VNI: no Unicode

OLD = "The font “%(font)s” writes Vietnamese in an old code page. Choose Times New Roman and type the words anew."
UNKNOWN = (
    "Nobody has tried whether “%(font)s” has all Vietnamese letters. Look closely, or choose Times New Roman."
)
LACKS = "The font “%(font)s” lacks Vietnamese letters. Choose Times New Roman."


def doubtful_fonts(content: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    """Of the fonts that text in Latin letters is set in."""
    for font in sorted(named_in(content)):
        if OLD_PAGES.match(font):
            yield OLD, {"font": font}
        elif (found := known(font)) is None:
            yield UNKNOWN, {"font": font}
        elif not found:
            yield LACKS, {"font": font}


def known(font: str) -> bool | None:
    """Whether it has the Vietnamese letters; None where nobody looked."""
    name = font.lower().replace(" ", "-")
    rows = [(row[0], row[1] == "x") for row in rows_of(KNOWN) if name.startswith(row[0])]
    return max(rows, key=lambda row: len(row[0]))[1] if rows else None


def named_in(content: bytes) -> set[str]:
    """By what is set in the text itself; styles name many that nothing uses."""
    return {
        font[:60]
        for _, root in parts_with_text(content)
        for fonts in root.iter(f"{W}rFonts")
        for font in (fonts.get(f"{W}ascii"), fonts.get(f"{W}hAnsi"))
        if font
    }
