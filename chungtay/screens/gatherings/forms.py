"""What people type about a gathering: its plan, what came of it, who speaks, the minutes, tasks that come of it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.answers.gatherings import GatheringPage, activities_of, keepers, pairs_of
from chungtay.answers.matters import places_of
from chungtay.answers.sides import holders_first
from chungtay.answers.tasks import bodies_of_programme
from chungtay.models import Activity, Agreement, Gathering, Organisation, Person, Registered
from chungtay.rules.gatherings import GatheringKind, GatheringState, Move
from chungtay.screens.exchange.forms import AgreementForm, PlaceChoice
from chungtay.screens.fields import DayField
from chungtay.screens.meetings.forms import BodyChoices
from chungtay.screens.tags import day, said_plain
from chungtay.screens.tasks.forms import BodyChoice

from .words import BUTTONS, KINDS

SPOKEN = {
    "vi": pgettext_lazy("exchange", "About what, in Vietnamese"),
    "lo": pgettext_lazy("exchange", "About what, in Lao"),
}


class PairChoice(forms.ModelChoiceField):
    def label_from_instance(self, pair: Registered) -> str:
        return said_plain(pair, "name")


class ActivityChoice(forms.ModelChoiceField):
    def label_from_instance(self, activity: Activity) -> str:
        return f"{said_plain(activity, 'title')} · {day(activity.first_on)}"


class GatheringForm(AgreementForm):
    """Its plan; `of` is one that is written otherwise, then what came of it is asked for, too."""

    def __init__(
        self,
        agreement: Agreement,
        person: Person,
        today: date,
        data: Any = None,
        *,
        of: Gathering | None = None,
    ) -> None:
        super().__init__(agreement, data, auto_id="gathering-%s")
        self.own = list(keepers(agreement, person, today))
        order = self._ask_for_plan(agreement, person, today, of)
        if of and of.state == GatheringState.SENT:
            order += self.add_words("result")
            self.fields["next_on"] = DayField(label=_("The next meeting"), required=False)
            order.append("next_on")
            if of.kind == GatheringKind.JOINT_EVENT:
                self.fields["activity"] = ActivityChoice(
                    activities_of(agreement, person, today) | Activity.objects.filter(pk__in=[of.activity_id]),
                    label=_("The activity in which attendances are counted"), required=False, empty_label=_("None"),
                )  # fmt: skip
                order.append("activity")
        self.order_fields(order)
        if of:
            self.initial = {name: getattr(of, name) for name in self.fields if name != "bodies"}
            self.initial["bodies"] = list(of.bodies.values_list("pk", flat=True))

    def _ask_for_plan(
        self, agreement: Agreement, person: Person, today: date, of: Gathering | None
    ) -> list[str]:
        order = ["kind", "twins", "holder"]
        if of is None:
            self.fields["kind"] = forms.ChoiceField(
                label=pgettext_lazy("gathering", "What it is"), choices=KINDS
            )
            if len(self.own) > 1:
                self.fields["holder"] = BodyChoice(
                    keepers(agreement, person, today), label=_("Which body keeps it"), initial=self.own[0]
                )
        if of is None or of.kind == GatheringKind.TWIN_MEETING:
            pairs = pairs_of(agreement, person, today)
            if of:
                pairs = pairs | Registered.objects.filter(pk__in=[of.twins_id]).distinct()
            self.fields["twins"] = PairChoice(
                pairs, label=_("Twinned villages"), required=False, empty_label=_("None"),
                help_text=_("For a meeting of twinned villages."),
            )  # fmt: skip
        order += [*self.add_words("title", longest=500), "held_on", "place", "venue", "bodies"]
        self.fields["held_on"] = DayField(label=_("Day"))
        self.fields["place"] = PlaceChoice(
            places_of(agreement, today), label=_("Place"), required=False, empty_label=_("None")
        )
        self.fields["venue"] = forms.CharField(label=_("Where"), max_length=300, required=False)
        bodies = holders_first(bodies_of_programme(agreement, today), agreement, today)
        self.fields["bodies"] = BodyChoices(
            bodies, label=_("Who meets"), widget=forms.CheckboxSelectMultiple, required=False
        )
        return [*order, *self.add_words("agenda")]

    def told(self) -> tuple[dict[str, Any], list[Organisation]]:
        """The fields of the gathering, and who meets."""
        told = dict(self.cleaned_data)
        bodies = list(told.pop("bodies"))
        if "kind" in self.fields and "holder" not in told and self.own:
            told["holder"] = self.own[0]
        return told, bodies


class StepForm(forms.Form):
    def __init__(self, page: GatheringPage, move: Move, data: Any = None) -> None:
        super().__init__(data, auto_id=f"{move}-%s")
        self.move, self.button, self.is_bare = move, BUTTONS[move], not page.needs_note(move)
        self.fields["move"] = forms.CharField(widget=forms.HiddenInput, initial=move.value)
        if not self.is_bare:
            self.fields["note"] = forms.CharField(
                label=_("Why"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
            )


class SpeechForm(AgreementForm):
    """Who speaks about what at a conference."""

    def __init__(self, page: GatheringPage, data: Any = None, files: Any = None) -> None:
        super().__init__(page.gathering.agreement, data, files, auto_id="speech-%s")
        self.fields["speaker"] = forms.CharField(
            label=_("Who speaks"), help_text=_("By post, not by name."), max_length=300
        )
        self.fields["organisation"] = BodyChoice(
            page.gathering.bodies.order_by("name"),
            label=_("Of which body"),
            required=False,
            empty_label=_("None"),
        )
        names = self.add_words("title", longest=500, labels=SPOKEN)
        self.fields["position"] = forms.IntegerField(
            label=_("In which place"), required=False, min_value=1, max_value=999,
            initial=max((one.position for one in page.speeches), default=0) + 1,
        )  # fmt: skip
        self.fields["file"] = forms.FileField(label=_("The paper"), required=False)
        self.order_fields(["speaker", "organisation", *names, "position", "file"])


class MinutesForm(forms.Form):
    file = forms.FileField(label=_("The signed minutes"))

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="minutes-%s")
