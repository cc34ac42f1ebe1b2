"""What is typed while a supervision goes on: sessions, minutes, own reports, findings, and what comes of these."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chungtay.answers.evidence import indicators_visible_to
from chungtay.answers.programmes import Programme
from chungtay.answers.supervision import SupervisionPage, bodies_to_name
from chungtay.models import (
    Document,
    Finding,
    Indicator,
    Place,
    Registered,
    SupervisedBody,
    SupervisionSession,
)
from chungtay.rules.people import Act
from chungtay.rules.supervision import FindingKind
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.tags import said_plain
from chungtay.screens.tasks.forms import TaskForm

from .forms import NEWEST, BodyChoices, PaperChoices, as_file
from .words import KINDS


class SupervisedChoice(forms.ModelChoiceField):
    def label_from_instance(self, body: SupervisedBody) -> str:
        return said_plain(body.organisation, "name")


class NamedChoice(forms.ModelChoiceField):
    def label_from_instance(self, thing: Any) -> str:
        return said_plain(thing, "name")


def _supervised(page: SupervisionPage) -> SupervisedChoice:
    rows = page.supervision.supervised.select_related("organisation")
    return SupervisedChoice(rows, label=_("At which body"), required=False, empty_label=_("None"))


def _places(page: SupervisionPage) -> NamedChoice:
    """Where the bodies sit, and what lies below."""
    seats = [one.organisation.place_id for one in page.bodies if one.organisation.place_id]
    near = Place.objects.on(page.today).filter(pk__in=seats) | Place.objects.on(page.today).filter(
        parent__in=seats
    )
    return NamedChoice(
        near.distinct().order_by("name"), label=_("Place"), required=False, empty_label=_("None")
    )


class SessionForm(forms.Form):
    on = DayField(label=_("Day"))
    begins = forms.TimeField(
        label=_("From"), widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": "08:00"})
    )
    ends = forms.TimeField(
        label=_("Until"), widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": "11:30"})
    )
    venue = LineField(label=_("Where"), max_length=300)
    overlap_reason = LineField(label=_("Why it is held over another session"), required=False, max_length=500)
    notice_reason = LineField(
        label=_("Why it comes sooner than the notice allows"), required=False, max_length=500
    )

    def __init__(self, page: SupervisionPage, data: Any = None) -> None:
        super().__init__(data, auto_id="session-%s")
        self.page = page
        self.fields["supervised"] = _supervised(page)
        self.fields["place"] = _places(page)
        self.order_fields(["on", "begins", "ends", "venue", "supervised", "place"])

    def first(self) -> list[forms.BoundField]:
        return [field for field in self if not field.name.endswith("_reason")]

    def reasons(self) -> list[forms.BoundField]:
        return [field for field in self if field.name.endswith("_reason")]

    def session(self) -> SupervisionSession:
        given = dict(self.cleaned_data)
        on, begins, ends = given.pop("on"), given.pop("begins"), given.pop("ends")
        zone = timezone.get_current_timezone()
        starts_at = datetime.combine(on, begins, zone)
        ends_at = datetime.combine(on, ends, zone)
        return SupervisionSession(
            supervision=self.page.supervision, starts_at=starts_at, ends_at=ends_at, **given
        )


class MinutesForm(forms.Form):
    minutes = forms.CharField(
        label=_("Minutes"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    file = forms.FileField(label=_("The signed minutes"), required=False)

    def __init__(self, session: SupervisionSession, data: Any = None, files: Any = None) -> None:
        super().__init__(
            data, files, initial={"minutes": session.minutes}, auto_id=f"minutes-{session.pk}-%s"
        )
        self.session = session

    def told(self) -> dict[str, Any]:
        return {"minutes": self.cleaned_data["minutes"], "file": as_file(self.cleaned_data["file"])}


class ReportForm(forms.Form):
    """A body's report by the outline; on paper it names its dispatch."""

    report = forms.CharField(
        label=_("Answers to the outline"), required=False, max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )  # fmt: skip
    file = forms.FileField(label=_("The report as a paper"), required=False)

    def __init__(
        self, page: SupervisionPage, body: SupervisedBody, data: Any = None, files: Any = None
    ) -> None:
        super().__init__(data, files, initial={"report": body.report}, auto_id=f"report-{body.pk}-%s")
        self.body = body
        if page.may_record:
            self.fields["paper_number"] = LineField(label=_("Number of the paper"), max_length=60)
            self.fields["paper_on"] = DayField(label=_("Day of the paper"))

    def told(self) -> dict[str, Any]:
        return {**self.cleaned_data, "file": as_file(self.cleaned_data["file"])}


class FindingForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind.value, KINDS[kind]) for kind in FindingKind])
    text = forms.CharField(
        label=_("What was found"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    text_lo = forms.CharField(
        label=_("The same in Lao"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    found_on = DayField(label=_("Day"))
    file = forms.FileField(label=_("A paper or picture that shows it"), required=False)

    def __init__(
        self, page: SupervisionPage, data: Any = None, files: Any = None, *, finding: Finding | None = None
    ) -> None:
        start = _as_found(finding) if finding else {"found_on": page.today}
        super().__init__(data, files, initial=start, auto_id="finding-%s")
        self.page, self.finding_at = page, finding
        self.fields["supervised"] = _supervised(page)
        self.fields["place"] = _places(page)
        agreement = page.supervision.agreement
        indicators = (
            indicators_visible_to(page.person, page.today, agreement)
            if agreement
            else Indicator.objects.none()
        )
        self.fields["indicator"] = NamedChoice(
            indicators.order_by("name"), label=_("Indicator"), required=False, empty_label=_("None"),
            to_field_name="slug",
        )  # fmt: skip
        holders = [one.organisation_id for one in page.bodies]
        registered = Registered.objects.visible_to(page.person, page.today).filter(holder__in=holders)
        self.fields["registered"] = NamedChoice(
            registered.order_by("name"), label=_("Model or club"), required=False, empty_label=_("None")
        )
        own = Document.objects.allowed(page.person, Act.RECORD, page.today)
        newest = [*own.values_list("pk", flat=True)[:NEWEST]]
        kept = [one.pk for one in finding.evidence.all()] if finding else []
        self.fields["evidence"] = PaperChoices(
            own.filter(pk__in=[*newest, *kept]), label=_("Papers that show it"), required=False
        )
        self.order_fields(
            ["kind", "text", "text_lo", "found_on", "supervised", "place", "indicator", "registered"]
        )

    def finding(self) -> Finding:
        """Unsaved, or with what was changed on it."""
        told = {name: value for name, value in self.cleaned_data.items() if name not in ("file", "evidence")}
        if self.finding_at is not None:
            for name, value in told.items():
                setattr(self.finding_at, name, value)
            return self.finding_at
        return Finding(supervision=self.page.supervision, **told)

    def papers(self) -> dict[str, Any]:
        return {"evidence": self.cleaned_data["evidence"], "file": as_file(self.cleaned_data["file"])}


def _as_found(finding: Finding) -> dict[str, Any]:
    told = {name: getattr(finding, name) for name in ("kind", "text", "text_lo", "found_on")}
    told |= {"supervised": finding.supervised_id, "place": finding.place_id}
    told |= {"registered": finding.registered_id, "evidence": [one.pk for one in finding.evidence.all()]}
    told["indicator"] = finding.indicator.slug if finding.indicator else None
    return told


class RecommendForm(forms.Form):
    """What is recommended because of a finding."""

    text = forms.CharField(
        label=_("What is recommended"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, page: SupervisionPage, finding: Finding, data: Any = None) -> None:
        bodies = [finding.supervised] if finding.supervised else page.bodies
        super().__init__(
            data,
            initial={"addressees": [one.organisation_id for one in bodies]},
            auto_id=f"asked-{finding.number}-%s",
        )
        self.finding = finding
        self.fields["addressees"] = BodyChoices(
            bodies_to_name(page.supervision.agreement, page.person, page.today), label=_("To whom")
        )

    def told(self) -> dict[str, Any]:
        return {
            "text": self.cleaned_data["text"],
            "addressees": [one.pk for one in self.cleaned_data["addressees"]],
        }


class FindingTaskForm(TaskForm):
    """A task that comes of a finding: its words and its body stand there already."""

    def __init__(self, page: SupervisionPage, finding: Finding, data: Any = None) -> None:
        agreement = page.supervision.agreement
        assert agreement, "tasks stand in a programme"
        super().__init__(Programme(agreement, page.person, page.today), data)
        self.auto_id = f"task-{finding.number}-%s"
        self.finding = finding
        self.initial["text"] = " ".join(finding.text.split())[:500]
        if finding.supervised:
            self.initial["organisation"] = finding.supervised.organisation_id
