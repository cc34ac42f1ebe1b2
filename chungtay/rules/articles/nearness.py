"""Says which stories lie near to one: of the same programme, the same places, the same tags, with rare words in common.

What each likeness is worth stands in one table. A word counts the more, the fewer stories bear it, so that "phụ nữ"
and "chương trình" bring nothing together.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log

from ..search import folded
from ..tables import rows_of

WORTH = """
likeness   points  most

programme  2       2
category   1       1
place      3       6
tag        3       6
word       1       5
"""
POINTS = {likeness: (float(points), float(most)) for likeness, points, most in rows_of(WORTH)}
LEAST = 2.5  # below it two stories have nothing to do with each other
SHORTEST_WORD = 2
MOST = 4


@dataclass(frozen=True, slots=True)
class Story:
    key: str
    title: str
    at: datetime
    programme: str = ""
    category: str = ""
    places: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()


def nearest(one: Story, others: Sequence[Story], *, most: int = MOST) -> list[str]:
    """The keys of the nearest, the nearest first; of equally near ones the newer first."""
    rarity = rarity_of([one, *others])
    rated = [(nearness(one, other, rarity), other.at, other.key) for other in others if other.key != one.key]
    kept = sorted((row for row in rated if row[0] >= LEAST), reverse=True)
    return [key for _, _, key in kept[:most]]


def nearness(one: Story, other: Story, rarity: dict[str, float]) -> float:
    shared = words_of(one.title) & words_of(other.title)
    return (
        _worth("programme", one.programme != "" and one.programme == other.programme)
        + _worth("category", one.category != "" and one.category == other.category)
        + _worth("place", len(one.places & other.places))
        + _worth("tag", len({folded(tag) for tag in one.tags} & {folded(tag) for tag in other.tags}))
        + _worth("word", sum(rarity.get(word, 0) for word in shared))
    )


def _worth(likeness: str, amount: float) -> float:
    points, most = POINTS[likeness]
    return min(points * amount, most)


def words_of(title: str) -> frozenset[str]:
    return frozenset(word for word in folded(title).split() if len(word) >= SHORTEST_WORD)


def rarity_of(stories: Iterable[Story]) -> dict[str, float]:
    """1 for a word that two of many stories bear, 0 for one that all of them do."""
    stories = list(stories)
    if len(stories) < 2:
        return {}
    borne = Counter(word for story in stories for word in words_of(story.title))
    return {
        word: log(len(stories) / number) / log(max(len(stories) / 2, 2)) for word, number in borne.items()
    }
