"""What columns, checks and conditions are called on pages: the numbers of lines become what the lines count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, override, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chungtay.models import Breakdown, Category, Combination, Dimension, Indicator, Question
from chungtay.rules.forms import Column, Plain, Ref, Severity, Term, read_check
from chungtay.rules.messages import RuleBroken
from chungtay.screens.amounts import written

COLUMN_WORDS: dict[str, str | Promise] = {
    Column.PERIOD: _("This period"),
    Column.CUMULATIVE: _("Cumulative"),
    Column.SAME_PERIOD: _("Same period last year"),
    Column.PERCENT_OF_PLAN: _("Share of the target"),
    Column.FORECAST: _("Expected for the year"),
}
SEVERITY_WORDS: dict[str, str | Promise] = {
    Severity.HARD: pgettext_lazy("check", "Must hold before the report is handed in"),
    Severity.SOFT: pgettext_lazy("check", "May be broken, with a comment"),
}
RELATION_WORDS: dict[str, str | Promise] = {
    "<=": pgettext_lazy("check", "is at most (≤)"),
    ">=": pgettext_lazy("check", "is at least (≥)"),
    "=": pgettext_lazy("check", "equals (=)"),
    "<": pgettext_lazy("check", "is less than (<)"),
    ">": pgettext_lazy("check", "is more than (>)"),
    "<>": pgettext_lazy("check", "differs from (≠)"),
}
SIGNS = {"<=": "≤", ">=": "≥", "<>": "≠"}


@dataclass(frozen=True)
class NamedLine:
    """A line as checks speak of it: its indicator, and the words of each of its cells."""

    number: int
    indicator: Indicator
    cells: dict[str, Combination] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.number}. {name_of(self.indicator)}"


def column_word(column: str) -> str:
    return str(COLUMN_WORDS.get(column, column))


def severity_word(severity: str) -> str:
    return str(SEVERITY_WORDS.get(severity, severity))


def breakdown_word(breakdown: Breakdown) -> str:
    words = " × ".join(name_of(each) for each in breakdown.dimensions.all())
    return words or gettext("Total only")


def after_words(name: str) -> str:
    """A name in the middle of an English sentence begins small, unless it is an abbreviation."""
    if get_language() != "en" or name[1:2].isupper():
        return name
    return name[:1].lower() + name[1:]


def name_of(thing: Indicator | Category | Dimension) -> str:
    return thing.said("name", get_language() or "vi")


def named_lines(questions: Iterable[Question]) -> list[NamedLine]:
    return [
        NamedLine(
            question.number,
            question.indicator,
            {
                cell.slug: cell
                for breakdown in (question.base, *question.of_which.all())
                for cell in breakdown.combinations.all()
                if cell.slug
            },
        )
        for question in questions
    ]


def cell_word(cell: Combination) -> str:
    return ", ".join(name_of(one) for one in cell.categories.all())


def expression_said(text: str, lines: Sequence[NamedLine]) -> str:
    """`2.sex:female <= 2` with the names of the lines; what cannot be read stays as it was written."""
    try:
        check = read_check(text)
    except RuleBroken:
        return text
    named = {line.number: line for line in lines}
    either, both = pgettext("check", "or"), pgettext("check", "and")
    return f" {either} ".join(
        f" {both} ".join(
            f"{_sum(one.left, named)} {SIGNS.get(one.relation, one.relation)} {_sum(one.right, named)}"
            for one in way
        )
        for way in check.ways
    )


def message_for(text: str, lines: Sequence[NamedLine]) -> dict[str, str]:
    """A sentence for the officer in each language, for whoever writes none."""
    said = {}
    for language, name in (("vi", "message"), ("lo", "message_lo"), ("en", "message_en")):
        with override(language):
            told = {"check": expression_said(text, lines)}
            said[name] = (gettext("This does not hold: %(check)s. Look at both numbers again.") % told)[:300]
    return said


def _sum(terms: Sequence[Term], named: dict[int, NamedLine]) -> str:
    text = ""
    for term in terms:
        product = " × ".join(_factor(factor, named) for factor in term.factors)
        sign = "−" if term.is_taken else "+"
        text += f" {sign} {product}" if text else product
    return text


def _factor(factor: Ref | Plain, named: dict[int, NamedLine]) -> str:
    if isinstance(factor, Plain):
        return written(factor.amount)
    line = named.get(factor.number)
    if line is None:
        return f"“{factor}”"
    words = f"“{line.name}”"
    if factor.cell:
        cell = line.cells.get(factor.cell)
        words = f"“{line.name}: {cell_word(cell) if cell else factor.cell}”"
    return gettext("%(line)s of the last report") % {"line": words} if factor.of_previous else words
