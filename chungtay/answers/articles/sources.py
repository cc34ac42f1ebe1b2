"""Says where the figures come from that a text names by their printed codes: from what readers may see already."""

from chungtay.models import FigureCopy
from chungtay.rules import official
from chungtay.rules.articles import cited
from chungtay.rules.reviews.sentences import decimal


def sources_of(markdown: str, programme: str, language: str = "vi") -> list[dict[str, str]]:
    """One for each code, in the order in which they are first named."""
    codes = cited(markdown)
    figures = FigureCopy.objects.filter(code__in=codes, programme__slug=programme).select_related("programme")
    held = {figure.code: figure for figure in figures}
    return [_source(code, held.get(code), language) for code in codes]


def unknown_codes(markdown: str, programme: str, known: set[str]) -> list[str]:
    """Codes that neither readers nor the review of the article (`known`) have."""
    public = set(FigureCopy.objects.filter(programme__slug=programme).values_list("code", flat=True))
    return [code for code in cited(markdown) if code not in public | known]


def _source(code: str, figure: FigureCopy | None, language: str) -> dict[str, str]:
    if figure is None:
        return {"text": code, "address": ""}
    label = getattr(figure, f"label_{language}", "") or figure.label
    number = ""
    if figure.amount is not None:
        said = official.number(decimal(figure.amount), language=language)
        number = f": {official.qualified(said, figure.qualifier, language=language)}"
    return {
        "text": f"{code} · {label}{number} · {figure.said('review_title', language)}, {figure.window}",
        "address": f"/public/{figure.programme.slug}/",
    }
