"""Whoever walks the house finds no door that leads nowhere, and no word of what is not theirs.

Ids are gathered from every page and every list of the API that anybody is shown. Then each person tries each of them at
every address of its kind: what they may not read, by a reckoning of our own, is answered like what was never there.
"""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from chungtay import models
from chungtay.actions.delegations.papers import TABLE
from chungtay.doors.api import api
from chungtay.rules.versions import FIELDS, Shape
from tests.attacks.crawl import STARTS, UUID, Owners, Walk, walk
from tests.attacks.reckoning import PROTECTED, Reckoning
from tests.attacks.siege import Siege
from tests.undone import undone
from tests.world import TODAY

pytestmark = pytest.mark.django_db
PERSONS = ("stranger", "officer", "cedar", "partner", "limited", "away", "leader", "auditor", "administrator")
MOST = 1400
OPERATIONS = [
    (method.upper(), path, operation)
    for path, methods in api.get_openapi_schema()["paths"].items()
    for method, operation in methods.items()
]
LISTS = [
    f"{path}?limit=200" if "limit" in {one["name"] for one in operation.get("parameters", ())} else path
    for method, path, operation in OPERATIONS
    if method == "GET" and "{" not in path
]
# The audit names by its id what was done in the offices that it watches; who gives out posts reads which programmes
# a post can be limited to. Neither opens anything.
MEANT = {("auditor", "audit"), ("auditor", "api"), ("administrator", "people"), ("administrator", "api")}
# The papers that the product proposes for a delegation are in everybody's list until an office keeps its own.
BROUGHT = {told["text"] for listed in tomllib.loads(TABLE.read_text()).values() for told in listed}


@pytest.fixture(scope="module")
def reckoning(siege: Siege) -> Reckoning:
    return Reckoning(TODAY)


@pytest.fixture(scope="module")
def owners(siege: Siege) -> Owners:
    return Owners()


class Walks(dict[str, Walk]):
    """As each person, through pages and lists, until there is nothing new; once, when it is first asked for."""

    def __init__(self, siege: Siege) -> None:
        self.siege = siege

    def __missing__(self, person: str) -> Walk:
        with undone():
            self[person] = walk(self.siege.walker(person), [*STARTS, *LISTS], most=MOST)
        return self[person]


@pytest.fixture(scope="module")
def walks(siege: Siege) -> Walks:
    return Walks(siege)


@pytest.mark.parametrize("person", PERSONS)
def test_every_link_opens_for_whoever_reads_it(walks: Walks, person: str) -> None:
    walked = walks[person]
    assert len(walked.pages) < MOST, "the small world has grown; walk further"
    missing = [
        address for address in walked.dead if address not in STARTS and not address.startswith("/api/")
    ]
    assert missing == []


@pytest.mark.parametrize("person", PERSONS)
def test_no_page_and_no_list_names_what_its_reader_cannot_open(
    siege: Siege, walks: Walks, reckoning: Reckoning, owners: Owners, person: str
) -> None:
    asking = siege.world.persons[person]
    hidden = {
        key for key, (_, row) in owners.rows.items() if not reckoning.may(asking, row) and not is_open(row)
    }
    # What a leader froze was handed over word by word, tasks of units among it.
    frozen = [
        bytes(row.canonical)
        for row in models.Review.objects.all()
        if row.canonical and reckoning.may(asking, row)
    ]
    words = {
        word
        for word, rows in told_words().items()
        if not any(reckoning.may(asking, row) or is_open(row) for row in rows)
        and not any(word.encode() in said for said in frozen)
    }
    told = {
        one: address
        for address, text in walks[person].texts()
        if (person, address.split("/")[1]) not in MEANT
        for one in (*hidden.intersection(UUID.findall(text)), *(word for word in words if word in text))
    }
    assert {f"{owners.rows.get(one, one)}": address for one, address in told.items()} == {}


def is_open(row: Any) -> bool:
    """Posts are named beside what was done from them; a public article names itself and its programme to everybody."""
    if isinstance(row, models.Post):
        return True
    if isinstance(row, models.Agreement):
        return models.ArticleCopy.objects.public().filter(programme_slug=row.slug).exists()
    return isinstance(row, models.Article) and row.published_at is not None and row.withdrawn_at is None


def told_words() -> dict[str, list[Any]]:
    """Words by the things that say them, so that a page with them has told of one of these."""
    found: dict[str, list[Any]] = {}
    for word, row in words_of_things():
        if len(word) > 8 and word not in BROUGHT:
            found.setdefault(word, []).append(row)
    return found


def words_of_things() -> Iterator[tuple[str, Any]]:
    for row in (row for model in PROTECTED for row in model._base_manager.all()):
        yield from (
            (said, row) for said in said_by(row, "title", "name", "text", "number", "reason", "grounds")
        )
    for version in models.Version.objects.all():
        for one in version.text.rows:
            texts = [field for field in FIELDS[one.kind] if field.shape in (Shape.TEXT, Shape.LINE)]
            yield from ((one.text(name), version) for field in texts for name in field.names)
    for phase in models.Phase.objects.select_related("agreement"):
        yield phase.name, phase.agreement
    for content in models.Content.ever.select_related("plan"):
        yield from ((said, content.plan) for said in said_by(content, "text", "product"))
    for decision in models.Decision.objects.select_related("meeting"):
        yield decision.text, decision.meeting
    for signed in models.Commitment.ever.select_related("phase__agreement"):
        yield from ((said, signed.phase.agreement) for said in said_by(signed, "text", "emphasis"))


def said_by(row: Any, *names: str) -> Iterator[str]:
    return (said for name in names if isinstance(said := getattr(row, name, None), str))
