"""What an office may write of its site: names, posts, links, help lines with their source, the clock of letters."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from ..messages import Message, RuleBroken
from .colours import check_colours
from .hosts import HOST, check_hosts, host_of

LINK_FIELDS = ("kind", "name", "name_lo", "name_en", "url")
LINE_FIELDS = ("number", "name", "name_lo", "name_en", "source", "checked_on")
MOST_LINKS, MOST_LINES = 60, 20
MOST_DAYS = 365
NUMBER = re.compile(r"[0-9+][0-9 .()-]{1,38}")
MAIL = re.compile(r"[^@\s<>\"',;:()]+@(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
Rows = Iterable[Mapping[str, Any]]


def check_portal(
    told: Mapping[str, Any], *, links: Rows, lines: Rows, claimed: Mapping[str, str], answered: Iterable[str]
) -> None:
    """`told`: the fields of a site as they would be kept. All that is wrong is said at once."""
    said = list(_of_words(told))
    said += check_hosts(told["hosts"], claimed, answered)
    said += check_colours(told["cloth"], told["thread"])
    said += _of_clock(told)
    said += _of_links(list(links))
    said += _of_lines(list(lines))
    if said:
        raise RuleBroken(said)


def _of_words(told: Mapping[str, Any]) -> list[Message]:
    said = []
    if not told["name"].strip():
        said.append(Message("Write the name of the site.", where="name"))
    if told["email"] and not MAIL.fullmatch(told["email"]):
        said.append(Message("Write the address as office@example.org.", where="email"))
    if told["licence_url"] and not is_web_address(told["licence_url"]):
        said.append(Message(NO_ADDRESS, where="licence_url"))
    return said


def _of_clock(told: Mapping[str, Any]) -> list[Message]:
    said = []
    days, source, kept = told["answer_days"], told["answer_days_source"].strip(), told["keep_contact_days"]
    if days is not None and not 1 <= days <= MOST_DAYS:
        said.append(Message("Write a number of days from 1 to %(most)s.", {"most": MOST_DAYS}, "answer_days"))
    if days is not None and not source:
        text = "Say which rule sets these days: law, decree or decision, with number and day."
        said.append(Message(text, where="answer_days_source"))
    if not 1 <= kept <= MOST_DAYS:
        said.append(
            Message("Write a number of days from 1 to %(most)s.", {"most": MOST_DAYS}, "keep_contact_days")
        )
    if days is not None and kept < days:
        text = "How to reach who wrote would be forgotten before the answer is due."
        said.append(Message(text, where="keep_contact_days"))
    return said


def _of_links(links: list[Mapping[str, Any]]) -> list[Message]:
    said = (
        [Message("At most %(most)s links.", {"most": MOST_LINKS}, "links")] if len(links) > MOST_LINKS else []
    )
    for number, link in enumerate(links[:MOST_LINKS], 1):
        if not link["name"].strip():
            said.append(Message("Write how the link is called.", where=f"links.{number}.name"))
        if not is_web_address(link["url"]):
            said.append(Message(NO_ADDRESS, where=f"links.{number}.url"))
    return said


def _of_lines(lines: list[Mapping[str, Any]]) -> list[Message]:
    said = []
    if len(lines) > MOST_LINES:
        said.append(Message("At most %(most)s help lines.", {"most": MOST_LINES}, "help_lines"))
    for number, line in enumerate(lines[:MOST_LINES], 1):
        if not NUMBER.fullmatch(line["number"].strip()):
            said.append(Message("Write the number as it is dialled.", where=f"help_lines.{number}.number"))
        if not line["name"].strip():
            said.append(Message("Write whom one reaches there.", where=f"help_lines.{number}.name"))
        if not line["source"].strip():
            text = "Say who gave this number; a wrong one costs somebody in need the call."
            said.append(Message(text, where=f"help_lines.{number}.source"))
    return said


NO_ADDRESS = "Write an address that begins with https:// and names its site in plain letters."


def is_web_address(url: str) -> bool:
    """No script, no name before an @, no letters that only look like others."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or re.search(r"[\s\\<>\"]", url):
        return False
    host = host_of(parts.netloc)
    return bool(HOST.fullmatch(host)) and "." in host and "xn--" not in host


def check_category(*, name: str, slug: str, alike: bool, is_used: bool = False, drops: bool = False) -> None:
    said = []
    if drops and is_used:
        said.append(Message("Articles stand under this heading. Move them first."))
    if not drops and not name.strip():
        said.append(Message("Write how the heading is called.", where="name"))
    elif not drops and not slug:
        said.append(Message("Write the heading with letters.", where="name"))
    if not drops and alike:
        said.append(Message("There is such a heading already.", where="name"))
    if said:
        raise RuleBroken(said)


def slug_of_name(name: str, most: int) -> str:
    """`Tin hoạt động` stands at tin-hoat-dong."""
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")[:most].strip("-")
