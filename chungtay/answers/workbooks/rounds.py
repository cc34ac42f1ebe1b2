"""The rounds in which a person may write: one form, one period, and the reports of the units that are asked."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chungtay.models import Form, Person, Report
from chungtay.models.reports import ReportQuerySet
from chungtay.rules.people import Act


@dataclass(frozen=True)
class Round:
    """What is asked of some units at once; nobody wrote it down as one thing."""

    form: Form
    first_on: date
    last_on: date
    due_on: date
    units: int
    report: UUID  # one of them, by which the round is named in addresses

    @property
    def key(self) -> str:
        """As a page names it."""
        return f"{self.form.pk}_{self.first_on}_{self.last_on}"


def rounds_for(person: Person, today: date) -> list[Round]:
    """Those with reports that the person may still write, the next due first."""
    open_ones = Report.objects.allowed(person, Act.REPORT, today).to_write().order_by("due_on", "pk")
    rows = list(open_ones.values_list("form", "first_on", "last_on", "due_on", "pk"))
    units = Counter(row[:3] for row in rows)
    firsts = {row[:3]: row for row in reversed(rows)}
    forms = Form.objects.select_related("agreement").in_bulk({row[0] for row in rows})
    found = [
        Round(forms[form], first, last, due, units[form, first, last], pk)
        for form, first, last, due, pk in firsts.values()
    ]
    return sorted(found, key=lambda one: (one.due_on, one.first_on, one.form.name))


def reports_of(form: UUID, first_on: date, last_on: date, person: Person, today: date) -> ReportQuerySet:
    """The round's reports for which the person may write, also those that are handed in by now."""
    allowed = Report.objects.allowed(person, Act.REPORT, today)
    found = allowed.filter(form=form, first_on=first_on, last_on=last_on)
    return found.select_related("holder", "place").order_by("place__name", "holder__name")
