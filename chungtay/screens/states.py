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
    "at_risk": ("risk", pgettext_lazy("state", "At risk")),
    "on_track": ("track", pgettext_lazy("state", "On track")),
    "waiting": ("waiting", pgettext_lazy("state", "Waiting")),
    "done": ("done", pgettext_lazy("state", "Done")),
    # meetings
    "meeting_open": ("draft", pgettext_lazy("state", "Not sent")),
    "meeting_sent": ("approved", pgettext_lazy("state", "Sent to the sides")),
    # tasks
    "task_given": ("waiting", pgettext_lazy("state", "To be accepted")),
    "task_accepted": ("waiting", pgettext_lazy("state", "In hand")),
    "task_day_proposed": ("waiting", pgettext_lazy("state", "Another day is proposed")),
    "task_returned": ("returned", pgettext_lazy("state", "Returned")),
    "task_done": ("done", pgettext_lazy("state", "Done")),
    "task_confirmed": ("approved", pgettext_lazy("state", "Confirmed")),
    "task_dropped": ("missing", pgettext_lazy("state", "Taken back")),
    # plans
    "plan_received": ("waiting", pgettext_lazy("state", "Received, not drawn up yet")),
    "plan_draft": ("draft", pgettext_lazy("state", "Draft")),
    "plan_proposed": ("waiting", pgettext_lazy("state", "Waits for the sides")),
    "plan_changes_asked": ("returned", pgettext_lazy("state", "Changes are asked for")),
    "plan_running": ("done", pgettext_lazy("state", "Accepted by every side")),
    "plan_issued": ("done", pgettext_lazy("state", "Issued")),
    "plan_ended": ("approved", pgettext_lazy("state", "Ended")),
    "plan_withdrawn": ("missing", pgettext_lazy("state", "Withdrawn")),
    "no_lead": ("missing", pgettext_lazy("state", "No lead yet")),
    "change_open": ("waiting", pgettext_lazy("state", "Not answered yet")),
    "change_granted": ("done", pgettext_lazy("state", "Written in")),
    "change_refused": ("missing", pgettext_lazy("state", "Not taken over")),
    # readings
    "read": ("waiting", pgettext_lazy("state", "Not accepted yet")),
    "accepted": ("done", pgettext_lazy("state", "Accepted")),
    # plans that units draw from one above
    "not_sent": ("missing", pgettext_lazy("state", "Not sent")),
    "received": ("waiting", pgettext_lazy("state", "Received")),
    "drawing": ("draft", pgettext_lazy("state", "Being drawn")),
    "with_leader": ("waiting", pgettext_lazy("state", "With the leader")),
    "issued": ("done", pgettext_lazy("state", "Issued")),
    # how a unit stands to a directive
    "directive_waiting": ("missing", pgettext_lazy("state", "Not acknowledged")),
    "directive_acknowledged": ("waiting", pgettext_lazy("state", "Acknowledged")),
    "directive_day_proposed": ("waiting", pgettext_lazy("state", "Another day is proposed")),
    "directive_returned": ("returned", pgettext_lazy("state", "Returned")),
    "directive_done": ("done", pgettext_lazy("state", "Done")),
    "directive_taken_back": ("missing", pgettext_lazy("state", "Taken back")),
    # agreements and their texts
    "agreement_draft": ("draft", pgettext_lazy("state", "Draft")),
    "agreement_proposed": ("waiting", pgettext_lazy("state", "Proposed")),
    "agreement_asked": ("waiting", pgettext_lazy("state", "Opinions are asked")),
    "agreement_answered": ("waiting", pgettext_lazy("state", "Opinions are in")),
    "agreement_signing": ("waiting", pgettext_lazy("state", "Being signed")),
    "agreement_in_force": ("done", pgettext_lazy("state", "In force")),
    "agreement_suspended": ("returned", pgettext_lazy("state", "Suspended")),
    "agreement_run_out": ("missing", pgettext_lazy("state", "Its term has run out")),
    "agreement_ended": ("approved", pgettext_lazy("state", "Ended")),
    "agreement_withdrawn": ("missing", pgettext_lazy("state", "Withdrawn")),
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
