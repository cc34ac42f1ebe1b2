"""The verb `check`: proves that nothing recorded was changed since."""

import argparse
import json
import sys
from typing import Literal

SUMMARY = "verify ledger and audit: their chains of hashes, the guards, every line against its entries"
EXAMPLE = "chungtay check"
NEEDS: Literal["nothing", "django", "tables"] = "tables"

FAILED = 1
TELLING = 0.05  # seconds; what is done sooner tells nothing of its speed


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")


def run(asked: argparse.Namespace) -> int:
    """Each part is told as it is done: a national ledger takes a minute."""
    from django.utils import timezone

    from chungtay.answers.ledger import checked

    wrong, parts = 0, []
    for part in checked(timezone.localdate()):
        wrong += len(part.faults)
        for fault in part.faults:
            sys.stderr.write(f"chungtay: {fault}\n")
        if asked.json:
            parts.append({
                "part": part.part, "of": part.of, "count": part.count, "seconds": round(part.seconds, 3),
                "faults": [str(fault) for fault in part.faults],
            })  # fmt: skip
        else:
            speed = f"{part.speed:,.0f} a second" if part.seconds > TELLING else ""
            sys.stdout.write(f"  {part.part:20} {part.count:>12,} {part.of:10} {speed}\n")
            sys.stdout.flush()
    heads = told_heads()
    if asked.json:
        sys.stdout.write(json.dumps({"sound": not wrong, "parts": parts, **heads}, ensure_ascii=False) + "\n")
    elif not wrong:
        sys.stdout.write(
            f"The ledger is sound: {heads['postings']} postings, {heads['entries']} entries. {heads['ledger']}\n"
        )
        sys.stdout.write(f"The audit is sound: {heads['lines']} lines. {heads['audit']}\n")
    return FAILED if wrong else 0


def told_heads() -> dict[str, int | str]:
    """What an office writes down, to hold the next check against."""
    from chungtay.models import AuditHead, LedgerHead

    ledger, audit = LedgerHead.objects.first() or LedgerHead(), AuditHead.objects.first() or AuditHead()
    return {
        "postings": ledger.posting,
        "entries": ledger.seq,
        "ledger": ledger.hash,
        "lines": audit.number,
        "audit": audit.hash,
    }
