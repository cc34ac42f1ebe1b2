"""The fonts that papers are printed with: where they lie, which characters they hold, how wide a line is.

TeX Gyre Termes has the widths of Times New Roman and every Vietnamese letter; Noto Sans Lao has the Lao
ones. A PDF prints a character that both lack as an empty box and says nothing, so papers ask here first.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

from chungtay.rules.messages import Message, RuleBroken

TEXT = "TeX Gyre Termes"
LAO = "Noto Sans Lao"

_STYLES = ("regular", "bold", "italic", "bolditalic")


def folders() -> list[Path]:
    """Where the two families lie. The packages are located, never imported: one drags in another engine."""
    return [
        _package_folder("rinoh_typeface_texgyretermes"),
        _package_folder("justmytype_intl_sea") / "fonts" / "ofl" / "notosanslao",
    ]


@cache
def for_typst() -> typst.Fonts:
    """The fonts of the house and no other: a paper looks the same on every machine."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders()],
    )


def refuse_unprintable(texts: Iterable[str]) -> None:
    """Refuse characters that would come out as boxes, each once, with where it stands."""
    found: dict[str, Message] = {}
    for text in texts:
        for position, character in enumerate(text):
            if character not in found and ord(character) not in _printable():
                found[character] = _unprintable(character, around=text[max(0, position - 20) : position + 20])
    if found:
        raise RuleBroken(found.values())


def width_pt(text: str, *, size_pt: float, bold: bool = False) -> float:
    """How wide a line comes out, without kerning, as office programs set it."""
    advances = _advances("bold" if bold else "regular")
    return sum(advances.get(ord(character), 0.5) for character in text) * size_pt


def _unprintable(character: str, *, around: str) -> Message:
    return Message(
        "The paper cannot print the character “%(character)s” (%(code)s, %(name)s)"
        " in “%(around)s”. Remove it or write it otherwise.",
        {
            "character": character,
            "code": f"U+{ord(character):04X}",
            "name": unicodedata.name(character, "without a name"),
            "around": around.strip(),
        },
    )


def _package_folder(package: str) -> Path:
    spec = find_spec(package)
    assert spec and spec.submodule_search_locations, f"the font package {package} is not installed"
    return Path(spec.submodule_search_locations[0])


def _files() -> dict[str, Path]:
    text_folder, lao_folder = folders()
    files = {style: text_folder / f"texgyretermes-{style}.otf" for style in _STYLES}
    return files | {"lao": next(lao_folder.glob("NotoSansLao*.ttf"))}


@cache
def _printable() -> frozenset[int]:
    """What prints in every style: regular, bold, italic and both."""
    held = {style: set(TTFont(path, lazy=True).getBestCmap()) for style, path in _files().items()}
    lao = held.pop("lao")
    return frozenset(set.intersection(*held.values()) | lao)


@cache
def _advances(style: str) -> dict[int, float]:
    """The width of each character in parts of the letter size."""
    advances: dict[int, float] = {}
    for name in ("lao", style):
        font = TTFont(_files()[name], lazy=True)
        widths, unit = font["hmtx"].metrics, font["head"].unitsPerEm
        advances |= {code: widths[glyph][0] / unit for code, glyph in font.getBestCmap().items()}
    return advances
