"""Takes workbooks into reports: brought and read, mapped where they are an office's own, taken in whole or not."""

from .bringing import bring_workbook, look_again, map_workbook
from .opening import grids_in
from .taking import take_workbook
from .work import take_or_ask

__all__ = ["bring_workbook", "grids_in", "look_again", "map_workbook", "take_or_ask", "take_workbook"]
