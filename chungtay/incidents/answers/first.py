"""What the form of a first notice is given: the own sides, whom the law names, units to choose from."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from chungtay.models import Agreement, Person
from chungtay.rules.people import Act

from ..models import ChainStep, Hotline
from ..rules.life import Urgency
from ..rules.lists import CHAINS
from .lists import Unit, chain_on, country_of, hotlines_on, hours_for, places_near
from .sides import Side, own_sides, read_for, sides_of


@dataclass(frozen=True)
class FirstPage:
    """The form, as one person may send it."""

    agreement: Agreement
    person: Person
    today: date

    @cached_property
    def own(self) -> list[Side]:
        """For which side the person may send: mostly one."""
        return own_sides(self.agreement, self.person, Act.RECORD, self.today)

    @cached_property
    def sides(self) -> list[Side]:
        return sides_of(self.agreement, self.today)

    @cached_property
    def countries(self) -> dict[Side, str]:
        """The own first: its steps bind her."""
        own = {side.pk for side in self.own}
        ordered = sorted(self.sides, key=lambda side: side.pk not in own)
        return {side: country_of(side.body, self.today) for side in ordered}

    @cached_property
    def own_country(self) -> str:
        return next(iter(self.countries.values()), "")

    @cached_property
    def chains(self) -> list[tuple[str, list[ChainStep]]]:
        """Of the own country by type of case, and last what holds for all: every one lies in the page, for which one
        somebody looks at must not be seen."""
        steps = chain_on([self.own_country], self.today)
        parts = [(code, [one for one in steps if one.type == code]) for code in (*CHAINS, "")]
        return [(code, lines) for code, lines in parts if lines]

    @cached_property
    def hotlines(self) -> list[Hotline]:
        """The own country's first."""
        order = list(dict.fromkeys(self.countries.values()))
        found = hotlines_on(order, self.today)
        return sorted(found, key=lambda line: (order.index(line.country), line.position))

    @cached_property
    def hours(self) -> dict[Urgency, int]:
        return hours_for(self.agreement, self.today)

    @property
    def reads(self) -> bool:
        """Whether she is a recipient herself and will find the notice in the room."""
        return bool(read_for(self.person, self.agreement) & {side.pk for side in self.own})

    def units(self, language: str) -> list[Unit]:
        return places_near(self.sides, self.today, language)
