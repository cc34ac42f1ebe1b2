"""The verb `review` tells a programme's results over a window: as JSON, or as the paper in one of three languages."""

import json
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from chungtay.doors.command import main
from tests.actions.test_reviews import attended
from tests.world import World

pytestmark = pytest.mark.django_db
WINDOW = ["--from", "2026-01-01", "--to", "2026-12-31"]


@pytest.mark.parametrize(
    ("language", "said"),
    [("vi", "KẾT QUẢ THỰC HIỆN"), ("lo", "ຜົນການປະຕິບັດ"), ("en", "RESULTS")],
)
def test_the_same_figures_are_printed_in_three_languages(
    world: World, tmp_path: Path, language: str, said: str
) -> None:
    attended(world, "Dogwood", 617)
    file = tmp_path / "review.pdf"
    asked = ["review", "oak-elm", *WINDOW, "--format", "pdf", "--language", language, "-o", str(file)]
    assert main(asked) == 0
    text = "\n".join(page.get_textpage().get_text_range() for page in PdfDocument(file))
    assert said in text
    assert "617" in text


def test_the_json_names_every_code_with_its_question(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    attended(world, "Dogwood", 617)
    assert main(["review", "oak-elm", *WINDOW]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["codes"]["K-01"] == {
        "indicator": "attendances", "amount": "617", "qualifier": "exact", "from": "2026-01-01", "to": "2026-12-31",
    }  # fmt: skip
    assert {"K-01-01", "K-01-A1"} < set(told["codes"])


@pytest.mark.parametrize(
    "asked",
    [
        ["review", "oak-elm", "--from", "2026-12-31", "--to", "2026-01-01"],
        ["review", "nowhere", *WINDOW],
        ["review", "oak-elm", *WINDOW, "--format", "pdf"],
    ],
)
def test_bad_input_is_said_and_nothing_is_written(
    world: World, capsys: pytest.CaptureFixture[str], asked: list[str]
) -> None:
    assert main(asked) == 2
    assert capsys.readouterr().err
