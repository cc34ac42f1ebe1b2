"""The verb `invite`: lets the first administrator in, and one who can no longer come in."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from . import BadInput

if TYPE_CHECKING:  # the models wake only once Django is set up
    from chungtay.models import Post

SUMMARY = "print the link by which an administrator comes in: the first one, or one who lost the way"
EXAMPLE = 'chungtay invite --organisation "Women\'s Union of the province" --title "Administrator"'
NEEDS: Literal["nothing", "django", "tables"] = "tables"

LONGEST = 300


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--organisation", metavar="NAME", type=words, help="the first body, in an empty installation"
    )
    parser.add_argument("--title", metavar="TITLE", type=words, help="the title of the administrator's post")
    parser.add_argument(
        "--language", choices=("vi", "lo", "en"), default="vi", help="of a new administrator; default vi"
    )


def run(asked: argparse.Namespace) -> int:
    from django.urls import reverse
    from django.utils import timezone

    from chungtay.actions.people import administrators, invite, invite_first_administrator

    now = timezone.now()
    known = administrators(now)
    if known:
        made, secret = invite(chosen(known, asked), by=None, at=now)
    elif asked.organisation and asked.title:
        made, secret = invite_first_administrator(
            organisation=asked.organisation, title=asked.title, language=asked.language, at=now
        )
    else:
        raise BadInput(
            "Nobody is here yet. Name the first body and the post: --organisation NAME --title TITLE"
        )
    sys.stdout.write(f"{address(reverse('invitation', args=[secret]))}\n")
    sys.stderr.write(told(made.post, made.expires_at))
    return 0


def words(text: str) -> str:
    said = " ".join(text.split())
    if not said or len(said) > LONGEST or not said.isprintable():
        raise argparse.ArgumentTypeError(f"write one to {LONGEST} letters")
    return said


def chosen(known: list[Post], asked: argparse.Namespace) -> Post:
    """Which of the administrators; asked for only where there are several."""
    if asked.organisation and all(asked.organisation != post.organisation.name for post in known):
        raise BadInput("There is an administrator already, who gives all further posts.")
    fitting = [
        post
        for post in known
        if asked.title in (None, post.title) and asked.organisation in (None, post.organisation.name)
    ]
    if len(fitting) == 1:
        return fitting[0]
    listed = "".join(
        f'\n  --organisation "{post.organisation.name}" --title "{post.title}"' for post in known
    )
    raise BadInput(f"Which administrator? There are:{listed}")


def address(path: str) -> str:
    """With the installation's name where it has one that others can reach; else the path alone."""
    from django.conf import settings

    from chungtay.rules.proxies import is_loopback

    host = next(
        (host for host in settings.ALLOWED_HOSTS if not is_loopback(host) and host[:1] not in ".*"), ""
    )
    return f"{'https' if settings.HTTPS else 'http'}://{host}{path}" if host else path


def told(post: Post, until: datetime) -> str:
    from django.utils import timezone

    moment = f"{timezone.localtime(until):%Y-%m-%d %H:%M}"
    return (
        f"For: {post.title}, {post.organisation.name}. Opens once, until {moment}. It is not shown again.\n"
    )
