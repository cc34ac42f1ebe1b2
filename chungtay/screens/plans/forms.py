"""What a person types about a plan: how it begins, its frame, one content, a change, its number, a reason."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chungtay.answers.programmes import bodies_for
from chungtay.models import Agreement, Content, Organisation, Person, Phase, Plan, Seat
from chungtay.rules.amounts import SCALE
from chungtay.rules.people import Act, Kind
from chungtay.screens.amounts import read, written
from chungtay.screens.errors import attempt
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.tags import said_plain

from .planning_forms import CommitmentChoices
from .words import CONTENT_FIELD_WORDS, PLAN_FIELD_WORDS

WORDS = ("text", "product", "funds")
FRAME = ("name", "grounds", "purpose", "requirements")


class BodyChoice(forms.ModelChoiceField):
    def label_from_instance(self, body: Organisation) -> str:
        return said_plain(body, "name")


class BodyChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, body: Organisation) -> str:
        return said_plain(body, "name")


class SeatChoices(forms.ModelMultipleChoiceField):
    """Sides of the programme, by whoever holds them that day."""

    holders: Mapping[Any, Organisation] = {}

    def label_from_instance(self, seat: Seat) -> str:
        return said_plain(self.holders[seat.pk], "name") if seat.pk in self.holders else str(seat.number)


class OneOfMany(forms.Select):
    """A list to choose one from. Whoever sends two is told so, where a plain one would take the last."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        sent = data.getlist(name) if hasattr(data, "getlist") else [data.get(name, "")]
        return [value for value in sent if value]


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class BeginForm(forms.Form):
    """For whom, which phase and year, under which name; then which signed contents go into it."""

    name = LineField(label=_("Name of the plan"), max_length=300)
    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2200)

    def __init__(
        self, agreement: Agreement, person: Person, today: Any, phase: Phase, data: Any = None
    ) -> None:
        year = min(max(today.year, phase.first_on.year), phase.last_on.year)
        super().__init__(data, auto_id="plan-%s", initial={"year": year})
        own = person.organisations_for(Act.PLAN, today, Kind.PLAN, programme=agreement.slug)
        sides = {one.organisation_id for one in agreement.held_on(today)}
        bodies = bodies_for(agreement, person, Act.PLAN, today)
        self.fields["holder"] = BodyChoice(bodies, label=_("Whose plan it is"), empty_label=None)
        self.fields["is_joint"] = forms.TypedChoiceField(
            label=_("What kind of plan"), coerce=lambda value: value == "joint", initial="joint",
            choices=[("joint", _("A joint plan, which every side accepts")), ("own", _("A plan of this body alone"))],
            widget=forms.RadioSelect,
        )  # fmt: skip
        self.fields["commitments"] = CommitmentChoices(
            phase.commitments.all(), label=_("Signed contents that go into it"), required=False,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        self.initial.update(
            holder=next((body.pk for body in bodies if body.pk in own & sides), None),
            commitments=[one.pk for one in phase.commitments.all()],
        )
        self.order_fields(["name", "year", "is_joint", "holder", "commitments"])


class FrameForm(forms.Form):
    name = LineField(label=_("Name of the plan"), max_length=300)
    grounds = forms.CharField(
        label=_("Legal grounds"),
        help_text=_("One a line."),
        required=False,
        max_length=10_000,
        widget=area(4),
    )
    purpose = forms.CharField(label=_("Purpose"), required=False, max_length=10_000, widget=area(4))
    requirements = forms.CharField(label=_("Requirements"), required=False, max_length=10_000, widget=area(4))
    last_on = DayField(label=_("Last day"), help_text=_("Empty: the last day of the year."), required=False)

    def __init__(self, plan: Plan, data: Any = None) -> None:
        told = {name: said_plain(plan, name) for name in FRAME}
        super().__init__(data, auto_id="frame-%s", initial=told | {"last_on": plan.last_on})
        self.plan = plan

    def told(self) -> dict[str, Any]:
        given = self.cleaned_data
        words = {
            key: text for name in FRAME for key, text in in_language(self.plan, name, given[name]).items()
        }
        return words | {"last_on": given["last_on"]}


class ContentForm(forms.Form):
    text = forms.CharField(label=_("What is agreed"), required=False, max_length=5_000, widget=area(2))
    begins_on = DayField(label=_("From"), required=False)
    due_on = DayField(label=_("Until"), required=False)
    product = LineField(label=_("Product"), required=False, max_length=500)
    budget = forms.CharField(label=_("Money"), required=False, max_length=30)
    currency = forms.CharField(label=_("Currency"), required=False, max_length=3, initial="VND")
    funds = LineField(label=_("Source of the money"), required=False, max_length=300)

    def __init__(self, page: Any, content: Content, data: Any = None) -> None:
        super().__init__(data, auto_id=f"content-{content.number or 'new'}-%s", initial=initial_of(content))
        self.content = content
        bodies = leads_for(page, content)
        self.fields["lead"] = BodyChoices(bodies, label=_("Lead"), required=False, widget=OneOfMany)
        offered: Any = self.fields["lead"].widget
        offered.choices = [("", _("Choose one")), *((body.pk, said_plain(body, "name")) for body in bodies)]
        seats = SeatChoices(
            page.agreement.seats.all(), label=_("Coordinating sides"), required=False,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        seats.holders = page.holders
        self.fields["coordinating"] = seats
        self.fields["commitments"] = CommitmentChoices(
            page.plan.phase.commitments.all(), label=_("Signed contents that it makes concrete"), required=False,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        self.fields["budget"].widget.attrs["inputmode"] = "decimal"
        self.order_fields(["text", "lead", "coordinating", "begins_on", "due_on", "product", "budget", "currency",
            "funds", "commitments"])  # fmt: skip

    def clean_budget(self) -> int | None:
        typed = self.cleaned_data["budget"].strip()
        if not typed:
            return None
        amount = attempt(self, lambda: read(typed, decimals=0, where="budget"))
        return None if amount is None else amount // SCALE

    def told(self) -> dict[str, Any]:
        """What the action keeps; words stand in the language that the page was written in."""
        given = self.cleaned_data
        words = {
            key: text for name in WORDS for key, text in in_language(self.content, name, given[name]).items()
        }
        plain = {
            name: given[name] for name in ("begins_on", "due_on", "budget", "coordinating", "commitments")
        }
        return words | plain | {"currency": given["currency"].upper() or "VND", "leads": list(given["lead"])}


class ChangeForm(forms.Form):
    """One change that a side asks for, at the line that it speaks of."""

    text = forms.CharField(label=_("What your side would have otherwise"), max_length=2_000, widget=area(2))

    def __init__(self, *, of_content: bool, data: Any = None, auto_id: str = "change-%s") -> None:
        super().__init__(data, auto_id=auto_id)
        words = CONTENT_FIELD_WORDS if of_content else PLAN_FIELD_WORDS
        self.fields["field"] = forms.ChoiceField(
            label=_("Of what"), choices=list(words.items()), required=False
        )
        self.order_fields(["field", "text"])


class NumberForm(forms.Form):
    number = forms.CharField(label=_("Number on the paper"), max_length=80, required=False)
    issued_on = DayField(label=_("Day of issue"))

    def __init__(self, page: Any, data: Any = None) -> None:
        plan = page.plan
        issuers = list(plan.issuers.all())
        super().__init__(
            data, auto_id="number-%s", initial={"number": plan.number, "issued_on": plan.issued_on}
        )
        bodies = {body.pk: body for body in [*page.holders.values(), *issuers]}
        self.fields["issuers"] = BodyChoices(
            Organisation.objects.filter(pk__in=bodies), label=_("Issued by"), required=False,
            widget=forms.CheckboxSelectMultiple, initial=[one.pk for one in issuers] or list(page.holders_who_sign),
        )  # fmt: skip


def initial_of(content: Content) -> dict[str, Any]:
    if content._state.adding:
        return {"currency": "VND"}
    words = {name: said_plain(content, name) for name in WORDS}
    return words | {
        "lead": [content.lead_id] if content.lead_id else [],
        "begins_on": content.begins_on,
        "due_on": content.due_on,
        "budget": "" if content.budget is None else written(content.budget * SCALE),
        "currency": content.currency,
        "coordinating": [seat.pk for seat in content.coordinating.all()],
        "commitments": [one.pk for one in content.commitments.all()],
    }


def leads_for(page: Any, content: Content) -> Any:
    """Whoever holds a side, the bodies for which one plans, and whoever leads it already."""
    keys = {body.pk for body in page.bodies_planned_for}
    keys |= {body.pk for body in page.holders.values()} | {content.lead_id}
    return Organisation.objects.filter(pk__in=keys - {None})


def in_language(thing: Any, field: str, words: str) -> dict[str, str]:
    """Words as they were typed on this page. What other languages say of words that are gone goes with them."""
    language = get_language() or "vi"
    words = words.strip()
    if words == said_plain(thing, field):
        return {}
    if language == "vi":
        return {field: words, f"{field}_lo": "", f"{field}_en": ""}
    own, before = f"{field}_{language}", getattr(thing, field)
    # A text that was first written in another language stands in Vietnamese's place, so that nothing is empty.
    is_first = not before or before == getattr(thing, own)
    return {own: words} | ({field: words} if is_first else {})


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=1_000, widget=area(2), required=False)


def forms_of_page(page: Any, wrong: forms.Form | None = None) -> dict[str, forms.Form]:
    """The forms that stand on the page of a plan; the wrong one keeps what was typed."""
    made: dict[str, forms.Form] = {}
    if page.to_ask:
        made["change_form"] = ChangeForm(of_content=False)
        for line in page.lines:
            line.form = ChangeForm(of_content=True, auto_id=f"change-{line.content.number}-%s")
            if wrong and wrong.auto_id == line.form.auto_id:
                line.form = wrong
    if page.moves["number"]:
        made["number_form"] = NumberForm(page)
    if page.moves["withdraw"]:
        made["withdraw_form"] = ReasonForm(auto_id="withdraw-%s")
    if page.moves["amend"]:
        made["amend_form"] = ReasonForm(auto_id="amend-%s")
    return {name: wrong if wrong and wrong.auto_id == form.auto_id else form for name, form in made.items()}
