"""Whom to call: the lines that help women and children, as the public pages list them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HELP_LINES: list[tuple[str, str | Promise]] = [
    ("111", _("Children; human trafficking (Vietnam)")),
    ("1900 969 680", _("Peace House, shelter for women (Vietnam)")),
    ("1362", _("Lao Women’s Union (Laos)")),
]
