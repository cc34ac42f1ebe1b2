"""Makes Markdown of what was pasted from Word or from a page, and tidies what was pasted as plain text."""

import re
import unicodedata
from html.parser import HTMLParser

import nh3

from ..messages import Message, RuleBroken

LONGEST = 2_000_000  # letters of what is pasted; Word writes ten for each that one reads

UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
BULLET = re.compile(r"^(?:[•·▪◦‣●○■§]|\uf0b7|\uf0a7|[-–](?=\s)|o(?=\s{2,}))\s*")
NUMBER = re.compile(r"^(\d{1,3})[.)]\s+")
BOLD, NOT_BOLD = (
    re.compile(r"(?<![\w-])font-weight:(?:bold|[6-9]00)"),
    re.compile(r"(?<![\w-])font-weight:(?:normal|400)"),
)
MARKS = re.compile(r"([\\`*_\[\]<>|#])")

KEPT = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "b", "strong", "i", "em", "a", "br", "hr",
    "table", "tr", "td", "th", "blockquote", "span", "pre",
}  # fmt: skip
HEADS = {"h1": "## ", "h2": "## ", "h3": "### ", "h4": "#### ", "h5": "#### ", "h6": "#### "}
BLOCKS = {"p", "div", "blockquote", "pre", *HEADS}


