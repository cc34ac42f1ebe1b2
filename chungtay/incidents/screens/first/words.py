"""What the form of a first notice says beside its fields, and what its script says."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

HINTS: dict[str, Promise] = {
    "danger": pgettext_lazy("notice form", "If so, phone first. This form can wait."),
    "person": pgettext_lazy(
        "notice form", "Use this code when you phone or write, never a name. Write it down on paper."
    ),
    "place": pgettext_lazy("notice form", "The commune or district, as it was called on that day."),
    "consent_by": pgettext_lazy("notice form", "The person may say no, and may take it back at any time."),
    "words": pgettext_lazy(
        "notice form",
        "Only recipients of our side can read this; it does not cross the border. How can you be reached safely?",
    ),
    "photo": pgettext_lazy(
        "notice form", "Place, day and device are taken out of it on this phone before it is sealed."
    ),
}
WORDS: dict[str, str | Promise] = {
    "keys_loading": pgettext_lazy("notice form", "Fetching the keys of your side…"),
    "keys_ready": pgettext_lazy(
        "notice form", "%(n)s persons of %(side)s will be able to open it, and nobody else."
    ),
    "keys_one": pgettext_lazy(
        "notice form",
        "Only one person of %(side)s can open it. Send it all the same, and phone as well: that person may be away.",
    ),
    "keys_none": pgettext_lazy(
        "notice form",
        "Nobody of %(side)s has a key yet, so nothing can be sealed. Phone now: a hotline above, or your "
        "provincial Union.",
    ),
    "keys_recovery": pgettext_lazy(
        "notice form",
        "Nobody of %(side)s has a listed key; only the side's recovery key can open it. Send it, and phone at once.",
    ),
    "keys_refused": pgettext_lazy(
        "notice form",
        "The keys of %(side)s are not those that this side signed. Nothing was sealed to them, and both sides "
        "are told. Phone now: a hotline above, or your provincial Union.",
    ),
    "keys_away": pgettext_lazy(
        "notice form",
        "There is no line. Keep this page open and write on; the keys come when the line is back.",
    ),
    "signed_out": pgettext_lazy(
        "notice form",
        "You are signed out. Sign in again in another tab, come back to this one and press again; nothing is lost.",
    ),
    "clock_off": pgettext_lazy(
        "notice form", "The clock of this phone is wrong. The time of the server is used instead."
    ),
    "none_chosen": pgettext_lazy("notice form", "Choose one"),
    "own_units": pgettext_lazy("notice form", "Our side"),
    "other_units": pgettext_lazy("notice form", "The other side"),
    "no_consent": pgettext_lazy(
        "notice form",
        "Without consent only the codes go, to your own side, because the law demands that violence, trafficking and "
        "danger to a child be told. No words and no photo are sent.",
    ),
    "danger_without_consent": pgettext_lazy(
        "notice form",
        "The person could not be asked and is in danger: write what is needed to protect them, "
        "and ask as soon as you can.",
    ),
    "own_key_open": pgettext_lazy("notice form", "Your key is open: the notice bears your own signature."),
    "own_key_locked": pgettext_lazy(
        "notice form", "Your key is locked again. Unlock it, or send without it."
    ),
    "mend": pgettext_lazy("notice form", "Something is still missing:"),
    "sealing": pgettext_lazy("notice form", "Sealing…"),
    "send": pgettext_lazy("notice form", "Seal and send"),
    "sent": pgettext_lazy("notice form", "Sent: notice %(number)s of %(year)s"),
    "waits": pgettext_lazy("notice form", "Sealed, and waiting for a line"),
    "waits_how": pgettext_lazy(
        "notice form",
        "It lies on this phone, sealed: nobody can read it here, not even you. It goes by itself when the line "
        "is back. Keep this page open, or open any page of the confidential room later. If it is urgent, phone now.",
    ),
    "still_waits": pgettext_lazy(
        "notice form", "Sealed things that still wait on this phone: %(n)s. They go by themselves."
    ),
    "went": pgettext_lazy("notice form", "What waited has been sent."),
    "photo_large": pgettext_lazy("notice form", "This photo is too large. Take it with a smaller setting."),
    "photo_unreadable": pgettext_lazy(
        "notice form", "This photo cannot be read here. Take it anew with this phone, or choose a JPEG."
    ),
    "photo_number": pgettext_lazy("notice form", "Photo %(n)s"),
    "photo_drop": pgettext_lazy("notice form", "Leave photo %(n)s out"),
    "photos_refused": pgettext_lazy("notice form", "The notice has been sent. A photo has not: %(why)s"),
    "broken": pgettext_lazy(
        "notice form",
        "It could not be sealed, and nothing was sent. What you wrote is still here. Phone if it is urgent.",
    ),
}
