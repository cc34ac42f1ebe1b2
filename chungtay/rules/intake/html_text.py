"""The readable text of a web page in block order, without scripts, menus and other furniture."""

import re
from html.parser import HTMLParser

from chungtay.rules.intake.paper import Paper, Piece, paper_of


def _names(tags: str) -> frozenset[str]:
    return frozenset(tags.split())


_BLOCKS = _names(
    "p div section article main header footer h1 h2 h3 h4 h5 h6 li ul ol table tr td th blockquote pre figure "
    "figcaption address dl dt dd form fieldset center body title br hr"
)
_HEADINGS = frozenset(("h1", "h2", "h3"))
_DROPPED = _names("script style nav aside noscript template svg iframe select button textarea")
_VOID = _names("area base br col embed hr img input link meta param source track wbr")
# Sites name their furniture in `class` or `id`; only whole words count, so that "navy" stays.
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|related|banner|share|social|comments?|"
    r"advert|ads|cookie|skip|search|pagination)(?:$|[\s_-])"
)
_FOOT = re.compile(r"(?:^|[\s_-])(?:footer|foot|copyright)(?:$|[\s_-])")
_META = {
    "article:published_time": "published",
    "datepublished": "published",
    "pubdate": "published",
    "dc.date.issued": "published",
    "author": "author",
    "article:author": "author",
    "dc.creator": "author",
    "og:site_name": "site",
}
# Taken out beforehand: for each one that is never closed the parser would look through the whole rest of the page.
_NEVER_CLOSED = re.compile(r"<(?=[^<>]*(?:<|\Z))")
_UNREAD = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<tag>script|style)\b.*?(?:</(?P=tag)\s*>|\Z)|<[!?][^>]*(?:>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_READ_AT_MOST = 2_000_000  # the longest page of a newspaper, without its scripts, has a tenth of that
_DEPTH_MAX = 400  # deeper nesting is an attack or an accident; the text is still read, only unsorted


def paper_of_html(page: str) -> Paper:
    reader = _PageReader()
    reader.feed(_NEVER_CLOSED.sub(" ", _UNREAD.sub(" ", page)[:_READ_AT_MOST]))
    reader.close()
    reader.end_block()
    return paper_of(reader.pieces + reader.said_in_head(), title=reader.title)


class _PageReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.title = ""
        self._open: list[
            tuple[str, str]
        ] = []  # (tag, what it is for: "", "dropped", "footer", "heading", "cell")
        self._words: list[str] = []
        self._in_title = False
        self._meta: dict[str, str] = {}
        self._table = self._row = self._column = self._tables = 0
        self._item_numbers: list[int | None] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "title":
            self._in_title = True
        if tag in _BLOCKS:
            self.end_block()
        if tag == "meta":
            self._keep_meta(dict(attributes))
        if tag in _VOID:
            return
        if len(self._open) < _DEPTH_MAX:
            self._open.append((tag, _role(tag, dict(attributes))))
        self._number(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if tag in _BLOCKS:
            self.end_block()
        if tag in ("ol", "ul") and self._item_numbers:
            self._item_numbers.pop()
        if tag == "table":
            self._table = 0
        # A page often forgets to close: what stands open above the tag is closed with it.
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                break

    def handle_data(self, letters: str) -> None:
        if self._in_title:
            self.title = self.title or " ".join(letters.split())
        elif not any(role == "dropped" for _, role in self._open):
            self._words.append(letters)

    def end_block(self) -> None:
        words = " ".join("".join(self._words).split())
        self._words = []
        if not words:
            return
        roles = {role for _, role in self._open}
        kind = next((kind for kind in ("footer", "heading", "cell") if kind in roles), "paragraph")
        if kind == "heading" and any(tag == "h1" for tag, _ in self._open):
            self.title = words
        in_cell = kind == "cell"
        self.pieces.append(
            Piece(words, kind, self._table if in_cell else 0, self._row * in_cell, self._column * in_cell)
        )

    def said_in_head(self) -> list[Piece]:
        """What the page says about itself without showing it: last, so that what it shows is read first."""
        return [Piece(words, kind) for kind, words in self._meta.items()]

    def _keep_meta(self, attributes: dict[str, str | None]) -> None:
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        kind = _META.get(name.lower())
        words = " ".join((attributes.get("content") or "").split())
        if kind and words and len(words) < 200:
            self._meta.setdefault(kind, words)

    def _number(self, tag: str) -> None:
        """Rows and columns of tables; the numbers that a browser prints before list items."""
        if tag == "table":
            self._tables += 1
            self._table, self._row, self._column = self._tables, 0, 0
        elif tag == "tr":
            self._row, self._column = self._row + 1, 0
        elif tag in ("td", "th"):
            self._column += 1
        elif tag in ("ol", "ul"):
            self._item_numbers.append(0 if tag == "ol" else None)
        elif tag == "li" and self._item_numbers:
            number = self._item_numbers[-1]
            if number is None:
                self._words.append("- ")
            else:
                self._item_numbers[-1] = number + 1
                self._words.append(f"{number + 1}. ")


def _role(tag: str, attributes: dict[str, str | None]) -> str:
    names = (
        f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('role') or ''}".lower()
    )
    if tag in _DROPPED or "hidden" in attributes or _FURNITURE.search(names):
        return "dropped" if tag not in ("body", "html", "main", "article") else ""
    if tag == "footer" or _FOOT.search(names):
        return "footer"
    if tag in _HEADINGS:
        return "heading"
    return "cell" if tag in ("td", "th") else ""
