"""What the office calls the topics of letters and the steps of their way."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

TOPIC_WORDS: dict[str, Promise] = {
    "question": pgettext_lazy("petition", "Question"),
    "proposal": pgettext_lazy("petition", "Proposal"),
    "complaint": pgettext_lazy("petition", "Complaint"),
    "mistake": pgettext_lazy("petition", "Mistake on the pages"),
    "other": pgettext_lazy("petition", "Other"),
}
LIST_WORDS: dict[str, Promise] = {
    "waiting": pgettext_lazy("petition", "Waiting"),
    "new": pgettext_lazy("petition", "New"),
    "taken": pgettext_lazy("petition", "In hand"),
    "passed_on": pgettext_lazy("petition", "Passed on"),
    "answered": pgettext_lazy("petition", "Answered"),
    "refused": pgettext_lazy("petition", "Refused"),
}


def topic_word(topic: str) -> str:
    return str(TOPIC_WORDS[topic])
