"""Decides about articles: the way from draft to reader, what a text may hold, how it becomes a safe page.

- `steps` is the way: who may take which step from which state.
- `contents` is all that an article says, as one value with a fingerprint; what two of them say otherwise.
- `checks` finds the faults of what was written; `links` those of its links.
- `pages` makes addresses from titles and safe pages from Markdown; `pasting` makes Markdown from what was pasted.
- `photos` makes photos ready, in a small process; `words_of` takes the text from a Word file, there too.
- `nearness` finds what one should read next; `sentences` begins an article with what is on record.
"""

from .checks import (
    ATTACHABLE,
    MOST_ATTACHMENTS,
    MOST_PHOTOS,
    Text,
    check_attachments,
    check_text,
    media_type_of,
)
from .contents import LANGUAGES, TEXTS, Change, Content, difference, fingerprint, texts_of
from .links import Link, outside_drives
from .pages import body_html, cited, slug_of
from .pasting import markdown_of, tidied
from .steps import Standing, State, Step, Wish, check_step, steps_open, waits_for

__all__ = [
    "ATTACHABLE",
    "LANGUAGES",
    "MOST_ATTACHMENTS",
    "MOST_PHOTOS",
    "TEXTS",
    "Change",
    "Content",
    "Link",
    "Standing",
    "State",
    "Step",
    "Text",
    "Wish",
    "body_html",
    "check_attachments",
    "check_step",
    "check_text",
    "cited",
    "difference",
    "fingerprint",
    "markdown_of",
    "media_type_of",
    "outside_drives",
    "slug_of",
    "steps_open",
    "texts_of",
    "tidied",
    "waits_for",
]
