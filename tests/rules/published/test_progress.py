"""How far a content has come, as readers are told: by what was approved, and what that is."""

from datetime import date

import pytest

from chungtay.rules.published.progress import TOLD_UNITS, Aim, way_of
from chungtay.rules.published.suppression.counts import OF_PERSONS
from chungtay.rules.tables import rows_of

TODAY = date(2026, 3, 20)

# tasks, of which confirmed, figures (reached/target, ? for one that is not told), by which day, what is said
TABLE = """
tasks  done  aims        due         way

0      0     -           -           not_yet
0      0     -           2025-12-31  not_yet
4      0     -           -           not_yet
4      1     -           -           under_way
4      4     -           -           done
4      4     -           2025-12-31  done
4      3     -           2025-12-31  short
4      0     -           2025-12-31  short
4      0     -           2026-03-20  not_yet
0      0     0/6         -           not_yet
0      0     2/6         -           under_way
0      0     6/6         -           done
0      0     9/6         -           done
0      0     none/6      2025-12-31  short
4      4     2/6         -           under_way
4      3     6/6         -           under_way
4      4     6/6,1/2     -           under_way
4      4     ?           -           awaits
4      3     ?           -           under_way
4      3     ?           2025-12-31  short
0      0     ?           2025-12-31  awaits
0      0     6/6,?       2025-12-31  awaits
0      0     2/6,?       -           under_way
"""


def aims_of(text: str) -> list[Aim]:
    found = []
    for one in text.split(",") if text != "-" else ():
        reached, _, target = one.partition("/")
        amount = None if reached in ("none", "?") else int(reached)
        found.append(Aim(int(target or 1), amount, is_told=reached != "?"))
    return found


@pytest.mark.parametrize(("tasks", "done", "aims", "due", "way"), rows_of(TABLE))
def test_a_content_is_as_far_as_was_approved(tasks: str, done: str, aims: str, due: str, way: str) -> None:
    due_on = None if due == "-" else date.fromisoformat(due)
    told = way_of(tasks=int(tasks), done=int(done), aims=aims_of(aims), due_on=due_on, today=TODAY)
    assert told == way


def test_no_count_of_persons_is_told_before_it_was_covered() -> None:
    assert not TOLD_UNITS & OF_PERSONS
