"""The states that things are in, each with its drawn mark (see `state.css`) and its word."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

STATES: dict[str, tuple[str, str | Promise]] = {
    # reports and their lines
    "open": ("draft", pgettext_lazy("state", "Not handed in")),
    "handed_in": ("waiting", pgettext_lazy("state", "Waiting for approval")),
    "returned": ("returned", pgettext_lazy("state", "Sent back")),
    "approved": ("approved", pgettext_lazy("state", "Approved")),
    "not_reported": ("missing", pgettext_lazy("state", "Not reported")),
    "not_applicable": ("missing", pgettext_lazy("state", "Not applicable")),
    # anything that somebody owes or waits for
    "late": ("late", pgettext_lazy("state", "Late")),
    "waiting": ("waiting", pgettext_lazy("state", "Waiting")),
    "done": ("done", pgettext_lazy("state", "Done")),
    # readings, plans
    "read": ("waiting", pgettext_lazy("state", "Not accepted yet")),
    "accepted": ("done", pgettext_lazy("state", "Accepted")),
    # reviews
    "draft": ("draft", pgettext_lazy("state", "Draft")),
    "frozen": ("frozen", pgettext_lazy("state", "Frozen")),
    # articles
    "published": ("done", pgettext_lazy("state", "Published")),
    "withdrawn": ("missing", pgettext_lazy("state", "Withdrawn")),
}


def mark_of(state: str) -> str:
    return STATES[state][0]


def word_of(state: str) -> str:
    return str(STATES[state][1])
