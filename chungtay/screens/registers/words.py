"""How pages say what happened to a thing, and by which lists its members are counted."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chungtay.rules.registers import FactKind

FACTS: dict[str, str | Promise] = {
    FactKind.OPENED: _("Opened"),
    FactKind.CHANGED: _("Name or members changed"),
    FactKind.STRENGTHENED: _("Strengthened"),
    FactKind.TOOK_IN: _("Took in"),
    FactKind.JOINED: _("Merged into"),
    FactKind.SPLIT: _("A part became"),
    FactKind.CLOSED: _("Closed"),
}
