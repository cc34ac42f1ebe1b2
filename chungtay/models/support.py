"""Remembers support given to households: counts that stay, and beneficiaries under seal that do not."""

from django.db import models
from django.db.models import Q

from chungtay.rules import access
from chungtay.rules.people import Kind

from .access import Held, ProtectedQuerySet
from .activities import Activity
from .indicators import Breakdown, Combination, Indicator
from .ledger import Served, Source
from .people import Organisation, Person
from .places import Place
from .record import Record, words
from .registers import Registered


class SupportKind(Held, Record):
    """A kind of support, the list by which its households are counted, and what is asked of them by name."""

    protected_as = Kind.INDICATOR

    slug = models.SlugField(max_length=40, unique=True)
    name = words(120)
    name_lo = words(120, blank=True)
    name_en = words(120, blank=True)
    measure = words(80)  # suất quà, căn nhà
    measure_lo = words(80, blank=True)
    measure_en = words(80, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    base = models.ForeignKey(Breakdown, models.PROTECT, related_name="+")  # poor, near-poor …
    of_which = models.ManyToManyField(Breakdown, related_name="+", blank=True)
    given = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="+")
    money = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="+")
    asks = models.JSONField(default=list)  # of `rules.support.PERSONAL`; empty: no names are kept
    legal_basis = words(300, blank=True)  # on which names may be kept
    keep_months = models.PositiveSmallIntegerField(default=0)  # the longest that names stay
    holder = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="support_kinds"
    )

    class Meta:
        ordering = ("position", "slug")

    def __str__(self) -> str:
        return self.name


class SupportQuerySet(ProtectedQuerySet["Support"]):
    place = "place"
    programmes = "served__agreements__slug"

    def standing(self) -> "SupportQuerySet":
        return self.filter(withdrawn_at=None)


class Support(Held, Record):
    """What was given at one place on one day: how much, to how many households of which category."""

    protected_as = Kind.SUPPORT

    kind = models.ForeignKey(SupportKind, models.PROTECT, related_name="supports")
    title = words()
    place = models.ForeignKey(Place, models.PROTECT, related_name="supports")
    village = words(120, blank=True)
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="supports")
    served = models.ForeignKey(Served, models.PROTECT, related_name="supports")
    given_on = models.DateField()
    number = models.PositiveIntegerField()  # in the measure of its kind
    money = models.BigIntegerField(null=True, blank=True)  # ten-thousandths of the currency
    currency = models.CharField(max_length=3, blank=True)
    giver = words(blank=True)  # whose money or goods
    registered = models.ForeignKey(  # the livelihood model or the team that it went to
        Registered, models.PROTECT, null=True, blank=True, related_name="supports"
    )
    activity = models.ForeignKey(Activity, models.SET_NULL, null=True, blank=True, related_name="supports")
    source = models.OneToOneField(Source, models.PROTECT, related_name="support")
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)

    objects = SupportQuerySet.as_manager()

    class Meta:
        ordering = ("-given_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(money=None) | (Q(money__gte=0) & ~Q(currency="")),
                name="support_money_has_a_currency",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def programmes_served(self) -> frozenset[access.Key]:
        return self.served.slugs()


class SupportCount(Record):
    """How many households, or of which of them, one category had."""

    support = models.ForeignKey(Support, models.CASCADE, related_name="counts")
    combination = models.ForeignKey(Combination, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["support", "combination"], name="support_count_once_a_combination"
            )
        ]

    def __str__(self) -> str:
        return str(self.number)


class BeneficiaryListQuerySet(ProtectedQuerySet["BeneficiaryList"]):
    holder = "support__holder"
    place = "support__place"
    programmes = "support__served__agreements__slug"


class BeneficiaryList(Held, Record):
    """Who received one support, by name: for one purpose, on one legal basis, until one day. The row outlives them."""

    protected_as = Kind.BENEFICIARY

    support = models.OneToOneField(Support, models.PROTECT, related_name="beneficiary_list")
    purpose = models.TextField()
    legal_basis = words(300)
    delete_on = models.DateField(db_index=True)  # from this day on nobody reads them any more
    number = models.PositiveIntegerField()  # stays when the names are gone
    kept_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # null: by its day

    objects = BeneficiaryListQuerySet.as_manager()

    class Meta:
        ordering = ("delete_on", "id")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def holder_id(self) -> access.Key:
        return self.support.holder_id

    @property
    def place_id(self) -> access.Key:
        return self.support.place_id

    def programmes_served(self) -> frozenset[access.Key]:
        return self.support.served.slugs()


class Beneficiary(Record):
    """One person's data, sealed: what the database holds cannot be read without the key in the home."""

    on_list = models.ForeignKey(BeneficiaryList, models.CASCADE, related_name="beneficiaries")
    position = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["on_list", "position"], name="beneficiary_position_once")
        ]

    def __str__(self) -> str:
        return str(self.position)
