"""Files say what they are for, stay short, and bear names that mean something."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, ROOT, python_files, short, tree_of

EMPTY_NAMES = {
    "util",
    "utils",
    "helper",
    "helpers",
    "common",
    "manager",
    "service",
    "services",
    "data",
    "info",
    "misc",
}
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
LONGEST_TEMPLATE = 60


def test_every_file_says_what_it_is_for() -> None:
    silent = [short(path) for path in python_files() if not ast.get_docstring(tree_of(path))]
    assert silent == []


def test_no_file_has_an_empty_name() -> None:
    names = [short(path) for path in python_files() if EMPTY_NAMES & {path.stem, path.parent.name}]
    assert names == []


def test_no_file_is_longer_than_a_room() -> None:
    lengths = {short(path): len(path.read_text().splitlines()) for path in python_files()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_page() -> None:
    long = {
        f"{short(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in python_files()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == {}


def test_no_template_is_longer_than_a_page() -> None:
    templates = [*PACKAGE.rglob("*.html")]
    lengths = {short(path): len(path.read_text().splitlines()) for path in templates}
    assert {name: length for name, length in lengths.items() if length > LONGEST_TEMPLATE} == {}


def test_templates_carry_no_style_and_no_script_of_their_own() -> None:
    inline = [
        short(path)
        for path in PACKAGE.rglob("*.html")
        if re.search(r"\sstyle=|<style|<script(?![^>]*\bsrc=)|\son[a-z]+=", path.read_text())
    ]
    assert inline == []


# What serves all contexts.
OF_ALL = {
    "actions": {"recorded", "factors", "providers", "uploads", "mails", "news_by_mail", "exchange"},
    "answers": {
        "sentences",  # says what the rules say, in the reader's language
        "figures",
        "evidence",
        "workbooks",
        "territories",
        "work",
        "lists",
        "doctor",
        "providers",
        "exchange",  # what the rooms between two sides share
        "sides",
        "tongues",
    },
    "rules": {
        "alphabets",
        "elsewhere",
        "messages",
        "tables",
        "amounts",
        "official",
        "proxies",
        "mails",
        "passwords",
        "providers",
        "doctor",
        "uploads",
        "sealing",
        "charts",
        "exchange",
        "unnamed",  # finds what would let somebody be recognised
    },
    "screens": {
        "oversight",  # the front page of a half
        "exchange",
        "accounts",
        "amounts",
        "beat",
        "work",
        "fields",
        "headers",
        "context",
        "errors",
        "languages",
        "logs",
        "look",
        "middleware",
        "sheets",
        "charts",
        "states",
        "tags",
        "static",
    },
}


@pytest.mark.parametrize("floor", ["actions", "answers", "rules", "screens"])
def test_a_context_has_the_same_name_on_every_floor(floor: str) -> None:
    """A verb or a page belongs to a context that the models know; what serves all contexts is listed above."""
    contexts = {path.stem for path in (PACKAGE / "models").iterdir()} | {
        "programmes",
        "next_year",
        "cascade",
        "loading",
        "portals",  # of `published`: who answers for a site
        "petitions",  # of `readers`: the office's side of their letters
    }
    own = {
        path.stem
        for path in (PACKAGE / floor).iterdir()
        if path.suffix in {"", ".py"} and path.name[0] != "_"
    }
    assert own - contexts - OF_ALL[floor] == set()


def test_foreign_keys_name_classes_not_strings() -> None:
    strings = [
        f"{short(path)}:{node.lineno}"
        for path in (PACKAGE / "models").glob("*.py")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"ForeignKey", "OneToOneField", "ManyToManyField"}
        and isinstance(node.args[0], ast.Constant)
        and node.args[0].value != "self"
    ]
    assert strings == []


def test_inside_the_models_each_is_imported_from_its_own_file() -> None:
    lazy = [
        short(path)
        for path in (PACKAGE / "models").glob("*.py")
        if "from chungtay.models import" in path.read_text()
    ]
    assert lazy == []


def test_no_file_names_the_machine_that_it_was_written_on() -> None:
    tracked = [path for path in ROOT.rglob("*") if path.is_file() and not _is_derived(path)]
    words = re.compile("/" + r"work/\w|/" + "root/|/" + "home/[a-z]")
    named = [short(path) for path in tracked if path.suffix in TEXTS and words.search(path.read_text())]
    assert named == []


TEXTS = {".py", ".md", ".toml", ".html", ".css", ".js", ".txt", ".lock", ".in", ".po", ".typ", ""}
DERIVED = {".git", ".venv", "var", "pictures", "__pycache__", ".hypothesis", ".mypy_cache", ".ruff_cache"}


def _is_derived(path: Path) -> bool:
    return bool(DERIVED & set(path.relative_to(ROOT).parts))
