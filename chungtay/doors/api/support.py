"""Support over the API: counts for whoever works with them; names only one list at a time, with a reason."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from ninja import Router, Schema
from ninja.pagination import paginate
from pydantic import Field

from chungtay.actions import support as actions
from chungtay.actions.recorded import refuse_unless_may
from chungtay.answers.support import given_by_kind, shown_to
from chungtay.models import (
    BeneficiaryList,
    Breakdown,
    Indicator,
    Organisation,
    Registered,
    Served,
    Support,
    SupportKind,
)
from chungtay.rules.amounts import SCALE
from chungtay.rules.ledger import Window as Days
from chungtay.rules.people import Act, Kind
from chungtay.rules.support import MOST_NAMES

from .activities import PlacedIn, recorded_at
from .asking import Asking, programmes_of
from .lists import Window
from .named import Given
from .registers import known
from .shapes import Amount, Body, GivenAmount, GivenDay, Unit, Words, amount, words

router = Router(tags=["support"])
Answer = Annotated[str, Field(max_length=300)]


class SupportKindOut(Schema):
    slug: str
    name: Words
    measure: Words
    base: str
    asks: list[str]
    legal_basis: str
    keep_months: int

    @staticmethod
    def resolve_name(kind: SupportKind) -> Words:
        return words(kind, "name")

    @staticmethod
    def resolve_measure(kind: SupportKind) -> Words:
        return words(kind, "measure")

    @staticmethod
    def resolve_base(kind: SupportKind) -> str:
        return kind.base.slug


class SupportKindIn(Given):
    name: str = Field(max_length=120)
    name_lo: str = Field("", max_length=120)
    name_en: str = Field("", max_length=120)
    measure: str = Field(max_length=80)
    base: str
    given: str | None = None
    money: str | None = None
    asks: list[str] = Field([], max_length=20)
    legal_basis: str = Field("", max_length=300)
    keep_months: int = Field(0, ge=0, le=120)


class SupportOut(Schema):
    id: UUID
    kind: str
    title: str
    place: Unit
    village: str
    holder: Body
    programmes: list[str]
    given_on: date
    number: int
    counts: dict[str, int]
    money: Amount | None
    currency: str
    giver: str
    is_withdrawn: bool

    @staticmethod
    def resolve_kind(one: Support) -> str:
        return one.kind.slug

    @staticmethod
    def resolve_programmes(one: Support) -> list[str]:
        return [programme.slug for programme in one.served.agreements.all()]

    @staticmethod
    def resolve_counts(one: Support) -> dict[str, int]:
        return {count.combination.slug: count.number for count in one.counts.all()}

    @staticmethod
    def resolve_money(one: Support) -> Any:
        return amount(one.money)

    @staticmethod
    def resolve_is_withdrawn(one: Support) -> bool:
        return one.withdrawn_at is not None


class SupportIn(PlacedIn):
    kind: str
    title: str = Field(max_length=300)
    programmes: list[str] = Field(min_length=1, max_length=20)
    given_on: GivenDay
    number: int = Field(ge=1, le=10_000_000)
    counts: dict[str, Annotated[int, Field(ge=0, le=1_000_000)]] = Field({}, max_length=200)
    money: GivenAmount | None = None
    currency: str = Field("", max_length=3)
    giver: str = Field("", max_length=300)
    registered: UUID | None = None


class SupportWithdrawalIn(Given):
    reason: str = Field(max_length=2_000)


class GivenOut(Schema):
    kind: str
    times: int
    number: int
    counts: dict[str, int]
    money: dict[str, Amount]


class NamesIn(Given):
    purpose: str = Field(max_length=500)
    legal_basis: str = Field(max_length=300)
    delete_on: GivenDay
    people: list[dict[str, Answer]] = Field(max_length=MOST_NAMES)


class NamesOut(Schema):
    """What is kept and until when; never a name."""

    purpose: str
    legal_basis: str
    delete_on: date
    number: int
    is_deleted: bool

    @staticmethod
    def resolve_is_deleted(names: BeneficiaryList) -> bool:
        return names.deleted_at is not None


class NamesReadingIn(Given):
    why: str = Field(max_length=300)


class NamesDeletionIn(Given):
    reason: str = Field(max_length=2_000)


@router.get("/support/kinds", response=list[SupportKindOut])
def kinds(request: Asking) -> QuerySet[SupportKind]:
    return SupportKind.objects.select_related("base")


@router.post("/support/kinds", response=SupportKindOut)
def kind_adding(request: Asking, given: SupportKindIn) -> SupportKind:
    own = request.person.organisations_for(Act.DEFINE, request.today)
    told = given.model_dump(exclude={"base", "given", "money"})
    kind = SupportKind(
        **told, position=SupportKind.objects.count(), holder=Organisation.objects.filter(pk__in=own).first()
    )
    at = timezone.now()
    refuse_unless_may(request.person, Act.DEFINE, kind, at)
    for name, model in (("base", Breakdown), ("given", Indicator), ("money", Indicator)):
        setattr(kind, name, known(model, getattr(given, name), name))
    return actions.add_support_kind(kind, by=request.person, at=at)


@router.get("/support/given", response=list[GivenOut])
def given_in(
    request: Asking,
    first_on: GivenDay | None = None,
    last_on: GivenDay | None = None,
    programme: str | None = None,
) -> list[dict[str, Any]]:
    """By kind, what was given in these days: this year, where none are given."""
    last = last_on or request.today
    served = programmes_of(request, [programme])[0] if programme else None
    days = Days(first_on or date(last.year, 1, 1), last)
    return [
        {
            "kind": one.kind.slug,
            "times": one.times,
            "number": one.number,
            "counts": {category.slug: number for category, number in one.counts},
            "money": {currency: amount(money) for currency, money in one.money.items()},
        }
        for one in given_by_kind(days, person=request.person, today=request.today, programme=served)
    ]


@router.get("/support", response=list[SupportOut])
@paginate(Window)
def supports(request: Asking, kind: str | None = None) -> QuerySet[Support]:
    shown = visible(request)
    return shown.filter(kind__slug=kind) if kind else shown


@router.get("/support/{uuid:id}", response=SupportOut)
def support(request: Asking, id: UUID) -> Support:
    return get_object_or_404(visible(request), pk=id)


@router.post("/support", response=SupportOut)
def recording(request: Asking, given: SupportIn) -> Support:
    place, holder = recorded_at(request, given, Kind.SUPPORT)
    own = Registered.objects.visible_to(request.person, request.today)
    told = {
        name: getattr(given, name) for name in ("title", "village", "given_on", "number", "currency", "giver")
    }
    made = Support(
        **told, kind=known(SupportKind, given.kind, "kind"), place=place, holder=holder,
        served=Served.objects.of(programmes_of(request, given.programmes)),
        money=None if given.money is None else int(given.money * SCALE),
        registered=get_object_or_404(own, pk=given.registered) if given.registered else None,
    )  # fmt: skip
    kept = actions.record_support(made, counts=given.counts, by=request.person, at=timezone.now())
    return get_object_or_404(visible(request), pk=kept.pk)


@router.post("/support/{uuid:id}/withdrawal", response=SupportOut)
def withdrawal(request: Asking, id: UUID, given: SupportWithdrawalIn) -> Support:
    shown = get_object_or_404(visible(request), pk=id)
    actions.withdraw_support(shown, reason=given.reason, by=request.person, at=timezone.now())
    return get_object_or_404(visible(request), pk=id)


@router.post("/support/{uuid:id}/names", response=NamesOut)
@sensitive_variables()
def names_keeping(request: Asking, id: UUID, given: NamesIn) -> BeneficiaryList:
    """Keep beneficiaries under seal. The answer holds no name."""
    shown = get_object_or_404(visible(request), pk=id)
    return actions.keep_beneficiaries(
        shown, given.people, purpose=given.purpose, legal_basis=given.legal_basis, delete_on=given.delete_on,
        by=request.person, at=timezone.now(),
    )  # fmt: skip


@router.post("/support/{uuid:id}/names/reading", response=list[dict[str, str]])
@sensitive_variables()
def names_reading(request: Asking, id: UUID, given: NamesReadingIn) -> list[dict[str, str]]:
    """The names themselves; that they were read, and why, is noted."""
    kept = names_of_support(request, id, Act.READ)
    return actions.read_beneficiaries(kept, why=given.why, by=request.person, at=timezone.now())


@router.post("/support/{uuid:id}/names/deletion", response=NamesOut)
def names_deletion(request: Asking, id: UUID, given: NamesDeletionIn) -> BeneficiaryList:
    kept = names_of_support(request, id, Act.RECORD)
    return actions.delete_beneficiaries(kept, reason=given.reason, by=request.person, at=timezone.now())


def names_of_support(request: Asking, id: UUID, act: Act) -> BeneficiaryList:
    shown = get_object_or_404(visible(request), pk=id)
    refuse_unless_may(request.person, act, BeneficiaryList(support=shown), timezone.now())
    return get_object_or_404(BeneficiaryList.objects.select_related("support__served"), support=shown)


def visible(request: Asking) -> QuerySet[Support]:
    return shown_to(request.person, request.today)
