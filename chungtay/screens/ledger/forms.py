"""Three clocks: when it happened, when we knew, and on which map."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.models import Succession
from chungtay.screens.fields import DayField


class ClocksForm(forms.Form):
    """Answers with a window, a day of knowledge and a day whose map is used, whatever was left empty."""

    def __init__(self, typed: QueryDict, *, first_on: date, last_on: date) -> None:
        usual = {"from": first_on, "to": last_on}
        given = {
            name: as_people_write(str(value)) for name, value in typed.items() if value and name != "map"
        }
        shown = {name: DayField().prepare_value(day) for name, day in usual.items()}
        super().__init__(shown | given | {"map": typed.get("map", "")})
        self.usual = usual
        self.maps = maps()
        self.fields["from"] = DayField(label=_("from"), required=False)
        self.fields["to"] = DayField(label=_("to"), required=False)
        self.fields["known_at"] = DayField(label=_("Known by the end of"), required=False)
        self.fields["map"] = DayField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and last and last < first:
            self.add_error("to", gettext("The last day lies before the first."))
        return cleaned

    @property
    def window(self) -> tuple[date, date]:
        first = self.cleaned_data.get("from") or self.usual["from"]
        return first, max(first, self.cleaned_data.get("to") or self.usual["to"])

    @property
    def map_on(self) -> date:
        """The day whose units are the rows; a map that was not chosen is that of the last day."""
        return self.cleaned_data.get("map") or self.window[1]

    @property
    def choices(self) -> list[tuple[date, date | None, date | None, bool]]:
        """(a day on it, first day, last day, whether it is the one shown) for every map that there was."""
        return [(on, first, last, self._shows(first, last)) for on, first, last in self.maps]

    def _shows(self, first: date | None, last: date | None) -> bool:
        return (first is None or first <= self.map_on) and (last is None or self.map_on <= last)


def as_people_write(value: str) -> str:
    """Addresses carry 2025-12-31; the form shows 31/12/2025."""
    try:
        return str(DayField().prepare_value(date.fromisoformat(value)))
    except ValueError:
        return value


def maps() -> list[tuple[date, date | None, date | None]]:
    """One for every stretch of days on which no unit became another; none where nothing ever did."""
    days = list(Succession.objects.order_by("on").values_list("on", flat=True).distinct())
    if not days:
        return []
    ends = [day - timedelta(days=1) for day in days]
    return [(ends[0], None, ends[0]), *zip(days, days, [*ends[1:], None], strict=True)]
