"""Finds another table that a reader must hold for just as possible: the same in print, but for one hidden count.

If there is one, nobody can compute that count. The table is found by changing the count by one person and mending each
sum that no longer comes out, at the least cost of hiding what is shown; its changes are all that a check needs.
"""

from heapq import heappop, heappush

from chungtay.rules.amounts import SCALE

from .system import State, System

TRIES = 3_000  # steps looked at before a search gives up, and more is hidden
FEW = 200  # the same where nothing is lost by giving up: what is hidden stays so
Move = dict[int, int]  # by which each number differs, in persons


def may_be(system: System, one: int, amount: int) -> bool:
    """Whether what is said of a number leaves this amount open; of a shown one, once it would be hidden."""
    match system.states[one]:
        case State.OUT:
            return False
        case State.SMALL:
            return system.is_small(amount)
        case State.SHOWN | State.PROTECTED:
            return system.amounts[one] >= system.least and amount >= system.least
    return amount >= 0


def move_for(system: System, target: int, *, hides_more: bool = True) -> Move | None:
    """The cheapest other table in which the target differs; perhaps without hiding anything that is shown."""
    queue: list[tuple[int, int, int, Move]] = []
    number = 0
    for delta in (1, -1):
        if may_be(system, target, system.amounts[target] + delta * SCALE):
            number += 1
            heappush(queue, (_cost(system, target), 1, number, {target: delta}))
    for _ in range(TRIES if hides_more else FEW):
        if not queue:
            return None
        cost, _, _, move = heappop(queue)
        broken = _broken(system, move)
        if broken is None:
            return move
        for one, delta in _mends(system, move, *broken):
            if not hides_more and system.states[one] is State.SHOWN:
                continue
            number += 1
            heappush(queue, (cost + _cost(system, one), len(move) + 1, number, move | {one: delta}))
    return None


def is_possible(system: System, move: Move) -> bool:
    """Whether the other table agrees with every sum and with all that is said of every number."""
    open_ = all(
        system.states[one] is not State.SHOWN and may_be(system, one, system.amounts[one] + delta * SCALE)
        for one, delta in move.items()
    )
    return open_ and _broken(system, move) is None


def _cost(system: System, one: int) -> int:
    return system.costs[one] if system.states[one] is State.SHOWN else 0


def _broken(system: System, move: Move) -> tuple[int, int] | None:
    """The sum with the fewest ways to mend it that no longer comes out, and by how much."""
    found: tuple[int, int] | None = None
    fewest = 0
    for number in {number for one in move for number in system.sums_of[one]}:
        equation = system.equations[number]
        over = sum(sign * move.get(one, 0) for one, sign in equation.items())
        if over and (found is None or len(equation) < fewest):
            found, fewest = (number, over), len(equation)
    return found


def _mends(system: System, move: Move, number: int, over: int) -> list[tuple[int, int]]:
    step = -1 if over > 0 else 1
    return [
        (one, sign * step)
        for one, sign in system.equations[number].items()
        if one not in move and may_be(system, one, system.amounts[one] + sign * step * SCALE)
    ]
