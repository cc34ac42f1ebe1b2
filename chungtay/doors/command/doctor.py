"""The verb `doctor`: names what is unsafe about an installation, and how to mend it."""

import argparse
import json
import sys
from typing import Literal

SUMMARY = "name unsafe settings and their mend; exit 1 where there are any"
EXAMPLE = "chungtay doctor --json"
NEEDS: Literal["nothing", "django", "tables"] = "tables"

FAILED = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")


def run(asked: argparse.Namespace) -> int:
    from django.utils import timezone

    from chungtay.answers.doctor import examined
    from chungtay.rules.doctor import Severity

    found = examined(timezone.now(), timezone.localdate())
    is_safe = not any(one.severity is Severity.UNSAFE for one in found)
    if asked.json:
        told = {"safe": is_safe, "findings": [one.as_json() for one in found]}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    else:
        lines = [f"{one.severity}: {one.says}\n  mend: {one.mend}" for one in found]
        sys.stdout.write("\n".join(lines or ["Nothing unsafe was found."]) + "\n")
    return 0 if is_safe else FAILED
