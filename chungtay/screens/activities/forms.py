"""What an officer types after a talk, a visit or a gift: a handful of fields open, the others folded away."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.actions.activities import Paper
from chungtay.answers.activities import (
    bodies_near,
    breakdowns_offered,
    kinds_offered,
    last_recorded,
    programmes_expected,
    recording_places,
    remembered_villages,
)
from chungtay.answers.sentences import said
from chungtay.models import (
    Activity,
    ActivityKind,
    Agreement,
    Combination,
    Content,
    Organisation,
    Person,
    Place,
    Plan,
    Served,
    Task,
)
from chungtay.rules.activities import MOST_CAME, Money
from chungtay.rules.messages import RuleBroken
from chungtay.rules.people import Kind
from chungtay.screens.amounts import read, written
from chungtay.screens.fields import DayField, LineField
from chungtay.screens.reports.forms import QUALIFIERS, label_of
from chungtay.screens.tags import said_plain

FIRST = ("kind", "title", "first_on", "place", "village", "programmes")
CURRENCIES = [("VND", "VND"), ("LAK", "LAK"), ("THB", "THB"), ("USD", "USD")]
MONEY_ROWS = range(2)
PAPERS = {"photos": "photo", "lists": "list", "minutes": "minutes"}
FOLDS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "papers": (_("Photos, list, minutes"), ("photos", "keep_position", "lists", "minutes")),
    "programmes": (_("Programme, task, content"), ("programmes", "task", "content")),
    "partners": (_("Who led it, with whom"), ("lead", "partners", "partners_named")),
    "money": (
        _("Money"),
        tuple(f"money-{row}{part}" for row in MONEY_ROWS for part in ("", "-currency", "-source")),
    ),
    "words": (_("Several days, another unit, how it went"), ("last_on", "place", "narrative")),
}

UNTOLD = {"place", *(f"money-{row}-currency" for row in MONEY_ROWS)}  # they are never empty


class Choice(forms.ModelChoiceField):
    """Things by their names or words in the page's language."""

    def label_from_instance(self, obj: Any) -> str:
        return said_plain(obj, "text" if hasattr(obj, "text") else "name")


class Choices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return said_plain(obj, "name")


class Files(forms.FileField):
    """Several files of one sort at once."""

    class Several(forms.ClearableFileInput):
        allow_multiple_selected = True

    widget = Several

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(Files, self).clean(one) for one in data or []]


@dataclass
class Fold:
    """A part of the form that stays folded until somebody needs it."""

    label: Any
    fields: list[forms.BoundField]
    is_open: bool


@dataclass
class Group:
    """The boxes of one division of those who came."""

    label: str
    fields: list[forms.BoundField]
    is_open: bool


def only_one(programmes: QuerySet[Agreement]) -> str | None:
    """Where there is no choice, none is asked for."""
    slugs = programmes.values_list("slug", flat=True)
    return slugs[0] if len(slugs) == 1 else None


def place_choices(places: Mapping[str, tuple[Place, Organisation]]) -> list[tuple[str, str]]:
    """A unit that has ended is told apart from the one that took its name."""
    return [(key, place_label(place)) for key, (place, _holder) in places.items()]


def place_label(place: Place) -> str:
    name = said_plain(place, "name")
    if place.valid_to is None:
        return name
    last_on = place.valid_to - timedelta(days=1)
    return gettext("%(place)s (until %(day)s)") % {"place": name, "day": f"{last_on:%d/%m/%Y}"}


