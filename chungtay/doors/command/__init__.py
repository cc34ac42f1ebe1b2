"""The `chungtay` command: a thin door over answers and actions, one file a verb.

A verb is a module with `SUMMARY`, `EXAMPLE`, `NEEDS`, `arguments(parser)` and `run(asked)`, which returns the exit
status. Those in `VERBS` lie beside this file; others are found by the entry points of the group `chungtay.verbs`.
Exit status: 0 done, 1 a check failed, 2 bad input. Answers go to stdout, everything else to stderr.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.metadata import entry_points
from typing import Literal, Protocol

from chungtay.rules.messages import RuleBroken

VERBS = (
    "serve",
    "work",
    "migrate",
    "read",
    "totals",
    "load",
    "places",
    "review",
    "paper",
    "check",
    "doctor",
    "invite",
)

BAD_INPUT = 2


class BadInput(Exception):
    """Asked for in a way that no verb understands. Said in English only: whoever types commands reads it."""


class Verb(Protocol):
    SUMMARY: str
    EXAMPLE: str
    NEEDS: Literal["nothing", "django", "tables"]

    def arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, asked: argparse.Namespace) -> int: ...


def main(argv: Sequence[str] | None = None) -> int:
    asked = parser().parse_args(argv)
    verb: Verb = asked.verb
    try:
        make_ready(verb.NEEDS)
        return verb.run(asked)
    except BadInput as refused:
        complain(str(refused))
        return BAD_INPUT
    except RuleBroken as broken:
        for message in broken.messages:
            complain(str(message))
        return BAD_INPUT
    except BrokenPipeError:
        # `chungtay totals … | head` ends early; Python must not complain again when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(prog="chungtay", description="Runs cooperation programmes.")
    verbs = whole.add_subparsers(title="verbs", metavar="VERB", required=True)
    for name, verb in found():
        own = verbs.add_parser(
            name,
            help=verb.SUMMARY,
            description=verb.SUMMARY,
            epilog=f"example:\n  {verb.EXAMPLE}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        verb.arguments(own)
        own.set_defaults(verb=verb)
    return whole


def found() -> Iterator[tuple[str, Verb]]:
    for name in VERBS:
        yield name, import_module(f"{__name__}.{name}")
    for entry in sorted(entry_points(group="chungtay.verbs")):
        yield entry.name, entry.load()


def complain(sentence: str) -> None:
    # An argument may hold bytes that are no text; they are told as \udcff, on any screen.
    told = sentence.encode(errors="backslashreplace").decode()
    sys.stderr.write(f"chungtay: {told}\n")


def make_ready(needs: Literal["nothing", "django", "tables"]) -> None:
    """Django takes half a second to wake; a verb that only reads a file does without it."""
    if needs == "nothing":
        return
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.settings")
    try:
        django.setup()
    except (OSError, ValueError) as problem:  # the settings read two variables and keep their key in the home
        raise BadInput(f"Look at CHUNGTAY_HOME and DATABASE_URL: {problem}") from None
    refuse_a_silent_database()
    if needs == "tables":
        refuse_unless_migrated()


def refuse_a_silent_database() -> None:
    from django.db import DatabaseError, connection

    try:
        connection.ensure_connection()
    except DatabaseError as problem:
        why, _, _ = str(problem).strip().partition("\n")
        raise BadInput(f"The database does not answer: {why}") from None


def refuse_unless_migrated() -> None:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise BadInput("The database is not up to date. Run: chungtay migrate")
