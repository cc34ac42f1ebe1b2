"""The exchange shelf as one person may see it: what waits to be received, what was replied, what still is owed."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet

from chungtay.models import Agreement, Document, Organisation, Person, ShelfItem, ShelfReader, ShelfReply
from chungtay.rules.people import Act, Kind
from chungtay.rules.shelf import (
    ItemState,
    Move,
    ReaderMove,
    ReaderState,
    is_reply_late,
    moves_open,
    reader_moves_open,
    reader_state,
)

from .sides import own_bodies

SHOWN = ("all", "waiting", "ours", "received")  # what may be asked for, the first unless told otherwise


@dataclass(frozen=True)
class ReaderRow:
    """One body for which it is, how far it is with it, and what the person may do for it."""

    reader: ShelfReader
    state: ReaderState
    late: bool
    moves: list[ReaderMove]


class ItemPage:
    """Asked once a request; each property costs a fixed number of queries."""

    def __init__(self, item: ShelfItem, person: Person, today: date) -> None:
        self.item, self.person, self.today = item, person, today

    @cached_property
    def keeps(self) -> bool:
        """Whether the person may act for its sender."""
        return self.person.may(Act.RECORD, self.item.facts_for(self.item.holder), self.today)

    @cached_property
    def moves(self) -> list[Move]:
        return moves_open(self.item.state) if self.keeps else []

    @property
    def may_change(self) -> bool:
        return self.keeps and self.item.state is ItemState.DRAFT

    @cached_property
    def readers(self) -> list[ReaderRow]:
        replied = {one.organisation_id for one in self.replies}
        rows = []
        for one in self.item.readers.select_related("organisation", "received_by"):
            state = reader_state(received=one.received_at is not None, replied=one.organisation_id in replied)
            may = self.person.may(Act.RECORD, self.item.facts_for(one.organisation), self.today)
            open_ones = reader_moves_open(self.item.state, state) if may else []
            late = is_reply_late(self.item.reply_by, state, self.today)
            rows.append(ReaderRow(one, state, late, open_ones))
        return rows

    @cached_property
    def own_rows(self) -> list[ReaderRow]:
        """Those for which the person may do something now."""
        return [row for row in self.readers if row.moves]

    @cached_property
    def repliers(self) -> QuerySet[Organisation]:
        """For which bodies the person may write back."""
        own = [row.reader.organisation_id for row in self.own_rows if ReaderMove.REPLY in row.moves]
        own += [self.item.holder_id] if Move.ANSWER in self.moves else []
        return Organisation.objects.filter(pk__in=own)

    @cached_property
    def replies(self) -> list[ShelfReply]:
        return list(self.item.replies.select_related("organisation", "written_by", "document"))

    @cached_property
    def seen_papers(self) -> set[Document]:
        """Of all papers here, the replies' ones too, those that the person may open."""
        near = Document.objects.visible_to(self.person, self.today)
        mine = Q(shelf_items=self.item) | Q(pk__in=[one.document_id for one in self.replies])
        return set(near.filter(mine).prefetch_related("files"))

    @cached_property
    def papers(self) -> list[Document]:
        with_it = set(self.item.papers.values_list("pk", flat=True))
        return sorted((one for one in self.seen_papers if one.pk in with_it), key=lambda one: str(one.pk))


def items_for(
    person: Person, today: date, *, shown: str = "all", programme: Agreement | None = None
) -> QuerySet[ShelfItem]:
    """Newest first."""
    found = ShelfItem.objects.visible_to(person, today).select_related("holder", "agreement")
    own = [post.organisation_id for post in person.posts_on(today)]
    waiting = ShelfReader.objects.filter(organisation__in=own)
    if programme:
        found = found.filter(agreement=programme)
    match shown:
        case "waiting":
            left = waiting.filter(received_at=None, item__sent_at__isnull=False, item__withdrawn_at=None)
            found = found.filter(pk__in=left.values("item"))
        case "received":
            found = found.filter(pk__in=waiting.filter(received_at__isnull=False).values("item"))
        case "ours":
            found = found.filter(holder__in=own)
    return found.prefetch_related("readers__organisation").order_by("-drafted_at", "id")


def senders(agreement: Agreement, person: Person, today: date) -> QuerySet[Organisation]:
    """The person's own bodies that may put something there in the programme."""
    return own_bodies(agreement, person, Kind.SHELF, today)
