"""What an auditor may ask by, and the kinds of thing that acts are done to."""

from collections.abc import Iterable

from ..messages import Message, RuleBroken

# Every kind of thing that an act is done to.
KINDS = (
    "account", "activity", "activitykind", "agreement", "article", "audithead", "beneficiarylist",
    "chainstep", "content", "criticism", "deadline", "delegation", "directive", "document", "dossier",
    "draft", "enrolment", "failedtries", "form", "gathering", "greeting", "hotline", "hours", "indicator",
    "invitation", "job", "keylist", "keywarning", "line", "matter", "meeting", "newscategory", "notice",
    "numberbook", "occasion", "organisation", "papertemplate", "person", "petition", "place", "placegroup",
    "placepicture", "plan", "portal", "post", "quotedfigure", "reading", "recommendation", "regime",
    "registered", "registerkind", "report", "reportrequest", "retention", "review", "rotation", "savedview",
    "senderkey", "share", "shelfitem", "sidekey", "source", "subscription", "supervision",
    "supervisionplan", "support", "supportkind", "task", "term", "usualpaper", "version", "wording",
    "workbookimport", "workshop",
)  # fmt: skip

# Of these not even the id is shown to an auditor: it stands for one person.
PERSONAL = frozenset({
    "account", "enrolment", "failedtries", "invitation", "person", "senderkey", "subscription"
})  # fmt: skip

# What an auditor may ask by; whatever else an address asks is refused, so that no hidden column can be guessed at.
FILTERS = ("from", "to", "act", "kind", "post", "organisation")


def check_filters(given: Iterable[str], *, beside: Iterable[str] = ()) -> None:
    """Refuse every name that is neither a filter nor one of those `beside`, which turn pages."""
    text = "The audit cannot be filtered or ordered by “%(name)s”."
    unknown = sorted(set(given) - {*FILTERS, *beside})
    if unknown:
        raise RuleBroken([Message(text, {"name": name[:40]}, where=name[:40]) for name in unknown])
