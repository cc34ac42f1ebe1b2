"""The list of kinds of activity, what each counts for, and the forms with which offices add to it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.actions.activities import add_kind, rename_kind, retire_kind, set_counting
from chungtay.answers.activities import kinds_shown
from chungtay.models import ActivityKind, CountingRule, Indicator, Organisation
from chungtay.rules.activities import Adds
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request

ADDS = {
    Adds.ONE: pgettext_lazy("adds", "one"),
    Adds.CAME: pgettext_lazy("adds", "all who came"),
    Adds.MONEY: pgettext_lazy("adds", "its money"),
}
# Beside an indicator, where "one" alone would not say of what.
COUNTED = ADDS | {Adds.ONE: pgettext_lazy("adds", "counts as 1 each time")}
NOTHING = ("", pgettext_lazy("adds", "nothing"))


class KindForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name in Vietnamese"), max_length=120)
    name_lo = forms.CharField(label=gettext_lazy("Name in Lao"), max_length=120, required=False)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=120, required=False)


@dataclass
class Row:
    kind: ActivityKind
    rules: list[CountingRule]
    may_change: bool

    @property
    def names(self) -> list[tuple[str, Any, str]]:
        fields = KindForm.base_fields
        return [(name, fields[name].label, getattr(self.kind, name)) for name in fields]


@require_http_methods(["GET", "HEAD", "POST"])
def kinds(request: Request) -> HttpResponse:
    """Everybody reads it; who says what is counted adds to it."""
    form = KindForm(request.POST if request.method == "POST" else None)
    office = own_office(request)
    if request.method == "POST" and office is None:
        raise RuleBroken(Message("Your post does not allow this."))
    if office and form.is_valid():
        kind, at = ActivityKind(**form.cleaned_data), timezone.now()
        if attempt(form, lambda: add_kind(kind, holder=office, by=request.person, at=at)):
            messages.success(request, _("Added. It can be chosen at once."))
            return redirect("activity-kinds")
    told = {
        "rows": rows_of(request),
        "indicators": definable(request),
        "adds": [*((adds.value, words) for adds, words in ADDS.items()), NOTHING],
        "may_add": office is not None,
        "form": form,
    }
    return render(request, "activities/kinds.html", told, status=422 if form.errors else 200)


@require_POST
def kind(request: Request, slug: str) -> HttpResponse:
    held = get_object_or_404(ActivityKind.objects.visible_to(request.person, request.today), slug=slug)
    names = {name: request.POST.get(name, "")[:120] for name in KindForm.base_fields}
    at, retired = timezone.now(), request.POST.get("retired") == "yes"
    rename_kind(held, **names, by=request.person, at=at)
    if retired != (held.retired_on is not None):
        retire_kind(held, on=request.today if retired else None, by=request.person, at=at)
    messages.success(request, _("Kept."))
    return redirect("activity-kinds")


@require_POST
def counting(request: Request, slug: str) -> HttpResponse:
    """What each activity of the kind adds to one indicator."""
    held = get_object_or_404(offered(request), slug=slug)
    known = Indicator.objects.allowed(request.person, Act.READ, request.today)
    indicator = get_object_or_404(known.distinct(), slug=request.POST.get("indicator", ""))
    given = request.POST.get("adds", "")
    if given and given not in set(Adds):
        raise RuleBroken(Message("Choose what each activity adds.", where="adds"))
    adds = Adds(given) if given else None
    set_counting(held, indicator, adds, by=request.person, at=timezone.now())
    messages.success(request, _("Kept. Activities that are recorded from now on are counted so."))
    return redirect("activity-kinds")


def own_office(request: Request) -> Organisation | None:
    own = request.person.organisations_for(Act.DEFINE, request.today, Kind.INDICATOR)
    return Organisation.objects.filter(pk__in=own).order_by("pk").first()


def offered(request: Request) -> Any:
    """Those to choose from, and those of bodies below."""
    return kinds_shown(request.person, request.today)


def definable(request: Request) -> list[Indicator]:
    return list(
        Indicator.objects.allowed(request.person, Act.DEFINE, request.today).distinct().order_by("name")
    )


def rows_of(request: Request) -> list[Row]:
    seen = Indicator.objects.allowed(request.person, Act.READ, request.today)
    rules: dict[str, list[CountingRule]] = {}
    for rule in CountingRule.objects.filter(indicator__in=seen.values("pk")).select_related("indicator"):
        rule.words = COUNTED[Adds(rule.adds)]  # type: ignore[attr-defined]
        rules.setdefault(rule.kind_id, []).append(rule)
    today = request.today
    return [
        Row(one, rules.get(one.slug, []), request.person.may(Act.DEFINE, one.facts(today), today))
        for one in offered(request)
    ]
