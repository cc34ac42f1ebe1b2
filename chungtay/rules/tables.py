"""Reads the text tables in which rules stand as an officer could check them: a line of heads, then one line a rule."""


def heads_of(table: str) -> list[str]:
    return _lines(table)[0]


def rows_of(table: str) -> list[list[str]]:
    """The words of each line below the heads; empty lines part what belongs apart, and say nothing."""
    return _lines(table)[1:]


def named_rows(table: str) -> list[dict[str, str]]:
    """Of a table with columns between bars: each row by the names of the first line; `#` begins a remark."""
    lines = [line for line in table.splitlines() if line and line[0] != "#"]
    head, *rest = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [dict(zip(head, row, strict=True)) for row in rest]


def _lines(table: str) -> list[list[str]]:
    return [line.split() for line in table.splitlines() if line]
