"""The verb `migrate`: brings the database up to date, with the regimes and deadlines that come with it."""

import argparse
from typing import Literal

SUMMARY = "bring the database up to date, making it where there is none"
EXAMPLE = "CHUNGTAY_HOME=/srv/chungtay chungtay migrate"
NEEDS: Literal["nothing", "django", "tables"] = "django"


def arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(asked: argparse.Namespace) -> int:
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0, interactive=False)

    from chungtay.actions.deadlines import lay_deadlines
    from chungtay.actions.occasions import lay_occasions
    from chungtay.actions.regimes import lay_regimes

    lay_regimes(timezone.now())
    lay_occasions(timezone.now())
    lay_deadlines(timezone.now())
    return 0
