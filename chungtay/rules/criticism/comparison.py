"""Finds for each clause of the draft what became of it in the final text, and lays both beside each other.

A clause is known again by its very words, else by its name and some of them, else by most of them. What is known again
nowhere was left out, what is new was added, what stands elsewhere than its neighbours was moved. A person corrects it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..versions import Passage, passages
from .clauses import ClauseText

LIKE_BY_NAME, LIKE = 0.3, 0.55  # of 1: so many words in common


class Fate(StrEnum):
    KEPT = "kept"
    CHANGED = "changed"
    LEFT_OUT = "left_out"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Pair:
    """A clause of the draft beside the one that came of it; either may lack, never both."""

    draft: int | None  # its place in the draft, from 0
    final: int | None
    fate: Fate
    moved: bool = False
    passages: tuple[Passage, ...] = ()


def matched(draft: Sequence[ClauseText], final: Sequence[ClauseText]) -> dict[int, int]:
    """For places in the final text the place of the clause in the draft; each once."""
    found: dict[int, int] = {}
    free = list(range(len(draft)))
    for place in range(len(final)):
        same = [one for one in free if _bare(draft[one]) == _bare(final[place])]
        if same:
            named = [one for one in same if draft[one].name == final[place].name]
            found[place] = (named or same)[0]
            free.remove(found[place])
    words = {id(one): frozenset(one.text.lower().split()) for one in (*draft, *final)}
    likely = []
    for place in range(len(final)):
        if place in found:
            continue
        for one in free:
            alike = _alike(words[id(draft[one])], words[id(final[place])])
            is_named = bool(draft[one].name) and draft[one].name == final[place].name
            if alike >= (LIKE_BY_NAME if is_named else LIKE):
                likely.append((-(alike + is_named * LIKE_BY_NAME), abs(one - place), one, place))
    left = set(free)
    for _, _, one, place in sorted(likely):
        if one in left and place not in found:
            found[place] = one
            left.remove(one)
    return found


def compared(
    draft: Sequence[ClauseText], final: Sequence[ClauseText], matches: Mapping[int, int]
) -> tuple[Pair, ...]:
    """Every clause of both texts once, as one reads the final text; what was left out stands where it stood."""
    return tuple(_pairs(draft, final, matches))


def _pairs(
    draft: Sequence[ClauseText], final: Sequence[ClauseText], matches: Mapping[int, int]
) -> Iterator[Pair]:
    stays = _longest_rising([matches[place] for place in sorted(matches)])
    gone = sorted(set(range(len(draft))) - set(matches.values()))
    yield from _left_out(gone, before=min(stays, default=len(draft)))
    for place in range(len(final)):
        one = matches.get(place)
        if one is None:
            yield Pair(None, place, Fate.ADDED)
            continue
        found = passages(draft[one].text, final[place].text)
        fate = Fate.KEPT if all(passage.is_kept for passage in found) else Fate.CHANGED
        yield Pair(one, place, fate, moved=one not in stays, passages=tuple(found))
        if one in stays:
            after = min((other for other in stays if other > one), default=len(draft))
            yield from _left_out(gone, before=after)


def _left_out(gone: list[int], *, before: int) -> Iterator[Pair]:
    """Those that stood before this place, each once."""
    while gone and gone[0] < before:
        yield Pair(gone.pop(0), None, Fate.LEFT_OUT)


def _bare(clause: ClauseText) -> str:
    return " ".join(clause.text.split())


def _alike(left: frozenset[str], right: frozenset[str]) -> float:
    both = len(left) + len(right)
    return 2 * len(left & right) / both if both else 0.0


def _longest_rising(places: Sequence[int]) -> frozenset[int]:
    """Of places in the order of the final text the most that keep the draft's order; the others were moved."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(ends, place)
        before[place] = ends[at - 1] if at else None
        ends[at:] = [place, *ends[at + 1 :]]
    found = []
    last = ends[-1] if ends else None
    while last is not None:
        found.append(last)
        last = before[last]
    return frozenset(found)
