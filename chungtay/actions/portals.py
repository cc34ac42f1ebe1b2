"""Opens a public site, writes what it says of itself, gives it its emblem; keeps the headings of news."""

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from chungtay.actions.documents import keep_file
from chungtay.actions.recorded import recorded, refuse_unless_may
from chungtay.actions.uploads import in_child
from chungtay.actions.uploads.checking import DRAWING
from chungtay.models import (
    Agreement,
    Article,
    ArticleCopy,
    Edition,
    HelpLine,
    NewsCategory,
    Organisation,
    Person,
    Portal,
    PortalLink,
    ProgrammeCopy,
)
from chungtay.rules.messages import Message, RuleBroken
from chungtay.rules.people import Act, Kind
from chungtay.rules.portals import LINE_FIELDS, LINK_FIELDS, check_category, check_portal, slug_of_name
from chungtay.rules.uploads import allowed_kind

WORDS = ("name", "body", "responsible", "terms")
PORTAL_FIELDS = (
    *(f"{word}{tongue}" for word in WORDS for tongue in ("", "_lo", "_en")),
    "address", "phone", "fax", "email", "licence", "licence_url", "cloth", "thread", "hosts", "programmes",
    "takes_letters", "answer_days", "answer_days_source", "keep_contact_days", "position",
)  # fmt: skip
CATEGORY_FIELDS = ("name", "name_lo", "name_en", "is_announcement", "position")
EMBLEM_SIDE = 192  # points: twice what the masthead shows
Rows = Sequence[Mapping[str, Any]]


def open_portal(told: Mapping[str, Any], *, holder: Organisation, by: Person, at: datetime) -> Portal:
    """A further site. The second of two clicks gives back what the first one opened."""
    made = Portal(holder_id=holder.pk, slug=slug_of_name(str(told.get("name", "")), 40))
    refuse_unless_may(by, Act.PLAN, made, at)
    with recorded("open_portal", thing=made, by=by, at=at):
        Edition.next()  # also the lock under which two sites never take one name
        same = Portal.objects.filter(slug=made.slug).first()
        if same and same.holder_id == holder.pk and same.name == str(told["name"]).strip():
            return same
        if same:
            raise RuleBroken(Message("There is a site of this name already.", where="name"))
        _refuse_unseen(set(told.get("programmes", ())), by, at)
        _write(made, {"position": _last() + 1, **told})
        _check(made, links=(), lines=())
        made.save(force_insert=True)
    return made


def edit_portal(
    portal: Portal, told: Mapping[str, Any], *, links: Rows | None = None, help_lines: Rows | None = None,
    by: Person, at: datetime,
) -> Portal:  # fmt: skip
    """All or nothing; links and help lines are replaced whole where they are given."""
    refuse_unless_may(by, Act.PLAN, portal, at)
    with recorded("edit_portal", thing=portal, by=by, at=at):
        Edition.next()
        held = Portal.objects.select_for_update().get(pk=portal.pk)
        _refuse_unseen(set(told.get("programmes", ())) - set(held.programmes), by, at)
        _write(held, told)
        _check(held, links=links or (), lines=help_lines or ())
        held.save()
        if links is not None:
            _replace(PortalLink, held, links, LINK_FIELDS)
        if help_lines is not None:
            _replace(HelpLine, held, help_lines, LINE_FIELDS)
    return held


def put_emblem(portal: Portal, content: bytes, *, name: str, by: Person, at: datetime) -> Portal:
    """Drawn anew and small; whatever else stood in the file stays behind. SVG is no picture here: it can run."""
    refuse_unless_may(by, Act.PLAN, portal, at)
    allowed_kind(name, content, ["image"])
    drawn = in_child(DRAWING, content, seconds=20, megabytes=768, longest=EMBLEM_SIDE)
    fresh = base64.b64decode(drawn["content"])
    with recorded("put_emblem", thing=portal, by=by, at=at):
        Edition.next()
        held = Portal.objects.select_for_update().get(pk=portal.pk)
        kept = keep_file(fresh, name=f"emblem.{drawn['ending']}", media_type=drawn["media_type"])
        held.emblem_sha256, held.emblem_media_type = kept.sha256, kept.media_type
        held.save(update_fields=["emblem_sha256", "emblem_media_type"])
    return held


