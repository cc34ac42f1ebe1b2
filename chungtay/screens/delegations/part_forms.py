"""What people type into the lists of a delegation: a member, an hour, a gift, a cost, a paper, a content."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.answers.delegations import DelegationPage, Row, bodies_of_sides, places_of
from chungtay.answers.programmes import Programme
from chungtay.answers.sentences import said
from chungtay.models import (
    AgreedContent,
    Content,
    Cost,
    DelegationMember,
    Gift,
    PaperNeeded,
    Person,
    Place,
    ProgrammeItem,
)
from chungtay.rules.amounts import SCALE
from chungtay.rules.delegations import Part, Side
from chungtay.rules.messages import RuleBroken
from chungtay.screens.amounts import read, written
from chungtay.screens.fields import DayField
from chungtay.screens.tags import day, said_plain
from chungtay.screens.tasks.forms import FURTHER, BodyChoice, TaskForm

from .forms import both
from .words import KINDS, ROLES, SIDES

DONE = (pgettext_lazy("delegation", "What is done"), pgettext_lazy("delegation", "What is done, in Lao"))
CONTENT = (pgettext_lazy("delegation", "What it is"), pgettext_lazy("delegation", "What it is, in Lao"))


class MoneyField(forms.CharField):
    """Whole units of a currency, typed as the page writes numbers: 12.000.000, in English 12,000,000."""

    def clean(self, value: Any) -> int | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return read(typed, decimals=0) // SCALE
        except RuleBroken as problem:
            raise forms.ValidationError([said(one) for one in problem.messages]) from problem

    def prepare_value(self, value: Any) -> Any:
        return written(value * SCALE) if isinstance(value, int) else value


class NamedChoice(forms.ModelChoiceField):
    """By what the thing is called in the reader's language."""

    def label_from_instance(self, thing: Any) -> str:
        match thing:
            case Content():
                return f"{thing.plan.year} · {thing.number}. {said_plain(thing, 'text')}"
            case Person():
                return said_plain(thing, "known_as")
            case Place():
                return said_plain(thing, "name")
            case AgreedContent():
                return said_plain(thing, "text")[:80]
        return str(thing)


class RowForm(forms.Form):
    """One row of one part; `kept` is the one that is changed. Of whose side it is, is asked only where it is open."""

    part: Part
    model: type[Any]
    owner = ""  # the field of the model that holds the body of the side
    plain: tuple[str, ...] = ()  # fields that the row holds as they are typed

    def __init__(self, page: DelegationPage, data: Any = None, *, kept: Row | None = None) -> None:
        super().__init__(data, auto_id=f"{kept.pk if kept else self.part}-%s")
        self.page, self.kept = page, kept
        self.sides = page.sides_written(self.part) if self.owner and not kept else []
        self.build()
        if kept:
            self.initial.update({name: getattr(kept, name) for name in self.plain if name in self.fields})
            self.initial.update(self.more(kept))
        if len(self.sides) > 1:
            self.fields["side"] = forms.ChoiceField(
                label=_("Of which side"), choices=[(one.value, SIDES[one]) for one in self.sides],
                initial=page.delegation.drafter.value,
            )  # fmt: skip
            self.order_fields(["side"])

    def build(self) -> None:
        """Lays the fields of this part."""

    def more(self, kept: Any) -> dict[str, Any]:
        """What of a kept row is typed otherwise than it is held."""
        return {}

    def values(self) -> dict[str, Any]:
        """The fields of the model."""
        return {name: self.cleaned_data[name] for name in self.plain if name in self.cleaned_data}

    def side(self) -> Side:
        return Side(self.cleaned_data["side"]) if "side" in self.cleaned_data else self.sides[0]

    def row(self) -> Row:
        delegation = self.page.delegation
        row: Any = self.kept or self.model(delegation=delegation)
        if self.owner and not self.kept:
            setattr(row, self.owner, delegation.body_of(self.side()))
        for name, value in self.values().items():
            setattr(row, name, value)
        return row


