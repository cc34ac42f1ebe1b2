"""The form of a first notice. It comes once; what is written in it leaves the page sealed, or not at all."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from chungtay.models import Agreement

from ...answers.first import FirstPage
from ...rules.form import CONSENTED, FIELDS, MAY_KEEP_WORDS_IN_DANGER, PARTS, Ask, Field
from ...rules.life import Urgency
from ...rules.lists import GBV, LISTS, codes
from ..lists.words import CODE_WORDS, FIELD_WORDS, PART_WORDS
from ..pages import Request, sealed_page, spoken
from ..room.words import DOOR
from .words import HINTS, WORDS

MOST_BESIDE = 6  # codes that may stand beside each other; more stand one a line
SHORT = 20  # letters: two of these stand beside each other on a telephone


@require_safe
@sealed_page
def new(request: Request, slug: str) -> HttpResponse:
    page = FirstPage(get_object_or_404(Agreement, slug=slug), request.person, request.today)
    if not page.own:
        raise Http404
    told = {
        "page": page, "agreement": page.agreement, "parts": parts(page), "words": spoken({**DOOR, **WORDS}),
        "told": for_script(page),
        "chains": [(code, CODE_WORDS["chain"].get(code), steps) for code, steps in page.chains],
    }  # fmt: skip
    return render(request, "notices/first/new.html", told)


def parts(page: FirstPage) -> list[dict[str, Any]]:
    """What is asked, part by part; what is worked out is not asked."""
    asked = [one for one in FIELDS if one.ask is not Ask.WORKED_OUT]
    return [
        {
            "name": part,
            "word": PART_WORDS[part],
            "fields": [shown(one, page) for one in asked if one.part == part],
        }
        for part in PARTS
    ]


def shown(field: Field, page: FirstPage) -> dict[str, Any]:
    words = {code: (CODE_WORDS[field.list][code], 0) for code in codes(field.list)} if field.list else {}
    if field.name == "urgency":
        words = {one.value: (CODE_WORDS["urgency"][one.value], page.hours[one]) for one in Urgency}
    is_short = all(len(str(word)) <= SHORT for word, _ in words.values())
    return {
        "name": field.name, "ask": field.ask.value, "word": FIELD_WORDS[field.name], "needed": field.needed,
        "hint": HINTS.get(field.name, ""), "only": field.only, "codes": words.items(),
        "look": " boxes--short" if is_short else " boxes--long" if len(words) > MOST_BESIDE else "",
    }  # fmt: skip


def for_script(page: FirstPage) -> dict[str, Any]:
    """For `json_script`. All that the form could need lies in the page: nothing is asked for while somebody writes."""
    language = get_language() or "vi"
    return {
        "person": str(page.person.pk),
        "slug": page.agreement.slug,
        "now": timezone.localtime().isoformat(timespec="seconds"),
        "own": [str(side.pk) for side in page.own],
        "names": {str(side.pk): side.body.said("name", language) for side in page.own},
        "fields": [
            {"name": one.name, "ask": one.ask, "list": one.list, "needed": one.needed, "crosses": one.crosses}
            for one in FIELDS
        ],
        "signs": codes("sign"),
        "gbv": GBV,
        "chains": {name: {one.code: one.chain for one in of if one.chain} for name, of in LISTS.items()},
        "consented": CONSENTED,
        "in_danger": MAY_KEEP_WORDS_IN_DANGER,
        "units": [
            [
                unit.key,
                unit.name,
                str(unit.seat),
                unit.first_on.isoformat(),
                unit.until and unit.until.isoformat(),
            ]
            for unit in page.units(language)
        ],
    }
