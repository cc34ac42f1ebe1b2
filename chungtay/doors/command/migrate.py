"""The verb `migrate`: brings the database up to date."""

import argparse
from typing import Literal

SUMMARY = "bring the database up to date, making it where there is none"
EXAMPLE = "CHUNGTAY_HOME=/srv/chungtay chungtay migrate"
NEEDS: Literal["nothing", "django", "tables"] = "django"


def arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(asked: argparse.Namespace) -> int:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    return 0
