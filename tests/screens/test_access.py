"""The page that says who may see and do what shows the table that decides, and what the reader's own posts allow."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from chungtay.models import Agreement, Assignment
from chungtay.rules.people import ALLOWED, Act, Kind, Role
from chungtay.screens.access.views import lines
from chungtay.screens.access.words import ACTS, KINDS
from tests.world import World

SignedIn = Callable[..., Client]


def test_every_kind_and_every_act_has_a_word() -> None:
    assert set(KINDS) == set(Kind)
    assert set(ACTS) == set(Act)


def test_the_page_has_a_mark_for_every_permission_and_no_other() -> None:
    assert sum(sum(line.marks) for line in lines()) == sum(len(pairs) for pairs in ALLOWED.values())
    assert all(len(line.marks) == len(Role) for line in lines())


def test_it_says_what_the_own_post_allows(signed_in: SignedIn, world: World) -> None:
    page = signed_in("auditor").get("/access/").content.decode()
    own = page[page.index("What your posts allow") : page.index("What each role may do")]
    assert "Auditor of Union of Oakshire" in own
    assert dict(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", own))["Reports"] == "see"
    assert "Incoming documents" not in own
    assert "Only in" not in own


def test_it_names_what_a_post_is_limited_to(signed_in: SignedIn, world: World) -> None:
    post = world.officer.posts.get()
    post.place = world.places["Dogwood"]
    post.save()
    Assignment.objects.create(post=post, agreement=Agreement.objects.get())
    page = signed_in("officer").get("/access/").content.decode()
    own = re.sub(r"</?span[^>]*>", "", page)
    assert "<dt>Only at</dt><dd>Dogwood</dd>" in own
    assert "<dt>Only in</dt><dd>Oakshire and Elmshire</dd>" in own


@pytest.mark.parametrize(("language", "words"), [("vi", "Ai được xem và làm gì"), ("lo", "ໃຜເບິ່ງ")])
def test_it_speaks_the_reader_s_language(signed_in: SignedIn, language: str, words: str) -> None:
    assert words in signed_in("officer", language).get("/access/").content.decode()
