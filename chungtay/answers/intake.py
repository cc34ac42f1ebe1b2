"""What the house already holds of a paper that was read in: its number, its bodies, its programme."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from chungtay.models import Agreement, Document, Indicator, Organisation, Person, PlaceAlias, QuotedFigure
from chungtay.rules.intake.sameness import body_key, number_key
from chungtay.rules.intake.spelling import without_marks

PLAN = "kế hoạch"


@dataclass(frozen=True)
class Known:
    """What is offered as "same as"; a person decides."""

    document: Document | None = None
    agreement: Agreement | None = None
    bodies: dict[int, Organisation] = field(default_factory=dict)  # by the party's position in the draft
    indicators: dict[int, Indicator] = field(default_factory=dict)  # by the figure's position in the draft
    leads: dict[int, Organisation] = field(default_factory=dict)  # by the content's position in the draft
    partners: dict[int, list[Organisation]] = field(default_factory=dict)  # who coordinates that content
    quoted: int = 0  # how many of the draft's figures are quoted in that programme already


def known_in(draft: dict[str, Any], person: Person, today: date) -> Known:
    bodies = known_bodies(draft.get("parties", []))
    details = draft.get("content_details", [])
    agreement = known_agreement(draft, bodies, person, today)
    return Known(
        document=known_document(draft, person, today),
        agreement=agreement,
        bodies=bodies,
        indicators=known_indicators(draft.get("figures", []), agreement),
        leads=known_bodies([detail.get("lead") or "" for detail in details]),
        partners={
            position: list(known_bodies(detail["with"]).values())
            for position, detail in enumerate(details)
            if detail.get("with")
        },
        quoted=already_quoted(agreement, draft),
    )


def known_document(draft: dict[str, Any], person: Person, today: date) -> Document | None:
    """A visible paper with the same number and, where both tell it, the same day; or the same piece of news."""
    own = own_document(draft)
    visible = Document.objects.visible_to(person, today)
    if own.get("number"):
        wanted = number_key(own["number"])
        for document in visible.exclude(number=""):
            same_day = (
                not own.get("date") or not document.issued_on or own["date"] == document.issued_on.isoformat()
            )
            if number_key(document.number) == wanted and same_day:
                return document
    return None


def known_bodies(parties: list[str]) -> dict[int, Organisation]:
    """The bodies that bear these names, by the position of the name."""
    if not any(parties):
        return {}
    aliases = place_aliases()
    by_key: dict[frozenset[str], Organisation] = {}
    for organisation in Organisation.objects.order_by("valid_to", "name"):
        for name in (organisation.name, organisation.short_name):
            if name:
                by_key.setdefault(body_key(name, aliases), organisation)
    found = {position: by_key.get(body_key(name, aliases)) for position, name in enumerate(parties) if name}
    return {position: organisation for position, organisation in found.items() if organisation}


def place_aliases() -> dict[str, str]:
    """Folded other spellings of places, each with the folded name that the house uses."""
    return {
        " ".join(without_marks(alias).replace("-", " ").split()): without_marks(name)
        for alias, name in PlaceAlias.objects.values_list("name", "place__name")
    }


def known_agreement(
    draft: dict[str, Any], bodies: dict[int, Organisation], person: Person, today: date
) -> Agreement | None:
    """The visible programme in which most of the named bodies hold or held seats, at least two of them."""
    named = {organisation.pk for organisation in bodies.values()}
    best: tuple[int, Agreement] | None = None
    for agreement in Agreement.objects.visible_to(person, today).prefetch_related("seats__holdings"):
        held = {holding.organisation_id for seat in agreement.seats.all() for holding in seat.holdings.all()}
        shared = len(held & named)
        if shared >= 2 and (best is None or shared > best[0]):
            best = (shared, agreement)
    return best[1] if best else None


def known_indicators(figures: list[dict[str, Any]], agreement: Agreement | None) -> dict[int, Indicator]:
    """The indicator of the programme that is counted in the figure's unit, where there is only one."""
    if agreement is None:
        return {}
    used = Indicator.objects.filter(targets__agreement=agreement) | Indicator.objects.filter(
        questions__form__agreement=agreement
    )
    by_measure: dict[str, list[Indicator]] = {}
    for indicator in used.distinct():
        by_measure.setdefault(indicator.measure.lower(), []).append(indicator)
    found = {}
    for position, figure in enumerate(figures):
        unit = str(figure.get("unit", "")).lower()
        # "suất quà" is counted in "suất": a paper may say more than the measure's own word.
        candidates = [
            indicator
            for measure, indicators in by_measure.items()
            if unit == measure or unit.startswith(f"{measure} ")
            for indicator in indicators
        ]
        if len(candidates) == 1:
            found[position] = candidates[0]
    return found


def own_document(draft: dict[str, Any]) -> dict[str, Any]:
    """The document that the text itself presents, empty where it presents none."""
    return next((document for document in draft.get("documents", []) if document.get("role") == "own"), {})


def as_read(draft: dict[str, Any], known: Known) -> dict[str, Any]:
    """What the reader says of the paper as a whole, as it stands in the fields before a person touches them."""
    own = own_document(draft)
    issued_on = date.fromisoformat(own["date"]) if own.get("date") else None
    year = next((int(y) for y in (draft.get("title") or "").split() if y.isdigit() and len(y) == 4), None)
    return {
        "kind": draft["kind"],
        "title": title_of(draft)[:300],
        "said_by": draft.get("source_name") or draft.get("source") or ", ".join(draft["parties"]),
        "number": own.get("number") or "",
        "issued_on": issued_on,
        "document": str(known.document.pk) if known.document else "new",
        "agreement": str(known.agreement.pk) if known.agreement else "new",
        "agreement_name": "" if known.agreement else " – ".join(draft["parties"])[:300],
        "relations_since": draft.get("since"),
        "purpose": draft.get("purpose") or "",
        "framework": next(iter(draft.get("frameworks", [])), ""),
        "plan_year": (year or (issued_on.year if issued_on else None)) if draft["kind"] == PLAN else None,
    }


def title_of(draft: dict[str, Any]) -> str:
    """The paper's own title; of a report without one, what it is about."""
    if draft.get("title"):
        return str(draft["title"])
    event = (draft.get("event") or {}).get("type") or ""
    told = f"{event} {draft['kind'] or ''} {' – '.join(draft['parties'])}".strip()
    return told[:1].upper() + told[1:]


def content_of_figure(draft: dict[str, Any], position: int) -> int | None:
    """The number of the content in whose words or row a figure stands, in a plan."""
    starts = {span["path"]: span["start"] for span in draft["spans"]}
    at = starts.get(f"figures.{position}", -1)
    begun = [n for n in range(len(draft["contents"])) if starts.get(f"contents.{n}", at + 1) <= at]
    return begun[-1] + 1 if begun else None


def already_quoted(agreement: Agreement | None, draft: dict[str, Any]) -> int:
    """How many of the draft's figures are quoted in this programme already."""
    if agreement is None:
        return 0
    held = {
        (quantity, measure.lower())
        for quantity, measure in QuotedFigure.objects.filter(agreement=agreement).values_list(
            "quantity", "measure"
        )
    }
    return sum(
        (round(figure["quantity"] * 10_000), str(figure["unit"]).lower()) in held
        for figure in draft.get("figures", [])
    )
