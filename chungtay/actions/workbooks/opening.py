"""Opens a workbook that somebody brought, in the small process that may do little."""

from chungtay.rules.workbooks import Grid, grids_of

from ..uploads import in_child

OPENED = "chungtay.rules.workbooks.opening:opened"
SECONDS, MEGABYTES = 20, 512  # of the child alone


def grids_in(content: bytes, name: str) -> list[Grid]:
    """RuleBroken with the mend where it cannot be read."""
    return grids_of(in_child(OPENED, content, seconds=SECONDS, megabytes=MEGABYTES, name=name))
