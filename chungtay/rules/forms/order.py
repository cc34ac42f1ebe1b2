"""Keeps checks and conditions with their lines: lines are known by their numbers, and these change when one moves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..messages import RuleBroken
from .expressions import Check, Comparison, Plain, Ref, Term
from .reading import read_check

Moved = Mapping[int, int]  # from the old number of a line to the new one


def moved(many: int, number: int, to: int) -> dict[int, int]:
    """The new number of each of so many lines when one moves to another place."""
    order = [one for one in range(1, many + 1) if one != number]
    order.insert(to - 1, number)
    return {old: new for new, old in enumerate(order, 1)}


def without(many: int, number: int) -> dict[int, int]:
    """The new numbers when one line goes."""
    return {old: old - (old > number) for old in range(1, many + 1) if old != number}


def renumbered(text: str, places: Moved) -> str:
    """The same check or condition over the new numbers. What cannot be read stays as somebody wrote it."""
    try:
        check = read_check(text)
    except RuleBroken:
        return text
    return str(Check(tuple(tuple(_compared(one, places) for one in way) for way in check.ways)))


def relying(texts: Sequence[str], number: int) -> Iterator[int]:
    """Which of these, counted from 1, rest on the line."""
    for place, text in enumerate(texts, 1):
        try:
            rests = bool(text.strip()) and any(ref.number == number for ref in read_check(text).refs())
        except RuleBroken:
            continue
        if rests:
            yield place


def _compared(one: Comparison, places: Moved) -> Comparison:
    return replace(one, left=_sum(one.left, places), right=_sum(one.right, places))


def _sum(terms: tuple[Term, ...], places: Moved) -> tuple[Term, ...]:
    return tuple(
        replace(term, factors=tuple(_factor(each, places) for each in term.factors)) for term in terms
    )


def _factor(factor: Ref | Plain, places: Moved) -> Ref | Plain:
    if isinstance(factor, Plain):
        return factor
    return replace(factor, number=places.get(factor.number, factor.number))
