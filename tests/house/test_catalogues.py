"""Every word that the house can say is said in Vietnamese and Lao too, with its values in place."""

from pathlib import Path

import pytest

from tools.catalogues import disagreeing, lacking, left_over, misplaced, pieces, said_in, values_in


def test_vietnamese_and_lao_can_say_everything() -> None:
    assert lacking(pieces()) == []


def test_no_translation_is_left_over() -> None:
    assert left_over(pieces()) == []


def test_two_pieces_never_disagree_about_one_message() -> None:
    assert disagreeing(pieces()) == []


def test_a_translation_has_the_values_of_its_english() -> None:
    assert misplaced(pieces()) == []


@pytest.mark.parametrize(
    ("name", "source", "found"),
    [
        ("screens/a.html", '{% translate "Send back" %}', ["Send back"]),
        ("screens/b.html", "{% blocktranslate %}Due on {{ day }}{% endblocktranslate %}", ["Due on %(day)s"]),
        ("screens/c.py", "from x import _\nname = _('Reports')\nother = 'Not said.'", ["Reports"]),
        ("screens/d.py", "raise RuleBroken(Message('Choose a file.'))", ["Choose a file."]),
        ("rules/e.py", "TEXT = 'This report is %(state)s already.'", ["This report is %(state)s already."]),
        ("rules/f.py", '"""A docstring is not said."""\nassert x, "Nor is this one."', []),
        ("incidents/rules/h.py", "TEXT = 'It is sealed already.'", ["It is sealed already."]),
        ("rules/g.py", "PATTERN = 'no.'\nNAME = 'Chương trình đã ký.'", []),
    ],
)
def test_what_people_can_read_is_found(
    name: str, source: str, found: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tools.catalogues.PACKAGE", tmp_path)
    file = tmp_path / name
    file.parent.mkdir(parents=True)
    file.write_text(source)
    assert [text for _, (_, text) in said_in(file)] == found


def test_a_lost_value_is_noticed() -> None:
    assert values_in("%(sum)s of %(total)s") != values_in("%(sum)s trên tổng")
