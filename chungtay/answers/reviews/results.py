"""Results of a review: each indicator against what was promised, and beside earlier windows."""

from collections.abc import Iterable, Iterator

from chungtay.answers.figures import Figure
from chungtay.answers.indicators import rules_at
from chungtay.models import Indicator, IndicatorVersion, Target
from chungtay.rules import reviews as rules
from chungtay.rules.ledger import Kind, Window

from .reach import Reach, words_of

Promised = list[tuple[Indicator, list[Target]]]


def results(reach: Reach, spans: Iterable[rules.Span]) -> tuple[rules.Result, ...]:
    """By the rules of the last day, in the order of what was promised."""
    asked, longer = list(promises(reach)), promises_for_longer(reach)
    ruled = rules_at([indicator for indicator, _ in asked], on=reach.window.last)
    return tuple(
        result(
            rules.result_code(number),
            reach,
            targets,
            longer.get(indicator, []),
            ruled[indicator.pk],
            tuple(spans),
        )
        for number, (indicator, targets) in enumerate(asked, 1)
    )


def promises(reach: Reach) -> Iterator[tuple[Indicator, list[Target]]]:
    """Each indicator promised inside the window, in the order of the contents, then what is only reported."""
    window = reach.window
    targets = reach.targets().filter(first_on__gte=window.first, last_on__lte=window.last)
    grouped: dict[Indicator, list[Target]] = {}
    for target in targets.order_by("commitment__number", "content__number", "indicator__slug"):
        grouped.setdefault(target.indicator, []).append(target)
    yield from grouped.items()
    others = Indicator.objects.filter(questions__form__agreement=reach.review.agreement).distinct()
    yield from ((indicator, []) for indicator in others if indicator not in grouped)


def promises_for_longer(reach: Reach) -> dict[Indicator, list[Target]]:
    """What covers the window and more: the year's plan beside a half, the phase beside a year."""
    window = reach.window
    targets = reach.targets().filter(first_on__lte=window.first, last_on__gte=window.last)
    grouped: dict[Indicator, list[Target]] = {}
    for target in targets.exclude(first_on=window.first, last_on=window.last):
        grouped.setdefault(target.indicator, []).append(target)
    return grouped


def result(
    code: str,
    reach: Reach,
    targets: list[Target],
    longer: list[Target],
    rule: IndicatorVersion,
    spans: tuple[rules.Span, ...],
) -> rules.Result:
    """One indicator over the whole window against all that was promised for it, by the rule of the last day."""
    figure = reach.ask(rule.indicator)
    heading = next((target.commitment or target.content for target in [*targets, *longer]), None)
    return rules.Result(
        code=code,
        indicator=rule.indicator.slug,
        label=words_of(rule),
        measure=words_of(rule, "measure"),
        heading=words_of(heading, "text"),
        target=rules.promised(windows_of(targets), Kind(rule.indicator.kind)),
        actual=figure.amount,
        qualifier=str(figure.qualifier),
        reported=figure.reported,
        due=figure.due,
        entries=figure.count,
        version=rule.number,
        kind=rule.indicator.kind,
        beside=tuple(_beside(reach, rule.indicator, Window(span.first_on, span.last_on)) for span in spans),
        planned=planned(reach, rule.indicator, longer),
    )


def planned(reach: Reach, indicator: Indicator, longer: list[Target]) -> rules.Planned | None:
    found = rules.promised_for_longer(windows_of(longer), reach.window)
    if found is None:
        return None
    window, target = found
    return rules.Planned(
        window.first, window.last, target, _beside(reach, indicator, Window(window.first, reach.window.last))
    )


def windows_of(targets: list[Target]) -> list[tuple[Window, int]]:
    return [(Window(target.first_on, target.last_on), target.amount) for target in targets]


def _beside(reach: Reach, indicator: Indicator, window: Window) -> rules.Amount:
    return amount_of(reach.ask(indicator, window, with_reports=False))


def amount_of(figure: Figure) -> rules.Amount:
    return rules.Amount(figure.amount, str(figure.qualifier), figure.count)
