"""The statistics of one side: the table of a year, and how many were counted in each quarter."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from chungtay.models import Agreement

from ...answers.front import exists_for
from ...answers.statistics import counted_for, year_of
from ...rules.statistics import CODES, TOTAL, Table
from ..lists.words import CODE_WORDS
from ..pages import Request

Words = str | Promise
OTHERS = {
    pgettext_lazy("notices", "Direction of movement"): "direction",
    pgettext_lazy("notices", "How it ended"): "outcome",
}


@dataclass(frozen=True)
class Line:
    """A code and its number; of a kind of case also its numbers by sex and age. None is hidden."""

    words: Words
    number: int | None
    parts: tuple["Line", ...] = ()

    @property
    def is_silent(self) -> bool:
        return self.number is None and all(one.is_silent for one in self.parts)


@require_safe
def statistics(request: Request, slug: str) -> HttpResponse:
    agreement = get_object_or_404(Agreement, slug=slug)
    sides = counted_for(request.person, agreement, request.today)
    if not exists_for(request.person, agreement, request.today) or not sides:
        raise Http404
    asked = request.GET.get("side") or str(sides[0].pk)
    side = next((one for one in sides if str(one.pk) == asked), None)
    if side is None:
        raise Http404
    year = request.GET.get("year", "")
    told = year_of(side, int(year) if year.isdecimal() and len(year) == 4 else None, request.today)
    whole = told.whole
    return render(
        request,
        "notices/front/statistics.html",
        {
            "agreement": agreement,
            "sides": sides,
            "told": told,
            "quarters": [(one.quarter, one[TOTAL]) for one in told.quarters],
            "least": (whole or (told.quarters or [None])[-1]),
            "total": whole[TOTAL] if whole else None,
            "bands": [CODE_WORDS["band"][one] for one in CODES.band],
            "types": types_of(whole) if whole else [],
            "others": [
                (head, lines_of(whole, axis)) for head, axis in OTHERS.items() if whole and not whole.is_empty
            ],
        },
    )


def types_of(table: Table) -> list[Line]:
    """Each kind of case, the sexes under it, the ages under these."""

    def by_sex(kind: str, sex: str) -> Line:
        ages = (Line(CODE_WORDS["band"][one], table["cell", kind, sex, one]) for one in CODES.band)
        return Line(CODE_WORDS["sex"][sex], None, tuple(ages))

    return [
        Line(CODE_WORDS["sign"][kind], table["type", kind], tuple(by_sex(kind, sex) for sex in CODES.sex))
        for kind in CODES.type
    ]


def lines_of(table: Table, axis: str) -> list[Line]:
    return [Line(CODE_WORDS[axis][one], table[axis, one]) for one in getattr(CODES, axis)]
