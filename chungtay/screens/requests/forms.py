"""What is typed to ask units: a form that is there, or theme, outline and annex; and the paper of an answer."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from chungtay.actions.requests import Annex
from chungtay.answers.programmes import bodies_for
from chungtay.models import Agreement, Form, Indicator, Organisation, Person, Report, ReportRequest
from chungtay.rules.ledger import Kind
from chungtay.rules.people import Act
from chungtay.screens.fields import DayField, LineField

AHEAD = timedelta(days=2)  # what is asked on the phone is wanted the day after tomorrow
FIRST_LINES = _("Results\nDifficulties and their causes\nProposals")
TEXTS = ("title", "outline", "columns")


@dataclass(frozen=True)
class Unit:
    """A body to tick."""

    body: Organisation
    chosen: bool


class UnitsForm(forms.Form):
    """Whom to ask: the bodies whose reports the person approves."""

    units = forms.ModelMultipleChoiceField(Organisation.objects.none(), label=_("Units"))

    def choose_from(self, agreement: Agreement, person: Person, today: date) -> None:
        self.bodies = bodies_for(agreement, person, Act.APPROVE, today).filter(place__isnull=False)
        self.own = person.organisations_for(Act.APPROVE, today, programme=agreement.slug)
        self.fields["units"].queryset = self.bodies  # type: ignore[attr-defined]
        self.fields["units"].initial = [body.pk for body in self.bodies if body.parent_id in self.own]

    @property
    def groups(self) -> list[tuple[Organisation | None, list[Unit]]]:
        """By the body above them: those right under the office first, the office itself (None) last."""
        chosen = {str(one) for one in self["units"].value() or []}
        found: dict[Organisation | None, list[Unit]] = {}
        bodies = self.bodies.order_by("parent__name", "name")
        for body in sorted(bodies, key=lambda one: (one.pk in self.own, one.parent_id not in self.own)):
            above = None if body.pk in self.own else body.parent
            found.setdefault(above, []).append(Unit(body, str(body.pk) in chosen))
        return list(found.items())


class RequestForm(UnitsForm):
    """Chosen at first: the form asked with last, the running half-year, and who stands right under the office."""

    form = forms.ModelChoiceField(
        Form.objects.none(), label=_("Form"), widget=forms.RadioSelect, empty_label=None
    )
    first_on = DayField(label=_("First day of the period"))
    last_on = DayField(label=_("Last day of the period"))
    due_on = DayField(label=_("Due on"), help_text=_("From the next day on the unit is late."))

    def __init__(self, agreement: Agreement, person: Person, today: date, data: Any = None) -> None:
        self.sendable = forms_to_send(agreement, today)
        first_on = date(today.year, 1 if today.month < 7 else 7, 1)
        last_on = (first_on + timedelta(days=185)).replace(day=1) - timedelta(days=1)
        super().__init__(data, initial={"first_on": first_on, "last_on": last_on})
        self.choose_from(agreement, person, today)
        self.fields["form"].queryset = self.sendable  # type: ignore[attr-defined]
        self.fields["form"].initial = self.asked_last()

    def asked_last(self) -> UUID | None:
        """With which form these units were asked the last time; else the newest."""
        asked = Report.objects.filter(holder__in=self.bodies, form__in=self.sendable).order_by("-last_on")
        last = asked.values_list("form_id", flat=True).first()
        return last or next((form.pk for form in self.sendable), None)

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[name] for name in ("first_on", "last_on", "due_on")]

    @property
    def chosen_form(self) -> str:
        return str(self["form"].value())


def forms_to_send(agreement: Agreement, today: date) -> QuerySet[Form]:
    """The latest versions that have not ended, those to come included; that of a theme is its own."""
    going_on = (
        agreement.forms.published()
        .filter(report_requests=None)
        .filter(Q(valid_to=None) | Q(valid_to__gt=today))
    )
    return going_on.prefetch_related("questions__indicator").order_by("-valid_from", "slug")


def passage(label: Any, hint: Any = "", rows: int = 6, most: int = 20_000) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, required=False, max_length=most, widget=box)


class ThemeForm(UnitsForm):
    """Filled as far as it can be: what differs from the last such call is theme and outline."""

    title = LineField(label=_("On what"), max_length=500, help_text=_("It stands on top of the report."))
    due_on = DayField(label=_("Due on"))
    first_on = DayField(label=_("First day of the period"))
    last_on = DayField(label=_("Last day of the period"))
    outline = passage(
        _("Outline"), _("One heading a line, as the letter has it. A line that begins with - is a hint."), 8
    )
    counted = forms.ModelMultipleChoiceField(
        Indicator.objects.none(), label=_("From the ledger"), required=False,
        help_text=_("Counted already, so no unit is asked for it again."),
    )  # fmt: skip
    columns = passage(
        _("Columns that each unit fills in"),
        _("One column a line. With what is counted in brackets it holds numbers and is added up: Models (model)"),
        4, 4_000,
    )  # fmt: skip
    title_lo = LineField(label=_("On what, in Lao"), max_length=500, required=False)
    outline_lo = passage(_("Outline in Lao"), _("Line by line as above."))
    columns_lo = passage(_("Columns in Lao"), rows=4, most=4_000)
    title_en = LineField(label=_("On what, in English"), max_length=500, required=False)
    outline_en = passage(_("Outline in English"), _("Line by line as above."))
    columns_en = passage(_("Columns in English"), rows=4, most=4_000)

    def __init__(
        self, counted: Any, today: date, data: Any = None, like: ReportRequest | None = None
    ) -> None:
        first = {
            "due_on": today + AHEAD, "first_on": today.replace(month=1, day=1), "last_on": today,
            "outline": FIRST_LINES,
        }  # fmt: skip
        super().__init__(data, initial=first | (again(like) if like else {}))
        self.fields["counted"].queryset = counted  # type: ignore[attr-defined]

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[name] for name in ("due_on", "first_on", "last_on")]

    @property
    def counted_rows(self) -> list[tuple[Indicator, bool]]:
        """What may be ticked."""
        chosen = {str(one) for one in self["counted"].value() or []}
        offered = self.fields["counted"].queryset  # type: ignore[attr-defined]
        return [(one, str(one.pk) in chosen) for one in offered]

    @property
    def translations(self) -> list[forms.BoundField]:
        return [self[f"{name}_{language}"] for language in ("lo", "en") for name in TEXTS]

    @property
    def is_translated(self) -> bool:
        return any(field.value() or field.errors for field in self.translations)

    @property
    def annex(self) -> Annex:
        told = self.cleaned_data
        texts = {name: told.get(name, "") for name in ("columns", "columns_lo", "columns_en")}
        return Annex(counted=list(told.get("counted") or ()), **texts)

    def request(self, agreement: Agreement, holder: Organisation) -> ReportRequest:
        """What was typed, not sent yet."""
        names = ("due_on", "first_on", "last_on", *(f"{n}{e}" for n in TEXTS[:2] for e in ("", "_lo", "_en")))
        told = {name: self.cleaned_data[name] for name in names}
        return ReportRequest(agreement=agreement, holder=holder, **told)


def again(like: ReportRequest) -> dict[str, Any]:
    """The outline, the annex and the units of an earlier request, for another period."""
    asked = list(like.columns.select_related("question"))
    told: dict[str, Any] = {
        f"{name}{ending}": getattr(like, f"{name}{ending}")
        for name in ("title", "outline")
        for ending in ("", "_lo", "_en")
    }
    for ending in ("", "_lo", "_en"):
        named = [
            (getattr(one.question, f"title{ending}"), getattr(one.question, f"hint{ending}")) for one in asked
        ]
        told[f"columns{ending}"] = "\n".join(f"{t} ({m})" if m else t for t, m in named if t)
    counted = like.form.questions.values_list("indicator", flat=True) if like.form else ()
    return told | {"counted": list(counted), "units": list(like.reports.values_list("holder", flat=True))}


def countable(agreement: Agreement, counted: set[str]) -> Any:
    """What the ledger of the programme has something of; ratios are read elsewhere."""
    return Indicator.objects.exclude(kind=Kind.RATIO).filter(pk__in=counted).order_by("name")


class DueForm(forms.Form):
    due_on = DayField(label=_("New due day"))


class PaperForm(forms.Form):
    file = forms.FileField(
        label=_("Paper of the unit"),
        help_text=_("Word (DOCX): its words are sorted under the headings. PDF or a photo: it is kept beside them."),
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,image/*"}),
    )  # fmt: skip
