"""Clauses that papers of several kinds have by custom: purpose and requirements, who sees to what, the money."""

from collections.abc import Iterable, Mapping

from .composing import Clause, told
from .paper import Responsibility
from .wording import Wording


def why(purpose: tuple[str, ...], requirements: tuple[str, ...], wording: Wording) -> Clause:
    if not any(text.strip() for text in requirements):
        return told(wording.said("purpose"), purpose)
    return Clause(
        title=wording.said("purpose_and_requirements"),
        clauses=(told(wording.said("purpose"), purpose), told(wording.said("requirements"), requirements)),
    )


def duties(responsibilities: Iterable[Responsibility]) -> tuple[Clause, ...]:
    return tuple(told(duty.body, duty.tasks) for duty in responsibilities)


def carrying_out(
    responsibilities: tuple[Responsibility, ...], arrangements: tuple[str, ...], wording: Wording
) -> tuple[Clause, ...]:
    """Who sees to what, and what else was arranged; a paper that says neither has no such part."""
    title = wording.said("arrangements")
    if responsibilities:
        return (Clause(title=title, paragraphs=arrangements, clauses=duties(responsibilities)),)
    return (told(title, arrangements),) if any(text.strip() for text in arrangements) else ()


def money(
    budgets: Mapping[str, int], funds: Iterable[str], told_in_words: tuple[str, ...], wording: Wording
) -> tuple[Clause, ...]:
    """The sums of the budgets in digits and words, or what somebody wrote about the money instead."""
    texts = told_in_words
    if not texts and budgets:
        sums = "; ".join(wording.money(amount, currency) for currency, amount in sorted(budgets.items()))
        named = list(dict.fromkeys(fund.strip() for fund in funds if fund.strip()))
        sources = (wording.said("funding_from", funds="; ".join(named)),) if named else ()
        texts = (wording.said("funding_total", amount=sums), *sources)
    return (Clause(title=wording.said("funding"), paragraphs=texts),) if texts else ()
