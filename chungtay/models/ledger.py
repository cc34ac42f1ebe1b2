"""Remembers results: the ledger of signed changes that nobody may alter.

Entries are written by `actions.ledger.post` and guarded by triggers in the first migration. The meaning of every
column is in `rules.ledger`; amounts are whole ten-thousandths of the measure.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q
from django.db.models.expressions import RawSQL

from chungtay.rules import access
from chungtay.rules import ledger as rules
from chungtay.rules.ledger import Qualifier
from chungtay.rules.people import Kind as Protected

from .access import Held
from .agreements import Agreement, Commitment
from .documents import Document
from .indicators import Combination, Indicator
from .people import Organisation, Person
from .places import Place
from .plans import Content
from .record import NumberField, Record, words
from .sharing import SharedQuerySet, opened_to, shares_of


class ServedQuerySet(models.QuerySet["Served"]):
    def of(self, agreements: Iterable[Agreement]) -> "Served":
        """The row of exactly these programmes, made when it is first needed."""
        wanted = sorted(agreements, key=lambda agreement: agreement.slug)
        with transaction.atomic():  # a row without its programmes would hide whatever points to it
            served, made = self.get_or_create(key="|".join(agreement.slug for agreement in wanted))
            if made:
                served.agreements.set(wanted)
        return served


class Served(Record):
    """A set of programmes that a result serves; part of what makes a series."""

    key = models.CharField(max_length=400, unique=True)  # slugs in order, joined by "|"
    agreements = models.ManyToManyField(Agreement, related_name="served", blank=True)

    objects = ServedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.key

    def slugs(self) -> frozenset[str]:
        return frozenset(self.key.split("|")) if self.key else frozenset()


class Source(Record):
    """Where an entry comes from: owned by one report line, one register event or one load."""

    kind = models.CharField(max_length=20)  # line, registered, support, load
    label = words(200, blank=True)

    def __str__(self) -> str:
        return self.label or self.kind


class LedgerHead(models.Model):
    """The one row that hands out numbers without gaps; taken as the last step of every posting."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    posting = models.PositiveBigIntegerField(default=0)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_ledger_head")]

    def __str__(self) -> str:
        return f"#{self.seq}"

    def in_rules(self) -> rules.Head:
        return rules.Head(self.posting, self.seq, bytes.fromhex(self.hash) or rules.BEFORE_THE_FIRST)


