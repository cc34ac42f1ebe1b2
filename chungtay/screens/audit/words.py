"""What the audit calls each act and each kind of thing, in words."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

ACT_WORDS: dict[str, Promise] = {
    "accept": pgettext_lazy("audit", "Accepted a plan or a document"),
    "accept_invitation": pgettext_lazy("audit", "Accepted an invitation"),
    "accept_task": pgettext_lazy("audit", "Accepted a task"),
    "add": pgettext_lazy("audit", "Added a document"),
    "add_factor": pgettext_lazy("audit", "Added a way to sign in"),
    "add_indicator": pgettext_lazy("audit", "Added an indicator"),
    "add_task": pgettext_lazy("audit", "Set a task"),
    "agree_day": pgettext_lazy("audit", "Agreed to another day"),
    "approve": pgettext_lazy("audit", "Approved a report"),
    "approve_term": pgettext_lazy("audit", "Approved a term"),
    "ask_for_reports": pgettext_lazy("audit", "Asked units to report"),
    "ask_more": pgettext_lazy("audit", "Asked for more of a task"),
    "begin_post": pgettext_lazy("audit", "Gave a post"),
    "change_password": pgettext_lazy("audit", "Changed a password"),
    "check_wording": pgettext_lazy("audit", "Checked a translation"),
    "close_account": pgettext_lazy("audit", "Closed an account"),
    "close_club": pgettext_lazy("audit", "Closed a club"),
    "confirm": pgettext_lazy("audit", "Confirmed a task"),
    "correct": pgettext_lazy("audit", "Corrected a figure"),
    "decide": pgettext_lazy("audit", "Wrote a decision down"),
    "draft": pgettext_lazy("audit", "Began a draft"),
    "draft_next_year": pgettext_lazy("audit", "Drew next year's plan"),
    "drop_task": pgettext_lazy("audit", "Took a task back"),
    "edit": pgettext_lazy("audit", "Changed an article"),
    "end_post": pgettext_lazy("audit", "Ended a post"),
    "end_session": pgettext_lazy("audit", "Ended a session"),
    "end_share": pgettext_lazy("audit", "Took back a share"),
    "export": pgettext_lazy("audit", "Exported the audit"),
    "failed_try": pgettext_lazy("audit", "Signing in failed"),
    "finish": pgettext_lazy("audit", "Finished a task"),
    "finish_part": pgettext_lazy("audit", "Finished a part of a task"),
    "freeze": pgettext_lazy("audit", "Froze a review"),
    "give_again": pgettext_lazy("audit", "Gave a task again"),
    "hand_in": pgettext_lazy("audit", "Handed a report in"),
    "hand_over": pgettext_lazy("audit", "Handed a post over"),
    "hold_meeting": pgettext_lazy("audit", "Wrote a meeting down"),
    "invite": pgettext_lazy("audit", "Invited somebody"),
    "lay_programme": pgettext_lazy("audit", "Laid the demo's programme"),
    "make_concrete": pgettext_lazy("audit", "Tied a content to what was signed"),
    "make_form": pgettext_lazy("audit", "Made a form"),
    "mark_equal": pgettext_lazy("audit", "Marked an equal text"),
    "new_recovery_codes": pgettext_lazy("audit", "Made new recovery codes"),
    "number": pgettext_lazy("audit", "Numbered a review"),
    "open_account": pgettext_lazy("audit", "Opened an account"),
    "open_club": pgettext_lazy("audit", "Opened a club"),
    "open_report": pgettext_lazy("audit", "Asked for a report"),
    "propose_day": pgettext_lazy("audit", "Proposed another day"),
    "propose_term": pgettext_lazy("audit", "Proposed a term"),
    "publish": pgettext_lazy("audit", "Published an article"),
    "read": pgettext_lazy("audit", "Took a document in"),
    "record": pgettext_lazy("audit", "Recorded an activity"),
    "refuse_day": pgettext_lazy("audit", "Refused another day"),
    "remove_factor": pgettext_lazy("audit", "Removed a way to sign in"),
    "rename_factor": pgettext_lazy("audit", "Renamed a way to sign in"),
    "retire_term": pgettext_lazy("audit", "Retired a term"),
    "return_task": pgettext_lazy("audit", "Returned a task"),
    "send_back": pgettext_lazy("audit", "Sent a report back"),
    "send_minutes": pgettext_lazy("audit", "Sent the minutes out"),
    "set_target": pgettext_lazy("audit", "Set a target"),
    "share_again": pgettext_lazy("audit", "Shared again"),
    "sign_in": pgettext_lazy("audit", "Signed in"),
    "sign_out": pgettext_lazy("audit", "Signed out"),
    "take_factors_away": pgettext_lazy("audit", "Took a lost second step away"),
    "translate": pgettext_lazy("audit", "Translated a text"),
    "view": pgettext_lazy("audit", "Looked at it"),
    "wait_for": pgettext_lazy("audit", "Said what a task waits for"),
    "withdraw": pgettext_lazy("audit", "Withdrew an article"),
    "withdraw_invitation": pgettext_lazy("audit", "Took an invitation back"),
    "write": pgettext_lazy("audit", "Wrote in a review"),
    "write_minutes": pgettext_lazy("audit", "Added the minutes"),
    "write_report": pgettext_lazy("audit", "Saved a report"),
}

KIND_WORDS: dict[str, Promise] = {
    "account": pgettext_lazy("audit", "Account"),
    "activity": pgettext_lazy("audit", "Activity"),
    "agreement": pgettext_lazy("audit", "Programme"),
    "article": pgettext_lazy("audit", "Article"),
    "audithead": pgettext_lazy("audit", "The audit"),
    "club": pgettext_lazy("audit", "Club"),
    "content": pgettext_lazy("audit", "Content of a plan"),
    "document": pgettext_lazy("audit", "Document"),
    "failedtries": pgettext_lazy("audit", "Tries to sign in"),
    "form": pgettext_lazy("audit", "Form"),
    "indicator": pgettext_lazy("audit", "Indicator"),
    "invitation": pgettext_lazy("audit", "Invitation"),
    "line": pgettext_lazy("audit", "Line of a report"),
    "meeting": pgettext_lazy("audit", "Meeting"),
    "person": pgettext_lazy("audit", "Person"),
    "plan": pgettext_lazy("audit", "Plan"),
    "post": pgettext_lazy("audit", "Post"),
    "reading": pgettext_lazy("audit", "Incoming document"),
    "report": pgettext_lazy("audit", "Report"),
    "review": pgettext_lazy("audit", "Review"),
    "share": pgettext_lazy("audit", "Share"),
    "task": pgettext_lazy("audit", "Task"),
    "term": pgettext_lazy("audit", "Term"),
    "wording": pgettext_lazy("audit", "Translation of a text"),
}

WAY_WORDS: dict[str, Promise] = {
    "code_app": pgettext_lazy("audit", "code app"),
    "one_click": pgettext_lazy("audit", "one click, in a demo"),
    "passkey": pgettext_lazy("audit", "passkey"),
    "password": pgettext_lazy("audit", "password"),
    "provider": pgettext_lazy("audit", "the office's provider"),
    "recovery_codes": pgettext_lazy("audit", "recovery code"),
    "totp": pgettext_lazy("audit", "code app"),
    "webauthn": pgettext_lazy("audit", "passkey"),
}


def act_word(act: str) -> str | Promise:
    """An act that has no word yet is shown as the code calls it."""
    return ACT_WORDS.get(act, act)


def reason_words(reason: str) -> str:
    """What a person wrote stays as it is; the ways of signing in have words."""
    return ", ".join(str(WAY_WORDS.get(part, part)) for part in reason.split(", "))


def thing_word(kind: str) -> str | Promise:
    return KIND_WORDS.get(kind, kind)
