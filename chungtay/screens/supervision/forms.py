"""What people type about a supervision: the year's plan, the supervision itself, and its papers and steps."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.actions.supervision import Member
from chungtay.answers.supervision import STATES, SupervisionPage, bodies_to_name, supervisors, years_of
from chungtay.models import Agreement, Document, Organisation, Person, Supervision, SupervisionPlan
from chungtay.rules.people import Act
from chungtay.rules.supervision import Form, Move, SupervisionState
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.states import word_of
from chungtay.screens.tags import said_plain

from .words import BUTTONS, FORMS

MEMBERS = range(1, 7)  # as many of the team as the form asks for at once
NEWEST = 50  # papers that may be chosen


class BodyChoice(forms.ModelChoiceField):
    def label_from_instance(self, body: Organisation) -> str:
        return said_plain(body, "name")


class BodyChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, body: Organisation) -> str:
        return said_plain(body, "name")


class ProgrammeChoice(forms.ModelChoiceField):
    def label_from_instance(self, agreement: Agreement) -> str:
        return said_plain(agreement, "name")


class PaperChoice(forms.ModelChoiceField):
    def label_from_instance(self, paper: Document) -> str:
        return f"{paper} · {said_plain(paper, 'title')}"[:120]


class PaperChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, paper: Document) -> str:
        return f"{paper} · {said_plain(paper, 'title')}"[:120]


class FilterForm(forms.Form):
    """By year and state."""

    def __init__(self, person: Person, today: date, data: Any = None) -> None:
        super().__init__(data)
        years = [(str(year), str(year)) for year in years_of(person, today)]
        self.fields["year"] = forms.ChoiceField(
            label=_("Year"), required=False, choices=[("", pgettext_lazy("year", "All")), *years]
        )
        states = [(state.value, word_of(f"supervision_{state}")) for state in SupervisionState]
        told = [
            ("", pgettext_lazy("supervision", "All")),
            ("open", pgettext_lazy("supervision", "Not over yet")),
        ]
        self.fields["state"] = forms.ChoiceField(label=_("State"), required=False, choices=[*told, *states])
        assert set(STATES) == {"open", *(state.value for state in SupervisionState)}


class PlanForm(forms.Form):
    """The plan of one year."""

    title = LineField(label=_("Title of the plan"), max_length=500)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    purpose = forms.CharField(
        label=_("Purpose"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(
        self, person: Person, today: date, data: Any = None, *, plan: SupervisionPlan | None = None
    ) -> None:
        start = {name: getattr(plan, name) for name in ("title", "year", "purpose")} if plan else {}
        super().__init__(data, initial=start or {"year": today.year + (today.month >= 10)})
        self.holders = list(supervisors(person, today))
        if plan is None:
            if len(self.holders) > 1:
                self.fields["holder"] = BodyChoice(
                    supervisors(person, today), label=_("Whose plan it is"), initial=self.holders[0]
                )
            programmes = Agreement.objects.visible_to(person, today)
            self.fields["agreement"] = ProgrammeChoice(
                programmes, label=_("Programme"), required=False, empty_label=_("None"), to_field_name="slug"
            )

    def plan(self) -> SupervisionPlan:
        told = dict(self.cleaned_data)
        told.setdefault("holder", self.holders[0])
        return SupervisionPlan(**told)


class IssueForm(forms.Form):
    on = DayField(label=_("Issued on"))

    def __init__(self, today: date, data: Any = None) -> None:
        super().__init__(data, initial={"on": today}, auto_id="issue-%s")


class DrawingForm(forms.Form):
    """One supervision: what, whom, how, when, by whom."""

    subject = LineField(label=_("What is looked into"), max_length=500)
    form = forms.ChoiceField(label=_("In which form"), choices=[(form.value, FORMS[form]) for form in Form])
    framework = LineField(
        label=_("National programme"), required=False, max_length=500,
        help_text=_("Of a joint visit: such as Project 8 of Programme 1719."),
    )  # fmt: skip
    first_on = DayField(label=_("From"))
    last_on = DayField(label=_("Until"))
    purpose = forms.CharField(
        label=_("Purpose"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    scope = LineField(label=_("Scope"), required=False, max_length=2_000)

    def __init__(
        self, person: Person, today: date, data: Any = None, *, plan: SupervisionPlan | None = None,
        drawn: Supervision | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=_as_drawn(drawn) if drawn else None)
        self.holders, self.plan, self.drawn = list(supervisors(person, today)), plan, drawn
        near = plan or drawn
        if near is None:
            if len(self.holders) > 1:
                self.fields["holder"] = BodyChoice(
                    supervisors(person, today), label=_("Which body looks into it"), initial=self.holders[0]
                )
            self.fields["agreement"] = ProgrammeChoice(
                Agreement.objects.visible_to(person, today), label=_("Programme"), required=False,
                empty_label=_("None"), to_field_name="slug",
            )  # fmt: skip
        self._ask_for_bodies(person, today, near.agreement if near else None, anything=near is None)

    def _ask_for_bodies(
        self, person: Person, today: date, agreement: Agreement | None, *, anything: bool
    ) -> None:
        may = bodies_to_name(agreement, person, today)
        if (
            anything
        ):  # the programme is chosen in the same form: the action looks whether they belong together
            for one in Agreement.objects.visible_to(person, today):
                may = may | bodies_to_name(one, person, today)
            may = may.distinct()
        self.fields["bodies"] = BodyChoices(may, label=_("Which bodies are supervised"), required=False)
        for number in MEMBERS:
            label = _("Head of the team: body") if number == 1 else _("Member of the team: body")
            self.fields[f"member_{number}"] = BodyChoice(
                may, label=label, required=False, empty_label=_("None")
            )
            self.fields[f"member_{number}_post"] = LineField(
                label=_("By post"), required=False, max_length=200
            )

    def first(self) -> list[forms.BoundField]:
        return [field for field in self if not field.name.startswith("member_")]

    def team(self) -> list[forms.BoundField]:
        return [field for field in self if field.name.startswith("member_")]

    def members(self) -> list[Member]:
        """The first leads. Somebody without a post is named by the rules."""
        told, given = [], self.cleaned_data
        for number in MEMBERS:
            body, post = given[f"member_{number}"], given[f"member_{number}_post"]
            if body:
                told.append(Member(body, post, leads=number == 1))
        return told

    def supervision(self) -> Supervision:
        """Unsaved, or with what was changed on it."""
        plain = {
            name: self.cleaned_data[name]
            for name in ("subject", "form", "framework", "first_on", "last_on", "purpose", "scope")
        }
        if self.drawn is not None:
            for name, value in plain.items():
                setattr(self.drawn, name, value)
            return self.drawn
        near = {"holder": self.plan.holder, "agreement": self.plan.agreement} if self.plan else {}
        near = near or {
            "holder": self.cleaned_data.get("holder") or self.holders[0],
            "agreement": self.cleaned_data["agreement"],
        }
        return Supervision(**plain, **near, plan=self.plan)


def _as_drawn(one: Supervision) -> dict[str, Any]:
    plain = ("subject", "form", "framework", "first_on", "last_on", "purpose", "scope")
    told = {name: getattr(one, name) for name in plain}
    told["bodies"] = [row.organisation_id for row in one.supervised.all()]
    for number, member in zip(MEMBERS, one.members.all(), strict=False):
        told[f"member_{number}"], told[f"member_{number}_post"] = member.organisation_id, member.post
    return told


class OutlineForm(forms.Form):
    outline = forms.CharField(
        label=_("Outline, a question a line"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 6})
    )
    reports_due_on = DayField(label=_("The bodies report by"))

    def __init__(self, page: SupervisionPage, data: Any = None) -> None:
        one = page.supervision
        start = {"outline": one.outline, "reports_due_on": one.reports_due_on}
        super().__init__(data, initial=start, auto_id="outline-%s")


class PaperForm(forms.Form):
    """A signed paper: one that is kept already, or its number, its day and its file."""

    number = LineField(label=pgettext_lazy("papers", "Number"), required=False, max_length=80)
    on = DayField(label=_("Of the day"), required=False)
    file = forms.FileField(label=_("The signed paper"), required=False)

    def __init__(self, page: SupervisionPage, prefix: str, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id=f"{prefix}-%s")
        own = Document.objects.allowed(page.person, Act.RECORD, page.today)
        newest = list(own.filter(holder=page.supervision.holder_id).values_list("pk", flat=True)[:NEWEST])
        self.fields["document"] = PaperChoice(
            Document.objects.filter(pk__in=newest), label=_("One that is kept already"), required=False,
            empty_label=_("None"),
        )  # fmt: skip
        self.order_fields(["document", "number", "on", "file"])

    def told(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        given["file"] = as_file(given["file"])
        return given


class MoveForm(forms.Form):
    """One step; it asks only for what that step needs."""

    def __init__(self, page: SupervisionPage, move: Move, data: Any = None) -> None:
        super().__init__(data, auto_id=f"{move}-%s")
        self.page, self.move, self.button = page, move, BUTTONS[move]
        self.fields["move"] = forms.CharField(widget=forms.HiddenInput, initial=move.value)
        if move is Move.CONCLUDE:
            self.fields["conclusion"] = _text(_("Conclusion"), rows=6)
            self.fields["conclusion_lo"] = _text(_("Conclusion in Lao"), rows=4, required=False)
        if move is Move.SEND and page.notice_by is not None and page.today > page.notice_by:
            self.fields["late_reason"] = _text(_("Why they come later than they should"), rows=2)
        note = _note_of(page, move)
        if note:
            needs = move in (Move.CANCEL, Move.RECONSIDER)
            self.fields["note"] = _text(note, rows=2, required=needs)

    @property
    def is_bare(self) -> bool:
        """Nothing must be typed: the button is enough."""
        return len(self.fields) == 1

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "move"}


def _note_of(page: SupervisionPage, move: Move) -> Any:
    if move in (Move.CANCEL, Move.RECONSIDER):
        return _("Why")
    if move is Move.CONCLUDE and any(one.reported_at is None for one in page.bodies):
        return _("Why a missing report is not waited for")
    if move is Move.CLOSE and not page.recommendations:
        return _("Why nothing was recommended")
    return None


def _text(label: Any, *, rows: int, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=20_000, widget=forms.Textarea(attrs={"rows": rows})
    )


def as_file(file: Any) -> tuple[str, bytes, str] | None:
    return (file.name, file.read(), file.content_type or "") if file else None
