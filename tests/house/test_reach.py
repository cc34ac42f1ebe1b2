"""The house asks no other server anything, but for the sign-ins that the installation's own file names."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, tree_of

# What can speak to another machine, or start something that can.
FAR = {
    "requests", "httpx", "aiohttp", "urllib3", "urllib.request", "http.client", "ftplib", "smtplib", "poplib",
    "imaplib", "telnetlib", "xmlrpc.client", "socketserver", "websocket", "websockets", "asyncio", "subprocess", "ssl",
    "socket", "django.core.mail", "allauth.socialaccount", "webbrowser", "multiprocessing",
}  # fmt: skip
ALLOWED = {
    "answers/providers.py": {"urllib.request", "http.client"},  # see tests/screens/test_providers.py
    "doors/command/serve.py": {"socket"},  # looks whether a port of this machine is free
    "actions/mails.py": {
        "django.core.mail",
        "smtplib",
    },  # to readers who asked; no server unless one is named
    "doors/portal/counting.py": {"multiprocessing"},  # to write what was counted before a server process ends
    # Start another process of this house: a reader of strange files with little of everything, and the worker.
    "actions/uploads/child.py": {"subprocess"},
    "doors/command/keeping.py": {"subprocess"},
    # Import what the house itself names: the work that a small process does, the kinds of long work.
    "actions/uploads/inside.py": {"asyncio"},
    "actions/jobs/registering.py": {"asyncio"},
}


def far_imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("import_module", "__import__"):
            names |= {"asyncio"} if not isinstance(node.args[0], ast.JoinedStr) else set()
    return {far for far in FAR for name in names if name == far or name.startswith(f"{far}.")}


def test_only_one_door_leads_out() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix(): far_imports(path)
        for path in PACKAGE.rglob("*.py")
        if "migrations" not in path.parts and far_imports(path)
    }
    assert found == ALLOWED


@pytest.mark.parametrize(
    "pattern", [r"https?://(?!www\.w3\.org/2000/svg)", r"(?:src|href)=[\"']//", r"@import", r"url\((?!#)"]
)
def test_no_page_style_or_script_loads_from_elsewhere(pattern: str) -> None:
    found = [
        f"{path.name}: {line.strip()[:80]}"
        for path in PACKAGE.rglob("*")
        if path.suffix in (".html", ".css", ".js", ".svg")
        for line in path.read_text().splitlines()
        if re.search(pattern, line)
    ]
    assert found == []
