"""Reads the text tables in which rules stand as an officer could check them: a line of heads, then one line a rule."""


def heads_of(table: str) -> list[str]:
    return _lines(table)[0]


def rows_of(table: str) -> list[list[str]]:
    """The words of each line below the heads; empty lines part what belongs apart, and say nothing."""
    return _lines(table)[1:]


def _lines(table: str) -> list[list[str]]:
    return [line.split() for line in table.splitlines() if line]