def take_emblem_away(portal: Portal, *, by: Person, at: datetime) -> Portal:
    refuse_unless_may(by, Act.PLAN, portal, at)
    with recorded("put_emblem", thing=portal, by=by, at=at):
        Edition.next()
        Portal.objects.filter(pk=portal.pk).update(emblem_sha256="", emblem_media_type="")
    portal.refresh_from_db()
    return portal


def write_category(
    category: NewsCategory | None, told: Mapping[str, Any], *, by: Person, at: datetime
) -> NewsCategory:
    """A heading of news, new or changed. Its address stays as it was first given out."""
    refuse_unless_site_keeper(by, at)
    name = str(told.get("name", category.name if category else "")).strip()
    made = category or NewsCategory(slug=slug_of_name(name, 60))
    with recorded("write_category", thing=made, by=by, at=at):
        Edition.next()
        others = NewsCategory.objects.exclude(pk=made.pk)
        same = others.filter(slug=made.slug).first()
        if category is None and same and same.name == name and _tells(same, told):
            return same  # pressed twice
        alike = others.filter(name=name).exists() or (category is None and same is not None)
        check_category(name=name, slug=made.slug, alike=alike)
        for field in CATEGORY_FIELDS:
            if field in told:
                value = told[field]
                setattr(made, field, value.strip() if isinstance(value, str) else value)
        made.save()
    return made


def drop_category(category: NewsCategory, *, by: Person, at: datetime) -> None:
    """Only while nothing stands under it."""
    refuse_unless_site_keeper(by, at)
    with recorded("drop_category", thing=category, by=by, at=at):
        Edition.next()
        used = any(kind.objects.filter(category=category).exists() for kind in (Article, ArticleCopy))
        check_category(name=category.name, slug=category.slug, alike=False, is_used=used, drops=True)
        NewsCategory.objects.filter(pk=category.pk).delete()


def refuse_unless_site_keeper(by: Person, at: datetime) -> None:
    """The headings are the house's: whoever keeps one of its sites may write them."""
    if not by.organisations_for(Act.PLAN, timezone.localdate(at), Kind.PORTAL):
        raise RuleBroken(Message("Your post does not allow this."))


def _refuse_unseen(slugs: set[str], by: Person, at: datetime) -> None:
    """What is public, or one's own before it is; of others it is not told whether they are there."""
    own = Agreement.objects.visible_to(by, timezone.localdate(at)).filter(slug__in=slugs)
    seen = {*own.values_list("slug", flat=True)}
    seen |= set(ProgrammeCopy.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    if slugs - seen:
        raise RuleBroken(Message("This programme is not shared with you.", where="programmes"))


def _tells(category: NewsCategory, told: Mapping[str, Any]) -> bool:
    return all(getattr(category, field) == told[field] for field in CATEGORY_FIELDS if field in told)


def _write(portal: Portal, told: Mapping[str, Any]) -> None:
    for field in PORTAL_FIELDS:
        if field in told:
            value = told[field]
            setattr(portal, field, value.strip() if isinstance(value, str) else value)
    portal.cloth, portal.thread = portal.cloth.lower(), portal.thread.lower()


def _check(portal: Portal, *, links: Rows, lines: Rows) -> None:
    others = Portal.objects.exclude(pk=portal.pk)
    claimed = {host: other.name for other in others for host in other.hosts}
    told = {field: getattr(portal, field) for field in PORTAL_FIELDS}
    check_portal(told, links=links, lines=lines, claimed=claimed, answered=settings.ALLOWED_HOSTS)


def _replace(
    model: type[PortalLink] | type[HelpLine], portal: Portal, rows: Rows, fields: tuple[str, ...]
) -> None:
    """In the order in which they are given."""
    model.objects.filter(portal=portal).delete()
    for position, row in enumerate(rows, 1):
        told = {field: _plain(row[field]) for field in fields if field in row}
        model.objects.create(portal=portal, position=position, **told)


def _plain(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _last() -> int:
    return int(Portal.objects.aggregate(last=Max("position"))["last"] or 0)
