"""Lays Wagtail's starter site in a folder of its own and serves its page, by the same server as ours.

Only for this comparison, and no dependency of the house: an environment of its own is made from `wagtail.lock`, hash by
hash. As `wagtail start` leaves it, with its production settings: it keeps no pages, ours does.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.demo_server import free_port, stop, wait_until_served

LOCK = Path(__file__).with_name("wagtail.lock")
SETTINGS = """from .production import *

SECRET_KEY = "measured and thrown away"
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
"""


def laid(folder: Path) -> Path | None:
    """The site, ready to be served; None where the packages cannot be had."""
    tools, site = folder / "tools", folder / "site"
    subprocess.run([sys.executable, "-m", "venv", tools], check=True)
    pip: list[str | Path] = [
        tools / "bin" / "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--require-hashes",
        "-r",
        LOCK,
    ]
    if subprocess.run(pip, check=False, capture_output=True).returncode:
        return None
    site.mkdir()
    run(tools / "bin" / "wagtail", "start", "starter", site, cwd=folder)
    (site / "starter" / "settings" / "bench.py").write_text(SETTINGS)
    python = tools / "bin" / "python"
    run(python, "manage.py", "migrate", cwd=site)
    run(python, "manage.py", "collectstatic", "--noinput", cwd=site)
    return site


def run(*words: str | Path, cwd: Path) -> None:
    subprocess.run(words, check=True, cwd=cwd, env=environment(), stdout=subprocess.DEVNULL)


def environment() -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "DATABASE_URL")}
    return {**ours, "DJANGO_SETTINGS_MODULE": "starter.settings.bench"}


@contextmanager
def served(site: Path, *, workers: int, threads: int) -> Iterator[int]:
    """Its port."""
    port = free_port()
    words: list[str | Path] = [
        site.parent / "tools" / "bin" / "granian", "--interface", "wsgi", "--port", str(port), "--log-level", "warning",
        "--workers", str(workers), "--blocking-threads", str(threads), "starter.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(words, cwd=site, env=environment(), stdout=subprocess.DEVNULL)
    try:
        wait_until_served(server, f"http://127.0.0.1:{port}")
        yield port
    finally:
        stop(server)
