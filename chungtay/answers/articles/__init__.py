"""What an article says as one value, where it stands, what waits for whom, and what lies near to it."""

from .contents import content_of, restored
from .near import offered, story_of
from .sources import sources_of, unknown_codes
from .standing import Desk, acts_on, corrections_of, desk_of, public_version, standing_of, waiting_for

__all__ = [
    "Desk",
    "acts_on",
    "content_of",
    "corrections_of",
    "desk_of",
    "offered",
    "public_version",
    "restored",
    "sources_of",
    "standing_of",
    "story_of",
    "unknown_codes",
    "waiting_for",
]
