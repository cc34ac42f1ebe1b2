"""The words that papers say by themselves, in the language of the paper, and names as they stand in a sentence."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from chungtay.papers.house_styles import STYLES, HouseStyle
from chungtay.rules import official

from .paper import Head

LANGUAGES = ("vi", "lo", "en")
WORDS: Mapping[str, Mapping[str, str]] = tomllib.loads(
    Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
)


@dataclass(frozen=True)
class Wording:
    """The words of one paper: its language and the style of its house."""

    head: Head

    @property
    def language(self) -> str:
        return self.head.language

    @property
    def style(self) -> HouseStyle:
        return STYLES[self.head.style].said_in(self.language)

    @property
    def issuer(self) -> str:
        return self.together(issuer_in_prose(issuer, self.language) for issuer in self.head.issuers)

    def said(self, name: str, **values: object) -> str:
        return WORDS[name][self.language].format(**values)

    def together(self, names: Iterable[str]) -> str:
        """`A`, `A và B`, `A, B và C`."""
        return listed_in_prose(tuple(names), self.language)

    def labelled(self, name: str, text: str) -> str:
        return self.said("labelled", label=self.said(name), text=text)

    def money(self, amount: int, currency: str) -> str:
        """`200.000.000 đồng (bằng chữ: Hai trăm triệu đồng)`."""
        words = official.money_in_words(amount, currency, language=self.language)
        return self.said(
            "in_digits_and_words",
            amount=official.number(amount, language=self.language),
            unit=official.currency_name(currency, language=self.language),
            words=words[:1].upper() + words[1:],
        )


def issuer_in_prose(issuer: str, language: str = "vi") -> str:
    """`Ban Thường vụ Hội LHPN tỉnh Kon Tum`: the organ stands before its body, which the letterhead has above it."""
    lines = [line.strip() for line in issuer.splitlines() if line.strip()]
    said = lines[0] if lines else ""
    for organ in lines[1:]:
        said = WORDS["organ"][language].format(organ=organ, body=said)
    return said


def listed_in_prose(names: Sequence[str], language: str) -> str:
    *before, last = names or ("",)
    return WORDS["and"][language].join([", ".join(before), last] if before else [last])


def written_number(head: Head, style: HouseStyle) -> str:
    """As the grammar of the house writes it: `468/KH-HLHPNVN`, of the Party `127-QĐ/TW`."""
    stroke = "-" if style.slug == "party" else "/"
    return official.document_number(head.number, head.symbol, suffix=head.suffix, stroke=stroke)
