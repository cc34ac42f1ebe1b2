"""GLOSSARY.md gives every context and every model its Vietnamese, Lao and English words."""

import ast
import re

from tests.house.source import PACKAGE, ROOT, tree_of

# Rows that only join others, and abstract ones: nobody ever says their names.
UNSAID = {"Record", "PlaceAlias", "ReadingCorrection", "LedgerHead", "AccountManager"}


def glossary_names() -> set[str]:
    return set(re.findall(r"`([A-Za-z_]+)`", (ROOT / "GLOSSARY.md").read_text()))


def test_every_context_is_in_the_glossary() -> None:
    contexts = {path.stem for path in (PACKAGE / "models").glob("*.py")} - {"__init__", "record", "guards"}
    assert contexts - glossary_names() == set()


def test_every_model_is_in_the_glossary() -> None:
    models = {
        node.name
        for path in (PACKAGE / "models").glob("*.py")
        for node in tree_of(path).body
        if isinstance(node, ast.ClassDef) and not node.name.endswith(("QuerySet", "Kind"))
    }
    assert models - UNSAID - glossary_names() == set()


def test_every_model_that_the_glossary_names_exists() -> None:
    told = {name for name in glossary_names() if name[0].isupper()}
    known = {
        node.name
        for path in (PACKAGE / "models").glob("*.py")
        for node in tree_of(path).body
        if isinstance(node, ast.ClassDef)
    }
    assert told - known == set()
