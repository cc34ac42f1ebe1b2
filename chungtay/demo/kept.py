"""What the parts of the demo hand to one another: everything laid so far, by its key in the tables."""

from dataclasses import dataclass, field
from datetime import date

from chungtay.models import (
    Agreement,
    Article,
    Breakdown,
    Combination,
    Document,
    Form,
    Indicator,
    NewsCategory,
    Opinion,
    Organisation,
    Person,
    Place,
    Plan,
    Portal,
    Recommendation,
    Review,
    Served,
    Task,
    Version,
)


@dataclass
class Kept:
    today: date
    places: dict[str, Place] = field(default_factory=dict)
    bodies: dict[str, Organisation] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    breakdowns: dict[str, Breakdown] = field(default_factory=dict)
    cells: dict[str, Combination] = field(default_factory=dict)
    agreements: dict[str, Agreement] = field(default_factory=dict)
    plans: dict[tuple[str, int], Plan] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    reviews: dict[str, Review] = field(default_factory=dict)
    forms: dict[tuple[str, int], Form] = field(default_factory=dict)
    texts: dict[tuple[str, str], Version] = field(default_factory=dict)
    opinions: dict[str, Opinion] = field(default_factory=dict)
    portals: dict[str, Portal] = field(default_factory=dict)
    categories: dict[str, NewsCategory] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    recommendations: dict[str, Recommendation] = field(default_factory=dict)

    def served(self, *slugs: str) -> Served:
        return Served.objects.of(self.agreements[slug] for slug in slugs)
