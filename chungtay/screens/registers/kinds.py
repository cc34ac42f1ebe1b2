"""The kinds of register: what is kept there, by which lists members are counted, which indicators they feed."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from chungtay.actions.recorded import refuse_unless_may
from chungtay.actions.registers import add_kind
from chungtay.models import Breakdown, Indicator, Organisation, Person, RegisterKind
from chungtay.rules.ledger import Kind as Way
from chungtay.rules.people import Act
from chungtay.screens.errors import attempt
from chungtay.screens.middleware import Request
from chungtay.screens.tags import said_plain


class Fed(forms.ModelChoiceField):
    """Indicators that a register counts, by their names in the page's language."""

    def label_from_instance(self, obj: Any) -> str:
        return said_plain(obj, "name")


class KindForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the register, in Vietnamese"), max_length=120)
    name_lo = forms.CharField(label=gettext_lazy("Name in Lao"), max_length=120, required=False)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=120, required=False)
    has_members = forms.BooleanField(label=gettext_lazy("It has members"), required=False)
    is_pair = forms.BooleanField(label=gettext_lazy("It is a pair of villages"), required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        fed = Indicator.objects.filter(fed_by_register=True)
        for name, label, ways in (
            ("stock", gettext_lazy("What stands is counted in"), fed.filter(kind=Way.STOCK)),
            ("founded", gettext_lazy("What is founded is counted in"), fed.exclude(kind=Way.STOCK)),
            ("strengthened", gettext_lazy("What is strengthened is counted in"), fed.exclude(kind=Way.STOCK)),
        ):
            self.fields[name] = Fed(
                ways, label=label, required=False, to_field_name="slug", empty_label=gettext_lazy("None")
            )

    def kind(self, holder: Organisation | None) -> tuple[RegisterKind, list[Breakdown]]:
        told = {name: value for name, value in self.cleaned_data.items() if name != "has_members"}
        lists = Breakdown.objects.in_bulk(["sex", "ethnicity"], field_name="slug")
        made = RegisterKind(
            **told, holder=holder, position=RegisterKind.objects.count(),
            base=lists.get("sex") if self.cleaned_data["has_members"] else None,
        )  # fmt: skip
        return made, [lists["ethnicity"]] if made.base and "ethnicity" in lists else []


def own_office(person: Person, today: date) -> Organisation | None:
    own = person.organisations_for(Act.DEFINE, today)
    return Organisation.objects.filter(pk__in=own).first()


@require_http_methods(["GET", "HEAD", "POST"])
def kinds(request: Request) -> HttpResponse:
    """Everybody reads them; whoever defines what is counted adds one."""
    person, at = request.person, timezone.now()
    holder = own_office(person, request.today)
    may_add = holder is not None and person.may(
        Act.DEFINE, RegisterKind(holder=holder).facts(request.today), request.today
    )
    form = KindForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        refuse_unless_may(person, Act.DEFINE, RegisterKind(holder=holder), at)
        if form.is_valid():
            kind, of_which = form.kind(holder)
            if attempt(form, lambda: add_kind(kind, of_which=of_which, by=person, at=at)):
                messages.success(request, _("Added. Units can open one from now on."))
                return redirect("register-kinds")
    found = RegisterKind.objects.select_related("stock", "founded", "strengthened", "base")
    page = {"kinds": found, "form": form, "may_add": may_add}
    return render(request, "registers/kinds.html", page, status=422 if form.errors else 200)
