"""Remembers bodies, persons, their dated posts and the accounts that sign in."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from chungtay.rules import access
from chungtay.rules.passwords import normalised
from chungtay.rules.people import ALLOWED, Act, Kind, Role, roles_that_may

from .places import Place
from .record import Record, new_id, words
from .walks import StandingGround, Tree, fetched, over, under


class OrganisationKind(models.TextChoices):
    WOMENS_UNION = "womens_union"
    STATE_AGENCY = "state_agency"
    MASS_ORGANISATION = "mass_organisation"
    OTHER = "other"


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def at_or_below(self, ids: Iterable[UUID], day: date) -> set[UUID]:
        """The bodies themselves, all that stand under them that day, and whom any of these took over from."""
        return fetched(under(Tree.BODIES, ids, day))

    def at_or_above(self, ids: Iterable[UUID], day: date) -> set[UUID]:
        """The bodies themselves, all that they stand under that day, and who took over from any of these."""
        return fetched(over(Tree.BODIES, ids, day))


class Organisation(Record):
    """Any body that signs or reports, at every level."""

    kind = models.CharField(max_length=30, choices=OrganisationKind)
    name = words()
    name_lo = words(blank=True)
    name_en = words(blank=True)
    short_name = words(100, blank=True)
    symbol = words(40, blank=True)  # how it stands in a document number: BTV, HLHPNVN, UBDT
    dateline = words(100, blank=True)  # the town before the day on its papers; empty: the name of its place
    authority = words(100, blank=True)  # on whose behalf its head signs: TM. BAN THƯỜNG VỤ
    signing_post = words(100, blank=True)  # the head's post as papers print it: CHỦ TỊCH
    phone = words(40, blank=True)  # of the office, never of a person
    language = models.CharField(
        max_length=2, blank=True
    )  # it is written to in this; empty: its officers' own
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="organisations")
    # Whose administrators look after its people while it stands under no body of theirs: a partner across the border.
    looked_after_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="looks_after"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)  # exclusive

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def facts(self, today: date) -> access.Thing:
        """A body and its people are looked after by its own administrators, those above, and whoever keeps it."""
        return access.Thing(
            kind=Kind.PERSON, holders=frozenset({self.pk, self.looked_after_by_id or self.pk})
        )


class OrganisationSuccession(Record):
    old = models.ForeignKey(Organisation, models.PROTECT, related_name="became")
    new = models.ForeignKey(Organisation, models.PROTECT, related_name="came_from")
    on = models.DateField()
    instrument = words(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="organisation_succession_once")]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class Person(Record):
    """Someone who acts. `known_as` is shown; in a demo world it is the post, never an invented name."""

    known_as = words()
    known_as_lo = words(blank=True)
    known_as_en = words(blank=True)
    language = models.CharField(max_length=2, default="vi")

    def __str__(self) -> str:
        return self.known_as

    def posts_on(self, today: date) -> list["Post"]:
        """Live posts with the programmes that limit them, fetched once for each person object and day."""
        kept: dict[date, list[Post]] = self.__dict__.setdefault("_posts", {})
        if today not in kept:
            held = self.posts.live_on(today).select_related("organisation", "place")
            rows = held.annotate(programme=F("assignments__agreement__slug")).order_by("valid_from", "id")
            posts: dict[UUID, Post] = {}
            for row in rows:
                post = posts.setdefault(row.pk, row)
                post.programmes |= {row.programme} if row.programme else set()
            kept[today] = list(posts.values())
        return kept[today]

    def organisations_for(
        self, act: Act, today: date, kind: Kind | None = None, *, programme: str = ""
    ) -> set[UUID]:
        """The bodies for which a live post allows `act` (on that kind, or on any; in that programme, or in any)."""
        roles = roles_that_may(act, kind)
        return {
            post.organisation_id
            for post in self.posts_on(today)
            if Role(post.role) in roles and (not programme or post.serves(programme))
        }

    def organisations_below(self, act: Act, today: date, kind: Kind | None = None) -> set[UUID]:
        """Those bodies and all that stand under them."""
        kept: dict[tuple[Act, date, Kind | None], set[UUID]] = self.__dict__.setdefault("_below", {})
        if (act, today, kind) not in kept:
            own = self.organisations_for(act, today, kind)
            kept[act, today, kind] = Organisation.objects.at_or_below(own, today)
        return kept[act, today, kind]

    def may(self, act: Act, thing: access.Thing, today: date) -> bool:
        """Whether a live post allows `act` on the thing: the sentence of `rules/access.py`."""
        posts = [post.in_rules() for post in self.posts_on(today)]
        return access.can(posts, act, thing, today, StandingGround())

    def is_limited_on(self, today: date) -> bool:
        """Whether one of the live posts serves some programmes only."""
        return any(post.programmes for post in self.posts_on(today))

    def reach(
        self,
        act: Act,
        kind: Kind,
        today: date,
        *,
        holder: str,
        place: str = "",
        programmes: str = "",
        shared: Callable[[access.Post, date], Q] | None = None,
        through: "Post | None" = None,
    ) -> Q:
        """The same sentence as a condition; the paths lead to holder, place and slugs of programmes."""
        found = Q()
        for post in {post.in_rules() for post in ([through] if through else self.posts_on(today))}:
            if (act, kind) not in ALLOWED[post.role]:
                continue
            one = Q(**{f"{holder}__in": under(Tree.BODIES, [post.organisation], today)})
            if shared:
                one |= shared(post, today)
            if post.programmes and programmes:
                one &= Q(**{f"{programmes}__in": sorted(map(str, post.programmes))}) | serves_none(programmes)
            if post.place and place:
                one &= Q(**{f"{place}__in": under(Tree.PLACES, [post.place], today)}) | Q(**{place: None})
            found |= one
        return found or Q(pk__in=[])

    def post_title(self, today: date) -> str:
        """How the audit names this person on that day."""
        return "; ".join(str(post) for post in self.posts_on(today)) or self.known_as


def serves_none(programmes: str) -> Q:
    return Q(**{f"{programmes}__isnull": True}) if "__" in programmes else Q(**{programmes: ""})


class OrganisationChange(Record):
    """What a body was called and what it stood under until a day, on which it was renamed or moved."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="changes")
    on = models.DateField()
    name = words()
    name_lo = words(blank=True)
    name_en = words(blank=True)
    parent = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    instrument = words(blank=True)
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ("on", "noted_at")

    def __str__(self) -> str:
        return f"{self.name} {self.on}"


