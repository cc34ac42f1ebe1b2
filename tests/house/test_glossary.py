"""GLOSSARY.md gives every context and every model its words, and names those that no screen says."""

import ast
import re
from enum import Enum

import pytest

from chungtay.models import AgreementKind
from chungtay.rules.ledger import Kind, Qualifier
from chungtay.rules.people import Act, Role
from chungtay.rules.plans import PlanState
from chungtay.rules.reports import LineState, ReportState
from chungtay.rules.signing import State
from tests.house.source import PACKAGE, ROOT, tree_of
from tools.catalogues import pieces

# Rows that only join others, and abstract ones: nobody ever says their names.
UNSAID = {
    "Record",
    "NumberField",
    "PlaceAlias",
    "MapStamp",
    "Edition",
    "Folded",
    "ReadingCorrection",
    "LedgerHead",
    "SearchText",
    "FileText",
    "AuditHead",
    "AccountManager",
    "Reader",
    "Held",
    "StandingManager",
    "StandingTargets",
    "Counted",
    "PublicManager",
    "Row",
    "InForce",
}
MODELS = (PACKAGE / "models", PACKAGE / "incidents" / "models")  # of the house and of its annex


def glossary_names() -> set[str]:
    return set(re.findall(r"`([A-Za-z_]+)`", (ROOT / "GLOSSARY.md").read_text()))


def test_every_context_is_in_the_glossary() -> None:
    contexts = {path.stem for path in (PACKAGE / "models").iterdir() if path.suffix in {"", ".py"}} - {
        "__init__",
        "__pycache__",
        "record",
        "beginning",
        "guards",
        "walks",
    }
    assert contexts - glossary_names() == set()


def test_every_model_is_in_the_glossary() -> None:
    models = {
        node.name
        for folder in MODELS
        for path in folder.rglob("*.py")
        if path.name not in ("beginning.py", "guards.py", "walks.py")
        for node in tree_of(path).body
        if isinstance(node, ast.ClassDef) and not node.name.endswith(("QuerySet", "Kind"))
    }
    assert models - UNSAID - glossary_names() == set()


def test_every_model_that_the_glossary_names_exists() -> None:
    told = {name for name in glossary_names() if name[0].isupper()}
    known = {
        node.name
        for folder in MODELS
        for path in folder.rglob("*.py")
        for node in tree_of(path).body
        if isinstance(node, ast.ClassDef)
    }
    assert told - known == set()


@pytest.mark.parametrize(
    "words", [Role, Act, ReportState, LineState, State, PlanState, Kind, Qualifier, AgreementKind]
)
def test_every_word_that_people_choose_from_is_in_the_glossary(words: type[Enum]) -> None:
    assert {word.value for word in words} - glossary_names() == set()


def test_no_page_says_a_word_that_is_never_written() -> None:
    never = words_never_written()
    assert "bút toán" in never
    said = {piece.en: [word for word in never if word in piece.vi.lower()] for piece in pieces()}
    assert {english: words for english, words in said.items() if words} == {}


def words_never_written() -> list[str]:
    """The last column of the last table; a word with a reason in brackets is right elsewhere."""
    table = (ROOT / "GLOSSARY.md").read_text().split("## Write, and never write")[1]
    last = [line.split("|")[3].strip() for line in table.splitlines() if line.startswith("| ")][1:]
    return [word for word in last if "(" not in word]
