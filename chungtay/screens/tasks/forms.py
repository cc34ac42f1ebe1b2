"""What people type about a task: the task itself, each step of it, and what it waits for."""

from pathlib import Path
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chungtay.answers.programmes import Programme, bodies_for
from chungtay.answers.tasks import TaskPage, askers_for, bodies_of_programme
from chungtay.models import Activity, Content, Organisation, Task
from chungtay.rules.people import Act
from chungtay.rules.tasks import MAY_SET_DAY, NEEDS_DAY, Move, Repeat
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.tags import day, said_plain

from .words import BUTTONS, RANKS, REPEATS

PARTS = range(1, 4)  # as many coordinating bodies as the form asks for at once
NEWEST = 30  # activities that may be chosen as evidence
FURTHER = (
    "product", "rank", "begins_on", "repeats", "repeats_until", "part_1", "part_1_text", "part_2", "part_2_text",
    "part_3", "part_3_text", "blocked_by",
)  # fmt: skip


class BodyChoice(forms.ModelChoiceField):
    def label_from_instance(self, body: Organisation) -> str:
        return said_plain(body, "name")


class TaskChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, task: Task) -> str:
        return f"{said_plain(task, 'text')} · {day(task.due_on)}"


class ActivityChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, activity: Activity) -> str:
        return f"{said_plain(activity, 'title')} · {day(activity.first_on)}"


