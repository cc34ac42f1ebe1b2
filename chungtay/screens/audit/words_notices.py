"""The acts and things of the annex, as an auditor reads them."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

ACT_WORDS_OF_NOTICES: dict[str, Promise] = {
    "add_notice_line": pgettext_lazy("audit", "Added a line to the lists for notices"),
    "change_notice_line": pgettext_lazy("audit", "Changed a line of the lists for notices"),
    "confirm_sender": pgettext_lazy("audit", "Vouched for the key of a first sender"),
    "end_notice_line": pgettext_lazy("audit", "Ended a line of the lists for notices"),
    "enrol": pgettext_lazy("audit", "Made a key to receive notices with"),
    "lose_key": pgettext_lazy("audit", "Said that a key is lost"),
    "make_side_key": pgettext_lazy("audit", "Made the key of a side"),
    "note_dossier": pgettext_lazy("audit", "Noted the legal basis of a side for data across the border"),
    "notice_acknowledge": pgettext_lazy("audit", "Acknowledged a notice"),
    "notice_begin": pgettext_lazy("audit", "Sent a first notice to the own side"),
    "notice_card": pgettext_lazy("audit", "Released the codes of a notice to be counted"),
    "notice_close": pgettext_lazy("audit", "Closed the own part of a notice"),
    "notice_destroy": pgettext_lazy("audit", "Destroyed the sealed bytes of a notice"),
    "notice_escalate": pgettext_lazy("audit", "A notice was not acknowledged in time"),
    "notice_grant": pgettext_lazy("audit", "Let a colleague open an item of a notice"),
    "notice_item": pgettext_lazy("audit", "Added an item to a notice"),
    "notice_open": pgettext_lazy("audit", "Opened items of a notice"),
    "notice_pass_on": pgettext_lazy("audit", "Passed a notice on to the other side"),
    "notice_receive": pgettext_lazy("audit", "Was the first of the other side to open a notice"),
    "notice_reopen": pgettext_lazy("audit", "Opened the own part of a notice again"),
    "notice_told": pgettext_lazy("audit", "Wrote down that somebody was told of a notice by phone"),
    "open_own_key": pgettext_lazy("audit", "Fetched the own wrapped key"),
    "open_side_key": pgettext_lazy("audit", "Fetched the wrapped key of a side"),
    "post_key_list": pgettext_lazy("audit", "Signed a list of a side's keys"),
    "rewrap_key": pgettext_lazy("audit", "Gave the own key another passphrase"),
    "settle_warning": pgettext_lazy("audit", "Settled the warning of a key"),
    "warn_of_key": pgettext_lazy("audit", "A browser refused a key"),
    "withdraw_enrolment": pgettext_lazy("audit", "Took a key back before it was listed"),
}
KIND_WORDS_OF_NOTICES: dict[str, Promise] = {
    "chainstep": pgettext_lazy("audit", "Who must be told of a case"),
    "dossier": pgettext_lazy("audit", "Legal basis for data across the border"),
    "enrolment": pgettext_lazy("audit", "A person's key"),
    "hotline": pgettext_lazy("audit", "Hotline"),
    "hours": pgettext_lazy("audit", "Hours until a notice is acknowledged"),
    "keylist": pgettext_lazy("audit", "List of a side's keys"),
    "keywarning": pgettext_lazy("audit", "Warning of a key"),
    "notice": pgettext_lazy("audit", "Notice"),
    "retention": pgettext_lazy("audit", "How long notices are kept"),
    "senderkey": pgettext_lazy("audit", "Key of a first sender"),
    "sidekey": pgettext_lazy("audit", "Key of a side"),
}
