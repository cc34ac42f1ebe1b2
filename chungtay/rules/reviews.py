"""Decides what a review says: facts that stand alone, their canonical bytes, their fingerprint, and its sentences.

A frozen review is its bytes: one JSON object, UTF-8, keys sorted, no floats, days as ISO, amounts as whole
ten-thousandths. The fingerprint is their SHA-256. Pages, papers and articles of a frozen review are drawn from these
bytes alone, so that neither a later correction nor a renamed body can change them.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from chungtay.rules import official
from chungtay.rules.ledger import Kind, Window, progress
from chungtay.rules.messages import Message, RuleBroken

FORMAT = 2
BEFORE_VERSIONS = 1  # the format of reviews that did not name the version of each rule; they keep their bytes
NOT_REPORTED, NOT_APPLICABLE = "not_reported", "not_applicable"  # why an amount is None
SECTIONS = (
    "assessment",
    "shortcomings",
    "lessons",
)  # the passages that a person writes, in the paper's order


@dataclass(frozen=True)
class Result:
    """One indicator against what was promised for it; `actual` None says that nothing was reported."""

    code: str
    indicator: str
    label: str
    measure: str
    heading: str  # the signed content or the plan's content that it belongs to; "" for none
    target: int | None
    actual: int | None
    qualifier: str
    reported: int
    due: int
    entries: int  # how many ledger entries the figure is made of
    version: int = 0  # of the indicator's rule; 0 in reviews of the first format

    @property
    def ratio(self) -> int | None:
        """Ten-thousandths of the target, uncapped."""
        return progress(self.actual, self.target)


@dataclass(frozen=True)
class Unit:
    """What one place did, for each of `Facts.unit_codes`; where there is no amount, the qualifier says why."""

    place: str
    amounts: tuple[int | None, ...]
    qualifiers: tuple[str, ...]


@dataclass(frozen=True)
class Letterhead:
    parent_body: str
    issuer: str
    symbol: str
    place: str
    authority: str
    post: str
    recipients: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    programme: str
    programme_name: str
    title: str
    first_on: date
    last_on: date
    map_on: date
    known_at: int  # number of the last posting that was looked at
    letterhead: Letterhead
    results: tuple[Result, ...]
    unit_codes: tuple[str, ...]
    units: tuple[Unit, ...]
    narratives: tuple[tuple[str, str], ...] = ()
    directions: tuple[str, ...] = ()

    def result(self, code: str) -> Result:
        return next(result for result in self.results if result.code == code)

    def headings(self) -> list[tuple[str, list[Result]]]:
        """Results under the contents that they belong to, in order; those of none come last."""
        grouped: dict[str, list[Result]] = {}
        for result in sorted(self.results, key=lambda result: result.heading == ""):
            grouped.setdefault(result.heading, []).append(result)
        return list(grouped.items())


def canonical_bytes(facts: Facts) -> bytes:
    plain: dict[str, Any] = {"format": format_of(facts), **asdict(facts)}
    if plain["format"] == BEFORE_VERSIONS:
        for row in plain["results"]:
            del row["version"]
    for name in ("first_on", "last_on", "map_on"):
        plain[name] = plain[name].isoformat()
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def format_of(facts: Facts) -> int:
    """Bytes of the first format were sealed under a fingerprint, so they are written as they were."""
    return BEFORE_VERSIONS if any(result.version == 0 for result in facts.results) else FORMAT


def facts_of(canonical: bytes) -> Facts:
    """The facts again, from the bytes alone."""
    plain = json.loads(canonical)
    assert plain.pop("format") in (BEFORE_VERSIONS, FORMAT), "a later format brings its own reader"
    days: dict[str, Any] = {
        name: date.fromisoformat(plain.pop(name)) for name in ("first_on", "last_on", "map_on")
    }
    letterhead = plain.pop("letterhead")
    letterhead["recipients"] = tuple(letterhead["recipients"])
    return Facts(
        **days,
        letterhead=Letterhead(**letterhead),
        results=tuple(Result(**row) for row in plain.pop("results")),
        units=tuple(
            Unit(row["place"], tuple(row["amounts"]), tuple(row["qualifiers"])) for row in plain.pop("units")
        ),
        unit_codes=tuple(plain.pop("unit_codes")),
        narratives=tuple((section, text) for section, text in plain.pop("narratives")),
        directions=tuple(plain.pop("directions")),
        **plain,
    )


def fingerprint(canonical: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(canonical).hexdigest()


def short_fingerprint(full: str) -> str:
    """How a page and a paper print it: four groups of four."""
    return " ".join(full[i : i + 4] for i in range(0, 16, 4))


def check_window(first_on: date, last_on: date) -> None:
    if last_on < first_on:
        values = {"first": first_on, "last": last_on}
        raise RuleBroken(
            Message("The window ends on %(last)s, before it begins on %(first)s.", values, "last_on")
        )


def promised(targets: Sequence[tuple[Window, int]], kind: Kind) -> int | None:
    """What was promised over a window, from promises that lie inside it and may overlap.

    A promise for the phase outweighs the yearly ones inside it; yearly promises of a flow add up, and of anything
    else (a stock, a ratio, distinct persons) the last one stands.
    """
    kept: list[tuple[Window, int]] = []
    for window, amount in sorted(targets, key=lambda target: (-target[0].days, target[0])):
        if all(window.last < other.first or other.last < window.first for other, _ in kept):
            kept.append((window, amount))
    if not kept:
        return None
    return sum(amount for _, amount in kept) if kind.adds_over_days else max(kept)[1]


def sentence(result: Result) -> str:
    """A result as an official Vietnamese paper says it, without a final stop."""
    if result.actual is None:
        return f"{result.label}: chưa có đơn vị báo số liệu"
    said = official.qualified(official.number(decimal(result.actual)), result.qualifier)
    text = f"{result.label}: {said} {result.measure}"
    if result.ratio is not None and result.target is not None:
        text += (
            f", đạt {official.percentage(decimal(result.ratio) * 100)} chỉ tiêu"
            f" ({official.number(decimal(result.target))} {result.measure})"
        )
    if result.due:
        text += f"; đã có {result.reported}/{result.due} báo cáo được duyệt"
    return text


def article_summary(facts: Facts) -> str:
    """One sentence for the list of articles: who, what, how many results, over which days."""
    told = sum(result.actual is not None for result in facts.results)
    window = f"{facts.first_on:%d/%m/%Y}–{facts.last_on:%d/%m/%Y}"
    return f"{facts.letterhead.issuer}: {told} kết quả của {facts.programme_name}, {window}."


def article_lines(facts: Facts) -> Iterator[str]:
    """Markdown of an article draft: the results in sentences, then the directions; a person writes the rest."""
    window = f"từ ngày {facts.first_on:%d/%m/%Y} đến ngày {facts.last_on:%d/%m/%Y}"
    yield f"{facts.letterhead.issuer} công bố kết quả thực hiện {facts.programme_name}, {window}."
    for heading, results in facts.headings():
        yield f"## {heading}" if heading else "## Kết quả khác"
        for result in results:
            if result.actual is not None:
                yield f"- {sentence(result)}."
    if facts.directions:
        yield "## Phương hướng"
        yield from (f"- {text.rstrip('. ')}." for text in facts.directions)


def decimal(amount: int) -> Decimal:
    """Ten-thousandths as a decimal number."""
    return Decimal(amount).scaleb(-4)
