"""What people type about a draft that is criticised: its receipt, whom to ask, opinions, the conference, the points."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.actions.criticism import Opinion, Point
from chungtay.answers.criticism import (
    CriticismPage,
    bodies_for_opinions,
    drafters_for,
    holders_for,
)
from chungtay.models import Agreement, Clause, ClauseOpinion, Criticism, CriticismPoint, Document, Person
from chungtay.rules.criticism import Stand, Turn, TurnKind
from chungtay.rules.criticism.clauses import LONGEST_DRAFT
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.tags import said_plain
from chungtay.screens.tasks.forms import BodyChoice

from .words import STANDS, TURNS, clause_name, opinion_by

NEWEST = 30  # papers that may be chosen
TURNS_AT_ONCE = (
    TurnKind.CHAIR, TurnKind.DRAFTER, TurnKind.ORIENTATION, *[TurnKind.DISCUSSION] * 6, TurnKind.EXPLANATION,
    TurnKind.CONCLUSION,
)  # fmt: skip


class PaperChoice(forms.ModelChoiceField):
    def label_from_instance(self, paper: Document) -> str:
        return " · ".join(filter(None, [paper.type, paper.number, said_plain(paper, "title")]))


class ProgrammeChoice(forms.ModelChoiceField):
    def label_from_instance(self, agreement: Agreement) -> str:
        return said_plain(agreement, "name")


class BodyChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, body: Any) -> str:
        return said_plain(body, "name")


class ClauseChoice(forms.ModelChoiceField):
    def label_from_instance(self, clause: Clause) -> str:
        return str(clause_name(clause))


class OpinionChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, opinion: ClauseOpinion) -> str:
        said = opinion.text or str(STANDS[Stand(opinion.stand)])
        return f"{opinion_by(opinion)} · {clause_name(opinion.clause)}: {said[:120]}"


def newest_papers(person: Person, today: date) -> Any:
    seen = Document.objects.visible_to(person, today)
    return Document.objects.filter(pk__in=list(seen.values_list("pk", flat=True)[:NEWEST]))


class ReceiveForm(forms.Form):
    """A draft as it came in: who drafted it, its days, its text."""

    title = LineField(label=_("Title of the draft"), max_length=500)
    title_lo = LineField(label=_("The same in Lao"), max_length=500, required=False)
    drafter_name = LineField(
        label=_("Who drafted it, where it is not in this system"), max_length=300, required=False
    )
    received_on = DayField(label=_("Received on"))
    submitted_on = DayField(
        label=_("Submitted on"), help_text=_("The day on which the drafter hands it to whoever decides.")
    )
    due_on = DayField(label=_("The criticism is due on"))
    text = forms.CharField(
        label=_("Text of the draft"), required=False, max_length=LONGEST_DRAFT, widget=forms.Textarea,
        help_text=_("It is cut at its articles and clauses; you correct that on the next page."),
    )  # fmt: skip
    late_reason = LineField(
        label=_("It came too late: why it is criticised nevertheless"), max_length=500, required=False
    )
    refused_because = LineField(label=_("Or why it is refused"), max_length=500, required=False)

    def __init__(self, person: Person, today: date, data: Any = None) -> None:
        super().__init__(data, initial={"received_on": today})
        self.holders = list(holders_for(person, today))
        if len(self.holders) > 1:
            self.fields["holder"] = BodyChoice(
                holders_for(person, today), label=_("Which body criticises it"), initial=self.holders[0]
            )
        self.fields["drafter"] = BodyChoice(
            drafters_for(person, today),
            label=_("Who drafted it"),
            required=False,
            empty_label=_("None of these"),
        )
        self.fields["agreement"] = ProgrammeChoice(
            Agreement.objects.visible_to(person, today),
            label=_("Programme"),
            required=False,
            empty_label=_("None"),
        )
        self.fields["draft"] = PaperChoice(
            newest_papers(person, today), label=_("Or the paper that holds its text"), required=False,
            empty_label=_("None"),
        )  # fmt: skip
        self.order_fields(
            ["title", "title_lo", "holder", "drafter", "drafter_name", "received_on", "submitted_on", "due_on",
             "agreement", "text", "draft", "late_reason", "refused_because"]
        )  # fmt: skip

    def criticism(self) -> Criticism:
        told = {
            key: value for key, value in self.cleaned_data.items() if key not in ("text", "refused_because")
        }
        told.setdefault("holder", self.holders[0])
        return Criticism(**told)


class TextForm(forms.Form):
    """The draft, pasted anew or taken from a paper."""

    text = forms.CharField(
        label=_("Text of the draft"), required=False, max_length=LONGEST_DRAFT, widget=forms.Textarea
    )

    def __init__(self, page: CriticismPage, data: Any = None) -> None:
        super().__init__(data, auto_id="paste-%s")
        self.fields["document"] = PaperChoice(
            newest_papers(page.person, page.today), label=_("Or the paper that holds its text"), required=False,
            empty_label=_("None"),
        )  # fmt: skip


class CutForm(forms.Form):
    text = forms.CharField(
        label=_("The clauses"), max_length=2 * LONGEST_DRAFT, widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_(
            "A line that begins with § names a clause; below it stand its words. Move, add or take out such lines. "
            "The words of the draft stay as they came."
        ),
    )  # fmt: skip


class AskForm(forms.Form):
    experts = forms.CharField(
        label=_("Experts"), help_text=_("By post, not by name. One a line; the office types in what they say."),
        required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=5_000,
    )  # fmt: skip
    due_on = DayField(label=_("Opinions until"))

    def __init__(self, page: CriticismPage, data: Any = None) -> None:
        super().__init__(data)
        self.fields["bodies"] = BodyChoices(
            bodies_for_opinions(page.criticism, page.person, page.today), label=_("Units"), required=False,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        self.order_fields(["bodies", "experts", "due_on"])

    def told(self) -> dict[str, Any]:
        return self.cleaned_data | {"experts": self.cleaned_data["experts"].splitlines()}


class OpinionForm(forms.Form):
    """What is said of one clause, or of the whole."""

    stand = forms.ChoiceField(
        label=_("Opinion"), choices=[(one.value, words) for one, words in STANDS.items()]
    )
    text = forms.CharField(
        label=_("Why"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    proposal = forms.CharField(
        label=_("How it should read"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, page: CriticismPage, data: Any = None) -> None:
        super().__init__(data, auto_id="opinion-%s")
        self.fields["clause"] = ClauseChoice(
            page.criticism.clauses,
            label=_("Of which clause"),
            required=False,
            empty_label=_("The whole draft"),
        )
        self.order_fields(["clause", "stand", "text", "proposal"])

    def opinion(self) -> Opinion:
        return Opinion(**(self.cleaned_data | {"stand": Stand(self.cleaned_data["stand"])}))


class ConferenceForm(forms.Form):
    """The day and the place; then who spoke, in the order of such conferences. What is empty was not said."""

    held_on = DayField(label=_("Day of the conference"))
    venue = LineField(label=_("Where"), max_length=300, required=False)
    note = LineField(
        label=_("What was not as is the custom, and why"), max_length=500, required=False,
        help_text=_("If nobody of the drafter was there, say so here."),
    )  # fmt: skip

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for number, kind in enumerate(TURNS_AT_ONCE, 1):
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=_("What this turn is"), initial=kind.value,
                choices=[(one.value, words) for one, words in TURNS.items()],
            )  # fmt: skip
            self.fields[f"speaker_{number}"] = forms.CharField(
                label=_("Who spoke, by post"), max_length=300, required=False
            )
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("What was said"), max_length=20_000, required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    @property
    def first(self) -> list[Any]:
        return [self[name] for name in ("held_on", "venue")]

    @property
    def spoken(self) -> list[list[Any]]:
        parts = ("kind", "speaker", "text")
        return [[self[f"{part}_{number}"] for part in parts] for number in range(1, len(TURNS_AT_ONCE) + 1)]

    def turns(self) -> list[Turn]:
        told = self.cleaned_data
        every = [
            Turn(TurnKind(told[f"kind_{number}"]), told[f"speaker_{number}"], told[f"text_{number}"])
            for number in range(1, len(TURNS_AT_ONCE) + 1)
        ]
        return [turn for turn in every if turn.speaker.strip() or turn.text.strip()]


class PointForm(forms.Form):
    text = forms.CharField(label=_("The point"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 4}))
    proposal = forms.CharField(
        label=_("How it should read"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, page: CriticismPage, data: Any = None, *, point: CriticismPoint | None = None) -> None:
        initial: dict[str, Any] = {}
        if point is not None:
            initial = {"text": point.text, "proposal": point.proposal, "clause": point.clause_id}
            initial["opinions"] = [one.pk for one in point.opinions.all()]
        super().__init__(data, initial=initial)
        self.fields["clause"] = ClauseChoice(
            page.criticism.clauses,
            label=_("Of which clause"),
            required=False,
            empty_label=_("The whole draft"),
        )
        opinions = ClauseOpinion.objects.filter(asked__criticism=page.criticism)
        self.fields["opinions"] = OpinionChoices(
            opinions.select_related("asked__organisation", "clause").order_by("clause__position", "written_at"),
            label=_("Opinions on which it rests"), required=False, widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        self.order_fields(["clause", "text", "proposal", "opinions"])

    def point(self) -> Point:
        return Point(**(self.cleaned_data | {"opinions": tuple(self.cleaned_data["opinions"])}))


class NoteForm(forms.Form):
    """A step that only asks for a word, or for none."""

    note = LineField(label=_("Note"), max_length=500, required=False)

    def __init__(self, data: Any = None, *, label: Any = "", name: str = "note") -> None:
        super().__init__(data, auto_id=f"{name}-%s")
        if label:
            self.fields["note"].label = label
