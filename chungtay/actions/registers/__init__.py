"""Opens, changes, merges and closes what registers keep: each dated fact stays, and moves what the ledger counts."""

from .closing import close_registered
from .kinds import add_kind
from .members import change_registered
from .merging import merge_registered, split_registered
from .opening import open_registered
from .serving import serve_programmes
from .strengthening import strengthen

__all__ = [
    "add_kind",
    "change_registered",
    "close_registered",
    "merge_registered",
    "open_registered",
    "serve_programmes",
    "split_registered",
    "strengthen",
]
