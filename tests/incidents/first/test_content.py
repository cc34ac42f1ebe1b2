"""What may be sealed, in Chromium: shapes that writers and readers share, and codes only where it crosses."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.incidents.first.conftest import Give

AT = "2026-03-20T14:10:00+07:00"


@pytest.fixture
def page(phone: Give) -> Page:
    return phone().arrive().page


def tried(page: Page, what: str, *given: Any) -> Any:
    """What a function of content.js gives, or the name of what it throws."""
    script = f"""async given => {{ const c = await import('/static/annex/content.js');
      const text = value => value instanceof Uint8Array ? [...value] : value;
      try {{ return text(({what})(c, ...given)); }} catch (wrong) {{ return wrong.constructor.name; }} }}"""
    return page.evaluate(script, list(given))


def notice(**otherwise: Any) -> dict[str, Any]:
    fields = {"band": "under_16", "signs": ["trafficking"], "place": "103@2000-01-01", "consent_at": AT}
    return {"v": 1, "kind": "notice", "side": None, "at": AT, "seen": [], "fields": fields} | otherwise


def test_what_is_written_is_read_again(page: Page) -> None:
    there_and_back = "(c, one) => c.decodeContent(c.encodeContent(one))"
    for one in (
        notice(),
        notice(side="s", fields={"words": "Blue lorry"}),
        notice(kind="message", text="ສະບາຍດີ"),
    ):
        assert tried(page, there_and_back, one) == one


@pytest.mark.parametrize(
    "fields",
    [{"words": "Blue lorry"}, {"band": "Chị Lan"}, {"signs": ["two words"]}, {"band": 15}, {"band": "x" * 65},
     {"band": {"a": "b"}}],
)  # fmt: skip
def test_only_codes_cross_the_border(page: Page, fields: dict[str, Any]) -> None:
    assert tried(page, "(c, one) => c.encodeContent(one)", notice(fields=fields)) == "ContentError"


@pytest.mark.parametrize("otherwise", [{"v": 2}, {"kind": "letter"}, {"side": 7}, {"at": "yesterday"}, {"seen": "all"},
                                       {"seen": [1]}, {"fields": None}, {"kind": "photo"}])  # fmt: skip
def test_what_has_not_the_agreed_shape_is_refused_by_writer_and_reader(
    page: Page, otherwise: dict[str, Any]
) -> None:
    one = notice(**otherwise)
    assert tried(page, "(c, one) => c.encodeContent(one)", one) == "ContentError"
    read = "(c, one) => c.decodeContent(new TextEncoder().encode(JSON.stringify(one)))"
    assert tried(page, read, one) == "ContentError"


@pytest.mark.parametrize(
    "bytes_", [[], [0, 0, 0], [0, 0, 0, 9, 123], [255, 255, 255, 255, 1], [123, 34], [0x7B, 0xFF]]
)
def test_bytes_that_are_no_content_are_refused_quietly(page: Page, bytes_: list[int]) -> None:
    assert tried(page, "(c, one) => c.decode(new Uint8Array(one))", bytes_) == "ContentError"


def test_a_photo_keeps_its_head_and_its_bytes(page: Page) -> None:
    head = {
        "v": 1,
        "kind": "photo",
        "side": "s",
        "at": AT,
        "seen": [],
        "type": "image/jpeg",
        "width": 2,
        "height": 1,
    }
    there = """(c, header) => { const read = c.decode(c.encodePhoto({ header, bytes: new Uint8Array([255, 216, 0]) }));
      return { header: read.header, bytes: [...read.bytes] }; }"""
    assert tried(page, there, head) == {"header": head, "bytes": [255, 216, 0]}


def test_of_a_form_only_what_may_cross_is_taken(page: Page) -> None:
    given = {"band": "under_16", "words": "Blue lorry", "ethnicity": "minority"}
    assert tried(page, "(c, fields) => c.crossing(fields, ['band'])", given) == {"band": "under_16"}
