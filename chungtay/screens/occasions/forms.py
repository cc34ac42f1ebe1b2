"""What people type: a day of their own, the days as announced, and each move of a letter."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chungtay.answers.occasions import LetterPage, OccasionPage, own_bodies
from chungtay.models import Agreement, Occasion, Organisation, OrganisationKind, Person
from chungtay.papers.kinds import OCCASIONS
from chungtay.rules.occasions import EARLIEST, LATEST, MOST_LEAD, OccasionRule
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.people.words import body_kind_word
from chungtay.screens.tags import said_plain

from .words import COUNTRIES, RULES

WORDS = ("name", "name_lo", "name_en")


class NamedChoice(forms.ModelChoiceField):
    def label_from_instance(self, thing: Any) -> str:
        return said_plain(thing, "name")


class OccasionForm(forms.Form):
    """A day of an office's own: what it is called, when it is kept, by whom, and with which letter."""

    name = LineField(label=_("What the day is called"), max_length=200)
    name_lo = LineField(label=_("In Lao"), max_length=200, required=False)
    name_en = LineField(label=_("In English"), max_length=200, required=False)
    rule = forms.ChoiceField(label=_("When it is kept"), choices=list(RULES.items()))
    day = forms.IntegerField(
        label=_("Day"),
        min_value=1,
        max_value=31,
        required=False,
        help_text=_("Of a day that is the same each year."),
    )
    month = forms.IntegerField(label=_("Month"), min_value=1, max_value=12, required=False)
    country = forms.ChoiceField(label=_("Who keeps it"), choices=list(COUNTRIES.items()), required=False)
    of_kind = forms.ChoiceField(label=_("Which kind of body"), required=False)
    from_abroad = forms.BooleanField(label=_("Only bodies of the other country greet on it"), required=False)
    lead_days = forms.IntegerField(
        label=_("How many days ahead the letter is begun"), min_value=0, max_value=MOST_LEAD, initial=14
    )
    letter = forms.ChoiceField(label=_("With which letter it begins"), required=False)
    source = LineField(label=_("Where it stands that this day is kept"), max_length=500)

    def __init__(
        self, person: Person, today: date, data: Any = None, *, occasion: Occasion | None = None
    ) -> None:
        first = {name: getattr(occasion, name) for name in self.base_fields} if occasion else None
        super().__init__(data, initial=first)
        self.occasion, self.bodies = occasion, list(own_bodies(person, today))
        kinds = [(kind, body_kind_word(kind)) for kind in OrganisationKind.values]
        self.choose("of_kind", [("", _("every kind")), *kinds])
        language = get_language() or "vi"
        letters = [(slug, one.names.get(language, slug)) for slug, one in OCCASIONS.items()]
        self.choose("letter", [("", _("None: it is written by hand")), *letters])
        programmes = Agreement.objects.visible_to(person, today)
        self.fields["agreement"] = NamedChoice(
            programmes, label=_("Of which programme, for an anniversary"), required=False,
            empty_label=_("Of each"), initial=occasion.agreement_id if occasion else None,
        )  # fmt: skip
        if occasion is None and len(self.bodies) > 1:
            bodies = own_bodies(person, today)
            self.fields["holder"] = NamedChoice(
                bodies, label=_("Which body keeps it"), initial=self.bodies[0]
            )
        self.order_fields([*WORDS, "holder", "rule", "day", "month", "agreement"])

    def choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def told(self) -> dict[str, Any]:
        """As `change_occasion` takes it; a day belongs only to what is the same each year."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "holder"}
        if told["rule"] != OccasionRule.FIXED:
            told["day"] = told["month"] = None
        if told["rule"] != OccasionRule.ANNIVERSARY:
            told["agreement"] = None
        return told

    def unsaved(self) -> Occasion:
        return Occasion(holder=self.cleaned_data.get("holder") or self.bodies[0], **self.told())


class DaysForm(forms.Form):
    """The days of one year, as announced."""

    year = forms.IntegerField(label=_("Year"), min_value=EARLIEST, max_value=LATEST)
    first_on = DayField(label=_("First day"))
    last_on = DayField(label=_("Last day"))
    source = LineField(
        label=_("Who announced it, where it stands"), max_length=500,
        help_text=_("The notice with its number and day, or the address of the page."),
    )  # fmt: skip

    def __init__(self, page: OccasionPage, data: Any = None) -> None:
        super().__init__(data, auto_id="days-%s", initial={"year": page.next_year_to_note})


class EndingForm(forms.Form):
    on = DayField(label=_("From which day it is not kept any more"))

    def __init__(self, page: OccasionPage, data: Any = None) -> None:
        super().__init__(data, auto_id="ending-%s", initial={"on": page.today})


class LeavingForm(forms.Form):
    """A day that came with the product is left to the other offices."""

    from_on = DayField(label=_("From which day your office does not keep it"))
    reason = LineField(label=_("Why your office does not keep it"), max_length=500)

    def __init__(self, page: OccasionPage, data: Any = None) -> None:
        super().__init__(data, auto_id="leaving-%s", initial={"from_on": page.today})
        _ask_for_holder(self, page.own_bodies)

    @property
    def told(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("from_on", "reason")}


class ReturningForm(forms.Form):
    def __init__(self, page: OccasionPage, data: Any = None) -> None:
        super().__init__(data, auto_id="returning-%s")
        _ask_for_holder(self, page.may_return if data is None else page.own_bodies)


def _ask_for_holder(form: Any, bodies: list[Organisation]) -> None:
    """Only whoever works for several is asked for which."""
    form.bodies = bodies
    if len(bodies) > 1:
        known = Organisation.objects.filter(pk__in=[body.pk for body in bodies])
        form.fields["holder"] = NamedChoice(known, label=_("Of which office"), empty_label=None)
        form.order_fields(["holder"])


def holder_of(form: Any) -> Organisation:
    chosen: Organisation = form.cleaned_data.get("holder") or form.bodies[0]
    return chosen


class ApprovalForm(forms.Form):
    """One click after reading; what was read goes with it."""

    as_read = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, page: LetterPage, data: Any = None) -> None:
        super().__init__(data, auto_id="approval-%s", initial={"as_read": page.mark})
        if page.is_alone:
            self.fields["reason"] = LineField(
                label=_("Why you approve what you wrote yourself"), max_length=500,
                help_text=_("Nobody else of your office may approve it. Your reason stays beside the letter."),
            )  # fmt: skip

    @property
    def reason(self) -> str:
        return str(self.cleaned_data.get("reason", ""))


class SendingForm(forms.Form):
    on = DayField(label=_("Sent on"))
    how = LineField(label=_("How it went out"), max_length=200, help_text=_("By post, by hand, by e-mail …"))

    def __init__(self, page: LetterPage, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="sending-%s", initial={"on": page.today})
        if page.draft is None or page.draft.draft.closed_at is None:
            self.fields["file"] = forms.FileField(
                label=_("The signed scan, if there is one"),
                required=False,
                help_text=_("A PDF or a picture."),
            )


class ReplyForm(forms.Form):
    on = DayField(label=_("Day of the reply"))
    file = forms.FileField(label=_("The reply"), help_text=_("A PDF or a picture."))

    def __init__(self, page: LetterPage, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="reply-%s", initial={"on": page.today})


class ReasonForm(forms.Form):
    reason = LineField(label=_("Why"), max_length=500)

    def __init__(self, name: str, data: Any = None) -> None:
        super().__init__(data, auto_id=f"{name}-%s")


class BeginningForm(forms.Form):
    """Names a line of the calendar: who writes to whom, on which occasion of which year."""

    programme = forms.SlugField(max_length=80)
    holder = forms.UUIDField()
    partner = forms.UUIDField()
    occasion = forms.UUIDField()
    year = forms.IntegerField(min_value=EARLIEST, max_value=LATEST)