class Posting(models.Model):
    """Entries that were recorded together: one approval, one register event or one load."""

    number = NumberField(primary_key=True)
    first_seq = models.PositiveBigIntegerField()
    last_seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=20)
    posted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(db_index=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    canonical = models.BinaryField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.CheckConstraint(
                condition=Q(last_seq__gte=models.F("first_seq")), name="posting_has_entries"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.number}"

    def in_rules(self) -> rules.Posting:
        return rules.Posting(
            number=self.number,
            first=self.first_seq,
            last=self.last_seq,
            kind=self.kind,
            by=str(self.posted_by_id) if self.posted_by_id else "",
            recorded_at=self.recorded_at,
            previous_hash=bytes.fromhex(self.previous_hash),
            body=bytes(self.canonical),
            hash=bytes.fromhex(self.hash),
        )


class EntryQuerySet(SharedQuerySet["Entry"]):
    """Approved results are their holder's; a programme shares those that serve it with its seats."""

    place = "place"
    programmes = "served__agreements__slug"

    @property
    def shared_with(self) -> Callable[[access.Post, date], Q]:
        def reached(post: access.Post, day: date) -> Q:
            opened = opened_to(post, Protected.RESULTS, day)
            sql = f"select served_id from chungtay_served_agreements where agreement_id in ({opened.sql})"
            return Q(served__in=RawSQL(sql, opened.params))

        return reached

    def in_rules(self) -> list[rules.Entry]:
        """The entries in the words of the rules, in order of their numbers; one query."""
        columns = (
            "seq", "posting_id", "indicator_id", "place_id", "on", "period_first_on", "holder_id", "served__key",
            "combination__slug", "combination__breakdown__slug", "is_base", "amount", "qualifier", "estimated",
            "stated", "source_id", "reverses_id",
        )  # fmt: skip
        return [rule_entry(*row) for row in self.order_by("seq").values_list(*columns)]


def rule_entry(
    seq: int | None, posting: int | None, indicator: UUID, place: UUID, on: date, period_first_on: date | None,
    holder: UUID, served: str, cell: str, breakdown: str, is_base: bool, amount: int, qualifier: str,
    estimated: bool, stated: int | None, source: UUID, reverses: int | None,
) -> rules.Entry:  # fmt: skip
    """Ids as text and programmes by slug, so that the canonical bytes never depend on a database."""
    return rules.Entry(
        indicator=str(indicator),
        place=str(place),
        on=on,
        holder=str(holder),
        amount=amount,
        programmes=frozenset(served.split("|")) if served else frozenset(),
        categories=categories_of(cell),
        breakdown=rules.BASE if is_base else breakdown,
        qualifier=Qualifier(qualifier),
        period=rules.Window(period_first_on, on) if period_first_on else None,
        source=str(source),
        estimated=estimated,
        stated=stated,
        reverses=reverses,
        seq=seq or 0,
        posting=posting or 0,
    )


@cache
def categories_of(cell: str) -> rules.Categories:
    """A combination's slug as the rules want it: "ethnicity:brau|sex:female" is two pairs."""
    return frozenset((part.split(":")[0], part.split(":")[1]) for part in cell.split("|") if part)


class Entry(Held):
    """One signed change. Never changed, never deleted; a correction posts the reversal and the new value.

    Every index slows every load, so only what a question looks for has one: the number, the indicator with its days,
    the source (all that one line or registered thing wrote) and what is reversed. The entries of a posting lie between
    its numbers. By place, holder and programme nobody looks in this table: the cube answers, and names the numbers.
    """

    protected_as = Protected.RESULTS

    seq = NumberField(primary_key=True)
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="entries", db_index=False)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="entries", db_index=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="entries", db_index=False)
    on = models.DateField()
    period_first_on = models.DateField(null=True)  # distinct persons carry their period, which ends on `on`
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="entries", db_index=False)
    served = models.ForeignKey(Served, models.PROTECT, related_name="entries", db_index=False)
    combination = models.ForeignKey(Combination, models.PROTECT, related_name="entries", db_index=False)
    is_base = models.BooleanField()  # the base breakdown adds up to the total; the others are "of which"
    amount = models.BigIntegerField()  # ten-thousandths of the measure
    qualifier = models.CharField(max_length=10, choices=[(q.value, q.value) for q in Qualifier])
    estimated = models.BooleanField(default=False)
    stated = models.BigIntegerField(null=True)  # for stated stocks: what stands once this change is made
    source = models.ForeignKey(Source, models.PROTECT, related_name="entries")
    reverses = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="reversed_by", db_index=False
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ("seq",)
        indexes = [models.Index(fields=["indicator", "on"])]
        constraints = [  # also the index by which a reversal is found; the many that reverse nothing are not in it
            models.UniqueConstraint(
                fields=["reverses"], condition=Q(reverses__isnull=False), name="entry_reversed_once"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.seq}"

    def programmes_served(self) -> frozenset[access.Key]:
        return self.served.slugs()

    def shared(self) -> tuple[access.Share, ...]:
        return shares_of(Protected.RESULTS, *self.served.agreements.values_list("id", flat=True))

    def in_rules(self) -> rules.Entry:
        return rule_entry(
            self.seq, self.posting_id, self.indicator_id, self.place_id, self.on, self.period_first_on,
            self.holder_id, self.served.key, self.combination.slug, self.combination.breakdown.slug, self.is_base,
            self.amount, self.qualifier, self.estimated, self.stated, self.source_id, self.reverses_id,
        )  # fmt: skip

    def reversal(self) -> "Entry":
        """The unsaved entry that takes this one back; refused when something did so already."""
        rules.reversal_of(self.in_rules(), Entry.objects.filter(reverses=self).in_rules())
        return Entry(
            indicator_id=self.indicator_id, place_id=self.place_id, on=self.on, holder_id=self.holder_id,
            period_first_on=self.period_first_on, served=self.served, combination=self.combination,
            is_base=self.is_base, amount=-self.amount, qualifier=self.qualifier, estimated=self.estimated,
            source_id=self.source_id, reverses=self,
        )  # fmt: skip


class LoadedKeys(models.Model):
    """By which keys the entries of a posting were loaded, so that a file that comes twice counts once.

    For each entry the first 8 bytes of a hash of holder and key, sorted, one after another; behind them, in the same
    order, how far the entry lies behind the first of its posting (4 bytes). Rows of their own would weigh more than
    the entries and scatter each load over the whole index.
    """

    posting = models.OneToOneField(Posting, models.PROTECT, primary_key=True, related_name="loaded_keys")
    keys = models.BinaryField()

    def __str__(self) -> str:
        return f"#{self.posting_id}"


class Statement(Record):
    """ "So many stand on this day": posted as the difference to what the ledger gave, kept as it was said."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="statements")
    place = models.ForeignKey(Place, models.PROTECT, related_name="statements")
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="statements")
    served = models.ForeignKey(Served, models.PROTECT, related_name="statements")
    combination = models.ForeignKey(Combination, models.PROTECT, related_name="statements")
    on = models.DateField()
    level = models.BigIntegerField()  # ten-thousandths of the measure
    source = models.ForeignKey(Source, models.PROTECT, related_name="statements")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="statements")

    class Meta:
        ordering = ("on", "posting")

    def __str__(self) -> str:
        return f"{self.place} {self.on}"


class TargetQuerySet(models.QuerySet["Target"]):
    def promised(self) -> "TargetQuerySet":
        """What a text promises; without what was assigned to single units beside it."""
        return self.filter(is_assigned=False)

    def assigned(self) -> "TargetQuerySet":
        return self.filter(is_assigned=True)


class StandingTargets(models.Manager.from_queryset(TargetQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> TargetQuerySet:
        found: TargetQuerySet = super().get_queryset().filter(replaced_at=None)
        return found


class Target(Record):
    """What was promised: an amount of an indicator by the end of a window, for a commitment, a content or a unit.

    It is never overwritten. The standing row keeps its key, so that texts which carry it find it; what it said before
    stays as a row of its own, with who said it, when and why.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="targets")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    commitment = models.ForeignKey(Commitment, models.CASCADE, null=True, blank=True, related_name="targets")
    content = models.ForeignKey(Content, models.CASCADE, null=True, blank=True, related_name="targets")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="targets"
    )
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="targets")
    combination = models.ForeignKey(Combination, models.PROTECT, null=True, related_name="targets")
    first_on = models.DateField()
    last_on = models.DateField()
    amount = models.BigIntegerField()  # ten-thousandths of the measure
    is_assigned = models.BooleanField(default=False)  # to a unit beside the text; no part of what was signed
    said_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    replaced_at = models.DateTimeField(null=True)  # it no longer stands
    earlier_of = models.ForeignKey("self", models.CASCADE, null=True, related_name="earlier")

    objects = StandingTargets()
    ever = models.Manager.from_queryset(TargetQuerySet)()

    class Meta:
        ordering = ("indicator", "first_on")

    def __str__(self) -> str:
        return f"{self.indicator} {self.amount}"

    def as_it_stood(self, at: datetime) -> "Target":
        """The unsaved row that remembers what this one says until now."""
        kept = {
            field.attname: getattr(self, field.attname)
            for field in self._meta.local_fields
            if not field.primary_key
        }
        return Target(**kept | {"replaced_at": at, "earlier_of_id": self.pk})


class QuotedFigure(Record):
    """A number read from a paper: kept beside the ledger with who said it, never posted."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="quoted_figures")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="quoted_figures")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="quoted_figures"
    )
    # Whose total it is: of a unit as it existed on the window's last day, and of the body that signed it.
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="quoted_figures")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="quoted_figures"
    )
    said_by = words()
    first_on = models.DateField(null=True, blank=True)
    last_on = models.DateField(null=True, blank=True)
    quantity = models.BigIntegerField()  # ten-thousandths of the measure
    quantity_max = models.BigIntegerField(null=True, blank=True)
    qualifier = models.CharField(max_length=10, choices=[(q.value, q.value) for q in Qualifier])
    measure = words(80)
    of = words(200, blank=True)
    passage = models.TextField(blank=True)  # the words around the number, as the paper has them
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # typed wrongly; the row stays

    def __str__(self) -> str:
        return f"{self.quantity} {self.measure}"
