"""What a unit is, in words."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

KINDS: dict[str, str | Promise] = {
    "country": pgettext_lazy("kind of place", "country"),
    "province": pgettext_lazy("kind of place", "province"),
    "district": pgettext_lazy("kind of place", "district"),
    "commune": pgettext_lazy("kind of place", "commune"),
    "village": pgettext_lazy("kind of place", "village"),
}


def place_kind(kind: str) -> str:
    return str(KINDS[kind])
