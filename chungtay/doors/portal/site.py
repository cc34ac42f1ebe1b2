"""Says which public site was asked for, by the name under which the browser came, and what its head and foot say."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_noop

from chungtay.models.published import LinkKind, Portal, PortalLink, VisitDay, Visiting
from chungtay.rules.portals import host_of

# What stands where nobody has written anything yet.
NAME = gettext_noop("Chung Tay")


def portal_of(request: HttpRequest) -> Portal:
    """The portal that answers at this host, asked once a request; an unsaved one where the house has none."""
    kept: Portal | None = getattr(request, "portal", None)
    if kept is None:
        kept = Portal.objects.at(host_asked(request)) or Portal(slug="portal", name=NAME)
        request.portal = kept  # type: ignore[attr-defined]
    return kept


def host_asked(request: HttpRequest) -> str:
    """Empty for a name that is none of ours: the page that refuses it has a head and a foot all the same."""
    try:
        return host_of(request.get_host())
    except DisallowedHost:
        return ""


def of_public_pages(request: HttpRequest) -> dict[str, Any]:
    """For templates: `site`, which asks nothing until a page shows it."""
    return {"site": SimpleLazyObject(lambda: Site(portal_of(request)))}


@dataclass(frozen=True)
class Site:
    """A portal as its masthead and its foot show it."""

    portal: Portal

    @property
    def emblem_address(self) -> str:
        return reverse("site-emblem", args=[self.portal.emblem_sha256]) if self.portal.emblem_sha256 else ""

    @property
    def colours_address(self) -> str:
        """A sheet of its own, since pages carry no style inside; empty where it wears the house's colours."""
        mark = f"{self.portal.cloth[1:]}-{self.portal.thread[1:]}"
        return reverse("site-colours", args=[mark]) if mark != "-" else ""

    @property
    def visitors(self) -> int:
        return 0 if self.portal._state.adding else VisitDay.total(self.portal)

    @property
    def visiting(self) -> int:
        return 0 if self.portal._state.adding else Visiting.now(self.portal, timezone.now())

    @cached_property
    def links(self) -> list[PortalLink]:
        return [] if self.portal._state.adding else list(self.portal.links.all())

    @property
    def parents(self) -> list[PortalLink]:
        return [link for link in self.links if link.kind == LinkKind.PARENT]

    @property
    def sites(self) -> list[PortalLink]:
        return [link for link in self.links if link.kind == LinkKind.SITE]

    @property
    def press(self) -> list[PortalLink]:
        return [link for link in self.links if link.kind == LinkKind.PRESS]
