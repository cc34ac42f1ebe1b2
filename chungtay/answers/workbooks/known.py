"""What a sheet of one round may speak of: its units by every name they are known under, the lines of its form."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from chungtay.models import Breakdown, Category, Combination, Form, PlaceAlias, Question, Report
from chungtay.models.record import Record
from chungtay.rules.messages import Message
from chungtay.rules.reports import Asked, ReportState
from chungtay.rules.workbooks import AskedLine, Known, Unit

LANGUAGES = ("vi", "lo", "en")
CLOSED = {
    ReportState.HANDED_IN: "The report of %(unit)s was handed in already. Ask for it to be sent back first.",
    ReportState.APPROVED: "The report of %(unit)s is approved already. Correct its lines there.",
}


def known_for(form: Form, reports: Iterable[Report]) -> Known:
    reports = list(reports)
    aliases = defaultdict[UUID, list[str]](list)
    for place, name in PlaceAlias.objects.filter(place__in=[one.place_id for one in reports]).values_list(
        "place", "name"
    ):
        aliases[place].append(name)
    return Known(
        [_unit(report, aliases[report.place_id]) for report in reports], [*map(_line, questions_of(form))]
    )


def questions_of(form: Form) -> QuerySet[Question]:
    """With all that a workbook shows of them."""
    categories = Prefetch(
        "categories", Category.objects.order_by("dimension__slug").select_related("dimension")
    )
    cells = Prefetch("combinations", Combination.objects.prefetch_related(categories))
    breakdowns = Breakdown.objects.prefetch_related(cells, "dimensions")
    questions = form.questions.select_related("indicator").order_by("number")
    return questions.prefetch_related(Prefetch("base", breakdowns), Prefetch("of_which", breakdowns))


def is_counted(question: Question) -> bool:
    """Whether something else than the unit's words fills the line."""
    return question.indicator.fed_by_register or question.reads_ledger


def _unit(report: Report, aliases: list[str]) -> Unit:
    place, holder = report.place, report.holder
    names = [place.code, *names_of(place), *names_of(holder), holder.short_name, *aliases]
    closed = CLOSED.get(ReportState(report.state))
    why_not = Message(closed, {"unit": holder.name}) if closed else None
    return Unit(str(report.pk), place.name, tuple(dict.fromkeys(filter(None, names))), why_not)


def _line(question: Question) -> AskedLine:
    indicator = question.indicator
    breakdowns = [question.base, *question.of_which.all()]
    return AskedLine(
        question.number,
        tuple(filter(None, names_of(indicator))),
        tuple(filter(None, names_of(indicator, "measure"))),
        indicator.decimals,
        [
            Asked(one.slug, tuple(cell.slug for cell in one.combinations.all()), one.pk == question.base_id)
            for one in breakdowns
        ],
        {
            cell.slug: tuple(frozenset(names_of(category)) for category in cell.categories.all())
            for one in breakdowns
            for cell in one.combinations.all()
            if cell.slug
        },
        is_counted(question),
    )


def names_of(thing: Record, field: str = "name") -> list[str]:
    """In every language; where one is silent, the Vietnamese again."""
    return [thing.said(field, language) for language in LANGUAGES]
