"""Lũy kế: the figure from the beginning of the year or the phase, as the form that asks for it says."""

from dataclasses import dataclass

from chungtay.answers.evidence import Evidence
from chungtay.answers.figures import Figure
from chungtay.answers.programmes import phase_on
from chungtay.models import Agreement, Form, Indicator, Regime
from chungtay.rules.indicators import Start, cumulative_window
from chungtay.rules.ledger import Window
from chungtay.rules.regimes import year_start


@dataclass(frozen=True)
class Sums:
    """The three figures that a report has side by side: of the period, lũy kế, and from the first entry on."""

    period: Figure
    cumulative: Figure
    total: Figure


def cumulative_of(evidence: Evidence) -> Sums | None:
    """Up to the last day asked; None where no form asks for it, or where forms disagree from where it counts."""
    asked = evidence.asked
    said = start_of(asked.indicator, asked.programme)
    if said is None:
        return None
    start, regime = said
    year_first = year_start(regime.in_rules(), asked.last_on) if regime else None
    of_phase = None
    if start is Start.PHASE:
        phase = phase_on(list(asked.programme.phases.all()), asked.last_on) if asked.programme else None
        if phase is None or asked.last_on < phase.first_on:
            return None
        of_phase = Window(phase.first_on, phase.last_on)
    window = cumulative_window(asked.last_on, start, of_phase, year_first=year_first)
    first = min(evidence.book.extent.first_on or window.first, asked.last_on)
    return Sums(
        period=evidence.figure,
        cumulative=evidence.ask(window=(window.first, window.last)),
        total=evidence.ask(window=(first, asked.last_on)),
    )


def start_of(indicator: Indicator, programme: Agreement | None) -> tuple[Start, Regime | None] | None:
    """From where the last forms that ask for it cumulate, and by whose year; None where they differ."""
    forms = Form.objects.published().filter(questions__indicator=indicator, valid_to=None)
    if programme:
        forms = forms.filter(agreement=programme)
    found = {(Start(form.cumulative_from), form.regime) for form in forms.select_related("regime")}
    return found.pop() if len(found) == 1 else None
