"""Makes addresses from titles and safe pages from Markdown."""

import re
import unicodedata
from collections.abc import Sequence
from html import escape
from typing import Any

import nh3
from markdown_it import MarkdownIt

LONGEST_SLUG = 100

TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "a", "br", "hr", "code", "pre",
    "div", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


def slug_of(title: str) -> str:
    """The title as an address: `Tổng kết đợt 1` becomes `tong-ket-dot-1`."""
    plain = unicodedata.normalize("NFD", title.lower().replace("đ", "d"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    if len(slug) > LONGEST_SLUG:
        slug = slug[: LONGEST_SLUG + 1].rsplit("-", 1)[0][:LONGEST_SLUG]
    return slug or "article"  # a title in Lao letters leaves nothing behind


PHOTO = re.compile(r"<p>!\[(?:photo|ảnh|ຮູບ) (\d{1,2})\]</p>", re.IGNORECASE)
# The code of a printed figure, as `rules.reviews.codes` makes it.
CITED = re.compile(r"\[\[([A-Z]{1,2}\d{0,2}-[A-Z0-9]{1,4}(?:-[A-Z0-9]{1,6}){0,3})\]\]")


def cited(markdown: str) -> list[str]:
    """The codes of figures that a text names as its sources, `[[K-01]]`, each once, in order."""
    return list(dict.fromkeys(CITED.findall(markdown)))


def body_html(markdown: str) -> str:
    """A safe fragment: no HTML of the writer's own, no pictures from elsewhere, no link that tells on us.

    `![photo 2]` on a line of its own leaves an empty `<figure id="photo-2">` for the photo; `[[K-01]]` becomes the
    number of a source.
    """
    sources = {code: number for number, code in enumerate(cited(markdown), 1)}
    page = _safe(_writer().render(markdown))
    page = CITED.sub(
        lambda found: f'<sup><a href="#source-{sources[found[1]]}">{sources[found[1]]}</a></sup>', page
    )
    return PHOTO.sub(r'<figure id="photo-\1"></figure>', page)


def _safe(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}, "div": {"tabindex"}},
        allowed_classes={"div": {"scroll"}, "table": {"tab"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )


def _writer() -> MarkdownIt:
    writer = MarkdownIt("commonmark", {"html": False}).enable("table")
    writer.core.ruler.push("headings", _below_the_title)
    writer.add_render_rule("image", _named_only)
    writer.add_render_rule("table_open", _scrolled)
    writer.add_render_rule("table_close", lambda *_: "</table></div>")
    return writer


def _below_the_title(state: Any) -> None:
    """The page's only h1 is the title."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = {"h1": "h2", "h5": "h4", "h6": "h4"}.get(token.tag, token.tag)


def _named_only(renderer: Any, tokens: Sequence[Any], place: int, *_: Any) -> str:
    return escape(tokens[place].content)


def _scrolled(*_: Any) -> str:
    """A wide table moves by itself, by finger or by arrow keys; the page stays."""
    return '<div class="scroll" tabindex="0"><table class="tab">'
