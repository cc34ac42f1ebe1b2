"""What the parts of a public face are called."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PARTS: dict[str, str | Promise] = {
    "words": pgettext_lazy("public", "Names and purpose"),
    "seats": _("Who works together"),
    "phases": _("Phases"),
    "commitments": _("What was agreed"),
    "timeline": _("Timeline"),
    "map": _("Map"),
}


def face_word(section: str) -> str:
    return str(PARTS[section])


FILTERS: tuple[Callable[..., Any], ...] = (face_word,)
