"""Opens public pages in Chromium as a slow phone would: what they weigh, and when something is seen."""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser

from tools.chromium import CHROMIUM, chromium

# 400 kbit/s each way, 400 ms until an answer begins to come.
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"


@dataclass(frozen=True)
class Seen:
    page: str
    kilobytes: float  # over the line, with heads, of everything that the page loads
    requests: int
    first_paint: float  # seconds


def seen(port: int, pages: dict[str, str], times: int = 3) -> Iterator[Seen]:
    """By name and path. Nothing where there is no Chromium."""
    if CHROMIUM is None:
        return
    with chromium() as browser:
        for name, path in pages.items():
            runs = [opened(browser, f"http://localhost:{port}{path}") for _ in range(times)]
            weights, counts, paints = zip(*runs, strict=True)
            yield Seen(name, max(weights) / 1000, max(counts), statistics.median(paints) / 1000)


def opened(browser: Browser, address: str) -> tuple[float, int, float]:
    """In a fresh browser with nothing kept: bytes, requests, milliseconds until the first words are there."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2, locale="vi")
    tab = context.new_page()
    line, sizes = context.new_cdp_session(tab), []
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    line.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    tab.goto(address, wait_until="networkidle")
    painted = tab.evaluate(PAINTED)
    context.close()
    return sum(sizes), len(sizes), painted
