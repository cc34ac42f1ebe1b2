"""Reviews over the API: drafted, written with what units contribute, frozen, signed off, numbered, printed."""

from ninja import Router

from . import figures, opening, papers, writing
from .papers import MEDIA

__all__ = ["MEDIA", "router"]

router = Router()
for part in (papers, figures, writing, opening):
    router.add_router("", part.router)
