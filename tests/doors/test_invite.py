"""A real installation begins with one command: it prints the link by which the first administrator comes in."""

import pytest
from django.contrib.auth import authenticate
from django.test import Client, override_settings

from chungtay.doors.command import main
from chungtay.models import Account, AuditLine, Organisation, Post
from tests.world import World

FIRST = ["invite", "--organisation", "Union of Oakshire", "--title", "Administrator"]
GOOD = "seven quiet otters crossing"

pytestmark = pytest.mark.django_db


def printed(capsys: pytest.CaptureFixture[str], *asked: str, hosts: tuple[str, ...] = ("localhost",)) -> str:
    with override_settings(ALLOWED_HOSTS=hosts):
        assert main(asked) == 0
    return capsys.readouterr().out.strip()


def test_an_empty_installation_gets_its_first_body_and_an_administrator_who_comes_in(
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = printed(capsys, *FIRST)
    assert path.startswith("/invitations/")
    visitor = Client(headers={"Accept-Language": "en"})
    assert "Administrator" in visitor.get(path).content.decode()
    assert visitor.post(path, {"name": "admin.one", "password": GOOD})["Location"] == "/sign-in/"
    account = authenticate(username="admin.one", password=GOOD)
    assert isinstance(account, Account)
    assert account.person.posts.get().organisation == Organisation.objects.get()
    lines = AuditLine.objects.order_by("number").values_list("act", "post")
    assert list(lines)[:2] == [("begin_post", "chungtay"), ("invite", "chungtay")]


def test_a_second_call_invites_the_same_administrator_again_and_voids_the_first_link(
    capsys: pytest.CaptureFixture[str],
) -> None:
    first, second = printed(capsys, *FIRST), printed(capsys, *FIRST)
    assert Post.objects.count() == 1
    visitor = Client()
    assert [visitor.get(path).status_code for path in (first, second)] == [404, 200]


def test_an_administrator_who_lost_the_password_is_let_in_again(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    path = printed(capsys, "invite")
    assert Client().post(path, {"password": GOOD}).status_code == 302
    assert authenticate(username="administrator", password=GOOD)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["invite"], "Nobody is here yet"),
        (["invite", "--title", "Administrator"], "Nobody is here yet"),
        (["invite", "--organisation", "Union of Oakshire"], "Nobody is here yet"),
    ],
)
def test_an_empty_installation_says_what_it_needs(
    capsys: pytest.CaptureFixture[str], asked: list[str], said: str
) -> None:
    assert main(asked) == 2
    assert said in capsys.readouterr().err
    assert not Organisation.objects.exists()


def test_where_an_administrator_is_no_other_is_made(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    before = Post.objects.count()
    assert main(["invite", "--organisation", "Mine", "--title", "Administrator"]) == 2
    assert "already" in capsys.readouterr().err
    assert Post.objects.count() == before


def test_of_several_administrators_one_is_chosen(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    post = world.persons["administrator"].posts.get()
    post.pk, post.title, post._state.adding = None, "Second", True
    post.save()
    assert main(["invite"]) == 2
    told = capsys.readouterr().err
    assert '--title "Second"' in told
    assert printed(capsys, "invite", "--title", "Second").startswith("/invitations/")


@pytest.mark.parametrize("title", ["", "  ", "x" * 301, "a\nb\x00"])
def test_a_title_is_a_line_of_words(capsys: pytest.CaptureFixture[str], title: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["invite", "--organisation", "Union", "--title", title])
    assert stopped.value.code == 2


def test_the_link_names_the_installation_where_it_has_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    with override_settings(HTTPS=True):
        link = printed(capsys, *FIRST, hosts=("127.0.0.1", "programmes.example.vn"))
    assert link.startswith("https://programmes.example.vn/invitations/")
