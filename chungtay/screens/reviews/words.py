"""Words of a review in the page's language; where that is silent in Vietnamese, and marked as such."""

from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import get_language

from chungtay.rules.reviews import Words


def in_words(words: Words, most: int = 0) -> str:
    """`{{ section.title|in_words:90 }}`: cut after so many letters, where a number is given."""
    language = get_language() or "vi"
    text = words.said(language)
    shown = Truncator(text).chars(most) if most else text
    return format_html('<span lang="vi">{}</span>', shown) if words.is_silent(language) else shown


FILTERS = (in_words,)
