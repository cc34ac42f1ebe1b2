"""Makes a figure that a shared paper gives, kept beside ours."""

from datetime import date

from chungtay.actions.documents import quote_figure
from chungtay.models import Document, QuotedFigure
from tests.world import NOW, World

from .thing import Thing, sending


def of_quoted(world: World, paper: Document) -> dict[tuple[str, str], Thing]:
    figure = QuotedFigure(
        document=paper, agreement=world.programme, indicator=world.indicators["sessions"], said_by="The province",
        first_on=date(2025, 1, 1), last_on=date(2025, 12, 31), quantity=90_000, qualifier="exact",
        passage="nine sessions",
    )  # fmt: skip
    kept = quote_figure(figure, by=world.provincial, at=NOW)
    sent = sending(
        programme=world.programme.slug, indicator="sessions", qualifier="exact", quantity="12",
        first_on="01/01/2025", last_on="31/12/2025", passage="twelve sessions",
    )  # fmt: skip
    return {
        ("document-figures", "shared"): Thing({"document_id": paper.pk}, sent=sent),
        ("quote-withdrawal", "paper's"): Thing({"id": kept.pk}),
    }