def reason_field() -> forms.CharField:
    return forms.CharField(
        label=_("Why both, if it overlaps another"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class MemberForm(RowForm):
    part, model, owner = Part.MEMBERS, DelegationMember, "organisation"
    plain = ("post", "post_lo", "role", "person", "overlap_reason")

    def build(self) -> None:
        both(self, "post", _("Post, not a name"), _("Post, in Lao"), longest=200)
        self.fields["role"] = forms.ChoiceField(
            label=pgettext_lazy("delegation", "Role"), choices=list(ROLES.items()), initial="member"
        )
        people = Person.objects.none()
        own = {self.page.delegation.side_of(self.kept.organisation_id)} if self.kept else set(self.sides)  # type: ignore[union-attr]
        for side in own & self.page.sides:
            people = people | self.page.people_of(side)
        self.fields["person"] = NamedChoice(
            people, label=_("Known here as"), required=False, empty_label=_("Nobody who is known here"),
            help_text=_("Then the house sees that nobody travels twice at once."),
        )  # fmt: skip
        self.fields["overlap_reason"] = reason_field()


class HourForm(RowForm):
    part, model = Part.HOURS, ProgrammeItem
    plain = ("text", "text_lo", "venue", "place", "lead", "overlap_reason")

    def build(self) -> None:
        visit = self.page.delegation
        days = [visit.first_on + timedelta(one) for one in range((visit.last_on - visit.first_on).days + 1)]
        self.fields["day"] = forms.ChoiceField(
            label=_("Day"), choices=[(one.isoformat(), day(one)) for one in days]
        )
        for name, label in (("begins", _("From (hour)")), ("ends", _("Until (hour)"))):
            self.fields[name] = forms.TimeField(
                label=label, input_formats=["%H:%M", "%Hh%M", "%H"],
                widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": "08:00", "autocomplete": "off"}),
            )  # fmt: skip
        both(self, "text", *DONE, longest=500)
        self.fields["place"] = NamedChoice(
            places_of(visit, self.page.today), label=_("Place visited"), required=False, empty_label=_("None")
        )
        self.fields["venue"] = forms.CharField(label=_("Where"), max_length=300, required=False)
        self.fields["lead"] = BodyChoice(
            bodies_of_sides(visit.agreement, self.page.today), label=_("Who leads it"), required=False,
            empty_label=_("None"),
        )  # fmt: skip
        self.fields["overlap_reason"] = reason_field()

    def more(self, kept: Any) -> dict[str, Any]:
        begins, ends = timezone.localtime(kept.starts_at), timezone.localtime(kept.ends_at)
        return {"day": begins.date().isoformat(), "begins": begins.time(), "ends": ends.time()}

    def values(self) -> dict[str, Any]:
        told = self.cleaned_data

        def at(name: str) -> datetime:
            return timezone.make_aware(datetime.fromisoformat(f"{told['day']} {told[name]:%H:%M}"))

        return super().values() | {"starts_at": at("begins"), "ends_at": at("ends")}


class GiftForm(RowForm):
    part, model, owner = Part.GIFTS, Gift, "giver"
    plain = ("text", "text_lo", "receiver_name", "receiver_name_lo", "amount", "currency")

    def build(self) -> None:
        both(self, "text", _("What is given"), _("What is given, in Lao"), longest=300)
        both(self, "receiver_name", _("To whom: a group, nobody by name"), _("To whom, in Lao"), longest=300)
        self.fields["to_other"] = forms.BooleanField(label=_("To the other side itself"), required=False)
        self.fields["amount"] = MoneyField(label=_("Its worth"), required=False)
        self.fields["currency"] = currency_field(required=False)

    def more(self, kept: Any) -> dict[str, Any]:
        return {"to_other": kept.receiver_id is not None}

    def row(self) -> Row:
        row: Any = super().row()
        visit = self.page.delegation
        other = visit.guest if row.giver_id == visit.host_id else visit.host
        row.receiver = other if self.cleaned_data["to_other"] else None
        return row


class CostForm(RowForm):
    part, model, owner = Part.COSTS, Cost, "side"
    plain = ("text", "text_lo", "planned", "spent", "currency")

    def build(self) -> None:
        both(self, "text", _("What the money is for"), _("What it is for, in Lao"), longest=300)
        self.fields["planned"] = MoneyField(label=_("Planned"), required=False)
        self.fields["spent"] = MoneyField(label=_("Spent"), required=False)
        self.fields["currency"] = currency_field(required=True)


class PaperForm(RowForm):
    part, model, owner = Part.PAPERS, PaperNeeded, "side"
    plain = ("text", "text_lo", "due_on")

    def build(self) -> None:
        both(self, "text", _("Which paper"), _("Which paper, in Lao"), longest=300)
        self.fields["due_on"] = DayField(label=_("Until"), required=False)


class ContentForm(RowForm):
    part, model = Part.CONTENTS, AgreedContent
    plain = ("kind", "text", "text_lo", "content")

    def build(self) -> None:
        self.fields["kind"] = forms.ChoiceField(
            label=pgettext_lazy("delegation", "Evaluated or agreed"), choices=list(KINDS.items())
        )
        both(self, "text", *CONTENT, longest=5_000, rows=3)
        self.fields["content"] = NamedChoice(
            self.page.contents_to_link, label=_("Content of a plan that it touches"), required=False,
            empty_label=_("None"),
        )  # fmt: skip


class AgreedTaskForm(TaskForm):
    """A task that comes of what was agreed."""

    def __init__(self, page: DelegationPage, data: Any = None) -> None:
        super().__init__(Programme(page.delegation.agreement, page.person, page.today), data)
        agreed = page.delegation.agreed.filter(kind="agreed")
        self.fields["agreed"] = NamedChoice(
            agreed, label=_("Of what was agreed"), empty_label=_("Choose one")
        )
        self.order_fields(["agreed", "text", "organisation", "asker", "due_on", *FURTHER])


def currency_field(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Currency"), max_length=3, required=required, help_text=_("Three letters: VND, LAK, USD.")
    )


FORMS: dict[Part, type[RowForm]] = {
    form.part: form for form in (MemberForm, HourForm, GiftForm, CostForm, PaperForm, ContentForm)
}
