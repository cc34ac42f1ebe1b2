"""Decides what counts as somebody reading a public page: no machine, nobody of the house, no page fetched ahead.

Whether the same reader was counted before is remembered elsewhere (`doors/portal/marks.py`); here stands how many
readers of one network are believed. Behind one address of a phone company or an office sit many people, so they are
told apart by their browsers as well. But a browser says of itself what it likes, so there is an end to that.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

READERS_OF_ONE_NETWORK = 30  # of one story on one day; ours: an office, a class, a floor of a hospital

# Words in the User-Agent of machines that fetch pages by themselves.
ROBOTS = re.compile(
    "bot|crawl|spider|slurp|archiv|preview|facebookexternalhit|monitor|uptime|scan|feed|headless|"
    "curl|wget|python|httpx|aiohttp|java/|okhttp|go-http|libwww|axios|node-fetch|ruby|perl|postman|lighthouse"
)
# A browser that loads a page before anybody asked for it says so, each in its own way.
FETCHED_AHEAD = {"sec-purpose": "prefetch", "purpose": "prefetch", "x-moz": "prefetch"}


@dataclass(frozen=True)
class Asked:
    """A request, as far as counting needs to know it."""

    method: str
    headers: Mapping[str, str]  # names in any case
    is_staff: bool


def is_read(asked: Asked, *, status: int, media_type: str) -> bool:
    """Whether a person of the public got a page to read; one that they hold already (304) is read again."""
    return (
        asked.method == "GET"
        and status in (200, 304)
        and (status == 304 or media_type.startswith("text/html"))
        and not asked.is_staff
        and not is_robot(asked.headers.get("User-Agent", ""))
        and not is_fetched_ahead(asked.headers)
    )


def is_robot(user_agent: str) -> bool:
    return not user_agent or ROBOTS.search(user_agent.lower()) is not None


def is_fetched_ahead(headers: Mapping[str, str]) -> bool:
    return any(word in headers.get(name, "").lower() for name, word in FETCHED_AHEAD.items())
