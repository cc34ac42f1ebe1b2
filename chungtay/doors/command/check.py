"""The verb `check`: proves that nothing recorded was changed since."""

import argparse
import sys
from typing import Literal

SUMMARY = "verify ledger and audit: their chains of hashes, the guards, every line against its entries"
EXAMPLE = "chungtay check"
NEEDS: Literal["nothing", "django", "tables"] = "tables"

FAILED = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(asked: argparse.Namespace) -> int:
    from chungtay.answers.ledger import faults
    from chungtay.models import AuditHead, LedgerHead

    wrong = faults()
    for fault in wrong:
        sys.stderr.write(f"chungtay: {fault}\n")
    if wrong:
        return FAILED
    head = LedgerHead.objects.first()
    sys.stdout.write(f"The ledger is sound: {head.posting if head else 0} postings, ")
    sys.stdout.write(f"{head.seq if head else 0} entries. {head.hash if head else ''}\n")
    audit = AuditHead.objects.first() or AuditHead()
    sys.stdout.write(f"The audit is sound: {audit.number} lines. {audit.hash}\n")
    return 0
