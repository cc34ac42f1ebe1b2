"""Figures, and every step down to what they were made from."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chungtay.answers.evidence import (
    Asked,
    Evidence,
    indicators_visible_to,
    origin_of,
    printed_in,
    quoted_beside,
    surety_of,
)
from chungtay.answers.figures import Book, Figure
from chungtay.answers.indicators import cumulative_of
from chungtay.answers.programmes import phase_on
from chungtay.answers.workbooks import XLSX, programme_workbook
from chungtay.models import Agreement, Entry, Place, Posting
from chungtay.rules.charts import Series
from chungtay.rules.messages import Message, RuleBroken
from chungtay.screens.charts.specs import highest, series_of_months, series_of_years
from chungtay.screens.middleware import Request
from chungtay.screens.tags import said_plain

from .forms import ClocksForm


@require_safe
def ledger(request: Request) -> HttpResponse:
    """All indicators of the person's programmes with their totals."""
    programme = programme_of(request)
    book = Book(request.person, request.today, programme)
    first_on = book.extent.first_on or request.today
    rows = [
        (
            book.ask(indicator, request.today.replace(month=1, day=1), request.today),
            book.ask(indicator, min(first_on, request.today), request.today),
        )
        for indicator in indicators_visible_to(request.person, request.today, programme)
    ]
    programmes = Agreement.objects.visible_to(request.person, request.today)
    shown = {"rows": rows, "programme": programme, "programmes": programmes, "entries": book.extent.count}
    return render(request, "ledger/ledger.html", shown)


@require_safe
def figure(request: Request) -> HttpResponse:
    """One figure under three clocks, opened down to its entries."""
    visible = indicators_visible_to(request.person, request.today)
    indicator = get_object_or_404(visible, slug=request.GET.get("indicator", ""))
    programme = programme_of(request)
    form = ClocksForm(request.GET, first_on=usual_first(programme, request.today), last_on=request.today)
    status = 200 if form.is_valid() else 422
    asked = Asked(
        indicator,
        programme,
        *form.window,
        place=place_of(request, form.map_on),
        known_on=form.cleaned_data.get("known_at"),
        map_on=form.map_on,
        posting=posting_of(request),
    )
    evidence = Evidence(asked, request.person, request.today)
    series = series_of(evidence)
    shown = {"evidence": evidence, "form": form, "series": series, "most_in": highest(series)}
    shown["printed"] = printed_in(asked, request.person, request.today)
    shown["sums"] = sums_of(evidence)
    shown["surety"] = surety_of(evidence.figure)
    shown["quoted"] = quoted_beside(asked, request.person, request.today)
    return render(request, "ledger/figure.html", shown, status=status)


@require_safe
def workbook(request: Request, slug: str) -> HttpResponse:
    """All figures of a programme that the person may see, for a table program."""
    visible = Agreement.objects.visible_to(request.person, request.today)
    content = programme_workbook(get_object_or_404(visible, slug=slug), request.person, request.today)
    told = {"Content-Disposition": f'attachment; filename="{slug}.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=told)


def sums_of(evidence: Evidence) -> list[tuple[Figure, str]]:
    """The figure of the period, lũy kế and the total, with their words; none where no form cumulates it."""
    sums = cumulative_of(evidence)
    if sums is None:
        return []
    words = (_("In this period"), _("Cumulated"), _("From the first entry"))
    return list(zip((sums.period, sums.cumulative, sums.total), words, strict=True))


def series_of(evidence: Evidence) -> Series:
    """By months while they can be told apart, else by years."""
    if len(evidence.years) > 2:
        return series_of_years(evidence.years)
    return series_of_months(evidence.months, said_plain(evidence.asked.indicator, "measure"))


def programme_of(request: Request) -> Agreement | None:
    slug = request.GET.get("programme")
    visible = Agreement.objects.visible_to(request.person, request.today)
    return get_object_or_404(visible, slug=slug) if slug else None


def usual_first(programme: Agreement | None, today: date) -> date:
    phase = phase_on(list(programme.phases.all()), today) if programme else None
    return min(phase.first_on, today) if phase else today.replace(month=1, day=1)


def place_of(request: Request, map_on: date) -> Place | None:
    """The unit that bears the code on the chosen map; a code that never was is no page at all."""
    code = request.GET.get("place")
    if not code:
        return None
    place = Place.objects.named(code, map_on)
    if place is None:
        other = get_object_or_404(Place.objects.filter(code=code).order_by("-valid_from")[:1])
        text = "%(place)s did not exist on %(day)s. Ask on the map of a day on which it did."
        raise RuleBroken(Message(text, {"place": other.name, "day": map_on}))
    return place


def posting_of(request: Request) -> int | None:
    """Whoever kept a figure with its posting opens it as it was known then, not only by the end of that day."""
    text = request.GET.get("posting", "")
    if text in ("", "0"):
        return 0 if text else None  # 0: before anything was posted
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else -1
    return get_object_or_404(Posting.objects.only("number"), number=number).number


@require_safe
def entry(request: Request, seq: int) -> HttpResponse:
    """One entry: what it says, who posted it, and the report line and sessions that it came from."""
    visible = Entry.objects.visible_to(request.person, request.today).defer("posting__canonical")
    found = get_object_or_404(
        visible.select_related(
            "indicator", "place", "holder", "served", "combination", "posting__posted_by", "reverses"
        ),
        seq=seq,
    )
    shown = {
        "entry": found,
        "categories": found.combination.categories.select_related("dimension"),
        "programmes": found.served.agreements.filter(
            id__in=Agreement.objects.visible_to(request.person, request.today)
        ),
        "origin": origin_of(found, request.person, request.today),
    }
    return render(request, "ledger/entry.html", shown)
