"""What the scripts of the reading room say."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise

DOOR: dict[str, Words] = {
    "no_key": _("No key of yours is listed by your side. Ask for one on the page of your own key."),
    "words_wrong": _("This passphrase opens none of your keys. Nothing was sent."),
    "words_letters": _("“%(word)s” is none of the words of a passphrase: look at its letters again."),
    "words_length": _("A passphrase here has six words."),
    "words_check": _("One of the words is mistyped: the last one does not fit those before it."),
    "lists_wrong": _(
        "The list of your side's keys does not continue what this browser has seen. Nothing is opened. Both were told."
    ),
    "side_refused": _(
        "The keys of %(side)s do not continue what this browser has seen. Nothing is sealed to them; both were told."
    ),
    "side_without_keys": _("%(side)s has no keys yet. Tell it by telephone, and let it make them."),
    "clock_off": _("The clock of this device is wrong. What you write bears the time of the server."),
}
LIST: dict[str, Words] = {
    "notice": pgettext_lazy("confidential", "Notice %(number)s of %(year)s"),
    "shown": pgettext_lazy("confidential", "Notices: %(number)s"),
    "urgency_danger": _("Danger now"),
    "urgency_soon": pgettext_lazy("confidential", "Soon"),
    "urgency_normal": pgettext_lazy("confidential", "Without haste"),
    "not_passed_on": _("Not passed on yet"),
    "acknowledged_at": _("Acknowledged %(at)s"),
    "unacknowledged": _("Not acknowledged by %(until)s"),
    "awaits": _("To be acknowledged by %(until)s"),
    "closed_by": _("Closed: %(side)s"),
    "destroyed_by": _("Destroyed: %(side)s"),
    "left": _("%(span)s left"),
    "late_by": _("Late by %(span)s"),
    "hours_minutes": _("%(hours)s h %(minutes)s min"),
    "opened_by": _("Opened by %(whom)s"),
    "opened_by_nobody": _("Nobody has opened it yet."),
    "began_on": _("Began on the side of %(side)s"),
    "opened_so_far": _("Opened %(done)s of %(all)s …"),
    "opened_all": _("Open in this browser: %(number)s"),
    "given_so_far": _("Given %(done)s of %(all)s …"),
    "given": _("She can read now. Items given: %(given)s"),
    "given_not_all": _("Items given: %(given)s. Not given, because they do not verify: %(refused)s"),
    "lacks": _("%(whom)s, who lacks %(number)s"),
}
WRONG: dict[str, Words] = {
    "wrong_tampered": _("Item %(position)s was changed after it was sealed. It stays closed; both sides were told."),
    "wrong_replayed": _(
        "Item %(position)s was sealed for another notice and put in here. It stays closed; both sides were told."
    ),
    "wrong_unknown_sender": _(
        "Item %(position)s is signed with a key that no side vouches for. It stays closed; both sides were told."
    ),
    "wrong_moved": _(
        "Item %(position)s lies in another file than its writer chose. It stays closed; both sides were told."
    ),
    "wrong_unreadable": _("Item %(position)s holds nothing that this room can show. Both sides were told."),
    "wrong_withheld": _("The server kept item %(position)s back. Both sides were told."),
    "wrong_not_for_us": _("Item %(position)s came without what your key needs to open it. Both sides were told."),
    "clock_apart": _("Item %(position)s: its writer's clock said %(written)s, the server received it at %(received)s."),
    "foreign_signer": _("Item %(position)s was not signed by %(whom)s, who is said to have sent it."),
    "ended_signer": _("Item %(position)s is signed with a key that its side had removed at %(at)s."),
    "missing": _("Something is missing: a writer had read item %(iid)s, which is no longer there."),
    "sealed_to_others": _("Items that are not sealed to you: %(number)s. A colleague can let you read them."),
    "narrow": _("Colleagues listed by %(side)s who cannot read all of it: %(number)s. You can let them."),
}  # fmt: skip
PASSING: dict[str, Words] = {
    "few_recipients": _("%(side)s has %(number)s recipient. If she is ill or loses her key, nobody can read it there."),
    "no_dossier": _("No legal basis and no dossier for data that cross the border is noted for your side."),
    "dossier": _("%(basis)s; dossier %(number)s"),
    "no_number": _("without a number"),
    "recipients_of": _("%(side)s: %(number)s and its recovery key"),
    "consent_is_withdrawn": _("Consent was withdrawn."),
    "consent_unknown": _("Nothing is written about consent."),
    "consent_not_across": _("Consent does not name the other side."),
}  # fmt: skip
THREAD: dict[str, Words] = {
    "numbered": _("%(position)s, %(where)s"),
    "destroyed": _("What was sealed here is destroyed."),
    "how_recovery": _("opened with the recovery key (items: %(number)s)"),
    "own_file": _("own file of %(side)s"),
    "both_sides": _("between both sides"),
    "nothing": pgettext_lazy("confidential", "nothing"),
    "not_sent": pgettext_lazy("confidential", "not sent"),
    "not_sent_yet": _("not sent yet"),
    "not_opened": _("Not opened yet."),
    "not_for_you": _("Not sealed to you."),
    "until": _("The other side acknowledges by %(at)s."),
    "kind_notice": pgettext_lazy("confidential", "Notice"),
    "kind_message": pgettext_lazy("confidential", "Message"),
    "kind_photo": pgettext_lazy("confidential", "Photo"),
    "kind_told": _("Told by telephone"),
    "kind_action": _("Agreed action"),
    "kind_action_done": _("An action is done"),
    "kind_referral": _("Referral"),
    "kind_referral_answer": _("Answer of a service"),
    "kind_consent": pgettext_lazy("confidential", "Consent"),
    "kind_closure": _("Own part closed"),
    "kind_confirmation": _("Sender confirmed"),
    "told": _("%(whom)s, told at %(at)s"),
    "agreed": _("%(what)s (%(side)s, until %(due)s)"),
    "no_day": _("no day set"),
    "referred": _("%(service)s, referred at %(at)s"),
    "consent_withdrawn": _("Withdrawn at %(when)s: %(to)s; for %(purpose)s"),
    "consent_given": _("Given at %(when)s: %(to)s; for %(purpose)s"),
    "unknown_kind": _("This room does not know what this is."),
    "can_open": _("%(able)s of %(all)s"),
    "the_clock": _("the clock"),
    "no_time": _("no time"),
    "step_begun": _("began the notice"),
    "step_passed_on": _("passed it on"),
    "step_told": _("told by telephone"),
    "step_received": _("first opened on the other side"),
    "step_acknowledged": pgettext_lazy("confidential", "acknowledged"),
    "step_escalated": _("not acknowledged in time"),
    "step_closed": _("closed the own part"),
    "step_reopened": _("opened the own part again"),
    "step_destroyed": _("destroyed the own part"),
    "how_read": _("read (items: %(number)s)"),
    "how_search": _("opened to search (items: %(number)s)"),
    "how_download": _("downloaded, sealed (items: %(number)s)"),
    "how_grant": _("let a colleague read (items: %(number)s)"),
}
DONE: dict[str, Words] = {
    "done": _("Done: sealed in this browser and taken by the server."),
    "waits": _("Sealed, and kept in this browser until there is a network again."),
    "acknowledged": _("The other side sees that you have it."),
    "confirmed": _("Confirmed with your key; both sides can check it."),
    "downloaded": _("Downloaded, still sealed. Only your key opens it: chungtay open-notice"),
    "unsent": _("What you typed is not sent and will be gone. Go on?"),
    "refused": _("The server refused this. Nothing was changed."),
    "no_network": _("There is no network now. Nothing is lost; try again."),
    "went_wrong": _("This did not work. Nothing was sent."),
    "photo_large": _("This photo is too large: 40 MB is the most."),
    "photo_unreadable": _("This file is no photo that the browser can read."),
}
WORDS: dict[str, Words] = {**DOOR, **LIST, **WRONG, **PASSING, **THREAD, **DONE}
