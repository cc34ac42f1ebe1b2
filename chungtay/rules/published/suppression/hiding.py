"""Chooses what a new table must not show, so that no small count of persons is shown or can be computed."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from chungtay.rules.ledger import Kind

from .algebra import determined
from .counts import Count, Hidden, Published
from .moves import Move, is_possible, move_for
from .system import KNOWN, Equation, State, System, system_of

HIDDEN = {State.SMALL: Hidden.SMALL, State.PROTECTED: Hidden.PROTECTED, State.WITHHELD: Hidden.WITHHELD}


# Where no way is found to save a part: first no size is said of what is hidden, then no number but none, then nothing.
STEPS: tuple[Callable[[System, int], bool], ...] = (
    lambda system, one: False,
    lambda system, one: system.states[one] in HIDDEN,
    lambda system, one: system.amounts[one] > 0,
    lambda system, one: True,
)


@dataclass
class Proof:
    """For each hidden count another table that is as possible; what could be computed all the same."""

    system: System
    moves: dict[int, Move] = field(default_factory=dict)
    hidden_here: set[int] = field(default_factory=set)

    @property
    def open(self) -> list[int]:
        """What a reader can still compute: only ever what earlier publications gave away."""
        sure = determined(self.system)
        return [
            one
            for one in self.system.guarded()
            if one in sure or one not in self.moves or not is_possible(self.system, self.moves[one])
        ]


def suppressed(
    new: Published, before: Sequence[Published], *, kinds: Mapping[str, Kind], least: int
) -> dict[Hashable, Hidden]:
    """What to hide of a new table, by `Count.place`, and why. `before`: all that was ever public, newest first."""
    found: dict[Hashable, Hidden] = {}
    for indicator in new.indicators:
        own = new.of(indicator)
        proof = hidden_well(
            own, [table.of(indicator) for table in before], kind=kinds[indicator], least=least
        )
        found |= reasons(own.counts, proof.system)
    return found


def hidden_well(new: Published, before: Sequence[Published], *, kind: Kind, least: int) -> Proof:
    """Of one indicator."""
    proof = Proof(system_of(new, before, kind=kind, least=least))
    for withheld in STEPS:
        for one in _said_first(proof.system, new, before):
            if withheld(proof.system, one):
                proof.system.states[one] = State.WITHHELD
                proof.hidden_here.add(one)
        proof.moves.clear()
        if _hide(proof, is_last=withheld is STEPS[-1]):
            break
    _show_again(proof)
    assert before or not proof.open, "a first table can always hide enough"
    return proof


def reasons(counts: Sequence[Count], system: System) -> dict[Hashable, Hidden]:
    """A small count that got out once, under a smaller least, is not said again."""
    found = {}
    for count in counts:
        state = system.states[system.printed[count]]
        if state in HIDDEN or system.is_small(count.amount):
            found[count.place] = HIDDEN.get(state, Hidden.SMALL)
    return found


def _hide(proof: Proof, *, is_last: bool) -> bool:
    """Gives every guarded count its other table; what is hidden on the way needs one too, and has it by that move.

    False where one has none; the last step goes on, for whatever is left open was given away earlier.
    """
    system, well = proof.system, True
    while True:
        waiting = [one for one in system.guarded() if one not in proof.moves]
        if not waiting and not _sums_of_small(proof):
            return well
        for one in sorted(waiting, key=lambda one: -system.amounts[one]):
            move = proof.moves.get(one) or move_for(system, one)
            if move is not None:
                _take(proof, move)
            elif is_last:
                well = False
            else:
                return False
        if not well:
            return False


def _take(proof: Proof, move: Move) -> None:
    system = proof.system
    for one in move:
        if system.states[one] is State.SHOWN:
            system.states[one] = State.PROTECTED
            proof.hidden_here.add(one)
        proof.moves.setdefault(one, move)


def _show_again(proof: Proof) -> None:
    """What was hidden early may no longer be needed once more was hidden; the costliest is tried first."""
    system = proof.system
    hidden = [one for one in proof.hidden_here if not system.is_small(system.amounts[one])]
    for one in sorted(hidden, key=lambda one: -system.costs[one]):
        state, system.states[one] = system.states[one], State.SHOWN
        moves = {other: move for other, move in proof.moves.items() if one not in move}
        waiting = [other for other in system.guarded() if other not in moves]
        found = _without_hiding_more(system, waiting)
        if found is not None and not _small_together(system):
            proof.moves = moves | found
        else:
            system.states[one] = state


def _without_hiding_more(system: System, waiting: list[int]) -> dict[int, Move] | None:
    found = {}
    for one in waiting:
        move = move_for(system, one, hides_more=False)
        if move is None:
            return None
        found[one] = move
    return found


def _sums_of_small(proof: Proof) -> bool:
    """Two hidden counts of 2 are 4 persons together where the rest is shown: hide one more. True where one was."""
    system = proof.system
    for equation in _small_together(system):
        one = min(
            (one for one in equation if _may_hide(system, one)), key=lambda one: (system.costs[one], one)
        )
        system.states[one] = State.PROTECTED
        proof.hidden_here.add(one)
        return True
    return False


def _small_together(system: System) -> list[Equation]:
    """Sums of which more could be hidden, and should be."""
    return [
        equation
        for equation in system.equations
        if _is_small_together(system, equation) and any(_may_hide(system, one) for one in equation)
    ]


def _is_small_together(system: System, equation: Equation) -> bool:
    veiled = [one for one in equation if system.states[one] not in KNOWN]
    together = abs(sum(system.amounts[one] * equation[one] for one in veiled))
    alike = len({equation[one] for one in veiled}) == 1
    return len(veiled) > 1 and alike and system.is_small(together)


def _may_hide(system: System, one: int) -> bool:
    return system.states[one] is State.SHOWN and system.amounts[one] >= system.least


def _said_first(system: System, new: Published, before: Sequence[Published]) -> list[int]:
    """What stands in no earlier table, so that what is said of it may still be chosen."""
    earlier = {system.printed[count] for table in before for count in table.counts}
    return [one for one in dict.fromkeys(system.printed[count] for count in new.counts) if one not in earlier]
