"""What the pages call a text, how it stands, and the state of a term."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.answers.wordings import Text
from chungtay.rules.wordings import Standing

# How a text stands: its drawn mark, and its word.
STANDINGS: dict[Standing, tuple[str, str | Promise]] = {
    Standing.MISSING: ("missing", pgettext_lazy("wording", "Not translated")),
    Standing.DRAFT: ("draft", pgettext_lazy("wording", "Not checked yet")),
    Standing.CHECKED: ("done", pgettext_lazy("wording", "Checked")),
    Standing.EQUAL: ("approved", pgettext_lazy("wording", "Equal text, as signed")),
    Standing.STALE: ("late", pgettext_lazy("wording", "Changed since")),
}
TERM_STATES: dict[str, tuple[str, str | Promise]] = {
    "proposed": ("waiting", pgettext_lazy("term", "Proposed")),
    "approved": ("done", pgettext_lazy("term", "Approved")),
    "retired": ("missing", pgettext_lazy("term", "Retired")),
}
LANGUAGE_WORDS: dict[str, Promise] = {"lo": _("Lao"), "en": _("English")}

KIND_WORDS: dict[str, Promise] = {
    "agreement": pgettext_lazy("wording", "Programme"),
    "commitment": pgettext_lazy("wording", "Signed content"),
    "plan": pgettext_lazy("wording", "Plan"),
    "content": pgettext_lazy("wording", "Content"),
    "task": pgettext_lazy("wording", "Task"),
    "directive": pgettext_lazy("wording", "Directive"),
    "meeting": pgettext_lazy("wording", "Meeting"),
    "decision": pgettext_lazy("wording", "Decision"),
    "matter": pgettext_lazy("wording", "Border matter"),
    "matteraction": pgettext_lazy("wording", "Agreed action"),
    "shelfitem": pgettext_lazy("wording", "On the shelf"),
    "gathering": pgettext_lazy("wording", "Gathering"),
    "speech": pgettext_lazy("wording", "Speech"),
    "workshop": pgettext_lazy("wording", "Workshop"),
    "criterion": pgettext_lazy("wording", "Criterion"),
    "problem": pgettext_lazy("wording", "Urgent problem"),
    "recommendation": pgettext_lazy("wording", "Recommendation"),
    "supervisionplan": pgettext_lazy("wording", "Plan of supervision"),
    "supervision": pgettext_lazy("wording", "Supervision"),
    "finding": pgettext_lazy("wording", "Finding"),
    "criticism": pgettext_lazy("wording", "Criticism of a draft"),
    "occasion": pgettext_lazy("wording", "Day to greet on"),
    "rotation": pgettext_lazy("wording", "Rule of turns"),
    "delegation": pgettext_lazy("wording", "Delegation"),
    "delegationmember": pgettext_lazy("wording", "Member of a delegation"),
    "programmeitem": pgettext_lazy("wording", "Hour of a visit"),
    "gift": pgettext_lazy("wording", "Gift"),
    "cost": pgettext_lazy("wording", "Cost"),
    "paperneeded": pgettext_lazy("wording", "Paper of a delegation"),
    "agreedcontent": pgettext_lazy("wording", "Agreed content"),
}
FIELD_WORDS: dict[str, Promise] = {
    "name": pgettext_lazy("wording", "name"),
    "purpose": pgettext_lazy("wording", "purpose"),
    "emphasis": pgettext_lazy("wording", "emphasis"),
    "grounds": pgettext_lazy("wording", "legal grounds"),
    "requirements": pgettext_lazy("wording", "requirements"),
    "product": pgettext_lazy("wording", "product"),
    "funds": pgettext_lazy("wording", "source of money"),
    "title": pgettext_lazy("wording", "title"),
    "subject": pgettext_lazy("wording", "subject"),
    "conclusion": pgettext_lazy("wording", "conclusion"),
    "group": pgettext_lazy("wording", "whom it touches"),
    "cause": pgettext_lazy("wording", "cause"),
    "proposal": pgettext_lazy("wording", "proposal"),
    "agenda": pgettext_lazy("wording", "agenda"),
    "result": pgettext_lazy("wording", "what was said and agreed"),
    "receiver_name": pgettext_lazy("wording", "receiver"),
    "post": pgettext_lazy("wording", "post"),
    "source": pgettext_lazy("wording", "source"),
}


def place_of(text: Text) -> str:
    """Where the text stands: “Content 3 · product”, “Signed content 1 · 2024–2029”."""
    number = f" {text.number}" if text.number is not None else ""
    beside = [text.phase, str(FIELD_WORDS.get(text.field, ""))]
    return " · ".join([f"{KIND_WORDS[text.kind]}{number}", *filter(None, beside)])


def standing_mark(standing: Standing) -> str:
    return STANDINGS[standing][0]


def standing_word(standing: Standing) -> str | Promise:
    return STANDINGS[standing][1]


def term_state_mark(state: str) -> str:
    return TERM_STATES[state][0]


def term_state_word(state: str) -> str | Promise:
    return TERM_STATES[state][1]


def language_word(language: str) -> str | Promise:
    return LANGUAGE_WORDS[language]


FILTERS = (place_of, standing_mark, standing_word, term_state_mark, term_state_word, language_word)