class ActivityForm(forms.Form):
    title = LineField(label=_("What was done"), max_length=500)
    first_on = DayField(label=_("Day"))
    last_on = DayField(label=_("Last day, if it took several"), required=False)
    village = forms.CharField(label=_("Village"), max_length=120, required=False)
    came_qualifier = forms.ChoiceField(label=_("How exact"), choices=QUALIFIERS, required=False)
    came = forms.IntegerField(
        label=_("All who came"), min_value=0, max_value=MOST_CAME, required=False, localize=True
    )
    lead = Choice(
        Organisation.objects.none(), label=_("Led by"), required=False, empty_label=_("We ourselves")
    )
    partners = Choices(Organisation.objects.none(), label=_("Together with"), required=False)
    partners_named = LineField(
        label=_("Others who took part"), max_length=500, required=False,
        help_text=_("The border post, the school, the village head: as one says it."),
    )  # fmt: skip
    photos = Files(
        label=_("Photos"), required=False,
        help_text=_("Where a photo was taken is dropped from it before it is kept."),
    )  # fmt: skip
    keep_position = forms.BooleanField(label=_("Keep the place in these photos"), required=False)
    lists = Files(label=_("List of those who came"), required=False)
    minutes = Files(label=_("Minutes, other papers"), required=False)
    narrative = forms.CharField(
        label=_("How it went"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(
        self,
        person: Person,
        today: date,
        data: Any = None,
        files: Any = None,
        *,
        held: Activity | None = None,
    ) -> None:
        super().__init__(data, files, initial=initial_of(held) if held else initial_for(person, today))
        self.person, self.today, self.held = person, today, held
        self.places = {str(key): both for key, both in recording_places(person, Kind.ACTIVITY, today).items()}
        self.standing = [key for key, (place, _holder) in self.places.items() if place.valid_to is None]
        self.villages = remembered_villages(person, [place for place, _holder in self.places.values()], today)
        self.fields["village"].widget.attrs.update({"list": "villages", "autocomplete": "off"})
        self._offer_choices()
        self.breakdowns = breakdowns_offered(person, today)
        for cell in self._cells():
            self.fields[cell.slug] = forms.IntegerField(
                label=label_of(cell), min_value=0, max_value=MOST_CAME, required=False, localize=True
            )
        for row in MONEY_ROWS:
            self._offer_money(row)

    def _offer_choices(self) -> None:
        person, today = self.person, self.today
        kinds = kinds_offered(person, today)
        if self.held:
            kinds = kinds | ActivityKind.objects.filter(slug=self.held.kind_id)
        programmes = Agreement.objects.visible_to(person, today)
        plans = Plan.objects.visible_to(person, today)
        tasks = Task.objects.visible_to(person, today).filter(done_on=None)
        contents = Content.objects.filter(plan__in=plans, plan__year__range=(today.year - 1, today.year))
        if self.held:
            tasks |= Task.objects.visible_to(person, today).filter(activities=self.held)
            contents |= Content.objects.filter(plan__in=plans, activities=self.held)
        self.fields["kind"] = Choice(
            kinds.distinct(), label=_("Kind"), to_field_name="slug", empty_label=None
        )
        self.fields["place"] = forms.ChoiceField(label=_("Place"), choices=place_choices(self.places))
        self.has_choice = programmes.count() > 1
        self.fields["programmes"] = Choices(
            programmes, label=_("Programmes it served"), to_field_name="slug", required=False,
            widget=forms.CheckboxSelectMultiple, help_text=_("You may say this later."),
        )  # fmt: skip
        self.fields["task"] = Choice(
            tasks.distinct(), label=_("Task of the plan"), required=False, empty_label=_("None")
        )
        self.fields["content"] = Choice(
            contents.distinct(), label=_("Content of the plan"), required=False, empty_label=_("None")
        )
        bodies = bodies_near(person, today)
        for name in ("lead", "partners"):
            self.fields[name].queryset = bodies  # type: ignore[attr-defined]

    def _offer_money(self, row: int) -> None:
        self.fields[f"money-{row}"] = forms.CharField(
            label=_("Amount"), max_length=40, required=False,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        )  # fmt: skip
        self.fields[f"money-{row}-currency"] = forms.ChoiceField(
            label=_("Currency"), choices=CURRENCIES, required=False
        )
        self.fields[f"money-{row}-source"] = LineField(
            label=_("From which source"), max_length=200, required=False
        )

    # What the page shows

    def first(self) -> list[forms.BoundField]:
        """The few that stand open; a place is asked for only where there is a choice."""
        return [self[name] for name in FIRST if name not in self._folded()]

    def only_place(self) -> str:
        return next(iter(self.places)) if len(self.places) == 1 else ""

    def groups(self) -> list[Group]:
        """Women and men first, then every other division."""
        found = []
        for breakdown in self.breakdowns:
            fields = [self[cell.slug] for cell in breakdown.combinations.all() if cell.slug]
            label = " × ".join(said_plain(one, "name") for one in breakdown.dimensions.all())
            found.append(Group(label, fields, self._is_open(fields)))
        return found

    def folds(self) -> list[Fold]:
        found = []
        for key, (label, names) in FOLDS.items():
            fields = [self[name] for name in names if name not in FIRST or name in self._folded()]
            fields = [field for field in fields if field.name != "place" or not self.only_place()]
            if key != "papers" or not self.held:
                found.append(Fold(label, fields, self._is_open(fields)))
        return found

    def _folded(self) -> set[str]:
        """Asked only where there is a choice. Units that have ended may be chosen all the same, in the fold."""
        folded = {"place"} if len(self.standing) == 1 else set()
        return folded | (set() if self.has_choice else {"programmes"})

    def _is_open(self, fields: Iterable[forms.BoundField]) -> bool:
        return any(field.errors or (self.is_bound and field.data and field.name not in UNTOLD)
                   for field in fields)  # fmt: skip

    # What was typed

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        self.money: list[Money] = []
        for row in MONEY_ROWS:
            text = told.get(f"money-{row}", "").strip()
            if text:
                self._read_money(row, text, told)
        return told

    def _read_money(self, row: int, text: str, told: Mapping[str, Any]) -> None:
        try:
            amount = read(text, where=f"money-{row}")
        except RuleBroken as problem:
            self.add_error(f"money-{row}", [said(message) for message in problem.messages])
            return
        currency, source = told.get(f"money-{row}-currency") or "VND", told.get(f"money-{row}-source", "")
        self.money.append(Money(amount, currency, source))

    def activity(self) -> Activity:
        told = self.cleaned_data
        place, holder = self.places[told["place"]]
        return Activity(
            kind=told["kind"], title=told["title"], first_on=told["first_on"],
            last_on=told["last_on"] or told["first_on"], place=place, village=told["village"], holder=holder,
            lead=told["lead"], partners_named=told["partners_named"], served=self._served(),
            task=told["task"], content=None if told["task"] else told["content"], came=told["came"],
            came_qualifier=told["came_qualifier"] or "exact", narrative=told["narrative"],
            title_lo=self.held.title_lo if self.held else "", title_en=self.held.title_en if self.held else "",
            recorded_by=self.person,
        )  # fmt: skip

    def _served(self) -> Served:
        """Programmes that this person does not see stay."""
        seen = Agreement.objects.visible_to(self.person, self.today)
        unseen = self.held.served.agreements.exclude(pk__in=seen.values("pk")) if self.held else ()
        return Served.objects.of({*self.cleaned_data["programmes"], *unseen})

    def told(self) -> dict[str, Any]:
        """Beside the activity itself, as its acts take it. What was recorded in other divisions stays."""
        typed = {cell: number for cell in self._cells() if (number := self.cleaned_data[cell.slug])}
        kept = (
            {
                one.combination: one.number
                for one in self.held.attendances.all()
                if one.combination not in set(self._cells())
            }
            if self.held
            else {}
        )
        return {"attendances": kept | typed, "money": self.money, "partners": self.cleaned_data["partners"]}

    def papers(self) -> list[Paper]:
        return papers_of(self.cleaned_data)

    def _cells(self) -> list[Combination]:
        return [cell for breakdown in self.breakdowns for cell in breakdown.combinations.all() if cell.slug]


class PapersForm(forms.Form):
    """Photos and papers that come in later."""

    photos = ActivityForm.base_fields["photos"]
    keep_position = ActivityForm.base_fields["keep_position"]
    lists = ActivityForm.base_fields["lists"]
    minutes = ActivityForm.base_fields["minutes"]

    def papers(self) -> list[Paper]:
        return papers_of(self.cleaned_data)


def papers_of(told: Mapping[str, Any]) -> list[Paper]:
    return [
        Paper(file.name, file.read(), what, keep_position=told["keep_position"])
        for name, what in PAPERS.items()
        for file in told[name]
    ]


def initial_for(person: Person, today: date) -> dict[str, Any]:
    """Today, at the own place; kind and programmes of what the person recorded last."""
    last, served = last_recorded(person), programmes_expected(person, today)
    own = next((str(post.organisation.place_id) for post in person.posts_on(today)), None)
    kind = last.kind_id if last else "session"
    return {"first_on": today, "kind": kind, "place": own, "programmes": served}


def initial_of(held: Activity) -> dict[str, Any]:
    told: dict[str, Any] = {
        name: getattr(held, name)
        for name in ("title", "first_on", "village", "came", "came_qualifier", "partners_named", "narrative")
    }
    told |= {
        "kind": held.kind_id,
        "place": str(held.place_id),
        "task": held.task_id,
        "content": held.content_id,
    }
    told |= {"lead": held.lead_id, "partners": list(held.partners.all())}
    told["last_on"] = held.last_on if held.last_on != held.first_on else None
    told["programmes"] = [one.slug for one in held.served.agreements.all()]
    told |= {one.combination.slug: one.number for one in held.attendances.all()}
    return told | dict(_money_of(held))


def _money_of(held: Activity) -> Iterator[tuple[str, Any]]:
    for row, one in zip(MONEY_ROWS, held.money.all(), strict=False):
        yield f"money-{row}", written(one.amount)
        yield f"money-{row}-currency", one.currency
        yield f"money-{row}-source", one.source
