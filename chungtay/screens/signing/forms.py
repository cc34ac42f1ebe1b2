"""What is typed about an agreement on its way: opinions, signatures, signed texts, turns, heirs."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.actions.signing import Paper
from chungtay.answers.signing import Way, bodies_to_sit_with
from chungtay.models import Agreement, Organisation, Person, Phase, Seat
from chungtay.rules.signing import Turn
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.tags import said_plain

from .words import ANSWERS, TONGUES, TURNS


class Said(forms.ModelChoiceField):
    def __init__(self, *given: Any, field: str = "name", **more: Any) -> None:
        super().__init__(*given, **more)
        self.field = field

    def label_from_instance(self, obj: Model) -> str:
        return said_plain(obj, self.field)


class PaperForm(forms.Form):
    """A step with its paper: the file and its number."""

    file_label: Any = _("File")
    needs_file = False
    number = forms.CharField(label=_("Number of the paper"), max_length=80, required=False)

    def __init__(self, *given: Any, order: list[str], **more: Any) -> None:
        super().__init__(*given, **more)
        # Rules speak of `files`, a name that Django keeps for itself on the class.
        self.fields["files"] = forms.FileField(label=self.file_label, required=self.needs_file)
        self.order_fields([*order, "number", "files"])

    def paper(self, issued_on: date | None, title: str = "") -> Paper | None:
        file = self.cleaned_data.get("files")
        if not file:
            return None
        kept = (file.name, file.read(), file.content_type or "")
        return Paper([kept], title=title, number=self.cleaned_data.get("number", ""), issued_on=issued_on)


class AskForm(PaperForm):
    agency = LineField(label=_("Which agency is asked"), max_length=300)
    asked_on = DayField(label=_("Asked on"))
    due_on = DayField(label=_("Answer due on"), required=False)
    file_label = _("The letter")

    def __init__(self, today: date, data: Any = None, files: Any = None) -> None:
        order = ["agency", "asked_on", "due_on"]
        super().__init__(data, files, order=order, auto_id="ask-%s", initial={"asked_on": today})


class AnswerForm(PaperForm):
    answer = forms.ChoiceField(
        label=pgettext_lazy("opinion", "What it answered"), choices=list(ANSWERS.items())
    )
    answered_on = DayField(label=_("Answered on"))
    text = forms.CharField(
        label=_("Its remarks"), required=False, max_length=4_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    file_label = _("The answer as a file")

    def __init__(self, today: date, key: str, data: Any = None, files: Any = None) -> None:
        self.key = key
        order, begun = ["answer", "answered_on", "text"], {"answered_on": today}
        super().__init__(data, files, order=order, auto_id=f"answer-{key}-%s", initial=begun)


class SignForm(forms.Form):
    """The signer is a post of the body; where the house knows none, the title as the paper prints it."""

    signed_on = DayField(label=_("Signed on"))
    venue = LineField(label=_("Where"), max_length=300, required=False)
    signer = forms.CharField(
        label=_("Signed as"), max_length=300, required=False,
        help_text=_("The post of the signer as the paper prints it. Left empty: the post chosen above."),
    )  # fmt: skip

    def __init__(self, way: Way, seat: Seat, data: Any = None) -> None:
        self.seat = seat
        super().__init__(data, auto_id=f"sign-{seat.number}-%s", initial={"signed_on": way.today})
        self.fields["post"] = Said(
            way.signers_of(seat), label=_("Post of the signer"), required=False, field="title",
            empty_label=_("None of these; written below"),
        )  # fmt: skip
        self.order_fields(["signed_on", "venue", "post", "signer"])


class TextForm(PaperForm):
    file_label = _("The signed text")
    needs_file = True

    def __init__(self, way: Way, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, order=[], auto_id="text-%s")
        languages = [one.language for one in way.texts]
        lacking = [language for language in languages if language in way.lacking]
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), choices=[(one, TONGUES[one]) for one in lacking or languages]
        )
        self.order_fields(["language", "number", "files"])


class TurnForm(PaperForm):
    turn = forms.ChoiceField(label=_("What happens"))
    on = DayField(label=_("From which day"))
    last_on = DayField(
        label=_("New last day"), required=False, help_text=_("Only where a phase is extended.")
    )
    reason = forms.CharField(
        label=_("Why"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    file_label = _("The document by which it was agreed")

    def __init__(self, way: Way, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, order=[], auto_id="turn-%s", initial={"on": way.today})
        self.fields["turn"].choices = [(turn, TURNS[turn]) for turn in way.open_turns]  # type: ignore[attr-defined]
        self.fields["phase"] = Said(
            Phase.objects.filter(agreement=way.agreement), label=_("Which phase"), required=False,
            help_text=_("Only where a phase is extended."), empty_label=_("None"),
        )  # fmt: skip
        self.order_fields(["turn", "on", "phase", "last_on", "reason", "number", "files"])

    def clean_turn(self) -> Turn:
        return Turn(self.cleaned_data["turn"])


class HeirForm(PaperForm):
    only_this_side = forms.BooleanField(
        label=_("Only this side passes on; the body itself goes on with everything else"), required=False
    )
    on = DayField(label=_("From which day"))
    reason = LineField(label=_("By which decision"), max_length=500, required=False)

    def __init__(
        self, person: Person, today: date, seats: QuerySet[Seat], data: Any = None, files: Any = None
    ) -> None:
        super().__init__(data, files, order=[], auto_id="heir-%s", initial={"on": today})
        refused = {"invalid_choice": _("Your post does not allow this.")}
        self.fields["seat"] = SideChoice(
            seats, today, label=_("Which side"), empty_label=None, error_messages=refused
        )
        self.fields["heir"] = Said(
            bodies_to_sit_with(person, today), label=_("Who takes it over"), empty_label=_("Choose one")
        )
        self.order_fields(["seat", "heir", "only_this_side", "on", "reason", "number", "files"])


class SideChoice(forms.ModelChoiceField):
    """Sides by their number and the body that sits there today."""

    def __init__(self, seats: QuerySet[Seat], today: date, **more: Any) -> None:
        super().__init__(seats, **more)
        self.today = today

    def label_from_instance(self, seat: Seat) -> str:
        holder: Organisation | None = seat.holder_on(self.today)
        return f"{seat.number}. {said_plain(holder, 'name') if holder else ''}"


class UmbrellaForm(forms.Form):
    def __init__(self, seen: QuerySet[Agreement], own: Agreement, data: Any = None) -> None:
        super().__init__(data, auto_id="umbrella-%s", initial={"umbrella": own.umbrella_id})
        self.fields["umbrella"] = Said(
            seen.exclude(pk=own.pk), label=_("Umbrella"), required=False, empty_label=_("It stands by itself")
        )
