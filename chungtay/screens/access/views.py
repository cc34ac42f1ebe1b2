"""Shows who may see and do what: the same table that decides, for every reader, and what one's own posts allow."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chungtay.models import Agreement, Post
from chungtay.rules.people import ALLOWED, Act, Kind, Role
from chungtay.screens.middleware import Request
from chungtay.screens.people.words import ROLES

from .words import ACTS, KINDS, POSITIONS, Word


@dataclass(frozen=True)
class Line:
    """One act on one kind of thing; `kind` is said once, on its first line."""

    kind: Word
    act: Word
    marks: list[bool]  # one a role, in the order of the heads
    height: int  # lines of this kind, on the first of them


@dataclass(frozen=True)
class Allowed:
    """What one post of the reader allows."""

    post: Post
    role: Word
    acts: list[tuple[Word, list[Word]]]  # by kind
    programmes: list[Agreement]  # that it is limited to; none: all


@require_safe
def access(request: Request) -> HttpResponse:
    told = {
        "roles": ROLES.values(),
        "lines": lines(),
        "positions": POSITIONS,
        "own": [allowed(post) for post in request.person.posts_on(request.today)],
    }
    return render(request, "access/access.html", told)


def lines() -> list[Line]:
    found = []
    for kind in Kind:
        acts = [act for act in Act if any((act, kind) in pairs for pairs in ALLOWED.values())]
        for number, act in enumerate(acts):
            marks = [(act, kind) in ALLOWED[role] for role in Role]
            found.append(Line(KINDS[kind], ACTS[act], marks, 0 if number else len(acts)))
    return found


def allowed(post: Post) -> Allowed:
    role = Role(post.role)
    acts = [(KINDS[kind], [ACTS[act] for act in Act if (act, kind) in ALLOWED[role]]) for kind in Kind]
    programmes = list(Agreement.objects.filter(slug__in=post.programmes)) if post.programmes else []
    return Allowed(post, ROLES[role], [(kind, able) for kind, able in acts if able], programmes)
