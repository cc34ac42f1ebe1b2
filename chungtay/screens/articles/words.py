"""What the desk calls an article: in the reader's language where it is written in it, else as it was written."""

from django.utils.html import format_html
from django.utils.translation import get_language

from chungtay.models import Article


def title_of(article: Article) -> tuple[str, str]:
    """The title and the language that it is in; a text without title or body is not there for readers either."""
    language = get_language() or "vi"
    text = article.translations.get(language, {})
    if language != article.language and text.get("title") and text.get("body"):
        return text["title"], language
    return article.title, article.language


def story_title(article: Article) -> str:
    title, language = title_of(article)
    if language == (get_language() or "vi"):
        return title
    return format_html('<span lang="{}">{}</span>', language, title)


def story_title_plain(article: Article) -> str:
    """The same without the mark, for titles of pages."""
    return title_of(article)[0]


FILTERS = (story_title, story_title_plain)
