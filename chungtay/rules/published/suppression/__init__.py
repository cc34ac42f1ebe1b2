"""Small counts of persons: what public tables must hide so that nobody is shown, and nobody can be computed.

**What is small.** A count of persons above nothing and under the least (five, unless a public site asks for more).
None at all stays: it says that nobody came, and nobody is nobody. What was not reported has no number.

**What gives a small count away.** Not its own cell alone: a total with all parts but one; what is left of a total when
its parts are taken away; two reviews whose windows end a month apart; one side of a programme beside the whole; the
same talk in two programmes; an earlier version; a percentage of a target. So each indicator is looked at in *all*
public tables of the house together, withdrawn ones too, for what was read cannot be unread (`system`).

**How it is hidden.** Cells are hidden one by one, small ones and parts before totals, until for every hidden cell and
every small number that follows from shown ones there is *another table*: whole numbers, none below nothing, the same
in all that is printed, in agreement with what is said of each hidden cell, and different in this one (`moves`). Where
several hidden cells make a small number together, one more is hidden. Elimination in fractions then proves anew that
no hidden number follows from the shown ones (`algebra`).

**What a reader is told.** "Under 5" where the cell is small; "hidden to protect" where it is not; "withheld" where
saying which of the two would give a count away. All three are reckoned with: a cell that is said to be under 5 has at
least two values under 5 that agree with everything.

**What is not looked at.** Numbers in free text; guesses from what one knows of a village; that a window cannot hold
less than a window inside it that begins and ends elsewhere than any other.
"""

from .algebra import determined
from .counts import (
    LEAST_EVER,
    OF_PERSONS,
    Count,
    Hidden,
    Partition,
    Published,
    Where,
    counts_persons,
    least_of,
)
from .hiding import Proof, hidden_well, suppressed
from .moves import is_possible, move_for
from .system import State, System, system_of

__all__ = [
    "LEAST_EVER",
    "OF_PERSONS",
    "Count",
    "Hidden",
    "Partition",
    "Proof",
    "Published",
    "State",
    "System",
    "Where",
    "counts_persons",
    "determined",
    "hidden_well",
    "is_possible",
    "least_of",
    "move_for",
    "suppressed",
    "system_of",
]
