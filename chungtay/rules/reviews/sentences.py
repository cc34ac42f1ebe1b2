"""The sentences that a review and its article say: official Vietnamese, and the same in Lao and English.

The fixed words stand in `said.toml`, one table a language; names and texts come frozen from the facts.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from chungtay.rules import official

from .facts import Facts, Result
from .words import LANGUAGES, Words


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("said.toml").read_text("utf-8"))


def fixed(language: str = "vi") -> Mapping[str, str]:
    """What a review says by itself in a language."""
    assert language in LANGUAGES, f"a review is not written in {language}"
    return _tables()[language]


def marked(words: Words, language: str = "vi") -> str:
    """The words in a language; what had none when it was frozen bears a star."""
    return f"{words.said(language)}*" if words.is_silent(language) else words.said(language)


def sentence(result: Result, language: str = "vi") -> str:
    """A result as an official paper says it, without a final stop."""
    say, label = fixed(language), marked(result.label, language)
    if result.actual is None:
        return say["nobody"].format(label=label)
    measure = marked(result.measure, language)
    text = say["result"].format(
        label=label, amount=amount(result.actual, result.qualifier, language), measure=measure
    )
    if result.ratio is not None and result.target is not None:
        text += say["of_target"].format(
            ratio=share(result.ratio, language),
            target=amount(result.target, language=language),
            measure=measure,
        )
    text += _of_plan(result, measure, language)
    if result.due:
        text += say["completeness"].format(reported=result.reported, due=result.due)
    return text


def _of_plan(result: Result, measure: str, language: str) -> str:
    plan = result.planned
    if plan is None or plan.ratio is None:
        return ""
    alone = (plan.reached.amount, plan.reached.qualifier) == (result.actual, result.qualifier)
    return fixed(language)["of_plan_alone" if alone else "of_plan"].format(
        first=official.short_day(plan.first_on), last=official.short_day(plan.last_on), measure=measure,
        reached=amount(plan.reached.amount or 0, plan.reached.qualifier, language),
        ratio=share(plan.ratio, language), target=amount(plan.target, language=language),
    )  # fmt: skip


def amount(ten_thousandths: int, qualifier: str = "exact", language: str = "vi") -> str:
    return official.qualified(
        official.number(decimal(ten_thousandths), language=language), qualifier, language=language
    )


def share(ten_thousandths: int, language: str = "vi") -> str:
    return official.percentage(decimal(ten_thousandths) * 100, language=language)


def window_said(first_on: date, last_on: date, language: str = "vi") -> str:
    return fixed(language)["window"].format(
        first=official.short_day(first_on), last=official.short_day(last_on)
    )


def article_summary(facts: Facts) -> str:
    """One sentence for the list of articles: who, what, how many results, over which days."""
    told = sum(result.actual is not None for result in facts.results)
    window = f"{facts.first_on:%d/%m/%Y}–{facts.last_on:%d/%m/%Y}"
    return f"{facts.letterhead.issuer}: {told} kết quả của {facts.programme_name}, {window}."


def article_lines(facts: Facts) -> Iterator[str]:
    """Markdown of an article draft: the results in sentences, then the directions; a person writes the rest."""
    window = window_said(facts.first_on, facts.last_on)
    yield f"{facts.letterhead.issuer} công bố kết quả thực hiện {facts.programme_name}, {window}."
    for heading, results in facts.headings():
        yield f"## {heading}" if heading else "## Kết quả khác"
        for result in results:
            if result.actual is not None:
                yield f"- {sentence(result)}."
    if facts.directions:
        yield "## Phương hướng"
        yield from (f"- {text.vi.rstrip('. ')}." for text in facts.directions)


def decimal(ten_thousandths: int) -> Decimal:
    """Ten-thousandths as a decimal number."""
    return Decimal(ten_thousandths).scaleb(-4)
