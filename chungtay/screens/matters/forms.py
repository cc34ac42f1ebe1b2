"""What people type about a border matter: the matter, each step of it, and what is to be done about it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.answers.matters import ActionRow, MatterPage, places_of, raisers
from chungtay.answers.sides import others_than
from chungtay.models import Agreement, Matter, Organisation, Person
from chungtay.rules.matters import ActionMove, Move
from chungtay.screens.exchange.forms import AgreementForm, PlaceChoice
from chungtay.screens.fields import DayField
from chungtay.screens.tasks.forms import BodyChoice

from .words import ACTION_BUTTONS, BUTTONS

BARE = (Move.RAISE, Move.RECEIVE, ActionMove.AGREE, ActionMove.TAKE_BACK)  # nothing need be typed
TO_BE_DONE = {
    "vi": pgettext_lazy("exchange", "What is to be done, in Vietnamese"),
    "lo": pgettext_lazy("exchange", "What is to be done, in Lao"),
}
HAPPENED = {
    "vi": pgettext_lazy("exchange", "What happened, in Vietnamese"),
    "lo": pgettext_lazy("exchange", "What happened, in Lao"),
}


class MatterForm(AgreementForm):
    """A matter before it is raised: with whom, what happened, where. `of` is one that is written otherwise."""

    def __init__(
        self, agreement: Agreement, person: Person, today: date, data: Any = None, *, of: Matter | None = None
    ) -> None:
        super().__init__(agreement, data, auto_id="matter-%s")
        self.own = list(raisers(agreement, person, today))
        holder = of.holder if of else next(iter(self.own), None)
        if not of and len(self.own) > 1:
            asked = _("Which body raises it")
            self.fields["holder"] = BodyChoice(raisers(agreement, person, today), label=asked, initial=holder)
        others = others_than(agreement, holder.pk, today) if holder else Organisation.objects.none()
        self.fields["other"] = BodyChoice(
            others, label=_("With which body of the other side"), empty_label=_("Choose one")
        )
        order = [
            "holder",
            "other",
            *self.add_words("title", longest=300),
            *self.add_words("text", labels=HAPPENED),
        ]
        for name, asked in (
            ("place", _("Where, on our side")),
            ("other_place", _("Where, on the other side")),
        ):
            self.fields[name] = PlaceChoice(
                places_of(agreement, today), label=asked, required=False, empty_label=_("None")
            )
        self.order_fields([*order, "place", "other_place"])
        if of:
            self.initial = {name: getattr(of, name) for name in self.fields if hasattr(of, name)}

    def told(self) -> dict[str, Any]:
        """The fields of the matter."""
        told = dict(self.cleaned_data)
        if self.own and "holder" not in told:
            told["holder"] = self.own[0]
        return told


class StepForm(forms.Form):
    """One step of the matter; the word or the reason where one is needed."""

    def __init__(self, page: MatterPage, move: Move, data: Any = None) -> None:
        super().__init__(data, auto_id=f"{move}-%s")
        self.move, self.button, self.is_bare = move, BUTTONS[move], move in BARE
        self.fields["move"] = forms.CharField(widget=forms.HiddenInput, initial=move.value)
        if not self.is_bare:
            needs = page.needs_note(move)
            label = _("Your word") if move is Move.SAY else _("Why") if needs else _("Remark")
            self.fields["note"] = forms.CharField(
                label=label, required=needs, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
            )


class ProposalForm(AgreementForm):
    """What one side proposes to be done, by either side."""

    def __init__(self, page: MatterPage, data: Any = None) -> None:
        super().__init__(page.matter.agreement, data, auto_id="proposal-%s")
        names = self.add_words("text", labels=TO_BE_DONE)
        self.fields["owner"] = BodyChoice(
            page.owners, label=_("Which side does it"), empty_label=_("Choose one")
        )
        self.fields["owner_post"] = forms.CharField(
            label=_("By whom"), help_text=_("By post, not by name."), max_length=200, required=False
        )
        self.fields["due_on"] = DayField(label=_("Until"))
        self.order_fields([*names, "owner", "owner_post", "due_on"])


class ActionForm(forms.Form):
    """One step of an action."""

    def __init__(
        self, page: MatterPage, row: ActionRow, move: ActionMove, data: Any = None, files: Any = None
    ) -> None:
        super().__init__(data, files, auto_id=f"{move}-{row.action.pk}-%s")
        self.row, self.move, self.button = row, move, ACTION_BUTTONS[move]
        self.is_bare = move in BARE
        self.fields["move"] = forms.CharField(widget=forms.HiddenInput, initial=move.value)
        if move is ActionMove.FINISH:
            self.fields["on"] = DayField(label=_("Done on"), initial=page.today)
            self.fields["file"] = forms.FileField(label=_("A paper that shows it"), required=False)
        if not self.is_bare:
            needs = page.action_needs_note(row.action, move)
            self.fields["note"] = forms.CharField(
                label=_("Why") if needs else _("Remark"), required=needs, max_length=2_000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip
