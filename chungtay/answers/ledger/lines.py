"""Approved lines and what they stated, against what the ledger holds for them."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import islice
from uuid import UUID

from django.db.models import Max, Sum

from chungtay.answers.places import world
from chungtay.models import Entry, Line, Served
from chungtay.rules import ledger as rules
from chungtay.rules.ledger import Kind
from chungtay.rules.ledger.ground import within
from chungtay.rules.messages import Message
from chungtay.rules.places import Key
from chungtay.rules.reports import ReportState

AT_ONCE = 900  # lines whose entries are added up in one question

Stated = tuple[UUID, UUID, UUID, date, str, int | None]


def line_faults() -> tuple[int, list[Message]]:
    """An approved line and the ledger must say the same number; a reversal is the same amount below zero."""
    text = "Line %(line)s says %(said)s, its entries add up to %(booked)s."
    lines, count, faults = approved_lines(), 0, list[Message]()
    while part := list(islice(lines, AT_ONCE)):
        count += len(part)
        base = Entry.objects.filter(is_base=True, source__in=[source for _, source, _ in part]).order_by()
        booked = {
            source: (total, stated)
            for source, total, stated in base.values_list("source").annotate(Sum("amount"), Max("stated"))
        }
        for key, owner, total in part:
            held, stated = booked.get(owner, (0, None))
            if stated is None and held != (total or 0):
                faults.append(Message(text, {"line": str(key), "said": total, "booked": held}))
    return count, faults


def statement_faults() -> tuple[int, list[Message]]:
    """What was last said to stand at a place on a day must be what the changes up to that day add up to."""
    text = "Line %(line)s says that %(said)s stand, the ledger gives %(booked)s."
    said: dict[tuple[UUID, str], dict[tuple[str, date], tuple[UUID, int | None]]] = defaultdict(dict)
    for line, indicator, place, on, programme, total in stated_lines():
        said[indicator, programme][str(place), on] = line, total
    maps, faults = world() if said else None, list[Message]()
    for (indicator, programme), spots in said.items():
        assert maps is not None
        standing: dict[Key, list[rules.Entry]] = defaultdict(list)
        served = Served.objects.filter(key=programme).first()
        held = Entry.objects.filter(indicator=indicator, served=served, is_base=True).in_rules()
        for entry in rules.live(held):
            standing[entry.place].append(entry)
        for (unit, on), (line, total) in spots.items():
            # Only what lies within the unit, or came into it, can stand there.
            near = [entry for part in within(unit, maps) & standing.keys() for entry in standing[part]]
            booked = sum(rules.level_of(near, unit, on, maps).values())
            if booked != total:
                faults.append(Message(text, {"line": str(line), "said": total, "booked": booked}))
    return sum(map(len, said.values())), faults


def stated_lines() -> Iterator[Stated]:
    """Approved lines that state a stock, in the order of their approval: the last word on a place and day counts."""
    stated = Line.objects.filter(
        report__state=ReportState.APPROVED, state="given", question__indicator__kind=Kind.STOCK
    )
    stated = stated.exclude(question__indicator__fed_by_register=True).order_by("report__approval__posting")
    return stated.values_list(
        "id",
        "question__indicator_id",
        "report__place_id",
        "report__last_on",
        "report__form__agreement__slug",
        "total",
    ).iterator()


def approved_lines() -> Iterator[tuple[UUID, UUID, int | None]]:
    approved = Line.objects.filter(report__state=ReportState.APPROVED, state="given").order_by("pk")
    approved = approved.exclude(question__indicator__fed_by_register=True)
    return approved.values_list("id", "source_id", "total").iterator()
