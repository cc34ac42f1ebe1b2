"""Makes the catalogues of Vietnamese and Lao from `chungtay/locale/pieces`, and finds what they lack.

Each context keeps its words in one piece, so that several people can translate at once:

    [[message]]
    en = "Send back"
    vi = "Trả lại"
    lo = "ສົ່ງຄືນ"

`en_plural` holds the English plural (Vietnamese and Lao need none); `context` tells two uses of one English
word apart; `lo_reviewed = true` says that a native reader has agreed with the Lao, marked until then.
`django.toml` holds what Django itself says and we show. The `.po` and `.mo` are made here, never edited.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).parents[1] / "chungtay"
LOCALE = PACKAGE / "locale"
LANGUAGES = ("vi", "lo")

Key = tuple[str, str]  # context, English

KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}

# Below the screens nobody calls gettext; there, what begins and ends like a sentence is said to people.
SPEAKING = ("rules", "models", "papers", "cube", "answers", "actions")
# Said by the command only, which speaks English.
ENGLISH = {"rules/doctor.py", "answers/doctor.py", "incidents/rules/sealed/bundles.py"}
SENTENCE = re.compile(r"(?:[A-Z]|%\()[ -~‘’“”–…×]*\s[ -~‘’“”–…×]*\.")


@dataclass(frozen=True)
class Piece:
    """One translated message and the file that holds it."""

    file: str
    en: str
    context: str = ""
    en_plural: str = ""
    vi: str = ""
    lo: str = ""
    lo_reviewed: bool = False

    @property
    def key(self) -> Key:
        return self.context, self.en


def pieces() -> list[Piece]:
    return [
        Piece(file.name, **message)
        for file in sorted((LOCALE / "pieces").glob("*.toml"))
        for message in tomllib.loads(file.read_text()).get("message", [])
    ]


def write(held: list[Piece], home: Path = LOCALE) -> None:
    for language in LANGUAGES:
        folder = home / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        catalogue = catalogue_of(held, language)
        with (folder / "django.po").open("wb") as file:
            write_po(file, catalogue, width=0)
        with (folder / "django.mo").open("wb") as file:
            write_mo(file, catalogue)


def catalogue_of(held: list[Piece], language: str) -> Catalog:
    # A catalogue whose header is marked fuzzy would be skipped without a word.
    catalogue = Catalog(locale=language, project="Chung Tay", fuzzy=False)
    for piece in held:
        text = getattr(piece, language)
        if text and catalogue.get(piece.en, piece.context or None) is None:
            plural = bool(piece.en_plural)
            catalogue.add(
                (piece.en, piece.en_plural) if plural else piece.en,
                (text,) if plural else text,
                context=piece.context or None,
                auto_comments=["unreviewed"] if language == "lo" and not piece.lo_reviewed else [],
            )
    return catalogue


def wanted() -> dict[Key, str]:
    """Every message that the house can say, and where it says it."""
    found: dict[Key, str] = {}
    for file in sorted(PACKAGE.rglob("*")):
        if file.suffix in (".html", ".py") and "migrations" not in file.parts:
            for line, key in said_in(file):
                found.setdefault(key, f"{file.relative_to(PACKAGE.parent)}:{line}")
    return found


def said_in(file: Path) -> Iterator[tuple[int, Key]]:
    if file.suffix == ".html":
        yield from marked(templated, file)
    elif file.relative_to(PACKAGE).as_posix() in ENGLISH:
        return
    elif floor_of(file) in SPEAKING:
        yield from sentences(file)
    else:
        yield from marked(extract_python, file)
        yield from messages(file)


def floor_of(file: Path) -> str:
    """The annex has floors of its own, of the same names."""
    first, *more = file.relative_to(PACKAGE).parts
    return more[0] if first == "incidents" else first


def marked(how: Callable, file: Path) -> Iterator[tuple[int, Key]]:
    """What stands in a call of gettext or in a template's translate."""
    with file.open("rb") as source:
        for line, text, _, context in extract(how, source, KEYWORDS):
            yield line, (context or "", text[0] if isinstance(text, tuple) else text)


def templated(source, keywords, comment_tags, options):  # type: ignore[no-untyped-def]
    """A template with everything but its messages blanked out, read as Python is read."""
    blanked = templatize(source.read().decode(), origin=getattr(source, "name", ""))
    return extract_python(BytesIO(blanked.encode()), keywords, comment_tags, options)


def messages(file: Path) -> Iterator[tuple[int, Key]]:
    """The texts of `Message("…")` in screens and doors."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Message" and node.args:
            text = node.args[0]
            if isinstance(text, ast.Constant):
                yield node.lineno, ("", str(text.value))


def sentences(file: Path) -> Iterator[tuple[int, Key]]:
    tree = ast.parse(file.read_text())
    silent = {id(part) for node in ast.walk(tree) for part in unsaid(node)}
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in silent]
    for node in texts:
        if isinstance(node.value, str) and SENTENCE.fullmatch(node.value):
            yield node.lineno, ("", node.value)


def unsaid(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, and what an assertion tells a programmer."""
    if isinstance(node, ast.Expr):
        yield node.value
    if isinstance(node, ast.Assert) and node.msg:
        yield from ast.walk(node.msg)


def lacking(held: list[Piece]) -> list[str]:
    """What some language cannot say yet; Django speaks Vietnamese by itself."""
    said = {piece.key: piece for piece in held}
    return [
        f"{language} lacks {key[1]!r}{f' ({key[0]})' if key[0] else ''} of {where}"
        for key, where in wanted().items()
        for language in LANGUAGES
        if key not in said or not getattr(said[key], language)
    ]


def misplaced(held: list[Piece]) -> list[str]:
    """Translations that drop a value or name one that is not given; showing them would fail."""
    return [
        f"{piece.file}: {getattr(piece, language)!r} does not have the values of {piece.en!r}"
        for piece in held
        for language in LANGUAGES
        if getattr(piece, language) and values_in(getattr(piece, language)) != values_in(piece.en)
    ]


def values_in(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|%s|%d", text))


def left_over(held: list[Piece]) -> list[str]:
    asked = wanted()
    return [
        f"{piece.file} translates {piece.en!r}, which nobody says"
        for piece in held
        if piece.file != "django.toml" and piece.key not in asked
    ]


def disagreeing(held: list[Piece]) -> list[str]:
    first: dict[Key, Piece] = {}
    return [
        f"{piece.file} and {first[piece.key].file} disagree about {piece.en!r}"
        for piece in held
        if (piece.vi, piece.lo) != (first.setdefault(piece.key, piece).vi, first[piece.key].lo)
    ]


def main() -> None:
    held = pieces()
    write(held)
    if "--check" in sys.argv:
        found = lacking(held) + left_over(held) + disagreeing(held) + misplaced(held)
        sys.stdout.write("\n".join(found or ["Nothing is lacking."]) + "\n")
        sys.exit(bool(found))


if __name__ == "__main__":
    main()
