"""What spans, levels and approvals are called on pages."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from chungtay.rules.regimes import Span

SPAN_WORDS: dict[str, Promise] = {
    Span.MONTH: pgettext_lazy("span", "month"),
    Span.QUARTER: pgettext_lazy("span", "quarter"),
    Span.HALF: pgettext_lazy("span", "half-year"),
    Span.NINE_MONTHS: pgettext_lazy("span", "nine months"),
    Span.YEAR: pgettext_lazy("span", "year"),
    Span.ONCE: pgettext_lazy("span", "figures as of a day"),
}

LEVEL_WORDS: dict[str, Promise] = {
    "village": pgettext_lazy("level", "village"),
    "commune": pgettext_lazy("level", "commune"),
    "district": pgettext_lazy("level", "district"),
    "province": pgettext_lazy("level", "province"),
    "country": pgettext_lazy("level", "centre"),
}

SINGLE_OFFICER_WORDS: dict[str, Promise] = {
    "above": pgettext_lazy("single officer", "The office above approves"),
    "paper": pgettext_lazy("single officer", "The leader signs on paper, and the officer attaches it"),
}


def span_word(span: str) -> str:
    return str(SPAN_WORDS.get(span, ""))


def level_word(level: str) -> str:
    return str(LEVEL_WORDS.get(level, ""))


def single_officer_word(way: str) -> str:
    return str(SINGLE_OFFICER_WORDS.get(way, ""))