def tidied(text: str) -> str:
    """Plain text as it should be kept: one kind of newline and space, lists that are lists, nothing unseen."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    plain = UNSEEN.sub("", plain).replace("\u00a0", " ").replace("\v", "\n")
    lines = [_tidy_line(line) for line in plain.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _tidy_line(line: str) -> str:
    stripped = line.rstrip()
    if stripped[:1] in "•·▪◦‣●○■\uf0b7\uf0a7" and stripped:
        return "- " + stripped[1:].strip()
    return stripped.replace("\t", " ")


def markdown_of(html: str) -> str:
    """What was pasted, as text with its headings, lists, tables and links; every other thing is left behind."""
    if len(html) > LONGEST:
        raise RuleBroken(Message("This is too much to paste at once. Paste it in parts.", where="html"))
    safe = nh3.clean(
        html, tags=KEPT, clean_content_tags={"script", "style", "title", "head", "xml", "svg", "math", "template"},
        attributes={"a": {"href"}, "p": {"class", "style"}, "b": {"style"}, "span": {"style"}},
        url_schemes={"http", "https", "mailto"}, link_rel=None,
    )  # fmt: skip
    reader = _Reader()
    reader.feed(safe)
    reader.close()
    return reader.said()


class _Reader(HTMLParser):
    """Walks over what is left, one block after another."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.line = ""
        self.lead = ""  # what stands before the block: "## ", "- "
        self.lists: list[list[int | None]] = []
        self.marks: list[tuple[str, str]] = []
        self.table: list[list[str]] | None = None
        self.in_word_list = False

    def said(self) -> str:
        self.flush()
        text = ""
        for block in self.blocks:
            before = text.rsplit("\n", 1)[-1]
            goes_on = _item(before) and _item(block) in (_item(before), "deeper") or _item(before) == "deeper"
            text += (("\n" if goes_on else "\n\n") if text else "") + block
        return tidied(text)

    def flush(self) -> None:
        words = re.sub(r"[ \t\u00a0]*\n[ \t\u00a0]*", "\n", re.sub(r"[ \t\u00a0]+", " ", self.line)).strip()
        words = re.sub(r"\*\*\s*\*\*|(?<!\*)\*\s+\*(?!\*)", "", words)
        lead, self.line = self.lead, ""
        if self.in_word_list and words:
            lead, words = _word_item(words)
        if words and not re.fullmatch(r"[*\s]+", words):
            head = lead.lstrip().startswith("#")
            self.blocks.append(lead + (words.replace("**", "").replace("\n", " ") if head else words))
        if not self.lists:
            self.lead = ""
        elif lead:
            self.lead = " " * len(lead)  # a second paragraph of the same item

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if self.table is not None and tag in BLOCKS | {"br", "ul", "ol", "li"}:
            self.line += " "
        elif tag in BLOCKS:
            if not self.lead.strip() or self.line.strip():
                self.flush()
            self.lead = HEADS.get(tag) or ("> " if tag == "blockquote" else self.lead)
            self.in_word_list = "MsoListParagraph" in told.get("class", "")
        elif tag in ("ul", "ol"):
            self.flush()
            self.lists.append([0 if tag == "ol" else None])
        elif tag == "li":
            self.flush()
            self.lead = self.item_lead()
        elif tag == "br":
            self.line += "\n"
        elif tag == "table":
            self.flush()
            self.table = []
        elif tag == "tr" and self.table is not None:
            self.table.append([])
        elif tag in ("b", "strong", "i", "em", "span", "a"):
            self.open_mark(tag, told)

    def item_lead(self) -> str:
        if not self.lists:
            return "- "
        indent = "   " * (len(self.lists) - 1)
        held = self.lists[-1]
        if held[0] is None:
            return indent + "- "
        held[0] += 1
        return f"{indent}{held[0]}. "

    def open_mark(self, tag: str, told: dict[str, str]) -> None:
        style = told.get("style", "").replace(" ", "").lower()
        begin = end = ""
        if tag == "a" and told.get("href"):
            begin, end = "[", f"]({told['href'].replace(' ', '%20').replace(')', '%29')})"
        elif (tag in ("b", "strong") and not NOT_BOLD.search(style)) or BOLD.search(style):
            begin = end = "**"
        elif tag in ("i", "em") or "font-style:italic" in style:
            begin = end = "*"
        self.line += begin
        self.marks.append((tag, end))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self.table:
            cell = " ".join(self.line.split())
            self.table[-1].append(cell)
            self.line = ""
        elif tag == "table" and self.table is not None:
            self.end_table()
        elif tag in BLOCKS and self.table is None:
            self.flush()
            self.in_word_list = False
        elif tag in ("ul", "ol") and self.lists:
            self.flush()
            self.lists.pop()
            self.lead = ""
        elif tag == "li":
            self.flush()
        elif self.marks and tag in {mark for mark, _ in self.marks}:
            self.close_mark(tag)

    def close_mark(self, tag: str) -> None:
        while self.marks:
            opened, end = self.marks.pop()
            words = self.line.rstrip()
            # Markdown wants the mark at the word; the space goes behind it.
            self.line = words + end + self.line[len(words) :] if end else self.line
            if opened == tag:
                return

    def end_table(self) -> None:
        rows = [row for row in self.table or [] if any(row)]
        self.table, self.line = None, ""
        if not rows:
            return
        wide = max(map(len, rows))
        lines = ["| " + " | ".join([*row, *[""] * (wide - len(row))]) + " |" for row in rows]
        lines.insert(1, "|" + " --- |" * wide)
        self.blocks.append("\n".join(lines))

    def handle_data(self, data: str) -> None:
        words = MARKS.sub(r"\\\1", UNSEEN.sub("", data.replace("\n", " ").replace("\r", " ")))
        if self.line.endswith(("**", "*", "[")) and self.marks and self.marks[-1][1] and words[:1].isspace():
            # A mark that opens before a space would be read as a star.
            begin = "**" if self.line.endswith("**") else self.line[-1]
            self.line = self.line[: -len(begin)] + " " + begin
            words = words.lstrip()
        self.line += words


def _item(line: str) -> str:
    """What sort of list the line belongs to; "" for none."""
    bare = line.lstrip()
    if bare != line:
        return "deeper"
    return "-" if bare.startswith("- ") else "1" if NUMBER.match(bare) else ""


def _word_item(words: str) -> tuple[str, str]:
    """Word draws bullets and numbers as letters of the paragraph."""
    bare = words.replace("\\", "", 1) if words.startswith("\\") else words
    if number := NUMBER.match(bare):
        return f"{number[1]}. ", bare[number.end() :]
    return "- ", BULLET.sub("", bare)
