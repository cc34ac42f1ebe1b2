"""How the cells of a form look: quiet lines, yellow where something is to be filled in."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

INK, QUIET, LINE, HEAD, FILL, WRONG = "#1F2933", "#5B6770", "#B8C1C9", "#E6EDF3", "#FFF7D6", "#B42318"
FONTS = {"vi": "Times New Roman", "en": "Times New Roman", "lo": "Phetsarath OT"}

LOOKS: dict[str, dict[str, Any]] = {
    "plain": {},
    "title": {"bold": True, "font_size": 15, "text_wrap": True, "valign": "vcenter"},
    "heading_alone": {"bold": True, "font_size": 15},
    "unit": {"bold": True, "font_size": 12},
    "quiet": {"font_color": QUIET, "text_wrap": True, "valign": "top"},
    "head": {"bold": True, "bg_color": HEAD, "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center"},
    "heading": {"bold": True, "bg_color": "#F4F7FA", "border": 1, "valign": "vcenter"},
    "label": {"border": 1, "text_wrap": True, "valign": "vcenter"},
    "line": {"border": 1, "text_wrap": True, "valign": "vcenter", "bold": True},
    "part": {"border": 1, "text_wrap": True, "valign": "vcenter", "indent": 2},
    "split": {"border": 1, "text_wrap": True, "valign": "vcenter", "italic": True, "indent": 1, "font_color": QUIET},
    "centre": {"border": 1, "align": "center", "valign": "vcenter"},
    "figure": {"border": 1, "bg_color": FILL, "locked": False, "align": "right", "valign": "vcenter"},
    "choice": {"border": 1, "bg_color": FILL, "locked": False, "valign": "vcenter"},
    "words": {"border": 1, "bg_color": FILL, "locked": False, "text_wrap": True, "valign": "top", "num_format": "@"},
    "counted": {"border": 1, "bg_color": "#EEF1F4", "align": "right", "valign": "vcenter"},
    "before": {"border": 1, "font_color": QUIET, "align": "right", "valign": "vcenter"},
    "sum": {"border": 1, "bold": True, "bg_color": HEAD, "align": "right"},
    "sum_label": {"border": 1, "bold": True, "bg_color": HEAD},
    "check": {"border": 1, "font_color": QUIET, "text_wrap": True, "valign": "vcenter"},
    "wrong": {"font_color": WRONG, "bold": True},
    "wrong_cell": {"bg_color": "#FDE0DC", "font_color": WRONG},
    "guide": {"text_wrap": True, "valign": "top", "border": 1},
    "bold": {"bold": True},
    "aside": {"italic": True, "font_color": QUIET, "font_size": 11},
    "key": {"font_color": LINE},
}  # fmt: skip
UNFRAMED = {"wrong", "wrong_cell"}


def height(text: str, width: int, line: int = 17) -> int:
    """Of a row in which this text stands; programs do not agree on doing it by themselves."""
    lines = sum(1 + max(len(part) - 1, 0) // width for part in text.split("\n"))
    return 4 + line * lines


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook, language: str) -> None:
        self.book, self.font, self.made = book, FONTS[language], dict[tuple[str, int | None], Format]()

    def of(self, name: str, decimals: int | None = None) -> Format:
        key = name, decimals
        if key not in self.made:
            look = dict(LOOKS[name])
            if name not in UNFRAMED:
                look = {
                    "font_name": self.font,
                    "font_size": 12,
                    "font_color": INK,
                    "border_color": LINE,
                } | look
            if decimals is not None:
                look["num_format"] = "#,##0" + ("." + "0" * decimals if decimals else "")
            self.made[key] = self.book.add_format(look)
        return self.made[key]