class AccountManager(BaseUserManager["Account"]):
    def get_queryset(self) -> models.QuerySet["Account"]:
        """Every page asks whose account it is: one question instead of two."""
        return super().get_queryset().select_related("person")

    def create_user(self, name: str, password: str | None = None, **more: object) -> "Account":
        account = self.model(name=name, **more)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """What signs in. A signer on paper may have none."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=150, unique=True)
    email = models.EmailField(blank=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)

    objects = AccountManager()

    USERNAME_FIELD = "name"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["person"]

    def __str__(self) -> str:
        return self.name

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(raw_password and normalised(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        return super().check_password(raw_password and normalised(raw_password))


class PostQuerySet(models.QuerySet["Post"]):
    def live_on(self, today: date) -> "PostQuerySet":
        return self.filter(valid_from__lte=today).filter(Q(valid_to=None) | Q(valid_to__gt=today))

    def visible_to(self, person: Person, today: date) -> "PostQuerySet":
        """Posts that the person looks after. To anybody else they do not exist."""
        return self.allowed(person, Act.READ, today)

    def allowed(self, person: Person, act: Act, today: date) -> "PostQuerySet":
        """Posts that the person may do `act` to."""
        own = person.reach(act, Kind.PERSON, today, holder="organisation")
        return self.filter(
            own | person.reach(act, Kind.PERSON, today, holder="organisation__looked_after_by")
        )


class Post(Record):
    """A dated duty of a person in an organisation."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    # Where the duty ends at a place; empty: wherever the body works, across the border too.
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="posts")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    title = words()
    title_lo = words(blank=True)
    title_en = words(blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # exclusive
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follows"], name="post_handed_over_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="post_runs_forward"
            ),
        ]

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.programmes: set[str] = set()  # slugs; `Person.posts_on` fills it, empty means all

    def __str__(self) -> str:
        return self.title

    def facts(self, today: date) -> access.Thing:
        """A post, its holder and their account are looked after for the body that the post serves."""
        return self.organisation.facts(today)

    def serves(self, programme: str) -> bool:
        return not self.programmes or programme in self.programmes

    def in_rules(self) -> access.Post:
        return access.Post(
            role=Role(self.role),
            organisation=self.organisation_id,
            first_on=self.valid_from,
            until=self.valid_to,
            place=self.place_id,
            programmes=frozenset(self.programmes),
        )