class TaskForm(forms.Form):
    """A new task: what, who, until when; everything else is folded away until somebody needs it."""

    text = LineField(label=_("What is to be done"), max_length=500)
    due_on = DayField(label=_("Until"))
    product = LineField(label=_("What shall lie there in the end"), max_length=500, required=False)
    rank = forms.TypedChoiceField(
        label=pgettext_lazy("of a task", "How urgent"), choices=RANKS, coerce=int, initial=2, required=False
    )
    begins_on = DayField(label=_("From"), required=False)
    repeats = forms.ChoiceField(label=_("How often"), choices=REPEATS, required=False)
    repeats_until = DayField(label=_("For the last time until"), required=False)

    def __init__(self, programme: Programme, data: Any = None, *, content: Content | None = None) -> None:
        super().__init__(data, auto_id="task-%s")
        agreement, person, today = programme.agreement, programme.person, programme.today
        bodies = bodies_for(agreement, person, Act.PLAN, today)
        self.fields["organisation"] = BodyChoice(
            bodies, label=_("Which body does it"), empty_label=_("Choose one")
        )
        self.askers = list(askers_for(agreement, person, today))
        if len(self.askers) > 1:
            self.fields["asker"] = BodyChoice(
                askers_for(agreement, person, today),
                label=_("On whose behalf you ask"),
                initial=self.askers[0],
            )
        beside = bodies_of_programme(agreement, today)
        for number in PARTS:
            self.fields[f"part_{number}"] = BodyChoice(
                beside, label=_("A coordinating body"), empty_label=_("None"), required=False
            )
            self.fields[f"part_{number}_text"] = LineField(
                label=_("Its part"), max_length=500, required=False
            )
        open_ones = Task.objects.visible_to(person, today).open().filter(agreement=agreement)
        self.fields["blocked_by"] = TaskChoices(
            open_ones.filter(content__plan=content.plan_id) if content else open_ones,
            label=_("What must be done before"), required=False, widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        self.order_fields(["text", "organisation", "asker", "due_on", *FURTHER])

    def first(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in FURTHER]

    def further(self) -> list[forms.BoundField]:
        return [field for field in self if field.name in FURTHER and self._offers(field)]

    def has_further(self) -> bool:
        """Something in the fold was typed, or is wrong."""
        return any(field.errors or self.data.get(field.name) for field in self if field.name in FURTHER)

    def _offers(self, field: forms.BoundField) -> bool:
        return field.name != "blocked_by" or field.field.queryset.exists()  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        """As `add_task` takes it."""
        given = dict(self.cleaned_data)
        parts = [(given.pop(f"part_{number}"), given.pop(f"part_{number}_text")) for number in PARTS]
        given["parts"] = [(body, text) for body, text in parts if body]
        given["rank"] = given["rank"] or 2
        given["repeats"] = Repeat(given["repeats"] or Repeat.NEVER)
        given.setdefault("asker", self.askers[0] if self.askers else None)
        return given


class StepForm(forms.Form):
    """One step; it asks only for what that step needs."""

    def __init__(self, page: TaskPage, move: Move, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id=f"{move}-%s")
        self.page, self.move, self.button = page, move, BUTTONS[move]
        self.fields["move"] = forms.CharField(widget=forms.HiddenInput, initial=move.value)
        self._ask_for_a_day()
        needs = page.needs_note(move)
        self.fields["note"] = forms.CharField(
            label=_("Why") if needs else _("Remark"), required=needs, max_length=2_000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )  # fmt: skip
        if move is Move.FINISH:
            self._ask_for_evidence()

    @property
    def is_bare(self) -> bool:
        """Nothing must be typed: the button is enough."""
        return self.move in (Move.ACCEPT, Move.AGREE_DAY, Move.CONFIRM)

    def _ask_for_a_day(self) -> None:
        if self.move in NEEDS_DAY:
            self.fields["day"] = DayField(label=_("The day that you propose"))
        elif self.move in MAY_SET_DAY:
            self.fields["day"] = DayField(label=_("A new day, if it has one"), required=False)
        elif self.move is Move.FINISH:
            self.fields["day"] = DayField(label=_("Done on"), initial=self.page.today)

    def _ask_for_evidence(self) -> None:
        task = self.page.task
        done = (
            Activity.objects.visible_to(self.page.person, self.page.today)
            .standing()
            .filter(holder=task.organisation_id, task=None, served__agreements=task.agreement_id)
        )
        newest = list(done.values_list("pk", flat=True).distinct()[:NEWEST])
        if newest:
            self.fields["activities"] = ActivityChoices(
                Activity.objects.filter(pk__in=newest), label=_("Activities that show it"), required=False,
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
        self.fields["file"] = forms.FileField(label=_("A paper that shows it"), required=False)
        self.fields["title"] = LineField(label=_("What the paper is called"), max_length=500, required=False)
        self.order_fields(["move", "day", "activities", "file", "title", "note"])

    def paper(self) -> tuple[str, tuple[str, bytes, str]] | None:
        """Title and file of what was uploaded."""
        file = self.cleaned_data.get("file")
        if not file:
            return None
        title = self.cleaned_data.get("title") or Path(file.name).stem
        return title, (file.name, file.read(), file.content_type or "")


class WaitingForm(forms.Form):
    def __init__(self, page: TaskPage, data: Any = None) -> None:
        super().__init__(data, auto_id="waiting-%s")
        seen = [one.pk for one in page.blockers if one in page.opened]
        self.fields["blocked_by"] = TaskChoices(
            Task.objects.filter(Q(pk__in=page.could_block.values("pk")) | Q(pk__in=seen)),
            label=_("What must be done before"), required=False, initial=seen, widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip


class FilterForm(forms.Form):
    """Which tasks of my offices are shown."""

    shown = forms.ChoiceField(
        label=pgettext_lazy("task", "Which"), required=False,
        choices=[
            ("open", pgettext_lazy("task", "Not over yet")),
            ("mine", pgettext_lazy("task", "My turn")),
            ("late", pgettext_lazy("task", "Late")),
            ("held_up", pgettext_lazy("task", "Held up by others")),
            ("done", pgettext_lazy("task", "Done")),
            ("dropped", pgettext_lazy("task", "Taken back")),
            ("all", pgettext_lazy("task", "All")),
        ],
    )  # fmt: skip
    whose = forms.ChoiceField(
        label=pgettext_lazy("task", "My offices' part"), required=False,
        choices=[
            ("", pgettext_lazy("task", "Any part")),
            ("lead", pgettext_lazy("task", "They lead")),
            ("asker", pgettext_lazy("task", "They asked")),
            ("part", pgettext_lazy("task", "They coordinate")),
            ("below", pgettext_lazy("task", "Also the units under them")),
        ],
    )  # fmt: skip
