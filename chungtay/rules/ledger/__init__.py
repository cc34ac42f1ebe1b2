"""The ledger of results: the slow, obvious reference that every fast answer must always equal.

**The idea.** A result is written down once, as a signed *entry*: so much of an indicator, at a place as it
existed that day, on a day, by a holder, for the programmes that it serves. Entries are never changed. What
was wrong is *reversed* by an equal and opposite entry, and the right value is written after it. Every
figure is a sum over entries; nobody keeps totals that could disagree.

Three clocks tell which entries count and where. *When it happened*: the window of days, both included.
*When we knew*: the number of a posting; later ones are not yet there. *Which map*: the day whose units are
the rows.

Kinds of indicator differ only in how they add over time:

- **flows** and **participations** (sessions, attendances, money) add over the days of the window;
- **stocks** (clubs that stand) are running sums of changes up to the last day. A register posts +1 and -1;
  a *statement* ("10 stand today") posts the difference to what the running sum gives (see `statements`);
- **persons** are distinct only within the period for which somebody counted them. Asked for exactly that
  period they add over places; over a longer window we only know "at least", the greatest single period
  inside;
- **ratios** are never added: they are made anew from the sums of numerator and denominator.

An entry that serves two programmes counts in each and once in any total across them. One breakdown of a
line, the base, adds up to its total; "of which" breakdowns are read when asked for and are never added.
Zero is an entry of 0; nothing reported is no entry, and reads `None`.

Amounts are whole ten-thousandths. `entries` says what an entry is, `totals` adds, `statements` turns levels
into changes, `postings` seals what was written, `chain` proves it, `lines` checks breakdowns, `targets`
compares.
"""

from chungtay.rules.ledger.chain import verify_chain
from chungtay.rules.ledger.entries import (
    BASE,
    Categories,
    Entry,
    Indicator,
    Kind,
    Qualifier,
    Window,
    combined,
    live,
    reversal_of,
)
from chungtay.rules.ledger.ground import ground_of
from chungtay.rules.ledger.lines import Breakdown, check_line
from chungtay.rules.ledger.postings import (
    BEFORE_THE_FIRST,
    Body,
    Columns,
    Head,
    Posting,
    canonical_bytes,
    chain_hash,
    columns_of,
    entries_of,
    posted,
    posting_at,
    read_body,
    sealed,
)
from chungtay.rules.ledger.statements import (
    Statement,
    check_register_change,
    level_of,
    parts_reported,
    statement_entries,
    withdrawal_entries,
)
from chungtay.rules.ledger.targets import due_share, progress
from chungtay.rules.ledger.totals import Answer, Question, Row, totals

__all__ = [
    "BASE",
    "BEFORE_THE_FIRST",
    "Answer",
    "Body",
    "Breakdown",
    "Categories",
    "Columns",
    "Entry",
    "Head",
    "Indicator",
    "Kind",
    "Posting",
    "Qualifier",
    "Question",
    "Row",
    "Statement",
    "Window",
    "canonical_bytes",
    "chain_hash",
    "check_line",
    "check_register_change",
    "columns_of",
    "combined",
    "due_share",
    "entries_of",
    "ground_of",
    "level_of",
    "live",
    "parts_reported",
    "posted",
    "posting_at",
    "progress",
    "read_body",
    "reversal_of",
    "sealed",
    "statement_entries",
    "totals",
    "verify_chain",
    "withdrawal_entries",
]
