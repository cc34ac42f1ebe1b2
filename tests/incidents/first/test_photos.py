"""A photo of the first notice: drawn anew on the telephone, so that nothing but the picture is sealed."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.incidents.canaries import found_in
from tests.incidents.first.conftest import Give, Served

GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112


def taken(*, width: int = 3000, height: int = 1500, form: str = "JPEG") -> bytes:
    """As a telephone takes it: lying on its side, with the place and the maker in it. Red, and blue at its left."""
    picture = Image.new("RGB", (width, height), (200, 0, 0))
    picture.paste((0, 0, 200), (0, 0, width // 2, height))
    facts = picture.getexif()
    facts[MAKE] = "zqcanarymaker"
    facts[ORIENTATION] = 6  # turned by a quarter
    facts.get_ifd(GPS).update({1: "N", 2: (15.0, 1.0, 2.0), 3: "E", 4: (107.0, 3.0, 4.0)})
    bytes_ = BytesIO()
    picture.save(bytes_, form, exif=facts, comment=b"zqcanarycomment" if form == "JPEG" else None)
    return bytes_.getvalue()


def sent_with(
    phone: Give, served: Served, photo: bytes, name: str = "zqcanaryname.jpg"
) -> tuple[dict[str, object], bytes]:
    """The head and the picture that a recipient opens."""
    hers = phone().arrive().write_least()
    hers.page.locator("#ask-photo").set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": photo})
    hers.page.locator("#photos img").wait_for()
    assert "Sent" in hers.send().after
    first, second = hers.posted()
    read = served.opened(second | {"sender": first["sender"]}, first["notice"])
    length = int.from_bytes(read[:4], "big")
    assert found_in(hers.said(), ["zqcanary", "Exif"]) == set()
    return json.loads(read[4 : 4 + length]), read[4 + length :]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_place_maker_and_name_go_in_and_none_comes_out(phone: Give, served: Served, form: str) -> None:
    photo = taken(form=form)
    assert Image.open(BytesIO(photo)).getexif().get_ifd(GPS)
    head, picture = sent_with(phone, served, photo)
    drawn = Image.open(BytesIO(picture))
    assert (drawn.format, dict(drawn.getexif())) == ("JPEG", {})
    assert not [word for word in (b"Exif", b"GPS", b"zqcanary", b"http:", b"XMP") if word in picture]
    assert (head["kind"], head["side"], head["type"]) == ("photo", served.laid["seat"], "image/jpeg")
    assert set(head) == {"v", "kind", "side", "at", "seen", "type", "width", "height"}


def test_a_photo_is_made_small_and_stands_as_it_was_held(phone: Give, served: Served) -> None:
    head, picture = sent_with(phone, served, taken())
    drawn = Image.open(BytesIO(picture)).convert("RGB")
    assert drawn.size == (head["width"], head["height"]) == (1024, 2048)
    red, _, blue = drawn.getpixel((512, 200))  # type: ignore[misc]
    assert blue > red  # what was left is on top


@pytest.mark.parametrize(
    ("photo", "says"), [(b"no picture", "cannot be read"), (b"\0" * (40 * 2**20 + 1), "too large")]
)
def test_what_is_no_photo_is_said_and_the_notice_goes_without_it(
    phone: Give, photo: bytes, says: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(photo)
    hers = phone().arrive().write_least()
    hers.page.locator("#ask-photo").set_input_files(file)
    hers.page.locator("#photo-says").get_by_text(says).wait_for()
    assert "Sent" in hers.send().after
    assert len(hers.posted()) == 1


def test_a_photo_is_left_out_again_and_without_consent_none_goes(phone: Give) -> None:
    hers = phone().arrive().write_least()
    for name in ("a.jpg", "b.jpg"):
        hers.page.locator("#ask-photo").set_input_files(
            {"name": name, "mimeType": "image/jpeg", "buffer": taken(width=60)}
        )
        hers.page.locator(f"#photos li:nth-child({1 + (name == 'b.jpg')})").wait_for()
    hers.page.locator("#photos button").first.click()
    assert hers.page.locator("#photos li").count() == 1
    hers.tick(consent_by="refused")
    assert "Sent" in hers.send().after
    assert len(hers.posted()) == 1


def test_a_photo_waits_behind_its_notice(phone: Give) -> None:
    hers = phone().arrive().write_least()
    hers.page.locator("#ask-photo").set_input_files(
        {"name": "a", "mimeType": "image/png", "buffer": taken(width=60)}
    )
    hers.page.locator("#photos img").wait_for()
    hers.context.set_offline(True)
    assert "waiting" in hers.send().after
    hers.asked.clear()
    hers.context.set_offline(False)
    hers.page.get_by_text("Sent: notice").wait_for()
    hers.page.wait_for_function("""() => new Promise(done => { const asked = indexedDB.open('chungtay-annex');
      asked.onsuccess = () => { const rows = asked.result.transaction('waiting').objectStore('waiting').count();
        rows.onsuccess = () => { asked.result.close(); done(rows.result === 0); }; }; })""")
    notice, photo = [one.url for one in hers.asked if one.method == "POST"]
    assert notice.endswith("/notices/oak-elm/items/")
    assert "/notices/oak-elm/" not in photo
