"""Each unsafe fact is named once, with its mend; a sound installation is left in peace."""

from dataclasses import fields
from datetime import timedelta
from typing import Any

import pytest

from chungtay.rules.doctor import GIB, RULES, Facts, Severity, findings

HERE = ("127.0.0.1", "localhost", ".localhost", "[::1]")

CASES: list[tuple[dict[str, Any], str, str]] = [
    ({"hosts": ("*",)}, "hosts", "stands for many"),
    ({"hosts": (".example.org",)}, "hosts", "stands for many"),
    ({"hosts": (), "https": False, "proxies": 0}, "hosts", "every request is refused"),
    ({"https": False, "proxies": 0}, "https", "without https"),
    ({"proxies": 0}, "proxies", "no proxy is declared"),
    ({"hosts": HERE, "https": False}, "proxies", "anybody may write"),
    ({"debug": True}, "debug", "inside of the house"),
    ({"demo": True}, "demo", "one click enters"),
    ({"home_open_to_others": True}, "home", "look into the home"),
    ({"database_open_to_others": True}, "home", "read the database"),
    ({"keys_open_to_others": ("django",)}, "keys", "django can be read by others"),
    ({"short_keys": ("django",)}, "keys", "can be guessed"),
    ({"session_whole": timedelta(days=14)}, "sessions", "14 days"),
    ({"session_rest": timedelta(hours=8)}, "sessions", "8:00:00"),
    ({"hasher": "pbkdf2_sha256"}, "passwords", "pbkdf2_sha256"),
    ({"blocked_words": 0}, "passwords", "is missing"),
    ({"without_second_factor": 3}, "factors", "3 accounts"),
    ({"plain_providers": ("office",)}, "providers", "office is asked over http"),
    ({"sqlite": (3, 40, 1)}, "sqlite", "3.40.1"),
    ({"sqlite": (3, 51, 2)}, "sqlite", "3.51.2"),
    ({"sqlite": (3, 45, 0)}, "sqlite", "3.45.0"),
    ({"missing_guards": ("guard_entry_update",)}, "guards", "guard_entry_update is gone"),
    ({"ahead": timedelta(hours=2)}, "clock", "2:00:00"),
]
ADVICE: list[tuple[dict[str, Any], str, str]] = [
    ({"administrators": 0}, "administrators", "no post can be given"),
    ({"stale_invitations": 2}, "invitations", "2 invitations"),
    ({"portals": (("Union", ("terms",)),)}, "portals", "how its texts may be printed again"),
    ({"portals": (("Union", ("responsible", "hosts")),)}, "portals", "nobody reaches it"),
    ({"missing_fonts": ("notosanslao",)}, "fonts", "no paper"),
    ({"stuck_jobs": 2}, "jobs", "2 jobs should have begun"),
    ({"failed_jobs": 3}, "jobs", "3 jobs of the last seven days"),
    ({"free_bytes": GIB - 2**20}, "space", "1023 MiB"),
]


@pytest.mark.parametrize(("changed", "name", "words"), CASES)
def test_what_is_unsafe_is_named_once_with_its_mend(changed: dict[str, Any], name: str, words: str) -> None:
    (found,) = findings(Facts(**changed))
    assert (found.name, found.severity) == (name, Severity.UNSAFE)
    assert words in found.says
    assert found.mend


@pytest.mark.parametrize(("changed", "name", "words"), ADVICE)
def test_what_is_unwise_is_advice(changed: dict[str, Any], name: str, words: str) -> None:
    (found,) = findings(Facts(**changed))
    assert (found.name, found.severity) == (name, Severity.ADVICE)
    assert words in found.says


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"hosts": HERE, "https": False, "proxies": 0},
        {"hosts": HERE, "https": False, "proxies": 0, "demo": True},
        {"session_whole": timedelta(hours=8), "session_rest": timedelta(minutes=15)},
        {"sqlite": (3, 51, 3)},
        {"sqlite": (3, 50, 7)},
        {"sqlite": (3, 44, 6)},
        {"sqlite": (3, 53, 4)},
        {"sqlite": (4, 0, 0)},
        {"ahead": timedelta(minutes=4)},
    ],
)
def test_a_sound_installation_is_left_in_peace(changed: dict[str, Any]) -> None:
    assert findings(Facts(**changed)) == []


def test_unsafe_things_come_before_advice() -> None:
    found = findings(Facts(administrators=0, demo=True, free_bytes=0, missing_guards=("a", "b")))
    assert [one.name for one in found] == ["demo", "guards", "guards", "administrators", "space"]


def test_every_rule_and_every_fact_is_tried_here() -> None:
    tried = [*CASES, *ADVICE]
    assert {name for _, name, _ in tried} == {name for name, _, _ in RULES}
    assert {fact for changed, _, _ in tried for fact in changed} == {field.name for field in fields(Facts)}
