"""Remembers bodies, persons, their dated posts and the accounts that sign in."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import connection, models
from django.db.models import Q

from chungtay.rules.people import Act, Role, roles_that_may

from .places import Place
from .record import Record, new_id, words


class OrganisationKind(models.TextChoices):
    WOMENS_UNION = "womens_union"
    STATE_AGENCY = "state_agency"
    MASS_ORGANISATION = "mass_organisation"
    OTHER = "other"


# A body that was taken over stands under its successor: what it held is read, and answered for, there.
EDGES = (
    "select id, parent_id from chungtay_organisation where parent_id is not null"
    " union all select old_id, new_id from chungtay_organisationsuccession"
)


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def at_or_below(self, ids: Iterable[UUID]) -> set[UUID]:
        """The bodies themselves, all that stand under them, and whom any of these took over from."""
        return self._walk(ids, "select e.lower from edges e join tree on e.upper = tree.id")

    def at_or_above(self, ids: Iterable[UUID]) -> set[UUID]:
        """The bodies themselves, all that they stand under, and who took over from any of these."""
        return self._walk(ids, "select e.upper from edges e join tree on e.lower = tree.id")

    def _walk(self, ids: Iterable[UUID], step: str) -> set[UUID]:
        start = [Organisation._meta.pk.get_db_prep_value(i, connection) for i in ids]
        if not start:
            return set()
        marks = " union ".join(
            "select %s" + ("::uuid" if connection.vendor == "postgresql" else "") for _ in start
        )
        with connection.cursor() as cursor:
            cursor.execute(
                f"with recursive edges(lower, upper) as ({EDGES}), tree(id) as ({marks} union {step})"
                " select id from tree",
                start,
            )
            return {row[0] if isinstance(row[0], UUID) else UUID(row[0]) for row in cursor.fetchall()}


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
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="organisations")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)  # exclusive

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


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
        """Live posts, fetched once for each person object and day."""
        kept: dict[date, list[Post]] = self.__dict__.setdefault("_posts", {})
        if today not in kept:
            kept[today] = list(self.posts.live_on(today).select_related("organisation", "place"))
        return kept[today]

    def organisations_for(self, act: Act, today: date) -> set[UUID]:
        """The bodies for which one of the person's live posts allows `act`."""
        roles = roles_that_may(act)
        return {post.organisation_id for post in self.posts_on(today) if Role(post.role) in roles}

    def organisations_below(self, act: Act, today: date) -> set[UUID]:
        """Those bodies and all that stand under them."""
        kept: dict[tuple[Act, date], set[UUID]] = self.__dict__.setdefault("_below", {})
        if (act, today) not in kept:
            kept[act, today] = Organisation.objects.at_or_below(self.organisations_for(act, today))
        return kept[act, today]

    def organisations_around(self, today: date) -> set[UUID]:
        """The bodies whose agreements concern this person: at, under and above the own ones."""
        kept: dict[date, set[UUID]] = self.__dict__.setdefault("_around", {})
        if today not in kept:
            own = self.organisations_for(Act.READ, today)
            below = self.organisations_below(Act.READ, today)
            kept[today] = below | Organisation.objects.at_or_above(own)
        return kept[today]

    def may(self, act: Act, organisation_id: UUID, today: date) -> bool:
        """Whether a live post allows `act` for that body (its own, or one under it)."""
        return organisation_id in self.organisations_below(act, today)

    def post_title(self, today: date) -> str:
        """How the audit names this person on that day."""
        return "; ".join(str(post) for post in self.posts_on(today)) or self.known_as


class AccountManager(BaseUserManager["Account"]):
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


class PostQuerySet(models.QuerySet["Post"]):
    def live_on(self, today: date) -> "PostQuerySet":
        return self.filter(valid_from__lte=today).filter(Q(valid_to=None) | Q(valid_to__gt=today))


class Post(Record):
    """A dated duty of a person in an organisation."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="posts")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    title = words()
    title_lo = words(blank=True)
    title_en = words(blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # exclusive

    objects = PostQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title
