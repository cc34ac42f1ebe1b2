"""The example of `docs/api.md` runs as it stands there, and the statuses it lists are those that the API documents."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from django.conf import settings
from ninja import Schema

from chungtay.actions.reports import open_report
from chungtay.doors.api.house import REFUSALS
from tests.house.source import ROOT
from tests.world import NOW, World

TEXT = (ROOT / "docs" / "api.md").read_text()


@pytest.fixture
def doors_open() -> Iterator[None]:
    settings.DEMO_MARK.touch()
    yield
    settings.DEMO_MARK.unlink()


@pytest.mark.django_db(transaction=True)
def test_the_example_runs_and_keeps_what_it_sends(
    live_server: object, world: World, doors_open: None, capsys: pytest.CaptureFixture[str]
) -> None:
    report = open_report(
        world.form, world.bodies["dogwood"], place=world.places["Dogwood"], first_on=date(2025, 9, 1),
        last_on=date(2025, 12, 14), due_on=date(2025, 12, 25), by=world.officer, at=NOW,
    )  # fmt: skip
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    code = re.sub(r'HOUSE = ".*"', f"HOUSE = {json.dumps(str(live_server))}", code)
    code = re.sub(r'POST = ".*"', f'POST = "{world.officer.posts.get().title}"', code)
    exec(compile(code, "docs/api.md", "exec"), {})
    owes, refused, kept = capsys.readouterr().out.splitlines()
    assert owes == "Dogwood owes until 2025-12-25 Sessions"
    assert "2.5 must be a whole number." in refused
    assert kept == "open 12"
    assert report.lines.get(question__number=1).total == 120_000


def test_the_document_lists_every_refusal() -> None:
    assert {int(status) for status in re.findall(r"^\| (\d{3}) \|", TEXT, re.MULTILINE)} == set(REFUSALS)


def test_no_two_shapes_share_a_name() -> None:
    """The API's own document knows a shape by its name alone; of two it would show one in the place of both."""
    shapes, coming = set[type[Schema]](), [Schema]
    while coming:
        coming += (new := set(coming.pop().__subclasses__()) - shapes)
        shapes |= new
    names = Counter(shape.__name__ for shape in shapes if shape.__module__.startswith("chungtay."))
    assert [name for name, count in names.items() if count > 1] == []
    assert len(names) > 100
