"""Sheets: what offices write into tables, read cell by cell into answers to a form, with every fault at its cell.

`opening` opens a file in a child process, `grid` is one sheet, `heads` finds its heads, `guessing` proposes a
`mapping`, which a person looks at and which is remembered by the heads; `reading` reads by it (`labels` whose row it
is, `amounts` what a cell says), `answers` puts it together. `own` knows the workbooks that we write ourselves.
"""

from .answers import Answer, Answers, answers_of
from .grid import Cell, Grid
from .guessing import lines_to_choose, looked_at, oriented
from .heads import Table, table_of
from .known import AskedLine, Known, Unit
from .labels import Remark
from .mapping import SheetMap, mapping_of, read_target, shape_of, target_of
from .opening import grids_of, opened
from .own import OwnSheet, Stamp, own_sheet, stamp_of, stamps_of
from .reading import Reading, SheetReader

__all__ = [
    "Answer",
    "Answers",
    "AskedLine",
    "Cell",
    "Grid",
    "Known",
    "OwnSheet",
    "Reading",
    "Remark",
    "SheetMap",
    "SheetReader",
    "Stamp",
    "Table",
    "Unit",
    "answers_of",
    "grids_of",
    "lines_to_choose",
    "looked_at",
    "mapping_of",
    "opened",
    "oriented",
    "own_sheet",
    "read_target",
    "shape_of",
    "stamp_of",
    "stamps_of",
    "table_of",
    "target_of",
]
