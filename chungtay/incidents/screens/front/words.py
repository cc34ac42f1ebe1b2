"""What the front page calls where a notice stands, its steps, keys and faults of what was typed."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

# Where a notice stands: the mark of `state.css`, and the word beside it.
STANDINGS: dict[str, tuple[str, Promise]] = {
    "begun": ("waiting", pgettext_lazy("notices", "Waits to be passed on")),
    "passed_on": ("waiting", pgettext_lazy("notices", "Passed on, not opened yet")),
    "received": ("track", pgettext_lazy("notices", "Opened, not acknowledged yet")),
    "late": ("late", pgettext_lazy("notices", "Unacknowledged, the time is over")),
    "acknowledged": ("track", pgettext_lazy("notices", "Acknowledged")),
    "one_closed": ("track", pgettext_lazy("notices", "One side has closed its part")),
    "closed": ("done", pgettext_lazy("notices", "Closed")),
    "destroyed": ("missing", pgettext_lazy("notices", "Destroyed; the trail is kept")),
}
STEPS: dict[str, Promise] = {
    "begun": pgettext_lazy("notices", "sent"),
    "passed_on": pgettext_lazy("notices", "passed on"),
    "told": pgettext_lazy("notices", "told by word of mouth"),
    "received": pgettext_lazy("notices", "opened for the first time"),
    "acknowledged": pgettext_lazy("notices", "acknowledged"),
    "escalated": pgettext_lazy("notices", "unacknowledged, told upwards"),
    "closed": pgettext_lazy("notices", "closed by one side"),
    "reopened": pgettext_lazy("notices", "opened again by one side"),
    "destroyed": pgettext_lazy("notices", "destroyed"),
}
OWN_KEY: dict[str, tuple[str, Promise]] = {
    "listed": ("done", pgettext_lazy("notices", "Your key is listed: you can open what is sealed to you")),
    "asked": ("waiting", pgettext_lazy("notices", "Your key waits to be listed by your side")),
    "none": ("draft", pgettext_lazy("notices", "You have no key here: you can send, and open nothing")),
}
