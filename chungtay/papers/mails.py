"""Writes the mails that readers asked for, each in its reader's language: the one that asks back, and the news."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

WORDS: Mapping[str, Mapping[str, str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
MOST = 20  # items of one mail; the rest stands on the page


@dataclass(frozen=True)
class Item:
    title: str
    summary: str
    address: str


def confirmation(site: str, address: str, language: str) -> tuple[str, str]:
    """Subject and text of the mail that asks whether it was really they."""
    return said("confirm_subject", language, site=site), "\n\n".join(
        [
            said("dear", language),
            said("asked", language, site=site),
            address,
            said("not_you", language),
            said("days", language),
        ]
    )


def digest(site: str, items: Sequence[Item], *, page: str, ends_at: str, language: str) -> tuple[str, str]:
    subject = said("digest_subject", language, site=site, count=len(items))
    shown = ["\n".join(filter(None, (item.title, item.summary, item.address))) for item in items[:MOST]]
    more = [said("more", language, count=len(items) - MOST, address=page)] if len(items) > MOST else []
    foot = said("end", language, address=ends_at)
    return subject, "\n\n".join([said("new", language, site=site), *shown, *more, "-- \n" + foot])


def said(name: str, language: str, **values: object) -> str:
    return WORDS[name][language].format(**values)
