"""What is typed when an indicator is added or changed, and when a unit is given a target."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.actions.indicators.defining import is_posted
from chungtay.answers.indicators import indicators_seen, units_for
from chungtay.models import Agreement, Combination, Indicator, Person, Place
from chungtay.rules.amounts import DECIMALS
from chungtay.rules.indicators import MONEY, OTHER, lasting
from chungtay.rules.ledger import Kind
from chungtay.screens.amounts import read
from chungtay.screens.errors import attempt
from chungtay.screens.fields import DayField
from chungtay.screens.plans.planning_forms import IndicatorChoice
from chungtay.screens.tags import said_plain

from .adding import KINDS
from .words import UNIT_WORDS

RATIO = (Kind.RATIO, _("A ratio: one indicator over another"))


class TextField(forms.CharField):
    """Some sentences."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=2_000, **more)


class IndicatorForm(forms.Form):
    """A new one. Named and defined in three languages, since the other side counts by it too."""

    name = forms.CharField(label=_("Name in Vietnamese"), max_length=300)
    name_lo = forms.CharField(label=_("Name in Lao"), max_length=300, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("How it is counted"), choices=[*KINDS, RATIO])
    unit = forms.ChoiceField(
        label=_("Kind of thing counted"), choices=[*UNIT_WORDS.items()], initial="other"
    )  # fmt: skip
    currency = forms.CharField(
        label=_("Currency"), max_length=3, required=False, help_text=_("Of money only: VND, LAK.")
    )
    measure = forms.CharField(
        label=_("Measure in Vietnamese"), max_length=80,
        help_text=_("One word, as reports write it after the number."),
    )  # fmt: skip
    measure_lo = forms.CharField(label=_("Measure in Lao"), max_length=80, required=False)
    measure_en = forms.CharField(label=_("Measure in English"), max_length=80, required=False)
    decimals = forms.IntegerField(label=_("Decimals"), min_value=0, max_value=9, initial=0)
    numerator = IndicatorChoice(
        Indicator.objects.none(), label=_("Above the line of the ratio"), required=False, empty_label=_("nothing")
    )  # fmt: skip
    denominator = IndicatorChoice(
        Indicator.objects.none(), label=_("Below the line of the ratio"), required=False, empty_label=_("nothing")
    )  # fmt: skip
    definition = TextField(
        label=_("Definition in Vietnamese"), required=False,
        help_text=_("What counts, what does not, and who counts it."),
    )  # fmt: skip
    definition_lo = TextField(label=_("Definition in Lao"), required=False)
    definition_en = TextField(label=_("Definition in English"), required=False)

    def __init__(self, person: Person, today: date, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        counted = indicators_seen(person, today).exclude(kind=Kind.RATIO)
        for part in ("numerator", "denominator"):
            self.fields[part].queryset = counted  # type: ignore[attr-defined]


class ChangeForm(IndicatorForm):
    """The next version of one: what was posted under it stays fixed, and a reason is asked for."""

    in_force_from = DayField(
        label=_("In force from"), help_text=_("Results of the days before keep the rule that was.")
    )
    reason = TextField(label=_("Why it changes"))

    def __init__(self, indicator: Indicator, person: Person, today: date, data: Any = None) -> None:
        told = {name: getattr(indicator, name) for name in IndicatorForm.base_fields}
        super().__init__(person, today, data, initial=told | {"in_force_from": today})
        if is_posted(indicator):
            self._fix(indicator)

    def _fix(self, indicator: Indicator) -> None:
        """What can no longer change is greyed out, and what it has no use for is not asked."""
        for name in {*lasting(indicator.unit)} & self.fields.keys():
            self.fields[name].disabled = True
        unused = [] if indicator.kind == Kind.RATIO else ["numerator", "denominator"]
        if indicator.unit not in (MONEY, OTHER):
            unused.append("currency")
        for name in unused:
            del self.fields[name]

    def told(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in IndicatorForm.base_fields if name in self.fields}


class TargetForm(forms.Form):
    """What one unit shall reach in a period."""

    amount = forms.CharField(label=_("Target"), max_length=40)
    first_on = DayField(label=_("First day of the period"))
    last_on = DayField(label=_("Last day of the period"))
    reason = TextField(
        label=_("Why"), required=False, help_text=_("Needed where another target stands already.")
    )

    def __init__(
        self, agreement: Agreement, indicator: Indicator, person: Person, today: date, data: Any = None
    ) -> None:
        year = {"first_on": date(today.year, 1, 1), "last_on": date(today.year, 12, 31)}
        super().__init__(data, initial=year, auto_id="target-%s")
        self.indicator = indicator
        self.units = units_for(agreement, person, today)
        self.cells = {str(one.pk): one for one in cells_of(agreement, indicator)}
        units = [(key, said_plain(unit, "name")) for key, unit in self.units.items()]
        self.fields["unit"] = forms.ChoiceField(label=_("Unit"), choices=[("", _("Choose one")), *units])
        cells = [(key, cell_words(cell)) for key, cell in self.cells.items()]
        self.fields["category"] = forms.ChoiceField(
            label=_("Category"), choices=[("", _("Everything together")), *cells], required=False
        )
        self.fields["amount"].widget.attrs["inputmode"] = "decimal"
        self.order_fields(["unit", "category", "amount", "first_on", "last_on", "reason"])
        if not self.cells:
            del self.fields["category"]

    def clean_amount(self) -> int | None:
        typed, decimals = self.cleaned_data["amount"], self.indicator.decimals
        return attempt(self, lambda: read(typed, decimals=min(decimals, DECIMALS), where="amount"))

    def told(self) -> dict[str, Any]:
        told: dict[str, Any] = {**self.cleaned_data}
        unit = self.units[told.pop("unit")]
        told["combination"] = self.cells.get(told.pop("category", ""))
        return told | {"place" if isinstance(unit, Place) else "organisation": unit}


def cells_of(agreement: Agreement, indicator: Indicator) -> list[Combination]:
    """The categories by which the programme's forms divide it."""
    asked = indicator.questions.filter(form__agreement=agreement)
    divided = Q(breakdown__in=asked.values("base")) | Q(breakdown__in=asked.values("of_which"))
    cells = Combination.objects.filter(divided).exclude(slug="").prefetch_related("categories")
    return list(cells.order_by("breakdown__slug", "position"))


def cell_words(cell: Combination) -> str:
    return " · ".join(said_plain(one, "name") for one in cell.categories.all())
