"""What people type about the exchange shelf: an item, a paper that lies with it, a reply, why it is taken back."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.answers.shelf import ItemPage, senders
from chungtay.answers.sides import others_than
from chungtay.models import Agreement, Organisation, Person, ShelfItem
from chungtay.screens.exchange.forms import AgreementForm
from chungtay.screens.fields import DayField
from chungtay.screens.meetings.forms import BodyChoices
from chungtay.screens.tasks.forms import BodyChoice

TOLD = {
    "vi": pgettext_lazy("exchange", "What you tell them, in Vietnamese"),
    "lo": pgettext_lazy("exchange", "What you tell them, in Lao"),
}


class ItemForm(AgreementForm):
    """An item before it is sent. `of` is one that is written otherwise."""

    def __init__(
        self,
        agreement: Agreement,
        person: Person,
        today: date,
        data: Any = None,
        *,
        of: ShelfItem | None = None,
    ) -> None:
        super().__init__(agreement, data, auto_id="item-%s")
        self.own = list(senders(agreement, person, today))
        holder = of.holder if of else next(iter(self.own), None)
        if not of and len(self.own) > 1:
            asked = _("Which body tells it")
            self.fields["holder"] = BodyChoice(senders(agreement, person, today), label=asked, initial=holder)
        order = ["holder", *self.add_words("title", longest=300), *self.add_words("text", labels=TOLD)]
        others = others_than(agreement, holder.pk, today) if holder else Organisation.objects.none()
        self.fields["readers"] = BodyChoices(
            others, label=_("For whom it is"), widget=forms.CheckboxSelectMultiple
        )
        self.fields["reply_by"] = DayField(label=_("Reply asked for until"), required=False)
        self.order_fields([*order, "readers", "reply_by"])
        if of:
            self.initial = {name: getattr(of, name) for name in self.fields if name != "readers"}
            self.initial["readers"] = list(of.readers.values_list("organisation", flat=True))

    def told(self) -> tuple[dict[str, Any], list[Organisation]]:
        """The fields of the item, and for whom it is."""
        told = dict(self.cleaned_data)
        readers = list(told.pop("readers"))
        if "holder" not in told and self.own:
            told["holder"] = self.own[0]
        return told, readers


class ReplyForm(forms.Form):
    text = forms.CharField(
        label=_("What you reply"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    file = forms.FileField(label=_("A paper"), required=False)

    def __init__(self, page: ItemPage, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="reply-%s")
        self.bodies = list(page.repliers)
        if len(self.bodies) > 1:
            self.fields["body"] = BodyChoice(page.repliers, label=_("For which body"), initial=self.bodies[0])
            self.order_fields(["body", "text", "file"])


class WithdrawalForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="withdrawal-%s")
