"""Gathers the facts by which `rules/doctor.py` judges an installation. Changes nothing, counts persons, names none."""

import shutil
import sqlite3
import stat
from datetime import date, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, get_hasher
from django.db import connection
from django.db.models import Q, QuerySet

from chungtay.models import Account, AuditLine, Invitation, Job, Portal, Post, Posting
from chungtay.models.guards import guard_names, present_guards
from chungtay.papers import fonts
from chungtay.rules.doctor import KEY_LETTERS, Facts, Finding, findings
from chungtay.rules.jobs import FELL_SILENT, WORLD_FAILED, JobState
from chungtay.rules.passwords import blocked_words
from chungtay.rules.people import SECOND_FACTOR, Role
from chungtay.rules.portals.hosts import reaches
from chungtay.rules.proxies import is_loopback

OTHERS, GROUP_AND_OTHERS = stat.S_IRWXO, stat.S_IRWXO | stat.S_IRWXG
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def examined(now: datetime, today: date) -> list[Finding]:
    return findings(facts(now, today))


def facts(now: datetime, today: date) -> Facts:
    home, database = settings.HOME, settings.DATABASES["default"]["NAME"]
    is_sqlite = connection.vendor == "sqlite"
    keys = sorted((home / "keys").iterdir())
    home_open = is_open(home, OTHERS)
    return Facts(
        hosts=tuple(settings.ALLOWED_HOSTS),
        https=settings.HTTPS,
        proxies=settings.PROXIES,
        debug=settings.DEBUG,
        demo=settings.DEMO_MARK.exists(),
        home_open_to_others=home_open,
        database_open_to_others=home_open and is_sqlite and is_open(Path(str(database)), OTHERS),
        keys_open_to_others=tuple(key.name for key in keys if is_open(key, GROUP_AND_OTHERS)),
        short_keys=tuple(key.name for key in keys if not key.suffix and len(key.read_text()) < KEY_LETTERS),
        session_whole=settings.SESSION_WHOLE,
        session_rest=settings.SESSION_REST,
        hasher=get_hasher().algorithm or "",
        blocked_words=blocked(),
        without_second_factor=without_second_factor(today).count(),
        administrators=holders({Role.ADMINISTRATOR}, today).count(),
        stale_invitations=Invitation.objects.filter(
            expires_at__lte=now, accepted_at=None, withdrawn_at=None
        ).count(),
        plain_providers=plain_providers(),
        missing_fonts=missing_fonts(),
        sqlite=sqlite3.sqlite_version_info if is_sqlite else (),
        missing_guards=tuple(sorted({*guard_names(connection.vendor)} - {*present_guards(connection)})),
        free_bytes=shutil.disk_usage(home).free,
        stuck_jobs=Job.objects.stuck(now).count(),
        failed_jobs=failed_jobs(now),
        portals=tuple((portal.name, lacking_in(portal, first)) for first, portal in portals_in_order()),
        ahead=max((newest - now for newest in newest_moments()), default=timedelta()),
    )


def is_open(path: Path, to: int) -> bool:
    return path.exists() and bool(path.stat().st_mode & to)


def blocked() -> int:
    try:
        return len(blocked_words())
    except FileNotFoundError:
        return 0


def holders(roles: set[Role] | frozenset[Role], today: date) -> QuerySet[Account]:
    """Accounts that can be entered and whose person holds one of these roles today."""
    posts = Post.objects.live_on(today).filter(role__in=roles)
    return Account.objects.filter(is_active=True, person__posts__in=posts).distinct()


def without_second_factor(today: date) -> QuerySet[Account]:
    """Those that a password alone would open; an account without a password is opened by nobody."""
    bound = Authenticator.objects.filter(type__in=FACTORS).values("user")
    no_password = Q(password="") | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return holders(SECOND_FACTOR, today).exclude(pk__in=bound).exclude(no_password)


def plain_providers() -> tuple[str, ...]:
    """Identity providers whose answers anybody on the way could write."""
    found = []
    for provider in getattr(settings, "PROVIDERS", ()):
        address = urlsplit(provider.server)
        if address.scheme != "https" and not is_loopback(address.hostname or ""):
            found.append(provider.id)
    return tuple(found)


def portals_in_order() -> list[tuple[bool, Portal]]:
    """The first one answers wherever no name is claimed, and needs none."""
    return [(place == 0, portal) for place, portal in enumerate(Portal.objects.all())]


def lacking_in(portal: Portal, first: bool) -> tuple[str, ...]:
    answered = [host for host in portal.hosts if any(reaches(one, host) for one in settings.ALLOWED_HOSTS)]
    lacks = {
        "terms": not portal.terms,
        "responsible": not portal.responsible,
        "hosts": not portal.hosts and not first,
        "unanswered": bool(portal.hosts) and not answered,
    }
    return tuple(name for name, is_so in lacks.items() if is_so)


def failed_jobs(now: datetime) -> int:
    """Those that were given up; what the rules refused was answered, and is nobody's fault here."""
    given_up = {FELL_SILENT.text, WORLD_FAILED.text}
    failed = Job.objects.filter(state=JobState.FAILED, ended_at__gt=now - timedelta(days=7))
    return sum(any(fault["text"] in given_up for fault in job.faults) for job in failed)


def missing_fonts() -> tuple[str, ...]:
    packages = ("rinoh_typeface_texgyretermes", "justmytype_intl_sea")
    gone = tuple(package for package in packages if find_spec(package) is None)
    return gone or tuple(folder.name for folder in fonts.folders() if not folder.is_dir())


def newest_moments() -> list[datetime]:
    newest = (
        AuditLine.objects.order_by("-number").values_list("at", flat=True).first(),
        Posting.objects.order_by("-number").values_list("recorded_at", flat=True).first(),
    )
    return [moment for moment in newest if moment]
