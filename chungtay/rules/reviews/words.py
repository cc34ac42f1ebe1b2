"""A name or a text as it stood in every language when it was frozen."""

from dataclasses import dataclass

LANGUAGES = ("vi", "lo", "en")


@dataclass(frozen=True)
class Words:
    """Where a language is silent, Vietnamese speaks, and a paper marks it. As text it is the Vietnamese."""

    vi: str
    lo: str = ""
    en: str = ""

    def said(self, language: str) -> str:
        other = {"lo": self.lo, "en": self.en}.get(language, "")
        return other or self.vi

    def is_silent(self, language: str) -> bool:
        return bool(self.vi) and language != "vi" and not {"lo": self.lo, "en": self.en}[language]

    def __str__(self) -> str:
        return self.vi

    def __bool__(self) -> bool:
        return bool(self.vi)


NOTHING = Words("")
