"""What a figure is made of: its places, old and new, the entries in each, and where every entry came from.

A figure opens into the units of the chosen map, each into the units in which things were booked, each into
entries; an entry opens into its report line or register event, and that into the sessions behind it.
"""

from .explained import Explained, explain
from .figure import Asked, Booked, EntryRow, Evidence, PlaceRow
from .origin import Origin, indicators_visible_to, origin_of, printed_in
from .quoted import Quoted, quoted_beside, quoted_visible_to
from .surety import Surety, surety_of

__all__ = [
    "Asked",
    "Booked",
    "EntryRow",
    "Evidence",
    "Explained",
    "Origin",
    "PlaceRow",
    "Quoted",
    "Surety",
    "explain",
    "indicators_visible_to",
    "origin_of",
    "printed_in",
    "quoted_beside",
    "quoted_visible_to",
    "surety_of",
]
