"""The fields that templates name, our own templates, and what becomes of one in another office's program."""

import io
import shutil
import subprocess
from dataclasses import is_dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from docx import Document

from chungtay.papers.house_styles import STYLES
from chungtay.papers.kinds import KINDS, DispatchPaper, GreetingPaper, Head, Paper
from chungtay.papers.templates import (
    example_of,
    fields_for,
    fields_of,
    filled,
    must_of,
    own_template,
    shape_of,
)
from chungtay.papers.templates.fields import LEFT_OUT, is_named
from chungtay.rules.templates.checking import checked_template
from tests.papers.kinds.samples import SAMPLES

UGLY = "A & B <c> {{ so_ky_hieu }} {% if %} =1+1 ../../etc/passwd"


def classes(owner: Any) -> set[type]:
    parts = [owner, *get_args(owner)]
    found = {part for part in parts if is_dataclass(part) and isinstance(part, type)}
    for part in list(found):
        for name, kind in get_type_hints(part).items():
            if name not in ("head", "parts"):
                found |= classes(kind)
    return found


def texts_in(content: bytes) -> str:
    body = Document(io.BytesIO(content)).element.body
    return "\n".join(
        "".join(piece.text or "" for piece in paragraph.iter("{*}t")) for paragraph in body.iter("{*}p")
    )


def texts_of(value: Any) -> list[str]:
    match value:
        case dict():
            return [text for one in value.values() for text in texts_of(one)]
        case list():
            return [text for one in value for text in texts_of(one)]
    return [str(value)]


def fits(value: Any, shape: Any) -> bool:
    match shape:
        case dict():
            return isinstance(value, dict) and all(fits(value[name], inner) for name, inner in shape.items())
        case list():
            return isinstance(value, list) and all(fits(one, shape[0]) for one in value)
    return isinstance(value, str)


def test_every_fact_of_every_kind_has_a_name_for_templates() -> None:
    nameless = [
        f"{owner.__name__}.{name}"
        for kind in KINDS.values()
        for owner in classes(kind)
        for name in get_type_hints(owner)
        if owner is not Head and name not in LEFT_OUT and not is_named(owner, name)
    ]
    assert sorted(set(nameless)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_says_what_it_means_in_three_languages(kind: str) -> None:
    fields = list(fields_for(kind))
    assert len({field.name for field in fields}) == len(fields), "two fields of one name"
    for field in fields:
        assert field.vi and field.lo and field.en
        assert field.name.isascii() and field.name.replace("_", "").isalnum()
    assert set(must_of(kind)) <= {field.name for field in fields}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_facts_of_a_paper_are_what_templates_are_told_of(name: str) -> None:
    paper: Paper = SAMPLES[name]
    kind = next(kind for kind, known in KINDS.items() if known is type(paper))
    assert fits(fields_of(paper), shape_of(kind))


def test_a_letter_nobody_wrote_is_the_one_of_its_occasion() -> None:
    paper = GreetingPaper(head=Head(issuers=("Union",), year=2026), addressee="Sisters", occasion="bunpimay")
    told = fields_of(paper)
    assert "Bunpimay" in told["dip"] and "2026" in told["noi_dung"][0]


def test_what_our_papers_say_by_themselves_is_there_ready_made() -> None:
    head = Head(issuers=("Union",), symbol="BTV", number=5, place="Town", day=date(2026, 2, 5))
    told = fields_of(
        DispatchPaper(head=head, grounds=("One", "Two;"), closing="Done.", recipients=("Party",))
    )
    assert (told["so_ky_hieu"], told["ket_thuc"]) == ("05/BTV", "Done./.")
    assert told["dia_danh_ngay_thang"] == "Town, ngày 05 tháng 02 năm 2026"
    assert (told["can_cu"], told["noi_nhan"]) == (["One;", "Two."], ["- Như trên;", "- Party;", "- Lưu: VT."])
    assert fields_of(DispatchPaper(head=head))["ket_thuc"] == "./."


@pytest.mark.parametrize("kind", KINDS)
def test_ours_has_no_fault_in_any_house_and_language(kind: str) -> None:
    for style in STYLES:
        for language in ("vi", "lo", "en"):
            content = own_template(kind, style=style, language=language)
            found = checked_template(content, known=shape_of(kind), must=must_of(kind))
            assert (found["faults"], found["warnings"]) == ([], []), (style, language)


@pytest.mark.parametrize("kind", KINDS)
def test_ours_leaves_out_nothing_of_the_example(kind: str) -> None:
    told = example_of(kind)
    made = texts_in(filled(own_template(kind, style="joint", language="vi"), told)).casefold()
    silent = {
        "quoc_hieu",
        "tieu_ngu",
        "ten_loai",
        "ngay_ban_hanh",
        "dia_danh",
        "nam",
        "don_vi_soan_thao",
        "kem_theo",
    }
    if kind in ("memorandum", "appendix"):
        silent |= {field.name for field in fields_for(kind)} - {"cac_ban", "phu_luc"}
    for name, value in told.items():
        for text in texts_of(value) if name not in silent else ():
            assert text.casefold() in made or is_of_setting(text), (name, text)


def is_of_setting(text: str) -> bool:
    """What ours says otherwise: the days of a content stand in its time; each text says its language by itself."""
    return text in {
        "01/03/2026",
        "30/06/2026",
        "05/02/2026",
        "vi",
        "ngân sách nhà nước",
        "Tết cổ truyền Bunpimay",
        "Hội LHPN tỉnh",
    }


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_person_typed_is_text_in_every_field_of_ours(kind: str) -> None:
    def ugly(value: Any) -> Any:
        match value:
            case dict():
                return {name: ugly(one) for name, one in value.items()}
            case list():
                return [ugly(one) for one in value]
        return UGLY

    made = texts_in(filled(own_template(kind, style="state", language="vi"), ugly(example_of(kind))))
    assert UGLY in made and "{{ trich_yeu }}" not in made and "endfor" not in made


def test_a_template_edited_in_another_program_still_fills(tmp_path: Path) -> None:
    """LibreOffice cuts text into other pieces, renames styles and draws the page anew; the tags live on."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    ours = {
        kind: own_template(kind, style="joint", language="vi") for kind in ("plan", "dispatch", "minutes")
    }
    for kind, content in ours.items():
        (tmp_path / f"{kind}.docx").write_bytes(content)
    through = {"odt": tmp_path, "docx": tmp_path / "odt", "docx:Office Open XML Text": tmp_path}
    for turn, (form, source) in enumerate(through.items()):
        files = sorted(source.glob("*.odt" if turn == 1 else "*.docx"))
        target = tmp_path / ("odt" if turn == 0 else f"again{turn}")
        asked = [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/home",
            "--headless",
            "--convert-to",
            form,
        ]
        subprocess.run(
            [*asked, "--outdir", str(target), *map(str, files)], check=True, capture_output=True, timeout=180
        )
    for kind, content in ours.items():
        plain = [line for line in texts_in(filled(content, example_of(kind))).split("\n") if line.strip()]
        for folder in ("again1", "again2"):
            edited = (tmp_path / folder / f"{kind}.docx").read_bytes()
            found = checked_template(edited, known=shape_of(kind), must=must_of(kind))
            assert found["faults"] == []
            done = texts_in(filled(edited, example_of(kind)))
            assert [line for line in done.split("\n") if line.strip()] == plain, (kind, folder)
