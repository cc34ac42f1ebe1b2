"""What the page says of each kind of row: its button, its state, and where it leads."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chungtay.answers.work import Owed
from chungtay.screens.rounds.addresses import round_address

# For each kind of row: what the button says, and the mark and the word of its state ("": the mark's own word).
KINDS: dict[str, tuple[str | Promise, str, str | Promise]] = {
    "report": (_("Write"), "open", ""),
    "mend": (_("Mend"), "returned", ""),
    "approve": (_("Check"), "handed_in", ""),
    "approve_many": (_("Check them together"), "handed_in", ""),
    "remind": (_("See"), "late", ""),
    "task": (_("Open"), "waiting", _("To do")),
    "task_accept": (_("Read and answer"), "waiting", _("To be accepted")),
    "task_part": (_("Open"), "waiting", _("Your part to do")),
    "task_day": (_("Answer"), "waiting", _("Another day is proposed")),
    "task_returned": (_("Answer"), "returned", _("Returned to you")),
    "task_confirm": (_("Check"), "done", _("Done, to be confirmed")),
    "plan": (_("Read and accept"), "waiting", _("Waits for your side")),
    "amendment": (_("Read and accept"), "waiting", _("An amendment waits for your side")),
    "plan_changes": (_("Read and answer"), "returned", _("Changes are asked of you")),
    "draw": (_("Draw it up"), "received", _("To be drawn up")),
    "issue": (_("Read and issue"), "with_leader", _("Waits to be issued")),
    "changed_above": (_("Read and answer"), "waiting", _("The plan above has changed")),
    "directive": (_("See"), "returned", _("Units are late or ask you")),
    "reading": (_("Check"), "read", ""),
    "article": (_("Read"), "draft", ""),
    "petition": (_("Read and answer"), "waiting", _("A reader wrote")),
    "recommendation_send": (_("Read and send"), "with_leader", _("To be signed and sent")),
    "recommendation_acknowledge": (_("Read"), "received", _("Asked of you: say that it has come")),
    "recommendation_answer": (_("Answer"), "waiting", _("Your answer is owed")),
    "recommendation_do": (_("Open"), "waiting", _("You promised this")),
    "recommendation_day": (_("Answer"), "waiting", _("Another day is proposed")),
    "recommendation_rejected": (_("Read and decide"), "returned", _("Rejected: ask again or close")),
    "recommendation_verify": (_("Check"), "done", _("Done, to be verified")),
    "recommendation_close": (_("Close"), "done", _("Verified, to be closed")),
    "recommendation_overdue": (_("See"), "late", _("No answer came")),
    "recommendation_unkept": (_("See"), "late", _("Not done by the day that was promised")),
    "recommendation_escalated": (_("Read the record"), "returned", _("Escalated to you")),
    "supervision_report": (_("Report"), "open", _("Report by the outline")),
    "criticism_opinion": (_("Write your opinion"), "open", _("Your opinion is asked for")),
    "criticism_reply": (_("Reply"), "waiting", _("Say what you take and why not the rest")),
    "workshop_vote": (_("Vote"), "open", _("Votes are open")),
    "workshop_outcome": (_("Open"), "waiting", _("Say what comes of it")),
    "matter_receive": (_("Read"), "received", _("Raised with you")),
    "matter_agree": (_("Read and answer"), "waiting", _("Proposed: who does what")),
    "matter_action": (_("Open"), "waiting", _("Your side does this")),
    "matter_solved": (_("Check"), "done", _("Solved, says the other side")),
    "shelf_receive": (_("Read"), "received", _("New on the shelf")),
    "shelf_reply": (_("Reply"), "waiting", _("A reply is asked for")),
    "delegation_answer": (_("Read and answer"), "waiting", _("A visit is proposed")),
    "delegation_returned": (_("Read and mend"), "returned", _("The other side asks for changes")),
    "delegation_paper": (_("Open"), "waiting", _("Papers to get ready")),
    "delegation_confirm": (_("Read and confirm"), "waiting", _("Results to be confirmed")),
    "gathering_confirm": (_("Read and confirm"), "waiting", _("Minutes to be confirmed")),
    "greeting_begin": (_("Write the letter"), "open", _("A letter is due")),
    "greeting_approve": (_("Read and approve"), "with_leader", _("A letter waits for approval")),
    "greeting_send": (_("Send"), "waiting", _("Approved, to be sent")),
    "sealed": (_("Open"), "waiting", _("Confidential")),
    "sealed_late": (_("Open"), "late", _("Confidential")),
}
MAY_BE_LATE = (
    "report", "task", "task_accept", "task_part", "petition", "recommendation_acknowledge", "recommendation_answer",
    "recommendation_do", "recommendation_overdue", "recommendation_unkept",
    "supervision_report", "criticism_opinion", "criticism_reply",
    "matter_action", "shelf_receive", "shelf_reply", "delegation_paper", "greeting_begin", "greeting_approve",
    "greeting_send", "sealed_late",
)  # fmt: skip
# Rows about what stands between bodies: the page of the thing, and which of its fields names it.
BETWEEN = {
    "recommendation": ("recommendation", "text"),
    "supervision": ("supervision", "subject"),
    "criticism": ("criticism", "title"),
    "workshop": ("workshop", "title"),
    "matter": ("matter", "title"),
    "shelf": ("shelf-item", "title"),
    "delegation": ("delegation", "title"),
    "gathering": ("gathering", "title"),
    "greeting": ("greeting", "name"),
}


def address_for(owed: Owed) -> str:
    thing: Any = owed.thing
    if owed.door:
        return reverse(owed.door.page, args=owed.door.named)
    room = owed.kind.partition("_")[0]
    if room in BETWEEN:
        return reverse(BETWEEN[room][0], args=[thing.pk])
    match owed.kind:
        case "remind":
            return round_address(thing.form.slug, thing.first_on, thing.last_on)
        case "approve_many":
            return reverse("report-approvals")
        case "task" | "task_accept" | "task_part" | "task_day" | "task_returned" | "task_confirm":
            return reverse("task", args=[thing.pk])
        case "plan" | "amendment" | "plan_changes":
            return reverse("plan", args=[thing.phase.agreement.slug, thing.pk])
        case "draw" | "changed_above":
            return reverse("plan-drawing", args=[thing.pk])
        case "issue":
            return reverse("plan-issue", args=[thing.pk])
        case "directive":
            return reverse("directive", args=[thing.pk])
        case "reading":
            return reverse("reading", args=[thing.pk])
        case "petition":
            return reverse("petition", args=[thing.pk])
        case "article":
            return reverse("article-writing", args=[thing.pk])
    return reverse("report", args=[thing.pk])
