"""By what the list of registers is narrowed: kind, programme, days, what stands or what was closed."""

from datetime import date
from functools import cached_property

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from chungtay.models import Agreement, Person, RegisterKind
from chungtay.models.registers import RegisteredQuerySet
from chungtay.rules.ledger import Window
from chungtay.screens.fields import DayField
from chungtay.screens.tags import said_plain

STATES = [("standing", _("Standing")), ("closed", _("Closed")), ("all", _("All"))]


class FilterForm(forms.Form):
    kind = forms.ChoiceField(label=_("Register"), required=False)
    state = forms.ChoiceField(label=_("Which"), required=False, choices=STATES)
    first_on = DayField(label=_("From"), required=False)
    last_on = DayField(label=_("To"), required=False)

    def __init__(self, given: QueryDict, today: date) -> None:
        usual = {"state": "standing", "first_on": date(today.year, 1, 1), "last_on": today}
        super().__init__({name: given.get(name, value) for name, value in ({"kind": ""} | usual).items()})
        kinds = [(kind.slug, said_plain(kind, "name")) for kind in RegisterKind.objects.all()]
        self.fields["kind"].choices = [("", _("All")), *kinds]  # type: ignore[attr-defined]


class Narrowed:
    """What the address asks; whatever cannot be read is left out."""

    def __init__(self, given: QueryDict, person: Person, today: date) -> None:
        self.today = today
        seen = Agreement.objects.visible_to(person, today)
        self.programme = seen.filter(slug=given.get("programme", "")).first()
        self.form = FilterForm(given, today)
        self.form.is_valid()
        self.told = self.form.cleaned_data

    @cached_property
    def window(self) -> Window:
        last = self.told.get("last_on") or self.today
        first = self.told.get("first_on") or date(last.year, 1, 1)
        return Window(min(first, last), last)

    def narrow(self, things: RegisteredQuerySet) -> RegisteredQuerySet:
        match self.told.get("state"):
            case "closed":
                things = things.filter(closed_on__lte=self.today)
            case "all":
                pass
            case _:
                things = things.open_on(self.today)
        if kind := self.told.get("kind"):
            things = things.filter(kind__slug=kind)
        return things
