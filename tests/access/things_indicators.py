"""What the access table changes of an indicator: its rule, and the target of a unit."""

from .thing import Thing, sending


def of_indicators(here: dict[str, str]) -> dict[tuple[str, str], Thing]:
    """A rule that a version changes; a target without its unit, which nobody can set."""
    rule = {"name": "Talks", "measure": "talk", "kind": "flow", "unit": "session", "decimals": "0"}
    why = {"reason": "Told apart from plays", "in_force_from": "01/01/2026"}
    year = {"first_on": "01/01/2026", "last_on": "31/12/2026"}
    return {
        ("indicator-new", "-"): Thing(sent=sending(**rule)),
        ("indicator", "ours"): Thing({"slug": "attendances"}),
        ("indicator-versions", "ours"): Thing({"slug": "sessions"}, sent=sending(**rule, **why)),
        ("unit-targets", "counted"): Thing(
            here | {"indicator": "sessions"}, sent=sending(amount="12", unit="", **year)
        ),
    }
