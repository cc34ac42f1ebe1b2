"""What may be done to places: load the atlas of two countries, read a merger from a table, record it once."""

from chungtay.rules.places.reading import read_merger

from .atlas import Loaded, load_atlas
from .mergers import record_merger

__all__ = ["Loaded", "load_atlas", "read_merger", "record_merger"]
