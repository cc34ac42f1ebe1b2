"""What the pages call the parts of a plan that a side may ask to have otherwise."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chungtay.models import ChangeRequest

CONTENT_FIELD_WORDS: dict[str, str | Promise] = {
    "": _("The content as a whole"),
    "text": _("What is agreed"),
    "lead": _("Lead"),
    "coordinating": _("Coordinating sides"),
    "begins_on": _("Its first day"),
    "due_on": _("Its last day"),
    "product": _("Product"),
    "budget": _("Money"),
    "funds": _("Source of the money"),
}
PLAN_FIELD_WORDS: dict[str, str | Promise] = {
    "": _("The plan as a whole"),
    "contents": _("A content that is missing"),
    "name": _("Name of the plan"),
    "grounds": _("Legal grounds"),
    "purpose": _("Purpose"),
    "requirements": _("Requirements"),
    "last_on": _("Last day"),
}


def change_word(change: ChangeRequest) -> str | Promise:
    """What a change is asked of."""
    words = CONTENT_FIELD_WORDS if change.content_id else PLAN_FIELD_WORDS
    return words.get(change.field, change.field)
