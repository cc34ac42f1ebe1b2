"""Where the blocks of a sheet are drawn: the paper or a cell of it, and how wide that is just now."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import singledispatch

from docx.document import Document as Doc
from docx.table import _Cell as Cell

from chungtay.papers.house_styles import MM, HouseStyle
from chungtay.papers.sheets import Block
from chungtay.rules.charts import Drawing


@dataclass
class Desk:
    place: Doc | Cell
    style: HouseStyle
    width_pt: float
    pictures: Mapping[Drawing, bytes] = field(default_factory=dict)  # of the charts

    def at(self, cell: Cell, *, width_pt: float) -> "Desk":
        return replace(self, place=cell, width_pt=width_pt)

    @property
    def first_line_pt(self) -> float:
        """In half a page the first line goes in by less."""
        return min(self.style.first_line_mm * MM, self.width_pt * 0.1)


@singledispatch
def draw(block: Block, desk: Desk) -> None:
    raise NotImplementedError(f"no drawing for {type(block).__name__}")
