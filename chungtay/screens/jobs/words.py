"""What each kind of long work is called, and what its states are called."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

KIND_WORDS: dict[str, Promise] = {
    "delete_beneficiaries": pgettext_lazy("job", "Deleting lists of beneficiaries whose day has come"),
    "escalate_notices": pgettext_lazy("job", "Writing down which notices nobody acknowledged in time"),
    "escalate_recommendations": pgettext_lazy("job", "Telling the bodies above of overdue answers"),
    "forget_jobs": pgettext_lazy("job", "Forgetting work that ended long ago"),
    "make_greetings_due": pgettext_lazy("job", "Making letters of greeting due"),
    "read_papers": pgettext_lazy("job", "Reading the files of papers for the search"),
    "import_workbook": pgettext_lazy("job", "Taking in a workbook"),
    "publish_article": pgettext_lazy("job", "Publishing an article on its day"),
    "send_news": pgettext_lazy("job", "Sending news to readers who asked for it"),
    "forget_readers": pgettext_lazy("job", "Forgetting how to reach readers whose day has come"),
}


def kind_word(kind: str) -> str | Promise:
    """A kind that has no word yet is shown as the code calls it."""
    return KIND_WORDS.get(kind, kind)
