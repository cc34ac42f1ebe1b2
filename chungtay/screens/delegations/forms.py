"""What people type about turns and delegations: the rule, its exceptions, a visit, each step, the checklist."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.answers.delegations import (
    DelegationPage,
    RotationShown,
    Sides,
    bodies_of_sides,
    offices_with_papers,
    own_sides,
)
from chungtay.models import Agreement, Delegation, Organisation, Person, Rotation, Seat, UsualPaper
from chungtay.rules.delegations import ExceptionKind, Move
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.tags import said_plain
from chungtay.screens.tasks.forms import BodyChoice

from .words import BUTTONS, DIRECTIONS, EXCEPTIONS

RESULT = (
    pgettext_lazy("delegation", "What came of it"),
    pgettext_lazy("delegation", "What came of it, in Lao"),
)
SEATS = range(1, 6)  # as many sides as the form asks for at once


def both(form: forms.Form, name: str, label: Any, label_lo: Any, *, longest: int, rows: int = 2) -> None:
    """A text in Vietnamese and in Lao: whoever writes knows at least one; the other is said later, and checked."""
    for field, said in ((name, label), (f"{name}_lo", label_lo)):
        box = forms.Textarea(attrs={"rows": rows} | ({"lang": "lo"} if field != name else {}))
        kind = LineField if rows < 3 else forms.CharField
        form.fields[field] = kind(label=said, max_length=longest, required=False, widget=box)


class RotationForm(forms.Form):
    """The rule of turns, as the agreement says it."""

    every_years = forms.IntegerField(
        label=_("A turn every so many years"), min_value=1, max_value=10, initial=1
    )
    first_year = forms.IntegerField(label=_("First year"), min_value=1950, max_value=2200)
    last_year = forms.IntegerField(
        label=_("Last year, if it is set"), min_value=1950, max_value=2200, required=False
    )

    def __init__(self, agreement: Agreement, today: date, data: Any = None) -> None:
        super().__init__(data, auto_id="rotation-%s")
        self.agreement = agreement
        both(self, "purpose", _("What is held in turns"), _("What is held in turns, in Lao"), longest=300)
        both(self, "source", _("Where the agreement says so"), _("Where it says so, in Lao"), longest=500)
        self.seats = {seat.pk: seat for seat in agreement.seats.all()}
        holders = Sides(agreement, today).holders
        choices = [
            (key, said_plain(holders[key], "name") if key in holders else str(seat.number))
            for key, seat in self.seats.items()
        ]
        names = []
        for number in [one for one in SEATS if one <= max(len(choices), 2)]:
            label = _("First host") if number == 1 else _("Next host")
            name = f"seat_{number}"
            self.fields[name] = forms.TypedChoiceField(
                label=label, choices=[("", _("None")), *choices], coerce=UUID, empty_value=None,
                required=number < 3,
            )  # fmt: skip
            names.append(name)
        texts = ["purpose", "purpose_lo"]
        self.order_fields([*texts, *names, "every_years", "first_year", "last_year", "source", "source_lo"])

    def told(self) -> tuple[Rotation, list[Seat]]:
        given = dict(self.cleaned_data)
        keys = [given.pop(name) for name in list(given) if name.startswith("seat_")]
        return Rotation(agreement=self.agreement, **given), [self.seats[key] for key in keys if key]


class ExceptionForm(forms.Form):
    """What became of one turn, apart from the rule."""

    kind = forms.ChoiceField(label=_("What is to be noted"), choices=list(EXCEPTIONS.items()))
    moved_to = forms.IntegerField(
        label=_("To which year"), min_value=1950, max_value=2200, required=False,
        help_text=_("Only where it is held in another year."),
    )  # fmt: skip
    reason = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, shown: RotationShown, data: Any = None) -> None:
        super().__init__(data, auto_id=f"turn-{shown.rotation.pk}-%s")
        years = [(one.turn.year, str(one.turn.year)) for one in shown.notable]
        self.fields["year"] = forms.TypedChoiceField(label=_("Turn of the year"), choices=years, coerce=int)
        hosts = [(seat, said_plain(body, "name")) for seat, body in shown.hosts if body]
        self.fields["host"] = forms.TypedChoiceField(
            label=_("Which side hosts it"), choices=[("", _("None")), *hosts], coerce=UUID, empty_value=None,
            required=False, help_text=_("Only where another side hosts it."),
        )  # fmt: skip
        self.seats = shown.seats
        self.order_fields(["year", "kind", "moved_to", "host", "reason"])

    def told(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        given["kind"] = ExceptionKind(given["kind"])
        given["host"] = self.seats.get(given["host"]) if given["host"] else None
        return given


class EndingForm(forms.Form):
    last_year = forms.IntegerField(label=_("Last year"), min_value=1950, max_value=2200)
    reason = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, rotation: Rotation, data: Any = None) -> None:
        super().__init__(data, auto_id=f"ending-{rotation.pk}-%s")


class VisitForm(forms.Form):
    """Who visits whom, when and what for; by which turn, where the address names one."""

    first_on = DayField(label=_("First day"))
    last_on = DayField(label=_("Last day"))

    def __init__(
        self, agreement: Agreement, person: Person, today: date, data: Any = None, *,
        turns: list[RotationShown], kept: Delegation | None = None, initial: Any = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.agreement = agreement
        both(self, "title", _("What the visit is"), _("What the visit is, in Lao"), longest=500)
        both(self, "purpose", _("What it is for"), _("What it is for, in Lao"), longest=5_000, rows=3)
        self.own = own_sides(agreement, person, today)
        bodies = bodies_of_sides(agreement, today)
        self.fields["host"] = BodyChoice(
            bodies, label=pgettext_lazy("delegation", "Host"), empty_label=_("Choose one")
        )
        self.fields["guest"] = BodyChoice(
            bodies, label=pgettext_lazy("delegation", "Guests"), empty_label=_("Choose one")
        )
        open_turns = [
            (
                f"{shown.rotation.pk}/{one.turn.year}",
                f"{one.turn.year} · {said_plain(shown.rotation, 'purpose')}",
            )
            for shown in turns
            for one in shown.notable
            if not one.turn.skipped
        ]
        self.fields["turn"] = forms.ChoiceField(
            label=_("By which turn"), choices=[("", _("None; it is besides the turns")), *open_turns],
            required=False,
        )  # fmt: skip
        if kept:
            self.initial.update(self._of(kept))
        self.order_fields(
            ["title", "title_lo", "host", "guest", "first_on", "last_on", "turn", "purpose", "purpose_lo"]
        )

    def told(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        rotation, _slash, year = given.pop("turn").partition("/")
        found = Rotation.objects.filter(pk=rotation, agreement=self.agreement).first() if rotation else None
        return given | {"rotation": found, "turn_year": int(year) if found else None}

    def holder(self) -> Organisation | None:
        """The side that drafts: an own one, the guests' before the host's where both are."""
        own = set(self.own)
        sides = (self.cleaned_data["guest"], self.cleaned_data["host"])
        return next((body for body in sides if body in own), None)

    @staticmethod
    def _of(kept: Delegation) -> dict[str, Any]:
        names = ("title", "title_lo", "purpose", "purpose_lo", "first_on", "last_on", "host", "guest")
        turn = f"{kept.rotation_id}/{kept.turn_year}" if kept.rotation_id else ""
        return {name: getattr(kept, name) for name in names} | {"turn": turn}


class StepForm(forms.Form):
    """One step; it asks only for what that step needs."""

    def __init__(self, page: DelegationPage, move: Move, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id=f"{move}-%s")
        self.move, self.button = move, BUTTONS[move]
        self.fields["move"] = forms.CharField(widget=forms.HiddenInput, initial=move.value)
        if move is Move.REPORT:
            both(self, "result", *RESULT, longest=10_000, rows=4)
            self.fields["result"].initial = page.delegation.result
            self.fields["result_lo"].initial = page.delegation.result_lo
            self.fields["file"] = forms.FileField(label=_("The report as a paper"), required=False)
        needs = page.needs_note(move)
        self.fields["note"] = forms.CharField(
            label=_("Why") if needs else _("Remark"), required=needs, max_length=2_000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )  # fmt: skip

    @property
    def is_danger(self) -> bool:
        return self.move in (Move.CANCEL, Move.SEND_BACK, Move.DISPUTE, Move.REOPEN)

    def told(self) -> dict[str, Any]:
        """As `move_delegation` takes it."""
        given = {name: self.cleaned_data.get(name, "") for name in ("note", "result", "result_lo")}
        file = self.cleaned_data.get("file")
        return given | {"file": (file.name, file.read(), file.content_type or "") if file else None}


class UsualPaperForm(forms.Form):
    """One paper of an office's checklist."""

    direction = forms.ChoiceField(label=_("For delegations"), choices=list(DIRECTIONS.items()))
    days_before = forms.IntegerField(label=_("Days before the visit"), min_value=0, max_value=365)

    def __init__(
        self, person: Person, today: date, data: Any = None, *, kept: UsualPaper | None = None
    ) -> None:
        super().__init__(data, auto_id=f"{kept.pk if kept else 'usual'}-%s")
        both(self, "text", _("Which paper"), _("Which paper, in Lao"), longest=300)
        if kept:
            del self.fields["direction"]
            self.initial = {name: getattr(kept, name) for name in ("text", "text_lo", "days_before")}
        else:
            self.offices = offices_with_papers(person, today)
            self.fields["holder"] = BodyChoice(
                self.offices, label=_("Of which office"), initial=self.offices.first()
            )
        self.order_fields(["holder", "direction", "text", "text_lo", "days_before"])

    def paper(self) -> UsualPaper:
        return UsualPaper(**self.cleaned_data)


class FilterForm(forms.Form):
    """Which delegations are shown."""

    shown = forms.ChoiceField(
        label=pgettext_lazy("delegation", "Which"), required=False,
        choices=[
            ("open", pgettext_lazy("delegation", "Not over yet")),
            ("mine", pgettext_lazy("delegation", "Waiting for us")),
            ("closed", pgettext_lazy("delegation", "Closed by both sides")),
            ("cancelled", pgettext_lazy("delegation", "Cancelled")),
            ("all", pgettext_lazy("delegation", "All")),
        ],
    )  # fmt: skip
    direction = forms.ChoiceField(
        label=pgettext_lazy("delegation", "Which way"), required=False,
        choices=[("", pgettext_lazy("delegation", "Both ways")), *DIRECTIONS.items()],
    )  # fmt: skip
