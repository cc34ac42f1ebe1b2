"""What people type about a meeting: the meeting itself, its decisions, its minutes, and tasks that come of it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.answers.meetings import MeetingPage, keepers
from chungtay.answers.programmes import Programme
from chungtay.answers.tasks import bodies_of_programme
from chungtay.models import Agreement, Content, Decision, Meeting, Person, Plan
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.tags import said_plain
from chungtay.screens.tasks.forms import FURTHER, BodyChoice, TaskForm


class BodyChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, body: Any) -> str:
        return said_plain(body, "name")


class PlanChoice(forms.ModelChoiceField):
    def label_from_instance(self, plan: Plan) -> str:
        return said_plain(plan, "name")


class ContentChoice(forms.ModelChoiceField):
    def label_from_instance(self, content: Content) -> str:
        return f"{content.number}. {said_plain(content, 'text')}"


class DecisionChoice(forms.ModelChoiceField):
    def label_from_instance(self, decision: Decision) -> str:
        return f"{decision.number}. {Truncator(said_plain(decision, 'text')).chars(80)}"


class MeetingForm(forms.Form):
    title = LineField(label=_("What the meeting was about"), max_length=500)
    met_on = DayField(label=_("Day of the meeting"))
    venue = forms.CharField(label=_("Where"), max_length=300, required=False)
    chair = forms.CharField(
        label=_("Who chaired it"), help_text=_("By post, not by name."), max_length=300, required=False
    )
    notes = forms.CharField(label=_("Notes"), required=False, widget=forms.Textarea, max_length=20_000)

    def __init__(self, agreement: Agreement, person: Person, today: date, data: Any = None) -> None:
        super().__init__(data)
        self.agreement = agreement
        self.keepers = list(keepers(person, today, agreement))
        if len(self.keepers) > 1:
            self.fields["holder"] = BodyChoice(
                keepers(person, today, agreement), label=_("Which body keeps it"), initial=self.keepers[0]
            )
        plans = Plan.objects.visible_to(person, today).filter(phase__agreement=agreement)
        self.fields["plan"] = PlanChoice(plans, label=_("Plan"), required=False, empty_label=_("None"))
        self.fields["bodies"] = BodyChoices(
            bodies_of_programme(agreement, today), label=_("Who was there"), required=False,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        self.order_fields(["title", "met_on", "venue", "chair", "holder", "plan", "bodies", "notes"])

    def meeting(self) -> Meeting:
        told = dict(self.cleaned_data)
        told.pop("bodies")
        told.setdefault("holder", self.keepers[0])
        return Meeting(agreement=self.agreement, **told)


class DecisionForm(forms.Form):
    number = forms.IntegerField(label=pgettext_lazy("papers", "Number"), min_value=1, max_value=999)
    text = forms.CharField(
        label=_("What was decided"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, page: MeetingPage, data: Any = None) -> None:
        super().__init__(data, auto_id="decision-%s")
        numbers = [one.decision.number for one in page.decided]
        self.fields["number"].initial = max(numbers, default=0) + 1


class RewordingForm(forms.Form):
    text = forms.CharField(
        label=_("What was decided"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 3})
    )


class MinutesForm(forms.Form):
    file = forms.FileField(label=_("The signed minutes"))

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="minutes-%s")


class DecidedTaskForm(TaskForm):
    """A task that comes of a decision: mostly for a content of the plan, else for the programme."""

    def __init__(self, page: MeetingPage, data: Any = None) -> None:
        super().__init__(Programme(page.meeting.agreement, page.person, page.today), data)
        decisions = page.meeting.decisions.all()
        self.fields["decision"] = DecisionChoice(
            decisions, label=_("Of which decision"), to_field_name="number", empty_label=_("Choose one")
        )
        self.fields["content"] = ContentChoice(
            page.contents, label=_("For which content"), required=False, empty_label=_("None")
        )
        self.order_fields(["decision", "text", "organisation", "asker", "due_on", "content", *FURTHER])
