"""Fields as people there write them: days as 31/12/2025."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

# No programme is older, and no promise reaches further; beyond, sums over days and months would take for ever.
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)


class DayField(forms.DateField):
    """A day typed as 31/12/2025 (or picked, which browsers send as 2025-12-31)."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"],
            widget=forms.DateInput(
                format="%d/%m/%Y",
                attrs={"inputmode": "numeric", "placeholder": _("day/month/year"), "autocomplete": "off"},
            ),
            localize=False,
            **more,
        )
        self.error_messages["invalid"] = _("Write the day as 31/12/2025.")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if isinstance(value, date) and not EARLIEST <= value <= LATEST:
            raise forms.ValidationError(_("Write a day between 1900 and 2200."))

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


class LineField(forms.CharField):
    """One line that may be long: seen whole on the narrowest screen; breaks that were typed become spaces."""

    widget = forms.Textarea(attrs={"rows": 2})

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value)).split())


class InARow(forms.RadioSelect):
    """Choices so short that they stand in one line, as marks from 1 to 5 do."""

    in_a_row = True
