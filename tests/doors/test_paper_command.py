"""The verb `paper` writes the paper of a programme that an office would sign, or says what it still lacks."""

from pathlib import Path

import pytest

from chungtay.doors.command import main
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def signing(world: World) -> World:
    """Both sides have said who signs for them and where."""
    for body in (world.bodies["west"], world.bodies["east"]):
        body.authority, body.signing_post, body.symbol = "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "BTV"
        body.save()
    world.programme.purpose = "Women on both sides know one another"
    world.programme.save()
    return world


@pytest.mark.parametrize("paper", ["plan", "appendix", "memorandum", "programme", "greeting"])
@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK")])
def test_a_paper_is_written(signing: World, tmp_path: Path, paper: str, form: str, begins: bytes) -> None:
    file = tmp_path / f"paper.{form}"
    year = ["--year", str(signing.plan.year)] if paper in ("plan", "appendix") else []
    assert main(["paper", paper, "oak-elm", *year, "-o", str(file)]) == 0
    assert file.read_bytes().startswith(begins)


def test_what_is_missing_is_said_and_nothing_is_written(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plan.pdf"
    assert main(["paper", "plan", "oak-elm", "--year", str(world.plan.year), "-o", str(file)]) == 2
    assert "Write the purpose." in capsys.readouterr().err
    assert not file.exists()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["plan", "oak-elm", "--year", "1999", "-o", "plan.pdf"], "no plan for 1999"),
        (["plan", "elsewhere", "-o", "plan.pdf"], "no programme elsewhere"),
        (["plan", "oak-elm", "-o", "plan.txt"], "plan.pdf or -o plan.docx"),
    ],
)
def test_what_was_asked_wrongly_is_said(
    world: World, capsys: pytest.CaptureFixture[str], asked: list[str], said: str
) -> None:
    assert main(["paper", *asked]) == 2
    assert said in capsys.readouterr().err
