"""The front page of oversight: what waits for me among recommendations, and the doors to what stands beside them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from chungtay.answers.recommendations import Choice, counts_for, holders_for, ways_for
from chungtay.answers.wordings import mark_unchecked
from chungtay.screens.context import address_of
from chungtay.screens.middleware import Request
from chungtay.screens.tags import page_language

MOST = 12  # rows shown here; the list has them all
# What is asked for in the list, and what the front page calls it.
COUNTED: tuple[tuple[str, str | Promise], ...] = (
    ("answer", pgettext_lazy("recommendation", "For me to answer")),
    ("verify", pgettext_lazy("recommendation", "For me to verify")),
    ("late", pgettext_lazy("recommendation", "Late")),
    ("escalated", pgettext_lazy("recommendation", "Escalated")),
    ("open", pgettext_lazy("recommendation", "Not over yet")),
)
# The other rooms of this half, each with a sentence; a room whose address is not there is not shown.
DOORS: tuple[tuple[str, str | Promise, str | Promise], ...] = (
    ("supervisions", _("Supervision"), _("Plans, teams, findings with their evidence, conclusions.")),
    (
        "criticisms",
        _("Criticism of drafts"),
        _("Drafts that come in, opinions clause by clause, what was taken."),
    ),
    ("problems", _("Urgent problems"), _("Workshops that rank problems, and what came of each.")),
    ("deadlines", _("Deadlines"), _("How many days your office gives for what.")),
)


@require_safe
def oversight(request: Request) -> HttpResponse:
    counts = counts_for(request.person, request.today)
    ways = list(ways_for(request.person, request.today, Choice(shown="mine"))[:MOST])
    told = {
        "unchecked": mark_unchecked([way.recommendation for way in ways], page_language()),
        "counts": [(shown, word, counts[shown]) for shown, word in COUNTED],
        "ways": ways,
        "mine": counts["mine"],
        "doors": [(address, name, word) for room, name, word in DOORS if (address := address_of(room))],
        "may_ask": holders_for(request.person, request.today).exists(),
    }
    return render(request, "oversight/oversight.html", told)
