"""The forms and regimes that the access table visits: a draft and a regime of Dogwood's, a form that went out."""

from chungtay.actions.regimes import lay_regimes
from chungtay.models import CutOff, Form, LineCheck, NarrativeQuestion, Question, Regime
from tests.world import NOW, TODAY, World

from .thing import Thing, sending

HEAD = {
    "name": "Yearly report", "valid_from": "01/05/2026", "cumulative_from": "year", "columns": "cumulative",
    "levels": "1",
}  # fmt: skip
REGIME = {
    "name": "Of the office", "source": "Decision 6", "single_officer_approval": "above", "reminders": "1",
    "cut_offs.1.span": "year", "cut_offs.1.ends": "14/12", "cut_offs.1.due": "25/12",
}  # fmt: skip


def of_forms(world: World) -> dict[tuple[str, str], Thing]:
    lay_regimes(NOW)
    draft, out, own = drawn(world), {"id": world.form.pk}, {"slug": regime(world).slug}
    here = {"id": draft.pk}
    part, one = here | {"part": "checks"}, here | {"part": "checks", "number": 1}
    check = {"expression": "1 > 0", "severity": "soft", "message": "Look again"}
    return {
        ("form", "ours"): Thing(out),
        ("form", "drawn"): Thing(here),
        ("form-next-version", "ours"): Thing(out),
        ("form-publication", "drawn"): Thing(here),
        ("form-dropping", "drawn"): Thing(here),
        ("form-building", "drawn"): Thing(here, sent=sending(**HEAD)),
        ("form-part-new", "drawn"): Thing(part, sent=sending(**check)),
        ("form-part", "drawn"): Thing(one, sent=sending(**check)),
        ("regimes", "-"): Thing(),
        ("regime-new", "-"): Thing(sent=sending(**REGIME | {"name": "Another"})),
        ("regime", "dogwood's"): Thing(own),
        ("regime-writing", "dogwood's"): Thing(own, sent=sending(**REGIME)),
    }


def drawn(world: World) -> Form:
    """The draft of a form, with a line, a question in words and a check."""
    form = Form.objects.create(
        slug="drawn", version=1, agreement=world.programme, holder=world.bodies["dogwood"], name="Drawn",
        valid_from=TODAY,
    )  # fmt: skip
    Question.objects.create(
        form=form, number=1, indicator=world.indicators["sessions"], base=world.breakdowns["total"]
    )
    NarrativeQuestion.objects.create(form=form, number=1, title="What is hard?")
    LineCheck.objects.create(form=form, number=1, expression="1 > 0", severity="soft", message="Look again")
    return form


def regime(world: World) -> Regime:
    made = Regime.objects.create(
        slug="of-dogwood", name="Of Dogwood", source="Decision 7", holder=world.bodies["dogwood"]
    )
    CutOff.objects.create(regime=made, span="year", month=12, day=14, due_month=12, due_day=25)
    return made
