"""`docs/security.md` speaks of every requirement of its five chapters, and names tests that exist."""

import ast
import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings

from chungtay.screens.accounts import forms as accounts
from chungtay.screens.people import invited
from tests.house.source import PACKAGE, ROOT, tree_of

TEXT = (ROOT / "docs" / "security.md").read_text()
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([123]) \| (.+?) \| (.+) \|$", re.MULTILINE)
ROWS = ROW.findall(TEXT)

# How many requirements ASVS 5.0.0 has in each section of these chapters.
SECTIONS = {
    "6": (3, 12, 8, 6, 8, 4, 2, 4),
    "7": (3, 4, 2, 5, 3, 2),
    "8": (4, 4, 3, 2),
    "14": (2, 8, 3),
    "16": (1, 5, 4, 3, 4),
}
WITHOUT_A_TEST = ("Not met: ", "Not applicable: ", "In writing: ", "Untested: ")


def defined_in(path: Path) -> set[str]:
    return {node.name for node in tree_of(path).body if isinstance(node, ast.FunctionDef)}


def named_in(held_by: str) -> list[tuple[str, str]]:
    """Each test of a row with the file that it stands in."""
    found, file = [], ""
    for name in re.findall(r"`([^`]+)`", held_by):
        if name.startswith("tests/"):
            file = name
        elif name.startswith("test_"):
            found.append((file, name))
    return found


def test_every_requirement_is_spoken_of_once() -> None:
    wanted = [
        f"{chapter}.{section}.{number}"
        for chapter, sizes in SECTIONS.items()
        for section, size in enumerate(sizes, 1)
        for number in range(1, size + 1)
    ]
    assert [number for number, _, _, _ in ROWS] == wanted


@pytest.mark.parametrize(("number", "held_by"), [(row[0], row[3]) for row in ROWS])
def test_each_is_held_by_tests_that_exist_or_says_why_not(number: str, held_by: str) -> None:
    named = named_in(held_by)
    assert named or held_by.startswith(WITHOUT_A_TEST)
    assert [name for file, name in named if name not in defined_in(ROOT / file)] == []


def test_no_sentence_of_the_standard_is_copied() -> None:
    """It begins each with the same words; ours are short."""
    assert "Verify that" not in TEXT
    assert max(len(what.split()) for _, _, what, _ in ROWS) < 16


# What no test elsewhere holds


def password_fields() -> list[forms.Field]:
    shown = [
        form.base_fields
        for module in (accounts, invited)
        for form in vars(module).values()
        if isinstance(form, type) and issubclass(form, forms.Form)
    ]
    return [field for fields in shown for name, field in fields.items() if "password" in name]


def test_passwords_are_typed_unseen_and_may_be_pasted() -> None:
    fields = password_fields()
    assert len(fields) >= 4
    for field in fields:
        assert isinstance(field.widget, forms.PasswordInput)
        assert field.widget.attrs["autocomplete"] in ("current-password", "new-password")
        assert not [name for name in field.widget.attrs if name.startswith("on")]
    # One script takes what is pasted: in the boxes of an article, and in no other.
    taking = [path for path in PACKAGE.rglob("*.js") if "paste" in path.read_text()]
    assert [path.name for path in taking] == ["write-article.js"]
    boxes = {path.parent.name for path in PACKAGE.rglob("*.py") if "clean-paste" in path.read_text()}
    assert boxes == {"articles"}


def test_no_script_keeps_anything_in_the_browser() -> None:
    keeping = re.compile(r"localStorage|sessionStorage|indexedDB|caches\.|serviceWorker|document\.cookie")
    held = [path for path in PACKAGE.rglob("*.js") if keeping.search(path.read_text())]
    # But one of the annex: which lists of keys it saw, what is sealed and waits, and a key that only signs.
    assert [path.name for path in held] == ["memory.js"]
    assert "const STORES = ['heads', 'waiting', 'sender'];" in held[0].read_text()


def test_recovery_codes_are_long_enough() -> None:
    assert settings.MFA_RECOVERY_CODE_DIGITS >= 6  # twenty bits
