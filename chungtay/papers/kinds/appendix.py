"""Tables alone, as an appendix that goes with a paper issued elsewhere."""

from dataclasses import dataclass

from .paper import Paper


@dataclass(frozen=True, kw_only=True)
class AppendixPaper(Paper):
    """Its `head` is that of the paper which it belongs to; `appendices` hold what is printed."""

    goes_with: str = ""  # the kind of paper that it belongs to, as one says it: Kế hoạch
