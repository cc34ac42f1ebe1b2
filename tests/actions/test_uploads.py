"""Whatever a stranger hands in is read in a small process: it may die of the file, the server does not."""

import base64
import io
from time import perf_counter

import pytest
from PIL import Image

from chungtay.actions.intake import take_in
from chungtay.actions.uploads import checked, in_child
from chungtay.actions.uploads.child import ChildBroken
from chungtay.models import Reading
from chungtay.rules.messages import RuleBroken
from tests import hostile
from tests.world import NOW, World

SMALL = {"seconds": 5, "megabytes": 256}
GPS = 0x8825


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_a_photo_is_drawn_anew_without_its_place_its_phone_and_its_remarks() -> None:
    came = hostile.photo_with_position()
    assert b"hidden words" in came and opened(came).getexif().get_ifd(GPS)
    kept = checked(came, name="buổi họp.JPG", kinds=["image"])
    assert (kept.name, kept.media_type, kept.kind) == ("buổi họp.jpg", "image/jpeg", "image")
    assert kept.had_position
    assert not dict(opened(kept.content).getexif())
    assert not any(words in kept.content for words in (b"hidden words", b"phone", b"remark"))


def test_a_photo_taken_on_its_side_stands_upright() -> None:
    kept = checked(hostile.photo_with_position(rotation=6), name="a.jpg", kinds=["image"])
    assert opened(kept.content).size == (48, 64)


def test_a_position_stays_where_somebody_asks_for_it_and_nothing_else_does() -> None:
    kept = checked(hostile.photo_with_position(), name="a.jpg", kinds=["image"], keep_position=True)
    remarks = opened(kept.content).getexif()
    assert remarks.get_ifd(GPS)[2] == (15.0, 7.0, 30.0)
    assert set(remarks) == {GPS}


@pytest.mark.parametrize(("form", "kept_as"), [("PNG", "png"), ("WEBP", "webp"), ("JPEG", "jpg")])
def test_a_picture_keeps_its_format_and_takes_its_name_from_it(form: str, kept_as: str) -> None:
    kept = checked(hostile.picture(form), name="photo", kinds=["image"])
    assert kept.name == f"photo.{kept_as}" and opened(kept.content).format == form


def test_a_very_large_photo_becomes_as_small_as_a_page_needs() -> None:
    kept = checked(hostile.picture(size=(8000, 5000)), name="a.jpg", kinds=["image"])
    assert max(opened(kept.content).size) == 3600


PICTURES = {
    "64 million points in few bytes": (hostile.vast_picture(8000), "million points"),
    "half a picture": (hostile.picture(size=(900, 900))[:400], "damaged"),
    "only its first letters": (b"\x89PNG\r\n\x1a\n" + b"x" * 40, "damaged"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_hostile_picture_is_told_with_its_mend(name: str) -> None:
    content, told = PICTURES[name]
    with pytest.raises(RuleBroken, match=told):
        checked(content, name="a.png", kinds=["image"])


def test_a_workbook_passes_with_its_bytes_as_they_are() -> None:
    content = hostile.honest_workbook()
    kept = checked(content, name="x/báo cáo.xlsx", kinds=["workbook", "csv"])
    assert (kept.name, kept.content, kept.kind) == ("báo cáo.xlsx", content, "workbook")


def test_a_bomb_is_refused_at_the_gate() -> None:
    with pytest.raises(RuleBroken, match="unpack"):
        checked(hostile.zeros(40), name="a.xlsx", kinds=["workbook"])


def test_the_child_answers_in_json() -> None:
    assert in_child("tests.harm:told", b"abc", **SMALL, more=["Đ"]) == {"size": 3, "more": ["Đ"]}


def test_what_the_child_refuses_is_refused_with_every_message() -> None:
    with pytest.raises(RuleBroken) as refused:
        in_child("tests.harm:refuse", b"", **SMALL)
    assert [(str(one), one.where) for one in refused.value.messages] == [
        ("Cell B2 says x.", "B2"),
        ("And more.", ""),
    ]


LONGEST = 60  # seconds: that it ends at all, however busy the machine
HARM = {"eat memory": "memory or time", "never end": "memory or time", "fall over": "damaged", "raise": "damaged",
        "write a file": "damaged", "start a process": "damaged"}  # fmt: skip


@pytest.mark.parametrize("what", HARM)
def test_a_child_that_goes_wrong_is_one_sentence(what: str) -> None:
    began = perf_counter()
    with pytest.raises(RuleBroken, match=HARM[what]):
        in_child("tests.harm:harm", b"", seconds=2, megabytes=256, what=what)
    assert perf_counter() - began < LONGEST


def test_an_answer_that_would_fill_the_server_is_refused() -> None:
    with pytest.raises(RuleBroken, match="memory or time"):
        in_child("tests.harm:much", b"", **SMALL)


def test_the_child_knows_no_key_no_password_and_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://x:secret@y/z")
    known = in_child("tests.harm:environment", b"", **SMALL)
    assert "secret" not in str(known) and "CHUNGTAY_HOME" not in str(known)


def test_a_mistake_of_ours_is_no_fault_of_the_file() -> None:
    with pytest.raises(ChildBroken):
        in_child("tests.harm:nothing_of_that_name", b"", **SMALL)


def test_bytes_come_back_whole() -> None:
    content = bytes(range(256)) * 5000
    told = in_child("tests.harm:back", content, **SMALL)
    assert base64.b64decode(told) == content


def test_a_paper_that_would_eat_its_reader_is_one_sentence_to_who_handed_it_in(world: World) -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 200_000
    body = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{deep}'
    paper = hostile.zipped({"word/document.xml": body})
    with pytest.raises(RuleBroken, match="damaged|memory or time|unpack"):
        take_in("plan.docx", paper, media_type="", holder=world.bodies["west"], by=world.provincial, at=NOW)
    assert not Reading.objects.exists()
