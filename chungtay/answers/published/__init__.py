"""What a programme would show to the public, what it shows, and who may choose."""

from .choosing import PublicPaper, may_publish, public_paper, public_programmes
from .face import approved_plans, face_of, face_shown
from .maps import map_of

__all__ = [
    "PublicPaper",
    "approved_plans",
    "face_of",
    "face_shown",
    "map_of",
    "may_publish",
    "public_paper",
    "public_programmes",
]
