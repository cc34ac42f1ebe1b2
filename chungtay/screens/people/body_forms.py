"""What an administrator types of a body: its names, what it stands under, when it ends, who takes over."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chungtay.actions.people import Takeover
from chungtay.answers.people import Preview, bodies_of, parents_for
from chungtay.models import Organisation, OrganisationKind, Person, Place
from chungtay.rules.people import Act
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.tags import said_plain

from .forms import Said, SeveralSaid
from .words import BODY_KINDS

ENDS = "ends"
WORDS = ("name", "name_lo", "name_en", "short_name", "symbol", "dateline", "authority", "signing_post")


class BodyForm(forms.Form):
    """The fields that a new body and one to be changed have in common."""

    kind = forms.ChoiceField(label=_("Kind of body"), choices=list(BODY_KINDS.items()))
    name = LineField(label=_("Name, in Vietnamese"), max_length=300)
    name_lo = LineField(label=_("The same in Lao"), max_length=300, required=False)
    name_en = LineField(label=_("The same in English"), max_length=300, required=False)
    short_name = forms.CharField(label=_("Short name"), max_length=100, required=False)
    symbol = forms.CharField(
        label=_("Sign in document numbers"),
        max_length=40,
        required=False,
        help_text=_("As in 18/KH-BTV: BTV"),
    )
    dateline = forms.CharField(
        label=_("Town on its papers"), max_length=100, required=False,
        help_text=_("Left empty, papers bear the name of its place."),
    )  # fmt: skip
    authority = forms.CharField(
        label=_("On whose behalf its head signs"), max_length=100, required=False,
        help_text=_("As in TM. BAN THƯỜNG VỤ"),
    )  # fmt: skip
    signing_post = forms.CharField(
        label=_("Post of its head on papers"), max_length=100, required=False, help_text=_("As in CHỦ TỊCH")
    )
    place = forms.CharField(
        label=_("Code of its place"), max_length=40, required=False,
        help_text=_("As 51, or 51@2024-12-31 for the unit that bore the code on that day."),
    )  # fmt: skip

    def __init__(
        self, by: Person, today: date, data: Any = None, *, body: Organisation | None = None, **more: Any
    ):
        super().__init__(data, **more)
        self.today, self.body = today, body
        self.fields["parent"] = Said(
            parents_for(by, today, body),
            label=_("Stands under"),
            required=False,
            empty_label=_("None: it stands by itself"),
        )
        self.order_fields(["parent", "kind", *WORDS[:3], "place"])

    def clean_place(self) -> Place | None:
        text: str = self.cleaned_data["place"].strip()
        if not text:
            return None
        if self.body is not None and self.body.place is not None and text == code_of(self.body.place):
            return self.body.place
        code, _sign, day = text.partition("@")
        try:
            on = date.fromisoformat(day) if day else self.today
        except ValueError:
            raise forms.ValidationError(gettext("Write the day behind @ as 2024-12-31.")) from None
        found = Place.objects.named(code, on)
        if found is None:
            raise forms.ValidationError(gettext("No unit bears this code on that day."))
        return found

    def given(self) -> dict[str, Any]:
        """The fields of the body that were typed."""
        return {name: self.cleaned_data[name] for name in ("kind", "parent", "place", *WORDS)}


class NewBodyForm(BodyForm):
    first_on = DayField(label=pgettext_lazy("post", "From"))

    def __init__(self, by: Person, today: date, data: Any = None, **more: Any) -> None:
        super().__init__(by, today, data, **more)
        self.fields["first_on"].initial = today
        self.fields["kind"].initial = OrganisationKind.WOMENS_UNION

    def new_body(self) -> Organisation:
        return Organisation(valid_from=self.cleaned_data["first_on"], **self.given())


class BodyWritingForm(BodyForm):
    on = DayField(label=_("Since when it is so"))
    decision = LineField(label=_("By which decision"), max_length=300)

    def __init__(self, by: Person, today: date, body: Organisation, data: Any = None) -> None:
        shown = {name: getattr(body, name) for name in ("kind", *WORDS)}
        shown |= {"parent": body.parent_id, "place": code_of(body.place) if body.place else "", "on": today}
        super().__init__(by, today, data, body=body, initial=shown)


class BodyEndingForm(forms.Form):
    on = DayField(label=_("Over from"), help_text=_("On this day the body no longer stands."))
    decision = LineField(label=_("By which decision"), max_length=300)


class TakeoverForm(forms.Form):
    """Which bodies end and which take over; then, of each side and post, what becomes of it."""

    on = DayField(label=_("From which day"), help_text=_("On this day the old bodies no longer stand."))
    decision = LineField(label=_("By which decision"), max_length=300)

    def __init__(self, by: Person, today: date, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        bodies = bodies_of(by, today, Act.MANAGE)
        tall = forms.SelectMultiple(attrs={"size": 8})
        self.fields["old"] = SeveralSaid(bodies, label=_("Bodies that end"), widget=tall)
        self.fields["heirs"] = SeveralSaid(
            bodies, label=_("Who takes over"), widget=forms.SelectMultiple(attrs={"size": 8}),
            help_text=_("Mostly one. Several, where one body becomes several."),
        )  # fmt: skip
        self.order_fields(["old", "heirs", "on", "decision"])

    def takeover(self) -> Takeover:
        told, heirs = self.cleaned_data, {str(heir.pk): heir for heir in self.cleaned_data["heirs"]}
        chosen = {
            name: value for name, value in self.data.items() if value and name[:5] in ("side-", "post-")
        }
        return Takeover(
            tuple(told["old"]), tuple(told["heirs"]), on=told["on"], decision=told["decision"],
            sides={key: heirs[value] for key, value in of_kind("side-", chosen) if value in heirs},
            posts={
                key: heirs.get(value) for key, value in of_kind("post-", chosen) if value == ENDS or value in heirs
            },
        )  # fmt: skip

    def ask(self, seen: Preview) -> None:
        """A choice for each side and each post that passes."""
        heirs = [(str(heir.pk), said_plain(heir, "name")) for heir in self.cleaned_data["heirs"]]
        open_ones = [("", gettext("Choose one"))] if len(heirs) > 1 else []
        for side in seen.sides:
            label = f"{said_plain(side.holding.seat.agreement, 'name')}, {side.holding.seat.number}"
            self.fields[f"side-{side.holding.seat_id}"] = forms.ChoiceField(
                label=label, choices=[*open_ones, *heirs], required=False
            )
        over = (ENDS, gettext("The post ends"))
        for duty in seen.duties:
            if duty.post.pk not in seen.own:
                self.fields[f"post-{duty.post.pk}"] = forms.ChoiceField(
                    label=said_plain(duty.post, "title"), choices=[*open_ones, *heirs, over], required=False
                )

    def sides(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("side-")]

    def posts(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("post-")]

    def decided(self) -> list[forms.BoundField]:
        return [self[name] for name in ("old", "heirs", "on", "decision")]


def of_kind(mark: str, chosen: dict[str, Any]) -> list[tuple[UUID, str]]:
    """Ids and what was chosen; a name that is no id was made up."""
    found = []
    for name, value in chosen.items():
        if name.startswith(mark):
            try:
                found.append((UUID(name.removeprefix(mark)), str(value)))
            except ValueError:
                continue
    return found


def code_of(place: Place) -> str:
    """A code alone means today's unit; an ended one is named with a day on which it stood."""
    return f"{place.code}@{place.valid_from.isoformat()}" if place.valid_to else place.code
