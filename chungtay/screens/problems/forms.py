"""What people type about urgent problems: the workshop, its criteria, a problem, a figure to pin, a vote."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.actions.problems import WRITTEN, Told
from chungtay.answers.evidence import indicators_visible_to
from chungtay.answers.problems import ProblemPage, WorkshopPage, keepers
from chungtay.answers.tasks import bodies_of_programme
from chungtay.models import Agreement, Criterion, Document, Organisation, Person, Problem, Workshop
from chungtay.rules.problems import MOST_CRITERIA, Weighed
from chungtay.screens.documents.fields import PaperChoices
from chungtay.screens.fields import DayField, InARow, LineField
from chungtay.screens.meetings.forms import BodyChoices
from chungtay.screens.people.forms import Said
from chungtay.screens.tags import said_plain
from chungtay.screens.tasks.forms import BodyChoice

from .fields import PlacesField, UnitField

SPARE = 3  # empty rows for criteria beside those that stand
NEWEST = 40  # papers that may be chosen
SHOWN = [
    ("all", _("All")),
    ("open", _("Nothing said yet of what comes of it")),
    ("taken_up", _("Taken up")),
    ("not_taken_up", _("Not taken up")),
    ("voting", _("Not ranked yet")),
]


class FilterForm(forms.Form):
    shown = forms.ChoiceField(label=_("Which"), choices=SHOWN, required=False)
    words = forms.CharField(label=_("Words in it"), max_length=100, required=False)


class WorkshopForm(forms.Form):
    title = LineField(label=_("What the workshop is about"), max_length=500, required=False)
    title_lo = LineField(label=_("In Lao"), max_length=500, required=False)
    title_en = LineField(label=_("In English"), max_length=500, required=False)
    held_on = DayField(label=_("Day of the workshop"))
    venue = forms.CharField(label=_("Where it is held"), max_length=300, required=False)

    def __init__(
        self,
        agreement: Agreement,
        person: Person,
        today: Any,
        data: Any = None,
        *,
        workshop: Workshop | None = None,
    ) -> None:
        names = ("title", "title_lo", "title_en", "held_on", "venue")
        initial: dict[str, Any] = {name: getattr(workshop, name) for name in names} if workshop else {}
        if workshop:
            initial["bodies"] = [one.pk for one in workshop.bodies.all()]
        super().__init__(data, initial=initial)
        self.agreement, self.workshop = agreement, workshop
        self.keepers = list(keepers(person, today, agreement))
        if workshop is None and len(self.keepers) > 1:
            self.fields["holder"] = BodyChoice(
                keepers(person, today, agreement), label=_("Which body holds it"), initial=self.keepers[0]
            )
        bodies = bodies_of_programme(agreement, today)
        if workshop:
            bodies = (bodies | workshop.bodies.all()).distinct().exclude(pk=workshop.holder_id)
        self.fields["bodies"] = BodyChoices(
            bodies, label=_("Who takes part"), required=False, widget=forms.CheckboxSelectMultiple,
            help_text=_("Once it is open these bodies read it, add problems and vote."),
        )  # fmt: skip

    def told(self) -> Workshop:
        """The workshop as it was typed: unsaved, or the one that stands with its new words."""
        given = dict(self.cleaned_data)
        given.pop("bodies")
        if self.workshop is None:
            given.setdefault("holder", self.keepers[0])
            return Workshop(agreement=self.agreement, **given)
        for name, value in given.items():
            setattr(self.workshop, name, value)
        return self.workshop


class CriteriaForm(forms.Form):
    """A few rows; a row without words is left out."""

    def __init__(self, criteria: list[Criterion], data: Any = None) -> None:
        super().__init__(data, auto_id="criteria-%s")
        self.numbers = range(1, min(MOST_CRITERIA, len(criteria) + SPARE) + 1)
        for number in self.numbers:
            stands = criteria[number - 1] if number <= len(criteria) else None
            self.fields[f"text_{number}"] = LineField(
                label=_("Criterion %(number)s") % {"number": number}, max_length=300, required=False,
                initial=stands.text if stands else "",
            )  # fmt: skip
            self.fields[f"weight_{number}"] = forms.IntegerField(
                label=_("Its weight"), min_value=1, max_value=100, required=False,
                initial=stands.weight if stands else 1,
            )  # fmt: skip

    def told(self) -> list[Weighed]:
        given = self.cleaned_data
        return [
            Weighed(given[f"text_{number}"], given.get(f"weight_{number}") or 1)
            for number in self.numbers
            if given[f"text_{number}"]
        ]


class ClosingForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is closed though votes are missing"), max_length=2_000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only where votes are missing. It stands beside the ranking."),
    )  # fmt: skip

    def __init__(self, page: WorkshopPage, data: Any = None) -> None:
        super().__init__(data, auto_id="closing-%s")
        self.fields["reason"].required = bool(page.silent)


class MinutesForm(forms.Form):
    file = forms.FileField(
        label=_("The signed minutes"), help_text=_("All sides of the programme can read it.")
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="minutes-%s")


def long(label: Any, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=5_000, required=False, widget=forms.Textarea(attrs={"rows": rows})
    )


class ProblemForm(forms.Form):
    """In Vietnamese, in Lao, or in both; what is said in one alone is translated later."""

    text = long(_("What the problem is"))
    group = LineField(
        label=_("Whom it touches"), max_length=300, required=False,
        help_text=_("A group, never a person by name."),
    )  # fmt: skip
    places = PlacesField()
    cause = long(_("What it comes from"))
    proposal = long(_("What is proposed"))
    text_lo = long(_("What the problem is, in Lao"), 2)
    group_lo = LineField(label=_("Whom it touches, in Lao"), max_length=300, required=False)
    cause_lo = long(_("What it comes from, in Lao"), 2)
    proposal_lo = long(_("What is proposed, in Lao"), 2)
    text_en = long(_("What the problem is, in English"), 2)

    def __init__(
        self, page: WorkshopPage, data: Any = None, files: Any = None, *, problem: Problem | None = None
    ) -> None:
        initial: dict[str, Any] = {name: getattr(problem, name) for name in WRITTEN} if problem else {}
        if problem:
            initial |= {"places": list(problem.places.all())}
            initial["evidence"] = list(problem.evidence.values_list("pk", flat=True))
        super().__init__(data, files, initial=initial)
        self.page, bodies = page, [one.pk for one in page.speaks_for]
        if problem is None and len(bodies) > 1:
            self.fields["body"] = BodyChoice(
                Organisation.objects.filter(pk__in=bodies), label=_("Which body raises it"), initial=bodies[0]
            )
        self._ask_for_papers(problem)

    def _ask_for_papers(self, problem: Problem | None) -> None:
        seen = Document.objects.visible_to(self.page.person, self.page.today)
        of_it = seen.filter(agreements=self.page.workshop.agreement).order_by("-issued_on", "-pk")
        keys = list(of_it.values_list("pk", flat=True)[:NEWEST])
        if problem:
            keys += seen.filter(problems=problem).values_list("pk", flat=True)
        if keys:
            self.fields["evidence"] = PaperChoices(
                Document.objects.filter(pk__in=keys), label=_("Papers that show it"), required=False,
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
        self.fields["file"] = forms.FileField(
            label=_("A further paper"), required=False, help_text=_("All sides of the programme can read it.")
        )
        self.fields["file_title"] = LineField(
            label=_("What the paper is called"), max_length=500, required=False
        )

    def told(self) -> Told:
        given = dict(self.cleaned_data)
        given.pop("body", None)
        file = given.pop("file", None)
        given["evidence"] = list(given.get("evidence") or ())
        brought = (file.name, file.read(), file.content_type or "") if file else None
        return Told(**given, file=brought)

    def body(self) -> Organisation:
        return self.cleaned_data.get("body") or self.page.speaks_for[0]


class PinForm(forms.Form):
    """Which figure to keep as it is now."""

    first_on = DayField(label=_("From day"))
    last_on = DayField(label=_("To day"))
    place = UnitField(
        label=_("Unit"), max_length=100, required=False,
        help_text=_("Its name or its code. Empty: everywhere in the programme."),
    )  # fmt: skip

    def __init__(self, shown: ProblemPage, data: Any = None) -> None:
        today = shown.today
        initial = {"first_on": today.replace(month=1, day=1), "last_on": today}
        super().__init__(data, auto_id="pin-%s", initial=initial)
        seen = indicators_visible_to(shown.person, today, shown.workshop.agreement)
        self.fields["indicator"] = Said(
            seen.order_by("name"), label=_("Indicator"), to_field_name="slug", empty_label=_("Choose one")
        )
        self.order_fields(["indicator", "place", "first_on", "last_on"])


class VoteForm(forms.Form):
    """A score for each criterion; what was cast stands, which the page says before."""

    def __init__(self, shown: ProblemPage, data: Any = None) -> None:
        super().__init__(data, auto_id="vote-%s")
        self.criteria, bodies = shown.page.criteria, shown.page.votes_for
        self.bodies = bodies
        for one in self.criteria:
            label = gettext("%(criterion)s (weight %(weight)s)")
            self.fields[self.name_of(one)] = forms.TypedChoiceField(
                label=label % {"criterion": said_plain(one, "text"), "weight": one.weight}, coerce=int,
                choices=[(score, str(score)) for score in range(1, 6)], widget=InARow,
            )  # fmt: skip
        if len(bodies) > 1:
            self.fields["body"] = BodyChoice(
                Organisation.objects.filter(pk__in=[one.pk for one in bodies]), label=_("For which body you vote"),
                initial=bodies[0],
            )  # fmt: skip

    @staticmethod
    def name_of(one: Criterion) -> str:
        return f"score_{one.position}"

    def scores(self) -> dict[UUID, int]:
        return {one.pk: self.cleaned_data[self.name_of(one)] for one in self.criteria}

    def body(self) -> Organisation:
        return self.cleaned_data.get("body") or self.bodies[0]
