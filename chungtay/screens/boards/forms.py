"""What narrows the tasks of a plan, what is done to many of them, and under which name a way of looking is kept."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as said_now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.actions.boards import Deed
from chungtay.answers.boards import Board
from chungtay.rules.boards import NO_CONTENT, Pace, Setting, Shape, pairs_of
from chungtay.rules.tasks import Move, TaskState
from chungtay.screens.fields import DayField
from chungtay.screens.states import word_of
from chungtay.screens.tags import said_plain
from chungtay.screens.tasks.words import RANKS

from .words import DEEDS

SHORT = 60  # letters of a content in a list
Choice = tuple[str, Any]


class FilterForm(forms.Form):
    """Shows what is asked for; the address itself is read by the rules."""

    text = forms.CharField(label=_("Words of the task or the body"), required=False, max_length=100)
    pace = forms.MultipleChoiceField(
        label=_("How it goes"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(pace, word_of(pace)) for pace in Pace],
    )  # fmt: skip
    state = forms.ChoiceField(label=pgettext_lazy("of a task", "State"), required=False)
    organisation = forms.ChoiceField(label=pgettext_lazy("of a task", "Body"), required=False)
    content = forms.ChoiceField(label=pgettext_lazy("of a task", "Content"), required=False)
    rank = forms.ChoiceField(label=pgettext_lazy("of a task", "How urgent"), required=False)
    month = forms.ChoiceField(label=_("Due in the month"), required=False)

    def __init__(self, board: Board, shape: Shape) -> None:
        asked = board.asked
        shown = {name: getattr(asked, name) for name in ("text", "organisation", "content", "rank")}
        shown |= {"pace": asked.pace, "state": asked.state[0] if asked.state else ""}
        shown["month"] = f"{asked.month:%Y-%m}" if asked.month else ""
        super().__init__(initial=shown, auto_id="filter-%s")
        self.fields["pace"].choices = [(pace, word_of(pace)) for pace in Pace]  # type: ignore[attr-defined]
        for name, choices in (
            ("state", [(state, word_of(f"task_{state}")) for state in TaskState]),
            ("organisation", [(body.pk, said_plain(body, "name")) for body in board.bodies]),
            ("content", content_choices(board)),
            ("rank", list(RANKS)),
            ("month", [(f"{month:%Y-%m}", f"{month:%m/%Y}") for month in board.months]),
        ):
            self.fields[name].choices = [("", _("Any")), *choices]  # type: ignore[attr-defined]
        # What the shape has of its own goes along.
        self.kept = [pair for pair in pairs_of(asked, shape) if pair[0] in ("by", "sort")]


def content_choices(board: Board) -> list[Choice]:
    choices: list[Choice] = [
        (str(content.number), f"{content.number}. {said_plain(content, 'text')[:SHORT]}")
        for content in board.contents
    ]
    return [*choices, (str(NO_CONTENT), _("No content"))] if board.has_no_content else choices


class DeedForm(forms.Form):
    """One step for one card (`step` names both), or one deed for all that are ticked."""

    act = forms.ChoiceField(label=_("With the ticked tasks"))
    day = DayField(label=_("Day, where one is needed"), required=False)
    rank = forms.TypedChoiceField(
        label=pgettext_lazy("of a task", "How urgent"), required=False, coerce=int, empty_value=None
    )
    note = forms.CharField(label=_("Reason, where one is needed"), required=False, max_length=2_000)

    def __init__(self, deeds: Iterable[str], data: Any = None) -> None:
        single = data.get("step", "") if data else ""
        typed = data.copy() if data else None
        if typed is not None and single:
            key, _mark, typed["act"] = single.partition(":")
            typed.setlist("task", [key])
        super().__init__(typed, auto_id="deed-%s")
        self.is_single = bool(single)
        self.ticked: list[str] = typed.getlist("task") if typed is not None else []
        # A step that the page did not offer is refused by the task itself, in its own words.
        known = list(DEEDS) if data else list(deeds)
        self.fields["act"].choices = [("", _("Choose one")), *((one, DEEDS[one]) for one in known)]  # type: ignore[attr-defined]
        self.fields["rank"].choices = [("", _("Choose one")), *RANKS]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        text = said_now("The task at place %(place)s is not in this plan, or it is not shared with you.")
        for place, key in enumerate(self.ticked, 1):
            if not is_id(key):
                self.add_error(None, text % {"place": place})
        return cleaned

    def keys(self) -> list[UUID]:
        return [UUID(key) for key in self.ticked]

    def deed(self) -> Deed:
        told = self.cleaned_data
        setting = told["act"] in set(Setting)
        return Deed(
            act=Setting(told["act"]) if setting else Move(told["act"]),
            note=told["note"], day=told["day"], rank=told["rank"],
        )  # fmt: skip


class ViewForm(forms.Form):
    name = forms.CharField(label=_("Keep this view under the name"), max_length=80)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="view-%s")


class DaysForm(forms.Form):
    days = forms.IntegerField(label=_("Days before the due day"), min_value=0, max_value=90)

    def __init__(self, days: int, data: Any = None) -> None:
        super().__init__(data, auto_id="risk-%s", initial={"days": days})


def is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def deeds_open(board: Board) -> list[str]:
    """What the person may do to at least one of the shown tasks, in the order of the words."""
    found: set[str] = {move for row in board.rows for move in row.moves}
    if any(row.may_set for row in board.rows):
        found |= {Setting.PUT_OFF, Setting.RANK}
    return [deed for deed in DEEDS if deed in found]
