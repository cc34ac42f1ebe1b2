"""`python -m bench workload`: lays the common workload, serves it, and tells what each operation took.

    python -m bench workload                 WS: 10 places, 800 values; a minute
    python -m bench workload --size W1       100 places, 40,000 values with 200,000 parts
    python -m bench workload --size W10      ten such programmes
Everything lies in a folder of its own under TMPDIR, unless --home names one; a home that is laid already is used.
"""

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

SIZES = ("WS", "W1", "W10")


def main(words: Sequence[str]) -> int:
    told = (__doc__ or "").splitlines()[0]
    parser = argparse.ArgumentParser(prog="python -m bench workload", description=told)
    parser.add_argument("--size", choices=SIZES, default="WS")
    parser.add_argument("--home", type=Path, help="keep the home there and use it again")
    asked = parser.parse_args(words)
    home = asked.home or Path(tempfile.mkdtemp(prefix="chungtay-workload-"))
    os.environ |= {
        "CHUNGTAY_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "chungtay.settings",
        "DATABASE_URL": "",
    }
    try:
        return measured(asked.size)
    finally:
        if asked.home is None:
            shutil.rmtree(home)


def measured(name: str) -> int:
    import django

    django.setup()
    from django.core.management import call_command

    from bench.workload import world
    from bench.workload.operations import Bench
    from bench.workload.served import WORKERS, served
    from bench.workload.table import table

    call_command("migrate", verbosity=0)
    size = world.SIZES[name]
    loading = laid(size)
    with served() as server:
        rows = []
        for row in Bench(size, world.kept_programmes(), server).run():
            sys.stderr.write(f"{row.operation:8} {row.what}: {row.ours}\n")
            rows.append(row)
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {WORKERS} processes, SQLite"
    sys.stdout.write(table(size, rows, f"{machine}; {loading}"))
    return 0


def laid(size: "world.Size") -> str:  # type: ignore[name-defined]  # noqa: F821
    """Unless it lies there already."""
    from bench.workload import world
    from chungtay.models import Agreement

    if Agreement.objects.exists():
        return "laid before"
    begun = time.perf_counter()
    for done, of in world.lay_reports(size, world.lay_programmes(size)):
        sys.stderr.write(f"\rlaid {done} of {of} quarters, {time.perf_counter() - begun:.0f} s")
    sys.stderr.write("\n")
    return f"laid through the actions of the product in {time.perf_counter() - begun:.0f} s"
