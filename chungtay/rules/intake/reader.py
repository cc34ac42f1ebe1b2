"""Reads a paper into a draft: every finder looks at the same reading, and each fact keeps its place."""

from dataclasses import replace

from chungtay.rules.intake.agreed import find_agreed, find_arrangements, find_done
from chungtay.rules.intake.aims import find_framework_phases, find_frameworks, find_purpose, find_since
from chungtay.rules.intake.bodies import bodies_in
from chungtay.rules.intake.content_details import fields_begin, find_list_details, find_table_contents
from chungtay.rules.intake.contents import Listing, find_contents
from chungtay.rules.intake.documents import find_documents, own_plan
from chungtay.rules.intake.draft import Draft, Fact, Span
from chungtay.rules.intake.events import find_event
from chungtay.rules.intake.figures import find_figures
from chungtay.rules.intake.kinds import find_kind, refusal
from chungtay.rules.intake.official_head import Head, read_head
from chungtay.rules.intake.paper import Paper
from chungtay.rules.intake.parties import find_parties
from chungtay.rules.intake.phases import find_phases
from chungtay.rules.intake.places import find_places
from chungtay.rules.intake.publication import find_publication
from chungtay.rules.intake.reading import Reading
from chungtay.rules.messages import Message


def read_paper(paper: Paper) -> Draft:
    """The draft of a text. It never fails: a text about something else gives a draft that says so."""
    reading = Reading(paper)
    head = read_head(reading)
    bodies = bodies_in(reading)
    parties = find_parties(reading, head, bodies)
    phases = find_phases(reading)
    refused = refusal(reading, head, parties=len(parties), phases=len(phases))
    event = find_event(reading, is_official=bool(head.type))
    documents = find_documents(reading, head, bodies, event=event)
    contents, details, listed, doubts = _contents(reading)
    agreed = find_agreed(reading, phases, listed)
    since = find_since(reading, event)
    title = _title(reading, head)
    frameworks = find_frameworks(reading, listed)
    facts: list[Fact | None] = [
        find_kind(reading, head, plan_is_own=own_plan(documents)),
        title,
        *parties,
        since,
        find_purpose(reading),
        *frameworks,
        *find_framework_phases(reading, frameworks),
        *documents,
        *phases,
        event,
        *contents,
        *details,
        *agreed,
        *find_done(reading, [fact for fact in (*agreed, since, event, title) if fact], listed),
        *find_arrangements(reading, listed),
        *find_figures(reading, beyond=_no_results(documents, event)),
        *find_places(reading, event),
        *find_publication(reading, head),
    ]
    placed = tuple(_as_printed(reading, fact) for fact in facts if fact)
    return Draft(reading.printed, placed, refused, tuple(doubts))


def _as_printed(reading: Reading, fact: Fact) -> Fact:
    start, end = reading.as_printed(fact.start, fact.end)
    parts = {name: reading.as_printed(*place) for name, place in fact.parts.items()}
    return replace(fact, start=start, end=end, parts=parts)


def _contents(reading: Reading) -> tuple[list[Fact], list[Fact], list[Span], list[Message]]:
    """Contents and details, from a table if one has them, and the places that the list takes up."""
    contents, details = find_table_contents(reading)
    if contents:
        return contents, details, [], []
    contents, listing, doubts = find_contents(reading)
    if listing is None:
        return [], [], [], []
    return (
        _without_fields(reading, contents),
        find_list_details(reading, listing),
        _taken(reading, listing),
        doubts,
    )


def _without_fields(reading: Reading, contents: list[Fact]) -> list[Fact]:
    cut = []
    for fact in contents:
        end = fields_begin(reading, fact.start, fact.end)
        cut.append(
            fact
            if end == fact.end
            else Fact("content", reading.text(fact.start, end), fact.start, end, fact.doubtful)
        )
    return cut


def _taken(reading: Reading, listing: Listing) -> list[Span]:
    numbers = [item.passage for item in listing.items if item.level != "inline"]
    numbers += [number for item in listing.items[:-1] for number in item.under]
    inline = [(item.start, item.end) for item in listing.items if item.level == "inline"]
    return inline + [(reading.passages[number].start, reading.passages[number].end) for number in numbers]


def _title(reading: Reading, head: Head) -> Fact | None:
    start, end = head.title_span
    return Fact("title", reading.text(start, end), start, end) if end > start else None


def _no_results(documents: list[Fact], event: Fact | None) -> list[Span]:
    spans = [(fact.start, fact.end) for fact in documents]
    spans += [place for fact in documents for place in fact.parts.values()]
    return spans + [place for name, place in (event.parts if event else {}).items() if name == "date"]
