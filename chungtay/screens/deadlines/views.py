"""How many days my offices give, by which paper, and from when; an office sets its own."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from chungtay.actions.deadlines import set_deadline
from chungtay.answers.deadlines import clocks_of, may_set, offices_of
from chungtay.models import Organisation
from chungtay.rules.deadlines import DeadlineKind
from chungtay.rules.messages import Message, RuleBroken
from chungtay.screens.errors import attempt
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.middleware import Request
from chungtay.screens.tags import said_plain

from .words import KINDS


class OfficeChoice(forms.ModelChoiceField):
    def label_from_instance(self, body: Organisation) -> str:
        return said_plain(body, "name")


class DeadlineForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What for"), choices=[(kind.value, word) for kind, word in KINDS.items()]
    )
    days = forms.IntegerField(label=gettext_lazy("Number of days"), min_value=1, max_value=366)
    valid_from = DayField(label=gettext_lazy("From this day on"))
    source = LineField(label=gettext_lazy("Which paper says so"), max_length=500)

    def __init__(self, offices: list[Organisation], data: Any = None) -> None:
        super().__init__(data, auto_id="deadline-%s")
        self.offices = offices
        if len(offices) > 1:
            found = Organisation.objects.filter(pk__in=[one.pk for one in offices])
            self.fields["office"] = OfficeChoice(found, label=gettext_lazy("Office"), initial=offices[0])
            self.order_fields(["office"])

    def told(self) -> dict[str, Any]:
        """As `set_deadline` takes it."""
        given = dict(self.cleaned_data)
        given["holder"] = given.pop("office", None) or self.offices[0]
        given["kind"] = DeadlineKind(given["kind"])
        return given


@require_http_methods(["GET", "HEAD", "POST"])
def deadlines(request: Request) -> HttpResponse:
    offices = list(offices_of(request.person, request.today))
    own = [office for office in offices if may_set(office, request.person, request.today)]
    if request.method == "POST" and not own:
        raise RuleBroken(Message("Your post does not allow this."))
    form = DeadlineForm(own, request.POST or None) if own else None
    if request.method == "POST" and form and form.is_valid():
        told, by, at = form.told(), request.person, timezone.now()
        if attempt(form, lambda: set_deadline(told.pop("holder"), told.pop("kind"), **told, by=by, at=at)):
            messages.success(
                request, _("Kept. It holds from that day on; what was sent before keeps its day.")
            )
            return redirect("deadlines")
    clocks = [(office, clocks_of(office, request.person, request.today)) for office in offices]
    shown = {"clocks": clocks, "form": form, "today": request.today}
    return render(request, "deadlines/deadlines.html", shown, status=422 if form and form.errors else 200)
