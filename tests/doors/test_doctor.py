"""`chungtay doctor` sees an installation as it is: its home, its settings, its rows."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.db import connection

from chungtay.answers.doctor import examined, facts
from chungtay.doors.command import main
from chungtay.models import Account, AuditLine, Invitation, Job, Portal, Post
from chungtay.models.guards import drop_guards, put_guards
from chungtay.rules.jobs import FELL_SILENT, JobState
from chungtay.rules.people import Role
from tests.world import NOW, TODAY, World

FIXED = "chungtay.screens.accounts.passwords.Argon2id"


@pytest.fixture
def home(tmp_path: Path, settings: LazySettings) -> Iterator[Path]:
    """A home as the settings make it, and the hasher that is ours."""
    (tmp_path / "keys").mkdir(mode=0o700)
    (tmp_path / "keys" / "django").write_text("k" * 60)
    (tmp_path / "keys" / "django").chmod(0o600)
    tmp_path.chmod(0o700)
    settings.HOME, settings.DEMO_MARK = tmp_path, tmp_path / "demo"
    settings.ALLOWED_HOSTS, settings.PASSWORD_HASHERS = ["localhost"], [FIXED]
    return tmp_path


def names(today: Any = TODAY) -> list[str]:
    return [finding.name for finding in examined(NOW, today)]


def test_a_sound_home_is_left_in_peace(world: World, home: Path) -> None:
    assert names() == []


def test_files_that_others_can_read_are_named(world: World, home: Path) -> None:
    home.chmod(0o755)
    (home / "keys" / "django").chmod(0o640)
    (home / "keys" / "short").write_text("abc")
    (home / "keys" / "short").chmod(0o600)
    seen = facts(NOW, TODAY)
    assert seen.home_open_to_others
    assert (seen.keys_open_to_others, seen.short_keys) == (("django",), ("short",))


def test_a_demo_that_others_can_reach_is_named(world: World, home: Path, settings: LazySettings) -> None:
    (home / "demo").touch()
    assert "demo" not in names()
    settings.ALLOWED_HOSTS = ["chungtay.example.org"]
    assert {"demo", "https"} <= set(names())


def test_only_accounts_that_a_password_alone_would_open_are_counted(world: World, home: Path) -> None:
    account = world.leader.account
    Authenticator.objects.filter(user=account).delete()
    account.set_unusable_password()
    account.save()
    assert facts(NOW, TODAY).without_second_factor == 0  # nobody knows a password yet
    account.set_password("four horses eat quietly")
    account.save()
    assert facts(NOW, TODAY).without_second_factor == 1
    Authenticator.objects.create(user=account, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert facts(NOW, TODAY).without_second_factor == 1  # codes for emergencies are no second step
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})
    assert facts(NOW, TODAY).without_second_factor == 0


def without_administrator() -> None:
    posts = Post.objects.filter(role=Role.ADMINISTRATOR)
    Account.objects.filter(person__posts__in=posts).update(is_active=False)


def test_whoever_cannot_come_in_administers_nothing(world: World, home: Path) -> None:
    assert "administrators" not in names()
    without_administrator()
    assert names() == ["administrators"]


def test_an_invitation_that_ran_out_is_counted_until_it_is_withdrawn(world: World, home: Path) -> None:
    told = {"post": world.officer.posts.get(), "made_at": NOW, "expires_at": NOW - timedelta(days=1)}
    held = Invitation.objects.create(secret_hash="a", **told)
    assert facts(NOW, TODAY).stale_invitations == 1
    held.withdrawn_at = NOW
    held.save()
    assert facts(NOW, TODAY).stale_invitations == 0


def test_work_that_nobody_takes_up_and_work_that_was_given_up_is_counted(world: World, home: Path) -> None:
    old = {"asked_at": NOW - timedelta(hours=1), "run_after": NOW - timedelta(hours=1)}
    Job.objects.create(kind="a", **old)
    told = {"ended_at": NOW, "state": JobState.FAILED}
    for text in (FELL_SILENT.text, "The form was closed."):
        Job.objects.create(kind="b", faults=[{"text": text, "values": {}, "where": ""}], **told, **old)
    assert (facts(NOW, TODAY).stuck_jobs, facts(NOW, TODAY).failed_jobs) == (1, 1)
    assert names() == ["jobs", "jobs"]


def test_a_guard_that_is_gone_is_named(world: World, home: Path) -> None:
    drop_guards(connection)
    try:
        assert "guards" in names()
    finally:
        put_guards(connection)


def test_a_clock_that_was_set_back_is_named(world: World, home: Path) -> None:
    line = {"person_id": None, "post": "", "act": "x", "kind": "x", "thing_id": "x", "hash": "x"}
    AuditLine.objects.create(number=10**6, at=NOW + timedelta(hours=2), **line)
    assert facts(NOW, TODAY).ahead == timedelta(hours=2)
    assert "clock" in names()


def test_a_provider_on_the_open_line_is_named(world: World, home: Path, settings: LazySettings) -> None:
    from chungtay.rules.providers import Provider

    settings.PROVIDERS = tuple(
        Provider(id=server, names={}, server=server, client="c", secret="s")
        for server in ("https://id.example.org", "http://127.0.0.1:9000", "http://id.example.org")
    )
    assert facts(NOW, TODAY).plain_providers == ("http://id.example.org",)


def test_this_very_interpreter_has_a_database_and_fonts_that_lose_nothing(world: World, home: Path) -> None:
    assert not {"sqlite", "fonts", "passwords"} & set(names())


@pytest.mark.parametrize("mode", [0o700, 0o755])
def test_it_says_so_in_lines_and_in_json_and_by_its_status(
    world: World, home: Path, capsys: pytest.CaptureFixture[str], mode: int
) -> None:
    home.chmod(mode)
    without_administrator()
    unsafe = mode == 0o755
    assert main(["doctor"]) == int(unsafe)
    said = capsys.readouterr().out
    assert (
        "unsafe: Every account of this machine may look into the home.\n  mend: chmod 700" in said
    ) is unsafe
    assert "advice: Nobody administers this house" in said
    assert main(["doctor", "--json"]) == int(unsafe)
    told = json.loads(capsys.readouterr().out)
    assert told["safe"] is not unsafe
    assert {finding["name"] for finding in told["findings"]} == {"administrators"} | (
        {"home"} if unsafe else set()
    )


def test_it_names_nobody(world: World, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for account in Account.objects.all():
        account.set_password("four horses eat quietly")
        account.save()
    assert main(["doctor", "--json"]) in (0, 1)
    said = capsys.readouterr().out
    for account in Account.objects.select_related("person"):
        assert account.name not in said
        assert str(account.person) not in said


def test_a_site_without_terms_post_and_name_is_named(world: World, home: Path) -> None:
    holder = world.bodies["west"].pk
    Portal.objects.create(
        slug="a", name="First", holder_id=holder, terms="Name us.", responsible="The president"
    )
    Portal.objects.create(slug="b", name="Second", holder_id=holder, position=1, hosts=["elsewhere.org"])
    Portal.objects.create(slug="c", name="Third", holder_id=holder, position=2)
    assert facts(NOW, TODAY).portals == (
        ("First", ()),
        ("Second", ("terms", "responsible", "unanswered")),
        ("Third", ("terms", "responsible", "hosts")),
    )
