"""How an office lays out its papers, as data: words of the letterhead, margins, sizes, gaps.

The values and their sources stand in `house_styles.toml`. An office that does otherwise takes a style and replaces
what differs: `replace(STATE, sizes_pt=replace(STATE.sizes_pt, body=13))`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

MM = 72 / 25.4  # points


@dataclass(frozen=True)
class Margins:
    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True)
class Sizes:
    """Letter sizes in points, by what is written."""

    country: float
    motto: float
    parent_body: float
    issuer: float
    number: float
    subject: float
    place_and_day: float
    type_name: float
    abstract: float
    addressees: float
    body: float
    table: float
    note: float
    authority: float
    signer: float
    recipients_label: float
    recipients: float
    appendix_label: float
    appendix_title: float
    attached_to: float
    page_number: float
    fingerprint: float


@dataclass(frozen=True)
class HouseStyle:
    """Lengths end in their measure: `_mm`, `_pt`; shares are parts of one."""

    slug: str
    language: str  # of the words below
    country: str  # the first line of the heading: the State, or the Party
    motto: str
    heading_place: Literal["right", "top"]  # beside the issuer, or over the whole page
    below_issuer: str  # a sign instead of the rule
    number_word: str
    day_italic: bool
    subject_word: str
    subject_italic: bool
    addressees_word: str
    recipients_word: str
    appendix_word: str
    end_mark: str
    word_font: str
    word_font_lao: str
    paper_mm: tuple[float, float]
    margins_mm: Margins
    page_number_from_top_mm: float
    sizes_pt: Sizes
    line_spacing: float
    paragraph_gap_pt: float
    first_line_mm: float
    letterhead_shares: tuple[float, float]
    issuer_rule_share: float
    abstract_rule_share: float
    subject_gap_pt: float
    signature_gap_mm: float

    @property
    def text_width_pt(self) -> float:
        return (self.paper_mm[0] - self.margins_mm.left - self.margins_mm.right) * MM

    @property
    def landscape_width_pt(self) -> float:
        return (self.paper_mm[1] - self.margins_mm.left - self.margins_mm.right) * MM

    def said_in(self, language: str) -> "HouseStyle":
        """The same layout with the words of the letterhead in another language, where there are some."""
        if language == self.language:
            return self
        return replace(self, language=language, **_WORDS[self.slug].get(language, {}))


def _read(told: Mapping[str, Any], slug: str) -> HouseStyle:
    return HouseStyle(slug=slug, **_shaped(_values(told, slug)))


def _values(told: Mapping[str, Any], slug: str) -> dict[str, Any]:
    """The values of a style over those of the one it is like."""
    own = {key: value for key, value in told[slug].items() if key not in ("like", "in")}
    like = told[slug].get("like")
    base = _values(told, like) if like else {}
    tables = {key: base.get(key, {}) | value for key, value in own.items() if isinstance(value, dict)}
    return base | own | tables


def _shaped(values: dict[str, Any]) -> dict[str, Any]:
    lists = {key: tuple(value) for key, value in values.items() if isinstance(value, list)}
    shapes = {"margins_mm": Margins(**values["margins_mm"]), "sizes_pt": Sizes(**values["sizes_pt"])}
    return values | lists | shapes


def _words(told: Mapping[str, Any], slug: str) -> dict[str, dict[str, Any]]:
    like = told[slug].get("like")
    base = _words(told, like) if like else {}
    own = told[slug].get("in", {})
    return {language: base.get(language, {}) | own.get(language, {}) for language in base.keys() | own.keys()}


_TOLD = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_WORDS = {slug: _words(_TOLD, slug) for slug in _TOLD}

STYLES: Mapping[str, HouseStyle] = MappingProxyType({slug: _read(_TOLD, slug) for slug in _TOLD})
STATE = STYLES["state"]
