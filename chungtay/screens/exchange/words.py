"""What pages between two sides say of words: in which language they stand, and whether the reader's own lacks them."""

from typing import Any

from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chungtay.answers.tongues import Tongue, fields_of, words_in
from chungtay.rules.alphabets import has_lao
from chungtay.rules.exchange import TONGUES
from chungtay.screens.wordings.words import standing_mark, standing_word

TONGUE_WORDS = {"vi": _("Vietnamese"), "lo": _("Lao")}


def untold(thing: Any) -> bool:
    """Whether something of it is not said in the reader's language, and so is shown as it was written."""
    language = get_language() or "vi"
    if language not in TONGUES:
        return False
    other = next(one for one in TONGUES if one != language)
    return any(words_in(thing, one, other) and not words_in(thing, one, language) for one in fields_of(thing))


def written(text: str) -> SafeString:
    """Somebody's own words, marked as the language that they are in: Lao has letters of its own."""
    language = "lo" if has_lao(text) else "vi"
    return format_html('<div lang="{}">{}</div>', language, SafeString(linebreaks(text, autoescape=True)))


def between_tongue(language: str) -> str:
    return str(TONGUE_WORDS[language])


def tongue_mark(tongue: Tongue) -> str:
    return "approved" if tongue.standing is None else standing_mark(tongue.standing)


def tongue_state(tongue: Tongue) -> str:
    return str(_("Written in it")) if tongue.standing is None else str(standing_word(tongue.standing))


FILTERS = (untold, written, between_tongue, tongue_mark, tongue_state)
