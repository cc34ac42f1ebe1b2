"""Draws the tables of a sheet: header rows that repeat, rows that are not cut, titles over groups."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from chungtay.papers.columns import comma_pads
from chungtay.papers.docx.desk import Desk, draw
from chungtay.papers.docx.strokes import (
    centred,
    gap,
    in_table,
    mark_row,
    set_cell_margins,
    set_widths,
    write,
    write_plain,
    write_run,
)
from chungtay.papers.house_styles import HouseStyle
from chungtay.papers.sheets import Table, runs, tidy


@draw.register
def _(table: Table, desk: Desk) -> None:
    place, style = desk.place, desk.style
    if table.caption:
        caption = centred(place)
        caption.paragraph_format.space_after = Pt(style.paragraph_gap_pt)
        caption.paragraph_format.keep_with_next = True
        write(caption, table.caption, size=style.sizes_pt.table, bold=True)
    heads = len(table.header)
    drawn = place.add_table(rows=heads + 1, cols=len(table.columns))
    drawn.style = "Table Grid"
    set_widths(drawn, desk.width_pt, [column.share for column in table.columns])
    set_cell_margins(drawn, sideways=4, upright=3)
    *header, model = list(drawn.rows)
    _header(table, header)
    _rows(table, drawn, model, style)
    gap(place, style.paragraph_gap_pt)


def _rows(table: Table, drawn: WordTable, model: _Row, style: HouseStyle) -> None:
    """Each row is a copy of one that has all but its words: to build it cell by cell takes five times as long."""
    for cell, column in zip(model.cells, table.columns, strict=True):
        in_table(cell, column.align)
    mark_row(model, "w:cantSplit")
    pads = comma_pads(table, style)
    for position, texts in enumerate(table.rows):
        row = deepcopy(model._tr)
        drawn._tbl.append(row)
        cells = row.tc_lst
        spans = len(texts) == 1 < len(cells)
        if spans:
            cells = [_spanning(cells)]
        bold = spans or (table.last_is_total and position == len(table.rows) - 1)
        for across, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            paragraph = WordParagraph(cell.p_lst[0], _Cell(cell, drawn))
            if pads and pads[position][across]:
                paragraph.paragraph_format.right_indent = Pt(pads[position][across])
            if isinstance(text, str) and not bold:
                write_plain(paragraph, tidy(text))
            else:
                for run in runs(text):
                    write_run(paragraph, replace(run, bold=run.bold or bold))
    drawn._tbl.remove(model._tr)


def _spanning(cells: list[Any]) -> Any:
    """The first cell alone, over the whole width."""
    first, *others = cells
    first.width, first.grid_span = sum(cell.width for cell in cells), len(cells)
    first.p_lst[0].pPr.jc_val = WD_ALIGN_PARAGRAPH.LEFT
    for cell in others:
        cell.getparent().remove(cell)
    return first


def _header(table: Table, rows: list[Any]) -> None:
    grid = [list(row.cells) for row in rows]
    taken: set[tuple[int, int]] = set()
    for down, heads in enumerate(table.header):
        across = 0
        for head in heads:
            while (down, across) in taken:
                across += 1
            corner, opposite = grid[down][across], grid[down + head.rows - 1][across + head.columns - 1]
            cell = corner if corner is opposite else corner.merge(opposite)
            cell.vertical_alignment = 1  # in the middle
            write(in_table(cell, "center"), head.text, bold=True)
            taken |= {(down + y, across + x) for y in range(head.rows) for x in range(head.columns)}
    for row in rows:
        mark_row(row, "w:cantSplit", "w:tblHeader")
