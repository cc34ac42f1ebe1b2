"""A future merger in three steps: its rows are typed or read from a table, looked at, recorded once.

Anybody may try out what a merger would do, as far as they may see what it touches; an administrator records it.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.actions.places import record_merger
from chungtay.answers.places import preview
from chungtay.models import Place
from chungtay.rules.messages import RuleBroken
from chungtay.rules.places import Merger
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

from .addresses import address_of
from .groups import may_manage
from .merger_forms import MergerForm, TableForm, as_shown, put_faults, table_of


@require_http_methods(["GET", "HEAD", "POST"])
def merger(request: Request) -> HttpResponse:
    """A POST with rows or a file shows what it would do; with `change` and the table, the rows again."""
    if "change" in request.POST:
        told = TableForm(request.POST).merger()
        return page(request, MergerForm.of(told) if told else MergerForm(request.POST, request.FILES))
    asked = request.method == "POST" and "more" not in request.POST
    form = MergerForm(*(request.POST, request.FILES) if request.method == "POST" else (), asked=asked)
    if asked and (told := form.merger()):
        return looked_at(request, told, form)
    return page(request, form)


def looked_at(request: Request, told: Merger, form: MergerForm) -> HttpResponse:
    """What it would do, or every fault at its row."""
    seen = preview(told, person=request.person, today=request.today)
    if seen.faults:
        return page(request, put_faults(MergerForm.of(told), map(as_shown, seen.faults)))
    ended = {place.code: place for place in seen.ended}
    rows = [(row, ended[row.old], len(told.of_old[row.old]) == 1) for row in told.rows]
    shown = {"seen": seen, "merger": told, "rows": rows, "table": table_of(told)}
    shown["may_manage"] = may_manage(request)
    return render(request, "places/merger_seen.html", shown)


@require_POST
def recording(request: Request) -> HttpResponse:
    """Records the table that was looked at, once."""
    form = TableForm(request.POST)
    told = form.merger()
    if told and (made := attempt(form, lambda: recorded(told, request))):
        messages.success(
            request, _("Recorded. Every figure can be read on the map before and after that day.")
        )
        return redirect(address_of(made[0]))
    return render(request, "places/merger_refused.html", {"form": form}, status=422)


def recorded(told: Merger, request: Request) -> list[Place]:
    """What is refused names the rows as the page shows them once they are to be changed."""
    try:
        return record_merger(told, by=request.person, at=timezone.now())
    except RuleBroken as problem:
        raise RuleBroken(map(as_shown, problem.messages)) from None


def page(request: Request, form: MergerForm) -> HttpResponse:
    return render(request, "places/merger.html", {"form": form}, status=422 if form.has_faults else 200)
