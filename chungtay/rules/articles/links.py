"""Looks over the links of a text: where they lead, whether they say so, and which files lie with somebody else."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt

from ..messages import Message
from ..tables import rows_of

SCHEMES = ("http", "https", "mailto")

# Hosts where files lie with a company: such a file may be moved, closed or counted there, and its link rots.
DRIVES = """
host                  whose

drive.google.com      Google
docs.google.com       Google
forms.gle             Google
goo.gl                Google
dropbox.com           Dropbox
onedrive.live.com     Microsoft
1drv.ms               Microsoft
sharepoint.com        Microsoft
icloud.com            Apple
mega.nz               MEGA
mediafire.com         MediaFire
box.com               Box
wetransfer.com        WeTransfer
fshare.vn             Fshare
terabox.com           TeraBox
"""
DRIVE_HOSTS = dict(rows_of(DRIVES))

ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'“”]+", re.IGNORECASE)
# What reads as a host: words with points between, the last one of letters. Numbers of papers (12/KH-BTV) do not.
SAID_HOST = re.compile(r"^(?:https?://)?((?:[\w-]+\.)+[^\W\d_]{2,24})(?:[/:?#].*)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    words: str
    address: str

    @property
    def host(self) -> str:
        return host_of(self.address)


def links_of(markdown: str) -> list[Link]:
    """Every link as written, also those that no page would show; addresses without brackets too."""
    found = []
    for token in _finder().parse(markdown):
        found += list(_within(token.children or ()))
    known = {link.address for link in found}
    bare = [address.rstrip(".,;:!?") for address in ADDRESS.findall(markdown)]
    return [*found, *(Link(address, address) for address in dict.fromkeys(bare) if address not in known)]


def _within(tokens: Any) -> Iterator[Link]:
    address, words = None, ""
    for token in tokens:
        if token.type == "link_open":
            address, words = str(token.attrGet("href") or ""), ""
        elif token.type == "link_close" and address is not None:
            yield Link(words, address)
            address = None
        else:
            words += token.content


def _finder() -> MarkdownIt:
    finder = MarkdownIt("commonmark", {"html": False}).enable("table")
    finder.validateLink = lambda url: True  # type: ignore[method-assign]
    finder.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return finder


def host_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def problems_of(markdown: str, *, where: str = "body") -> Iterator[Message]:
    for link in links_of(markdown):
        yield from problems_of_link(link, where=where)


def problems_of_link(link: Link, *, where: str) -> Iterator[Message]:
    """At most one: the gravest."""
    shown = {"words": link.words[:80], "address": link.address[:200]}
    scheme = link.address.partition(":")[0].lower() if ":" in link.address.split("/")[0] else ""
    if scheme == "mailto" or is_own(link.address):
        return
    if scheme not in SCHEMES or not link.host:
        text = "The link “%(words)s” leads to %(address)s. Write a whole address that begins with https:// or mailto:."
        yield Message(text, shown, where)
    elif "@" in _authority(link.address):
        text = (
            "The address %(address)s hides where it leads behind an @. Write the address of the page itself."
        )
        yield Message(text, shown, where)
    elif is_look_alike(link.host):
        text = "The address %(address)s is written with letters that look like others. Type it anew, letter by letter."
        yield Message(text, shown, where)
    elif says_another(link):
        text = "The words say %(words)s, but the link leads to %(host)s. Write where it leads."
        yield Message(text, {**shown, "host": link.host}, where)


def is_own(address: str) -> bool:
    """A page of our own, or a place on this one."""
    return address.startswith("#") or (address.startswith("/") and not address.startswith(("//", "/\\")))


def _authority(address: str) -> str:
    return re.split(r"[/?#\\]", address.partition("://")[2])[0]


def is_look_alike(host: str) -> bool:
    """Letters of two scripts in one word, or a name that is written to be shown as other letters."""
    for label in host.split("."):
        if label.startswith("xn--"):
            return True
        scripts = {unicodedata.name(sign, "?").split()[0] for sign in label if sign.isalpha()}
        if len(scripts) > 1 or (scripts and scripts & {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}):
            return True
    return False


def says_another(link: Link) -> bool:
    said = SAID_HOST.match(link.words.strip())
    return said is not None and _bare(said[1]) != _bare(link.host)


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.")


def outside_drives(markdown: str) -> list[tuple[Link, str]]:
    """Links to files that lie with a company, and with which; the desk offers to take them here."""
    found = [(link, _drive(link.host)) for link in links_of(markdown)]
    return [(link, whose) for link, whose in found if whose]


def _drive(host: str) -> str:
    return next((whose for one, whose in DRIVE_HOSTS.items() if host == one or host.endswith("." + one)), "")
