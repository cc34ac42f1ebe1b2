"""Finds every gap and every excess of an article at once, before it is kept."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..messages import Message, RuleBroken
from .links import Link, problems_of, problems_of_link

MOST_ATTACHMENTS = 10
MOST_PHOTOS = 20
LONGEST_TITLE = 300  # letters
LONGEST_SUMMARY = 2_000
LONGEST_BODY = 100_000
MOST_TAGS, LONGEST_TAG = 12, 60

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


@dataclass(frozen=True)
class Text:
    """What a person wrote, as far as it is checked. `translations`: by language, with its title, summary and body."""

    title: str
    body: str
    author: str
    summary: str = ""
    source_url: str = ""
    tags: Sequence[str] = ()
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unknown_places: Sequence[str] = ()  # codes that no unit bears
    programme_is_known: bool = True


def check_text(text: Text) -> None:
    """Every gap at once."""
    problems = [*_problems(text), *_of_lengths(text), *_of_links(text), *_of_translations(text)]
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
    for code in text.unknown_places:
        yield Message("No unit bears the code %(code)s.", {"code": code}, "places")


def _of_lengths(text: Text) -> Iterator[Message]:
    if len(text.title) > LONGEST_TITLE:
        told = {"most": LONGEST_TITLE, "letters": len(text.title)}
        said = (
            "The title has %(letters)s letters; %(most)s are the most. "
            "Keep its first sentence, and put the rest into the text."
        )
        yield Message(said, told, "title")
    if len(text.summary) > LONGEST_SUMMARY:
        said = "The summary is longer than %(most)s letters. Say it in one or two sentences."
        yield Message(said, {"most": LONGEST_SUMMARY}, "summary")
    if len(text.body) > LONGEST_BODY:
        said = (
            "The text is longer than %(most)s letters. Divide it into two articles, or attach it as a file."
        )
        yield Message(said, {"most": LONGEST_BODY}, "body")
    if len(text.tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in text.tags):
        said = "Name at most %(most)s tags, each of at most %(letters)s letters."
        yield Message(said, {"most": MOST_TAGS, "letters": LONGEST_TAG}, "tags")


def _of_links(text: Text) -> Iterator[Message]:
    yield from problems_of(text.body)
    for language, words in text.translations.items():
        yield from problems_of(words.get("body", ""), where=f"body_{language}")
    if text.source_url:
        yield from problems_of_link(Link(text.source_url, text.source_url), where="source_url")


def _of_translations(text: Text) -> Iterator[Message]:
    for language, words in text.translations.items():
        if not any(words.get(name, "").strip() for name in ("title", "summary", "body")):
            continue
        for name in ("title", "body"):
            if not words.get(name, "").strip():
                said = "A title and a text belong together in each language. Write the missing one, or empty both."
                yield Message(said, where=f"{name}_{language}")
        if len(words.get("title", "")) > LONGEST_TITLE or len(words.get("body", "")) > LONGEST_BODY:
            said = "This is too long: a title has at most %(title)s letters, a text %(body)s."
            yield Message(said, {"title": LONGEST_TITLE, "body": LONGEST_BODY}, f"title_{language}")


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
