"""What of the ledger somebody may see, said so that arrays can be asked: by holder, programmes served and place."""

from dataclasses import dataclass

from chungtay.rules.places import Key

Programmes = tuple[str, ...]  # the slugs that an entry serves, in order


@dataclass(frozen=True, slots=True)
class Clause:
    """One way of seeing: through a post, by what its bodies hold or what was shared with its seats."""

    holders: frozenset[Key] = frozenset()  # what these hold …
    shared: frozenset[str] = frozenset()  # … or what serves one of these programmes
    limited_to: frozenset[str] = frozenset()  # none: whatever it serves; else these, or what serves none yet
    places: frozenset[Key] | None = None  # None: everywhere

    def sees(self, holder: Key, programmes: Programmes) -> bool:
        return (holder in self.holders or not self.shared.isdisjoint(programmes)) and (
            not self.limited_to or not programmes or not self.limited_to.isdisjoint(programmes)
        )


@dataclass(frozen=True, slots=True)
class Sight:
    """All clauses together; any of them suffices. Everything is what the installation itself sees."""

    clauses: tuple[Clause, ...] = ()
    everything: bool = False


EVERYTHING = Sight(everything=True)
