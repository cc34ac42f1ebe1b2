"""The verb `demo`: loads the demo world into an empty home, whole or not at all."""

import argparse
import sys
from importlib.metadata import entry_points
from typing import Literal

from chungtay.rules.messages import Message, RuleBroken

SUMMARY = "load the demo world into an empty CHUNGTAY_HOME"
EXAMPLE = "CHUNGTAY_HOME=/tmp/tour chungtay demo"
NEEDS: Literal["nothing", "django", "tables"] = "django"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--if-empty", action="store_true", help="do nothing where there is data already")


def run(asked: argparse.Namespace) -> int:
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from chungtay.actions.places import load_atlas
    from chungtay.models import Organisation

    from .world import load

    call_command("migrate", verbosity=0, interactive=False)
    if Organisation.objects.exists():
        if asked.if_empty:
            return 0
        text = "There is data in %(home)s already. The demo loads into an empty home only."
        raise RuleBroken(Message(text, {"home": settings.HOME}))
    load(timezone.now())
    load_atlas(by=None, at=timezone.now())  # the nation around the demo's few units; its names stay
    for room in entry_points(group="chungtay.demos"):  # rooms that the house does not know
        room.load()(timezone.now())
    settings.DEMO_MARK.write_text("One click enters a role while this file stands here.\n")
    sys.stdout.write(f"The demo world stands in {settings.HOME}.\n")
    return 0
