"""Decides what may go public and how: addresses, safe pages from Markdown, files, and views that count."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import nh3
from markdown_it import MarkdownIt

from .messages import Message, RuleBroken

LONGEST_SLUG = 100
MOST_ATTACHMENTS = 10

# What a reader's machine opens without running anything.
ATTACHABLE = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".jpg": "image/jpeg",
    ".png": "image/png",
}

# Words in the User-Agent of machines that fetch pages by themselves.
ROBOTS = re.compile(
    "bot|crawl|spider|slurp|archiv|preview|facebookexternalhit|monitor|uptime|scan|feed|headless|"
    "curl|wget|python|httpx|aiohttp|java/|okhttp|go-http|libwww|axios|node-fetch|ruby|perl|postman|lighthouse"
)

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


def body_html(markdown: str) -> str:
    """A safe fragment: no HTML of the writer's own, no pictures from elsewhere, no link that tells on us."""
    return nh3.clean(
        _writer().render(markdown),
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


@dataclass(frozen=True)
class Text:
    """What a person wrote, as far as it is checked."""

    title: str
    body: str
    author: str
    programme_is_known: bool = True


def check_text(text: Text) -> None:
    """Every gap at once."""
    problems = list(_problems(text))
    if problems:
        raise RuleBroken(problems)


def _problems(text: Text) -> Iterator[Message]:
    if not text.title.strip():
        yield Message("Give the article a title.", where="title")
    if not text.body.strip():
        yield Message("Write the article before you save it.", where="body")
    if not text.author.strip():
        yield Message("Say who wrote it: a post or an office.", where="author")
    if not text.programme_is_known:
        yield Message("This programme is not shared with you.", where="programme_slug")


def check_attachments(files: Sequence[tuple[str, str]], *, already: int = 0) -> None:
    """Names and media types of the files that shall hang on an article."""
    problems = [
        Message(
            "%(name)s cannot be attached. Attach PDF, Word, Excel, text or pictures.", {"name": name}, "files"
        )
        for name, media_type in files
        if media_type not in ATTACHABLE.values()
    ]
    if already + len(files) > MOST_ATTACHMENTS:
        problems.append(
            Message("An article carries at most %(most)s files.", {"most": MOST_ATTACHMENTS}, "files")
        )
    if problems:
        raise RuleBroken(problems)


def media_type_of(name: str) -> str:
    """By the name's ending, never by what a browser claims; "" for what cannot be attached."""
    ending = re.search(r"\.[a-z0-9]+$", name.lower())
    return ATTACHABLE.get(ending.group().replace(".jpeg", ".jpg"), "") if ending else ""


def counts_as_view(*, method: str, user_agent: str, is_staff: bool, seen_before: bool) -> bool:
    """Whether a person read the page for the first time: no machine, no reload, nobody of the house."""
    return method == "GET" and not is_staff and not seen_before and not is_robot(user_agent)


def is_robot(user_agent: str) -> bool:
    return not user_agent or ROBOTS.search(user_agent.lower()) is not None
