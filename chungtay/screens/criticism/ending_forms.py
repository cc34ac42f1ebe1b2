"""What people type once a criticism was sent: the drafter's reply, the final text, which clause came of which."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.answers.criticism import CriticismPage
from chungtay.answers.recommendations import bodies_to_ask
from chungtay.models import CriticismPoint
from chungtay.rules.criticism import Replied, Taken
from chungtay.rules.criticism.clauses import LONGEST_DRAFT
from chungtay.rules.recommendations import Asked as Recommended
from chungtay.screens.fields import DayField, LineField

from .forms import BodyChoices, PaperChoice, newest_papers
from .words import TAKEN, clause_name


class ReplyForm(forms.Form):
    """Point by point; on paper with its number, its day and perhaps the file."""

    def __init__(self, page: CriticismPage, data: Any = None, files: Any = None, *, on_paper: bool) -> None:
        super().__init__(data, files)
        self.page, self.on_paper = page, on_paper
        if on_paper:
            self.fields["number"] = forms.CharField(
                label=_("Number of the paper"), max_length=60, required=False
            )
            self.fields["replied_on"] = DayField(label=_("Its day"))
            self.fields["file"] = forms.FileField(label=_("The paper"), required=False)
        choices = [("", _("Choose one")), *((one.value, words) for one, words in TAKEN.items())]
        for point in page.points:
            self.fields[f"taken_{point.number}"] = forms.ChoiceField(
                label=_("Point %(number)s") % {"number": point.number}, choices=choices, required=False
            )
            self.fields[f"reason_{point.number}"] = forms.CharField(
                label=_("Why not, or why not whole"), required=False, max_length=10_000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    @property
    def first(self) -> list[Any]:
        return [self[name] for name in ("number", "replied_on", "file") if name in self.fields]

    @property
    def said(self) -> list[tuple[CriticismPoint, list[Any]]]:
        return [
            (point, [self[f"taken_{point.number}"], self[f"reason_{point.number}"]])
            for point in self.page.points
        ]

    def told(self) -> dict[str, Any]:
        given = self.cleaned_data
        replies = {
            point.number: Replied(
                Taken(given[f"taken_{point.number}"]) if given[f"taken_{point.number}"] else None,
                given[f"reason_{point.number}"],
            )
            for point in self.page.points
        }
        told: dict[str, Any] = {"replies": replies, "on_paper": self.on_paper}
        if self.on_paper:
            file = given["file"]
            told |= {"on": given["replied_on"], "number": given["number"]}
            told["file"] = (file.name, file.read(), file.content_type or "") if file else None
        return told


class FinalForm(forms.Form):
    """The text as it was issued."""

    text = forms.CharField(
        label=_("The final text"), max_length=LONGEST_DRAFT, widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("It is cut like the draft and laid beside it, clause by clause."),
    )  # fmt: skip
    number = forms.CharField(label=_("Number by which it was issued"), max_length=60, required=False)
    final_on = DayField(label=_("Issued on"), required=False)

    def __init__(self, page: CriticismPage, data: Any = None) -> None:
        super().__init__(data, auto_id="final-%s")
        self.fields["document"] = PaperChoice(
            newest_papers(page.person, page.today), label=_("The paper itself"), required=False,
            empty_label=_("None"),
        )  # fmt: skip

    def told(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        return told | {"on": told.pop("final_on")}


class MatchForm(forms.Form):
    """For each final clause of which clause of the draft it came."""

    def __init__(self, page: CriticismPage, data: Any = None) -> None:
        super().__init__(data, auto_id="match-%s")
        self.page = page
        choices: list[tuple[str, Any]] = [("", _("New: of none"))]
        choices += [(str(one.position), clause_name(one)) for one in page.clauses]
        for final in page.final:
            self.fields[f"of_{final.position}"] = forms.ChoiceField(
                label=str(clause_name(final)), choices=choices, required=False,
                initial=str(final.clause.position) if final.clause else "",
            )  # fmt: skip

    def matches(self) -> dict[int, int | None]:
        given = self.cleaned_data
        return {
            one.position: int(given[f"of_{one.position}"]) if given[f"of_{one.position}"] else None
            for one in self.page.final
        }


class RecommendForm(forms.Form):
    """A point as a recommendation: what is asked, and of whom."""

    text = forms.CharField(
        label=_("What is recommended"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    outside = LineField(label=_("To whom, where it is not in this system"), max_length=300, required=False)

    def __init__(self, page: CriticismPage, point: CriticismPoint, data: Any = None) -> None:
        super().__init__(data, initial={"text": point.proposal or point.text}, auto_id="recommend-%s")
        self.page, self.point = page, point
        drafter = page.criticism.drafter_id
        self.fields["addressees"] = BodyChoices(
            bodies_to_ask(page.person, page.today).exclude(pk=page.criticism.holder_id), label=_("To whom"),
            required=False, initial=[drafter] if drafter else [], widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        self.order_fields(["text", "addressees", "outside"])

    def told(self) -> Recommended:
        given = self.cleaned_data
        return Recommended(
            holder=self.page.criticism.holder_id, text=given["text"], grounds=self.point.text,
            addressees=tuple(one.pk for one in given["addressees"]),
            outside=(given["outside"],) if given["outside"] else (),
        )  # fmt: skip
