"""The acts of the annex, and what allows each. A line of the audit names the number of a notice, never its content."""

from ..people import Act

ACTS_OF_NOTICES: dict[str, tuple[Act, ...]] = {
    "add_notice_line": (Act.PLAN,),
    "change_notice_line": (Act.PLAN,),
    "confirm_sender": (Act.RECORD,),
    "end_notice_line": (Act.PLAN,),
    "enrol": (Act.RECORD,),
    "lose_key": (Act.RECORD,),
    "make_side_key": (Act.SIGN,),
    "note_dossier": (Act.PLAN,),
    "notice_acknowledge": (Act.RECORD,),
    "notice_begin": (Act.RECORD,),
    "notice_card": (Act.RECORD,),
    "notice_close": (Act.RECORD,),
    "notice_destroy": (Act.RECORD, Act.SIGN),
    "notice_escalate": (),
    "notice_grant": (Act.RECORD, Act.SIGN),
    "notice_item": (Act.RECORD,),
    "notice_open": (Act.RECORD, Act.SIGN),
    "notice_pass_on": (Act.RECORD,),
    "notice_receive": (Act.RECORD, Act.SIGN),
    "notice_reopen": (Act.RECORD,),
    "notice_told": (Act.RECORD,),
    "open_own_key": (Act.RECORD,),
    "open_side_key": (Act.SIGN,),
    "post_key_list": (Act.SIGN,),
    "rewrap_key": (Act.RECORD,),
    "settle_warning": (Act.SIGN,),
    "warn_of_key": (Act.RECORD,),
    "withdraw_enrolment": (Act.RECORD,),
}
