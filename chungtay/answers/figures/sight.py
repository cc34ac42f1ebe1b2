"""What of the ledger a person may see, in the words of the cube: the sentence of `rules/access.py` once more."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import connection

from chungtay.cube import EVERYTHING, Clause, Sight
from chungtay.models import Person
from chungtay.models.sharing import opened_to
from chungtay.models.walks import Tree, fetched, under
from chungtay.rules import access
from chungtay.rules.people import ALLOWED, Act, Kind


def sight_of(person: Person | None, today: date) -> Sight:
    """Nobody in particular is the installation itself, which sees everything. One query, one more for each limit."""
    if person is None:
        return EVERYTHING
    posts = {post.in_rules() for post in person.posts_on(today)}
    return Sight(tuple(_clause(post, today) for post in sorted(posts, key=repr) if _reads(post)))


def _reads(post: access.Post) -> bool:
    return (Act.READ, Kind.RESULTS) in ALLOWED[post.role]


def _clause(post: access.Post, today: date) -> Clause:
    holders, shared = _reached(post, today)
    places = fetched(under(Tree.PLACES, [post.place], today)) if post.place else None
    return Clause(
        holders=frozenset(holders),
        shared=frozenset(shared),
        limited_to=frozenset(map(str, post.programmes)),
        places=None if places is None else frozenset(map(str, places)),
    )


def _reached(post: access.Post, today: date) -> tuple[list[str], list[str]]:
    """The bodies whose results the post reads for holding them, and the programmes whose results are shared with it."""
    own, given = under(Tree.BODIES, [post.organisation], today), opened_to(post, Kind.RESULTS, today)
    text = "::text" if connection.vendor == "postgresql" else ""
    sql = (
        f"select 'holder', held.id{text} from ({own.sql}) held union all"
        f" select 'programme', slug from chungtay_agreement where id in ({given.sql})"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*own.params, *given.params])
        rows: Iterable[tuple[str, str]] = cursor.fetchall()
    holders = [str(UUID(name)) for kind, name in rows if kind == "holder"]
    return holders, [name for kind, name in rows if kind == "programme"]
