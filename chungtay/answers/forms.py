"""The forms of a programme with their versions, and one form in the order in which an officer reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from chungtay.answers.programmes import may_plan
from chungtay.models import Agreement, Breakdown, Combination, Form, NarrativeQuestion, Person, Question
from chungtay.rules.people import Act


@dataclass(frozen=True)
class Versions:
    """One form: the version with which one asks today, the draft of the next, and those that ended."""

    today: Form | None
    draft: Form | None
    others: Sequence[Form]

    @property
    def shown(self) -> Form:
        return self.today or self.draft or self.others[0]


class FormShown:
    """A form for a reader: what it asks, in order, and what the reader may do with it."""

    def __init__(self, form: Form, person: Person, today: date) -> None:
        self.form, self.person, self.today = form, person, today

    @property
    def entries(self) -> list[Question | NarrativeQuestion]:
        """Questions in words stand behind the line that they follow; 0 before all."""
        return laid_out(questions_of(self.form), list(self.form.narrative_questions.all()))

    @property
    def is_followed(self) -> bool:
        later = Form.objects.visible_to(self.person, self.today).filter(slug=self.form.slug)
        return later.filter(version__gt=self.form.version).exists()

    @property
    def may_build(self) -> bool:
        return self.form.is_draft and self.person.may(Act.PLAN, self.form.facts(self.today), self.today)

    @property
    def may_go_on(self) -> bool:
        """Begin the next version, or go on with the draft of it."""
        return not self.form.is_draft and may_plan(self.form.agreement, self.person, self.today)


def forms_of(agreement: Agreement, person: Person, today: date) -> list[Versions]:
    """Those that are asked with today first."""
    held = (
        Form.objects.visible_to(person, today)
        .filter(agreement=agreement, report_requests=None)
        .select_related("regime")
    )
    by_slug: dict[str, list[Form]] = {}
    for form in held.order_by("slug", "-version"):
        by_slug.setdefault(form.slug, []).append(form)
    found = []
    for versions in by_slug.values():
        now = next((one for one in versions if is_asked_with(one, today)), None)
        draft = next((one for one in versions if one.is_draft), None)
        found.append(Versions(now, draft, [one for one in versions if one not in (now, draft)]))
    return sorted(found, key=lambda one: (one.today is None, one.shown.name))


def is_asked_with(form: Form, day: date) -> bool:
    begun = not form.is_draft and form.valid_from <= day
    return begun and (form.valid_to is None or day < form.valid_to)


def questions_of(form: Form) -> list[Question]:
    """With everything that their lines show."""
    cells = Prefetch("combinations", Combination.objects.order_by("position").prefetch_related("categories"))
    divided = Breakdown.objects.prefetch_related(cells, "dimensions")
    held = form.questions.select_related("indicator").prefetch_related(
        Prefetch("base", divided), Prefetch("of_which", divided)
    )
    return list(held)


def laid_out(
    questions: Sequence[Question], words: Sequence[NarrativeQuestion]
) -> list[Question | NarrativeQuestion]:
    last = max([question.number for question in questions], default=0)
    found: list[Question | NarrativeQuestion] = [one for one in words if one.after == 0]
    for question in questions:
        found.append(question)
        found += [one for one in words if one.after == question.number and one.after != last]
    return found + [one for one in words if one.after >= max(last, 1)]
