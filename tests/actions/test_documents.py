"""Papers keep every byte, the same bytes once, and nothing half-way."""

from errno import ENOSPC
from pathlib import Path

import pytest
from pytest_django import Settings

from chungtay.actions.documents import add_document, keep_file
from chungtay.answers.documents import file_bytes
from chungtay.models import Document, DocumentFile
from chungtay.rules.documents import LARGEST_FILE
from chungtay.rules.messages import RuleBroken
from tests.world import NOW, World


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> Path:
    settings.FILES = tmp_path
    return tmp_path


def kept(files: Path) -> list[Path]:
    return [path for path in files.rglob("*") if path.is_file()]


def letter(world: World) -> Document:
    return Document(type="Thư", title="Letter of greeting", holder=world.bodies["west"])


def test_the_same_bytes_are_kept_once_whatever_their_names(files: Path) -> None:
    one = keep_file(b"greetings", name="a.txt", media_type="text/plain")
    two = keep_file(b"greetings", name="b.txt", media_type="text/plain")
    assert one.sha256 == two.sha256 and one.size == 9
    assert [path.name for path in kept(files)] == [one.sha256]
    assert file_bytes(one.sha256) == b"greetings"


def test_a_disk_that_takes_no_files_is_said_and_leaves_nothing_half_way(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(RuleBroken, match="disk takes no files"):
        keep_file(b"greetings", name="a.txt", media_type="text/plain")
    assert not kept(files)


def test_a_home_that_may_not_be_written_is_said_too(files: Path, settings: Settings) -> None:
    settings.FILES = files / "a-file"
    settings.FILES.touch()
    with pytest.raises(RuleBroken, match="disk takes no files"):
        keep_file(b"greetings", name="a.txt", media_type="text/plain")


@pytest.mark.parametrize(("content", "said"), [(b"", "empty"), (b"x" * (LARGEST_FILE + 1), "20 MB")])
def test_an_empty_or_huge_file_is_refused(files: Path, content: bytes, said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        keep_file(content, name="a.txt", media_type="text/plain")
    assert not kept(files)


def test_a_paper_is_kept_with_its_programme_and_files(world: World) -> None:
    paper = add_document(
        letter(world), agreements=[world.programme], files=[("letter.txt", b"greetings", "text/plain")],
        by=world.provincial, at=NOW,
    )  # fmt: skip
    assert paper.agreements.get() == world.programme
    file = paper.files.get()
    assert (file.name, file.size, file_bytes(file.sha256)) == ("letter.txt", 9, b"greetings")


@pytest.mark.parametrize(("name", "why"), [("stranger", "post"), ("auditor", "post")])
def test_a_paper_is_not_kept_for_a_body_that_is_not_ones_own(world: World, name: str, why: str) -> None:
    with pytest.raises(RuleBroken, match=why):
        add_document(letter(world), agreements=[], files=[], by=world.persons[name], at=NOW)


def test_a_paper_is_not_hung_on_a_programme_that_is_not_shared(world: World) -> None:
    paper = Document(type="Thư", title="Letter", holder=world.bodies["far"])
    with pytest.raises(RuleBroken, match="not shared"):
        add_document(paper, agreements=[world.programme], files=[], by=world.stranger, at=NOW)
    assert not Document.objects.exists()


def test_one_bad_file_keeps_nothing_of_the_paper(world: World) -> None:
    with pytest.raises(RuleBroken):
        add_document(
            letter(world), agreements=[], files=[("a", b"a", "text/plain"), ("b", b"", "text/plain")],
            by=world.provincial, at=NOW,
        )  # fmt: skip
    assert not Document.objects.exists() and not DocumentFile.objects.exists()
